"""Every page, dialog and menu in the longest words, on the smallest screen: the pseudo-locale at 200 %."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.qt.kit.codes import CODE, PARTS
from tests.qt.legible import cuts, untranslated
from tests.qt.tongues import speaking
from tests.qt.walk import Station, Walk
from vault.qt.help.about import AboutDialog
from vault.qt.help.manual_window import ManualWindow
from vault.qt.sharing.word_grid import WordGrid
from vault.qt.theme import Look

AT_200 = (960, 540 - 40)
"""What a screen of 1920 × 1080 has room for at 200 %, without the system's own bar."""
NAMES = (
    *("My Papers", "House", "Purchase", "Where it is", "Letters", "Letter", "Allergies", "garden", "list", "Study"),
    *("Contract", "Safe", "Anna", "Ben", "house", "urgent", "notary", "dear", "study", "It is in the", "In the"),
    *("Share.age", "md", "png", "txt", "age", "a.txt", "b.txt", "key", "nothing of that kind", "contact added"),
    *("Moved to the trash.", "Undo", "https://example.org/a", "English", "Deutsch", "Deedbox"),
)
"""What the walk puts into its vault, and says itself."""
FIGURES = r"\d+ [KMG]?B\b|\w+day, \d+ \w+ \d{4} [\d:]+|\d+ \w+ \d{4}|/[\w/. -]*\.deedbox|/[\w/.-]*"
"""Sizes, days, places on the disk."""
PASSPHRASE = r"(?:[a-z]+, ){5}[a-z]+"
LAYOUT_SECONDS = 3.0
NOT_OURS = (AboutDialog, ManualWindow)
"""Names of libraries and licences; the manual, whose chapters no table translates."""


def known_words(station: Station, folder: Path) -> re.Pattern[str]:
    """What is shown and is no word of the window: names, figures, and words that were drawn."""
    drawn = {*CODE.words, *" ".join(PARTS).split()}
    for grid in station.widget.findChildren(WordGrid):
        drawn.update(grid.accessibleName().split(", "))
    words = "|".join(re.escape(word) for word in sorted({*NAMES, *drawn} - {""}, key=len, reverse=True))
    return re.compile(rf"{re.escape(str(folder))}|{FIGURES}|{PASSPHRASE}|(?<!\w)(?:{words})(?!\w)")


def faults_at(walk: Walk, station: Station) -> Iterator[str]:
    widget = station.widget
    yield from cuts(widget)
    if not isinstance(widget, NOT_OURS):
        yield from untranslated(widget, known_words(station, walk.folder))
    if station.is_dialog:
        least = widget.minimumSizeHint()
        if max(widget.width(), least.width()) > AT_200[0] or least.height() > AT_200[1]:
            yield f"is {widget.width()} wide, and at least {least.width()} × {least.height()}"


def lasting_faults_at(walk: Walk, station: Station) -> list[str]:
    """What stays wrong: where something is still being laid out, it is looked at again."""
    end = time.monotonic() + LAYOUT_SECONDS
    while (faults := list(faults_at(walk, station))) and time.monotonic() < end:
        QTest.qWait(20)
    return faults


def test_everything_fits_and_is_translated(qapp: QApplication, worn: Look, tmp_path: Path) -> None:
    with speaking(qapp, "pseudo"):
        walk = Walk(tmp_path, *AT_200)
        faults = {f"{one.name}: {fault}" for one in walk.stations() for fault in lasting_faults_at(walk, one)}
        walk.close()
    assert not faults, "\n".join(sorted(faults))
