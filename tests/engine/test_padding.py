"""Padded sizes: the formula, the worked examples of docs/format.md, and that nothing illegal comes out."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, strategies as st

from vault.engine.floe import PLAIN, SEGMENT, STANDARD
from vault.engine.padding import frame_size, pack_size, padme

FRAME_LIMIT = 8 << 20
sizes = st.integers(2, 1 << 44)


@given(sizes)
def test_padme_by_the_formula(size: int) -> None:
    exponent = math.floor(math.log2(size)) if size < 1 << 40 else size.bit_length() - 1
    zeros = exponent - (math.floor(math.log2(exponent)) + 1)
    mask = 2**zeros - 1 if zeros > 0 else 0
    assert padme(size) == (size + mask) & ~mask


@given(sizes)
def test_padme_pads_little_and_once(size: int) -> None:
    padded = padme(size)
    assert size <= padded <= size * 1.12
    assert padme(padded) == padded


@given(sizes, st.integers(0, 1 << 20))
def test_padme_keeps_the_order(size: int, more: int) -> None:
    assert padme(size) <= padme(size + more)


def test_padme_leaves_few_sizes() -> None:
    """A hundred thousand sizes become a few hundred."""
    assert len({padme(size) for size in range(100_000)}) < 300


def test_padme_of_the_smallest() -> None:
    assert [padme(size) for size in range(10)] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 10]


@pytest.mark.parametrize(
    ("size", "padded"),
    [(20_106, 20_480), (100 << 20, 104_857_600), (2 << 30, 2 << 30), (8_388_608, 8_388_608), (8_388_609, 8_650_752)],
)
def test_padme_of_the_document(size: int, padded: int) -> None:
    assert padme(size) == padded


def test_the_documents_packs_of_large_content() -> None:
    """100 MiB and 2 GiB are their own Padmé size, in parts of 63 full segments."""
    part = 63 * PLAIN
    assert divmod(padme(100 << 20), part) == (1, 38_799_328)
    assert [STANDARD.sealed_size(size) for size in (part, 38_799_328)] == [66_060_362, 38_800_618]
    assert divmod(padme(2 << 30), part) == (32, 33_618_944)


def test_pack_size_of_the_document() -> None:
    assert STANDARD.sealed_size(20_000) == 20_106
    assert pack_size(20_106) == 20_480


@given(st.integers(106, 1 << 26))
def test_pack_size(sealed: int) -> None:
    """Padmé, rounded up to a multiple of 4,096."""
    size = pack_size(sealed)
    assert size % 4_096 == 0
    assert size - 4_096 < padme(sealed) <= size


def test_frame_size_of_the_document() -> None:
    assert (frame_size(256), frame_size(257)) == (256, 512)
    needed = [68 + STANDARD.sealed_size(4 + record) for record in (78, 79)]
    assert needed == [256, 257]


@given(st.integers(1, FRAME_LIMIT))
def test_frame_size(needed: int) -> None:
    """A multiple of 256: of the size itself up to 4 KiB, of its Padmé size above."""
    size = frame_size(needed)
    assert size % 256 == 0
    assert size - 256 < (needed if needed <= 4_096 else padme(needed)) <= size


def records() -> list[int]:
    """Record lengths: all small ones, and all around every border of a segment up to 8 MiB."""
    lengths = list(range(10_000))
    for count in range(1, 9):
        lengths += range(count * PLAIN - 300, count * PLAIN + 300)
    return [*lengths, *range(10_000, FRAME_LIMIT - 1_000, 997)]


def test_every_frame_has_room_and_a_permitted_sealed_length() -> None:
    for record in records():
        size = frame_size(68 + STANDARD.sealed_size(4 + record))
        assert STANDARD.plain_size(size - 68) >= 4 + record


def test_no_frame_length_gives_a_sealed_length_that_is_refused() -> None:
    for size in range(256, FRAME_LIMIT + 1, 256):
        assert STANDARD.plain_size(size - 68) >= 82


def test_snapshots_have_permitted_sealed_lengths() -> None:
    for image in [*range(3_000), *range(4 * SEGMENT - 2_000, 4 * SEGMENT + 2_000, 7)]:
        padded = padme(8 + image)
        assert STANDARD.plain_size(STANDARD.sealed_size(padded)) == padded >= 8 + image
