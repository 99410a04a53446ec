"""The primitives against published vectors and second implementations."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given, settings, strategies as st

from tests.vectors import by_hand, make_vectors
from vault.engine import primitives
from vault.engine.errors import KdfRefused
from vault.engine.primitives import AuthenticationFailed

Suite = dict[str, Any]
OWN: list[dict[str, str]] = json.loads(make_vectors.HPKE.read_text("ascii"))


def test_sha256() -> None:
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert primitives.sha256(b"abc").hex() == primitives.sha256(b"a", b"", b"bc").hex() == expected


def test_hmac_of_rfc_4231() -> None:
    mac = primitives.hmac_sha256(b"Jefe", b"what do ya want for nothing?")
    assert mac.hex() == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


def test_hkdf_of_rfc_5869() -> None:
    """Test case 3, with neither salt nor info; the first 32 bytes of its output."""
    key = primitives.hkdf(b"\x0b" * 22, b"")
    assert key.hex() == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"


@given(st.binary(max_size=80), st.binary(max_size=80))
def test_hkdf_by_hand(key: bytes, info: bytes) -> None:
    extracted = hmac.digest(bytes(32), key, "sha256")
    assert primitives.hkdf(key, info) == by_hand.expand("sha256", extracted, info, 32)


@given(st.binary(min_size=32, max_size=48), st.binary(max_size=80), st.integers(1, 150))
def test_hkdf_expand_sha384_by_hand(key: bytes, info: bytes, size: int) -> None:
    assert primitives.hkdf_expand_sha384(key, info, size) == by_hand.expand("sha384", key, info, size)


@pytest.mark.parametrize(("passes", "memory", "lanes"), [(1, 8, 1), (3, 64, 4), (2, 100, 3)])
def test_argon2id_by_a_second_implementation(passes: int, memory: int, lanes: int) -> None:
    password, salt = b"correct\0horse", bytes(range(16))
    other = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory).derive(password)
    assert primitives.argon2id(password, salt, passes, memory, lanes) == other


def test_the_second_argon2id_is_that_of_rfc_9106() -> None:
    """Section 5.3; the engine's own call has neither secret nor associated data, so it cannot be asked itself."""
    derive = Argon2id(
        salt=b"\x02" * 16, length=32, iterations=3, lanes=4, memory_cost=32, ad=b"\x04" * 12, secret=b"\x03" * 8
    )
    expected = "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"
    assert derive.derive(b"\x01" * 32).hex() == expected


def test_argon2id_that_cannot_be_is_refused() -> None:
    with pytest.raises(KdfRefused, match="needs 4194303 MiB"):
        primitives.argon2id(b"x", bytes(16), 1, (1 << 32) - 1, 1)


def test_equal() -> None:
    assert primitives.equal(b"same", b"same")
    assert not primitives.equal(b"same", b"sama")
    assert not primitives.equal(b"same", b"sam")


# Encapsulation


@pytest.fixture(scope="module")
def suites(vectors: Callable[[str], Path]) -> list[Suite]:
    """The published suites of KEM 0x647a."""
    found: list[Suite] = json.loads((vectors("hpke") / "mlkem768x25519.json").read_text("ascii"))
    assert {suite["kem_id"] for suite in found} == {0x647A}
    return found


def unhex(suite: Suite, *names: str) -> list[bytes]:
    return [bytes.fromhex(suite[name]) for name in names]


def test_published_seeds_expand_to_their_public_keys(suites: list[Suite]) -> None:
    assert len(suites) == 2
    for suite in suites:
        seed, public = unhex(suite, "skRm", "pkRm")
        assert primitives.public_key(seed) == by_hand.xwing_public(seed) == public


def test_the_second_implementation_decapsulates_the_published_secrets(suites: list[Suite]) -> None:
    for suite in suites:
        seed, enc, secret = unhex(suite, "skRm", "enc", "shared_secret")
        assert by_hand.xwing_decapsulate(seed, enc) == secret


