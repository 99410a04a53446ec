"""Records, their frames, and the snapshot's envelope: sealed by one generation, read by nothing else."""

from __future__ import annotations

import hashlib
import hmac
import os

import pytest
from hypothesis import given, settings, strategies as st

from tests.vectors import by_hand
from vault.engine import floe, records
from vault.engine.errors import Damaged, LimitExceeded
from vault.engine.header import Generation
from vault.engine.keys import Context, Subkeys
from vault.engine.padding import padme
from vault.engine.records import (
    FRAME_HEADER,
    FRAME_LIMIT,
    GENESIS,
    Change,
    Record,
    Sealing,
    only_item,
    parse,
    trail_mark,
)
from vault.engine.values import Value, encode

VAULT, LINEAGE, EPOCH = b"v" * 16, b"l" * 16, (3).to_bytes(8, "big")
CONTEXT = Context(VAULT, LINEAGE, 3)
GENERATION = Generation(12, b"g" * 16)
SEALING = Sealing(Subkeys(CONTEXT, b"k" * 32), GENERATION)
RECORD = Record(5, b"h" * 32, [Change("tag", (b"i" * 16, "blue"), ())], 1_700_000_000_000, "tagged", (1, "x"))
FRAME, HEAD = SEALING.seal_record(RECORD, os.urandom)

OTHERS = {
    "vault key": Sealing(Subkeys(CONTEXT, b"o" * 32), GENERATION),
    "vault": Sealing(Subkeys(Context(b"w" * 16, LINEAGE, 3), b"k" * 32), GENERATION),
    "lineage": Sealing(Subkeys(Context(VAULT, b"m" * 16, 3), b"k" * 32), GENERATION),
    "epoch": Sealing(Subkeys(Context(VAULT, LINEAGE, 4), b"k" * 32), GENERATION),
    "number": Sealing(Subkeys(CONTEXT, b"k" * 32), Generation(13, b"g" * 16)),
    "id": Sealing(Subkeys(CONTEXT, b"k" * 32), Generation(12, b"f" * 16)),
}


def lp(*elements: bytes) -> bytes:
    return b"".join(len(element).to_bytes(4, "big") + element for element in elements)


def reseal(padded: bytes, *, sequence: int = 5, sealing: Sealing = SEALING) -> bytes:
    """A frame with a true MAC around any padded plaintext: what somebody with the keys could write."""
    place = lp(
        b"deedbox/1 record", VAULT, LINEAGE, EPOCH, (12).to_bytes(8, "big"), b"g" * 16, sequence.to_bytes(8, "big")
    )
    sealed = floe.seal(sealing.subkeys.record, place, padded, os.urandom)
    return frame_start(FRAME_HEADER + len(sealed), sequence) + sealed


def frame_start(size: int, sequence: int = 5) -> bytes:
    start = size.to_bytes(4, "big") + sequence.to_bytes(8, "big") + (12).to_bytes(8, "big") + b"g" * 16
    return start + hmac.digest(SEALING.subkeys.frame, lp(b"deedbox/1 frame", VAULT, LINEAGE, EPOCH, start), "sha256")


# Records as bytes

cells = st.none() | st.integers(-(1 << 63), (1 << 63) - 1) | st.binary(max_size=9) | st.text(max_size=9)
rows = st.lists(cells, max_size=3).map(tuple)
changes = st.builds(Change, st.text(max_size=9), rows, st.none() | rows)
details = st.lists(cells, max_size=3).map(tuple)
made = st.builds(
    Record,
    st.integers(0, (1 << 63) - 1),
    st.binary(max_size=32),
    st.lists(changes, max_size=3),
    st.integers(-(1 << 63), (1 << 63) - 1),
    st.text(max_size=9),
    details,
)


@given(made)
@settings(max_examples=60, deadline=None)
def test_parsing_is_the_inverse(record: Record) -> None:
    assert parse(record.serialize()) == record


@given(st.binary(max_size=80))
def test_arbitrary_bytes_are_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        parse(data)


values = st.recursive(cells, lambda inner: st.lists(inner, max_size=3), max_leaves=6)


@given(st.integers(0, 5), values)
@settings(max_examples=100, deadline=None)
def test_any_value_in_any_place_is_taken_whole_or_damaged(place: int, value: Value) -> None:
    form: list[Value] = [1, b"", [["tag", [b"i", "t"], []]], 1, "tagged", []]
    form[place] = value
    data = encode(form)
    try:
        record = parse(data)
    except Damaged:
        return
    assert record.serialize() == data


