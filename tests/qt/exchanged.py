"""Two people with a vault each, in real vault processes, and what the tests of sharing do with their dialogs."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.qt.opened import PATIENCE_MS, WORDS, Answers, Opened
from vault.child import messages as m
from vault.qt.browse.places import FolderTree
from vault.qt.parts.dialogs import Dialog
from vault.qt.sharing.add_contact import AddContactDialog
from vault.qt.sharing.asking import Outgoing
from vault.qt.sharing.receive_dialog import ReceiveDialog
from vault.qt.sharing.share_dialog import ShareDialog

D = TypeVar("D", bound=Dialog)


class Person(Opened):
    """A vault with an identity, and this person's dialogs."""

    def __init__(self, qtbot: QtBot, folder: Path, name: str) -> None:
        folder.mkdir(parents=True)
        super().__init__(qtbot, folder, name)
        self.folder, self.name = folder, name
        self._begun = Answers(qtbot)
        self.operations.create(self.path, WORDS, self._begun, self._begun)  # two of them start beside each other
        self.tree = FolderTree(self.operations, self.operations)
        self.made: list[tuple[Outgoing, m.ShareWritten, list[str]]] = []
        self.taken: list[m.ShareTaken] = []

    @cached_property
    def facts(self) -> m.Facts:
        facts = self._begun.wait()
        assert isinstance(facts, m.Facts), facts
        return facts

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def identify(self) -> m.Identity:
        assert self.facts is not None
        made: m.Identity = self.answer(self.operations.make_identity, self.name)
        return made

    @property
    def identity(self) -> m.Identity:
        identity: m.Identity = self.answer(self.operations.identity)
        return identity

    @property
    def contacts(self) -> dict[str, m.Contact]:
        return {one.name: one for one in self.answer(self.operations.contacts).contacts}

    @property
    def shares(self) -> tuple[m.ShareRow, ...]:
        shares: m.Shares = self.answer(self.operations.shares)
        return shares.shares

    def knows(self, other: Person, name: str = "") -> m.Contact:
        """Adds the other's card, without a dialog."""
        card = other.identity.card.encode()
        written: m.ContactWritten = self.answer(self.operations.add_contact, card, name or other.name)
        return written.contact

    def rows(self, *items: bytes) -> list[m.Row]:
        return [self.answer(self.operations.details, item).row for item in items]

    def share_dialog(self, *items: bytes, compare: Callable[[m.Contact], None] = lambda _: None) -> ShareDialog:
        """The dialog for items, once it knows contacts, identity and a file."""

        def made(share: Outgoing, written: m.ShareWritten, names: list[str]) -> None:
            self.made.append((share, written, names))

        dialog = ShareDialog(self.operations, self.rows(*items), self.facts, made, compare)
        known = self.contacts
        return self.shown(dialog, lambda: dialog.file.text() and len(dialog.recipients._contacts) == len(known))

    def receive_dialog(self, path: Path) -> ReceiveDialog:
        """The dialog for a file, which is being opened."""
        known = tuple(self.contacts.values())
        dialog = ReceiveDialog(self.operations, path, self.tree, lambda: known, self.taken.append)
        self.shown(dialog, lambda: True)
        dialog.begin()
        return dialog

    def add_dialog(self, read_code: Any = None) -> AddContactDialog:
        dialog = AddContactDialog(self.operations, tuple(self.contacts.values()), read_code)
        return self.shown(dialog, lambda: True)

    def shown(self, dialog: D, ready: Callable[[], object]) -> D:
        dialog.show()
        QApplication.processEvents()
        self.wait(ready)
        return dialog


def is_gone(widget: QWidget) -> bool:
    from shiboken6 import isValid

    return not isValid(widget) or not widget.isVisible()
