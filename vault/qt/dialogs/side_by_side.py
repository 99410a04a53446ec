"""Two texts side by side: lines that went, came or changed, told by sign, colour and words.

Where there is no room for two columns the same is shown in one: what was before above what is there now.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QFontMetrics,
    QPainter,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from vault.qt.browse.differences import Difference, Pair, Spans
from vault.qt.figures import number
from vault.qt.notes.highlighting import TABLE, invisible
from vault.qt.notes.links import ITEM_LINK, placed
from vault.qt.parts.cards import Panel
from vault.qt.parts.lists import Index, ItemList, paint_inner_ring, paint_words
from vault.qt.theme import Space, color, look

PAIR = Qt.ItemDataRole.UserRole + 1
EDGE = 6
"""Above and below a line together."""
BATCH = 60
NARROWEST = 600
"""Pixels from which on two columns stand beside each other."""
State = QStyle.StateFlag
_NO_PARENT = QModelIndex()


class PairsModel(QAbstractListModel):
    """The lines of a difference."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pairs: tuple[Pair, ...] = ()

    def show(self, pairs: tuple[Pair, ...]) -> None:
        """Shows these."""
        self.beginResetModel()
        self.pairs = pairs
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """All of them."""
        return 0 if parent.isValid() else len(self.pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The pair for the delegate; a sentence for those who hear it."""
        pair = self.pairs[index.row()]
        if role == PAIR:
            return pair
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(pair)
        return None

    def words(self, pair: Pair) -> str:
        """A line in words; of links to items those that are read."""
        if pair.kind == "gap":
            return self.tr("%Ln line(s) did not change", "", pair.hidden)
        before, after = (ITEM_LINK.sub(r"\1", line) for line in (pair.before, pair.after))
        return {
            "same": after or self.tr("Empty line"),
            "removed": self.tr("Removed: {line}").replace("{line}", before),
            "added": self.tr("Added: {line}").replace("{line}", after),
            "changed": self.tr("Changed: {line}, now: {new}").replace("{line}", before).replace("{new}", after),
        }[pair.kind]


class PairDelegate(QStyledItemDelegate):
    """Number, sign and line, twice; long lines break."""

    def columns(self) -> tuple[int, int]:
        """Where in a side its sign begins, and where its words."""
        figures = QFontMetrics(look().font("small", tabular=True)).horizontalAdvance("88888")
        sign = QFontMetrics(look().font("body", 600)).horizontalAdvance("+") + Space.S
        return Space.S + figures + Space.XS, Space.S + figures + Space.XS + sign

    def is_narrow(self, width: int) -> bool:
        """Whether both stand in one column."""
        return width < look().measure(NARROWEST)

    def _sides(self, pair: Pair, width: int) -> list[bool]:
        """What is shown of a pair: before, now, or both."""
        if not self.is_narrow(width) or pair.kind == "changed":
            return [True, False]
        return [pair.kind == "removed"]

    def _layout(self, text: str, spans: Spans, width: int) -> tuple[QTextLayout, float]:
        """A line as it breaks at a width, and how high it comes out. Of a link to an item nobody reads the id."""
        layout = QTextLayout(text, _font(text))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        changed = QTextCharFormat()
        changed.setFontWeight(QFont.Weight.DemiBold)
        changed.setFontUnderline(True)
        marks = [_mark(text, span, changed) for span in spans]
        layout.setFormats([*marks, *(_mark(text, span, invisible()) for span in _ids(text, spans))])
        layout.beginLayout()
        height, step = 0.0, look().line("body")
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40, width))
            line.setPosition(QPointF(0, height + max(0.0, (step - line.height()) / 2)))
            height += max(step, line.height())
        layout.endLayout()
        return layout, max(height, step)

    def _height(self, pair: Pair, width: int, *, before: bool) -> float:
        """Most lines need one, and are not laid out to know that."""
        text = pair.before if before else pair.after
        short = len(text) < width // 8 and not TABLE.match(text)
        if short and QFontMetrics(look().font("body", 600)).horizontalAdvance(text) < width:
            return look().line("body")
        return self._layout(text, pair.before_spans if before else pair.after_spans, width)[1]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the higher of its sides."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, ItemList) else option.rect.width()
        pair = index.data(PAIR)
        if pair.kind == "gap":
            return QSize(width, look().line("small") + 2 * EDGE)
        narrow = self.is_narrow(width)
        room = (width if narrow else width // 2) - self.columns()[1] - Space.S
        heights = [round(self._height(pair, room, before=before)) for before in (True, False)]
        if narrow:
            return QSize(width, sum(heights[not before] + EDGE for before in self._sides(pair, width)))
        return QSize(width, max(heights) + EDGE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Both sides, or the gap; a line between them."""
        pair, rect = index.data(PAIR), option.rect
        painter.save()
        if pair.kind == "gap":
            painter.fillRect(rect, color("sunken"))
            painter.setFont(look().font("small"))
            painter.setPen(color("text-secondary"))
            words = str(index.data(Qt.ItemDataRole.DisplayRole))
            paint_words(painter, rect.adjusted(Space.L, 0, -Space.L, 0), words)
        elif self.is_narrow(rect.width()):
            self._paint_stacked(painter, rect, pair)
        else:
            side = rect.width() // 2
            left, right = QRect(rect), QRect(rect)
            left.setWidth(side)
            right.setLeft(rect.x() + side)
            self._paint_side(painter, left, pair, before=True)
            self._paint_side(painter, right, pair, before=False)
            painter.fillRect(right.x(), rect.y(), 1, rect.height(), color("border"))
        if option.state & State.State_HasFocus:
            paint_inner_ring(painter, rect)
        painter.restore()

    def _paint_stacked(self, painter: QPainter, rect: QRect, pair: Pair) -> None:
        top = rect.y()
        for before in self._sides(pair, rect.width()):
            room = rect.width() - self.columns()[1] - Space.S
            height = round(self._height(pair, room, before=before)) + EDGE
            self._paint_side(painter, QRect(rect.x(), top, rect.width(), height), pair, before=before)
            top += height

    def _paint_side(self, painter: QPainter, rect: QRect, pair: Pair, *, before: bool) -> None:
        text = pair.before if before else pair.after
        at = pair.before_number if before else pair.after_number
        spans = pair.before_spans if before else pair.after_spans
        touched = pair.kind != "same" and at > 0
        token = "danger" if before else "success"
        if touched:
            painter.fillRect(rect, color(f"{token}-tint"))
        elif not at:
            painter.fillRect(rect, color("sunken"))
            return
        sign, left = self.columns()
        line = QRect(rect.x(), rect.y() + EDGE // 2, rect.width(), look().line("body"))
        painter.setFont(look().font("small", tabular=True))
        painter.setPen(color(token if touched else "text-secondary"))
        paint_words(painter, line.adjusted(Space.S, 0, sign - line.width() - Space.XS, 0), number(at), end=True)
        if touched:
            painter.setFont(look().font("body", 600))
            paint_words(painter, line.adjusted(sign + 2, 0, 0, 0), "−" if before else "+")
        painter.setPen(color("text"))
        layout, _ = self._layout(text, spans, rect.width() - left - Space.S)
        layout.draw(painter, QPointF(rect.x() + left, rect.y() + EDGE // 2))


def _font(text: str) -> QFont:
    """Rows of a table have letters of one width, so that their bars stand in line."""
    font = QFont(look().font("body"))
    if TABLE.match(text):
        font.setFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
        font.setFixedPitch(True)
    return font


def _mark(text: str, span: tuple[int, int], form: QTextCharFormat) -> QTextLayout.FormatRange:
    """Letters of a line, where Qt counts them."""
    start, length = span
    mark = QTextLayout.FormatRange()
    mark.start, mark.length = len(placed(text[:start])), len(placed(text[start : start + length]))
    mark.format = form
    return mark


def _ids(text: str, spans: Spans) -> Spans:
    """Where links say which item they lead to, but those that are another now."""
    places = [(link.end(1) + 1, link.end()) for link in ITEM_LINK.finditer(text)] if "](" in text else []
    touched = [any(start < end and at < start + length for start, length in spans) for at, end in places]
    return tuple((at, end - at) for (at, end), one in zip(places, touched, strict=True) if not one)


class PairList(ItemList):
    """Lines of different heights, laid out anew for another width."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.rows = PairDelegate(self)
        self.setItemDelegate(self.rows)
        self.setUniformItemSizes(False)
        self.setLayoutMode(ItemList.LayoutMode.Batched)  # thousands of lines are measured a few at a time
        self.setBatchSize(BATCH)
        self.setSelectionMode(ItemList.SelectionMode.NoSelection)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # before stands at the left, whatever the language

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters break elsewhere, too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.scheduleDelayedItemsLayout()

    def go(self, step: int) -> None:
        """To the next line that changed, of those that stand together the first."""
        model = self.model()
        assert isinstance(model, PairsModel)

        def touched(place: int) -> bool:
            return 0 <= place < len(model.pairs) and model.pairs[place].kind not in ("same", "gap")

        firsts: Callable[[int], bool] = lambda place: touched(place) and not touched(place - 1)  # noqa: E731
        here = self.currentIndex().row()
        places = range(here + 1, len(model.pairs)) if step > 0 else range(here - 1, -1, -1)
        found = next((place for place in places if firsts(place)), -1)
        if found >= 0:
            self.setCurrentIndex(model.index(found))
            self.scrollTo(self.currentIndex(), ItemList.ScrollHint.PositionAtCenter)


class Comparison(QObject):
    """The list of what differs, and in words how much it is."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = PairsModel(self)
        self.list = PairList(name)
        self.list.setModel(self.model)

    def lay_out(self, column: QBoxLayout, before: QWidget, after: QWidget, height: int) -> None:
        """What is compared, over its columns; below them the list in an edge."""
        heads = QHBoxLayout()
        heads.setSpacing(0)
        heads.setDirection(QHBoxLayout.Direction.LeftToRight)
        for head in (before, after):
            heads.addWidget(head, 1)
        column.addLayout(heads)
        panel = Panel()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.list)
        self.list.setMinimumHeight(height)
        column.addWidget(panel, 1)

    def show(self, difference: Difference) -> str:
        """Shows a difference, at its first place; how much it is, in words, or nothing where nothing differs."""
        self.model.show(difference.pairs)
        self.list.go(1)
        parts = [
            (difference.changed, self.tr("%Ln line(s) changed", "", difference.changed)),
            (difference.removed, self.tr("%Ln line(s) removed", "", difference.removed)),
            (difference.added, self.tr("%Ln line(s) added", "", difference.added)),
        ]
        words = ", ".join(words for count, words in parts if count)
        cut = self.tr("Only the beginning is shown.") if difference.cut else ""
        return f"{words}. {cut}".strip() if words else ""

    def clear(self) -> None:
        """Nothing of it stays."""
        self.model.show(())
