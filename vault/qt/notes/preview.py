"""A note as it is meant to look. It loads nothing, and opens nothing by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextFragment,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from vault.qt.browse.markdown import ClosedDocument, begin_lower, box_of, is_box, paint_signs, rule_table, set_off
from vault.qt.theme import WEIGHTS, Space, color, look

from .editor import COLUMN
from .highlighting import heading_size
from .links import item_of

MOST = 96 << 10
"""Letters of a note that are shown: Qt's reader of Markdown takes a second for a megabyte."""
LINE_PERCENT = 140
PICTURE = "\ufffc"
"""What stands for a picture in the text of a line."""
MOST_CELLS = 600
"""Of a larger table the lines stay as Qt makes them."""


class NotePreview(QTextBrowser):
    """Markdown as a page, in the same column as the editor."""

    link_wanted = Signal(str)
    """The address of a link that somebody wants to follow."""
    ticked = Signal(int, int)
    """A check box was clicked: which of how many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Preview of the note"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._follow)
        self.link_note: Callable[[str], str] = lambda _: ""
        """What is to be said behind a link: that its item is in the trash, or gone."""
        self._text = ""
        self._document = ClosedDocument(self)
        self._document.picture_of = self._picture_of
        self.picture_of: Callable[[bytes], QImage | None] = lambda _: None
        """The picture of an item, if it is one and is there."""
        self.setDocument(self._document)

    def show_text(self, text: str) -> None:
        """Shows Markdown, or the beginning of it where it is long."""
        self._text = text
        if len(text) > MOST:
            end = self.tr("The preview ends here. The note goes on in the editor.")
            text = f"{text[:MOST]}\n\n---\n\n{end}"
        at = self.verticalScrollBar().value()
        self._document.setDefaultFont(look().font("note"))
        self._document.show_markdown(text)
        begin_lower(self._document)
        form = QTextBlockFormat()
        form.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()  # or all is laid out anew for each of them
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)
        self._set_type()
        self._rule_tables()
        self._note_links()
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(at)

    def _picture_of(self, address: str) -> QImage | None:
        item = item_of(address)
        picture = self.picture_of(item) if item is not None else None
        if picture is not None:
            picture.setDevicePixelRatio(self.devicePixelRatio())
        return picture

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self._document.begin()
        while block.isValid():
            yield block
            block = block.next()

    def _set_type(self) -> None:
        """Headings in the sizes of the editor; quotes, code and pictures as they are meant."""
        cursor = QTextCursor(self._document)
        for block in self._blocks():
            level = block.blockFormat().headingLevel()
            if level:
                self._size_heading(cursor, block, heading_size(level))
                form = QTextBlockFormat()
                form.setTopMargin(Space.XL if block.blockNumber() else 0)
                form.setBottomMargin(Space.S)
                cursor.mergeBlockFormat(form)
            elif PICTURE in block.text():
                form = QTextBlockFormat()  # without a gap above it
                form.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
                cursor.setPosition(block.position())
                cursor.mergeBlockFormat(form)
            else:
                set_off(cursor, block)

    def _rule_tables(self) -> None:
        """The head is told by its weight."""
        for frame in self._document.rootFrame().childFrames():
            if isinstance(frame, QTextTable) and frame.rows() * frame.columns() <= MOST_CELLS:
                rule_table(frame, Space.S, Space.S)

    def _note_links(self) -> None:
        """Behind a link that leads to nothing, why."""
        found = []
        for block in self._blocks():
            for piece in _pieces(block):
                address = piece.charFormat().anchorHref()
                words = self.link_note(address) if address and item_of(address) is not None else ""
                if words:
                    found.append((piece.position() + piece.length(), words))
        cursor = QTextCursor(self._document)
        form = QTextCharFormat()
        form.setForeground(color("text-secondary"))
        for place, words in reversed(found):
            cursor.setPosition(place)
            cursor.insertText(f" ({words})", form)

    def _size_heading(self, cursor: QTextCursor, block: QTextBlock, size: float) -> None:
        for piece in _pieces(block):
            form = piece.charFormat()
            form.clearProperty(QTextFormat.Property.FontSizeAdjustment)  # Qt's own sizes are steps of five
            form.setFontPointSize(size)
            form.setFontWeight(WEIGHTS[600])
            cursor.setPosition(piece.position())
            cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(form)

    def clear_text(self) -> None:
        """Nothing of it stays."""
        self._text = ""
        self._document.clear()

    def changeEvent(self, event: QEvent) -> None:
        """Colours and sizes are in the page itself."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._text:
            self.show_text(self._text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column stays in the middle."""
        super().resizeEvent(event)
        beside = max(Space.XXXL, (self.width() - look().measure(COLUMN)) // 2)
        if self.viewportMargins().left() != beside:
            self.setViewportMargins(beside, 0, beside, 0)

    def go_to_heading(self, number: int) -> None:
        """Scrolls to a heading, by its number from 0."""
        headings = [block for block in self._blocks() if block.blockFormat().headingLevel()]
        if 0 <= number < len(headings):
            top = self._document.documentLayout().blockBoundingRect(headings[number]).top()
            self.verticalScrollBar().setValue(round(top))

    def _box_at(self, place: QPointF) -> int:
        """Which check box is at a place that is seen; -1 for none."""
        block = self.cursorForPosition(place.toPoint()).block()
        if not is_box(block) or not box_of(self, block).adjusted(-4, -4, 4, 4).contains(place):
            return -1
        return sum(box.position() < block.position() for box in self._boxes())

    def _boxes(self) -> list[QTextBlock]:
        return [block for block in self._blocks() if is_box(block)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """With what Qt would show as letters."""
        super().paintEvent(event)
        paint_signs(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a check box ticks it, in the text."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            box = self._box_at(event.position())
            if box >= 0:
                self.ticked.emit(box, len(self._boxes()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over check boxes, too."""
        super().mouseMoveEvent(event)
        if self._box_at(event.position()) >= 0:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def _follow(self, url: QUrl) -> None:
        self.link_wanted.emit(url.toString())


def _pieces(block: QTextBlock) -> list[QTextFragment]:
    """The pieces of one format of a line, kept, as changing one invalidates the way to the next."""
    found = []
    pieces = block.begin()
    while not pieces.atEnd():
        found.append(pieces.fragment())
        pieces += 1
    return found
