"""The page of keys: every way in as a card, and below them the three rotations with what each heals."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import VaultLocked
from vault.qt.browse.choices import WordInput, add_entry, end_input, refuse_input
from vault.qt.operations import Operations
from vault.qt.parts.badges import ProofLine
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Page, PageHead, SectionHead
from vault.qt.parts.text import Text
from vault.qt.parts.toasts import Tell
from vault.qt.theme import Space, look
from vault.unlock.this_device import LONGEST_NAME

from .changes import Changes
from .way_card import WayCard
from .words import in_order, rotation_words, standing, way_name

BESIDE = 800
"""From this width on, two cards stand beside each other."""


class KeysPage(Page):
    """Reads everything anew whenever ways in or policy changed. Its dialogs are imported when they are wanted."""

    failed = Signal(object)
    """An exception."""

    def __init__(
        self, operations: Operations, facts: Callable[[], m.Facts], tell: Tell, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Keys"), parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard comes to what is on it
        self.operations, self._facts, self._tell = operations, facts, tell
        self._blocked = ""
        self.keys: m.Keys | None = None
        self.cards: list[WayCard] = []
        self.add = Button(self.tr("Add a way in"), "primary", "add", menu=self._make_menu())
        self.standing = ProofLine("proven", self.tr("The ways in are being read."), strong=False)
        self.head = PageHead(self.tr("Keys"), self.standing)
        self.head.add_act(self.add)
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.L)
        self._columns = 2
        self.reminder = Text("", tone="text-secondary", wrap=True)
        self.policy = Button(self.tr("Change"), "link", compact=True)
        self.policy.setAccessibleName(self.tr("Change when keys are renewed"))
        self.section = SectionHead(self.tr("Change the keys"), self.reminder, self.policy)
        self.changes = Changes()
        for widget in (self.head, self._grid_holder):
            self.body.addWidget(widget)
        self.body.addSpacing(Space.XS)
        for widget in (self.section, self.changes):
            self.body.addWidget(widget)
        self.policy.clicked.connect(lambda _checked=False: self.open_policy())
        self.changes.password_wanted.connect(self.open_change_password)
        self.changes.key_wanted.connect(lambda: self.open_rotate(content=False))
        self.changes.reencryption_wanted.connect(lambda: self.open_rotate(content=True))
        self.changes.secrets_wanted.connect(self.open_new_secrets)
        operations.keys_changed.connect(self.show_keys)
        # A method, which goes with the page: what a function holds would outlive it with the operations of the window.
        operations.facts_changed.connect(self._follow)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        add_entry(menu, self.tr("Password"), "password", lambda: self.open_add_password(keyfile=False))
        add_entry(menu, self.tr("Keyfile and password"), "keys", lambda: self.open_add_password(keyfile=True))
        add_entry(menu, self.tr("Recovery kit"), "recovery-kit", self.open_add_kit)
        add_entry(menu, self.tr("This device"), "device", self.open_add_device)
        return menu

    # What is there

    def refresh(self) -> None:
        """Reads ways in and policy."""
        self.operations.keys(self.show_keys, self._fail)

    def showEvent(self, event: QShowEvent) -> None:
        """Keys may have changed while another page was shown."""
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, VaultLocked):
            self.failed.emit(error)

    def show_keys(self, keys: m.Keys) -> None:
        """These are the ways in now."""
        if not isValid(self) or keys == self.keys:
            return
        focused = next((card.way.id for card in self.cards if card.isAncestorOf(self.focusWidget())), None)
        self.keys = keys
        self.standing.set_proof(*standing(keys.ways))
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [self._make_card(way, keys) for way in in_order(keys.ways)]
        self._arrange(self._columns)
        self.reminder.setText(rotation_words(keys))
        self.reminder.set_tone("warning" if keys.due_reason else "text-secondary")
        self.changes.show_size(self._facts().size)
        for card in self.cards:
            if card.way.id == focused:
                card.test.setFocus()

    def _make_card(self, way: m.KeySlot, keys: m.Keys) -> WayCard:
        card = WayCard(way, keys)
        card.test_wanted.connect(self.open_test)
        card.print_wanted.connect(self.open_replace_kit)
        card.rename_wanted.connect(self.ask_name)
        card.removal_wanted.connect(self.open_remove)
        card.block(self._blocked)
        return card

    def _arrange(self, columns: int) -> None:
        self._columns = columns
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))

    def set_read_only(self) -> None:
        """Nothing is changed any more."""
        self._blocked = self.tr("The vault can only be read now")
        self.add.set_blocked(self._blocked)
        self.policy.set_blocked(self._blocked)
        self.changes.block(self._blocked)
        for card in self.cards:
            card.block(self._blocked)

    # What is done

    def _over(self) -> QWidget:
        return self.window()

    def open_add_password(self, *, keyfile: bool) -> None:
        """One more password."""
        from .adding import AddPasswordDialog

        if self.keys is not None:
            AddPasswordDialog(
                self.operations, self.keys, self._facts(), self._over(), self._tell, keyfile=keyfile
            ).open()

    def open_add_kit(self) -> None:
        """A recovery kit."""
        from .kits import AddKitDialog

        if self.keys is not None:
            AddKitDialog(self.operations, self.keys, self._facts(), self._over(), self._tell).open()

    def open_replace_kit(self, way: m.KeySlot) -> None:
        """A new kit in the place of one that is there."""
        from .kits import AddKitDialog

        if self.keys is not None:
            AddKitDialog(self.operations, self.keys, self._facts(), self._over(), self._tell, replaced=way).open()

    def open_add_device(self) -> None:
        """This device; without a keyring, why that cannot be."""
        from .adding import AddDeviceDialog

        if self.keys is not None:
            AddDeviceDialog(self.operations, self.keys, self._over(), self._tell).open()

    def open_test(self, way: m.KeySlot) -> None:
        """Shows whether it opens the vault."""
        from .testing import TestDialog

        TestDialog(self.operations, way, self._over(), self._tell).open()

    def open_remove(self, way: m.KeySlot) -> None:
        """After its name was typed."""
        from .removing import RemoveDialog

        if self.keys is not None:
            RemoveDialog(self.operations, self.keys, way, self._over(), self._tell, rotate=self.open_rotate).open()

    def ask_name(self, way: m.KeySlot) -> None:
        """Another name."""

        def take(name: str, dialog: WordInput) -> None:
            self.operations.rename_way(
                way.id, name, lambda _: end_input(dialog), lambda error: refuse_input(dialog, error)
            )

        title, label = self.tr("Rename"), self.tr("Name of this way in")
        hint = self.tr("It stands in the vault's folder, where everybody can read it.")
        act = self.tr("Rename")
        dialog = WordInput(title, label, act, take, self._over(), text=way_name(way), hint=hint, most=LONGEST_NAME)
        dialog.open()

    def open_policy(self) -> None:
        """When new keys are due."""
        from .policy import PolicyDialog

        if self.keys is not None:
            PolicyDialog(self.operations, self.keys, self._over()).open()

    def open_change_password(self) -> None:
        """Another password."""
        from vault.qt.dialogs.change_password import ChangePasswordDialog

        ChangePasswordDialog(self.operations, self._facts(), self._over()).open()

    def open_rotate(self, *, content: bool = False) -> None:
        """A new vault key, with everything re-encrypted or without."""
        from vault.qt.dialogs.rotation import RotateDialog

        dialog = RotateDialog(self.operations, self._facts(), self._over())
        dialog.content.setChecked(content)
        dialog.open()

    def open_new_secrets(self) -> None:
        """Nothing of today opens the vault afterwards."""
        from .new_secrets import NewSecretsDialog

        if self.keys is not None:
            NewSecretsDialog(self.operations, self.keys, self._facts(), self._over(), self._tell).open()

    def open_renew(self) -> None:
        """The password at hand at today's cost."""
        from .renewing import RenewDialog

        RenewDialog(self.operations, self._facts(), self._over(), self._tell).open()

    # Shape

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two cards beside each other where there is room."""
        super().resizeEvent(event)
        columns = 2 if self.viewport().width() >= look().measure(BESIDE) else 1
        if columns != self._columns:
            self._arrange(columns)
