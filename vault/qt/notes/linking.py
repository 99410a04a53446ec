"""Where the links of a note lead, what links to it, and following them.

What a link leads to is asked of the vault by its id, one short question for each item, and kept until the vault says
that the item has changed. What links to a note is one search in the index for its id (docs/decisions/0022-notes.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import NotFound, VaultLocked
from vault.qt.browse.row_words import icon_of
from vault.qt.connection import Asked
from vault.qt.operations import Operations
from vault.qt.wording import Said, words_for

from .editor import NoteEditor
from .link_dialog import LinkDialog
from .links import SCHEME, item_of
from .preview import NotePreview

State = Literal["there", "trash", "gone"]
MOST = 200
"""Items of one note that are asked for; the links to others are followed all the same."""
MOST_BACK = 50
REST_MS = 700


class Linking(QObject):
    """The links of the note that is shown. GUI thread only."""

    known = Signal()
    """What is known of the items that are linked to is another."""
    item_wanted = Signal(object)
    """`m.Row`: a link was followed to it."""
    refused = Signal(object, object)
    """`Said`, and the `m.Row` of what is in the trash or None: a link leads to nothing that can be shown."""
    linked_from = Signal(object)
    """A list of `m.Row`: the notes with a link to this one."""

    def __init__(self, operations: Operations, editor: NoteEditor, preview: NotePreview, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations, self._editor, self._page = operations, editor, parent
        self.is_in_sight: Callable[[bytes], bool] = lambda _: True
        """Whether a folder is outside the trash, as far as one knows."""
        self._rows: dict[bytes, m.Row | None] = {}
        self._items: tuple[bytes, ...] = ()
        self._asking: dict[bytes, Asked] = {}
        self._note: bytes | None = None
        self._asked_back: Asked | None = None
        self._soon = QTimer(self, singleShot=True, interval=REST_MS)
        self._soon.timeout.connect(self._ask_back)
        operations.changed.connect(self._heed)
        editor.chip_icon, editor.link_words, preview.link_note = self.icon, self.words, self.note_of
        editor.link_wanted.connect(self.follow)
        preview.link_wanted.connect(self.follow)

    def begin(self, note: bytes | None) -> None:
        """Another note, or none: nothing of the one before stays."""
        self.look(())
        for asked in (*self._asking.values(), self._asked_back):
            if asked is not None:
                asked.forget()
        self._asking, self._rows, self._asked_back = {}, {}, None
        self._note = note
        self._soon.stop()
        self.linked_from.emit([])
        if note is not None:
            self._ask_back()

    def name_note(self, note: bytes) -> None:
        """It was saved as a new note: what linked to another one does not link to it."""
        if self._note != note:
            self._note = note
            self.linked_from.emit([])
            self._ask_back()

    # What the links lead to

    def look(self, items: Iterable[bytes]) -> None:
        """The note links to these."""
        self._items = tuple(items)[:MOST]
        for item in self._items:
            if item not in self._rows and item not in self._asking:
                self._ask(item)

    def _ask(self, item: bytes) -> None:
        def got(details: m.Details) -> None:
            self._take(item, details.row)

        def failed(error: Exception) -> None:
            if isinstance(error, NotFound):
                self._take(item, None)
            elif isValid(self):
                self._asking.pop(item, None)

        self._asking[item] = self._operations.details(item, got, failed)

    def _take(self, item: bytes, row: m.Row | None) -> None:
        if not isValid(self):
            return
        self._asking.pop(item, None)
        self._rows[item] = row
        self.known.emit()
        self._editor.viewport().update()

    def row(self, item: bytes) -> m.Row | None:
        """What is known of an item that is linked to."""
        return self._rows.get(item)

    def state(self, item: bytes) -> State | None:
        """Where an item is; None where that is not known yet."""
        if item not in self._rows:
            return None
        return self._state_of(self._rows[item])

    def _state_of(self, row: m.Row | None) -> State:
        if row is None:
            return "gone"
        return "trash" if row.trashed is not None or not self.is_in_sight(row.parent) else "there"

    def icon(self, item: bytes) -> str:
        """The icon of what a link leads to: what it is, or that it is not there."""
        state, row = self.state(item), self._rows.get(item)
        if state == "gone":
            return "warning"
        if state == "trash":
            return "trash"
        return icon_of(row) if row is not None else "link"

    def note_of(self, address: str) -> str:
        """What is said behind a link that leads nowhere."""
        item = item_of(address)
        state = self.state(item) if item is not None else None
        return {"trash": self.tr("in the trash"), "gone": self.tr("no longer in the vault")}.get(state or "", "")

    def words(self, address: str) -> str:
        """What is said of a link under the pointer."""
        item = item_of(address)
        if item is None:
            return self.tr("{address}\nCtrl and a click asks whether to open it").replace("{address}", address[:400])
        state, row = self.state(item), self._rows.get(item)
        if state == "gone":
            return self.tr("This item is no longer in the vault")
        if row is None:
            return self.tr("Ctrl and a click opens it")
        if state == "trash":
            return self.tr("“{name}” is in the trash").replace("{name}", row.shown)
        return self.tr("“{name}”\nCtrl and a click opens it").replace("{name}", row.shown)

    def _heed(self, changes: m.Changes) -> None:
        """What was changed is asked for anew, and what links here is looked for again."""
        touched = {*changes.added, *changes.updated, *changes.removed}
        for item in self._items:
            if item in self._rows and (changes.everything or item in touched):
                self._ask(item)
        if self._note is not None and (changes.everything or touched - {self._note}):
            self._soon.start()

    # What links to it

    def _ask_back(self) -> None:
        note = self._note
        if note is None:
            return
        if self._asked_back is not None:
            self._asked_back.forget()

        def got(found: m.Found) -> None:
            if isValid(self) and self._note == note:
                self._asked_back = None
                self.linked_from.emit([hit.row for hit in found.hits if hit.row.id != note])

        words = f'"{SCHEME}:{note.hex()}" type:note'
        self._asked_back = self._operations.search(words, got, lambda _: None, MOST_BACK)

    # Following

    def follow(self, address: str) -> None:
        """To the item; an address of elsewhere is shown first."""
        item = item_of(address)
        if item is None:
            LinkDialog(QUrl(address), self._page.window()).open()
            return

        def got(details: m.Details) -> None:
            if not isValid(self):
                return
            self._take(item, details.row)
            if self._state_of(details.row) == "there":
                self.item_wanted.emit(details.row)
            else:
                self._tell_trash(details.row)

        def failed(error: Exception) -> None:
            if not isValid(self) or isinstance(error, VaultLocked):
                return
            if isinstance(error, NotFound):
                self._take(item, None)
                self._tell_gone()
            else:
                self.refused.emit(words_for(error), None)

        self._operations.details(item, got, failed)

    def _tell_trash(self, row: m.Row) -> None:
        said = Said(
            self.tr("“{name}” is in the trash.").replace("{name}", row.shown),
            self.tr("The link stays as it is."),
            self.tr("Restore the item, and the link leads to it again."),
        )
        self.refused.emit(said, row)

    def _tell_gone(self) -> None:
        said = Said(
            self.tr("What this link led to is no longer in the vault."),
            self.tr("The note is as it was."),
            self.tr("Look for it in a backup, or take the link away."),
        )
        self.refused.emit(said, None)
