"""What dialogs that change ways in or keys have in common: a form, a way in shown now, work that is waited for."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import VaultLocked, WrongCredential
from vault.qt.figures import duration
from vault.qt.operations import Operations
from vault.qt.parts.dialogs import NARROW, Dialog
from vault.qt.parts.text import IconText, Text
from vault.qt.parts.verdict import Verdict
from vault.qt.start.new_password import NewPassword
from vault.qt.theme import Space
from vault.qt.wording import Said, words_for

from .factor import FactorNow

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


class ActDialog(Dialog):
    """Everything secret in it is cleared whenever it is left, and as soon as it was asked for."""

    PATIENCE = ""
    """What is said while it works."""

    def __init__(
        self,
        title: str,
        operations: Operations,
        ways: Sequence[m.KeySlot],
        parent: QWidget | None = None,
        *,
        width: int = NARROW,
    ) -> None:
        super().__init__(title, parent, width=width)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.operations = operations
        self.is_working = False
        self._started = 0.0
        self._unasked: str | None = None
        """What the act was called before it became the answer to a weak password."""
        self.form = QWidget()
        self.rows = QVBoxLayout(self.form)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(Space.M)
        self.factor = FactorNow(ways, self)
        self.verdict = Verdict()
        self.waiting = IconText("running", Text("", weight=500, wrap=True, tabular=True), size=20, gap=12, token="link")
        self.patience = Text("", tone="text-secondary", wrap=True)
        self.patience.setContentsMargins(32, 0, 0, 0)
        for widget in (self.form, self.verdict, self.waiting, self.patience):
            self.body.addWidget(widget)
        for hidden in (self.waiting, self.patience):
            hidden.hide()
        self._clock = QTimer(self, interval=TICK_MS)
        self._clock.timeout.connect(self._tick)
        self.factor.entered.connect(self.accept)

    # What each dialog says and does

    def begin(self, way: m.WayIn) -> None:
        """Asks for the change; `succeeded` or `failed` is called with what comes of it."""
        raise NotImplementedError

    def is_ready(self) -> bool:
        """Whether the rest of the form is in order; otherwise it has said what is missing."""
        return True

    def has_word(self, new: NewPassword, cost: str = "") -> bool:
        """Whether a new password is typed twice, and the owner's word was asked for if it is weak."""
        if not new.accept():
            return False
        if new.needs_word and self._unasked is None:
            self._unasked = self.act.text()
            act = self.tr("Whoever gets hold of the vault's folder may open it. Add a word or two, or use it anyway.")
            self.verdict.say(Said(self.tr("This password is weak."), cost, act), token="warning")
            if self.act.kind() == "primary":
                self.act.setText(self.tr("Use it anyway"))
                self.act.set_kind("secondary")
            self.fit()
            return False
        new.agree()
        return True

    def forget_word(self) -> None:
        """Another password is typed, on which no word was asked for."""
        if self._unasked is None or self.is_working:
            return
        if self.act.text() != self._unasked:
            self.act.setText(self._unasked)
            self.act.set_kind("primary")
        self._unasked = None
        self.verdict.clear()
        self.fit()

    def clear_secrets(self) -> None:
        """Forgets what was typed."""
        self.factor.clear()

    def refused(self) -> None:
        """The way in that was shown opens nothing."""
        self.factor.refuse()

    # The work

    def accept(self) -> None:
        """The act, if nothing keeps it."""
        if self.is_working or not self.act.isEnabled():
            return
        way = self.factor.way()
        if way is None or not self.is_ready():
            return
        self.verdict.clear()
        self.set_working(True)
        self.begin(way)
        self.clear_secrets()

    def end(self) -> None:
        """It is done: the dialog goes."""
        if isValid(self):
            self.set_working(False)
            self.done(self.DialogCode.Accepted)

    def failed(self, error: Exception) -> None:
        """Nothing was changed."""
        if not isValid(self):
            return
        self.set_working(False)
        if isinstance(error, VaultLocked):
            self.done(self.DialogCode.Rejected)
        elif type(error) is WrongCredential:
            self.refused()
        else:
            self.verdict.say(words_for(error))
        self.fit()

    def set_working(self, on: bool) -> None:
        """Shows the form, or that one waits."""
        self.is_working = on
        self.form.setVisible(not on)
        self.waiting.setVisible(on)
        self.patience.setText(self.PATIENCE)
        self.patience.setVisible(on and bool(self.PATIENCE))
        self.cancel.set_blocked(self.tr("It cannot be stopped once it has begun") if on else "")
        self.act.setVisible(not on)
        if on:
            self._started = time.monotonic()
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
        """Cancel, Esc and the window's own button do nothing while it works."""
        if not self.is_working:
            super().reject()

    def done(self, result: int) -> None:
        """Ends it; whatever was typed is cleared."""
        self._clock.stop()
        self.clear_secrets()
        super().done(result)
