"""A new password: typed twice or drawn from words, with an honest word on what it costs to guess it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vault.qt.figures import number
from vault.qt.parts.buttons import Button
from vault.qt.parts.fields import PasswordField
from vault.qt.parts.text import Text
from vault.qt.theme import Space, color
from vault.unlock.generator import WORDS, phrase, phrase_bits
from vault.unlock.strength import Level, Strength, of_bits

from .keyboard import layout_name
from .strength import StrengthMeter, cost_words

SEGMENTS = 3
THICK = 4
TOKENS = {Level.NONE: "border", Level.WEAK: "warning", Level.FAIR: "link", Level.STRONG: "success"}


class LevelBar(QWidget):
    """Three segments of 4 px, as many filled as the level; the words stand below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level = Level.NONE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_level(self, level: Level) -> None:
        """Shows a level."""
        self._level = level
        self.update()

    def sizeHint(self) -> QSize:
        """4 high."""
        return QSize(120, THICK)

    def paintEvent(self, event: QPaintEvent) -> None:
        """From the leading side."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        wide = (self.width() - (SEGMENTS - 1) * Space.XS) / SEGMENTS
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for place in range(SEGMENTS):
            painter.setBrush(color(TOKENS[self._level] if place < self._level else "border"))
            left = (SEGMENTS - 1 - place if leftwards else place) * (wide + Space.XS)
            painter.drawRoundedRect(round(left), 0, round(wide), THICK, THICK / 2, THICK / 2)
        painter.end()


class NewPassword(QWidget):
    """Two fields, the strength below the first, and an offer of words. Asks for the owner's word on a weak one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, another: bool = False) -> None:
        """`another`: there is one already, and the fields say which is meant."""
        super().__init__(parent)
        self._context: list[str] = []
        self._suggested = ""
        self._agreed = ""
        self.strength = Strength(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        names = (self.tr("Password"), self.tr("Password again"))
        if another:
            names = (self.tr("New password"), self.tr("New password again"))
        self.first = PasswordField(names[0], tall=True)
        self.bar = LevelBar()
        self.cost = Text("", "small", "text-secondary", wrap=True)
        self.cost.setToolTip(
            self.tr("On average, at 1,000 guesses a second for each card: what a vault's key derivation leaves them.")
        )
        self.offer = Button(self.tr("Suggest words"), "link", compact=True, flush=True)
        self.again = PasswordField(names[1], tall=True)
        foot = QHBoxLayout()
        foot.setSpacing(Space.L)
        foot.addWidget(self.cost, 1)
        foot.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.first)
        column.addWidget(self.bar)
        column.addLayout(foot)
        column.addWidget(self.again)
        self.meter = StrengthMeter(self)
        self.meter.estimated.connect(self._show)
        self.first.input.textChanged.connect(self._take)
        self.again.input.textChanged.connect(self._take_again)
        self.offer.clicked.connect(self.suggest)
        self._show(Strength(0))

    def set_context(self, *words: str) -> None:
        """Words the password should not be made of: the vault's name."""
        self._context = list(words)
        self._take()

    def show_layout(self) -> None:
        """Names the keyboard's layout as it is now."""
        self.first.show_layout(layout_name())

    def text(self) -> str:
        """The password."""
        return self.first.text()

    def suggest(self) -> None:
        """Six words, shown, to be learnt or written down: they are typed once more below."""
        self._suggested = phrase()
        self.first.input.setText(self._suggested)
        self.first.input.reveal.setChecked(True)
        self.first.input.setCursorPosition(0)
        self.again.input.clear()
        self.again.input.setFocus()

    def leave(self) -> None:
        """Clears everything that was typed or drawn."""
        self.meter.forget()
        self._suggested = self._agreed = ""
        for field in (self.first, self.again):
            field.input.clear()
            field.input.reveal.setChecked(False)
            field.set_fault("")

    def accept(self) -> bool:
        """Whether it may be used; otherwise what is missing is said, and the field has the focus."""
        if not self.text():
            return self._refuse(self.first, self.tr("Type a password first, or let words be suggested."))
        if not self.again.text():
            return self._refuse(self.again, self.tr("Type it once more, so that no slip of the finger is kept."))
        if self.again.text() != self.text():
            return self._refuse(self.again, self.tr("The two passwords differ."))
        return True

    @property
    def needs_word(self) -> bool:
        """Whether it is so weak that its owner must say so once more. Unknown counts as weak."""
        weak = self.meter.is_waiting or self.strength.level <= Level.WEAK
        return weak and self._agreed != self.text()

    def agree(self) -> None:
        """The owner uses it anyway; another text is asked about again."""
        self._agreed = self.text()

    def _refuse(self, field: PasswordField, words: str) -> bool:
        field.set_fault(words)
        field.input.setFocus()
        return False

    def _take(self) -> None:
        self.first.set_fault("")
        self.first.set_caps_lock(self.first.caps_lock())
        text = self.text()
        if text and text == self._suggested:
            self.meter.forget()
            self._show(of_bits(phrase_bits()))
        elif text:
            self.meter.take(text, self._context)
        else:
            self.first.input.reveal.setChecked(False)  # words that were drawn are shown; what is typed next is not
            self.meter.forget()
            self._show(Strength(0))
        self.changed.emit()

    def _take_again(self, text: str) -> None:
        self.again.set_fault("")
        if text and text == self.text():
            self.again.set_hint(self.tr("The same"), "success")
        else:
            self.again.set_caps_lock(self.again.caps_lock())
        self.changed.emit()

    def _show(self, strength: Strength) -> None:
        self.strength = strength
        self.bar.show_level(strength.level)
        if strength.level is Level.NONE:
            words, tone = (
                self.tr("Several words are easier to remember than signs, and harder to guess."),
                "text-secondary",
            )
        elif self.text() == self._suggested:
            drawn = self.tr("{count} words out of {all}, {bits} bits.").format(
                count=number(WORDS), all=number(7776), bits=number(int(phrase_bits()))
            )
            words, tone = f"{drawn} {cost_words(strength)}.", TOKENS[strength.level]
        else:
            level = {
                Level.WEAK: self.tr("Weak."),
                Level.FAIR: self.tr("Fair."),
                Level.STRONG: self.tr("Strong."),
            }[strength.level]
            words, tone = f"{level} {cost_words(strength)}.", TOKENS[strength.level]
        self.cost.setText(words)
        self.cost.set_tone(tone)
        self.first.input.setAccessibleDescription(words)
        self.changed.emit()
