"""Markdown made visible while it is written: the words as they will look, the signs in the background."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from vault.qt.theme import WEIGHTS, color, look

CODE = 1
"""The state of a line inside a fence."""

HEADING = re.compile(r"(#{1,6})[ \t]+\S")
LIST = re.compile(r"[ \t]*([-*+]|\d{1,9}[.)])([ \t]+)(\[[ xX]\][ \t])?")
QUOTE = re.compile(r"[ \t]*(>[ \t]?)+")
FENCE = re.compile(r"[ \t]*(```|~~~)")
RULE = re.compile(r"[ \t]*([-*_])([ \t]*\1){2,}[ \t]*$")
INLINE = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<strong>(?P<two>\*\*|__)(?=\S).+?(?<=\S)(?P=two))"
    r"|(?P<strike>~~(?=\S).+?(?<=\S)~~)"
    r"|(?P<slant>(?P<one>[*_])(?![\s*_])[^*_]+?(?<![\s*_])(?P=one))"
    r"|(?P<link>!?\[[^\]\n]*\]\([^)\n]*\))"
    r"|(?P<url>https?://[^\s<>)\]]+)"
)
SIZES = {1: 1.45, 2: 1.15}
HIDDEN = 0.55
"""Size of the signs of check boxes, which are painted over: six of them are as wide as a box and a gap."""
LONGEST_LINE = 20_000
"""Of a longer line nothing inside is looked at."""


class MarkdownHighlighter(QSyntaxHighlighter):
    """Headings, emphasis, code, lists, check boxes, quotes, links. Colours are the theme's."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.dress()

    def dress(self) -> None:
        """Takes colours and fonts from the look worn now; `rehighlight` shows them."""
        self._signs = _form("text-secondary")
        self._strong = _form()
        self._strong.setFontWeight(WEIGHTS[600])
        self._slant = _form()
        self._slant.setFontItalic(True)
        self._strike = _form("text-secondary")
        self._strike.setFontStrikeOut(True)
        self._code = _form()
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self._code.setFontFamilies(fixed.families())
        self._code.setFontFixedPitch(True)
        self._code.setBackground(color("sunken"))
        self._link = _form("link")
        self._quote = _form("text-secondary")
        self._done = _form("text-secondary")
        self._hidden = _form()
        self._hidden.setFontFamilies(fixed.families())
        self._hidden.setFontFixedPitch(True)
        self._hidden.setForeground(QColor(Qt.GlobalColor.transparent))
        self._hidden.setFontPointSize(look().font("note").pointSizeF() * HIDDEN)
        self._hidden_quote = QTextCharFormat(self._hidden)
        self._hidden_quote.setFontPointSize(look().font("note").pointSizeF())
        self._headings = [_heading(level) for level in range(1, 7)]

    def highlightBlock(self, text: str) -> None:
        """One line."""
        self.setCurrentBlockState(0)
        inside = self.previousBlockState() == CODE
        if FENCE.match(text):
            self.setCurrentBlockState(0 if inside else CODE)
            self.setFormat(0, len(text), self._signs)
            return
        if inside:
            self.setCurrentBlockState(CODE)
            self.setFormat(0, len(text), self._code)
            return
        heading = HEADING.match(text)
        if heading is not None:
            level = len(heading[1])
            self.setFormat(0, len(text), self._headings[level - 1])
            self._lay(0, level, self._signs)
        elif RULE.match(text):
            self.setFormat(0, len(text), self._signs)
            return
        start = self._highlight_start(text)
        if len(text) <= LONGEST_LINE:
            self._highlight_inside(text, start)

    def _highlight_start(self, text: str) -> int:
        """The sign of a list or quote; returns where the words begin."""
        quote = QUOTE.match(text)
        if quote is not None:
            self.setFormat(0, len(text), self._quote)
            self.setFormat(0, quote.end(), self._hidden_quote)
            return quote.end()
        entry = LIST.match(text)
        if entry is None:
            return 0
        if entry[3]:
            if entry[3][1] in "xX":
                self.setFormat(entry.end(), len(text) - entry.end(), self._done)
            self.setFormat(entry.start(1), entry.end() - entry.start(1), self._hidden)
        else:
            self.setFormat(entry.start(1), len(entry[1]), self._strong_sign())
        return entry.end()

    def _strong_sign(self) -> QTextCharFormat:
        form = QTextCharFormat(self._link)
        form.setFontWeight(WEIGHTS[600])
        return form

    def _highlight_inside(self, text: str, start: int) -> None:
        for match in INLINE.finditer(text, start):
            kind = match.lastgroup if match.lastgroup in ("code", "strong", "strike", "slant", "link", "url") else ""
            kind = kind or next(name for name in ("code", "strong", "slant") if match[name])
            first, end = match.span(kind)
            if kind == "link":
                middle = first + match[kind].index("](")
                self._lay(first, middle - first, self._link)
                self._lay(middle, end - middle, self._signs)
                continue
            edge = {"code": len(match["ticks"] or ""), "strong": 2, "strike": 2, "slant": 1, "url": 0}[kind]
            form = {
                "code": self._code,
                "strong": self._strong,
                "strike": self._strike,
                "slant": self._slant,
                "url": self._link,
            }[kind]
            self._lay(first, end - first, form)
            if edge:
                self._lay(first, edge, self._signs)
                self._lay(end - edge, edge, self._signs)

    def _lay(self, start: int, count: int, form: QTextCharFormat) -> None:
        """Lays a format over what is there: bold in a heading stays large."""
        for at in range(start, start + count):
            under = self.format(at)
            under.merge(form)
            self.setFormat(at, 1, under)


def _form(token: str = "") -> QTextCharFormat:
    form = QTextCharFormat()
    if token:
        form.setForeground(color(token))
    return form


def _heading(level: int) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontWeight(WEIGHTS[600])
    form.setFontPointSize(heading_size(level))
    return form


def heading_size(level: int) -> float:
    """A heading's size in points."""
    return look().font("note").pointSizeF() * SIZES.get(level, 1.0)


def heading_height() -> int:
    """What the largest heading needs in pixels."""
    font = QFont(look().font("note", 600))
    font.setPointSizeF(heading_size(1))
    return QFontInfo(font).pixelSize()
