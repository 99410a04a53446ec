"""Markdown as a document that loads nothing: no style, no page, no picture but those it is given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import (
    QImage,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextImageFormat,
    QTextLength,
)

Feature = QTextDocument.MarkdownFeature

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
