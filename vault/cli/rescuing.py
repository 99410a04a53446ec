"""`rescue`: whatever of a damaged vault can be verified, as plain files."""

from __future__ import annotations

import argparse
from pathlib import Path

from vault.backup.rescue import RescueReport, rescue
from vault.cli.arguments import Command, add_json, add_slot, add_vault, add_way_in, completes
from vault.cli.bar import Bar
from vault.cli.naming import show
from vault.cli.opened import vault_at
from vault.cli.passwords import check_standard_input
from vault.cli.terminal import answer, counted, remark, safe, say, size_of, tinted
from vault.cli.ways_in import read_credential
from vault.cli.wording import CONFLICT, DAMAGED, DONE, REFUSED, Refusal

_LOST = {
    "record": "changes that were saved last, or some of them",
    "log": "changes that were saved last",
    "snapshot": "much of the catalog: names, notes and keys of files",
}


def _configure(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    completes(parser.add_argument("out", metavar="OUT", help="the folder to write to; it must not exist, or be empty"))
    add_way_in(parser)
    add_slot(parser)
    add_json(parser)


def _rescue(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    path, out = vault_at(arguments.vault), Path(arguments.out)
    if out.is_symlink() or (out.exists() and (not out.is_dir() or any(out.iterdir()))):
        raise Refusal(CONFLICT, f"Something is at {safe(arguments.out)} already.", "Nothing was written.")
    if out.resolve().is_relative_to(path.resolve()):
        raise Refusal(REFUSED, "That is inside the vault's own folder.", "Nothing was written. Choose another place.")
    credential = read_credential(arguments, path)
    with Bar("Rescuing") as bar:
        report = rescue(path, out, credential, slot=arguments.slot, progress=bar)
    if arguments.json:
        missing = [{"path": show(one.path), "instead": one.instead} for one in report.missing]
        counts = {"items": report.items, "bytes": report.bytes}
        answer({"ok": report.complete, **counts, "lost": report.lost, "missing": missing})
    else:
        _show(report, arguments.out)
    return DONE if report.complete else DAMAGED


def _show(report: RescueReport, out: str) -> None:
    what = f"{counted(report.items, 'file or note', 'files and notes')}, {size_of(report.bytes)},"
    say(f"Wrote {what} to {safe(out)}; every byte of them was verified.")
    for one in report.missing:
        say(f"{tinted('missing', 'bad')}  {show(one.path)}: {safe(one.instead)}.")
    for lost in report.lost:
        meaning = next((words for start, words in _LOST.items() if lost.startswith(start)), "a part of the vault")
        say(f"{tinted('missing', 'bad')}  {safe(lost[:1].upper() + lost[1:])} of the catalog: {meaning}.")
    if report.complete:
        say(tinted("Nothing is missing.", "good"))
    else:
        remark("Keep the damaged vault: a backup may have what is missing ('deedbox check --repair --from').")
    remark("These files are not encrypted. Put them into a new vault, and remove them.")


commands = {"rescue": Command(_configure, _rescue)}
