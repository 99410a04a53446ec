"""The settings: few, with safe defaults, and one line of why for each. They apply at once."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from .parts.dialogs import MIDDLE, Dialog
from .parts.fields import Choice
from .parts.segmented import SegmentedChoice
from .parts.text import Rule, Text
from .settings import CLIPBOARD_SECONDS, Density, LanguageChoice, Settings, ThemeChoice
from .theme import Space
from .translations import LANGUAGES
from .tray import has_tray

MINUTES = (1, 2, 5, 10, 20, 30, 60, 120, 0)


class SettingsDialog(Dialog):
    """Look, locking, clipboard, tray. On a low screen it scrolls, as every `Dialog` does."""

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
        self._add_tray()
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)

    def _add_look(self) -> None:
        settings = self._settings
        self._begin(self.tr("Look"))
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
        self._add_language()

    def _add_language(self) -> None:
        settings = self._settings
        self.language = Choice(self.tr("Language"))
        self.language.addItem(self.tr("System"), "system")
        for code, own_name in LANGUAGES.items():
            self.language.addItem(own_name, code)
        self.language.setCurrentIndex(self.language.findData(settings.language))
        self.language.activated.connect(self._take_language)
        why = self.tr("The language of the window, its numbers and dates. It changes when Deedbox is started again.")
        self._add_row(self.tr("Language"), why, self.language)

    def _take_language(self) -> None:
        self._settings.language = cast(LanguageChoice, self.language.currentData())

    def _add_locking(self) -> None:
        settings = self._settings
        self._begin(self.tr("Locking"))
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
        self.session = self._add_box(
            self.tr("Lock together with the screen"),
            self.tr(
                "Also when another user comes in front of it. Before the computer sleeps a vault is always locked."
            ),
            settings.lock_with_session,
        )
        self.session.toggled.connect(lambda on: setattr(settings, "lock_with_session", on))
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

    def _add_clipboard(self) -> None:
        self._begin(self.tr("Clipboard"))
        self.seconds = Choice(self.tr("Clear what was copied after"))
        for seconds in CLIPBOARD_SECONDS:
            self.seconds.addItem(self.tr("%Ln second(s)", "", seconds), seconds)
        self.seconds.setCurrentIndex(self.seconds.findData(self._settings.clipboard_seconds))
        self.seconds.activated.connect(self._take_seconds)
        why = self.tr(
            "Other programs can read the clipboard. Only what comes from Deedbox is cleared, at each lock, too."
        )
        self._add_row(self.tr("Clear what was copied after"), why, self.seconds)

    def _take_seconds(self) -> None:
        self._settings.clipboard_seconds = int(self.seconds.currentData())

    def _add_tray(self) -> None:
        settings = self._settings
        self._begin(self.tr("Tray"))
        there = has_tray()
        self.tray = self._add_box(
            self.tr("Show Deedbox in the tray"),
            self.tr("Its icon tells whether a vault is open, and locks all of them.")
            if there
            else self.tr("This desktop has no tray."),
            settings.tray and there,
        )
        self.tray.setEnabled(there)
        self.tray.toggled.connect(lambda on: setattr(settings, "tray", on))

    def _begin(self, title: str) -> None:
        """Another section."""
        if self.body.count():
            self.body.addWidget(Rule())
        self.body.addWidget(Text(title, "section"))

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
