"""The models of the sidebar: views, the folders as a tree, tags and saved searches above, the trash below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from vault.child import messages as m
from vault.qt.figures import number
from vault.qt.parts.sidebar import Side

from .items_model import ids_of
from .labels import Labels, colour_name, token_of
from .places import (
    ACTIVITY,
    ALL,
    CONTACTS,
    FAVOURITES,
    HEALTH,
    INBOX,
    INSIDE,
    KEYS,
    NOTES,
    RECENT,
    SHARED,
    TOP,
    TRASH,
    FolderTree,
    Place,
    place_name,
)

Index = QModelIndex | QPersistentModelIndex
Flag = Qt.ItemFlag

ICONS = {ALL: "all", FAVOURITES: "favourites", NOTES: "notes", RECENT: "recent", SHARED: "shared", TRASH: "trash"}
ICONS |= {INBOX: "inbox"}
ICONS |= {CONTACTS: "contacts", KEYS: "keys", ACTIVITY: "activity", HEALTH: "health"}
TAKES = frozenset(("folder", "trash", "tag", "favourites"))
"""Views that items can be dropped on."""


@dataclass(slots=True)
class Entry:
    """A row of the sidebar. `key` stays the same as long as it is there; Qt keeps it in its indexes.

    What it is in is told by its key: entries that held each other would wait for the collector, thousands at a time.
    """

    key: int
    place: Place | None
    """None for the head of a section."""
    name: str
    icon: str = ""
    count: int = 0
    parent: int = 0
    row: int = 0
    colour: m.Colour = ""
    """Of a tag."""
    state: tuple[str, str, str] | None = None
    """(icon, token, words) in the place of a count."""

    @property
    def is_folder(self) -> bool:
        return self.place is not None and self.place.view == "folder" and self.place.folder != m.ROOT


class SidebarModel(QAbstractItemModel):
    """Entries, and below them the tree of folders where there is one. Drops of items on them are announced.

    Entries of folders are made when somebody asks for them: of ten thousand folders few are ever open, and while files
    are added there are other folders three times a second.
    """

    move_wanted = Signal(object, bytes)
    """(ids, folder)."""
    trash_wanted = Signal(object)
    """ids."""
    tag_wanted = Signal(object, str)
    """(ids, tag)."""
    favourite_wanted = Signal(object)
    """ids."""

    def __init__(
        self,
        places: tuple[Place, ...],
        tree: FolderTree,
        parent: QObject | None = None,
        *,
        folders: bool = False,
        labels: Labels | None = None,
    ) -> None:
        super().__init__(parent)
        self._tree, self._labels = tree, labels
        self._folders = folders
        self._keys: dict[object, int] = {}
        self._entries: dict[int, Entry] = {}
        self._inside: dict[int, list[Entry]] = {}
        """The entries below one of a folder, once they were asked for."""
        self._shown, self._below = tree.folders, tree.below
        self._counts: dict[Place, int] = {}
        self._tops: list[Entry] = []
        self._places = places
        self._build()
        if folders:
            tree.changed.connect(self.refresh)
        if labels is not None:
            labels.changed.connect(self.refresh)

    # What it shows

    def show_counts(self, counts: dict[Place, int]) -> None:
        """So many items are in the views."""
        self._counts = dict(counts)
        for entry in self._tops:
            if entry.place in self._counts:
                entry.count = self._counts[entry.place]
                at = self._index(entry)
                self.dataChanged.emit(at, at)

    def show_state(self, place: Place, state: tuple[str, str, str] | None) -> None:
        """How something stands that is not counted."""
        for entry in self._tops:
            if entry.place == place and entry.state != state:
                entry.state = state
                at = self._index(entry)
                self.dataChanged.emit(at, at)

    def refresh(self) -> None:
        """Takes the tree over. What is open and chosen stays, since every folder keeps its key."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        names = {key: name for name, key in self._keys.items()}
        self._build()
        after = []
        for index in before:
            after.append(self._index(self._find(names[index.internalId()])))
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _build(self) -> None:
        self._entries, self._inside, self._tops = {}, {}, []
        self._shown, self._below = self._tree.folders, self._tree.below  # the tree makes new ones when it changes
        for place in self._places:
            count = self._counts.get(place, 0)
            if place == FAVOURITES and self._labels is not None:
                count = self._labels.favourites
            self._add(None, place, place, place_name(place, self._tree), ICONS[place], count)
        if self._folders:
            self._build_folders()
        if self._labels is not None:
            self._build_labels(self._labels)

    def _build_folders(self) -> None:
        self._add(None, "head", None, self.tr("Folders"))
        self._add(None, TOP, TOP, place_name(TOP, self._tree), "folder-simple", self._counts.get(TOP, 0))
        for parent, inside in self._below.items():
            if parent not in self._shown:
                for folder in inside:
                    self._add_folder(None, folder)

    def _add_folder(self, parent: Entry | None, folder: bytes) -> None:
        row = self._shown[folder]
        icon = "inbox" if row.inbox else "folder"
        count = row.items + len(self._below.get(folder, ()))
        self._add(parent, folder, Place("folder", folder), row.shown, icon, count)

    def _beside(self, parent: Entry | None) -> list[Entry]:
        """The entries in another, or those at the top."""
        if parent is None:
            return self._tops
        if parent.key not in self._inside:
            self._inside[parent.key] = []
            for folder in self._folders_in(parent):
                self._add_folder(parent, folder)
        return self._inside[parent.key]

    def _folders_in(self, entry: Entry) -> Sequence[bytes]:
        return self._below.get(entry.place.folder, ()) if entry.place is not None and entry.is_folder else ()

    def _find(self, name: object) -> Entry | None:
        """The entry of a folder's id or of another name."""
        if isinstance(name, bytes) and name in self._shown:
            above = self._find(self._shown[name].parent)
            if above is not None:
                self._beside(above)
        return self._entries.get(self._keys.get(name, 0))

    def _build_labels(self, labels: Labels) -> None:
        """A section for what there is; none where there is nothing."""
        if labels.tags:
            self._add(None, "tags", None, self.tr("Tags"))
        for tag in labels.tags.values():
            place = Place("tag", tag=tag.name)
            self._add(None, place, place, tag.name, "tag", tag.items).colour = tag.colour
        if labels.searches:
            self._add(None, "searches", None, self.tr("Saved searches"))
        for search in labels.searches.values():
            place = Place("search", search=search.id)
            self._add(None, place, place, search.name, "search")

    def _add(
        self, parent: Entry | None, name: object, place: Place | None, shown: str, icon: str = "", count: int = 0
    ) -> Entry:
        key = self._keys.setdefault(name, len(self._keys) + 1)
        beside = self._beside(parent)
        entry = Entry(key, place, shown, icon, count, parent.key if parent else 0, len(beside))
        beside.append(entry)
        self._entries[key] = entry
        return entry

    # What others ask

    def place_at(self, index: Index) -> Place | None:
        """Where a row leads."""
        entry = self._entry(index)
        return entry.place if entry else None

    def index_of(self, place: Place) -> QModelIndex:
        """The row of a place; invalid where it has none here."""
        name: object = place.folder if place.view == "folder" and place.folder != m.ROOT else place
        return self._index(self._find(name))

    def _index(self, entry: Entry | None) -> QModelIndex:
        return QModelIndex() if entry is None else self.createIndex(entry.row, 0, entry.key)

    def _entry(self, index: Index) -> Entry | None:
        return self._entries.get(index.internalId()) if index.isValid() else None

    # QAbstractItemModel

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's own
        """By place below a parent."""
        beside = self._beside(self._entry(parent))
        return self.createIndex(row, 0, beside[row].key) if 0 <= row < len(beside) and column == 0 else QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008 - Qt has two of them
        """The folder it is in."""
        entry = self._entry(index)
        return self._index(self._entries.get(entry.parent) if entry is not None else None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Rows below a parent."""
        above = self._entry(parent)
        return len(self._tops if above is None else self._folders_in(above))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What `Side` and Qt ask for."""
        entry = self._entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Side.KIND:
            return "head" if entry.place is None else "folder" if entry.is_folder else "entry"
        if role == Side.ICON:
            return entry.icon
        if role == Side.DOT:
            return token_of(entry.colour)
        if role == Side.STATE:
            return entry.state
        if role == Side.COUNT:
            return number(entry.count) if entry.count else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = entry.state[2] if entry.state else ""
            words = (entry.name, colour_name(entry.colour) if entry.colour else "", self.data(index, Side.COUNT), state)
            return ", ".join(word for word in words if word)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads are no entries; folders, tags, favourites and the trash take items."""
        entry = self._entry(index)
        if entry is None or entry.place is None:
            return Flag.NoItemFlags
        flags = Flag.ItemIsEnabled | Flag.ItemIsSelectable
        if entry.is_folder:
            flags |= Flag.ItemIsDragEnabled
        return flags | Flag.ItemIsDropEnabled if entry.place.view in TAKES else flags

    def mimeTypes(self) -> list[str]:
        """Items of this window."""
        return [INSIDE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The ids of folders that are dragged."""
        mime = QMimeData()
        places = (self.place_at(index) for index in indexes)
        mime.setData(INSIDE, b"".join(place.folder for place in places if place is not None))
        return mime

    def supportedDropActions(self) -> Qt.DropAction:
        """They are moved."""
        return Qt.DropAction.MoveAction

    def canDropMimeData(self, mime: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """On a folder that is not dragged itself nor inside of what is, a tag, favourites, or the trash."""
        place, ids = self.place_at(parent), ids_of(mime)
        if place is None or not ids or place.view not in TAKES:
            return False
        return place.view != "folder" or not any(self._tree.is_within(place.folder, one) for one in ids)

    def dropMimeData(self, mime: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Announces it."""
        place = self.place_at(parent)
        if place is None or not self.canDropMimeData(mime, action, row, column, parent):
            return False
        if place.view == "trash":
            self.trash_wanted.emit(ids_of(mime))
        elif place.view == "tag":
            self.tag_wanted.emit(ids_of(mime), place.tag)
        elif place.view == "favourites":
            self.favourite_wanted.emit(ids_of(mime))
        else:
            self.move_wanted.emit(ids_of(mime), place.folder)
        return True
