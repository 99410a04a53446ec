"""A finding on the page: icon, fact, reason and source, and the button that leads to its fix; and the counts above."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from vault.health.finding import Finding, Severity
from vault.qt.figures import number
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Panel
from vault.qt.parts.text import IconText, Rule, Text
from vault.qt.theme import CARD_PADDING, Space

from .words import LOOKS, act_words, severity_word, source_words

ICON = 18
GAP = 10


class FindingLine(QWidget):
    """One finding. The button goes below its words where there is no room beside them."""

    fix_wanted = Signal(str)
    """An act."""

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        icon, token = LOOKS[finding.severity]
        if finding.proven:
            icon = "proof"  # somebody has done it for real
        self.title = Text(finding.title, weight=500, wrap=True, tabular=True)
        self.words = Text(f"{finding.why} {source_words(finding.source)}", "small", "text-secondary", wrap=True)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(IconText(icon, self.title, size=ICON, gap=GAP, token=token))
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addSpacing(ICON + GAP)  # spaces are mirrored with the text, margins are not
        below.addWidget(self.words)
        column.addLayout(below)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        beside, above = CARD_PADDING
        self._row.setContentsMargins(beside, above - int(Space.XS), beside, above - int(Space.XS))
        self._row.setSpacing(Space.L)
        self._row.addLayout(column, 1)
        self.fix: Button | None = None
        if finding.act:
            self._add_fix(act_words(finding.act))

    def _add_fix(self, words: str) -> None:
        self.fix = Button(words)
        self.fix.setAccessibleName(f"{words}: {self.finding.title}")
        self.fix.clicked.connect(self._want)
        self._holder = QWidget()
        self._beside = QHBoxLayout(self._holder)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(0)
        self._indent = QSpacerItem(0, 0)
        self._beside.addSpacerItem(self._indent)
        self._beside.addWidget(self.fix)
        self._row.addWidget(self._holder, 0, Qt.AlignmentFlag.AlignVCenter)

    def _want(self) -> None:
        self.fix_wanted.emit(self.finding.act)

    def set_narrow(self, narrow: bool) -> None:
        """Whether the button stands below."""
        if self.fix is None:
            return
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(Space.S if narrow else Space.L)
        self._indent.changeSize(ICON + GAP if narrow else 0, 0)
        self._beside.invalidate()
        side = Qt.AlignmentFlag.AlignLeading if narrow else Qt.AlignmentFlag.AlignVCenter
        self._row.setAlignment(self._holder, side)


class FindingPanel(QWidget):
    """All findings of one severity under its word, with rules between them."""

    def __init__(self, severity: Severity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.severity = severity
        word = severity_word(severity)
        self.panel = Panel()
        self.panel.setAccessibleName(word)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(Text(word, "section", weight=600))
        column.addWidget(self.panel)
        self._lines = QVBoxLayout(self.panel)
        self._lines.setContentsMargins(1, 1, 1, 1)
        self._lines.setSpacing(0)

    def add(self, line: FindingLine) -> None:
        """One more."""
        if self._lines.count():
            self._lines.addWidget(Rule())
        self._lines.addWidget(line)


class Count(Panel):
    """How many findings there are of a severity."""

    def __init__(self, severity: Severity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        icon, token = LOOKS[severity]
        self._word = severity_word(severity)
        self.figure = Text("", "page-title", tabular=True)
        beside, above = CARD_PADDING
        column = QVBoxLayout(self)
        column.setContentsMargins(beside, above - int(Space.XS), beside, above - int(Space.XS))
        column.setSpacing(0)
        column.addWidget(self.figure)
        column.addWidget(IconText(icon, Text(self._word, tone=token, weight=500), size=16, gap=6, token=token))

    def show_count(self, count: int) -> None:
        """So many."""
        self.figure.setText(number(count))
        self.setAccessibleName(f"{self._word}: {number(count)}")
