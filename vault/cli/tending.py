"""What a person should hear of the keys when a vault is opened, and the rotation that is done when it is due."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from vault.cli.terminal import counted, remark, safe
from vault.cli.wording import moment
from vault.engine.durable import Folder, Platform
from vault.engine.errors import VaultError
from vault.engine.keys import KdfPolicy
from vault.engine.opening import slot_rows
from vault.engine.rekeying import RE_ENCRYPTING
from vault.engine.unlocking import vault_id
from vault.engine.vault import Vault
from vault.unlock.attempts import Attempts

if TYPE_CHECKING:
    from vault.engine.upkeep import Due


def note_wrong_try(path: Path, state: Path | None) -> None:
    """Count a wrong try on this device; the next unlock tells of it."""
    vault = vault_id(Folder(path, Platform()))
    if state is not None and vault is not None:
        Attempts(state, vault).failed(_now())


def tell_wrong_tries(vault: Vault, state: Path | None) -> None:
    """Say how often somebody tried in vain since the vault was last opened on this device, and forget it."""
    if state is None:
        return
    attempts = Attempts(state, vault.files.header.body.context.vault)
    times = attempts.taken()
    if times:
        remark(
            f"Note: {counted(len(times), 'wrong try', 'wrong tries')} to open this vault on this computer since the "
            f"last time, the latest on {moment(times[-1])}. That is counted here alone, and could be forged."
        )
        attempts.clear()


def tend(vault: Vault, name: str) -> None:
    """After an unlock for changes: make a new vault key if that is due and may be done unasked, or say what is due.

    `name` is what the vault is called on the command line.
    """
    from vault.engine import slots, upkeep  # for those who change the vault alone

    due = upkeep.due(vault)
    if due is not None and not (upkeep.is_done_unasked(vault) and _renewed(vault)):
        remark(f"Note: {due_words(due, vault)} {_advice(due, name)}")
    if vault.catalog.state(RE_ENCRYPTING) is not None:
        going = f"'deedbox rotate {safe(name)} --content' goes on"
        remark(f"Note: not everything is encrypted under new keys yet: {going}.")
    if not sys.stderr.isatty():
        return
    if slots.is_cheap(vault.files.header.slot, KdfPolicy()):
        remark(f"Note: guessing this password costs less than it should by now: 'deedbox slots {safe(name)} renew'.")
    for row in slot_rows(vault.catalog):
        if upkeep.rehearsal_due(row, _now()):
            last = "never tested" if row.tested is None else f"last tested on {moment(row.tested)}"
            test = f"deedbox slots {safe(name)} test {safe(row.name)}"
            remark(f"Note: the recovery kit {safe(row.name)} was {last}: '{test}' asks for it.")


def due_words(due: Due, vault: Vault) -> str:
    """Why a rotation is due, as a sentence."""
    from vault.engine import upkeep

    if due.reason == "age":
        return f"The vault key is from {moment(upkeep.last_rotation(vault))}, and a new one is due."
    since = f"{counted(due.since_days, 'day')} ago" if due.since_days else "today"
    what = "a device was lost" if due.reason == "device lost" else "a person left who knew a way in"
    return f"You said {since} that {what}, and new secrets are due."


def _advice(due: Due, name: str) -> str:
    return f"'deedbox rotate {safe(name)}{'' if due.reason == 'age' else ' --new-secrets'}' does it."


def _renewed(vault: Vault) -> bool:
    """A new vault key, unasked; False where a person must be there, or where it does not work."""
    from vault.engine import rotation
    from vault.engine.index import kept_texts

    if rotation.absent_slots(vault):
        return False
    slot = vault.files.header.slot
    memory, passes = (slot.parameters.get(one) for one in ("memory", "passes"))
    policy = KdfPolicy(int(passes), int(memory)) if memory and passes else KdfPolicy()
    try:
        with kept_texts(vault):
            rotation.new_vault_key(vault, vault.credential, policy=policy)
    except VaultError:
        return False
    remark("Note: the vault has a new key, as its upkeep says.")
    return True


def _now() -> int:
    return time.time_ns() // 10**6
