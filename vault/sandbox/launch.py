"""Starts the worker, fresh: a new interpreter with two pipes and nothing else of ours."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys

FROZEN_OPTION = "--sandbox-worker"
"""A frozen program given this as its only argument calls `vault.sandbox.worker.main` before anything else."""
IMPORT_OPTION = "--import-worker"
"""The same for `vault.sandbox.importing.worker.main`."""

_PIPE = 1 << 20  # bytes in flight: fewer switches between the two sides
_NICENESS = 10
_SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ of linux/fcntl.h


def command(module: str = "vault.sandbox.worker", option: str = FROZEN_OPTION) -> list[str]:
    """Returns a worker's command line: isolated, and writing no bytecode."""
    if getattr(sys, "frozen", False):
        return [sys.executable, option]
    return [sys.executable, "-I", "-B", "-m", module]


def launch(line: list[str] | None = None) -> subprocess.Popen[bytes]:
    """Starts a worker with an empty environment, in the root folder, in a session of its own. Raises OSError.

    Pipes and not a socket: each end goes one way, carries no descriptors, and exists on every platform.
    """
    child = subprocess.Popen(  # noqa: S603 - our own interpreter, with constant arguments
        line or command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env=_environment(),
        cwd=os.path.abspath(os.sep),
        close_fds=True,
        start_new_session=sys.platform != "win32",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    _stand_back(child.pid)
    _widen(child)
    return child


def _stand_back(worker: int) -> None:
    """Where cores are few the window has its turn first, from the worker's start on: nobody waits for a picture as they
    wait for that. Linux may share its cores out among sessions before it looks at processes.
    """
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, worker, os.getpriority(os.PRIO_PROCESS, 0) + _NICENESS)
    with contextlib.suppress(OSError), open(f"/proc/{worker}/autogroup", "w") as group:
        group.write(str(_NICENESS))


def _environment() -> dict[str, str]:
    """Windows cannot load its own libraries without SYSTEMROOT; elsewhere Python needs nothing."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ and sys.platform == "win32"}


def _widen(child: subprocess.Popen[bytes]) -> None:
    if sys.platform != "linux":
        return
    import fcntl

    for end in (child.stdin, child.stdout):
        try:
            fcntl.fcntl(end, _SET_PIPE_SIZE, _PIPE)  # type: ignore[arg-type]
        except OSError:
            return  # the user's share of pipe memory is used up: slower, that is all
