"""Everything under new keys: carrying it out with a bar, and saying what came of it."""

from __future__ import annotations

from typing import Any

from vault.cli.bar import Bar
from vault.cli.terminal import counted, remark, say, size_of
from vault.cli.wording import BUSY, DAMAGED, DONE
from vault.engine import reencryption
from vault.engine.errors import Cancelled
from vault.engine.reencryption import ReencryptionReport
from vault.engine.vault import Vault


def reencrypt(vault: Vault) -> ReencryptionReport:
    """What remains of a re-encryption that has begun. Raises Cancelled; the next time goes on from there."""
    with Bar("Re-encrypting") as bar:
        try:
            return reencryption.go_on(vault, progress=bar)
        except Cancelled:
            left = reencryption.remaining(vault)
            assert left is not None
            remark(f"{size_of(left.bytes)} remain under the old keys. 'deedbox rotate --content' goes on from there.")
            raise


def exit_code(content: ReencryptionReport | None) -> int:
    """What to tell a script; None where nothing was to be re-encrypted."""
    if content is None or content.complete:
        return DONE
    return DAMAGED if content.damaged else BUSY


def content_fields(content: ReencryptionReport) -> dict[str, Any]:
    """For scripts."""
    return {name: getattr(content, name) for name in ("bytes", "damaged", "held", "complete")}


def tell_reencrypted(content: ReencryptionReport) -> None:
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
