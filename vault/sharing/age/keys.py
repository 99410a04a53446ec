"""age's own recipients and identities: X25519, the post-quantum hybrid, and passphrases by scrypt."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from vault.engine.errors import Damaged, KdfRefused, WrongCredential
from vault.sharing import bech32
from vault.sharing.age.header import Stanza, b64, from_b64

Random = Callable[[int], bytes]

FILE_KEY_SIZE = 16
KEY_SIZE = 32
TAG_SIZE = 16
_WRAPPED_SIZE = FILE_KEY_SIZE + TAG_SIZE
_NO_NONCE = bytes(12)
_LOW_ORDER = "a share of low order"

SCRYPT_WORK = 18
"""Base-two logarithm of scrypt's N that is written: 256 MiB, about a second."""
SCRYPT_MOST = 22
"""The highest that is accepted: 4 GiB, as age does."""
_DECIMAL = re.compile(r"[1-9][0-9]*\Z")
_SCRYPT_LABEL = b"age-encryption.org/v1/scrypt"
_X25519_LABEL = b"age-encryption.org/v1/X25519"
_HYBRID_LABEL = b"age-encryption.org/mlkem768x25519"
_HYBRID_SUITE = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
_MLKEM_PUBLIC, _MLKEM_SHARE = 1_184, 1_088
HYBRID_SHARE = _MLKEM_SHARE + KEY_SIZE


class Recipient(Protocol):
    """Somebody a file is encrypted to."""

    @property
    def post_quantum(self) -> bool:
        """Whether a quantum computer that comes one day does not open it."""
        ...

    def wrap(self, file_key: bytes, random: Random = os.urandom) -> Stanza:
        """The stanza for this recipient."""
        ...


class Identity(Protocol):
    """Somebody who may be able to open a file."""

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """The file key; None if no stanza is for this identity. Raises Damaged for a stanza that breaks the rules."""
        ...


def hkdf(key: bytes, salt: bytes | None, info: bytes) -> bytes:
    """HKDF-SHA-256 (RFC 5869), 32 bytes."""
    return HKDF(hashes.SHA256(), KEY_SIZE, salt=salt, info=info).derive(key)


def wrapped(key: bytes, file_key: bytes) -> bytes:
    """A file key under a wrap key that is used for nothing else."""
    return ChaCha20Poly1305(key).encrypt(_NO_NONCE, file_key, None)


def unwrapped(key: bytes, body: bytes) -> bytes | None:
    """The file key, or None under another wrap key."""
    try:
        return ChaCha20Poly1305(key).decrypt(_NO_NONCE, body, None)
    except InvalidTag:
        return None


def broken(kind: str) -> Damaged:
    """A stanza that is for this kind of identity, and is not as it must be."""
    return Damaged("age header", f"a stanza of the kind {kind}")


def arguments_of(stanza: Stanza, count: int) -> tuple[str, ...]:
    """The arguments after the kind, where there are so many, and the body has a file key's size. Raises Damaged."""
    if len(stanza.arguments) != count + 1 or len(stanza.body) != _WRAPPED_SIZE:
        raise broken(stanza.arguments[0])
    return stanza.arguments[1:]


def decoded(text: str, size: int, kind: str) -> bytes:
    """An argument that is base64 of so many bytes. Raises Damaged."""
    try:
        return from_b64(text, size)
    except ValueError:
        raise broken(kind) from None


def exchange(secret: bytes, share: bytes) -> bytes:
    """X25519 (RFC 7748, section 5). Raises Damaged for a share of low order."""
    try:
        return X25519PrivateKey.from_private_bytes(secret).exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError:
        raise Damaged("age header", _LOW_ORDER) from None


def public_of(secret: bytes) -> bytes:
    """X25519's public key."""
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


# X25519


@dataclass(frozen=True)
class X25519Recipient:
    """`age1…`"""

    public: bytes
    post_quantum: bool = field(default=False, init=False)

    def __str__(self) -> str:
        return bech32.encode("age", self.public)

    def wrap(self, file_key: bytes, random: Random = os.urandom) -> Stanza:
        secret = random(KEY_SIZE)
        share = public_of(secret)
        key = hkdf(exchange(secret, self.public), share + self.public, _X25519_LABEL)
        return Stanza(("X25519", b64(share)), wrapped(key, file_key))


@dataclass(frozen=True)
class X25519Identity:
    """`AGE-SECRET-KEY-1…`"""

    secret: bytes = field(repr=False)

    @property
    def recipient(self) -> X25519Recipient:
        return X25519Recipient(public_of(self.secret))

    def encoded(self) -> str:
        """The secret as age writes it. For the person it belongs to."""
        return bech32.encode("age-secret-key-", self.secret).upper()

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        public = public_of(self.secret)
        for stanza in stanzas:
            if stanza.arguments[0] != "X25519":
                continue
            (text,) = arguments_of(stanza, 1)
            share = decoded(text, KEY_SIZE, "X25519")
            key = hkdf(exchange(self.secret, share), share + public, _X25519_LABEL)
            if (file_key := unwrapped(key, stanza.body)) is not None:
                return file_key
        return None


# ML-KEM-768 and X25519


