"""Who this vault is to others: its own keys, renewed from time to time, and keys of elsewhere that open here, too."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from vault.engine.errors import Conflict, Damaged, NotFound, WrongCredential
from vault.engine.keys import ID_SIZE
from vault.engine.records import Change
from vault.engine.vault import Vault
from vault.sharing import cards, sshsig
from vault.sharing.age import HybridIdentity, Identity, X25519Identity, parse_identity, ssh
from vault.sharing.cards import Card

SEED_SIZE = 32
LARGEST_KEY = 64 << 10
"""Bytes of a private key's text."""
_SSH = b"-----BEGIN"
_COMMENT = "#"
_NEEDED = ("this SSH key has a passphrase", "another passphrase")
_WITHOUT = "this SSH key has none"


@dataclass(frozen=True)
class OwnKeys:
    """Keys of this vault's own; `number` counts from 1, the highest is in use. `made` in milliseconds."""

    number: int
    name: str
    signing_seed: bytes = field(repr=False)
    age_seed: bytes = field(repr=False)
    made: int
    source: bytes = field(repr=False)

    @property
    def card(self) -> Card:
        return cards.parse(self.source)


@dataclass(frozen=True)
class Imported:
    """A key of elsewhere. `kind` is `age`, `ssh-ed25519` or `ssh-rsa`; `added` in milliseconds."""

    id: bytes
    kind: str
    recipient: str
    added: int


@dataclass(frozen=True)
class Opening:
    """A key that may open a share, and the text of its recipient."""

    identity: Identity
    recipient: str


def all_keys(vault: Vault) -> list[OwnKeys]:
    """This vault's own keys, those in use first."""
    query = "SELECT number, name, signing_seed, age_seed, made, card FROM identity ORDER BY number DESC"
    return [OwnKeys(*row) for row in vault.catalog.rows(query)]


def current(vault: Vault) -> OwnKeys:
    """The keys in use. Raises NotFound if there are none."""
    keys = all_keys(vault)
    if not keys:
        raise NotFound("this vault has no identity yet")
    return keys[0]


def imported(vault: Vault) -> list[Imported]:
    """Keys of elsewhere, in the order in which they came."""
    return [
        Imported(*row)
        for row in vault.catalog.rows("SELECT id, kind, recipient, added FROM age_identity ORDER BY added, id")
    ]


def make(vault: Vault, name: str) -> OwnKeys:
    """Make the identity. Raises Conflict if there is one, PathRejected for the name."""
    if all_keys(vault):
        raise Conflict("this vault has an identity already")
    return _write(vault, name, None, "identity made")


def renew(vault: Vault, name: str) -> OwnKeys:
    """New keys, signed by those before, which stay to open old shares. Raises NotFound, PathRejected."""
    return _write(vault, name, current(vault), "identity renewed")


def _write(vault: Vault, name: str, before: OwnKeys | None, action: str) -> OwnKeys:
    random, now = vault.platform.random, vault.platform.clock.now()
    signing_seed, age_seed = random(SEED_SIZE), random(SEED_SIZE)
    number, previous = (1, None) if before is None else (before.number + 1, before.signing_seed)
    recipient = HybridIdentity(age_seed).recipient
    card = cards.make(signing_seed, recipient, name, max(0, now), number, previous)
    keys = OwnKeys(number, card.name, signing_seed, age_seed, now, card.source)
    row = (keys.name, signing_seed, age_seed, now, card.source)
    vault.commit([Change("identity", (number,), row)], action, sshsig.public_line(card.signing_key))
    return keys


def import_key(vault: Vault, text: bytes, passphrase: bytes | None = None) -> Imported:
    """Take in an age identity or a private SSH key, as its text has it; comments and empty lines are passed over.

    Raises Conflict if it is known, WrongCredential for its passphrase or if it needs one, Damaged for anything else.
    """
    key = _parse_private(text, passphrase)
    recipient = str(key.recipient)
    if any(known.recipient == recipient for known in openings(vault)):
        raise Conflict("this key is here already")
    kind = recipient.partition(" ")[0] if recipient.startswith("ssh-") else "age"
    secret = key.encoded()
    now = vault.platform.clock.now()
    new = Imported(vault.platform.random(ID_SIZE), kind, recipient, now)
    row = (kind, secret.encode() if isinstance(secret, str) else secret, recipient, now)
    vault.commit([Change("age_identity", (new.id,), row)], "key imported", kind)
    return new


def forget_key(vault: Vault, identity: bytes) -> None:
    """Forget a key of elsewhere. Raises NotFound."""
    if identity not in {one.id for one in imported(vault)}:
        raise NotFound("no such key")
    vault.commit([Change("age_identity", (identity,), None)], "imported key removed")


Private = X25519Identity | HybridIdentity | ssh.Ed25519Identity | ssh.RsaIdentity


def _parse_private(text: bytes, passphrase: bytes | None = None) -> Private:
    if len(text) > LARGEST_KEY:
        raise Damaged("key", "too long for a key")
    if text.lstrip().startswith(_SSH):
        return _parse_ssh(text.strip() + b"\n", passphrase)
    try:
        lines = [line.strip() for line in text.decode("ascii").splitlines()]
        [line] = [line for line in lines if line and not line.startswith(_COMMENT)]
        return parse_identity(line)
    except ValueError as error:
        raise Damaged("key", "not one secret key of age or SSH") from error


def _parse_ssh(text: bytes, passphrase: bytes | None) -> Private:
    try:
        return ssh.parse_private(text, passphrase)  # type: ignore[return-value]
    except ValueError as error:
        reason = str(error)
    if reason == _WITHOUT:
        return _parse_ssh(text, None)
    if reason.startswith(_NEEDED):
        raise WrongCredential(reason)
    raise Damaged("key", reason)


# Opening


def openings(vault: Vault) -> list[Opening]:
    """Every key that opens something here: the vault's own, the latest first, then those of elsewhere."""
    own = [HybridIdentity(keys.age_seed) for keys in all_keys(vault)]
    secrets = [bytes(row[0]) for row in vault.catalog.rows("SELECT key FROM age_identity ORDER BY added, id")]
    return [Opening(key, str(key.recipient)) for key in (*own, *map(_parse_private, secrets))]


def is_own(vault: Vault, signing_key: bytes) -> bool:
    """Whether a signing key is, or was, this vault's."""
    return signing_key in {keys.card.signing_key for keys in all_keys(vault)}


def recipient_fingerprint(recipient: str) -> bytes:
    """A recipient as the manifest of a share names it: SHA-256 of its text."""
    return hashlib.sha256(recipient.encode()).digest()
