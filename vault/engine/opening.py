"""Unlocking, in the order of docs/format.md, section 6: every step may only use what the steps before have verified."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vault.engine import generation, keys
from vault.engine.anchor import Anchor, AnchorStore, judge, slots_digest
from vault.engine.catalog import Catalog
from vault.engine.durable import Clock, Source
from vault.engine.errors import (
    Damaged,
    ForkDetected,
    KdfRefused,
    NotFound,
    RollbackDetected,
    UnsupportedVersion,
    VaultError,
    WrongCredential,
)
from vault.engine.floe import CommitmentMismatch
from vault.engine.header import PASSWORD_KINDS, SIZE_LIMIT, Header, Slot, UnverifiedHeader, parse
from vault.engine.keys import Credential, KdfPolicy, SlotKeys
from vault.engine.primitives import SEED_SIZE, public_key, sha256
from vault.engine.records import Sealing
from vault.engine.rekeying import former_anchor_keys

_WRONG = "no key slot opens with this"

HEADER = "header.json"
HEADER_COPY = "header.bak"

FIRST_SEEN = "first seen here, last changed"
"""What unlocking notes where this device has no anchor: it cannot know whether there is a later state."""
OUTLIVED = "on new secrets since this device saw the vault"
"""What it notes where the anchor has a key that ended since: somebody who had that key may have written it."""


class SlotRow(NamedTuple):
    """A `slot` row's columns after `announced`."""

    id: bytes
    name: str
    kind: str
    public_key: bytes
    authentication_key: bytes
    added: int
    tested: int | None
    used: int | None

    @property
    def fingerprint(self) -> str:
        """Of its public key: 16 hexadecimal digits in groups of four, as kits have it, too."""
        digits = sha256(self.public_key).hex()[:16]
        return " ".join(digits[start : start + 4] for start in range(0, 16, 4))


def slot_rows(catalog: Catalog, *, announced: bool = False) -> list[SlotRow]:
    """The catalog's slots, in the order of their ids."""
    query = (
        "SELECT id, name, kind, public_key, authentication_key, added, tested, used "
        "FROM slot WHERE announced = ? ORDER BY id"
    )
    return [SlotRow(*row) for row in catalog.rows(query, int(announced))]


@dataclass
class _Attempts:
    """What trying both copies of the header has shown so far."""

    wrong: WrongCredential | None = None
    first_fault: VaultError | None = None

    def refused(self, error: WrongCredential) -> None:
        """Of several slots the answer that says most is kept: one that has expired, or else the first."""
        if self.wrong is None or type(self.wrong) is WrongCredential:
            self.wrong = error

    def outcome(self) -> VaultError:
        return self.wrong or self.first_fault or NotFound("not a vault: no header")


class _Keys:
    """KEKs by slot, derived once while both copies are tried."""

    def __init__(self, credential: Credential, policy: KdfPolicy) -> None:
        self.kind = credential.kind
        self._credential, self._policy = credential, policy
        self._derived: dict[tuple[bytes, bytes, bytes], bytes] = {}

    def unwrap(self, slot: Slot, vault: bytes) -> SlotKeys:
        """The slot's keys. Raises WrongCredential if it is another's [R7], KdfRefused [R5], Damaged [R8]."""
        if slot.kind in PASSWORD_KINDS:
            self._policy.check(slot.parameters)
        place = vault, slot.id, slot.parameter_hash
        if place not in self._derived:
            factors = self._credential.factors(slot.parameters)
            self._derived[place] = keys.derive_kek(factors, *place)
        try:
            return slot.unwrap(self._derived[place], vault)
        except CommitmentMismatch:
            raise WrongCredential(_WRONG) from None


def read_header(source: Source, name: str) -> UnverifiedHeader:
    """One copy of the header, unverified. Raises NotFound, Damaged [R4], UnsupportedVersion [R6]."""
    return parse(bytes(source.read(name, SIZE_LIMIT)))


def open_header(
    source: Source,
    credential: Credential,
    policy: KdfPolicy,
    slot_name: str | None = None,
    copies: Sequence[str] = (HEADER, HEADER_COPY),
) -> tuple[Header, str]:
    """The verified header and the name of the copy that opened (steps 1 to 4).

    Raises WrongCredential, Damaged, KdfRefused, UnsupportedVersion, NotFound.
    """
    derived = _Keys(credential, policy)
    attempts = _Attempts()
    damaged: Damaged | None = None
    for name in copies:
        try:
            unverified = read_header(source, name)
        except NotFound:
            continue
        except (Damaged, UnsupportedVersion) as error:
            attempts.first_fault = attempts.first_fault or error
            continue
        try:
            header = _try_slots(unverified, derived, attempts, slot_name)
        except Damaged as error:
            damaged = damaged or error
            continue
        if header is not None:
            return header, name
    raise damaged or attempts.outcome()


