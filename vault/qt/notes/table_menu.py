"""What can be done with a table: outside of one to put one in, inside of one to change it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from vault.qt.browse.choices import add_entry

from . import tables
from .editor import NoteEditor

COLUMNS = range(2, 7)
KEYS = "Ctrl+Shift+T"


class TableMenu(QObject):
    """Opens the menu, and acts on the text."""

    def __init__(self, editor: NoteEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._editor = editor

    def line_up_or_open(self, place: QPoint) -> None:
        """In a table its columns are lined up; elsewhere the menu asks for a new one."""
        if tables.table_at(self._editor.textCursor().block()) is None:
            self.open(place)
        else:
            self._act(tables.line_up)

    def open(self, place: QPoint) -> None:
        """The menu, at a place of the screen."""
        self.menu().popup(place)

    def menu(self) -> QMenu:
        """For where the cursor is."""
        menu = QMenu(self._editor)
        menu.aboutToHide.connect(menu.deleteLater)
        if tables.table_at(self._editor.textCursor().block()) is None:
            for columns in COLUMNS:
                words = self.tr("Table with %Ln column(s)", "", columns)
                add_entry(menu, words, "table" if columns == COLUMNS[0] else "", partial(self.insert, columns))
            return menu
        for words, name, act, keys in (
            (self.tr("Line up the columns"), "rows", tables.line_up, KEYS),
            (self.tr("Add a row below"), "add", tables.add_row, ""),
            (self.tr("Add a column"), "columns", tables.add_column, ""),
            (self.tr("Remove this row"), "trash", tables.remove_row, ""),
            (self.tr("Remove this column"), "trash", tables.remove_column, ""),
        ):
            add_entry(menu, words, name, partial(self._act, act), keys)
        return menu

    def insert(self, columns: int) -> None:
        """A new table below the cursor's line."""
        if self._editor.isReadOnly():
            return
        cursor = tables.insert_table(self._editor.textCursor(), columns, self.tr("Column"))
        self._editor.setTextCursor(cursor)
        self._editor.setFocus()

    def _act(self, act: Callable[[QTextCursor], QTextCursor | None]) -> None:
        cursor = None if self._editor.isReadOnly() else act(self._editor.textCursor())
        if cursor is not None:
            self._editor.setTextCursor(cursor)
        self._editor.setFocus()
