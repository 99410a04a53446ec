"""The files of one generation of the catalog: its snapshot and its log (docs/format.md, sections 7, 8 and 11)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from vault.engine.catalog import Catalog
from vault.engine.durable import AppendFile, Clock, Folder, Source
from vault.engine.errors import Damaged, NotFound
from vault.engine.floe import STANDARD
from vault.engine.header import Generation
from vault.engine.locks import WriterLock
from vault.engine.padding import padme
from vault.engine.primitives import Random
from vault.engine.records import FRAME_HEADER, FRAME_LIMIT, FRAME_UNIT, IMAGE_LIMIT, Record, Sealing, TornFrame

SNAPSHOT_LIMIT = STANDARD.sealed_size(padme(IMAGE_LIMIT + 8))
LOG_LIMIT = 1 << 30
BLOCK = 512
CATALOG_FILE = re.compile(
    r"(?P<stem>(?P<number>[0-9]{6,19})-[0-9a-f]{32})\.(snapshot|log(?P<tail>\.tail-[0-9]{1,19})?)\Z"
)
"""The names of files in `catalog/`."""


def snapshot_name(generation: Generation) -> str:
    return f"catalog/{generation.stem}.snapshot"


def log_name(generation: Generation) -> str:
    return f"catalog/{generation.stem}.log"


class Log:
    """The log of the current generation, open for appending by the one writer."""

    def __init__(self, folder: Folder, sealing: Sealing, lock: WriterLock) -> None:
        self._file = AppendFile(folder, log_name(sealing.generation))
        self._sealing = sealing
        self._lock = lock
        self._random = folder.platform.random

    @property
    def size(self) -> int:
        return self._file.size

    def seal(self, record: Record) -> tuple[bytes, bytes]:
        """The frame of a record, and its head. Raises LimitExceeded."""
        return self._sealing.seal_record(record, self._random)

    def append(self, frame: bytes) -> None:
        """Write a frame and fsync. The lock carries a mark meanwhile (docs/format.md, section 11)."""
        self._lock.mark()
        self._file.append(frame)
        self._lock.clear()

    def cut(self, size: int) -> None:
        """Drop what is behind `size`, and fsync."""
        self._file.cut(size)

    def close(self) -> None:
        self._file.close()


class Tail(NamedTuple):
    """Bytes after the last valid record that an interrupted append left."""

    offset: int
    torn: bytes


def write_snapshot(folder: Folder, sealing: Sealing, image: bytes) -> None:
    """Write a snapshot, read it back, check it as an unlock would, and compare."""
    name = snapshot_name(sealing.generation)
    folder.write(name, sealing.seal_snapshot(image, folder.platform.random))
    written = sealing.open_snapshot(folder.read(name, SNAPSHOT_LIMIT))
    if bytes(written) != image:  # a view is compared byte by byte, which takes several times as long
        raise Damaged("snapshot", "reads back otherwise than it was written")
    Catalog.check_image(written)


def load(
    source: Source, sealing: Sealing, clock: Clock, anchored: Callable[[Catalog], int] = lambda _: 0
) -> tuple[Catalog, Tail | None]:
    """The catalog of a generation, from snapshot and log, with its torn tail if it has one.

    `anchored` tells the sequence this device has seen; nothing at or below it is ever taken for torn.
    Raises NotFound if the snapshot is missing, otherwise Damaged.
    """
    sealed = source.read(snapshot_name(sealing.generation), SNAPSHOT_LIMIT)
    catalog = Catalog.from_image(sealing.open_snapshot(sealed), clock)
    del sealed
    try:
        log = source.read(log_name(sealing.generation), LOG_LIMIT)
        at = _replay(sealing, log, catalog)
        if at == len(log):
            return catalog, None
        check_torn(sealing, log, at, catalog.sequence + 1, anchored(catalog))
        return catalog, Tail(at, bytes(log[at:]))
    except NotFound as error:
        catalog.close()
        raise Damaged("log", "missing") from error
    except BaseException:
        catalog.close()
        raise


def _replay(sealing: Sealing, log: bytearray, catalog: Catalog) -> int:
    """Apply the records of a log; the offset of what comes after the last valid one."""
    at = 0
    while at < len(log):
        start = sealing.frame(bytes(log[at : at + FRAME_HEADER]))
        if start is None or start[0] > len(log) - at:
            break
        frame = bytes(log[at : at + start[0]])
        try:
            record, head = sealing.open_record(frame, catalog.sequence + 1, catalog.head)
        except TornFrame:
            break
        catalog.replay(record, head)
        at += len(frame)
    if at == 0:
        raise Damaged("log", "empty")
    return at


def check_torn(sealing: Sealing, log: bytearray, at: int, sequence: int, anchored: int) -> None:
    """Raises Damaged unless what follows offset `at` is what an interrupted append leaves [R19]."""
    rest = len(log) - at
    if rest > FRAME_LIMIT or sequence <= anchored:
        raise Damaged(f"record {sequence}", "not a torn tail")
    frame = sealing.frame(bytes(log[at : at + FRAME_HEADER]))
    started = frame is not None and frame[1] == sequence and frame[0] > rest
    if not (rest < FRAME_HEADER or started or _has_empty_block(log, at)):
        raise Damaged(f"record {sequence}", "not a torn tail")
    for later in range(at + FRAME_UNIT, len(log), FRAME_UNIT):
        if sealing.frame(bytes(log[later : later + FRAME_HEADER])) is not None:
            raise Damaged(f"record {sequence}", "not a torn tail")


def _has_empty_block(log: bytearray, at: int) -> bool:
    """Whether some aligned 512-byte block holds only zeros in its part after `at`."""
    for block in range(at // BLOCK * BLOCK, len(log), BLOCK):
        piece = log[max(block, at) : block + BLOCK]
        if piece.count(0) == len(piece):
            return True
    return False


def keep_tail_aside(folder: Folder, generation: Generation, tail: Tail) -> None:
    """Copy a torn tail into a file of its own, before it is cut off."""
    folder.write(f"{log_name(generation)}.tail-{tail.offset}", tail.torn)


def new_generation(current: Generation, random: Random) -> Generation:
    """The generation after this one, with a fresh id."""
    return Generation(current.number + 1, random(16))
