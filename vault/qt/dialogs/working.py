"""A dialog around long work: a form, then how far it is, then what came of it.

Hidden while it runs, the work goes on in the bar below, and its result is told there.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.engine.errors import Cancelled, VaultLocked
from vault.qt.operations import Operations
from vault.qt.parts.dialogs import Dialog
from vault.qt.parts.verdict import Verdict
from vault.qt.theme import Space
from vault.qt.wording import Said, words_for
from vault.qt.works import Work

from .lines import LineList
from .running import RunningWork


class WorkDialog(Dialog):
    """What drill, repair and clean-up have in common. Its act begins the work; Cancel stops it."""

    def __init__(
        self, title: str, act: str, what: str, operations: Operations, parent: QWidget | None = None, *, width: int
    ) -> None:
        super().__init__(title, parent, width=width)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.operations = operations
        self.is_over = False
        self._name, self._what = act, what
        self.form = QWidget()
        self.rows = QVBoxLayout(self.form)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(Space.M)
        self.running = RunningWork(operations.works)
        self.verdict = Verdict()
        self.list = LineList(self.tr("Findings"))
        for widget in (self.form, self.running, self.verdict):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        self.set_act(act)

    # What the dialogs say and do

    def begin(self) -> Work | None:
        """Asks for the work; nothing if the form has said what is missing."""
        raise NotImplementedError

    def words(self, error: Exception) -> Said:
        """Why nothing came of it, here or in the bar below."""
        return words_for(error)

    def explain(self, error: Exception) -> None:
        """Says it here."""
        self.verdict.say(self.words(error), token="warning" if isinstance(error, Cancelled) else "danger")

    def clear_secrets(self) -> None:
        """Forgets what was typed."""

    # The work

    def accept(self) -> None:
        """The act: begins, and while it runs, hides the dialog."""
        if self.running.is_running:
            super().accept()
            return
        if self.is_over:
            return
        self.verdict.clear()
        work = self.begin()
        if work is not None:
            self.running.show_work(work, self._what)
            self.clear_secrets()
        self.show_state()

    def failed(self, error: Exception) -> None:
        """Nothing came of the work; where the dialog is gone the bar says so."""
        if not isValid(self):
            if not isinstance(error, VaultLocked | Cancelled):
                works, what = self.operations.works, self._what
                works.fail(works.begin(what), self.words(error).whole)
            return
        self.running.end()
        if isinstance(error, VaultLocked):
            self.done(self.DialogCode.Rejected)
            return
        self.explain(error)
        self.show_state()

    def end(self) -> bool:
        """The work is over; false where nobody looks any more."""
        if not isValid(self):
            return False
        self.running.end()
        self.is_over = True
        self.show_state()
        return True

    def reject(self) -> None:
        """Cancel stops work that runs; without any it closes the dialog."""
        if self.running.is_running:
            self.running.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Whatever was typed is cleared."""
        self.clear_secrets()
        super().done(result)

    def show_state(self) -> None:
        """Form, work or result."""
        running, over = self.running.is_running, self.is_over
        self.form.setVisible(not running and not over)
        self.list.setVisible(over and bool(self.list.model.lines))
        self.act.setVisible(not over)
        self.act.setText(self.tr("Go on below") if running else self._name)
        self.act.set_kind("secondary" if running else "primary")
        self.cancel.setText(self.tr("Stop") if running else self.tr("Close") if over else self.tr("Cancel"))
        if over:
            self.cancel.setDefault(True)
        self.fit()
