"""What stands over a list: its name and acts, and the heads of its columns."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from vault.qt.icons import paint_icon
from vault.qt.theme import Space, color, look

from .buttons import PressedByEnter
from .lists import MARGIN, ItemList, RowDelegate, paint_words


class ColumnButton(PressedByEnter):
    """The head of a column; pressing it sorts."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self.setProperty("bare", True)
        self.at_end = False
        self.sorted: Qt.SortOrder | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Small and secondary; the sorted one in `text`, with an arrow."""
        painter = QPainter(self)
        now = self.sorted is not None
        painter.setFont(look().font("small", 500 if now else 400))
        painter.setPen(color("text" if now or self.underMouse() else "text-secondary"))
        room = self.rect().adjusted(0, 0, -18 if now and not self.at_end else 0, 0)
        width = paint_words(painter, room, self.text(), end=self.at_end)
        if now:
            name = "newest" if self.sorted == Qt.SortOrder.DescendingOrder else "oldest"
            left = self.width() - width - 18 if self.at_end else width + 6
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                left = self.width() - left - 12
            paint_icon(painter, name, QRect(left, (self.height() - 12) // 2, 12, 12), "text")
        painter.end()


class ColumnHead(QWidget):
    """The line above a list: Name, Changed, Size, on the delegate's columns."""

    sort_chosen = Signal(str, Qt.SortOrder)

    def __init__(self, view: ItemList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert isinstance(view.rows, RowDelegate), "only rows of files have columns"
        self._delegate = view.rows
        self._view = view
        self._arranged = QRect()
        view.viewport().installEventFilter(self)
        translate = QCoreApplication.translate
        self.buttons = {
            "name": ColumnButton(translate("ItemList", "Name"), self),
            "changed": ColumnButton(translate("ItemList", "Changed"), self),
            "size": ColumnButton(translate("ItemList", "Size"), self),
        }
        self.buttons["size"].at_end = True
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, key=key: self._choose(key))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_sorted("changed", Qt.SortOrder.DescendingOrder)

    def sizeHint(self) -> QSize:
        """28, the line below included."""
        return QSize(320, look().height(28, "small"))

    def show_sorted(self, key: str, order: Qt.SortOrder) -> None:
        """Marks the column the list is sorted by."""
        for name, button in self.buttons.items():
            button.sorted = order if name == key else None
            down = QCoreApplication.translate("ItemList", "sorted, descending")
            up = QCoreApplication.translate("ItemList", "sorted, ascending")
            words = "" if name != key else down if order == Qt.SortOrder.DescendingOrder else up
            button.setAccessibleDescription(words)
            button.update()

    def _choose(self, key: str) -> None:
        before = self.buttons[key].sorted
        first = Qt.SortOrder.AscendingOrder if key == "name" else Qt.SortOrder.DescendingOrder
        other = Qt.SortOrder(1 - first.value)
        order = other if before == first else first
        self.show_sorted(key, order)
        self.sort_chosen.emit(key, order)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The rows become narrower when a scroll bar comes; the heads stay over them."""
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts each head over its column."""
        self._arrange()

    def _arrange(self) -> None:
        rows = self._view.viewport().geometry()
        self._arranged = rows
        area = QRect(rows.x(), 0, rows.width(), self.height())
        places = self._delegate.columns(area, self.layoutDirection())[1:]
        for button, place in zip(self.buttons.values(), places, strict=True):
            button.setGeometry(place.x(), 0, place.width(), self.height() - 1)
            button.setVisible(place.width() > 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line below. At the first show the view finds its size last, so the heads look once more."""
        if self._arranged != self._view.viewport().geometry():
            self._arrange()
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, color("border"))
        painter.end()


class ListHead(QWidget):
    """A list's name and count, 44 high, with its acts (filter, density) at the right."""

    def __init__(self, title: QWidget, *acts: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.addStrut(44)
        row.setContentsMargins(MARGIN, 0, Space.S, 0)
        row.setSpacing(Space.XS)
        row.addWidget(title, 1)
        for act in acts:
            row.addWidget(act)
