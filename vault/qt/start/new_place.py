"""Name and place of a new vault: what its folder will be, and why it cannot be where it cannot."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Panel
from vault.qt.parts.choosing import choose_folder, documents
from vault.qt.parts.fields import Field, LineInput
from vault.qt.parts.text import IconText, Text
from vault.qt.theme import Space, look

from .places import ENDING, NewPlace, look_at_new, place_words

QUIET_MS = 150
LONGEST = 200
"""Bytes of a name, so that its folder and what is made beside it fit on every disk."""


class NewPlaceChoice(QWidget):
    """A field for the name, the folder with Choose, and the resulting path or what is wrong with it."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = documents()
        self._place: NewPlace | None = None
        self._aside = Aside()
        self.name = LineInput(name, tall=True)
        self.name_field = Field(self.tr("Name"), self.name)
        self.folder_field = Field(self.tr("Kept in"), self._make_panel())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.name_field)
        column.addWidget(self.folder_field)
        self._timer = QTimer(self, interval=QUIET_MS, singleShot=True)
        self._timer.timeout.connect(self._look)
        self.name.textChanged.connect(self._take)
        self.choose.clicked.connect(self._choose)
        self.set_folder(self._folder)

    def _make_panel(self) -> QWidget:
        panel = Panel(edge="border-strong")
        line = QHBoxLayout(panel)
        line.addStrut(look().height(40))
        line.setContentsMargins(12, 0, 6, 0)
        self._folder_words = Text("", elide=Qt.TextElideMode.ElideMiddle)
        self.choose = Button(self.tr("Choose"), "link", compact=True)
        self.choose.setAccessibleName(self.tr("Choose the folder the vault is kept in"))
        icon = IconText("folder", self._folder_words, size=18, gap=8, token="text-secondary")
        line.addWidget(icon, 1)
        line.addWidget(self.choose)
        return panel

    def set_folder(self, folder: Path) -> None:
        """Another folder to keep it in."""
        self._folder = folder
        self._folder_words.setText(place_words(folder))
        self._take()

    def set_name(self, name: str) -> None:
        """Another name."""
        self.name.setText(name)

    def path(self) -> Path:
        """The vault's folder, as it would be made."""
        return self._folder / f"{self.vault_name()}{ENDING}"

    def vault_name(self) -> str:
        """The name as it counts: no blanks around it, no ending."""
        return self.name.text().strip().removesuffix(ENDING).strip()

    def is_free(self) -> bool:
        """Whether a vault can be made there, as far as was looked."""
        return self._place is not None and self._place.path == self.path() and self._place.state == "free"

    def is_looking(self) -> bool:
        """Whether it is not known yet what is there."""
        return not self._fault() and (self._place is None or self._place.path != self.path())

    def accept(self) -> bool:
        """Whether the next step may come; otherwise the words stand below and the name has the focus."""
        if self._fault():
            self._show()
            self.name.setFocus()
            return False
        return self.is_free()

    def refuse(self, words: str) -> None:
        """Something came in between after all."""
        self.name_field.set_fault(words)
        self.name.setFocus()

    def _take(self) -> None:
        self._place = None
        self._aside.forget()
        self._timer.start()
        self._show()

    def _look(self) -> None:
        if not self._fault():
            path = self.path()
            self._aside.ask(lambda: look_at_new(path), self._find)

    def _find(self, place: NewPlace) -> None:
        self._place = place
        self._show()

    def _fault(self) -> str:
        """What is wrong with the name, by itself."""
        name = self.vault_name()
        if not name or name.strip(".") == "":
            return self.tr("Give it a name.")
        if "/" in name or "\\" in name or not name.isprintable():
            return self.tr("A name has no slash and no signs that cannot be seen.")
        if len(name.encode("utf-8", "surrogatepass")) > LONGEST:
            return self.tr("That name is too long.")
        return ""

    def _show(self) -> None:
        fault, state = self._fault(), self._place.state if self._place is not None else ""
        at_folder = {
            "no folder": self.tr("That folder is not there now. Choose another one."),
            "not writable": self.tr("Nothing can be written in that folder. Choose another one."),
        }.get(state, "")
        if not fault and state == "taken":
            fault = self.tr("Something is there already under that name. It is not touched; choose another name.")
        if fault:
            self.name_field.set_fault(fault)
        else:
            self.name_field.set_fault("")
        if at_folder:
            self.folder_field.set_fault(at_folder)
        else:
            words = self.tr("The vault will be {path}").format(path=place_words(self.path()))
            self.folder_field.set_hint("" if fault else words)
        self.changed.emit()

    def _choose(self) -> None:
        choose_folder(self, self.tr("Choose the folder the vault is kept in"), self._folder, self.set_folder)
