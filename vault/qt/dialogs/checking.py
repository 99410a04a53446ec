"""The check of a vault: whole or fast, how far it is, and what was found. A check proves no restore: no seal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

import vault
from vault.child import messages as m
from vault.engine.errors import Cancelled, VaultLocked
from vault.qt.figures import number, size
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import MIDDLE, Dialog
from vault.qt.parts.segmented import SegmentedChoice
from vault.qt.parts.text import IconText, Text
from vault.qt.parts.verdict import Verdict
from vault.qt.theme import Space
from vault.qt.wording import words_for

from .findings import lines_of
from .lines import LineList
from .running import RunningWork


class CheckDialog(Dialog):
    """Chooses, runs, and shows. Closed while it runs, the check goes on in the bar below."""

    def __init__(
        self,
        operations: Operations,
        parent: QWidget | None = None,
        reveal: Callable[[bytes], None] | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__(self.tr("Check the vault"), parent, width=MIDDLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations, self._reveal, self._read_only = operations, reveal, read_only
        self.checked: m.Checked | None = None
        self.whole = SegmentedChoice(
            self.tr("How much is read"), [("whole", self.tr("Every byte")), ("fast", self.tr("Fast"))]
        )
        self.means = Text("", tone="text-secondary", wrap=True)
        self.running = RunningWork(operations.works)
        self.verdict = Verdict()
        self.outcome = IconText("check", Text("", "section", wrap=True, tabular=True), size=20, gap=12, token="success")
        self.after = Text("", tone="text-secondary", wrap=True)
        self.after.setContentsMargins(32, 0, 0, 0)
        self.list = LineList(self.tr("Findings"))
        self.explained = Text("", wrap=True)
        self._lay_out()
        self.copy = Button(self.tr("Copy report"), "quiet", "clipboard")
        self.names = QCheckBox(self.tr("With names of items"))
        self.add_option(self.copy, self.names)
        self.clean = self.add_button(Button(self.tr("Clean up")))
        self.repair = self.add_button(Button(self.tr("Repair"), "primary"))
        self.set_act(self.tr("Check"))
        reason = self.tr("The vault can only be read now") if read_only else ""
        for button, lead in ((self.clean, self._lead_to_clean_up), (self.repair, self._lead_to_repair)):
            button.set_blocked(reason)
            button.clicked.connect(lead)
        self.whole.chosen.connect(lambda _: self._explain())
        self.copy.clicked.connect(self._copy)
        self.show_item.clicked.connect(self._show_item)
        self.list.view.selectionModel().currentChanged.connect(lambda *_: self._choose())
        self.list.view.doubleClicked.connect(lambda _: self._show_item())
        self._explain()
        self._show_state()
        self.act.setFocus()

    def _lay_out(self) -> None:
        self.form = QWidget()
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(
            Text(self.tr("Everything in the vault is read again and compared with what was written."), wrap=True)
        )
        column.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.means)
        self.show_item = Button(self.tr("Show item"), compact=True)
        self.foot = QWidget()
        below = QHBoxLayout(self.foot)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(Space.L)
        below.addWidget(self.explained, 1)
        below.addWidget(self.show_item, 0, Qt.AlignmentFlag.AlignTop)
        for widget in (self.form, self.running, self.verdict, self.outcome, self.after):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.foot)

    def _explain(self) -> None:
        whole = self.tr("Opens every item and every version. It takes as long as reading the vault's whole folder.")
        fast = self.tr("Compares each file of the vault's folder with its seal, without opening what is in it.")
        self.means.setText(whole if self.whole.value() == "whole" else fast)

    # Running

    def accept(self) -> None:
        """The act: check, or check again."""
        if self.running.is_running:
            return
        self.checked = None
        self.verdict.clear()
        self.running.show_work(
            self._operations.check(self._take, self._fail, fast=self.whole.value() == "fast"),
            self.tr("Checking the vault"),
        )
        self._show_state()

    def _take(self, checked: m.Checked) -> None:
        if not isValid(self):
            return
        self.running.end()
        self.checked = checked
        self.list.model.show(lines_of(checked.findings))
        self.outcome.text.setText(self._headline(checked))
        self.outcome.set_icon("check" if checked.ok else "warning", "success" if checked.ok else "danger")
        self.after.setText(self._remark(checked))
        self._show_state()
        if checked.findings:
            self.list.view.setCurrentIndex(self.list.model.index(0, 0))
            self.list.view.setFocus()
        else:
            self.cancel.setFocus()

    def _fail(self, error: Exception) -> None:
        if not isValid(self):
            return
        self.running.end()
        if isinstance(error, VaultLocked):
            self.done(self.DialogCode.Rejected)
        elif not isinstance(error, Cancelled):
            self.verdict.say(words_for(error))
        self._show_state()

    def reject(self) -> None:
        """Cancel stops a check that runs; without one it closes the dialog."""
        if self.running.is_running:
            self.running.stop()
        else:
            super().reject()

    # What is shown

    def _headline(self, checked: m.Checked) -> str:
        words = self.tr("%Ln item(s), {size}", "", checked.items).replace("{size}", size(checked.bytes))
        if checked.ok:
            return self.tr("{extent}: everything is as it was written.").format(extent=words)
        bad = sum(not finding.harmless for finding in checked.findings)
        found = self.tr("%Ln finding(s) need you.", "", bad)
        return f"{words}. {found}"

    def _remark(self, checked: m.Checked) -> str:
        if checked.found > len(checked.findings):
            return self.tr("{all} findings; the first {named} are listed.").format(
                all=number(checked.found), named=number(len(checked.findings))
            )
        if not checked.ok:
            return self.tr("Damaged bytes are never shown, and nothing was changed. Keep your backups.")
        if checked.findings:
            return self.tr("%Ln leftover(s) lie in the folder. They are harmless.", "", len(checked.findings))
        return self.tr("A check reads; it proves no restore.")

    def _show_state(self) -> None:
        running, over = self.running.is_running, self.checked is not None
        found = over and bool(self.list.model.lines)
        self.form.setVisible(not running and not over)
        self.running.setVisible(running)
        self.outcome.setVisible(over)
        self.after.setVisible(over)
        self.list.setVisible(found)
        self.foot.setVisible(found)
        self.copy.setVisible(over)
        self.repair.setVisible(self.checked is not None and not self.checked.ok)
        self.clean.setVisible(over)
        self.names.setVisible(found)
        self.act.setVisible(not running)
        self.act.setText(self.tr("Check again") if over else self.tr("Check"))
        self.act.set_kind("secondary" if over else "primary")
        self.cancel.setText(self.tr("Stop") if running else self.tr("Close") if over else self.tr("Cancel"))
        self._choose()
        self.fit()

    def _choose(self) -> None:
        line = self.list.chosen()
        self.explained.setText(line.badge if line is not None else "")
        reason = "" if line is not None and line.item is not None else self.tr("This finding is about no single item")
        self.show_item.set_blocked(reason)

    def _show_item(self) -> None:
        line = self.list.chosen()
        if line is not None and line.item is not None and self._reveal is not None:
            item, reveal = line.item, self._reveal
            self.done(self.DialogCode.Accepted)
            reveal(item)

    def _lead_to_repair(self) -> None:
        from .repair import RepairDialog

        self._give_way(RepairDialog(self._operations, self.parentWidget()))

    def _lead_to_clean_up(self) -> None:
        from .cleaning import CleaningDialog

        self._give_way(CleaningDialog(self._operations, self.parentWidget()))

    def _give_way(self, dialog: Dialog) -> None:
        self.done(self.DialogCode.Accepted)
        dialog.open()

    def _copy(self) -> None:
        """The report, without names unless they are wanted."""
        checked = self.checked
        if checked is None:
            return
        named = self.names.isChecked()
        lines = [f"Deedbox {vault.__version__}", self.outcome.text.text()]
        lines += [f"{line.bare}\t{line.second}" if named else line.bare for line in self.list.model.lines]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.copy.setText(self.tr("Copied"))
