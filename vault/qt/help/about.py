"""What this program is: version, licence, what it is built with, where settings and list lie; it asks nobody."""

from __future__ import annotations

import platform
import re
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

import vault
from vault.qt.clipboard import secret_clipboard
from vault.qt.known_vaults import FILE
from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import MIDDLE, Dialog
from vault.qt.parts.empty import Emblem
from vault.qt.parts.text import IconText, Text
from vault.qt.settings import Settings
from vault.qt.theme import Space, look
from vault.unlock.device import state_path

from .scrolled import Scrolled

translate = QCoreApplication.translate

OURS = "deedbox"
EMBLEM = 48
LIST = 200
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LONGEST_LICENCE = 60


@dataclass(frozen=True)
class Library:
    """What we stand on: its name, the version that is installed, its licence as it says itself."""

    name: str
    version: str
    licence: str


def libraries() -> list[Library]:
    """Everything Deedbox asks for to run, by name; what is not installed is left out. Asks the disk."""
    try:
        wanted = metadata.requires(OURS) or []
    except metadata.PackageNotFoundError:
        return []
    names = sorted({found[0] for one in wanted if "extra ==" not in one and (found := _NAME.match(one))}, key=str.lower)
    return [library for library in map(_library, names) if library is not None]


def _library(name: str) -> Library | None:
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    return Library(about["Name"], about["Version"], licence_of(about) or translate("about", "not stated"))


def licence_of(about: metadata.PackageMetadata) -> str:
    """In a word or two: the expression, the short field, or what the classifiers say."""
    for field in ("License-Expression", "License"):
        said = (about[field] or "").strip() if field in about else ""
        if said and "\n" not in said and len(said) <= _LONGEST_LICENCE:
            return said
    classified = [
        one.rpartition(" :: ")[2] for one in about.get_all("Classifier") or [] if one.startswith("License :: ")
    ]
    return ", ".join(classified)


def details(found: list[Library]) -> str:
    """For a report of a fault: versions alone, no place and no name of anybody."""
    lines = [
        f"Deedbox {vault.__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()}, {platform.machine()}, {QGuiApplication.platformName()}",
        f"screen at {round(100 * QGuiApplication.primaryScreen().devicePixelRatio())} %, theme {look().theme.name}",
    ]
    return "\n".join([*lines, *(f"{one.name} {one.version}" for one in found)]) + "\n"


def short_place(path: Path) -> str:
    """A path as it can be typed, from the person's own folder on where it is in there."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)


class AboutDialog(Dialog):
    """Opens at once; the list of libraries comes a moment later."""

    def __init__(self, window: QWidget) -> None:
        super().__init__("", window, width=MIDDLE)
        self.setWindowTitle(self.tr("About Deedbox"))
        self.setAccessibleName(self.tr("About Deedbox"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.libraries: list[Library] = []
        self._aside = Aside(self)
        self.body.addLayout(self._make_head())
        for icon, words in (
            ("globe-hemisphere-west", self.tr("No account, no server, no telemetry. It asks nobody for updates.")),
            ("about", self.tr("Free software under the Apache License 2.0, without any warranty.")),
        ):  # fmt: skip
            self.body.addWidget(IconText(icon, Text(words, wrap=True), size=16, gap=8, token="text-secondary"))
        self.body.addWidget(Text(self.tr("On this computer"), "section"))
        self.body.addLayout(self._make_places(window))
        self.body.addWidget(Text(self.tr("Built with"), "section"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.XS)
        self._grid.setColumnStretch(2, 1)
        self.list = Scrolled(self.tr("Built with"), self._grid, LIST)
        self.body.addWidget(self.list, 1)
        self.copy = Button(self.tr("Copy details"))
        self.copy.setToolTip(self.tr("Versions of this program and its libraries, for a report; nothing of a vault"))
        self.copy.clicked.connect(self._copy)
        self.add_option(self.copy)
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)
        self._aside.ask(libraries, self._take)

    def _make_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(Space.L)
        head.addWidget(Emblem(size=EMBLEM))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(self.tr("Deedbox {version}").format(version=vault.__version__), "item-title"))
        words.addWidget(
            Text(self.tr("The vault that proves you can get your data back."), tone="text-secondary", wrap=True)
        )
        head.addLayout(words, 1)
        return head

    def _make_places(self, window: QWidget) -> QGridLayout:
        """Where the settings and the list of vaults are: both may be looked at and deleted."""
        places = QGridLayout()
        places.setHorizontalSpacing(Space.L)
        places.setVerticalSpacing(Space.XS)
        places.setColumnStretch(1, 1)
        settings = getattr(window, "settings", None)
        rows = []
        if isinstance(settings, Settings):
            rows.append((self.tr("Settings"), short_place(Path(settings.place))))
        try:
            rows.append((self.tr("Known vaults"), short_place(state_path() / FILE)))
        except RuntimeError:
            rows.append((self.tr("Known vaults"), self.tr("Not kept here")))
        for at, (name, place) in enumerate(rows):
            shown = Text(place, elide=Qt.TextElideMode.ElideMiddle)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            shown.setAccessibleName(f"{name}: {place}")
            places.addWidget(Text(name, tone="text-secondary"), at, 0)
            places.addWidget(shown, at, 1)
        return places

    def _take(self, found: list[Library]) -> None:
        python = Library("Python", platform.python_version(), "PSF-2.0")
        self.libraries = [python, Library("Qt", qVersion() or "", "LGPL-3.0"), *found]
        for at, one in enumerate(self.libraries):
            for column, words in enumerate((one.name, one.version, one.licence)):
                tone = "text" if column == 0 else "text-secondary"
                self._grid.addWidget(Text(words, tone=tone, wrap=column == 2, tabular=column == 1), at, column)

    def _copy(self) -> None:
        secret_clipboard().put_public(details(self.libraries))
        self.copy.setText(self.tr("Copied"))
