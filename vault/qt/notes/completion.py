"""Items to choose from while a link is typed: two brackets open the list, what is typed behind them narrows it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from shiboken6 import isValid

from vault.child import messages as m
from vault.qt.browse.row_words import icon_of, kind_words
from vault.qt.connection import Asked
from vault.qt.dialogs.lines import Line, LineList
from vault.qt.operations import Operations
from vault.qt.parts.aloud import announce
from vault.qt.theme import look

from .editor import NoteEditor
from .links import OPENED, link_to, placed

REST_MS = 120
MOST = 8
WIDTH = 336
Key = Qt.Key


class LinkCompletion(QObject):
    """The list under the cursor. The keyboard stays in the text; a few keys go to the list while it is seen."""

    def __init__(self, operations: Operations, editor: NoteEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._operations, self._editor = operations, editor
        self.item: bytes | None = None
        """The note itself, which is not offered."""
        self._asked: Asked | None = None
        self._wanted: str | None = None
        self._left: str | None = None
        self._rows: list[m.Row] = []
        self.list = LineList(self.tr("Items to link to"), parent=editor)
        self.list.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        self._soon = QTimer(self, singleShot=True, interval=REST_MS)
        self._soon.timeout.connect(self._ask)
        editor.textChanged.connect(self._look)
        editor.cursorPositionChanged.connect(self._look_away)
        editor.installEventFilter(self)
        self.list.view.clicked.connect(self.choose)

    @property
    def is_open(self) -> bool:
        """Whether the list is seen."""
        return self.list.isVisible()

    def close(self) -> None:
        """No list, and nothing of it stays."""
        self._soon.stop()
        if self._asked is not None:
            self._asked.forget()
            self._asked = None
        self._rows = []
        self.list.model.show(())
        self.list.hide()

    # What is typed

    def _typed(self) -> str | None:
        """What stands behind two brackets, before the cursor."""
        cursor = self._editor.textCursor()
        if cursor.hasSelection() or not self._editor.hasFocus():
            return None
        at = cursor.positionInBlock()
        cursor.setPosition(cursor.position() - min(at, 90), QTextCursor.MoveMode.KeepAnchor)
        match = OPENED.search(cursor.selectedText())
        return match[1] if match else None

    def _look(self) -> None:
        if self._editor.is_restyling:
            return
        if "[[" in self._editor.textCursor().block().text():
            self._soon.start()
        else:
            self.close()

    def _look_away(self) -> None:
        if self.is_open and self._typed() is None:
            self.close()

    def _ask(self) -> None:
        words = self._wanted = self._typed()
        if words is None or words == self._left:
            self.close()
            return
        self._left = None
        if self._asked is not None:
            self._asked.forget()
        if words.strip():
            self._asked = self._operations.search(words, self._take_found, self._fail, MOST + 1)
        else:
            self._asked = self._operations.list_items(self._take_latest, self._fail, view="recent", limit=MOST + 1)

    def _fail(self, _: Exception) -> None:
        """A word that is an operator gone wrong finds nothing; a locked vault shows nothing."""
        if isValid(self):
            self.close()

    def _take_found(self, found: m.Found) -> None:
        self._show([(hit.row, hit.shown_path) for hit in found.hits])

    def _take_latest(self, page: m.Page) -> None:
        self._show([(row, "") for row in page.rows])

    # The list

    def _show(self, found: list[tuple[m.Row, str]]) -> None:
        if not isValid(self) or self._typed() is None:
            return
        found = [(row, path) for row, path in found if row.id != self.item][:MOST]
        self._rows = [row for row, _ in found]
        lines = [Line(row.shown, _folder(path) or kind_words(row), icon_of(row)) for row, path in found]
        if not lines:
            lines = [Line(self.tr("Nothing found"), self.tr("Type another word of its name"), "search")]
        self.list.model.show(lines)
        self.list.view.setCurrentIndex(self.list.model.index(0 if self._rows else -1))
        self._place()
        self.list.show()
        self.list.raise_()
        self._announce()

    def _place(self) -> None:
        """Below the cursor, or above it where there is no room."""
        editor = self._editor
        width = min(look().measure(WIDTH), max(80, editor.width() - 16))
        height = min(self.list.view.sizeHintForRow(0) * max(1, len(self.list.model.lines)) + 12, editor.height() // 2)
        at = editor.cursorRect()
        corner = editor.viewport().mapTo(editor, QPoint(at.left(), at.bottom() + 6))
        if corner.y() + height > editor.height():
            corner.setY(max(0, corner.y() - at.height() - 12 - height))
        corner.setX(max(8, min(corner.x(), editor.width() - width - 8)))
        self.list.setGeometry(corner.x(), corner.y(), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, Down, Enter, Tab and Escape go to the list while it is seen; the page's own keys wait."""
        if event.type() == QEvent.Type.FocusOut:
            self.close()
        if not isinstance(event, QKeyEvent) or not self.is_open:
            return False
        keys = (Key.Key_Up, Key.Key_Down, Key.Key_Return, Key.Key_Enter, Key.Key_Tab, Key.Key_Escape)
        if event.key() not in keys or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            self._take_key(event.key())
            return True
        return False

    def _take_key(self, key: int) -> None:
        if key == Key.Key_Escape:
            self._left = self._wanted
            self.close()
        elif key in (Key.Key_Up, Key.Key_Down):
            if self._rows:
                step = 1 if key == Key.Key_Down else -1
                row = (self.list.view.currentIndex().row() + step) % len(self._rows)
                self.list.view.setCurrentIndex(self.list.model.index(row))
                self._announce()
        else:
            self.choose()

    def _announce(self) -> None:
        """The keyboard is in the text, so the line that would be taken is read aloud."""
        line = self.list.model.lines[max(0, self.list.view.currentIndex().row())]
        announce(self._editor, f"{line.first}, {line.second}" if line.second else line.first)

    def choose(self, _: object = None) -> None:
        """The chosen item's link takes the place of what was typed."""
        number, words = self.list.view.currentIndex().row(), self._typed()
        if words is None or not 0 <= number < len(self._rows):
            self.close()
            return
        row = self._rows[number]
        self.close()
        cursor = self._editor.textCursor()
        cursor.setPosition(cursor.position() - len(placed(words)) - 2, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(link_to(row.id, row.shown))
        self._editor.setTextCursor(cursor)
        self._editor.setFocus()


def _folder(path: str) -> str:
    """Where an item is, for its second line; nothing for one that is in no folder."""
    return ", ".join(filter(None, path.split("/")[:-1]))
