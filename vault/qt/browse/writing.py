"""The note editor in an open vault: it stands in the detail's place while a note is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget

from vault.child import messages as m
from vault.qt.operations import Operations

from .list_pane import ListPane
from .wayfinding import Wayfinder

if TYPE_CHECKING:
    from vault.qt.notes.page import NotePage


class Writing(QObject):
    """Opens notes in the editor, and lets what is written be saved before anything takes its place."""

    opened = Signal()
    """The editor is in sight."""
    closed = Signal()
    """The detail is again."""
    versions_wanted = Signal(object)
    """`m.Row`."""

    def __init__(
        self, operations: Operations, right: QStackedWidget, rows: ListPane, ways: Wayfinder, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._operations, self._right, self._list, self._ways = operations, right, rows, ways
        self._editor: NotePage | None = None

    @property
    def editor(self) -> NotePage:
        """The note editor, made when it is wanted first."""
        if self._editor is None:
            from vault.qt.notes.page import NotePage

            self._editor = NotePage(self._operations)
            self._right.addWidget(self._editor)
            self._editor.closed.connect(self._close)
            self._editor.saved.connect(self._note_saved)
            self._editor.versions_wanted.connect(self.versions_wanted)
        return self._editor

    @property
    def is_open(self) -> bool:
        """Whether the editor stands in the detail's place."""
        return self._editor is not None and self._right.currentWidget() is self._editor

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is in the editor."""
        focused = QApplication.focusWidget()
        return self._editor is not None and focused is not None and self._editor.isAncestorOf(focused)

    def save_pending(self, done: Callable[[], None]) -> None:
        """Lets an open note be saved, then calls back."""
        if self._editor is not None and self.is_open:
            self._editor.save_pending(done)
        else:
            done()

    def new_note(self) -> None:
        """A note in the folder that is shown."""
        folder = self._list.folder()

        def saved() -> None:
            self._list.current_view.clearSelection()
            self.editor.new_note(folder)
            self._show()

        self.save_pending(saved)

    def edit(self, row: m.Row) -> None:
        """Opens the editor on a note."""

        def saved() -> None:
            self.editor.open_note(row)
            self._show()

        self.save_pending(saved)

    def follow(self, item: bytes) -> None:
        """An older version of an item was made the current one."""
        if self._editor is not None and self.is_open:
            self._editor.follow(item)

    def _show(self) -> None:
        self._right.setCurrentWidget(self.editor)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def _close(self) -> None:
        self._right.setCurrentIndex(0)
        self.closed.emit()
        self._list.current_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_saved(self, item: bytes) -> None:
        """A new note is chosen in the list as soon as it is there."""
        if self._list.items.number_of(item) < 0 and not self._list.query:
            self._ways.reveal_when_there(item)
