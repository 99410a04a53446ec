"""Two versions of a text side by side: lines that went, came or changed, told by sign, colour and words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QShortcut,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QHBoxLayout, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.qt.browse.differences import Difference, Pair, Spans, compare
from vault.qt.browse.sheets import text_of
from vault.qt.connection import Asked
from vault.qt.figures import moment, number
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import IconButton
from vault.qt.parts.cards import Panel
from vault.qt.parts.dialogs import WIDE, Dialog
from vault.qt.parts.lists import Index, ItemList, paint_inner_ring, paint_words
from vault.qt.parts.text import Text
from vault.qt.theme import Space, color, look
from vault.qt.wording import words_for

PAIR = Qt.ItemDataRole.UserRole + 1
HEIGHT = 420
EDGE = 6
"""Above and below a line together."""
BATCH = 60
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
        """A line in words."""
        if pair.kind == "gap":
            return self.tr("%Ln line(s) did not change", "", pair.hidden)
        return {
            "same": pair.after,
            "removed": self.tr("Removed: {line}").replace("{line}", pair.before),
            "added": self.tr("Added: {line}").replace("{line}", pair.after),
            "changed": self.tr("Changed: {line}, now: {new}")
            .replace("{line}", pair.before)
            .replace("{new}", pair.after),
        }[pair.kind]


class PairDelegate(QStyledItemDelegate):
    """Number, sign and line, twice; long lines break."""

    def columns(self, width: int) -> tuple[int, int, int]:
        """How wide a side is, where its sign begins in it, and where its words."""
        figures = QFontMetrics(look().font("small", tabular=True)).horizontalAdvance("88888")
        sign = QFontMetrics(look().font("body", 600)).horizontalAdvance("+") + Space.S
        return width // 2, Space.S + figures + Space.XS, Space.S + figures + Space.XS + sign

    def _layout(self, text: str, spans: Spans, width: int) -> tuple[QTextLayout, float]:
        """A line as it breaks at a width, and how high it comes out."""
        layout = QTextLayout(text, look().font("body"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        marks = []
        for start, length in spans:
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = start, length
            form = QTextCharFormat()
            form.setFontWeight(QFont.Weight.DemiBold)
            form.setFontUnderline(True)
            mark.format = form
            marks.append(mark)
        layout.setFormats(marks)
        layout.beginLayout()
        height, step = 0.0, look().line("body")
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40, width))
            line.setPosition(QPointF(0, height + max(0.0, (step - line.height()) / 2)))
            height += max(step, line.height())
        layout.endLayout()
        return layout, max(height, step)

    def _height(self, text: str, width: int) -> float:
        """Most lines need one, and are not laid out to know that."""
        if len(text) < width // 8 and QFontMetrics(look().font("body", 600)).horizontalAdvance(text) < width:
            return look().line("body")
        return self._layout(text, (), width)[1]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the higher of its sides."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, ItemList) else option.rect.width()
        pair = index.data(PAIR)
        if pair.kind == "gap":
            return QSize(width, look().line("small") + 2 * EDGE)
        side, _, left = self.columns(width)
        room = side - left - Space.S
        heights = [self._height(text, room) for text in (pair.before, pair.after)]
        return QSize(width, round(max(heights)) + EDGE)

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
        _, sign, left = self.columns(2 * rect.width())
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


class PairList(ItemList):
    """Lines of different heights, laid out anew for another width."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.setItemDelegate(PairDelegate(self))
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


