"""New secrets: the answer to a key that leaked. What goes is named before anything is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.figures import day, size
from vault.qt.operations import Operations
from vault.qt.parts.cards import Panel
from vault.qt.parts.dialogs import MIDDLE
from vault.qt.parts.fields import Field, LineInput
from vault.qt.parts.text import IconText, Rule, Text
from vault.qt.parts.toasts import Tell
from vault.qt.start.new_password import NewPassword
from vault.qt.theme import Space

from .act_dialog import ActDialog, sentences
from .kits import KitShown
from .words import icon_of, in_order, kind_name, way_name

translate = QCoreApplication.translate


class NewSecretsDialog(ActDialog):
    """Names the ways in that go, asks for one of them, for a new password, and for the vault's name."""

    def __init__(
        self, operations: Operations, keys: m.Keys, facts: m.Facts, parent: QWidget | None, tell: Tell
    ) -> None:
        super().__init__(self.tr("Make new secrets"), operations, keys.ways, parent, width=MIDDLE)
        self.PATIENCE = self.tr("This step cannot be stopped. Re-encrypting follows while you go on working.")
        self._tell, self._vault_name = tell, facts.name
        said = self.tr("“{name}” gets a new password and a new key, and everything is encrypted anew: {size}.")
        self.rows.addWidget(Text(said.format(name=facts.name, size=size(facts.size)), weight=500, wrap=True))
        self.first = self._make_first(keys)
        self.second = self._make_second(facts)
        self.rows.addWidget(self.first)
        self.rows.addWidget(self.second)
        self.second.hide()
        self.body.addStretch(1)
        self.set_act(self.tr("Go on"), kind="secondary", safe=False)
        self.new.changed.connect(self.forget_word)
        self.input.textChanged.connect(lambda _: self._compare())

    def _make_first(self, keys: m.Keys) -> QWidget:
        """What goes, and what that does not heal."""
        page, column = _column()
        column.addWidget(Text(self.tr("These open the vault no more"), weight=500))
        column.addWidget(_gone(keys.ways))
        backups = self.tr("Old copies, backups and exports still open with them: make a new backup, put those away.")
        shares = self.tr(
            "Shares that were sent cannot be called back. If your keys for sharing may have leaked, too, make new "
            "ones under Contacts."
        )
        column.addWidget(sentences(backups, shares))
        return page

    def _make_second(self, facts: m.Facts) -> QWidget:
        """A way in now, the new password, a kit, and the name."""
        page, column = _column()
        self.new = NewPassword(another=True)
        self.new.set_context(facts.name)
        self.kit = QCheckBox(self.tr("Make a new recovery kit as well"))
        self.kit.setChecked(True)
        self.input = LineInput()
        asked = self.tr("Type the name “{name}” to go on").replace("{name}", facts.name)
        for widget in (self.factor, self.new, self.kit, Field(asked, self.input)):
            column.addWidget(widget)
        return page

    def _turn(self) -> None:
        """From what goes to what is asked for."""
        self.first.hide()
        self.second.show()
        self.act.setText(self.tr("Make new secrets"))
        self.act.set_kind("danger-filled")
        self._compare()
        self.factor.setFocus()
        self.fit()

    def _compare(self) -> None:
        right = self.input.text().strip() == self._vault_name.strip()
        self.act.set_blocked("" if right else self.tr("Type the name first"))

    def is_ready(self) -> bool:
        """Two equal passwords, and a word on a weak one."""
        return self.has_word(self.new)

    def accept(self) -> None:
        """First what goes is named; then only with the vault's name."""
        if not self.first.isHidden():
            self._turn()
        else:
            super().accept()

    def begin(self, way: m.WayIn) -> None:
        """Asks for it."""
        kit = kind_name("recovery") if self.kit.isChecked() else ""
        self.operations.rotate_secrets(
            way, self.new.text(), self._rotated, self.failed, name=kind_name("password"), kit=kit
        )

    def _rotated(self, rotated: m.SecretsRotated) -> None:
        words = self.tr("%Ln way(s) in of before open the vault no more.", "", len(rotated.gone))
        self._tell("keys", words)
        if rotated.kit is not None:
            KitShown(
                self.operations, rotated.kit, self._vault_name, kind_name("recovery"), self.parentWidget(), self._tell
            )
        self.end()

    def clear_secrets(self) -> None:
        """All fields."""
        super().clear_secrets()
        self.new.leave()


def _gone(ways: Sequence[m.KeySlot]) -> QWidget:
    """The ways in, each with its sign and when it came."""
    panel = Panel()
    column = QVBoxLayout(panel)
    column.setContentsMargins(1, 1, 1, 1)
    column.setSpacing(0)
    for place, way in enumerate(in_order(ways)):
        if place:
            column.addWidget(Rule())
        words = Text(way_name(way), weight=500, wrap=True)
        row = QHBoxLayout()
        row.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        row.setSpacing(Space.M)
        row.addWidget(IconText(icon_of(way.kind), words, size=18, gap=10, token="text-secondary"), 1)
        row.addWidget(
            Text(translate("keys", "Added {day}").format(day=day(way.added, within=True)), "small", "text-secondary")
        )
        column.addLayout(row)
    return panel


def _column() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.M)
    return page, column
