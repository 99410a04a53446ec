"""What opens a vault: a password with its keyfile, a recovery code or shares of one, or this computer's keyring."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vault.cli.passwords import (
    STDIN,
    ask_hidden,
    given_new_password,
    given_password,
    keyfile_outside,
    read_bounded,
)
from vault.cli.terminal import remark, safe
from vault.cli.wording import NOT_FOUND, VERSION, Refusal, UsageError, moment, words_for
from vault.engine.durable import Folder, Platform
from vault.engine.errors import Damaged, LimitExceeded, NotFound, VaultError, WrongCredential
from vault.engine.header import PASSWORD_KINDS, Slot, UnverifiedHeader
from vault.engine.keys import Credential
from vault.engine.opening import HEADER, HEADER_COPY, read_header
from vault.unlock.password import Password, read_keyfile

if TYPE_CHECKING:
    # With the library for codes it takes 17 ms to load, and few commands need it.
    from vault.unlock.recovery import RecoveryCode

WAYS = {
    "password": "the password",
    "keyfile": "the password and the keyfile",
    "recovery": "the recovery code",
    "device": "this device",
}
"""The kinds of key slots, in words."""

_TRIES = 3
_LAST_SECOND = 253_402_214_400
"""The last day of the year 9999, but for what zones add."""

_LONGEST_CODE = 16 << 10
"""Bytes of a file with a code or shares: far more than sixteen shares are."""


def public_header(path: Path) -> tuple[UnverifiedHeader, str]:
    """The header as anybody can read it, or its copy where it cannot be read; with the name of which it was."""
    folder = Folder(path, Platform())
    try:
        return read_header(folder, HEADER), HEADER
    except (NotFound, Damaged) as error:
        try:
            return read_header(folder, HEADER_COPY), HEADER_COPY
        except (NotFound, Damaged):
            raise error from None


def public_slots(path: Path) -> Sequence[Slot]:
    """The key slots of a vault; none if they cannot be read, which opening it tells in full."""
    if not path.is_dir():
        return ()
    try:
        return public_header(path)[0].body.slots
    except VaultError:
        return ()


def slot_words(slot: Slot) -> str:
    """Its kind, and what is public about it besides."""
    if slot.kind == "device":
        return f"device {safe(str(slot.parameters['device']))}, until {moment(expiry(slot) * 1000)}"
    return safe(slot.kind)


def expiry(slot: Slot) -> int:
    """Until when a device opens the vault, in seconds since 1970, and no later than calendars go."""
    return min(int(slot.parameters["expires"]), _LAST_SECOND)


def read_credential(arguments: argparse.Namespace, vault: Path) -> Credential:
    """What opens the vault. Raises NotFound for a missing file, UsageError without a terminal to ask at."""
    slots = public_slots(vault)
    kind = _kind(arguments, slots)
    if arguments.recovery_code_file is not None:
        if arguments.password_file is not None or arguments.keyfile is not None:
            raise UsageError("A recovery code opens a vault alone.", "Leave the password and the keyfile out.")
        return read_code(arguments.recovery_code_file, f"Recovery code for {safe(vault.name)}")
    if kind == "device":
        return this_device()
    if kind == "recovery":
        return type_code(f"Recovery code for {safe(vault.name)}")
    keyfile = None
    if arguments.keyfile is not None:
        keyfile = read_keyfile(keyfile_outside(arguments.keyfile, vault))
    elif kind == "keyfile":
        message = f"The key slot {safe(arguments.slot)} opens with a password and a keyfile."
        raise UsageError(message, "Say where the keyfile is with --keyfile FILE.")
    prompt = f"Password for {safe(vault.name)}: "
    given = given_password(arguments, prompt)
    return Password(ask_hidden(prompt) if given is None else given, keyfile)


def _kind(arguments: argparse.Namespace, slots: Sequence[Slot]) -> str:
    """The kind of the slot that was named; or the one there is, if no password opens the vault."""
    name = getattr(arguments, "slot", None)
    if name is not None and slots:
        kind = next((slot.kind for slot in slots if slot.name == name), None)
        if kind is None:
            message = f"There is no key slot named {safe(name)}."
            raise Refusal(NOT_FOUND, message, "'deedbox info' shows the slots.")
        if kind not in WAYS:
            message = f"The key slot {safe(name)} is of a kind that this version cannot open ({safe(kind)})."
            raise Refusal(VERSION, message, "Nothing was changed. Update Deedbox, or choose another way in.")
        return kind
    kinds = {slot.kind for slot in slots}
    if slots and not kinds & {*PASSWORD_KINDS} and arguments.recovery_code_file is None:
        if "recovery" in kinds:
            return "recovery"
        names = ", ".join(safe(slot.name) for slot in slots)
        raise UsageError("No password opens this vault.", f"Choose one of its key slots with --slot: {names}.")
    return PASSWORD_KINDS[0]


def read_second_credential(arguments: argparse.Namespace, what: str, kind: str = PASSWORD_KINDS[0]) -> Credential:
    """What opens something else than the vault, or another slot of it. `what` is whose, `kind` what it opens with."""
    code_file = getattr(arguments, "new_recovery_code_file", None)
    if code_file is not None or kind == "recovery":
        return read_code(code_file, f"Recovery code of {what}")
    if kind == "device":
        return this_device()
    if arguments.new_keyfile is None and kind == "keyfile":
        raise UsageError(
            f"{what[:1].upper()}{what[1:]} opens with a password and a keyfile.",
            "Say where the keyfile is with --new-keyfile FILE.",
        )
    keyfile = None if arguments.new_keyfile is None else read_keyfile(Path(arguments.new_keyfile))
    prompt = f"Password of {what}: "
    given = given_new_password(arguments, prompt)
    return Password(ask_hidden(prompt) if given is None else given, keyfile)


def this_device() -> Credential:
    """The secret that this computer's keyring keeps."""
    from vault.unlock.this_device import DeviceSecret

    return DeviceSecret()


