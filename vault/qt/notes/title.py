"""The name of a note, written where it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from vault.qt.theme import color, look

MOST = 255
INSET = 2
"""What Qt leaves beside the words of a line edit."""


class TitleInput(QLineEdit):
    """Looks like a title; a line below shows that it can be written."""

    named = Signal(str)
    """A person named it."""
    finished = Signal()
    """Enter: on to the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        self.setFrame(False)
        self.setStyleSheet("QLineEdit, QLineEdit:focus { border: none; padding: 0; background: transparent; }")
        self.setMaxLength(MOST)
        self.setPlaceholderText(self.tr("Note"))
        self.setAccessibleName(self.tr("Name of the note"))
        self.setToolTip(self.tr("Name of the note"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextMargins(-INSET, 0, -INSET, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFont(look().font("item-title"))
        self.returnPressed.connect(self._finish)

    def show_name(self, name: str) -> None:
        """Another name, from elsewhere; what is being typed stays."""
        if not (self.hasFocus() and self.isModified() and name):
            self._shown = name
            self.setText(name)
            self.setCursorPosition(0)
            self.setModified(False)

    def _finish(self) -> None:
        self._tell()
        self.finished.emit()

    def _tell(self) -> None:
        name = self.text().strip()
        if self.isModified() and name != self._shown:
            self.setModified(False)
            self._shown = name
            self.named.emit(name)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving it is naming it."""
        super().focusOutEvent(event)
        self._tell()
        self.deselect()
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes on to the text, too."""
        if event.key() == Qt.Key.Key_Down:
            self._finish()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """A larger font of the system."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.font() != look().font("item-title"):
            self.setFont(look().font("item-title"))

    def sizeHint(self) -> QSize:
        """One line of a title."""
        return QSize(200, look().line("item-title") + 2)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line below: focus, or a hint of it under the pointer."""
        super().paintEvent(event)
        if self.isReadOnly() or not (self.hasFocus() or self.underMouse()):
            return
        painter = QPainter(self)
        height = 2 if self.hasFocus() else 1
        painter.fillRect(
            0, self.height() - height, self.width(), height, color("focus" if self.hasFocus() else "border")
        )
        painter.end()
