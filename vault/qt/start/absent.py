"""A vault of the list whose folder is not where it was: a disk that is not connected, or it was moved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from vault.qt.known_vaults import KnownVaults
from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import Button
from vault.qt.parts.choosing import choose_folder, documents
from vault.qt.parts.empty import Emblem
from vault.qt.parts.text import IconText, Text
from vault.qt.theme import Space

from .column import ColumnPage
from .places import absolute, is_vault, place_words, vault_name


class AbsentPage(ColumnPage):
    """Says where it was, finds it where it is now, or takes it off the list. The list keeps what is known of it."""

    found = Signal(object)
    """The path where the vault is now."""

    def __init__(self, known: KnownVaults, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("A vault that is not there"))
        self._known, self._aside = known, Aside(self)
        self.path = Path()
        self.begin_high()
        self.column.addWidget(Emblem(size=64), 0, Qt.AlignmentFlag.AlignHCenter)
        self.name = Text("", "page-title", wrap=True)
        self.name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.column.addWidget(self.name)
        self.said = IconText("warning", Text("", weight=500, wrap=True), size=18, gap=10, token="warning")
        self.column.addWidget(self.said)
        self.add_words(self.tr("Connect the disk it is on and look again, or show where the folder was moved to."))
        self.column.addSpacing(Space.M)
        self.search = Button(self.tr("Find the vault"), "primary", tall=True)
        self.again = Button(self.tr("Look again"), tall=True)
        self.forget = Button(self.tr("Forget this vault"), "quiet", tall=True)
        for button in (self.search, self.again, self.forget):
            self.column.addWidget(button)
        self.column.addStretch(2)
        self.search.clicked.connect(self._choose)
        self.again.clicked.connect(self._look)
        self.forget.clicked.connect(lambda: self._known.forget(self.path))

    def show_vault(self, path: Path) -> None:
        """This one is not there."""
        self.path = path
        self.name.setText(vault_name(path))
        self._say(self.tr("Its folder is not there now: {place}").replace("{place}", place_words(path)))
        self.search.setFocus()

    def _say(self, words: str) -> None:
        self.said.text.setText(words)

    def _look(self) -> None:
        path = self.path
        self._aside.ask(lambda: is_vault(path), lambda there: self.found.emit(path) if there else None)

    def _choose(self) -> None:
        choose_folder(self, self.tr("Find the vault"), documents(), self.take)

    def take(self, path: Path) -> None:
        """It is here now, if this is a vault."""
        path, before = absolute(path), self.path

        def done(is_one: bool) -> None:
            if is_one:
                if self._known.find(path) is None:  # a vault that has a row of its own keeps it
                    self._known.follow(before, path)
                self.found.emit(path)
            else:
                self._say(self.tr("That folder does not look like a vault, either."))

        self._aside.ask(lambda: is_vault(path), done)
