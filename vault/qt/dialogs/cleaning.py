"""The clean-up: leftovers go, what is dead gives its space back, and, where wanted, the older catalog goes, too."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from vault.child import messages as m
from vault.engine.errors import Cancelled
from vault.qt.figures import size
from vault.qt.operations import Operations
from vault.qt.parts.dialogs import NARROW
from vault.qt.parts.fields import explained
from vault.qt.parts.text import Text
from vault.qt.wording import Said
from vault.qt.works import Work

from .working import WorkDialog


class CleaningDialog(WorkDialog):
    """Explains, cleans up, and says what that freed."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Clean up the vault"),
            self.tr("Clean up"),
            self.tr("Cleaning up"),
            operations,
            parent,
            width=NARROW,
        )
        said = self.tr(
            "Leftovers of interrupted work are removed, and the space of what was removed for good is given back. "
            "No item and no version is touched."
        )
        self.rows.addWidget(Text(said, wrap=True))
        self.forget = QCheckBox(self.tr("Forget the older catalog now"))
        means = self.tr(
            "The catalog from before the last large change goes, with the names in it, and damaged ones that a repair "
            "kept aside; they could no longer stand in if the one of today is damaged."
        )
        self.rows.addLayout(explained(self.forget, means))
        self.show_state()
        self.act.setFocus()

    def begin(self) -> Work | None:
        """Asks for the clean-up."""
        return self.operations.compact(self._take, self.failed, forget=self.forget.isChecked())

    def words(self, error: Exception) -> Said:
        """What was done before it was stopped stays so."""
        if isinstance(error, Cancelled):
            return Said(self.tr("The clean-up was stopped."), self.tr("What was removed before stays removed."), "")
        return super().words(error)

    def _take(self, compacted: m.Compacted) -> None:
        if not self.end():
            return
        done = []
        if compacted.removed:
            done.append(self.tr("%Ln leftover(s) removed.", "", compacted.removed))
        if compacted.packs:
            done.append(self.tr("%Ln container(s) written anew.", "", compacted.packs))
        freed = self.tr("{size} freed.").format(size=size(compacted.freed))
        happened = freed if done or compacted.freed else self.tr("There was nothing to clean up.")
        held = self.tr("Another program reads the vault now: its old files stay until a later clean-up.")
        self.verdict.say(Said(happened, " ".join(done), held if compacted.held else ""), token="success", icon="check")
        self.cancel.setFocus()
        self.show_state()