class CompareDialog(Dialog):
    """The older version at the left, the newer one at the right. It changes nothing."""

    def __init__(
        self,
        operations: Operations,
        row: m.Row,
        before: m.VersionRow,
        after: m.VersionRow,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Compare versions"), parent, width=WIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations, self._row = operations, row
        self._texts: dict[int, str | None] = {}
        self._asked: list[Asked] = []
        self._aside = Aside()
        self._versions = (before, after)
        self.model = PairsModel(self)
        self.list = PairList(self.tr("What changed"))
        self.list.setModel(self.model)
        self._lay_out()
        for version in self._versions:
            self._read(version)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(Text(self._row.shown, "section", elide=Qt.TextElideMode.ElideMiddle), 1)
        self.previous = IconButton("oldest", self.tr("Previous change"), shortcut="Shift+F3")
        self.next = IconButton("newest", self.tr("Next change"), shortcut="F3")
        for button, step in ((self.previous, -1), (self.next, 1)):
            button.setShortcut(QKeySequence())
            button.clicked.connect(partial(self._go, step))
            button.set_blocked(self.tr("Nothing changed"))
            head.addWidget(button)
        for keys, step in (("F3", 1), ("Shift+F3", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._go, step))
        self.body.addLayout(head)
        self.summary = Text(self.tr("Reading both versions"), tone="text-secondary", wrap=True, tabular=True)
        self.body.addWidget(self.summary)
        sides = QHBoxLayout()
        sides.setSpacing(0)
        sides.setDirection(QHBoxLayout.Direction.LeftToRight)
        for version in self._versions:
            words = self.tr("Version {number}, {moment}")
            words = words.format(number=number(version.number), moment=moment(version.added))
            sides.addWidget(Text(words, weight=500, tabular=True), 1)
        self.body.addLayout(sides)
        panel = Panel()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.list)
        self.list.setMinimumHeight(HEIGHT)
        self.body.addWidget(panel, 1)
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)

    # Reading

    def _read(self, version: m.VersionRow) -> None:
        at = version.number
        if self._row.kind == "note":
            self._asked.append(
                self._operations.note_text(self._row.id, lambda text: self._take(at, text.text), self._fail, at)
            )
            return
        content = bytearray()
        read = self._operations.content(
            self._row.id,
            content.extend,  # on the link's thread; nobody else touches it before `done`
            lambda _: self._take(at, text_of(bytes(content))),
            self._fail,
            version=at,
            limit=version.size,
        )
        self._asked.append(read)

    def _take(self, version: int, text: str | None) -> None:
        if not isValid(self):
            return
        self._texts[version] = text
        if len(self._texts) < 2:
            return
        before, after = (self._texts[one.number] for one in self._versions)
        self._texts = {}
        if before is None or after is None:
            self.summary.setText(self.tr("This is no text: its versions can only be looked at one by one."))
        else:
            self._aside.ask(partial(compare, before, after), self._show)

    def _fail(self, error: Exception) -> None:
        if isValid(self):
            said = words_for(error)
            self.summary.setText(f"{said.happened} {said.act}".strip())

    # What came out

    def _show(self, difference: Difference) -> None:
        parts: list[str] = []
        for count, words in self._counts(difference):
            if count:
                parts.append(words)
        same = self.tr("Both versions are the same.")
        cut = self.tr("Only the beginning is shown.") if difference.cut else ""
        self.summary.setText(f"{', '.join(parts) + '.' if parts else same} {cut}".strip())
        self.model.show(difference.pairs)
        for button in (self.previous, self.next):
            button.set_blocked("" if parts else self.tr("Nothing changed"))
        self.list.setFocus()
        self._go(1)

    def _counts(self, difference: Difference) -> list[tuple[int, str]]:
        return [
            (difference.changed, self.tr("%Ln line(s) changed", "", difference.changed)),
            (difference.removed, self.tr("%Ln line(s) removed", "", difference.removed)),
            (difference.added, self.tr("%Ln line(s) added", "", difference.added)),
        ]

    def _go(self, step: int, _checked: bool = False) -> None:
        """To the next line that changed, of those that stand together the first."""

        def touched(place: int) -> bool:
            return 0 <= place < len(self.model.pairs) and self.model.pairs[place].kind not in ("same", "gap")

        firsts: Callable[[int], bool] = lambda place: touched(place) and not touched(place - 1)  # noqa: E731
        here = self.list.currentIndex().row()
        places = range(here + 1, len(self.model.pairs)) if step > 0 else range(here - 1, -1, -1)
        found = next((place for place in places if firsts(place)), -1)
        if found >= 0:
            self.list.setCurrentIndex(self.model.index(found))
            self.list.scrollTo(self.list.currentIndex(), ItemList.ScrollHint.PositionAtCenter)

    def done(self, result: int) -> None:
        """Nothing of it stays."""
        for asked in self._asked:
            asked.forget()
        self._aside.forget()
        self.model.show(())
        super().done(result)
