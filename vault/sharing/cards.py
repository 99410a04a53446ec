"""Cards: how people hand over their public keys (docs/format.md, section 16).

A card says a name, a signing key and a recipient, and is signed by that key; one that renews another is signed by the
key before as well. Bare keys of age and of SSH are taken for cards that say less.
"""

from __future__ import annotations

import base64
import binascii
import struct
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from vault.engine.errors import Damaged, PathRejected, ShareRefused
from vault.engine.keys import CARD, CARD_SUCCESSION
from vault.engine.values import length_prefixed
from vault.sharing import fingerprint as prints, sshsig
from vault.sharing.age import HybridRecipient, X25519Recipient, parse_recipient, ssh
from vault.sharing.age.keys import FILE_KEY_SIZE

LONGEST_NAME = 64
LARGEST = 64 << 10
"""Bytes of anything that may be a card."""
RECIPIENT_SIZE = 1_216

Key = X25519Recipient | HybridRecipient | ssh.Ed25519Recipient | ssh.RsaRecipient

_MAGIC = b"deedbox card\x01"
_NAME, _NUMBERS = struct.Struct(">H"), struct.Struct(">QI")
_BEGIN, _END = "-----BEGIN DEEDBOX CARD-----", "-----END DEEDBOX CARD-----"
_COLUMNS = 64
_LATEST = (1 << 63) - 1
_CONTROLS = ("Cc", "Cs", "Zl", "Zp")
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True)
class Card:
    """Somebody's public keys. `source` is the card in the one form in which it is kept and passed on.

    A bare key has neither name nor sequence, and a signing key only if it is an ssh-ed25519 key. `previous` is the
    signing key that signed this card as its successor, if one did.
    """

    source: bytes = field(repr=False)
    kind: str
    key: Key
    signing_key: bytes = b""
    name: str = ""
    time: int = 0
    sequence: int = 0
    previous: bytes = b""

    @cached_property
    def recipient(self) -> str:
        """Its recipient as age or SSH write it."""
        return str(self.key)

    @cached_property
    def fingerprint(self) -> bytes:
        return prints.fingerprint(self.signing_key, self.recipient)

    @property
    def words(self) -> tuple[str, ...]:
        return prints.words_of(self.fingerprint)

    @property
    def weak(self) -> bool:
        """Whether nothing binds what it opens to this key."""
        return self.kind == "ssh-rsa"

    def has_keys_of(self, other: Card) -> bool:
        """Whether one of its keys is one of the other's."""
        same = bool(self.signing_key) and self.signing_key == other.signing_key
        return same or self.key == other.key


def checked_name(name: str) -> str:
    """A person's name as it is kept: composed, without space at its ends.

    Raises PathRejected for one that is empty, longer than 64 characters, or holds what cannot be seen.
    """
    name = unicodedata.normalize("NFC", name).strip()
    if not 1 <= len(name) <= LONGEST_NAME:
        raise PathRejected(f"a name has 1 to {LONGEST_NAME} characters")
    for one in name:
        category = unicodedata.category(one)
        if category in _CONTROLS or (category == "Cf" and one not in _JOINERS):
            raise PathRejected("a name holds no control characters")
    return name


# Making


def make(
    seed: bytes, recipient: HybridRecipient, name: str, time: int, sequence: int = 1, previous: bytes | None = None
) -> Card:
    """A card of these keys; `previous` is the seed of the signing key before, from the second card on.

    `seed` is the signing key's, `time` in milliseconds. Raises PathRejected for the name.
    """
    if (previous is None) != (sequence == 1):
        raise ValueError("from the second card on there is a key before")
    text = checked_name(name).encode()
    body = _MAGIC + _NAME.pack(len(text)) + text + _NUMBERS.pack(time, sequence)
    body += sshsig.public_of(seed) + recipient.public
    body += b"" if previous is None else sshsig.public_of(previous)
    body += sshsig.sign_plain(seed, length_prefixed(CARD, body))
    if previous is not None:
        body += sshsig.sign_plain(previous, length_prefixed(CARD_SUCCESSION, body))
    return read(body)


def as_text(source: bytes) -> str:
    """A card's text, for files and messages. Of a bare key, that key."""
    if not source.startswith(_MAGIC):
        return source.decode() + "\n"
    text = base64.b64encode(source).decode()
    lines = [text[at : at + _COLUMNS] for at in range(0, len(text), _COLUMNS)]
    return "\n".join([_BEGIN, *lines, _END, ""])


