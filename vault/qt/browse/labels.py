"""What the sidebar offers besides views and folders, as the window knows it: tags, favourites, saved searches."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from vault.child import messages as m
from vault.qt.operations import Operations

from .places import APART_MS, Throttle

translate = QCoreApplication.translate

COUNTS_APART_MS = 1_000
"""Where only the counts may be others, they are read less often."""

COLOURS: tuple[m.Colour, ...] = ("red", "orange", "yellow", "green", "teal", "blue", "purple", "grey")


def colour_name(colour: m.Colour) -> str:
    """What a colour of tags is called."""
    return {
        "": translate("browse", "No colour"),
        "red": translate("browse", "Red"),
        "orange": translate("browse", "Orange"),
        "yellow": translate("browse", "Yellow"),
        "green": translate("browse", "Green"),
        "teal": translate("browse", "Teal"),
        "blue": translate("browse", "Blue"),
        "purple": translate("browse", "Purple"),
        "grey": translate("browse", "Grey"),
    }[colour]


def token_of(colour: m.Colour) -> str:
    """The token of a tag's colour; empty for none."""
    return f"tag-{colour}" if colour else ""


class Labels(QObject):
    """Tags, saved searches and the number of favourites, kept up to date."""

    changed = Signal()
    coloured = Signal()
    """Tags have other colours: rows that show them are to be painted anew."""

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._asked = self._again = False
        self.tags: dict[str, m.TagRow] = {}
        self.searches: dict[bytes, m.SavedSearch] = {}
        self.favourites = 0
        self._soon = Throttle(self._ask, self, APART_MS)
        self._later = Throttle(self._ask, self, COUNTS_APART_MS)
        operations.changed.connect(self._note)

    def refresh(self) -> None:
        """Read them anew."""
        self._soon.ask()

    def token(self, tag: str) -> str:
        """The token of a tag's colour; empty for none."""
        row = self.tags.get(tag)
        return token_of(row.colour) if row is not None else ""

    def _note(self, changes: m.Changes) -> None:
        (self._soon if changes.order else self._later).ask()

    def _ask(self) -> None:
        if self._asked:
            self._again = True
            return
        self._asked, self._again = True, False
        self._operations.order(self._take, self._fail)

    def _take(self, order: m.Order) -> None:
        self._asked = False
        self.show(order)
        if self._again:
            self._soon.ask()

    def _fail(self, _: Exception) -> None:
        self._asked = False  # a vault that is locked says so elsewhere; the next change asks again

    def show(self, order: m.Order) -> None:
        """These they are now."""
        before = {name: tag.colour for name, tag in self.tags.items() if tag.colour}
        self.tags = {tag.name: tag for tag in order.tags}
        self.searches = {search.id: search for search in order.searches}
        self.favourites = order.favourites
        self.changed.emit()
        if before != {name: tag.colour for name, tag in self.tags.items() if tag.colour}:
            self.coloured.emit()
