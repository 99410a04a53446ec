"""Finding and replacing in a note: a bar over the text."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from vault.qt.figures import number
from vault.qt.parts.buttons import Button, IconButton
from vault.qt.parts.fields import LineInput
from vault.qt.parts.text import Rule, Text
from vault.qt.theme import Space, color

from .editor import NoteEditor

MOST = 1_000
"""Places that are marked and counted; of more there are "more than"."""
REST_MS = 120


class FindBar(QWidget):
    """Marks all places, goes from one to the next, and replaces. Hidden, it holds no text."""

    def __init__(self, editor: NoteEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Find in this note"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._editor = editor
        self._places: list[tuple[int, int]] = []
        self._more = False
        self.wanted = LineInput()
        self.wanted.setPlaceholderText(self.tr("Find"))
        self.wanted.setAccessibleName(self.tr("Find"))
        self.case = IconButton("text-aa", self.tr("Match case"), side=28)
        self.whole = IconButton("brackets-square", self.tr("Whole words"), side=28)
        self.count = Text("", "small", "text-secondary", tabular=True)
        self.previous = IconButton("oldest", self.tr("Previous place (Shift+F3)"), side=28)
        self.next = IconButton("newest", self.tr("Next place (F3)"), side=28)
        self.replacement = LineInput()
        self.replacement.setPlaceholderText(self.tr("Replace with"))
        self.replacement.setAccessibleName(self.tr("Replace with"))
        self.replace = Button(self.tr("Replace"), compact=True)
        self.replace_all = Button(self.tr("Replace all"), compact=True)
        self.leave = IconButton("close", self.tr("Close the search"), side=28)
        self._soon = QTimer(self, singleShot=True, interval=REST_MS)
        self._soon.timeout.connect(self._look)
        self._lay_out()
        self.wanted.textChanged.connect(lambda _: self._look(go=True))
        for button in (self.case, self.whole):
            button.setCheckable(True)
            button.toggled.connect(lambda _: self._look(go=True))
        self.previous.clicked.connect(self.go_previous)
        self.next.clicked.connect(self.go_next)
        self.replace.clicked.connect(self._replace)
        self.replace_all.clicked.connect(self._replace_all)
        self.leave.clicked.connect(self._end)
        editor.textChanged.connect(self._text_changed)
        for field in (self.wanted, self.replacement):
            field.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        """Finding on one line, replacing on a second one that is there when it is wanted; the text scrolls below."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        column = QVBoxLayout()
        whole.addLayout(column)
        whole.addWidget(Rule())
        column.setContentsMargins(Space.XL, Space.S, Space.XL, Space.S)
        column.setSpacing(Space.S)
        first = QHBoxLayout()
        first.setSpacing(Space.XS)
        first.addWidget(self.wanted, 1)
        first.addSpacing(Space.XS)
        for widget in (self.case, self.whole, self.count, self.previous, self.next, self.leave):
            first.addWidget(widget)
        column.addLayout(first)
        self.replacing = QWidget()
        second = QHBoxLayout(self.replacing)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(Space.S)
        second.addWidget(self.replacement, 1)
        second.addWidget(self.replace)
        second.addWidget(self.replace_all)
        column.addWidget(self.replacing)

    def open(self, *, replacing: bool = False) -> None:
        """Shows it, with what is chosen in the text."""
        chosen = self._editor.textCursor().selectedText()
        self.replacing.setVisible(replacing)
        self.show()
        if chosen and "\u2029" not in chosen:
            self.wanted.setText(chosen)
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted.selectAll()
        self._look()

    def close_bar(self) -> None:
        """Hides it; nothing of it stays."""
        self._soon.stop()
        self.hide()
        self.wanted.clear()
        self.replacement.clear()
        self._show_places([])

    def _end(self) -> None:
        self.close_bar()
        self._editor.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, with Shift back; in the other field it replaces."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        do = self.go_previous if back else self.go_next if watched is self.wanted else self._replace
        do()
        return True

    # Looking

    def _text_changed(self) -> None:
        if not self.isHidden():
            self._soon.start()

    def _found(self) -> Iterator[tuple[int, int]]:
        """Where it stands, from the top; with its case, or as a whole word, where that is wanted."""
        document, words = self._editor.document(), self.wanted.text()
        cursor = QTextCursor(document)
        flags = QTextDocument.FindFlag(0)
        if self.case.isChecked():
            flags |= QTextDocument.FindFlag.FindCaseSensitively
        if self.whole.isChecked():
            flags |= QTextDocument.FindFlag.FindWholeWords
        while words and not (cursor := document.find(words, cursor, flags)).isNull():
            if not cursor.hasSelection():
                return
            yield cursor.selectionStart(), cursor.selectionEnd()

    def _look(self, *, go: bool = False) -> None:
        """All places anew; with `go` the next one from where one is is chosen."""
        if self.isHidden():
            return
        places: list[tuple[int, int]] = []
        self._more = False
        for place in self._found():
            if len(places) == MOST:
                self._more = True
                break
            places.append(place)
        self._show_places(places)
        if go and places:
            here = self._editor.textCursor().selectionStart()
            self._choose(next((place for place in places if place[0] >= here), places[0]))
        self._say()

    def _show_places(self, places: list[tuple[int, int]]) -> None:
        self._places = places
        marks = []
        for start, end in places:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._editor.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format.setBackground(color("warning-tint"))
            mark.format.setFontUnderline(True)
            marks.append(mark)
        self._editor.setExtraSelections(marks)

    def _say(self) -> None:
        """Which of how many."""
        cursor = self._editor.textCursor()
        here = (cursor.selectionStart(), cursor.selectionEnd())
        count = number(len(self._places))
        if not self.wanted.text():
            words = ""
        elif not self._places:
            words = self.tr("Not found")
        elif self._more:
            words = self.tr("More than {count}").format(count=count)
        elif here in self._places:
            words = self.tr("{place} of {count}").format(place=number(self._places.index(here) + 1), count=count)
        else:
            words = self.tr("%Ln found", "", len(self._places))
        self.count.setText(words)
        self.count.setAccessibleName(words)
        reason = "" if self._places else self.tr("Not found")
        for button in (self.previous, self.next, self.replace, self.replace_all):
            button.set_blocked(reason)

    # Going

    def go_next(self) -> None:
        """The next place; after the last the first."""
        self._go(forward=True)

    def go_previous(self) -> None:
        """The place before; before the first the last."""
        self._go(forward=False)

    def _go(self, *, forward: bool) -> None:
        if self.isHidden():
            return
        if self._soon.isActive():
            self._soon.stop()
            self._look()
        if not self._places:
            return
        cursor = self._editor.textCursor()
        if forward:
            at = cursor.selectionEnd() if cursor.hasSelection() else cursor.position()
            self._choose(next((place for place in self._places if place[0] >= at), self._places[0]))
        else:
            at = cursor.selectionStart()
            self._choose(next((place for place in reversed(self._places) if place[1] <= at), self._places[-1]))
        self._say()

    def _choose(self, place: tuple[int, int]) -> None:
        cursor = self._editor.textCursor()
        cursor.setPosition(place[0])
        cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
        self._editor.setTextCursor(cursor)
        self._editor.ensureCursorVisible()

    # Replacing

    def _replace(self) -> None:
        """The chosen place, then on to the next."""
        cursor = self._editor.textCursor()
        if (cursor.selectionStart(), cursor.selectionEnd()) in self._places and not self._editor.isReadOnly():
            cursor.insertText(self.replacement.text())
            self._editor.setTextCursor(cursor)
            self._soon.stop()
            self._look()
        self._go(forward=True)

    def _replace_all(self) -> None:
        """Every place, as one step that can be undone."""
        if self._editor.isReadOnly():
            return
        places = list(self._found())
        cursor = QTextCursor(self._editor.document())
        cursor.beginEditBlock()
        for start, end in reversed(places):
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(self.replacement.text())
        cursor.endEditBlock()
        self._soon.stop()
        self._look()
        self.count.setText(self.tr("%Ln replaced", "", len(places)))
