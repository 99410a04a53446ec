"""SSH keys as recipients and identities, as age has them: ssh-ed25519, and ssh-rsa for who has nothing else.

Source: filippo.io/age/agessh, whose stanzas are `ssh-ed25519 TAG SHARE` and `ssh-rsa TAG`.
"""

from __future__ import annotations

import base64
import hashlib
import os
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicNumbers

from vault.engine.errors import Damaged
from vault.sharing.age.header import Stanza, b64
from vault.sharing.age.keys import (
    FILE_KEY_SIZE,
    KEY_SIZE,
    Identity,
    Random,
    arguments_of,
    broken,
    decoded,
    exchange,
    hkdf,
    public_of,
    unwrapped,
    wrapped,
)

_ED25519, _RSA = "ssh-ed25519", "ssh-rsa"
_ED25519_LABEL = b"age-encryption.org/v1/ssh-ed25519"
_OAEP = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), b"age-encryption.org/v1/ssh-rsa")
_TAG_SIZE = 4
RSA_BITS = range(2_048, 16_385)
_P = 2**255 - 19
_D = -121_665 * pow(121_666, -1, _P) % _P


def _strings(*values: bytes) -> bytes:
    """The wire form of SSH (RFC 4251, section 5)."""
    return b"".join(struct.pack(">I", len(value)) + value for value in values)


def _tag(wire: bytes) -> str:
    return b64(hashlib.sha256(wire).digest()[:_TAG_SIZE])


