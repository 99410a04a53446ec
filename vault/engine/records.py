"""Records of the log, their frames, and the snapshot's envelope (docs/format.md, sections 7 and 8).

Bytes to values and back, for one generation; `vault.engine.generation` keeps the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from vault.engine import floe
from vault.engine.errors import Damaged, LimitExceeded
from vault.engine.header import Generation
from vault.engine.keys import FRAME, HEAD, RECORD, SNAPSHOT, Subkeys
from vault.engine.padding import frame_size, padme
from vault.engine.primitives import Buffer, Random, equal, hmac_sha256, sha256
from vault.engine.values import Value, decode, encode

FRAME_HEADER = 68
FRAME_LIMIT = 8 << 20
FRAME_UNIT = 256
IMAGE_LIMIT = 4 << 30
GENESIS = bytes(32)
"""The head before the first record of a vault."""
_OF_ITEM = frozenset({"item", "version", "note", "tag", "favourite", "original_name"})
"""Tables whose rows are about the item that their key begins with."""

Cell = None | int | bytes | str


class TornFrame(Damaged):
    """A frame with a valid start whose sealed record does not open; perhaps a block of it never reached the disk."""


class Change(NamedTuple):
    """One row replaced, added, or (row None) removed: primary key columns, then all the others."""

    table: str
    key: tuple[Cell, ...]
    row: tuple[Cell, ...] | None


def trail_mark(item: bytes) -> bytes:
    """What the trail knows an item by. Who has the item finds its entries; of one that is gone it tells nothing."""
    return sha256(b"deedbox/1 trail", item)[:16]


def only_item(changes: Sequence[Change]) -> tuple[bytes, ...]:
    """The mark of the item that changes are about, if it is one alone."""
    found: set[bytes] = set()
    for change in changes:
        of_item = change.table in _OF_ITEM
        identity = change.key[0] if of_item else change.row[0] if change.table == "share_item" and change.row else None
        if isinstance(identity, bytes):
            found.add(identity)
        if len(found) > 1:
            return ()
    return tuple(map(trail_mark, found))


class Record(NamedTuple):
    """One commit: its place in the chain, the changes, and its entry in the audit trail."""

    sequence: int
    previous: bytes
    changes: Sequence[Change]
    time: int
    action: str
    detail: tuple[Value, ...] = ()

    def serialize(self) -> bytes:
        """The record's canonical bytes."""
        changes = [(change.table, change.key, change.row) for change in self.changes]
        return encode((self.sequence, self.previous, changes, self.time, self.action, self.detail))


def _weight(cell: Cell) -> int:
    """No fewer bytes than the cell takes in a record."""
    if isinstance(cell, str):
        return 5 + 4 * len(cell)
    return 5 + len(cell) if isinstance(cell, bytes) else 9


