"""The entry of a recovery kit's words: typed or pasted, each looked at at once, their checksum at the end.

A code of one page is one list of words. Of a kit in parts the pages are taken one after the other: a page whose words
are right leaves the field for the next one, until there are as many as the kit needs.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from vault.engine.errors import WrongCredential
from vault.qt.figures import number
from vault.qt.parts.buttons import Button
from vault.qt.parts.fields import Field
from vault.qt.parts.text import IconText, Text
from vault.qt.theme import Space, color, look
from vault.unlock import recovery, shares
from vault.unlock.recovery import MistypedCode, RecoveryCode

LINES = 4
LONGEST = 8_000
"""Letters that are taken from the clipboard: sixteen pages have half of that."""

_NUMBERED = re.compile(r"(?<!\S)(\d{1,2})[.):]?\s+([a-z]+)(?!\S)", re.IGNORECASE)


class _Marks(QSyntaxHighlighter):
    """Underlines the words that are none of the list; what is wrong stands below the field in words, too."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.wrong: frozenset[str] = frozenset()

    def show_wrong(self, wrong: frozenset[str]) -> None:
        """These."""
        if wrong != self.wrong:
            self.wrong = wrong
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """One line."""
        shape = QTextCharFormat()
        shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        shape.setUnderlineColor(color("danger"))
        shape.setForeground(color("danger"))
        at = 0
        for word in recovery.split_words(text):
            found = text.lower().find(word, at)
            at = found + len(word)
            if found >= 0 and word in self.wrong:
                self.setFormat(found, len(word), shape)


class WordsInput(QPlainTextEdit):
    """Some lines for words that go in and never out: no undo, no copy, no selection for the middle button.

    Enter is for whoever waits for it.
    """

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setFixedHeight(look().line("body") * LINES + Space.L)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhMultiLine
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is no line here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif not (event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.Cut)):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Paste alone."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        paste = menu.addAction(self.tr("Paste"))
        paste.setEnabled(self.canPaste())
        paste.triggered.connect(self.paste)
        menu.popup(event.globalPos())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Nothing, for whatever would take a selection along: the middle button of X, a drag."""
        return QMimeData()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Text alone, and not more than can be words of a kit; numbered ones in the order of their numbers."""
        if source.hasText():
            self.insertPlainText(in_order(source.text()[:LONGEST]))
            self.ensureCursorVisible()


def in_order(text: str) -> str:
    """Words that were copied off a page, with their numbers, but across its columns: in the order of the numbers."""
    found = [(int(count), word) for count, word in _NUMBERED.findall(text)]
    counts = sorted(count for count, _ in found)
    whole = counts == list(range(1, len(found) + 1)) and len(found) in (recovery.WORDS, shares.SHARE_WORDS)
    return " ".join(word for _, word in sorted(found)) if whole else text


