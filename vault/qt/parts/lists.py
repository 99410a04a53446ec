"""Lists: the roles a model answers, the one delegate that draws its rows, and the view.

Any `QAbstractItemModel` does that answers `Ask` (and `DisplayRole` for the name). Rows are painted, never widgets,
so a list of 100,000 costs what its visible rows cost. Changed and size are words of the model's, by locale.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from vault.qt.figures import long_days
from vault.qt.icons import paint_icon
from vault.qt.theme import Radius, Space, color, look

from .fields import LineInput
from .framed import paint_framed

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
Reason = Qt.FocusReason

COMFORTABLE = 44
COMPACT = 32
THUMBNAIL = 32
SMALL_THUMBNAIL = 20
CHANGED = 92
SIZE = 60
BAR = 3
NAME_LETTERS = 16
MARGIN = 16
MARK = 14
TAG_ICON = 12


_ONE_LINE = {
    end: int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
    for end, side in ((False, Qt.AlignmentFlag.AlignLeading), (True, Qt.AlignmentFlag.AlignTrailing))
}


@lru_cache(8)
def _column_widths(_font: str, _language: str) -> tuple[int, int, int]:
    """The least that a name needs, and what the longest day and size take, in the font and the language now worn."""
    metrics = QFontMetrics(look().font("body", tabular=True))
    day = max(map(metrics.horizontalAdvance, long_days()))
    least = metrics.averageCharWidth() * NAME_LETTERS
    return least, max(CHANGED, day), max(SIZE, metrics.horizontalAdvance("888.8 MB"))


class Ask(IntEnum):
    """What a row's model is asked for, besides `DisplayRole` (the name)."""

    ICON = Qt.ItemDataRole.UserRole + 100
    """Name of an icon, where there is no thumbnail."""
    THUMBNAIL = ICON + 1
    """A `QPixmap`, or nothing."""
    FOLDER = ICON + 2
    TAGS = ICON + 3
    """A list of names."""
    STARRED = ICON + 4
    SHARED = ICON + 5
    CHANGED = ICON + 6
    """When it was changed, in words."""
    SIZE = ICON + 7
    """How large it is, in words."""
    SNIPPET = ICON + 8
    """Of a search: what was found, instead of folder and tags."""
    SNIPPET_MARKS = ICON + 9
    """Where in it: a list of (start, length)."""
    BADGE = ICON + 10
    """(kind, word) of a badge, or nothing."""
    SECOND = ICON + 11
    """The line below the name, in lists that are none of files."""
    TAG_TOKENS = SECOND + 1
    """The tokens of the tags' colours, in their order; empty words for those without one."""
    NAME_MARKS = SECOND + 2
    """Where in the name what was searched for stands: a list of (start, length)."""
    CUT = SECOND + 3
    """Whether it waits to be moved elsewhere: its picture is faint."""


def answer(index: Index, role: int) -> Any:
    """Returns what the model says of a row; straight from it, since the way through the index takes as long again."""
    return index.model().data(index, role)


def ask(index: Index, role: int) -> str:
    """Returns a row's answer as text, empty where it has none."""
    said = answer(index, role)
    return "" if said is None else str(said)


def row_text(index: Index) -> str:
    """Returns a row in one sentence; a model gives it as `AccessibleTextRole`, for those who hear it."""
    words = [ask(index, Qt.ItemDataRole.DisplayRole), ask(index, Ask.SECOND), ask(index, Ask.FOLDER)]
    words += [str(tag) for tag in answer(index, Ask.TAGS) or ()]
    if answer(index, Ask.STARRED):
        words.append(QCoreApplication.translate("ItemList", "favourite"))
    if answer(index, Ask.SHARED):
        words.append(QCoreApplication.translate("ItemList", "shared"))
    words += [ask(index, Ask.CHANGED), ask(index, Ask.SIZE)]
    return ", ".join(word for word in words if word)


