"""What comes in from no disk: entries and their bytes, one after the other, out of other programs' files.

Whoever reads those files is another process and gives plain values. Small contents share packs, large ones are sealed
while they come; both are committed as intake does it, so that stopping at any moment keeps whole items. Nothing is ever
replaced: what finds its name taken gets a free one, and folders of the same name become one.
"""

from __future__ import annotations

import enum
import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Literal

from vault.engine.errors import LimitExceeded, PathRejected
from vault.engine.keys import ID_SIZE
from vault.engine.packs import CONTENT_LIMIT, LARGE, Pack, PackWriter, Part, part_sizes
from vault.engine.progress import Progress
from vault.engine.records import Change
from vault.engine.vault import NOTE_LIMIT, ROOT, Item, Vault, check_name, nanoseconds, with_mark
from vault.engine.workers import Workers

BATCH_BYTES = 8 << 20
BATCH_ITEMS = 2_000
BATCH_SECONDS = 2.0
_LAST = (1 << 63) - 1

Names = tuple[bytes, ...]
Kind = Literal["file", "note", "folder"]


@dataclass(frozen=True)
class Arriving:
    """Something that is to become an item, by its names below the chosen folder.

    A file's bytes follow, exactly `size` of them, and then COMPLETE or DROPPED. `modified` in nanoseconds since 1970.
    """

    path: Names
    kind: Kind
    modified: int | None = None
    tags: tuple[str, ...] = ()
    favourite: bool = False
    size: int = 0
    text: str = field(default="", repr=False)
    executable: bool = False


class Close(enum.Enum):
    """How the bytes of a file end. What is DROPPED leaves nothing behind."""

    COMPLETE = enum.auto()
    DROPPED = enum.auto()


Coming = Iterator[Arriving | bytes | Close]
_Make = Callable[[bytes, bytes], tuple[bytes, list[Change]]]
_Waiting = list[tuple[Arriving, bytes | bytearray]]


@dataclass(frozen=True)
class Refused:
    """Something that came and could not be taken."""

    path: Names
    reason: str


@dataclass
class ArrivalReport:
    """What came in, and what was not taken. `place` is the folder that it is in."""

    place: bytes = ROOT
    items: int = 0
    folders: int = 0
    bytes: int = 0
    renamed: int = 0
    refused: list[Refused] = field(default_factory=list)


def bring_in(
    vault: Vault,
    coming: Coming,
    folder: bytes,
    *,
    top: bytes | None = None,
    progress: Progress | None = None,
    tags: Sequence[str] = (),
    report: ArrivalReport | None = None,
) -> ArrivalReport:
    """Take in everything that comes, below a folder of the vault; with `top`, in a new folder of that name there.

    What cannot be taken is reported and does not stop the rest. Raises ReadOnly, NotFound and Conflict for the folder,
    Storage if the vault's disk refuses, Cancelled, and whatever `coming` raises; whole items committed before stay, and
    a `report` that was given counts them.
    """
    vault.require_writable()
    vault.require_place(folder)
    if top is not None:
        check_name(top)
    names = _Names(vault, folder, top)
    with _Arrival(vault, names, progress or Progress(), tuple(tags), report or ArrivalReport(folder)) as arrival:
        arrival.take_all(coming)
        return arrival.report


class _Dropped(Exception):
    """The file under way is not to be kept, or did not keep to its size."""


