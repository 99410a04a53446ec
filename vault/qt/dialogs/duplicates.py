"""Files with the same content: which of them go into the trash, and one of each always stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import Cancelled
from vault.qt.browse.places import FolderTree
from vault.qt.figures import day, size
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Panel
from vault.qt.parts.dialogs import MIDDLE
from vault.qt.parts.lists import Index, ItemList, paint_row_ground, paint_words
from vault.qt.parts.text import Text
from vault.qt.style import BOX, paint_check_box
from vault.qt.theme import Space, color, look
from vault.qt.wording import Said, words_for
from vault.qt.works import Work

from .working import WorkDialog

ROW = 44
HEAD = 36
HEIGHT = 360
BATCH = 200
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
State = QStyle.StateFlag
Check = Qt.CheckState
_NO_PARENT = QModelIndex()


class DuplicatesModel(QAbstractListModel):
    """Groups one after the other: a head, then its files. Of every group at least one file is not chosen."""

    counted = Signal()
    """Others are chosen."""

    def __init__(self, tree: FolderTree, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tree = tree
        self.groups: tuple[tuple[m.Row, ...], ...] = ()
        self._lines: list[tuple[int, m.Row | None]] = []
        self.chosen: set[bytes] = set()

    def show(self, groups: tuple[tuple[m.Row, ...], ...]) -> None:
        """Shows these; nothing is chosen."""
        self.beginResetModel()
        self.groups, self.chosen, self._lines = groups, set(), []
        for at, group in enumerate(groups):
            self._lines.append((at, None))
            self._lines += [(at, row) for row in group]
        self.endResetModel()
        self.counted.emit()

    def choose_all_but_oldest(self) -> None:
        """In every group the one that came first stays."""
        self.chosen = set()
        for group in self.groups:
            oldest = min(group, key=lambda row: (row.added, row.id))
            self.chosen |= {row.id for row in group if row.id != oldest.id}
        self._tell()

    def choose_none(self) -> None:
        """All stay."""
        self.chosen = set()
        self._tell()

    def toggle(self, index: Index) -> bool:
        """Chooses a file or not; false for the last one of its group."""
        at, row = self._lines[index.row()]
        if row is None:
            return True
        if row.id in self.chosen:
            self.chosen.discard(row.id)
        elif self.left(at) > 1:
            self.chosen.add(row.id)
        else:
            return False
        self._tell()
        return True

    def left(self, at: int) -> int:
        """How many files of a group stay."""
        return sum(row.id not in self.chosen for row in self.groups[at])

    def row_at(self, index: Index) -> m.Row | None:
        """The file of a line; none of a head."""
        return self._lines[index.row()][1] if index.isValid() else None

    def _tell(self) -> None:
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))
        self.counted.emit()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Heads and files."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Heads cannot be chosen."""
        row = self.row_at(index)
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return usual | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable if row is not None else usual

    def head(self, at: int) -> str:
        """What a group is, in words."""
        group = self.groups[at]
        return self.tr("%Ln equal file(s), {size} each", "", len(group)).replace("{size}", size(group[0].size))

    def place(self, row: m.Row) -> str:
        """Where a file is, and since when."""
        where = self._tree.words(row.parent) or self.tr("Top level")
        return self.tr("{place}, added {day}").replace("{day}", day(row.added, within=True)).replace("{place}", where)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, the box, the row for the delegate."""
        at, row = self._lines[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.CheckStateRole and row is not None:
            return Check.Checked if row.id in self.chosen else Check.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return self.head(at) if row is None else row.shown
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.head(at) if row is None else f"{row.shown}, {self.place(row)}"
        return None


class DuplicatesDelegate(QStyledItemDelegate):
    """A head in one line; a file with its box in two."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """36 and 44, or what the words need."""
        if index.data(ROW_ROLE) is None:
            return QSize(240, max(HEAD, look().line("body") + 12))
        return QSize(240, max(ROW, look().line("body") + look().line("small") + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """From the leading side on."""
        row, rect = index.data(ROW_ROLE), option.rect
        shown = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.save()
        painter.setLayoutDirection(option.direction)
        if row is None:
            painter.setFont(look().font("body", 600))
            painter.setPen(color("text"))
            paint_words(painter, rect.adjusted(Space.M, 4, -Space.M, 0), shown)
            painter.restore()
            return
        paint_row_ground(painter, option, bar=False)
        checked = Check(index.data(Qt.ItemDataRole.CheckStateRole)) == Check.Checked
        box = QRect(rect.x() + Space.M, rect.y() + (rect.height() - BOX) // 2, BOX, BOX)
        state = State.State_Enabled | (State.State_On if checked else State.State_Off)
        paint_check_box(painter, QRectF(QStyle.visualRect(option.direction, rect, box)), state)
        body, small = look().line("body"), look().line("small")
        left = Space.M + BOX + Space.M
        top = rect.y() + (rect.height() - body - small) // 2
        words = QRect(rect.x() + left, top, rect.width() - left - Space.M, body)
        painter.setFont(look().font("body", 500))
        painter.setPen(color("text"))
        elide = Qt.TextElideMode.ElideMiddle
        paint_words(painter, QStyle.visualRect(option.direction, rect, words), shown, elide=elide)
        painter.setFont(look().font("small"))
        painter.setPen(color("text-secondary"))
        model = index.model()
        place = model.place(row) if isinstance(model, DuplicatesModel) else ""
        below = words.translated(0, body)
        below.setHeight(small)
        paint_words(painter, QStyle.visualRect(option.direction, rect, below), place, elide=elide)
        painter.restore()


class DuplicatesList(ItemList):
    """Space and a click set the box; Enter goes to the file."""

    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ours before those of the list."""
        model = self.model()
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid() and isinstance(model, DuplicatesModel):
            model.toggle(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class DuplicatesDialog(WorkDialog):
    """Looks for them, shows them by groups, and moves what is chosen into the trash."""

    def __init__(
        self,
        operations: Operations,
        tree: FolderTree,
        parent: QWidget | None = None,
        reveal: Callable[[bytes], None] = lambda _: None,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__(
            self.tr("Find duplicates"),
            self.tr("Find duplicates"),
            self.tr("Looking for duplicates"),
            operations,
            parent,
            width=MIDDLE,
        )
        self._reveal, self._read_only = reveal, read_only
        said = self.tr(
            "Looks for files with exactly the same content, whatever they are called. Only files of the same size are "
            "read, each once."
        )
        self.rows.addWidget(Text(said, wrap=True))
        self.model = DuplicatesModel(tree, self)
        self.found = QWidget()
        self.summary = Text("", weight=500, wrap=True, tabular=True)
        self.groups = DuplicatesList(self.tr("Duplicates"), DuplicatesDelegate(self))
        self.groups.setModel(self.model)
        self.groups.setUniformItemSizes(False)
        self.groups.setLayoutMode(ItemList.LayoutMode.Batched)  # ten thousand rows are measured a few at a time
        self.groups.setBatchSize(BATCH)
        self.groups.setSelectionMode(ItemList.SelectionMode.SingleSelection)
        self.groups.setMinimumHeight(HEIGHT)
        self.oldest = Button(self.tr("Choose all but the oldest"))
        self.none = Button(self.tr("Choose none"))
        self.go = Button(self.tr("Show in its folder"), icon="folder-open")
        self.trash = Button("", "primary", "trash")
        self._lay_out_found()
        self.oldest.clicked.connect(self.model.choose_all_but_oldest)
        self.none.clicked.connect(self.model.choose_none)
        self.go.clicked.connect(self._show_place)
        self.trash.clicked.connect(self._trash)
        self.groups.clicked.connect(self._toggle)
        self.groups.opened.connect(self._show_place)
        self.groups.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self.model.counted.connect(self._offer)
        self.show_state()
        self.act.setFocus()

    def _lay_out_found(self) -> None:
        column = QVBoxLayout(self.found)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.summary)
        panel = Panel()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(1, 5, 1, 5)
        inside.addWidget(self.groups)
        column.addWidget(panel, 1)
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        for button in (self.oldest, self.none, self.go):
            line.addWidget(button)
        line.addStretch(1)
        column.addLayout(line)
        self.body.insertWidget(self.body.indexOf(self.list), self.found, 1)
        self.add_button(self.trash)
        self.found.hide()
        self.trash.hide()

    def begin(self) -> Work | None:
        """Looks."""
        return self.operations.find_duplicates(self._take, self.failed)

    def _take(self, found: m.Duplicates) -> None:
        if found.cancelled:
            self.failed(Cancelled())
            return
        if not self.end():
            return
        if not found.groups:
            none = Said(self.tr("There are no duplicates."), self.tr("No two files have the same content."), "")
            self.verdict.say(none, token="success", icon="check")
            self.cancel.setFocus()
            return
        words = self.tr("%Ln group(s) of equal files. One of each kept, {size} are spare.", "", len(found.groups))
        self.summary.setText(words.replace("{size}", size(found.spare)))
        self.model.show(found.groups)
        self.found.show()
        for button in (self.oldest, self.none, self.trash):
            button.setVisible(not self._read_only)
        self.groups.setCurrentIndex(self.model.index(1))
        self.groups.setFocus()
        self.fit()

    def words(self, error: Exception) -> Said:
        """Nothing was changed by looking."""
        if isinstance(error, Cancelled):
            return Said(self.tr("The search for duplicates was stopped."), self.tr("Nothing was changed."), "")
        return super().words(error)

    def _toggle(self, index: Index) -> None:
        if not self._read_only and not self.model.toggle(index):
            self._offer(self.tr("One file of each group stays: take another one out of the choice first."))

    def _offer(self, remark: str = "") -> None:
        count = len(self.model.chosen)
        words = self.tr("Move %Ln to the trash", "", count) if count else self.tr("Move to trash")
        self.trash.setText(words)
        self.trash.set_blocked("" if count else self.tr("Choose files first"))
        self.go.set_blocked("" if self.model.row_at(self.groups.currentIndex()) else self.tr("Choose a file"))
        self.none.set_blocked("" if count else self.tr("None is chosen"))
        if remark:
            self.verdict.say(Said(remark, "", ""), token="warning")
        else:
            self.verdict.clear()

    def _show_place(self) -> None:
        row = self.model.row_at(self.groups.currentIndex())
        if row is not None:
            self.accept_place(row.id)

    def accept_place(self, item: bytes) -> None:
        """Closes, and goes to a file."""
        self.reject()
        self._reveal(item)

    def _trash(self) -> None:
        chosen = list(self.model.chosen)
        self.trash.set_blocked(self.tr("Moving"))
        self.operations.trash(chosen, self._trashed, self._refuse)

    def _trashed(self, _: m.Changes) -> None:
        if not isValid(self):
            return
        moved = self.model.chosen
        groups = [tuple(row for row in group if row.id not in moved) for group in self.model.groups]
        left = tuple(group for group in groups if len(group) > 1)
        words = self.tr("%Ln file(s) moved to the trash. They can be restored from there.", "", len(moved))
        self.model.show(left)
        spare = sum(group[0].size * (len(group) - 1) for group in left)
        self.summary.setText(
            self.tr("%Ln group(s) left, {size} are spare.", "", len(left)).replace("{size}", size(spare))
            if left
            else self.tr("There are no more duplicates.")
        )
        self.found.setVisible(bool(left))
        self.trash.setVisible(bool(left))
        self.verdict.say(Said(words, "", ""), token="success", icon="check")

    def _refuse(self, error: Exception) -> None:
        if isValid(self):
            self._offer()
            self.verdict.say(words_for(error), token="danger")