# Reading


def parse_key(text: str) -> Key:
    """A recipient of age or SSH as text. Raises ValueError."""
    return ssh.parse_public(text) if text.startswith("ssh-") else parse_recipient(text)


def read(data: bytes) -> Card:
    """A card as its text or as its QR code holds it, or a bare key. Raises Damaged for anything else."""
    if len(data) > LARGEST:
        raise Damaged("card", "too long for a card")
    if not data.startswith(_MAGIC):
        try:
            text = data.decode().strip()
        except UnicodeDecodeError:
            raise Damaged("card", "not a card") from None
        data = _unwrapped(text) if text.startswith(_BEGIN[:5]) else text.encode()
    card = parse(data)
    _verify(card)
    return card


def _unwrapped(text: str) -> bytes:
    """The binary card in a text that begins and ends as it must."""
    lines = text.replace("\r\n", "\n").split("\n")
    if len(lines) < 3 or lines[0] != _BEGIN or lines[-1] != _END:
        raise Damaged("card", "its first or last line")
    try:
        data = base64.b64decode("".join(lines[1:-1]), validate=True)
    except (ValueError, binascii.Error):
        raise Damaged("card", "not base64") from None
    if not data.startswith(_MAGIC) or as_text(data) != "\n".join([*lines, ""]):
        raise Damaged("card", "not as a card is written")
    return data


@lru_cache(1 << 14)
def parse(source: bytes) -> Card:
    """A card that was verified when it came, in the form in which it is kept. Raises Damaged."""
    try:
        return _binary(source) if source.startswith(_MAGIC) else _bare(source.decode("ascii"))
    except (ValueError, struct.error, PathRejected) as error:
        raise Damaged("card", "not a card, or not a whole one") from error


def _bare(text: str) -> Card:
    key = parse_key(text)
    if isinstance(key, ssh.Ed25519Recipient):
        return Card(str(key).encode(), "ssh-ed25519", key, key.public)
    return Card(str(key).encode(), "ssh-rsa" if isinstance(key, ssh.RsaRecipient) else "age", key)


def _verify(card: Card) -> None:
    """Raises Damaged unless it is signed as it must be, by keys that are some, and something can be encrypted to it."""
    try:
        if card.kind == "deedbox":
            signed = card.source[: -sshsig.SIGNATURE_SIZE * (2 if card.previous else 1)]
            signature, succession = (
                card.source[len(signed) + at :][: sshsig.SIGNATURE_SIZE] for at in (0, sshsig.SIGNATURE_SIZE)
            )
            sshsig.verify_plain(card.signing_key, signature, length_prefixed(CARD, signed))
            if card.previous:
                signed += signature
                sshsig.verify_plain(card.previous, succession, length_prefixed(CARD_SUCCESSION, signed))
        card.key.wrap(bytes(FILE_KEY_SIZE))
        if card.signing_key:
            # A point of low order would let anybody sign; nothing can be encrypted to it, either.
            ssh.Ed25519Recipient(card.signing_key).wrap(bytes(FILE_KEY_SIZE))
    except (ShareRefused, ValueError, Damaged) as error:
        raise Damaged("card", "its signature, or a key that cannot be one") from error


class _Fields:
    """The fields of a binary card, one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, size: int) -> bytes:
        """The next bytes. Raises ValueError if they are cut off."""
        field = self._data[self._at : self._at + size]
        self._at += size
        if len(field) != size:
            raise ValueError("cut off")
        return field

    def end(self) -> None:
        """Raises ValueError if there is more."""
        if self._at != len(self._data):
            raise ValueError("something behind its end")


def _binary(data: bytes) -> Card:
    fields = _Fields(data)
    fields.take(len(_MAGIC))
    name = fields.take(_NAME.unpack(fields.take(_NAME.size))[0]).decode()
    time, sequence = _NUMBERS.unpack(fields.take(_NUMBERS.size))
    key, public = fields.take(sshsig.KEY_SIZE), fields.take(RECIPIENT_SIZE)
    previous = fields.take(sshsig.KEY_SIZE) if sequence > 1 else b""
    fields.take(sshsig.SIGNATURE_SIZE * (2 if previous else 1))
    fields.end()
    if previous == key or not sequence or time > _LATEST or checked_name(name) != name:
        raise ValueError("a field out of bounds")
    return Card(data, "deedbox", HybridRecipient(public), key, name, time, sequence, previous)