class _Arrival:
    def __init__(
        self, vault: Vault, names: _Names, progress: Progress, tags: tuple[str, ...], report: ArrivalReport
    ) -> None:
        self.report = report
        self._vault, self._progress, self._tags = vault, progress, tags
        self._writer = PackWriter(vault.folder)
        self._pool = Workers(1)
        self._clock, self._random = vault.platform.clock, vault.platform.random
        self._waiting: _Waiting = []
        self._size = 0
        self._since = 0.0
        self._sealing: tuple[_Waiting, Future[tuple[list[Part], Pack]]] | None = None
        self._names = names

    def __enter__(self) -> _Arrival:
        return self

    def __exit__(self, *error: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        if self._sealing is not None:
            future = self._sealing[1]
            if not future.cancelled() and future.exception() is None:
                self._writer.discard([future.result()[1]])

    def take_all(self, coming: Coming) -> None:
        """Everything, up to the last commit."""
        for one in coming:
            if not isinstance(one, Arriving):
                raise ValueError("content that belongs to nothing")
            self._progress.stop_if_cancelled()
            reason = self._fault(one)
            if reason:
                self.report.refused.append(Refused(one.path, reason))
            if one.kind == "file":
                self._take_file(one, coming, wanted=not reason)
            elif not reason:
                self._put(one, one.text.encode())
        self._seal()
        self._commit_sealed()

    def _fault(self, one: Arriving) -> str:
        """Why something cannot be taken; nothing if it can."""
        try:
            for name in one.path:
                check_name(name)
            # What UTF-8 cannot hold, a catalog cannot either.
            length = len(one.text.encode())
            "".join(one.tags).encode()
        except (PathRejected, LimitExceeded) as error:
            return error.detail
        except UnicodeEncodeError:
            return "its text is not Unicode"
        if not one.path:
            return "it has no name"
        if length > NOTE_LIMIT:
            return f"a note holds at most {NOTE_LIMIT} bytes"
        if one.size > CONTENT_LIMIT:
            return "larger than 2 TiB"
        if one.size >= LARGE and one.size > self._vault.folder.free():
            return "larger than the space that is free"
        return ""

    # Bytes

    def _take_file(self, one: Arriving, coming: Coming, *, wanted: bool) -> None:
        try:
            if not wanted:
                for piece in coming:
                    if isinstance(piece, Close):
                        return
                raise _Dropped
            if one.size >= LARGE:
                self._take_large(one, coming)
            else:
                content = bytearray(one.size)
                _Bytes(coming, self._progress, one.size).fill_all(memoryview(content))
                self._put(one, content)
        except _Dropped:
            return

    def _take_large(self, one: Arriving, coming: Coming) -> None:
        """Sealed here while it comes, and by this thread: it is the one that may wait for more."""
        content = _Bytes(coming, self._progress, one.size)
        done: list[tuple[Part, Pack]] = []
        try:
            for position in range(len(part_sizes(one.size))):
                done.append(self._writer.write_part(content.fill, one.size, position))
            content.close()
            self._seal()
            self._commit_sealed()
        except BaseException:
            self._writer.discard([pack for _, pack in done])
            raise
        self._commit([(one, [part for part, _ in done])], [pack for _, pack in done])

    def _put(self, one: Arriving, content: bytes | bytearray) -> None:
        if not self._waiting:
            self._since = self._clock.monotonic()
        self._waiting.append((one, content))
        self._size += len(content)
        late = self._clock.monotonic() - self._since > BATCH_SECONDS
        if self._size >= BATCH_BYTES or len(self._waiting) >= BATCH_ITEMS or late:
            self._seal()

    def _seal(self) -> None:
        """Begin to seal what waits; what was begun before is committed first."""
        self._commit_sealed()
        waiting, self._waiting, self._size = self._waiting, [], 0
        contents = [content for one, content in waiting if one.kind == "file" and content]
        if contents:
            self._sealing = waiting, self._pool.submit(self._writer.write_small, contents)
        elif waiting:
            self._commit([(one, []) for one, _ in waiting], [])

    def _commit_sealed(self) -> None:
        if self._sealing is None:
            return
        waiting, future = self._sealing
        parts, pack = self._progress.result_of(future)
        self._sealing = None
        following = iter(parts)
        self._commit(
            [(one, [next(following)] if one.kind == "file" and content else []) for one, content in waiting], [pack]
        )

    # Rows

    def _commit(self, arrived: Sequence[tuple[Arriving, Sequence[Part]]], packs: Sequence[Pack]) -> None:
        """Commit with their packs: at once if a record holds them. Gives way to nobody in between."""
        changes = [Change("pack", (pack.id,), (pack.size, pack.digest)) for pack in packs]
        self._names.look()
        made = renamed = 0
        for one, parts in arrived:
            parent, above = self._names.place(one.path[:-1], self._folder)
            changes += above
            if one.kind == "folder":
                _, own = self._names.place(one.path, functools.partial(self._folder, one=one))
                changes += own
                continue
            name = self._names.free(parent, one.path[-1])
            renamed += name != one.path[-1]
            changes += self._rows(one, parent, name, parts)
            made += 1
        folders = sum(change.table == "item" for change in changes) - made
        # Rows of one table together are written several times faster; the tables do not depend on each other.
        changes.sort(key=lambda change: change.table)
        size = sum(one.size if one.kind == "file" else len(one.text.encode()) for one, _ in arrived)
        try:
            if changes:
                self._vault.commit(changes, "added", made, size)
        except LimitExceeded:
            self._names.forget()
            if len(arrived) < 2:
                raise
            half = len(arrived) // 2
            self._commit(arrived[:half], packs)
            self._commit(arrived[half:], [])
            return
        except BaseException:
            self._names.forget()
            raise
        self.report.place = self._names.committed()
        self.report.items += made
        self.report.folders += folders
        self.report.bytes += size
        self.report.renamed += renamed
        self._progress.count(0, made)

    def _folder(self, name: bytes, parent: bytes, one: Arriving | None = None) -> tuple[bytes, list[Change]]:
        """A new folder, with what is known of it."""
        now = self._clock.now()
        modified = nanoseconds(now) if one is None or one.modified is None else one.modified
        item = Item(self._random(ID_SIZE), parent, "folder", name, now, _bound(modified), 0, None, 0, 0)
        return item.id, [item.change(), *self._labels(item.id, now, one)]

    def _rows(self, one: Arriving, parent: bytes, name: bytes, parts: Sequence[Part]) -> list[Change]:
        now, text = self._clock.now(), one.text.encode()
        size = one.size if one.kind == "file" else len(text)
        modified = _bound(nanoseconds(now) if one.modified is None else one.modified)
        item = Item(self._random(ID_SIZE), parent, one.kind, name, now, modified, 1, None, size, int(one.executable))
        rows = [item.change(), Change("version", (item.id, 1), (size, modified, item.executable, now))]
        rows += [
            Change("part", (item.id, 1, position), (part.id, part.key, part.size, part.pack, part.offset))
            for position, part in enumerate(parts)
        ]
        if one.kind == "note":
            rows.append(Change("note", (item.id, 1), (one.text,)))
        return rows + self._labels(item.id, now, one)

    def _labels(self, identity: bytes, now: int, one: Arriving | None) -> list[Change]:
        tags = dict.fromkeys((*self._tags, *(one.tags if one else ())))
        rows = [Change("tag", (identity, tag), ()) for tag in tags]
        return [*rows, Change("favourite", (identity,), (now,))] if one and one.favourite else rows


class _Names:
    """Folders by their path, and names that are free; anew whenever somebody else has committed something."""

    def __init__(self, vault: Vault, folder: bytes, new: bytes | None) -> None:
        self._vault, self._top, self._new = vault, folder, new
        self._places: dict[Names, bytes] = {}
        self._taken: set[tuple[bytes, bytes]] = set()
        self._numbers: dict[tuple[bytes, bytes], int] = {}
        self._sequence = -1

    def look(self) -> None:
        """Before a commit. Raises NotFound, Conflict if the folder that was chosen is none any more."""
        if self._sequence != self._vault.catalog.sequence:
            self.forget()
            self._vault.require_place(self._top)

    def committed(self) -> bytes:
        """What was named is in the vault now; the folder that everything is in."""
        if self._new is not None:
            self._top, self._new = self._places.pop((), self._top), None
        self._taken.clear()
        self._sequence = self._vault.catalog.sequence
        return self._top

    def forget(self) -> None:
        """What was named is not in the vault, or may not be any more."""
        self._places.clear()
        self._taken.clear()
        self._numbers.clear()
        self._sequence = -1

    def place(self, path: Names, make: _Make) -> tuple[bytes, list[Change]]:
        """The folder at a path, and the changes that make it and those above."""
        if not path and self._new is None:
            return self._top, []
        known = self._places.get(path)
        if known is not None:
            return known, []
        parent, name, changes = self._top, self._new or b"", list[Change]()
        if path:
            parent, changes = self.place(path[:-1], make)
            name = path[-1]
        there = self._vault.child(parent, name) if path and (parent, name) not in self._taken else None
        if there is not None and there.kind == "folder":
            known = there.id
        else:
            known, own = make(self.free(parent, name), parent)
            changes = changes + own
        self._places[path] = known
        return known, changes

    def free(self, parent: bytes, name: bytes) -> bytes:
        """The name, or the first of its kind that nothing has: `report (2).pdf`. It is taken then."""
        for number in itertools.count(self._numbers.get((parent, name), 1)):
            tried = name if number == 1 else with_mark(name, b" (%d)" % number)
            if (parent, tried) not in self._taken and self._vault.child(parent, tried) is None:
                break
        self._numbers[parent, name] = number + 1
        self._taken.add((parent, tried))
        return tried


class _Bytes:
    """The bytes of one file as they come. Raises _Dropped where they are not what was announced."""

    def __init__(self, coming: Coming, progress: Progress, size: int) -> None:
        self._coming, self._progress = coming, progress
        self._rest = memoryview(b"")
        self._left = size

    def fill(self, buffer: memoryview, _offset: int) -> None:
        """Fill the whole buffer with what comes next; the offsets must be in order."""
        while buffer:
            if not self._rest:
                self._rest = memoryview(self._next())
            count = min(len(buffer), len(self._rest))
            buffer[:count] = self._rest[:count]
            buffer, self._rest = buffer[count:], self._rest[count:]

    def fill_all(self, buffer: memoryview) -> None:
        """Fill the buffer with everything."""
        self.fill(buffer, 0)
        self.close()

    def close(self) -> None:
        """That was all: the end must come now."""
        end = next(self._coming, None)
        if end is Close.DROPPED or end is None:
            raise _Dropped
        if self._left or self._rest or end is not Close.COMPLETE:
            raise ValueError("more content than announced")

    def _next(self) -> bytes:
        piece = next(self._coming, None)
        if piece is Close.DROPPED or piece is None:
            raise _Dropped
        if not isinstance(piece, bytes) or not 0 < len(piece) <= self._left:
            raise ValueError("other content than announced")
        self._left -= len(piece)
        self._progress.advance(len(piece))
        return piece


def _bound(modified: int) -> int:
    return max(-_LAST, min(modified, _LAST))
