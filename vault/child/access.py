"""The vault itself: make and open it, what it is, its ways in and their change."""

from __future__ import annotations

import hashlib
import hmac

from vault.backup.drill import last_proof
from vault.child import messages as m
from vault.child.hardening import lock_in_memory
from vault.child.listing import select_in_sight, shown
from vault.child.recorder import RecordedVault
from vault.child.session import Session, path_of
from vault.engine import reencryption, rotation
from vault.engine.errors import Cancelled, WrongCredential
from vault.engine.opening import SlotRow, slot_rows
from vault.engine.progress import Progress
from vault.engine.vault import Vault
from vault.unlock.calibration import Speed, Timed
from vault.unlock.password import Password, normalize, read_keyfile

_ENDING = ".deedbox"


def credential_of(password: bytes, keyfile: bytes | None) -> Timed:
    """A password, with the keyfile at this path if there is one. Raises NotFound, PathRejected, LimitExceeded."""
    return Timed(Password(password, None if keyfile is None else read_keyfile(path_of(keyfile))))


def create_vault(session: Session, request: m.CreateVault) -> m.Facts:
    """Make a vault and open it."""
    session.require_none_open()
    vault = RecordedVault.create(
        path_of(request.path),
        credential_of(request.password, request.keyfile),
        name=request.slot,
        policy=session.cost(),
        state=None if request.state is None else path_of(request.state),
    )
    return _opened(session, vault)


def unlock_vault(session: Session, request: m.UnlockVault) -> m.Facts:
    """Open a vault."""
    session.require_none_open()
    vault = RecordedVault.unlock(
        path_of(request.path),
        credential_of(request.password, request.keyfile),
        policy=session.bounds,
        state=None if request.state is None else path_of(request.state),
        slot=request.slot,
        read_only=request.read_only,
        accept=request.accept_state,
        catalog=request.catalog,
    )
    return _opened(session, vault)


def _opened(session: Session, vault: Vault) -> m.Facts:
    session.keep(vault)
    _lock_keys(vault)
    return vault_facts(session, m.VaultFacts())


def _lock_keys(vault: Vault) -> None:
    """Keep the keys that live as long as the vault is open out of swap. The catalog's own are too many for that."""
    header = vault.files.header
    subkeys, opened = header.subkeys, header.opened
    secrets = [subkeys.vault_key, subkeys.header, subkeys.snapshot, subkeys.record, subkeys.frame, subkeys.head]
    password = _password(vault)
    secrets += [opened.seed, opened.authentication_key, password.password, password.keyfile or b""]
    lock_in_memory(secrets)


def _password(vault: Vault) -> Password:
    """The credential that opened the vault; this process makes no other kind."""
    timed = vault.credential
    assert isinstance(timed, Timed) and isinstance(timed.credential, Password)
    return timed.credential


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
        slots=_slots(vault, slot_rows(catalog)),
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
    )


def _moment(state: bytes | None) -> int | None:
    return None if state is None else int.from_bytes(state, "big", signed=True)


def _slots(vault: Vault, rows: list[SlotRow]) -> tuple[m.KeySlot, ...]:
    header = vault.files.header
    costs = {slot.id: slot.parameters for slot in header.body.slots}
    return tuple(
        m.KeySlot(
            id=row.id,
            name=row.name,
            kind=row.kind,
            added=row.added,
            tested=row.tested,
            used=row.used,
            at_hand=row.id == header.slot.id,
            fingerprint=_fingerprint(row.public_key),
            memory=int(costs.get(row.id, {}).get("memory", 0)),
            passes=int(costs.get(row.id, {}).get("passes", 0)),
        )
        for row in rows
    )


def _fingerprint(public_key: bytes) -> str:
    digits = hashlib.sha256(public_key).hexdigest()[:16]
    return " ".join(digits[start : start + 4] for start in range(0, 16, 4))


# Changing keys


def absent_slots(session: Session, request: m.AbsentSlots) -> m.Slots:
    """The ways in that must be confirmed."""
    return m.Slots(_slots(session.vault, rotation.absent_slots(session.vault)))


def change_password(session: Session, request: m.ChangePassword, progress: Progress) -> m.KeyChanged:
    """Another password for the slot at hand."""
    vault = session.vault
    _require_current(vault, request.current)
    at_hand = _password(vault)
    keyfile = at_hand.keyfile if request.keyfile is None else read_keyfile(path_of(request.keyfile))
    rotation.change_password(
        vault,
        Timed(Password(request.password, keyfile)),
        policy=session.cost(_speed(vault)),
        keep_key=request.keep_key,
        confirmed=request.confirmed,
    )
    return _changed(vault, new_key=not request.keep_key)


def rotate_key(session: Session, request: m.RotateKey, progress: Progress) -> m.KeyChanged:
    """A new vault key with the same password."""
    vault = session.vault
    _require_current(vault, request.current)
    rotation.new_vault_key(vault, vault.credential, policy=session.cost(_speed(vault)), confirmed=request.confirmed)
    return _changed(vault, new_key=True)


def reencrypt_vault(session: Session, request: m.ReencryptVault, progress: Progress) -> m.Reencrypted:
    """Everything under new file keys, or what remains of that; stopped, what was done is the answer."""
    vault = session.vault
    report, cancelled = reencryption.ReencryptionReport(), False
    if reencryption.remaining(vault) is None:
        reencryption.begin(vault)
    try:
        reencryption.go_on(vault, progress=progress, alone=lambda: session.turn, report=report)
    except Cancelled:
        cancelled = True
    return m.Reencrypted(report.bytes, report.damaged, report.held, report.complete, cancelled)


def _require_current(vault: Vault, password: bytes) -> None:
    """The person at the keyboard must still know it. Raises WrongCredential."""
    if not hmac.compare_digest(normalize(password), normalize(_password(vault).password)):
        raise WrongCredential("not what opened the vault")


def _speed(vault: Vault) -> Speed | None:
    speeds = vault.credential.speeds if isinstance(vault.credential, Timed) else []
    return speeds[-1] if speeds else None


def _changed(vault: Vault, *, new_key: bool) -> m.KeyChanged:
    _lock_keys(vault)
    return m.KeyChanged(vault.files.header.body.context.epoch, new_key, _slots(vault, slot_rows(vault.catalog)))
