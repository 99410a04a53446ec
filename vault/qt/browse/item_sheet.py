"""One item in the detail pane: name and acts, preview, properties and versions. Made when one is chosen first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.figures import exact_size, full_moment, moment
from vault.qt.parts.buttons import Button
from vault.qt.parts.details import ItemHead, PropertyGrid
from vault.qt.parts.preview import PreviewWell
from vault.qt.parts.text import Text
from vault.qt.theme import Space

from .places import FolderTree
from .row_words import inside_words, kind_words, milliseconds
from .tag_line import FlowLayout, TagLine
from .versions_section import VersionsSection

MARGIN = 20
WELL_LEAST = 220


class ItemSheet(QScrollArea):
    """It shows; what is done is for others."""

    act_wanted = Signal(str)
    menu_wanted = Signal(object)
    add_tag_wanted = Signal()
    remove_tag_wanted = Signal(str)

    def __init__(self, tree: FolderTree, token: Callable[[str], str], parent: QWidget | None = None) -> None:
        """`token` gives that of a tag's colour."""
        super().__init__(parent)
        self._tree, self._token = tree, token
        self._inside = QWidget(self.viewport())
        self.head = ItemHead(self._inside)
        self.well = PreviewWell(self._inside)
        self.grid = PropertyGrid(self._inside)
        self.versions = VersionsSection(self._inside)
        self.act_line = QWidget(self._inside)
        self.acts = self._make_acts()
        self._lay_out()

    def _make_acts(self) -> dict[str, Button]:
        acts = {
            "share": Button(self.tr("Share"), icon="shared"),
            "edit": Button(self.tr("Edit"), icon="new-note"),
            "open": Button(self.tr("Open"), icon="folder-open"),
            "restore": Button(self.tr("Restore"), icon="restore"),
            "copy-out": Button(self.tr("Copy out"), icon="copy-out"),
            "open-with": Button(self.tr("Open with"), icon="open-with"),
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
        inside = self._inside
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
        column.addWidget(self.versions)
        self._sections = column
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("surface", "surface")
        inside.setProperty("surface", "surface")
        self.setWidget(inside)

    def add_section(self, section: QWidget) -> None:
        """One more, above the versions."""
        section.setContentsMargins(0, 0, 0, Space.L)
        self._sections.insertWidget(self._sections.indexOf(self.versions), section)

    def show_acts(self, row: m.Row, *, read_only: bool) -> None:
        """Its name, and what can be done with it."""
        self.head.name.setText(row.shown)
        removed = row.trashed is not None
        self.head.star.setVisible(not removed)
        self.head.star.setChecked(row.favourite)
        self.head.star.set_name(self.tr("Remove from favourites") if row.favourite else self.tr("Add to favourites"))
        self.head.star.set_blocked(self.tr("The vault can only be read now") if read_only else "")
        shown = {
            "share": not removed and not read_only,
            "edit": row.kind == "note" and not removed and not read_only,
            "open": row.kind == "folder" and not removed,
            "restore": removed and not read_only,
            "copy-out": not removed,
            "open-with": row.kind == "file" and not removed,
            "remove": removed and not read_only,
        }
        for name, button in self.acts.items():
            button.setVisible(shown[name])

    def show_properties(self, row: m.Row, kind: str, *, single: bool, read_only: bool) -> None:
        """What is known of it; `kind` is what it is by its content, where that was seen."""
        place = self._tree.words(row.parent) or self.tr("Top level")
        amount = exact_size(row.size) if row.kind != "folder" else inside_words(row)
        tags = TagLine(row.tags, can_change=row.trashed is None and not read_only, token=self._token)
        tags.add_wanted.connect(self.add_tag_wanted)
        tags.remove_wanted.connect(self.remove_tag_wanted)
        properties: list[tuple[str, str | QWidget]] = [
            (self.tr("Kind"), kind or kind_words(row)),
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
        self.grid.set_single(single)
        self.grid.show_properties(properties)

    def _time(self, name: str, when: int) -> Text:
        text = Text(moment(when), tabular=True, wrap=True)
        text.setToolTip(full_moment(when))
        text.setAccessibleName(f"{name}: {full_moment(when)}")
        return text
