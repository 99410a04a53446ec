"""What older versions cost, which of them are thinned out as time passes, and thinning out now."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import Cancelled
from vault.qt.figures import size
from vault.qt.operations import Operations
from vault.qt.parts.dialogs import NARROW
from vault.qt.parts.text import Text
from vault.qt.theme import Space
from vault.qt.wording import Said
from vault.qt.works import Work

from .working import WorkDialog


class OlderVersionsDialog(WorkDialog):
    """The choice counts at once; the act thins out what it names."""

    def __init__(self, operations: Operations, parent: QWidget | None = None, *, read_only: bool = False) -> None:
        super().__init__(
            self.tr("Older versions"),
            self.tr("Thin out now"),
            self.tr("Thinning out older versions"),
            operations,
            parent,
            width=NARROW,
        )
        self.held = Text(self.tr("Counting"), "section", wrap=True, tabular=True)
        self.rows.addWidget(self.held)
        said = self.tr(
            "Thinning out keeps every version of the last day, then the last one of each day, and after 30 days the "
            "last one of each month. The first and the current version always stay."
        )
        self.rows.addWidget(Text(said, wrap=True))
        self.group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        self._add("nothing", self.tr("Keep all"), self.tr("Nothing goes by itself."))
        notes = self.tr("A note has a version for each time it was written.")
        self._add("notes", self.tr("Thin out notes"), notes)
        files = self.tr("Older versions of files take more room, and go the same way.")
        self._add("everything", self.tr("Thin out notes and files"), files)
        for button in self.choices.values():
            button.setEnabled(False)
        self._read_only = read_only
        self._thinning: m.Thinning = "notes"
        self.show_state()
        self.act.set_blocked(self.tr("One moment"))
        operations.older_versions(self._take_cost, self._fail_cost)

    def _add(self, key: m.Thinning, name: str, means: str) -> None:
        column = QVBoxLayout()
        column.setSpacing(0)
        button = QRadioButton(name)
        button.setAccessibleDescription(means)
        words = Text(means, "small", "text-secondary", wrap=True)
        words.setContentsMargins(Space.XXL, 0, 0, 0)
        column.addWidget(button)
        column.addWidget(words)
        self.rows.addLayout(column)
        self.group.addButton(button)
        self.choices[key] = button
        button.clicked.connect(lambda _checked=False: self._choose(key))

    def _take_cost(self, older: m.OlderVersions) -> None:
        if not isValid(self):
            return
        self._thinning = older.thinning
        self.held.setText(self.tr("Older versions hold {size}").format(size=size(older.bytes)))
        self.choices[older.thinning].setChecked(True)
        for button in self.choices.values():
            button.setEnabled(not self._read_only)
        self._offer()

    def _fail_cost(self, error: Exception) -> None:
        if isValid(self):
            self.explain(error)

    def _choose(self, key: m.Thinning) -> None:
        before = self._thinning

        def failed(error: Exception) -> None:
            if isValid(self):
                self._thinning = before
                self.choices[before].setChecked(True)
                self.explain(error)
                self._offer()

        self._thinning = key
        self.operations.set_thinning(key, failed=failed)
        self._offer()

    def _offer(self) -> None:
        reason = self.tr("Choose what is thinned out first") if self._thinning == "nothing" else ""
        self.act.set_blocked(self.tr("The vault can only be read now") if self._read_only else reason)

    def begin(self) -> Work | None:
        """Thins out what the policy names."""
        return self.operations.thin_versions(self._take, self.failed, everything=self._thinning == "everything")

    def words(self, error: Exception) -> Said:
        """What was done before it was stopped stays so."""
        if isinstance(error, Cancelled):
            return Said(self.tr("Thinning out was stopped."), self.tr("What was removed before stays removed."), "")
        return super().words(error)

    def _take(self, thinned: m.Thinned) -> None:
        if not self.end():
            return
        happened = self.tr("There was nothing to thin out.")
        safe = ""
        if thinned.versions:
            happened = self.tr("%Ln older version(s) removed.", "", thinned.versions)
            safe = self.tr("They held {size}; Clean up gives the room back.").format(size=size(thinned.bytes))
        self.verdict.say(Said(happened, safe, ""), token="success", icon="check")
        self.cancel.setFocus()
        self.show_state()
