"""`audit`: the trail of what was done to the vault."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from vault.child.deeds import Detail, document, tell
from vault.cli.arguments import Command, add_json, add_unlock, add_vault, completes
from vault.cli.english import English
from vault.cli.opened import opened
from vault.cli.outputs import check_file, write_out
from vault.cli.passwords import check_standard_input
from vault.cli.terminal import answer, counted, safe, say, tinted
from vault.cli.wording import CONFLICT, Refusal, moment
from vault.engine import audit
from vault.engine.opening import slot_rows
from vault.engine.values import Value


def _configure(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument("--verify", action="store_true", help="verify that no entry is missing or out of its place")
    completes(parser.add_argument("--export", metavar="FILE", help="write the trail into FILE, as one JSON document"))
    add_unlock(parser)
    add_json(parser)


def _audit(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    if arguments.export:
        _check(Path(arguments.export), Path(arguments.vault))
    with opened(arguments) as vault:
        count = audit.verify(vault) if arguments.verify else None
        found = list(audit.entries(vault))
        ways = {row.id: row.name for row in slot_rows(vault.catalog)}
    fields = [document(entry.sequence, entry.time, entry.action, _flat(entry.detail)) for entry in found]
    if arguments.export:
        file = Path(arguments.export)
        _check(file, Path(arguments.vault))  # it may have come while the password was asked for
        write_out(file, json.dumps(fields, indent=1).encode())
        say(f"Wrote {counted(len(fields), 'entry', 'entries')} to {safe(str(file))}. Whoever gets it can read it.")
    if arguments.json:
        answer(fields)
        return 0
    voice = English()
    for entry in found if not arguments.export else ():
        way = next((ways[one] for one in entry.detail if isinstance(one, bytes) and one in ways), "")
        told = tell(entry.action, _flat(entry.detail), voice, way)
        line = f"{entry.sequence:>7}  {moment(entry.time)}  {safe(told.first)}"
        say(f"{line}  {tinted(safe(told.second), 'dim')}" if told.second else line)
    if count is not None:
        say(tinted(f"{counted(count, 'entry', 'entries')} verified: none is missing or out of its place.", "good"))
    return 0


def _check(file: Path, vault: Path) -> None:
    """Refusal, before a password is asked for, if the file cannot be there."""
    if os.path.lexists(file):
        raise Refusal(CONFLICT, f"{safe(str(file))} is there already.", "Nothing was overwritten.")
    check_file(file, vault, "The trail", force=False)


def _flat(detail: tuple[Value, ...]) -> Detail:
    """Nothing here writes lists into the trail."""
    return [value for value in detail if value is None or isinstance(value, (int, str, bytes))]


commands = {"audit": Command(_configure, _audit)}
