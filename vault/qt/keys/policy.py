"""When new keys are due: never, by a reminder, or done; and what happened that calls for new secrets now."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.qt.figures import full_day
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import Dialog
from vault.qt.parts.fields import Field, explained
from vault.qt.parts.text import Rule, Text
from vault.qt.parts.verdict import Verdict
from vault.qt.theme import Space
from vault.qt.wording import words_for

from .counting import NumberChoice, days_words

AFTER_DAYS = (90, 180, 365, 730)


class PolicyDialog(Dialog):
    """Changes no key; what happened is noted at once."""

    def __init__(self, operations: Operations, keys: m.Keys, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("When new keys are due"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.operations = operations
        last = self.tr("The vault got its last new key on {day}.").format(day=full_day(keys.last_rotation))
        self.body.addWidget(Text(last, weight=500, wrap=True))
        self.group = QButtonGroup(self)
        self.choices: dict[m.UpkeepMode, QRadioButton] = {}
        for mode, name, means in (
            ("off", self.tr("Do not remind me"), self.tr("Keys do not wear out by themselves.")),
            ("remind", self.tr("Remind me"), self.tr("A line above the list says so until it is done.")),
            (
                "do",
                self.tr("Do it at once"),
                self.tr(
                    "After an unlock: by itself where there is a single way in, otherwise a dialog asks you to "
                    "confirm the others."
                ),
            ),
        ):
            button = self.choices[cast(m.UpkeepMode, mode)] = QRadioButton(name)
            self.group.addButton(button)
            self.body.addLayout(explained(button, means))
        self.choices[keys.policy_mode].setChecked(True)
        self.days = NumberChoice(self.tr("After"), AFTER_DAYS, keys.policy_days, days_words)
        self.days_field = Field(self.tr("After"), self.days)
        self.body.addWidget(self.days_field)
        self.body.addWidget(Rule())
        self._add_events(keys)
        self.verdict = Verdict()
        self.body.addWidget(self.verdict)
        self.body.addStretch(1)
        self.set_act(self.tr("Save"))
        self.group.buttonToggled.connect(lambda _button, _on: self._compare())
        self._compare()

    def _add_events(self, keys: m.Keys) -> None:
        """Whatever the policy says, these call for new secrets."""
        said = self.tr("Did something happen? Then new secrets are due until they are made.")
        self.body.addWidget(Text(said, wrap=True))
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        self.lost = Button(self.tr("A device was lost"))
        self.left = Button(self.tr("Somebody left"))
        for button, reason in ((self.lost, "device lost"), (self.left, "person left")):
            button.clicked.connect(lambda _checked=False, reason=reason: self._note(reason))
            line.addWidget(button)
        line.addStretch(1)
        self.body.addLayout(line)
        if keys.due_reason in ("device lost", "person left"):
            for button in (self.lost, self.left):
                button.set_blocked(self.tr("New secrets are due already"))

    def mode(self) -> m.UpkeepMode:
        """What is chosen."""
        return next(mode for mode, button in self.choices.items() if button.isChecked())

    def _compare(self) -> None:
        self.days.setEnabled(self.mode() != "off")

    def _note(self, reason: m.Event) -> None:
        self.operations.note_event(reason, lambda _: self._end(), self._fail)

    def accept(self) -> None:
        """Keeps it in the vault."""
        self.operations.set_upkeep(self.mode(), self.days.value(), lambda _: self._end(), self._fail)

    def _end(self) -> None:
        if isValid(self):
            self.done(self.DialogCode.Accepted)

    def _fail(self, error: Exception) -> None:
        if isValid(self):
            self.verdict.say(words_for(error))
            self.fit()