def paint_row_ground(painter: QPainter, option: QStyleOptionViewItem, *, bar: bool = True) -> None:
    """Fills a row for hover or selection, with the bar at the leading edge, and draws the focus inside."""
    rect = option.rect
    selected = bool(option.state & State.State_Selected)
    if selected:
        painter.fillRect(rect, color("selection"))
        if bar:
            leftwards = option.direction == Qt.LayoutDirection.RightToLeft
            painter.fillRect(
                rect.right() + 1 - BAR if leftwards else rect.x(), rect.y(), BAR, rect.height(), color("link")
            )
    elif option.state & State.State_MouseOver:
        painter.fillRect(rect, color("hover"))
    if option.state & State.State_HasFocus and (not selected or option.state & State.State_KeyboardFocusChange):
        paint_inner_ring(painter, rect)


def paint_inner_ring(painter: QPainter, rect: QRect, radius: int = Radius.BADGE) -> None:
    """The focus of a row: 2 px wide, inside it, since its neighbours leave no room outside."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), radius, radius)
    painter.restore()


def paint_words(
    painter: QPainter,
    rect: QRect,
    text: str,
    *,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    end: bool = False,
) -> int:
    """Writes one line into a rectangle, at its start or its end, and returns how wide it came out."""
    if rect.width() <= 0 or not text:
        return 0
    metrics = painter.fontMetrics()
    width = metrics.horizontalAdvance(text)
    if width > rect.width():
        text = metrics.elidedText(text, elide, rect.width())
        width = metrics.horizontalAdvance(text)
    painter.drawText(rect, _ONE_LINE[end], text)
    return width


class NameInput(LineInput):
    """The field of a rename: the name without its ending is chosen when it gets the focus, ready to be typed over."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt chooses the whole text just before; later the choice is the person's."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            self.setSelection(0, len(self.text().rpartition(".")[0] or self.text()))


