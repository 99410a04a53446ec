"""The sidebar of an open vault: views, folders, tags, searches, trash, with their keys, menus and drops."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QWidget

from vault.child import messages as m
from vault.qt.parts.sidebar import Sidebar

from .labels import Labels
from .places import (
    ACTIVITY,
    ALL,
    CONTACTS,
    FAVOURITES,
    HEALTH,
    INBOX,
    KEYS,
    NOTES,
    RECENT,
    SHARED,
    TOP,
    TRASH,
    FolderTree,
    Place,
)
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
    tag_wanted = Signal(object, str)
    favourite_wanted = Signal(object)
    copy_wanted = Signal(object)
    """ids."""
    cut_wanted = Signal(object)
    view_menu_wanted = Signal(object, QPoint)
    """(`Place`, where on the screen)."""
    label_menu_wanted = Signal(object, QPoint)
    """(`m.TagRow` or `m.SavedSearch`, where on the screen)."""
    label_rename_wanted = Signal(object)
    label_removal_wanted = Signal(object)

    def __init__(self, tree: FolderTree, labels: Labels, parent: QWidget | None = None) -> None:
        names = translate("browse", "Views and folders"), translate("browse", "Shared, trash and the vault itself")
        super().__init__(*names, parent)
        self._tree, self._labels = tree, labels
        self._is_marking = False
        self.entries = SidebarModel((ALL, FAVOURITES, NOTES, RECENT), tree, self, folders=True, labels=labels)
        self.last = SidebarModel((SHARED, INBOX, TRASH, CONTACTS, KEYS, ACTIVITY, HEALTH), tree, self)
        self.set_models(self.entries, self.last)
        self.chosen.connect(self._choose)
        for model in (self.entries, self.last):
            model.move_wanted.connect(self.move_wanted)
            model.trash_wanted.connect(self.trash_wanted)
        self.entries.tag_wanted.connect(self.tag_wanted)
        self.entries.favourite_wanted.connect(self.favourite_wanted)
        for view in (self.upper, self.pinned):
            view.setAcceptDrops(True)
            view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
            view.setAutoExpandDelay(EXPAND_MS)
            for keys in ("Return", "Enter"):
                self._bind(keys, view, self.entered, translate("shortcuts", "Go to its items"))
        self._bind("F2", self.upper, self._rename, translate("shortcuts", "Rename"))
        self._bind("Ctrl+C", self.upper, self._copy, translate("shortcuts", "Copy"))
        self._bind("Ctrl+X", self.upper, self._cut, translate("shortcuts", "Cut"))
        self._bind("Del", self.upper, self._trash, translate("shortcuts", "Move to trash; remove a tag or search"))
        self.upper.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.upper.customContextMenuRequested.connect(self._ask_menu)
        self.pinned.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.pinned.customContextMenuRequested.connect(self._ask_pinned_menu)

    def _bind(self, keys: str, view: QWidget, do: object, words: str) -> None:
        shortcut = QShortcut(QKeySequence(keys), view)
        shortcut.setWhatsThis(words)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(do)

    def show_facts(self, facts: m.Facts) -> None:
        """How many items are in the views."""
        inside = sum(folder.items for folder in self._tree.folders.values())
        top = max(0, facts.files + facts.notes - inside) if self._tree.is_known else 0
        top += len(self._tree.below.get(m.ROOT, ()))
        self.entries.show_counts({ALL: facts.files + facts.notes, NOTES: facts.notes, TOP: top})
        inbox = self._tree.inbox()
        self.last.show_counts(
            {INBOX: inbox.items if inbox is not None else 0, TRASH: facts.trash, KEYS: len(facts.slots)}
        )

    def show_health(self, state: tuple[str, str, str] | None) -> None:
        """What a check-up says: (icon, token, words), or nothing."""
        self.last.show_state(HEALTH, state)

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

    def mark(self, place: Place) -> None:
        """Chooses the row of a place that is shown already; nobody goes there."""
        self._is_marking = True
        for model in (self.entries, self.last):
            index = model.index_of(place)
            if index.isValid():
                self.choose(index)
        self._is_marking = False

    def place(self) -> Place | None:
        """Where the chosen row leads."""
        index = self.current()
        model = index.model()
        return model.place_at(index) if isinstance(model, SidebarModel) else None

    def label_at(self, index: QModelIndex) -> m.TagRow | m.SavedSearch | None:
        """The tag or saved search of a row."""
        place = self.entries.place_at(index)
        if place is None:
            return None
        return self._labels.tags.get(place.tag) or self._labels.searches.get(place.search)

    def _choose(self, index: QModelIndex) -> None:
        model = index.model()
        place = model.place_at(index) if isinstance(model, SidebarModel) else None
        if place is not None and not self._is_marking:
            self.place_chosen.emit(place)

    def _rename(self) -> None:
        folder = self.folder_at(self.upper.currentIndex())
        label = self.label_at(self.upper.currentIndex())
        if folder is not None:
            self.rename_wanted.emit(folder)
        elif label is not None:
            self.label_rename_wanted.emit(label)

    def _copy(self) -> None:
        """Of a folder, as in the list; Qt's own way would put its name onto the clipboard."""
        folder = self.folder_at(self.upper.currentIndex())
        if folder is not None:
            self.copy_wanted.emit([folder.id])

    def _cut(self) -> None:
        folder = self.folder_at(self.upper.currentIndex())
        if folder is not None:
            self.cut_wanted.emit([folder.id])

    def _trash(self) -> None:
        folder = self.folder_at(self.upper.currentIndex())
        label = self.label_at(self.upper.currentIndex())
        if folder is not None:
            self.trash_wanted.emit([folder.id])
        elif label is not None:
            self.label_removal_wanted.emit(label)

    def _ask_menu(self, place: QPoint) -> None:
        """Of a folder, tag or search; of the top level where there is no row, or its own."""
        index = self.upper.indexAt(place)
        label = self.label_at(index)
        if label is not None:
            self.label_menu_wanted.emit(label, self.upper.viewport().mapToGlobal(place))
            return
        place_there = self.entries.place_at(index)
        folder = self.folder_at(index)
        if folder is None and place_there is not None and place_there != TOP:
            self.view_menu_wanted.emit(place_there, self.upper.viewport().mapToGlobal(place))
        else:
            self.menu_wanted.emit(folder, self.upper.viewport().mapToGlobal(place))

    def _ask_pinned_menu(self, place: QPoint) -> None:
        there = self.last.place_at(self.pinned.indexAt(place))
        if there is not None:
            self.view_menu_wanted.emit(there, self.pinned.viewport().mapToGlobal(place))
