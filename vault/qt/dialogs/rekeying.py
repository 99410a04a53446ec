"""What changing the password and making a new vault key have in common: the ways in that are not at hand, and a result
that stays until it was read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import Conflict, VaultLocked
from vault.qt.keys.act_dialog import ActDialog
from vault.qt.operations import Operations
from vault.qt.parts.text import IconText, Text
from vault.qt.wording import words_for

from .absent import AbsentSlots


class RekeyDialog(ActDialog):
    """A form, then work that is waited for, then what came of it."""

    def __init__(
        self, title: str, operations: Operations, ways: Sequence[m.KeySlot], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, operations, ways, parent)
        self.PATIENCE = self.tr(
            "This cannot be stopped. If the power fails now, the vault opens as before or as after."
        )
        self._is_known = False
        self._found: Sequence[m.KeySlot] = ()
        self._kind = self.factor.kind
        self._at_hand = next((way.kind for way in ways if way.at_hand), "")
        self.absent = AbsentSlots()
        self.factor.changed.connect(self._follow_factor)
        self.outcome = IconText("check", Text("", weight=500, wrap=True), size=20, gap=12, token="success")
        self.after = Text("", tone="text-secondary", wrap=True)
        self.after.setContentsMargins(32, 0, 0, 0)
        for widget in (self.outcome, self.after):
            self.body.addWidget(widget)
            widget.hide()
        self.body.addStretch(1)
        self.absent.changed.connect(self.compare)

    def result_words(self, changed: m.KeyChanged) -> tuple[str, str]:
        """What is told at the end: what happened, and what it means."""
        raise NotImplementedError

    # The form

    def ask_slots(self) -> None:
        """Looks for ways in that are not at hand; the act waits for them."""
        self._is_known = False
        self.compare()
        self.operations.absent_slots(self._take_slots, self._fail_slots)

    def _take_slots(self, found: m.Slots) -> None:
        self._is_known, self._found = True, found.slots
        self.show_absent()
        self.compare()
        self.fit()

    def show_absent(self) -> None:
        """All of which nothing is shown now; what is typed shows the only one of its kind."""
        self._kind = self.factor.kind
        same = [slot.id for slot in self._found if slot.kind == self._kind]
        known = {self.replaced(), *(same if len(same) == 1 and self._kind != self._at_hand else ())}
        self.absent.show_slots([slot for slot in self._found if slot.id not in known])

    def replaced(self) -> bytes | None:
        """The way in that goes by this, besides the one that is shown."""
        return None

    def _follow_factor(self) -> None:
        if self._is_known and not self.is_working and self.factor.kind != self._kind:
            self.show_absent()
            self.fit()

    def _fail_slots(self, error: Exception) -> None:
        if isinstance(error, VaultLocked):
            self.done(self.DialogCode.Rejected)
        else:
            self.verdict.say(words_for(error))
            self.fit()

    def compare(self) -> None:
        """The act wakes up when nothing is missing that a person must look at first."""
        reason = ""
        if not self._is_known:
            reason = self.tr("The ways into the vault are being read")
        elif not self.absent.is_confirmed():
            reason = self.tr("Confirm every other way in first")
        self.act.set_blocked(reason)

    def confirmed(self) -> Sequence[bytes]:
        """The other ways in that the person knows."""
        return self.absent.confirmed()

    # The work

    def succeeded(self, changed: m.KeyChanged) -> None:
        """The vault has its new keys."""
        if not isValid(self):
            return
        self.set_working(False)
        self.form.hide()
        words, after = self.result_words(changed)
        self.outcome.text.setText(words)
        self.after.setText(after)
        self.outcome.show()
        self.after.setVisible(bool(after))
        self.act.hide()
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)
        self.cancel.setFocus()
        self.fit()

    def failed(self, error: Exception) -> None:
        """Nothing was changed; of ways in that came meanwhile, the list is read anew."""
        super().failed(error)
        if isValid(self) and isinstance(error, Conflict):
            self.ask_slots()
