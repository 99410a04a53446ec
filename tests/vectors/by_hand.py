"""FLOE and HPKE once more, straight from their specifications: the second implementation our vectors come from.

Nothing of `vault` is used here. Slow, plain, whole ciphertexts in memory.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

KEM, HKDF_SHA256 = 0x647A, 0x0001
AES_256_GCM, CHACHA20_POLY1305 = 0x0002, 0x0003


def expand(name: str, key: bytes, info: bytes, size: int) -> bytes:
    """HKDF-Expand (RFC 5869, section 2.3)."""
    output, block, counter = b"", b"", 1
    while len(output) < size:
        block = hmac.digest(key, block + info + bytes([counter]), name)
        output, counter = output + block, counter + 1
    return output[:size]


def floe_seal(
    key: bytes,
    associated: bytes,
    plain: bytes,
    random: Iterable[bytes],
    segment: int = 1 << 20,
    rotation: int = 20,
) -> bytes:
    """The FLOE ciphertext whose IV and nonces are `random`, in this order."""
    pieces = iter(random)
    parameters = bytes(2) + segment.to_bytes(4, "big") + (32).to_bytes(4, "big")
    iv = next(pieces)

    def derive(key: bytes, purpose: bytes, size: int) -> bytes:
        return expand("sha384", key, parameters + iv + purpose + associated, size)

    message_key = derive(key, b"MESSAGE_KEY:", 48)
    sealed = parameters + iv + derive(key, b"HEADER_TAG:", 32)
    starts = range(0, max(1, len(plain)), segment - 32)
    for position, start in enumerate(starts):
        piece, final = plain[start : start + segment - 32], position == len(starts) - 1
        group = position - position % (1 << rotation)
        cipher = AESGCM(derive(message_key, b"DEK:" + group.to_bytes(8, "big"), 32))
        nonce = next(pieces)
        length = (len(piece) + 32).to_bytes(4, "big") if final else b"\xff" * 4
        sealed += length + nonce + cipher.encrypt(nonce, piece, position.to_bytes(8, "big") + bytes([final]))
    return sealed


def xwing_private(seed: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    """The two private keys of a 32-byte seed (draft-connolly-cfrg-xwing-kem)."""
    expanded = hashlib.shake_256(seed).digest(96)
    return MLKEM768PrivateKey.from_seed_bytes(expanded[:64]), X25519PrivateKey.from_private_bytes(expanded[64:])


def xwing_public(seed: bytes) -> bytes:
    mlkem, x25519 = xwing_private(seed)
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()


def _combine(mlkem: bytes, x25519: bytes, ciphertext: bytes, public: bytes) -> bytes:
    return hashlib.sha3_256(mlkem + x25519 + ciphertext + public + rb"\.//^" + b"\\").digest()


def xwing_decapsulate(seed: bytes, enc: bytes) -> bytes:
    """The shared secret in an encapsulation."""
    mlkem, x25519 = xwing_private(seed)
    shared = x25519.exchange(X25519PublicKey.from_public_bytes(enc[1_088:]))
    return _combine(mlkem.decapsulate(enc[:1_088]), shared, enc[1_088:], x25519.public_key().public_bytes_raw())


def xwing_encapsulate(public: bytes) -> tuple[bytes, bytes]:
    """A fresh shared secret, and its encapsulation."""
    secret, ciphertext = MLKEM768PublicKey.from_public_bytes(public[:1_184]).encapsulate()
    ephemeral = X25519PrivateKey.generate()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public[1_184:]))
    point = ephemeral.public_key().public_bytes_raw()
    return _combine(secret, shared, point, public[1_184:]), ciphertext + point


class HpkeContext:
    """The key schedule of RFC 9180, section 5.1, in base mode with HKDF-SHA-256."""

    def __init__(self, shared_secret: bytes, info: bytes, aead: int) -> None:
        self._suite = b"HPKE" + b"".join(number.to_bytes(2, "big") for number in (KEM, HKDF_SHA256, aead))
        context = b"\0" + self._extract(b"", b"psk_id_hash", b"") + self._extract(b"", b"info_hash", info)
        secret = self._extract(shared_secret, b"secret", b"")
        self.key = self._expand(secret, b"key", context, 32)
        self.base_nonce = self._expand(secret, b"base_nonce", context, 12)
        self.exporter_secret = self._expand(secret, b"exp", context, 32)
        self._cipher = AESGCM(self.key) if aead == AES_256_GCM else ChaCha20Poly1305(self.key)

    def _extract(self, salt: bytes, label: bytes, material: bytes) -> bytes:
        return hmac.digest(salt, b"HPKE-v1" + self._suite + label + material, "sha256")

    def _expand(self, key: bytes, label: bytes, info: bytes, size: int) -> bytes:
        return expand("sha256", key, size.to_bytes(2, "big") + b"HPKE-v1" + self._suite + label + info, size)

    def nonce(self, sequence: int) -> bytes:
        return (int.from_bytes(self.base_nonce, "big") ^ sequence).to_bytes(12, "big")

    def seal(self, plain: bytes, associated: bytes = b"", sequence: int = 0) -> bytes:
        return self._cipher.encrypt(self.nonce(sequence), plain, associated)

    def open(self, sealed: bytes, associated: bytes = b"", sequence: int = 0) -> bytes:
        return self._cipher.decrypt(self.nonce(sequence), sealed, associated)
