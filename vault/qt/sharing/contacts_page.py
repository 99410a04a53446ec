"""The page of contacts: my card at the top, whom I know below it, and beside it the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import NotFound, VaultLocked
from vault.qt.browse.choices import Confirmation, WordInput, end_input, refuse_input
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Page, PageHead, Panel, SectionHead
from vault.qt.parts.empty import EmptyState
from vault.qt.parts.lists import ItemList
from vault.qt.parts.rows import PersonDelegate
from vault.qt.parts.text import Text
from vault.qt.theme import Space, look

from .add_contact import AddContactDialog, ReadCode
from .card import MyCard
from .contact_sheet import ContactSheet
from .own_keys import ImportKeyDialog, RenewDialog, ask_identity
from .people import LONGEST_NAME, PeopleModel
from .verify_dialog import VerifyDialog

BESIDE = 760
"""From this width on, the chosen contact stands beside the list."""
MOST_ROWS = 10
"""So many rows are seen; more scroll."""

Tell = Callable[[str, str], object]


class ContactsPage(Page):
    """Reads everything anew whenever something of it was changed."""

    failed = Signal(object)
    """An exception."""

    def __init__(
        self, operations: Operations, tell: Tell, read_code: ReadCode | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Contacts"), parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard comes to what is on it
        self._operations, self._tell, self._read_code = operations, tell, read_code
        self._read_only = False
        self._wanted: bytes | None = None
        self.contacts: tuple[m.Contact, ...] = ()
        self.identity: m.Identity | None = None
        self.add = Button(self.tr("Add a contact"), "primary", "add")
        about = self.tr("Whom you share with, and how sure you can be that a key is theirs.")
        self.head = PageHead(self.tr("Contacts"), Text(about, tone="text-secondary", wrap=True))
        self.head.add_act(self.add)
        self.card = MyCard(tell)
        self.count = SectionHead(self.tr("People"))
        self.model = PeopleModel(self)
        self.view = ItemList(self.tr("Contacts"), PersonDelegate(bar=True))
        self.sheet = ContactSheet(operations)
        self.empty = self._make_empty()
        self._lay_out()
        self._connect()
        operations.sharing_changed.connect(self.refresh)
        self.refresh()

    def _make_empty(self) -> EmptyState:
        return EmptyState(
            "contacts",
            self.tr("Contacts are the people you share with."),
            self.tr("Ask somebody for their card, or for an age or SSH key, and add it. Or drop a card on this page."),
        )

    def _lay_out(self) -> None:
        self.view.setModel(self.model)
        self.view.setSelectionMode(ItemList.SelectionMode.SingleSelection)
        self.view.setEditTriggers(ItemList.EditTrigger.NoEditTriggers)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.body.addWidget(self.head)
        self.body.addWidget(self.card)
        self.body.addWidget(self.count)
        self.people = QWidget()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.people)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(Space.L)
        self.panel = Panel(fill="surface")
        inside = QVBoxLayout(self.panel)
        inside.setContentsMargins(1, 5, 1, 5)
        inside.addWidget(self.view)
        self._halves.addWidget(self.panel, 5, Qt.AlignmentFlag.AlignTop)
        self._halves.addWidget(self.sheet, 6, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.people)
        self.body.addWidget(self.empty)

    def _connect(self) -> None:
        self.add.clicked.connect(lambda _checked=False: self.add_contact())
        self.card.make_wanted.connect(lambda: ask_identity(self._operations, self.window()))
        self.card.renew_wanted.connect(self._renew)
        self.card.import_wanted.connect(lambda: ImportKeyDialog(self._operations, self.window()).open())
        self.card.forget_wanted.connect(self._ask_forget)
        self.sheet.compare_wanted.connect(self.compare)
        self.sheet.rename_wanted.connect(self._rename)
        self.sheet.removal_wanted.connect(self.ask_remove)
        self.view.selectionModel().currentChanged.connect(lambda now, _: self._choose(now.row()))
        for keys, words, do in (
            ("F2", self.tr("Rename"), self._rename),
            ("Del", self.tr("Remove"), self.ask_remove),
            ("Return", self.tr("Compare words"), self.compare),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.view)
            shortcut.setWhatsThis(words)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda do=do: self.chosen and not self._read_only and do(self.chosen))

    @property
    def chosen(self) -> m.Contact | None:
        """The contact beside the list."""
        row = self.view.currentIndex().row()
        return self.contacts[row] if 0 <= row < len(self.contacts) else None

    def set_read_only(self) -> None:
        """Nothing is changed any more."""
        self._read_only = self.card.read_only = self.sheet.read_only = True
        self.add.set_blocked(self.tr("The vault can only be read now"))
        self.refresh()

    # What is there

    def refresh(self) -> None:
        """Reads identity and contacts."""
        self._operations.identity(self._take_identity, self._no_identity)
        self._operations.contacts(self._take_contacts, self._fail)

    def _take_identity(self, identity: m.Identity) -> None:
        self.identity = identity
        self.card.show_identity(identity)

    def _no_identity(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self.identity = None
            self.card.show_identity(None)
        else:
            self._fail(error)

    def _take_contacts(self, answer: m.Contacts) -> None:
        wanted = self._wanted or (self.chosen.id if self.chosen is not None else None)
        row_before = self.view.currentIndex().row()
        self._wanted = None
        self.contacts = answer.contacts
        self.model.show(answer.contacts)
        there = bool(answer.contacts)
        for widget in (self.count, self.people):
            widget.setVisible(there)
        self.empty.setVisible(not there)
        self.count.count.setText(self.locale().toString(len(answer.contacts)) if there else "")
        row = self.model.row_of(wanted) if wanted is not None else -1
        if row < 0:
            row = min(max(row_before, 0), len(answer.contacts) - 1)
        if there:
            index = self.model.index(row, 0)
            self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._choose(row)
        self._fit_list()

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.contacts):
            self.sheet.show_contact(self.contacts[row])

    def _fit_list(self) -> None:
        rows = max(1, min(MOST_ROWS, len(self.contacts)))
        self.view.setFixedHeight(rows * max(1, self.view.sizeHintForRow(0)) + 2)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, VaultLocked):
            self.failed.emit(error)

    def show_contact(self, contact: bytes) -> None:
        """Chooses one, as soon as it is there."""
        self._wanted = contact
        self.refresh()

    # What is done

    def add_contact(self, path: Path | None = None, card: bytes = b"") -> None:
        """Asks for a card; of a file or card that is at hand, what it is."""
        if self._read_only:
            return
        dialog = AddContactDialog(
            self._operations, self.contacts, self._read_code, self.window(), added=self._show_added
        )
        dialog.open()
        if path is not None:
            dialog.take_file(path)
        elif card:
            dialog.take_card(card)

    def _show_added(self, contact: m.Contact) -> None:
        if not isValid(self):
            return
        self.show_contact(contact.id)
        if contact.state == "verified":
            words = self.tr("{name} has new keys, signed by the ones you compared.")
        elif contact.state == "changed":
            words = self.tr("{name} is blocked until you have compared the new words.")
        else:
            words = self.tr("Added {name}. Compare the words before you share something that matters.")
        self._tell("contacts", words.replace("{name}", contact.name))

    def compare(self, contact: m.Contact) -> None:
        """Words against words."""
        if not (contact.new_words if contact.state == "changed" else contact.words):
            return
        VerifyDialog(
            self._operations,
            contact,
            self.identity,
            self.window(),
            verified=self._tell_verified,
            remove=self.ask_remove,
        ).open()

    def _tell_verified(self, contact: m.Contact) -> None:
        if isValid(self):
            self._tell("proof", self.tr("{name} is verified.").replace("{name}", contact.name))

    def _renew(self) -> None:
        if self.identity is not None:
            RenewDialog(self._operations, self.identity, self.window()).open()

    def _rename(self, contact: m.Contact) -> None:
        def take(name: str, dialog: WordInput) -> None:
            self._operations.rename_contact(
                contact.id, name, lambda _: end_input(dialog), partial(refuse_input, dialog)
            )

        title, label = self.tr("Rename"), self.tr("Name in your contacts")
        act = self.tr("Rename")
        WordInput(title, label, act, take, self.window(), text=contact.name, most=LONGEST_NAME).open()

    def ask_remove(self, contact: m.Contact) -> None:
        """After a question."""
        Confirmation(
            self.tr("Remove contact"),
            self.tr("{name} and the key are taken out of your contacts.").replace("{name}", contact.name),
            self.tr(
                "What you shared stays with them and in the register. Added again later, the words are compared anew."
            ),
            self.tr("Remove"),
            lambda: self._operations.remove_contact(contact.id, lambda _: None, self._fail),
            self.window(),
        ).open()

    def _ask_forget(self, key: m.ImportedKey) -> None:
        Confirmation(
            self.tr("Forget this key"),
            self.tr("Shares made for this key do not open here any more."),
            self.tr("What came in already stays. The file the key came from is not touched."),
            self.tr("Forget"),
            lambda: self._operations.forget_key(key.id, lambda _: None, self._fail),
            self.window(),
        ).open()

    # Shape

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the list the contact stands below it."""
        super().resizeEvent(event)
        wide = self.viewport().width() >= look().measure(BESIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._halves.direction() != way:
            self._halves.setDirection(way)
