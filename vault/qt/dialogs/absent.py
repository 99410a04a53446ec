"""The ways in that are not at hand, each with a box to be ticked by somebody who knows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.figures import day
from vault.qt.keys.words import way_name
from vault.qt.parts.cards import Panel
from vault.qt.parts.text import Rule, Text
from vault.qt.theme import Space

INDENT = 24


class AbsentSlots(QWidget):
    """Hidden while there is none. Whoever could write to the vault's folder might have planted one: hence the boxes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(Text(self.tr("Other ways in"), weight=500))
        column.addWidget(
            Text(
                self.tr("These will open the vault from now on, too. Tick each one that is yours."),
                "small",
                "text-secondary",
                wrap=True,
            )
        )
        self._panel = Panel()
        self._rows = QVBoxLayout(self._panel)
        self._rows.setContentsMargins(1, 1, 1, 1)
        self._rows.setSpacing(0)
        column.addSpacing(Space.XS)
        column.addWidget(self._panel)
        self.boxes: dict[bytes, QCheckBox] = {}
        self.hide()

    def show_slots(self, slots: Sequence[m.KeySlot]) -> None:
        """Shows these, none of them ticked."""
        while (item := self._rows.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                before.deleteLater()
        self.boxes = {}
        for number, slot in enumerate(slots):
            if number:
                self._rows.addWidget(Rule())
            self._rows.addWidget(self._make_row(slot))
        self.setVisible(bool(slots))
        self.changed.emit()

    def _make_row(self, slot: m.KeySlot) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        column.setSpacing(0)
        box = QCheckBox(way_name(slot).replace("&", "&&"))
        facts = self.tr("Added {day}, fingerprint {fingerprint}").format(
            day=day(slot.added, within=True), fingerprint=slot.fingerprint
        )
        words = Text(facts, "small", "text-secondary", wrap=True, tabular=True)
        words.setContentsMargins(INDENT, 0, 0, 0)
        box.setAccessibleDescription(facts)
        box.toggled.connect(lambda _: self.changed.emit())
        column.addWidget(box)
        column.addWidget(words)
        self.boxes[slot.id] = box
        return row

    def is_confirmed(self) -> bool:
        """Whether each is ticked."""
        return all(box.isChecked() for box in self.boxes.values())

    def confirmed(self) -> list[bytes]:
        """The ids of those that are."""
        return [slot for slot, box in self.boxes.items() if box.isChecked()]
