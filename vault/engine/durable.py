"""The disk: every touch of a vault folder, in the order that survives a crash (docs/format.md, section 11).

The file layer, the clock and the random source are arguments (`Platform`), so that tests can stop, fail or forget
any step.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from vault.engine.errors import Conflict, Damaged, NotFound, Storage
from vault.engine.primitives import Buffer, Random
from vault.engine.system_calls import fallocate

try:
    import fcntl
except ImportError:  # Windows; not run there yet
    fcntl = None  # type: ignore[assignment]

PARTIAL = ".partial"
_RESERVE = 64 << 10
FILE_TIME_NS = 946_684_800 * 10**9
"""2000-01-01T00:00:00Z, the time of every pack."""

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_KINDS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EROFS: "read-only",
    errno.ENODEV: "gone",
    errno.ENXIO: "gone",
    errno.ESTALE: "gone",
    errno.EMFILE: "too many files",
    errno.ENFILE: "too many files",
    errno.ENAMETOOLONG: "name too long",
}


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> int:
        """Milliseconds since 1970, by the wall."""
        ...

    def monotonic(self) -> float:
        """Seconds since some moment, never going back."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        return time.monotonic()


class FileLayer:
    """The file layer: system calls by absolute path or descriptor. Tests derive from it to fail or to record."""

    def open(self, path: str, flags: int, mode: int = 0o600) -> int:
        return os.open(path, flags | _NO_FOLLOW, mode)

    def close(self, fd: int) -> None:
        os.close(fd)

    def read_into(self, fd: int, buffer: memoryview, offset: int) -> int:
        return os.preadv(fd, [buffer], offset)

    def write(self, fd: int, data: Buffer, offset: int) -> int:
        return os.pwrite(fd, data, offset)

    def fsync(self, fd: int) -> None:
        os.fsync(fd)

    def reserve(self, fd: int, offset: int, size: int) -> None:
        """Keep room on the disk for bytes to come, beyond the end of the file, which stays as long as it is.

        Raises OSError where that cannot be had.
        """
        fallocate(fd, offset, size)

    def truncate(self, fd: int, size: int) -> None:
        os.ftruncate(fd, size)

    def set_time(self, fd: int, nanoseconds: int) -> None:
        os.utime(fd, ns=(nanoseconds, nanoseconds))

    def status(self, fd: int) -> os.stat_result:
        return os.fstat(fd)

    def replace(self, source: str, target: str) -> None:
        os.replace(source, target)

    def remove(self, path: str) -> None:
        os.unlink(path)

    def make_folder(self, path: str) -> None:
        os.mkdir(path, 0o700)

    def remove_folder(self, path: str) -> None:
        os.rmdir(path)

    def free(self, path: str) -> int:
        """Bytes free on the file system of a path."""
        import shutil  # here: with its archives it takes 2 ms to load

        return shutil.disk_usage(path).free

    def names(self, path: str) -> list[tuple[str, int]]:
        """Names and types (`stat.S_IFMT`, 0 if it is none of these three) of a folder's entries."""
        with os.scandir(path) as entries:
            return [(entry.name, _kind(entry)) for entry in entries]

    def lock(self, fd: int, *, exclusive: bool) -> bool:
        """Take an advisory lock if it is free; it goes with the descriptor."""
        if fcntl is None:
            return True
        try:
            fcntl.flock(fd, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _kind(entry: os.DirEntry[str]) -> int:
    if entry.is_symlink():
        return stat.S_IFLNK
    if entry.is_dir(follow_symlinks=False):
        return stat.S_IFDIR
    return stat.S_IFREG if entry.is_file(follow_symlinks=False) else 0


@dataclass(frozen=True)
class Platform:
    """What the engine takes from outside."""

    files: FileLayer = field(default_factory=FileLayer)
    clock: Clock = field(default_factory=SystemClock)
    random: Random = os.urandom

    def __post_init__(self) -> None:
        object.__setattr__(self, "random", _sure(self.random))


def _sure(source: Random) -> Random:
    """The source, whose failure nobody may take for the failure of a file. Raises Storage."""

    def random(count: int) -> bytes:
        try:
            return source(count)
        except OSError as error:
            raise _storage(error) from error

    return random


class _StorageErrors:
    """What `storage_errors` gives: without a generator, as it stands around every small file."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise _storage(error) from error


_STORAGE_ERRORS = _StorageErrors()


def storage_errors() -> _StorageErrors:
    """Turn the system's errors into `Storage`, without the path."""
    return _STORAGE_ERRORS


def _storage(error: OSError) -> Storage:
    kind = _KINDS.get(error.errno or 0, "input/output")
    return Storage(kind, os.strerror(error.errno or 0), error.errno)


class Source(Protocol):
    """A readable vault: a folder on disk, or an export file."""

    def read(self, name: str, limit: int) -> bytearray:
        """A whole file. Raises NotFound; Damaged beyond `limit` bytes."""
        ...

    def open(self, name: str) -> OpenFile:
        """A file for reading at any offset. Raises NotFound."""
        ...

    def names(self, folder: str) -> list[str]:
        """The regular files of a subfolder; empty if it is not there."""
        ...


class OpenFile:
    """A file open for reading: `size` bytes from `start` of a descriptor."""

    def __init__(self, files: FileLayer, fd: int, start: int, size: int, *, owned: bool = True) -> None:
        self._files, self._fd, self._start, self._owned = files, fd, start, owned
        self.size = size

    def read_into(self, buffer: memoryview, offset: int) -> int:
        """Fill `buffer` from `offset`; the count is short only at the end of the file."""
        done = 0
        room = min(len(buffer), self.size - offset)
        with storage_errors():
            while done < room:
                count = self._files.read_into(self._fd, buffer[done:room], self._start + offset + done)
                if not count:
                    break
                done += count
        return done

    def part(self, start: int, size: int) -> OpenFile:
        """A piece of this file as a file; it closes with this one."""
        return OpenFile(self._files, self._fd, self._start + start, size, owned=False)

    def sync(self) -> None:
        """fsync. Raises Storage. A piece of a file is of one that nobody appends to, an export."""
        with storage_errors():
            if self._owned:
                self._files.fsync(self._fd)

    def __enter__(self) -> OpenFile:
        return self

    def __exit__(self, *_: object) -> None:
        if self._owned:
            self._files.close(self._fd)


class NewFile:
    """A file being written under its partial name. Nothing is there until `finish`; leaving without it removes it."""

    def __init__(self, folder: Folder, name: str, partial: str | None = None) -> None:
        self._folder, self._files = folder, folder.platform.files
        self._target = folder.path_of(name)
        self._partial = folder.path_of(partial or name + PARTIAL)
        self.size = 0
        with storage_errors():
            flags = os.O_RDWR | os.O_CREAT | (os.O_EXCL if partial else os.O_TRUNC)
            self._fd = self._files.open(self._partial, flags, 0o600)
        self._finished = False

    def write(self, data: Buffer) -> None:
        """Append."""
        with storage_errors():
            _write_all(self._files, self._fd, data, self.size)
        self.size += len(data)

    def finish(self, time_ns: int | None = None) -> None:
        """fsync, then give it its name. The folder is not synced yet: see `Folder.sync`."""
        with storage_errors():
            if time_ns is not None:
                self._files.set_time(self._fd, time_ns)
            self._files.fsync(self._fd)
            self._files.replace(self._partial, self._target)
        self._finished = True

    def __enter__(self) -> NewFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._files.close(self._fd)
        if not self._finished:
            with contextlib.suppress(OSError):
                self._files.remove(self._partial)


def _write_all(files: FileLayer, fd: int, data: Buffer, offset: int) -> None:
    view = memoryview(data)
    while view.nbytes:
        count = files.write(fd, view, offset)
        if not count:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        view, offset = view[count:], offset + count


class AppendFile:
    """The log's file: appended to and synced, one write at a time."""

    def __init__(self, folder: Folder, name: str) -> None:
        self._files = folder.platform.files
        with storage_errors():
            self._fd = self._files.open(folder.path_of(name), os.O_RDWR)
            self.size = self._files.status(self._fd).st_size
        self._room = 0
        self._keep_room()

    def append(self, data: Buffer) -> None:
        """Write at the end and fsync. After an error the end is unknown, and the file must not be used again."""
        with storage_errors():
            _write_all(self._files, self._fd, data, self.size)
            self._files.fsync(self._fd)
        self.size += len(data)
        if self._room - self.size < _RESERVE // 2:
            self._keep_room()

    def _keep_room(self) -> None:
        """So that things can be removed on a disk that is full by then. Where that is not to be had, it is not."""
        with contextlib.suppress(OSError):
            self._files.reserve(self._fd, self.size, _RESERVE)
            self._room = self.size + _RESERVE

    def cut(self, size: int) -> None:
        """Drop what is behind `size`, if anything is, and fsync."""
        with storage_errors():
            if size < self.size:
                self._files.truncate(self._fd, size)
            self._files.fsync(self._fd)
        self.size = size

    def close(self) -> None:
        self._files.close(self._fd)


class Folder:
    """A vault folder. Names are relative, with `/`."""

    def __init__(self, path: Path, platform: Platform) -> None:
        self.path = path
        self.platform = platform

    def close(self) -> None:
        """Nothing is held open; an export file is."""

    def path_of(self, name: str) -> str:
        return f"{self.path}/{name}" if name else str(self.path)

    def free(self) -> int:
        """Bytes free on the vault's disk."""
        with storage_errors():
            return self.platform.files.free(str(self.path))

    def open(self, name: str) -> OpenFile:
        files = self.platform.files
        with storage_errors():
            try:
                # A pipe in a file's place would wait for a writer.
                fd = files.open(self.path_of(name), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
                status = files.status(fd)
            except (FileNotFoundError, NotADirectoryError) as error:
                raise NotFound("a file of the vault is missing") from error
            except OSError as error:
                if error.errno != errno.ELOOP:
                    raise
                raise Damaged("vault folder", "a symbolic link stands for a file") from error
        if not stat.S_ISREG(status.st_mode):
            files.close(fd)
            raise Damaged("vault folder", "something else stands for a file")
        return OpenFile(files, fd, 0, status.st_size)

    def read(self, name: str, limit: int) -> bytearray:
        with self.open(name) as file:
            if file.size > limit:
                raise Damaged("vault folder", "a file is too long")
            data = bytearray(file.size)
            if file.read_into(memoryview(data), 0) != len(data):
                raise Damaged("vault folder", "a file shrank while it was read")
            return data

    def entries(self, folder: str = "") -> list[tuple[str, int]]:
        """Names and types of everything in a subfolder; empty if it is not there."""
        with storage_errors():
            try:
                return self.platform.files.names(self.path_of(folder))
            except (FileNotFoundError, NotADirectoryError):
                return []

    def names(self, folder: str) -> list[str]:
        return [name for name, kind in self.entries(folder) if kind == stat.S_IFREG]

    def make(self, name: str = "") -> None:
        """Make a subfolder (or the folder itself), mode 0700, and sync the one it is in."""
        with storage_errors():
            try:
                self.platform.files.make_folder(self.path_of(name))
            except FileExistsError:
                return
        self.sync(name.rpartition("/")[0] if name else "..")

    def sync(self, name: str = "") -> None:
        """fsync a subfolder, so that names made or removed in it last."""
        if os.name == "nt":
            return
        files = self.platform.files
        with storage_errors():
            fd = files.open(self.path_of(name), os.O_RDONLY)
            try:
                files.fsync(fd)
            finally:
                files.close(fd)

    def write(self, name: str, data: Buffer) -> None:
        """A whole new file, in place of the old one if there is one, durable when this returns."""
        with NewFile(self, name) as file:
            file.write(data)
            file.finish()
        self.sync(name.rpartition("/")[0])

    def write_soon(self, name: str, data: Buffer) -> None:
        """Write over a file without waiting for the disk; for what may be lost, and is MACed."""
        files = self.platform.files
        with storage_errors():
            fd = files.open(self.path_of(name), os.O_WRONLY | os.O_CREAT)
            try:
                _write_all(files, fd, data, 0)
                files.truncate(fd, len(data))
            finally:
                files.close(fd)

    def rename(self, name: str, to: str) -> None:
        """Give a file another name in its folder, and sync that. Raises NotFound."""
        with storage_errors():
            try:
                self.platform.files.replace(self.path_of(name), self.path_of(to))
            except FileNotFoundError as error:
                raise NotFound("a file of the vault is missing") from error
        self.sync(name.rpartition("/")[0])

    def remove(self, name: str) -> None:
        """Remove a file; missing is fine. The folder is not synced."""
        with storage_errors(), contextlib.suppress(FileNotFoundError):
            self.platform.files.remove(self.path_of(name))


class NewFolder(Folder):
    """A folder being made under a partial name beside its final place; leaving without `finish` removes it."""

    def __init__(self, path: Path, platform: Platform) -> None:
        path = path.absolute()
        super().__init__(path.with_name(f"{path.name}{PARTIAL}-{platform.random(8).hex()}"), platform)
        self._target = path
        self._finished = False

    def __enter__(self) -> NewFolder:
        with storage_errors():
            try:
                self.platform.files.names(str(self._target))
                taken = True
            except FileNotFoundError:
                taken = False
            except NotADirectoryError as error:
                raise Conflict("something is there already") from error
            if taken and self.platform.files.names(str(self._target)):
                raise Conflict("something is there already")
        try:
            self.make()
        except BaseException:
            self.__exit__()
            raise
        return self

    def finish(self) -> None:
        """Give the folder its name. Raises Conflict if something is there meanwhile."""
        with storage_errors():
            try:
                self.platform.files.replace(str(self.path), str(self._target))
            except OSError as error:
                if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
                    raise Conflict("something is there already") from error
                raise
        self.path = self._target
        self._finished = True
        self.sync("..")

    def __exit__(self, *_: object) -> None:
        if not self._finished:
            with contextlib.suppress(OSError):
                _remove_tree(self.platform.files, str(self.path))


def _remove_tree(files: FileLayer, path: str) -> None:
    for name, kind in files.names(path):
        if kind == stat.S_IFDIR:
            _remove_tree(files, f"{path}/{name}")
        else:
            files.remove(f"{path}/{name}")
    files.remove_folder(path)
