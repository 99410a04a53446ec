"""`passwd` and `rotate`: another password, another vault key."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence

from vault.cli.arguments import (
    Command,
    add_confirmation,
    add_json,
    add_kdf,
    add_new_password,
    add_unlock,
    add_vault,
)
from vault.cli.opened import asked_policy, chosen_policy, opened
from vault.cli.passwords import check_standard_input, choose_new_password
from vault.cli.terminal import answer, ask, remark, safe, say
from vault.cli.wording import CONFLICT, NOT_FOUND, Refusal, moment
from vault.engine import rotation
from vault.engine.opening import SlotRow
from vault.engine.vault import Vault
from vault.unlock.calibration import Timed
from vault.unlock.password import Password


def _configure_passwd(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument(
        "--keep-key",
        action="store_true",
        help="keep the vault key: an old header then still opens today's catalog with the old password",
    )
    add_new_password(parser, "the new password")
    add_unlock(parser)
    add_kdf(parser)
    add_confirmation(parser)
    add_json(parser)


def _passwd(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    asked_policy(arguments)
    with opened(arguments, writing=True) as vault:
        policy = chosen_policy(arguments, vault.credential)
        confirmed = [] if arguments.keep_key else _confirm(vault, arguments.keep_slot)
        name = vault.files.header.slot.name
        old = vault.credential.credential if isinstance(vault.credential, Timed) else vault.credential
        new = choose_new_password(arguments, f"New password for {safe(name)}")
        keyfile = old.keyfile if isinstance(old, Password) else None
        rotation.change_password(
            vault, Password(new, keyfile), policy=policy, keep_key=arguments.keep_key, confirmed=confirmed
        )
        epoch = vault.files.header.body.context.epoch
    if arguments.json:
        answer({"slot": name, "epoch": epoch, "new_key": not arguments.keep_key})
        return 0
    say(f"The password of the key slot {safe(name)} was changed.")
    if arguments.keep_key:
        say("The vault key is the old one: a copy of the old header still opens this vault with the old password.")
    else:
        say("The vault has a new key: an old header with the old password opens nothing that is written from now on.")
    say("Old backups and exports still open with the old password.")
    return 0


def _configure_rotate(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    add_unlock(parser)
    add_kdf(parser)
    add_confirmation(parser)
    add_json(parser)


def _rotate(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    asked_policy(arguments)
    with opened(arguments, writing=True) as vault:
        policy = chosen_policy(arguments, vault.credential)
        confirmed = _confirm(vault, arguments.keep_slot)
        rotation.new_vault_key(vault, vault.credential, policy=policy, confirmed=confirmed)
        body = vault.files.header.body
    if arguments.json:
        answer({"epoch": body.context.epoch, "slots": [slot.name for slot in body.slots]})
        return 0
    say(f"The vault has a new key (number {body.context.epoch}); the password is the same.")
    say("Whoever had the old key cannot read what is written from now on; what they could read before, they still can.")
    return 0


def _confirm(vault: Vault, kept: Sequence[str]) -> list[bytes]:
    """The slots that stay although they are not at hand: those named, and on a terminal those agreed to."""
    absent = rotation.absent_slots(vault)
    unknown = [name for name in kept if name not in {row.name for row in absent}]
    if unknown:
        message = f"There is no other key slot named {safe(unknown[0])}."
        raise Refusal(NOT_FOUND, message, "Nothing was changed. 'deedbox info' shows the slots.")
    for row in absent:
        if row.name not in kept and not _agree(row):
            raise Refusal(
                CONFLICT,
                f"The key slot {safe(row.name)} is not at hand, and whoever has it would get the new vault key.",
                f"Nothing was changed. If it is yours, confirm it with --keep-slot {safe(row.name)}.",
            )
    return [row.id for row in absent]


def _agree(row: SlotRow) -> bool:
    if not sys.stdin.isatty():
        return False
    remark(f"Key slot {safe(row.name)} ({safe(row.kind)}), added {moment(row.added)}, fingerprint {_fingerprint(row)}")
    return ask("It stays a way in. Type its name if it is yours: ") == row.name


def _fingerprint(row: SlotRow) -> str:
    digits = hashlib.sha256(row.public_key).hexdigest()[:16]
    return " ".join(digits[start : start + 4] for start in range(0, 16, 4))


commands = {"passwd": Command(_configure_passwd, _passwd), "rotate": Command(_configure_rotate, _rotate)}
