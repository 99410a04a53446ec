"""Adding a contact: a card as text, file or picture of its QR code is looked at before anything is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.child.failures import error_of, failure_of
from vault.engine.errors import Conflict, VaultLocked
from vault.qt.connection import Asked
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Panel
from vault.qt.parts.choosing import choose_file, documents
from vault.qt.parts.dialogs import MIDDLE, Dialog
from vault.qt.parts.fields import Field, LineInput
from vault.qt.parts.text import IconText, Text
from vault.qt.theme import Space, look
from vault.qt.wording import words_for

from .people import LONGEST_NAME, kind_words
from .word_grid import WordGrid

LARGEST_CARD = 64 << 10
LARGEST_PICTURE = 16 << 20
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*\0", b"MM\0*", b"\0\0\0")
QUIET_MS = 200

ReadCode = Callable[[bytes, Callable[[bytes | None], None]], None]
"""Reads the QR code in a picture, somewhere safe, and calls back with what it holds, or nothing."""


def read_card_file(path: Path) -> bytes | OSError:
    """A card's file or picture, up to what either may have."""
    try:
        with path.open("rb") as file:
            begin = file.read(LARGEST_CARD + 1)
            return begin + file.read(LARGEST_PICTURE) if begin.startswith(PICTURES) else begin
    except OSError as error:
        return error


