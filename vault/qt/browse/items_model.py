"""The model of a list of any length: its rows come by pages, as they are looked at.

How many there are is known at once. A row that is not here yet answers blanks and asks for its page; at most two
questions are under way, and what was scrolled past is not asked for any more. After a change only what is looked at
is read anew, and put in place at once, so that nothing flickers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItemModel
from shiboken6 import isValid

from vault.child import messages as m
from vault.qt.connection import Asked
from vault.qt.operations import Operations

from .places import INBOX, INSIDE, PAGES, Place, Throttle
from .row_words import RowWords

Index = QModelIndex | QPersistentModelIndex
Flag = Qt.ItemFlag

PAGE = 200
AT_ONCE = 2
KEPT = 50
"""Pages that are kept: ten thousand rows."""
STEP = m.MOST_ROWS

EDITABLE = frozenset(("all", "folder", "notes", "recent", "favourites", "tag"))


def ids_of(mime: QMimeData) -> list[bytes]:
    """The items a drag within the window carries."""
    data = bytes(mime.data(INSIDE).data()) if mime.hasFormat(INSIDE) else b""
    return [data[start : start + 16] for start in range(0, len(data), 16)]


def carry(rows: Iterable[m.Row]) -> QMimeData:
    """A drag that stays in the window."""
    mime = QMimeData()
    mime.setData(INSIDE, b"".join(row.id for row in rows))
    return mime


class RowsModel(QStandardItemModel):
    """What models of rows have in common: how a row answers, renaming, and being dragged.

    Rows are counted by Qt's own model, whose items are never made: a view asks for their number once for every row it
    lays out, which 100,000 times is too often for Python.
    """

    rename_wanted = Signal(object, str)
    """(row, new name)."""
    move_wanted = Signal(object, bytes)
    """(ids, folder): they were dropped on a folder."""
    about_to_settle = Signal()
    """Rows will change their places: whoever shows them notes by id what is chosen and where one is."""
    settled = Signal()

    def __init__(self, words: RowWords, parent: QObject | None = None) -> None:
        super().__init__(0, 1, parent)
        self.words = words
        self.place: Place | None = None
        self._renamed: dict[bytes, str] = {}

    def row(self, number: int) -> m.Row | None:
        """The row at a place, where it is here; nothing is asked for."""
        raise NotImplementedError

    def number_of(self, item: bytes) -> int:
        """Where an item stands among the rows that are here; -1 if it does not."""
        raise NotImplementedError

    def wanted(self, number: int) -> m.Row | None:
        """The row at a place, for showing it."""
        return self.row(number)

    def tell(self, first: int = 0, last: int = -1) -> None:
        """These rows, or all, are to be painted anew."""
        last = self.rowCount() - 1 if last < 0 else min(last, self.rowCount() - 1)
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def tell_item(self, item: bytes) -> None:
        """One item is to be painted anew, if it is here."""
        number = self.number_of(item)
        if number >= 0:
            self.tell(number, number)

    def name_failed(self, item: bytes) -> None:
        """A name was refused: the old one shows again."""
        if self._renamed.pop(item, None) is not None:
            self.tell()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What `Ask` and Qt ask for."""
        row = self.wanted(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole and row.id in self._renamed:
            return self._renamed[row.id]
        return self.words.answer(row, role, self.place)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A new name, typed in place. It shows at once; the vault decides."""
        row = self.row(index.row())
        if role != Qt.ItemDataRole.EditRole or row is None or not value or value == self.words.answer(row, role, None):
            return False
        self._renamed[row.id] = str(value)
        self.rename_wanted.emit(row, str(value))
        self.tell(index.row(), index.row())
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything can be chosen and dragged; folders take drops; nothing is renamed in the trash."""
        if not index.isValid():
            return Flag.NoItemFlags
        flags = Flag.ItemIsEnabled | Flag.ItemIsSelectable | Flag.ItemIsDragEnabled | Flag.ItemNeverHasChildren
        if self.place is None or self.place.view in EDITABLE:
            flags |= Flag.ItemIsEditable
        row = self.row(index.row())
        if row is not None and row.kind == "folder" and row.trashed is None:
            flags |= Flag.ItemIsDropEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        """Ours alone."""
        return [INSIDE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The ids of these rows."""
        return carry(row for row in (self.row(index.row()) for index in indexes) if row is not None)

    def supportedDropActions(self) -> Qt.DropAction:
        """Within the window items are moved."""
        return Qt.DropAction.MoveAction

    def canDropMimeData(self, mime: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Only on a folder that is not dragged itself."""
        below = self.row(parent.row()) if parent.isValid() else None
        return below is not None and below.kind == "folder" and below.id not in (ids_of(mime) or [below.id])

    def dropMimeData(self, mime: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Asks for the move. Never true: Qt would take the rows out itself."""
        below = self.row(parent.row()) if parent.isValid() else None
        if below is not None and self.canDropMimeData(mime, action, row, column, parent):
            self.move_wanted.emit(ids_of(mime), below.id)
        return False


class ItemsModel(RowsModel):
    """A view or folder of the vault, in an order."""

    counted = Signal(int)
    """How many there are, after every look."""
    reordered = Signal()
    """The same place in another order: no row stands where it stood, and `settled` tells when they are here."""
    failed = Signal(object)

    def __init__(self, operations: Operations, words: RowWords, parent: QObject | None = None) -> None:
        super().__init__(words, parent)
        self._operations = operations
        self.order: m.Sort = "name"
        self.descending = False
        self.looked_at: Callable[[], Iterable[int]] = lambda: ()
        """Numbers of rows that matter to whoever shows them: first and last seen, the current one."""
        self.is_held: Callable[[], bool] = lambda: False
        """Whether rows must stay where they are for now: one is being renamed."""
        self._pages: dict[int, tuple[m.Row, ...]] = {}
        self._old: dict[int, tuple[m.Row, ...]] = {}
        self._numbers: dict[bytes, int] | None = None
        self._missing: list[int] = []
        self._asked: dict[int, Asked] = {}
        self._renewal: dict[int, m.Page | None] | None = None
        self._renewing: list[Asked] = []
        self._again = False
        self._throttle = Throttle(self._renew, self)
        self._fetcher = QTimer(self, singleShot=True, interval=0)
        self._fetcher.timeout.connect(self._fetch)
        operations.changed.connect(self._note)

    # Where one is

    def show(self, place: Place, order: m.Sort = "name", descending: bool = False) -> None:
        """Another view, folder or order. Its rows come soon; `settled` tells."""
        self._forget()
        is_same, self.place = place == self.place, place
        self.order, self.descending = order, descending
        self._pages, self._old, self._numbers = {}, {}, None
        self._renamed.clear()
        if is_same:
            self.reordered.emit()  # as many rows as before: a view would lay all of them out anew
        else:
            self.setRowCount(0)
        self._renew()

    def clear(self) -> None:
        """Nothing is shown, nothing is asked for."""
        self._forget()
        self.place = None
        self._pages, self._old, self._numbers = {}, {}, None
        self.setRowCount(0)

    def refresh(self) -> None:
        """Read anew what is looked at."""
        if self.place is not None:
            self._throttle.ask()

    def row(self, number: int) -> m.Row | None:
        page, place = divmod(number, PAGE)
        rows = self._pages.get(page) or self._old.get(page) or ()
        return rows[place] if 0 <= place < len(rows) else None

    def number_of(self, item: bytes) -> int:
        if self._numbers is None:  # asked for each item that is chosen, among ten thousand that are here
            self._numbers = {
                row.id: page * PAGE + place
                for pages in (self._old, self._pages)
                for page, rows in pages.items()
                for place, row in enumerate(rows)
            }
        return self._numbers.get(item, -1)

    def wanted(self, number: int) -> m.Row | None:
        """A row that is painted; where it is not here it is asked for."""
        page = number // PAGE
        if page not in self._pages and self._renewal is None:
            if page in self._missing:
                self._missing.remove(page)
            self._missing.append(page)
            if not self._fetcher.isActive():
                self._fetcher.start()
        return self.row(number)

    def _note(self, _: m.Changes) -> None:
        self.refresh()

    def _forget(self) -> None:
        for asked in (*self._asked.values(), *self._renewing):
            asked.forget()
        self._asked, self._renewing, self._missing = {}, [], []
        self._renewal, self._again = None, False

    # Pages as they are looked at

    def _fetch(self) -> None:
        """Asks for the pages looked at last."""
        del self._missing[:-AT_ONCE]
        while self._missing and len(self._asked) < AT_ONCE:
            page = self._missing.pop()
            if page not in self._pages and page not in self._asked and page * PAGE < self.rowCount():
                self._asked[page] = self._ask(page * PAGE, PAGE, partial(self._take, page))

    def _ask(self, offset: int, limit: int, done: Callable[[m.Page], None]) -> Asked:
        assert self.place is not None, "no place is shown"
        assert self.place not in PAGES, "a page is no list"
        assert self.place.view != "search", "what is found is no list of the vault's"
        view = cast(m.View, self.place.view)
        return self._operations.list_items(
            done,
            self._fail,
            view=view,
            folder=self.place.folder,
            sort=self.order,
            descending=self.descending,
            offset=offset,
            limit=limit,
            tag=self.place.tag,
            beginnings=self.place.view == "notes" and limit == PAGE,  # of what is shown, not of what is looked through
        )

    def _take(self, page: int, answer: m.Page) -> None:
        if not isValid(self):
            return
        self._asked.pop(page, None)
        self._keep(page, answer.rows)
        if answer.total != self.rowCount():
            self.refresh()  # a commit came between
        self.tell(page * PAGE, page * PAGE + PAGE - 1)
        if self._missing:
            self._fetch()

    def _keep(self, page: int, rows: tuple[m.Row, ...]) -> None:
        self._numbers = None
        self._pages[page] = rows
        self._old.pop(page, None)
        while len(self._pages) > KEPT:
            self._pages.pop(next(iter(self._pages)))

    def _fail(self, error: Exception) -> None:
        self._asked, self._renewing, self._renewal = {}, [], None
        self.failed.emit(error)

    # After a change

    def _renew(self) -> None:
        """Reads anew all that is looked at, and takes it over in one go."""
        if self.place is None or self.place == INBOX:  # there is no such folder yet
            return
        if self._renewal is not None:
            self._again = True
            return
        if self.is_held():
            self._throttle.ask()
            return
        for asked in self._asked.values():
            asked.forget()
        self._asked, self._missing = {}, []
        pages = {0, *(number // PAGE for number in self.looked_at() if number >= 0)}
        self._renewal, self._again = dict.fromkeys(sorted(pages)), False
        self._renewing = [self._ask(page * PAGE, PAGE, partial(self._gather, page)) for page in pages]

    def _gather(self, page: int, answer: m.Page) -> None:
        if not isValid(self) or self._renewal is None:
            return
        self._renewal[page] = answer
        renewal = [(number, one) for number, one in self._renewal.items() if one is not None]
        if len(renewal) < len(self._renewal):
            return
        if self.is_held():
            self._renewal, self._renewing = None, []
            self._throttle.ask()
        else:
            self._settle(renewal, answer.total)

    def _settle(self, renewal: list[tuple[int, m.Page]], total: int) -> None:
        self.about_to_settle.emit()
        self._old = {**self._old, **self._pages}
        for stale in list(self._old)[:-KEPT]:
            del self._old[stale]
        self._pages, self._numbers = {}, None
        for page, answer in renewal:
            self._keep(page, answer.rows)
        self._renamed.clear()
        self.setRowCount(total)
        self._renewal, self._renewing = None, []
        self.tell()
        self.settled.emit()
        self.counted.emit(total)
        if self._again:
            self.refresh()

    # More than is here

    def gather(self, numbers: Sequence[range], done: Callable[[list[m.Row]], None]) -> None:
        """All rows of these ranges, those that are not here asked for; `done` is called once, maybe at once."""
        found: dict[int, m.Row] = {}
        lacking: list[int] = []
        for number in (number for some in numbers for number in some):
            row = self.row(number)
            if row is not None:
                found[number] = row
            else:
                lacking.append(number)
        self._complete(found, lacking, done)

    def _complete(self, found: dict[int, m.Row], lacking: list[int], done: Callable[[list[m.Row]], None]) -> None:
        if not lacking:
            done([found[number] for number in sorted(found)])
            return
        first = lacking[0]

        def take(answer: m.Page) -> None:
            found.update({first + place: row for place, row in enumerate(answer.rows) if first + place in wanted})
            self._complete(found, [number for number in lacking if number >= first + STEP], done)

        wanted = set(lacking)
        self._ask(first, STEP, take)

    def find_item(self, item: bytes, done: Callable[[int], None]) -> None:
        """Where an item stands in the whole list; -1 for nowhere. The vault looks."""
        self._find(done, item=item)

    def find_typed(self, typed: str, start: int, done: Callable[[int], None]) -> None:
        """The next row from `start` on, and around the end, whose name begins so."""
        self._find(done, typed=typed, start=start)

    def _find(self, done: Callable[[int], None], *, item: bytes = b"", typed: str = "", start: int = 0) -> None:
        if self.place is None:
            return
        shown = self.place, self.order, self.descending

        def take(answer: m.RowNumber) -> None:
            if isValid(self) and (self.place, self.order, self.descending) == shown:
                done(answer.number)

        self._operations.find_row(
            take,
            self._fail,
            view=cast(m.View, self.place.view),
            folder=self.place.folder,
            sort=self.order,
            descending=self.descending,
            tag=self.place.tag,
            item=item,
            typed=typed,
            start=start,
        )