def _try_slots(
    unverified: UnverifiedHeader, derived: _Keys, attempts: _Attempts, slot_name: str | None
) -> Header | None:
    slots = [slot for slot in unverified.body.slots if slot_name in (None, slot.name)]
    if not slots:
        attempts.first_fault = attempts.first_fault or NotFound("no such key slot")
        return None
    fitting = [slot for slot in slots if slot.kind == derived.kind]
    if not fitting:
        attempts.refused(WrongCredential(_WRONG))
    for slot in fitting:
        try:
            opened = derived.unwrap(slot, unverified.body.context.vault)
        except KdfRefused as error:
            attempts.first_fault = attempts.first_fault or error
            continue
        except WrongCredential as error:
            attempts.refused(error)
            continue
        return unverified.verify(slot, opened)
    return None


def open_again(unverified: UnverifiedHeader, credential: Credential, policy: KdfPolicy, slot: str | None) -> Header:
    """A header that is in use, opened by a credential once more (steps 2 to 4).

    Raises WrongCredential, Damaged, KdfRefused, NotFound.
    """
    attempts = _Attempts()
    header = _try_slots(unverified, _Keys(credential, policy), attempts, slot)
    if header is None:
        raise attempts.outcome()
    return header


def open_catalog(
    source: Source, header: Header, clock: Clock, anchors: AnchorStore | None
) -> tuple[Catalog, generation.Tail | None]:
    """The catalog the header names, and its torn tail (steps 5 to 7).

    Raises Damaged; RollbackDetected if the header is not the catalog's [R12].
    """
    current = header.body.generation

    try:
        catalog, tail = generation.load(
            source,
            Sealing(header.subkeys, current),
            clock,
            lambda catalog: anchored_sequence(catalog, header, anchors),
        )
    except NotFound as error:
        later = (name for number, name in generation_files(source) if number > current.number)
        if any(name.endswith(".snapshot") for name in later):
            raise RollbackDetected("the header is older than the catalog") from error
        raise Damaged("snapshot", "missing") from error
    try:
        verify_slots(header, catalog)
    except BaseException:
        catalog.close()
        raise
    return catalog, tail


def verify_slots(header: Header, catalog: Catalog) -> None:
    """Steps 6 and 7. Raises RollbackDetected if the header is not the catalog's [R12], Damaged [R13]."""
    announced = header.digest == catalog.state("announced")
    if not announced and header.digest != catalog.state("header"):
        raise RollbackDetected("the header is not the catalog's")
    header.verify_slots(row[:5] for row in slot_rows(catalog, announced=announced))


def generation_files(source: Source) -> Iterable[tuple[int, str]]:
    """The catalog files of all generations: number, and name."""
    for name in source.names("catalog"):
        match = generation.CATALOG_FILE.match(name)
        if match:
            yield int(match["number"]), f"catalog/{name}"


def anchored_sequence(catalog: Catalog, header: Header, anchors: AnchorStore | None) -> int:
    """The last record of this lineage that this device has seen; 0 if it knows none."""
    key = catalog.state("anchor_key")
    if anchors is None or key is None:
        return 0
    try:
        anchor = anchors.verified(key, former_anchor_keys(catalog))
    except ForkDetected:
        return 0
    return anchor.sequence if anchor and anchor.context.lineage == header.body.context.lineage else 0


def recipient_of(catalog: Catalog) -> bytes:
    """The public key that entries of device journals are sealed to; empty if the vault has none."""
    seed = catalog.state("recipient")
    return public_key(seed) if seed is not None and len(seed) == SEED_SIZE else b""


def found_anchor(header: Header, catalog: Catalog, recipient: bytes) -> Anchor:
    """Where the opened vault stands, in the form of an anchor."""
    public_keys = [row.public_key for row in slot_rows(catalog)]
    last = catalog.row("SELECT time FROM audit ORDER BY sequence DESC LIMIT 1")
    return Anchor(
        header.body.context,
        catalog.sequence,
        catalog.head,
        sha256(recipient) if recipient else b"",
        slots_digest(public_keys),
        last[0] if last else 0,
    )


def difference_to_anchor(
    header: Header, catalog: Catalog, anchors: AnchorStore, notices: list[str]
) -> RollbackDetected | ForkDetected | None:
    """Step 8: why this is not, or not only, what this device has seen; None if it goes on from there."""
    key = catalog.state("anchor_key")
    if key is None:
        raise Damaged("catalog", "no anchor key")
    found = found_anchor(header, catalog, recipient_of(catalog))
    try:
        anchor = anchors.verified(key, former_anchor_keys(catalog))
        if anchor is None:
            notices.append(f"{FIRST_SEEN}: {found.time}")
        else:
            head = catalog.row("SELECT head FROM audit WHERE sequence = ?", anchor.sequence)
            beyond = anchors.ended is not None and anchor.sequence > anchors.ended
            judge(anchor, found, head[0] if head and not beyond else None)
            if anchors.ended is not None:
                notices.append(f"{OUTLIVED}: {anchor.time}")
            elif anchor.slots != found.slots:
                notices.append("key slots changed since this device saw the vault")
    except RollbackDetected as older:
        return older
    except ForkDetected as other:
        restored = catalog.state("restored")
        if other.reason == "lineage" and restored is not None:
            other.origin, other.found = (int.from_bytes(restored[at : at + 8], "big", signed=True) for at in (0, 8))
        return other
    return None
