"""Making an identity, renewing it, and taking in keys of elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.child.failures import error_of, failure_of
from vault.engine.errors import Conflict, Damaged, WrongCredential
from vault.qt.browse.choices import WordInput, end_input, refuse_input
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import Button
from vault.qt.parts.choosing import choose_file, documents
from vault.qt.parts.dialogs import MIDDLE, Dialog
from vault.qt.parts.fields import Field, LineInput, PasswordField, field_with_button
from vault.qt.parts.text import IconText, Text
from vault.qt.start.keyboard import layout_name
from vault.qt.start.places import absolute
from vault.qt.wording import words_for

from .people import LONGEST_NAME

translate = QCoreApplication.translate

LARGEST_KEY = 64 << 10
"""Bytes of a file that a key is read from."""


def ask_identity(operations: Operations, parent: QWidget) -> None:
    """Asks for the name others will see, and makes the identity."""

    def take(name: str, dialog: WordInput) -> None:
        operations.make_identity(name, lambda _: end_input(dialog), lambda error: refuse_input(dialog, error))

    WordInput(
        translate("sharing", "Make my card"),
        translate("sharing", "Your name, as others will see it"),
        translate("sharing", "Make my card"),
        take,
        parent,
        hint=translate(
            "sharing",
            "Two keys are made in this vault and stay in it. The name stands on the card; it proves nothing by itself.",
        ),
        most=LONGEST_NAME,
    ).open()


class RenewDialog(Dialog):
    """New keys for the identity, with what that does and does not do."""

    def __init__(self, operations: Operations, identity: m.Identity, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Renew my keys"), parent, width=MIDDLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations = operations
        self.body.addWidget(Text(self.tr("You get new keys, a new card and new words."), weight=500, wrap=True))
        for icon, words in (
            ("check", self.tr("The old keys sign the new card: whoever has compared your words goes on trusting you.")),
            ("check", self.tr("Shares made for your old card still open here.")),
            ("send", self.tr("Give the new card to everybody who shares with you; until then they use the old keys.")),
            (
                "warning",
                self.tr(
                    "If somebody else got hold of your old keys, they could make a card like this, too. Then make a "
                    "new identity in a new vault, and compare words anew."
                ),
            ),
        ):
            self.body.addWidget(IconText(icon, Text(words, wrap=True), gap=12))
        self.input = LineInput(identity.name)
        self.input.setMaxLength(LONGEST_NAME)
        self.field = Field(self.tr("Your name, as others will see it"), self.input)
        self.body.addWidget(self.field)
        self.body.addStretch(1)
        self.set_act(self.tr("Make new keys"))
        self.input.textChanged.connect(lambda _: self.field.set_fault(""))
        self.input.setFocus()

    def accept(self) -> None:
        """The act."""
        name = self.input.text().strip()
        if not name:
            self.field.set_fault(self.tr("Type a name first."))
            return
        self.act.set_blocked(self.tr("The keys are being made"))
        self._operations.renew_identity(name, self._end, self._refuse)

    def _end(self, _: m.Identity) -> None:
        if isValid(self):
            super().accept()

    def _refuse(self, error: Exception) -> None:
        if isValid(self):
            self.act.set_blocked("")
            self.field.set_fault(words_for(error).whole)


def read_key(path: Path) -> bytes | OSError:
    """A key's file; more than a key is long is not read."""
    try:
        with path.open("rb", buffering=0) as file:
            return file.read(LARGEST_KEY + 1) or b""
    except OSError as error:
        return error


class ImportKeyDialog(Dialog):
    """Takes in an age identity or a private SSH key: what was encrypted to it opens here, too."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Import a key"), parent, width=MIDDLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations = operations
        self._aside = Aside()
        about = self.tr(
            "An age identity, or a private SSH key (Ed25519 or RSA). Shares made for it open here then. It is not "
            "used to sign, does not stand on your card, and the file stays where it is."
        )
        self.body.addWidget(Text(about, wrap=True))
        self.file = LineInput()
        self.file_field = Field(self.tr("File"), self.file)
        self.choose = Button(self.tr("Choose"))
        self.choose.clicked.connect(self._choose)
        self.body.addLayout(field_with_button(self.file_field, self.choose))
        self.passphrase = PasswordField(self.tr("Passphrase of the key"), layout=layout_name())
        self.passphrase.hide()
        self.body.addWidget(self.passphrase)
        self.body.addStretch(1)
        self.set_act(self.tr("Import"))
        self.file.textChanged.connect(self._forget_fault)
        self.passphrase.input.textEdited.connect(lambda _: self.passphrase.set_fault(""))
        self.choose.setFocus()

    def _choose(self) -> None:
        start = absolute(self.file.text()).parent if self.file.text().strip() else documents()
        choose_file(self, self.tr("Choose a key"), start, lambda path: self.file.setText(str(path)))

    def _forget_fault(self) -> None:
        self.file_field.set_fault("")
        self.passphrase.input.clear()
        self.passphrase.hide()
        self.fit()

    def accept(self) -> None:
        """Reads the file aside, and sends it up."""
        if not self.file.text().strip():
            self.file_field.set_fault(self.tr("Choose a file first."))
            self.file.setFocus()
            return
        path = absolute(self.file.text().strip())
        self.act.set_blocked(self.tr("The file is being read"))
        self._aside.ask(lambda: read_key(path), self._take)

    def _take(self, text: bytes | OSError) -> None:
        self.act.set_blocked("")
        if isinstance(text, OSError):
            missing = self.tr("There is no such file.")
            there = words_for(error_of(failure_of(text))).happened
            self.file_field.set_fault(missing if isinstance(text, FileNotFoundError) else there)
        elif not text or len(text) > LARGEST_KEY:
            self.file_field.set_fault(self.tr("That is no age identity and no private SSH key."))
        else:
            self._operations.import_key(text, self.passphrase.text(), self._end, self._refuse)
        self.fit()

    def _end(self, _: m.Identity) -> None:
        if isValid(self):
            super().accept()

    def _refuse(self, error: Exception) -> None:
        if not isValid(self):
            return
        if isinstance(error, WrongCredential):
            typed = bool(self.passphrase.text())
            self.passphrase.show()
            if typed:
                self.passphrase.set_fault(self.tr("That passphrase does not open the key."))
            else:
                self.passphrase.set_hint(self.tr("The key has a passphrase of its own."), "about")
            self.passphrase.input.setFocus()
        elif isinstance(error, Conflict):
            self.file_field.set_fault(self.tr("This key is here already."))
        elif isinstance(error, Damaged):
            self.file_field.set_fault(self.tr("That is no age identity and no private SSH key."))
        else:
            self.file_field.set_fault(words_for(error).whole)
        self.fit()

    def done(self, result: int) -> None:
        """Whatever was typed is cleared."""
        self._aside.forget()
        self.passphrase.input.clear()
        super().done(result)
