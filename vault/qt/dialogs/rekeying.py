"""What changing the password and making a new vault key have in common: the password asked again, the ways in that
are not at hand, work that cannot be stopped, and its result."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import Conflict, VaultLocked, WrongCredential
from vault.qt.figures import duration
from vault.qt.operations import Operations
from vault.qt.parts.dialogs import NARROW, Dialog
from vault.qt.parts.fields import PasswordField
from vault.qt.parts.text import IconText, Text
from vault.qt.parts.verdict import Verdict
from vault.qt.start.keyboard import layout_name
from vault.qt.theme import Space
from vault.qt.wording import words_for

from .absent import AbsentSlots

TICK_MS = 1000


def sentences(*words: str) -> QWidget:
    """Remarks below each other, each with its sign."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.S)
    for one in words:
        text = Text(one, tone="text-secondary", wrap=True)
        column.addWidget(IconText("about", text, size=18, gap=10, token="text-secondary"))
    return holder


class RekeyDialog(Dialog):
    """A form, then work that is waited for, then what came of it. Passwords are cleared whenever it is left."""

    def __init__(self, title: str, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, width=NARROW)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.operations = operations
        self.is_working = False
        self._is_known = False
        self._started = 0.0
        self.form = QWidget()
        self.rows = QVBoxLayout(self.form)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(Space.M)
        self.current = PasswordField(self.tr("Current password"), tall=True, layout=layout_name())
        self.absent = AbsentSlots()
        self.verdict = Verdict()
        self.waiting = IconText("running", Text("", weight=500, wrap=True, tabular=True), size=20, gap=12, token="link")
        self.patience = Text("", tone="text-secondary", wrap=True)
        self.outcome = IconText("check", Text("", weight=500, wrap=True), size=20, gap=12, token="success")
        self.after = Text("", tone="text-secondary", wrap=True)
        for words in (self.patience, self.after):
            words.setContentsMargins(32, 0, 0, 0)
        for widget in (self.form, self.verdict, self.waiting, self.patience, self.outcome, self.after):
            self.body.addWidget(widget)
        for widget in (self.waiting, self.patience, self.outcome, self.after):
            widget.hide()
        self.body.addStretch(1)
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self._tick)
        self.current.input.textChanged.connect(lambda _: self._retype())
        self.absent.changed.connect(self.compare)

    # What the two dialogs say and do

    def begin(self) -> None:
        """Asks for the change; `succeeded` or `failed` is called with what comes of it."""
        raise NotImplementedError

    def is_ready(self) -> bool:
        """Whether the rest of the form is in order; otherwise it has said what is missing."""
        return True

    def clear_secrets(self) -> None:
        """Forgets what was typed."""
        self.current.input.clear()
        self.current.input.reveal.setChecked(False)

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
        self._is_known = True
        self.absent.show_slots(found.slots)
        self.compare()
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

    def _retype(self) -> None:
        self.current.set_fault("")
        self.current.set_caps_lock(self.current.caps_lock())

    # The work

    def accept(self) -> None:
        """The act: begins the work, or ends the dialog after it."""
        if self.is_working or not self._is_known:
            return
        if not self.current.text():
            self.current.set_fault(self.tr("Type the password that opens the vault now."))
            self.current.input.setFocus()
        elif self.is_ready() and self.absent.is_confirmed():
            self.verdict.clear()
            self._set_working(True)
            self.begin()
            self.clear_secrets()

    def succeeded(self, changed: m.KeyChanged) -> None:
        """The vault has its new keys."""
        if not isValid(self):
            return
        self._set_working(False)
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
        """Nothing was changed."""
        if not isValid(self):
            return
        self._set_working(False)
        if isinstance(error, VaultLocked):
            self.done(self.DialogCode.Rejected)
        elif isinstance(error, WrongCredential):
            caps = self.tr("Caps Lock is on.") if self.current.caps_lock() else ""
            self.current.set_fault(f"{self.tr('That password does not open this vault.')} {caps}".strip())
            self.current.input.setFocus()
        else:
            said = words_for(error)
            self.verdict.say(said)
            if isinstance(error, Conflict):
                self.ask_slots()
        self.fit()

    def _set_working(self, on: bool) -> None:
        self.is_working = on
        self.form.setVisible(not on)
        self.waiting.setVisible(on)
        self.patience.setVisible(on)
        self.cancel.set_blocked(self.tr("It cannot be stopped once it has begun") if on else "")
        self.act.setVisible(not on)
        if on:
            self._started = time.monotonic()
            self.patience.setText(
                self.tr("This cannot be stopped. If the power fails now, the vault opens as before or as after.")
            )
            self._clock.start()
            self._tick()
        else:
            self._clock.stop()
        self.fit()

    def _tick(self) -> None:
        elapsed = time.monotonic() - self._started
        words = self.tr("Working")
        self.waiting.text.setText(f"{words}, {duration(elapsed)}" if elapsed >= 1 else words)

    # Leaving

    def reject(self) -> None:
        """Cancel, Esc and the window's own button do nothing while the keys change."""
        if not self.is_working:
            super().reject()

    def done(self, result: int) -> None:
        """Ends it, whatever was typed is cleared."""
        self._clock.stop()
        self.clear_secrets()
        super().done(result)
