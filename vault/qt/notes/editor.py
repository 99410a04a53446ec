"""The text of a note as it is written: a column of 576, live formatting, lists that go on, links that are followed."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QStyle, QTextEdit, QToolTip, QWidget
from shiboken6 import isValid

from vault.qt.browse.markdown import BAR, begin_lower
from vault.qt.icons import paint_icon
from vault.qt.style import BOX, paint_check_box
from vault.qt.theme import Radius, Space, color, look

from . import formatting, tables
from .highlighting import CHIP_END, CODE, LIST, QUOTE, MarkdownHighlighter, heading_height
from .links import ADDRESS, Link, chips_of, link_at, placed

State = QStyle.StateFlag

COLUMN = 576
GUTTER = 12
"""Beside the text, for the bars of quotes."""
ICON = 14
PAIRS = {"(": ")", "[": "]", "{": "}", '"': '"', "`": "`", "*": "*", "_": "_", "~": "~"}
"""What is typed over something chosen stands around it."""
LARGE = 64 << 10
"""Letters from which on a note is shown without formatting, so that typing stays quick."""


class NoteEditor(QTextEdit):
    """Plain text with a look. What is pasted or dropped into it comes in as plain text; files do not."""

    link_wanted = Signal(str)
    """The address of a link that somebody wants to follow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Text of the note"))
        self.chip_icon: Callable[[bytes], str] = lambda _: "link"
        """The icon of an item that a link leads to."""
        self.link_words: Callable[[str], str] = lambda address: address
        """What is said of a link under the pointer."""
        self._highlighter: MarkdownHighlighter | None = None
        self._is_dressing = False
        self.is_restyling = False
        """Whether lines are being formatted anew, which Qt announces as a change of the text."""
        self.cursorPositionChanged.connect(self._follow_cursor)
        self._dress()

    # The text

    def show_text(self, text: str) -> None:
        """Another text, in a document of its own: the one before leaves nothing to undo.

        It is formatted before it is shown. Qt would lay out the rest of it anew for each of its lines.
        """
        self._unhighlight()
        document = QTextDocument(self)
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(GUTTER)
        begin_lower(document)
        document.setDefaultFont(look().font("note"))
        cursor = QTextCursor(document)
        cursor.setBlockFormat(self._line_form())  # lines that come have it, too: it is not set on each of them
        cursor.insertText(text)
        highlighter = MarkdownHighlighter(document) if len(text) < LARGE else None
        if highlighter is not None:
            highlighter.rehighlight()
        document.setUndoRedoEnabled(True)
        document.setModified(False)
        before = self.document()
        self.setDocument(document)
        if isValid(before):  # Qt has taken its own one, which was there first, with it
            before.clear()
            before.deleteLater()
        self._highlighter = highlighter
        self._dress()
        self._follow_cursor()

    def text(self) -> str:
        """The text as it is kept. Qt's own plain text would turn spaces that do not break into others."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def clear_text(self) -> None:
        """Nothing of the text stays in the widget, nor in what could be undone."""
        self._unhighlight()
        document = self.document()
        document.setUndoRedoEnabled(False)
        document.clear()
        document.setUndoRedoEnabled(True)

    @property
    def is_formatted(self) -> bool:
        """Whether it is short enough for live formatting."""
        return self._highlighter is not None

    def _unhighlight(self) -> None:
        if self._highlighter is not None:
            self._highlighter.setDocument(None)
            self._highlighter.deleteLater()
            self._highlighter = None

    def _follow_cursor(self) -> None:
        """The signs of the line one is on are seen."""
        if self._highlighter is not None and not self.document().isEmpty():
            self.is_restyling = True
            self._highlighter.move(self.textCursor().position() if self.hasFocus() else -1)
            self.is_restyling = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """See `_follow_cursor`."""
        super().focusInEvent(event)
        self._follow_cursor()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nobody is on any line."""
        super().focusOutEvent(event)
        self._follow_cursor()

    # Its look

    def _dress(self) -> None:
        self._is_dressing = True
        self.setFont(look().font("note"))
        self.document().setDefaultFont(look().font("note"))
        self.setTabStopDistance(4 * self.fontMetrics().horizontalAdvance(" "))
        self.setCursorWidth(2)
        self._is_dressing = False

    @property
    def _height(self) -> int:
        """Of a line: 24, and never lower than a heading."""
        return max(look().line("note"), round(1.1 * heading_height()))

    def _line_form(self) -> QTextBlockFormat:
        """Lines of 24, as the look wants, and never lower than a heading."""
        form = QTextBlockFormat()
        form.setLineHeight(self._height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return form

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, another size of text: the formats are made anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and not self._is_dressing:
            self._dress()
            self._center()
            if self._highlighter is not None:
                self._highlighter.dress()
                self._highlighter.rehighlight()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column stays in the middle."""
        super().resizeEvent(event)
        self._center()

    def _center(self) -> None:
        beside = max(Space.XXXL, (self.width() - look().measure(COLUMN)) // 2) - GUTTER
        if self.viewportMargins().left() != beside:
            self.setViewportMargins(beside, 0, beside, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Check boxes and the bars of quotes, where their signs stand."""
        super().paintEvent(event)
        if self._highlighter is None:
            return
        painter = QPainter(self.viewport())
        block = self.cursorForPosition(QPoint(0, 0)).block()
        while block.isValid():
            top = self._line(block, 0).top()
            if top > self.viewport().height():
                break
            if block.userState() != CODE:
                self._paint_signs(painter, block)
                self._paint_chips(painter, block)
            block = block.next()
        painter.end()

    def _line(self, block: QTextBlock, at: int) -> QRect:
        """Where a letter of a line stands."""
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + at)
        return self.cursorRect(cursor)

    def _paint_signs(self, painter: QPainter, block: QTextBlock) -> None:
        text = block.text()
        entry = LIST.match(text)
        if entry is not None and entry[3]:
            first, line = self._line(block, entry.start(1)), self._height
            state = State.State_Enabled | (State.State_On if entry[3][1] in "xX" else State.State_Off)
            # Lines stand on the ground of their height, so the middle of the words is a little lower.
            top = first.bottom() + 1 - line + (line - BOX + line // 4) // 2
            paint_check_box(painter, QRectF(first.left(), top, BOX, BOX), state)
        elif entry is None and QUOTE.match(text):
            first, last = self._line(block, 0), self._line(block, len(placed(text)))
            top = first.bottom() + 1 - self._height
            painter.fillRect(first.left() - GUTTER, top, BAR, last.bottom() + 1 - top, color("border-strong"))

    def _paint_chips(self, painter: QPainter, block: QTextBlock) -> None:
        """An edge and an icon around the words of a link to an item; of one that breaks, the icon alone."""
        here = self.textCursor().position() - block.position() if self.hasFocus() else -1
        for chip in chips_of(block.text()):
            if chip.start < here < chip.end or chip.item is None:
                continue
            words = placed(block.text()).rindex("](", chip.start, chip.end)  # what is behind may stand on the next line
            first, last = self._line(block, chip.start), self._line(block, words)
            line = self._height
            # Lines stand on the ground of their height, so the middle of the words is a little lower.
            top = first.bottom() + 1 - line + line // 10
            leftwards = last.left() < first.left()
            if first.bottom() == last.bottom():
                end = -CHIP_END if leftwards else CHIP_END
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(QPen(color("border"), 1))
                end = min(last.left() + end, self.viewport().width() - 1)
                edge = QRectF(first.left() + 0.5, top + 0.5, end - first.left() - 1, line - 2)
                painter.drawRoundedRect(edge.normalized(), Radius.BADGE, Radius.BADGE)
            icon = QRect(first.left() + 5, top + (line - 1 - ICON) // 2, ICON, ICON)
            if leftwards and first.bottom() == last.bottom():
                icon.moveRight(first.left() - 5)
            paint_icon(painter, self.chip_icon(chip.item), icon, "link")

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on with a list or table, Tab moves in them, what stands in pairs goes around what is chosen."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if self.isReadOnly() or not self._take_key(event.key(), event.text(), plain=plain):
            super().keyPressEvent(event)
        else:
            self.ensureCursorVisible()

    def _take_key(self, key: int, text: str, *, plain: bool) -> bool:
        """Whether a key means something of its own here."""
        cursor = self.textCursor()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            return self._move_in_table(tables.add_row) or formatting.continue_line(cursor)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            cursor.insertBlock()  # Qt would put a break into the line that is none of the text's
            self.ensureCursorVisible()
            return True
        if key == Qt.Key.Key_Tab and plain:
            return self._move_in_table(tables.next_cell) or formatting.indent(cursor)
        if key == Qt.Key.Key_Backtab:
            return self._move_in_table(tables.previous_cell) or formatting.indent(cursor, out=True)
        if key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and plain and self.is_formatted:
            return formatting.remove_chip(cursor, before=key == Qt.Key.Key_Backspace)
        if text in PAIRS and cursor.hasSelection() and formatting.is_one_line(cursor):
            self.setTextCursor(formatting.enclose(cursor, text, PAIRS[text]))
            return True
        return False

    def _move_in_table(self, act: Callable[[QTextCursor], QTextCursor | None]) -> bool:
        cursor = act(self.textCursor())
        if cursor is not None:
            self.setTextCursor(cursor)
        return cursor is not None

    # Links

    def follow_link(self) -> bool:
        """Follows the link the cursor is in; whether there is one."""
        cursor = self.textCursor()
        link = link_at(cursor.block().text(), cursor.positionInBlock())
        if link is not None:
            self.link_wanted.emit(link.address)
        return link is not None

    def go_to_line(self, line: int) -> None:
        """The cursor goes to a line, which stands at the top then."""
        cursor = QTextCursor(self.document().findBlockByNumber(line))
        self.moveCursor(QTextCursor.MoveOperation.End)  # or the line would come to the bottom
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self.cursorRect().height())
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _link_under(self, place: QPoint) -> Link | None:
        cursor = self.cursorForPosition(place)
        link = link_at(cursor.block().text(), cursor.positionInBlock())
        if link is None or cursor.block().userState() == CODE:
            return None
        left, right = self._line(cursor.block(), link.start), self._line(cursor.block(), link.end)
        one_line = left.bottom() == right.bottom()
        within = min(left.left(), right.left()) <= place.x() <= max(left.left(), right.left())
        return link if within or not one_line else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """With Ctrl a link is followed."""
        if event.button() == Qt.MouseButton.LeftButton and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            link = self._link_under(event.position().toPoint())
            if link is not None:
                self.link_wanted.emit(link.address)
                return
        super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Where a link leads, as a tool tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            link = self._link_under(event.pos())
            words = html.escape(self.link_words(link.address)) if link else ""
            # What stands in a note is never taken as HTML, which could fetch something.
            tip = f"<qt>{words.replace(chr(10), '<br>')}</qt>" if words else ""
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().viewportEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a check box ticks it."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection() or self.isReadOnly():
            return
        cursor = self.cursorForPosition(event.position().toPoint())
        entry = LIST.match(cursor.block().text())
        if entry is None or not entry[3] or not self.is_formatted:
            return
        left = self._line(cursor.block(), entry.start(1)).left()
        if left <= event.position().x() <= left + BOX:
            formatting.toggle_check(cursor)

    # What comes from elsewhere

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files that are dropped are for the page."""
        return source.hasText() and not any(url.isLocalFile() for url in source.urls())

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text, whatever else there is; an address over chosen words makes them a link."""
        if source.hasText():
            text = source.text().replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
            cursor = self.textCursor()
            if ADDRESS.match(text.strip()) and cursor.hasSelection() and formatting.is_one_line(cursor):
                formatting.link_words(cursor, text.strip())
            else:
                cursor.insertText(text)
            self.ensureCursorVisible()
