"""Rows of other lists: notes of 80 with two lines of their text, vaults of 84 at the start, people of 48."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from vault.qt.icons import app_pixmap, paint_icon
from vault.qt.theme import Radius, Space, color, look

from .badges import PROOFS, badge_size, paint_badge
from .contacts import paint_initials
from .lists import MARGIN, MARK, Ask, NamedDelegate, ask, paint_inner_ring, paint_row_ground, paint_words

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag

NOTE = 80
VAULT = 84
PERSON = 48
LINE = 18
"""From line to line of a note's beginning."""


def paint_lines(painter: QPainter, rect: QRect, text: str, count: int, step: int) -> None:
    """Writes the beginning of a text on so many lines, the last one cut where more follows."""
    layout = QTextLayout(" ".join(text.split()), painter.font())
    layout.beginLayout()
    lines: list[tuple[int, int]] = []
    while len(lines) < count and (line := layout.createLine()).isValid():
        line.setLineWidth(rect.width())
        lines.append((line.textStart(), line.textLength()))
    layout.endLayout()
    for number, (start, length) in enumerate(lines):
        last = number == count - 1
        words = layout.text()[start:] if last else layout.text()[start : start + length]
        paint_words(painter, QRect(rect.x(), rect.y() + number * step, rect.width(), step), words.strip())


