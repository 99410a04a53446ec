"""The tags of one or many items: what all have, what some have, what none has; and new ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QRectF, QSize, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.qt.browse.labels import Labels, colour_name, token_of
from vault.qt.figures import number
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Panel
from vault.qt.parts.dialogs import NARROW, Dialog
from vault.qt.parts.fields import Field, LineInput
from vault.qt.parts.lists import Index, ItemList, paint_row_ground, paint_tag_sign, paint_words
from vault.qt.parts.text import Text
from vault.qt.style import BOX, paint_check_box
from vault.qt.theme import Space, color, look
from vault.qt.wording import words_for

TOKEN = Qt.ItemDataRole.UserRole + 1
SHARE = Qt.ItemDataRole.UserRole + 2
"""How many of the chosen items have it, in words."""
ROW = 32
SIGN = 14
HEIGHT = 260
LONGEST_TAG = 300
State = QStyle.StateFlag
Check = Qt.CheckState


def plain(text: str) -> str:
    """Text as it is compared while one looks for a tag: without case and accents."""
    taken_apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in taken_apart if not unicodedata.combining(one))


class TagDelegate(QStyledItemDelegate):
    """A box, the dot, the name, and how many have it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """32, or what a line needs."""
        return QSize(240, max(ROW, look().line("body") + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """From the leading side on."""
        painter.save()
        painter.setLayoutDirection(option.direction)
        paint_row_ground(painter, option, bar=False)
        rect = option.rect
        marks = {Check.Checked: State.State_On, Check.PartiallyChecked: State.State_NoChange}
        state = State.State_Enabled | marks.get(Check(index.data(Qt.ItemDataRole.CheckStateRole)), State.State_Off)
        box = QRect(rect.x() + Space.M, rect.y() + (rect.height() - BOX) // 2, BOX, BOX)
        paint_check_box(painter, QRectF(QStyle.visualRect(option.direction, rect, box)), state)
        at = Space.M + BOX + Space.S
        sign = QRect(rect.x() + at, rect.y() + (rect.height() - SIGN) // 2, SIGN, SIGN)
        paint_tag_sign(painter, QStyle.visualRect(option.direction, rect, sign), index.data(TOKEN), "text-secondary")
        at += SIGN + Space.S
        share = index.data(SHARE)
        painter.setFont(look().font("small", tabular=True))
        room = painter.fontMetrics().horizontalAdvance(share) + Space.M if share else 0
        painter.setPen(color("text-secondary"))
        words = rect.adjusted(at, 0, -Space.M, 0)
        paint_words(painter, QStyle.visualRect(option.direction, rect, words), share, end=True)
        painter.setFont(look().font("body"))
        painter.setPen(color("text"))
        name = rect.adjusted(at, 0, -Space.M - room, 0)
        shown = str(index.data(Qt.ItemDataRole.DisplayRole))
        paint_words(painter, QStyle.visualRect(option.direction, rect, name), shown)
        painter.restore()


class TagsDialog(Dialog):
    """Boxes in three states: of a tag that only some have, the half-set box leaves everything as it is."""

    def __init__(
        self, operations: Operations, labels: Labels, rows: Sequence[m.Row], parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Tags"), parent, width=NARROW)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations = operations
        self._ids = [row.id for row in rows]
        self._before: dict[str, Qt.CheckState] = {}
        self.model = QStandardItemModel(self)
        self.shown = QSortFilterProxyModel(self)
        self.shown.setSourceModel(self.model)
        self.shown.setFilterRole(Qt.ItemDataRole.UserRole)
        self._fill(labels, rows)
        self._lay_out(rows)
        self.input.textChanged.connect(self._look)
        self.input.installEventFilter(self)
        self.new.clicked.connect(self._add)
        self.list.clicked.connect(self._toggle)
        self.list.installEventFilter(self)
        self.set_act(self.tr("Save"))
        self.buttons.accepted.disconnect(self.accept)
        self.buttons.accepted.connect(self._save)
        self._look("")
        self.input.setFocus()

    def _fill(self, labels: Labels, rows: Sequence[m.Row]) -> None:
        having: dict[str, int] = {}
        for row in rows:
            for tag in row.tags:
                having[tag] = having.get(tag, 0) + 1
        names = [*sorted(having, key=plain), *(name for name in labels.tags if name not in having)]
        for name in names:
            count = having.get(name, 0)
            state = Check.Checked if count == len(rows) else Check.PartiallyChecked if count else Check.Unchecked
            colour = labels.tags[name].colour if name in labels.tags else ""
            some = self.tr("%Ln of {all}", "", count).replace("{all}", number(len(rows)))
            self._before[name] = state
            self._append(name, colour, state, some if state == Check.PartiallyChecked else "")

    def _append(self, name: str, colour: m.Colour, state: Qt.CheckState, share: str) -> QStandardItem:
        item = QStandardItem(name)
        item.setData(plain(name), Qt.ItemDataRole.UserRole)
        item.setData(token_of(colour), TOKEN)
        item.setData(share, SHARE)
        item.setAccessibleText(", ".join(word for word in (name, colour_name(colour) if colour else "", share) if word))
        item.setCheckState(state)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        self.model.appendRow(item)
        return item

    def _lay_out(self, rows: Sequence[m.Row]) -> None:
        words = rows[0].shown if len(rows) == 1 else self.tr("%Ln item(s) chosen", "", len(rows))
        self.body.addWidget(Text(words, weight=500, elide=Qt.TextElideMode.ElideMiddle))
        self.input = LineInput()
        self.input.setMaxLength(LONGEST_TAG)
        self.field = Field(self.tr("Find or add a tag"), self.input)
        self.body.addWidget(self.field)
        panel = Panel()
        inside = QVBoxLayout(panel)
        inside.setContentsMargins(1, 5, 1, 5)
        self.list = ItemList(self.tr("Known tags"), TagDelegate(self))
        self.list.setModel(self.shown)
        self.list.setSelectionMode(ItemList.SelectionMode.SingleSelection)
        self.list.setMinimumHeight(HEIGHT)
        self.list.setProperty("surface", "raised")
        inside.addWidget(self.list)
        self.new = Button("", icon="add")
        self.new.setSizePolicy(self.list.sizePolicy().horizontalPolicy(), self.new.sizePolicy().verticalPolicy())
        self.empty = Text(self.tr("There are no tags yet. Type a word and add it."), tone="text-secondary", wrap=True)
        self.body.addWidget(self.new)
        self.body.addWidget(self.empty)
        self.body.addWidget(panel, 1)
        self._panel = panel

    # Looking and choosing

    def wanted(self) -> tuple[list[str], list[str]]:
        """The tags to add, and those to remove."""
        add: list[str] = []
        remove: list[str] = []
        for row in range(self.model.rowCount()):
            item = self.model.item(row)
            if item.checkState() != self._before.get(item.text(), Check.Unchecked):
                (add if item.checkState() == Check.Checked else remove).append(item.text())
        return add, remove

    def _typed(self) -> str:
        return unicodedata.normalize("NFC", self.input.text()).strip()

    def _look(self, _: str) -> None:
        self.field.set_fault("")
        typed = self._typed()
        self.shown.setFilterFixedString(plain(typed))
        is_new = bool(typed) and not self.model.findItems(typed)
        self.new.setVisible(is_new)
        self.new.setText(self.tr("Add the tag “{tag}”").format(tag=typed.replace("&", "&&")[:40]))
        self._panel.setVisible(self.shown.rowCount() > 0)
        self.empty.setVisible(self.model.rowCount() == 0 and not typed)
        self.list.setCurrentIndex(QModelIndex())

    def _add(self) -> None:
        typed = self._typed()
        if typed and not self.model.findItems(typed):
            self._append(typed, "", Check.Checked, "")
        self.input.clear()
        self.input.setFocus()

    def _toggle(self, index: Index) -> None:
        """Set, then not set; back to half-set where that is how it was."""
        item = self.model.itemFromIndex(self.shown.mapToSource(index))
        was = self._before.get(item.text(), Check.Unchecked)
        after = {Check.PartiallyChecked: Check.Checked, Check.Checked: Check.Unchecked}
        back = Check.PartiallyChecked if was == Check.PartiallyChecked else Check.Checked
        item.setCheckState(after.get(item.checkState(), back))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field Up and Down point at a tag that fits, and Enter takes it; else what is typed. Space sets."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key, current = event.key(), self.list.currentIndex()
        if watched is self.input and key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.shown.rowCount():
            row = current.row() + (1 if key == Qt.Key.Key_Down else -1)
            self.list.setCurrentIndex(self.shown.index(max(0, min(row, self.shown.rowCount() - 1)), 0))
            return True
        if (
            watched is self.input
            and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and (current.isValid() or self._typed())
        ):
            same = self.model.findItems(self._typed())
            if current.isValid():
                self._toggle(current)
            elif same:
                self._toggle(self.shown.mapFromSource(same[0].index()))
            else:
                self._add()
            self.input.clear()
            return True
        if watched is self.list and key == Qt.Key.Key_Space and current.isValid():
            self._toggle(current)
            return True
        return False

    # Saving

    def _save(self) -> None:
        typed = self._typed()
        if typed and not self.model.findItems(typed):
            self._add()  # typed and not added: that is what was meant
        add, remove = self.wanted()
        if not add and not remove:
            self.accept()
            return
        self.act.set_blocked(self.tr("Saving"))
        self._operations.set_tags(self._ids, add=add, remove=remove, done=self._done, failed=self._refuse)

    def _done(self, _: m.Changes) -> None:
        if isValid(self):
            self.accept()

    def _refuse(self, error: Exception) -> None:
        if isValid(self):
            self.act.set_blocked("")
            said = words_for(error)
            self.field.set_fault(f"{said.happened} {said.act}".strip())