class CodeEntry(QWidget):
    """The field, what is wrong below it, the parts that are there. `code` is what was typed, once it is right."""

    changed = Signal()
    entered = Signal()
    """Enter, with a code that is whole."""

    def __init__(self, parent: QWidget | None = None, *, in_parts: bool | None = None) -> None:
        """`in_parts` where it is known whether the kit has several pages; otherwise the person says it."""
        super().__init__(parent)
        self.code: bytes | None = None
        self._known, self._in_parts = in_parts, bool(in_parts)
        self._parts: dict[int, tuple[shares.Share, str]] = {}
        self._guess = ""
        self._listed = frozenset(recovery.word_list())
        self.input = WordsInput()
        self.field = Field("", self.input)
        self.parts = QWidget()
        self._part_lines = QVBoxLayout(self.parts)
        self._part_lines.setContentsMargins(0, 0, 0, Space.S)
        self._part_lines.setSpacing(Space.XS)
        self.mend = Button("", "link", compact=True, flush=True)
        self.again = Button(self.tr("Start again"), "link", compact=True, flush=True)
        self.other = Button("", "link", compact=True, flush=True)
        self._marks = _Marks(self.input.document())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.parts)
        column.addWidget(self.field)
        acts = QHBoxLayout()
        acts.setSpacing(Space.XL)
        for button in (self.mend, self.again, self.other):
            acts.addWidget(button)
        acts.addStretch(1)
        column.addLayout(acts)
        self.setFocusProxy(self.input)
        self.input.textChanged.connect(self._look)
        self.input.entered.connect(self._enter)
        self.mend.clicked.connect(self._put_right)
        self.again.clicked.connect(self._start_again)
        self.other.clicked.connect(lambda: self.set_in_parts(not self._in_parts))
        self.leave()

    # What it is asked

    @property
    def is_in_parts(self) -> bool:
        """Whether pages of a kit in parts are asked for."""
        return self._in_parts

    def set_in_parts(self, in_parts: bool) -> None:
        """One page, or several; what was typed is looked at anew."""
        self._in_parts = in_parts
        self._parts.clear()
        self._look()
        self.input.setFocus()

    def leave(self) -> None:
        """Forgets everything that was typed."""
        self._parts.clear()
        self.code = None
        self._in_parts = bool(self._known)
        self.input.clear()
        self._look()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme has another ink for what is wrong."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._marks.rehighlight()

    def refuse(self, words: str) -> None:
        """The code is right and opens nothing: says so, until something else is typed."""
        self.field.set_hint(words, "fault")
        self.input.setFocus()

    # Looking at it

    def _look(self) -> None:
        self.code, self._guess = None, ""
        text = self.input.toPlainText()
        words = recovery.split_words(text)
        typing = (
            bool(text) and not text[-1].isspace() and any(one.startswith(words[-1]) for one in self._listed)
            if words
            else False
        )
        wrong = [place for place, word in enumerate(words) if word not in self._listed]
        if typing and wrong and wrong[-1] == len(words) - 1:
            wrong.pop()
        self._marks.show_wrong(frozenset(words[place] for place in wrong))
        if not self._in_parts and self._known is None and not wrong and self._is_a_part(words):
            self._in_parts = True
        if wrong:
            self._say_unknown(words, wrong[0])
        elif self._in_parts:
            self._look_at_parts(words)
        else:
            self._look_at_code(text, words)
        self._show_state()
        self.changed.emit()

    def _is_a_part(self, words: Sequence[str]) -> bool:
        """Words of a page in parts, pasted into the field for a whole one."""
        if len(words) < shares.SHARE_WORDS:
            return False
        try:
            shares.parse_share(" ".join(words[: shares.SHARE_WORDS]))
        except WrongCredential:
            return False
        return True

    def _say_unknown(self, words: Sequence[str], place: int) -> None:
        said = self.tr("Word {number} is not one of the list: “{word}”.")
        self._guess = nearest(words[place])
        if self._guess:
            self.mend.setText(self.tr("Use “{word}”").replace("{word}", self._guess))
        self.field.set_hint(said.replace("{number}", number(place + 1)).replace("{word}", words[place][:24]), "fault")

    def _look_at_code(self, text: str, words: Sequence[str]) -> None:
        count = len(words)
        if count < recovery.WORDS or (count == recovery.WORDS and words[-1] not in self._listed):
            self._say_count(count, recovery.WORDS)
            return
        try:
            code = recovery.parse_code(text)
        except MistypedCode as error:
            self._say_mistyped(error)
        else:
            self.code = code.entropy
            said = self.tr("All {count} words are right.")
            self.field.set_hint(said.format(count=number(recovery.WORDS)), "success")

    def _look_at_parts(self, words: Sequence[str]) -> None:
        """Takes every page that is whole out of the field."""
        size = shares.SHARE_WORDS
        if len(words) < size or words[size - 1] not in self._listed:
            self._say_count(len(words), size)
            return
        text = " ".join(words[:size])
        try:
            share = shares.parse_share(text)
        except MistypedCode:
            self.field.set_hint(
                self.tr("These {count} words do not belong together: one of them is another one, or two are swapped.")
                .format(count=number(size)), "fault",
            )  # fmt: skip
            return
        except WrongCredential:
            self.field.set_hint(self.tr("These words are of no recovery kit of Deedbox."), "fault")
            return
        if any(one.set_id != share.set_id for one, _ in self._parts.values()):
            self.field.set_hint(self.tr("This page is of another kit than the ones before."), "fault")
            return
        self._parts[share.index] = (share, text)
        self.input.blockSignals(True)
        self.input.setPlainText(" ".join(words[size:]))
        self.input.blockSignals(False)
        self._combine(share.threshold)
        if self.code is None and words[size:]:
            self._look()

    def _combine(self, threshold: int) -> None:
        missing = threshold - len(self._parts)
        if missing > 0:
            self.field.set_hint(self.tr("That page is right. %Ln more to go.", "", missing), "success")
            return
        try:
            code: RecoveryCode = shares.combine(text for _, text in self._parts.values())
        except WrongCredential:
            self._parts.clear()
            self.field.set_hint(self.tr("These pages do not go together. Begin with the first one again."), "fault")
            return
        self.code = code.entropy
        self.input.blockSignals(True)
        self.input.clear()
        self.input.blockSignals(False)
        self.field.set_hint(self.tr("All pages that are needed are there, and right."), "success")

    def _say_count(self, count: int, of: int) -> None:
        if count:
            said = self.tr("{count} of {of} words, so far each of them is on the list.")
            self.field.set_hint(said.format(count=number(count), of=number(of)))
        elif self._parts:
            threshold = next(iter(self._parts.values()))[0].threshold
            self.field.set_hint(self.tr("%Ln page(s) to go.", "", threshold - len(self._parts)))
        else:
            self.field.set_hint(self.tr("Capitals, line breaks and numbers make no difference."))

    def _say_mistyped(self, error: MistypedCode) -> None:
        if error.reason == "count":
            said = self.tr("These are {count} words, and the kit has {of}: one is there twice, or was torn apart.")
            said = said.format(count=number(error.count), of=number(error.expected))
        elif error.word is not None:
            said = self.tr("Look at word {number} again: it is probably another one on the page.")
            said = said.format(number=number(error.word))
        else:
            said = self.tr("All words are on the list, but two of them are swapped, or several are others on the page.")
        self.field.set_hint(said, "fault")

    # Acts

    def _show_state(self) -> None:
        label = self.tr("The {count} words of the recovery kit").format(count=number(recovery.WORDS))
        if self._in_parts:
            label = self.tr("The {count} words of one page").format(count=number(shares.SHARE_WORDS))
        self.field.label.setText(label)
        self.input.setAccessibleName(label)
        self.mend.setVisible(bool(self._guess))
        self.again.setVisible(bool(self._parts))
        self.other.setText(
            self.tr("My kit is a single page") if self._in_parts else self.tr("My kit has several pages")
        )
        self.other.setVisible(self._known is None and not self._parts and self.code is None)
        whole = self.code is not None and self._in_parts
        self.input.setVisible(not whole)
        self.field.label.setVisible(not whole)
        self._show_parts()

    def _show_parts(self) -> None:
        while (item := self._part_lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for index in sorted(self._parts):
            words = self.tr("Page {number} is right").format(number=number(index))
            self._part_lines.addWidget(IconText("check", Text(words, weight=500), size=16, gap=6, token="success"))
        self.parts.setVisible(bool(self._parts))

    def _start_again(self) -> None:
        self._parts.clear()
        self.input.clear()
        self._look()
        self.input.setFocus()

    def _put_right(self) -> None:
        """The first word that is none becomes the one it was probably meant to be."""
        words = recovery.split_words(self.input.toPlainText())
        place = next((place for place, word in enumerate(words) if word not in self._listed), None)
        if place is not None and self._guess:
            words[place] = self._guess
            self.input.setPlainText(" ".join(words) + " ")
            self.input.moveCursor(self.input.textCursor().MoveOperation.End)
        self.input.setFocus()

    def _enter(self) -> None:
        if self.code is not None:
            self.entered.emit()


def nearest(word: str) -> str:
    """The word of the list that was probably meant; nothing where none is near. Four letters tell them all apart."""
    listed = recovery.word_list()
    same = [one for one in listed if len(word) >= 4 and one.startswith(word[:4])]
    near = same or difflib.get_close_matches(word[:16], listed, 1, 0.7)
    return near[0] if near else ""
