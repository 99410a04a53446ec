"""File layers that fail: at the N-th changing call, by a full disk, by a short write, by death."""

from __future__ import annotations

import errno
import os
import threading

from vault.engine.durable import FileLayer
from vault.engine.primitives import Buffer


class Died(BaseException):
    """The process is no more: nothing may catch this and go on."""


class FaultyFiles(FileLayer):
    """Counts the calls that change anything, and fails at the one that is asked for.

    `fault` is an errno, "short" (half of a write), "die" (nothing is changed from that call on) or "torn" (death in the
    middle of a write). With `lasting`, an errno is raised at every later call too, except at removing: that works on a
    full disk. EMFILE comes from opening alone. `steps` are the calls that were counted, by kind and path. Without
    `sync`, nothing waits for the disk.
    """

    def __init__(self, at: int = 0, fault: int | str = errno.EIO, *, lasting: bool = False, sync: bool = True) -> None:
        self.at, self.fault, self.lasting, self.sync = at, fault, lasting, sync
        self.calls = 0
        self.steps: list[tuple[str, str]] = []
        self.dead = False
        self.descriptors: set[int] = set()
        self._paths: dict[int, str] = {}
        self._counting = threading.Lock()

    def arm(self, at: int, fault: int | str, *, lasting: bool = False) -> None:
        """Fail at the call `at`, counted from now."""
        self.calls, self.at, self.fault, self.lasting = 0, at, fault, lasting
        self.steps = []

    def kill(self) -> None:
        """What the system does for a process that ended: close everything."""
        self.dead = True
        while self.descriptors:
            os.close(self.descriptors.pop())

    def _step(self, kind: str, path: str) -> bool:
        """Count a changing call; whether it should be short. Raises what was asked for."""
        with self._counting:
            self.calls += 1
            self.steps.append((kind, path))
            hit = self.at and (self.calls == self.at or (self.lasting and self.calls > self.at))
            hit = hit and not (self.lasting and kind in ("unlink", "rmdir"))
            if self.dead or (hit and (self.fault == "die" or (self.fault == "torn" and kind != "write"))):
                self.dead = True
                raise Died
        if hit and isinstance(self.fault, int) and (kind == "open" or self.fault != errno.EMFILE):
            raise OSError(self.fault, os.strerror(self.fault))
        return bool(hit)

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
            self._step("open", path)
        fd = super().open(path, flags, mode)
        self.descriptors.add(fd)
        self._paths[fd] = path
        return fd

    def close(self, fd: int) -> None:
        # A dying process runs no code of ours, so what it had open goes with `kill`.
        if not self.dead:
            self.descriptors.discard(fd)
            super().close(fd)

    def write(self, fd: int, data: Buffer, offset: int) -> int:
        short = self._step("write", self._paths[fd])
        if short and self.fault in ("short", "torn"):
            data = memoryview(data)[: max(1, len(data) // 2)]
        count = super().write(fd, data, offset)
        if short and self.fault == "torn":
            self.dead = True
            raise Died
        return count

    def fsync(self, fd: int) -> None:
        self._step("fsync", self._paths[fd])
        if self.sync:
            super().fsync(fd)

    def reserve(self, fd: int, offset: int, size: int) -> None:
        self._step("fallocate", self._paths[fd])
        super().reserve(fd, offset, size)

    def truncate(self, fd: int, size: int) -> None:
        self._step("truncate", self._paths[fd])
        super().truncate(fd, size)

    def set_time(self, fd: int, nanoseconds: int) -> None:
        self._step("time", self._paths[fd])
        super().set_time(fd, nanoseconds)

    def replace(self, source: str, target: str) -> None:
        self._step("rename", target)
        super().replace(source, target)

    def remove(self, path: str) -> None:
        self._step("unlink", path)
        super().remove(path)

    def make_folder(self, path: str) -> None:
        self._step("mkdir", path)
        super().make_folder(path)

    def remove_folder(self, path: str) -> None:
        self._step("rmdir", path)
        super().remove_folder(path)
