"""Plain copies on this device: what of the vault is readable outside of it, as far as Deedbox put it there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vault.qt.figures import moment, size
from vault.qt.moving.opened import OpenedCopy
from vault.qt.moving.register import DraggedCopy, OutCopy, PlainCopies
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import MIDDLE, Dialog
from vault.qt.parts.text import IconText, Text
from vault.qt.start.places import place_words
from vault.qt.theme import Space

from .lines import Line, LineList
from .opening import other_traces
from .save_back import GiveUpDialog
from .shown_folder import open_folder

Copy = OpenedCopy | DraggedCopy | OutCopy


class PlainCopiesDialog(Dialog):
    """The register, with what can be done about each copy and about all."""

    def __init__(self, copies: PlainCopies, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Plain copies on this device"), parent, width=MIDDLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._copies = copies
        self.shown: list[Copy] = []
        self.intro = Text("", wrap=True)
        self.list = LineList(self.tr("Plain copies"))
        self.note = IconText("warning", Text("", wrap=True), size=18, gap=10, token="warning")
        self.note.hide()
        self.traces = Text(other_traces(), "small", "text-secondary", wrap=True)
        self.save = Button(self.tr("Save back"))
        self.folder = Button(self.tr("Show folder"))
        self.remove = Button(self.tr("Remove"), icon="trash")
        self.remove_all = Button(self.tr("Remove all"))
        self._lay_out()
        self.save.clicked.connect(self._save)
        self.folder.clicked.connect(self._show_folder)
        self.remove.clicked.connect(lambda: self._remove([one for one in [self.chosen()] if one is not None]))
        self.remove_all.clicked.connect(lambda: self._remove(list(self.shown)))
        self.list.view.selectionModel().currentChanged.connect(lambda *_: self._offer())
        copies.changed.connect(self._show)
        copies.refresh_out()
        self._show()
        self.list.view.setFocus()

    def _lay_out(self) -> None:
        self.body.addWidget(self.intro)
        self.body.addWidget(self.list, 1)
        acts = QHBoxLayout()
        acts.setSpacing(Space.S)
        acts.addStretch(1)
        for button in (self.save, self.folder, self.remove):
            acts.addWidget(button)
        self.body.addLayout(acts)
        self.body.addWidget(self.note)
        self.body.addWidget(self.traces)
        self.add_option(self.remove_all)
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)

    def chosen(self) -> Copy | None:
        """The copy that is chosen."""
        row = self.list.view.currentIndex().row()
        return self.shown[row] if 0 <= row < len(self.shown) else None

    def _show(self) -> None:
        before = self.chosen()
        self.shown = [*self._copies.there(), *self._copies.dragged, *reversed(self._copies.out)]
        self.list.model.show([self._line(copy) for copy in self.shown])
        words = self.tr("%Ln thing(s) of this vault can be read outside of it.", "", len(self.shown))
        self.intro.setText(
            words if self.shown else self.tr("Deedbox knows of no plain copy of this vault's items on this device.")
        )
        for widget in (self.list, self.traces):
            widget.setVisible(bool(self.shown))
        if self.shown:
            row = self.shown.index(before) if before in self.shown else 0
            self.list.view.setCurrentIndex(self.list.model.index(row))
        self._offer()
        self.fit()

    def _offer(self) -> None:
        """What can be done with the chosen copy."""
        copy = self.chosen()
        self.save.setVisible(isinstance(copy, OpenedCopy))
        is_pending = isinstance(copy, OpenedCopy) and copy.is_pending
        self.save.set_blocked("" if is_pending else self.tr("There is nothing new to save"))
        self.folder.setVisible(isinstance(copy, OutCopy))
        self.remove.setVisible(copy is not None)
        is_folder = isinstance(copy, OutCopy) and copy.mark is None
        self.remove.set_blocked(self.tr("Folders are removed by hand") if is_folder else "")
        self.remove_all.setVisible(len(self.shown) > 1)

    def _line(self, copy: Copy) -> Line:
        if isinstance(copy, OpenedCopy):
            return self._opened_line(copy)
        if isinstance(copy, DraggedCopy):
            name = copy.name or self.tr("%Ln item(s)", "", copy.items)
            facts = self.tr("Dragged to another program, {size}, {time}. Wiped a minute later.")
            return Line(name, facts.format(time=moment(copy.since, within=True), size=size(copy.size)), "plain-copy")
        place = place_words(copy.path.parent)
        if copy.mark is None:
            facts = self.tr("Copied out to {place}, {time}").format(time=moment(copy.since, within=True), place=place)
            return Line(copy.name, facts, "folder")
        facts = self.tr("Copied out to {place}, {size}, {time}")
        facts = facts.format(time=moment(copy.since, within=True), size=size(copy.size), place=place)
        return Line(copy.name, facts, "copy-out")

    def _opened_line(self, copy: OpenedCopy) -> Line:
        facts = self.tr("In another program, in memory, {size}, opened {time}").format(
            time=moment(copy.since, within=True), size=size(copy.size)
        )
        state = {
            "saving": self.tr("Saving back"),
            "conflict": self.tr("Changed, and waits for your answer"),
            "unsaved": self.tr("Changed, and not saved back"),
            "saved": self.tr("Saved back: {time}").format(time=moment(copy.saved_at or copy.since)),
        }.get(copy.state, self.tr("Not changed"))
        bad = copy.state in ("conflict", "unsaved")
        token = "warning" if bad else "text-secondary"
        return Line(copy.name, f"{facts}. {state}.", "warning" if bad else "open-with", token, state)

    # Acts

    def _save(self) -> None:
        copy = self.chosen()
        if isinstance(copy, OpenedCopy):
            copy.save()

    def _show_folder(self) -> None:
        copy = self.chosen()
        if isinstance(copy, OutCopy):
            open_folder(copy.path.parent)

    def _remove(self, copies: Sequence[Copy]) -> None:
        """Removes; of what is nowhere else only after a question."""
        pending = [copy for copy in copies if isinstance(copy, OpenedCopy) and copy.is_pending]
        if not pending:
            self._remove_now(copies)
            return
        dialog = GiveUpDialog(len(pending), self, name=pending[0].name if len(pending) == 1 else "")
        dialog.accepted.connect(lambda: self._remove_now(copies))
        dialog.open()

    def _remove_now(self, copies: Sequence[Copy]) -> None:
        self.note.hide()
        for copy in copies:
            if isinstance(copy, OpenedCopy):
                self._copies.remove_opened(copy)
            elif isinstance(copy, DraggedCopy):
                copy.wipe()
        out = [copy for copy in copies if isinstance(copy, OutCopy)]
        if out:
            self._copies.remove_out(out, self._tell_kept)

    def _tell_kept(self, kept: Sequence[OutCopy]) -> None:
        """A copy-out is the person's own: what was changed since is not removed from here."""
        if kept:
            words = self.tr("%Ln stayed: folders, or files changed since. Remove them by hand.", "", len(kept))
            self.note.text.setText(words)
            self.note.show()
