"""A note as it is meant to look. It loads nothing, and a link opens nothing without asking."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent, QTextBlock, QTextBlockFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from vault.qt.browse.markdown import ClosedDocument
from vault.qt.parts.dialogs import Dialog
from vault.qt.parts.text import Text
from vault.qt.theme import WEIGHTS, Space, look

from .editor import COLUMN
from .highlighting import heading_size

MOST = 96 << 10
"""Letters of a note that are shown: Qt's reader of Markdown takes a second for a megabyte."""
LINE_PERCENT = 140
OPENED = ("http", "https", "mailto")


class NotePreview(QTextBrowser):
    """Markdown as a page, in the same column as the editor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Preview of the note"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._ask)
        self._text = ""
        self._document = ClosedDocument(self)
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
        form = QTextBlockFormat()
        form.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self._document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)
        self._size_headings()
        self.verticalScrollBar().setValue(at)

    def _size_headings(self) -> None:
        """The same sizes as in the editor."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()  # or all is laid out anew for each of them
        block = self._document.begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if level:
                self._size_heading(cursor, block, heading_size(level))
            block = block.next()
        cursor.endEditBlock()

    def _size_heading(self, cursor: QTextCursor, block: QTextBlock, size: float) -> None:
        pieces = block.begin()
        found = []
        while not pieces.atEnd():
            found.append(pieces.fragment())
            pieces += 1
        for piece in found:
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
            self.setViewportMargins(beside, Space.XL, beside, 0)

    def _ask(self, url: QUrl) -> None:
        LinkDialog(url, self.window()).open()


class LinkDialog(Dialog):
    """Where a link leads, before anything is opened. Only the web and mail are."""

    def __init__(self, url: QUrl, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Open a link"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._url = url
        is_opened = url.scheme().lower() in OPENED
        words = self.tr("Open this in another program?") if is_opened else self.tr("This link cannot be opened here.")
        self.body.addWidget(Text(words, weight=500, wrap=True))
        shown = Text(_broken(url.toDisplayString()), wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.body.addWidget(shown)
        self.body.addStretch(1)
        if not is_opened:
            self.cancel.setText(self.tr("Close"))
            self.cancel.setDefault(True)
            return
        more = self.tr("The other program learns the address, and with it that you have it.")
        self.body.insertWidget(2, Text(more, tone="text-secondary", wrap=True))
        self.set_act(self.tr("Open"), icon="open-with", safe=False)
        self.accepted.connect(lambda: QDesktopServices.openUrl(self._url))


def _broken(address: str) -> str:
    """A long address may be broken anywhere."""
    address = address[:600]
    return "\u200b".join(address[start : start + 24] for start in range(0, len(address), 24))
