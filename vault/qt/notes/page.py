"""The page of a note: its name, its text, and what became of the last change. It takes the place of the detail."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import VaultLocked
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button, IconButton
from vault.qt.parts.dialogs import Surface
from vault.qt.parts.splitters import PaneSplitter
from vault.qt.parts.text import Rule, Text
from vault.qt.parts.verdict import Verdict
from vault.qt.theme import Space
from vault.qt.wording import Said, words_for
from vault.sandbox.client import SandboxWorker

from . import formatting
from .completion import LinkCompletion
from .conflict import Act, Conflict
from .editor import NoteEditor
from .finding import FindBar
from .foot import NoteFoot
from .linking import Linking
from .outline import Outline
from .pictures import NotePictures
from .preview import NotePreview
from .saving import Draft, NoteSaver
from .status import words_of_state
from .survey import Survey, Surveyor
from .title import TitleInput
from .tools import NoteTools

PREVIEW_MS = 300
HEAD = 60


class NotePage(Surface):
    """Shows one note at a time and saves it by itself. Hidden, it holds no text."""

    saved = Signal(bytes)
    """The id of the note that has a new version."""
    versions_wanted = Signal(object)
    """`m.Row`: all versions of the note are to be shown. Everything is saved."""
    item_wanted = Signal(object)
    """`m.Row`: a link was followed. The note stays as it is until something takes its place."""
    closed = Signal()
    """The person is done with it; everything is saved."""

    def __init__(
        self, operations: Operations, worker: SandboxWorker | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("raised", parent)
        self.setAccessibleName(self.tr("Note"))
        self._operations = operations
        self._loading = 0
        self._is_showing = self._is_wiped = False
        self._told_state = ""
        self._modified = self._at = 0
        self.title = TitleInput()
        self.status = Text("", "small", "text-secondary", elide=Qt.TextElideMode.ElideRight, tabular=True)
        self.close_button = Button(self.tr("Close"))
        self.versions_button = Button(self.tr("Versions"), icon="versions")
        self.back_button = IconButton("back", self.tr("Back to the note before"), shortcut="Alt+Left")
        self.back_button.hide()
        self.outline_button = IconButton("list-dashes", self.tr("Outline"), shortcut="Ctrl+Shift+J")
        self.outline_button.setCheckable(True)
        self.outline = Outline()
        self.editor = NoteEditor()
        self.preview = NotePreview()
        self.tools = NoteTools(self.editor)
        self.finder = FindBar(self.editor)
        self.verdict = Verdict()
        self.foot = NoteFoot()
        self.saver = NoteSaver(operations, self._take_text, self)
        self.surveyor = Surveyor(self.editor.text, self)
        self.linking = Linking(operations, self.editor, self.preview, self)
        self.pictures = NotePictures(operations, worker, self.linking.row, self)
        self.completion = LinkCompletion(operations, self.editor, self)
        self.conflict = Conflict(operations, self.saver, self.editor.text, self)
        self._preview_soon = QTimer(self, singleShot=True, interval=PREVIEW_MS)
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
        head.addWidget(self.back_button)
        head.addLayout(names, 1)
        head.addWidget(self.outline_button)
        head.addWidget(self.versions_button)
        head.addWidget(self.close_button)
        self._troubles = QWidget()
        troubles = QVBoxLayout(self._troubles)
        troubles.setContentsMargins(Space.XL, Space.M, Space.XL, Space.S)
        troubles.addWidget(self.verdict)
        self._troubles.hide()
        self.sides = PaneSplitter()
        self.sides.addWidget(self.editor)
        self.sides.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self.tools)
        column.addWidget(Rule())
        column.addWidget(self._troubles)
        column.addWidget(self.finder)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.outline)
        middle.addWidget(self.sides, 1)
        column.addLayout(middle, 1)
        column.addWidget(Rule())
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.editor.textChanged.connect(self._touch)
        self.title.named.connect(self._name)
        self.title.finished.connect(self.editor.setFocus)
        self.close_button.clicked.connect(self.leave)
        self.versions_button.clicked.connect(self._ask_versions)
        self.tools.views.chosen.connect(self._show_view)
        self.saver.saved.connect(self.saved)
        self.saver.saved.connect(self._know_note)
        self.saver.renamed.connect(self.title.show_name)
        self.saver.name_refused.connect(self._refuse_name)
        self.saver.state_changed.connect(lambda _: self._show_state())
        self._preview_soon.timeout.connect(self._preview)
        self._connect_links()
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, words, do in (
            ("Escape", self.tr("Close the find bar, then the note"), self._escape),
            ("Ctrl+W", self.tr("Close"), self.leave),
            ("Ctrl+S", self.tr("Save now"), self.saver.save),
            ("Ctrl+Return", self.tr("Tick the line, or take the tick away"), self._tick),
            ("Alt+Return", self.tr("Follow the link"), self.editor.follow_link),
            ("Ctrl+Shift+P", self.tr("Write, preview, both"), self._swap_view),
            ("Ctrl+H", self.tr("Find and replace"), lambda: self.open_find(replacing=True)),
            ("F3", self.tr("Find the next"), self.finder.go_next),
            ("Shift+F3", self.tr("Find the one before"), self.finder.go_previous),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, context=context)
            shortcut.setWhatsThis(words)
            shortcut.activated.connect(do)

    def _connect_links(self) -> None:
        """What the text says of itself, where its links lead, and what others make of it meanwhile."""
        self.surveyor.told.connect(self._take_survey)
        self.preview.ticked.connect(self._tick_in_preview)
        self.linking.item_wanted.connect(self.item_wanted)
        self.foot.item_wanted.connect(self.item_wanted)
        self.linking.linked_from.connect(self.foot.show_back)
        self.preview.picture_of = self.pictures.picture
        for news in (self.linking.known, self.pictures.drawn):
            news.connect(self._preview_soon.start)
        self.linking.refused.connect(self._refuse_link)
        self.conflict.told.connect(partial(self._trouble, token="warning"))
        self.conflict.settled.connect(self.follow)
        self.conflict.failed.connect(self._fail)
        self.outline_button.toggled.connect(self._show_outline)
        self.outline.line_wanted.connect(self._go_to_line)
        self.editor.cursorPositionChanged.connect(self._mark_heading)
        self._operations.changed.connect(self._heed)

    def _escape(self) -> None:
        """From the outline to the text; the bar first, then the note."""
        if self.outline.view.hasFocus():
            self.editor.setFocus()
        elif self.finder.isVisible():
            self.finder.close_bar()
            self.editor.setFocus()
        else:
            self.leave()

    # What the vault page asks

    @property
    def item(self) -> bytes | None:
        """The note that is open, once it was saved."""
        return self.saver.draft.item if self.saver.draft is not None else None

    def open_note(self, row: m.Row, at: int = 0) -> None:
        """Shows a note and lets it be written, from letter `at` on. What was open before is saved first."""
        if self.saver.has_changes:
            self.saver.flush(lambda: self.open_note(row, at))
            return
        name = os.fsdecode(row.name)
        self._wipe()
        self._modified = 0
        self.saver.begin(Draft(row.id, row.parent, name, row.version, True))
        self.linking.begin(row.id)
        self.completion.item = row.id
        self.title.show_name(row.shown)
        self.title.setReadOnly(name != row.shown)
        self._load(row.id, at)

    def new_note(self, folder: bytes) -> None:
        """An empty note in a folder; it is saved when there is something in it."""
        if self.saver.has_changes:
            self.saver.flush(lambda: self.new_note(folder))
            return
        self._wipe()
        self._modified = 0
        self._is_wiped = False
        self.saver.begin(Draft(None, folder, "", 0, False))
        self.linking.begin(None)
        self.completion.item = None
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
                self.linking.begin(None)
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
                self._fail,
            )

    def _fail(self, error: Exception) -> None:
        if isValid(self) and not isinstance(error, VaultLocked):
            self._trouble(words_for(error), [])

    def _heed(self, changes: m.Changes) -> None:
        """Somebody else may have changed it: what is not being written here is read anew."""
        item = self.item
        if item is not None and not self._is_wiped and (changes.everything or item in changes.updated):
            self.follow(item)

    def follow(self, item: bytes) -> None:
        """Another version of a note is the current one: it is shown, unless something is not saved."""
        if item == self.item and not self.saver.has_changes:
            self._operations.details(item, self._follow, lambda _: None)

    def _follow(self, details: m.Details) -> None:
        draft = self.saver.draft
        if not isValid(self) or draft is None or draft.item != details.row.id or self.saver.has_changes:
            return
        row = details.row
        if row.version != draft.version:
            self.saver.begin(Draft(draft.item, row.parent, os.fsdecode(row.name), row.version, draft.named, draft.line))
            self.title.show_name(row.shown)
            self._load(row.id, self.editor.textCursor().position(), focus=False)

    def open_find(self, *, replacing: bool = False) -> None:
        """The bar for finding in the text, and for replacing."""
        if self.editor.isHidden():
            self.tools.views.choose("write")
        self.finder.open(replacing=replacing)

    # Loading

    def _load(self, item: bytes, at: int = 0, *, focus: bool = True) -> None:
        self._loading += 1
        loading = self._loading
        self.editor.setReadOnly(True)

        def got(text: m.Text) -> None:
            if isValid(self) and loading == self._loading and self.saver.draft is not None:
                self.saver.draft.version = text.version
                self._modified = text.modified // 1_000_000
                self._show_text(text.text, at)
                self._show_state()
                if focus:
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
        self.foot.remark.setText("" if self.editor.is_formatted else long)
        self.surveyor.begin()
        QTimer.singleShot(0, self, self._preview)

    def _focus_later(self) -> None:
        QTimer.singleShot(0, self.editor, self.editor.setFocus)

    def _wipe(self) -> None:
        """No text stays in the widgets, and nothing that could be undone."""
        self._loading += 1
        self._preview_soon.stop()
        self.surveyor.stop()
        self.pictures.forget()
        self.completion.close()
        self._take_survey(Survey())
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
        if not (self._is_showing or self.editor.is_restyling) and self.editor.document().isModified():
            self.saver.touch()
            self.surveyor.ask()
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

    def _know_note(self, item: bytes) -> None:
        """A note that is new has an id by now."""
        self.linking.name_note(item)
        self.completion.item = item

    def _refuse_name(self, error: Exception) -> None:
        said = words_for(error)
        self._trouble(said, [(self.tr("Close this"), "secondary", self._end_trouble)], token="warning")

    def _tick(self) -> None:
        if not self.editor.isReadOnly() and formatting.toggle_check(self.editor.textCursor()):
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

    def _take_survey(self, survey: Survey) -> None:
        """What is in the text by now."""
        self.foot.show_survey(survey)
        self.outline.show_headings(survey.headings)
        self._mark_heading()
        self.linking.look(survey.items)

    def _tick_in_preview(self, box: int, count: int) -> None:
        """A box of the preview is the same one of the text, unless they count differently."""
        block = formatting.box_of(self.editor.document(), box, count)
        if block is not None and not self.editor.isReadOnly():
            formatting.toggle_check(QTextCursor(block))
            QTimer.singleShot(0, self, self._preview)

    def _show_outline(self, on: bool) -> None:
        """The keyboard goes there, and back."""
        self.outline.setVisible(on)
        self._mark_heading()
        (self.outline.view if on and self.outline.model.headings else self.editor).setFocus()

    def _go_to_line(self, line: int) -> None:
        """A heading that was chosen stands at the top, in the preview, too."""
        if self.preview.isVisible():
            self.preview.go_to_heading(self.outline.view.currentIndex().row())
        if self.editor.isVisible():
            self.editor.go_to_line(line)

    def _mark_heading(self) -> None:
        if not self.outline.isHidden():
            self.outline.mark_line(self.editor.textCursor().blockNumber())

    def _refuse_link(self, said: Said, row: m.Row | None) -> None:
        """A link leads to nothing that can be shown."""
        acts: list[Act] = [(self.tr("Close this"), "secondary", self._end_trouble)]
        if row is not None:
            acts.insert(0, (self.tr("Show it in the trash"), "link", partial(self.item_wanted.emit, row)))
        self._trouble(said, acts, token="warning")

    # What became of it

    def _show_state(self) -> None:
        state = self.saver.state
        words, tone = words_of_state(self.saver, self._modified)
        self.status.setText(words)
        self.status.set_tone(tone)
        if state == "conflict":
            self.conflict.tell()
        elif state == "failed" and self.saver.error is not None:
            if not isinstance(self.saver.error, VaultLocked):
                self._trouble(words_for(self.saver.error), [(self.tr("Try again"), "secondary", self.saver.retry)])
        elif state == "clean" and self._told_state != "clean":
            self._end_trouble()
        self._told_state = state

    def _trouble(self, said: Said, acts: list[Act], token: str = "danger") -> None:
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
