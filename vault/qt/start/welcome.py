"""The first page where no vault is known: what this is for, and three ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.qt.help.button import HelpButton
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Panel
from vault.qt.parts.empty import DropHint, Emblem
from vault.qt.parts.text import IconText, Rule, Text
from vault.qt.theme import Space

from .column import ColumnPage

WIDTH = 600


class WelcomePage(ColumnPage):
    """Create, Open, Restore."""

    create_wanted = Signal()
    open_wanted = Signal()
    restore_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=WIDTH)
        self.setAccessibleName(self.tr("Welcome"))
        self.column.setSpacing(Space.S)
        self.column.addStretch(2)
        self.column.addWidget(Emblem(), 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addSpacing(Space.M)
        said = self.tr(
            "Deedbox keeps files and notes encrypted on your own disk, backs them up, "
            "and proves that you can get them back."
        )
        for words, role, tone in (
            (self.tr("A place for papers you cannot lose"), "display", "text"),
            (said, "note", "text-secondary"),
        ):
            text = Text(words, role, tone, wrap=True)
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            text.setContentsMargins(60, 0, 60, 0)
            self.column.addWidget(text)
        self.column.addSpacing(Space.XXL)
        self.column.addWidget(self._make_ways())
        self.column.addSpacing(Space.S)
        hint = DropHint(self.tr("Or drop a vault folder anywhere in this window"))
        hint.setMinimumHeight(hint.sizeHint().height())
        self.column.addWidget(hint)
        self.column.addSpacing(Space.XXL)
        self.column.addLayout(self._make_promises())
        self.column.addSpacing(Space.L)
        settings = Button(self.tr("Settings"), "link")
        settings.clicked.connect(self.settings_wanted)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(settings)
        foot.addWidget(HelpButton("link"))
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.column.addStretch(3)

    def _make_ways(self) -> Panel:
        panel = Panel()
        lines = QVBoxLayout(panel)
        lines.setContentsMargins(1, 0, 1, 0)
        lines.setSpacing(0)
        self.make = self._add_way(
            lines,
            ("add", self.tr("Create a vault"), self.tr("Name, password, recovery kit. About four minutes.")),
            Button(self.tr("Create"), "primary"),
            self.create_wanted,
        )
        self.open = self._add_way(
            lines,
            ("folder-open", self.tr("Open a vault"), self.tr("A folder that ends in .deedbox, on any disk.")),
            Button(self.tr("Open")),
            self.open_wanted,
        )
        self.restore = self._add_way(
            lines,
            ("restore", self.tr("Restore from a backup"), self.tr("From an export file, verified as it is restored.")),
            Button(self.tr("Restore")),
            self.restore_wanted,
        )
        widest = Space.XXL + max(button.sizeHint().width() for button in (self.make, self.open, self.restore))
        for button in (self.make, self.open, self.restore):
            button.setMinimumWidth(widest)
        return panel

    def _add_way(self, lines: QVBoxLayout, words: tuple[str, str, str], button: Button, wanted: object) -> Button:
        if lines.count():
            lines.addWidget(Rule())
        icon, name, second = words
        line = QHBoxLayout()
        line.setContentsMargins(19, 20, 16, 20)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(name, "section", wrap=True))
        names.addWidget(Text(second, tone="text-secondary", wrap=True))
        line.addWidget(Emblem(icon, token="link"))
        line.addSpacing(Space.L)
        line.addLayout(names, 1)
        line.addSpacing(Space.L)
        line.addWidget(button)
        button.setAccessibleDescription(name)
        button.clicked.connect(wanted)
        lines.addLayout(line)
        return button

    def _make_promises(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.XXL)
        for icon, name, second in (
            ("device", self.tr("Yours alone"), self.tr("No account, and nobody else holds a key.")),
            ("globe-hemisphere-west", self.tr("No network"), self.tr("Nothing is sent anywhere, ever, by itself.")),
            ("proof", self.tr("Proof, not hope"), self.tr("A backup counts once it was restored for real.")),
        ):
            one = QVBoxLayout()
            one.setSpacing(Space.XS)
            one.addWidget(IconText(icon, Text(name, weight=600, wrap=True), size=18, token="text-secondary"))
            one.addWidget(Text(second, tone="text-secondary", wrap=True))
            one.addStretch(1)
            row.addLayout(one, 1)
        return row
