"""Ways in: adding, testing, renaming and removing key slots, and opening the vault by another (docs/format.md, 4)."""

from __future__ import annotations

from dataclasses import replace

from vault.engine import opening
from vault.engine.errors import Conflict, Damaged, FactorRequired, LimitExceeded, NotFound
from vault.engine.header import DEVICE, MOST_PASSWORDS, MOST_SLOTS, PASSWORD_KINDS, Header, Slot, check_slot_name
from vault.engine.header_change import make_slot, slot_changes
from vault.engine.keys import Credential, KdfPolicy
from vault.engine.vault import Vault


def require_factor(vault: Vault) -> None:
    """Raises FactorRequired if nothing but this device opened the vault."""
    vault.files.require_factor()


def present(vault: Vault, credential: Credential, *, policy: KdfPolicy, slot: str | None = None) -> Slot:
    """From now on the vault counts as opened by this way in; the slot it opens. Costs one derivation.

    Nothing is written now: that the slot was used, and so is tested, rides in the next change. Raises WrongCredential,
    Damaged, KdfRefused, NotFound for a name that no slot has.
    """
    header = _opened(vault, credential, policy, slot)
    vault.files.present(header)
    vault.credential = credential
    return header.slot


def prove(vault: Vault, credential: Credential, *, policy: KdfPolicy, slot: bytes | None = None) -> Slot:
    """That this credential opens this slot, or any; only the date of its test changes. The slot.

    Raises ReadOnly, and what `present` does.
    """
    vault.require_writable()
    name = None if slot is None else _slot(vault, slot).name
    proven = _opened(vault, credential, policy, name).slot
    now = vault.platform.clock.now()
    row = next(row for row in vault.files.rows() if row.id == proven.id)
    vault.commit(slot_changes([row._replace(tested=now)], announced=False), "way in tested", proven.id)
    return proven


def add_slot(vault: Vault, credential: Credential, name: str, *, policy: KdfPolicy, tested: bool) -> bytes:
    """Another way in; the new slot's id. `tested`: somebody has shown that they have it, by typing it for example.

    The vault key is the same. Raises Conflict if the name is taken, LimitExceeded, FactorRequired, ReadOnly; before
    the credential is asked for anything.
    """
    _require_change(vault)
    plan = vault.files.plan()
    _check_name(vault, name)
    if len(plan.slots) >= MOST_SLOTS:
        raise LimitExceeded(f"a vault has at most {MOST_SLOTS} ways in")
    passwords = sum(slot.kind in PASSWORD_KINDS for slot, _ in plan.slots)
    if credential.kind in PASSWORD_KINDS and passwords >= MOST_PASSWORDS:
        raise LimitExceeded(f"a vault has at most {MOST_PASSWORDS} ways in with a password")
    made = make_slot(credential, name, plan.context.vault, policy, vault.platform, tested=tested)
    added = replace(plan, slots=[*plan.slots, (made.slot, made.row)])
    vault.files.change_header(added, "way in added", made.slot.id, made.slot.kind)
    return made.slot.id


def remove_slot(vault: Vault, slot: bytes) -> None:
    """This way in opens the vault no more; an old copy of the header it still opens, until there is a new vault key.

    Raises NotFound, ReadOnly, FactorRequired: for the slot at hand, and if no other tested one would remain that is
    more than a device.
    """
    _require_change(vault)
    gone = _slot(vault, slot)
    plan = vault.files.plan()
    if slot == plan.opened_slot:
        raise FactorRequired("not at hand")
    left = [(one, row) for one, row in plan.slots if one.id != slot]
    if not any(row.tested is not None and one.kind != DEVICE for one, row in left):
        raise FactorRequired("last tested")
    vault.files.change_header(replace(plan, slots=left), "way in removed", gone.id, gone.kind)


def rename_slot(vault: Vault, slot: bytes, name: str) -> None:
    """Give a way in another name, which everybody can read. Raises NotFound, Conflict, LimitExceeded, ReadOnly."""
    vault.require_writable()
    old = _slot(vault, slot)
    if name == old.name:
        return
    _check_name(vault, name)
    plan = vault.files.plan()
    slots = [
        (one._replace(name=name), row._replace(name=name)) if one.id == slot else (one, row) for one, row in plan.slots
    ]
    vault.files.change_header(replace(plan, slots=slots), "way in renamed", slot)


def upgrade_slot(vault: Vault, *, policy: KdfPolicy) -> None:
    """The slot at hand anew, with the same credential at today's cost. An old copy of the header keeps the old cost.

    Raises ReadOnly; ValueError if it is no slot with a password.
    """
    vault.require_writable()
    plan, old = vault.files.plan(), vault.files.header.slot
    if old.kind not in PASSWORD_KINDS:
        raise ValueError("only what is derived from a password has a cost")
    made = make_slot(vault.credential, old.name, plan.context.vault, policy, vault.platform)
    vault.files.change_header(plan.with_slot(made, instead_of=old.id), "key derivation renewed", made.slot.id)


def is_cheap(slot: Slot, policy: KdfPolicy) -> bool:
    """Whether guessing this slot's password costs less than half of what it would today."""
    if slot.kind not in PASSWORD_KINDS:
        return False
    return 2 * int(slot.parameters["passes"]) * int(slot.parameters["memory"]) < policy.passes * policy.memory


def _require_change(vault: Vault) -> None:
    vault.require_writable()
    require_factor(vault)


def _slot(vault: Vault, identity: bytes) -> Slot:
    for slot in vault.files.header.body.slots:
        if slot.id == identity:
            return slot
    raise NotFound("no such way in")


def _check_name(vault: Vault, name: str) -> None:
    """Raises Conflict, LimitExceeded unless a new slot can have this name."""
    try:
        check_slot_name(name)
    except Damaged as error:
        raise LimitExceeded("the name of a way in has 1 to 64 characters, none of them a control") from error
    if any(slot.name == name for slot in vault.files.header.body.slots):
        raise Conflict("there is a way in of that name")


def _opened(vault: Vault, credential: Credential, policy: KdfPolicy, slot: str | None) -> Header:
    """The header in use, verified with the keys of the slot that the credential opens."""
    header = opening.open_again(vault.files.header.unverified, credential, policy, slot)
    opening.verify_slots(header, vault.catalog)
    return header
