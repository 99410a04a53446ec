"""The main window's page of an open vault: toolbar, three panes, and the bar of long work below.

It puts the parts of `browse` together and sends what a person wants from one to the other; each of them knows its own
business. Dialogs and the note editor are imported when they are needed first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.moving.intake import FileIntake
from vault.qt.moving.outlet import Outlet
from vault.qt.operations import Operations
from vault.qt.parts.bars import Toolbar
from vault.qt.parts.dialogs import Surface
from vault.qt.parts.toasts import ToastStack
from vault.qt.parts.work import WorkBar
from vault.qt.works import Works
from vault.sandbox.client import SandboxWorker

from .browse.detail_pane import DetailPane
from .browse.item_acts import ItemActs
from .browse.item_view import ItemView
from .browse.list_pane import ListPane
from .browse.live_search import LiveSearch
from .browse.notices import Notices
from .browse.panes import Panes
from .browse.places import ALL, NOTES, RECENT, TOP, TRASH, FolderTree, Place, Throttle, place_name
from .browse.row_words import RowWords
from .browse.side_pane import SidePane
from .browse.thumbnails import Thumbnails
from .browse.vault_menu import VaultMenu

if TYPE_CHECKING:
    from vault.qt.notes.page import NotePage
    from vault.qt.settings import Settings


class VaultPage(Surface):
    """An open vault. It dies with the lock, and with it everything it has shown."""

    lock_wanted = Signal()
    settings_wanted = Signal()

    def __init__(
        self, operations: Operations, works: Works, facts: m.Facts, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__("background", parent)
        self.vault_name = facts.name
        self.setAccessibleName(facts.name)
        self._operations, self._works, self._settings = operations, works, settings
        self.facts = facts
        self._is_known_folder = False
        self._worker = SandboxWorker()
        self.destroyed.connect(self._worker.close)
        self.tree = FolderTree(operations, self)
        self.thumbnails = Thumbnails(operations, self._worker, self)
        self.words = RowWords(self.tree, self.thumbnails.picture)
        self.menu = VaultMenu(operations, lambda: self.facts, self)
        self.toolbar = Toolbar(facts.name, self.menu)
        self.notices = Notices(facts)
        self.sidebar = SidePane(self.tree)
        self.list = ListPane(operations, self.tree, self.words)
        self.detail = DetailPane(operations, self.tree, self._worker)
        self.right = QStackedWidget()
        self.panes = Panes(self.sidebar, self.list, self.right)
        self.bar = WorkBar()
        self.toasts = ToastStack(self, above=lambda: 0 if self.bar.isHidden() else self.bar.height())
        self.acts = ItemActs(operations, self.tree, self.toasts.show_toast, self)
        self.search = LiveSearch(operations, self)
        self._count = Throttle(operations.refresh_facts, self, 1000)
        self._lay_out()
        self._connect()
        self._connect_rows()
        self._connect_keys()
        self.intake = FileIntake(operations, self, self._current_folder, self)
        self.outlet = Outlet(operations, self)
        self._editor: NotePage | None = None
        self.take_facts(facts)
        if facts.read_only is not None:
            self._set_read_only()
        self._show_density("density")
        settings.changed.connect(self._show_density)
        self.setFocusProxy(self.list.view)
        self.tree.refresh()
        self.sidebar.go(ALL)
        self._show_works()
        self._worker.warm()

    def _lay_out(self) -> None:
        self.right.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.toolbar, self.notices):
            column.addWidget(widget)
        column.addWidget(self.panes, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        """Toolbar, sidebar, bar, and the vault's own news."""
        self.toolbar.lock.clicked.connect(self.lock_wanted)
        self.toolbar.note.clicked.connect(self.new_note)
        self.toolbar.add.clicked.connect(self.add_files)
        self.toolbar.search_changed.connect(self.search.search)
        self.menu.lock_wanted.connect(self.lock_wanted)
        self.menu.settings_wanted.connect(self.settings_wanted)
        self.menu.add_folder_wanted.connect(self._add_folder)
        self.menu.reveal_wanted.connect(self.reveal)
        self.panes.sidebar_moved.connect(self.toolbar.set_sidebar_width)
        self.panes.narrowed.connect(self.detail.top.setVisible)
        self.sidebar.place_chosen.connect(self._show_place)
        self.sidebar.entered.connect(self._enter_list)
        self.sidebar.menu_wanted.connect(self.acts.folder_menu)
        self.sidebar.rename_wanted.connect(self.acts.ask_folder_name)
        self.sidebar.move_wanted.connect(self.acts.move)
        self.sidebar.trash_wanted.connect(self.acts.trash_ids)
        self.search.found.connect(self._show_found)
        self.search.ended.connect(self._end_search)
        self.search.failed.connect(self.acts.complain)
        self._works.changed.connect(self._show_works)
        self.bar.cancel_wanted.connect(self._works.cancel)
        self.bar.act_wanted.connect(self._works.act)
        self.bar.read.connect(self._works.drop)
        self._operations.facts_changed.connect(self.take_facts)
        self._operations.changed.connect(self._count.ask)
        self._operations.failed.connect(lambda said: self.toasts.show_toast("warning", said.whole))
        self._operations.connection.ended.connect(self._forget)
        self._operations.connection.became_read_only.connect(self._become_read_only)
        self.tree.changed.connect(self._leave_lost_folder)

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
        self.list.new_folder_wanted.connect(lambda: self.acts.ask_folder(self.list.folder()))
        self.list.empty_trash_wanted.connect(lambda: self.acts.ask_empty_trash(self.list.items.rowCount()))
        self.list.add_wanted.connect(self.add_files)
        self.list.up_wanted.connect(self.go_up)
        self.list.density_wanted.connect(self._swap_density)
        self.list.emptied.connect(lambda empty: self.toolbar.set_filled_add(not empty))
        self.detail.act_wanted.connect(self._act)
        self.detail.menu_wanted.connect(self._open_menu)
        self.detail.back_wanted.connect(self._back)
        self.detail.add_tag_wanted.connect(lambda: self._with_rows(self.acts.ask_tag))
        self.detail.remove_tag_wanted.connect(lambda tag: self._with_rows(lambda rows: self.acts.remove_tag(rows, tag)))
        self.detail.version_wanted.connect(self._copy_version_out)
        self.acts.open_wanted.connect(self.open_row)
        self.acts.edit_wanted.connect(self.edit_note)
        self.acts.rename_wanted.connect(lambda _: self._rename())
        self.acts.copy_out_wanted.connect(self._copy_out)
        self.acts.made.connect(self._show_made)

    def _connect_keys(self) -> None:
        """Keys of the page; those of the whole program are the window's."""
        for keys, do in (
            ("F6", lambda: self.panes.go_round(False, self.toolbar.search)),
            ("Shift+F6", lambda: self.panes.go_round(True, self.toolbar.search)),
            ("Ctrl+N", self.new_note),
            ("Ctrl+O", self.add_files),
            ("Ctrl+F", self.focus_search),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(do)
        for number, place in enumerate((ALL, NOTES, RECENT, TOP, TRASH), 1):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self).activated.connect(partial(self.go, place))
        for keys in ("Return", "Enter"):
            enter = QShortcut(QKeySequence(keys), self.toolbar.search)
            enter.setContext(Qt.ShortcutContext.WidgetShortcut)
            enter.activated.connect(self._enter_list)

    def _enter_list(self) -> None:
        self.list.current_view.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def editor(self) -> NotePage:
        """The note editor, made when it is wanted first."""
        if self._editor is None:
            from vault.qt.notes.page import NotePage

            self._editor = NotePage(self._operations)
            self.right.addWidget(self._editor)
            self._editor.closed.connect(self._close_editor)
            self._editor.saved.connect(self._note_saved)
        return self._editor

    @property
    def is_editing(self) -> bool:
        """Whether the editor stands in the detail's place."""
        return self._editor is not None and self.right.currentWidget() is self._editor

    # What the shell asks

    def set_idle_text(self, words: str, short: str = "") -> None:
        """When it locks by itself."""
        self.toolbar.set_idle(words, short)

    def save_pending(self, done: Callable[[], None]) -> None:
        """Lets an open note be saved, then calls back."""
        if self._editor is not None and self.is_editing:
            self._editor.save_pending(done)
        else:
            done()

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.toolbar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.toolbar.search.selectAll()

    def new_note(self) -> None:
        """Ctrl+N: a note in the folder that is shown."""
        if not self.acts.read_only:
            folder = self.list.folder()

            def saved() -> None:
                self.list.current_view.clearSelection()
                self.editor.new_note(folder)
                self._show_editor()

            self.save_pending(saved)

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

    # Going about

    def go(self, place: Place) -> None:
        """To a view or folder."""
        self.toolbar.search.clear()
        self.sidebar.go(place)

    def go_up(self) -> None:
        """From a folder to the one it is in."""
        place = self.list.place
        if place is not None and place.view == "folder" and place.folder != m.ROOT and not self.list.query:
            came_from = place.folder
            self.go(Place("folder", self.tree.above(came_from)))
            self._reveal_when_there(came_from)

    def reveal(self, item: bytes) -> None:
        """Goes to where an item is and chooses it."""

        def there(details: m.Details) -> None:
            row = details.row
            self.go(TRASH if row.trashed is not None else Place("folder", row.parent))
            self._reveal_when_there(item)

        self._operations.details(item, there, self.acts.complain)

    def _reveal_when_there(self, item: bytes) -> None:
        def settled() -> None:
            self.list.items.settled.disconnect(settled)
            self.list.reveal(item)

        self.list.items.settled.connect(settled)

    def _show_place(self, place: Place) -> None:
        if self.list.query:
            self.toolbar.search.clear()
        if place != self.list.place:
            self._back()
            self._is_known_folder = place.folder in self.tree.folders
            self.list.show_place(place)
            self.detail.show_rows([], 0)

    def _leave_lost_folder(self) -> None:
        """The folder that is shown went into the trash, or away."""
        self.take_facts(self.facts)
        place = self.list.place
        if place is None or place.view != "folder" or place.folder == m.ROOT:
            return
        if place.folder in self.tree.folders:
            self._is_known_folder = True
        elif self._is_known_folder:
            self.go(TOP)

    def _current_folder(self) -> tuple[bytes, str]:
        folder = self.list.folder()
        found = self.tree.folders.get(folder)
        return folder, found.shown if found else place_name(TOP, self.tree)

    def _show_found(self, query: str, found: m.Found) -> None:
        self._back()
        self.list.show_hits(query, found)
        if not found.hits:
            self.detail.show_rows([], 0)

    def _end_search(self) -> None:
        had_focus = self.toolbar.search.hasFocus()
        self.list.end_search()
        if had_focus and self.list.view.isVisible() and self.list.items.rowCount():
            self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

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
        if self._editor is not None and self.is_editing:
            if count != 1 or not rows or rows[0].id == self._editor.item:
                return
            self._editor.leave()
            return
        self.detail.show_rows(rows, count)

    def _with_rows(self, do: Callable[[list[m.Row]], None]) -> None:
        """Calls with all chosen rows, those that are not here fetched before."""
        view = self.list.current_view
        if view is self.list.view:
            self.list.items.gather(view.ranges(), do)
        else:
            do(view.chosen_rows())

    def _remove(self) -> None:
        self._act("remove" if self._in_trash() else "trash")

    def _act(self, name: str) -> None:
        """One of the detail's acts, for all that is chosen."""
        acts: dict[str, Callable[[list[m.Row]], None]] = {
            "edit": lambda rows: self.edit_note(rows[0]),
            "open": lambda rows: self.open_row(rows[0]),
            "restore": self.acts.restore,
            "copy-out": self._copy_out,
            "move": self.acts.ask_move,
            "trash": self.acts.trash,
            "remove": self.acts.ask_remove,
        }
        self._with_rows(lambda rows: acts[name](rows) if rows else None)

    def open_row(self, row: m.Row) -> None:
        """Enter: into a folder, the editor of a note, the preview of a file."""
        if row.trashed is not None or row.kind == "file":
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

        def saved() -> None:
            self.editor.open_note(row)
            self._show_editor()

        self.save_pending(saved)

    def _show_editor(self) -> None:
        self.right.setCurrentWidget(self.editor)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.panes.show_detail(True)

    def _close_editor(self) -> None:
        self.right.setCurrentWidget(self.detail)
        self._back()
        self._look()
        self.list.current_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_saved(self, item: bytes) -> None:
        """A new note is chosen in the list as soon as it is there."""
        if self.list.items.number_of(item) < 0 and not self.list.query:
            self._reveal_when_there(item)

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
            self._reveal_when_there(item)

    def _open_menu(self, place: QPoint) -> None:
        self._with_rows(lambda rows: self.acts.menu(rows, place) if rows else None)

    def _copy_out(self, rows: list[m.Row]) -> None:
        self.outlet.save_out(rows)

    def _copy_version_out(self, row: m.Row, version: int) -> None:
        self.outlet.save_out([row], version=version)

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
        self._worker.close()

    def _show_works(self) -> None:
        self.bar.show_jobs(self._works.jobs())

    def _swap_density(self) -> None:
        compact = self._settings.density != "compact"
        self._settings.density = "compact" if compact else "comfortable"

    def _show_density(self, name: str) -> None:
        if name == "density":
            compact = self._settings.density == "compact"
            self.list.set_compact(compact)
            self.sidebar.set_compact(compact)

    def _become_read_only(self, _reason: str) -> None:
        self.notices.became_read_only()
        self._set_read_only()

    def _set_read_only(self) -> None:
        self.acts.read_only = self.detail.read_only = True
        reason = self.tr("The vault can only be read now")
        for button in (self.toolbar.add, self.toolbar.note, self.list.new_folder, self.list.empty_trash):
            button.set_blocked(reason)
        self.menu.set_read_only()
        for view in self._views():
            view.setEditTriggers(ItemView.EditTrigger.NoEditTriggers)
