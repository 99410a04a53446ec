"""Going about in an open vault: where the sidebar leads, folders up and down, to an item, away from what is gone."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from vault.child import messages as m
from vault.qt.operations import Operations

from .labels import Labels
from .list_pane import ListPane
from .places import ALL, INBOX, PAGES, TOP, TRASH, FolderTree, Place, place_name
from .side_pane import SidePane


class Wayfinder(QObject):
    """Sends the list to places. The field of the search is emptied wherever one goes, unless to a saved search."""

    left = Signal()
    """Another place is shown, and nothing of it is chosen yet."""
    failed = Signal(object)
    page_wanted = Signal(object)
    """A place that is a page of its own; None before the list is shown again."""

    def __init__(
        self,
        operations: Operations,
        tree: FolderTree,
        labels: Labels,
        sidebar: SidePane,
        rows: ListPane,
        field: QLineEdit,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations, self._tree, self._labels = operations, tree, labels
        self._sidebar, self._list, self._field = sidebar, rows, field
        self._is_known_folder = False
        self._renamed: dict[str, str] = {}
        sidebar.place_chosen.connect(self.show_place)
        tree.changed.connect(self._leave_lost_folder)
        labels.changed.connect(self._leave_lost_tag)

    def go(self, place: Place) -> None:
        """To a view, folder, tag or saved search."""
        if place.view != "search":
            self._field.clear()
        self._sidebar.go(place)

    def go_up(self) -> None:
        """From a folder to the one it is in."""
        place = self._list.place
        if place is not None and place.view == "folder" and place.folder != m.ROOT and not self._list.query:
            came_from = place.folder
            self.go(Place("folder", self._tree.above(came_from)))
            self._list.reveal_when_there(came_from)

    def reveal(self, item: bytes) -> None:
        """Goes to where an item is and chooses it."""

        def there(details: m.Details) -> None:
            row = details.row
            self.go(TRASH if row.trashed is not None else Place("folder", row.parent))
            self._list.reveal_when_there(item)

        self._operations.details(item, there, self.failed.emit)

    def is_in_sight(self, folder: bytes) -> bool:
        """Whether a folder is outside the trash."""
        return folder == m.ROOT or not self._tree.is_known or folder in self._tree.folders

    def show_place(self, place: Place) -> None:
        """What was chosen in the sidebar."""
        self.page_wanted.emit(place if place in PAGES else None)
        if place.view == "search":
            search = self._labels.searches.get(place.search)
            if search is not None:
                self._field.setText(search.query)
            return
        self._field.clear()
        inbox = self._tree.inbox() if place == INBOX else None
        if inbox is not None:
            place = Place("folder", inbox.id)
        if place not in PAGES and place != self._list.place:
            self._is_known_folder = place.folder in self._tree.folders
            self._list.show_place(place)
            self.left.emit()

    def current_folder(self) -> tuple[bytes, str]:
        """Where something new goes, and what it is called."""
        folder = self._list.folder()
        found = self._tree.folders.get(folder)
        return folder, found.shown if found else place_name(TOP, self._tree)

    # What is shown may go

    def follow_tag(self, old: str, new: str) -> None:
        """A tag has another name: whoever looks at it goes on looking at it."""
        self._renamed[old] = new

    def _leave_lost_folder(self) -> None:
        """The folder that is shown went into the trash, or away."""
        place = self._list.place
        inbox = self._tree.inbox() if place == INBOX else None
        if inbox is not None:
            self._list.show_place(Place("folder", inbox.id))  # it is there by now
            self._is_known_folder = True
            return
        if place is None or place.view != "folder" or place.folder == m.ROOT:
            return
        if place.folder in self._tree.folders:
            self._is_known_folder = True
        elif self._is_known_folder:
            self.go(TOP)

    def _leave_lost_tag(self) -> None:
        """The tag that is shown has another name by now, or nothing has it any more."""
        place, renamed = self._list.place, self._renamed
        self._renamed = {}
        if place is None or place.view != "tag" or place.tag in self._labels.tags:
            return
        new = renamed.get(place.tag, "")
        self.go(Place("tag", tag=new) if new in self._labels.tags else ALL)
