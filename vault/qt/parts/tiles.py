"""Tiles: the rows of a list as pictures of 128 in a grid, each with its name on two lines and what it is below.

Tiles are painted, never widgets. They share out the width of the view, so that no gap is left at the end of a line.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPen, QPixmap, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from vault.qt.icons import paint_icon
from vault.qt.theme import Radius, Space, color, look

from .framed import FAINT
from .lists import BAR, MARK, TAG_ICON, Ask, NamedDelegate, answer, ask, paint_inner_ring, paint_snippet, paint_tag_sign

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag

PICTURE, SMALL_PICTURE = 128, 96
"""The side of a picture; where rows are compact."""
PADDING = 8
EDGE = 2
"""From a tile's ground to the next one's, half of it."""
STEP = 8
"""In such steps tiles become wider."""
LINES = 2
GLYPH = 40
MOST_TAGS = 3


class TileDelegate(NamedDelegate):
    """Draws what `RowDelegate` draws in rows. `compact` makes smaller pictures."""

    def __init__(self, parent: object = None, *, compact: bool = False) -> None:
        super().__init__(parent)  # type: ignore[arg-type]  # a widget, or nothing
        self.compact = compact
        self.width = 0
        """What each tile of the view is wide, once that has shared its width out."""

    @property
    def picture(self) -> int:
        """The side of a picture, larger with larger text."""
        return look().measure(SMALL_PICTURE if self.compact else PICTURE)

    def share_out(self, width: int) -> int:
        """Returns how many tiles stand beside each other in so much room, and makes them fill it."""
        least = self.picture + 2 * PADDING + 2 * EDGE + Space.M
        columns = max(1, width // least)
        self.width = max(least, width // columns // STEP * STEP) if columns > 1 else max(1, min(width, least))
        return columns

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All tiles are of one size."""
        return QSize(self.width or self.picture + 2 * (PADDING + EDGE), self.height())

    def height(self) -> int:
        """How high a tile is."""
        words = LINES * look().line("body") + Space.XS + look().line("small")
        return 2 * EDGE + PADDING + self.picture + PADDING + words + PADDING

    # Places

    def ground(self, rect: QRect) -> QRect:
        """Where the ground of a tile is."""
        return rect.adjusted(EDGE, EDGE, -EDGE, -EDGE)

    def picture_place(self, rect: QRect) -> QRect:
        """Where its picture stands."""
        side = self.picture
        ground = self.ground(rect)
        return QRect(ground.x() + (ground.width() - side) // 2, ground.y() + PADDING, side, side)

    def _words(self, rect: QRect) -> QRect:
        """Where the lines of the name stand."""
        ground = self.ground(rect)
        top = self.picture_place(rect).bottom() + 1 + PADDING
        return QRect(ground.x() + PADDING, top, ground.width() - 2 * PADDING, LINES * look().line("body"))

    def name_place(self, option: QStyleOptionViewItem) -> QRect:
        """The two lines."""
        return self._words(option.rect).adjusted(Space.S, 0, -Space.S, 0)

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, picture, name, and below it what it is."""
        painter.save()
        painter.setLayoutDirection(option.direction)
        selected = bool(option.state & State.State_Selected)
        self._paint_ground(painter, option, selected)
        self._paint_picture(painter, self.picture_place(option.rect), index)
        words = self._words(option.rect)
        painter.setPen(color("on-selection" if selected else "text"))
        name = ask(index, Qt.ItemDataRole.DisplayRole)
        taken = paint_name(painter, words, name, answer(index, Ask.NAME_MARKS) or ())
        below = QRect(words.x(), words.y() + taken + Space.XS, words.width(), look().line("small"))
        self._paint_below(painter, below, index, "on-selection" if selected else "text-secondary")
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, selected: bool) -> None:
        ground = self.ground(option.rect)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(ground), Radius.CARD, Radius.CARD)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.fillPath(shape, color("selection"))
            painter.save()
            painter.setClipPath(shape)
            leftwards = option.direction == Qt.LayoutDirection.RightToLeft
            left = ground.right() + 1 - BAR if leftwards else ground.x()
            painter.fillRect(left, ground.y(), BAR, ground.height(), color("link"))
            painter.restore()
        elif option.state & State.State_MouseOver:
            painter.fillPath(shape, color("hover"))
        if option.state & State.State_HasFocus and (not selected or option.state & State.State_KeyboardFocusChange):
            paint_inner_ring(painter, ground, Radius.BUTTON)

    def _paint_picture(self, painter: QPainter, square: QRect, index: Index) -> None:
        """The whole picture with an edge, as large as it fits; or an icon on `raised`."""
        picture = answer(index, Ask.THUMBNAIL)
        place = square
        if isinstance(picture, QPixmap) and not picture.isNull():
            size = picture.size().scaled(square.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(0, 0, max(1, size.width()), max(1, size.height()))
            place.moveCenter(square.center())
        edge = QPainterPath()
        edge.addRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), Radius.BADGE - 0.5, Radius.BADGE - 0.5)
        painter.save()
        painter.setOpacity(FAINT if answer(index, Ask.CUT) else 1)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillPath(edge, color("raised"))
        if isinstance(picture, QPixmap) and not picture.isNull():
            painter.setClipPath(edge)
            painter.drawPixmap(place, picture)
            painter.setClipping(False)
        else:
            side = look().measure(GLYPH)
            glyph = QRect(0, 0, side, side)
            glyph.moveCenter(square.center())
            paint_icon(painter, ask(index, Ask.ICON) or "file", glyph, "text-secondary")
        painter.setPen(QPen(color("border"), 1))
        painter.drawPath(edge)
        painter.restore()

    def _paint_below(self, painter: QPainter, rect: QRect, index: Index, soft: str) -> None:
        """Star and share mark, what it is, and its tags as signs; or what a search found."""
        painter.setFont(look().font("small"))
        painter.setPen(color(soft))
        marks = [icon for icon, role in (("star-set", Ask.STARRED), ("shared", Ask.SHARED)) if answer(index, role)]
        tags = [str(token) for token in answer(index, Ask.TAG_TOKENS) or ()][:MOST_TAGS]
        signs = len(marks) * (MARK + 4) + len(tags) * (TAG_ICON + 4)
        words = ask(index, Ask.SNIPPET) or ask(index, Ask.SECOND)
        metrics = painter.fontMetrics()
        room = max(0, rect.width() - signs)
        width = min(room, metrics.horizontalAdvance(words))
        at = (rect.width() - width - signs) // 2
        leftwards = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft

        def take(wide: int, high: int) -> QRect:
            nonlocal at
            left = rect.right() + 1 - at - wide if leftwards else rect.x() + at
            at += wide
            return QRect(left, rect.y() + (rect.height() - high) // 2, wide, high)

        for icon in marks:
            paint_icon(painter, icon, take(MARK, MARK), soft)
            at += 4
        place = take(width, rect.height())
        if ask(index, Ask.SNIPPET):
            paint_snippet(painter, place.adjusted(0, 0, 1, 0), words, answer(index, Ask.SNIPPET_MARKS) or ())
        else:
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width + 1)
            painter.drawText(place.adjusted(0, 0, 1, 0), int(Qt.AlignmentFlag.AlignCenter), shown)
        for token in tags:
            at += 4
            paint_tag_sign(painter, take(TAG_ICON, TAG_ICON), token, soft)


def paint_name(painter: QPainter, rect: QRect, name: str, marks: Sequence[tuple[int, int]] = ()) -> int:
    """Writes a name in the middle on two lines at most, cut in the middle of the second; returns how high it came out.

    What was searched for is underlined, as far as it is not cut away.
    """
    font = look().font("body", 500)
    layout = QTextLayout(name, font)
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(painter.layoutDirection() if not name.isascii() else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    lines = _lay_out(layout, rect.width())
    if sum(length for _, length in lines) < len(name):
        start = lines[-1][0]
        painter.setFont(font)
        cut = painter.fontMetrics().elidedText(name[start:], Qt.TextElideMode.ElideMiddle, rect.width() - 2)
        marks = [mark for mark in marks if mark[0] + mark[1] <= start]
        layout.setText(name[:start] + cut)
        _lay_out(layout, rect.width())
    found = QTextCharFormat()
    found.setFontUnderline(True)
    found.setFontWeight(QFont.Weight.DemiBold)
    layout.setFormats([_span(start, length, found) for start, length in marks])
    if marks:
        _lay_out(layout, rect.width())
    layout.draw(painter, rect.topLeft())
    return LINES * look().line("body") if layout.lineCount() > 1 else look().line("body")


def _span(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    span = QTextLayout.FormatRange()
    span.start, span.length, span.format = start, length, form
    return span


def _lay_out(layout: QTextLayout, width: int) -> list[tuple[int, int]]:
    """Where the lines of a text begin, and how long they are; two at most."""
    lines: list[tuple[int, int]] = []
    step = look().line("body")
    layout.beginLayout()
    while len(lines) < LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, len(lines) * step + (step - line.height()) / 2))
        lines.append((line.textStart(), line.textLength()))
    layout.endLayout()
    return lines
