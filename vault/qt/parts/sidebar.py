"""The sidebar: entries with icon and count, folders as a tree, and a section pinned at the bottom.

It shows two models of the caller's, one that scrolls and one that is pinned. Each row answers `Side`; folders are
rows with children. One entry is chosen over both.
"""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QScrollBar,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from vault.qt.icons import paint_icon
from vault.qt.theme import Radius, Space, color, look

from .lists import ask, paint_inner_ring, paint_tag_sign, paint_words
from .text import Rule

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag

HEIGHT = 28
COMPACT = 24
RULE = 16
MARGIN = 8
ICON = 18
INDENT = 18
CARET = 12
WIDTH = 224
LEAST, MOST = 176, 320


class Side(IntEnum):
    """What a row of the sidebar is asked for, besides `DisplayRole` (the name)."""

    KIND = Qt.ItemDataRole.UserRole + 200
    """`entry` (the usual), `folder`, `head` (the name of a section) or `rule` (a line)."""
    ICON = KIND + 1
    COUNT = KIND + 2
    """A number in words, by locale."""
    STATE = KIND + 3
    """(icon, token, words) instead of a count: ("proof", "success", "3 May")."""
    DOT = KIND + 4
    """The token of a dot that stands in the icon's place: the colour of a tag."""


def kind_of(index: Index) -> str:
    """Returns what a row is."""
    return ask(index, Side.KIND) or "entry"


def depth_of(index: Index) -> int:
    """Returns how many folders a row stands in."""
    depth, above = 0, index.parent()
    while above.isValid():
        depth, above = depth + 1, above.parent()
    return depth


