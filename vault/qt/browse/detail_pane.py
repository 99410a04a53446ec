"""The right pane: preview, properties and versions of what is chosen, or how much that is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.connection import Asked
from vault.qt.figures import exact_size, full_moment, moment, number, size
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import SectionHead
from vault.qt.parts.details import ItemHead, PropertyGrid, VersionRow
from vault.qt.parts.dialogs import Surface
from vault.qt.parts.empty import Emblem
from vault.qt.parts.preview import PreviewWell
from vault.qt.parts.text import Text
from vault.qt.theme import Space, look
from vault.sandbox.client import SandboxWorker

from .panes import first_focus
from .places import FolderTree
from .previews import Previewer
from .row_words import inside_words, kind_words, milliseconds, sizes_in
from .tag_line import FlowLayout, TagLine

MARGIN = 20
MOST_VERSIONS = 30
LEAST = 360
TWO_COLUMNS = 400
"""Of properties need so much."""
WELL_LEAST = 220
ACTS = ("edit", "open", "restore", "copy-out", "move", "trash", "remove")


class Summary(QWidget):
    """An icon, what is chosen in a sentence, and the acts for all of it."""

    act_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What is chosen"))
        self.icon = Emblem("all")
        self.first = Text("", "section", weight=600, wrap=True)
        self.second = Text("", tone="text-secondary", wrap=True)
        self.acts = {
            "copy-out": Button(self.tr("Copy out"), icon="copy-out"),
            "move": Button(self.tr("Move to folder"), icon="folder"),
            "restore": Button(self.tr("Restore"), icon="restore"),
            "trash": Button(self.tr("Move to trash"), icon="trash"),
        }
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
        pile = QVBoxLayout()
        pile.setSpacing(Space.S)
        for name, button in self.acts.items():
            button.clicked.connect(lambda _checked=False, name=name: self.act_wanted.emit(name))
            pile.addWidget(button)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addLayout(pile)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(2)

    def show_words(self, first: str, second: str, acts: Sequence[str] = ()) -> None:
        """Says what is chosen, and offers these acts."""
        self.first.setText(first)
        self.first.setVisible(bool(first))
        self.second.setText(second)
        for name, button in self.acts.items():
            button.setVisible(name in acts)


class DetailPane(Surface):
    """What is chosen in the list."""

    act_wanted = Signal(str)
    """One of `ACTS`, for all that is chosen."""
    version_wanted = Signal(object, int)
    """(row, number): that version is to be copied out."""
    add_tag_wanted = Signal()
    remove_tag_wanted = Signal(str)
    menu_wanted = Signal(object)
    back_wanted = Signal()

    def __init__(
        self, operations: Operations, tree: FolderTree, worker: SandboxWorker, parent: QWidget | None = None
    ) -> None:
        super().__init__("surface", parent)
        self.setAccessibleName(self.tr("Details"))
        self._operations = operations
        self._tree = tree
        self.read_only = False
        self.row: m.Row | None = None
        self._asked: Asked | None = None
        self._kind_more = ""
        self._is_single = False
        self.back = Button(self.tr("Back"), "quiet", "back", compact=True)
        self.back.clicked.connect(self.back_wanted)
        self.top = QWidget()
        self.head = ItemHead()
        self.head.star.hide()
        self.well = PreviewWell()
        self.previewer = Previewer(operations, worker, self.well)
        self.previewer.described.connect(self._describe)
        self.grid = PropertyGrid()
        self.versions = QVBoxLayout()
        self.versions_head = SectionHead(self.tr("Versions"), role="body")
        self.summary = Summary()
        self.summary.act_wanted.connect(self.act_wanted)
        self.stack = QStackedWidget()
        self.setMinimumWidth(look().measure(LEAST))
        self.act_line = QWidget()
        self.acts = self._make_acts()
        self._lay_out()
        self.show_rows([], 0)

    def _make_acts(self) -> dict[str, Button]:
        acts = {
            "edit": Button(self.tr("Edit"), icon="new-note"),
            "open": Button(self.tr("Open"), icon="folder-open"),
            "restore": Button(self.tr("Restore"), icon="restore"),
            "copy-out": Button(self.tr("Copy out"), icon="copy-out"),
            "remove": Button(self.tr("Remove for good"), "danger"),
        }
        line = FlowLayout(self.act_line, spacing=Space.S)
        for name, button in acts.items():
            line.addWidget(button)
            button.clicked.connect(lambda _checked=False, name=name: self.act_wanted.emit(name))
        self.head.more.clicked.connect(
            lambda: self.menu_wanted.emit(self.head.more.mapToGlobal(self.head.more.rect().bottomLeft()))
        )
        return acts

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN, 16, MARGIN, Space.S)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addSpacing(Space.S)
        column.addWidget(self.act_line)
        column.addSpacing(Space.M)
        self.well.setMinimumHeight(WELL_LEAST)
        self.well.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column.addWidget(self.well, 100)
        column.addSpacing(14)
        column.addWidget(Text(self.tr("Properties"), weight=600))
        column.addSpacing(Space.XS)
        column.addWidget(self.grid)
        column.addSpacing(Space.L)
        column.addWidget(self.versions_head)
        column.addSpacing(Space.XS)
        self.versions.setSpacing(0)
        column.addLayout(self.versions)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setProperty("surface", "surface")
        inside.setProperty("surface", "surface")
        scroll.setWidget(inside)
        self.stack.addWidget(self.summary)
        self.stack.addWidget(scroll)
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
            self.summary.show_words("", self.tr("Choose an item to see it here."))
        else:
            self.summary.icon.show()
            together = self.tr("{size} together").format(size=size(sizes_in(rows)))
            second = together if len(rows) == count else self.tr("More than can be counted here")
            removed = bool(rows) and rows[0].trashed is not None
            acts = ["copy-out"] if not removed else []
            if not self.read_only:
                acts += ["restore"] if removed else ["move", "trash"]
            self.summary.show_words(self.tr("%Ln item(s) chosen", "", count), second, acts)
        self.stack.setCurrentIndex(0)

    def focus_preview(self) -> None:
        """The keyboard goes to the preview, to scroll it; to the first act where there is none."""
        target = first_focus(self.well) or first_focus(self)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

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
        self.previewer.clear()

    def _show_one(self, row: m.Row) -> None:
        before, self.row = self.row, row
        same = before is not None and (before.id, before.version) == (row.id, row.version)
        if same and before == row and self.stack.currentIndex() == 1:
            return
        if not same:
            self._forget()
            self._kind_more = ""
            self._show_versions(())
        self._show_acts(row)
        self._show_properties(row)
        self.stack.setCurrentIndex(1)
        self.well.setVisible(row.kind != "folder")
        self.versions_head.setVisible(row.kind != "folder")
        if row.kind == "folder":
            return
        if not same:
            self.previewer.show(row)
        if self._asked is not None:
            self._asked.forget()
        self._asked = self._operations.details(row.id, self._take_details, self._fail)

    def _show_acts(self, row: m.Row) -> None:
        self.head.name.setText(row.shown)
        removed = row.trashed is not None
        shown = {
            "edit": row.kind == "note" and not removed and not self.read_only,
            "open": row.kind == "folder" and not removed,
            "restore": removed and not self.read_only,
            "copy-out": not removed,
            "remove": removed and not self.read_only,
        }
        for name, button in self.acts.items():
            button.setVisible(shown[name])

    def _show_properties(self, row: m.Row) -> None:
        kind = self._kind_more or kind_words(row)
        place = self._tree.words(row.parent) or self.tr("Top level")
        amount = exact_size(row.size) if row.kind != "folder" else inside_words(row)
        tags = TagLine(row.tags, can_change=row.trashed is None and not self.read_only)
        tags.add_wanted.connect(self.add_tag_wanted)
        tags.remove_wanted.connect(self.remove_tag_wanted)
        properties: list[tuple[str, str | QWidget]] = [
            (self.tr("Kind"), kind),
            (self.tr("Size") if row.kind != "folder" else self.tr("Holds"), amount),
            (self.tr("Folder"), place),
            (self.tr("Added"), self._time(self.tr("Added"), row.added)),
        ]
        if row.kind != "folder":
            properties.append((self.tr("Changed"), self._time(self.tr("Changed"), milliseconds(row))))
        if row.trashed is not None:
            properties.append((self.tr("Removed"), self._time(self.tr("Removed"), row.trashed)))
        if row.tags or row.trashed is None:
            properties.append((self.tr("Tags"), tags))
        self.grid.set_single(self._is_single)
        self.grid.show_properties(properties)

    def _time(self, name: str, when: int) -> Text:
        text = Text(moment(when), tabular=True)
        text.setToolTip(full_moment(when))
        text.setAccessibleName(f"{name}: {full_moment(when)}")
        return text

    def _describe(self, item: bytes, words: str) -> None:
        if self.row is not None and self.row.id == item and words != self._kind_more:
            self._kind_more = words
            self._show_properties(self.row)

    def _take_details(self, details: m.Details) -> None:
        if self.row is not None and details.row.id == self.row.id:
            self._show_versions(details.versions)

    def _fail(self, _: Exception) -> None:
        self._show_versions(())  # it is gone; the list will say so at once

    def _show_versions(self, versions: Sequence[m.VersionRow]) -> None:
        while (item := self.versions.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.versions_head.count.setText(self.tr("%Ln kept", "", len(versions)) if versions else "")
        for version in reversed(versions[-MOST_VERSIONS:]):
            current = version is versions[-1]
            line = VersionRow(number(version.number), moment(version.added), "", size(version.size), current=current)
            line.setToolTip(full_moment(version.added))
            if line.restore is not None:
                line.restore.setText(self.tr("Copy out"))
                line.restore.setAccessibleName(
                    self.tr("Copy out version {number}").format(number=number(version.number))
                )
                line.restore.clicked.connect(
                    lambda _checked=False, number=version.number: self.version_wanted.emit(self.row, number)
                )
            self.versions.addWidget(line)
