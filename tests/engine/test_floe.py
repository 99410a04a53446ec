"""FLOE: the published vectors, vectors of our own, and every way to damage a ciphertext."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from tests.vectors import by_hand, make_vectors
from vault.engine import floe
from vault.engine.errors import Damaged
from vault.engine.floe import HEADER_SIZE, OVERHEAD, PLAIN, SEGMENT, STANDARD, CommitmentMismatch, Parameters
from vault.engine.primitives import Random

KEY, PLACE = bytes(range(32)), b"a place"

PUBLISHED = [
    f"{language}_{case}"
    for language in ("cpp", "go", "java")
    for case in ("GCM256_IV256_64", "GCM256_IV256_4K", "rotation")
] + ["java_lastSegAligned", "java_lastSegEmpty"]

Published = tuple[Parameters, bytes, bytes]


def replay(*pieces: bytes) -> Random:
    """A random source that gives these pieces and no others."""
    left = iter(pieces)

    def random(size: int) -> bytes:
        piece = next(left)
        assert len(piece) == size
        return piece

    return random


def cut(body: bytes, size: int) -> list[bytes]:
    return [body[at : at + size] for at in range(0, len(body), size)]


def open_segments(
    key: bytes, associated: bytes, header: bytes, segments: Sequence[bytes], parameters: Parameters
) -> bytes:
    opener = floe.Opener(key, associated, header, parameters)
    plain = b""
    for position, segment in enumerate(segments):
        out = memoryview(bytearray(parameters.plain))
        size = opener.open_into(segment, position, position == len(segments) - 1, out)
        plain += bytes(out[:size])
    return plain


def seal_segments(
    key: bytes, associated: bytes, pieces: Sequence[bytes], random: Random, parameters: Parameters
) -> bytes:
    sealer = floe.Sealer(key, associated, random, parameters)
    sealed = sealer.header
    for position, piece in enumerate(pieces):
        out = memoryview(bytearray(parameters.segment))
        size = sealer.seal_into(piece, position, position == len(pieces) - 1, out)
        sealed += bytes(out[:size])
    return sealed


# The published vectors


@pytest.fixture(params=PUBLISHED)
def published(request: pytest.FixtureRequest, vectors: Callable[[str], Path]) -> Published:
    """Parameters, ciphertext and plaintext of one published vector."""
    folder = vectors("floe")
    sealed, plain = (
        bytes.fromhex((folder / f"{request.param}_{part}.txt").read_text("ascii")) for part in ("ct", "pt")
    )
    parameters = Parameters(int.from_bytes(sealed[2:6], "big"), 2 if "rotation" in request.param else 20)
    return parameters, sealed, plain


def test_published_vector_opens(published: Published) -> None:
    parameters, sealed, plain = published
    segments = cut(sealed[HEADER_SIZE:], parameters.segment)
    assert open_segments(bytes(32), b"This is AAD", sealed[:HEADER_SIZE], segments, parameters) == plain


def test_published_vector_is_made_again_byte_for_byte(published: Published) -> None:
    """With its IV and nonces as the random source; with its own empty last segment where it has one."""
    parameters, sealed, plain = published
    segments = cut(sealed[HEADER_SIZE:], parameters.segment)
    random = replay(sealed[10:42], *(segment[4:16] for segment in segments))
    pieces = [plain[n * parameters.plain : (n + 1) * parameters.plain] for n in range(len(segments))]
    assert seal_segments(bytes(32), b"This is AAD", pieces, random, parameters) == sealed


def test_published_rotation_needs_its_rotation_mask(vectors: Callable[[str], Path]) -> None:
    """The rotation vectors would not open if the segment key never changed."""
    sealed = bytes.fromhex((vectors("floe") / "go_rotation_ct.txt").read_text("ascii"))
    with pytest.raises(Damaged, match="segment 4"):
        open_segments(
            bytes(32), b"This is AAD", sealed[:HEADER_SIZE], cut(sealed[HEADER_SIZE:], 40), Parameters(40, rotation=20)
        )


# Our own vectors, with segments of 1 MiB

OWN: list[dict[str, Any]] = json.loads(make_vectors.FLOE.read_text("ascii"))


def sealed_again(vector: dict[str, Any]) -> tuple[bytes, bytearray]:
    """Plaintext and ciphertext of one of our vectors, by the engine."""
    size = vector["size"]
    plain = make_vectors.shake(f"floe {size} plain", size)
    random = replay(*make_vectors.floe_random(size))
    return plain, floe.seal(bytes.fromhex(vector["key"]), vector["associated"].encode(), plain, random)


@pytest.mark.parametrize("vector", OWN, ids=lambda vector: str(vector["size"]))
def test_own_vector(vector: dict[str, Any]) -> None:
    plain, sealed = sealed_again(vector)
    assert sealed[:HEADER_SIZE].hex() == vector["header"]
    segments = cut(bytes(sealed[HEADER_SIZE:]), SEGMENT)
    assert [(one[:4].hex(), one[4:16].hex(), one[-16:].hex()) for one in segments] == [
        (one["length"], one["nonce"], one["tag"]) for one in vector["segments"]
    ]
    assert (len(sealed), hashlib.sha256(sealed).hexdigest()) == (vector["sealed_size"], vector["sealed_sha256"])
    assert hashlib.sha256(plain).hexdigest() == vector["plain_sha256"]
    assert floe.unseal(bytes.fromhex(vector["key"]), vector["associated"].encode(), sealed) == plain


def test_own_vectors_cover_the_borders() -> None:
    assert {0, 1, 1_048_543, 1_048_544, 1_048_545, 2_097_088, 2_097_089} <= {vector["size"] for vector in OWN}


def test_own_vectors_come_out_the_same_again() -> None:
    assert [make_vectors.floe_vector(size) for size in make_vectors.SIZES] == OWN


# Sizes


def test_the_documents_sealed_lengths() -> None:
    worked = {0: 106, 1: 107, 64: 170, 1_048_544: 1_048_650, 1_048_545: 1_048_683, 66_058_272: 66_060_362}
    assert {plain: STANDARD.sealed_size(plain) for plain in worked} == worked
    assert 63 * PLAIN == 66_058_272
    assert STANDARD.encoded == bytes.fromhex("00 00 00100000 00000020")
    assert (HEADER_SIZE, OVERHEAD, PLAIN, STANDARD.rotation) == (74, 32, 1_048_544, 20)


def canonical(parameters: Parameters, most: int) -> dict[int, int]:
    """By the rule's words: sealed length of every plaintext of up to `most` bytes."""
    found = {}
    for plain in range(most + 1):
        count = 1 if plain == 0 else -(-plain // (parameters.segment - 32))
        found[74 + plain + 32 * count] = plain
    return found


@pytest.mark.parametrize("segment", [33, 40, 64])
def test_r1_every_length_of_small_segments(segment: int) -> None:
    """A length is accepted if and only if some plaintext has it, and tells that plaintext's length."""
    parameters = Parameters(segment)
    lengths = canonical(parameters, 6 * parameters.plain)
    for sealed in range(max(lengths) + 1):
        if sealed in lengths:
            assert parameters.plain_size(sealed) == lengths[sealed]
            assert parameters.sealed_size(lengths[sealed]) == sealed
        else:
            with pytest.raises(Damaged):
                parameters.plain_size(sealed)


@pytest.mark.parametrize("count", range(1, 9))
def test_r1_around_every_border_of_1_mib(count: int) -> None:
    """Beyond a full segment, lengths are refused until a next segment holds at least one byte."""
    border = 74 + count * SEGMENT
    for sealed in range(border - 40, border + 1):
        assert STANDARD.plain_size(sealed) == sealed - 74 - 32 * count
    for sealed in range(border + 1, border + 33):
        with pytest.raises(Damaged):
            STANDARD.plain_size(sealed)
    assert STANDARD.plain_size(border + 33) == count * PLAIN + 1


def test_r1_nothing_below_106_bytes() -> None:
    for sealed in range(106):
        with pytest.raises(Damaged):
            floe.unseal(KEY, PLACE, bytes(sealed))


@given(st.integers(0, 1 << 40))
def test_sealed_size_is_reversible(plain: int) -> None:
    assert STANDARD.plain_size(STANDARD.sealed_size(plain)) == plain


# Round trips


@given(st.binary(max_size=300), st.integers(33, 80), st.integers(0, 3), st.binary(min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_round_trip_and_the_second_implementation(plain: bytes, segment: int, rotation: int, place: bytes) -> None:
    parameters = Parameters(segment, rotation)
    pieces = cut(plain, parameters.plain) or [b""]
    random = [os.urandom(32), *(os.urandom(12) for _ in pieces)]
    sealed = seal_segments(KEY, place, pieces, replay(*random), parameters)
    assert sealed == by_hand.floe_seal(KEY, place, plain, random, segment, rotation)
    assert len(sealed) == parameters.sealed_size(len(plain))
    segments = cut(sealed[HEADER_SIZE:], segment)
    assert open_segments(KEY, place, sealed[:HEADER_SIZE], segments, parameters) == plain


@given(st.binary(max_size=2_000))
@settings(max_examples=30, deadline=None)
def test_whole_round_trip(plain: bytes) -> None:
    sealed = floe.seal(KEY, PLACE, plain, os.urandom)
    assert len(sealed) == STANDARD.sealed_size(len(plain))
    assert floe.unseal(KEY, PLACE, sealed) == plain


def test_same_plaintext_twice_shares_nothing() -> None:
    """A fresh IV and fresh nonces each time, asked of the random source in this order."""
    asked: list[int] = []

    def random(size: int) -> bytes:
        asked.append(size)
        return os.urandom(size)

    one, other = (floe.seal(KEY, PLACE, bytes(2 * PLAIN), random) for _ in range(2))
    assert asked == [32, 12, 12] * 2
    assert one[10:42] != other[10:42]
    assert one[78:90] != other[78:90] != other[78 + SEGMENT : 90 + SEGMENT]


def test_a_failing_random_source_seals_nothing() -> None:
    def broken(_: int) -> bytes:
        raise OSError("no randomness")

    with pytest.raises(OSError, match="no randomness"):
        floe.seal(KEY, PLACE, b"secret", broken)


# Damage


SMALL = bytes(floe.seal(KEY, PLACE, b"a deed", os.urandom))


def test_a040_every_bit_of_a_small_ciphertext() -> None:
    """IV and header tag are the commitment's; behind the header it is damage."""
    for position in range(len(SMALL)):
        for bit in range(8):
            changed = bytearray(SMALL)
            changed[position] ^= 1 << bit
            with pytest.raises(Damaged) as caught:
                floe.unseal(KEY, PLACE, changed)
            if position >= 10:
                assert isinstance(caught.value, CommitmentMismatch) == (position < HEADER_SIZE)


def test_a041_every_truncation_of_a_small_ciphertext() -> None:
    for size in range(len(SMALL)):
        with pytest.raises(Damaged):
            floe.unseal(KEY, PLACE, SMALL[:size])


@pytest.mark.parametrize("more", [b"\0", b"\xff", bytes(32), SMALL[HEADER_SIZE:], SMALL, bytes(SEGMENT)], ids=len)
def test_a042_every_extension_of_a_small_ciphertext(more: bytes) -> None:
    with pytest.raises(Damaged):
        floe.unseal(KEY, PLACE, SMALL + more)


@pytest.fixture(scope="module")
def long() -> list[bytes]:
    """Header, three full segments and a short one."""
    sealed = bytes(floe.seal(KEY, PLACE, os.urandom(3 * PLAIN + 5), os.urandom))
    return [sealed[:HEADER_SIZE], *cut(sealed[HEADER_SIZE:], SEGMENT)]


ORDERS = "1023 0213 0023 0122 1000 123 023 013 012 01 0 3 01233 01223 33 3012"


@pytest.mark.parametrize("order", ORDERS.split())
def test_a043_segments_swapped_repeated_or_left_out(long: list[bytes], order: str) -> None:
    header, *segments = long
    with pytest.raises(Damaged):
        floe.unseal(KEY, PLACE, header + b"".join(segments[int(position)] for position in order))


def test_a043_the_test_puts_segments_together_rightly(long: list[bytes]) -> None:
    assert len(floe.unseal(KEY, PLACE, b"".join(long))) == 3 * PLAIN + 5


def test_a043_a_segment_of_another_ciphertext_under_the_same_key(long: list[bytes]) -> None:
    other = bytes(floe.seal(KEY, PLACE, bytes(3 * PLAIN + 5), os.urandom))
    foreign = other[HEADER_SIZE + SEGMENT : HEADER_SIZE + 2 * SEGMENT]
    with pytest.raises(Damaged, match="segment 1: tag"):
        floe.unseal(KEY, PLACE, b"".join([*long[:2], foreign, *long[3:]]))


@pytest.mark.parametrize("back", [1, 2, 5, 6, 36, 37, 38, 1000])
def test_a041_long_ciphertexts_cut_near_their_last_segment(long: list[bytes], back: int) -> None:
    with pytest.raises(Damaged):
        floe.unseal(KEY, PLACE, b"".join(long)[:-back])


def test_an_inner_segment_cannot_be_the_last(long: list[bytes]) -> None:
    """A full segment with its length word made that of a last one: the tag covers which it is."""
    header, first, *_ = long
    with pytest.raises(Damaged, match="tag"):
        floe.unseal(KEY, PLACE, header + SEGMENT.to_bytes(4, "big") + first[4:])


def test_the_last_segment_cannot_be_an_inner_one() -> None:
    parameters = Parameters(40)
    sealed = seal_segments(KEY, PLACE, [bytes(8)], os.urandom, parameters)
    opener = floe.Opener(KEY, PLACE, sealed[:HEADER_SIZE], parameters)
    with pytest.raises(Damaged, match="tag"):
        opener.open_into(b"\xff" * 4 + sealed[HEADER_SIZE + 4 :], 0, False, memoryview(bytearray(8)))


def test_an_inner_segment_must_be_full() -> None:
    sealer = floe.Sealer(KEY, PLACE, os.urandom)
    with pytest.raises(ValueError, match="segment size"):
        sealer.seal_into(b"short", 0, False, memoryview(bytearray(100)))
    with pytest.raises(ValueError, match="segment size"):
        sealer.seal_into(bytes(PLAIN + 1), 0, True, memoryview(bytearray(SEGMENT + 1)))


def test_wrong_key_or_place_is_a_commitment_mismatch() -> None:
    with pytest.raises(CommitmentMismatch):
        floe.unseal(bytes(32), PLACE, SMALL)
    with pytest.raises(CommitmentMismatch):
        floe.unseal(KEY, b"another place", SMALL)


def test_the_commitment_is_looked_at_before_any_segment() -> None:
    garbage = SMALL[:HEADER_SIZE] + bytes(len(SMALL) - HEADER_SIZE)
    with pytest.raises(CommitmentMismatch):
        floe.unseal(bytes(32), PLACE, garbage)


def other_parameters() -> Iterator[bytes]:
    """Everything the ten bytes could say instead, by one byte."""
    for position in range(10):
        for value in (0x00, 0x01, 0x10, 0x20, 0xFF):
            changed = bytearray(STANDARD.encoded)
            changed[position] = value
            if changed != STANDARD.encoded:
                yield bytes(changed)


def test_other_parameters_are_refused() -> None:
    for parameters in other_parameters():
        with pytest.raises(Damaged, match="parameters"):
            floe.unseal(KEY, PLACE, parameters + SMALL[10:])


@pytest.mark.parametrize(("key", "place"), [(KEY, b""), (KEY[:31], PLACE), (KEY + b"\0", PLACE), (b"", PLACE)])
def test_empty_associated_data_and_other_key_lengths_are_our_mistake(key: bytes, place: bytes) -> None:
    with pytest.raises(ValueError):
        floe.seal(key, place, b"", os.urandom)
    with pytest.raises(ValueError):
        floe.unseal(key, place, SMALL)


@given(st.binary(min_size=106, max_size=400))
def test_arbitrary_bytes_are_damaged(sealed: bytes) -> None:
    with pytest.raises(Damaged):
        floe.unseal(KEY, PLACE, sealed)
    with pytest.raises(Damaged):
        floe.unseal(KEY, PLACE, SMALL[:HEADER_SIZE] + sealed)
