"""The rows of the trail, as in a ledger: the day where it begins, what happened, and the time of day."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from vault.qt.figures import long_days
from vault.qt.icons import paint_icon
from vault.qt.parts.cards import Panel
from vault.qt.parts.lists import ItemList, paint_row_ground, paint_words
from vault.qt.parts.rows import paint_lines
from vault.qt.theme import Space, color, look

from .model import ENTRY, TrailModel
from .words import clock_words, day_of, day_words, icon_of, is_upkeep, second_line, told

Index = QModelIndex | QPersistentModelIndex

ROW = 44
ICON = 18
LEAST = 300
"""So much room the sentence needs; where it is less, the day gives way."""


@lru_cache(8)
def _widths(_font: str, _language: str) -> tuple[int, int]:
    """What the longest day and a time take, in the font and the language now worn."""
    metrics = QFontMetrics(look().font("small", 600))
    noon = 12 * 3_600_000
    time = max(metrics.horizontalAdvance(clock_words(noon * hour)) for hour in range(-2, 3))
    return max(map(metrics.horizontalAdvance, long_days())) + Space.L, time + Space.XS


class TrailDelegate(QStyledItemDelegate):
    """Draws entries. Every row is of one height, so that a hundred thousand are laid out at once."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """44, or what two lines need."""
        return QSize(240, max(ROW, look().line("body") + look().line("small") + 8))

    def columns(self, rect: QRect, direction: Qt.LayoutDirection) -> tuple[QRect, QRect, QRect, QRect]:
        """Where day, icon, words and time stand in a row."""
        day, time = _widths(look().font("small", 600).key(), QLocale().name())
        if rect.width() - day - time - ICON - 4 * Space.M < LEAST:
            day = 0
        left = rect.x() + Space.M
        days = QRect(left, rect.y(), day, rect.height())
        icons = QRect(left + day, rect.y(), ICON, rect.height())
        times = QRect(rect.right() + 1 - Space.M - time, rect.y(), time, rect.height())
        words = QRect(icons.right() + 1 + Space.M, rect.y(), 0, rect.height())
        words.setRight(times.x() - Space.S)
        visual = [QStyle.visualRect(direction, rect, one) for one in (days, icons, words, times)]
        return visual[0], visual[1], visual[2], visual[3]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, day, icon, two lines, time; a rule where another day begins."""
        entry, view = index.data(ENTRY), option.widget
        assert isinstance(view, TrailList)
        painter.save()
        painter.setLayoutDirection(option.direction)
        paint_row_ground(painter, option)
        if entry is not None:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            days, icons, words, times = self.columns(option.rect, option.direction)
            body, small = look().line("body"), look().line("small")
            said = told(entry)
            second = second_line(entry, said)
            if not days.width():
                second = f"{day_words(entry.entry.time)}. {second}".rstrip()
            upkeep = is_upkeep(entry.entry)  # what the vault did by itself steps back
            first = look().font("body", 400 if upkeep else 500)
            lines = 1 if second or QFontMetrics(first).horizontalAdvance(said.first) <= words.width() else 2
            step = body if lines == 1 else body * 9 // 10
            top = option.rect.y() + (option.rect.height() - lines * step - (small if second else 0)) // 2
            begins = view.begins_day(index.row())
            soft = "on-selection" if selected else "text-secondary"
            if begins and index.row():
                painter.fillRect(option.rect.x(), option.rect.y(), option.rect.width(), 1, color("border"))
            if days.width() and (begins or view.is_topmost(index.row())):
                painter.setFont(look().font("small", 600))
                painter.setPen(color("on-selection" if selected else "text"))
                paint_words(painter, QRect(days.x(), top, days.width(), step), day_words(entry.entry.time))
            icon, token = icon_of(entry.entry)
            paint_icon(painter, icon, QRect(icons.x(), top + (step - ICON) // 2, ICON, ICON), token)
            painter.setFont(first)
            painter.setPen(color(soft if upkeep else "on-selection" if selected else "text"))
            paint_lines(painter, QRect(words.x(), top, words.width(), lines * step), said.first, lines, step)
            painter.setFont(look().font("small"))
            painter.setPen(color(soft))
            below = QRect(words.x(), top + body, words.width(), small)
            paint_words(painter, below, second, elide=Qt.TextElideMode.ElideMiddle)
            painter.setFont(look().font("small", tabular=True))
            time = QRect(times.x(), top, times.width(), step)
            paint_words(painter, time, clock_words(entry.entry.time), end=True)
        painter.restore()


class TrailList(ItemList):
    """The view. The day of the topmost row is always told, however far one has scrolled."""

    opened = Signal(object)
    """Enter or a double click on an entry, which is given."""

    def __init__(self, name: str, model: TrailModel, parent: QWidget | None = None) -> None:
        super().__init__(name, TrailDelegate(), parent)
        self.trail = model
        self.setModel(model)
        self.setSelectionMode(ItemList.SelectionMode.SingleSelection)
        self.setEditTriggers(ItemList.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        self.doubleClicked.connect(self._open)

    def begins_day(self, row: int) -> bool:
        """Whether the entry above is of another day, as far as it is here."""
        here, above = self.trail.entry(row), self.trail.entry(row - 1)
        if here is None or above is None:
            return row == 0
        return day_of(here.entry.time) != day_of(above.entry.time)

    def is_topmost(self, row: int) -> bool:
        """Whether it is the first row that is seen whole, or nearly."""
        return self.indexAt(QPoint(4, ROW // 2)).row() == row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the item."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: Index) -> None:
        entry = index.data(ENTRY) if index.isValid() else None
        if entry is not None:
            self.opened.emit(entry)


class TrailPanel(Panel):
    """The list with an edge around."""

    def __init__(self, view: TrailList, parent: QWidget | None = None) -> None:
        super().__init__(parent, fill="surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 5, 1, 5)
        column.addWidget(view)
