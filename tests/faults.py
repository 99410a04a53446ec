"""File layers that fail: at the N-th changing call, by a full disk, by a short write, by death, by a power cut."""

from __future__ import annotations

import errno
import os
import random
import stat
import threading
from pathlib import Path

from vault.engine.durable import FileLayer
from vault.engine.primitives import Buffer

BLOCK = 512


class Died(BaseException):
    """The process is no more: nothing may catch this and go on."""


class FaultyFiles(FileLayer):
    """Counts the calls that change anything, and fails at the one that is asked for.

    `fault` is an errno, "short" (half of a write), or "die": nothing is changed from that call on.
    With `lasting`, an errno is raised at every later call too, except at removing: that works on a full disk.
    """

    def __init__(self, at: int = 0, fault: int | str = errno.EIO, *, lasting: bool = False) -> None:
        self.at, self.fault, self.lasting = at, fault, lasting
        self.calls = 0
        self.dead = False
        self.descriptors: set[int] = set()
        self._counting = threading.Lock()

    def arm(self, at: int, fault: int | str, *, lasting: bool = False) -> None:
        """Fail at the call `at`, counted from now."""
        self.calls, self.at, self.fault, self.lasting = 0, at, fault, lasting

    def kill(self) -> None:
        """What the system does for a process that ended: close everything."""
        self.dead = True
        while self.descriptors:
            os.close(self.descriptors.pop())

    def _step(self, *, frees: bool = False) -> bool:
        """Count a changing call; whether it should be short. Raises what was asked for."""
        with self._counting:
            self.calls += 1
            hit = self.at and (self.calls == self.at or (self.lasting and self.calls > self.at))
            hit = hit and not (frees and self.lasting)
            if self.dead or (hit and self.fault == "die"):
                self.dead = True
                raise Died
        if hit and isinstance(self.fault, int):
            raise OSError(self.fault, os.strerror(self.fault))
        return bool(hit)

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
            self._step()
        fd = super().open(path, flags, mode)
        self.descriptors.add(fd)
        return fd

    def close(self, fd: int) -> None:
        # A dying process runs no code of ours, so what it had open goes with `kill`.
        if not self.dead:
            self.descriptors.discard(fd)
            super().close(fd)

    def write(self, fd: int, data: Buffer, offset: int) -> int:
        if self._step():
            data = memoryview(data)[: max(1, len(data) // 2)]
        return super().write(fd, data, offset)

    def fsync(self, fd: int) -> None:
        self._step()
        super().fsync(fd)

    def truncate(self, fd: int, size: int) -> None:
        self._step()
        super().truncate(fd, size)

    def set_time(self, fd: int, nanoseconds: int) -> None:
        self._step()
        super().set_time(fd, nanoseconds)

    def replace(self, source: str, target: str) -> None:
        self._step()
        super().replace(source, target)

    def remove(self, path: str) -> None:
        self._step(frees=True)
        super().remove(path)

    def make_folder(self, path: str) -> None:
        self._step()
        super().make_folder(path)

    def remove_folder(self, path: str) -> None:
        self._step(frees=True)
        super().remove_folder(path)


class PowerLossFiles(FaultyFiles):
    """Knows what has reached the disk: file contents and folder entries as they were at their last fsync.

    `rebuild` makes the folder as it may look after the power failed: what was not synced is there, half there or gone,
    in blocks of 512 bytes.
    """

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._contents: dict[int, bytes] = {}
        self._entries: dict[int, dict[str, int]] = {}
        self._root = root
        for folder, _, names in os.walk(root):
            self._entries[os.stat(folder).st_ino] = _entries(folder)
            for name in names:
                path = Path(folder, name)
                self._contents[path.stat().st_ino] = path.read_bytes()

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        new = flags & os.O_CREAT and not os.path.lexists(path)
        fd = super().open(path, flags, mode)
        if new:
            self._contents.pop(os.fstat(fd).st_ino, None)
        return fd

    def make_folder(self, path: str) -> None:
        super().make_folder(path)
        self._entries.pop(os.stat(path).st_ino, None)

    def fsync(self, fd: int) -> None:
        super().fsync(fd)
        status = os.fstat(fd)
        path = f"/proc/self/fd/{fd}"
        if stat.S_ISDIR(status.st_mode):
            self._entries[status.st_ino] = _entries(path)
        else:
            self._contents[status.st_ino] = Path(path).read_bytes()

    def rebuild(self, target: Path, chance: random.Random) -> None:
        """The folder after the power came back, in `target`."""
        now: dict[int, Path] = {}
        for folder, folders, names in os.walk(self._root):
            for name in (*folders, *names):
                path = Path(folder, name)
                now[path.stat().st_ino] = path
        self._rebuild(self._root.stat().st_ino, self._root, target, now, chance)

    def _rebuild(
        self, folder: int, current: Path | None, target: Path, now: dict[int, Path], chance: random.Random
    ) -> None:
        target.mkdir()
        entries = self._entries.get(folder, {})
        if current is not None and chance.random() < 0.5:
            entries = _entries(str(current))
        for name, inode in entries.items():
            path = now.get(inode)
            if inode in self._entries or (path is not None and path.is_dir()):
                self._rebuild(inode, path, target / name, now, chance)
                continue
            old = self._contents.get(inode, b"")
            new = path.read_bytes() if path is not None else old
            (target / name).write_bytes(_torn(old, new, chance))


def _entries(folder: str) -> dict[str, int]:
    with os.scandir(folder) as entries:
        return {entry.name: entry.inode() for entry in entries}


def _torn(old: bytes, new: bytes, chance: random.Random) -> bytes:
    """Some mix of what was synced and what was only written; blocks that never came are zeros."""
    choice = chance.randrange(3)
    if choice == 0 or old == new:
        return old
    if choice == 1:
        return new
    mixed = bytearray()
    for at in range(0, len(new), BLOCK):
        block = new[at : at + BLOCK]
        if chance.random() < 0.5:
            block = old[at : at + BLOCK].ljust(len(block), b"\0")[: len(block)]
        mixed += block
    return bytes(mixed)