@pytest.mark.parametrize(
    "form",
    [
        None,
        [],
        [1, b"", [], 1, "a"],
        [1, b"", [], 1, "a", [], 1],
        ["1", b"", [], 1, "a", []],
        [1, "", [], 1, "a", []],
        [1, b"", None, 1, "a", []],
        [1, b"", [], b"", "a", []],
        [1, b"", [], 1, b"a", []],
        [1, b"", [], 1, "a", None],
        [1, b"", [None], 1, "a", []],
        [1, b"", [["tag", []]], 1, "a", []],
        [1, b"", [["tag", [], [], []]], 1, "a", []],
        [1, b"", [[b"tag", [], []]], 1, "a", []],
        [1, b"", [["tag", None, []]], 1, "a", []],
        [1, b"", [["tag", [[]], []]], 1, "a", []],
        [1, b"", [["tag", [], 1]], 1, "a", []],
        [1, b"", [["tag", [], [[]]]], 1, "a", []],
    ],
    ids=repr,
)
def test_r17_other_forms(form: Value) -> None:
    with pytest.raises(Damaged, match="record"):
        parse(encode(form))


# Frames


def test_a_frame_by_hand() -> None:
    """Every byte of it, from the document."""
    data = RECORD.serialize()
    assert data == encode([5, b"h" * 32, [["tag", [b"i" * 16, "blue"], []]], 1_700_000_000_000, "tagged", [1, "x"]])
    extracted = hmac.digest(bytes(32), b"k" * 32, "sha256")
    key = by_hand.expand("sha256", extracted, lp(b"deedbox/1 record", VAULT, LINEAGE, EPOCH), 32)
    padded = (len(data).to_bytes(4, "big") + data).ljust(len(FRAME) - 68 - 106, b"\0")
    place = lp(b"deedbox/1 record", VAULT, LINEAGE, EPOCH, (12).to_bytes(8, "big"), b"g" * 16, (5).to_bytes(8, "big"))
    sealed = by_hand.floe_seal(key, place, padded, [FRAME[78:110], FRAME[146:158]])
    assert frame_start(len(FRAME)) + sealed == FRAME
    head = hmac.digest(SEALING.subkeys.head, lp(b"deedbox/1 head", VAULT, LINEAGE, EPOCH, data), "sha256")
    assert (head, bytes(32)) == (HEAD, GENESIS)


def test_a_frame_opens() -> None:
    assert SEALING.open_record(FRAME, 5, b"h" * 32) == (RECORD, HEAD)
    assert SEALING.frame(FRAME[:FRAME_HEADER]) == (len(FRAME), 5)


@given(made, st.integers(0, 6_000))
@settings(max_examples=40, deadline=None)
def test_every_record_has_the_smallest_frame(record: Record, more: int) -> None:
    record = record._replace(detail=("x" * more,))
    frame, head = SEALING.seal_record(record, os.urandom)
    assert SEALING.open_record(frame, record.sequence, record.previous) == (record, head)
    needed = 68 + 74 + 32 + 4 + len(record.serialize())
    assert len(frame) % 256 == 0
    assert len(frame) - 256 < (needed if needed <= 4_096 else padme(needed)) <= len(frame)


@pytest.mark.parametrize(("size", "frame"), [(78, 256), (79, 512), (78 + 256, 512), (78 + 257, 768)])
def test_the_documents_frames(size: int, frame: int) -> None:
    empty = len(RECORD._replace(detail=("",)).serialize())
    assert empty <= size + 100
    record = Record(1, b"", [], 1, "x" * (size - len(Record(1, b"", [], 1, "").serialize())))
    assert len(record.serialize()) == size
    assert len(SEALING.seal_record(record, os.urandom)[0]) == frame


def test_a_frame_is_at_most_8_mib() -> None:
    def of(size: int) -> Record:
        return Record(1, b"", [], 1, "x" * size)

    frame, _ = SEALING.seal_record(of(FRAME_LIMIT - 1_000), os.urandom)
    assert len(frame) == FRAME_LIMIT
    assert SEALING.open_record(frame, 1, b"")[0] == of(FRAME_LIMIT - 1_000)
    with pytest.raises(LimitExceeded):
        SEALING.seal_record(of(FRAME_LIMIT), os.urandom)


