"""The two locks of a vault folder: the one writer's, and the pins of readers (docs/format.md, section 11)."""

from __future__ import annotations

import contextlib
import json
import os
import time
from pathlib import Path
from typing import Any

from vault.engine.durable import Folder, storage_errors
from vault.engine.errors import VaultBusy

_PATIENCE = 5.0


class WriterLock:
    """The lock of the one writer, with the mark of an append under way (docs/format.md, section 11)."""

    def __init__(self, folder: Folder) -> None:
        self._files = folder.platform.files
        with storage_errors():
            self._fd = self._files.open(folder.path_of("lock"), os.O_RDWR | os.O_CREAT)
        self._released = False
        try:
            self._take(folder)
        except BaseException:
            self.release()
            raise

    def _take(self, folder: Folder) -> None:
        with storage_errors():
            if not self._files.lock(self._fd, exclusive=True):
                raise VaultBusy(self._holder())
        self.marked = self._content()[:1] == b"!"
        since = {"boot": _boot_id(), "host": host_name(), "pid": os.getpid()}
        line = json.dumps({**since, "since": folder.platform.clock.now()}, sort_keys=True).encode()
        with storage_errors():
            self._files.write(self._fd, (b"!" if self.marked else b"-") + b"\n" + line + b"\n", 0)
            self._files.truncate(self._fd, 3 + len(line))

    def _content(self) -> bytes:
        content = bytearray(4_096)
        with storage_errors():
            return bytes(content[: self._files.read_into(self._fd, memoryview(content), 0)])

    def _holder(self) -> dict[str, Any]:
        try:
            holder = json.loads(self._content().split(b"\n")[1])
        except (ValueError, IndexError):
            return {}
        return holder if isinstance(holder, dict) else {}

    def mark(self) -> None:
        """An append begins; whoever finds this after a crash makes a new generation first."""
        with storage_errors():
            self._files.write(self._fd, b"!", 0)

    def clear(self) -> None:
        """The append is durable. A mark that was found stays until `renewed`."""
        if not self.marked:
            with storage_errors():
                self._files.write(self._fd, b"-", 0)

    def renewed(self) -> None:
        """A new generation has replaced the log whose end was in doubt."""
        self.marked = False
        self.clear()

    def release(self) -> None:
        """Let another writer in. The second time nothing happens."""
        if not self._released:
            self._released = True
            self._files.close(self._fd)


class Pins:
    """The lock that keeps old files: shared while somebody reads, exclusive while they are removed.

    A reader waits for a remover, which is quick; a remover does not wait. Raises VaultBusy after five seconds.
    """

    def __init__(self, folder: Folder, *, exclusive: bool = False) -> None:
        self._files = folder.platform.files
        self._fd: int | None = None
        flags = (os.O_RDWR | os.O_CREAT) if exclusive else os.O_RDONLY
        with contextlib.suppress(OSError):
            self._fd = self._files.open(folder.path_of("pins"), flags)
        self.held = self._fd is not None and self._lock(exclusive=exclusive)

    def _lock(self, *, exclusive: bool) -> bool:
        assert self._fd is not None
        until = time.monotonic() + _PATIENCE
        while not self._files.lock(self._fd, exclusive=exclusive):
            if exclusive:
                return False
            if time.monotonic() > until:
                self.release()
                raise VaultBusy({})
            time.sleep(0.01)
        return True

    def release(self) -> None:
        if self._fd is not None:
            self._files.close(self._fd)
            self._fd = None

    def __enter__(self) -> Pins:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def host_name() -> str:
    """What this computer calls itself."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""
