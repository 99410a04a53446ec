"""The page of a note: its name, its text, and what became of the last change. It takes the place of the detail."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import VaultLocked
from vault.qt.figures import moment, number
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import Surface
from vault.qt.parts.splitters import PaneSplitter
from vault.qt.parts.text import Rule, Text
from vault.qt.parts.verdict import Verdict
from vault.qt.theme import Space
from vault.qt.wording import Said, words_for

from . import formatting
from .editor import NoteEditor
from .finding import FindBar
from .other_version import OtherVersionDialog
from .preview import NotePreview
from .saving import Draft, NoteSaver
from .title import TitleInput
from .tools import NoteTools

WORD = re.compile(r"\S*\w\S*")
PREVIEW_MS = 300
COUNT_MS = 400
HEAD = 60
FOOT = 36


class NotePage(Surface):
    """Shows one note at a time and saves it by itself. Hidden, it holds no text."""

    saved = Signal(bytes)
    """The id of the note that has a new version."""
    versions_wanted = Signal(object)
    """`m.Row`: all versions of the note are to be shown. Everything is saved."""
    closed = Signal()
    """The person is done with it; everything is saved."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__("raised", parent)
        self.setAccessibleName(self.tr("Note"))
        self._operations = operations
        self._loading = 0
        self._is_showing = self._is_wiped = False
        self._modified = self._at = 0
        self.title = TitleInput()
        self.status = Text("", "small", "text-secondary", elide=Qt.TextElideMode.ElideRight, tabular=True)
        self.close_button = Button(self.tr("Close"))
        self.versions_button = Button(self.tr("Versions"), icon="versions")
        self.editor = NoteEditor()
        self.preview = NotePreview()
        self.tools = NoteTools(self.editor)
        self.finder = FindBar(self.editor)
        self.verdict = Verdict()
        self.count = Text("", "small", "text-secondary", tabular=True)
        self.ticked = Text("", "small", "text-secondary", tabular=True)
        self.remark = Text("", "small", "text-secondary", elide=Qt.TextElideMode.ElideRight)
        self.saver = NoteSaver(operations, self._take_text, self)
        self._preview_soon = QTimer(self, singleShot=True, interval=PREVIEW_MS)
        self._count_soon = QTimer(self, singleShot=True, interval=COUNT_MS)
        self._lay_out()
        self._connect()
        self._show_view("write")

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addStretch(1)
        names.addWidget(self.title)
        names.addWidget(self.status)
        names.addStretch(1)
        head = QHBoxLayout()
        head.addStrut(HEAD)
        head.setContentsMargins(Space.XL, 0, Space.XL, 0)
        head.setSpacing(Space.M)
        head.addLayout(names, 1)
        head.addWidget(self.versions_button)
        head.addWidget(self.close_button)
        self._troubles = QWidget()
        troubles = QVBoxLayout(self._troubles)
        troubles.setContentsMargins(Space.XL, Space.M, Space.XL, 0)
        troubles.addWidget(self.verdict)
        self._troubles.hide()
        self.sides = PaneSplitter()
        self.sides.addWidget(self.editor)
        self.sides.addWidget(self.preview)
        foot = QHBoxLayout()
        foot.addStrut(FOOT)
        foot.setContentsMargins(Space.XL, 0, Space.XL, 0)
        foot.setSpacing(Space.L)
        foot.addWidget(self.count)
        foot.addWidget(self.ticked)
        foot.addWidget(self.remark, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self.tools)
        column.addWidget(Rule())
        column.addWidget(self._troubles)
        column.addWidget(self.finder)
        column.addWidget(self.sides, 1)
        column.addWidget(Rule())
        column.addLayout(foot)

    def _connect(self) -> None:
        self.editor.textChanged.connect(self._touch)
        self.title.named.connect(self._name)
        self.title.finished.connect(self.editor.setFocus)
        self.close_button.clicked.connect(self.leave)
        self.versions_button.clicked.connect(self._ask_versions)
        self.tools.views.chosen.connect(self._show_view)
        self.saver.saved.connect(self.saved)
        self.saver.renamed.connect(self.title.show_name)
        self.saver.name_refused.connect(self._refuse_name)
        self.saver.state_changed.connect(lambda _: self._show_state())
        self._preview_soon.timeout.connect(self._preview)
        self._count_soon.timeout.connect(self._count)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, do in (
            ("Escape", self._escape),
            ("Ctrl+W", self.leave),
            ("Ctrl+S", self.saver.save),
            ("Ctrl+Return", self._tick),
            ("Ctrl+Shift+P", self._swap_view),
            ("Ctrl+H", lambda: self.open_find(replacing=True)),
            ("F3", self.finder.go_next),
            ("Shift+F3", self.finder.go_previous),
        ):
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(do)

    def _escape(self) -> None:
        """The bar first, then the note."""
        if self.finder.isVisible():
            self.finder.close_bar()
            self.editor.setFocus()
        else:
            self.leave()

    # What the vault page asks

    @property
    def item(self) -> bytes | None:
        """The note that is open, once it was saved."""
        return self.saver.draft.item if self.saver.draft is not None else None

    def open_note(self, row: m.Row) -> None:
        """Shows a note and lets it be written. What was open before is saved first."""
        if self.saver.has_changes:
            self.saver.flush(lambda: self.open_note(row))
            return
        name = os.fsdecode(row.name)
        self._wipe()
        self._modified = 0
        self.saver.begin(Draft(row.id, row.parent, name, row.version, True))
        self.title.show_name(row.shown)
        self.title.setReadOnly(name != row.shown)
        self._load(row.id)

    def new_note(self, folder: bytes) -> None:
        """An empty note in a folder; it is saved when there is something in it."""
        if self.saver.has_changes:
            self.saver.flush(lambda: self.new_note(folder))
            return
        self._wipe()
        self._modified = 0
        self._is_wiped = False
        self.saver.begin(Draft(None, folder, "", 0, False))
        self.title.setReadOnly(False)
        self.title.show_name("")
        self._show_text("", 0)
        self.tools.views.choose("write")
        self._focus_later()

    def save_pending(self, done: Callable[[], None]) -> None:
        """Saves what is not saved, then calls back; not if that fails, since the text is only here."""
        self._name(self.title.text().strip())
        self.saver.flush(done)

    def leave(self) -> None:
        """The person is done."""

        def over() -> None:
            if isValid(self):
                self._wipe()
                self.saver.begin(None)
                self.closed.emit()

        self.save_pending(over)

    def _ask_versions(self) -> None:
        """What is written is saved before, as the version that is shown then."""
        item = self.item
        if item is not None or self.saver.has_changes:
            self.save_pending(self._tell_versions)

    def _tell_versions(self) -> None:
        item = self.item
        if isValid(self) and item is not None:
            self._operations.details(
                item,
                lambda details: self.versions_wanted.emit(details.row),
                lambda error: self._trouble(words_for(error), []),
            )

    def follow(self, item: bytes) -> None:
        """An older version of a note was made the current one: it is shown, unless something is not saved."""
        if item == self.item and not self.saver.has_changes:
            self._operations.details(item, self._follow, lambda _: None)

    def _follow(self, details: m.Details) -> None:
        draft = self.saver.draft
        if not isValid(self) or draft is None or draft.item != details.row.id or self.saver.has_changes:
            return
        if details.row.version != draft.version:
            self.saver.begin(Draft(draft.item, draft.folder, draft.name, details.row.version, draft.named, draft.line))
            self._load(details.row.id, self.editor.textCursor().position())

    def open_find(self, *, replacing: bool = False) -> None:
        """The bar for finding in the text, and for replacing."""
        if self.editor.isHidden():
            self.tools.views.choose("write")
        self.finder.open(replacing=replacing)

    # Loading

    def _load(self, item: bytes, at: int = 0) -> None:
        self._loading += 1
        loading = self._loading
        self.editor.setReadOnly(True)

        def got(text: m.Text) -> None:
            if isValid(self) and loading == self._loading and self.saver.draft is not None:
                self.saver.draft.version = text.version
                self._modified = text.modified // 1_000_000
                self._show_text(text.text, at)
                self._show_state()
                self._focus_later()

        def failed(error: Exception) -> None:
            if isValid(self) and loading == self._loading and not isinstance(error, VaultLocked):
                self._trouble(words_for(error), [(self.tr("Close"), "secondary", self.leave)])

        self._is_wiped = False
        self._operations.note_text(item, got, failed)

    def _show_text(self, text: str, at: int) -> None:
        self._is_showing = True
        self.editor.show_text(text)
        self._is_showing = False
        self.editor.setReadOnly(False)
        cursor = self.editor.textCursor()
        cursor.setPosition(min(at, self.editor.document().characterCount() - 1))
        self.editor.setTextCursor(cursor)
        long = self.tr("This note is long and shown without formatting.")
        self.remark.setText("" if self.editor.is_formatted else long)
        self._count()
        self._preview_soon.start(0)

    def _focus_later(self) -> None:
        QTimer.singleShot(0, self.editor, self.editor.setFocus)

    def _wipe(self) -> None:
        """No text stays in the widgets, and nothing that could be undone."""
        self._loading += 1
        self._preview_soon.stop()
        self._count_soon.stop()
        self._is_showing = True
        self.editor.clear_text()
        self._is_showing = False
        self.preview.clear_text()
        self.finder.close_bar()
        self.title.show_name("")
        self._end_trouble()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight it is saved and wiped; seen again, the same note is read anew."""
        super().hideEvent(event)
        if not event.spontaneous() and self.saver.draft is not None:
            self.save_pending(self._wipe_hidden)

    def _wipe_hidden(self) -> None:
        if isValid(self) and not self.isVisible() and self.item is not None:
            self._at = self.editor.textCursor().position()
            name = self.title.text()
            self._wipe()
            self.title.show_name(name)
            self._is_wiped = True

    def showEvent(self, event: QShowEvent) -> None:
        """See `hideEvent`."""
        super().showEvent(event)
        if self._is_wiped and self.item is not None:
            self._load(self.item, self._at)

    # Changes

    def _take_text(self) -> str:
        """What is saved now; what is typed from here on is new."""
        self.editor.document().setModified(False)
        return self.editor.text()

    def _touch(self) -> None:
        # Formatting a line anew says that the text has changed, too; it does not make it modified.
        if not self._is_showing and self.editor.document().isModified():
            self.saver.touch()
            self._count_soon.start()
            if not self.preview.isHidden():
                self._preview_soon.start()

    def _name(self, name: str) -> None:
        draft = self.saver.draft
        if draft is None or self.title.isReadOnly():
            return
        if not name and draft.item is not None:
            self.title.show_name(draft.name)
        elif name and name != draft.name:
            self._end_trouble()
            self.saver.rename(name)

    def _refuse_name(self, error: Exception) -> None:
        said = words_for(error)
        self._trouble(said, [(self.tr("Close this"), "secondary", self._end_trouble)], token="warning")

    def _tick(self) -> None:
        if formatting.toggle_check(self.editor.textCursor()):
            self._touch()

    # Views

    def _show_view(self, view: str) -> None:
        had_focus = self.editor.hasFocus()
        self.editor.setVisible(view != "preview")
        self.preview.setVisible(view != "write")
        self.tools.set_writing(view != "preview")
        if view == "both":
            half = max(1, self.sides.width() // 2)
            self.sides.setSizes([half, half])
        if view != "write":
            self._preview()
        if had_focus and view == "preview":
            self.preview.setFocus()

    def _swap_view(self) -> None:
        self.tools.views.choose("preview" if self.tools.views.value() == "write" else "write")

    def _preview(self) -> None:
        if not self.preview.isHidden():
            self.preview.show_text(self.editor.text())

    def _count(self) -> None:
        text = self.editor.text()
        self.count.setText(self.tr("%Ln word(s)", "", sum(1 for _ in WORD.finditer(text))))
        boxes = [entry[4] for line in text.split("\n") if (entry := formatting.ENTRY.match(line)) and entry[4]]
        done = sum(box[1] in "xX" for box in boxes)
        words = self.tr("{done} of {all} done").format(done=number(done), all=number(len(boxes)))
        self.ticked.setText(words if boxes else "")

    # What became of it

    def _show_state(self) -> None:
        state, tone = self.saver.state, "text-secondary"
        if state == "saving":
            words = self.tr("Saving")
        elif state == "changed":
            words = self.tr("Not saved yet")
        elif state in ("conflict", "failed"):
            tone, words = "danger", self.tr("Not saved")
            if self.saver.error is not None and state == "failed":
                words = self.tr("Not saved: {reason}").format(reason=words_for(self.saver.error).happened)
        elif self.saver.saved_at:
            words = self.tr("Saved {moment}").format(moment=moment(round(1000 * self.saver.saved_at)))
        elif self._modified:
            words = self.tr("Saved {moment}").format(moment=moment(self._modified))
        else:
            words = self.tr("New note") if self.saver.draft is not None else ""
        self.status.setText(words)
        self.status.set_tone(tone)
        if state == "conflict":
            self._tell_conflict()
        elif state == "failed" and self.saver.error is not None:
            if not isinstance(self.saver.error, VaultLocked):
                self._trouble(words_for(self.saver.error), [(self.tr("Try again"), "secondary", self.saver.retry)])
        elif state == "clean":
            self._end_trouble()

    def _tell_conflict(self) -> None:
        said = Said(
            self.tr("This note was changed elsewhere meanwhile."),
            self.tr("Your text is here, and the other version is in the vault."),
            self.tr("Keep both, or look at the other one first."),
        )
        acts = [
            (self.tr("Save as a new note"), "secondary", self.saver.save_as_new),
            (self.tr("Show the other version"), "link", self._show_other),
        ]
        self._trouble(said, acts, token="warning")

    def _show_other(self) -> None:
        item = self.item
        if item is None:
            return

        def got(text: m.Text) -> None:
            if isValid(self) and self.item == item:
                dialog = OtherVersionDialog(text, self.window())
                dialog.new_wanted.connect(self.saver.save_as_new)
                dialog.over_wanted.connect(lambda: self.saver.save_over(text.version))
                dialog.open()

        self._operations.note_text(item, got, lambda error: self._trouble(words_for(error), []))

    def _trouble(self, said: Said, acts: list[tuple[str, str, Callable[[], None]]], token: str = "danger") -> None:
        self.verdict.say(said, acts, token=token)
        self._troubles.show()

    def _end_trouble(self) -> None:
        self.verdict.clear()
        self._troubles.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Times of the status line are told in the words of the day."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LocaleChange:
            self._show_state()
