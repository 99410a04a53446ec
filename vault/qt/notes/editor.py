"""The text of a note as it is written: a column of 576, live formatting, lists that go on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QStyle, QTextEdit, QWidget

from vault.qt.style import BOX, paint_check_box
from vault.qt.theme import Space, color, look

from . import formatting
from .highlighting import CODE, LIST, QUOTE, MarkdownHighlighter, heading_height

State = QStyle.StateFlag

COLUMN = 576
BAR = 3
LARGE = 32 << 10
"""Letters from which on a note is shown without formatting, so that typing stays quick."""


class NoteEditor(QTextEdit):
    """Plain text with a look. What is pasted or dropped into it comes in as plain text; files do not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Text of the note"))
        self._highlighter: MarkdownHighlighter | None = None
        self._is_dressing = False
        self._dress()

    # The text

    def show_text(self, text: str) -> None:
        """Another text; the one before leaves nothing to undo."""
        self._unhighlight()
        document = self.document()
        document.setUndoRedoEnabled(False)
        self.setPlainText(text)
        self._space_lines()
        document.setUndoRedoEnabled(True)
        document.setModified(False)
        if len(text) < LARGE:
            self._highlighter = MarkdownHighlighter(document)
        self.moveCursor(QTextCursor.MoveOperation.Start)

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

    # Its look

    def _dress(self) -> None:
        self._is_dressing = True
        self.setFont(look().font("note"))
        self.document().setDefaultFont(look().font("note"))
        self.document().setDocumentMargin(0)
        self.setTabStopDistance(4 * self.fontMetrics().horizontalAdvance(" "))
        self.setCursorWidth(2)
        self._is_dressing = False

    @property
    def _height(self) -> int:
        """Of a line: 24, and never lower than a heading."""
        return max(look().line("note"), round(1.1 * heading_height()))

    def _space_lines(self) -> None:
        """Lines of 24, as the look wants, and never lower than a heading."""
        form = QTextBlockFormat()
        height = self._height
        form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)

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
        beside = max(Space.XXXL, (self.width() - look().measure(COLUMN)) // 2)
        if self.viewportMargins().left() != beside:
            self.setViewportMargins(beside, Space.XL, beside, 0)

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
            first, last = self._line(block, 0), self._line(block, len(text))
            top = first.bottom() + 1 - self._height
            painter.fillRect(first.left(), top, BAR, last.bottom() + 1 - top, color("border-strong"))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on with a list, Tab moves its entries."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        cursor = self.textCursor()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and formatting.continue_line(cursor):
            self.ensureCursorVisible()
            return
        if event.key() == Qt.Key.Key_Tab and plain and formatting.indent(cursor):
            return
        if event.key() == Qt.Key.Key_Backtab and formatting.indent(cursor, out=True):
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a check box ticks it."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
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
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text, whatever else there is."""
        if source.hasText():
            self.textCursor().insertText(source.text().replace("\r\n", "\n").replace("\r", "\n"))
            self.ensureCursorVisible()
