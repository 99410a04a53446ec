"""An old password that costs too little to guess: the same password, at what one costs today."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.qt.figures import size
from vault.qt.operations import Operations
from vault.qt.parts.text import Text
from vault.qt.parts.toasts import Tell

from .act_dialog import ActDialog, sentences
from .words import TYPED


class RenewDialog(ActDialog):
    """For the way in at hand alone."""

    def __init__(self, operations: Operations, facts: m.Facts, parent: QWidget | None, tell: Tell) -> None:
        at_hand = tuple(slot for slot in facts.slots if slot.at_hand and slot.kind in TYPED)
        super().__init__(self.tr("Make guessing dearer"), operations, at_hand, parent)
        self._tell = tell
        memory = size(1024 * max((slot.memory for slot in at_hand), default=0))
        said = self.tr("Each guess at this password takes {memory} of memory; one made today takes more.")
        self.rows.addWidget(Text(said.format(memory=memory), weight=500, wrap=True))
        self.rows.addWidget(
            sentences(
                self.tr("The password stays the same. Unlocking takes about a second on this computer."),
                self.tr("Old copies and backups of the vault keep the old cost."),
            )
        )
        self.rows.addWidget(self.factor)
        self.body.addStretch(1)
        self.set_act(self.tr("Make it dearer"))
        self.factor.setFocus()

    def begin(self, way: m.WayIn) -> None:
        """Asks for it."""
        self.operations.renew_cost(way, self._renewed, self.failed)

    def _renewed(self, _: m.Keys) -> None:
        self._tell("check", self.tr("Guessing the password costs what it does today."))
        self.end()
