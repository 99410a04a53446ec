"""What is typed to find a name in a list, in its lower corner as long as one types."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QWidget

from vault.qt.parts.aloud import announce
from vault.qt.parts.cards import paint_panel
from vault.qt.parts.text import IconText, Text
from vault.qt.theme import Radius, Space

STAY_MS = 2_000


class TypedHint(QWidget):
    """The letters, and whether a name begins with them."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = IconText("search", Text("", weight=500), size=16, gap=8, token="text-secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        row.addWidget(self.words)
        self._stay = QTimer(self, singleShot=True, interval=STAY_MS)
        self._stay.timeout.connect(self.hide)
        view.installEventFilter(self)
        self.hide()

    def say(self, typed: str, *, found: bool = True) -> None:
        """Shows what is typed for a while; and that nothing begins so."""
        words = typed if found else self.tr("{typed}: no name begins so").format(typed=typed)
        self.words.text.setText(words)
        self.setAccessibleName(words)
        if not found:
            announce(self, words)
        self._place()
        self.show()
        self.raise_()
        self._stay.start()

    def _place(self) -> None:
        size = self.sizeHint().boundedTo(self._view.size())
        place = QRect(Space.M, self._view.height() - size.height() - Space.M, size.width(), size.height())
        if self.isRightToLeft():
            place.moveRight(self._view.width() - Space.M)
        self.setGeometry(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays in its corner; goes when the keyboard goes elsewhere."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """As a toast is."""
        painter = QPainter(self)
        paint_panel(painter, self.rect(), edge="border-strong", radius=Radius.CARD)
        painter.end()
