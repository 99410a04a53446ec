"""`slots`: the ways in, and changing them."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vault.cli import kits
from vault.cli.arguments import Command, add_json, add_kdf, add_second_way_in, add_unlock, add_vault
from vault.cli.opened import asked_policy, chosen_policy, opened
from vault.cli.passwords import (
    check_standard_input,
    choose_new_password,
    new_keyfile,
    new_password_given,
)
from vault.cli.terminal import answer, ask, counted, remark, safe, say
from vault.cli.times import rfc3339
from vault.cli.ways_in import (
    expiry,
    forget_device,
    public_slots,
    read_second_credential,
    slot_words,
)
from vault.cli.wording import CONFLICT, CREDENTIAL, DONE, NOT_FOUND, Refusal, UsageError, moment
from vault.engine import slots
from vault.engine.errors import WrongCredential
from vault.engine.header import PASSWORD_KINDS, Slot
from vault.engine.keys import Credential, KdfPolicy, Parameters
from vault.engine.opening import SlotRow, slot_rows
from vault.engine.vault import Vault
from vault.unlock.calibration import plain
from vault.unlock.password import Password, read_keyfile

KINDS = ("password", "keyfile", "recovery", "device")
_ACTS = {"list": (0, 0), "add": (1, 1), "test": (1, 1), "rename": (2, 2), "remove": (1, 1), "renew": (0, 0)}
"""What can be done, and how many words go with it."""

_MOST_DAYS = 3_650
_DAY_SECONDS = 86_400
_FEW = 2
_LONGEST_NAME = 64


def _configure(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument("act", metavar="ACT", choices=tuple(_ACTS), help=", ".join(_ACTS))
    explanation = (
        f"add KIND: {', '.join(KINDS)}; test NAME: with that slot's own secret; rename NAME NEW; remove NAME; renew: "
        "the slot that opens the vault, at what a password should cost today"
    )
    parser.add_argument("words", metavar="ARGUMENT", nargs="*", help=explanation)
    parser.add_argument("--name", metavar="NAME", help="add: what the slot is called; its kind otherwise")
    parser.add_argument("--shares", metavar="N", type=int, help="add recovery: split the code into N shares")
    parser.add_argument("--threshold", metavar="K", type=int, help="how many of them make the code")
    explanation = f"add device: for so many days, 1 to {_MOST_DAYS:,}; 90 by default"
    parser.add_argument("--days", metavar="DAYS", type=int, help=explanation)
    parser.add_argument("--yes", action="store_true", help="remove without asking")
    explanation = "add keyfile, test: ask for a password of the slot's own"
    parser.add_argument("--ask-new-password", action="store_true", help=explanation)
    add_second_way_in(parser, "the slot that is added or tested")
    add_unlock(parser)
    add_kdf(parser)
    add_json(parser)
    parser.epilog = (
        "A keyfile that is added is made if it is not there (--new-keyfile; --keyfile will do where no keyfile opens "
        "the vault yet); its password is the one that opened the vault unless another is given. What this device keeps "
        "for a slot opens the vault, and changes nothing of its keys."
    )


def _slots(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    act, words = arguments.act, arguments.words
    least, most = _ACTS[act]
    if not least <= len(words) <= most:
        raise UsageError(f"'slots {act}' takes other arguments.", "'deedbox slots --help' says which.")
    if act == "list":
        return _list(arguments)
    if act == "add":
        return _add(arguments, words[0])
    if act == "test":
        return _test(arguments, words[0])
    if act == "remove":
        return _remove(arguments, words[0])
    return _rename(arguments, *words) if act == "rename" else _renew(arguments)


# Looking


def _list(arguments: argparse.Namespace) -> int:
    with opened(arguments) as vault:
        shown = _shown(vault)
        few = _warning(vault)
    if arguments.json:
        answer([_fields(row, slot, at_hand) for row, slot, at_hand in shown])
        return DONE
    for row, slot, at_hand in shown:
        mark = ", which opened the vault now" if at_hand else ""
        say(f"{safe(row.name)} ({slot_words(slot)}){mark}")
        used = moment(row.used) if row.used else "not since it was added"
        tested = moment(row.tested) if row.tested else "never"
        say(f"  added {moment(row.added)}, last used {used}, last tested {tested}")
        say(f"  fingerprint {row.fingerprint}; {_cost(slot)}")
    if few:
        remark(few)
    return DONE


def _shown(vault: Vault) -> list[tuple[SlotRow, Slot, bool]]:
    """Rows and slots, in the order they were added; and whether it is the slot that opened the vault."""
    rows = sorted(slot_rows(vault.catalog), key=lambda row: (row.added, row.id))
    there = {slot.id: slot for slot in vault.files.header.body.slots}
    # A state before may know slots that are gone.
    return [(row, there[row.id], row.id == vault.files.header.slot.id) for row in rows if row.id in there]


def _slot(vault: Vault, identity: bytes) -> Slot:
    return next(slot for slot in vault.files.header.body.slots if slot.id == identity)


def _cost(slot: Slot) -> str:
    """What an attack on it costs."""
    if slot.kind == "recovery":
        return "160 random bits, which nobody guesses"
    if slot.kind == "device":
        return "256 random bits in the keyring of that computer: as safe as the login there"
    if slot.kind not in PASSWORD_KINDS:
        return "of a kind that this version does not know"
    cost = f"one guess takes {slot.parameters['passes']} passes over {int(slot.parameters['memory']) >> 10} MiB"
    cheap = ", less than it should today ('deedbox slots VAULT renew')" if slots.is_cheap(slot, KdfPolicy()) else ""
    return f"{cost}{cheap}"


def _fields(row: SlotRow, slot: Slot, at_hand: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": row.id.hex(),
        "name": row.name,
        "kind": row.kind,
        "added": rfc3339(row.added * 10**6),
        "used": None if row.used is None else rfc3339(row.used * 10**6),
        "tested": None if row.tested is None else rfc3339(row.tested * 10**6),
        "fingerprint": row.fingerprint,
        "at_hand": at_hand,
    }
    if "memory" in slot.parameters:
        fields["kdf"] = {"memory_mib": int(slot.parameters["memory"]) >> 10, "passes": slot.parameters["passes"]}
        fields["cheap"] = slots.is_cheap(slot, KdfPolicy())
    if slot.kind == "device":
        fields["device"] = slot.parameters["device"]
        fields["expires"] = rfc3339(expiry(slot) * 10**9)
    return fields


def count_tested(vault: Vault, left_out: bytes = b"") -> int:
    """How many ways in were tested, this device not counted."""
    return sum(
        row.tested is not None and row.kind != "device" for row in slot_rows(vault.catalog) if row.id != left_out
    )


def _warning(vault: Vault) -> str:
    """Empty, or what to say where one loss is enough to lose the vault."""
    if count_tested(vault) >= _FEW:
        return ""
    return (
        "There is only one tested way in: who loses it loses the vault. 'deedbox slots VAULT add recovery' makes a "
        "kit; 'deedbox slots VAULT test NAME' tests one that is there."
    )


def find_slot(vault: Vault, name: str) -> SlotRow:
    """The slot of a name. Refusal if there is none."""
    row = next((row for row in slot_rows(vault.catalog) if row.name == name), None)
    if row is None:
        message = f"There is no key slot named {safe(name)}."
        raise Refusal(NOT_FOUND, message, "Nothing was changed. 'deedbox slots VAULT list' shows them.")
    return row


# Adding


def _add(arguments: argparse.Namespace, kind: str) -> int:
    _check_options(arguments, kind)
    asked_policy(arguments)
    if kind == "keyfile":
        _settle_keyfile(arguments)
    kit = kits.make_kit(arguments.shares, arguments.threshold) if kind == "recovery" else None
    with opened(arguments, writing=True, tended=False) as vault:
        slots.require_factor(vault)
        name = _free_name(vault, kind) if arguments.name is None else arguments.name
        policy = chosen_policy(arguments, vault.credential)
        with _new_credential(arguments, vault, kind, name) if kit is None else contextlib.nullcontext(kit.code) as new:
            identity = slots.add_slot(vault, new, name, policy=policy, tested=kit is None)
        tested = kit is None
        if kit is not None and not arguments.json:
            kits.show(kit, find_slot(vault, name), Path(arguments.vault))
            tested = kits.ask_back(vault, identity)
        slot, few = _slot(vault, identity), _warning(vault)
    if arguments.json:
        made = {} if kit is None else kit.fields
        answer({"id": identity.hex(), "name": name, "kind": kind, **made, "tested": tested})
        return DONE
    _tell_added(slot, tested=tested)
    if few:
        remark(few)
    return DONE


def _check_options(arguments: argparse.Namespace, kind: str) -> None:
    """UsageError, before anything is opened, for what does not go together."""
    if kind not in KINDS:
        raise UsageError(f"{safe(kind)} is no kind of key slot.", f"There are: {', '.join(KINDS)}.")
    check_slot_name(arguments.name)
    n, k = arguments.shares, arguments.threshold
    if (n is not None or k is not None) and (kind != "recovery" or None in (n, k)):
        raise UsageError("--shares N and --threshold K go together, with 'add recovery'.")
    if n is not None and k is not None and not kits.LEAST <= k <= n <= kits.MOST:
        raise UsageError(
            f"There are {kits.LEAST} to {kits.MOST} shares, and at least {kits.LEAST} of them make a code."
        )
    if arguments.days is not None and (kind != "device" or not 1 <= arguments.days <= _MOST_DAYS):
        raise UsageError(f"--days is a number from 1 to {_MOST_DAYS:,}, with 'add device'.")


def check_slot_name(name: str | None) -> None:
    """UsageError for a name that no slot can have; None is one that was not given."""
    if name is not None and (not 1 <= len(name) <= _LONGEST_NAME or not name.isprintable() or name != name.strip()):
        raise UsageError(f"A key slot has a name of 1 to {_LONGEST_NAME} characters that can be seen.")


def _settle_keyfile(arguments: argparse.Namespace) -> None:
    """`--keyfile` is the new keyfile where it cannot be what opens the vault. UsageError if there is none."""
    name = arguments.keyfile
    if name is not None and arguments.new_keyfile is None:
        there = [one for one in public_slots(Path(arguments.vault)) if arguments.slot in (None, one.name)]
        opens = any(one.kind == "keyfile" for one in there) and arguments.recovery_code_file is None
        if not opens or not os.path.lexists(name):
            arguments.new_keyfile, arguments.keyfile = name, None
    if arguments.new_keyfile is None:
        raise UsageError(
            "No new keyfile is named.", "Say where with --new-keyfile FILE; it is made if it is not there."
        )


def _free_name(vault: Vault, kind: str) -> str:
    taken = {row.name for row in slot_rows(vault.catalog)}
    names = (kind if number == 1 else f"{kind} {number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


@contextlib.contextmanager
def _new_credential(arguments: argparse.Namespace, vault: Vault, kind: str, name: str) -> Iterator[Credential]:
    """What the new slot opens with; taken back again, keyfile or entry of the keyring, if no slot comes of it."""
    if kind == "device":
        from vault.unlock.this_device import DeviceSecret, NewDevice

        expires = None if arguments.days is None else int(time.time()) + arguments.days * _DAY_SECONDS
        with NewDevice(DeviceSecret(expires)) as device:
            yield device
        return
    old = plain(vault.credential)
    if kind == "keyfile":
        with new_keyfile(arguments.new_keyfile, Path(arguments.vault)) as digest:
            if isinstance(old, Password) and not _another(arguments):
                yield Password(old.password, digest)
            else:
                yield Password(_new_password(arguments, vault, name), digest)
        return
    yield Password(_new_password(arguments, vault, name))


def _new_password(arguments: argparse.Namespace, vault: Vault, name: str) -> bytes:
    return choose_new_password(arguments, f"New password for {safe(name)}", vault)


_OPENS = {
    "password": "It opens the vault with its password, by itself.",
    "keyfile": "It opens the vault with its password and the keyfile together. Keep a copy of the keyfile elsewhere.",
    "recovery": "It opens the vault with --recovery-code-file, or typed with '--slot {name}'.",
    "device": "This computer opens the vault with '--slot {name}' as long as you are logged in here.",
}


def _tell_added(slot: Slot, *, tested: bool) -> None:
    say(f"The key slot {safe(slot.name)} was added ({slot_words(slot)}).")
    say(_OPENS[slot.kind].format(name=safe(slot.name)))
    if slot.kind == "device":
        say("It cannot change keys, export, or remove a way in: that takes another one.")
    if slot.kind == "recovery":
        say(
            "It was typed back, and opens the vault."
            if tested
            else f"It was never tested. 'deedbox slots VAULT test {safe(slot.name)}' asks for it."
        )


# Changing


def _test(arguments: argparse.Namespace, name: str) -> int:
    with opened(arguments, writing=True, tended=False) as vault:
        row = find_slot(vault, name)
        own = row.id == vault.files.header.slot.id and not _second_is_given(arguments, row.kind)
        credential = vault.credential if own else _credential_of(arguments, vault, row)
        try:
            slots.prove(vault, credential, policy=KdfPolicy(), slot=row.id)
        except WrongCredential as error:
            if type(error) is not WrongCredential:
                raise
            message = f"That does not open the key slot {safe(name)}."
            rest = "Nothing was changed. --ask-new-password asks for a password of its own."
            raise Refusal(CREDENTIAL, message, rest) from None
        row, few = find_slot(vault, name), _warning(vault)
    if arguments.json:
        answer({"id": row.id.hex(), "name": row.name, "kind": row.kind, "tested": rfc3339((row.tested or 0) * 10**6)})
        return DONE
    say(f"The key slot {safe(name)} opens the vault, tested on {moment(row.tested or 0)}.")
    if few:
        remark(few)
    return DONE


def _credential_of(arguments: argparse.Namespace, vault: Vault, row: SlotRow) -> Credential:
    """What opens another slot than the one at hand; with a keyfile goes the same password unless another is given."""
    old, keyfile = plain(vault.credential), arguments.new_keyfile
    if row.kind == "keyfile" and keyfile is not None and isinstance(old, Password) and not _another(arguments):
        return Password(old.password, read_keyfile(Path(keyfile)))
    return read_second_credential(arguments, f"the key slot {safe(row.name)}", row.kind)


def _another(arguments: argparse.Namespace) -> bool:
    """Whether a password of the slot's own is given, or to be asked for."""
    return bool(arguments.ask_new_password or new_password_given(arguments))


