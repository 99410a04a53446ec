"""What the recipients of a share will see, and what they will not: the right half of the dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.browse.row_words import inside_words
from vault.qt.figures import size
from vault.qt.parts.dialogs import Surface
from vault.qt.parts.empty import Emblem
from vault.qt.parts.fields import Field, LineInput
from vault.qt.parts.text import IconText, Rule, Text
from vault.qt.theme import Space

from .people import LONGEST_NAME, joined
from .recipients import Recipient

MOST_ROWS = 5
_ICONS = {"note": "notes", "folder": "folder"}


class ShareContents(Surface):
    """Names and sizes, from whom, how it is protected, and that it cannot be called back."""

    changed = Signal()
    """Something was said that the act depends on."""

    def __init__(self, rows: Sequence[m.Row], parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.XL)
        column.setSpacing(Space.S)
        column.addWidget(Text(self.tr("What they will see"), weight=600))
        for row in rows[:MOST_ROWS]:
            column.addWidget(self._line(row))
        self.total = Text("", "small", "text-secondary", wrap=True, tabular=True)
        self._more = len(rows) - MOST_ROWS
        column.addWidget(self.total)
        self.from_whom = QWidget()
        self._senders = QVBoxLayout(self.from_whom)
        self._senders.setContentsMargins(0, Space.S, 0, 0)
        self._senders.setSpacing(Space.XS)
        self.from_name = Text("", wrap=True, weight=500)
        self.from_words = Text("", "small", "text-secondary", wrap=True)
        self.signed = Text(self.tr("Signed with your identity, with the time of sharing."), wrap=True)
        self.name = LineInput()
        self.name.setMaxLength(LONGEST_NAME)
        hint = self.tr("Your card is made with it now. The name proves nothing; the words that go with it do.")
        self.name_field = Field(self.tr("Your name, as others will see it"), self.name, hint)
        for widget in (self.from_name, self.from_words, self.name_field, self.signed):
            self._senders.addWidget(widget)
        column.addWidget(self.from_whom)
        self.protection = IconText("about", Text("", wrap=True), gap=10)
        self.mixed = QCheckBox(self.tr("Share anyway, as safe as the weakest key"))
        column.addWidget(self.protection)
        column.addWidget(self.mixed)
        column.addSpacing(Space.XS)
        column.addWidget(Text(self.tr("What they will not see"), weight=600))
        self.hidden_words = Text("", wrap=True)
        column.addWidget(self.hidden_words)
        column.addSpacing(Space.XS)
        column.addWidget(Rule())
        limit = self.tr("A share cannot be called back. You will find it under Shared, with the key each person had.")
        column.addWidget(IconText("about", Text(limit, tone="text-secondary", wrap=True), gap=10))
        column.addStretch(1)
        self.mixed.toggled.connect(lambda _: self.changed.emit())
        self.name.textChanged.connect(lambda _: self._forget_fault())
        self.show_identity(None)
        self.show_protection((), mixed=False, passphrase=False)

    def _line(self, row: m.Row) -> QWidget:
        line = QWidget()
        amount = inside_words(row) if row.kind == "folder" else size(row.size)
        line.setAccessibleName(f"{row.shown}, {amount}")
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(Space.M)
        across.addWidget(Emblem(_ICONS.get(row.kind, "file"), 20))
        across.addWidget(Text(row.shown, elide=Qt.TextElideMode.ElideMiddle), 1)
        across.addWidget(Text(amount, tone="text-secondary", tabular=True))
        return line

    def show_amount(self, items: int, total: int) -> None:
        """How much it is, with what is in folders."""
        words = self.tr("%Ln item(s), {size}", "", items).replace("{size}", size(total))
        more = self.tr("And %Ln more chosen.", "", self._more) if self._more > 0 else ""
        self.total.setText(f"{more} {words}".strip())

    def show_identity(self, identity: m.Identity | None) -> None:
        """Who signs; without an identity the name for one is asked."""
        there = identity is not None
        self.from_name.setVisible(there)
        self.from_words.setVisible(there)
        self.name_field.setVisible(not there)
        if identity is not None:
            self.from_name.setText(self.tr("From {name}").replace("{name}", identity.name))
            self.from_words.setText(joined(identity.words))

    def show_protection(self, people: Sequence[Recipient], *, mixed: bool, passphrase: bool) -> None:
        """What it stands, by the keys it is for."""
        self.mixed.setVisible(mixed)
        if passphrase:
            icon, token = "about", "text-secondary"
            words = self.tr("As safe as the passphrase, also from quantum computers.")
        elif mixed:
            icon, token = "warning", "warning"
            words = self.tr(
                "These keys do not go together: some are safe from quantum computers and some are not. Shared at once, "
                "the weakest of them counts. Better share with each kind by itself."
            )
        elif any(one.is_weak for one in people):
            icon, token = "warning", "warning"
            words = self.tr("An RSA key is among them: it is weaker than all others.")
        elif people and all(one.post_quantum for one in people):
            icon, token = "memory-only", "success"
            words = self.tr("Also safe from quantum computers that are yet to be built.")
        elif people:
            icon, token = "about", "text-secondary"
            words = self.tr("Safe today. A quantum computer could open what somebody keeps from now on.")
        else:
            icon, token, words = "about", "text-secondary", ""
        self.protection.set_icon(icon, token)
        self.protection.text.setText(words)
        self.protection.setVisible(bool(words))
        self.hidden_words.setText(
            self.tr("The vault, and in which folders the items are.")
            if passphrase
            else self.tr(
                "The vault, and in which folders the items are. Other recipients appear as fingerprints, without names."
            )
        )

    def refuse_name(self, words: str) -> None:
        """Says below the name what is missing."""
        self.name_field.set_fault(words)
        self.name.setFocus()

    def _forget_fault(self) -> None:
        self.name_field.set_fault("")
        self.changed.emit()
