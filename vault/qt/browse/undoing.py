"""Undo and redo of what keeps order, step by step, until the vault is locked.

The vault process remembers how things were; here stands only what can be undone, how many items it was, and in which
order it was done. Whoever made a change, its step comes with the answer, so nothing has to be told of here.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from vault.child import messages as m
from vault.qt.operations import Operations
from vault.qt.parts.toasts import Tell, Toast
from vault.qt.wording import words_for

from .choices import add_entry

translate = QCoreApplication.translate

MOST = 100
"""Steps; the vault process remembers no more."""


def step_words(step: m.Step) -> str:
    """What a step was: "move of 3 items"."""
    if step.act == "folder":
        return translate("undoing", "new folder")
    return {
        "rename": lambda: translate("undoing", "rename of %Ln item(s)", "", step.items),
        "move": lambda: translate("undoing", "move of %Ln item(s)", "", step.items),
        "trash": lambda: translate("undoing", "removal of %Ln item(s)", "", step.items),
        "restore": lambda: translate("undoing", "restoring of %Ln item(s)", "", step.items),
        "tags": lambda: translate("undoing", "tags of %Ln item(s)", "", step.items),
        "favourites": lambda: translate("undoing", "star of %Ln item(s)", "", step.items),
        "copy": lambda: translate("undoing", "copy of %Ln item(s)", "", step.items),
    }[step.act]()


def hindrance_words(hindrance: str) -> str:
    """Why a step cannot be undone any more."""
    return {
        "changed": translate("undoing", "Something else was done with it since."),
        "taken": translate("undoing", "Something else has its name by now."),
        "nowhere": translate("undoing", "The folder it was in is gone by now."),
        "filled": translate("undoing", "There is something in the folder by now."),
        "forgotten": translate("undoing", "It was too long ago."),
    }[hindrance]


class Undoing(QObject):
    """Two stacks of steps. Only one is under way at a time, so that they stay in their order."""

    def __init__(self, operations: Operations, tell: Tell, parent: QObject) -> None:
        super().__init__(parent)
        self._operations, self._tell = operations, tell
        self._done: list[m.Step] = []
        self._undone: list[m.Step] = []
        self._toasts: dict[int, Toast] = {}
        self._busy = False
        operations.changed.connect(self._note)
        operations.connection.ended.connect(self._forget)

    @property
    def undo_words(self) -> str:
        """What Undo would undo: "Undo move of 3 items"; nothing if there is nothing."""
        return self.tr("Undo {step}").format(step=step_words(self._done[-1])) if self._done else ""

    @property
    def redo_words(self) -> str:
        """What Redo would do again."""
        return self.tr("Redo {step}").format(step=step_words(self._undone[-1])) if self._undone else ""

    def fill(self, menu: QMenu) -> None:
        """Both as entries of a menu, where there is something to undo or redo."""
        if self._done:
            add_entry(menu, self.undo_words, "arrow-counter-clockwise", self.undo, "Ctrl+Z")
        if self._undone:
            add_entry(menu, self.redo_words, "arrow-clockwise", self.redo, "Ctrl+Shift+Z")

    def undo(self) -> None:
        """The latest step."""
        if self._done and not self._busy:
            self._take(self._done.pop(), undoing=True)

    def redo(self) -> None:
        """What was undone last."""
        if self._undone and not self._busy:
            self._take(self._undone.pop(), undoing=False)

    def tell(self, icon: str, words: str, changes: m.Changes) -> None:
        """Says in a toast what was done, which takes it back."""
        step = changes.step
        toast = self._tell(icon, words, self.tr("Undo") if step is not None else "")
        if step is not None:
            self._toasts[step.number] = toast
            toast.acted.connect(lambda: self._undo_one(step))
            toast.gone.connect(lambda: self._toasts.pop(step.number, None))

    def _undo_one(self, step: m.Step) -> None:
        """One that need not be the latest any more."""
        if step in self._done and not self._busy:
            self._done.remove(step)
            self._take(step, undoing=True)

    def _note(self, changes: m.Changes) -> None:
        if changes.step is not None:
            self._done = [*self._done, changes.step][-MOST:]
            self._undone = []

    def _forget(self, _: object) -> None:
        self._done, self._undone, self._busy = [], [], False
        self._toasts.clear()

    def _take(self, step: m.Step, *, undoing: bool) -> None:
        self._busy = True
        if (toast := self._toasts.pop(step.number, None)) is not None:
            toast.leave()  # what it offers is done

        def done(taken: m.TakenBack) -> None:
            self._busy = False
            if isValid(self):
                self._tell_taken(step, taken, undoing=undoing)

        def failed(error: Exception) -> None:
            self._busy = False
            if isValid(self):
                (self._done if undoing else self._undone).append(step)  # it can be tried again
                self._tell("warning", words_for(error).whole)

        self._operations.take_back(step.number, done, failed)

    def _tell_taken(self, step: m.Step, taken: m.TakenBack, *, undoing: bool) -> None:
        if taken.hindrance:
            words = self.tr("Cannot undo: {step}.") if undoing else self.tr("Cannot redo: {step}.")
            self._tell("warning", f"{words.format(step=step_words(step))} {hindrance_words(taken.hindrance)}")
            return
        if taken.step is not None:
            (self._undone if undoing else self._done).append(taken.step)
        words = self.tr("Undone: {step}.") if undoing else self.tr("Done again: {step}.")
        self._tell("check", words.format(step=step_words(step)))
