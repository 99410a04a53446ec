"""Markdown made visible while it is written: the words as they will look, the signs in the background."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from vault.qt.theme import WEIGHTS, color, look

from .links import WORDS, Link, chips_of, placed

CODE = 1
"""The state of a line inside a fence."""

HEADING = re.compile(r"(#{1,6})[ \t]+\S")
LIST = re.compile(r"[ \t]*([-*+]|\d{1,9}[.)])([ \t]+)(\[[ xX]\][ \t])?")
QUOTE = re.compile(r"[ \t]*(>[ \t]?)+")
FENCE = re.compile(r"[ \t]*(```|~~~)")
TABLE = re.compile(r"[ \t]*\|")
RULED = re.compile(r"[ \t]*\|[ \t:|]*-[ \t:|-]*$")
RULE = re.compile(r"[ \t]*([-*_])([ \t]*\1){2,}[ \t]*$")
INLINE = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<strong>(?P<two>\*\*|__)(?=\S).+?(?<=\S)(?P=two))"
    r"|(?P<strike>~~(?=\S).+?(?<=\S)~~)"
    r"|(?P<slant>(?P<one>[*_])(?![\s*_])[^*_]+?(?<![\s*_])(?P=one))"
    rf"|(?P<link>!?\[{WORDS}\]\([^)\n]{{0,4000}}\))"
    r"|(?P<url>https?://[^\s<>)\]]+)"
)
INSIDE = re.compile(r"[`*_~\[]|https?:")
"""Without one of these nothing inside a line is formatted."""
SIGNED = re.compile(r"[`*_~\[#>|]|---")
CHIPPED = re.compile(r"\(deedbox:")
SIZES = {1: 1.45, 2: 1.15}
HIDDEN = 0.55
"""Size of the signs of check boxes, which are painted over: six of them are as wide as a box and a gap."""
LONGEST_LINE = 20_000
"""Of a longer line nothing inside is looked at."""
CHIP = 22
"""Pixels before the words of a link to an item, for its icon."""
CHIP_END = 7
"""And behind them."""


class MarkdownHighlighter(QSyntaxHighlighter):
    """Headings, emphasis, code, lists, check boxes, quotes, links, tables. Colours are the theme's.

    Signs are faded but on the line of the cursor, and of a link to an item only the words are seen, unless it is in it.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._here = -1
        self._at = -1
        self.dress()

    def move(self, position: int) -> None:
        """The cursor is there now; lines that look different for it are formatted anew."""
        before, self._here = self._here, position
        if before == position:
            return
        document = self.document()
        old, new = document.findBlock(before), document.findBlock(position)
        if old != new and old.isValid() and SIGNED.search(old.text()):
            self.rehighlightBlock(old)
        if new.isValid() and (SIGNED if old != new else CHIPPED).search(new.text()):
            self.rehighlightBlock(new)

    def dress(self) -> None:
        """Takes colours and fonts from the look worn now; `rehighlight` shows them."""
        self._faded = self._signs = _form("text-secondary")
        self._near = _form("text")
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
        self._row = _form()
        self._row.setFontFamilies(fixed.families())
        self._row.setFontFixedPitch(True)
        self._link = _form("link")
        self._quote = _form("text-secondary")
        self._done = _form("text-secondary")
        self._hidden = _form()
        self._hidden.setFontFamilies(fixed.families())
        self._hidden.setFontFixedPitch(True)
        self._hidden.setForeground(QColor(Qt.GlobalColor.transparent))
        self._hidden.setFontPointSize(look().font("note").pointSizeF() * HIDDEN)
        self._folded = invisible()
        self._chip = invisible(look().measure(CHIP), QFont.SpacingType.AbsoluteSpacing)
        self._chip_end = invisible(look().measure(CHIP_END), QFont.SpacingType.AbsoluteSpacing)
        self._headings = [_heading(level) for level in range(1, 7)]
        self._plain = _form()
        self._sign = QTextCharFormat(self._link)
        self._sign.setFontWeight(WEIGHTS[600])
        self._inside = {
            "code": (self._code, 1),
            "strong": (self._strong, 2),
            "strike": (self._strike, 2),
            "slant": (self._slant, 1),
            "link": (self._link, 0),
            "url": (self._link, 0),
        }
        self._merged: dict[tuple[int, int], QTextCharFormat] = {}

    def highlightBlock(self, text: str) -> None:
        """One line."""
        text = placed(text)
        self.setCurrentBlockState(0)
        at = self._here - self.currentBlock().position()
        self._at = at if self._here >= 0 and 0 <= at <= len(text) else -1
        self._signs = self._faded if self._at < 0 else self._near
        inside = self.previousBlockState() == CODE
        if FENCE.match(text):
            self.setCurrentBlockState(0 if inside else CODE)
            self.setFormat(0, len(text), self._signs)
            return
        if inside:
            self.setCurrentBlockState(CODE)
            self.setFormat(0, len(text), self._code)
            return
        if RULE.match(text):
            self.setFormat(0, len(text), self._signs)
            return
        start, ground = self._highlight_row(text) if TABLE.match(text) else self._highlight_start(text)
        if len(text) <= LONGEST_LINE and INSIDE.search(text, start):
            self._highlight_inside(text, start, ground)
            for chip in chips_of(text):
                if not chip.start < self._at < chip.end:
                    self._fold(text, chip)

    def _highlight_row(self, text: str) -> tuple[int, QTextCharFormat]:
        """A row of a table: letters of one width, so that what was lined up stands in line."""
        self.setFormat(0, len(text), self._row)
        signs = self._over(self._row, self._signs)
        if RULED.match(text):
            self.setFormat(0, len(text), signs)
            return len(text), self._row
        for bar in re.finditer(r"(?<!\\)\|", text):
            self.setFormat(bar.start(), 1, signs)
        return 0, self._row

    def _fold(self, text: str, chip: Link) -> None:
        """A link to an item as its words, with room for an icon; the editor paints what is around them."""
        words = text.rindex("](", chip.start, chip.end)
        self.setFormat(chip.start, 1, self._chip)
        self.setFormat(words, chip.end - words - 1, self._folded)
        self.setFormat(chip.end - 1, 1, self._chip_end)

    def _highlight_start(self, text: str) -> tuple[int, QTextCharFormat]:
        """The sign of a heading, list or quote; returns where the words begin, and what they stand on."""
        heading = HEADING.match(text)
        if heading is not None:
            ground = self._headings[len(heading[1]) - 1]
            self.setFormat(0, len(text), ground)
            self.setFormat(0, len(heading[1]), self._over(ground, self._signs))
            return heading.end(1), ground
        quote = QUOTE.match(text)
        if quote is not None:
            self.setFormat(quote.end(), len(text) - quote.end(), self._quote)
            self.setFormat(0, quote.end(), self._folded if self._at < 0 else self._signs)
            return quote.end(), self._quote
        entry = LIST.match(text)
        if entry is None:
            return 0, self._plain
        if not entry[3]:
            self.setFormat(entry.start(1), len(entry[1]), self._sign)
            return entry.end(), self._plain
        self.setFormat(entry.start(1), entry.end() - entry.start(1), self._hidden)
        if entry[3][1] == " ":
            return entry.end(), self._plain
        self.setFormat(entry.end(), len(text) - entry.end(), self._done)
        return entry.end(), self._done

    def _highlight_inside(self, text: str, start: int, ground: QTextCharFormat) -> None:
        for match in INLINE.finditer(text, start):
            kind = next(name for name in self._inside if match[name])
            first, end = match.span(kind)
            form, edge = self._inside[kind]
            if kind == "code":
                edge = len(match["ticks"])
            over = self._over(ground, form)
            signs = self._over(over, self._signs)
            if kind == "link":
                middle = first + match[kind].rindex("](")
                self.setFormat(first, middle - first, over)
                self.setFormat(middle, end - middle, self._over(ground, self._signs))
                continue
            self.setFormat(first + edge, end - first - 2 * edge, over)
            if edge:
                self.setFormat(first, edge, signs)
                self.setFormat(end - edge, edge, signs)

    def _over(self, ground: QTextCharFormat, form: QTextCharFormat) -> QTextCharFormat:
        """A format laid over another: bold in a heading stays large. Kept, since there are few."""
        key = (id(ground), id(form))
        if key not in self._merged:
            merged = QTextCharFormat(ground)
            merged.merge(form)
            self._merged[key] = merged
        return self._merged[key]


def _form(token: str = "") -> QTextCharFormat:
    form = QTextCharFormat()
    if token:
        form.setForeground(color(token))
    return form


def invisible(spacing: float = 1.0, kind: QFont.SpacingType = QFont.SpacingType.PercentageSpacing) -> QTextCharFormat:
    """Signs that are not seen, and take no room, or as much as is said."""
    form = QTextCharFormat()
    form.setForeground(QColor(Qt.GlobalColor.transparent))
    form.setFontPointSize(1)
    form.setFontLetterSpacingType(kind)
    form.setFontLetterSpacing(spacing)
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
