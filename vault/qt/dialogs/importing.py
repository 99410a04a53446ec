"""Importing: what is it, what will come in and what will not, and what came of it."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.child.failures import error_of, failure_of
from vault.engine.errors import Cancelled, VaultLocked
from vault.qt.bringing import Imported, Look, Looked, Wanted
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.buttons import Button
from vault.qt.parts.choosing import choose_file, choose_folder, documents
from vault.qt.parts.dialogs import MIDDLE, Dialog
from vault.qt.parts.fields import Field, LineInput, PasswordField
from vault.qt.parts.text import IconText, Text
from vault.qt.parts.verdict import Verdict
from vault.qt.start.keyboard import layout_name
from vault.qt.start.keyfile import KeyfileChoice
from vault.qt.start.places import absolute
from vault.qt.theme import Space
from vault.qt.wording import Said, words_for
from vault.sandbox.importing.client import safe_name
from vault.sandbox.importing.entries import Refusal
from vault.sandbox.importing.preview import Preview

from .import_words import contents, kind_name, path_shown, reason, refusal
from .left_out import words_for_reason
from .lines import Line, LineList
from .reports import ReportDialog
from .running import RunningWork

_ENDINGS = (".tar.gz", ".tar.bz2", ".tar.xz", ".tar.zst")


def lines_of(imported: Imported) -> list[Line]:
    """What did not come in, and why."""
    return _left_out(imported.seen) + [
        Line(one.shown, words_for_reason(one.reason), "warning") for one in imported.brought.skipped
    ]


def _left_out(seen: Preview) -> list[Line]:
    return [Line(path_shown(one.path), reason(one), "warning", "warning") for one in seen.left_out]


def folder_name(source: Path) -> str:
    """The name of the folder that a source gets."""
    ending = next(filter(source.name.lower().endswith, _ENDINGS), source.suffix)
    return os.fsdecode(safe_name(os.fsencode(source.name.removesuffix(ending) or source.name)))


class ImportReport(ReportDialog):
    """What did not come in."""

    def __init__(self, imported: Imported, parent: QWidget | None = None) -> None:
        lines = lines_of(imported)
        came = self.tr("%Ln item(s) came in.", "", imported.brought.items)
        if imported.refused is not None:
            came = f"{came} {refusal(imported.refused).happened}"
        super().__init__(
            self.tr("Left out"),
            self.tr("%Ln item(s) left out.", "", imported.left_out),
            f"{self.tr('They are where they were.')} {came}",
            lines,
            parent,
        )
        self.say_more(len(lines), imported.left_out)


class ImportDialog(Dialog):
    """Asks for a source, looks into it, shows what would come in, and imports it. Hidden, it goes on in the bar."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Import"), parent, width=MIDDLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations = operations
        self._aside = Aside()
        self._look: Look | None = None
        self._looked: Looked | None = None
        self._is_over = False
        self.source = LineInput()
        self.file_button = Button(self.tr("Choose a file"))
        self.folder_button = Button(self.tr("Choose a folder"))
        self.source_field = Field(self.tr("File or folder"), self.source)
        self.password = PasswordField(self.tr("Password of the source"), layout=layout_name())
        self.keyfile = KeyfileChoice()
        self.looking = IconText("running", Text("", weight=500, wrap=True), size=20, gap=12, token="link")
        self.found = IconText("check", Text("", weight=500, wrap=True, tabular=True), size=20, gap=12, token="success")
        self.left = Text("", tone="text-secondary", wrap=True)
        self.top = LineInput()
        self.top_field = Field(self.tr("Into a new folder named"), self.top)
        self.running = RunningWork(operations.works)
        self.verdict = Verdict()
        self.list = LineList(self.tr("What comes in, and what does not"))
        self._lay_out()
        self.again = self.add_button(Button(self.tr("Choose another")))
        self.set_act(self.tr("Look inside"))
        self.again.clicked.connect(self._start_over)
        self.file_button.clicked.connect(self._choose_file)
        self.folder_button.clicked.connect(self._choose_folder)
        self.source.textChanged.connect(self._forget_source)
        self.password.input.textEdited.connect(lambda _: self.password.set_fault(""))
        self.keyfile.changed.connect(self._take_keyfile)
        self.password.hide()
        self.keyfile.hide()
        self._show_state()
        self.file_button.setFocus()

    def _lay_out(self) -> None:
        self.form = QWidget()
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        said = self.tr(
            "Exports of password managers and note programs, archives, and folders. What is in them is read by a part "
            "of Deedbox that has no keys and no way to the network, and shown before anything comes in."
        )
        column.addWidget(Text(said, wrap=True))
        column.addWidget(self.source_field)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        buttons.addWidget(self.file_button)
        buttons.addWidget(self.folder_button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self.password)
        column.addWidget(self.keyfile)
        for widget in (self.form, self.looking, self.verdict, self.running, self.found, self.left):
            self.body.addWidget(widget)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.top_field)
        self.body.addStretch(0)

    # The source

    def _choose_file(self) -> None:
        choose_file(self, self.tr("Choose what to import"), self._start(), lambda path: self.source.setText(str(path)))

    def _choose_folder(self) -> None:
        choose_folder(
            self, self.tr("Choose what to import"), self._start(), lambda path: self.source.setText(str(path))
        )

    def _start(self) -> Path:
        return self._wanted().source.parent if self.source.text().strip() else documents()

    def _wanted(self) -> Wanted:
        path = absolute(self.source.text().strip())
        return Wanted(path, self.password.text() or None, self.keyfile.path())

    def _forget_source(self) -> None:
        self.source_field.set_fault("")
        self.password.input.clear()
        self.password.hide()
        self.keyfile.set_path(None)
        self.keyfile.hide()
        self.verdict.clear()
        self.fit()

    def _take_keyfile(self) -> None:
        self.password.set_fault("")
        self.verdict.clear()
        self.fit()

    def _start_over(self) -> None:
        self._looked = None
        self._show_state()
        self.source.setFocus()

    # Looking

    def accept(self) -> None:
        """The act of the moment: look inside, import, or let it go on below."""
        if self._look is not None or self._is_over:
            return
        if self.running.is_running:
            super().accept()
        elif self._looked is not None:
            self._import(self._looked)
        elif not self.source.text().strip():
            self.source_field.set_fault(self.tr("Choose a file or a folder first."))
            self.source.setFocus()
        else:
            self.verdict.clear()
            wanted = self._wanted()
            self._look = Look(wanted)
            self.looking.text.setText(self.tr("Reading {name}").replace("{name}", wanted.source.name))
            self._aside.ask(self._look, self._take_look)
            self._show_state()

    def _take_look(self, looked: Looked | OSError) -> None:
        self._look = None
        if isinstance(looked, OSError):
            there = words_for(error_of(failure_of(looked)))
            missing = self.tr("There is no such file or folder.")
            self.source_field.set_fault(missing if isinstance(looked, FileNotFoundError) else there.happened)
        elif looked.refused in (Refusal.NEEDS_SECRET, Refusal.WRONG_SECRET):
            self._ask_for_secret(refusal(looked.refused, looked.kind), looked)
        elif looked.refused is not None and not looked.seen.items:
            self.verdict.say(refusal(looked.refused, looked.kind))
        else:
            self._show_preview(looked)
        self._show_state()

    def _ask_for_secret(self, said: Said, looked: Looked) -> None:
        self.password.show()
        self.keyfile.setVisible(looked.kind == "keepass")
        self.password.set_fault(said.whole if looked.refused is Refusal.WRONG_SECRET else "")
        if looked.refused is Refusal.NEEDS_SECRET:
            self.password.set_hint(said.happened, "about")
        self.password.input.setFocus()

    def _show_preview(self, looked: Looked) -> None:
        self._looked = looked
        seen = looked.seen
        words = self.tr("{contents}. Read as {kind}.")
        self.found.text.setText(words.replace("{contents}", contents(seen)).replace("{kind}", kind_name(looked.kind)))
        self.found.set_icon("check" if seen.items else "warning", "success" if seen.items else "warning")
        lines = _left_out(seen)
        lines += [Line(path_shown(path), self.tr("Comes in")) for path in seen.first]
        if seen.items > len(seen.first):
            more = self.tr("And %Ln more", "", seen.items - len(seen.first))
            lines.append(Line(more, self.tr("Comes in"), "more"))
        self.list.model.show(lines)
        said = []
        if seen.left_count:
            said.append(self.tr("%Ln item(s) will not come in.", "", seen.left_count))
        if seen.tags:
            said.append(self.tr("%Ln tag(s)", "", len(seen.tags)) + f": {', '.join(sorted(seen.tags)[:12])}.")
        if looked.refused is not None:
            said.append(f"{self.tr('It cannot be read to its end.')} {refusal(looked.refused).happened}")
        self.left.setText(" ".join(said))
        self.top.setText(folder_name(self._wanted().source))
        self.top.setFocus()

    # Importing

    def _import(self, looked: Looked) -> None:
        name = self.top.text().strip()
        if "/" in name or name in (".", ".."):
            self.top_field.set_fault(self.tr("A name cannot contain a slash."))
            self.top.setFocus()
            return
        wanted, window = self._wanted(), self.parentWidget()
        work = self._operations.bring_in(
            wanted,
            looked,
            m.ROOT,
            os.fsencode(name) or None,
            self._take,
            self._fail,
            report=lambda imported: ImportReport(imported, window).open(),
        )
        self.running.show_work(work, self.tr("Importing {name}").replace("{name}", wanted.source.name))
        self.password.input.clear()
        self._show_state()

    def _take(self, imported: Imported) -> None:
        if not isValid(self):
            return
        self.running.end()
        self._is_over = True
        items = self.tr("%Ln item(s) came in.", "", imported.brought.items)
        renamed = self.tr("Taken already, so numbered: %Ln name(s).", "", imported.brought.renamed)
        left = self.tr("%Ln item(s) left out.", "", imported.left_out)
        stopped = self.tr("Stopped.") if imported.brought.cancelled else ""
        words = [stopped, items, renamed if imported.brought.renamed else "", left if imported.left_out else ""]
        self.list.model.show(lines_of(imported))
        if imported.refused is not None:
            said = refusal(imported.refused, self._looked.kind if self._looked else "")
            self.verdict.say(Said(f"{items} {said.happened}", said.act, ""), token="warning")
        else:
            good = not imported.left_out and not imported.brought.cancelled
            said = Said(" ".join(filter(None, words)), self.tr("The source is as it was, and still not encrypted."), "")
            self.verdict.say(said, token="success" if good else "warning", icon="check" if good else "warning")
        self._show_state()
        self.cancel.setFocus()

    def _fail(self, error: Exception) -> None:
        if not isValid(self):
            if not isinstance(error, VaultLocked | Cancelled):
                works, what = self._operations.works, self.tr("Importing")
                works.fail(works.begin(what), words_for(error).whole)
            return
        self.running.end()
        if isinstance(error, VaultLocked):
            self.done(self.DialogCode.Rejected)
            return
        self.verdict.say(words_for(error))
        self._show_state()

    def reject(self) -> None:
        """Cancel stops what runs; without anything it closes the dialog."""
        if self.running.is_running:
            self.running.stop()
        elif self._look is not None:
            self._look.stop()
            self._aside.forget()
            self._look = None
            self._show_state()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Whatever was typed is cleared, and nothing is read any more."""
        if self._look is not None:
            self._look.stop()
        self._aside.forget()
        self.password.input.clear()
        super().done(result)

    def _show_state(self) -> None:
        looking, running, over = self._look is not None, self.running.is_running, self._is_over
        preview = self._looked is not None and not running and not over
        asking = not (looking or running or over or preview)
        self.form.setVisible(asking)
        self.looking.setVisible(looking)
        self.found.setVisible(preview)
        self.left.setVisible(preview and bool(self.left.text()))
        self.top_field.setVisible(preview)
        self.list.setVisible((preview or over) and bool(self.list.model.lines))
        self.again.setVisible(preview)
        self.act.setVisible(not looking and not over and not (preview and not self._can_import()))
        words = {"running": self.tr("Go on below"), "preview": self.tr("Import"), "asking": self.tr("Look inside")}
        self.act.setText(words["running" if running else "preview" if preview else "asking"])
        self.act.set_kind("secondary" if running else "primary")
        stop = running or looking
        self.cancel.setText(self.tr("Stop") if stop else self.tr("Close") if over else self.tr("Cancel"))
        (self.cancel if over else self.act).setDefault(True)
        self.fit()

    def _can_import(self) -> bool:
        return self._looked is not None and bool(self._looked.seen.items or self._looked.seen.folders)
