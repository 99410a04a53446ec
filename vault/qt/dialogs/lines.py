"""Long lists in dialogs: an icon, a line, and a second one below. Ten thousand cost what is seen of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from vault.qt.icons import paint_icon
from vault.qt.parts.cards import Panel
from vault.qt.parts.lists import ItemList, paint_row_ground, paint_words
from vault.qt.theme import Space, color, look

Index = QModelIndex | QPersistentModelIndex

ICON = 18
ROW = 44
LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()


@dataclass(frozen=True)
class Line:
    """One line of a report. `badge` is the word for what the icon says, for those who do not see it."""

    first: str
    second: str
    icon: str = "file"
    token: str = "text-secondary"
    badge: str = ""
    item: bytes | None = None
    bare: str = ""
    """The same without any name of the person's, for a report that leaves the house."""


class LineModel(QAbstractListModel):
    """Lines that do not change."""

    def __init__(self, lines: Sequence[Line] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = tuple(lines)

    def show(self, lines: Sequence[Line]) -> None:
        """Shows others."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """All of them."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words; the line itself for the delegate."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.first
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{line.first}\n{line.second}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(word for word in (line.badge, line.first, line.second) if word)
        return line if role == LINE_ROLE else None


class LineDelegate(QStyledItemDelegate):
    """Icon, and two lines in a row of 44. `cut`: where the second is cut; a place in its middle."""

    def __init__(self, parent: QObject | None = None, cut: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle) -> None:
        super().__init__(parent)
        self._cut = cut

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """44, or what two lines need."""
        return QSize(240, max(ROW, look().line("body") + look().line("small") + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, icon, words."""
        line = index.data(LINE_ROLE)
        painter.save()
        painter.setLayoutDirection(option.direction)
        paint_row_ground(painter, option)
        rect = option.rect
        body, small = look().line("body"), look().line("small")
        top = rect.y() + (rect.height() - body - small) // 2
        leftwards = option.direction == Qt.LayoutDirection.RightToLeft
        left = rect.right() + 1 - Space.M - ICON if leftwards else rect.x() + Space.M
        paint_icon(painter, line.icon, QRect(left, top + (body - ICON) // 2, ICON, ICON), line.token)
        indent = Space.M + ICON + Space.M
        words = rect.adjusted(Space.M if leftwards else indent, 0, -indent if leftwards else -Space.M, 0)
        painter.setFont(look().font("body", 500))
        painter.setPen(color("text"))
        paint_words(painter, QRect(words.x(), top, words.width(), body), line.first, elide=Qt.TextElideMode.ElideMiddle)
        painter.setFont(look().font("small"))
        painter.setPen(color("text-secondary"))
        below = QRect(words.x(), top + body, words.width(), small)
        paint_words(painter, below, line.second, elide=self._cut)
        painter.restore()


class LineList(Panel):
    """A list of lines with an edge around."""

    def __init__(
        self,
        name: str,
        lines: Sequence[Line] = (),
        parent: QWidget | None = None,
        *,
        cut: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
    ) -> None:
        super().__init__(parent, fill="surface")
        self.model = LineModel(lines, self)
        self.view = ItemList(name, LineDelegate(self, cut))
        self.view.setModel(self.model)
        self.view.setSelectionMode(ItemList.SelectionMode.SingleSelection)
        self.view.setEditTriggers(ItemList.EditTrigger.NoEditTriggers)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 5, 1, 5)
        column.addWidget(self.view)

    def chosen(self) -> Line | None:
        """The line that is chosen."""
        index = self.view.currentIndex()
        return self.model.lines[index.row()] if index.isValid() else None

    def sizeHint(self) -> QSize:
        """Up to six rows; more scroll."""
        row = max(ROW, look().line("body") + look().line("small") + 8)
        return QSize(400, 12 + row * max(2, min(6, len(self.model.lines))))
