"""What it costs to guess a password, in words, and the meter that is asked while somebody types."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from vault.qt.figures import number
from vault.qt.parts.aside import Aside
from vault.unlock.strength import CARDS, YEAR, Strength, estimate

translate = QCoreApplication.translate

QUIET_MS = 150
"""After the last key, so that a fast typist is not held up."""
MOST_YEARS = 1e6


def cost_words(strength: Strength) -> str:
    """ "To guess it: about 40 years with 100 graphics cards"."""
    said = translate("Strength", "To guess it: {time} with {cards} graphics cards")
    return said.format(time=time_words(strength.seconds), cards=number(CARDS))


def time_words(seconds: float) -> str:
    """How long, as exactly as an estimate deserves: one leading figure."""
    if seconds < 60:
        return translate("Strength", "less than a minute")
    for size, most, words in (
        (60, 60, "about %Ln minute(s)"),
        (3_600, 24, "about %Ln hour(s)"),
        (86_400, 365, "about %Ln day(s)"),
    ):
        if seconds < size * most:
            return _counted(words, max(1, round(seconds / size)))
    years = seconds / YEAR
    if years > MOST_YEARS:
        return translate("Strength", "more than a million years")
    return _counted("about %Ln year(s)", _rounded(years))


def _counted(words: str, count: int) -> str:
    """The words with their plural. Named one by one, for the tool that collects them."""
    made: dict[str, Callable[[], str]] = {
        "about %Ln minute(s)": lambda: translate("Strength", "about %Ln minute(s)", "", count),
        "about %Ln hour(s)": lambda: translate("Strength", "about %Ln hour(s)", "", count),
        "about %Ln day(s)": lambda: translate("Strength", "about %Ln day(s)", "", count),
        "about %Ln year(s)": lambda: translate("Strength", "about %Ln year(s)", "", count),
    }
    return made[words]()


def _rounded(years: float) -> int:
    step = int(10 ** math.floor(math.log10(max(1.0, years))))
    return max(1, round(years / step) * step)


class StrengthMeter(QObject):
    """Estimates what is typed, some time after the last key; one estimate at a time, the latest text counts."""

    estimated = Signal(object)
    """`Strength`, for the text that was given last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._aside = Aside()
        self._text, self._context = "", [""]
        self._busy = self._stale = False
        self._timer = QTimer(self, interval=QUIET_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)

    @property
    def is_waiting(self) -> bool:
        """Whether the last text is not estimated yet."""
        return self._busy or self._timer.isActive()

    def take(self, text: str, context: list[str]) -> None:
        """Another text; what it should not be made of (the vault's name) goes along."""
        self._text, self._context = text, context
        self._stale = True
        self._timer.start()

    def forget(self) -> None:
        """Nobody wants to know any more."""
        self._timer.stop()
        self._aside.forget()
        self._text, self._busy, self._stale = "", False, False

    def _ask(self) -> None:
        if self._busy:
            return
        self._busy, self._stale = True, False
        text, context = self._text, list(self._context)
        self._aside.ask(lambda: estimate(text, context), self._tell)

    def _tell(self, strength: Strength) -> None:
        self._busy = False
        if self._stale:
            self._ask()
        else:
            self.estimated.emit(strength)
