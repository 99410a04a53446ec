"""What a note holds: words, check boxes, headings, links. It is read in slices, so that a long one holds up nobody."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from .formatting import ENTRY
from .highlighting import FENCE, HEADING
from .links import chips_of

WORD = re.compile(r"(?<!\S)(?!\[[xX]\](?!\S))\S*?\w\S*")
"""The tick of a check box is none."""
REST_MS = 400
SLICE_SECONDS = 0.005
LINES = 50
"""So many lines are read between two looks at the clock."""
LETTERS = 20_000
"""Of a line, at a time."""
MOST_HEADINGS = 2_000
LONGEST_HEADING = 200


@dataclass(frozen=True)
class Heading:
    """A heading: its rank from 1, its words, and its line from 0."""

    rank: int
    words: str
    line: int


@dataclass
class Survey:
    """What was found; of a note that is being read as much as there is by now."""

    words: int = 0
    boxes: int = 0
    done: int = 0
    headings: list[Heading] = field(default_factory=list)
    items: dict[bytes, None] = field(default_factory=dict)
    """The items that links lead to, each once, in their order."""
    links: int = 0


def read(text: str, survey: Survey) -> Iterator[None]:
    """Reads a text into a survey, some lines at a time."""
    start, line, in_code = 0, 0, False
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        for piece in range(start, end, LETTERS):  # a line may be the whole of it
            survey.words += sum(1 for _ in WORD.finditer(text, piece, min(end, piece + LETTERS)))
            if end - start > LETTERS:
                yield
        words = text[start : min(end, start + LETTERS)]
        if FENCE.match(words):
            in_code = not in_code
        elif not in_code:
            _read_line(words, line, survey)
        start, line = end + 1, line + 1
        if line % LINES == 0:
            yield


def _read_line(text: str, line: int, survey: Survey) -> None:
    heading = HEADING.match(text)
    if heading is not None and len(survey.headings) < MOST_HEADINGS:
        words = text[heading.end(1) : heading.end(1) + LONGEST_HEADING].strip().rstrip("#").strip()
        survey.headings.append(Heading(len(heading[1]), words.replace("**", "").replace("`", ""), line))
    entry = ENTRY.match(text)
    if entry is not None and entry[4]:
        survey.boxes += 1
        survey.done += entry[4][1] in "xX"
    for chip in chips_of(text):
        survey.links += 1
        if chip.item is not None:
            survey.items[chip.item] = None


class Surveyor(QObject):
    """Reads a note when it has rested a moment. Of a change meanwhile it begins anew."""

    told = Signal(object)
    """`Survey`, when all of it was read."""

    def __init__(self, text: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._survey = Survey()
        self._rest: Iterator[None] | None = None
        self._soon = QTimer(self, singleShot=True, interval=REST_MS)
        self._soon.timeout.connect(self.begin)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)

    def ask(self) -> None:
        """Something was changed."""
        self._next.stop()
        self._soon.start()

    def begin(self) -> None:
        """Reads now."""
        self._soon.stop()
        self._survey = Survey()
        self._rest = read(self._text(), self._survey)
        self._go_on()

    def stop(self) -> None:
        """Nothing of a note stays here."""
        self._soon.stop()
        self._next.stop()
        self._rest, self._survey = None, Survey()

    def _go_on(self) -> None:
        if self._rest is None:
            return
        until = time.perf_counter() + SLICE_SECONDS
        for _ in self._rest:
            if time.perf_counter() >= until:
                self._next.start()
                return
        self._rest = None
        self.told.emit(self._survey)
