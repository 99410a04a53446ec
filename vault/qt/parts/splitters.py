"""Splitters between panes: a line of 1 px that can be grabbed on 7."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from vault.qt.theme import color

GRAB = 7


class LineHandle(QSplitterHandle):
    """The line. A clear strip over it and its neighbours takes the pointer."""

    def __init__(self, orientation: Qt.Orientation, splitter: QSplitter) -> None:
        super().__init__(orientation, splitter)
        self.strip = GrabStrip(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the colour of rules."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("border"))
        painter.end()

    def grab_to(self, place: QPoint) -> None:
        """Moves the line to a place in its splitter."""
        across = self.orientation() == Qt.Orientation.Horizontal
        self.moveSplitter(place.x() if across else place.y())


class GrabStrip(QWidget):
    """7 px wide, nothing to see."""

    def __init__(self, handle: LineHandle) -> None:
        super().__init__(handle.splitter())
        self._handle = handle
        across = handle.orientation() == Qt.Orientation.Horizontal
        self.setCursor(Qt.CursorShape.SplitHCursor if across else Qt.CursorShape.SplitVCursor)
        handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the line."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            line = self._handle.geometry()  # wider than the line that is seen: Qt adds to it, and masks it
            place = QRect(line)
            if self._handle.orientation() == Qt.Orientation.Horizontal:
                place.setWidth(GRAB)
            else:
                place.setHeight(GRAB)
            place.moveCenter(line.center())
            self.setGeometry(place)
            self.setVisible(event.type() != QEvent.Type.Hide)
            self.raise_()
        return False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drags."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._handle.grab_to(self._handle.splitter().mapFromGlobal(event.globalPosition().toPoint()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold."""
        event.accept()


class PaneSplitter(QSplitter):
    """Panes side by side, none of which can be squeezed away."""

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Horizontal, parent: QWidget | None = None) -> None:
        super().__init__(orientation, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        """With our line."""
        return LineHandle(self.orientation(), self)
