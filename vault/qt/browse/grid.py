"""A list of items in either of two faces: rows below each other, or tiles in a grid.

It is one view with one model: what is chosen, dragged, dropped, renamed and opened is the same in both. Where a tile
stands is worked out, not looked up, so that keys cost the same with a hundred thousand of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, Qt
from PySide6.QtGui import QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QWidget

from vault.qt.parts.lists import Index, ItemList
from vault.qt.parts.tiles import TileDelegate
from vault.qt.theme import Space

Action = QAbstractItemView.CursorAction


class GridView(ItemList):
    """A list that can be a grid."""

    is_grid = False  # Qt lays it out before it is whole
    columns = 1
    """How many items stand beside each other."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.tiles = TileDelegate(self)

    def set_grid(self, grid: bool) -> None:
        """Tiles, or rows; the place one is at stays in sight."""
        if grid == self.is_grid:
            return
        self.is_grid, self.columns = grid, 1
        self.setItemDelegate(self.tiles if grid else self.rows)
        self.setFlow(self.Flow.LeftToRight if grid else self.Flow.TopToBottom)
        self.setWrapping(grid)
        self.setViewportMargins(Space.S if grid else 0, Space.XS if grid else 0, Space.S if grid else 0, 0)
        self.doItemsLayout()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def set_compact(self, compact: bool) -> None:
        """Smaller pictures, or lower rows."""
        self.tiles.compact = compact
        super().set_compact(compact)

    def line_of(self, number: int) -> int:
        """In which line an item stands."""
        return number // self.columns

    def seen(self) -> range:
        """The numbers of the items in sight."""
        count = self.model().rowCount()
        height = max(1, self.sizeHintForRow(0)) if count else 1
        top = self.verticalScrollBar().value()
        first, last = top // height, (top + self.viewport().height()) // height
        return range(first * self.columns, min((last + 1) * self.columns, count))

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Of many rows those in sight alone: of all others Qt would ask in vain where they stand."""
        seen, model = self.seen(), self.model()
        top, bottom = max(first.row(), seen.start), min(last.row(), seen.stop - 1)
        if top <= bottom:
            super().dataChanged(model.index(top, 0), model.index(bottom, 0), roles)

    # How it is laid out

    def doItemsLayout(self) -> None:
        """The width there is, less a scroll bar's, is shared out before."""
        if self.is_grid:
            self._share_out()
        super().doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other tiles; but not every pixel of it, since all of them are laid out then."""
        super().resizeEvent(event)
        if self.is_grid and self._share_out():
            self.scheduleDelayedItemsLayout()

    def _share_out(self) -> bool:
        """Whether that makes other tiles."""
        before = self.columns, self.tiles.width
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        self.columns = self.tiles.share_out(self.maximumViewportSize().width() - bar)
        return before != (self.columns, self.tiles.width)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Of tiles Qt would look at every one that is chosen."""
        return QRegion(self.viewport().rect()) if self.is_grid else super().visualRegionForSelection(selection)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """In two dimensions; Left and Right go on to the next line, Up and Down stay where there is none."""
        model, here = self.model(), self.currentIndex()
        if not self.is_grid or not here.isValid() or action in (Action.MoveHome, Action.MoveEnd):
            return super().moveCursor(action, modifiers)
        forwards = -1 if self.isRightToLeft() else 1
        lines = max(1, self.viewport().height() // max(1, self.sizeHintForRow(0)))
        steps = {
            Action.MoveLeft: -forwards,
            Action.MoveRight: forwards,
            Action.MovePrevious: -1,
            Action.MoveNext: 1,
            Action.MoveUp: -self.columns,
            Action.MoveDown: self.columns,
            Action.MovePageUp: -self.columns * lines,
            Action.MovePageDown: self.columns * lines,
        }
        number, last, step = here.row(), model.rowCount() - 1, steps[action]
        there = number + step
        if action in (Action.MovePageUp, Action.MovePageDown):
            there = max(number % self.columns, min(there, last))
        elif action == Action.MoveDown and there > last and self.line_of(last) > self.line_of(number):
            there = last
        return model.index(there, 0) if 0 <= there <= last else here