def _second_is_given(arguments: argparse.Namespace, kind: str) -> bool:
    """Whether anything is given for a slot of this kind, beside what opened the vault."""
    given = arguments.new_keyfile, arguments.new_recovery_code_file
    return any(one is not None for one in given) or (kind in PASSWORD_KINDS and _another(arguments))


def _remove(arguments: argparse.Namespace, name: str) -> int:
    with opened(arguments, writing=True, tended=False) as vault:
        row = find_slot(vault, name)
        slot = _slot(vault, row.id)
        # What is refused anyway is not asked for.
        possible = row.id != vault.files.header.slot.id and count_tested(vault, row.id)
        if possible and not arguments.yes and sys.stdin.isatty():
            remark(f"{safe(name)} ({slot_words(slot)}), added {moment(row.added)}, fingerprint {row.fingerprint}")
            if count_tested(vault, row.id) < _FEW:
                remark("Only one tested way in remains then: who loses it loses the vault.")
            if ask("It will open the vault no more. Type its name to remove it: ") != name:
                remark("Nothing was changed.")
                return DONE
        slots.remove_slot(vault, row.id)
        left, few = len(slot_rows(vault.catalog)), _warning(vault)
    if slot.kind == "device":
        forget_device(slot)
    if arguments.json:
        answer({"id": row.id.hex(), "name": row.name, "kind": row.kind, "left": left})
        return DONE
    say(f"The key slot {safe(name)} was removed; {counted(left, 'way in', 'ways in')} left.")
    say("With an older copy of the header it still opens what has this vault key: 'deedbox rotate' makes a new one.")
    if few:
        remark(few)
    return DONE


