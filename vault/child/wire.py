"""The protocol of the pipe, without the pipe: bytes in, frames out, and what may follow what.

A frame is the length of its payload (u32), its kind (u8), the request it belongs to (u32) and the payload. Who may send
what, and what it does to the request, is this table; everything else is Malformed and ends the child:

    kind      from    request             payload                         the request is then
    REQUEST   client  a new, higher one   a message                       open
    CANCEL    client  one made before     nothing                         as before (the answer may be under way)
    PROGRESS  child   an open one         four u64: bytes, items, totals  open
    PIECE     child   an open one         bytes of content                open
    ANSWER    child   an open one         a message                       over
    FAILURE   child   an open one         a message                       over
    EVENT     child   0                   a message
"""

from __future__ import annotations

import enum
import struct
from collections.abc import Iterator
from typing import NamedTuple

from vault.child.codec import Malformed
from vault.engine.errors import LimitExceeded


class Kind(enum.IntEnum):
    """What a frame is."""

    REQUEST = 1
    CANCEL = 2
    PROGRESS = 3
    PIECE = 4
    ANSWER = 5
    FAILURE = 6
    EVENT = 7


LONGEST = {
    Kind.REQUEST: 32 << 20,
    Kind.CANCEL: 0,
    Kind.PROGRESS: 32,
    Kind.PIECE: 1 << 20,
    Kind.ANSWER: 32 << 20,
    Kind.FAILURE: 64 << 10,
    Kind.EVENT: 8 << 20,
}
"""The most bytes of payload in a frame."""

MOST_OPEN = 16_384
"""Requests that may wait for their answers at once."""

_HEAD = struct.Struct(">IBI")
_COUNTS = struct.Struct(">QQQQ")
_FROM_CLIENT = frozenset({Kind.REQUEST, Kind.CANCEL})
_TOO_LONG, _TOO_MANY = "a frame is too long", "too many requests"
_CLOSING = frozenset({Kind.ANSWER, Kind.FAILURE})


class Frame(NamedTuple):
    """A frame that came in, and is allowed."""

    kind: Kind
    request: int
    payload: bytes


class Counts(NamedTuple):
    """How far long work has come; totals are 0 as long as they are not known."""

    bytes: int
    items: int
    total_bytes: int
    total_items: int


def serialize_counts(counts: Counts) -> bytes:
    """The payload of a PROGRESS frame."""
    return _COUNTS.pack(*counts)


def parse_counts(payload: bytes) -> Counts:
    """The counts in a PROGRESS frame. Raises Malformed."""
    try:
        return Counts(*_COUNTS.unpack(payload))
    except struct.error as error:
        raise Malformed("counts") from error


class Wire:
    """One side of the pipe. `send` and `receive` may be called by two threads, each by one at a time."""

    def __init__(self, *, child: bool) -> None:
        self._child = child
        self._buffer = bytearray()
        self._open: set[int] = set()
        self._latest = 0

    @property
    def pending(self) -> frozenset[int]:
        """The requests that are not over."""
        return frozenset(self._open)

    def new_request(self) -> int:
        """The number of the client's next request."""
        return self._latest + 1

    def send(self, kind: Kind, request: int, payload: bytes | memoryview = b"") -> bytearray:
        """The bytes of a frame. Raises LimitExceeded; ValueError for what this side may not say: our own mistake."""
        fault = self._fault(kind, request, len(payload), by_child=self._child)
        if fault in (_TOO_LONG, _TOO_MANY):
            raise LimitExceeded(fault)
        if fault:
            raise ValueError(fault)
        self._follow(kind, request)
        return bytearray(_HEAD.pack(len(payload), kind, request)) + payload

    def receive(self, data: bytes | bytearray | memoryview) -> Iterator[Frame]:
        """The frames that are complete with these bytes. Raises Malformed as soon as a head is not allowed."""
        self._buffer += data
        while len(self._buffer) >= _HEAD.size:
            length, number, request = _HEAD.unpack_from(self._buffer)
            try:
                kind = Kind(number)
            except ValueError as error:
                raise Malformed("unknown kind of frame") from error
            fault = self._fault(kind, request, length, by_child=not self._child)
            if fault:
                raise Malformed(fault)
            end = _HEAD.size + length
            if len(self._buffer) < end:
                return
            payload = bytes(memoryview(self._buffer)[_HEAD.size : end])
            del self._buffer[:end]
            self._follow(kind, request)
            yield Frame(kind, request, payload)

    def _fault(self, kind: Kind, request: int, length: int, *, by_child: bool) -> str:
        """Why this side may not send this now; nothing if it may."""
        if by_child == (kind in _FROM_CLIENT):
            return "not this side's kind of frame"
        if length > LONGEST[kind]:
            return _TOO_LONG
        if kind is Kind.EVENT:
            return "an event with a request" if request else ""
        if kind is Kind.REQUEST:
            if len(self._open) >= MOST_OPEN:
                return _TOO_MANY
            return "" if request > self._latest else "a request's number comes again"
        known = 0 < request <= self._latest if kind is Kind.CANCEL else request in self._open
        return "" if known else "no such request"

    def _follow(self, kind: Kind, request: int) -> None:
        if kind is Kind.REQUEST:
            self._open.add(request)
            self._latest = request
        elif kind in _CLOSING:
            self._open.discard(request)
