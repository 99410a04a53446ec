"""The vault itself: make and open it, and what it is."""

from __future__ import annotations

import time

from vault.backup.drill import last_proof
from vault.child import messages as m
from vault.child.hardening import lock_in_memory
from vault.child.listing import select_in_sight, shown
from vault.child.recorder import RecordedVault
from vault.child.session import Session, path_of
from vault.engine import reencryption, slots, unlocking, upkeep
from vault.engine.durable import Folder, Platform
from vault.engine.errors import WrongCredential
from vault.engine.header import Slot
from vault.engine.keys import KdfPolicy
from vault.engine.opening import SlotRow, slot_rows
from vault.engine.vault import Vault
from vault.unlock.attempts import Attempts
from vault.unlock.calibration import Timed, plain
from vault.unlock.password import Password, read_keyfile
from vault.unlock.recovery import ENTROPY_SIZE, RecoveryCode
from vault.unlock.this_device import DeviceSecret

_ENDING = ".deedbox"


def password_of(password: bytes, keyfile: bytes | None) -> Password:
    """A password, with the keyfile at this path if there is one. Raises NotFound, PathRejected, LimitExceeded."""
    return Password(password, None if keyfile is None else read_keyfile(path_of(keyfile)))


def credential_of(way: m.WayIn) -> Timed:
    """What opens a slot. Raises WrongCredential for bytes that are no code, and what `password_of` does."""
    if way.device:
        return Timed(DeviceSecret())
    if way.code is not None:
        if len(way.code) != ENTROPY_SIZE:
            raise WrongCredential("no recovery code")
        return Timed(RecoveryCode(way.code))
    return Timed(password_of(way.password, way.keyfile))


def create_vault(session: Session, request: m.CreateVault) -> m.Facts:
    """Make a vault and open it."""
    session.require_none_open()
    vault = RecordedVault.create(
        path_of(request.path),
        credential_of(m.WayIn(request.password, request.keyfile)),
        name=request.slot,
        policy=session.cost(),
        state=None if request.state is None else path_of(request.state),
    )
    session.is_fresh = True
    return _opened(session, vault)


def unlock_vault(session: Session, request: m.UnlockVault) -> m.Facts:
    """Open a vault, or note on this device that somebody was refused."""
    session.require_none_open()
    credential = credential_of(m.WayIn(request.password, request.keyfile, request.code, request.device))
    attempts = _attempts(request.path, request.state)
    try:
        vault = RecordedVault.unlock(
            path_of(request.path),
            credential,
            policy=session.bounds,
            state=None if request.state is None else path_of(request.state),
            slot=request.slot,
            read_only=request.read_only,
            accept=request.accept_state,
            catalog=request.catalog,
        )
    except WrongCredential:
        if attempts is not None and not request.device:
            attempts.failed(now())
        raise
    if attempts is not None:
        session.refused = tuple(attempts.taken())
        attempts.clear()
    return _opened(session, vault)


def _attempts(path: bytes, state: bytes | None) -> Attempts | None:
    """Where this device counts them: for the vault that the header says it is, before anything is verified."""
    vault = None if not state else unlocking.vault_id(Folder(path_of(path), Platform()))
    return None if vault is None or not state else Attempts(path_of(state), vault)


def now() -> int:
    """The time in milliseconds."""
    return time.time_ns() // 1_000_000


def _opened(session: Session, vault: Vault) -> m.Facts:
    session.keep(vault)
    lock_keys(vault)
    return vault_facts(session, m.VaultFacts())


def lock_keys(vault: Vault) -> None:
    """Keep the keys that live as long as the vault is open out of swap. The catalog's own are too many for that."""
    header = vault.files.header
    subkeys, opened = header.subkeys, header.opened
    secrets = [subkeys.vault_key, subkeys.header, subkeys.snapshot, subkeys.record, subkeys.frame, subkeys.head]
    secrets += [opened.seed, opened.authentication_key]
    at_hand = plain(vault.credential)
    if isinstance(at_hand, Password):
        secrets += [at_hand.password, at_hand.keyfile or b""]
    elif isinstance(at_hand, RecoveryCode):
        secrets.append(at_hand.entropy)
    lock_in_memory(secrets)


# What it is


def vault_facts(session: Session, request: m.VaultFacts) -> m.Facts:
    """Everything about the open vault but its items."""
    vault = session.vault
    catalog, body = vault.catalog, vault.files.header.body
    counts = {"file": 0, "note": 0, "folder": 0}
    size = 0
    query = (
        "SELECT kind, count(*), sum(size) FROM (SELECT kind, coalesce(size, 0) AS size FROM item LEFT JOIN version ON "
        "version.item = item.id AND version.number = item.version WHERE +trashed IS NULL AND parent NOT IN dead) "
        "GROUP BY kind"
    )
    for kind, count, inside in select_in_sight(vault, query):
        counts[kind] = count
        size += inside
    restored = catalog.state("restored")
    proof, failed = last_proof(vault)
    due = upkeep.due(vault)
    stale = reencryption.remaining(vault)
    return m.Facts(
        name=shown(vault.folder.path.name.removesuffix(_ENDING).encode("utf-8", "surrogateescape")),
        path=bytes(vault.folder.path),
        vault=body.context.vault,
        epoch=body.context.epoch,
        generation=body.generation.number,
        sequence=catalog.sequence,
        read_only=None if vault.writable else catalog.read_only,
        notices=tuple(vault.notices),
        slots=key_slots(vault, slot_rows(catalog), session.bounds),
        files=counts["file"],
        notes=counts["note"],
        folders=counts["folder"],
        trash=catalog.row("SELECT count(*) FROM item WHERE trashed IS NOT NULL")[0],
        size=size,
        created=_moment(catalog.state("created")),
        restored=_moment(restored[8:]) if restored else None,
        exported=catalog.row("SELECT max(time) FROM audit WHERE action = 'exported'")[0],
        drilled=None if proof is None else m.Proof(proof.time, proof.items, proof.bytes, proof.way_in),
        drill_failed=failed,
        stale=None if stale is None else stale.bytes,
        refused=session.refused,
        due="" if due is None else due.reason,
        fresh=session.is_fresh,
    )


def _moment(state: bytes | None) -> int | None:
    return None if state is None else int.from_bytes(state, "big", signed=True)


def key_slots(vault: Vault, rows: list[SlotRow], policy: KdfPolicy) -> tuple[m.KeySlot, ...]:
    """Ways in as they are told of; `policy` is what a password costs today."""
    header = vault.files.header
    there = {slot.id: slot for slot in header.body.slots}
    return tuple(_key_slot(row, there.get(row.id), policy, at_hand=row.id == header.slot.id) for row in rows)


def _key_slot(row: SlotRow, slot: Slot | None, policy: KdfPolicy, *, at_hand: bool) -> m.KeySlot:
    """`slot` is None for one that only a state before knows."""
    public = {} if slot is None else slot.parameters
    return m.KeySlot(
        id=row.id,
        name=row.name,
        kind=row.kind,
        added=row.added,
        tested=row.tested,
        used=row.used,
        at_hand=at_hand,
        fingerprint=row.fingerprint,
        memory=int(public.get("memory", 0)),
        passes=int(public.get("passes", 0)),
        device=str(public.get("device", "")),
        expires=int(public["expires"]) * 1_000 if "expires" in public else None,
        cheap=slot is not None and slots.is_cheap(slot, policy),
        rehearse=upkeep.rehearsal_due(row, now()),
    )
