"""Another password, another vault key, or all secrets anew: what one change of the header does."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from vault.engine import generation
from vault.engine.errors import Conflict, LimitExceeded, WrongCredential
from vault.engine.header import DEVICE, MOST_PASSWORDS, MOST_SLOTS, PASSWORD_KINDS, Slot
from vault.engine.header_change import (
    NewSlot,
    Plan,
    make_slot,
    state_time,
)
from vault.engine.keys import Credential, KdfPolicy
from vault.engine.opening import SlotRow, slot_rows
from vault.engine.records import Change
from vault.engine.rekeying import (
    EVENT,
    NEW_SECRETS,
    NEW_VAULT_KEY,
    PASSWORD_CHANGED,
    RE_ENCRYPTING,
    renewed_anchor_key,
    stale_packs,
)
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
    slot: bytes | None = None,
) -> None:
    """Replace a slot by one with a new secret, key pair, authentication key and salt, which is at hand from now on.

    It is the slot that opened the vault; if that has no password, since somebody has forgotten it, the only slot that
    has one, or the one of the id `slot`; without any, one is added. A new vault key is made in the same step unless
    `keep_key`: without it, an old copy of the header with the old password still yields the vault key. Costs one
    derivation at today's policy. Raises Conflict (see `new_vault_key`, or if it is not clear which slot is meant),
    FactorRequired.
    """
    _require_change(vault)
    plan = vault.files.plan()
    old = _with_password(vault, slot)
    name = old.name if old else _free_name(plan, "password")
    made = _made(vault, new, name, policy)
    plan = plan.with_slot(made, instead_of=old.id if old else None)
    if not keep_key:
        plan = _with_new_key(vault, plan, confirmed)
    vault.files.change_header(plan, f"{PASSWORD_CHANGED}, key kept" if keep_key else PASSWORD_CHANGED, made.slot.id)
    vault.credential = new


def new_vault_key(
    vault: Vault,
    credential: Credential,
    *,
    policy: KdfPolicy | None = None,
    confirmed: Collection[bytes] = (),
) -> None:
    """The next epoch: a new vault key, sealed to the slots' public keys, and a new generation of the catalog.

    If a password opened the vault, its slot is renewed with the same credential; a recovery code is on paper, so its
    slot stays. Other slots stay without being present, if their ids are `confirmed`; otherwise Conflict, since
    somebody may have planted them. Raises WrongCredential, FactorRequired.
    """
    _require_change(vault)
    if credential != vault.credential:
        raise WrongCredential("not what opened the vault")
    plan, old = vault.files.plan(), vault.files.header.slot
    if old.kind in PASSWORD_KINDS:
        plan = plan.with_slot(_made(vault, credential, old.name, policy), instead_of=old.id)
    vault.files.change_header(_with_new_key(vault, plan, confirmed), NEW_VAULT_KEY)


def new_secrets(
    vault: Vault, made: Sequence[tuple[str, Credential, bool]], *, policy: KdfPolicy | None = None
) -> list[SlotRow]:
    """The answer to a key that leaked: a new vault key, which only slots that are made now get; those that are gone.

    `made` are their names, credentials, and whether each was tested; the first one is at hand from then on. In the
    same step the generation and the anchor key are new, and all packs are to be re-encrypted: `reencryption.go_on` is
    what comes next, now or after a crash. Raises FactorRequired, ReadOnly, Conflict for a name that is there twice,
    LimitExceeded; ValueError if none of them is tested and more than a device.
    """
    _require_change(vault)
    if not any(tested and credential.kind != DEVICE for _, credential, tested in made):
        raise ValueError("a tested way in is needed, and not only a device")
    if len({name for name, _, _ in made}) < len(made):
        raise Conflict("two ways in of the same name")
    passwords = sum(credential.kind in PASSWORD_KINDS for _, credential, _ in made)
    if len(made) > MOST_SLOTS or passwords > MOST_PASSWORDS:
        raise LimitExceeded(f"a vault has at most {MOST_SLOTS} ways in, {MOST_PASSWORDS} of them with a password")
    slots = [_made(vault, credential, name, policy, tested=tested) for name, credential, tested in made]
    gone = slot_rows(vault.catalog)
    # Before it is under way they say nothing; so many may not fit into the record that says so.
    vault.commit_in_pieces(stale_packs(vault.catalog), "packs marked for re-encryption")
    vault.files.enter_access()
    changes = [
        *renewed_anchor_key(vault.catalog, vault.platform.random),
        state_time(RE_ENCRYPTING, vault.platform.clock.now()),
        Change("state", (EVENT,), None),
    ]
    pairs = [(one.slot, one.row) for one in slots]
    plan = replace(vault.files.plan(), slots=pairs, opened=slots[0].opened, opened_slot=slots[0].slot.id)
    vault.files.change_header(_in_next_epoch(vault, plan), NEW_SECRETS, changes=changes)
    vault.credential = made[0][1]
    return gone


def _require_change(vault: Vault) -> None:
    vault.require_writable()
    vault.files.require_factor()


def _with_password(vault: Vault, slot: bytes | None) -> Slot | None:
    """The slot whose password is to be another."""
    header = vault.files.header
    if slot is None and header.slot.kind in PASSWORD_KINDS:
        return header.slot
    found = [one for one in header.body.slots if one.kind in PASSWORD_KINDS and slot in (None, one.id)]
    if len(found) > 1 or (slot is not None and not found):
        raise Conflict("say which password is to be changed")
    return found[0] if found else None


def _free_name(plan: Plan, name: str) -> str:
    taken = {slot.name for slot, _ in plan.slots}
    return next(one for one in (name, *(f"{name} {number}" for number in range(2, 99))) if one not in taken)


def _made(vault: Vault, credential: Credential, name: str, policy: KdfPolicy | None, *, tested: bool = True) -> NewSlot:
    identity = vault.files.header.body.context.vault
    return make_slot(credential, name, identity, policy or KdfPolicy(), vault.platform, tested=tested)


def _with_new_key(vault: Vault, plan: Plan, confirmed: Collection[bytes]) -> Plan:
    """The plan in the next epoch, if all slots of which nothing is at hand are confirmed."""
    at_hand = vault.files.header.slot.id, plan.opened_slot
    if any(slot.id not in (*at_hand, *confirmed) for slot, _ in plan.slots):
        raise Conflict("other key slots must be confirmed before they get the new vault key")
    return _in_next_epoch(vault, plan)


def _in_next_epoch(vault: Vault, plan: Plan) -> Plan:
    """The plan with a new vault key, epoch and generation; all sealed vault keys are made anew."""
    random = vault.platform.random
    context = plan.context._replace(epoch=plan.context.epoch + 1)
    return replace(plan.with_new_key(context, random), generation=generation.new_generation(plan.generation, random))
