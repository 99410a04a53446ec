"""The keyfile as part of a way in: chosen, changed, taken away, and whether it is there now."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.qt.parts.aside import Aside
from vault.qt.parts.badges import Badge
from vault.qt.parts.buttons import Button, IconButton
from vault.qt.parts.cards import Panel
from vault.qt.parts.choosing import choose_file, choose_new_file, documents
from vault.qt.parts.fields import Field
from vault.qt.parts.text import IconText, Text
from vault.qt.theme import Space, look

from .places import place_words, shown

SIZE = 64
"""Bytes of a keyfile of ours: twice what its digest holds."""


def make_keyfile(path: Path) -> bool:
    """Writes a new keyfile of random bytes, for its owner alone; False if it cannot be there. Replaces nothing."""
    try:
        fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        with open(fd, "wb") as file:
            file.write(secrets.token_bytes(SIZE))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        return False
    return True


def is_there(path: Path) -> bool:
    """Whether the file is there. Asks the disk."""
    try:
        return path.is_file()
    except OSError:
        return False


class KeyfileChoice(QWidget):
    """A quiet offer to use a keyfile; once there is one, the file as in a field, with Change and Remove."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, can_make: bool = False) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._aside = Aside(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        offers = QHBoxLayout()
        offers.setSpacing(Space.XL)
        self.use = Button(self.tr("Use a keyfile"), "link", "keys", compact=True, flush=True)
        self.make = Button(self.tr("Make a keyfile"), "link", compact=True, flush=True)
        self.make.setVisible(can_make)
        self._can_make = can_make
        offers.addWidget(self.use)
        offers.addWidget(self.make)
        offers.addStretch(1)
        column.addLayout(offers)
        self.field = Field(self.tr("Keyfile"), self._make_panel())
        if can_make:
            means = self.tr("A keyfile is needed together with the password, each time. Keep a copy in another place.")
            self.field.set_hint(means, "about")
            self.use.setToolTip(means)
            self.make.setToolTip(means)
        column.addWidget(self.field)
        refused = self.tr("No new file can be made there. Choose another name or place.")
        self.refused = IconText("fault", Text(refused, "small", "danger", weight=500, wrap=True), gap=6)
        column.addWidget(self.refused)
        self.use.clicked.connect(self.choose)
        self.change.clicked.connect(self.choose)
        self.make.clicked.connect(self._choose_new)
        self.remove.clicked.connect(lambda: self.set_path(None))
        self.set_path(None)

    def _make_panel(self) -> QWidget:
        panel = Panel(edge="border-strong")
        line = QHBoxLayout(panel)
        line.addStrut(look().height(40))
        line.setContentsMargins(12, 0, 6, 0)
        line.setSpacing(Space.S)
        self._name = Text("", elide=Qt.TextElideMode.ElideMiddle)
        self._place = Text("", tone="text-secondary", elide=Qt.TextElideMode.ElideMiddle)
        self.badge = Badge("found")
        self.change = Button(self.tr("Change"), "link", compact=True)
        self.remove = IconButton("close", self.tr("Use no keyfile"), side=28, icon_size=14, token="text-secondary")
        line.addWidget(IconText("keys", self._name, size=18, gap=8, token="text-secondary"))
        line.addWidget(self._place, 1)
        line.addWidget(self.badge)
        line.addWidget(self.change)
        line.addWidget(self.remove)
        return panel

    def path(self) -> Path | None:
        """The file chosen."""
        return self._path

    def set_path(self, path: Path | None) -> None:
        """Shows a file, or the offer to choose one."""
        self._path = path
        self._aside.forget()
        self.use.setVisible(path is None)
        self.make.setVisible(path is None and self._can_make)
        self.field.setVisible(path is not None)
        self.refused.hide()
        self.badge.hide()
        if path is not None:
            self._name.setText(shown(path.name))
            self._place.setText(self.tr("in {folder}").format(folder=place_words(path.parent)))
            self._aside.ask(lambda: is_there(path), self._show_found)
        self.changed.emit()

    def _show_found(self, found: bool) -> None:
        if found:
            self.badge.set_kind("found")
        else:
            self.badge.set_kind("not-proven", self.tr("Not there now"))
        self.badge.show()

    def choose(self) -> None:
        """Asks for a file."""
        start = self._path.parent if self._path is not None else documents()
        choose_file(self, self.tr("Choose the keyfile"), start, self.set_path)

    def _choose_new(self) -> None:
        place = documents() / self.tr("Deedbox keyfile.key")
        choose_new_file(self, self.tr("Where the new keyfile goes"), place, self._write)

    def _write(self, path: Path) -> None:
        def done(made: bool) -> None:
            self.set_path(path if made else None)
            self.refused.setVisible(not made)

        self._aside.ask(lambda: make_keyfile(path), done)
