"""`drill`: an export restored for real, into nothing, and the proof of it."""

from __future__ import annotations

import argparse
from pathlib import Path

from vault.backup.drill import DrillReport, drill
from vault.cli.arguments import Command, add_json, add_second_way_in, add_unlock, add_vault, completes
from vault.cli.bar import Bar
from vault.cli.opened import opened
from vault.cli.passwords import check_standard_input, new_password_given
from vault.cli.terminal import answer, counted, remark, safe, say, size_of, tinted
from vault.cli.times import rfc3339
from vault.cli.ways_in import WAYS, read_second_credential
from vault.cli.wording import CREDENTIAL, DAMAGED, DONE, NOT_FOUND, Refusal, UsageError, moment, words_for
from vault.engine.errors import Damaged, KdfRefused, UnsupportedVersion, WrongCredential
from vault.unlock.calibration import plain

_OPENS = (
    "Nothing was changed. An export has one way in: the one that opened the vault when it was made, or its own "
    "password (--new-password-file, --ask-new-password; --new-keyfile, --new-recovery-code-file). Kits and keyfiles "
    "that were added to the vault do not go along."
)
_ADVICE = "The vault itself is as it was. Make a new export now, check the vault, and look after the disk."


def _configure(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    completes(parser.add_argument("file", metavar="EXPORT", help="the export to restore"))
    add_second_way_in(parser, "the export, if it is not the vault's,")
    parser.add_argument("--ask-new-password", action="store_true", help="ask for the password of the export")
    add_unlock(parser)
    add_json(parser)


def _drill(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    file = Path(arguments.file)
    if not file.exists():
        raise Refusal(NOT_FOUND, f"There is no {safe(arguments.file)}.", "Nothing was changed. Look at the path.")
    if not file.is_file():
        raise UsageError(f"{safe(arguments.file)} is not a file.", "An export is one file.")
    with opened(arguments, writing=True) as vault:
        credential = plain(vault.credential)
        if _second_is_given(arguments):
            credential = read_second_credential(arguments, "the export")
        try:
            with Bar("Restoring into nothing") as bar:
                report = drill(vault, file, credential, progress=bar)
        except WrongCredential:
            raise Refusal(CREDENTIAL, "That does not open the export.", _OPENS) from None
        except (Damaged, UnsupportedVersion, KdfRefused) as error:
            words = f"The drill failed: the export cannot be opened ({safe(error.detail or str(error))})."
            raise Refusal(words_for(error).exit_code, words, f"The vault notes the failure. {_ADVICE}") from None
    if arguments.json:
        answer(
            {
                "ok": report.ok,
                "items": report.items,
                "bytes": report.bytes,
                "date": rfc3339(report.time * 10**6),
                "way_in": report.way_in,
                "changed": report.changed,
                "newer": report.newer,
                "findings": [{"kind": one.kind, "where": one.where, "repair": one.repair} for one in report.findings],
            }
        )
    else:
        _show(report)
    return DONE if report.ok else DAMAGED


def _second_is_given(arguments: argparse.Namespace) -> bool:
    others = arguments.new_keyfile or arguments.new_recovery_code_file
    return bool(arguments.ask_new_password or others or new_password_given(arguments))


def _show(report: DrillReport) -> None:
    if not report.ok:
        for one in report.findings:
            say(f"{tinted('damaged', 'bad')}  {safe(one.kind)}: {safe(one.where)}.")
        say(tinted("The drill failed: this export does not give everything back.", "bad"))
        say(f"{counted(report.items, 'file or note', 'files and notes')} in it are whole. The vault notes the failure.")
        remark(_ADVICE)
        return
    what = f"{report.items} of {counted(report.items, 'file or note', 'files and notes')}, {size_of(report.bytes)}"
    way = WAYS.get(report.way_in, f"the {report.way_in}")
    say(tinted(f"Restored for real on {moment(report.time)}, with {way}: {what}.", "good"))
    say("Every byte was decrypted and verified, none was written to the disk; the proof is in the vault's trail.")
    if report.changed or report.newer:
        since = [f"{report.changed} changed or removed"] if report.changed else []
        since += [f"{report.newer} new"] if report.newer else []
        say(f"In the vault since then: {', '.join(since)}. A new export would have them.")


commands = {"drill": Command(_configure, _drill)}
