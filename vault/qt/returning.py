"""Where a person was when the vault was locked, and the way back there after it is unlocked.

What is kept between the two is ids, numbers and the names of views: nothing that a vault calls by a name. A tag has no
id, so of one a keyed digest is kept; what was typed into the search is not kept at all.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from vault.child import messages as m

if TYPE_CHECKING:
    from .browse.places import Place
    from .operations import Operations
    from .vault_page import VaultPage

MOST_CHOSEN = 1_000

Seat = tuple[int, bytes]
"""Where a row stood, and the id of its item."""

_KEY = secrets.token_bytes(32)


def _digest(tag: str) -> bytes:
    return hashlib.blake2b(tag.encode("utf-8", "surrogatepass"), key=_KEY, digest_size=16).digest() if tag else b""


@dataclass(frozen=True)
class Whereabouts:
    """A place in a vault, what was chosen there, how far it was scrolled, and the note that was open."""

    vault: bytes
    view: str
    folder: bytes
    tag: bytes
    search: bytes
    chosen: tuple[Seat, ...]
    whole: bool
    """Whether everything was chosen, and that was more than is kept one by one."""
    current: Seat | None
    top: Seat | None
    scrolled: int
    note: bytes | None
    cursor: int

    @classmethod
    def of(cls, page: VaultPage) -> Whereabouts | None:
        """Where a page is now; None where it shows no place yet. A new note has its id once it was saved."""
        place = page.list.place
        if page.pages.is_shown or page.list.query:
            place = page.sidebar.place() or place
        if place is None:
            return None
        view = page.list.view
        numbers = [number for some in view.ranges() for number in some[:MOST_CHOSEN]][:MOST_CHOSEN]
        count = view.chosen_count()
        seen = view.seen()
        writes = page.writing.is_open
        return cls(
            page.facts.vault,
            place.view,
            place.folder,
            _digest(place.tag),
            place.search,
            tuple(seat for number in numbers if (seat := _seat(page, number)) is not None),
            count == view.items.rowCount() and count > MOST_CHOSEN,
            _seat(page, view.currentIndex().row()),
            _seat(page, seen[0]) if seen else None,
            view.verticalScrollBar().value(),
            page.editor.item if writes else None,
            page.editor.editor.textCursor().position() if writes else 0,
        )


def _seat(page: VaultPage, number: int) -> Seat | None:
    row = page.list.view.items.row(number) if number >= 0 else None
    return None if row is None else (number, row.id)


class Return(QObject):
    """Brings a page of the same vault back there, as its rows come; whoever goes elsewhere meanwhile stays there.

    It belongs to the page and ends with it.
    """

    def __init__(self, page: VaultPage, to: Whereabouts, operations: Operations) -> None:
        super().__init__(page)
        self._page, self._to, self._operations = page, to, operations
        self._is_going = self._is_over = self._is_left = False
        page.sidebar.place_chosen.connect(self._give_way)
        page.tree.changed.connect(self._go)
        page.labels.changed.connect(self._go)
        self._go()

    def _place(self) -> Place | None:
        """The place, once the page knows it; a folder or tag that is gone never comes."""
        from .browse.places import Place

        to, page = self._to, self._page
        if to.view == "folder" and to.folder != m.ROOT:
            return Place("folder", to.folder) if to.folder in page.tree.folders else None
        if to.view == "tag":
            return next((Place("tag", tag=tag) for tag in page.labels.tags if _digest(tag) == to.tag), None)
        if to.view == "search":
            return Place("search", search=to.search) if to.search in page.labels.searches else None
        return Place(to.view)  # type: ignore[arg-type]  # it was the view of a place

    def _go(self) -> None:
        place = None if self._is_over else self._place()
        if place is None:
            return
        self._is_over = self._is_going = True
        page = self._page
        before = page.list.place
        if place != before:
            page.go(place)
        self._is_going = False
        if page.list.place == place:
            page.list.items.settled.connect(self._choose)
            if place == before and page.list.items.rowCount():
                self._choose()
        if self._to.note is not None:
            self._operations.details(self._to.note, self._open_note, self._stay)

    def _give_way(self, _: object) -> None:
        """Somebody went elsewhere before we were there."""
        if not self._is_going:
            self._is_over = self._is_left = True

    def _choose(self) -> None:
        """The rows that stood at these numbers, if they stand there still; else where the first of them is now."""
        page, to = self._page, self._to
        page.list.items.settled.disconnect(self._choose)
        if self._is_left:
            return
        seats = (*to.chosen, to.current, to.top)
        count = page.list.items.rowCount()
        wanted = sorted({seat[0] for seat in seats if seat is not None and seat[0] < count})
        page.list.items.gather([range(number, number + 1) for number in wanted], partial(self._take, wanted))

    def _take(self, wanted: list[int], rows: list[m.Row]) -> None:
        if not isValid(self) or self._is_left:
            return  # locked again meanwhile, or elsewhere
        to, view = self._to, self._page.list.view
        here = set(zip(wanted, (row.id for row in rows), strict=False)) if len(wanted) == len(rows) else set()
        found = [seat[0] for seat in to.chosen if seat in here]
        if to.whole:
            view.selectAll()
        elif found:
            view.choose(found, to.current[0] if to.current in here and to.current is not None else found[0])
        elif to.chosen:
            self._page.list.reveal(to.chosen[0][1])
        if to.top is None or to.top in here:
            view.executeDelayedItemsLayout()
            view.verticalScrollBar().setValue(to.scrolled)

    def _open_note(self, details: m.Details) -> None:
        row = details.row
        if not isValid(self) or self._is_left:
            return
        if row.kind == "note" and row.trashed is None and self._page.facts.read_only is None:
            self._page.writing.edit(row, self._to.cursor)

    def _stay(self, _: Exception) -> None:
        """The note is gone: there is nothing to open."""


def whereabouts(page: QWidget) -> Whereabouts | None:
    """Where a vault's page is; None for any other widget."""
    from .vault_page import VaultPage

    return Whereabouts.of(page) if isinstance(page, VaultPage) else None


def with_saved_note(to: Whereabouts, page: QWidget) -> Whereabouts:
    """The same, with the note that was new and has its id by now."""
    from .vault_page import VaultPage

    if not isinstance(page, VaultPage) or not page.writing.is_open:
        return to
    return replace(to, note=page.editor.item)


def go_back(page: QWidget, to: Whereabouts, operations: Operations) -> bool:
    """Takes a vault's page there; false where it is the page of another vault."""
    from .vault_page import VaultPage

    if not isinstance(page, VaultPage) or page.facts.vault != to.vault:
        return False
    Return(page, to, operations)
    return True
