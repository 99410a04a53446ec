"""`open`: an item in another program, and what was changed there back as a new version."""

from __future__ import annotations

import argparse
import contextlib
import os
import select
import shlex
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from vault.child import runtime_folder
from vault.child.loans import Loans, further_files
from vault.cli.arguments import Command, add_item, add_json, add_unlock, add_vault
from vault.cli.naming import find_item, item_fields, join, place_of, show
from vault.cli.opened import opened
from vault.cli.passwords import check_standard_input
from vault.cli.terminal import answer, remark, safe, say
from vault.cli.wording import NOT_FOUND, STORAGE, Refusal, UsageError
from vault.engine.durable import storage_errors
from vault.engine.vault import Item, Vault

LOOK_SECONDS = 0.2
AT_ONCE_SECONDS = 2.0
"""A program that ends so soon has handed the file to one that was running already."""

_ENDINGS = (signal.SIGINT, signal.SIGTERM, *((signal.SIGHUP,) if hasattr(signal, "SIGHUP") else ()))


def _configure(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    add_item(parser)
    parser.add_argument(
        "--with",
        dest="program",
        metavar="COMMAND",
        help="the program, with its options in quotes; it must end when it is done. VISUAL or EDITOR otherwise",
    )
    add_unlock(parser)
    add_json(parser)
    parser.epilog = (
        "The program gets a plain copy in memory, which is wiped when it ends. It may keep backups and lists of recent "
        "files of its own."
    )


def _open(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    command = _command(arguments.program)
    runtime_folder.sweep()
    with opened(arguments, writing=True) as vault:
        item = find_item(vault, arguments.item)
        if item is None or item.kind == "folder" or item.trashed is not None:
            raise Refusal(
                NOT_FOUND, f"{safe(arguments.item)} is a folder, or in the trash.", "'deedbox get' writes folders out."
            )
        copy = runtime_folder.note_name(item.name) if item.kind == "note" else item.name
        with _place() as folder:
            loans, path = Loans(), folder / runtime_folder.copy_name(copy)
            loans.lend(vault, item.id, path)
            _run([*command, str(path)])
            added = _take(vault, loans, item, path)
        now = vault.item(item.id)
        fields = {**item_fields(vault, now), "version": now.version, "changed": now.version != item.version}
        names = join(place_of(vault, now))
    if arguments.json:
        answer({**fields, "added": added})
    else:
        say(f"Saved {safe(names)}, version {now.version}." if fields["changed"] else "Nothing was changed.")
        for name in added:
            say(f"Added {safe(name)}, which the program had put beside it.")
    return 0


def _command(given: str | None) -> list[str]:
    """The words of the command. UsageError if there is none."""
    for text in (given, os.environ.get("VISUAL"), os.environ.get("EDITOR")):
        try:
            words = shlex.split(text or "")
        except ValueError:
            raise UsageError(f"{safe(text or '')} is no command: a quote is not closed.") from None
        if words:
            return words
    raise UsageError("No program is named.", "For example: deedbox open VAULT ITEM --with vim")


@contextlib.contextmanager
def _place() -> Iterator[Path]:
    """A private folder, wiped afterwards, unless it was left for what is in it."""
    try:
        with storage_errors():
            folder = runtime_folder.make_folder()
    except runtime_folder.NoRuntimeFolder:
        raise Refusal(
            STORAGE,
            "This system has no private place in memory for a plain copy.",
            "None is put on the disk. 'deedbox get' writes the file where you say.",
        ) from None
    try:
        yield folder
    finally:
        runtime_folder.wipe_all()


def _run(command: list[str]) -> None:
    """Runs the program to its end. Ctrl+C is the program's; told to end, we end it, and save what there is."""
    began = time.monotonic()
    process: subprocess.Popen[bytes] | None = None
    is_to_end = False

    def told(number: int) -> None:
        nonlocal is_to_end
        is_to_end = is_to_end or number != signal.SIGINT
        if process is not None and is_to_end:
            process.terminate()

    # From before its start: what it writes is saved however soon somebody ends us.
    with _signals(told):
        process = _start(command)
        if is_to_end:
            process.terminate()
        process.wait()
    if time.monotonic() - began < AT_ONCE_SECONDS and sys.stdin.isatty() and not process.returncode:
        remark("The program ended at once. If the file is still open in a window, save and close it there.")
        # Whatever ends the waiting, what the program wrote by then is saved.
        with contextlib.suppress(EOFError), _signals(_stop_asking):
            print("Press Enter when you are done. ", end="", flush=True)
            # A look now and then, because a signal just before a wait without end would not be heard.
            while not select.select([sys.stdin], [], [], LOOK_SECONDS)[0]:
                continue
            sys.stdin.readline()


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(command)  # noqa: S603 - the person's own words
    except OSError as error:
        reason = os.strerror(error.errno or 0).lower()
        raise Refusal(NOT_FOUND, f"{safe(command[0])} cannot be started: {reason}.", "Nothing was changed.") from None


def _stop_asking(_: int) -> None:
    raise EOFError


@contextlib.contextmanager
def _signals(told: Callable[[int], None]) -> Iterator[None]:
    """What would end us is told of instead."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda one, _: told(one)) for number in _ENDINGS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _take(vault: Vault, loans: Loans, item: Item, path: Path) -> list[str]:
    """Saves, wipes, and names what the program put beside. What cannot be saved stays, and is told."""
    before: set[bytes] = set()
    try:
        if os.path.lexists(path):
            loans.take(vault, item.id, item.version, path)
        extras = bool(further_files(path))
        if extras:
            before = {child.id for child in vault.children(item.parent)}
        loans.settle(vault)
        if os.path.lexists(path) or further_files(path):
            raise Refusal(STORAGE, "Not everything that the program wrote could be saved.", "What was saved is whole.")
    except BaseException:
        runtime_folder.leave()
        remark(f"What the program wrote is still in memory, readable: {safe(str(path.parent))}")
        remark("It stays there until Deedbox is started again. Copy it to where you want it.")
        raise
    if not extras:
        return []
    return [show(vault.path_of(child)) for child in vault.children(item.parent) if child.id not in before]


commands = {"open": Command(_configure, _open)}
