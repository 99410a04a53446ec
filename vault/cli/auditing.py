"""`audit`: the trail of what was done to the vault."""

from __future__ import annotations

import argparse
import base64
import json
from pathlib import Path
from typing import Any

from vault.cli.arguments import Command, add_json, add_unlock, add_vault, completes
from vault.cli.opened import opened
from vault.cli.passwords import check_standard_input
from vault.cli.terminal import answer, counted, safe, say, tinted
from vault.cli.times import rfc3339
from vault.cli.wording import CONFLICT, Refusal, moment
from vault.engine import audit
from vault.engine.durable import storage_errors
from vault.engine.values import Value


def _configure(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument("--verify", action="store_true", help="verify that no entry is missing or out of its place")
    completes(parser.add_argument("--export", metavar="FILE", help="write the trail into FILE, as one JSON document"))
    add_unlock(parser)
    add_json(parser)


def _audit(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    with opened(arguments) as vault:
        count = audit.verify(vault) if arguments.verify else None
        found = list(audit.entries(vault))
    fields = [_fields(entry) for entry in found]
    if arguments.export:
        _write(Path(arguments.export), fields)
    if arguments.json:
        answer(fields)
        return 0
    for entry in found if not arguments.export else ():
        details = " ".join(_shown(value) for value in entry.detail)
        say(f"{entry.sequence:>7}  {moment(entry.time)}  {safe(entry.action)}  {tinted(details, 'dim')}".rstrip())
    if count is not None:
        say(tinted(f"{counted(count, 'entry', 'entries')} verified: none is missing or out of its place.", "good"))
    return 0


def _fields(entry: audit.Entry) -> dict[str, Any]:
    detail = [base64.b64encode(value).decode() if isinstance(value, bytes) else value for value in entry.detail]
    return {
        "sequence": entry.sequence,
        "time": rfc3339(entry.time * 10**6),
        "action": entry.action,
        "detail": detail,
    }


def _shown(value: Value) -> str:
    return value.hex() if isinstance(value, bytes) else safe(str(value))


def _write(file: Path, fields: list[dict[str, Any]]) -> None:
    with storage_errors():
        try:
            with file.open("x", encoding="utf-8") as opened_file:
                json.dump(fields, opened_file, indent=1)
        except FileExistsError:
            raise Refusal(CONFLICT, f"{safe(str(file))} is there already.", "Nothing was overwritten.") from None
    say(f"Wrote {counted(len(fields), 'entry', 'entries')} to {safe(str(file))}.")


commands = {"audit": Command(_configure, _audit)}