def test_the_second_implementation_makes_the_published_ciphertexts(suites: list[Suite]) -> None:
    """KDF 1 with AEAD 3: keys, and all entries with their associated data and sequence numbers."""
    (suite,) = (suite for suite in suites if suite["kdf_id"] == 1 and suite["aead_id"] == 3)
    secret, info, key, nonce, exporter = unhex(suite, "shared_secret", "info", "key", "base_nonce", "exporter_secret")
    context = by_hand.HpkeContext(secret, info, by_hand.CHACHA20_POLY1305)
    assert (context.key, context.base_nonce, context.exporter_secret) == (key, nonce, exporter)
    for sequence, entry in enumerate(suite["encryptions"]):
        plain, associated, sealed = unhex(entry, "pt", "aad", "ct")
        assert context.seal(plain, associated, sequence) == sealed
        assert context.open(sealed, associated, sequence) == plain


@pytest.mark.parametrize(("number", "kdf"), [(1, hpke.KDF.HKDF_SHA256), (17, hpke.KDF.SHAKE256)])
def test_the_library_opens_the_published_ciphertexts(suites: list[Suite], number: int, kdf: hpke.KDF) -> None:
    """The first entry of each suite; later ones have sequence numbers, which a single shot has not."""
    (suite,) = (suite for suite in suites if suite["kdf_id"] == number)
    seed, info, enc = unhex(suite, "skRm", "info", "enc")
    plain, associated, sealed = unhex(suite["encryptions"][0], "pt", "aad", "ct")
    library = hpke.Suite(hpke.KEM.MLKEM768_X25519, kdf, hpke.AEAD.CHACHA20_POLY1305)
    private = hpke.MLKEM768X25519PrivateKey(*by_hand.xwing_private(seed))
    decrypt = openssl.hpke._decrypt_with_aad
    assert decrypt(library, enc + sealed, private, info=info, aad=associated) == plain
    with pytest.raises(AuthenticationFailed):
        decrypt(library, enc + sealed, private, info=info, aad=b"other")


def test_own_vectors_rest_on_the_published_encapsulations(suites: list[Suite]) -> None:
    assert [(one["seed"], one["sealed"][:2_240]) for one in OWN] == [(one["skRm"], one["enc"]) for one in suites]


@pytest.mark.parametrize("vector", OWN, ids=["0", "1"])
def test_own_vector_of_aes_256_gcm(vector: dict[str, str]) -> None:
    seed, info, plain, sealed = (bytes.fromhex(vector[name]) for name in ("seed", "info", "plain", "sealed"))
    assert primitives.hpke_open(seed, sealed, info) == plain
    assert len(sealed) == primitives.SEALED_KEY_SIZE == 1_168


def test_own_vectors_come_out_the_same_again() -> None:
    for number, vector in enumerate(OWN):
        seed, sealed = bytes.fromhex(vector["seed"]), bytes.fromhex(vector["sealed"])
        assert make_vectors.hpke_vector(seed, sealed[:1_120], number) == vector


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=60), st.binary(max_size=60))
@settings(max_examples=20, deadline=None)
def test_hpke_and_the_second_implementation_open_each_other(seed: bytes, plain: bytes, info: bytes) -> None:
    public = primitives.public_key(seed)
    sealed = primitives.hpke_seal(public, plain, info)
    context = by_hand.HpkeContext(by_hand.xwing_decapsulate(seed, sealed[:1_120]), info, by_hand.AES_256_GCM)
    assert context.open(sealed[1_120:]) == plain
    secret, enc = by_hand.xwing_encapsulate(public)
    sealed = enc + by_hand.HpkeContext(secret, info, by_hand.AES_256_GCM).seal(plain)
    assert primitives.hpke_open(seed, sealed, info) == plain


def test_hpke_binds_info_and_recipient() -> None:
    seed = os.urandom(32)
    sealed = primitives.hpke_seal(primitives.public_key(seed), bytes(32), b"here")
    for other_seed, info in ((seed, b"there"), (seed, b""), (os.urandom(32), b"here")):
        with pytest.raises(AuthenticationFailed):
            primitives.hpke_open(other_seed, sealed, info)


def test_every_byte_of_a_sealed_key_counts() -> None:
    seed = os.urandom(32)
    sealed = primitives.hpke_seal(primitives.public_key(seed), bytes(32), b"here")
    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises(AuthenticationFailed):
            primitives.hpke_open(seed, bytes(changed), b"here")


def test_public_keys_are_those_of_the_seed_alone() -> None:
    seed = hashlib.sha256(b"seed").digest()
    assert primitives.public_key(seed) == primitives.public_key(seed) != primitives.public_key(bytes(32))
    assert len(primitives.public_key(seed)) == primitives.PUBLIC_KEY_SIZE == 1_216
