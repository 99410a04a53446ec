"""Keys, from the secrets of people down to the subkeys of an epoch (docs/format.md, sections 1 and 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from vault.engine import floe
from vault.engine.errors import Damaged, KdfRefused
from vault.engine.primitives import (
    KEY_SIZE,
    SEED_SIZE,
    AuthenticationFailed,
    Random,
    hkdf,
    hmac_sha256,
    hpke_open,
    hpke_seal,
    public_key,
    sha256,
)
from vault.engine.values import length_prefixed

# Every label of the format; nothing is derived or authenticated under any other word.
SLOT_KEK = "deedbox/1 slot kek"
SLOT_WRAP = "deedbox/1 slot wrap"
SLOT_MAC = "deedbox/1 slot mac"
VAULT_KEY = "deedbox/1 vault key"
HEADER = "deedbox/1 header"
SNAPSHOT = "deedbox/1 snapshot"
RECORD = "deedbox/1 record"
FRAME = "deedbox/1 frame"
HEAD = "deedbox/1 head"
PART = "deedbox/1 part"
ANCHOR = "deedbox/1 anchor"
JOURNAL = "deedbox/1 journal"
INDEX = "deedbox/1 index"
CARD = "deedbox/1 card"
CARD_SUCCESSION = "deedbox/1 card succession"
FINGERPRINT = "deedbox/1 fingerprint"

ID_SIZE = 16
WRAP_SIZE = floe.STANDARD.sealed_size(SEED_SIZE + KEY_SIZE)

CEILING_PASSES = 64
CEILING_MEMORY = 4 << 20
CEILING_LANES = 16

Parameters = Mapping[str, int | str]
"""The public parameters of a slot, as they stand in the header."""


class Context(NamedTuple):
    """What every derivation but a slot's wrap is bound to."""

    vault: bytes
    lineage: bytes
    epoch: int

    def bind(self, label: str, *elements: bytes) -> bytes:
        """`LP(label, C, elements…)`."""
        return length_prefixed(label, self.vault, self.lineage, self.epoch.to_bytes(8, "big"), *elements)


@dataclass(frozen=True)
class Subkeys:
    """The subkeys of one epoch's vault key, one for each use."""

    context: Context
    vault_key: bytes = field(repr=False)
    header: bytes = field(init=False, repr=False)
    snapshot: bytes = field(init=False, repr=False)
    record: bytes = field(init=False, repr=False)
    frame: bytes = field(init=False, repr=False)
    head: bytes = field(init=False, repr=False)
    index: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        for name, label in (
            ("header", HEADER),
            ("snapshot", SNAPSHOT),
            ("record", RECORD),
            ("frame", FRAME),
            ("head", HEAD),
            ("index", INDEX),
        ):
            object.__setattr__(self, name, hkdf(self.vault_key, self.context.bind(label)))

    def header_mac(self, line: bytes) -> bytes:
        """The MAC over line 1 of the header."""
        return hmac_sha256(self.header, self.context.bind(HEADER, line))


class KdfPolicy(NamedTuple):
    """What new password slots cost, and the least that is accepted. Memory in KiB.

    Tests pass a cheap policy; no option or variable of the program goes below the floor (RFC 9106's second choice).
    """

    passes: int = 3
    memory: int = 256 << 10
    lanes: int = 4
    floor_passes: int = 3
    floor_memory: int = 64 << 10

    def check(self, parameters: Parameters) -> None:
        """Raises KdfRefused for parameters below the floor or above the ceiling [R5]. Takes no memory."""
        passes, memory, lanes = (int(parameters[name]) for name in ("passes", "memory", "lanes"))
        if passes < self.floor_passes or memory < self.floor_memory:
            raise KdfRefused(f"key derivation too cheap: {passes} passes over {memory} KiB")
        if passes > CEILING_PASSES or memory > CEILING_MEMORY or not 1 <= lanes <= CEILING_LANES:
            raise KdfRefused(f"key derivation too dear: {passes} passes over {memory} KiB, {lanes} lanes")
        if memory < 8 * lanes:
            raise KdfRefused("key derivation with less than 8 KiB a lane")


