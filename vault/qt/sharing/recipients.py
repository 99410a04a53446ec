"""Who gets a share: people chosen by name, words or key, and a field that completes while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.connection import Asked
from vault.qt.operations import Operations
from vault.qt.parts.badges import Badge, badge_word
from vault.qt.parts.buttons import IconButton
from vault.qt.parts.cards import Panel, SectionHead
from vault.qt.parts.contacts import ContactRow
from vault.qt.parts.fields import Field, SearchField
from vault.qt.parts.lists import ItemList
from vault.qt.parts.rows import PersonDelegate
from vault.qt.parts.text import Rule, Text
from vault.qt.theme import Space, look

from .people import PeopleModel, is_key, kind_words, matching, standing

MOST_OFFERED = 4
MOST_SHOWN = 4
"""Rows of people who were chosen; more scroll."""
ROW = 57


@dataclass(frozen=True)
class Recipient:
    """A contact, or a bare key."""

    contact: m.Contact | None = None
    key: str = ""
    read: m.CardRead | None = None

    @property
    def name(self) -> str:
        """What they are called; of a key its beginning."""
        if self.contact is not None:
            return self.contact.name
        return f"{self.key[:20]}…" if len(self.key) > 24 else self.key

    @property
    def is_weak(self) -> bool:
        """Whether the key binds nothing."""
        kind = self.contact.kind if self.contact is not None else self.read.kind if self.read is not None else ""
        return kind == "ssh-rsa"

    @property
    def post_quantum(self) -> bool:
        """Whether a quantum computer could not open what is sent."""
        known = self.contact or self.read
        return known is not None and known.post_quantum


class ChosenPeople(Panel):
    """Those who were chosen, each with state and a way out again."""

    removed = Signal(object)
    """`Recipient`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self._scroll)
        self.rows: list[ContactRow] = []
        self.removes: list[IconButton] = []
        self.show_people(())

    def show_people(self, people: Sequence[Recipient]) -> None:
        """These, in the order they were chosen."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.rows, self.removes = [], []
        for place, one in enumerate(people):
            if place:
                column.addWidget(Rule())
            remove = IconButton("close", self.tr("Remove {name}").replace("{name}", one.name), side=28, icon_size=14)
            remove.clicked.connect(lambda _checked=False, one=one: self.removed.emit(one))
            row = ContactRow(one.name, _second(one), _badge(one), remove)
            column.addWidget(row)
            self.rows.append(row)
            self.removes.append(remove)
        column.addStretch(1)
        before = self._scroll.takeWidget()
        if before is not None:
            before.deleteLater()
        self._scroll.setWidget(inside)
        inside.setAutoFillBackground(False)  # the panel's round corners stay in sight
        shown = max(1, min(MOST_SHOWN, len(people)))
        least = max(ROW, look().line("body") + look().line("small") + 17)
        self._scroll.setFixedHeight(shown * least)
        self.setVisible(bool(people))


def _second(one: Recipient) -> str:
    if one.contact is not None:
        return standing(one.contact)
    return kind_words(one.read.kind, one.read.post_quantum) if one.read is not None else ""


def _badge(one: Recipient) -> Badge:
    return Badge(one.contact.state if one.contact is not None else "new", "" if one.contact else badge_word("new"))


class Recipients(QWidget):
    """The field, what it offers, and who was chosen. Enter takes the first offer, or the key that was pasted."""

    changed = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._asked: Asked | None = None
        self._contacts: tuple[m.Contact, ...] = ()
        self.people: list[Recipient] = []
        self.head = SectionHead(self.tr("Recipients"), role="body")
        self.chosen = ChosenPeople()
        self.input = SearchField(self.tr("Name, word or key"))
        self.field = Field(self.tr("Add a recipient"), self.input)
        self.model = PeopleModel(self, blocked=True)
        self.offers = ItemList(self.tr("Contacts that fit"), PersonDelegate())
        self.offers.setModel(self.model)
        self.offers.setSelectionMode(ItemList.SelectionMode.SingleSelection)
        self.offers.setEditTriggers(ItemList.EditTrigger.NoEditTriggers)
        self.offers.setProperty("surface", "raised")
        self.offers.setFrameShape(QFrame.Shape.NoFrame)
        self.offers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.offers.setFocusProxy(self.input)  # whose arrow keys walk it
        self.none = Text("", tone="text-secondary", wrap=True)
        self._lay_out()
        self.input.textChanged.connect(self._type)
        self.input.installEventFilter(self)
        self.offers.clicked.connect(self._click)
        self.chosen.removed.connect(self.remove)
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self.panel = Panel(edge="border-strong")
        inside = QVBoxLayout(self.panel)
        inside.setContentsMargins(1, 5, 1, 5)
        inside.addWidget(self.offers)
        for widget in (self.head, self.chosen, self.field, self.panel, self.none):
            column.addWidget(widget)

    # What there is

    def show_contacts(self, contacts: Sequence[m.Contact]) -> None:
        """All that could be chosen. Those who were stay, as they are now."""
        self._contacts = tuple(contacts)
        known = {one.id: one for one in contacts}
        self.people = [
            Recipient(known[one.contact.id]) if one.contact is not None else one
            for one in self.people
            if one.contact is None or one.contact.id in known
        ]
        self._show()
        self.changed.emit()

    def contacts(self) -> tuple[bytes, ...]:
        """Of those who were chosen."""
        return tuple(one.contact.id for one in self.people if one.contact is not None)

    def keys(self) -> tuple[str, ...]:
        """Bare ones."""
        return tuple(one.key for one in self.people if one.contact is None)

    def add(self, recipient: Recipient) -> None:
        """One more; nobody twice."""
        chosen = {(one.contact and one.contact.id, one.key) for one in self.people}
        if (recipient.contact and recipient.contact.id, recipient.key) not in chosen:
            self.people.append(recipient)
        self.input.clear()
        self._show()
        self.changed.emit()

    def remove(self, recipient: Recipient) -> None:
        """One less."""
        self.people = [one for one in self.people if one is not recipient]
        self._show()
        self.input.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show(self) -> None:
        self.chosen.show_people(self.people)
        self.head.count.setText(self.locale().toString(len(self.people)) if self.people else "")
        self._offer(self.input.text())

    # Typing

    def _type(self, text: str) -> None:
        self.field.set_fault("")
        if self._asked is not None:
            self._asked.forget()
            self._asked = None
        self._offer(text)

    def _offer(self, text: str) -> None:
        wanted = "" if is_key(text.strip()) else text
        found = matching(self._contacts, wanted, self.contacts())
        self.model.show(found[: MOST_OFFERED * 5])
        for row in range(self.model.rowCount()):
            index = self.model.index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                if text:
                    self.offers.setCurrentIndex(index)
                break
        rows = min(MOST_OFFERED, len(found))
        self.offers.setFixedHeight(max(1, rows) * max(1, self.offers.sizeHintForRow(0)))
        self.panel.setVisible(bool(found) and not is_key(text.strip()))
        self.none.setText(self._said_none(text, bool(found)))
        self.none.setVisible(bool(self.none.text()))

    def _said_none(self, text: str, found: bool) -> str:
        if is_key(text.strip()):
            return self.tr("Enter adds this key.")
        if found:
            return ""
        if not self._contacts:
            return self.tr("There are no contacts yet. Paste an age or SSH key, or add a card on the Contacts page.")
        if text.strip():
            return self.tr("No contact fits. An age or SSH key can be pasted, too.")
        return ""

    def _click(self, index: QModelIndex) -> None:
        self._take(index)

    def _take(self, index: QModelIndex) -> None:
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsSelectable:
            self.add(Recipient(self.model.people[index.row()]))
            self.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_typed(self) -> bool:
        """Enter: the offer that is marked, or the key. Whether there was something to take."""
        text = self.input.text().strip()
        if not text:
            return False
        if is_key(text):
            read: Callable[[m.CardRead], None] = lambda card: self._take_key(text, card)  # noqa: E731
            self._asked = self._operations.read_card(text.encode(), read, self._refuse)
        else:
            self._take(self.offers.currentIndex())
        return True

    def _take_key(self, key: str, read: m.CardRead) -> None:
        known = next((one for one in self._contacts if one.id == read.known), None)
        if known is not None and known.state == "changed":
            words = self.tr("That is the key of {name}, who is blocked until you have compared words.")
            self.field.set_fault(words.replace("{name}", known.name))
            return
        self.add(Recipient(known) if known is not None else Recipient(None, key, read))

    def _refuse(self, _: Exception) -> None:
        self.field.set_fault(self.tr("That is no age or SSH key: perhaps a part of it is missing."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys walk the offers while one types; Backspace in the empty field takes the last one out."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._walk(1 if key == Qt.Key.Key_Down else -1)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take_typed()
                return True  # once too often shares nothing
            if key == Qt.Key.Key_Backspace and not self.input.text() and self.people:
                self.remove(self.people[-1])
                return True
        return False

    def _walk(self, step: int) -> None:
        row = self.offers.currentIndex().row()
        while 0 <= (row := row + step) < self.model.rowCount():
            index = self.model.index(row, 0)
            if index.flags() & Qt.ItemFlag.ItemIsSelectable:
                self.offers.setCurrentIndex(index)
                self.input.setAccessibleDescription(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
                return
