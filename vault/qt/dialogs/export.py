"""An export: the whole vault in one file, under a password of its own, read back before it has its name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import Cancelled, Conflict, VaultLocked
from vault.qt.figures import size
from vault.qt.keys.act_dialog import sentences
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.badges import ProofLine
from vault.qt.parts.buttons import Button
from vault.qt.parts.choosing import choose_new_file, documents, with_ending
from vault.qt.parts.dialogs import NARROW, Dialog
from vault.qt.parts.fields import Field, LineInput, field_with_button
from vault.qt.parts.text import IconText, Text
from vault.qt.parts.verdict import Verdict
from vault.qt.proofs import standing
from vault.qt.start.new_password import NewPassword
from vault.qt.start.places import absolute, home_words
from vault.qt.start.strength import cost_words
from vault.qt.theme import Space
from vault.qt.wording import Said, words_for

from .running import RunningWork
from .shown_folder import open_folder

ENDING = ".deedbox-export"


def default_name(vault_name: str) -> str:
    """My Papers 2026-11-22.deedbox-export."""
    return f"{vault_name} {QDate.currentDate().toString(Qt.DateFormat.ISODate)}{ENDING}"


def look_at(file: Path, vault: Path) -> str:
    """What stands in the way of a file: `taken`, `folder`, `no folder`, `inside`, or nothing. May take long."""
    try:
        if file.is_dir():
            return "folder"
        if not file.parent.is_dir():
            return "no folder"
        if Path(os.path.realpath(file)).is_relative_to(os.path.realpath(vault)):
            return "inside"
        return "taken" if os.path.lexists(file) else ""
    except OSError:
        return ""  # the export itself says what is wrong


class ExportDialog(Dialog):
    """Asks for file and password, shows the work, and says what it is worth. Hidden, it goes on in the bar below."""

    def __init__(
        self,
        operations: Operations,
        facts: m.Facts,
        parent: QWidget | None = None,
        *,
        rehearse: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(self.tr("Export the vault"), parent, width=NARROW)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations, self._facts, self._rehearse = operations, facts, rehearse
        self._aside = Aside()
        self._replace = self._asks_word = self._is_over = False
        self.file = LineInput(home_words(documents() / default_name(facts.name)))
        self.choose = Button(self.tr("Choose"))
        self.file_field = Field(self.tr("File"), self.file)
        self.password = NewPassword()
        self.password.set_context(facts.name)
        self.running = RunningWork(operations.works)
        self.verdict = Verdict()
        self.outcome = IconText(
            "check", Text("", weight=500, wrap=True, tabular=True), size=20, gap=12, token="success"
        )
        self.after = Text("", tone="text-secondary", wrap=True)
        self.after.setContentsMargins(32, 0, 0, 0)
        known = standing(facts)
        self.proof = ProofLine(known.kind, known.sentence, strong=False)
        self.show_folder = Button(self.tr("Show folder"), icon="folder")
        self.rehearse = Button(self.tr("Try it now"), "primary")
        self._lay_out()
        self.add_option(self.show_folder)
        self.add_button(self.rehearse)
        self.set_act(self.tr("Export"))
        self.choose.clicked.connect(self._choose)
        self.file.textChanged.connect(lambda _: self._forget_question())
        self.password.changed.connect(self._forget_question)
        self.show_folder.clicked.connect(self._show_folder)
        self.rehearse.clicked.connect(self._lead_to_drill)
        self._show_state()
        self.password.first.input.setFocus()

    def _lay_out(self) -> None:
        self.form = QWidget()
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(Text(self.tr("All items, versions and the trash, encrypted in one file."), wrap=True))
        column.addWidget(self.proof)
        column.addLayout(field_with_button(self.file_field, self.choose))
        column.addWidget(self.password)
        column.addWidget(
            sentences(
                self.tr(
                    "The export has a password of its own. Deedbox does not keep that of the vault: type it again if "
                    "it is to be the same."
                ),
                self.tr("An export cannot be called back, and opens with its password whatever is changed later."),
            )
        )
        for widget in (self.form, self.verdict, self.running, self.outcome, self.after):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    # Before

    def _choose(self) -> None:
        choose_new_file(self, self.tr("Where to export to"), self._path(), self._take_file)

    def _take_file(self, path: Path) -> None:
        self.file.setText(home_words(with_ending(path, ENDING)))

    def _path(self) -> Path:
        return absolute(self.file.text().strip())

    def accept(self) -> None:
        """The act: looks at the place, then exports; while it runs, hides the dialog."""
        if self.running.is_running or self._is_over:
            super().accept()
        elif not self.file.text().strip():
            self.file_field.set_fault(self.tr("Name a file."))
            self.file.setFocus()
        elif self.password.accept():
            if self.password.needs_word and not self._asks_word:
                self._ask_word()
                return
            self.password.agree()
            file, vault = self._path(), Path(os.fsdecode(self._facts.path))
            self.act.set_blocked(self.tr("The place is being looked at"))
            self._aside.ask(lambda: look_at(file, vault), self._looked)

    def _looked(self, found: str) -> None:
        self.act.set_blocked("")
        faults = {
            "folder": self.tr("That is a folder. Name a file in it."),
            "no folder": self.tr("There is no such folder."),
            "inside": self.tr("An export inside the vault's own folder would be lost with it. Choose another place."),
        }
        if found in faults:
            self.file_field.set_fault(faults[found])
            self.file.setFocus()
        elif found == "taken" and not self._replace:
            self._ask_replace()
        else:
            self._export()
        self.fit()

    def _ask_replace(self) -> None:
        self._replace = True
        self.file_field.set_hint(self.tr("A file of that name is there. It would be gone."), "warning")
        self.act.setText(self.tr("Replace it"))
        self.act.set_kind("danger")
        self.cancel.setDefault(True)
        self.fit()

    def _ask_word(self) -> None:
        self._asks_word = True
        act = self.tr("Whoever gets hold of the file may open it. Add a word or two, or use it anyway.")
        cost = f"{cost_words(self.password.strength)}."
        self.verdict.say(Said(self.tr("This password is weak."), cost, act), token="warning")
        self.act.setText(self.tr("Use it anyway"))
        self.act.set_kind("secondary")
        self.fit()

    def _forget_question(self) -> None:
        """Another name or password, another question."""
        if self.running.is_running or self._is_over:
            return
        if self._replace or self._asks_word:
            self._replace = self._asks_word = False
            self.verdict.clear()
        self.file_field.set_fault("")
        self.act.setText(self.tr("Export"))
        self.act.set_kind("primary")
        self.act.setDefault(True)
        self.fit()

    # The work

    def _export(self) -> None:
        self.verdict.clear()
        operations, words = self._operations, self.tr("Exporting and verifying")

        def failed(error: Exception) -> None:
            if isValid(self):
                self._fail(error)
            elif not isinstance(error, VaultLocked | Cancelled):
                operations.works.fail(operations.works.begin(words), f"{words}: {words_for(error).whole}")

        work = operations.export(
            self._path(), self.password.text(), self._take, failed, replace=self._replace, shown=open_folder
        )
        self.running.show_work(work, words)
        self.password.leave()
        self._show_state()

    def _take(self, summary: m.Summary) -> None:
        if not isValid(self):
            return
        self.running.end()
        self._is_over = True
        words = self.tr("Exported and verified: %Ln item(s), {size}.", "", summary.items)
        self.outcome.text.setText(words.replace("{size}", size(summary.size)))
        self.after.setText(
            self.tr(
                "Bytes are verified; nobody has restored it yet. Try now whether it opens, and keep it on another disk."
            )
        )
        self._show_state()
        (self.rehearse if self._rehearse is not None else self.cancel).setFocus()

    def _fail(self, error: Exception) -> None:
        self.running.end()
        self._replace = False
        if isinstance(error, VaultLocked):
            self.done(self.DialogCode.Rejected)
            return
        if isinstance(error, Conflict):
            self._show_state()
            self._ask_replace()
            return
        said = words_for(error)
        if isinstance(error, Cancelled):
            said = Said(self.tr("The export was stopped."), self.tr("No file was left behind."), "")
        self.verdict.say(said, token="warning" if isinstance(error, Cancelled) else "danger")
        self._show_state()

    def reject(self) -> None:
        """Cancel stops an export that runs; without one it closes the dialog."""
        if self.running.is_running:
            self.running.stop()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Whatever was typed is cleared."""
        self._aside.forget()
        self.password.leave()
        super().done(result)

    def _show_folder(self) -> None:
        open_folder(self._path().parent)

    def _lead_to_drill(self) -> None:
        """The drill begins with the export just made."""
        rehearse = self._rehearse
        self.done(self.DialogCode.Accepted)
        if rehearse is not None:
            rehearse()

    def _show_state(self) -> None:
        running, over = self.running.is_running, self._is_over
        self.form.setVisible(not running and not over)
        self.outcome.setVisible(over)
        self.after.setVisible(over)
        self.show_folder.setVisible(over)
        self.rehearse.setVisible(over and self._rehearse is not None)
        self.act.setVisible(not over)
        self.act.setText(self.tr("Go on below") if running else self.tr("Export"))
        self.act.set_kind("secondary" if running else "primary")
        self.cancel.setText(self.tr("Stop") if running else self.tr("Close") if over else self.tr("Cancel"))
        self.fit()
