"""Repair: everything is checked again, and what can be put right is. What a backup still has may be fetched from it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.engine.errors import Cancelled, Damaged, NotFound, PathRejected
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button, IconButton
from vault.qt.parts.cards import Panel
from vault.qt.parts.choosing import choose_file, choose_folder, documents
from vault.qt.parts.dialogs import MIDDLE
from vault.qt.parts.text import IconText, Text
from vault.qt.start.places import place_words, shown
from vault.qt.theme import Space, look
from vault.qt.wording import Said, words_for
from vault.qt.works import Work

from .findings import lines_of, lines_of_repaired
from .working import WorkDialog


class SourceList(QWidget):
    """Exports and vault folders that may still hold what is damaged or missing here. None need be named."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paths: list[Path] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        title = Text(self.tr("Fetch missing pieces from a backup"), weight=500)
        column.addWidget(title)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(Space.XS)
        column.addLayout(self._rows)
        acts = QHBoxLayout()
        acts.setSpacing(Space.S)
        self.add_file = Button(self.tr("Add an export"), icon="add")
        self.add_folder = Button(self.tr("Add a vault folder"), icon="folder-plus")
        for button in (self.add_file, self.add_folder):
            acts.addWidget(button)
        acts.addStretch(1)
        column.addLayout(acts)
        means = self.tr("What is taken from there must be exactly what was written here, or it is not taken.")
        column.addWidget(Text(means, "small", "text-secondary", wrap=True))
        self.add_file.clicked.connect(
            lambda: choose_file(self, self.tr("Choose the export file"), documents(), self.add)
        )
        self.add_folder.clicked.connect(
            lambda: choose_folder(self, self.tr("Choose the vault folder"), documents(), self.add)
        )

    def add(self, path: Path) -> None:
        """One more place to look in."""
        if path in self.paths:
            return
        self.paths.append(path)
        panel = Panel(edge="border-strong")
        line = QHBoxLayout(panel)
        line.addStrut(look().height(32))
        line.setContentsMargins(Space.M, 0, Space.XS, 0)
        line.setSpacing(Space.S)
        name = Text(shown(path.name), elide=Qt.TextElideMode.ElideMiddle)
        line.addWidget(IconText("backups", name, size=18, gap=8, token="text-secondary"))
        place = self.tr("in {folder}").format(folder=place_words(path.parent))
        line.addWidget(Text(place, tone="text-secondary", elide=Qt.TextElideMode.ElideMiddle), 1)
        words = self.tr("Do not use {name}").format(name=shown(path.name))
        remove = IconButton("close", words, side=28, icon_size=14, token="text-secondary")
        remove.clicked.connect(lambda: self._remove(path, panel))
        line.addWidget(remove)
        self._rows.addWidget(panel)

    def _remove(self, path: Path, panel: Panel) -> None:
        self.paths.remove(path)
        self.add_file.setFocus()
        panel.hide()
        panel.deleteLater()


class RepairDialog(WorkDialog):
    """Explains, asks for backups that may help, repairs, and says what was repaired and what remains."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Repair the vault"),
            self.tr("Repair"),
            self.tr("Checking and repairing"),
            operations,
            parent,
            width=MIDDLE,
        )
        said = self.tr(
            "Everything is checked once more, and what can be put right is put right. Nothing that can still be read "
            "is lost by it; what cannot is named."
        )
        self.rows.addWidget(Text(said, wrap=True))
        self.sources = SourceList()
        self.rows.addWidget(self.sources)
        self.show_state()
        self.act.setFocus()

    def begin(self) -> Work | None:
        """Asks for the repair."""
        return self.operations.repair(self.sources.paths, self._take, self.failed)

    def words(self, error: Exception) -> Said:
        """What was repaired before it was stopped stays so."""
        if isinstance(error, Cancelled):
            return Said(self.tr("The repair was stopped."), self.tr("What was repaired before stays repaired."), "")
        if isinstance(error, Damaged | NotFound | PathRejected) and self.sources.paths:
            happened = self.tr("One of the backups that were named is not there, is damaged, or is none.")
            details = words_for(error).details
            return Said(
                happened, self.tr("Nothing was changed."), self.tr("Take it off the list, or name another."), details
            )
        return super().words(error)

    def _take(self, repaired: m.Repaired) -> None:
        if not self.end():
            return
        done, checked = repaired.repaired, repaired.checked
        left = [finding for finding in checked.findings if not finding.harmless]
        self.list.model.show([*lines_of(left), *lines_of_repaired(done)])
        words = self.tr("%Ln thing(s) repaired.", "", len(done)) if done else self.tr("Nothing was repaired.")
        if checked.ok:
            whole = self.tr("The vault was checked once more: everything is as it was written.")
            self.verdict.say(Said(words, whole, ""), token="success", icon="check")
        else:
            remain = self.tr("%Ln finding(s) not repaired.", "", len(left))
            act = self.tr("Try again with another backup that is older than the damage, or restore what is named.")
            self.verdict.say(Said(f"{words} {remain}", self.tr("Everything else is whole."), act))
        self.show_state()
        self.cancel.setFocus()