class SidebarDelegate(QStyledItemDelegate):
    """Draws one row; the tree below it draws nothing."""

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent)
        self.compact = compact

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """28, compact 24; a rule 16."""
        if kind_of(index) == "rule":
            return QSize(LEAST, RULE)
        return QSize(LEAST, look().height(COMPACT if self.compact else HEIGHT))

    def caret(self, rect: QRect, index: Index, direction: Qt.LayoutDirection) -> QRect:
        """Returns where a folder's caret stands; the square around it that can be hit is larger."""
        left = rect.x() + MARGIN + 4 + INDENT * depth_of(index)
        place = QRect(left, rect.y() + (rect.height() - CARET) // 2, CARET, CARET)
        return QStyle.visualRect(direction, rect, place)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """By kind."""
        painter.save()
        painter.setLayoutDirection(option.direction)
        kind = kind_of(index)
        if kind == "rule":
            across = option.rect.adjusted(2 * MARGIN, RULE // 2 - 1, -2 * MARGIN, 0)
            painter.fillRect(QRect(across.x(), across.y(), across.width(), 1), color("border"))
        elif kind == "head":
            painter.setFont(look().font("small", 600))
            painter.setPen(color("text-secondary"))
            paint_words(painter, option.rect.adjusted(2 * MARGIN, 4, -2 * MARGIN, 0), ask(index, 0))
        else:
            self._paint_entry(painter, option, index, is_folder=kind == "folder")
        painter.restore()

    def _paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, *, is_folder: bool) -> None:
        rect = option.rect
        beside = self._beside()
        pill = QStyle.visualRect(option.direction, rect, rect.adjusted(MARGIN, 0, -beside, 0))
        selected = bool(option.state & State.State_Selected)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or option.state & State.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("selection" if selected else "hover"))
            painter.drawRoundedRect(QRectF(pill), Radius.BUTTON, Radius.BUTTON)
        if option.state & State.State_HasFocus and option.state & State.State_KeyboardFocusChange:
            paint_inner_ring(painter, pill)
        left, gap = 2 * MARGIN, 8
        if is_folder:
            left, gap = MARGIN + 4 + CARET + 6 + INDENT * depth_of(index), 6
            if index.model().hasChildren(index):
                name = "down" if option.state & State.State_Open else self._closed(option)
                paint_icon(painter, name, self.caret(rect, index, option.direction), "text-secondary")
        end = rect.width() - MARGIN - beside
        end -= self._paint_state(painter, option, index, end, selected)
        icon = ask(index, Side.ICON) or "folder"
        if icon == "folder" and option.state & State.State_Open and index.model().hasChildren(index):
            icon = "folder-open"
        square = QRect(rect.x() + left, rect.y() + (rect.height() - ICON) // 2, ICON, ICON)
        ink = "link" if selected and look().theme.system is None else "on-selection" if selected else "text-secondary"
        dot = ask(index, Side.DOT)
        if dot:
            paint_tag_sign(painter, QStyle.visualRect(option.direction, rect, square), dot, ink)
        else:
            paint_icon(painter, icon, QStyle.visualRect(option.direction, rect, square), ink)
        painter.setFont(look().font("body", 600 if selected else 400))
        painter.setPen(color("on-selection" if selected else "text"))
        at = left + ICON + gap
        words = QRect(rect.x() + at, rect.y(), end - at - Space.S, rect.height())
        paint_words(painter, QStyle.visualRect(option.direction, rect, words), ask(index, Qt.ItemDataRole.DisplayRole))

    def _beside(self) -> int:
        """The margin at the trailing side: a scroll bar stands in it."""
        view = self.parent()
        bar = view.verticalScrollBar() if isinstance(view, QTreeView) else None
        return max(0, MARGIN - bar.width()) if bar is not None and bar.isVisible() else MARGIN

    def _closed(self, option: QStyleOptionViewItem) -> str:
        return "right" if option.direction == Qt.LayoutDirection.LeftToRight else "left"

    def _paint_state(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, end: int, selected: bool
    ) -> int:
        """Writes count or state at the trailing side and returns how much room it took."""
        state = index.data(Side.STATE)
        rect = option.rect
        painter.setFont(look().font("small", tabular=True))
        if not state:
            words = ask(index, Side.COUNT)
            painter.setPen(color("on-selection" if selected else "text-secondary"))
        else:
            icon, token, words = state
            painter.setPen(color(token))
        width = painter.fontMetrics().horizontalAdvance(words)
        place = QRect(rect.x() + end - width, rect.y(), width + 1, rect.height())
        paint_words(painter, QStyle.visualRect(option.direction, rect, place), words)
        if not state:
            return width
        square = QRect(place.x() - 4 - 14, rect.y() + (rect.height() - 14) // 2, 14, 14)
        paint_icon(painter, icon, QStyle.visualRect(option.direction, rect, square), token)
        return width + 18


class SidebarView(QTreeView):
    """One of the two lists of the sidebar."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.entries = SidebarDelegate(self)
        self.setItemDelegate(self.entries)
        self.setHeaderHidden(True)
        self.setIndentation(0)  # the delegate indents, so that the ground of a row is as wide as the sidebar
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = QScrollBar()
        bar.setProperty("thin", True)
        self.setVerticalScrollBar(bar)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("surface", "background")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the caret opens or closes the folder and chooses nothing."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and kind_of(index) == "folder" and self.model().hasChildren(index):
            caret = self.entries.caret(self.visualRect(index), index, self.layoutDirection())
            if caret.adjusted(-6, -8, 6, 8).contains(event.position().toPoint()):
                self.setExpanded(index, not self.isExpanded(index))
                return
        super().mousePressEvent(event)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """None: the delegate draws the caret."""

    def content_height(self) -> int:
        """Returns how high all rows are together."""
        model = self.model()
        if model is None:
            return 0
        return sum(self.sizeHintForIndex(model.index(row, 0)).height() for row in range(model.rowCount()))

    def changeEvent(self, event: QEvent) -> None:
        """A larger font makes higher rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.doItemsLayout()


class Sidebar(QWidget):
    """Both lists, the pinned one at the bottom under a line."""

    chosen = Signal(QModelIndex)

    def __init__(self, name: str, pinned_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.upper = SidebarView(name, self)
        self.pinned = SidebarView(pinned_name, self)
        self.pinned.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("surface", "background")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, MARGIN, 0, MARGIN)
        column.setSpacing(0)
        column.addWidget(self.upper, 1)
        rule = QVBoxLayout()
        rule.setContentsMargins(2 * MARGIN, 7, 2 * MARGIN, 8)
        rule.addWidget(Rule())
        column.addLayout(rule)
        column.addWidget(self.pinned)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(MOST)

    def set_models(self, upper: QAbstractItemModel, pinned: QAbstractItemModel) -> None:
        """Shows these two."""
        self.upper.setModel(upper)
        self.pinned.setModel(pinned)
        self._fit()
        pinned.rowsInserted.connect(self._fit)
        pinned.rowsRemoved.connect(self._fit)
        pinned.modelReset.connect(self._fit)
        self.upper.selectionModel().selectionChanged.connect(self._chose_upper)
        self.pinned.selectionModel().selectionChanged.connect(self._chose_pinned)

    def choose(self, index: QModelIndex) -> None:
        """Chooses a row of either model."""
        view = self.upper if index.model() is self.upper.model() else self.pinned
        view.setCurrentIndex(index)

    def current(self) -> QModelIndex:
        """Returns the chosen row, an invalid index where there is none."""
        for view in (self.upper, self.pinned):
            if view.model() is not None and (rows := view.selectionModel().selectedIndexes()):
                return rows[0]
        return QModelIndex()

    def set_compact(self, compact: bool) -> None:
        """Changes the density."""
        if compact == self.upper.entries.compact:
            return
        for view in (self.upper, self.pinned):
            view.entries.compact = compact
            view.doItemsLayout()
        self._fit()

    def sizeHint(self) -> QSize:
        """224 wide."""
        return QSize(WIDTH, 400)

    def _fit(self) -> None:
        self.pinned.setFixedHeight(self.pinned.content_height())

    def _chose_upper(self, selected: QItemSelection, _before: QItemSelection) -> None:
        self._chose(selected, self.pinned)

    def _chose_pinned(self, selected: QItemSelection, _before: QItemSelection) -> None:
        self._chose(selected, self.upper)

    def _chose(self, selected: QItemSelection, other: SidebarView) -> None:
        """Choosing in one list ends the choice in the other."""
        if not selected.indexes():
            return
        other.clearSelection()
        self.chosen.emit(selected.indexes()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down from the last row goes on to the pinned list, Up from its first row back."""
        step = {Qt.Key.Key_Down: (self.upper, self.pinned), Qt.Key.Key_Up: (self.pinned, self.upper)}
        if event.key() in step:
            here, there = step[Qt.Key(event.key())]
            if here.hasFocus() and there.model() is not None and there.model().rowCount():
                there.setFocus(Qt.FocusReason.TabFocusReason)
                model = there.model()
                row = 0 if there is self.pinned else model.rowCount() - 1
                there.setCurrentIndex(model.index(row, 0))
                return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """A larger font makes the pinned list higher."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.pinned.model() is not None:
            self._fit()
