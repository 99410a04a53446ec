"""The ciphers of other programs, against published answers and against other code."""

from __future__ import annotations

import hashlib

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

from vault.sandbox.importing import ciphers
from vault.sandbox.importing.entries import Refusal, Refused


def test_salsa20_gives_the_published_stream() -> None:
    """eSTREAM's verified vectors for 256-bit keys, set 1, number 0."""
    stream = ciphers.Salsa20(b"\x80" + bytes(31), bytes(8)).update(bytes(512))
    assert stream[:64].hex() == (
        "e3be8fdd8beca2e3ea8ef9475b29a6e7003951e1097a5c38d23b7a5fad9f6844"
        "b22c97559e2723c7cbbd3fe4fc8d9a0744652a83e72a9c461876af4d7ef1a117"
    )
    assert stream[448:].hex() == (
        "696afcfd0cddcc83c7e77f11a649d79acdc3354e9635ff137e929933a0bd6f53"
        "77efa105a3a4266b7c0d089d08f1e855cc32b15b93784a36e56a76cc64bc8477"
    )


def test_salsa20_goes_on_where_it_was() -> None:
    whole = ciphers.Salsa20(bytes(32), bytes(8)).update(bytes(300))
    stream = ciphers.Salsa20(bytes(32), bytes(8))
    assert b"".join(stream.update(bytes(count)) for count in (0, 1, 63, 64, 65, 107)) == whole


def test_chacha20_begins_at_block_0() -> None:
    """RFC 8439, appendix A.1, test vector 1."""
    assert ciphers.chacha20(bytes(32), bytes(12)).update(bytes(32)).hex() == (
        "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7"
    )


@pytest.mark.parametrize("rounds", [0, 1, 65_535, 65_536, 65_537])
def test_aes_rounds_are_the_cipher_on_its_own_output(rounds: int) -> None:
    value = hashlib.sha256(b"value").digest()
    expected = value
    encryptor = Cipher(AES(b"k" * 32), ECB()).encryptor()  # noqa: S305 - what the format asks for
    for _ in range(rounds):
        expected = encryptor.update(expected)
    assert ciphers.aes_rounds(b"k" * 32, value, rounds) == hashlib.sha256(expected).digest()


@pytest.mark.parametrize("version", ciphers.ARGON2_VERSIONS)
@pytest.mark.parametrize("kind", [Type.D, Type.ID])
def test_argon2_of_many_lanes_needs_no_threads(kind: Type, version: int) -> None:
    found = ciphers.argon2(b"secret", b"s" * 16, kind=kind.value, version=version, passes=2, memory=512, lanes=7)
    assert found == hash_secret_raw(b"secret", b"s" * 16, 2, 512, 7, 32, kind, version)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"memory": ciphers.MOST_MEMORY + 1, "passes": 1}, Refusal.OVER_BOUND),
        ({"memory": ciphers.MOST_MEMORY, "passes": 1 << 31}, Refusal.OVER_BOUND),
        ({"memory": 1 << 62}, Refusal.OVER_BOUND),
        ({"passes": 0}, Refusal.DAMAGED),
        ({"lanes": 0}, Refusal.DAMAGED),
        ({"lanes": 1 << 40}, Refusal.DAMAGED),
        ({"memory": 0}, Refusal.DAMAGED),
        ({"memory": 8}, Refusal.DAMAGED),
        ({"version": 17}, Refusal.DAMAGED),
        ({"salt": b"short"}, Refusal.DAMAGED),
    ],
)
def test_argon2_beyond_its_bounds_is_refused_before_memory_is_taken(changed: dict, why: Refusal) -> None:
    salt = changed.pop("salt", b"s" * 16)
    numbers = {"kind": ciphers.ARGON2_ID, "version": 19, "passes": 1, "memory": 64, "lanes": 4, **changed}
    with pytest.raises(Refused) as refused:
        ciphers.argon2(b"secret", salt, **numbers)
    assert refused.value.why is why


def test_rounds_beyond_the_bound_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        ciphers.aes_rounds(bytes(32), bytes(32), ciphers.MOST_ROUNDS + 1)
    assert refused.value.why is Refusal.OVER_BOUND
    with pytest.raises(Refused) as refused:
        ciphers.pbkdf2(b"", b"", ciphers.MOST_ROUNDS)
    assert refused.value.why is Refusal.OVER_BOUND
    with pytest.raises(Refused):
        ciphers.pbkdf2(b"", b"", 0)


def test_padding_is_exact() -> None:
    assert ciphers.unpad(b"a" * 15 + b"\x01") == b"a" * 15
    assert ciphers.unpad(b"\x10" * 16) == b""
    for wrong in (b"", b"a" * 16, b"a" * 14 + b"\x01\x02", b"\x00" * 16, b"\x11" * 17):
        with pytest.raises(Refused):
            ciphers.unpad(wrong)