class NoteDelegate(NamedDelegate):
    """A note: name and star, date at the right, two lines of its beginning (`Ask.SECOND`), a rule below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """80, or what three lines need."""
        return QSize(240, max(NOTE, 10 + look().line("body") + 2 * self._step() + 14))

    def _step(self) -> int:
        return max(LINE, look().line("small"))

    def name_place(self, option: QStyleOptionViewItem) -> QRect:
        """The first line."""
        inside = option.rect.adjusted(MARGIN, 10, -MARGIN, -14)
        return QRect(inside.x(), inside.y(), inside.width(), look().line("body"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, rule, words."""
        painter.save()
        painter.setLayoutDirection(option.direction)
        rect = option.rect
        rule = QRect(rect.x(), rect.bottom(), rect.width(), 1)
        ground = QStyleOptionViewItem(option)
        ground.rect = rect.adjusted(0, 0, 0, -1)
        paint_row_ground(painter, ground)
        painter.fillRect(rule, color("border"))
        selected = bool(option.state & State.State_Selected)
        ink, soft = ("on-selection", "on-selection") if selected else ("text", "text-secondary")
        first = self.name_place(option)
        painter.setFont(look().font("small", tabular=True))
        painter.setPen(color(soft))
        date = ask(index, Ask.CHANGED)
        taken = painter.fontMetrics().horizontalAdvance(date) + Space.M
        paint_words(painter, first, date, end=True)
        leftwards = option.direction == Qt.LayoutDirection.RightToLeft
        star = MARK + 6 if index.data(Ask.STARRED) else 0
        room = first.adjusted(taken + star if leftwards else 0, 0, 0 if leftwards else -taken - star, 0)
        painter.setFont(look().font("body", 500))
        painter.setPen(color(ink))
        name = ask(index, Qt.ItemDataRole.DisplayRole)
        width = paint_words(painter, room, name, elide=Qt.TextElideMode.ElideMiddle)
        if star:
            left = room.right() + 1 - width - star if leftwards else room.x() + width + 6
            paint_icon(painter, "star-set", QRect(left, first.y() + (first.height() - MARK) // 2, MARK, MARK), soft)
        painter.setFont(look().font("small"))
        painter.setPen(color(soft))
        below = QRect(first.x(), first.bottom() + 1, first.width(), 2 * self._step())
        paint_lines(painter, below, ask(index, Ask.SECOND), 2, self._step())
        painter.restore()


class VaultDelegate(QStyledItemDelegate):
    """A vault at the start: the box, its name, its place, what is remembered of its proof, and its state.

    `Ask.BADGE` answers (kind of proof, sentence) or nothing: a vault new to this computer shows no proof at all.
    `Ask.CHANGED` is the word of its state ("Locked"), `Ask.ICON` the icon before it.
    """

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """84 and the 4 between two of them."""
        lines = look().line("body") + look().line("small") + 22
        return QSize(320, max(VAULT, lines + 26) + Space.XS)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A ground with round corners, since these rows stand in a margin."""
        painter.save()
        painter.setLayoutDirection(option.direction)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect.adjusted(0, 0, 0, -Space.XS)
        selected = bool(option.state & State.State_Selected)
        if selected or option.state & State.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("selection" if selected else "hover"))
            painter.drawRoundedRect(QRectF(rect), Radius.CARD, Radius.CARD)
        if option.state & State.State_HasFocus and option.state & State.State_KeyboardFocusChange:
            paint_inner_ring(painter, rect, Radius.BUTTON)
        ink, soft = ("on-selection", "on-selection") if selected else ("text", "text-secondary")
        self._paint_words(painter, rect, option, index, ink, soft)
        painter.restore()

    def _paint_words(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index, ink: str, soft: str
    ) -> None:
        def at(x: int, y: int, width: int, height: int) -> QRect:
            place = QRect(rect.x() + x, rect.y() + y, width, height)
            return QStyle.visualRect(option.direction, rect, place)

        proof = index.data(Ask.BADGE)
        body, small = look().line("body"), look().line("small")
        if not proof:  # two lines stand in the middle of the room for three
            rect = rect.translated(0, (rect.height() - body - small) // 2 - 12)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(at(12, 14, 32, 32).topLeft(), app_pixmap(32, ratio))
        state = ask(index, Ask.CHANGED)
        painter.setFont(look().font("small"))
        taken = painter.fontMetrics().horizontalAdvance(state)
        painter.setPen(color(soft))
        end = rect.width() - 12
        paint_words(painter, at(end - taken, 12, taken + 1, body), state)
        if state and ask(index, Ask.ICON):
            paint_icon(painter, ask(index, Ask.ICON), at(end - taken - 18, 12 + (body - 14) // 2, 14, 14), soft)
        wide = rect.width() - 56 - 12
        paint_words(painter, at(56, 12 + body, wide, small), ask(index, Ask.SECOND), elide=Qt.TextElideMode.ElideMiddle)
        painter.setFont(look().font("section"))
        painter.setPen(color(ink))
        paint_words(
            painter,
            at(56, 12, wide - taken - 30, body),
            ask(index, Qt.ItemDataRole.DisplayRole),
            elide=Qt.TextElideMode.ElideMiddle,
        )
        if proof:
            kind, sentence = proof
            icon, token = PROOFS[str(kind)]
            top = 12 + body + small + 4
            paint_icon(painter, icon, at(56, top + (body - 14) // 2, 14, 14), token)
            painter.setFont(look().font("small", 500))
            painter.setPen(color(token))
            paint_words(painter, at(56 + 18, top, wide - 18, body), str(sentence))


class PersonDelegate(QStyledItemDelegate):
    """A contact in a list or below a field: initials, name, `Ask.SECOND`, badge (`Ask.BADGE`: kind and word)."""

    def __init__(self, parent: QObject | None = None, *, bar: bool = False) -> None:
        """`bar`: before the chosen one, as in every list of a page."""
        super().__init__(parent)
        self._bar = bar

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """48, or what two lines need."""
        return QSize(280, max(PERSON, look().line("body") + look().line("small") + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A person who cannot be chosen is written in secondary text, and the badge says why."""
        painter.save()
        painter.setLayoutDirection(option.direction)
        paint_row_ground(painter, option, bar=self._bar)
        rect = option.rect
        selected = bool(option.state & State.State_Selected)
        usable = bool(option.state & State.State_Enabled)
        name = ask(index, Qt.ItemDataRole.DisplayRole)

        def at(x: int, y: int, width: int, height: int) -> QRect:
            return QStyle.visualRect(option.direction, rect, QRect(rect.x() + x, rect.y() + y, width, height))

        paint_initials(painter, at(12, (rect.height() - 32) // 2, 32, 32), name)
        end = rect.width() - 12
        badge = index.data(Ask.BADGE)
        if badge:
            size = badge_size(str(badge[1]))
            end -= size.width()
            place = at(end, (rect.height() - size.height()) // 2, size.width(), size.height())
            paint_badge(painter, place, str(badge[0]), str(badge[1]))
        first, second = look().line("body"), look().line("small")
        top = (rect.height() - first - second) // 2
        painter.setFont(look().font("body", 500 if usable else 400))
        painter.setPen(color("on-selection" if selected else "text" if usable else "text-secondary"))
        paint_words(painter, at(56, top, end - 56 - Space.M, first), name)
        painter.setFont(look().font("small"))
        painter.setPen(color("on-selection" if selected else "text-secondary"))
        paint_words(painter, at(56, top + first, end - 56 - Space.M, second), ask(index, Ask.SECOND))
        painter.restore()
