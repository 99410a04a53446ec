"""One entry of the trail beside the list: its sentences, when it was, and what exactly stands in the vault."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.figures import full_moment, number
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Panel
from vault.qt.parts.text import IconText, Rule, Text
from vault.qt.theme import Space

from .words import icon_of, told, values_of


class EntrySheet(Panel):
    """Filled anew for each entry; `show_wanted` leads to its item."""

    show_wanted = Signal(bytes)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry: m.TrailEntry | None = None
        self.first = IconText("activity", Text("", "section", weight=600, wrap=True), size=18, gap=12)
        self.second = Text("", tone="text-secondary", wrap=True)
        self.item = Text("", weight=500, wrap=True)
        self.place = Text("", "small", "text-secondary", wrap=True)
        self.show_item = Button(self.tr("Show in the vault"), icon="folder-open")
        self.show_item.clicked.connect(self._show_item)
        act = QHBoxLayout()
        act.addWidget(self.show_item)
        act.addStretch(1)
        self._facts = QWidget()
        self._grid = QGridLayout(self._facts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        column.setSpacing(Space.S)
        for widget in (self.first, self.second, self.item, self.place):
            column.addWidget(widget)
        column.addLayout(act)
        column.addSpacing(Space.XS)
        column.addWidget(Rule())
        column.addSpacing(Space.XS)
        column.addWidget(self._facts)

    def show_entry(self, entry: m.TrailEntry) -> None:
        """This one."""
        if entry == self.entry:
            return
        self.entry = entry
        said = told(entry)
        self.setAccessibleName(said.whole)
        self.first.set_icon(*icon_of(entry.entry))
        self.first.text.setText(said.first)
        for text, words in ((self.second, said.second), (self.item, entry.name), (self.place, entry.place)):
            text.setText(words)
            text.setVisible(bool(words))
        self.show_item.setVisible(entry.item is not None)
        while (item := self._grid.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                before.deleteLater()
        facts = [
            (self.tr("When"), full_moment(entry.entry.time)),
            (self.tr("Entry"), number(entry.entry.sequence)),
            (self.tr("As written"), entry.entry.action),
            *((self.tr("Exact values") if at == 0 else "", value) for at, value in enumerate(values_of(entry.entry))),
        ]
        for row, (name, value) in enumerate(facts):
            self._add(row, name, value)

    def _add(self, row: int, name: str, value: str) -> None:
        words = Text(value, tabular=True, wrap=True)
        words.setAccessibleName(f"{name}: {value}" if name else value)
        self._grid.addWidget(Text(name, tone="text-secondary"), row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, row, 1)

    def _show_item(self) -> None:
        if self.entry is not None and self.entry.item is not None:
            self.show_wanted.emit(self.entry.item)
