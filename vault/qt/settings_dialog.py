"""The settings: few, with safe defaults, and one line of why for each. They apply at once."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from .parts.dialogs import MIDDLE, Dialog
from .parts.fields import Choice
from .parts.segmented import SegmentedChoice
from .parts.text import Rule, Text
from .settings import Density, Settings, ThemeChoice
from .theme import Space

MINUTES = (1, 2, 5, 10, 20, 30, 60, 120, 0)


class SettingsDialog(Dialog):
    """Look, density, and when the vault locks by itself."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=MIDDLE)
        self.setWindowTitle(self.tr("Settings"))
        self.setAccessibleName(self.tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = settings
        self.body.setSpacing(Space.L)
        self._add_look()
        self._add_locking()
        self.body.addStretch(1)
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)

    def _add_look(self) -> None:
        settings = self._settings
        self.theme = SegmentedChoice(
            self.tr("Theme"),
            [("system", self.tr("System")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))],
        )
        self.theme.choose(settings.theme)
        self.theme.chosen.connect(lambda key: setattr(settings, "theme", cast(ThemeChoice, key)))
        self._add_row(self.tr("Theme"), self.tr("System follows what is set for the whole computer."), self.theme)
        self.density = SegmentedChoice(
            self.tr("Rows"), [("comfortable", self.tr("Comfortable")), ("compact", self.tr("Compact"))]
        )
        self.density.choose(settings.density)
        self.density.chosen.connect(lambda key: setattr(settings, "density", cast(Density, key)))
        self._add_row(self.tr("Rows"), self.tr("Compact shows more of a long list, in one line each."), self.density)
        self.body.addWidget(Rule())

    def _add_locking(self) -> None:
        settings = self._settings
        self.minutes = Choice(self.tr("Lock after"))
        for minutes in sorted({*MINUTES, settings.lock_after_minutes}, key=lambda one: one or 10_000):
            words = self.tr("%Ln minute(s)", "", minutes) if minutes else self.tr("Never")
            self.minutes.addItem(words, minutes)
        self.minutes.setCurrentIndex(self.minutes.findData(settings.lock_after_minutes))
        self.minutes.activated.connect(self._take_minutes)
        why = self.tr("An open vault is open to whoever sits down here. Counted from the last key or mouse.")
        self._add_row(self.tr("Lock after"), why, self.minutes)
        self.finish = self._add_box(
            self.tr("Let long work finish before that lock"),
            self.tr("Off: it stops when the time is up, and what was finished is kept. On: the lock comes after it."),
            settings.finish_work_first,
        )
        self.finish.toggled.connect(lambda on: setattr(settings, "finish_work_first", on))
        self.minimized = self._add_box(
            self.tr("Lock when the window is minimized"),
            self.tr("For places where others see the screen. The password is asked for each time."),
            settings.lock_when_minimized,
        )
        self.minimized.toggled.connect(lambda on: setattr(settings, "lock_when_minimized", on))
        self.keep = self._add_box(
            self.tr("Keep changes of other programs that could not be saved"),
            self.tr(
                "On: they stay in memory, readable, until the vault is unlocked again. Off: they are wiped and lost."
            ),
            settings.keep_unsaved_copies,
        )
        self.keep.toggled.connect(lambda on: setattr(settings, "keep_unsaved_copies", on))

    def _take_minutes(self) -> None:
        self._settings.lock_after_minutes = int(self.minutes.currentData())

    def _add_row(self, name: str, why: str, control: QWidget) -> None:
        """The name and why at the left, the control at the right."""
        row = QHBoxLayout()
        row.setSpacing(Space.XXL)
        words = QVBoxLayout()
        words.setSpacing(0)
        label = Text(name, weight=500)
        label.setBuddy(control)
        words.addWidget(label)
        words.addWidget(Text(why, "small", "text-secondary", wrap=True))
        control.setAccessibleDescription(why)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def _add_box(self, name: str, why: str, on: bool) -> QCheckBox:
        column = QVBoxLayout()
        column.setSpacing(0)
        box = QCheckBox(name)
        box.setChecked(on)
        box.setAccessibleDescription(why)
        words = Text(why, "small", "text-secondary", wrap=True)
        words.setContentsMargins(24, 0, 0, 0)
        column.addWidget(box)
        column.addWidget(words)
        self.body.addLayout(column)
        return box
