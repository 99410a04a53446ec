"""Files and folders into the vault.

Reading, sealing and writing overlap: this thread walks, and reads and seals small files, which is many short steps;
two workers digest and write what was sealed, and do everything for large files. What is on the disk is committed pack
by pack, so that stopping at any moment keeps whole items.
"""

from __future__ import annotations

import os
import stat
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from vault.engine.errors import LimitExceeded, PathRejected
from vault.engine.keys import ID_SIZE
from vault.engine.packs import CONTENT_LIMIT, LARGE, Pack, PackWriter, Part, SharedPack, part_sizes
from vault.engine.progress import Progress
from vault.engine.records import Change
from vault.engine.vault import COMMIT_ROWS, Item, Vault, check_name
from vault.engine.workers import Workers

WORKERS = 2
BATCH_BYTES = 16 << 20
BATCH_ITEMS = 2_000
BATCH_SECONDS = 2.0

_OPEN_FLAGS = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_REFUSED = {
    stat.S_IFLNK: "a symbolic link is not followed",
    stat.S_IFIFO: "a pipe has no content to keep",
    stat.S_IFSOCK: "a socket has no content to keep",
    stat.S_IFCHR: "a device has no content to keep",
    stat.S_IFBLK: "a device has no content to keep",
}
_TICK_NS = 20_000_000
_CHANGED = "changed while it was being read"
_TAKEN = "already in the vault"
_ELSEWHERE = "moved or removed in the vault meanwhile"


@dataclass(frozen=True)
class Skipped:
    """A file or folder that was left out."""

    path: bytes
    reason: str


@dataclass
class IntakeReport:
    """What came in, and what did not."""

    items: int = 0
    folders: int = 0
    bytes: int = 0
    skipped: list[Skipped] = field(default_factory=list)


class _Arrival(NamedTuple):
    """A file on its way in."""

    item: Item
    path: bytes
    new: bool

    def changes(self, parent: bytes, parts: Sequence[Part], tags: Sequence[str]) -> list[Change]:
        item = self.item
        number = item.version
        version = (item.size, item.modified, item.executable, item.added)
        changes = [
            item.change(parent=parent) if parent != item.parent else item.change(),
            Change("version", (item.id, number), version),
        ]
        changes += [
            Change("part", (item.id, number, position), (part.id, part.key, part.size, part.pack, part.offset))
            for position, part in enumerate(parts)
        ]
        return changes + [Change("tag", (item.id, tag), ()) for tag in tags]


class _SourceChanged(Exception):
    """The source is not what it was when reading began."""


def measure(sources: Sequence[Path], progress: Progress | None = None) -> tuple[int, int]:
    """Bytes and files there are to read, for a progress bar. Raises Cancelled."""
    total = count = 0
    for _, status in _walk([os.fsencode(source) for source in sources], lambda *_: None, progress or Progress()):
        if stat.S_ISREG(status.st_mode):
            total, count = total + status.st_size, count + 1
    return total, count


def add(
    vault: Vault,
    sources: Sequence[Path],
    folder: bytes,
    *,
    progress: Progress | None = None,
    replace: bool = False,
    tags: Sequence[str] = (),
    report: IntakeReport | None = None,
) -> IntakeReport:
    """Take files and folders (recursively) into a folder of the vault.

    What cannot be taken is reported and does not stop the rest. With `replace`, a file that is there already gets a new
    version. Raises ReadOnly, Storage if the vault's disk refuses, Cancelled; whole items committed before stay, and a
    `report` that was given names them.
    """
    vault.require_writable()
    if progress is not None:
        # Looking at a file is some fiftieth of taking it in.
        progress.expect(*measure(sources, progress))
    with _Intake(vault, progress or Progress(), replace, tuple(tags), report or IntakeReport()) as intake:
        for source in sources:
            intake.take(os.fsencode(os.path.abspath(source)), folder)
        intake.finish()
        return intake.report


def add_as(vault: Vault, source: Path, folder: bytes, name: bytes, *, replace: bool = False) -> IntakeReport:
    """Take one file in under a name of the vault's; with `replace`, as a new version of the file that has it.

    Why it was not taken stands in the report. Raises ReadOnly, Storage.
    """
    vault.require_writable()
    check_name(name)
    with _Intake(vault, Progress(), replace, (), IntakeReport()) as intake:
        intake.take_file(folder, name, os.fsencode(source))
        intake.finish()
        return intake.report


