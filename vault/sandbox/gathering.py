"""Collects text from a reader until there is enough of it, or until it took long enough."""

from __future__ import annotations

import re
import time
from typing import NoReturn

from vault.sandbox.jobs import MAX_EXTRACT
from vault.sandbox.wire import clean

SECONDS = 2.0
"""After which a reader that still finds text is stopped, and what it found is the answer."""

_SPACES = re.compile(r"[ \t]+")
_LINE_ENDS = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{3,}")
_SIGNS: dict[int, str] = {
    **dict.fromkeys((0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029), "\n"),
    **dict.fromkeys((0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys((0xAD, 0x200B), ""),  # where a word may be broken: it is one word all the same
}


class Enough(Exception):
    """There is as much text as was asked for, or the time is up: the reader ends here."""


class Gathering:
    """Text on its way into one answer."""

    def __init__(self, limit: int, seconds: float = SECONDS) -> None:
        """`limit` counts characters."""
        self._limit = limit
        self._until = time.monotonic() + seconds
        self._pieces: list[str] = []
        self._length = 0
        self.full = False
        """Whether there is more than there will be of it in `text`."""

    def add(self, text: str) -> None:
        """Takes some text. Raises Enough when there is more than was asked for, or the time is up."""
        self._pieces.append(text)
        self._length += len(text)
        if self._length > self._limit:
            self._tidy()
        self.check_time()

    def fresh(self) -> Gathering:
        """Returns an empty one with the same limit, and the same end of time."""
        return Gathering(self._limit, self._until - time.monotonic())

    def end_line(self) -> None:
        """Ends a line, or a paragraph."""
        self.add("\n")

    def check_time(self) -> None:
        """For readers that go on for long without finding text. Raises Enough when the time is up."""
        if time.monotonic() > self._until:
            self.stop()

    def stop(self) -> NoReturn:
        """Ends the reader, which has more. Raises Enough."""
        self.full = True
        raise Enough

    def text(self) -> str:
        """Returns what there is, tidy and within the limit."""
        found = tidy("".join(self._pieces))[: self._limit].encode("utf-8", "replace")
        self.full = self.full or len(found) > MAX_EXTRACT
        return found[:MAX_EXTRACT].decode("utf-8", "ignore").rstrip()

    def _tidy(self) -> None:
        """Makes room where there was white space to spare. Raises Enough where there was not."""
        found = tidy("".join(self._pieces))
        ends = "\n" if self._pieces[-1][-1:].isspace() else ""
        self._pieces, self._length = [found, ends], len(found) + len(ends)
        if len(found) > self._limit:
            self.stop()


def tidy(text: str) -> str:
    """Returns text without signs that are not shown, with single spaces and at most one blank line in a row."""
    text = clean(text.replace("\r\n", "\n").replace("\r", "\n").translate(_SIGNS))
    return _BLANK_LINES.sub("\n\n", _LINE_ENDS.sub("\n", _SPACES.sub(" ", text))).strip()
