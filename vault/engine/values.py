"""The canonical encoding of small values: nothing, integers, bytes, text, lists (docs/format.md, section 12).

Every value has exactly one encoding, so that what is MACed and what is read can never differ.
"""

from __future__ import annotations

from collections.abc import Sequence

from vault.engine.errors import Damaged

Value = None | int | bytes | str | Sequence["Value"]

_DEEPEST = 16


def length_prefixed(*elements: bytes | str) -> bytes:
    """`LP(a, b, …)`: u32 length and bytes of each element; text as UTF-8."""
    pieces = [element.encode() if isinstance(element, str) else element for element in elements]
    return b"".join(len(piece).to_bytes(4, "big") + piece for piece in pieces)


def encode(value: Value) -> bytes:
    """The bytes of a value. Raises OverflowError for integers beyond 64 bits, ValueError for lone
    surrogates and deep nesting."""
    pieces: list[bytes] = []
    _encode_each((value,), pieces, 0)
    return b"".join(pieces)


def _encode_each(values: Sequence[Value], pieces: list[bytes], depth: int) -> None:
    for value in values:
        if value is None:
            pieces.append(b"N")
        elif isinstance(value, bytes):
            pieces.append(b"B" + len(value).to_bytes(4, "big") + value)
        elif isinstance(value, int):
            pieces.append(b"I" + value.to_bytes(8, "big", signed=True))
        elif isinstance(value, str):
            text = value.encode()
            pieces.append(b"T" + len(text).to_bytes(4, "big") + text)
        elif isinstance(value, (list, tuple)):
            if depth == _DEEPEST:
                raise ValueError("nested too deeply")
            pieces.append(b"L" + len(value).to_bytes(4, "big"))
            _encode_each(value, pieces, depth + 1)
        else:
            raise TypeError("a value is None, int, bytes, str or a list of values")


def decode(data: bytes) -> Value:
    """The value of these bytes, all of them. Raises Damaged [R17]."""
    value, end = _decode(data, 0, 0)
    if end != len(data):
        raise Damaged("value", "trailing bytes")
    return value


def _decode(data: bytes, at: int, depth: int) -> tuple[Value, int]:
    kind = data[at : at + 1]
    if kind == b"N":
        return None, at + 1
    if kind == b"I":
        if at + 9 > len(data):
            raise Damaged("value", "short")
        return int.from_bytes(data[at + 1 : at + 9], "big", signed=True), at + 9
    if kind not in (b"B", b"T", b"L") or at + 5 > len(data):
        raise Damaged("value", "kind")
    size = int.from_bytes(data[at + 1 : at + 5], "big")
    at += 5
    if size > len(data) - at:
        raise Damaged("value", "short")
    if kind == b"L":
        return _decode_list(data, at, size, depth)
    piece = data[at : at + size]
    if kind == b"B":
        return piece, at + size
    try:
        return piece.decode(), at + size
    except UnicodeDecodeError as error:
        raise Damaged("value", "text") from error


def _decode_list(data: bytes, at: int, count: int, depth: int) -> tuple[Value, int]:
    if depth == _DEEPEST:
        raise Damaged("value", "depth")
    values: list[Value] = []
    for _ in range(count):
        value, at = _decode(data, at, depth + 1)
        values.append(value)
    return values, at
