"""The view of a list: what is chosen stays chosen by its id, whatever comes and goes around it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from PySide6.QtCore import (
    QElapsedTimer,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QWidget
from shiboken6 import isValid

from vault.child import messages as m

from .grid import GridView
from .items_model import ItemsModel, RowsModel
from .typed_hint import TypedHint

Flag = QItemSelectionModel.SelectionFlag

SETTLE_MS = 80
"""What is chosen while one runs through a list with an arrow key is not looked at."""
TYPING_MS = 1_000
"""Letters that come sooner belong to the ones before."""
MOST_KEPT = 1_000
"""So many chosen rows are found again after a change; of more only "all" is."""


class ItemView(GridView):
    """A list of items with its keys: Enter opens, Del removes, Backspace goes up, letters find."""

    chosen = Signal()
    """Something else is chosen, or what is chosen has changed; after a short while."""
    opened = Signal(object)
    removal_wanted = Signal()
    up_wanted = Signal()
    menu_wanted = Signal(object)
    """Where on the screen."""
    drag_wanted = Signal()
    copy_wanted = Signal()
    cut_wanted = Signal()

    def __init__(self, name: str, model: RowsModel, parent: QWidget | None = None) -> None:
        super().__init__(name, parent=parent)
        self.items = model
        self._kept: list[bytes] = []
        self._whole = False
        self._current = b""
        self._top = (b"", 0)
        self._is_new = False
        self._typed = ""
        self._typing = QElapsedTimer()
        self._pause = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._pause.timeout.connect(self.chosen)
        self.setModel(model)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(True)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(self._choose)
        model.about_to_settle.connect(self._note)
        model.settled.connect(self._restore)
        if isinstance(model, ItemsModel):
            model.looked_at = self.looked_at
            model.is_held = self.is_renaming
            model.reordered.connect(self._begin_anew)

    @cached_property
    def typed(self) -> TypedHint:
        """Shows the letters; made when some are typed first."""
        return TypedHint(self)

    # What is chosen

    def ranges(self) -> list[range]:
        """The numbers of the chosen rows."""
        chosen = self.selectionModel().selection()
        return [range(chosen.at(at).top(), chosen.at(at).bottom() + 1) for at in range(chosen.count())]

    def chosen_count(self) -> int:
        """How many are chosen."""
        return sum(map(len, self.ranges()))

    def chosen_rows(self, most: int = MOST_KEPT) -> list[m.Row]:
        """The chosen rows that are here, so many at most, from top to bottom."""
        numbers = sorted(number for some in self.ranges() for number in some[:most])[:most]
        return [row for row in map(self.items.row, numbers) if row is not None]

    def current_row(self) -> m.Row | None:
        """The row the keyboard stands on."""
        return self.items.row(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def choose(self, numbers: Iterable[int], current: int = -1) -> None:
        """Chooses these rows and no others."""
        wanted = QItemSelection()
        for number in numbers:
            index = self.items.index(number, 0)
            wanted.append(QItemSelectionRange(index))
        self.selectionModel().select(wanted, Flag.ClearAndSelect)
        if current >= 0:
            self.selectionModel().setCurrentIndex(self.items.index(current, 0), Flag.NoUpdate)

    def choose_number(self, number: int) -> None:
        """Chooses one row and brings it into sight."""
        if 0 <= number < self.items.rowCount():
            self.setCurrentIndex(self.items.index(number, 0))
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def invert(self) -> None:
        """Chooses all others."""
        count = self.items.rowCount()
        if count:
            whole = QItemSelection(self.items.index(0, 0), self.items.index(count - 1, 0))
            self.selectionModel().select(whole, Flag.Toggle)

    def tell_soon(self) -> None:
        """Says what is chosen once the rows were painted; by a timer, since what is posted comes before they are."""
        self._pause.start()

    def _choose(self) -> None:
        self._pause.start()

    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self.items.row(index.row())
        if row is not None:
            self.opened.emit(row)

    # Through a change

    def is_renaming(self) -> bool:
        """Whether a name is being typed."""
        return isValid(self) and self.state() == QAbstractItemView.State.EditingState

    def looked_at(self) -> list[int]:
        """The rows a refresh has to bring: those in sight and the current one."""
        if not isValid(self) or self._is_new:
            return []  # the window is going, or the first rows will be in sight
        seen = self.seen()
        return [*([seen[0], seen[-1]] if seen else []), self.currentIndex().row()]

    def _begin_anew(self) -> None:
        """What is painted stays until the rows are here in their new order, which is seen from its start."""
        self._is_new = True
        self.selectionModel().clear()

    def _note(self) -> None:
        count = self.chosen_count()
        self._whole = count == self.items.rowCount() and count > MOST_KEPT
        self._kept = [row.id for row in self.chosen_rows()]
        row = self.current_row()
        self._current = row.id if row else b""
        seen = self.seen()
        first = self.items.row(seen[0]) if seen and self.verticalScrollBar().value() else None
        self._top = (first.id, seen[0]) if first else (b"", 0)

    def _restore(self) -> None:
        """Qt kept the numbers; the rows they stand for may be others now."""
        if self._is_new and not self.currentIndex().isValid():  # or somebody was faster than the rows
            self.scrollToTop()
        self._is_new = False
        if self._whole:
            self.selectAll()
        elif self._kept:
            found = [number for number in map(self.items.number_of, self._kept) if number >= 0]
            if sorted(found) != sorted(number for some in self.ranges() for number in some):
                self.choose(found)
            self._pause.start()
        current = self.items.number_of(self._current) if self._current else -1
        if current >= 0 and current != self.currentIndex().row():
            self.selectionModel().setCurrentIndex(self.items.index(current, 0), Flag.NoUpdate)
        identity, before = self._top
        now = self.items.number_of(identity) if identity else -1
        if now >= 0 and now != before:
            bar = self.verticalScrollBar()
            self.executeDelayedItemsLayout()
            bar.setValue(bar.value() + (self.line_of(now) - self.line_of(before)) * self.sizeHintForRow(0))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ours, and Qt's for moving, choosing, renaming."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = event.key()
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()  # Qt's own way would put a name onto the clipboard
        elif event.matches(QKeySequence.StandardKey.Cut):
            self.cut_wanted.emit()
        elif key == Qt.Key.Key_I and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.invert()
        elif not plain:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        elif key == Qt.Key.Key_Backspace:
            self.up_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Goes to the next name that begins with what is typed, and shows that; Qt would ask for every row there is."""
        fresh = not self._typing.isValid() or self._typing.elapsed() > TYPING_MS
        self._typing.start()
        self._typed = search if fresh else self._typed + search
        if not self._typed.strip():
            return
        self.typed.say(self._typed)
        here = max(0, self.currentIndex().row())
        start = here + 1 if fresh else here
        if isinstance(self.items, ItemsModel):
            self.items.find_typed(self._typed, start, self._go_typed)
            return
        count, typed = self.items.rowCount(), self._typed.casefold()
        for number in (*range(start, count), *range(min(start, count))):
            row = self.items.row(number)
            if row is not None and row.shown.casefold().startswith(typed):
                self._go_typed(number)
                return
        self._go_typed(-1)

    def _go_typed(self, number: int) -> None:
        self.typed.say(self._typed, found=number >= 0)
        if number >= 0:
            self.choose_number(number)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """At the pointer, or at the current row where a key asked for it."""
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(place)

    def dropEvent(self, event: QDropEvent) -> None:
        """Items on a folder. Qt's own way would move the rows of the list."""
        index = self.indexAt(event.position().toPoint())
        move = Qt.DropAction.MoveAction
        if self.items.canDropMimeData(event.mimeData(), move, -1, -1, index):
            event.setDropAction(move)
            event.accept()
            self.items.dropMimeData(event.mimeData(), move, -1, -1, index)
        else:
            event.ignore()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()

    def startDrag(self, supported: Qt.DropAction) -> None:
        """What a drag carries is not for the view to say."""
        self.drag_wanted.emit()
