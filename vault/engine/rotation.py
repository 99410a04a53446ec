"""The two quick rotations: another password, and another vault key (design: rotations 1 and 2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from vault.engine import generation
from vault.engine.errors import Conflict, WrongCredential
from vault.engine.header_change import NewSlot, Plan, make_slot
from vault.engine.keys import Credential, KdfPolicy
from vault.engine.opening import SlotRow, slot_rows
from vault.engine.vault import Vault


def absent_slots(vault: Vault) -> list[SlotRow]:
    """The slots whose factor is not at hand: all but the one that opened the vault."""
    return [row for row in slot_rows(vault.catalog) if row.id != vault.files.header.slot.id]


def change_password(
    vault: Vault,
    new: Credential,
    *,
    policy: KdfPolicy | None = None,
    keep_key: bool = False,
    confirmed: Collection[bytes] = (),
) -> None:
    """Replace the slot that opened the vault by one with a new secret, key pair, authentication key and salt.

    A new vault key is made in the same step unless `keep_key`: without it, an old copy of the header with the old
    password still yields the vault key. Costs one derivation at today's policy. Raises Conflict (see `new_vault_key`).
    """
    vault.require_writable()
    slot = _renewed(vault, new, policy)
    plan = _with_slot(vault.files.plan(), slot)
    if not keep_key:
        plan = _with_new_key(vault, plan, confirmed)
    vault.files.change_header(plan, "password changed")
    vault.credential = new


def new_vault_key(
    vault: Vault,
    credential: Credential,
    *,
    policy: KdfPolicy | None = None,
    confirmed: Collection[bytes] = (),
) -> None:
    """The next epoch: a new vault key, sealed to the slots' public keys, and a new generation of the catalog.

    The slot that opened the vault is renewed with the same credential. Other slots stay without being present, if their
    ids are `confirmed`; otherwise Conflict, since somebody may have planted them. Raises WrongCredential.
    """
    vault.require_writable()
    if credential != vault.credential:
        raise WrongCredential("not what opened the vault")
    slot = _renewed(vault, credential, policy)
    vault.files.change_header(_with_new_key(vault, _with_slot(vault.files.plan(), slot), confirmed), "new vault key")


def _renewed(vault: Vault, credential: Credential, policy: KdfPolicy | None) -> NewSlot:
    old = vault.files.header
    return make_slot(credential, old.slot.name, old.body.context.vault, policy or KdfPolicy(), vault.platform)


def _with_slot(plan: Plan, new: NewSlot) -> Plan:
    """The plan with the slot at hand replaced."""
    slots = [(new.slot, new.row) if slot.id == plan.opened_slot else (slot, row) for slot, row in plan.slots]
    return replace(plan, slots=slots, opened=new.opened, opened_slot=new.slot.id)


def _with_new_key(vault: Vault, plan: Plan, confirmed: Collection[bytes]) -> Plan:
    """The plan with a new vault key, epoch and generation; all sealed vault keys are made anew."""
    if any(row.id not in confirmed for row in absent_slots(vault)):
        raise Conflict("other key slots must be confirmed before they get the new vault key")
    random = vault.platform.random
    context = replace(plan.context, epoch=plan.context.epoch + 1)
    return replace(plan.with_new_key(context, random), generation=generation.new_generation(plan.generation, random))
