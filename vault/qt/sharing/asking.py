"""What the window asks of the vault process about sharing; `Operations` has it with all the others."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from vault.child import messages as m
from vault.child.codec import Message
from vault.child.wiping import wipe
from vault.engine.errors import VaultLocked
from vault.qt.asking import Asking, Done, Failed, changes_of, secret
from vault.qt.connection import Asked
from vault.qt.works import Work

translate = QCoreApplication.translate
A = TypeVar("A", bound=Message)


@dataclass(frozen=True)
class Outgoing:
    """A share to be made: what, for whom, and where to. `name` is for an identity that is made first."""

    items: tuple[bytes, ...]
    out: Path
    name: str = ""
    contacts: tuple[bytes, ...] = ()
    keys: tuple[str, ...] = ()
    passphrase: str | None = field(default=None, repr=False)
    myself: bool = False
    mixed: bool = False
    replace: bool = False


class Sharing(Asking):
    """Identity, contacts, shares and their register. GUI thread only."""

    # Who I am

    def identity(self, done: Done[m.Identity], failed: Failed) -> Asked:
        """This vault's identity; NotFound as long as there is none."""
        return self.connection.ask(m.AskIdentity(), done, failed)

    def make_identity(self, name: str, done: Done[m.Identity], failed: Failed) -> None:
        """Make it, under the name that others will see."""
        self._change_sharing(m.MakeIdentity(name), done, failed)

    def renew_identity(self, name: str, done: Done[m.Identity], failed: Failed) -> None:
        """New keys, signed by those before."""
        self._change_sharing(m.RenewIdentity(name), done, failed)

    def import_key(self, text: bytes, passphrase: str, done: Done[m.Identity], failed: Failed) -> None:
        """Take in a key of elsewhere. `text` is this call's own, and overwritten afterwards."""
        words = secret(passphrase) if passphrase else None
        try:
            self._change_sharing(m.ImportKey(text, words), done, failed)
        finally:
            wipe(text)
            wipe(words or b"")

    def forget_key(self, key: bytes, done: Done[m.Identity], failed: Failed) -> None:
        """Forget an imported key."""
        self._change_sharing(m.ForgetKey(key), done, failed)

    # Whom I know

    def contacts(self, done: Done[m.Contacts], failed: Failed) -> Asked:
        """All contacts."""
        return self.connection.ask(m.AskContacts(), done, failed)

    def read_card(self, card: bytes, done: Done[m.CardRead], failed: Failed) -> Asked:
        """What a card says, before anything is kept."""
        return self.connection.ask(m.ReadCard(card), done, failed)

    def add_contact(self, card: bytes, name: str, done: Done[m.ContactWritten], failed: Failed) -> None:
        """Keep a card under a name."""
        self._change_sharing(m.AddContact(card, name), done, failed)

    def verify_contact(
        self, contact: bytes, words: Sequence[str], done: Done[m.ContactWritten], failed: Failed
    ) -> None:
        """These words were compared."""
        self._change_sharing(m.VerifyContact(contact, tuple(words)), done, failed)

    def rename_contact(self, contact: bytes, name: str, done: Done[m.ContactWritten], failed: Failed) -> None:
        """Another name."""
        self._change_sharing(m.RenameContact(contact, name), done, failed)

    def remove_contact(self, contact: bytes, done: Done[m.Changes], failed: Failed) -> None:
        """Forget a contact."""
        self._change_sharing(m.RemoveContact(contact), done, failed)

    # Giving away

    def plan_share(
        self,
        items: Sequence[bytes],
        contacts: Sequence[bytes],
        keys: Sequence[str],
        done: Done[m.ShareFacts],
        failed: Failed,
    ) -> Asked:
        """Look at a share before it is made."""
        return self.connection.ask(m.PlanShare(tuple(items), tuple(contacts), tuple(keys)), done, failed)

    def write_share(self, share: Outgoing, done: Done[m.ShareWritten], failed: Failed) -> Work:
        """Make it. Its line in the bar ends with it: who asked says what came of it."""
        request = m.WriteShare(
            share.items,
            os.fsencode(share.out),
            share.name,
            share.contacts,
            share.keys,
            secret(share.passphrase) if share.passphrase is not None else None,
            share.myself,
            share.mixed,
            share.replace,
        )
        what = translate("operations", "Sharing %Ln item(s)", "", len(share.items))

        def finish(work: Work, _: m.ShareWritten) -> None:
            self.works.forget(work)
            self.sharing_changed.emit()

        def broken(error: Exception) -> None:
            # The identity may have been made for it all the same.
            if not isinstance(error, VaultLocked):
                self.sharing_changed.emit()
            failed(error)

        return self._work(what, request, finish, done, broken)

    # What comes in

    def open_share(self, path: Path, passphrase: str, done: Done[m.ShareOpened], failed: Failed) -> Work:
        """Open and verify. Its line in the bar ends with it: who asked says what came of it."""
        request = m.OpenShare(os.fsencode(path), secret(passphrase) if passphrase else None)

        def finish(work: Work, _: m.ShareOpened) -> None:
            self.works.forget(work)

        what = translate("operations", "Opening and verifying a share")
        return self._work(what, request, finish, done, failed)

    def take_share(
        self, ticket: int, folder: bytes | None, unknown: bool, done: Done[m.ShareTaken], failed: Failed
    ) -> None:
        """Take it in: into a folder, or the inbox."""
        self._change_sharing(m.TakeShare(ticket, folder, unknown), done, failed)

    def drop_share(self, ticket: int) -> None:
        """Do not take it in. A vault that is locked dropped it already."""

        def gone(_: Exception) -> None:
            return

        self.connection.ask(m.DropShare(ticket), self._announce, gone)

    # The register

    def shares(
        self,
        done: Done[m.Shares],
        failed: Failed,
        *,
        item: bytes | None = None,
        contact: bytes | None = None,
        offset: int = 0,
        limit: int = 200,
    ) -> Asked:
        """What went out and came in, newest first; of one item or contact, if it is named."""
        return self.connection.ask(m.AskShares(item, contact, offset, limit), done, failed)

    def _change_sharing(self, request: m.Request[A], done: Done[A], failed: Failed) -> None:
        def over(answer: A) -> None:
            self._announce(changes_of(answer))
            self.sharing_changed.emit()
            done(answer)

        self.connection.ask(request, over, failed)
