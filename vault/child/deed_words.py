"""Words that are looked for in the sentences of the trail, in whatever language those are shown.

The window knows the language, the vault process has the entries. So the window says which pieces of sentences have the
words, and an entry is found if its own sentence is made of one of them: what is searched is what is shown.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from vault.child.deeds import DEEDS, Detail, Voice, tell
from vault.engine.query import fold

_PLACES = re.compile(r"\{\w+\}")
_FILLED = re.compile(r"\{\w+\}|\d+")
_PIECES = re.compile("\x01(.*?)\x02", re.DOTALL)
_GAP = "\0"
"""Where something else stands in a sentence: no word goes across."""

_SAMPLES: tuple[Detail, ...] = ((), (2, 2), ("", 1, 0, "refused"), ("", 0, 0, "read"))
"""Details that no sentence leaves a text unsaid with."""


class _Pieces:
    """A voice that says of each text only which one it is, and behind it what is put into it."""

    def __init__(self) -> None:
        self.said: dict[str, bool] = {}
        """Every text that was asked for, and whether it counts."""

    def translate(self, context: str, text: str, remark: str = "", count: int = -1, /) -> str:
        self.said[text] = count >= 0
        figure = str(count) if count >= 0 else ""
        return f"\x01{_piece(text, count)}\x02{figure}{''.join(_PLACES.findall(text))}"

    def size(self, count: int, /) -> str:
        return _GAP


def _piece(text: str, count: int) -> str:
    """A text by its name, which nothing is put into; of one that counts, whether for one thing or for several."""
    name = _PLACES.sub("", text)
    return name if count < 0 else f"{name} {1 if count == 1 else 2}"


@cache
def _texts() -> tuple[tuple[str, bool], ...]:
    """Every text that sentences are made of, and whether it counts."""
    voice = _Pieces()
    for action in (*DEEDS, ""):
        for detail in _SAMPLES:
            tell(action, detail, voice)
    return tuple(voice.said.items())


def pieces_with(words: str, voice: Voice) -> tuple[str, ...]:
    """The pieces that have these words as `voice` says them."""
    wanted = fold(words.strip())
    pieces = [(text, count) for text, counts in _texts() for count in ((1, 2) if counts else (-1,))]
    return tuple(
        _piece(text, count)
        for text, count in pieces
        if wanted in fold(_FILLED.sub(_GAP, voice.translate("trail", text, "", count)))
    )


class Sentences:
    """Tells of entries whether words stand in their sentences: `told` are the pieces that have them, and what is put
    into a piece (a name, a computer, a number) is looked at here."""

    def __init__(self, words: str, told: Collection[str]) -> None:
        self._wanted, self._told = fold(words.strip()), frozenset(told)
        self._voice = _Pieces()

    def have(self, action: str, detail: Detail, way: str = "") -> bool:
        """Whether they stand in the sentence of this entry."""
        said = tell(action, detail, self._voice, way).whole
        return not self._told.isdisjoint(_PIECES.findall(said)) or self._wanted in fold(_PIECES.sub(_GAP, said))
