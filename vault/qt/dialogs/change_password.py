"""Another password for the vault, and with it a new vault key."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.qt.keys.act_dialog import sentences
from vault.qt.keys.words import way_name
from vault.qt.operations import Operations
from vault.qt.parts.fields import Choice, Field
from vault.qt.start.new_password import NewPassword
from vault.qt.start.strength import cost_words

from .rekeying import RekeyDialog


class ChangePasswordDialog(RekeyDialog):
    """Asks for both passwords and says what the old one still opens."""

    def __init__(self, operations: Operations, facts: m.Facts, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Change password"), operations, facts.slots, parent)
        self.new = NewPassword(another=True)
        self.new.set_context(facts.name)
        self._passwords = [slot for slot in facts.slots if slot.kind in ("password", "keyfile")]
        self.which = Choice(self.tr("Which password"))
        for slot in self._passwords:
            self.which.addItem(way_name(slot), slot.id)
        self.which_field = Field(self.tr("Which password is replaced"), self.which)
        self.which.currentIndexChanged.connect(lambda _: self.show_absent())
        self.rows.addWidget(self.factor)
        self.rows.addWidget(self.which_field)
        self.rows.addWidget(self.new)
        self.rows.addWidget(
            sentences(
                self.tr("The vault gets a new key at the same time: what is written later needs the new password."),
                self.tr("Old backups and old copies of the vault still open with the old password."),
            )
        )
        self.rows.addWidget(self.absent)
        self.set_act(self.tr("Change password"))
        self.new.changed.connect(self.forget_word)
        self.factor.changed.connect(self._show_which)
        self._show_which()
        self.factor.setFocus()
        self.ask_slots()

    def _show_which(self) -> None:
        """Whoever shows a kit has forgotten one of them."""
        self.which_field.setVisible(self.factor.kind == "recovery" and len(self._passwords) > 1)

    def replaced(self) -> bytes | None:
        """The password that was forgotten."""
        return bytes(self.which.currentData()) if self.factor.kind == "recovery" and self._passwords else None

    def is_ready(self) -> bool:
        """Two equal ones, and a word on a weak one."""
        return self.has_word(self.new, f"{cost_words(self.new.strength)}.")

    def begin(self, way: m.WayIn) -> None:
        """Asks for the change."""
        self.operations.change_password(
            way, self.new.text(), self.succeeded, self.failed, confirmed=self.confirmed(), slot=self.replaced()
        )

    def clear_secrets(self) -> None:
        """All three fields."""
        super().clear_secrets()
        self.new.leave()

    def result_words(self, changed: m.KeyChanged) -> tuple[str, str]:
        """It counts from now on."""
        return (
            self.tr("The password was changed."),
            self.tr(
                "The vault opens with the new one only. Old backups and old copies still open with the old one: "
                "make a new backup, and put away what you do not need."
            ),
        )
