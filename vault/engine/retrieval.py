"""Files and folders out of the vault, as plain files.

Everything is created relative to opened folders, never through a link, and gets its final name only when its last
byte is verified.
"""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vault.engine import floe
from vault.engine.durable import storage_errors
from vault.engine.errors import Cancelled, Conflict, Damaged, Storage, VaultError
from vault.engine.packs import LARGE, PART_SIZE, Content, Part, RunReader
from vault.engine.primitives import Buffer
from vault.engine.progress import Progress
from vault.engine.system_calls import rename_to_free_name
from vault.engine.vault import Item, Vault, check_name, content_of
from vault.engine.workers import Workers

WORKERS = 2
_OPEN_FOLDERS = 16
_AT_ONCE = 5_000
_AHEAD = 500
_FOLDER_FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC

_UNKNOWN_CALL = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)

Names = tuple[bytes, ...]
Named = Callable[[Item], bytes]


@dataclass(frozen=True)
class Failed:
    """An item that was not written, by its path below the chosen folder."""

    path: Names
    error: VaultError


@dataclass
class RetrievalReport:
    """What was written, and what was not."""

    items: int = 0
    bytes: int = 0
    failed: list[Failed] = field(default_factory=list)


def write_out(
    vault: Vault,
    items: Sequence[Item],
    out: Path,
    *,
    progress: Progress | None = None,
    replace: bool = False,
    version: int | None = None,
    named: Named | None = None,
    report: RetrievalReport | None = None,
) -> RetrievalReport:
    """Write items below the folder `out`, folders with all that is in them; `named` gives a file another name there.

    Nothing that is there is overwritten unless `replace`. An item that fails is reported and does not stop the rest.
    Raises Storage if `out` itself cannot be used or the disk is full, Cancelled; a `report` that was given then says
    what was written before.
    """
    report = report or RetrievalReport()
    progress = progress or Progress()
    progress.expect(*_measure(vault, items, version))
    with _Tree(out) as tree, Workers(WORKERS) as pool:
        writer = _Writer(vault, tree, pool, replace, progress)
        folders: list[tuple[Names, int]] = []
        everything = _everything(vault, items)
        for path, item in everything if version is not None else writer.looking_ahead(everything):
            progress.stop_if_cancelled()
            try:
                for name in path:
                    check_name(name)
                if item.kind == "folder":
                    tree.make(path)
                    folders.append((path, item.modified))
                else:
                    place = path if named is None else (*path[:-1], named(item))
                    report.bytes += writer.write(place, item, version)
                    report.items += 1
                    progress.advance(0, 1)
            except Cancelled:
                raise
            except VaultError as error:
                if isinstance(error, Storage) and error.kind == "full":
                    raise
                report.failed.append(Failed(path, error))
        for path, modified in reversed(folders):
            progress.stop_if_cancelled()
            with contextlib.suppress(VaultError):
                tree.set_time(path, modified)
    return report


def _measure(vault: Vault, items: Sequence[Item], number: int | None) -> tuple[int, int]:
    """Bytes and files there are to write."""
    total = count = 0
    for start in range(0, len(items), _AT_ONCE):
        some = [item.id for item in items[start : start + _AT_ONCE]]
        query = (
            "WITH RECURSIVE below(id) AS (SELECT id FROM item WHERE id IN (" + ", ".join("?" * len(some)) + ") UNION "  # noqa: S608 - question marks
            "SELECT item.id FROM below JOIN item ON item.parent = below.id AND item.trashed IS NULL) "
            "SELECT coalesce(sum(size), 0), count(*) FROM below JOIN item ON item.id = below.id "
            "JOIN version ON version.item = item.id AND version.number = "
        )
        if number is None:
            size, files = vault.catalog.row(query + "item.version", *some)
        else:
            size, files = vault.catalog.row(query + "?", *some, number)
        total, count = total + size, count + files
    return total, count


