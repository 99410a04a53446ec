"""What lies in the well of a preview: a drawing that scrolls, text, or a polite word that there is none."""

from __future__ import annotations

import codecs

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QImage,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QTextEdit, QVBoxLayout, QWidget

from vault.qt.parts.empty import Emblem
from vault.qt.parts.text import Text
from vault.qt.theme import Space, color, look

from .markdown import ClosedDocument, paint_signs, set_off

EDGE = 8
"""Of the well, around a drawing."""
LINE = 120.0
"""Height of a line of Markdown, in hundredths of its letters'."""
HEADINGS = {1: 2, 2: 1}
"""Level of a heading -> steps of Qt's own ladder above the text: half as large again, and a fifth."""
MARKDOWN_LIMIT = 24 << 10
TEXT_LIMIT = 128 << 10
MOST_CELLS = 600
LONGEST_LINE = 1_000
"""Longer ones are broken: Qt lays a line out as a whole, 2.6 seconds for one of 256 KiB."""


class Drawing(QWidget):
    """A drawing at its size, with a line around, in the middle of what room there is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._picture = QPixmap()

    def show_image(self, image: QImage, ratio: float) -> None:
        """This drawing, whose pixels are those of the screen."""
        self._picture = QPixmap.fromImage(image)
        self._picture.setDevicePixelRatio(ratio)
        self.setMinimumSize(self._size() + QSize(2 * EDGE, 2 * EDGE))
        self.update()

    def _size(self) -> QSize:
        return self._picture.deviceIndependentSize().toSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """On the well's own ground."""
        painter = QPainter(self)
        size = self._size()
        left, top = (self.width() - size.width()) // 2, max(EDGE, (self.height() - size.height()) // 2)
        painter.drawPixmap(left, top, self._picture)
        painter.setPen(color("border"))
        painter.drawRect(left - 1, top - 1, size.width() + 1, size.height() + 1)
        painter.end()


class DrawingSheet(QScrollArea):
    """A page or picture. Where it is larger than the well it scrolls, by arrow keys, too."""

    resized = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.drawing = Drawing(name)
        self.setWidget(self.drawing)
        self.viewport().setAutoFillBackground(False)
        self.drawing.setAutoFillBackground(False)

    def room(self) -> QSize:
        """What a drawing can take without scrolling sideways; a bar at the side is counted as there."""
        bar = self.verticalScrollBar().sizeHint().width()
        size = self.maximumViewportSize()
        return QSize(max(64, size.width() - 2 * (bar + EDGE)), max(64, size.height() - 2 * EDGE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size of the well asks for another drawing."""
        super().resizeEvent(event)
        self.resized.emit()


def _dress(view: QPlainTextEdit | QTextEdit, name: str) -> None:
    view.setReadOnly(True)
    view.setProperty("bare", True)
    view.setAccessibleName(name)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setTabChangesFocus(True)
    view.document().setDocumentMargin(Space.L)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)


class PlainSheet(QPlainTextEdit):
    """The beginning of a text, in letters of one width."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        _dress(self, name)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(look().font("small").pointSizeF())
        self.setFont(font)
        self.setPlainText(break_lines(text))


class MarkdownSheet(QTextEdit):
    """A note as it is meant to look. Nothing in it can be followed."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self._closed = ClosedDocument(self)
        self._closed.setDefaultFont(look().font("body"))
        self._closed.show_markdown(text)
        _set_type(self._closed)
        self.setDocument(self._closed)
        _dress(self, name)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def changeEvent(self, event: QEvent) -> None:
        """Larger letters of the system are larger here, too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._closed.setDefaultFont(look().font("body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """With what Qt would show as letters."""
        super().paintEvent(event)
        paint_signs(self)


def _set_type(document: ClosedDocument) -> None:
    """Headings in the sizes of the look, and lines as far apart as in a note."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    block = document.begin()
    while block.isValid():
        cursor.setPosition(block.position())
        level = block.blockFormat().headingLevel()
        form = QTextBlockFormat()
        form.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setTopMargin(Space.M if level and block != document.begin() else 0)
        form.setBottomMargin(Space.XS if level or block.blockFormat().indent() else Space.S)
        cursor.mergeBlockFormat(form)
        if level:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            letters = QTextCharFormat()
            letters.setFontWeight(QFont.Weight.DemiBold)
            letters.setProperty(QTextFormat.Property.FontSizeAdjustment, HEADINGS.get(level, 0))
            cursor.mergeCharFormat(letters)
        else:
            set_off(cursor, block)
        block = block.next()
    cursor.endEditBlock()


class Remark(QWidget):
    """An icon and one or two sentences in the middle of the well."""

    def __init__(self, icon: str, words: str, more: str = "") -> None:
        super().__init__()
        self.setAccessibleName(f"{words} {more}".strip())
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XXL, Space.L, Space.XXL, Space.L)
        column.setSpacing(Space.XS)
        column.addStretch(1)
        column.addWidget(Emblem(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(Space.XS)
        for line, tone in ((words, "text"), (more, "text-secondary")):
            if line:
                text = Text(line, tone=tone, wrap=True)
                text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                column.addWidget(text)
        column.addStretch(1)


def is_calm(text: str) -> bool:
    """Whether Markdown is laid out in a blink: 10,000 cells take seconds, an endless word a tenth of one."""
    return text.count("|") <= MOST_CELLS and max(map(len, text.split()), default=0) <= LONGEST_LINE


def break_lines(text: str) -> str:
    """A text whose longest lines go on on the next."""
    lines = []
    for line in text.splitlines():
        lines += [line[start : start + LONGEST_LINE] for start in range(0, max(1, len(line)), LONGEST_LINE)]
    return "\n".join(lines)


def text_of(content: bytes) -> str | None:
    """The beginning of a file as text, if it is text; the last letter may be cut off."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return codecs.getincrementaldecoder("utf-16")("replace").decode(content)
    if b"\0" in content:
        return None
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(content)
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    strange = sum(not (letter.isprintable() or letter in "\n\r\t\f") for letter in text[:4096])
    return None if strange > len(text[:4096]) // 50 else text
