"""A number that is chosen out of a few: days, pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from vault.qt.figures import number
from vault.qt.parts.fields import Choice

translate = QCoreApplication.translate

A_YEAR = 365


class NumberChoice(Choice):
    """A drop-down list of numbers; one that is none of the few is one of them as well."""

    def __init__(
        self,
        name: str,
        numbers: Iterable[int],
        value: int,
        words: Callable[[int], str] = number,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._words = words
        self.offer(numbers, value)

    def offer(self, numbers: Iterable[int], value: int) -> None:
        """These, and this one chosen."""
        self.blockSignals(True)
        self.clear()
        for one in sorted({*numbers, value}):
            self.addItem(self._words(one), one)
        self.setCurrentIndex(self.findData(value))
        self.blockSignals(False)

    def value(self) -> int:
        """The one that is chosen."""
        return int(self.currentData())


def days_words(days: int) -> str:
    """So many days, or a year."""
    if days % A_YEAR == 0:
        return translate("keys", "%Ln year(s)", "", days // A_YEAR)
    return translate("keys", "%Ln day(s)", "", days)
