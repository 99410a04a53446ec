"""The cryptographic primitives, and the only place in the engine that imports a cipher library.

Everything here is a thin name for a standard: nothing is decided, nothing is stored.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
from collections.abc import Callable

import argon2.low_level
from argon2.exceptions import HashingError
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from vault.engine.errors import KdfRefused

Buffer = bytes | bytearray | memoryview

Random = Callable[[int], bytes]
"""A source of n random bytes; the operating system's, but in tests."""

KEY_SIZE = 32
TAG_SIZE = 16
SEED_SIZE = 32
PUBLIC_KEY_SIZE = 1_216
SEALED_KEY_SIZE = 1_168

AuthenticationFailed = InvalidTag
AesGcm = AESGCM

_MLKEM_PUBLIC = 1_184
_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def sha256(*pieces: bytes) -> bytes:
    """SHA-256 of the pieces, joined (FIPS 180-4): 32 bytes."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.digest()


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA-256 (RFC 2104): 32 bytes."""
    return hmac.digest(key, message, "sha256")


def equal(one: bytes, other: bytes) -> bool:
    """Whether two secrets or MACs are equal, in constant time."""
    return hmac.compare_digest(one, other)


def hkdf(key: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256 with an empty salt (RFC 5869): 32 bytes."""
    return HKDF(hashes.SHA256(), KEY_SIZE, salt=None, info=info).derive(key)


def hkdf_expand_sha384(key: bytes, info: bytes, size: int) -> bytes:
    """HKDF-Expand with SHA-384 alone (RFC 5869, section 2.3), as FLOE uses it: `size` bytes, at most 48."""
    if size > 48:
        return HKDFExpand(hashes.SHA384(), size, info=info).derive(key)
    return hmac.digest(key, info + b"\x01", "sha384")[:size]


def argon2id(password: bytes, salt: bytes, passes: int, memory_kib: int, lanes: int) -> bytes:
    """Argon2id 0x13 (RFC 9106), 32 bytes. Raises KdfRefused if the memory cannot be had."""
    try:
        return argon2.low_level.hash_secret_raw(
            password, salt, passes, memory_kib, lanes, KEY_SIZE, argon2.low_level.Type.ID, 0x13
        )
    except (HashingError, MemoryError) as error:
        raise KdfRefused(f"not enough memory to unlock (needs {memory_kib // 1024} MiB)") from error


def _private_key(seed: bytes) -> hpke.MLKEM768X25519PrivateKey:
    expanded = hashlib.shake_256(seed).digest(96)
    return hpke.MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(expanded[:64]), X25519PrivateKey.from_private_bytes(expanded[64:])
    )


def public_key(seed: bytes) -> bytes:
    """The X-Wing public key of a 32-byte seed: ML-KEM-768 (1,184 bytes), then X25519 (32)."""
    expanded = hashlib.shake_256(seed).digest(96)
    mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:64]).public_key().public_bytes_raw()
    return mlkem + X25519PrivateKey.from_private_bytes(expanded[64:]).public_key().public_bytes_raw()


def hpke_seal(public: bytes, plaintext: bytes, info: bytes) -> bytes:
    """HPKE single shot, base mode (RFC 9180; KEM 0x647a, HKDF-SHA-256, AES-256-GCM): enc ‖ ciphertext."""
    key = hpke.MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC]),
        X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC:]),
    )
    return _SUITE.encrypt(plaintext, key, info=info)


def hpke_open(seed: bytes, sealed: bytes, info: bytes) -> bytes:
    """Open what `hpke_seal` made. Raises AuthenticationFailed."""
    return _SUITE.decrypt(sealed, _private_key(seed), info=info)


def library_versions() -> tuple[str, ...]:
    """What does all of it, with versions: cryptography, the OpenSSL in it, and argon2-cffi."""
    from importlib.metadata import PackageNotFoundError, version  # here: nobody else needs them

    from cryptography.hazmat.backends.openssl import backend

    found = [backend.openssl_version_text()]
    for name in ("argon2-cffi", "cryptography"):
        with contextlib.suppress(PackageNotFoundError):  # a bundle has none
            found.insert(0, f"{name} {version(name)}")
    return tuple(found)
