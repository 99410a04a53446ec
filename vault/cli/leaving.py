"""`leave`: everything as plain files, for whoever wants to go on without Deedbox."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vault.backup import leaving
from vault.cli.arguments import Command, add_json, add_unlock, add_vault, completes
from vault.cli.bar import Bar
from vault.cli.naming import path_fields, show
from vault.cli.opened import opened, vault_at
from vault.cli.passwords import check_standard_input
from vault.cli.terminal import answer, ask, counted, remark, safe, say, size_of
from vault.cli.wording import CANCELLED, DAMAGED, Refusal, UsageError, words_for

_WARNING = """\
Everything will be written to {out} in plain: whoever can read that disk can read it, also after it was deleted,
and every backup of that disk will hold it. The vault itself stays as it is."""


def _configure(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    completes(parser.add_argument("out", metavar="OUT", help="a new or empty folder"), folder=True)
    parser.add_argument("--all-versions", action="store_true", help="earlier versions too, in a folder of their own")
    parser.add_argument("--yes", action="store_true", help="do not ask; for scripts")
    add_unlock(parser)
    add_json(parser)


def _leave(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    vault_at(arguments.vault)
    out = Path(arguments.out)
    if not arguments.yes:
        _confirm(arguments)
    with opened(arguments) as vault, Bar("Writing") as bar:
        report = leaving.leave(vault, out, older=arguments.all_versions, progress=bar)
    if arguments.json:
        answer(
            {
                "out": str(out),
                "items": report.items,
                "bytes": report.bytes,
                "versions": report.versions,
                "trashed": report.trashed,
                "register": report.register,
                "failed": [
                    {**path_fields(b"/".join(one.path)), "reason": words_for(one.error).happened}
                    for one in report.failed
                ],
            }
        )
    else:
        say(f"Wrote {counted(report.items, 'item')}, {size_of(report.bytes)}, verified, to {safe(arguments.out)}.")
        say(f"Tags, favourites and dates of versions are in {report.register}; notes are Markdown.")
        if report.versions:
            say(f"{counted(report.versions, 'earlier version')} in the folder {leaving.OLDER}.")
    if report.trashed:
        remark(f"Not written: the trash, with {counted(report.trashed, 'entry', 'entries')}.")
    if report.failed:
        remark(f"Not written: {counted(len(report.failed), 'file or folder', 'files and folders')}.")
        for one in report.failed:
            remark(f"  {show(one.path)}: {safe(words_for(one.error).happened)}")
    codes = [words_for(one.error).exit_code for one in report.failed]
    return DAMAGED if DAMAGED in codes else next(iter(codes), 0)


def _is_asked() -> bool:
    return sys.stdin.isatty()


def _confirm(arguments: argparse.Namespace) -> None:
    """The vault's name must be typed."""
    remark(_WARNING.format(out=safe(arguments.out)))
    if not _is_asked():
        raise UsageError("There is no terminal to confirm this at.", "Say --yes where that is meant.")
    name = Path(arguments.vault).name.removesuffix(".deedbox")
    if ask(f"Type {safe(name)} to go on: ") != name:
        raise Refusal(CANCELLED, "That is not the vault's name.", "Nothing was written.")


commands = {"leave": Command(_configure, _leave)}
