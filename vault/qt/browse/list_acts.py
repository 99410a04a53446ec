"""What is done with a list as a whole: its face and density, the menu of its empty ground, the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.qt.moving.intake import FileIntake
from vault.qt.operations import Operations
from vault.qt.parts.toasts import ToastStack
from vault.qt.settings import Settings

from .choices import add_entry
from .copying import ItemClipboard
from .item_acts import ItemActs
from .list_pane import ListPane
from .pages import Pages
from .places import TRASH, FolderTree, Place
from .row_words import RowWords
from .side_pane import SidePane
from .thumbnails import SIDE, Thumbnails
from .vault_menu import VaultMenu
from .wayfinding import Wayfinder
from .writing import Writing


class OpenVault(Protocol):
    """What of the page of an open vault is needed here."""

    facts: m.Facts
    settings: Settings
    tree: FolderTree
    thumbnails: Thumbnails
    words: RowWords
    menu: VaultMenu
    sidebar: SidePane
    list: ListPane
    toasts: ToastStack
    acts: ItemActs
    ways: Wayfinder
    intake: FileIntake
    pages: Pages
    writing: Writing

    def go(self, place: Place) -> None:
        """To a place."""

    def with_rows(self, do: Callable[[Sequence[m.Row]], None]) -> None:
        """Calls with what is chosen."""

    def new_note(self) -> None:
        """Writes one."""

    def add_files(self) -> None:
        """Asks for some."""


class ListActs(QObject):
    """Between the list of a page, the settings and the clipboard."""

    def __init__(self, page: OpenVault, operations: Operations, widget: QWidget) -> None:
        """`widget` is the page as such."""
        super().__init__(widget)
        self._page, self._settings, self._widget = page, page.settings, widget
        self.clipboard = ItemClipboard(
            operations, page.tree, page.acts, page.intake, page.ways.current_folder, page.toasts.show_toast, widget
        )
        self.clipboard.cut_changed.connect(self._show_cut)
        page.thumbnails.side = self._side
        page.list.density_wanted.connect(self._swap_density)
        page.list.face_wanted.connect(self._swap_face)
        page.acts.copy_wanted.connect(self.clipboard.copy)
        page.acts.cut_wanted.connect(self.clipboard.cut)
        page.acts.paste_wanted.connect(self.clipboard.paste)
        page.acts.paste_words = self.clipboard.paste_words
        page.sidebar.copy_wanted.connect(self.clipboard.copy)
        page.sidebar.cut_wanted.connect(self.clipboard.cut)
        for view in (page.list.view, page.list.hits):
            view.copy_wanted.connect(self._copy)
            view.cut_wanted.connect(self._cut)
        crumbs = page.list.crumbs
        crumbs.chosen.connect(self._go)
        crumbs.menu_wanted.connect(page.acts.folder_menu)
        crumbs.move_wanted.connect(page.acts.move)
        page.sidebar.view_menu_wanted.connect(self._view_menu)
        page.menu.aboutToShow.connect(self._offer_undo)
        self._offered: list[QAction] = []
        page.settings.changed.connect(self._show)
        for name in ("density", "view"):
            self._show(name)

    def _go(self, folder: bytes) -> None:
        self._page.go(Place("folder", folder))

    def _swap_density(self) -> None:
        self._settings.density = "comfortable" if self._settings.density == "compact" else "compact"

    def _swap_face(self) -> None:
        self._settings.view = "list" if self._settings.view == "grid" else "grid"

    def _show(self, name: str) -> None:
        """A setting is another, maybe by another window."""
        if name == "density":
            compact = self._settings.density == "compact"
            self._page.list.set_compact(compact)
            self._page.sidebar.set_compact(compact)
        elif name == "view":
            self._page.list.set_grid(self._settings.view == "grid")

    def _side(self) -> int:
        """How large pictures are drawn: of tiles as they stand on the screen."""
        pane = self._page.list
        return round(pane.view.tiles.picture * self._widget.devicePixelRatioF()) if pane.is_grid else SIDE

    def _show_cut(self, ids: frozenset[bytes]) -> None:
        if ids != self._page.words.cut:
            self._page.words.cut = ids
            for view in (self._page.list.view, self._page.list.hits):
                view.items.tell()

    def _copy(self) -> None:
        self._page.with_rows(lambda rows: self.clipboard.copy([row.id for row in rows if row.trashed is None]))

    def _cut(self) -> None:
        self._page.with_rows(lambda rows: self.clipboard.cut([row.id for row in rows if row.trashed is None]))

    # Keys, which mean the list only where one looks at it

    def paste(self) -> None:
        """Where one is."""
        if self._is_at_list():
            self.clipboard.paste()

    def undo(self) -> None:
        """The latest step."""
        if self._is_at_list() and not self._page.acts.read_only:
            self._page.acts.undoing.undo()

    def redo(self) -> None:
        """What was undone last."""
        if self._is_at_list() and not self._page.acts.read_only:
            self._page.acts.undoing.redo()

    def _is_at_list(self) -> bool:
        """Not on a page of another kind, nor in a note that is written."""
        return not self._page.pages.is_shown and not self._page.writing.has_focus

    # Menus

    def _view_menu(self, place: Place, where: QPoint) -> None:
        """Of an entry of the sidebar that is no folder."""
        page = self._page
        menu = QMenu(self._widget)
        menu.aboutToHide.connect(menu.deleteLater)
        add_entry(menu, self.tr("Open"), "", lambda: page.go(place), "Return")
        if place == TRASH and page.facts.trash and not page.acts.read_only:
            add_entry(menu, self.tr("Empty trash"), "trash", lambda: page.acts.ask_empty_trash(page.facts.trash))
        menu.popup(where)

    def _offer_undo(self) -> None:
        """Undo and redo at the top of the menu of the vault, as they are now."""
        menu = self._page.menu
        for action in filter(isValid, self._offered):  # the menu may have been cleared
            menu.removeAction(action)
            action.deleteLater()
        before = menu.actions()
        if not self._page.acts.read_only:
            self._page.acts.undoing.fill(menu)
        self._offered = menu.actions()[len(before) :]
        if self._offered and before:
            for action in self._offered:
                menu.insertAction(before[0], action)
            self._offered.append(menu.insertSeparator(before[0]))

    def ground_menu(self, place: QPoint) -> None:
        """What can be done where one is, and nothing is chosen."""
        page, pane = self._page, self._page.list
        menu = QMenu(self._widget)
        menu.aboutToHide.connect(menu.deleteLater)
        if not page.acts.read_only:
            self._fill_changes(menu)
        view = pane.current_view
        if view.items.rowCount():
            add_entry(menu, self.tr("Select all"), "selection-all", view.selectAll, "Ctrl+A")
            add_entry(menu, self.tr("Invert selection"), "", view.invert, "Ctrl+I")
            menu.addSeparator()
        pane.fill_orders(menu.addMenu(self.tr("Sort by")))
        grid, compact = pane.is_grid, self._settings.density == "compact"
        words = self.tr("Show as a list") if grid else self.tr("Show as a grid")
        add_entry(menu, words, "list" if grid else "squares-four", self._swap_face, "Ctrl+G")
        words = self.tr("Comfortable rows") if compact else self.tr("Compact rows")
        add_entry(menu, words, "density", self._swap_density)
        menu.popup(place)

    def _fill_changes(self, menu: QMenu) -> None:
        page, pane = self._page, self._page.list
        page.acts.undoing.fill(menu)
        menu.addSeparator()
        if pane.place == TRASH and not pane.query:
            if pane.items.rowCount():
                add_entry(menu, self.tr("Empty trash"), "trash", pane.empty_trash_wanted.emit)
                menu.addSeparator()
            return
        if pane.place is not None and pane.place.view == "folder" and not pane.query:
            add_entry(menu, self.tr("New folder"), "folder-plus", pane.new_folder_wanted.emit, "Ctrl+Shift+F")
        add_entry(menu, self.tr("New note"), "new-note", page.new_note, "Ctrl+N")
        add_entry(menu, self.tr("Add files"), "add", page.add_files, "Ctrl+O")
        if words := self.clipboard.paste_words():
            add_entry(menu, words, "clipboard", self.paste, "Ctrl+V")
        menu.addSeparator()
