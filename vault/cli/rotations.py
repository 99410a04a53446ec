"""`passwd` and `rotate`: another password, another vault key, and with that new keys for all that is there."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from vault.cli.arguments import (
    Command,
    add_confirmation,
    add_json,
    add_kdf,
    add_new_password,
    add_unlock,
    add_vault,
    completes,
)
from vault.cli.opened import asked_policy, chosen_policy, opened
from vault.cli.passwords import check_standard_input, choose_new_password, new_keyfile
from vault.cli.reencrypting import content_fields, exit_code, reencrypt, tell_reencrypted
from vault.cli.terminal import answer, ask, remark, safe, say, size_of
from vault.cli.wording import CONFLICT, NOT_FOUND, Refusal, UsageError, moment
from vault.engine import reencryption, rotation, slots
from vault.engine.header import PASSWORD_KINDS, Slot
from vault.engine.opening import SlotRow
from vault.engine.vault import Vault
from vault.unlock.calibration import plain
from vault.unlock.password import Password


def _configure_passwd(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument(
        "--keep-key",
        action="store_true",
        help="keep the vault key: an old header then still opens today's catalog with the old password",
    )
    add_new_password(parser, "the new password")
    explanation = "a keyfile that goes with the new password, made if it is not there; the one before stays otherwise"
    completes(parser.add_argument("--new-keyfile", metavar="FILE", help=explanation))
    explanation = "the key slot whose password is forgotten, where another opened the vault, and there are several"
    parser.add_argument("--forgotten", metavar="NAME", help=explanation)
    add_unlock(parser)
    add_kdf(parser)
    add_confirmation(parser)
    add_json(parser)


def _passwd(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    asked_policy(arguments)
    with opened(arguments, writing=True, tended=False) as vault:
        slots.require_factor(vault)
        policy = chosen_policy(arguments, vault.credential)
        changed = _changed_slot(vault, arguments.forgotten)
        confirmed = [] if arguments.keep_key else _confirm(vault, arguments.keep_slot, changed)
        shown = safe(changed.name if changed else Path(arguments.vault).name)
        new = choose_new_password(arguments, f"New password for {shown}", vault)
        old, path = plain(vault.credential), Path(arguments.vault)
        own = changed is not None and changed.id == vault.files.header.slot.id
        kept = old.keyfile if own and isinstance(old, Password) else None
        given = arguments.new_keyfile
        keyfile = contextlib.nullcontext(kept) if given is None else new_keyfile(given, path)
        # What keeps its key keeps its index.
        with keyfile as digest, contextlib.nullcontext() if arguments.keep_key else _kept_texts(vault):
            rotation.change_password(
                vault,
                Password(new, digest),
                policy=policy,
                keep_key=arguments.keep_key,
                confirmed=confirmed,
                slot=changed.id if changed else None,
            )
        name = vault.files.header.slot.name
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


def _kept_texts(vault: Vault) -> AbstractContextManager[None]:
    from vault.engine.index import kept_texts  # here: whoever keeps the key needs none of it

    return kept_texts(vault)


def _configure_rotate(parser: argparse.ArgumentParser) -> None:
    add_vault(parser)
    parser.add_argument(
        "--content",
        action="store_true",
        help="re-encrypt everything under new keys as well; what was interrupted goes on where it stopped",
    )
    parser.add_argument(
        "--new-secrets",
        action="store_true",
        help="as the answer to a leaked key: a new password, all other ways in are removed, and everything is "
        "re-encrypted; what was interrupted goes on where it stopped",
    )
    parser.add_argument("--kit", action="store_true", help="with --new-secrets: a new recovery kit, too")
    parser.add_argument("--yes", action="store_true", help="with --new-secrets: do not ask whether the others may go")
    add_new_password(parser, "with --new-secrets: the new password")
    explanation = "with --new-secrets: a keyfile that goes with the new password, made if it is not there"
    completes(parser.add_argument("--new-keyfile", metavar="FILE", help=explanation))
    add_unlock(parser)
    add_kdf(parser)
    add_confirmation(parser)
    add_json(parser)


def _rotate(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    if arguments.new_secrets:
        from vault.cli.new_secrets import rotate_on_new_secrets

        if arguments.keep_slot:
            raise UsageError("With --new-secrets no other way in stays.", "Leave --keep-slot out.")
        return rotate_on_new_secrets(arguments)
    if arguments.kit or arguments.yes or arguments.new_password_file or arguments.new_keyfile:
        raise UsageError("--kit, --yes and a new password or keyfile go with --new-secrets.")
    asked_policy(arguments)
    content = None
    with opened(arguments, writing=True, tended=False) as vault, _kept_texts(vault):
        left = reencryption.remaining(vault)
        if left is None or not arguments.content:
            slots.require_factor(vault)
            policy = chosen_policy(arguments, vault.credential)
            confirmed = _confirm(vault, arguments.keep_slot)
            rotation.new_vault_key(vault, vault.credential, policy=policy, confirmed=confirmed)
        elif not arguments.json:
            say(f"Re-encrypting goes on; {size_of(left.bytes)} remained.")
        if arguments.content:
            if left is None:
                reencryption.begin(vault)
            content = reencrypt(vault)
        body = vault.files.header.body
    if arguments.json:
        fields: dict[str, object] = {"epoch": body.context.epoch, "slots": [slot.name for slot in body.slots]}
        if content is not None:
            fields["content"] = content_fields(content)
        answer(fields)
    elif content is not None:
        tell_reencrypted(content)
    else:
        say(f"The vault has a new key (number {body.context.epoch}); the ways in are the same.")
        say(
            "Whoever had the old key cannot read what is written from now on; "
            "what they could read before, they still can."
        )
    return exit_code(content)


def _changed_slot(vault: Vault, name: str | None) -> Slot | None:
    """The slot that gets another password: the one that opened the vault, or the one that is forgotten.

    None if there is none with a password, so that one is added. Refusal if it is not clear.
    """
    if name is None and vault.files.header.slot.kind in PASSWORD_KINDS:
        return vault.files.header.slot
    found = [
        slot for slot in vault.files.header.body.slots if slot.kind in PASSWORD_KINDS and name in (None, slot.name)
    ]
    if name is not None and not found:
        message = f"There is no key slot named {safe(name)} that has a password."
        raise Refusal(NOT_FOUND, message, "Nothing was changed. 'deedbox info' shows the slots.")
    if len(found) > 1:
        names = ", ".join(safe(slot.name) for slot in found)
        raise UsageError(
            "Several key slots have a password.", f"Say which is forgotten with --forgotten NAME: {names}."
        )
    return found[0] if found else None


def _confirm(vault: Vault, kept: Sequence[str], changed: Slot | None = None) -> list[bytes]:
    """The slots that stay although they are not at hand: those named, and on a terminal those agreed to.

    The one that is `changed` need not be.
    """
    absent = [row for row in rotation.absent_slots(vault) if changed is None or row.id != changed.id]
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
    remark(f"Key slot {safe(row.name)} ({safe(row.kind)}), added {moment(row.added)}, fingerprint {row.fingerprint}")
    return ask("It stays a way in. Type its name if it is yours: ") == row.name


commands = {"passwd": Command(_configure_passwd, _passwd), "rotate": Command(_configure_rotate, _rotate)}