class Credential(Protocol):
    """One way in: what somebody knows or has. Implemented in `vault.unlock`."""

    @property
    def kind(self) -> str:
        """The kind of slot it opens and makes."""
        ...

    def new_parameters(self, policy: KdfPolicy, random: Random) -> dict[str, int | str]:
        """Public parameters for a new slot, with fresh salt."""
        ...

    def factors(self, parameters: Parameters) -> Sequence[tuple[str, bytes]]:
        """The secrets for a slot with these parameters, in the order of the format. May take a second."""
        ...


class Derived:
    """A credential that derives once for the same parameters; for making a vault and opening it at once."""

    def __init__(self, credential: Credential) -> None:
        self._credential = credential
        self._factors: dict[str, Sequence[tuple[str, bytes]]] = {}

    @property
    def kind(self) -> str:
        return self._credential.kind

    def new_parameters(self, policy: KdfPolicy, random: Random) -> dict[str, int | str]:
        return self._credential.new_parameters(policy, random)

    def factors(self, parameters: Parameters) -> Sequence[tuple[str, bytes]]:
        place = repr(sorted(parameters.items()))
        if place not in self._factors:
            self._factors[place] = self._credential.factors(parameters)
        return self._factors[place]


@dataclass(frozen=True)
class SlotKeys:
    """What a slot's wrap holds."""

    seed: bytes = field(repr=False)
    authentication_key: bytes = field(repr=False)

    @property
    def public_key(self) -> bytes:
        return public_key(self.seed)


def parameter_hash(kind: str, parameters: bytes) -> bytes:
    """The hash that binds a wrap to its kind and to `parameters`, the JSON of line 1."""
    return sha256(length_prefixed(kind, parameters))


def derive_kek(factors: Sequence[tuple[str, bytes]], vault: bytes, slot: bytes, hashed: bytes) -> bytes:
    """The key encryption key of a slot, from all of its factors."""
    mixed = length_prefixed(*(element for factor in factors for element in factor))
    return hkdf(mixed, length_prefixed(SLOT_KEK, vault, slot, hashed))


def wrap(kek: bytes, keys: SlotKeys, vault: bytes, slot: bytes, hashed: bytes, random: Random) -> bytes:
    """Wrap a slot's keys under its KEK: 170 bytes."""
    associated = length_prefixed(SLOT_WRAP, vault, slot, hashed)
    return bytes(floe.seal(kek, associated, keys.seed + keys.authentication_key, random))


def unwrap(kek: bytes, wrapped: bytes, vault: bytes, slot: bytes, hashed: bytes) -> SlotKeys:
    """The keys in a wrap. Raises floe.CommitmentMismatch for another secret [R7], Damaged otherwise [R8]."""
    plain = bytes(floe.unseal(kek, length_prefixed(SLOT_WRAP, vault, slot, hashed), wrapped))
    return SlotKeys(plain[:SEED_SIZE], plain[SEED_SIZE:])


def slot_mac(authentication_key: bytes, context: Context, slot: bytes, line: bytes) -> bytes:
    """A slot's MAC over line 1 of the header."""
    return hmac_sha256(authentication_key, context.bind(SLOT_MAC, slot, line))


def seal_vault_key(vault_key: bytes, public: bytes, context: Context, slot: bytes) -> bytes:
    """Seal the vault key to a slot's public key: 1,168 bytes."""
    return hpke_seal(public, vault_key, context.bind(VAULT_KEY, slot))


def open_vault_key(sealed: bytes, seed: bytes, context: Context, slot: bytes) -> bytes:
    """Open a sealed vault key. Raises Damaged [R10]."""
    try:
        key = hpke_open(seed, sealed, context.bind(VAULT_KEY, slot))
    except AuthenticationFailed as error:
        raise Damaged("header", "sealed vault key") from error
    if len(key) != KEY_SIZE:
        raise Damaged("header", "sealed vault key")
    return key
