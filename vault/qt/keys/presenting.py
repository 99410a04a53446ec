"""A vault that this device alone has opened: before it does more than that, somebody shows another way in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.qt.operations import Operations
from vault.qt.parts.text import Text

from .act_dialog import ActDialog


def is_device_alone(facts: m.Facts) -> bool:
    """Whether nothing but this device opened the vault."""
    return any(slot.at_hand and slot.kind == "device" for slot in facts.slots)


class PresentDialog(ActDialog):
    """From then on the vault counts as opened with what was shown, and what was wanted goes on."""

    def __init__(
        self, operations: Operations, facts: m.Facts, go_on: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Show a way in"), operations, facts.slots, parent)
        self._go_on = go_on
        said = self.tr("This device opened the vault. For more than that, show that it is you.")
        self.rows.addWidget(Text(said, weight=500, wrap=True))
        self.rows.addWidget(self.factor)
        self.body.addStretch(1)
        self.set_act(self.tr("Go on"))
        self.factor.setFocus()

    def begin(self, way: m.WayIn) -> None:
        """Asks for it."""
        self.operations.present_way(way, self._presented, self.failed)

    def _presented(self, _: m.Keys) -> None:
        go_on = self._go_on
        self.end()
        go_on()
