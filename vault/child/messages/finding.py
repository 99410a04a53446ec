"""Finding: searches, and the texts that make files findable."""

from __future__ import annotations

from typing import Literal

from vault.child.codec import Message, message
from vault.child.messages.answers import Row
from vault.child.messages.requests import Request

MOST_TEXTS = 256
"""Texts that are asked for or taken at a time."""

TextOutcome = Literal["taken", "too large", "not recognised", "damaged", "too slow", "refused", "protected"]
"""How it went with a file: its text was taken, or why there is none."""


@message
class Mark(Message):
    """A word that was found: where it starts in a text, and how long it is, in characters."""

    start: int
    length: int


@message
class Hit(Message):
    """An item that was found, where it is, and a piece of its text on one line with the places of the words in it.

    Where no word is in the text, `snippet` is the name as shown. `name_marks` are the words in the name as shown.
    """

    row: Row
    path: tuple[bytes, ...]
    shown_path: str
    snippet: str
    marks: tuple[Mark, ...] = ()
    name_marks: tuple[Mark, ...] = ()


@message
class Found(Message):
    """What was found, best first. `more`: the limit was reached.

    `catching_up`: so many items may have a text that was not searched yet.
    """

    hits: tuple[Hit, ...]
    more: bool
    catching_up: int = 0


@message
class SearchItems(Request[Found]):
    """Items that a query finds: words, "phrases", -exclusions and operators; see `vault.engine.query.HELP`.

    QueryRejected for an operator with nonsense; its detail is the operator.
    """

    query: str
    limit: int = 50


@message
class WantedText(Message):
    """A file whose text is not known: the version to read, its size in bytes, the ending of its name for a hint."""

    item: bytes
    version: int
    size: int
    hint: str


@message
class Wanted(Message):
    """Files whose text is wanted, and how many items are left to look at, these included."""

    items: tuple[WantedText, ...]
    left: int


@message
class TextsWanted(Request[Wanted]):
    """At most `limit` (MOST_TEXTS) files whose text somebody might take out; others each time, as far as there are."""

    limit: int = 32


@message
class TakenText(Message):
    """What came of one version of a file; `text` is None unless it was taken."""

    item: bytes
    version: int
    text: str | None
    outcome: TextOutcome


@message
class TextsTaken(Message):
    """How many texts were of use, and how many items are left to look at."""

    taken: int
    left: int


@message
class PutTexts(Request[TextsTaken]):
    """Texts of files, taken out by somebody who may. What is not wanted any more is passed over."""

    texts: tuple[TakenText, ...]


@message
class IndexState(Message):
    """The search index: items whose text is in it, items that were tried in vain, and how many are left to look at.

    `characters` of text in all; `saved` is the bytes of its file on disk, 0 if there is none.
    """

    texts: int
    tried: int
    left: int
    characters: int
    saved: int


@message
class IndexFacts(Request[IndexState]):
    """What the search index holds."""


@message
class RebuildIndex(Request[IndexState]):
    """Drop the search index and begin anew; the texts of all files will be wanted again."""
