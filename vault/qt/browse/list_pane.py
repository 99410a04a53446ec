"""The middle pane: a view or folder as a list, or in its place what a search found, or what an empty one is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.figures import number
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button, IconButton
from vault.qt.parts.cards import SectionHead
from vault.qt.parts.dialogs import Surface
from vault.qt.parts.empty import EmptyState
from vault.qt.parts.list_heads import ColumnHead, ListHead
from vault.qt.parts.lists import MARGIN
from vault.qt.parts.rows import NoteDelegate
from vault.qt.parts.text import IconText, Text
from vault.qt.theme import Space

from .breadcrumbs import Breadcrumbs
from .found_model import FoundModel
from .item_view import ItemView
from .items_model import ItemsModel
from .places import INBOX, FolderTree, Place, place_name
from .row_words import RowWords

Order = Qt.SortOrder
LEAST = 320
# column -> what the vault calls it
SORTS: dict[str, m.Sort] = {"name": "name", "changed": "modified", "size": "size"}
FIRST: dict[str, tuple[str, Qt.SortOrder]] = {
    "all": ("changed", Order.DescendingOrder),
    "notes": ("changed", Order.DescendingOrder),
    "recent": ("changed", Order.DescendingOrder),
    "trash": ("changed", Order.DescendingOrder),
    "inbox": ("changed", Order.DescendingOrder),
    "folder": ("name", Order.AscendingOrder),
    "favourites": ("name", Order.AscendingOrder),
    "tag": ("changed", Order.DescendingOrder),
}


class ListPane(Surface):
    """Head, columns and rows. It shows; what is done with rows is for others."""

    new_folder_wanted = Signal()
    empty_trash_wanted = Signal()
    density_wanted = Signal()
    face_wanted = Signal()
    """The other one of list and grid."""
    up_wanted = Signal()
    save_search_wanted = Signal()
    search_help_wanted = Signal()
    sorted_otherwise = Signal()
    """A person chose another order."""
    begin_wanted = Signal(str)
    """The act of an empty page: `files`, `note`, `share`, `all`."""
    emptied = Signal(bool)
    """Whether there is nothing to list now, and an empty state stands in its place with an act of its own."""

    def __init__(
        self, operations: Operations, tree: FolderTree, words: RowWords, parent: QWidget | None = None
    ) -> None:
        super().__init__("surface", parent)
        self.setAccessibleName(self.tr("List"))
        self._tree = tree
        self._sorts = dict(FIRST)
        self.place: Place | None = None
        self.query = ""
        self.items = ItemsModel(operations, words, self)
        self.found = FoundModel(words, self)
        self.stack = QStackedWidget(self)
        self.browsed = QWidget(self.stack)
        self.view = ItemView(self.tr("Items"), self.items, self.browsed)
        self.hits = ItemView(self.tr("Search results"), self.found, self.stack)
        self.columns = ColumnHead(self.view, self.browsed)
        self.crumbs = Breadcrumbs(tree, self)
        self._notes = NoteDelegate(self.view)
        self._is_compact = self.is_grid = False
        self.head = SectionHead("")
        self.new_folder = IconButton("folder-plus", self.tr("New folder"))
        self.up = IconButton("arrow-bend-left-up", self.tr("Go up"), shortcut="Alt+Up")
        self.empty_trash = Button(self.tr("Empty trash"), "danger", compact=True)
        self.order = IconButton("sort-descending", self.tr("Sort"))
        self.density = IconButton("density", self.tr("Density"))
        self.face = IconButton("squares-four", self.tr("Show as a grid"), shortcut="Ctrl+G")
        self.save_search = IconButton("bookmark-simple", self.tr("Save search"))
        self.search_help = IconButton("question", self.tr("How to search"))
        self.remark = IconText("about", Text("", "small", "text-secondary", wrap=True), size=14, gap=8)
        self.beginning: Callable[[], QWidget | None] = lambda: None
        """What stands in the place of all items while there are none; None for the plain words."""
        self._state: QWidget | None = None
        self._is_kept = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        acts = (self.search_help, self.save_search, self.empty_trash, self.up, self.new_folder)
        column.addWidget(ListHead(self.head, *acts, self.order, self.density, self.face))
        column.addWidget(self.crumbs)
        self.remarks = QWidget()
        line = QVBoxLayout(self.remarks)
        line.setContentsMargins(MARGIN, 0, MARGIN, Space.S)
        line.addWidget(self.remark)
        self.remarks.hide()
        column.addWidget(self.remarks)
        rows = QVBoxLayout(self.browsed)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.columns)
        rows.addWidget(self.view, 1)
        self.stack.addWidget(self.browsed)
        self.stack.addWidget(self.hits)
        column.addWidget(self.stack, 1)
        self.setMinimumWidth(LEAST)

    def _connect(self) -> None:
        self.columns.sort_chosen.connect(self._sort)
        self.items.counted.connect(self._count)
        self.new_folder.clicked.connect(self.new_folder_wanted)
        self.empty_trash.clicked.connect(self.empty_trash_wanted)
        self.density.clicked.connect(self.density_wanted)
        self.face.clicked.connect(self.face_wanted)
        self.order.clicked.connect(self._open_orders)
        self.up.clicked.connect(self.up_wanted)
        self.save_search.clicked.connect(self.save_search_wanted)
        self.search_help.clicked.connect(self.search_help_wanted)
        self._tree.changed.connect(self._name)

    # What is shown

    @property
    def current_view(self) -> ItemView:
        """The one of the two lists that is in use."""
        return self.hits if self.query else self.view

    @property
    def has_rows(self) -> bool:
        """Whether there is something to choose."""
        return self.stack.currentWidget() in (self.browsed, self.hits)

    def folder(self) -> bytes:
        """Where something new goes: the folder that is shown, else the top."""
        return self.place.folder if self.place is not None and self.place.view == "folder" else m.ROOT

    def show_place(self, place: Place) -> None:
        """A view or folder, from its start."""
        self.query, self._is_kept = "", False
        self._say("")
        self.place = place
        key, order = self._sorts[place.view]
        can_sort = place.view != "recent"
        self.columns.show_sorted(key if can_sort else "", order)
        for button in self.columns.buttons.values():
            button.setEnabled(can_sort)
        self.items.show(place, SORTS[key], order == Order.DescendingOrder)
        self._name()
        self._choose_rows()
        self.head.count.setText("")
        self._arrange_acts()
        self._show(self.browsed)
        if place == INBOX:
            self._count(0)  # there is no such folder yet

    def show_hits(self, query: str, found: m.Found) -> None:
        """What a search found, over the place one was at."""
        again = query == self.query
        self.query = query
        self.crumbs.show_folder(None)
        self.found.show_found(found)
        count = len(found.hits)
        words = self.tr("the first {count}") if found.more else "{count}"
        self.head.count.setText(words.format(count=number(count)) if count else "")
        self._arrange_acts()
        reading = self.tr("%Ln item(s) are still being read; what they hold is found soon.", "", found.catching_up)
        self._say(reading if found.catching_up else "")
        if count:
            self._show(self.hits)
            if not self.hits.currentIndex().isValid() or not (again or self.hits.chosen_count()):
                self.hits.choose_number(0)
            self.hits.tell_soon()
        else:
            self.search_help.hide()  # the button below says it in words
            act = Button(self.tr("How to search"))
            act.clicked.connect(self.search_help_wanted)
            words = self.tr("All words are looked for together: in names, tags, notes and contents outside the trash.")
            self._show_state(EmptyState("search", self.tr("Nothing was found"), words, act))

    def name_search(self, name: str, *, can_save: bool) -> None:
        """What is searched for has this name, if it is saved, or may be saved under one."""
        self.head.title.setText(name or self.tr("Search results"))
        self.save_search.setVisible(can_save)

    def show_fault(self, query: str, happened: str, act: str) -> None:
        """A query that was not understood: said over what was found before, or instead of it."""
        self.save_search.hide()
        if self.query and self.found.rowCount():
            self.query = query
            self._say(f"{happened} {act}".strip())
            return
        self.query = query
        self.found.show_found(m.Found((), False))
        self.name_search("", can_save=False)
        self.head.count.setText("")
        self._arrange_acts()
        self._say("")
        self.search_help.hide()  # as above
        button = Button(self.tr("How to search"))
        button.clicked.connect(self.search_help_wanted)
        self._show_state(EmptyState("search", happened, act, button))

    def _say(self, words: str) -> None:
        """A quiet line over the rows."""
        self.remark.text.setText(words)
        self.remark.setAccessibleName(words)
        self.remarks.setVisible(bool(words))

    def end_search(self) -> None:
        """Back to where one was: its rows, choice and place were never touched."""
        if not self.query:
            return
        self.query = ""
        self._say("")
        self._name()
        self._count(self.items.rowCount())
        self._arrange_acts()
        self.view.chosen.emit()

    def forget(self) -> None:
        """Shows nothing of the vault any more."""
        self.place, self.query = None, ""
        self.items.clear()
        self.found.show_found(m.Found((), False))

    def set_compact(self, compact: bool) -> None:
        """Changes the density."""
        for view in (self.view, self.hits):
            view.set_compact(compact)
        self._is_compact = compact
        self._choose_rows()
        self._arrange_acts()
        self.density.set_name(self.tr("Comfortable rows") if compact else self.tr("Compact rows"))

    def set_grid(self, grid: bool) -> None:
        """Tiles, or rows."""
        self.is_grid = grid
        for view in (self.view, self.hits):
            view.set_grid(grid)
        self._choose_rows()
        self._arrange_acts()
        self.face.set_icon("list" if grid else "squares-four")
        self.face.set_name(self.tr("Show as a list") if grid else self.tr("Show as a grid"))

    def reveal(self, item: bytes) -> None:
        """Brings an item of the shown place into sight and chooses it."""
        near = self.items.number_of(item)
        if near >= 0:
            self.view.choose_number(near)
        else:
            self.items.find_item(item, self.view.choose_number)

    def reveal_when_there(self, item: bytes) -> None:
        """The same, as soon as the rows of the place are here."""

        def settled() -> None:
            self.items.settled.disconnect(settled)
            self.reveal(item)

        self.items.settled.connect(settled)

    def _choose_rows(self) -> None:
        """Notes show how they begin, and have no columns; unless rows are compact."""
        as_notes = self.place is not None and self.place.view == "notes" and not self._is_compact
        rows = self.view.tiles if self.is_grid else self._notes if as_notes else self.view.rows
        if self.view.itemDelegate() is not rows:
            self.view.setItemDelegate(rows)
        self.columns.setVisible(rows is self.view.rows)

    def _arrange_acts(self) -> None:
        view = self.place.view if self.place is not None and not self.query else ""
        self.order.setVisible(bool(view) and self.columns.isHidden())
        self.new_folder.setVisible(view == "folder")
        self.up.setVisible(view == "folder" and self.folder() != m.ROOT)
        self.empty_trash.setVisible(view == "trash" and self.items.rowCount() > 0)
        self.search_help.setVisible(bool(self.query))
        if not self.query:
            self.save_search.hide()

    def _name(self) -> None:
        self.crumbs.show_folder(self.place.folder if self.place is not None and not self.query else None)
        if self.place is not None and not self.query:
            self.head.title.setText(place_name(self.place, self._tree))

    def _open_orders(self) -> None:
        """What the heads of columns do where there are none."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill_orders(menu)
        menu.popup(self.order.mapToGlobal(self.order.rect().bottomLeft()))

    def fill_orders(self, menu: QMenu) -> None:
        """The orders there are, the present one marked."""
        for button in self.columns.buttons.values():
            action = menu.addAction(button.text())
            action.setCheckable(True)
            action.setChecked(button.sorted is not None)
            action.setEnabled(button.isEnabled() and not self.query)
            action.triggered.connect(button.click)

    def _sort(self, key: str, order: Qt.SortOrder) -> None:
        if self.place is not None:
            self._sorts[self.place.view] = key, order
            self.sorted_otherwise.emit()
            current = self.view.current_row()
            if current is not None and self.view.chosen_count():  # it stays chosen, and in sight
                self.reveal_when_there(current.id)
            self.items.show(self.place, SORTS[key], order == Order.DescendingOrder)

    def sorts(self) -> dict[str, tuple[str, bool]]:
        """How each kind of list is sorted where it is not as at first: column, and whether the largest comes first."""
        return {
            view: (key, order == Order.DescendingOrder)
            for view, (key, order) in self._sorts.items()
            if FIRST[view] != (key, order)
        }

    def take_sorts(self, sorts: Mapping[str, tuple[str, bool]]) -> None:
        """Lists shown from now on are sorted so; what is not known is left out."""
        for view, (key, down) in sorts.items():
            if view in FIRST and key in SORTS:
                self._sorts[view] = key, Order.DescendingOrder if down else Order.AscendingOrder

    def _count(self, count: int) -> None:
        if self.query or self.place is None:
            return
        self.head.count.setText(number(count) if count else "")
        self._arrange_acts()
        if self._is_kept:
            return
        if count:
            self._show(self.browsed)
        else:
            beginning = self.beginning() if self.place.view == "all" else None
            self._show_state(beginning or self._empty_state(self.place))

    def add_below(self, widget: QWidget) -> None:
        """Something under the rows."""
        column = self.layout()
        assert column is not None
        column.addWidget(widget)

    def show_state(self, state: QWidget, *, keep: bool) -> None:
        """Something else in the place of the rows, until they change; or until they are wanted again, if it is to be
        kept."""
        self._show_state(state)
        self._is_kept = keep

    def show_rows_again(self) -> None:
        """The rows, or what stands for none."""
        self._is_kept = False
        self._count(self.items.rowCount())

    # Empty ones

    def _empty_state(self, place: Place) -> EmptyState:
        inbox = self._tree.inbox()
        if place.view == "inbox" or (inbox is not None and place.folder == inbox.id):
            words = self.tr("What others share with you comes in here. Drop a share on the window, or open its file.")
            act = self._begin("share", self.tr("Open a share"), "inbox")
            return EmptyState("inbox", self.tr("Nothing has come in yet"), words, act)
        if place.view == "trash":
            words = self.tr("What you remove waits here until you empty the trash.")
            return EmptyState("trash", self.tr("The trash is empty"), words)
        if place.view == "notes":
            words = self.tr("A note saves itself, and every version of it is kept.")
            act = self._begin("note", self.tr("New note"), "new-note")
            return EmptyState("notes", self.tr("No notes yet"), words, act)
        if place.view == "folder":
            words = self.tr("Drop files or folders here, or move items into it.")
            act = self._begin("files", self.tr("Add files"), "add")
            return EmptyState("folder", self.tr("Nothing is in here yet"), words, act)
        if place.view == "favourites":
            words = self.tr("The star beside an item's name, or Ctrl+D, puts here what you need often.")
            act = self._begin("all", self.tr("Show all items"), "all")
            return EmptyState("favourites", self.tr("No favourites yet"), words, act)
        if place.view == "tag":
            words = self.tr("Drop items on the tag at the left, or choose Tags in their menu.")
            act = self._begin("all", self.tr("Show all items"), "all")
            return EmptyState("tag", self.tr("Nothing has this tag"), words, act)
        act = self._begin("files", self.tr("Add files"), "add")
        if place.view == "recent":
            return EmptyState("recent", self.tr("Nothing yet"), self.tr("What changed last stands here."), act)
        words = self.tr("Drop the first files or folders anywhere in this window. The originals stay where they are.")
        return EmptyState("", self.tr("This vault is empty"), words, act)

    def _begin(self, name: str, words: str, icon: str) -> Button | None:
        """The first thing to do on an empty page; nothing where it would change a vault that can only be read."""
        if name != "all" and not self.new_folder.isEnabled():
            return None
        act = Button(words, "primary", icon)
        act.clicked.connect(lambda _checked=False: self.begin_wanted.emit(name))
        return act

    def _show_state(self, state: QWidget) -> None:
        self._drop_state()
        self._state = state
        self.stack.addWidget(state)
        self.stack.setCurrentWidget(state)
        self.emptied.emit(any(one.kind() == "primary" for one in state.findChildren(Button)))

    def _show(self, widget: QWidget) -> None:
        focused = QApplication.focusWidget()
        had_focus = self._state is not None and focused is not None and self._state.isAncestorOf(focused)
        self.stack.setCurrentWidget(widget)
        if had_focus:  # or it would be nowhere, and no key would do anything
            self.current_view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._drop_state()
        self.emptied.emit(False)

    def _drop_state(self) -> None:
        self._is_kept = False
        if self._state is not None:
            self.stack.removeWidget(self._state)
            self._state.deleteLater()
            self._state = None