def _rename(arguments: argparse.Namespace, name: str, new: str) -> int:
    check_slot_name(new)
    with opened(arguments, writing=True, tended=False) as vault:
        row = find_slot(vault, name)
        if any(other.name == new and other.id != row.id for other in slot_rows(vault.catalog)):
            raise Refusal(CONFLICT, f"There is a key slot named {safe(new)} already.", "Nothing was changed.")
        slots.rename_slot(vault, row.id, new)
    if arguments.json:
        answer({"id": row.id.hex(), "name": new, "kind": row.kind})
    else:
        say(f"The key slot {safe(name)} is called {safe(new)} now.")
    return DONE


def _renew(arguments: argparse.Namespace) -> int:
    asked_policy(arguments)
    asked = arguments.kdf_memory is not None or arguments.kdf_passes is not None
    with opened(arguments, writing=True, tended=False) as vault:
        slot = vault.files.header.slot
        if slot.kind not in PASSWORD_KINDS:
            raise UsageError(f"The key slot {safe(slot.name)} has no password, so there is no cost to renew.")
        policy = chosen_policy(arguments, vault.credential)
        renewed = asked or _product(slot.parameters) < policy.passes * policy.memory
        if renewed:
            slots.upgrade_slot(vault, policy=policy)
        slot = vault.files.header.slot
    if arguments.json:
        kdf = {"memory_mib": int(slot.parameters["memory"]) >> 10, "passes": slot.parameters["passes"]}
        answer({"id": slot.id.hex(), "name": slot.name, "kind": slot.kind, "kdf": kdf, "renewed": renewed})
        return DONE
    say(f"{safe(slot.name)}: {_cost(slot)}.")
    if not renewed:
        say("That is no less than a new password would cost on this computer, so it stays. --kdf-memory says how much.")
    return DONE


def _product(parameters: Parameters) -> int:
    return int(parameters["passes"]) * int(parameters["memory"])


commands = {"slots": Command(_configure, _slots)}