def _everything(vault: Vault, items: Sequence[Item]) -> Iterator[tuple[Names, Item]]:
    for item in items:
        yield (item.name,), item
        if item.kind == "folder":
            for path, below in vault.walk(item.id):
                yield (item.name, *path), below


class _Tree:
    """The folder that is written to: folders below it by descriptor, opened without following links."""

    def __init__(self, out: Path) -> None:
        self._new: set[Names] = set()
        with storage_errors():
            out.mkdir(parents=True, exist_ok=True)
            self._open: OrderedDict[Names, int] = OrderedDict({(): os.open(out, os.O_RDONLY | os.O_DIRECTORY)})

    def __enter__(self) -> _Tree:
        return self

    def __exit__(self, *_: object) -> None:
        for fd in self._open.values():
            os.close(fd)

    def folder(self, path: Names) -> int:
        """A descriptor of the folder, valid until the next call. Raises Storage, Conflict if it is no folder."""
        known = len(path)
        while path[:known] not in self._open:
            known -= 1
        for depth in range(known + 1, len(path) + 1):
            try:
                fd = os.open(path[depth - 1], _FOLDER_FLAGS, dir_fd=self._open[path[: depth - 1]])
            except (NotADirectoryError, FileNotFoundError) as error:
                raise Conflict("something else stands for a folder") from error
            except OSError as error:
                with storage_errors():
                    raise error
            self._open[path[:depth]] = fd
            self._forget(path[:depth])
        return self._open[path]

    def _forget(self, using: Names) -> None:
        """Close what was opened longest ago, but not the root and not the way to what is in use."""
        for path in list(self._open):
            if len(self._open) <= _OPEN_FOLDERS:
                break
            if path and path != using:
                os.close(self._open.pop(path))

    def make(self, path: Names) -> None:
        """Make a folder; one that is there is used."""
        parent = self.folder(path[:-1])
        with storage_errors(), contextlib.suppress(FileExistsError):
            os.mkdir(path[-1], 0o700, dir_fd=parent)
            self._new.add(path)
        self.folder(path)

    def is_new(self, path: Names) -> bool:
        """Whether the folder was made here, so that nothing is in it but what was written here, or is by others now."""
        return path in self._new

    def set_time(self, path: Names, modified: int) -> None:
        fd = self.folder(path)
        with storage_errors():
            os.utime(fd, ns=(modified, modified))


class _NextFiles:
    """The small files among the items that come next, their parts looked up by one query and read together."""

    def __init__(self, vault: Vault, items: Iterable[Item]) -> None:
        self._catalog = vault.catalog
        self._sequence = vault.catalog.sequence
        files = {item.id: item for item in items if item.kind == "file" and 0 < item.size <= floe.PLAIN}
        rows: dict[bytes, list[Sequence[Any]]] = {}
        if files:
            marks = ", ".join(["(?, ?)"] * len(files))
            for identity, *row in vault.catalog.rows(
                f"WITH wanted(item, version) AS (VALUES {marks}) "  # noqa: S608 - question marks
                "SELECT item, position, id, key, size, pack, offset FROM wanted CROSS JOIN part USING (item, version)",
                *(cell for item in files.values() for cell in (item.id, item.version)),
            ):
                rows.setdefault(identity, []).append(row)
        self._parts: dict[bytes, Part] = {}
        for identity, those in rows.items():
            # Rows that do not fit are told when their turn comes.
            with contextlib.suppress(Damaged):
                self._parts[identity] = content_of(files[identity].size, those).parts[0]
        self._runs = RunReader(vault.packs, self._parts.values())

    def plain(self, item: Item) -> bytearray | None:
        """The verified content of a file; None if it is none of them, or if the vault has changed since.

        Raises Damaged.
        """
        part = self._parts.get(item.id)
        if part is None or self._catalog.sequence != self._sequence:
            return None
        return self._runs.open(part)


