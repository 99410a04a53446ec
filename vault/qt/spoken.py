"""What others than the window put into words (the trail, the check-up), in the person's language and figures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vault.qt.figures import full_day, number, size
from vault.qt.start.strength import time_words


class Spoken:
    """The voice of the trail and of the check-up."""

    def translate(self, context: str, text: str, remark: str = "", count: int = -1, /) -> str:
        """Qt's."""
        return QCoreApplication.translate(context, text, remark, count)

    def number(self, value: int, /) -> str:
        """1,204."""
        return number(value)

    def day(self, milliseconds: int, /) -> str:
        """22 November 2026."""
        return full_day(milliseconds)

    def size(self, count: int, /) -> str:
        """2.4 MB."""
        return size(count)

    def guessing(self, seconds: float, /) -> str:
        """How long guessing takes."""
        return time_words(seconds)