def forget_device(slot: Slot) -> None:
    """Take what this computer's keyring keeps for a slot out of it, if it has it."""
    from vault.unlock.this_device import DeviceSecret

    DeviceSecret.forget(slot.parameters)


def read_code(source: str | None, prompt: str) -> RecoveryCode:
    """A recovery code, or enough shares of one, out of a file; typed if there is none. Raises MistypedCode."""
    if source is None or (source == STDIN and sys.stdin.isatty()):
        return type_code(prompt)
    from vault.unlock.shares import parse_any

    text = _read_text(source)
    if not text.strip():
        raise UsageError("There is no recovery code in that file.", "Nothing was changed. Look at the file.")
    return parse_any(text)


def _read_text(source: str) -> str:
    content = read_bounded(source, _LONGEST_CODE + 1, "recovery code")
    if len(content) > _LONGEST_CODE:
        raise LimitExceeded(f"a recovery code file has at most {_LONGEST_CODE} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError("What is in the recovery code file is not text.", "Nothing was changed.") from None


def type_code(prompt: str) -> RecoveryCode:
    """A recovery code typed at the terminal, or shares of one after another. Three typing errors end it."""
    from vault.unlock.recovery import MistypedCode
    from vault.unlock.shares import SharesForeign, SharesMissing, parse_any

    advice = "Give it with --recovery-code-file FILE (that of another slot: --new-recovery-code-file)."
    lines: list[str] = []
    asked, tries, have = prompt, _TRIES, 0
    while True:
        lines.append(ask_hidden(f"{asked}: ", "a recovery code", advice).decode("utf-8", "replace"))
        try:
            return parse_any("\n".join(lines))
        except SharesMissing as missing:
            if missing.have > have:
                have = missing.have
                asked = f"Share {have + 1} of {missing.need}"
                continue
            error: WrongCredential = missing
            said = "That share was typed already, or nothing was typed."
        except (MistypedCode, SharesForeign) as wrong:
            error, said = wrong, words_for(wrong).happened
        lines.pop()
        tries -= 1
        if not tries:
            raise error
        remark(said)
