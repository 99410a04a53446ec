"""The check-up: what can be observed of an open vault, its files, and the process that has its keys. It judges nothing.

`observe` serves a process that opened the vault by itself, too: the command.
"""

from __future__ import annotations

from pathlib import Path

from vault.backup.drill import last_proof
from vault.child import messages as m, rights
from vault.child.access import key_slots, now
from vault.child.hardening import dumps_are_off
from vault.child.keys import keyring_of, strength_of
from vault.child.listing import select_in_sight
from vault.child.session import Session
from vault.engine import reencryption, upkeep
from vault.engine.keys import KdfPolicy
from vault.engine.opening import slot_rows
from vault.engine.primitives import library_versions
from vault.engine.vault import Vault
from vault.unlock.this_device import device_name


def check_up(session: Session, request: m.AskHealth) -> m.CheckUp:
    """Asked of the open vault. Nobody waits for the disk, the keyring or the judge of passwords."""
    vault = session.vault
    if request.disk or session.rights is None:
        session.rights = look_at_files(vault, request.state)
    strength = strength_of(session)
    keyring = keyring_of(session) if has_own_device(vault) else ("", "")
    with session.turn:
        return observe(
            vault,
            session.bounds,
            session.rights,
            strength=strength,
            keyring=keyring,
            refused=session.refused,
            read_only=not vault.writable,
        )


def restrict_files(session: Session, request: m.RestrictFiles) -> m.CheckUp:
    """Closed to everybody else, as far as the disk lets us."""
    close_files(session.vault, request.state)
    return check_up(session, m.AskHealth(request.state, disk=True))


# What the rights of files are


Looked = tuple[m.Rights | None, m.Rights | None, int]
"""Of the vault, of this device's state folder, and when."""


def look_at_files(vault: Vault, state: bytes | None) -> Looked:
    """The rights of the vault's files, and of this device's state folder."""
    of_state = None if state is None else rights.look(state, rights.STATE)
    return rights.look(bytes(vault.folder.path)), of_state, now()


def close_files(vault: Vault, state: bytes | None) -> None:
    """Nobody else reads or writes them any more, where the disk keeps rights and they are ours."""
    rights.restrict(bytes(vault.folder.path))
    if state is not None:
        rights.restrict(state, rights.STATE)


# What was observed


def has_own_device(vault: Vault) -> bool:
    """Whether the keyring of this computer is a way in."""
    slots = vault.files.header.body.slots
    return any(slot.kind == "device" and slot.parameters.get("device") == device_name() for slot in slots)


def observe(
    vault: Vault,
    bounds: KdfPolicy,
    looked: Looked,
    *,
    strength: int | None,
    keyring: tuple[str, str],
    refused: tuple[int, ...],
    read_only: bool,
) -> m.CheckUp:
    """Everything in one. `bounds` is what a password costs today."""
    catalog, policy = vault.catalog, upkeep.policy(vault)
    due, stale, (proof, failed) = upkeep.due(vault), reencryption.remaining(vault), last_proof(vault)
    exported = catalog.row("SELECT max(time) FROM audit WHERE action = 'exported'")[0]
    shared, unverified, changed, changed_in_all = _contacts(vault)
    return m.CheckUp(
        created=catalog.row("SELECT min(time) FROM audit")[0] or 0,
        items=_in_sight(vault),
        ways=key_slots(vault, slot_rows(catalog), bounds),
        strength_bits=strength,
        own_device=has_own_device(vault),
        keyring=keyring[0],
        keyring_fault=keyring[1],
        policy_mode=policy.mode,
        policy_days=policy.days,
        last_rotation=upkeep.last_rotation(vault),
        due="" if due is None else due.reason,
        stale=None if stale is None else stale.bytes,
        exported=exported,
        newer=0 if exported is None else _newer(vault, exported),
        drilled=None if proof is None else m.Proof(proof.time, proof.items, proof.bytes, proof.way_in),
        drill_failed=failed,
        shared=shared,
        unverified=unverified,
        changed=changed,
        changed_in_all=changed_in_all,
        notices=tuple(vault.notices),
        read_only=read_only,
        refused=refused,
        rights=looked[0],
        state_rights=looked[1],
        looked=looked[2],
        protection=protection(),
        libraries=library_versions(),
    )


def _in_sight(vault: Vault, condition: str = "", *values: int) -> int:
    """How many files and notes are outside the trash, and of what is in it."""
    query = f"SELECT count(*) FROM item WHERE kind != 'folder' AND trashed IS NULL AND parent NOT IN dead {condition}"  # noqa: S608
    ((count,),) = select_in_sight(vault, query, *values)
    return int(count)


def _newer(vault: Vault, exported: int) -> int:
    """How many files and notes came or changed since then."""
    condition = "AND (added > ? OR id IN (SELECT item FROM version WHERE added > ?))"
    return _in_sight(vault, condition, exported, exported)


def _contacts(vault: Vault) -> tuple[int, int, int, int]:
    """Of those that something was shared with: all, never compared, with another key now. And all with another key."""
    query = "SELECT state, id IN (SELECT contact FROM share_party WHERE sent = 1) FROM contact"
    states = [(str(state), bool(shared)) for state, shared in vault.catalog.rows(query)]
    there = [state for state, shared in states if shared]
    return len(there), there.count("new"), there.count("changed"), sum(state == "changed" for state, _ in states)


def protection() -> m.Protection:
    """What the system says of this very process, whatever was asked of it at its start."""
    locked = _lines("/proc/self/status", "VmLck:")
    swaps = _lines("/proc/swaps", "")
    off = dumps_are_off()
    return m.Protection(
        locked=int(locked[0].split()[1]) * 1024 if locked else None,
        swap=None if swaps is None else len(swaps) > 1,
        dumps=None if off is None else not off,
    )


def _lines(file: str, start: str) -> list[str] | None:
    """The lines that begin so; None where the system has no such file."""
    try:
        return [line for line in Path(file).read_text("utf-8", "replace").splitlines() if line.startswith(start)]
    except OSError:
        return None
