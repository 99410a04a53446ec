"""`health`: the security check-up."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import textwrap
import time
from pathlib import Path

from vault import __version__
from vault.child.health import Looked, close_files, has_own_device, look_at_files, observe
from vault.child.keys import judged
from vault.cli.arguments import Command, add_json, add_unlock, add_vault
from vault.cli.english import English
from vault.cli.opened import opened, state_folder, vault_at
from vault.cli.passwords import check_standard_input
from vault.cli.terminal import answer, counted as count_words, safe, say, tinted
from vault.cli.wording import DONE
from vault.engine.durable import Folder, Platform
from vault.engine.errors import KeyringUnavailable
from vault.engine.keys import KdfPolicy
from vault.engine.unlocking import vault_id
from vault.engine.vault import Vault
from vault.health.check_up import check_up, counted
from vault.health.finding import Act, Finding, Severity
from vault.health.seen import Surroundings
from vault.unlock.attempts import Attempts
from vault.unlock.this_device import backend_name

_MARKS: dict[Severity, tuple[str, str]] = {
    "critical": ("ACT NOW", "bad"),
    "warning": ("DO SOON", "bold"),
    "unknown": ("NOT KNOWN", "dim"),
    "good": ("GOOD", "good"),
}
_WIDTH = max(len(mark) for mark, _ in _MARKS.values())
_FIXES: dict[Act, str] = {
    "change-password": "Choose another password: 'deedbox passwd {vault}'",
    "renew-cost": "Renew it: 'deedbox slots {vault} renew'",
    "test-way": "Test one: 'deedbox slots {vault} test NAME'",
    "add-way": "Add a recovery kit: 'deedbox slots {vault} add recovery'",
    "ways": "Look at the ways in: 'deedbox slots {vault} list'",
    "rotate-key": "Make a new vault key: 'deedbox rotate {vault}'",
    "new-secrets": "Make new secrets: 'deedbox rotate {vault} --new-secrets'",
    "reencrypt": "Go on: 'deedbox rotate {vault} --content'",
    "export": "Export: 'deedbox export {vault} FILE'",
    "rehearse": "Rehearse a restore: 'deedbox drill {vault} FILE'",
    "contacts": "Compare the words: 'deedbox contact {vault} verify NAME WORDS'",
    "permissions": "Close them to others: 'deedbox health {vault} --fix-permissions'",
    "plain-copies": "Remove those that nobody needs.",
    "lock-settings": "Choose a time in the settings.",
}


def _configure(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    explanation = "before: close the vault's files, and what this computer remembers of vaults, to everybody else"
    parser.add_argument("--fix-permissions", action="store_true", help=explanation)
    add_unlock(parser)
    add_json(parser)
    parser.epilog = (
        "Findings are no failure: the exit code is 0 whatever is found, and scripts look at the counts. Nothing is "
        "asked of any server. The password is judged while it is at hand; of it the result alone is kept, and shown."
    )


def _health(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    path, state = vault_at(arguments.vault), state_folder()
    refused = _refused(path, state)
    with opened(arguments) as vault:
        place = None if state is None else os.fsencode(state)
        before = look_at_files(vault, place)
        looked = before
        if arguments.fix_permissions:
            close_files(vault, place)
            looked = look_at_files(vault, place)
        seen = observe(
            vault,
            KdfPolicy(),
            looked,
            strength=judged(vault),
            keyring=_keyring(vault),
            refused=refused,
            read_only=not os.access(path, os.W_OK),  # the command itself opens for looking only
        )
    findings = check_up(seen, Surroundings(__version__), time.time_ns() // 10**6, English())
    if arguments.json:
        found = [
            {"id": one.id, "severity": one.severity, "title": one.title, "why": one.why, "fix": _fix(one, arguments)}
            | {"source": one.source}
            for one in findings
        ]
        answer({"counts": counted(findings), "findings": found})
        return DONE
    if arguments.fix_permissions:
        say(_closed(before, looked))
        say()
    for finding in findings:
        _show(finding, _fix(finding, arguments))
    say()
    counts = counted(findings)
    say(", ".join(f"{counts[one]} {mark.lower()}" for one, (mark, _) in _MARKS.items()) + ".")
    return DONE


def _refused(path: Path, state: Path | None) -> tuple[int, ...]:
    """The wrong tries before this one, which opening the vault forgets."""
    vault = vault_id(Folder(path, Platform()))
    return () if state is None or vault is None else tuple(Attempts(state, vault).taken())


def _keyring(vault: Vault) -> tuple[str, str]:
    """Asked only where this computer is a way in."""
    if not has_own_device(vault):
        return "", ""
    try:
        return backend_name(), ""
    except KeyringUnavailable as error:
        return "", error.reason


def _fix(finding: Finding, arguments: argparse.Namespace) -> str:
    """What puts it right, as a command; empty where nothing is to be done."""
    return _FIXES[finding.act].format(vault=safe(arguments.vault)) if finding.act else ""


def _show(finding: Finding, fix: str) -> None:
    mark, tint = _MARKS[finding.severity]
    say(f"{tinted(f'{mark:<{_WIDTH}}', tint)}  {finding.title}")
    if finding.severity != "good":
        _say_below(finding.why)
    if fix:
        _say_below(fix)
    _say_below(f"Source: {finding.source}.", "dim")


def _say_below(text: str, tint: str = "") -> None:
    """Under the title; as wide as the terminal where there is one, and in one piece for programs."""
    indent = " " * (_WIDTH + 2)
    room = shutil.get_terminal_size().columns - len(indent) if sys.stdout.isatty() else len(text)
    for line in textwrap.wrap(text, max(room, 40), break_long_words=False, break_on_hyphens=False):
        say(indent + (tinted(line, tint) if tint else line))


def _closed(before: Looked, after: Looked) -> str:
    """How many files were closed to others, and how many were not."""
    loose = [sum(max(one.read, one.written) for one in looked[:2] if one is not None) for looked in (before, after)]
    words = f"Closed to others: {count_words(loose[0] - loose[1], 'file')}."
    if loose[1]:
        words += f" {count_words(loose[1], 'file')} stayed as before: not yours, or on a disk that keeps no rights."
    return words


commands = {"health": Command(_configure, _health)}
