"""The sidebar of an open vault: views, folders, trash, with their keys, menus and drops."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from vault.child import messages as m
from vault.qt.parts.sidebar import Sidebar

from .places import ALL, NOTES, RECENT, TOP, TRASH, FolderTree, Place
from .sidebar_model import SidebarModel

translate = QCoreApplication.translate

EXPAND_MS = 600
"""How long a drag rests on a closed folder before it opens."""


class SidePane(Sidebar):
    """Says where a person wants to go, and what is to be done with folders."""

    place_chosen = Signal(object)
    entered = Signal()
    """Enter: the keyboard wants to go on to the list."""
    menu_wanted = Signal(object, QPoint)
    """(`m.FolderRow` or None for the top level, where on the screen)."""
    rename_wanted = Signal(object)
    trash_wanted = Signal(object)
    move_wanted = Signal(object, bytes)

    def __init__(self, tree: FolderTree, parent: QWidget | None = None) -> None:
        super().__init__(translate("browse", "Views and folders"), translate("browse", "Trash"), parent)
        self._tree = tree
        self.entries = SidebarModel((ALL, NOTES, RECENT), tree, self, folders=True)
        self.last = SidebarModel((TRASH,), tree, self)
        self.set_models(self.entries, self.last)
        self.chosen.connect(self._choose)
        for model in (self.entries, self.last):
            model.move_wanted.connect(self.move_wanted)
            model.trash_wanted.connect(self.trash_wanted)
        for view in (self.upper, self.pinned):
            view.setAcceptDrops(True)
            view.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
            view.setAutoExpandDelay(EXPAND_MS)
            for keys in ("Return", "Enter"):
                self._bind(keys, view, self.entered)
        self._bind("F2", self.upper, self._rename)
        self._bind("Del", self.upper, self._trash)
        self.upper.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.upper.customContextMenuRequested.connect(self._ask_menu)

    def _bind(self, keys: str, view: QWidget, do: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(do)

    def show_facts(self, facts: m.Facts) -> None:
        """How many items are in the views."""
        inside = sum(folder.items for folder in self._tree.folders.values())
        top = max(0, facts.files + facts.notes - inside) if self._tree.is_known else 0
        self.entries.show_counts({ALL: facts.files + facts.notes, NOTES: facts.notes, TOP: top})
        self.last.show_counts({TRASH: facts.trash})

    def go(self, place: Place) -> bool:
        """Chooses the row of a place; false where it has none."""
        for model in (self.entries, self.last):
            index = model.index_of(place)
            if index.isValid():
                if self.current() == index:
                    self.place_chosen.emit(place)
                self.choose(index)
                return True
        return False

    def folder_at(self, index: QModelIndex) -> m.FolderRow | None:
        """The folder of a row; None for views and the top level."""
        place = self.entries.place_at(index)
        return self._tree.folders.get(place.folder) if place is not None and place.view == "folder" else None

    def _choose(self, index: QModelIndex) -> None:
        model = index.model()
        place = model.place_at(index) if isinstance(model, SidebarModel) else None
        if place is not None:
            self.place_chosen.emit(place)

    def _rename(self) -> None:
        folder = self.folder_at(self.upper.currentIndex())
        if folder is not None:
            self.rename_wanted.emit(folder)

    def _trash(self) -> None:
        folder = self.folder_at(self.upper.currentIndex())
        if folder is not None:
            self.trash_wanted.emit([folder.id])

    def _ask_menu(self, place: QPoint) -> None:
        """Of a folder, or of the top level where there is no row, or its own."""
        index = self.upper.indexAt(place)
        is_view = index.isValid() and self.entries.place_at(index) not in (None, TOP)
        folder = self.folder_at(index)
        if folder is not None or not is_view:
            self.menu_wanted.emit(folder, self.upper.viewport().mapToGlobal(place))
