"""Values: every value has one encoding, and nothing else is read as one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from vault.engine.errors import Damaged
from vault.engine.values import Value, decode, encode, length_prefixed

leaves = st.none() | st.integers(-(1 << 63), (1 << 63) - 1) | st.binary(max_size=20) | st.text(max_size=20)
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3), max_leaves=8)


def nested(depth: int) -> Value:
    """Lists in lists, so many."""
    value: Value = []
    for _ in range(depth - 1):
        value = [value]
    return value


@given(values)
@settings(deadline=None)
def test_decoding_is_the_inverse(value: Value) -> None:
    assert decode(encode(value)) == value


@given(st.binary(max_size=60))
def test_arbitrary_bytes_are_damaged_or_the_one_encoding(data: bytes) -> None:
    try:
        value = decode(data)
    except Damaged:
        return
    assert encode(value) == data


@given(values, st.data())
@settings(max_examples=60, deadline=None)
def test_a_changed_encoding_is_another_value_or_damaged(value: Value, data: st.DataObject) -> None:
    """One changed byte never gives the same value again."""
    encoded = bytearray(encode(value))
    position = data.draw(st.integers(0, len(encoded) - 1))
    encoded[position] ^= data.draw(st.integers(1, 255))
    try:
        changed = decode(bytes(encoded))
    except Damaged:
        return
    assert changed != value or type(changed) is not type(value)
    assert encode(changed) == encoded


@given(values)
@settings(max_examples=50, deadline=None)
def test_every_truncation_and_any_byte_more_is_damaged(value: Value) -> None:
    encoded = encode(value)
    for size in range(len(encoded)):
        with pytest.raises(Damaged):
            decode(encoded[:size])
    for more in (b"N", b"\0"):
        with pytest.raises(Damaged):
            decode(encoded + more)


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        (None, b"N"),
        (0, b"I" + bytes(8)),
        (-1, b"I" + b"\xff" * 8),
        ((1 << 63) - 1, b"I\x7f" + b"\xff" * 7),
        (-(1 << 63), b"I\x80" + bytes(7)),
        (b"", b"B\0\0\0\0"),
        (b"\0", b"B\0\0\0\x01\0"),
        ("", b"T\0\0\0\0"),
        ("é", b"T\0\0\0\x02\xc3\xa9"),
        ([], b"L\0\0\0\0"),
        ([None, 1, [b"x"]], b"L\0\0\0\x03N" + b"I" + bytes(7) + b"\x01" + b"L\0\0\0\x01B\0\0\0\x01x"),
    ],
)
def test_the_bytes_of_the_document(value: Value, encoded: bytes) -> None:
    assert encode(value) == encoded
    assert decode(encoded) == value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"X",
        b"n",
        b"I" + bytes(7),
        b"B\0\0\0\x02x",
        b"B\xff\xff\xff\xff",
        b"L\xff\xff\xff\xff",
        b"L\0\0\0\x02N",
        b"T\0\0\0\x01\xff",
        b"T\0\0\0\x02\xc0\x80",
        b"T\0\0\0\x03\xed\xa0\x80",
        b"NN",
    ],
    ids=lambda data: data.hex(),
)
def test_refused(data: bytes) -> None:
    """Unknown kinds, short bytes, text that is not UTF-8 or has surrogates, trailing bytes."""
    with pytest.raises(Damaged):
        decode(data)


def test_lists_are_at_most_sixteen_deep() -> None:
    assert decode(encode(nested(16))) == nested(16)
    with pytest.raises(ValueError, match="nested"):
        encode(nested(17))
    with pytest.raises(Damaged, match="depth"):
        decode(b"L\0\0\0\x01" + encode(nested(16)))
    with pytest.raises(Damaged, match="depth"):
        decode(b"L\0\0\0\x01" * 100_000 + b"N")


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (1 << 63, OverflowError),
        (-(1 << 63) - 1, OverflowError),
        ("\ud800", ValueError),
        (1.5, TypeError),
        ({"a": 1}, TypeError),
        (bytearray(b"x"), TypeError),
    ],
    ids=repr,
)
def test_what_has_no_encoding_is_our_mistake(value: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        encode(value)


@given(st.lists(st.binary(max_size=6), max_size=4), st.lists(st.binary(max_size=6), max_size=4))
def test_length_prefixed_sequences_differ_if_their_elements_do(one: list[bytes], other: list[bytes]) -> None:
    assert (length_prefixed(*one) == length_prefixed(*other)) == (one == other)


def test_length_prefixed_by_hand() -> None:
    assert length_prefixed("é", b"", b"ab") == b"\0\0\0\x02\xc3\xa9" + b"\0\0\0\0" + b"\0\0\0\x02ab"
