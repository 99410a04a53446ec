"""The versions of an item in the detail pane: when, how large, and what can be done with each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.figures import full_moment, moment, number, size
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import SectionHead
from vault.qt.parts.details import VersionRow
from vault.qt.parts.text import Text
from vault.qt.theme import Space

MOST = 8
"""So many stand in the pane; a dialog shows all."""


class VersionsSection(QWidget):
    """The newest versions, and what the older ones cost."""

    restore_wanted = Signal(object)
    """`m.VersionRow`."""
    menu_wanted = Signal(object, object)
    """(`m.VersionRow`, where on the screen)."""
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = SectionHead(self.tr("Versions"), role="body")
        self.lines = QVBoxLayout()
        self.lines.setSpacing(0)
        self.cost = Text("", "small", "text-secondary", wrap=True, tabular=True)
        self.all = Button("", "link", compact=True)
        self.all.clicked.connect(self.all_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self.head)
        column.addLayout(self.lines)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.cost, 1)
        foot.addWidget(self.all)
        column.addLayout(foot)
        self.show_versions((), 0, can_change=False)

    def show_versions(self, versions: Sequence[m.VersionRow], older: int, *, can_change: bool) -> None:
        """These, oldest first; `older` bytes only the older ones hold."""
        while (item := self.lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.head.count.setText(self.tr("%Ln kept", "", len(versions)) if versions else "")
        for version in reversed(versions[-MOST:]):
            self.lines.addWidget(self._line(version, current=version is versions[-1], can_change=can_change))
        several = len(versions) > 1
        held = self.tr("The older ones hold {size}").format(size=size(older))
        self.cost.setText(held if several else "")
        self.cost.setVisible(several)
        self.all.setText(self.tr("Show all"))
        self.all.setVisible(several)

    def _line(self, version: m.VersionRow, *, current: bool, can_change: bool) -> VersionRow:
        named = number(version.number)
        line = VersionRow(named, moment(version.added), "", size(version.size), current=current)
        line.setToolTip(full_moment(version.added))
        if line.restore is not None and line.more is not None:
            line.restore.setAccessibleName(self.tr("Restore version {number}").format(number=named))
            line.restore.clicked.connect(lambda _checked=False: self.restore_wanted.emit(version))
            line.restore.setVisible(can_change)
            line.more.set_name(self.tr("More with version {number}").format(number=named))
            line.more.clicked.connect(partial(self._open_menu, version, line))
        return line

    def _open_menu(self, version: m.VersionRow, line: VersionRow, _checked: bool = False) -> None:
        if line.more is not None:
            self.menu_wanted.emit(version, line.more.mapToGlobal(line.more.rect().bottomLeft()))
