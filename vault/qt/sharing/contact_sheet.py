"""One contact: words, fingerprint, how sure one can be, and what was shared."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.browse.choices import add_entry
from vault.qt.browse.tag_line import FlowLayout
from vault.qt.clipboard import secret_clipboard
from vault.qt.operations import Operations
from vault.qt.parts.badges import Badge, ProofLine
from vault.qt.parts.buttons import Button, IconButton
from vault.qt.parts.cards import Panel
from vault.qt.parts.contacts import InitialsTile
from vault.qt.parts.text import Text
from vault.qt.theme import Space

from .people import date_words, kind_words, standing
from .share_lines import ShareLines
from .word_grid import WordGrid

PROOF = {"verified": "proven", "new": "unproven", "changed": "failed"}


class ContactSheet(Panel):
    """It shows; what is done is for others."""

    compare_wanted = Signal(object)
    """`m.Contact`."""
    rename_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contact: m.Contact | None = None
        self.read_only = False
        self._tile = QHBoxLayout()
        self.name = Text("", "item-title", wrap=True)
        self.kind = Text("", "small", "text-secondary", wrap=True)
        self.badge = Badge("new")
        self.proof = ProofLine("unproven", "")
        self.about = Text("", wrap=True)
        self.words = WordGrid()
        self.fingerprint = Text("", "small", "text-secondary", wrap=True, tabular=True)
        self.compare = Button(self.tr("Compare words"), icon="compare")
        self.rename = Button(self.tr("Rename"))
        self.more = IconButton("more", self.tr("More with this contact"))
        self.shares = ShareLines(operations)
        self._lay_out()
        self.compare.clicked.connect(lambda: self.compare_wanted.emit(self.contact))
        self.rename.clicked.connect(lambda: self.rename_wanted.emit(self.contact))
        self.more.clicked.connect(self._open_menu)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.M)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addLayout(self._tile)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.kind)
        head.addLayout(names, 1)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for widget in (self.proof, self.about, self.words, self.fingerprint):
            column.addWidget(widget)
        line = QWidget()
        acts = FlowLayout(line, spacing=Space.S)
        for button in (self.compare, self.rename, self.more):
            acts.addWidget(button)
        column.addWidget(line)
        column.addWidget(self.shares)
        column.addStretch(1)

    def show_contact(self, contact: m.Contact) -> None:
        """This one, as it is now."""
        self.contact = contact
        self.setAccessibleName(contact.name)
        while (item := self._tile.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                before.deleteLater()
        self._tile.addWidget(InitialsTile(contact.name), 0, Qt.AlignmentFlag.AlignTop)
        self.name.setText(contact.name)
        self.kind.setText(kind_words(contact.kind, contact.post_quantum))
        self.badge.set_kind(contact.state)
        self.proof.set_proof(PROOF[contact.state], f"{standing(contact)}.")
        self.about.setText(self._advice(contact))
        changed = contact.state == "changed"
        words = contact.new_words if changed else contact.words
        self.words.show_words(words)
        self.words.setVisible(bool(words))
        fingerprint = contact.new_fingerprint if changed else contact.fingerprint
        said = self.tr("Fingerprint: {fingerprint}").replace("{fingerprint}", fingerprint)
        added = self.tr("Added on {date}.").replace("{date}", date_words(contact.added))
        self.fingerprint.setText(f"{said}\n{added}" if fingerprint else added)
        locked = self.tr("The vault can only be read now") if self.read_only else ""
        self.compare.setVisible(bool(words))
        self.compare.set_blocked(locked)
        self.rename.set_blocked(locked)
        self.shares.show_contact(contact.id)

    def _advice(self, contact: m.Contact) -> str:
        if contact.state == "changed":
            return self.tr(
                "These are the words of the new key. Nothing can be shared with it, nor received, until you have "
                "compared them with {name}."
            ).replace("{name}", contact.name)
        if contact.state == "new":
            return self.tr(
                "You can share already, but the key could belong to somebody else. Compare these words by phone or "
                "in person."
            )
        return self.tr("The words of the key that is in use:")

    def _open_menu(self) -> None:
        contact = self.contact
        if contact is None:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        copy = secret_clipboard().put_public
        add_entry(menu, self.tr("Copy key"), "clipboard", lambda: copy(contact.recipient))
        if not self.read_only:
            menu.addSeparator()
            add_entry(menu, self.tr("Remove"), "trash", lambda: self.removal_wanted.emit(contact), "Del")
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
