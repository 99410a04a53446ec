"""Whether a way in still opens the vault: shown here, nothing is changed but the date of the test."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.qt.operations import Operations
from vault.qt.parts.text import Text
from vault.qt.parts.toasts import Tell
from vault.qt.wording import Said

from .act_dialog import ActDialog
from .asking import way_in
from .words import way_name


class TestDialog(ActDialog):
    """Asks for what opens this way in; a device shows itself."""

    __test__ = False

    def __init__(self, operations: Operations, way: m.KeySlot, parent: QWidget | None, tell: Tell) -> None:
        title = self.tr("Test “{name}”").replace("{name}", way_name(way))
        super().__init__(title, operations, (replace(way, at_hand=False),), parent)
        self._way, self._tell = way, tell
        said = {
            "recovery": self.tr("Take the page from where it is kept, and type its words: then it counts as tested."),
            "keyfile": self.tr("Choose the keyfile, and type the password that goes with it."),
            "device": self.tr("The keyring of this computer is asked for the secret of the vault."),
        }.get(way.kind, self.tr("Type the password."))
        self.rows.addWidget(Text(said, wrap=True))
        self.rows.addWidget(
            Text(self.tr("Nothing is changed but the date of the test."), tone="text-secondary", wrap=True)
        )
        if way.kind == "device":
            self.factor.hide()
        else:
            self.factor.password.label.setText(self.tr("Password"))
            self.factor.password.input.setAccessibleName(self.tr("Password"))
            self.rows.addWidget(self.factor)
        self.body.addStretch(1)
        self.set_act(self.tr("Test"))
        self.factor.setFocus()

    def accept(self) -> None:
        """A device needs nothing that is typed."""
        if self._way.kind == "device" and not self.is_working:
            self.verdict.clear()
            self.set_working(True)
            self.begin(way_in(device=True))
        else:
            super().accept()

    def begin(self, way: m.WayIn) -> None:
        """Asks whether it opens this one."""
        self.operations.test_way(self._way.id, way, self._opened, self.failed)

    def _opened(self, _: m.Keys) -> None:
        self._tell("proof", self.tr("“{name}” opens the vault.").replace("{name}", way_name(self._way)))
        self.end()

    def refused(self) -> None:
        """Said of this way in, and what it means."""
        if self._way.kind == "recovery":
            self.factor.refuse(self.tr("These words are in order, but they are of another kit: they do not open this."))
        elif self._way.kind == "device":
            happened = self.tr("The keyring of this computer does not open the vault.")
            act = self.tr("Remove this way in, and add this device anew.")
            self.verdict.say(Said(happened, self.tr("Nothing was changed."), act))
        else:
            self.factor.refuse(self.tr("That does not open “{name}”.").replace("{name}", way_name(self._way)))
