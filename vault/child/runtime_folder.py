"""Where plain copies lie for other programs: in memory only, private, and wiped.

They lie in `$XDG_RUNTIME_DIR/deedbox/ID/NUMBER`, if that is a file system in memory, ours, and closed to others;
there is no second choice. Each instance of the program has an ID with a lock file beside it, which is held as long as
it runs; so whoever starts next knows which folders are left over from a crash, and wipes them.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

if sys.platform != "win32":
    import fcntl

LOCK = ".lock"
_NAME = "deedbox"
_IN_MEMORY = ("tmpfs", "ramfs")
_LONGEST_NAME = 200
"""Bytes; file systems take 255, and editors put something before and behind."""
_ZEROES = bytes(1 << 20)
NOTE_ENDINGS = (b".md", b".markdown", b".txt")

Mark = tuple[int, int, int, int]
"""Inode, size, and both times of a file."""


class NoRuntimeFolder(Exception):
    """This system has no place in memory where plain copies may lie."""


class RuntimeFolder:
    """This instance's part of the place. Made when it is needed first."""

    def __init__(self, place: Path) -> None:
        """Raises OSError."""
        place.mkdir(mode=0o700, exist_ok=True)
        os.chmod(place, 0o700)
        while True:
            identity = secrets.token_hex(8)
            self._lock_path = place / f"{identity}{LOCK}"
            self._lock = os.open(self._lock_path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            # Somebody who sweeps may have had it before it was locked, and removed it: then another one.
            if _try_lock(self._lock) and _is_same(self._lock, self._lock_path):
                break
            os.close(self._lock)
        self.path = place / identity
        self.path.mkdir(mode=0o700)

    def make(self) -> Path:
        """A new empty folder."""
        folder = self.path / secrets.token_hex(4)
        folder.mkdir(mode=0o700)
        return folder

    def wipe(self) -> None:
        """All copies go; the instance keeps its place."""
        for folder in list(_entries(self.path)):
            wipe(Path(folder.path))

    def end(self) -> None:
        """The place goes, too."""
        wipe(self.path)
        with contextlib.suppress(OSError):
            self._lock_path.unlink()
        os.close(self._lock)


_own: list[RuntimeFolder] = []


def make_folder() -> Path:
    """A new private folder in memory. Raises NoRuntimeFolder, OSError."""
    if not _own:
        _own.append(RuntimeFolder(find_place()))
        atexit.register(_end)
    return _own[0].make()


def copy_name(name: bytes) -> str:
    """A name that every program takes: text, in one line, not too long, with its ending."""
    text = "".join(one if one.isprintable() else "_" for one in name.decode("utf-8", "replace"))
    stem, dot, ending = text.rpartition(".")
    if not stem or len(ending.encode()) > _LONGEST_NAME // 4:
        stem, dot, ending = text, "", ""
    room = _LONGEST_NAME - len((dot + ending).encode())
    return stem.encode()[:room].decode("utf-8", "ignore") + dot + ending


def note_name(name: bytes) -> bytes:
    """A note is a text file of its name."""
    return name if name.lower().endswith(NOTE_ENDINGS) else name + b".md"


def mark_of(path: Path) -> Mark | None:
    """How a regular file is now; None where there is none."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def is_inside(path: str | bytes | Path) -> bool:
    """Whether a path is one of the copies of this or another instance. Looks at no disk."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if not runtime:
        return False
    own = os.path.join(os.path.abspath(runtime), _NAME)
    return os.path.abspath(os.fsdecode(path)).startswith(own + os.sep)


def leave() -> None:
    """What is there stays when the program ends, until an instance starts next: the one way not to lose it."""
    _own.clear()


def wipe_all() -> None:
    """At lock and at the end of the program: no copy of this instance stays."""
    for folder in _own:
        folder.wipe()


def sweep() -> int:
    """At the start: wipe what instances left that are not there any more. How many that were."""
    try:
        place = find_place()
    except NoRuntimeFolder:
        return 0
    swept = 0
    names = {entry.name for entry in _entries(place)}
    for name in sorted(names):
        if name.endswith(LOCK):
            swept += _sweep_one(place, name.removesuffix(LOCK))
        elif f"{name}{LOCK}" not in names:
            # A lock file is made before its folder and goes after it: this one has lost its own.
            wipe(place / name)
            swept += 1
    return swept


def _sweep_one(place: Path, identity: str) -> int:
    path = place / f"{identity}{LOCK}"
    try:
        lock = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return 0
    try:
        if not _try_lock(lock):
            return 0
        wipe(place / identity)
        with contextlib.suppress(OSError):
            path.unlink()
        return 1
    finally:
        os.close(lock)


def find_place() -> Path:
    """`$XDG_RUNTIME_DIR/deedbox`. Raises NoRuntimeFolder unless the folder above is in memory, ours, and private."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if sys.platform == "win32" or not os.path.isabs(runtime):
        raise NoRuntimeFolder("no runtime folder")
    try:
        status = os.stat(runtime)
    except OSError as error:
        raise NoRuntimeFolder("no runtime folder") from error
    if status.st_uid != os.geteuid() or stat.S_IMODE(status.st_mode) != 0o700 or not is_in_memory(runtime):
        raise NoRuntimeFolder("not private, or not in memory")
    place = Path(runtime) / _NAME
    with contextlib.suppress(FileNotFoundError):
        own = os.lstat(place)
        if not stat.S_ISDIR(own.st_mode) or own.st_uid != os.geteuid():
            raise NoRuntimeFolder("something else has the name")
    return place


def is_in_memory(path: str) -> bool:
    """Whether a folder lies on a file system that has no disk. (It may be swapped out; docs/threats.md says so.)"""
    wanted = os.stat(path).st_dev
    device = f"{os.major(wanted)}:{os.minor(wanted)}"
    try:
        with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as mounts:
            for line in mounts:
                before, _, behind = line.partition(" - ")
                if before.split()[2] == device:
                    return behind.split()[0] in _IN_MEMORY
    except OSError:
        return False
    return False


def wipe(folder: Path) -> None:
    """Overwrite and remove everything in a folder, and the folder. Follows no link; what cannot be had is left."""
    wipe_inside(folder)
    with contextlib.suppress(OSError):
        folder.rmdir()


def wipe_inside(folder: Path) -> None:
    """The same, but the folder stays: another program may yet save there what it has in its own window."""
    for entry in _entries(folder):
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            wipe(path)
        else:
            wipe_file(path)


def wipe_file(path: Path) -> None:
    """Overwrite and remove one file; of a link, the link alone."""
    with contextlib.suppress(OSError):
        if stat.S_ISREG(os.lstat(path).st_mode):
            _overwrite(path)
        path.unlink()


def _overwrite(path: Path) -> None:
    """In memory a page is overwritten where it is. A file with another name elsewhere is not ours alone: left."""
    with contextlib.suppress(OSError):
        fd = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        try:
            status = os.fstat(fd)
            if status.st_nlink == 1:
                for start in range(0, status.st_size, len(_ZEROES)):
                    os.pwrite(fd, _ZEROES[: status.st_size - start], start)
        finally:
            os.close(fd)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from list(entries)
    except OSError:
        return


def _try_lock(fd: int) -> bool:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _is_same(fd: int, path: Path) -> bool:
    with contextlib.suppress(OSError):
        return os.path.samestat(os.fstat(fd), os.stat(path))
    return False


def _end() -> None:
    while _own:
        _own.pop().end()
