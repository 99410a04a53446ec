"""The settings: few, with safe defaults, and one line of why for each. They apply at once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from .parts.dialogs import MIDDLE, Dialog
from .parts.fields import Choice, explained
from .parts.segmented import SegmentedChoice
from .parts.text import Rule, Text
from .settings import CLIPBOARD_SECONDS, Settings
from .theme import Space
from .translations import LANGUAGES
from .tray import has_tray

MINUTES = (1, 2, 5, 10, 20, 30, 60, 120, 0)


class SettingsDialog(Dialog):
    """Look, locking, clipboard. On a low screen it scrolls, as every `Dialog` does.

    Each control is given the name of its setting in `Settings`, which it shows and changes.
    """

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=MIDDLE)
        self.setWindowTitle(self.tr("Settings"))
        self.setAccessibleName(self.tr("Settings"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = settings
        self.body.setSpacing(Space.M)  # a `Dialog` scrolls by itself where it does not fit: nothing else scrolls in it
        self._add_look()
        self._add_locking()
        self._add_clipboard()
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)

    # What there is

    def _add_look(self) -> None:
        self._begin(self.tr("Look"))
        self.theme = self._add_segments(
            "theme",
            self.tr("Theme"),
            self.tr("System follows what is set for the whole computer."),
            [("system", self.tr("System")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))],
        )
        self.density = self._add_segments(
            "density",
            self.tr("Rows"),
            self.tr("Compact shows more of a long list, in one line each."),
            [("comfortable", self.tr("Comfortable")), ("compact", self.tr("Compact"))],
        )
        self.language = self._add_choice(
            "language",
            self.tr("Language"),
            self.tr("The language of the window, its numbers and dates. It changes when Deedbox is started again."),
            [("system", self.tr("System")), *LANGUAGES.items()],
        )
        there = has_tray()
        self.tray = self._add_box(
            "tray",
            self.tr("Show Deedbox in the tray"),
            self.tr("Its icon tells whether a vault is open, and locks all of them.")
            if there
            else self.tr("This desktop has no tray."),
            can=there,
        )

    def _add_locking(self) -> None:
        self._begin(self.tr("Locking"))
        minutes = sorted({*MINUTES, self._settings.lock_after_minutes}, key=lambda one: one or 10_000)
        self.minutes = self._add_choice(
            "lock_after_minutes",
            self.tr("Lock after"),
            self.tr("An open vault is open to whoever sits down here. Counted from the last key or mouse."),
            [(one, self.tr("%Ln minute(s)", "", one) if one else self.tr("Never")) for one in minutes],
        )
        self.finish = self._add_box(
            "finish_work_first",
            self.tr("Let long work finish before that lock"),
            self.tr("Off: it stops when the time is up, and what was finished is kept. On: the lock comes after it."),
        )
        self.session = self._add_box(
            "lock_with_session",
            self.tr("Lock together with the screen"),
            self.tr("Also when the screen goes to another user. Before the computer sleeps, vaults always lock."),
        )
        self.minimized = self._add_box(
            "lock_when_minimized",
            self.tr("Lock when the window is minimized"),
            self.tr("For places where others see the screen. The password is asked for each time."),
        )
        self.keep = self._add_box(
            "keep_unsaved_copies",
            self.tr("Keep changes of other programs that could not be saved"),
            self.tr(
                "On: they stay in memory, readable, until the vault is unlocked again. Off: they are wiped and lost."
            ),
        )

    def _add_clipboard(self) -> None:
        self._begin(self.tr("Clipboard"))
        self.seconds = self._add_choice(
            "clipboard_seconds",
            self.tr("Clear what was copied after"),
            self.tr(
                "Other programs can read the clipboard. Only what comes from Deedbox is cleared, at each lock, too."
            ),
            [(one, self.tr("%Ln second(s)", "", one)) for one in CLIPBOARD_SECONDS],
        )

    # How it is shown

    def _begin(self, title: str) -> None:
        """Another section."""
        if self.body.count():
            self.body.addWidget(Rule())
        self.body.addWidget(Text(title, "section"))

    def _add_segments(self, setting: str, name: str, why: str, values: list[tuple[str, str]]) -> SegmentedChoice:
        """A few values beside each other, each with its words."""
        control = SegmentedChoice(name, values)
        control.choose(getattr(self._settings, setting))
        control.chosen.connect(partial(setattr, self._settings, setting))
        self._add_row(name, why, control)
        return control

    def _add_choice(self, setting: str, name: str, why: str, values: Iterable[tuple[Any, str]]) -> Choice:
        """Several values in a drop-down list, each with its words."""
        control = Choice(name)
        for value, words in values:
            control.addItem(words, value)
        control.setCurrentIndex(control.findData(getattr(self._settings, setting)))
        settings = self._settings
        control.activated.connect(lambda at: setattr(settings, setting, control.itemData(at)))
        self._add_row(name, why, control)
        return control

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

    def _add_box(self, setting: str, name: str, why: str, *, can: bool = True) -> QCheckBox:
        """On or off; what cannot be had here stays as it was chosen elsewhere."""
        box = QCheckBox(name)
        box.setChecked(can and getattr(self._settings, setting))
        box.setEnabled(can)
        box.toggled.connect(partial(setattr, self._settings, setting))
        self.body.addLayout(explained(box, why))
        return box
