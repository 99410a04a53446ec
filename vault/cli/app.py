"""`deedbox` alone, or with a vault's folder: the application, where there is a display. The one way from here to Qt."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from vault.cli.terminal import remark, safe

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
_ENDING = ".deedbox"
FAILED = 1


def display_is_there() -> bool:
    """Whether a window can be seen."""
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in _DISPLAYS)


def is_wanted(arguments: Sequence[str]) -> bool:
    """Whether a command line asks for the window: it is empty, or names nothing but a vault's folder."""
    if not arguments:
        return True
    return len(arguments) == 1 and not arguments[0].startswith("-") and _names_vault(arguments[0])


def _names_vault(argument: str) -> bool:
    path = argument.rstrip(os.sep)
    return path.endswith(_ENDING) or (os.sep in path and os.path.isfile(os.path.join(path, "header.json")))


def start(arguments: Sequence[str]) -> int:
    """Be the application; its exit code."""
    try:
        from vault.qt.application import run
    except ImportError as error:
        remark(f"deedbox: The window cannot open, because something of Qt is missing: {safe(str(error))}.")
        remark("The terminal goes on working: deedbox --help.")
        return FAILED
    return run(arguments)


def run_part(arguments: Sequence[str]) -> int | None:
    """A bundled program starts its own parts by an option; their exit code, None if this is none of them."""
    if not getattr(sys, "frozen", False):
        return None
    if arguments == ["--sandbox-worker"]:
        from vault.sandbox.worker import main

        main()
        return 0
    if arguments == ["--import-worker"]:
        from vault.sandbox.importing.worker import main

        main()
        return 0
    if len(arguments) == 2 and arguments[0] == "--vault-process" and arguments[1].isdigit():
        from vault.child.entry import run

        return run(int(arguments[1]))
    return None
