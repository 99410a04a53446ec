"""Finding: searches, and the texts that make files findable."""

from __future__ import annotations

from vault.child.codec import Message, message
from vault.child.messages.answers import Row
from vault.child.messages.requests import Request


@message
class Hit(Message):
    """An item that was found, where it is, and the surroundings of the first word in its text (or its name)."""

    row: Row
    path: tuple[bytes, ...]
    shown_path: str
    snippet: str


@message
class Found(Message):
    """What was found, best first. `more`: the limit was reached."""

    hits: tuple[Hit, ...]
    more: bool


@message
class SearchItems(Request[Found]):
    """Items whose name, tags and text together hold all words of the query."""

    query: str
    limit: int = 50
