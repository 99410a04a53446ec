"""The page Health: how many findings there are of each severity, and below them each with its fix."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout, QWidget

from vault.health.check_up import counted
from vault.health.finding import SEVERITIES, Finding
from vault.qt.browse.choices import add_entry
from vault.qt.figures import moment
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Page, PageHead
from vault.qt.parts.text import Text
from vault.qt.theme import Space, look

from .line import Count, FindingLine, FindingPanel
from .words import HARMLESS

BESIDE = 640
"""From this width on, buttons stand beside the words, and all counts in a row."""


class HealthPage(Page):
    """Shows findings; what is behind a button, and where findings come from, others know."""

    fix_wanted = Signal(str)
    """An act."""
    look_wanted = Signal(bool)
    """A check-up is wanted; with a new look at the disk, or without."""
    report_wanted = Signal(str)
    """`pdf` or `html`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Health"), parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard comes to what is on it
        self.lines: list[FindingLine] = []
        self._findings: list[Finding] = []
        self._blocked = ""
        self._narrow = False
        self._panel: FindingPanel | None = None
        self._waiting: list[Finding] = []
        self._focused = ""
        self._grower = QTimer(self, interval=0, singleShot=True)
        self._grower.timeout.connect(self._grow)
        self.about = Text(self.tr("The vault is being looked at."), tone="text-secondary", wrap=True)
        self.head = PageHead(self.tr("Health"), self.about)
        self.report = Button(self.tr("Save report"), icon="plain-copy", menu=self._make_menu())
        self.report.set_blocked(self.tr("The vault is being looked at"))
        self.look = Button(self.tr("Look again"), icon="running")
        for button in (self.report, self.look):
            self.head.add_act(button)
        self.counts = {severity: Count(severity) for severity in SEVERITIES}
        self._tiles = QWidget()
        self._grid = QGridLayout(self._tiles)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.L)
        self._tiles.hide()
        self._sections = QWidget()
        self._column = QVBoxLayout(self._sections)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.L)
        privacy = self.tr("Everything is looked at on this computer, and nothing of it leaves it.")
        below = Text(privacy, "small", "text-secondary", wrap=True)
        for widget in (self.head, self._tiles, self._sections, below):
            self.body.addWidget(widget)
        self.look.clicked.connect(lambda _checked=False: self.look_wanted.emit(True))
        self._arrange()

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        add_entry(menu, self.tr("As PDF"), "plain-copy", lambda: self.report_wanted.emit("pdf"))
        add_entry(menu, self.tr("As a web page"), "plain-copy", lambda: self.report_wanted.emit("html"))
        return menu

    def showEvent(self, event: QShowEvent) -> None:
        """Things may have changed while another page was shown."""
        super().showEvent(event)
        if not event.spontaneous():
            self.look_wanted.emit(False)

    # What it shows

    def show_findings(self, findings: Sequence[Finding], looked: int, blocked: str) -> None:
        """These, of this time (ms). `blocked`: why nothing that writes into the vault can be done."""
        counts = counted(list(findings))
        self.about.setText(self.tr("Last look: {time}").format(time=moment(looked)))
        for severity, tile in self.counts.items():
            tile.show_count(counts[severity])
        self._tiles.show()
        self.report.set_blocked("")
        if list(findings) != self._findings or blocked != self._blocked:
            self._findings, self._blocked = list(findings), blocked
            self._build()

    @property
    def is_growing(self) -> bool:
        """Whether lines are still to come."""
        return bool(self._waiting)

    def _build(self) -> None:
        """All lines anew; the keyboard stays at the finding it was at, if that is still there."""
        self._focused = next((one.finding.id for one in self.lines if one.fix is not None and one.fix.hasFocus()), "")
        while (item := self._column.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.hide()
                before.deleteLater()
        self.lines, self._panel = [], None
        self._waiting = list(self._findings)
        self._grower.start()

    def _grow(self) -> None:
        """One line more: several at once would keep the window waiting."""
        if not self._waiting:
            return
        finding = self._waiting.pop(0)
        if self._panel is None or self._panel.severity != finding.severity:
            self._panel = FindingPanel(finding.severity)
            self._column.addWidget(self._panel)
        self._add(finding, self._panel)
        self._grower.start()

    def _add(self, finding: Finding, panel: FindingPanel) -> None:
        line = FindingLine(finding)
        line.fix_wanted.connect(self.fix_wanted)
        line.set_narrow(self._narrow)
        if line.fix is not None and self._blocked and finding.act not in HARMLESS:
            line.fix.set_blocked(self._blocked)
        elif line.fix is not None and not any(
            one.fix is not None and one.fix.kind() == "primary" for one in self.lines
        ):
            line.fix.set_kind("primary")  # the gravest thing that can be done
        panel.add(line)
        self.lines.append(line)
        if line.fix is not None and finding.id == self._focused:
            line.fix.setFocus()

    # Shape

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons below the words, and counts in two rows, where it is narrow."""
        super().resizeEvent(event)
        narrow = self.viewport().width() < look().measure(BESIDE)
        if narrow != self._narrow:
            self._narrow = narrow
            self.look.set_collapsed(narrow)
            self._arrange()
            for line in self.lines:
                line.set_narrow(narrow)

    def _arrange(self) -> None:
        columns = 2 if self._narrow else len(SEVERITIES)
        for place, tile in enumerate(self.counts.values()):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(len(SEVERITIES)):
            self._grid.setColumnStretch(column, int(column < columns))