@dataclass(frozen=True)
class HybridRecipient:
    """`age1pq1…`: ML-KEM-768's public key (1,184 bytes), then X25519's (32)."""

    public: bytes
    post_quantum: bool = field(default=True, init=False)

    def __str__(self) -> str:
        return bech32.encode("age1pq", self.public)

    def wrap(self, file_key: bytes, random: Random = os.urandom) -> Stanza:
        key = hpke.MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(self.public[:_MLKEM_PUBLIC]),
            X25519PublicKey.from_public_bytes(self.public[_MLKEM_PUBLIC:]),
        )
        sealed = _HYBRID_SUITE.encrypt(file_key, key, info=_HYBRID_LABEL)
        return Stanza(("mlkem768x25519", b64(sealed[:HYBRID_SHARE])), sealed[HYBRID_SHARE:])


@dataclass(frozen=True)
class HybridIdentity:
    """`AGE-SECRET-KEY-PQ-1…`: an X-Wing seed of 32 bytes."""

    seed: bytes = field(repr=False)

    def _parts(self) -> tuple[MLKEM768PrivateKey, bytes]:
        expanded = hashlib.shake_256(self.seed).digest(96)
        return MLKEM768PrivateKey.from_seed_bytes(expanded[:64]), expanded[64:]

    @property
    def recipient(self) -> HybridRecipient:
        mlkem, secret = self._parts()
        return HybridRecipient(mlkem.public_key().public_bytes_raw() + public_of(secret))

    def encoded(self) -> str:
        """The secret as age writes it. For the person it belongs to."""
        return bech32.encode("age-secret-key-pq-", self.seed).upper()

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        mlkem, secret = self._parts()
        key = hpke.MLKEM768X25519PrivateKey(mlkem, X25519PrivateKey.from_private_bytes(secret))
        for stanza in stanzas:
            if stanza.arguments[0] != "mlkem768x25519":
                continue
            (text,) = arguments_of(stanza, 1)
            share = decoded(text, HYBRID_SHARE, "mlkem768x25519")
            exchange(secret, share[_MLKEM_SHARE:])  # the call below says of a low order only that nothing opens
            try:
                return _HYBRID_SUITE.decrypt(share + stanza.body, key, info=_HYBRID_LABEL)
            except InvalidTag:
                continue
        return None


# A passphrase


@dataclass(frozen=True)
class Passphrase:
    """Recipient and identity in one, for somebody without keys. Alone in its file.

    `work` is what is written, `most` what is accepted (base-two logarithms of scrypt's N, 1 KiB each).
    """

    passphrase: bytes = field(repr=False)
    work: int = SCRYPT_WORK
    most: int = SCRYPT_MOST
    post_quantum: bool = field(default=True, init=False)

    def wrap(self, file_key: bytes, random: Random = os.urandom) -> Stanza:
        salt = random(FILE_KEY_SIZE)
        return Stanza(("scrypt", b64(salt), str(self.work)), wrapped(self._key(salt, self.work), file_key))

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Raises WrongCredential; KdfRefused for more work than `most`, before any memory is taken."""
        if not any(stanza.arguments[0] == "scrypt" for stanza in stanzas):
            return None
        if len(stanzas) > 1:
            raise broken("scrypt")
        text, work = arguments_of(stanzas[0], 2)
        salt = decoded(text, FILE_KEY_SIZE, "scrypt")
        if not _DECIMAL.match(work):
            raise broken("scrypt")
        if len(work) > 2 or int(work) > self.most:
            raise KdfRefused("the passphrase of this file asks for too much work")
        file_key = unwrapped(self._key(salt, int(work)), stanzas[0].body)
        if file_key is None:
            raise WrongCredential("another passphrase")
        return file_key

    def _key(self, salt: bytes, work: int) -> bytes:
        try:
            return Scrypt(_SCRYPT_LABEL + salt, KEY_SIZE, n=1 << work, r=8, p=1).derive(self.passphrase)
        except MemoryError as error:
            raise KdfRefused(f"not enough memory (needs {1 << work >> 10} MiB)") from error


# As text


def parse_recipient(text: str) -> X25519Recipient | HybridRecipient:
    """A public key as age writes it. Raises ValueError with the reason."""
    prefix, data = bech32.decode(text)
    if text != text.lower():
        raise ValueError("public keys are written in lower case")
    if prefix == "age" and len(data) == KEY_SIZE:
        recipient: X25519Recipient | HybridRecipient = X25519Recipient(data)
    elif prefix == "age1pq" and len(data) == _MLKEM_PUBLIC + KEY_SIZE:
        recipient = HybridRecipient(data)
    else:
        raise ValueError("not a kind of public key that is known here")
    try:
        recipient.wrap(bytes(FILE_KEY_SIZE))
    except (Damaged, ValueError):
        raise ValueError("a public key that nothing can be encrypted to") from None
    return recipient


def parse_identity(text: str) -> X25519Identity | HybridIdentity:
    """A secret key as age writes it. Raises ValueError, which does not show it."""
    try:
        prefix, data = bech32.decode(text)
    except ValueError as error:
        raise ValueError(f"not an age secret key: {error}") from None
    if text == text.upper() and len(data) == KEY_SIZE:
        if prefix == "age-secret-key-":
            return X25519Identity(data)
        if prefix == "age-secret-key-pq-":
            return HybridIdentity(data)
    raise ValueError("not an age secret key")


def header_mac(file_key: bytes, authenticated: bytes) -> bytes:
    """HMAC-SHA-256 of the header up to its mark."""
    return hmac.digest(hkdf(file_key, None, b"header"), authenticated, "sha256")