def _montgomery(point: bytes) -> bytes:
    """The X25519 public key of an Ed25519 one (RFC 7748, section 4.1). Raises ValueError if it is not on the curve."""
    y = int.from_bytes(point, "little") & ((1 << 255) - 1)
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    if y >= _P or y == 1 or (square and pow(square, (_P - 1) // 2, _P) != 1):
        raise ValueError("not a point of the curve")
    return ((1 + y) * pow(1 - y, -1, _P) % _P).to_bytes(KEY_SIZE, "little")


@dataclass(frozen=True)
class Ed25519Recipient:
    """`ssh-ed25519 AAAA…`"""

    public: bytes
    post_quantum: bool = field(default=False, init=False)

    @property
    def wire(self) -> bytes:
        return _strings(_ED25519.encode(), self.public)

    def __str__(self) -> str:
        return f"{_ED25519} {base64.b64encode(self.wire).decode()}"

    def wrap(self, file_key: bytes, random: Random = os.urandom) -> Stanza:
        theirs, secret = _montgomery(self.public), random(KEY_SIZE)
        share = public_of(secret)
        shared = exchange(hkdf(b"", self.wire, _ED25519_LABEL), exchange(secret, theirs))
        key = hkdf(shared, share + theirs, _ED25519_LABEL)
        return Stanza((_ED25519, _tag(self.wire), b64(share)), wrapped(key, file_key))


@dataclass(frozen=True)
class Ed25519Identity:
    """The secret of an ssh-ed25519 key: its seed."""

    seed: bytes = field(repr=False)

    @property
    def recipient(self) -> Ed25519Recipient:
        return Ed25519Recipient(Ed25519PrivateKey.from_private_bytes(self.seed).public_key().public_bytes_raw())

    def encoded(self) -> bytes:
        """The private key as `parse_private` reads it, without a passphrase."""
        return _plain_text(Ed25519PrivateKey.from_private_bytes(self.seed))

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        secret = hashlib.sha512(self.seed).digest()[:KEY_SIZE]
        wire, ours = self.recipient.wire, public_of(secret)
        for stanza in stanzas:
            if stanza.arguments[0] != _ED25519:
                continue
            tag, text = arguments_of(stanza, 2)
            decoded(tag, _TAG_SIZE, _ED25519)
            share = decoded(text, KEY_SIZE, _ED25519)
            if tag != _tag(wire):
                continue
            shared = exchange(hkdf(b"", wire, _ED25519_LABEL), exchange(secret, share))
            if (file_key := unwrapped(hkdf(shared, share + ours, _ED25519_LABEL), stanza.body)) is not None:
                return file_key
        return None


@dataclass(frozen=True)
class RsaRecipient:
    """`ssh-rsa AAAA…` of at least 2,048 bits. Nothing binds what it opens to it: offered with a warning."""

    exponent: int
    modulus: int
    post_quantum: bool = field(default=False, init=False)

    @property
    def wire(self) -> bytes:
        numbers = (value.to_bytes(value.bit_length() // 8 + 1) for value in (self.exponent, self.modulus))
        return _strings(_RSA.encode(), *numbers)

    def __str__(self) -> str:
        return f"{_RSA} {base64.b64encode(self.wire).decode()}"

    def wrap(self, file_key: bytes, random: Random = os.urandom) -> Stanza:
        key = RSAPublicNumbers(self.exponent, self.modulus).public_key()
        return Stanza((_RSA, _tag(self.wire)), key.encrypt(file_key, _OAEP))


@dataclass(frozen=True)
class RsaIdentity:
    """The secret of an ssh-rsa key."""

    key: RSAPrivateKey = field(repr=False)

    @property
    def recipient(self) -> RsaRecipient:
        numbers = self.key.public_key().public_numbers()
        return RsaRecipient(numbers.e, numbers.n)

    def encoded(self) -> bytes:
        """The private key as `parse_private` reads it, without a passphrase."""
        return _plain_text(self.key)

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        tag = _tag(self.recipient.wire)
        for stanza in stanzas:
            if stanza.arguments[0] != _RSA:
                continue
            if len(stanza.arguments) != 2:
                raise broken(_RSA)
            decoded(stanza.arguments[1], _TAG_SIZE, _RSA)
            if stanza.arguments[1] != tag:
                continue
            try:
                file_key = self.key.decrypt(stanza.body, _OAEP)
            except ValueError:
                continue
            if len(file_key) != FILE_KEY_SIZE:
                raise broken(_RSA)
            return file_key
        return None


def _plain_text(key: Ed25519PrivateKey | RSAPrivateKey) -> bytes:
    form = serialization.PrivateFormat.OpenSSH
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())


def parse_public(text: str) -> Ed25519Recipient | RsaRecipient:
    """A line of a `.pub` file. Raises ValueError with the reason, for kinds that age has not, too."""
    kind, _, rest = text.strip().partition(" ")
    if kind not in (_ED25519, _RSA) or "\n" in rest:
        raise ValueError("only ssh-ed25519 and ssh-rsa keys can be encrypted to, one in a line")
    recipient = _recipient(kind, rest.split(" ")[0])
    try:
        recipient.wrap(bytes(FILE_KEY_SIZE))
    except (Damaged, ValueError):
        raise ValueError("an SSH key that nothing can be encrypted to") from None
    return recipient


def _recipient(kind: str, text: str) -> Ed25519Recipient | RsaRecipient:
    try:
        wire = base64.b64decode(text, validate=True)
        values = _parse_strings(wire)
    except (ValueError, struct.error):
        raise ValueError("not an SSH key") from None
    if base64.b64encode(wire).decode() != text or _strings(*values) != wire or values[:1] != [kind.encode()]:
        raise ValueError("not an SSH key")
    if kind == _ED25519:
        if len(values) != 2 or len(values[1]) != KEY_SIZE:
            raise ValueError("not an SSH key")
        _montgomery(values[1])
        return Ed25519Recipient(values[1])
    if len(values) != 3:
        raise ValueError("not an SSH key")
    recipient = RsaRecipient(int.from_bytes(values[1]), int.from_bytes(values[2]))
    if recipient.modulus.bit_length() not in RSA_BITS:
        raise ValueError(f"an RSA key has at least {RSA_BITS.start} bits")
    if recipient.wire != wire:
        raise ValueError("not an SSH key")
    return recipient


def _parse_strings(wire: bytes) -> list[bytes]:
    values = []
    while wire:
        (size,) = struct.unpack(">I", wire[:4])
        values.append(wire[4 : 4 + size])
        wire = wire[4 + size :]
    return values


def parse_private(data: bytes, passphrase: bytes | None = None) -> Identity:
    """A private key of `ssh-keygen`. Raises ValueError with the reason, and without a word of the key."""
    try:
        key = serialization.load_ssh_private_key(data, passphrase)
    except TypeError:
        raise ValueError("this SSH key has a passphrase" if passphrase is None else "this SSH key has none") from None
    except UnsupportedAlgorithm:
        raise ValueError("a kind of SSH key, or of its passphrase, that is not supported") from None
    except ValueError:
        reason = "another passphrase, or not an SSH key" if passphrase is not None else "not an SSH key"
        raise ValueError(reason) from None
    if isinstance(key, Ed25519PrivateKey):
        return Ed25519Identity(key.private_bytes_raw())
    if isinstance(key, RSAPrivateKey) and key.key_size in RSA_BITS:
        return RsaIdentity(key)
    raise ValueError("only ssh-ed25519 and ssh-rsa keys of at least 2,048 bits can decrypt")
