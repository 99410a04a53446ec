"""The main window's page of an open vault: toolbar, three panes, and the bar of long work below.

It puts the parts of `browse` together and sends what a person wants from one to the other; each of them knows its own
business. Dialogs and the note editor are imported when they are needed first.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.activity.acts import ActivityActs
from vault.qt.activity.events import make_bell
from vault.qt.clipboard_note import ClipboardNote
from vault.qt.first_steps.acts import FirstSteps
from vault.qt.health.acts import HealthActs
from vault.qt.keys.acts import KeyActs
from vault.qt.moving.intake import FileIntake
from vault.qt.moving.opener import Opener
from vault.qt.moving.outlet import Outlet
from vault.qt.operations import Operations
from vault.qt.parts.bars import Toolbar
from vault.qt.parts.dialogs import Surface
from vault.qt.parts.toasts import ToastStack
from vault.qt.parts.work import WorkBar
from vault.qt.sharing.acts import SharingActs
from vault.qt.wording import Said
from vault.qt.works import Works
from vault.sandbox.client import SandboxWorker

from .browse.detail_pane import DetailPane
from .browse.item_acts import ItemActs
from .browse.item_view import ItemView
from .browse.kept_layout import KeptLayout
from .browse.labels import Labels
from .browse.list_acts import ListActs
from .browse.list_pane import ListPane
from .browse.notices import Notices
from .browse.page_keys import bind_keys
from .browse.pages import Pages
from .browse.panes import Panes
from .browse.places import ACTIVITY, ALL, CONTACTS, KEYS, TRASH, FolderTree, Place, Throttle
from .browse.row_words import RowWords
from .browse.searching import Searching
from .browse.side_pane import SidePane
from .browse.text_reading import TextReading
from .browse.thumbnails import Thumbnails
from .browse.vault_menu import VaultMenu
from .browse.version_acts import VersionActs
from .browse.wayfinding import Wayfinder
from .browse.writing import Writing

if TYPE_CHECKING:
    from vault.qt.notes.page import NotePage
    from vault.qt.settings import Settings


PREPARE_MS = 400


class VaultPage(Surface):
    """An open vault, from `begin` on. It dies with the lock, and with it everything it has shown."""

    lock_wanted = Signal()
    settings_wanted = Signal()

    def __init__(
        self, operations: Operations, works: Works, facts: m.Facts, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__("background", parent)
        self.vault_name = facts.name
        self.setAccessibleName(facts.name)
        self._operations, self._works, self.settings = operations, works, settings
        self.facts = facts
        self._worker = SandboxWorker()
        self.destroyed.connect(self._worker.close)
        self.tree = FolderTree(operations, self)
        self.labels = Labels(operations, self)
        self.reading = TextReading(operations.connection, self._worker, self)
        operations.changed.connect(self.reading.wake)
        self.thumbnails = Thumbnails(operations, self._worker, self)
        self.words = RowWords(self.tree, self.thumbnails.picture, self.labels.token)
        self.menu = VaultMenu(operations, self.tree, lambda: self.facts, self)
        self.toolbar = Toolbar(facts.name, self.menu, self)
        self.notices = Notices(facts, self)
        self.panes = Panes(self)
        self.sidebar = SidePane(self.tree, self.labels, self.panes.outer)
        self.list = ListPane(operations, self.tree, self.words, self.panes.inner)

    def begin(self) -> None:
        """The rest of it, and its first rows. To be called once, in another turn of the event loop: all at once takes
        longer than a window may stand still."""
        operations, facts = self._operations, self.facts
        self.right = QStackedWidget(self.panes.inner)
        self.detail = DetailPane(operations, self.tree, self._worker, self.labels.token, self.right)
        self.panes.hold(self.sidebar, self.list, self.right)
        self.bar = WorkBar(self)
        self.toasts = ToastStack(self, above=lambda: 0 if self.bar.isHidden() else self.bar.height())
        self.acts = ItemActs(operations, self.tree, self.labels, self.toasts.show_toast, self)
        self.versions = VersionActs(operations, self._worker, self.toasts.show_toast, self.acts.complain, self)
        field = self.toolbar.search
        self.ways = Wayfinder(operations, self.tree, self.labels, self.sidebar, self.list, field, self)
        self.go, self.go_up, self.reveal = self.ways.go, self.ways.go_up, self.ways.reveal
        self.writing = Writing(operations, self._worker, self.right, self.list, self.ways, self)
        self.search = Searching(operations, self.labels, self.acts.labels, self.sidebar, self.list, field, self)
        self._count = Throttle(operations.refresh_facts, self, 1000)
        self._told = Throttle(self._show_works, self, 1)  # whoever begins work does not wait for its line
        self._lay_out()
        self._connect()
        self._connect_sidebar()
        self._connect_rows()
        self._connect_detail()
        bind_keys(self)
        self.intake = FileIntake(operations, self, self.ways.current_folder, self)
        self.outlet = Outlet(operations, self)
        self.opener = Opener(operations, facts, self.toasts.show_toast, self.reveal, self)
        self.bar.add_side(self.opener.side, ClipboardNote(self.bar))
        self._add_bell(operations)
        self._add_sharing(operations)
        self.steps = FirstSteps(operations, self)
        self.take_facts(facts)
        if facts.read_only is not None:
            self._set_read_only()
        self.list_acts = ListActs(self, operations, self)
        self.setFocusProxy(self.list.view)
        KeptLayout(self.panes, self.list, self.settings, self)
        self.tree.refresh()
        self.labels.refresh()
        self.sidebar.go(ALL)
        self._show_works()
        QTimer.singleShot(PREPARE_MS, self, self._prepare)

    def _prepare(self) -> None:
        """What the first choice and the first work need, at quiet moments: at first the page itself is waited for."""
        self.detail.prepare()
        QTimer.singleShot(PREPARE_MS, self, self._worker.warm)
        QTimer.singleShot(2 * PREPARE_MS, self, lambda: self.bar.line)

    def _lay_out(self) -> None:
        self.keys = KeyActs(self._operations, lambda: self.facts, self.toasts.show_toast, self)
        self.activity = ActivityActs(self._operations, self.toasts.show_toast, self)
        ways = self.settings, self.menu, self.keys, self.go
        self.health = HealthActs(self._operations, lambda: self.facts, self.toasts.show_toast, *ways, self)
        self.health.standing.connect(self.sidebar.show_health)
        self.right.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.toolbar, self.notices, self.keys.banners):
            column.addWidget(widget)
        column.addWidget(self.panes, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        """Toolbar, sidebar, bar, and the vault's own news."""
        self.keys.page_wanted.connect(lambda: self.go(KEYS))
        self.notices.reencryption_wanted.connect(self._operations.reencrypt)
        self.toolbar.lock.clicked.connect(self.lock_wanted)
        self.toolbar.note.clicked.connect(self.new_note)
        self.toolbar.add.clicked.connect(self.add_files)
        self.menu.lock_wanted.connect(self.lock_wanted)
        self.menu.settings_wanted.connect(self.settings_wanted)
        self.menu.add_folder_wanted.connect(self._add_folder)
        self.menu.reveal_wanted.connect(self.reveal)
        self.panes.sidebar_moved.connect(self.toolbar.set_sidebar_width)
        self.panes.narrowed.connect(self.detail.top.setVisible)
        self.ways.left.connect(self._leave_place)
        self.ways.failed.connect(self.acts.complain)
        self.search.shown.connect(self._show_found)
        self.search.failed.connect(self.acts.complain)
        self._works.changed.connect(self._told.ask)
        self.bar.cancel_wanted.connect(self._works.cancel)
        self.bar.act_wanted.connect(self._works.act)
        self.bar.read.connect(self._works.drop)
        self._operations.facts_changed.connect(self.take_facts)
        self._operations.changed.connect(self._count.ask)
        self._operations.failed.connect(self._warn)
        self._operations.connection.ended.connect(self._forget)
        self._operations.connection.became_read_only.connect(self._become_read_only)
        self.tree.changed.connect(lambda: self.take_facts(self.facts))
        self.labels.coloured.connect(self._recolour)

    def _warn(self, said: Said) -> None:
        self.toasts.show_toast("warning", said.whole)

    def _connect_sidebar(self) -> None:
        """What is done with folders, tags and saved searches where they stand."""
        labels = self.acts.labels
        self.sidebar.entered.connect(self.enter_list)
        self.sidebar.menu_wanted.connect(self.acts.folder_menu)
        self.sidebar.rename_wanted.connect(self.acts.ask_folder_name)
        self.sidebar.move_wanted.connect(self.acts.move)
        self.sidebar.trash_wanted.connect(self.acts.trash_ids)
        self.sidebar.tag_wanted.connect(labels.tag_ids)
        self.sidebar.favourite_wanted.connect(labels.favourite_ids)
        self.sidebar.label_menu_wanted.connect(labels.menu)
        self.sidebar.label_rename_wanted.connect(labels.ask_rename)
        self.sidebar.label_removal_wanted.connect(labels.ask_remove)
        labels.tag_renamed.connect(self.ways.follow_tag)

    def _connect_rows(self) -> None:
        """The list, the detail, and what is done with rows."""
        for view in (self.list.view, self.list.hits):
            view.chosen.connect(self._look)
            view.opened.connect(self.open_row)
            view.removal_wanted.connect(self._remove)
            view.up_wanted.connect(self.go_up)
            view.menu_wanted.connect(self._open_menu)
            view.drag_wanted.connect(self._drag)
            view.items.rename_wanted.connect(self.acts.rename)
            view.items.move_wanted.connect(self.acts.move)
            self.acts.refused.connect(view.items.name_failed)
            self.thumbnails.drawn.connect(view.items.tell_item)
        self.thumbnails.in_sight = self._ids_in_sight
        self.list.items.failed.connect(self.acts.complain)
        self.list.emptied.connect(lambda _: self.detail.invite(self.list.has_rows))
        self.list.new_folder_wanted.connect(lambda: self.acts.ask_folder(self.list.folder()))
        self.list.empty_trash_wanted.connect(self._ask_empty_trash)
        self.list.up_wanted.connect(self.go_up)
        self.acts.open_wanted.connect(self.open_row)
        self.acts.edit_wanted.connect(self.edit_note)
        self.acts.rename_wanted.connect(lambda _: self._rename())
        self.acts.copy_out_wanted.connect(self._copy_out)
        self.acts.made.connect(self._show_made)

    def _connect_detail(self) -> None:
        """What is done with what is chosen, and with its versions."""
        self.detail.act_wanted.connect(self.act)
        self.detail.menu_wanted.connect(self._open_menu)
        self.detail.back_wanted.connect(self._back)
        self.detail.add_tag_wanted.connect(lambda: self.act("tags"))
        self.detail.remove_tag_wanted.connect(
            lambda tag: self.with_rows(lambda rows: self.acts.labels.remove_tag(rows, tag))
        )
        self.detail.restore_version_wanted.connect(self.versions.make_current)
        self.detail.version_menu_wanted.connect(self.versions.menu)
        self.detail.all_versions_wanted.connect(self._show_versions)
        self.versions.copy_out_wanted.connect(self._copy_version_out)
        self.versions.restored.connect(self.writing.follow)
        self.writing.opened.connect(lambda: self.panes.show_detail(True))
        self.writing.closed.connect(self._close_editor)
        self.writing.versions_wanted.connect(self._show_versions)

    def _add_bell(self, operations: Operations) -> None:
        """Plain copies in other programs, and the bell that hears of them and of all else."""
        self.menu.copies_wanted.connect(self.opener.show_copies)
        self.acts.open_with_wanted.connect(self.opener.open_asking)
        told = self.opener, self.toasts, self.notices, self.keys.banners
        self.bell = make_bell(operations, *told, self.toolbar.events, self)
        self.bell.activity_wanted.connect(lambda: self.go(ACTIVITY))

    def _add_sharing(self, operations: Operations) -> None:
        """Shares that go out and come in, contacts, and the pages of both."""
        tell = self.toasts.show_toast
        self.sharing = SharingActs(operations, self._worker, self.tree, lambda: self.facts, tell, self)
        page_of, parts = self._page_of, (self.sidebar, self.list, self.toolbar, self.writing)
        self.pages = Pages(self.panes, self.ways, *parts, page_of, self)
        self.acts.share_wanted.connect(self.sharing.share)
        self.menu.share_wanted.connect(self.sharing.choose_share)
        self.sharing.folder_wanted.connect(lambda folder: self.go(Place("folder", folder)))
        self.sharing.item_wanted.connect(self.reveal)
        self.activity.item_wanted.connect(self.reveal)
        self.sharing.contacts_wanted.connect(lambda: self.go(CONTACTS))
        self.sharing.add_wanted.connect(self.intake.take)
        self.intake.special, self.intake.take_special = self.sharing.words_for_drop, self.sharing.take_dropped

    def _page_of(self, view: str) -> QWidget:
        pages: dict[str, KeyActs | ActivityActs | HealthActs] = {
            "keys": self.keys,
            "activity": self.activity,
            "health": self.health,
        }
        return pages[view].page if view in pages else self.sharing.page_of(view)

    def enter_list(self) -> None:
        """The keyboard goes on to the rows."""
        self.list.current_view.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def editor(self) -> NotePage:
        """The note editor."""
        return self.writing.editor

    # What the shell asks

    def set_idle_text(self, words: str, short: str = "") -> None:
        """When it locks by itself."""
        self.toolbar.set_idle(words, short)

    def save_pending(self, done: Callable[[], None]) -> None:
        """Lets an open note be saved, then calls back."""
        self.writing.save_pending(done)

    def focus_search(self) -> None:
        """Ctrl+F: in a note that is written its own bar, else the search of the vault."""
        if self.writing.has_focus:
            self.editor.open_find()
            return
        self.toolbar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.toolbar.search.selectAll()

    def new_note(self) -> None:
        """Ctrl+N: a note in the folder that is shown."""
        if not self.acts.read_only:
            self.writing.new_note()

    def add_files(self) -> None:
        """Ctrl+O."""
        if not self.acts.read_only:
            self.intake.choose_files()

    def _add_folder(self) -> None:
        self.intake.choose_folder()

    def take_facts(self, facts: m.Facts) -> None:
        """What the vault is by now."""
        self.facts = facts
        self.sidebar.show_facts(facts)
        self.keys.banners.show_facts(facts)

    # Going about

    def _leave_place(self) -> None:
        """Another place is shown: nothing of it is chosen."""
        self._back()
        self.detail.show_rows([], 0)

    def _show_found(self, any_hits: bool) -> None:
        self._back()
        if not any_hits:
            self.detail.show_rows([], 0)

    def _recolour(self) -> None:
        for view in self._views():
            view.items.tell()
        self.detail.recolour()

    # What is chosen

    def _views(self) -> tuple[ItemView, ItemView]:
        return self.list.view, self.list.hits

    def _in_trash(self) -> bool:
        return self.list.place == TRASH and not self.list.query

    def _look(self) -> None:
        view = self.list.current_view
        if self.sender() in self._views() and self.sender() is not view:
            return
        rows, count = view.chosen_rows(), view.chosen_count()
        if self.writing.is_open:
            if count == 1 and rows and rows[0].id != self.editor.item:
                self.editor.leave()
            return
        self.detail.show_rows(rows, count)

    def with_rows(self, do: Callable[[list[m.Row]], None]) -> None:
        """Calls with all chosen rows, those that are not here fetched before."""
        view = self.list.current_view
        if view is self.list.view:
            self.list.items.gather(view.ranges(), do)
        else:
            do(view.chosen_rows())

    def _ask_empty_trash(self) -> None:
        """With how much it is, where that is quickly known."""
        count = self.list.items.rowCount()
        whole = [range(count)] if count <= m.MOST_ROWS else []
        self.list.items.gather(whole, lambda rows: self.acts.ask_empty_trash(count, rows))

    def _remove(self) -> None:
        self.act("remove" if self._in_trash() else "trash")

    def act(self, name: str) -> None:
        """One of the detail's acts, for all that is chosen."""
        if self.pages.is_shown:
            return
        acts: dict[str, Callable[[list[m.Row]], None]] = {
            "share": lambda rows: self.sharing.share(rows) if rows[0].trashed is None else None,
            "edit": lambda rows: self.edit_note(rows[0]),
            "open": lambda rows: self.open_row(rows[0]),
            "restore": self.acts.restore,
            "copy-out": self._copy_out,
            "open-with": lambda rows: self.opener.open_asking(rows[0]) if len(rows) == 1 else None,
            "move": self.acts.ask_move,
            "trash": self.acts.trash,
            "remove": self.acts.ask_remove,
            "favourite": self.acts.labels.favourite,
            "tags": self.acts.labels.ask_tags,
        }
        self.with_rows(lambda rows: acts[name](rows) if rows else None)

    def open_row(self, row: m.Row) -> None:
        """Enter: into a folder, the editor of a note, the preview of a file; of one without, another program."""
        if row.kind == "file" and row.trashed is None and self.detail.is_blank(row):
            self.opener.open_row(row)
        elif row.trashed is not None or row.kind == "file":
            self.panes.show_detail(True)
            self.detail.focus_preview()
        elif row.kind == "folder":
            self.go(Place("folder", row.id))
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.acts.read_only:
            self.panes.show_detail(True)
        else:
            self.edit_note(row)

    def edit_note(self, row: m.Row) -> None:
        """Opens the editor on a note."""
        self.writing.edit(row)

    def _close_editor(self) -> None:
        self._back()
        self._look()

    def _back(self) -> None:
        self.panes.show_detail(False)

    def _rename(self) -> None:
        view = self.list.current_view
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        rows = view.ranges()
        if rows:
            view.edit(view.items.index(rows[0][0], 0))

    def _show_made(self, item: bytes) -> None:
        """A folder that was made is chosen where it can be seen."""
        if self.list.place is not None and self.list.place.view == "folder":
            self.list.reveal_when_there(item)

    def _open_menu(self, place: QPoint) -> None:
        self.with_rows(lambda rows: self.acts.menu(rows, place) if rows else self.list_acts.ground_menu(place))

    def _copy_out(self, rows: list[m.Row]) -> None:
        self.outlet.save_out(rows)

    def _copy_version_out(self, row: m.Row, version: int) -> None:
        self.outlet.save_out([row], version=version)

    def _show_versions(self, row: m.Row) -> None:
        from vault.qt.dialogs.versions import VersionsDialog

        VersionsDialog(self._operations, row, self.versions, self.window()).open()

    def _drag(self) -> None:
        self.outlet.start_drag(self.list.current_view.chosen_rows(), self.list.current_view)

    def _ids_in_sight(self) -> list[bytes]:
        view = self.list.current_view
        return [row.id for row in map(view.items.row, view.seen()) if row is not None]

    # The rest

    def _forget(self) -> None:
        """The vault is locked. The page dies soon; what it holds of the vault goes now."""
        self.thumbnails.forget()
        self.toolbar.search.clear()
        self.list.forget()
        self.detail.show_rows([], 0)
        self.tree.show(())
        self.labels.show(m.Order((), (), 0))
        self.reading.end()
        self._worker.close(wait=False)

    def _show_works(self) -> None:
        self.bar.show_jobs(self._works.jobs())

    def _become_read_only(self, reason: str) -> None:
        self.take_facts(dataclasses.replace(self.facts, read_only=reason))
        self.notices.became_read_only()
        self._set_read_only()

    def _set_read_only(self) -> None:
        self.acts.set_read_only()
        self.sharing.set_read_only()
        self.keys.set_read_only()
        self.detail.read_only = self.opener.read_only = self.versions.read_only = True
        reason = self.tr("The vault can only be read now")
        for button in (self.toolbar.add, self.toolbar.note, self.list.new_folder, self.list.empty_trash):
            button.set_blocked(reason)
        self.menu.set_read_only()
        for view in self._views():
            view.setEditTriggers(ItemView.EditTrigger.NoEditTriggers)
