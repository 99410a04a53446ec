"""Making a vault out of an export: the file, its password, name and place; then every byte is verified."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.engine.errors import Cancelled, Conflict, Damaged, NotFound, PathRejected, VaultLocked, WrongCredential
from vault.qt.figures import size
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Panel
from vault.qt.parts.choosing import choose_file, documents
from vault.qt.parts.fields import Field, PasswordField
from vault.qt.parts.text import IconText, Text
from vault.qt.parts.verdict import Verdict
from vault.qt.parts.work import Progress
from vault.qt.theme import Space, look
from vault.qt.wording import Said, words_for
from vault.qt.works import Work, figures

from .column import ColumnPage, Waiting
from .new_place import NewPlaceChoice
from .places import place_words, shown, vault_name


class RestorePage(ColumnPage):
    """One page of fields; then a line of progress; then what came back, and the way to unlock it."""

    unlock_wanted = Signal(object)
    """The path of the new vault."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Restore from a backup"))
        self._operations = operations
        self._file: Path | None = None
        self._work: Work | None = None
        self._made: Path | None = None
        self.begin_high()
        self.title = self.add_title(self.tr("Restore from a backup"))
        self.words = self.add_words("")
        self.file = Field(self.tr("Export file"), self._make_panel())
        self.password = PasswordField(self.tr("Password of the export"), tall=True)
        self.place = NewPlaceChoice(self.tr("Restored"))
        self.fields = QWidget()
        fields = QVBoxLayout(self.fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(Space.M)
        for widget in (self.file, self.password, self.place):
            fields.addWidget(widget)
        self.column.addWidget(self.fields)
        self.progress = Progress()
        self.progress.setAccessibleName(self.tr("Restoring and verifying"))
        self.figures = Text("", "small", "text-secondary", wrap=True, tabular=True)
        self.verdict = Verdict()
        self.column.addWidget(self.verdict)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.figures)
        self.act = Waiting("")
        self.back = Button(self.tr("Back"), "quiet", tall=True)
        self.column.addWidget(self.act)
        self.column.addWidget(self.back)
        self.column.addStretch(2)
        self.act.pressed.connect(self.go_on)
        self.verdict.shown.connect(lambda: self.bring_into_view(self.verdict))
        self.act.cancelled.connect(self._cancel)
        self.back.clicked.connect(self._go_back)
        self.choose.clicked.connect(self._choose)
        self.password.input.returnPressed.connect(self.go_on)
        self.place.name.returnPressed.connect(self.go_on)
        self.password.input.textEdited.connect(lambda: self.password.set_fault(""))
        operations.works.changed.connect(self._count)
        self.begin()

    def _make_panel(self) -> QWidget:
        panel = Panel(edge="border-strong")
        line = QHBoxLayout(panel)
        line.addStrut(look().height(40))
        line.setContentsMargins(12, 0, 6, 0)
        self._name = Text("", elide=Qt.TextElideMode.ElideMiddle)
        self.choose = Button("", "link", compact=True)
        line.addWidget(IconText("backups", self._name, size=18, gap=8, token="text-secondary"), 1)
        line.addWidget(self.choose)
        return panel

    def begin(self) -> None:
        """The fields, empty."""
        self._made = self._work = None
        self.set_file(None)
        self.leave()
        self.verdict.clear()
        self._show(restored=False)

    def leave(self) -> None:
        """Clears the password."""
        self.password.input.clear()
        self.password.input.reveal.setChecked(False)
        self.password.set_fault("")

    def set_file(self, file: Path | None) -> None:
        """The export to restore; its name is the first guess at the vault's."""
        self._file = file
        self._name.setText(shown(file.name) if file is not None else self.tr("No file chosen"))
        self._name.set_tone("text" if file is not None else "text-secondary")
        self.choose.setText(self.tr("Choose") if file is None else self.tr("Change"))
        self.choose.setAccessibleName(self.tr("Choose the export file"))
        self.file.set_fault("")
        if file is not None:
            self.file.set_hint(place_words(file.parent))
            self.place.set_name(self.tr("{name} restored").format(name=shown(file.stem)))
            self.password.input.setFocus()

    def _choose(self) -> None:
        start = self._file.parent if self._file is not None else documents()
        choose_file(self, self.tr("Choose the export file"), start, self.set_file)

    def _show(self, *, restored: bool) -> None:
        """The fields, or the result."""
        self.fields.setVisible(not restored)
        self.progress.setVisible(self._work is not None)
        self.figures.setVisible(self._work is not None)
        self.fields.setEnabled(self._work is None)
        self.back.setVisible(self._work is None)
        self.words.setText(
            self.tr("The restored vault opens with the password of the export.")
            if restored
            else self.tr("A new vault is made out of an export file. What is there already stays as it is.")
        )
        self.act.set_act(self.tr("Unlock") if restored else self.tr("Restore"))

    # Restoring

    def go_on(self) -> None:
        """Restores; afterwards, to the unlock page of what was restored."""
        if self.act.is_waiting:
            return
        if self._made is not None:
            made = self._made
            self.begin()
            self.unlock_wanted.emit(made)
        elif self._file is None:
            self.file.set_fault(self.tr("Choose the export file first."))
            self.choose.setFocus()
        elif not self.password.text():
            self.password.set_fault(self.tr("Type the password of the export first."))
            self.password.input.setFocus()
        elif self.place.accept():
            self._restore(self._file)

    def _restore(self, file: Path) -> None:
        path = self.place.path()
        self.verdict.clear()
        self.act.begin()

        def done(summary: m.Summary) -> None:
            self._over()
            self._made = path
            self.leave()
            self._tell(summary, path)

        def failed(error: Exception) -> None:
            self._over()
            self._explain(error)

        try:
            self._work = self._operations.restore_export(file, path, self.password.text(), done, failed)
        except OSError as error:
            failed(error)
            return
        self._show(restored=False)
        self.act.button.setFocus()
        self._count()

    def _over(self) -> None:
        if self._work is not None:
            self._operations.works.forget(self._work)  # its result stands here, not in the bar of the next vault
        self._work = None
        self.act.end()
        self._show(restored=False)

    def _cancel(self) -> None:
        if self._work is not None:
            self._operations.works.cancel(self._work.key)
            self.act.button.set_blocked(self.tr("Stopping"))

    def _count(self) -> None:
        if self._work is not None and self._work.state == "running":
            self.progress.setValue(round(1000 * (self._work.fraction or 0)))
            self.figures.setText(figures(self._work))

    def _tell(self, summary: m.Summary, path: Path) -> None:
        self._show(restored=True)
        items = self.tr("Restored and verified: %Ln item(s), {size}.", "", summary.items)
        self.verdict.say(
            Said(
                items.format(size=size(summary.bytes)),
                self.tr("Every byte is as it was exported."),
                self.tr("“{name}” is in {folder}.").format(name=vault_name(path), folder=place_words(path.parent)),
            ),
            token="success",
            icon="check",
        )
        self.act.button.setFocus()

    def _explain(self, error: Exception) -> None:
        if isinstance(error, WrongCredential):
            self.password.set_fault(self.tr("That password does not open this export."))
            self.password.input.setFocus()
            self.password.input.selectAll()
        elif isinstance(error, Conflict):
            self.place.refuse(self.tr("Something is there already under that name. Choose another name."))
        elif isinstance(error, NotFound | PathRejected):
            self.file.set_fault(self.tr("That file is not there, or is no export."))
        elif isinstance(error, Cancelled | VaultLocked):
            self.verdict.say(
                Said(self.tr("Restoring was stopped."), self.tr("Nothing half restored is left."), ""),
                token="link",
                icon="about",
            )
        elif isinstance(error, Damaged):
            self.verdict.say(
                Said(
                    self.tr("The export is damaged, or is none."),
                    self.tr("Nothing was restored from it, and the file is as it was."),
                    self.tr("Try another copy of it."),
                    words_for(error).details,
                )
            )
        else:
            self.verdict.say(words_for(error))

    def _go_back(self) -> None:
        self.begin()
        self.back_wanted.emit()