class _Intake:
    def __init__(
        self, vault: Vault, progress: Progress, replace: bool, tags: tuple[str, ...], report: IntakeReport
    ) -> None:
        self.report = report
        self._vault, self._progress, self._replace, self._tags = vault, progress, replace, tags
        self._writer = PackWriter(vault.folder)
        self._pool = Workers(WORKERS)
        self._random, self._clock = vault.platform.random, vault.platform.clock
        self._folders: list[tuple[Item, bytes]] = []
        self._instead: dict[bytes, bytes | None] = {}
        """For folders whose name something else got before they were made: the folder that has it, or None."""
        self._arriving: dict[tuple[bytes, bytes], Item] = {}
        self._ours: set[bytes] = set()
        """Folders made here and met once, so that nothing is in them but what is below that one source."""
        self._sequence = vault.catalog.sequence
        """Of the last record as long as all since the beginning are from here."""
        self._batch: list[tuple[_Arrival, list[Part]]] = []
        self._shared = SharedPack(self._random)
        self._batch_bytes = 0
        self._batch_started = 0.0
        self._buffer = memoryview(bytearray(LARGE))
        self._writing: deque[tuple[list[tuple[_Arrival, list[Part]]], Future[Pack]]] = deque()

    def __enter__(self) -> _Intake:
        return self

    def __exit__(self, *error: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        for _, future in self._writing:
            if not future.cancelled() and future.exception() is None:
                self._writer.discard([future.result()])

    def finish(self) -> None:
        """Write and commit what is still waiting."""
        self._write_batch()
        while self._writing:
            self._commit_written()
        self._commit_folders()

    def _skip(self, path: bytes, reason: str) -> None:
        self.report.skipped.append(Skipped(path, reason))

    def take(self, source: bytes, folder: bytes) -> None:
        """One source and what is below it."""
        places = {source.rpartition(b"/")[0]: folder}
        own = os.stat(self._vault.folder.path)
        for path, status in _walk([source], self._skip, self._progress):
            above, _, name = path.rpartition(b"/")
            parent = places.get(above)
            if parent is None:
                continue
            try:
                check_name(name)
            except (PathRejected, LimitExceeded) as error:
                self._skip(path, error.detail)
                continue
            if (status.st_dev, status.st_ino) == (own.st_dev, own.st_ino):
                self._skip(path, "it is this vault")
            elif stat.S_ISDIR(status.st_mode):
                place = self._folder(parent, name, status, path)
                if place is not None:
                    places[path] = place
            else:
                self.take_file(parent, name, path)

    def _known(self, parent: bytes, name: bytes) -> Item | None:
        arriving = self._arriving.get((parent, name))
        if arriving is not None or (parent in self._ours and self._is_alone()):
            return arriving
        return self._vault.child(parent, name)

    def _is_alone(self) -> bool:
        """Whether nobody else has changed the vault since the beginning."""
        return self._vault.catalog.sequence == self._sequence

    @contextmanager
    def _own_changes(self) -> Iterator[None]:
        """Around commits from here, between which nobody else has a turn."""
        alone = self._is_alone()
        yield
        if alone:
            self._sequence = self._vault.catalog.sequence

    def _folder(self, parent: bytes, name: bytes, status: os.stat_result, path: bytes) -> bytes | None:
        known = self._known(parent, name)
        if known is not None:
            if known.kind == "folder":
                self._ours.discard(known.id)
                return known.id
            self._skip(path, _TAKEN)
            return None
        now = self._clock.now()
        identity = self._random(ID_SIZE)
        item = Item(identity, parent, "folder", name, now, _time(status), 0, None, 0, 0)
        self._arriving[parent, name] = item
        self._ours.add(identity)
        self._folders.append((item, path))
        if len(self._folders) * (1 + len(self._tags)) >= COMMIT_ROWS:
            self._commit_folders()
        return identity

    def _commit_folders(self) -> None:
        """Make the folders that wait, but where something has the name by now."""
        waiting, self._folders = self._folders, []
        changes: list[Change] = []
        made = 0
        for item, path in waiting:
            parent = self._instead.get(item.parent, item.parent)
            there = self._vault.child(parent, item.name) if parent is not None else None
            if parent is None:
                self._instead[item.id] = None
            elif there is None:
                changes.append(item.change(parent=parent))
                changes += [Change("tag", (item.id, tag), ()) for tag in self._tags]
                made += 1
            elif there.kind == "folder":
                self._instead[item.id] = there.id
            else:
                self._instead[item.id] = None
                self._skip(path, _TAKEN)
        with self._own_changes():
            self._vault.commit_in_pieces(changes, "folders added")
        self.report.folders += made

    def take_file(self, parent: bytes, name: bytes, path: bytes) -> None:
        """One file, under any name."""
        old = self._known(parent, name)
        if old is not None and not (self._replace and old.kind == "file" and (parent, name) not in self._arriving):
            self._skip(path, _TAKEN)
            return
        try:
            fd = os.open(path, _OPEN_FLAGS)
        except OSError as error:
            self._skip(path, _reason(error))
            return
        try:
            self._read(fd, parent, name, path, old)
        except _SourceChanged:
            self._skip(path, _CHANGED)
        except OSError as error:
            self._skip(path, _reason(error))
        finally:
            os.close(fd)

    def _is_fresh(self, status: os.stat_result) -> bool:
        """Whether a file was written to within the last tick of its file system's clock."""
        return abs(self._clock.now() * 10**6 - status.st_mtime_ns) < _TICK_NS

    def _read(self, fd: int, parent: bytes, name: bytes, path: bytes, old: Item | None) -> None:
        before = os.fstat(fd)
        if self._is_fresh(before):
            # A write under way has set the time already, and would not show itself by it.
            time.sleep(1.5 * _TICK_NS / 10**9)
            before = os.fstat(fd)
        if not stat.S_ISREG(before.st_mode) or self._is_fresh(before):
            raise _SourceChanged
        size = before.st_size
        number = self._vault.versions(old)[-1].number + 1 if old else 1
        item = Item(
            old.id if old else self._random(ID_SIZE),
            parent,
            "file",
            name,
            old.added if old else self._clock.now(),
            _time(before),
            number,
            None,
            size,
            int(bool(before.st_mode & stat.S_IXUSR)),
        )
        arrival = _Arrival(item, path, old is None)
        if size >= LARGE:
            self._take_large(fd, arrival, before)
            return
        content = self._buffer[:size]
        # Files of /proc say that they are empty, and are not.
        grown = not size and os.pread(fd, 1, 0)
        if grown or _fill(fd, content, 0) != size or _moved(before, os.fstat(fd)):
            raise _SourceChanged
        if not self._batch:
            self._batch_started = self._clock.monotonic()
        self._batch.append((arrival, [self._shared.add(content)] if size else []))
        self._arriving[parent, name] = item
        self._batch_bytes += size
        late = self._clock.monotonic() - self._batch_started > BATCH_SECONDS
        if self._batch_bytes >= BATCH_BYTES or len(self._batch) >= BATCH_ITEMS or late:
            self._write_batch()

    # Small files share packs

    def _write_batch(self) -> None:
        if not self._batch:
            return
        batch, shared = self._batch, self._shared
        self._batch, self._shared, self._batch_bytes = [], SharedPack(self._random), 0
        if shared.sealed:
            self._writing.append((batch, self._pool.submit(self._writer.write_shared, shared)))
        else:
            self._commit(batch, [])
        while len(self._writing) > WORKERS or (self._writing and self._writing[0][1].done()):
            self._commit_written()

    def _commit_written(self) -> None:
        batch, future = self._writing[0]
        pack = self._progress.result_of(future)
        self._writing.popleft()
        self._commit(batch, [pack])

    # Large files have packs of their own

    def _take_large(self, fd: int, arrival: _Arrival, before: os.stat_result) -> None:
        size = arrival.item.size
        if size > CONTENT_LIMIT:
            self._skip(arrival.path, "larger than 2 TiB")
            return
        if size > self._vault.folder.free():
            self._skip(arrival.path, "larger than the space that is free")
            return
        done: list[tuple[Part, Pack]] = []
        running: deque[Future[tuple[Part, Pack]]] = deque()

        def collect() -> None:
            done.append(self._progress.result_of(running[0]))
            running.popleft()

        def fill(buffer: memoryview, offset: int) -> None:
            if _fill(fd, buffer, offset) != len(buffer):
                raise _SourceChanged
            self._progress.advance(len(buffer))

        try:
            for position in range(len(part_sizes(size))):
                if len(running) > WORKERS:
                    collect()
                running.append(self._pool.submit(self._writer.write_part, fill, size, position))
            while running:
                collect()
            if _moved(before, os.fstat(fd)):
                raise _SourceChanged
        except BaseException:
            begun = [future for future in running if not future.cancel()]
            wait(begun)
            self._writer.discard([pack for _, pack in done])
            self._writer.discard([future.result()[1] for future in begun if future.exception() is None])
            raise
        self._commit([(arrival, [part for part, _ in done])], [pack for _, pack in done], counted=True)

    def _commit(
        self, arrivals: Sequence[tuple[_Arrival, Sequence[Part]]], packs: Sequence[Pack], *, counted: bool = False
    ) -> None:
        self._commit_folders()
        placed = [one for one in arrivals if self._has_place(one[0])]
        if not placed:
            self._writer.discard(packs)
            return
        self._record(placed, packs)
        size = sum(arrival.item.size for arrival, _ in placed)
        self._progress.advance(0 if counted else size, len(placed))

    def _record(self, arrivals: Sequence[tuple[_Arrival, Sequence[Part]]], packs: Sequence[Pack]) -> None:
        """Commit arrivals with their packs: at once if a record holds them. Gives way to nobody in between."""
        changes = [Change("pack", (pack.id,), (pack.size, pack.digest)) for pack in packs]
        for arrival, its_parts in arrivals:
            parent = self._instead.get(arrival.item.parent) or arrival.item.parent
            changes += arrival.changes(parent, its_parts, self._tags)
        # Rows of one table together are written several times faster; the tables do not depend on each other.
        changes.sort(key=lambda change: change.table)
        size = sum(arrival.item.size for arrival, _ in arrivals)
        try:
            with self._own_changes():
                self._vault.commit(changes, "added", len(arrivals), size)
        except LimitExceeded:
            if len(arrivals) < 2:
                raise
            half = len(arrivals) // 2
            self._record(arrivals[:half], packs)
            self._record(arrivals[half:], [])
            return
        self.report.items += len(arrivals)
        self.report.bytes += size

    def _has_place(self, arrival: _Arrival) -> bool:
        """Whether its place is as it was when it was read; reports it otherwise.

        Every step gives way to changes of the vault, so something else may have the name by now.
        """
        item = arrival.item
        self._arriving.pop((item.parent, item.name), None)
        parent = self._instead.get(item.parent, item.parent)
        if parent is None:
            # Its folder was reported.
            return False
        if self._is_alone():
            return True
        there = self._vault.child(parent, item.name)
        if there is None and not arrival.new:
            self._skip(arrival.path, _ELSEWHERE)
        elif there is not None and (arrival.new or there.id != item.id):
            self._skip(arrival.path, _TAKEN)
        else:
            return True
        return False


def _walk(sources: Sequence[bytes], skip: object, progress: Progress) -> Iterator[tuple[bytes, os.stat_result]]:
    """Regular files and folders with their status, folders first; everything else goes to `skip`."""
    assert callable(skip)
    pending = list(reversed(sources))
    while pending:
        path = pending.pop()
        progress.stop_if_cancelled()
        try:
            status = os.lstat(path)
            kind = stat.S_IFMT(status.st_mode)
            if kind in _REFUSED:
                skip(path, _REFUSED[kind])
                continue
            yield path, status
            if kind == stat.S_IFDIR:
                names = sorted(set(os.listdir(path)), reverse=True)
                pending.extend(path.rstrip(b"/") + b"/" + name for name in names)
        except OSError as error:
            skip(path, _reason(error))


def _reason(error: OSError) -> str:
    return f"cannot be read: {os.strerror(error.errno or 0).lower()}"


def _fill(fd: int, buffer: memoryview, offset: int) -> int:
    done = 0
    while done < len(buffer):
        count = os.preadv(fd, [buffer[done:]], offset + done)
        if not count:
            break
        done += count
    return done


def _time(status: os.stat_result) -> int:
    """When it was changed; the catalog's times end in 2262, and those of file systems later."""
    return max(-(1 << 63), min(status.st_mtime_ns, (1 << 63) - 1))


def _moved(before: os.stat_result, after: os.stat_result) -> bool:
    """Whether a source was written to between two looks."""
    return (before.st_size, before.st_mtime_ns, before.st_ctime_ns) != (
        after.st_size,
        after.st_mtime_ns,
        after.st_ctime_ns,
    )
