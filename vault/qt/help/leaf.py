"""A chapter of the manual as a page: our own files alone, pictures as wide as the column, links told to who asks.

Files and pictures are read on a thread of their own; the page is exchanged when all of it is there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageReader,
    QPainter,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from vault.qt.browse.markdown import begin_lower, rule_table
from vault.qt.parts.aside import Aside
from vault.qt.theme import Space, color, look

from .chapters import Chapter, anchor

COLUMN = 640
SETTLE_MS = 120
"""A window that is being sized reads no pictures."""
LINE_PERCENT = 135
ROLES = {1: "page-title", 2: "item-title", 3: "section"}
ABOVE = {1: 0, 2: int(Space.XXL), 3: int(Space.L)}
_PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
_LIGHT = "-light-"
_OF_A_LANGUAGE = re.compile(r"-[a-z]{2}-light-")
Feature = QTextDocument.MarkdownFeature


@dataclass(frozen=True)
class Frame:
    """What pictures are made for: pixels of a column, those of the screen to one of them, the theme, and its edges."""

    width: int
    ratio: float
    dark: bool
    edge: QColor | None = None


def read_pictures(text: str, folder: Path, frame: Frame) -> dict[str, QImage]:
    """The pictures a chapter shows, by the names it gives them. Asks the disk; any thread may."""
    return {name: read_picture(folder / Path(name).name, frame) for name in set(_PICTURE.findall(text))}


def read_picture(file: Path, frame: Frame) -> QImage:
    """A picture in the theme that is worn, as wide as the column at most; a blank one where there is none.

    One of a language that was never made is the English one.
    """
    if not file.is_file():
        file = file.with_name(_OF_A_LANGUAGE.sub(_LIGHT, file.name))
    other = file.with_name(file.name.replace(_LIGHT, "-dark-"))
    reader = QImageReader(str(other if frame.dark and other.is_file() else file))
    size = reader.size()
    picture = reader.read()
    if picture.isNull():
        picture = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.transparent)
        return picture
    wide = min(size.width(), round(frame.width * frame.ratio))
    if wide < size.width():
        picture = picture.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
    if frame.edge is not None:
        painter = QPainter(picture)
        painter.setPen(QPen(frame.edge, 2 * frame.ratio))
        painter.drawRect(picture.rect())
        painter.end()
    picture.setDevicePixelRatio(frame.ratio)
    return picture


class LeafDocument(QTextDocument):
    """A document with the pictures it was given, and no others."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.pictures: Mapping[str, QImage] = {}
        self._blank = QImage(QSize(1, 1), QImage.Format.Format_ARGB32_Premultiplied)
        self._blank.fill(Qt.GlobalColor.transparent)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Without an answer Qt would open the file of that name itself."""
        asked = name.toString() if isinstance(name, QUrl) else name
        is_picture = kind == QTextDocument.ResourceType.ImageResource.value
        return self.pictures.get(asked, self._blank) if is_picture else None


class LeafView(QTextBrowser):
    """Shows one chapter in a column of 640."""

    link_wanted = Signal(str)
    """What a link says: another chapter, a heading, or an address outside."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Chapter"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._folder = folder
        self._aside = Aside(self)
        self._leaf = LeafDocument(self)
        self.setDocument(self._leaf)
        self.chapter: Chapter | None = None
        self._coming: Chapter | None = None
        self._wanted = ("", "")
        self._made_for = self._at = 0
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._show_anew)
        self.anchorClicked.connect(self._tell_link)

    def show_chapter(self, chapter: Chapter, heading: str = "", words: str = "") -> None:
        """From its start, or from a heading on, with the words that were looked for chosen."""
        self._wanted, self._at = (heading, words), 0
        if chapter == self.chapter and self._coming is None:
            self._go()
        else:
            self._coming = chapter
            self._read(chapter)

    def _read(self, chapter: Chapter) -> None:
        wide = self.viewport().width() - 2 * round(self._leaf.documentMargin())
        dark, edge = look().theme.name == "dark", color("border")
        frame = Frame(max(200, wide), self.devicePixelRatioF(), dark, edge)
        self._made_for = self.viewport().width()
        self._aside.ask(
            lambda: read_pictures(chapter.text, self._folder, frame), lambda found: self._take(chapter, found)
        )

    def _take(self, chapter: Chapter, pictures: Mapping[str, QImage]) -> None:
        self.chapter, self._coming = chapter, None
        self._leaf.pictures = pictures
        self._write()
        self._go()

    def _column(self) -> int:
        return min(look().measure(COLUMN), max(240, self.width() - 2 * Space.XXXL))

    def _write(self) -> None:
        assert self.chapter is not None
        self._leaf.clear()
        self._leaf.setDefaultFont(look().font("note"))
        self._leaf.setMarkdown(self.chapter.text, Feature.MarkdownDialectGitHub | Feature.MarkdownNoHTML)
        begin_lower(self._leaf)
        whole = QTextCursor(self._leaf)
        whole.select(QTextCursor.SelectionType.Document)
        form = QTextBlockFormat()
        form.setLineHeight(LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        whole.mergeBlockFormat(form)
        cursor = QTextCursor(self._leaf)
        cursor.beginEditBlock()
        block = self._leaf.begin()
        while block.isValid():
            cursor.setPosition(block.position())
            level = block.blockFormat().headingLevel()
            if level:
                self._dress_heading(cursor, min(level, 3))
            elif "\ufffc" in block.text():  # a picture: its line is as high as it is
                plain = QTextBlockFormat()
                plain.setLineHeight(100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
                plain.setTopMargin(Space.L)
                plain.setBottomMargin(Space.L)
                cursor.mergeBlockFormat(plain)
            block = block.next()
        cursor.endEditBlock()
        for frame in self._leaf.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                rule_table(frame, Space.S, Space.L)
                wide = frame.format()
                wide.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
                frame.setFormat(wide)

    def _dress_heading(self, cursor: QTextCursor, level: int) -> None:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        chars = cursor.charFormat()
        chars.clearProperty(QTextFormat.Property.FontSizeAdjustment)  # Qt's own sizes are steps of five
        chars.setFont(look().font(ROLES[level]))
        chars.setForeground(color("text"))
        cursor.setCharFormat(chars)
        form = QTextBlockFormat()
        form.setTopMargin(ABOVE[level])
        form.setBottomMargin(Space.S)
        cursor.mergeBlockFormat(form)

    def _go(self) -> None:
        """To the heading, and the words under it."""
        heading, words = self._wanted
        block = self._leaf.begin()
        while heading and block.isValid():
            if block.blockFormat().headingLevel() and anchor(block.text()) == heading:
                break
            block = block.next()
        cursor = QTextCursor(block) if heading and block.isValid() else QTextCursor(self._leaf)
        found = self._leaf.find(words.split()[0], cursor) if words.split() else QTextCursor()
        self.setTextCursor(cursor if found.isNull() else found)
        top = self._leaf.documentLayout().blockBoundingRect(cursor.block()).top() - Space.S if heading else self._at
        self._at = 0
        self.verticalScrollBar().setValue(max(0, round(top)))

    def _tell_link(self, url: QUrl) -> None:
        self.link_wanted.emit(url.toString())

    def changeEvent(self, event: QEvent) -> None:
        """Colours, sizes and pictures are in the page itself; the words do not wait for the pictures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._show_anew()
            if self.chapter is not None:
                self._write()
                self.verticalScrollBar().setValue(self._at)

    def _show_anew(self) -> None:
        """The same chapter, from where one reads."""
        if self._coming is None and self.chapter is not None:
            self._wanted, self._at = ("", ""), self.verticalScrollBar().value()
            self._coming = self.chapter
        if self._coming is not None:
            self._read(self._coming)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The column stays in the middle; pictures of another width are read anew."""
        super().resizeEvent(event)
        beside = max(int(Space.XXXL), (self.width() - self._column()) // 2)
        if self.viewportMargins().left() != beside:
            self.setViewportMargins(beside, 0, beside, 0)
        if self.viewport().width() != self._made_for:
            self._settle.start()
