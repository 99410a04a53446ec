"""The way in that somebody shows now, before ways in or keys are changed: who is at the screen must still have it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.kit.entry import CodeEntry
from vault.qt.parts.fields import Choice, Field, PasswordField
from vault.qt.start.keyboard import layout_name
from vault.qt.start.keyfile import KeyfileChoice
from vault.qt.theme import Space

from .asking import way_in
from .words import TYPED, kind_name


class FactorNow(QWidget):
    """Asks for a password, a password with its keyfile, or the words of a recovery kit: of the kinds there are.

    Of a slot with a keyfile that is at hand the password alone is asked again.
    """

    changed = Signal()
    entered = Signal()
    """Enter, in the field for the words of a kit."""

    def __init__(self, ways: Sequence[m.KeySlot], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kinds = [kind for kind in TYPED if any(way.kind == kind for way in ways)] or ["password"]
        at_hand = next((way.kind for way in ways if way.at_hand), "")
        self._has_keyfile = at_hand == "keyfile"
        self.choice = Choice(self.tr("Way in"))
        for kind in self.kinds:
            self.choice.addItem(kind_name(kind), kind)
        self.which = Field(self.tr("Show that it is you, with"), self.choice)
        self.password = PasswordField(self.tr("Current password"), tall=True, layout=layout_name())
        self.keyfile = KeyfileChoice()
        self.code = CodeEntry()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        for widget in (self.which, self.password, self.keyfile, self.code):
            column.addWidget(widget)
        self.which.setVisible(len(self.kinds) > 1)
        self.choice.currentIndexChanged.connect(lambda _: self._show_kind())
        self.password.input.textChanged.connect(lambda _: self._retype())
        self.keyfile.changed.connect(self.changed)
        self.code.changed.connect(self.changed)
        self.code.entered.connect(self.entered)
        preferred = at_hand if at_hand in self.kinds else self.kinds[0]
        self.choice.setCurrentIndex(self.kinds.index(preferred))
        self._show_kind()

    @property
    def kind(self) -> str:
        """What is asked for now."""
        return str(self.choice.currentData())

    def _show_kind(self) -> None:
        self.password.setVisible(self.kind != "recovery")
        self.keyfile.setVisible(self.kind == "keyfile" and not self._has_keyfile)
        self.code.setVisible(self.kind == "recovery")
        self.setFocusProxy(self.code if self.kind == "recovery" else self.password.input)
        self.changed.emit()

    def _retype(self) -> None:
        self.password.set_fault("")
        self.password.set_caps_lock(self.password.caps_lock())
        self.changed.emit()

    def way(self) -> m.WayIn | None:
        """What was shown, for one request; None, and a word on what is missing, if nothing was."""
        if self.kind == "recovery":
            if self.code.code is None:
                self.code.refuse(self.tr("Type all words of the recovery kit first."))
                return None
            return way_in(code=self.code.code)
        if not self.password.text():
            self.password.set_fault(self.tr("Type the password that opens the vault now."))
            self.password.input.setFocus()
            return None
        if self.kind == "keyfile" and not self._has_keyfile:
            if self.keyfile.path() is None:
                self.keyfile.use.setFocus()
                self.password.set_fault(self.tr("Choose the keyfile that goes with this password."))
                return None
            return way_in(self.password.text(), self.keyfile.path())
        return way_in(self.password.text())

    def refuse(self, words: str = "") -> None:
        """It opens nothing."""
        if self.kind == "recovery":
            self.code.refuse(words or self.tr("The words are in order, but they do not open this vault."))
            return
        caps = self.tr("Caps Lock is on.") if self.password.caps_lock() else ""
        self.password.set_fault(f"{words or self.tr('That password does not open this vault.')} {caps}".strip())
        self.password.input.setFocus()

    def clear(self) -> None:
        """Forgets what was typed. Which file it was is no secret."""
        self.password.input.clear()
        self.password.input.reveal.setChecked(False)
        self.code.leave()