@pytest.mark.parametrize("image", [0, 100, 4_096])
def test_snapshots_open(image: int) -> None:
    data = os.urandom(image)
    sealed = SEALING.seal_snapshot(data, os.urandom)
    assert SEALING.open_snapshot(sealed) == data
    assert len(sealed) == floe.STANDARD.sealed_size(padme(8 + image))


def test_a_snapshot_by_hand() -> None:
    sealed = bytes(SEALING.seal_snapshot(b"image" * 20, os.urandom))
    place = lp(b"deedbox/1 snapshot", VAULT, LINEAGE, EPOCH, (12).to_bytes(8, "big"), b"g" * 16)
    padded = (100).to_bytes(8, "big") + b"image" * 20 + bytes(4)
    assert padme(108) == len(padded) == 112
    assert sealed == by_hand.floe_seal(SEALING.subkeys.snapshot, place, padded, [sealed[10:42], sealed[78:90]])


# Damage


def test_a026_r16_every_bit_of_a_frame() -> None:
    for position in range(len(FRAME)):
        changed = bytearray(FRAME)
        changed[position] ^= 1 << position % 8
        with pytest.raises(Damaged, match="record 5"):
            SEALING.open_record(bytes(changed), 5, b"h" * 32)


def test_r16_every_bit_of_a_frame_header() -> None:
    for bit in range(8 * FRAME_HEADER):
        changed = bytearray(FRAME[:FRAME_HEADER])
        changed[bit // 8] ^= 1 << bit % 8
        assert SEALING.frame(bytes(changed)) is None


def test_r16_every_truncation_of_a_frame() -> None:
    for size in range(len(FRAME)):
        with pytest.raises(Damaged):
            SEALING.open_record(FRAME[:size], 5, b"h" * 32)
    with pytest.raises(Damaged):
        SEALING.open_record(FRAME + bytes(256), 5, b"h" * 32)


@pytest.mark.parametrize("name", OTHERS)
def test_a027_r16_frames_of_elsewhere(name: str) -> None:
    """Of another vault, lineage, epoch or generation, or under another vault key."""
    frame, _ = OTHERS[name].seal_record(RECORD, os.urandom)
    assert SEALING.frame(frame[:FRAME_HEADER]) is None
    with pytest.raises(Damaged, match="frame"):
        SEALING.open_record(frame, 5, b"h" * 32)


@pytest.mark.parametrize("name", OTHERS)
def test_a027_sealed_records_of_elsewhere(name: str) -> None:
    """A true frame header around a record that was sealed elsewhere."""
    frame, _ = OTHERS[name].seal_record(RECORD, os.urandom)
    with pytest.raises(Damaged, match="record 5"):
        SEALING.open_record(FRAME[:FRAME_HEADER] + frame[FRAME_HEADER:], 5, b"h" * 32)


def test_a027_r18_sequence_and_previous_head() -> None:
    for sequence, previous in ((4, b"h" * 32), (6, b"h" * 32), (5, bytes(32))):
        with pytest.raises(Damaged):
            SEALING.open_record(FRAME, sequence, previous)


def test_r18_the_sequence_inside_is_that_of_the_frame() -> None:
    data = RECORD._replace(sequence=6).serialize()
    room = len(FRAME) - 68 - 106
    frame = reseal((len(data).to_bytes(4, "big") + data).ljust(room, b"\0"))
    assert len(frame) == len(FRAME)
    with pytest.raises(Damaged, match="chain"):
        SEALING.open_record(frame, 5, b"h" * 32)


def padded_record() -> bytearray:
    data = RECORD.serialize()
    return bytearray((len(data).to_bytes(4, "big") + data).ljust(len(FRAME) - 68 - 106, b"\0"))


def test_reseal_makes_what_the_engine_makes() -> None:
    assert SEALING.open_record(reseal(bytes(padded_record())), 5, b"h" * 32) == (RECORD, HEAD)


def test_r16_padding_that_is_not_zeros() -> None:
    for position in (4 + len(RECORD.serialize()), len(padded_record()) - 1):
        padded = padded_record()
        padded[position] = 1
        with pytest.raises(Damaged, match="padding"):
            SEALING.open_record(reseal(bytes(padded)), 5, b"h" * 32)


@pytest.mark.parametrize("change", [-100, -1, 1, 100, 1 << 20, 0xFFFFFF00])
def test_r16_a_length_inside_that_is_not_the_records(change: int) -> None:
    padded = padded_record()
    size = (int.from_bytes(padded[:4], "big") + change) % (1 << 32)
    padded[:4] = size.to_bytes(4, "big")
    with pytest.raises(Damaged):
        SEALING.open_record(reseal(bytes(padded)), 5, b"h" * 32)


@pytest.mark.parametrize("more", [256, 512, 4_096])
def test_r16_a_larger_frame_than_the_record_needs(more: int) -> None:
    with pytest.raises(Damaged, match="length"):
        SEALING.open_record(reseal(bytes(padded_record()) + bytes(more)), 5, b"h" * 32)


@pytest.mark.parametrize("size", [0, 68, 255, 257, 300, FRAME_LIMIT + 256, (1 << 32) - 256])
def test_r16_frame_lengths_that_are_not_permitted(size: int) -> None:
    """Even under a true MAC."""
    assert SEALING.frame(frame_start(512)) == (512, 5)
    assert SEALING.frame(frame_start(size)) is None


@pytest.mark.parametrize("padded", [b"", b"\0", bytes(3)])
def test_r16_plaintexts_too_short_for_a_length(padded: bytes) -> None:
    with pytest.raises(Damaged):
        SEALING.open_record(reseal(padded), 5, b"h" * 32)


def test_a026_every_byte_of_a_snapshot() -> None:
    sealed = SEALING.seal_snapshot(b"image", os.urandom)
    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 0x10
        with pytest.raises(Damaged, match="snapshot"):
            SEALING.open_snapshot(changed)
    for size in range(len(sealed)):
        with pytest.raises(Damaged, match="snapshot"):
            SEALING.open_snapshot(sealed[:size])


@pytest.mark.parametrize("name", OTHERS)
def test_a144_a_snapshot_of_elsewhere(name: str) -> None:
    with pytest.raises(Damaged, match="snapshot"):
        SEALING.open_snapshot(OTHERS[name].seal_snapshot(b"image", os.urandom))


def sealed_snapshot(padded: bytes) -> bytearray:
    place = lp(b"deedbox/1 snapshot", VAULT, LINEAGE, EPOCH, (12).to_bytes(8, "big"), b"g" * 16)
    return floe.seal(SEALING.subkeys.snapshot, place, padded, os.urandom)


@pytest.mark.parametrize(
    "padded",
    [
        b"",
        bytes(7),
        (1).to_bytes(8, "big"),
        (100).to_bytes(8, "big") + bytes(100),
        (100).to_bytes(8, "big") + bytes(103) + b"\x01",
        (100).to_bytes(8, "big") + bytes(105),
        (99).to_bytes(8, "big") + bytes(99) + b"\x01" + bytes(4),
        (1 << 40).to_bytes(8, "big") + bytes(104),
        b"\xff" * 8 + bytes(104),
    ],
    ids=lambda padded: f"{len(padded)}-{hashlib.sha256(padded).hexdigest()[:6]}",
)
def test_r14_snapshots_whose_lengths_or_zeros_are_wrong(padded: bytes) -> None:
    with pytest.raises(Damaged, match="snapshot"):
        SEALING.open_snapshot(sealed_snapshot(padded))


def test_sealed_snapshot_makes_what_the_engine_makes() -> None:
    assert len(SEALING.open_snapshot(sealed_snapshot((100).to_bytes(8, "big") + bytes(104)))) == 100


def test_a_catalog_above_4_gib_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "IMAGE_LIMIT", 100)
    SEALING.seal_snapshot(bytes(100), os.urandom)
    with pytest.raises(LimitExceeded):
        SEALING.seal_snapshot(bytes(101), os.urandom)


def test_the_trail_knows_the_one_item_that_changes_are_about() -> None:
    one, other = b"1" * 16, b"2" * 16
    about_one = [Change("item", (one,), None), Change("tag", (one, "tag"), ()), Change("pack", (other,), None)]
    assert only_item(about_one) == (trail_mark(one),)
    assert trail_mark(one) != trail_mark(other)
    assert one not in trail_mark(one)
    assert len(trail_mark(one)) == 16
    assert only_item([Change("share_item", (b"bundle", 1, 0), (one, b"name"))]) == (trail_mark(one),)
    assert only_item([Change("item", (one,), None), Change("favourite", (other,), None)]) == ()
    assert only_item([Change("part", (one, 1, 0), None), Change("state", ("key",), (b"",))]) == ()
