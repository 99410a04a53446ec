"""The rehearsal of a restore: an export is opened with its password, for real and into nothing, and what comes of it
is proof or alarm. Of what was typed nothing is kept; the vault's own trail keeps the outcome."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.engine.errors import Cancelled, Conflict, Damaged, NotFound, PathRejected, WrongCredential
from vault.qt.operations import Operations
from vault.qt.parts.badges import ProofLine
from vault.qt.parts.buttons import Button
from vault.qt.parts.choosing import choose_file, documents
from vault.qt.parts.dialogs import NARROW
from vault.qt.parts.fields import Field, LineInput, PasswordField, field_with_button
from vault.qt.parts.text import Text
from vault.qt.proofs import proof_words, standing
from vault.qt.start.keyboard import layout_name
from vault.qt.start.keyfile import KeyfileChoice
from vault.qt.start.places import absolute, home_words
from vault.qt.wording import Said, words_for
from vault.qt.works import Work

from .findings import lines_of
from .working import WorkDialog


class DrillDialog(WorkDialog):
    """Asks for an export and its password, restores it into nothing, and says what that proves.

    `export` leads to a new export; it is offered where the rehearsal failed.
    """

    def __init__(
        self,
        operations: Operations,
        facts: m.Facts,
        parent: QWidget | None = None,
        *,
        export: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(
            self.tr("Rehearse a restore"),
            self.tr("Rehearse"),
            self.tr("Rehearsing a restore"),
            operations,
            parent,
            width=NARROW,
        )
        self._facts, self._export = facts, export
        self.proof = ProofLine(*_line(facts), strong=False)
        self.file = LineInput(home_words(operations.last_export) if operations.last_export else "")
        self.choose = Button(self.tr("Choose"))
        self.file_field = Field(self.tr("Export file"), self.file)
        self.password = PasswordField(self.tr("Password of the export"), layout=layout_name())
        self.keyfile = KeyfileChoice()
        said = self.tr(
            "The export is opened with its password, and everything in it is decrypted and compared with what was "
            "written. Nothing plain reaches the disk; the vault notes the date and the result."
        )
        self.rows.addWidget(Text(said, wrap=True))
        self.rows.addWidget(self.proof)
        self.rows.addLayout(field_with_button(self.file_field, self.choose))
        self.rows.addWidget(self.password)
        self.rows.addWidget(self.keyfile)
        self.copy = Button(self.tr("Copy result"), "quiet", "clipboard")
        self.copy.clicked.connect(self._copy)
        self.add_option(self.copy)
        self.choose.clicked.connect(self._choose)
        self.file.textChanged.connect(lambda _: self.file_field.set_fault(""))
        self.password.input.textEdited.connect(lambda _: self.password.set_fault(""))
        self.keyfile.changed.connect(self.fit)
        operations.facts_changed.connect(self._know)
        self.show_state()
        (self.password.input if self.file.text() else self.choose).setFocus()

    # Before

    def _know(self, facts: m.Facts) -> None:
        """What the vault says of itself by now: the export just made, if it was."""
        self._facts = facts
        self.proof.set_proof(*_line(facts))

    def _choose(self) -> None:
        start = self._path().parent if self.file.text() else documents()
        choose_file(self, self.tr("Choose the export file"), start, lambda path: self.file.setText(home_words(path)))

    def _path(self) -> Path:
        return absolute(self.file.text().strip())

    def clear_secrets(self) -> None:
        """The password; the file stays for another try."""
        self.password.input.clear()
        self.password.input.reveal.setChecked(False)

    # The work

    def begin(self) -> Work | None:
        """Asks for the drill."""
        if not self.file.text().strip():
            self.file_field.set_fault(self.tr("Choose the export file first."))
            self.file.setFocus()
            return None
        if not self.password.text():
            self.password.set_fault(self.tr("Type the password of the export first."))
            self.password.input.setFocus()
            return None
        window, facts, operations, export = self.parentWidget(), self._facts, self.operations, self._export

        def report(drilled: m.Drilled) -> None:
            again = DrillDialog(operations, facts, window, export=export)
            again.take(drilled)
            again.open()

        return operations.drill(
            self._path(), self.password.text(), self.take, self.failed, keyfile=self.keyfile.path(), report=report
        )

    def take(self, drilled: m.Drilled) -> None:
        """What came of it."""
        if not self.end():
            return
        if drilled.ok:
            said = Said(proof_words(drilled), *self._since(drilled))
            self.verdict.say(said, token="success", icon="proof")
            self.cancel.setFocus()
        else:
            self.list.model.show(lines_of(drilled.findings))
            whole = self.tr("%Ln file(s) and note(s) came out whole.", "", drilled.items)
            found = self.tr("%Ln thing(s) did not, named below.", "", drilled.found)
            happened = self.tr("The rehearsal failed: this export does not come back whole.")
            self._alarm(Said(happened, f"{whole} {found}", self._advice()))
        self.show_state()

    def _since(self, drilled: m.Drilled) -> tuple[str, str]:
        """What the export does not hold of the vault as it is now."""
        parts = []
        if drilled.changed:
            parts.append(self.tr("%Ln item(s) changed in the vault or left it since.", "", drilled.changed))
        if drilled.newer:
            parts.append(self.tr("Not in this export: %Ln newer item(s).", "", drilled.newer))
        if not parts:
            return self.tr("The export holds what the vault holds now."), ""
        return " ".join(parts), self.tr("Make another export when that matters to you.")

    def _advice(self) -> str:
        return self.tr("Do not rely on it. Make a new export now, and rehearse with that.")

    def _alarm(self, said: Said) -> None:
        """Loud: what failed, and the way to an export that does not."""
        acts = [(self.tr("Make a new export"), "primary", self._lead_to_export)] if self._export is not None else []
        self.verdict.say(said, acts, icon="blocked")
        if self.verdict.buttons:
            self.verdict.buttons[0].setFocus()

    def words(self, error: Exception) -> Said:
        """Why there is no proof. What is said of a vault elsewhere is meant of an export here."""
        details = words_for(error).details
        if isinstance(error, WrongCredential):
            lost = self.tr("If it is lost, so is what is in the file: make a new export.")
            return Said(self.tr("That password does not open this export."), "", lost)
        if isinstance(error, NotFound | PathRejected):
            return Said(self.tr("That file is not there, or is no export."), "", "")
        if isinstance(error, Conflict):
            return Said(self.tr("That is the export of another vault."), "", "")
        if isinstance(error, Cancelled):
            return Said(self.tr("The rehearsal was stopped."), self.tr("It has proven nothing, either way."), "")
        if isinstance(error, Damaged):
            happened = self.tr("The rehearsal failed: the export is damaged.")
            return Said(happened, self.tr("The vault itself is as it was."), self._advice(), details)
        return words_for(error)

    def explain(self, error: Exception) -> None:
        """A slip of the hand is told at its field; what is wrong with the export is loud."""
        said = self.words(error)
        if isinstance(error, WrongCredential):
            self.password.set_fault(said.whole)
            self.password.input.setFocus()
        elif isinstance(error, NotFound | PathRejected | Conflict):
            self.file_field.set_fault(said.whole)
            self.file.setFocus()
        elif isinstance(error, Damaged):
            self._alarm(said)
        else:
            super().explain(error)

    # What is shown

    def show_state(self) -> None:
        """Only one button is filled: the one that leads to a new export, after an alarm."""
        super().show_state()
        self.copy.setVisible(self.is_over)
        if self.verdict.buttons and not self.verdict.isHidden():
            self.act.set_kind("secondary")

    def _lead_to_export(self) -> None:
        export = self._export
        self.done(self.DialogCode.Rejected)
        if export is not None:
            export()

    def _copy(self) -> None:
        lines = [self.verdict.accessibleName(), *(f"{line.first}\t{line.second}" for line in self.list.model.lines)]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.copy.setText(self.tr("Copied"))


def _line(facts: m.Facts) -> tuple[str, str]:
    known = standing(facts)
    return known.kind, known.sentence
