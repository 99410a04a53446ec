"""One version of an item to look at, as the detail pane shows the current one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from vault.child import messages as m
from vault.qt.browse.previews import Previewer
from vault.qt.figures import moment, number, size
from vault.qt.operations import Operations
from vault.qt.parts.dialogs import MIDDLE, Dialog
from vault.qt.parts.preview import PreviewWell
from vault.qt.parts.text import Text
from vault.sandbox.client import SandboxWorker

HEIGHT = 440


class OlderVersionDialog(Dialog):
    """Shown from memory only, and forgotten when it closes."""

    def __init__(
        self,
        operations: Operations,
        worker: SandboxWorker,
        row: m.Row,
        version: m.VersionRow,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Version {number}").format(number=number(version.number))
        super().__init__(title, parent, width=MIDDLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.addWidget(Text(row.shown, "section", elide=Qt.TextElideMode.ElideMiddle))
        facts = f"{moment(version.added)}, {size(version.size)}"
        self.body.addWidget(Text(facts, tone="text-secondary", tabular=True))
        self.well = PreviewWell()
        self.well.setMinimumHeight(HEIGHT)
        self.well.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.previewer = Previewer(operations, worker, self.well)
        self.body.addWidget(self.well, 1)
        self.cancel.setText(self.tr("Close"))
        self.cancel.setDefault(True)
        self.previewer.show(replace(row, version=version.number, size=version.size))

    def done(self, result: int) -> None:
        """Nothing of it stays."""
        self.previewer.clear()
        self.well.set_content(QWidget())
        super().done(result)
