"""Markdown as a document that loads nothing: no style, no page, no picture but those it is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QStyle, QTextEdit

from vault.qt.style import BOX, paint_check_box
from vault.qt.theme import Space, color

Feature = QTextDocument.MarkdownFeature
Marker = QTextBlockFormat.MarkerType
State = QStyle.StateFlag
BAR = 3
"""Of a quote."""
CELL_PERCENT = 115
"""Height of lines in a table; higher ones would not stand in the middle of their cells."""

_ALT = QTextFormat.Property.ImageAltText


class ClosedDocument(QTextDocument):
    """A text document whose pictures are words: what stands for them, or their name; unless `picture_of` has them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.picture_of: Callable[[str], QImage | None] = lambda _: None
        self._blank = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        self._blank.fill(0)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing. For a picture a blank one: without an answer Qt opens the file of that name itself."""
        return self._blank if kind == QTextDocument.ResourceType.ImageResource.value else None

    def show_markdown(self, text: str) -> None:
        """Takes Markdown; HTML in it stays text."""
        self.setMarkdown(text, Feature.MarkdownDialectGitHub | Feature.MarkdownNoHTML)
        cursor = QTextCursor(self)
        cursor.beginEditBlock()  # or all is laid out anew for each of them
        for fragment in reversed(self._pictures()):
            cursor.setPosition(fragment.position())
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
            form = fragment.charFormat()
            picture = self.picture_of(form.toImageFormat().name())
            if picture is not None:
                self._place(cursor, form.toImageFormat(), picture)
                continue
            words = str(form.property(_ALT) or "") or form.toImageFormat().name().rpartition("/")[2]
            cursor.insertText(f"[{words}]", QTextCharFormat())
        cursor.endEditBlock()

    def _place(self, cursor: QTextCursor, form: QTextImageFormat, picture: QImage) -> None:
        """A picture at its size, and never wider than the page."""
        self.addResource(QTextDocument.ResourceType.ImageResource, QUrl(form.name()), picture)
        form.setMaximumWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        cursor.setCharFormat(form)

    def _pictures(self) -> list[QTextFragment]:
        found = []
        block = self.begin()
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                fragment = pieces.fragment()
                if fragment.charFormat().isImageFormat():
                    found.append(fragment)
                pieces += 1
            block = block.next()
        return found


# --- what Qt would show as letters, or not at all ---------------------------------------------------


def begin_lower(document: QTextDocument) -> None:
    """Room over the first line that scrolls away with it."""
    form = document.rootFrame().frameFormat()
    form.setTopMargin(Space.XL)
    document.rootFrame().setFrameFormat(form)


def rule_table(table: QTextTable, above: int, below: int) -> None:
    """Thin lines between cells, and room in them. What a line is higher than its letters stands below them."""
    form = table.format()
    form.setBorderCollapse(True)
    form.setBorder(1)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(color("border"))
    form.setCellPadding(Space.S)
    form.setCellSpacing(0)
    form.setTopMargin(above)
    form.setBottomMargin(below)
    table.setFormat(form)
    inside = QTextBlockFormat()
    inside.setLineHeight(CELL_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cells = table.firstCursorPosition()
    cells.setPosition(table.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    cells.mergeBlockFormat(inside)


def is_box(block: QTextBlock) -> bool:
    """Whether a line is an entry with a check box. Qt leaves the mark on lines behind a list, too."""
    return block.textList() is not None and block.blockFormat().marker() != Marker.NoMarker


def is_quote(block: QTextBlock) -> bool:
    """Whether a line is part of a quote."""
    return block.isValid() and block.blockFormat().intProperty(QTextFormat.Property.BlockQuoteLevel) > 0


def set_off(cursor: QTextCursor, block: QTextBlock) -> None:
    """Quotes a little in, behind a bar; code on a ground of its own."""
    form = QTextBlockFormat()
    if is_quote(block):
        form.setLeftMargin(Space.L * block.blockFormat().intProperty(QTextFormat.Property.BlockQuoteLevel))
    elif block.blockFormat().nonBreakableLines():
        form.setBackground(color("sunken"))
        form.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)  # or it would be striped
    else:
        return
    cursor.setPosition(block.position())
    cursor.mergeBlockFormat(form)


def box_of(view: QTextEdit, block: QTextBlock) -> QRectF:
    """Where a check box is seen: before the words of its line."""
    words = view.cursorRect(QTextCursor(block))
    leftwards = block.textDirection() == Qt.LayoutDirection.RightToLeft
    left = words.left() + Space.S if leftwards else words.left() - Space.S - BOX
    return QRectF(left, words.center().y() - BOX / 2 + 1, BOX, BOX)


def paint_signs(view: QTextEdit) -> None:
    """Check boxes as everywhere in the window, in place of Qt's letters for them, and the bars of quotes."""
    painter = QPainter(view.viewport())
    layout, top = view.document().documentLayout(), view.verticalScrollBar().value()
    block = view.cursorForPosition(QPoint(0, 0)).block()
    while block.isValid():
        place = layout.blockBoundingRect(block)
        if place.top() - top > view.viewport().height():
            break
        if is_box(block):
            _paint_box(painter, box_of(view, block), is_on=block.blockFormat().marker() == Marker.Checked)
        elif is_quote(block):
            goes_on = is_quote(block.next())
            end = layout.blockBoundingRect(block.next()).top() if goes_on else place.bottom()
            bar = QRectF(view.document().documentMargin(), place.top() - top, BAR, end - place.top())
            painter.fillRect(bar, color("border-strong"))
        block = block.next()
    painter.end()


def _paint_box(painter: QPainter, place: QRectF, *, is_on: bool) -> None:
    painter.fillRect(place.adjusted(-Space.S, -Space.XS, Space.S - 1, Space.XS), color("raised"))
    paint_check_box(painter, place, State.State_Enabled | (State.State_On if is_on else State.State_Off))
