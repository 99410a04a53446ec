"""A new vault key, with the same password: what it heals is said before, and what it does not."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from vault.child import messages as m
from vault.qt.figures import number, size
from vault.qt.keys.act_dialog import sentences
from vault.qt.operations import Operations
from vault.qt.parts.fields import explained
from vault.qt.parts.text import Text

from .rekeying import RekeyDialog


class RotateDialog(RekeyDialog):
    """Explains, asks for a way in, and does it."""

    def __init__(self, operations: Operations, facts: m.Facts, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("New vault key"), operations, facts.slots, parent)
        gets = self.tr("“{name}” gets a new key: whoever has the one of today cannot read what is written later.")
        self.rows.addWidget(Text(gets.format(name=facts.name), weight=500, wrap=True))
        self.rows.addWidget(
            sentences(
                self.tr("Nothing else changes for you: the password stays, and it takes seconds."),
                self.tr("Old copies, backups and exports open as before, and what is in them can still be read."),
                self.tr("If the password may be known to somebody, change it instead: that makes a new key, too."),
            )
        )
        self.rows.addWidget(self.factor)
        self.content = QCheckBox(self.tr("Re-encrypt everything as well"))
        means = self.tr(
            "Files get new keys, too, so that no old vault key opens them. It takes about as long as copying {size}, "
            "while you go on working; it can be stopped, and goes on where it was."
        ).format(size=size(facts.size))
        self.rows.addLayout(explained(self.content, means))
        self.rows.addWidget(self.absent)
        self.set_act(self.tr("Make a new key"))
        self.factor.setFocus()
        self.ask_slots()

    def begin(self, way: m.WayIn) -> None:
        """Asks for the new key."""
        self.operations.rotate_key(way, self.succeeded, self.failed, self.confirmed())

    def succeeded(self, changed: m.KeyChanged) -> None:
        """The key is new; everything else follows in the background, if that is wanted."""
        if self.content.isChecked():
            self.operations.reencrypt()
        super().succeeded(changed)

    def result_words(self, changed: m.KeyChanged) -> tuple[str, str]:
        """Which key it is now."""
        words = self.tr("The vault has a new key: number {epoch}.").format(epoch=number(changed.epoch))
        if self.content.isChecked():
            return words, self.tr("Everything is being re-encrypted now. You can go on working, and close this.")
        return words, self.tr("Old copies, backups and exports open as before. The password is the same.")
