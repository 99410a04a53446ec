"""Reports of what was left out: files that did not come in, items that did not get out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import MIDDLE, Dialog
from vault.qt.parts.text import Text

from .left_out import words_for_reason, words_for_unwritten
from .lines import Line, LineList


class ReportDialog(Dialog):
    """A sentence or two, a list, and Copy list."""

    def __init__(
        self, title: str, sentence: str, safe: str, lines: Sequence[Line], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent, width=MIDDLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.addWidget(Text(sentence, "section", wrap=True))
        self.body.addWidget(Text(safe, tone="text-secondary", wrap=True))
        self.list = LineList(title, lines)
        self.body.addWidget(self.list, 1)
        self.copy = Button(self.tr("Copy list"), "quiet", "clipboard")
        self.copy.clicked.connect(self._copy)
        self.add_option(self.copy)
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)
        self.list.view.setFocus()

    def _copy(self) -> None:
        text = "\n".join(f"{line.first}\t{line.second}" for line in self.list.model.lines)
        QGuiApplication.clipboard().setText(text)
        self.copy.setText(self.tr("Copied"))

    def say_more(self, named: int, all_of_them: int) -> None:
        """Not all are named."""
        if all_of_them > named:
            self.body.addWidget(
                Text(
                    self.tr("The first %Ln of them are named.", "", named),
                    "small",
                    "text-secondary",
                    wrap=True,
                )
            )


class AddedDialog(ReportDialog):
    """What was left out when files came in."""

    def __init__(self, added: m.Added, parent: QWidget | None = None) -> None:
        lines = [Line(one.shown, words_for_reason(one.reason)) for one in added.skipped]
        super().__init__(
            self.tr("Left out"),
            self.tr("%Ln file(s) or folder(s) were left out.", "", added.left_out),
            self.tr("They are where they were. %Ln item(s) came in.", "", added.items),
            lines,
            parent,
        )
        self.say_more(len(lines), added.left_out)


class NotWrittenDialog(ReportDialog):
    """What did not get out. Where names were taken, `replace` is offered and ends the dialog."""

    def __init__(
        self, written: m.WrittenOut, parent: QWidget | None = None, replace: Callable[[], None] | None = None
    ) -> None:
        lines = [Line(one.shown, words_for_unwritten(one.failure)) for one in written.failed]
        super().__init__(
            self.tr("Not copied out"),
            self.tr("%Ln item(s) could not be copied out.", "", written.left_out),
            self.tr("In the vault everything is as before. %Ln item(s) were copied.", "", written.items),
            lines,
            parent,
        )
        self.say_more(len(lines), written.left_out)
        if replace is not None and any(one.failure.error == "Conflict" for one in written.failed):
            self.set_act(self.tr("Replace those that are there"), kind="danger", safe=False)
            self.accepted.connect(replace)
