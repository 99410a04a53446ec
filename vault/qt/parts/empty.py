"""Empty pages, and the edge a pane gets while something is dragged over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vault.qt.icons import app_pixmap, paint_icon
from vault.qt.theme import Space, color, look

from .buttons import Button
from .text import IconText, Text

COLUMN = 480
APP = 96
ICON = 24
EDGE = 2


class Emblem(QLabel):
    """An icon of 24 in secondary text, or the application's own of 96."""

    def __init__(
        self, icon: str = "", size: int = 0, *, token: str = "text-secondary", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._token = token
        self._side = size or (ICON if icon else APP)
        self.setFixedSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Sharp at every scale."""
        painter = QPainter(self)
        if self._icon:
            paint_icon(painter, self._icon, self.rect(), self._token)
        else:
            painter.drawPixmap(0, 0, app_pixmap(self._side, self.devicePixelRatioF()))
        painter.end()


class EmptyState(QWidget):
    """What a page is for, how to begin, and one button: a column of 480, a third down the page."""

    def __init__(
        self, icon: str, purpose: str, begin: str, act: Button | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(purpose)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        column.setSpacing(0)
        column.addStretch(1)
        inside = QWidget()
        inside.setMaximumWidth(look().measure(COLUMN))
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Space.S)
        lines.addWidget(Emblem(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addSpacing(Space.XS)
        for words, role, tone in ((purpose, "section", "text"), (begin, "body", "text-secondary")):
            text = Text(words, role, tone, wrap=True)
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            lines.addWidget(text)
        if act is not None:
            lines.addSpacing(Space.S)
            lines.addWidget(act, 0, Qt.AlignmentFlag.AlignHCenter)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inside, 100)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(2)


class DropEdge(QWidget):
    """The 2 px edge over a pane that takes a drop, and the line at its bottom that says what will happen."""

    def __init__(self, pane: QWidget, choice: QWidget | None = None) -> None:
        super().__init__(pane)
        self._pane = pane
        pane.installEventFilter(self)
        self.line = QWidget(self)
        self.line.setProperty("surface", "raised")
        self.line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self.line)
        row.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        row.setSpacing(Space.M)
        self.words = IconText("drop", Text("", weight=500, wrap=True), size=18, gap=8, token="link")
        row.addWidget(self.words, 1)
        if choice is not None:
            row.addWidget(choice)
        self.hide()

    def offer(self, words: str) -> None:
        """Shows the edge: "Add 3 files to House. Originals are kept."."""
        self.words.text.setText(words)
        self._arrange()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays as large as its pane."""
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return False

    def _arrange(self) -> None:
        self.setGeometry(self._pane.rect())
        height = max(48, self.line.sizeHint().height(), self.line.heightForWidth(self.width() - 2 * EDGE))
        self.line.setGeometry(EDGE, self.height() - EDGE - height, self.width() - 2 * EDGE, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The edge, and a line over the words."""
        painter = QPainter(self)
        painter.setPen(
            QPen(color("focus"), EDGE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
        )
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.fillRect(EDGE, self.line.y() - 1, self.width() - 2 * EDGE, 1, color("border"))
        painter.end()


class DropHint(QWidget):
    """A dashed edge on a page that invites a drop ("Or drop a vault folder anywhere in this window")."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        row.addStretch(1)
        row.addWidget(IconText("drop", Text(words, tone="text-secondary", wrap=True), size=16, gap=8))
        row.addStretch(1)

    def sizeHint(self) -> QSize:
        """56 high."""
        return super().sizeHint().expandedTo(QSize(320, 56))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dashes of 3 and 3."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(color("border-strong"), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()
