"""Where one is in a vault, and the folders as the window knows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, QTimer, Signal

from vault.child import messages as m
from vault.qt.operations import Operations

translate = QCoreApplication.translate

INSIDE = "application/x-deedbox-items"
"""What a drag carries that stays in the window: the ids, 16 bytes each."""

APART_MS = 340
"""While long work goes on, lists and counts are read anew at most three times a second."""


@dataclass(frozen=True)
class Place:
    """A view of the vault, one of its folders, what has a tag, a saved search; or a page that is no list of items."""

    view: m.View | Literal["search", "shared", "inbox", "contacts", "keys", "activity", "health"]
    folder: bytes = m.ROOT
    tag: str = ""
    search: bytes = b""


ALL = Place("all")
FAVOURITES = Place("favourites")
NOTES = Place("notes")
RECENT = Place("recent")
TOP = Place("folder")
TRASH = Place("trash")
SHARED = Place("shared")
INBOX = Place("inbox")
"""The folder that shares are taken into; a place of its own while there is none."""
CONTACTS = Place("contacts")
KEYS = Place("keys")
ACTIVITY = Place("activity")
HEALTH = Place("health")
PAGES = frozenset((SHARED, CONTACTS, KEYS, ACTIVITY, HEALTH))
"""They stand in the place of list and detail."""


def place_name(place: Place, tree: FolderTree) -> str:
    """What a place is called over the list; a saved search has its name elsewhere."""
    if place.view == "tag":
        return place.tag
    if place.view == "folder" and place.folder != m.ROOT:
        folder = tree.folders.get(place.folder)
        return folder.shown if folder else ""
    return {
        "all": translate("browse", "All items"),
        "favourites": translate("browse", "Favourites"),
        "search": "",
        "notes": translate("browse", "Notes"),
        "recent": translate("browse", "Recent"),
        "folder": translate("browse", "Top level"),
        "trash": translate("browse", "Trash"),
        "shared": translate("browse", "Shared"),
        "inbox": translate("browse", "Inbox"),
        "contacts": translate("browse", "Contacts"),
        "keys": translate("browse", "Keys"),
        "activity": translate("browse", "Activity"),
        "health": translate("browse", "Health"),
    }[place.view]


class Throttle(QObject):
    """Calls something soon after it was asked for, but never twice within `APART_MS`."""

    def __init__(self, call: Callable[[], None], parent: QObject, apart: int = APART_MS) -> None:
        super().__init__(parent)
        self._apart = apart
        self._since = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._fire)
        self._call = call

    def ask(self) -> None:
        """Once more is enough, however often it is asked for."""
        if not self._timer.isActive():
            passed = self._since.elapsed() if self._since.isValid() else self._apart
            self._timer.start(max(0, self._apart - passed))

    def _fire(self) -> None:
        self._since.start()
        self._call()


class FolderTree(QObject):
    """All folders outside the trash, kept up to date."""

    changed = Signal()

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._asked = False
        self._again = False
        self.is_known = False
        """Whether the folders were read once."""
        self.folders: dict[bytes, m.FolderRow] = {}
        self.below: dict[bytes, list[bytes]] = {}
        self._throttle = Throttle(self._ask, self)
        operations.changed.connect(self._note)

    def refresh(self) -> None:
        """Read the tree anew."""
        self._throttle.ask()

    def _note(self, _: m.Changes) -> None:
        self._throttle.ask()

    def _ask(self) -> None:
        if self._asked:
            self._again = True
            return
        self._asked, self._again = True, False
        self._operations.connection.ask(m.Folders(), self._take, self._fail)

    def _take(self, tree: m.Tree) -> None:
        self._asked = False
        self.show(tree.folders)
        if self._again:
            self._throttle.ask()

    def _fail(self, _: Exception) -> None:
        self._asked = False  # a vault that is locked says so elsewhere; the next change asks again

    def show(self, folders: Iterable[m.FolderRow]) -> None:
        """These are the folders now."""
        before, known = self.folders, self.is_known
        self.is_known = True
        self.folders = {folder.id: folder for folder in folders}
        if known and list(before.values()) == list(self.folders.values()):
            return  # most changes are none of folders
        self.below = {}
        for folder in self.folders.values():
            self.below.setdefault(folder.parent, []).append(folder.id)
        self.changed.emit()

    def inbox(self) -> m.FolderRow | None:
        """The folder that shares are taken into, once there is one."""
        return next((folder for folder in self.folders.values() if folder.inbox), None)

    def above(self, folder: bytes) -> bytes:
        """The folder a folder is in; the root for one that is not known."""
        found = self.folders.get(folder)
        return found.parent if found else m.ROOT

    def names(self, folder: bytes) -> list[str]:
        """The names from the top down to a folder; none for the root."""
        names: list[str] = []
        while (found := self.folders.get(folder)) is not None:
            names.append(found.shown)
            folder = found.parent
        return names[::-1]

    def words(self, folder: bytes) -> str:
        """Where something is: "House, Purchase"; empty at the top."""
        return ", ".join(self.names(folder))

    def is_within(self, folder: bytes, other: bytes) -> bool:
        """Whether a folder is the other one or somewhere in it."""
        while folder != other:
            found = self.folders.get(folder)
            if found is None:
                return False
            folder = found.parent
        return True
