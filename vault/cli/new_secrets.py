"""`rotate --new-secrets`: the answer to a key that leaked. Only ways in that are made now get the new vault key."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path

from vault.cli import kits
from vault.cli.opened import asked_policy, chosen_policy, opened
from vault.cli.passwords import choose_new_password, new_keyfile
from vault.cli.reencrypting import content_fields, exit_code, reencrypt, tell_reencrypted
from vault.cli.terminal import answer, ask, remark, safe, say, size_of
from vault.cli.ways_in import forget_device, slot_words
from vault.cli.wording import CANCELLED, Refusal, moment
from vault.engine import reencryption, rotation, slots
from vault.engine.header import PASSWORD_KINDS, RECOVERY, Slot
from vault.engine.index import kept_texts
from vault.engine.keys import Credential
from vault.engine.opening import SlotRow, slot_rows
from vault.engine.vault import Vault
from vault.sharing import identity
from vault.unlock.password import Password

_WORD = "new secrets"


def rotate_on_new_secrets(arguments: argparse.Namespace) -> int:
    """Make the secrets, then re-encrypt everything; where that was interrupted, go on with it."""
    asked_policy(arguments)
    with opened(arguments, writing=True, tended=False) as vault, kept_texts(vault):
        slots.require_factor(vault)
        gone: Sequence[SlotRow] = ()
        kit, tested = None, False
        if reencryption.is_for_new_secrets(vault):
            left = reencryption.remaining(vault)
            size = size_of(left.bytes if left else 0)
            remark(f"The secrets are new already; re-encrypting goes on, {size} remain.")
        else:
            gone = _named(vault, arguments)
            kit = kits.make_kit() if arguments.kit else None
            _make(vault, arguments, kit)
            if kit is not None and not arguments.json:
                tested = _hand_out(vault, kit, Path(arguments.vault))
        content = reencrypt(vault)
        body, shares = vault.files.header.body, bool(identity.all_keys(vault))
    if arguments.json:
        removed = [{"id": row.id.hex(), "name": row.name, "kind": row.kind} for row in gone]
        fields = {"epoch": body.context.epoch, "slots": [slot.name for slot in body.slots], "removed": removed}
        answer({**fields, **({} if kit is None else kit.fields), "content": content_fields(content)})
        return exit_code(content)
    say(f"The vault has new secrets: it opens with {_names(body.slots)} alone.")
    if gone:
        say(f"No more with {', '.join(f'{safe(row.name)} of {moment(row.added)}' for row in gone)}.")
    if kit is not None:
        never = "The recovery kit was never tested. 'deedbox slots VAULT test NAME' asks for it."
        say("The recovery kit was typed back, and opens the vault." if tested else never)
    tell_reencrypted(content)
    if shares:
        say("Whoever had the key had the identity for sharing: 'deedbox identity VAULT --renew' makes another.")
    say("Passwords that lie in the vault could be read, too: change them where they are used.")
    return exit_code(content)


def _named(vault: Vault, arguments: argparse.Namespace) -> Sequence[SlotRow]:
    """The other ways in, which will open the vault no more. They are named, and on a terminal agreed to, before."""
    others = rotation.absent_slots(vault)
    there = {slot.id: slot for slot in vault.files.header.body.slots}
    at_hand = vault.files.header.slot
    remark(f"{safe(at_hand.name)} ({slot_words(at_hand)}) is replaced by what is made now.")
    for row in others:
        added = f"added {moment(row.added)}, fingerprint {row.fingerprint}"
        remark(f"{safe(row.name)} ({slot_words(there[row.id])}) will open the vault no more: {added}")
    if not arguments.kit and any(slot.kind == RECOVERY for slot in there.values()):
        remark("No recovery kit will open it then. --kit makes a new one in the same step.")
    if others and not arguments.yes and sys.stdin.isatty() and ask(f"Type '{_WORD}' to go on: ") != _WORD:
        raise Refusal(CANCELLED, "Stopped.", "Nothing was changed.")
    return others


def _make(vault: Vault, arguments: argparse.Namespace, kit: kits.Kit | None) -> None:
    """The new ways in, first the one with a password. What devices kept for those that go is forgotten."""
    before = vault.files.header.body.slots
    name = vault.files.header.slot.name if vault.files.header.slot.kind in PASSWORD_KINDS else PASSWORD_KINDS[0]
    path = Path(arguments.vault)
    keyfile = contextlib.nullcontext() if arguments.new_keyfile is None else new_keyfile(arguments.new_keyfile, path)
    with keyfile as digest:
        policy = chosen_policy(arguments, vault.credential)
        password = choose_new_password(arguments, f"New password for {safe(path.name)}", vault)
        made: list[tuple[str, Credential, bool]] = [(name, Password(password, digest), True)]
        if kit is not None:
            made.append((_kit_name(before, name), kit.code, False))
        rotation.new_secrets(vault, made, policy=policy)
    for slot in before:
        if slot.kind == "device":
            forget_device(slot)


def _kit_name(before: Sequence[Slot], other: str) -> str:
    """That of the kit before, if there was one."""
    names = [slot.name for slot in before if slot.kind == RECOVERY and slot.name != other]
    return names[0] if len(names) == 1 else RECOVERY if other != RECOVERY else f"{RECOVERY} kit"


def _hand_out(vault: Vault, kit: kits.Kit, path: Path) -> bool:
    """Show the kit and ask for it; whether it was right. Before the long part, during which it could be lost."""
    (row,) = [row for row in slot_rows(vault.catalog) if row.kind == RECOVERY]
    kits.show(kit, row, path)
    return kits.ask_back(vault, row.id)


def _names(made: Sequence[Slot]) -> str:
    return " and ".join(f"{safe(slot.name)} ({slot_words(slot)})" for slot in made)