class AddContactDialog(Dialog):
    """Takes a card, says what it is, and keeps it under a name."""

    def __init__(
        self,
        operations: Operations,
        contacts: Sequence[m.Contact],
        read_code: ReadCode | None,
        parent: QWidget | None = None,
        *,
        added: Callable[[m.Contact], None] | None = None,
    ) -> None:
        """Without `read_code` pictures are not offered."""
        super().__init__(self.tr("Add a contact"), parent, width=MIDDLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations, self._contacts, self._read_code, self._added = operations, contacts, read_code, added
        self._aside = Aside()
        self._asked: Asked | None = None
        self._card = b""
        self._named = False
        self.read: m.CardRead | None = None
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.text.setFixedHeight(look().line("body") * 4 + Space.L)
        hint = self.tr("A Deedbox card, or a public key that begins with age1, ssh-ed25519 or ssh-rsa.")
        self.text_field = Field(self.tr("Card or key, pasted"), self.text, hint)
        self.choose = Button(self.tr("Choose a file"), icon="folder-open")
        self.found = FoundCard()
        self.name = LineInput()
        self.name.setMaxLength(LONGEST_NAME)
        self.name_field = Field(self.tr("Name in your contacts"), self.name)
        self._quiet = QTimer(self, interval=QUIET_MS, singleShot=True)
        self._quiet.timeout.connect(self._look_at_text)
        self._lay_out()
        self.set_act(self.tr("Add contact"))
        self.text.textChanged.connect(self._typed)
        self.choose.clicked.connect(self._choose)
        self.name.textChanged.connect(lambda _: self._show_state())
        self.name.textEdited.connect(self._note_name)
        self._show_state()
        self.text.setFocus()

    def _lay_out(self) -> None:
        about = self.tr(
            "Ask for the card by any way you like: what counts is that you compare its six words afterwards."
        )
        self.body.addWidget(Text(about, wrap=True))
        self.body.addWidget(self.text_field)
        line = QHBoxLayout()
        line.setSpacing(Space.M)
        line.addWidget(self.choose)
        words = self.tr("A card's file, or a picture of its QR code.") if self._read_code else self.tr("A card's file.")
        line.addWidget(Text(words, tone="text-secondary", wrap=True), 1)
        self.body.addLayout(line)
        self.body.addWidget(self.found)
        self.body.addWidget(self.name_field)
        self.body.addStretch(1)

    # The source

    def _choose(self) -> None:
        choose_file(self, self.tr("Choose a card"), documents(), self.take_file)

    def take_file(self, path: Path) -> None:
        """A card's file or picture."""
        self.text_field.set_hint(self.tr("Reading {name}").replace("{name}", path.name))
        self._aside.ask(lambda: read_card_file(path), self._take_content)

    def take_card(self, card: bytes) -> None:
        """A card that is at hand, as its text or its bytes."""
        self._card = card
        self._forget()
        self._asked = self._operations.read_card(card, self._take, self._refuse)

    def _forget(self) -> None:
        """What was read is of another card than the one that is there now."""
        if self._asked is not None:
            self._asked.forget()
        self.read = None
        self._show_state()

    def _take_content(self, content: bytes | OSError) -> None:
        if isinstance(content, OSError):
            self._say(words_for(error_of(failure_of(content))).happened)
        elif content.startswith(PICTURES) and self._read_code is not None:
            self._read_code(content, self._take_code)
        elif content.startswith(PICTURES) or len(content) > LARGEST_CARD:
            self._say(self.tr("That is no card and no public key."))
        else:
            self.take_card(content)

    def _take_code(self, code: bytes | None) -> None:
        if not isValid(self):
            return
        if code is None:
            self._say(self.tr("No QR code of a card can be read in that picture. Take it straight on, and closer."))
        else:
            self.take_card(code)

    def _typed(self) -> None:
        self.text_field.set_fault("")
        self._forget()
        self._quiet.start()

    def _look_at_text(self) -> None:
        text = self.text.toPlainText().strip()
        if text:
            self.take_card(text.encode("utf-8", "replace")[:LARGEST_CARD])

    # What it is

    def _take(self, read: m.CardRead) -> None:
        self.read = read
        self.text_field.set_fault("")
        known = self._of(read.known)
        succeeds = self._of(read.succeeds)
        if not self._named or not self.name.text().strip():
            self.name.setText(succeeds.name if succeeds is not None else read.name)
        self.found.show_card(read, known, succeeds)
        self._show_state()
        if known is None:
            self.name.setFocus()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, VaultLocked):
            self.done(self.DialogCode.Rejected)
            return
        self._say(self.tr("That is no card and no public key."))

    def _say(self, words: str) -> None:
        self.read = None
        self.text_field.set_fault(words)
        self._show_state()

    def _of(self, contact: bytes | None) -> m.Contact | None:
        return next((one for one in self._contacts if one.id == contact), None) if contact else None

    def _note_name(self) -> None:
        self._named = True

    def _namesake(self) -> m.Contact | None:
        """Who has this name already, with other keys that these do not succeed."""
        name = self.name.text().strip()
        found = next((one for one in self._contacts if one.name == name), None)
        return found if found is not None and self.read is not None and found.id != self.read.succeeds else None

    def _show_state(self) -> None:
        read = self.read
        there, known = read is not None, read is not None and read.known is not None
        self.found.setVisible(there)
        self.name_field.setVisible(there and not known)
        other = self._namesake()
        if other is not None:
            words = self.tr(
                "{name} is among your contacts with another key. Added under this name, nothing is shared with {name} "
                "until you have compared the new words."
            )
            self.name_field.set_hint(words.replace("{name}", other.name), "warning")
        else:
            self.name_field.set_fault("")
        reason = "" if there else self.tr("Paste or choose a card first")
        if known:
            reason = self.tr("These keys are among your contacts already")
        elif there and not self.name.text().strip():
            reason = self.tr("Type a name first")
        self.act.set_blocked(reason)
        self.fit()

    # Keeping it

    def accept(self) -> None:
        """The act."""
        if self.act.isEnabled():
            self.act.set_blocked(self.tr("This is being written down"))
            self._operations.add_contact(self._card, self.name.text().strip(), self._end, self._fail)

    def _end(self, written: m.ContactWritten) -> None:
        if isValid(self):
            super().accept()
        if self._added is not None:
            self._added(written.contact)

    def _fail(self, error: Exception) -> None:
        if not isValid(self):
            return
        self._show_state()
        taken = self.tr("Another contact has these keys.")
        self.name_field.set_fault(taken if isinstance(error, Conflict) else words_for(error).whole)

    def done(self, result: int) -> None:
        """Nobody waits for the file any more."""
        self._aside.forget()
        super().done(result)


class FoundCard(Panel):
    """What a card says, and what it is to one's contacts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, fill="surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.S)
        self.name = Text("", weight=600, wrap=True)
        self.kind = Text("", "small", "text-secondary", wrap=True)
        self.words = WordGrid(columns=3, role="section")
        self.remark = IconText("about", Text("", wrap=True), gap=8)
        for widget in (self.name, self.kind, self.words, self.remark):
            column.addWidget(widget)

    def show_card(self, read: m.CardRead, known: m.Contact | None, succeeds: m.Contact | None) -> None:
        """This one."""
        self.name.setText(read.name or self.tr("A key without a name"))
        self.kind.setText(kind_words(read.kind, read.post_quantum))
        self.words.show_words(read.words)
        if known is not None:
            said, icon, token = self.tr("You have these keys already, as {name}."), "check", "success"
        elif succeeds is not None:
            said = self.tr("Signed by the keys of {name} that you have: it takes their place, and stays as verified.")
            icon, token = "check", "success"
        else:
            said = self.tr("The name is what its owner says. Compare the words after adding.")
            icon, token = "about", "text-secondary"
        who = known or succeeds
        self.remark.text.setText(said.replace("{name}", who.name if who else ""))
        self.remark.set_icon(icon, token)
