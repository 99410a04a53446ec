"""A passphrase for somebody without keys: six words drawn at once, or one's own, with what it costs to guess."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.qt.figures import number
from vault.qt.parts.buttons import Button
from vault.qt.parts.fields import PasswordField
from vault.qt.parts.text import IconText, Text
from vault.qt.start.keyboard import layout_name
from vault.qt.start.new_password import TOKENS, LevelBar
from vault.qt.start.strength import StrengthMeter, cost_words
from vault.qt.theme import Space
from vault.unlock.generator import WORDS, phrase, phrase_bits
from vault.unlock.strength import Level, Strength, of_bits


class SharePassphrase(QWidget):
    """The words stand there in plain sight, since they have to be told to somebody."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggested = ""
        self.strength = Strength(0)
        self.field = PasswordField(self.tr("Passphrase"), layout=layout_name())
        self.bar = LevelBar()
        self.cost = Text("", "small", "text-secondary", wrap=True)
        self.offer = Button(self.tr("Other words"), "link", compact=True)
        self.meter = StrengthMeter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        about = self.tr(
            "For somebody without a key. Whoever has the file and these words can open it; any program that knows age "
            "does."
        )
        column.addWidget(Text(about, wrap=True))
        column.addWidget(self.field)
        column.addWidget(self.bar)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.cost, 1)
        foot.addWidget(self.offer)
        column.addLayout(foot)
        keep = self.tr("Write the words down before you share, and tell them by another way than the file: by phone.")
        column.addWidget(IconText("warning", Text(keep, wrap=True), gap=8, token="warning"))
        kept = self.tr("They are kept nowhere, and cannot be shown again.")
        column.addWidget(IconText("about", Text(kept, wrap=True, tone="text-secondary"), gap=8))
        column.addStretch(1)
        self.meter.estimated.connect(self._show)
        self.field.input.textChanged.connect(self._take)
        self.offer.clicked.connect(self.suggest)
        self._show(Strength(0))

    def text(self) -> str:
        """What is to be used; as typed, blanks at its ends aside."""
        return self.field.text().strip()

    @property
    def is_weak(self) -> bool:
        """Whether somebody with hardware opens it; unknown counts as weak."""
        return self.meter.is_waiting or self.strength.level <= Level.WEAK

    def suggest(self) -> None:
        """Six words."""
        self._suggested = phrase()
        self.field.input.setText(self._suggested)
        self.field.input.reveal.setChecked(True)
        self.field.input.setCursorPosition(0)

    def leave(self) -> None:
        """Clears everything."""
        self.meter.forget()
        self._suggested = ""
        self.field.input.clear()
        self.field.input.reveal.setChecked(False)

    def _take(self) -> None:
        self.field.set_fault("")
        text = self.text()
        self.meter.forget()
        if text and text == self._suggested:
            self._show(of_bits(phrase_bits()))
        elif text:
            self.meter.take(text, [])
        else:
            self._show(Strength(0))
        self.changed.emit()

    def _show(self, strength: Strength) -> None:
        self.strength = strength
        self.bar.show_level(strength.level)
        if strength.level is Level.NONE:
            words = self.tr("Several words are easier to tell somebody than signs, and harder to guess.")
        elif self.text() == self._suggested:
            drawn = self.tr("{count} words out of {all}, {bits} bits.")
            drawn = drawn.format(count=number(WORDS), all=number(7776), bits=number(int(phrase_bits())))
            words = f"{drawn} {cost_words(strength)}."
        else:
            level = {Level.WEAK: self.tr("Weak."), Level.FAIR: self.tr("Fair."), Level.STRONG: self.tr("Strong.")}
            words = f"{level[strength.level]} {cost_words(strength)}."
        self.cost.setText(words)
        self.cost.set_tone(TOKENS[strength.level] if strength.level is not Level.NONE else "text-secondary")
        self.field.input.setAccessibleDescription(words)
        self.changed.emit()
