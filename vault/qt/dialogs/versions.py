"""All versions of an item, with what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from shiboken6 import isValid

from vault.child import messages as m
from vault.qt.browse.tag_line import FlowLayout
from vault.qt.browse.version_acts import VersionActs
from vault.qt.connection import Asked
from vault.qt.figures import moment, number, size
from vault.qt.operations import Operations
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import MIDDLE, Dialog
from vault.qt.parts.lists import ItemList
from vault.qt.parts.text import Text
from vault.qt.theme import Space, look
from vault.qt.wording import words_for

from .lines import Line, LineList

HEIGHT = 240


class VersionsDialog(Dialog):
    """The newest first. Two that are chosen are compared with each other, one with the current one."""

    def __init__(self, operations: Operations, row: m.Row, acts: VersionActs, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Versions"), parent, width=MIDDLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations, self._row, self._acts = operations, row, acts
        self._asked: Asked | None = None
        self.versions: list[m.VersionRow] = []
        self.list = LineList(self.tr("Versions"))
        self.list.setMinimumHeight(look().measure(HEIGHT))
        self.list.view.setSelectionMode(ItemList.SelectionMode.ExtendedSelection)
        self.cost = Text("", tone="text-secondary", wrap=True, tabular=True)
        self.look = Button(self.tr("Look at it"), icon="reveal")
        self.compare = Button(self.tr("Compare"), icon="columns")
        self.restore = Button(self.tr("Make it the current one"), icon="restore")
        self.copy_out = Button(self.tr("Copy out"), icon="copy-out")
        self.remove = Button(self.tr("Remove for good"), "danger")
        self._lay_out()
        self.look.clicked.connect(lambda: self._acts.look(self._row, self.chosen()[0], self))
        self.compare.clicked.connect(self._compare)
        self.restore.clicked.connect(lambda: self._acts.make_current(self._row, self.chosen()[0]))
        self.copy_out.clicked.connect(self._copy_out)
        self.remove.clicked.connect(lambda: self._acts.ask_remove(self._row, self.chosen(), self))
        self.list.view.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.list.view.doubleClicked.connect(lambda _: self.look.click())
        operations.changed.connect(self._refresh)
        self._refresh()
        self.list.view.setFocus()

    def _lay_out(self) -> None:
        self.body.addWidget(Text(self._row.shown, "section", elide=Qt.TextElideMode.ElideMiddle))
        self.body.addWidget(self.cost)
        self.body.addWidget(self.list, 1)
        line = QWidget()
        flow = FlowLayout(line, spacing=Space.S)
        for button in (self.look, self.compare, self.restore, self.copy_out, self.remove):
            flow.addWidget(button)
        policy = line.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        line.setSizePolicy(policy)
        row = QHBoxLayout()
        row.addWidget(line, 1)
        self.body.addLayout(row)
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)

    def chosen(self) -> list[m.VersionRow]:
        """The chosen versions, the newest first."""
        rows = sorted(index.row() for index in self.list.view.selectionModel().selectedIndexes())
        return [self.versions[row] for row in rows if row < len(self.versions)]

    def _refresh(self, _: object = None) -> None:
        if self._asked is not None:
            self._asked.forget()
        self._asked = self._operations.details(self._row.id, self._show, self._fail)

    def _fail(self, error: Exception) -> None:
        if isValid(self):
            self.cost.setText(words_for(error).happened)
            self._show_versions([])

    def _show(self, details: m.Details) -> None:
        if not isValid(self):
            return
        self._row = details.row
        self._show_versions(list(reversed(details.versions)))
        held = self.tr("%Ln version(s) kept; the older ones hold {size}.", "", len(self.versions))
        alone = self.tr("There is only this one. Whenever the content changes, the one before is kept here.")
        self.cost.setText(held.replace("{size}", size(details.older)) if len(self.versions) > 1 else alone)
        self.fit()

    def _show_versions(self, versions: list[m.VersionRow]) -> None:
        kept = {version.number for version in self.chosen()}
        self.versions = versions
        self.list.model.show([self._line(version) for version in versions])
        model = self.list.view.selectionModel()
        for place, version in enumerate(versions):
            if version.number in kept or (not kept and place == min(1, len(versions) - 1)):
                model.select(self.list.model.index(place), model.SelectionFlag.Select)
                model.setCurrentIndex(self.list.model.index(place), model.SelectionFlag.NoUpdate)
        self._offer()

    def _line(self, version: m.VersionRow) -> Line:
        current = version is self.versions[0] if self.versions else False
        words = self.tr("Version {number}").format(number=number(version.number))
        first = f"{words}, {moment(version.added, within=True)}"
        second = f"{size(version.size)}, {self.tr('current')}" if current else size(version.size)
        return Line(first, second, "check" if current else "versions", "success" if current else "text-secondary")

    def _offer(self) -> None:
        """What can be done with what is chosen."""
        chosen, can_change = self.chosen(), self._acts.can_change(self._row)
        one = self.tr("Choose one version")
        is_one, older = len(chosen) == 1, [version for version in chosen if version is not self.versions[0]]
        self.look.set_blocked("" if is_one else one)
        self.copy_out.set_blocked("" if is_one else one)
        self.compare.set_blocked("" if self._sides() else self.tr("Choose one or two texts that are not too large"))
        self.compare.setText(self.tr("Compare both") if len(chosen) == 2 else self.tr("Compare with the current one"))
        for button in (self.restore, self.remove):
            button.setVisible(can_change)
        is_older = is_one and bool(older)
        self.restore.set_blocked("" if is_older else self.tr("Choose one older version"))
        all_older = bool(older) and len(older) == len(chosen)
        self.remove.set_blocked("" if all_older else self.tr("The current version stays"))

    def _sides(self) -> tuple[m.VersionRow, m.VersionRow] | None:
        chosen = self.chosen()
        if len(chosen) == 1:
            chosen = [chosen[0], self.versions[0]]
        if len(chosen) != 2 or not self._acts.can_compare(chosen[0], chosen[1]):
            return None
        return chosen[0], chosen[1]

    def _compare(self) -> None:
        sides = self._sides()
        if sides is not None:
            self._acts.compare(self._row, *sides, self)

    def _copy_out(self) -> None:
        row, version = self._row, self.chosen()[0].number
        self.accept()
        self._acts.copy_out_wanted.emit(row, version)
