"""The line below a note: how long it is, what is ticked, where its links lead and come from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from vault.child import messages as m
from vault.qt.browse.choices import short_name
from vault.qt.browse.row_words import icon_of
from vault.qt.figures import number
from vault.qt.icons import icon
from vault.qt.parts.buttons import Button
from vault.qt.parts.text import Text
from vault.qt.theme import Space

from .survey import Survey

HEIGHT = 36
MOST_ENTRIES = 20


class NoteFoot(QWidget):
    """Figures at the left, the notes that link here at the right."""

    item_wanted = Signal(object)
    """`m.Row`: a note that links here is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = Text("", "small", "text-secondary", tabular=True)
        self.ticked = Text("", "small", "text-secondary", tabular=True)
        self.links = Text("", "small", "text-secondary", tabular=True)
        self.remark = Text("", "small", "text-secondary", elide=Qt.TextElideMode.ElideRight)
        self.back = Button("", "link", compact=True)
        self.back.clicked.connect(self._open_menu)
        self.back.hide()
        self.rows: Sequence[m.Row] = ()
        row = QHBoxLayout(self)
        row.addStrut(HEIGHT)
        row.setContentsMargins(Space.XL, 0, Space.M, 0)
        row.setSpacing(Space.L)
        for widget in (self.count, self.ticked, self.links):
            row.addWidget(widget)
        row.addWidget(self.remark, 1)
        row.addWidget(self.back)

    def show_survey(self, survey: Survey) -> None:
        """What is in the note."""
        self.count.setText(self.tr("%Ln word(s)", "", survey.words))
        done = self.tr("{done} of {all} done").format(done=number(survey.done), all=number(survey.boxes))
        self.ticked.setText(done if survey.boxes else "")
        self.links.setText(self.tr("%Ln link(s) to items", "", survey.links) if survey.links else "")
        self.ticked.setVisible(bool(survey.boxes))
        self.links.setVisible(bool(survey.links))

    def show_back(self, rows: Sequence[m.Row]) -> None:
        """The notes that link here."""
        self.rows = rows
        self.back.setText(self.tr("Linked from %Ln note(s)", "", len(rows)) if rows else "")
        self.back.setVisible(bool(rows))

    def menu(self) -> QMenu:
        """These notes, to go to."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for row in self.rows[:MOST_ENTRIES]:
            entry = menu.addAction(icon(icon_of(row)), short_name(row.shown).replace("&", "&&"))
            entry.triggered.connect(lambda _checked=False, row=row: self.item_wanted.emit(row))
        if len(self.rows) > MOST_ENTRIES:
            menu.addAction(self.tr("%Ln more", "", len(self.rows) - MOST_ENTRIES)).setEnabled(False)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.popup(self.back.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
