"""The trail in a file, for a person's table or for a program."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.child.deeds import document, tell
from vault.qt.dialogs.shown_folder import open_folder
from vault.qt.moving.on_disk import write_whole
from vault.qt.operations import Operations
from vault.qt.parts.choosing import choose_new_file, documents, with_ending
from vault.qt.parts.dialogs import NARROW, Dialog
from vault.qt.parts.segmented import SegmentedChoice
from vault.qt.parts.text import IconText, Text

from .words import VOICE, translate

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What begins so, a table takes for something to compute."""


def as_json(entries: list[m.AuditEntry]) -> bytes:
    """The document that the command line writes, too."""
    found = [document(one.sequence, one.time, one.action, one.detail) for one in entries]
    return json.dumps(found, indent=1).encode()


def as_csv(entries: list[m.AuditEntry], head: tuple[str, ...]) -> bytes:
    """A table for people: number, time in UTC, the sentence, and what is written in the vault."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(head)
    for one in entries:
        fields = document(one.sequence, one.time, one.action, one.detail)
        values = " ".join(_shown(value) for value in one.detail)
        sentence = tell(one.action, one.detail, VOICE).whole
        table.writerow([fields["sequence"], fields["time"], _safe(sentence), _safe(one.action), _safe(values)])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")  # the mark by which tables know UTF-8


def _shown(value: int | str | bytes | None) -> str:
    if isinstance(value, bytes):
        return value.hex()
    return "" if value is None else str(value)


def _safe(cell: str) -> str:
    """A cell that no table computes."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def table_head() -> tuple[str, ...]:
    """The first line of a table."""
    return (
        translate("activity", "Entry"),
        translate("activity", "Time (UTC)"),
        translate("activity", "What happened"),
        translate("activity", "As written"),
        translate("activity", "Exact values"),
    )


class TrailExportDialog(Dialog):
    """Says what is in the file and who can read it, then asks where it goes."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Export the activity"), parent, width=NARROW)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations = operations
        self.form = SegmentedChoice(
            self.tr("Form of the file"), [("csv", self.tr("Table (CSV)")), ("json", self.tr("For programs (JSON)"))]
        )
        about = self.tr(
            "All entries with their times, in one file. It holds no names of items and nothing out of them."
        )
        warning = self.tr(
            "The file is not encrypted. Whoever gets it can read when this vault was used, on which computers, and "
            "when ways in and shares were made."
        )
        self.body.addWidget(Text(about, wrap=True))
        self.body.addWidget(self.form)
        self.body.addWidget(IconText("warning", Text(warning, wrap=True), size=18, gap=10, token="warning"))
        self.body.addStretch(1)
        self.set_act(self.tr("Choose a place"))

    def accept(self) -> None:
        """The place; this goes once there is one."""
        ending = self.form.value()
        name = self.tr("Activity {date}").format(date=QDate.currentDate().toString(Qt.DateFormat.ISODate))
        choose_new_file(self, self.tr("Where to export to"), documents() / f"{name}.{ending}", self.write)

    def write(self, file: Path) -> None:
        """Into this file. One that is there is replaced only if the system's dialog asked about it."""
        form, head = self.form.value(), table_head()
        whole = with_ending(file, f".{form}")

        def write(entries: list[m.AuditEntry]) -> OSError | None:
            content = as_json(entries) if form == "json" else as_csv(entries, head)
            return write_whole(os.fsencode(whole), content, replace=whole == file)

        self._operations.export_trail(whole, write, open_folder)
        super().accept()
