"""Before an item is opened in another program: what that means, with which program, and whether it may do things."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from vault.qt.moving.programs import Program, programs_for
from vault.qt.parts.aside import Aside
from vault.qt.parts.dialogs import Dialog
from vault.qt.parts.fields import Choice, Field
from vault.qt.parts.text import IconText, Text


class OpenWithDialog(Dialog):
    """Asks once until the lock, or each time where a person wants to choose, or where the file may do things."""

    chosen = Signal(object, bool)
    """(the `Program`, or None for the system's choice; whether not to ask again)"""

    def __init__(
        self,
        name: str,
        file_name: str,
        parent: QWidget | None = None,
        *,
        can_run: bool = False,
        read_only: bool = False,
    ) -> None:
        super().__init__(self.tr("Open with another program"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._programs: list[Program] = []
        self._asking = Aside()
        self.body.addWidget(Text(self.tr("Open “{name}” in another program?").format(name=name), "section", wrap=True))
        if can_run:
            self._warn(
                self.tr(
                    "This kind of file can do things when it is opened: run as a program, or load something from the "
                    "network. Open it only if you know where it comes from."
                )
            )
        means = self.tr(
            "The program gets a plain copy in a private place in memory. What you save there is saved back as a new "
            "version. The copy is wiped when the vault is locked."
        )
        if read_only:
            means = self.tr(
                "The program gets a plain copy in a private place in memory. The vault can only be read now, so "
                "changes cannot be saved back. The copy is wiped when the vault is locked."
            )
        self.body.addWidget(Text(means, wrap=True))
        self.body.addWidget(Text(other_traces(), "small", "text-secondary", wrap=True))
        self.choice = Choice()
        self.choice.addItem(self.tr("What the system suggests"))
        self.body.addWidget(Field(self.tr("Program"), self.choice))
        self.again = QCheckBox(self.tr("Do not ask again until the vault is locked"))
        self.again.setVisible(not can_run)
        self.body.addWidget(self.again)
        self.body.addStretch(1)
        if can_run:
            self.set_act(self.tr("Open anyway"), kind="danger", icon="open-with", safe=False)
            self.cancel.setFocus()
        else:
            self.set_act(self.tr("Open"), icon="open-with")
            self.act.setFocus()
        self.accepted.connect(lambda: self.chosen.emit(self.program(), self.again.isChecked()))
        self._asking.ask(lambda: programs_for(file_name), self._offer)

    def program(self) -> Program | None:
        """What is chosen."""
        number = self.choice.currentIndex()
        return self._programs[number - 1] if number > 0 else None

    def _offer(self, programs: Sequence[Program]) -> None:
        self._programs = list(programs)
        for program in programs:
            self.choice.addItem(program.name)

    def _warn(self, words: str) -> None:
        self.body.addWidget(IconText("warning", Text(words, wrap=True), size=18, gap=10, token="warning"))


def other_traces() -> str:
    """What is out of our reach, in one sentence."""
    return QApplication.translate(
        "OpenWithDialog",
        "The other program may keep backups, temporary files and lists of recent files of its own, which Deedbox "
        "neither sees nor wipes.",
    )