class _Writer:
    def __init__(self, vault: Vault, tree: _Tree, pool: Workers, replace: bool, progress: Progress) -> None:
        self._vault, self._tree, self._pool = vault, tree, pool
        self._replace, self._progress = replace, progress
        self._next = _NextFiles(vault, ())
        self._partial = b".deedbox-" + os.urandom(8).hex().encode()
        self._count = itertools.count()

    def looking_ahead(self, everything: Iterator[tuple[Names, Item]]) -> Iterator[tuple[Names, Item]]:
        """The same, in their current versions."""
        while some := list(itertools.islice(everything, _AHEAD)):
            self._next = _NextFiles(self._vault, [item for _, item in some])
            yield from some

    def write(self, path: Names, item: Item, number: int | None) -> int:
        """Write one file or note; its size."""
        folder = self._tree.folder(path[:-1])
        version = item if number is None else self._vault.version(item, number)
        temporary = b"%b-%d.partial" % (self._partial, next(self._count))
        with storage_errors():
            # Told before the work rather than after it; the final name is never given to two.
            if not (self._replace or self._tree.is_new(path[:-1])) and _is_there(folder, path[-1]):
                raise Conflict("something is there already")
            fd = os.open(temporary, _NEW_FLAGS, 0o700 if version.executable else 0o600, dir_fd=folder)
            try:
                try:
                    self._fill(fd, item, number)
                    os.utime(fd, ns=(version.modified, version.modified))
                finally:
                    os.close(fd)
                _give_name(folder, temporary, path[-1], self._replace)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(temporary, dir_fd=folder)
                raise
        return version.size

    def _fill(self, fd: int, item: Item, number: int | None) -> None:
        if item.kind == "note":
            text = self._vault.note_text(item, number).encode()
            _write_all(fd, text, 0)
            self._progress.advance(len(text))
            return
        plain = self._next.plain(item)
        if plain is not None:
            _write_all(fd, plain, 0)
            self._progress.advance(len(plain))
            return
        self._copy(fd, self._vault.content(item, number))

    def _copy(self, fd: int, content: Content) -> None:
        def copy(position: int) -> None:
            for offset, piece in self._vault.packs.stream(content, position):
                _write_all(fd, piece, offset)
                self._progress.advance(len(piece))

        if content.size < LARGE:
            for position in range(len(content.parts)):
                copy(position)
            return
        running = [self._pool.submit(copy, position) for position in range(-(-content.size // PART_SIZE))]
        try:
            for future in running:
                self._progress.result_of(future)
            for position in range(len(running), len(content.parts)):
                copy(position)
        finally:
            for future in running:
                future.cancel()
            for future in running:
                if not future.cancelled():
                    future.exception()


def _is_there(folder: int, name: bytes) -> bool:
    try:
        os.lstat(name, dir_fd=folder)
    except FileNotFoundError:
        return False
    return True


def _give_name(folder: int, temporary: bytes, name: bytes, replace: bool) -> None:
    """The final name. Without `replace`, a name that appeared meanwhile is a Conflict."""
    if replace:
        try:
            os.rename(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
        except IsADirectoryError as error:
            raise Conflict("a folder has that name") from error
        return
    try:
        rename_to_free_name(folder, temporary, name)
    except FileExistsError as error:
        raise Conflict("something is there already") from error
    except OSError as error:
        if error.errno not in _UNKNOWN_CALL:
            raise
        _link(folder, temporary, name)


def _link(folder: int, temporary: bytes, name: bytes) -> None:
    """The same where that cannot be asked of the system, or of the file system."""
    try:
        os.link(temporary, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    except FileExistsError as error:
        raise Conflict("something is there already") from error
    except (PermissionError, NotImplementedError):
        # A file system without hard links; its names may be others than ours, too.
        if _is_there(folder, name):
            raise Conflict("something is there already") from None
        os.rename(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
        return
    os.unlink(temporary, dir_fd=folder)


def _write_all(fd: int, data: Buffer, offset: int) -> None:
    view = memoryview(data)
    while view:
        count = os.pwrite(fd, view, offset)
        view, offset = view[count:], offset + count
