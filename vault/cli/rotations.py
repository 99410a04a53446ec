"""`passwd` and `rotate`: another password, another vault key, and with that new keys for all that is there."""

from __future__ import annotations

import argparse
import contextlib
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
from vault.cli.bar import Bar
from vault.cli.opened import asked_policy, chosen_policy, opened
from vault.cli.passwords import check_standard_input, choose_new_password
from vault.cli.terminal import answer, ask, counted, remark, safe, say, size_of
from vault.cli.wording import BUSY, CONFLICT, DAMAGED, DONE, NOT_FOUND, Refusal, moment
from vault.engine import reencryption, rotation
from vault.engine.errors import Cancelled
from vault.engine.index import kept_texts
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
        # What keeps its key keeps its index.
        with contextlib.nullcontext() if arguments.keep_key else kept_texts(vault):
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
    parser.add_argument(
        "--content",
        action="store_true",
        help="re-encrypt everything under new keys as well; what was interrupted goes on where it stopped",
    )
    add_unlock(parser)
    add_kdf(parser)
    add_confirmation(parser)
    add_json(parser)


def _rotate(arguments: argparse.Namespace) -> int:
    check_standard_input(arguments)
    asked_policy(arguments)
    content = None
    with opened(arguments, writing=True) as vault, kept_texts(vault):
        left = reencryption.remaining(vault)
        if left is None or not arguments.content:
            policy = chosen_policy(arguments, vault.credential)
            confirmed = _confirm(vault, arguments.keep_slot)
            rotation.new_vault_key(vault, vault.credential, policy=policy, confirmed=confirmed)
        elif not arguments.json:
            say(f"Re-encrypting goes on; {size_of(left.bytes)} remained.")
        if arguments.content:
            content = _reencrypt(vault, begun=left is not None)
        body = vault.files.header.body
    done = content is None or content.complete
    if arguments.json:
        fields: dict[str, object] = {"epoch": body.context.epoch, "slots": [slot.name for slot in body.slots]}
        if content is not None:
            fields["content"] = {name: getattr(content, name) for name in ("bytes", "damaged", "held", "complete")}
        answer(fields)
    elif content is not None:
        _tell(content)
    else:
        say(f"The vault has a new key (number {body.context.epoch}); the password is the same.")
        say(
            "Whoever had the old key cannot read what is written from now on; "
            "what they could read before, they still can."
        )
    return DONE if done else DAMAGED if content is not None and content.damaged else BUSY


def _reencrypt(vault: Vault, *, begun: bool) -> reencryption.ReencryptionReport:
    """Everything under new keys. Raises Cancelled; the next time goes on where this one stopped."""
    if not begun:
        reencryption.begin(vault)
    with Bar("Re-encrypting") as bar:
        try:
            return reencryption.go_on(vault, progress=bar)
        except Cancelled:
            left = reencryption.remaining(vault)
            assert left is not None
            remark(f"{size_of(left.bytes)} remain under the old keys. 'deedbox rotate --content' goes on from there.")
            raise


def _tell(content: reencryption.ReencryptionReport) -> None:
    """What came of it, and what it means."""
    if content.complete:
        say(f"Everything is encrypted under new keys ({size_of(content.bytes)}); the old ones open nothing of it.")
        say("Old copies, backups and exports of this vault still open with the keys they had.")
    elif content.damaged:
        say(f"{counted(content.damaged, 'part')} could not be read and keep their old keys; all others have new ones.")
        say("'deedbox check --repair' names the items. Then 'deedbox rotate --content' completes it.")
    else:
        say("Everything is encrypted under new keys, but somebody reads the vault, so the old files are still there.")
        say("Once they are done, 'deedbox rotate --content' removes them.")


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
