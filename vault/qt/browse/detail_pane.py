"""The right pane: preview, properties and versions of what is chosen, or how much that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.connection import Asked
from vault.qt.figures import size
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button
from vault.qt.parts.details import PropertyGrid
from vault.qt.parts.dialogs import Surface
from vault.qt.parts.empty import Emblem
from vault.qt.parts.text import Text
from vault.qt.sharing.share_lines import ShareLines
from vault.qt.theme import Space, look
from vault.sandbox.client import SandboxWorker

from .item_sheet import MARGIN, ItemSheet
from .panes import first_focus
from .places import FolderTree
from .previews import Previewer
from .row_words import facts_of, sizes_in

LEAST = 360
TWO_COLUMNS = 400
"""Of properties need so much."""
ACTS = (
    "share", "edit", "open", "restore", "copy-out", "open-with", "move", "trash", "remove", "favourite", "tags",
)  # fmt: skip


class Summary(QWidget):
    """An icon, what is chosen in a sentence, and the acts for all of it."""

    act_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What is chosen"))
        self.icon = Emblem("all")
        self.first = Text("", "section", weight=600, wrap=True)
        self.second = Text("", tone="text-secondary", wrap=True)
        self.grid = PropertyGrid()
        self.grid.set_single(True)
        self.acts: dict[str, Button] = {}
        """Made when one of them is wanted first."""
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(Space.S)
        column.addStretch(1)
        column.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(Space.XS)
        for text in (self.first, self.second):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(text)
        column.addSpacing(Space.S)
        column.addWidget(self.grid, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(Space.S)
        self._pile = QVBoxLayout()
        self._pile.setSpacing(Space.S)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addLayout(self._pile)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(2)

    def _make_acts(self) -> None:
        self.acts = {
            "share": Button(self.tr("Share"), icon="shared"),
            "copy-out": Button(self.tr("Copy out"), icon="copy-out"),
            "move": Button(self.tr("Move to folder"), icon="folder"),
            "tags": Button(self.tr("Tags"), icon="tag"),
            "favourite": Button(self.tr("Add to favourites"), icon="favourites"),
            "restore": Button(self.tr("Restore"), icon="restore"),
            "trash": Button(self.tr("Move to trash"), icon="trash"),
        }
        for name, button in self.acts.items():
            button.clicked.connect(lambda _checked=False, name=name: self.act_wanted.emit(name))
            self._pile.addWidget(button)

    def show_words(
        self, first: str, second: str, acts: Sequence[str] = (), facts: Sequence[tuple[str, str]] = ()
    ) -> None:
        """Says what is chosen and what is known of it, and offers these acts."""
        self.grid.show_properties(list(facts))
        self.grid.setVisible(bool(facts))
        self.first.setText(first)
        self.first.setVisible(bool(first))
        self.second.setText(second)
        if acts and not self.acts:
            self._make_acts()
        for name, button in self.acts.items():
            button.setVisible(name in acts)


class DetailPane(Surface):
    """What is chosen in the list."""

    act_wanted = Signal(str)
    """One of `ACTS`, for all that is chosen."""
    restore_version_wanted = Signal(object, object)
    """(row, `m.VersionRow`)."""
    version_menu_wanted = Signal(object, object, object, object)
    """(row, `m.VersionRow`, the current one, where on the screen)."""
    all_versions_wanted = Signal(object)
    """row."""
    add_tag_wanted = Signal()
    remove_tag_wanted = Signal(str)
    menu_wanted = Signal(object)
    back_wanted = Signal()

    def __init__(
        self,
        operations: Operations,
        tree: FolderTree,
        worker: SandboxWorker,
        token: Callable[[str], str] = lambda _: "",
        parent: QWidget | None = None,
    ) -> None:
        """`token` gives that of a tag's colour."""
        super().__init__("surface", parent)
        self.setAccessibleName(self.tr("Details"))
        self._operations = operations
        self._tree, self._tag_token = tree, token
        self._versions: Sequence[m.VersionRow] = ()
        self.read_only = False
        self.row: m.Row | None = None
        self._asked: Asked | None = None
        self._kind_more = ""
        self._is_single = False
        self._is_inviting = True
        self.top = QWidget(self)
        self.back = Button(self.tr("Back"), "quiet", "back", compact=True, parent=self.top)
        self.back.clicked.connect(self.back_wanted)
        self.stack = QStackedWidget(self)
        self.summary = Summary(self.stack)
        self.summary.act_wanted.connect(self.act_wanted)
        self.setMinimumWidth(look().measure(LEAST))
        self._worker = worker
        self._sheet: ItemSheet | None = None
        self._previewer: Previewer | None = None
        self._lay_out()
        self.show_rows([], 0)

    def _lay_out(self) -> None:
        self.stack.addWidget(self.summary)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        line = QHBoxLayout(self.top)
        line.setContentsMargins(Space.M, Space.S, Space.M, 0)
        line.addWidget(self.back)
        line.addStretch(1)
        self.top.hide()
        outer.addWidget(self.top)
        outer.addWidget(self.stack, 1)

    @property
    def sheet(self) -> ItemSheet:
        """What shows one item; made when it is needed first."""
        if self._sheet is None:
            sheet = self._sheet = ItemSheet(self._tree, self._tag_token, self.stack)
            sheet.act_wanted.connect(self.act_wanted)
            sheet.menu_wanted.connect(self.menu_wanted)
            sheet.add_tag_wanted.connect(self.add_tag_wanted)
            sheet.remove_tag_wanted.connect(self.remove_tag_wanted)
            sheet.head.star.clicked.connect(self._star)
            sheet.versions.restore_wanted.connect(lambda one: self.restore_version_wanted.emit(self.row, one))
            sheet.versions.menu_wanted.connect(self._open_version_menu)
            sheet.versions.all_wanted.connect(lambda: self.all_versions_wanted.emit(self.row))
            self.shares = ShareLines(self._operations)
            sheet.add_section(self.shares)
            self.stack.addWidget(sheet)
        return self._sheet

    def prepare(self) -> None:
        """So that the first choice need not make all of it; one part after the other, as the window has time."""
        _ = self.sheet
        QTimer.singleShot(1, self, lambda: self.previewer)

    @property
    def previewer(self) -> Previewer:
        """What fills the sheet's well."""
        if self._previewer is None:
            self._previewer = Previewer(self._operations, self._worker, self.sheet.well)
            self._previewer.described.connect(self._describe)
        return self._previewer

    # What is shown

    def show_rows(self, rows: Sequence[m.Row], count: int) -> None:
        """These rows are chosen, `count` in all (of many not all are here)."""
        if count == 1 and rows:
            self._show_one(rows[0])
            return
        self._forget()
        self.row = None
        if not count:
            self.summary.icon.hide()
            self.summary.show_words("", self.tr("Choose an item to see it here.") if self._is_inviting else "")
        else:
            self.summary.icon.show()
            together = self.tr("{size} together").format(size=size(sizes_in(rows)))
            second = together if len(rows) == count else self.tr("More than can be counted here")
            removed = bool(rows) and rows[0].trashed is not None
            acts = ["copy-out"] if not removed else []
            if not self.read_only:
                acts += ["restore"] if removed else ["share", "move", "tags", "trash"]
                if not removed and not all(row.favourite for row in rows):
                    acts.append("favourite")
            facts = facts_of(rows, self._tree) if len(rows) == count else []
            self.summary.show_words(self.tr("%Ln item(s) chosen", "", count), second, acts, facts)
        self.stack.setCurrentWidget(self.summary)

    def invite(self, wanted: bool) -> None:
        """Asks to choose an item; not where there is none."""
        self._is_inviting = wanted
        if self.row is None and self.summary.icon.isHidden():
            self.show_rows([], 0)

    def is_blank(self, row: m.Row) -> bool:
        """Whether this item is shown, and there is no preview of it."""
        return self.row is not None and self.row.id == row.id and self.previewer.is_blank

    def focus_preview(self) -> None:
        """The keyboard goes to the preview, to scroll it; to the first act where there is none."""
        target = (first_focus(self.sheet.well) if self.row is not None else None) or first_focus(self)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with what is chosen."""
        if self.row is not None or not self.summary.icon.isHidden():
            self.menu_wanted.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for two columns of properties they stand in one."""
        super().resizeEvent(event)
        single = self.width() - 2 * MARGIN < look().measure(TWO_COLUMNS)
        if single != self._is_single:
            self._is_single = single
            if self.row is not None:
                self._show_properties(self.row)

    def changeEvent(self, event: QEvent) -> None:
        """Larger text needs a wider pane."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setMinimumWidth(look().measure(LEAST))

    def _forget(self) -> None:
        if self._asked is not None:
            self._asked.forget()
            self._asked = None
        if self._previewer is not None:
            self._previewer.clear()

    def _show_one(self, row: m.Row) -> None:
        before, self.row = self.row, row
        same = before is not None and (before.id, before.version) == (row.id, row.version)
        if same and before == row and self.stack.currentWidget() is self._sheet:
            return
        if not same:
            self._forget()
            self._kind_more = ""
            self._show_versions((), 0)
        self.sheet.show_acts(row, read_only=self.read_only)
        self._show_properties(row)
        self.shares.show_item(row.id)
        self.stack.setCurrentWidget(self.sheet)
        self.sheet.well.setVisible(row.kind != "folder")
        self.sheet.versions.setVisible(row.kind != "folder")
        if row.kind == "folder":
            return
        if not same:
            self.previewer.show(row)
        if self._asked is not None:
            self._asked.forget()
        self._asked = self._operations.details(row.id, self._take_details, self._fail)

    def _show_properties(self, row: m.Row) -> None:
        self.sheet.show_properties(row, self._kind_more, single=self._is_single, read_only=self.read_only)

    def _describe(self, item: bytes, words: str) -> None:
        if self.row is not None and self.row.id == item and words != self._kind_more:
            self._kind_more = words
            self._show_properties(self.row)

    def _take_details(self, details: m.Details) -> None:
        if self.row is not None and details.row.id == self.row.id:
            self._show_versions(details.versions, details.older)

    def _fail(self, _: Exception) -> None:
        self._show_versions((), 0)  # it is gone; the list will say so at once

    def _show_versions(self, versions: Sequence[m.VersionRow], older: int) -> None:
        self._versions = versions
        can_change = self.row is not None and self.row.trashed is None and not self.read_only
        self.sheet.versions.show_versions(versions, older, can_change=can_change)

    def _open_version_menu(self, version: m.VersionRow, place: QPoint) -> None:
        if self.row is not None and self._versions:
            self.version_menu_wanted.emit(self.row, version, self._versions[-1], place)

    def _star(self) -> None:
        """The vault decides: the star shows what is, until the list says otherwise."""
        self.sheet.head.star.setChecked(self.row is not None and self.row.favourite)
        self.act_wanted.emit("favourite")

    def recolour(self) -> None:
        """Tags have other colours."""
        if self.row is not None:
            self._show_properties(self.row)