class NamedDelegate(QStyledItemDelegate):
    """Draws rows whose names can be changed in place."""

    def name_place(self, option: QStyleOptionViewItem) -> QRect:
        """Where the name stands in a row."""
        raise NotImplementedError

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field over the name."""
        editor = NameInput(parent=parent)
        editor.setAccessibleName(QCoreApplication.translate("ItemList", "New name"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The name as it is."""
        if isinstance(editor, QLineEdit):
            editor.setText(ask(index, Qt.ItemDataRole.EditRole) or ask(index, Qt.ItemDataRole.DisplayRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """An empty name is no name."""
        if isinstance(editor, QLineEdit) and editor.text().strip():
            model.setData(index, editor.text().strip(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """As wide as the name's room, its words where the name's stood."""
        name = self.name_place(option)
        height = min(editor.sizeHint().height(), option.rect.height())
        top = name.y() + (name.height() - height) // 2
        editor.setGeometry(name.x() - 12, top, name.width() + 12, height)


class RowDelegate(NamedDelegate):
    """Draws files and notes in two lines of 44, or compact in one of 32."""

    def __init__(self, parent: QWidget | None = None, *, compact: bool = False) -> None:
        super().__init__(parent)
        self.compact = compact

    # --- places -----------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Its own figure, or what the lines need."""
        lines = look().line("body") + (0 if self.compact else look().line("small"))
        least = COMPACT if self.compact else COMFORTABLE
        return QSize(320, max(least, lines + 8))

    def name_place(self, option: QStyleOptionViewItem) -> QRect:
        """Its column."""
        return self.columns(option.rect, option.direction)[1]

    def columns(self, rect: QRect, direction: Qt.LayoutDirection) -> tuple[QRect, QRect, QRect, QRect]:
        """Returns where thumbnail, name, Changed and Size stand in a row; the list's head uses it, too.

        Where it is too narrow for a name to be told, Changed goes first and then Size: their width is 0.
        """
        picture = SMALL_THUMBNAIL if self.compact else THUMBNAIL
        least, changed, size = _column_widths(look().font("body", tabular=True).key(), QLocale().name())
        right = rect.right() + 1 - MARGIN
        thumbnail = QRect(rect.x() + MARGIN, rect.y() + (rect.height() - picture) // 2, picture, picture)
        left = thumbnail.right() + 1 + Space.M
        size_at = QRect(right - size, rect.y(), size, rect.height())
        if size_at.x() - Space.M - left < least:
            size_at = QRect(right, rect.y(), 0, rect.height())
        changed_at = QRect(size_at.x() - Space.M - changed, rect.y(), changed, rect.height())
        if size_at.width() == 0 or changed_at.x() - Space.M - left < least:
            changed_at = QRect(size_at.x(), rect.y(), 0, rect.height())
        end = changed_at.x() - (Space.M if changed_at.width() or size_at.width() else 0)
        name = QRect(left, rect.y(), max(0, end - left), rect.height())
        visual = [QStyle.visualRect(direction, rect, one) for one in (thumbnail, name, changed_at, size_at)]
        return visual[0], visual[1], visual[2], visual[3]

    # --- painting ---------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, picture, words, columns."""
        painter.save()
        painter.setLayoutDirection(option.direction)
        paint_row_ground(painter, option)
        selected = bool(option.state & State.State_Selected)
        soft = "on-selection" if selected else "text-secondary"
        thumbnail, name, changed, size = self.columns(option.rect, option.direction)
        picture = answer(index, Ask.THUMBNAIL)
        shown = picture if isinstance(picture, QPixmap) and not picture.isNull() else ask(index, Ask.ICON) or "file"
        paint_framed(painter, thumbnail, shown, faint=bool(answer(index, Ask.CUT)))
        painter.setFont(look().font("body", tabular=True))
        painter.setPen(color(soft))
        paint_words(painter, changed, ask(index, Ask.CHANGED))
        paint_words(painter, size, ask(index, Ask.SIZE), end=True)
        if self.compact:
            self._paint_name(painter, name, index, selected)
        else:
            upper, lower = self._split(name)
            self._paint_name(painter, upper, index, selected)
            self._paint_second(painter, lower, index, soft)
        painter.restore()

    def _split(self, name: QRect) -> tuple[QRect, QRect]:
        """Returns the rectangles of the two lines, in the middle of the row together."""
        first, second = look().line("body"), look().line("small")
        top = name.y() + (name.height() - first - second) // 2
        return QRect(name.x(), top, name.width(), first), QRect(name.x(), top + first, name.width(), second)

    def _paint_name(self, painter: QPainter, rect: QRect, index: Index, selected: bool) -> None:
        """The name, cut in its middle where it must be, and behind it star and share mark."""
        marks = [("star-set", Ask.STARRED), ("shared", Ask.SHARED)]
        shown = [icon for icon, role in marks if answer(index, role)]
        room = len(shown) * (MARK + 6)
        leftwards = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        words = rect.adjusted(room if leftwards else 0, 0, 0 if leftwards else -room, 0)
        painter.setFont(look().font("body", 500))
        painter.setPen(color("on-selection" if selected else "text"))
        name = ask(index, Qt.ItemDataRole.DisplayRole)
        marked = answer(index, Ask.NAME_MARKS) or ()
        if marked and painter.fontMetrics().horizontalAdvance(name) <= words.width():
            width = paint_marked_name(painter, words, name, marked)
        else:
            width = paint_words(painter, words, name, elide=Qt.TextElideMode.ElideMiddle)
        at = words.right() + 1 - width - 6 - MARK if leftwards else words.x() + width + 6
        top = rect.y() + (rect.height() - MARK) // 2
        for icon in shown:
            paint_icon(painter, icon, QRect(at, top, MARK, MARK), "on-selection" if selected else "text-secondary")
            at += -(MARK + 6) if leftwards else MARK + 6

    def _paint_second(self, painter: QPainter, rect: QRect, index: Index, soft: str) -> None:
        """Folder and tags, or what a search found."""
        painter.setFont(look().font("small"))
        painter.setPen(color(soft))
        snippet = ask(index, Ask.SNIPPET)
        if snippet:
            paint_snippet(painter, rect, snippet, answer(index, Ask.SNIPPET_MARKS) or ())
            return
        at = paint_words(painter, rect, ask(index, Ask.SECOND) or ask(index, Ask.FOLDER))
        at += Space.S if at else 0
        leftwards = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        tags = answer(index, Ask.TAGS) or ()
        for tag, token in zip(tags, answer(index, Ask.TAG_TOKENS) or [""] * len(tags), strict=True):
            room = rect.width() - at - TAG_ICON - 4
            if room < 24:
                break
            left = rect.right() + 1 - at - TAG_ICON if leftwards else rect.x() + at
            paint_tag_sign(
                painter, QRect(left, rect.y() + (rect.height() - TAG_ICON) // 2, TAG_ICON, TAG_ICON), token, soft
            )
            at += TAG_ICON + 4
            words = rect.adjusted(0, 0, -at, 0) if leftwards else rect.adjusted(at, 0, 0, 0)
            at += paint_words(painter, words, str(tag)) + Space.S


def paint_tag_sign(painter: QPainter, square: QRect, token: str, ink: str) -> None:
    """A dot in the tag's colour, or the sign of a tag where it has none. Its name stands beside it, always."""
    if not token:
        paint_icon(painter, "tag", square, ink)
        return
    side = square.width() * 2 / 3
    dot = QRectF(0, 0, side, side)
    dot.moveCenter(QRectF(square).center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color(ink if look().theme.system is not None else token))
    painter.drawEllipse(dot)
    painter.restore()


def paint_marked_name(painter: QPainter, rect: QRect, name: str, marks: object) -> int:
    """Writes a name with what was searched for underlined, and returns how wide it came out."""
    plain = painter.font()
    found = QFont(plain)
    found.setUnderline(True)
    found.setWeight(QFont.Weight.DemiBold)
    left, at = 0, 0
    leftwards = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    spans = [(one[0], one[1]) for one in marks] if isinstance(marks, list | tuple) else []
    for start, length in [*spans, (len(name), 0)]:
        for words, font in ((name[at:start], plain), (name[start : start + length], found)):
            painter.setFont(font)
            place = rect.adjusted(0, 0, -left, 0) if leftwards else rect.adjusted(left, 0, 0, 0)
            left += paint_words(painter, place, words) if words else 0
        at = start + length
    painter.setFont(plain)
    return left


def paint_snippet(painter: QPainter, rect: QRect, text: str, marks: object) -> None:
    """Writes what a search found on one line, the found words heavier and in the colour of text."""
    runs, at = [], 0
    for start, length in marks if isinstance(marks, list | tuple) else ():
        runs += [(text[at:start], 400), (text[start : start + length], 600)]
        at = start + length
    runs.append((text[at:], 400))
    left = 0
    pen = painter.pen()
    for words, weight in runs:
        painter.setFont(look().font("small", weight))
        painter.setPen(pen if weight == 400 else color("text"))
        if words and left < rect.width():
            left += paint_words(painter, rect.adjusted(left, 0, 0, 0), words)


class ItemList(QListView):
    """A list of rows: several can be chosen, F2 renames, letters find, and it stays smooth with 100,000."""

    def __init__(self, name: str, delegate: QStyledItemDelegate | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.rows = delegate or RowDelegate(self)
        self.setItemDelegate(self.rows)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_compact(self, compact: bool) -> None:
        """Changes the density."""
        if isinstance(self.rows, RowDelegate) and compact != self.rows.compact:
            self.rows.compact = compact
            self.doItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """A larger font makes higher rows."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.doItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is on a row, which is seen, and not on the list as a whole; choosing it is another thing."""
        super().focusInEvent(event)
        model: QAbstractItemModel | None = self.model()
        by_keys = event.reason() in (Reason.TabFocusReason, Reason.BacktabFocusReason)
        if by_keys and model is not None and model.rowCount() and not self.currentIndex().isValid():
            self.selectionModel().setCurrentIndex(model.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        if QAccessible.isActive():
            QTimer.singleShot(0, self, self._tell_row)

    def _tell_row(self) -> None:
        """Qt tells of a list that has the keyboard now, and not of the row in it."""
        if self.hasFocus() and self.currentIndex().isValid():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(self.currentIndex().row())
            QAccessible.updateAccessibility(event)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Rows are all of one height, so none has to be laid out anew, which a list of Qt's does with all of them."""
        QAbstractItemView.dataChanged(self, first, last, roles)
