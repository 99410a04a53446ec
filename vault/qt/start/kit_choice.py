"""The third step of a new vault: a recovery kit now, or later."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from vault.qt.parts.text import Text
from vault.qt.theme import Space

INDENT = 24


class KitChoice(QWidget):
    """Two radio buttons, each with what follows from it. Now is what we advise."""

    entered = Signal()
    """Enter, as in the fields of the steps before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now = QRadioButton(self.tr("Make a recovery kit now"))
        self.later = QRadioButton(self.tr("Later"))
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for button, means in (
            (
                self.now,
                self.tr(
                    "A page to print, with 19 words. It is shown once, right after the vault is made. Two minutes."
                ),
            ),
            (
                self.later,
                self.tr("Until then the password is the only way in: without it everything in the vault is lost."),
            ),
        ):
            self._group.addButton(button)
            button.setAccessibleDescription(means)
            words = Text(means, "small", "text-secondary", wrap=True)
            words.setContentsMargins(INDENT, 0, 0, Space.M)
            column.addWidget(button)
            column.addWidget(words)
        self.now.setChecked(True)
        self.setFocusProxy(self.now)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Radio buttons leave Enter to what they stand on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def is_wanted(self) -> bool:
        """Whether a kit is made with the vault."""
        return self.now.isChecked()

    def set_wanted(self, wanted: bool) -> None:
        """Sets the choice."""
        (self.now if wanted else self.later).setChecked(True)