def pieces(changes: Sequence[Change], limit: int = FRAME_LIMIT // 2) -> Iterator[list[Change]]:
    """The changes in order, cut so that each piece fits into one record."""
    piece: list[Change] = []
    weight = 0
    for change in changes:
        size = 64 + sum(_weight(cell) for cell in (*change.key, *(change.row or ())))
        if piece and weight + size > limit:
            yield piece
            piece, weight = [], 0
        piece.append(change)
        weight += size
    if piece:
        yield piece


def parse(data: bytes) -> Record:
    """The record of these bytes. Raises Damaged [R17]; tables and columns are the catalog's to judge."""
    value = decode(data)
    if not isinstance(value, list) or len(value) != 6:
        raise Damaged("record", "form")
    sequence, previous, listed, time, action, detail = value
    if not (isinstance(sequence, int) and isinstance(previous, bytes) and isinstance(time, int)):
        raise Damaged("record", "form")
    if not (isinstance(listed, list) and isinstance(action, str) and isinstance(detail, list)):
        raise Damaged("record", "form")
    return Record(sequence, previous, [_change(change) for change in listed], time, action, tuple(detail))


def _change(value: Value) -> Change:
    if not isinstance(value, list) or len(value) != 3:
        raise Damaged("record", "change")
    table, key, row = value
    if not isinstance(table, str):
        raise Damaged("record", "change")
    return Change(table, _cells(key), None if row is None else _cells(row))


def _cells(value: Value) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for cell in value if isinstance(value, list) else [[]]:
        if not (cell is None or isinstance(cell, (int, bytes, str))):
            raise Damaged("record", "change")
        cells.append(cell)
    return tuple(cells)


class Sealing(NamedTuple):
    """Seals and opens the records and the snapshot of one generation."""

    subkeys: Subkeys
    generation: Generation

    def _bind(self, label: str, *elements: bytes) -> bytes:
        number = self.generation.number.to_bytes(8, "big")
        return self.subkeys.context.bind(label, number, self.generation.id, *elements)

    def head(self, record: bytes) -> bytes:
        """The head that a record makes."""
        return hmac_sha256(self.subkeys.head, self.subkeys.context.bind(HEAD, record))

    def seal_record(self, record: Record, random: Random) -> tuple[bytes, bytes]:
        """The frame of a record, and its head. Raises LimitExceeded beyond 8 MiB."""
        data = record.serialize()
        plain = 4 + len(data)
        size = frame_size(FRAME_HEADER + floe.STANDARD.sealed_size(plain))
        if size > FRAME_LIMIT:
            raise LimitExceeded("more in one commit than a frame holds")
        room = floe.STANDARD.plain_size(size - FRAME_HEADER)
        padded = len(data).to_bytes(4, "big") + data + bytes(room - plain)
        sequence = record.sequence.to_bytes(8, "big")
        start = size.to_bytes(4, "big") + sequence
        start += self.generation.number.to_bytes(8, "big") + self.generation.id
        sealed = floe.seal(self.subkeys.record, self._bind(RECORD, sequence), padded, random)
        return start + self._frame_mac(start) + sealed, self.head(data)

    def _frame_mac(self, start: bytes) -> bytes:
        return hmac_sha256(self.subkeys.frame, self.subkeys.context.bind(FRAME, start))

    def frame(self, header: bytes) -> tuple[int, int] | None:
        """Length and sequence of the frame that starts so, or None if it is no frame of this generation [R16]."""
        if len(header) < FRAME_HEADER:
            return None
        start, mac = header[:36], header[36:FRAME_HEADER]
        if not equal(mac, self._frame_mac(start)):
            return None
        size, sequence = int.from_bytes(start[:4], "big"), int.from_bytes(start[4:12], "big")
        if start[12:36] != self.generation.number.to_bytes(8, "big") + self.generation.id:
            return None
        if size % FRAME_UNIT or not FRAME_UNIT <= size <= FRAME_LIMIT:
            return None
        return size, sequence

    def open_record(self, frame: bytes, sequence: int, previous: bytes) -> tuple[Record, bytes]:
        """The record of a whole frame, and its head. Raises Damaged [R16] [R17] [R18], TornFrame [R1] [R2] [R3]."""
        record, head = self.unseal_record(frame, sequence)
        if record.sequence != sequence or not equal(record.previous, previous):
            raise Damaged(f"record {sequence}", "chain")
        return record, head

    def unseal_record(self, frame: bytes, sequence: int) -> tuple[Record, bytes]:
        """The same wherever it stands in the chain; for what is left of a damaged log. Raises as `open_record`."""
        where = f"record {sequence}"
        start = self.frame(frame[:FRAME_HEADER])
        if start is None or start[0] != len(frame):
            raise Damaged(where, "frame")
        if start[1] != sequence:
            raise Damaged(where, "sequence")
        associated = self._bind(RECORD, sequence.to_bytes(8, "big"))
        try:
            padded = bytes(floe.unseal(self.subkeys.record, associated, memoryview(frame)[FRAME_HEADER:]))
        except Damaged as error:
            raise TornFrame(where, error.detail) from error
        end = 4 + int.from_bytes(padded[:4], "big")
        if frame_size(FRAME_HEADER + floe.STANDARD.sealed_size(end)) != len(frame):
            raise Damaged(where, "length")
        if padded[end:] != bytes(len(padded) - end):
            raise Damaged(where, "padding")
        return parse(padded[4:end]), self.head(padded[4:end])

    def seal_snapshot(self, image: Buffer, random: Random) -> bytearray:
        """The snapshot file of a database image. Raises LimitExceeded beyond 4 GiB."""
        if len(image) > IMAGE_LIMIT:
            raise LimitExceeded("catalog")
        padded = bytearray(padme(8 + len(image)))
        padded[:8] = len(image).to_bytes(8, "big")
        padded[8 : 8 + len(image)] = image
        return floe.seal(self.subkeys.snapshot, self._bind(SNAPSHOT), padded, random)

    def open_snapshot(self, sealed: Buffer) -> memoryview:
        """The image in a snapshot file. Raises Damaged [R14]."""
        try:
            padded = floe.unseal(self.subkeys.snapshot, self._bind(SNAPSHOT), sealed)
        except Damaged as error:
            raise Damaged("snapshot", str(error)) from error
        size = int.from_bytes(padded[:8], "big")
        if len(padded) < 8 or size > IMAGE_LIMIT or padme(8 + size) != len(padded):
            raise Damaged("snapshot", "length")
        if padded[8 + size :] != bytes(len(padded) - 8 - size):
            raise Damaged("snapshot", "padding")
        return memoryview(padded)[8 : 8 + size]
