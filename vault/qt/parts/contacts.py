"""A contact: round tile with initials, name, how and when it was compared, badge. No pictures, no made-up colours."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vault.qt.theme import Space, color, look

from .badges import Badge
from .text import Text

TILE = 32


def initials(name: str) -> str:
    """Returns the first letters of the first two words of a name."""
    words = [word for word in name.replace(",", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper()


def paint_initials(painter: QPainter, square: QRect, name: str) -> None:
    """Paints the round tile, for widgets and delegates alike."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color("border"), 1))
    painter.setBrush(color("background"))
    painter.drawEllipse(QRectF(square).adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setPen(color("text"))
    painter.setFont(look().font("small", 600))
    painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), initials(name))
    painter.restore()


class InitialsTile(QLabel):
    """The tile alone. It says nothing to a screen reader: the name stands beside it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedSize(TILE, TILE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As `paint_initials`."""
        painter = QPainter(self)
        paint_initials(painter, self.rect(), self._name)
        painter.end()


class ContactRow(QWidget):
    """A contact as a row of 56 in a panel: recipients of a share, the page of contacts."""

    def __init__(self, name: str, compared: str, badge: Badge, *acts: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{name}, {compared}, {badge.text()}")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, 0, Space.S if acts else Space.M, 0)
        row.setSpacing(Space.M)
        row.addStrut(56)
        row.addWidget(InitialsTile(name))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(Text(name, weight=500, elide=Qt.TextElideMode.ElideRight))
        names.addWidget(Text(compared, "small", "text-secondary", elide=Qt.TextElideMode.ElideRight))
        names.addStretch(1)
        row.addLayout(names, 1)
        row.addWidget(badge)
        for act in acts:
            row.addWidget(act)
