"""The note editor in an open vault: it stands in the detail's place while a note is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget

from vault.child import messages as m
from vault.qt.operations import Operations
from vault.sandbox.client import SandboxWorker

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
        self,
        operations: Operations,
        worker: SandboxWorker,
        right: QStackedWidget,
        rows: ListPane,
        ways: Wayfinder,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations, self._worker = operations, worker
        self._right, self._list, self._ways = right, rows, ways
        self._editor: NotePage | None = None
        self._trail: list[bytes] = []
        """The notes from which links were followed to the one that is shown."""

    @property
    def editor(self) -> NotePage:
        """The note editor, made when it is wanted first."""
        if self._editor is None:
            from vault.qt.notes.page import NotePage

            self._editor = NotePage(self._operations, self._worker)
            self._right.addWidget(self._editor)
            self._editor.closed.connect(self._close)
            self._editor.saved.connect(self._note_saved)
            self._editor.versions_wanted.connect(self.versions_wanted)
            self._editor.item_wanted.connect(self._go_to)
            self._editor.back_button.clicked.connect(self._go_back)
            self._editor.linking.is_in_sight = self._ways.is_in_sight
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

    def edit(self, row: m.Row, at: int = 0, *, trail: Sequence[bytes] = ()) -> None:
        """Opens the editor on a note, with the cursor before letter `at`; `trail` are the notes that led to it."""

        def saved() -> None:
            self.editor.open_note(row, at)
            self._show(trail)

        self.save_pending(saved)

    def follow(self, item: bytes) -> None:
        """An older version of an item was made the current one."""
        if self._editor is not None and self.is_open:
            self._editor.follow(item)

    def _go_to(self, row: m.Row) -> None:
        """A link was followed: to a note in the editor, to anything else where it is."""
        is_note = row.kind == "note" and row.trashed is None
        trail = [*self._trail, self.editor.item] if self.editor.item is not None else []
        is_here = self._list.items.number_of(row.id) >= 0 and not self._list.query

        def saved() -> None:
            self._list.current_view.clearSelection()  # or the list would close what it has not chosen
            if is_note:
                self.editor.open_note(row)
                self._show(trail)
            if is_here:
                self._list.reveal(row.id)
            elif not is_note:
                self._ways.reveal(row.id)

        self.save_pending(saved)

    def _go_back(self) -> None:
        """To the note where the last link was followed; what is there no more is passed over."""
        if not self._trail:
            return
        *trail, before = self._trail

        def there(details: m.Details) -> None:
            if details.row.trashed is not None:
                further()
                return
            self._list.current_view.clearSelection()  # as above
            self.edit(details.row, trail=trail)

        def further(_: Exception | None = None) -> None:
            self._trail = trail
            self.editor.back_button.setVisible(bool(trail))
            self._go_back()

        self._operations.details(before, there, further)

    def _show(self, trail: Sequence[bytes] = ()) -> None:
        self._trail = list(trail)
        self.editor.back_button.setVisible(bool(trail))
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
            self._list.reveal_when_there(item)
