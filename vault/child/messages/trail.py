"""The trail as people look at it: pages of what they ask for, with the names that things have now."""

from __future__ import annotations

from vault.child.codec import Message, message
from vault.child.messages.answers import AuditEntry
from vault.child.messages.requests import Request


@message
class TrailEntry(Message):
    """An entry, and what it speaks of as far as that is still there.

    `item` is the one item it is about and `name` what that is called now, with its folder in `place`; `way` is the name
    of the way in. The trail itself has neither.
    """

    entry: AuditEntry
    item: bytes | None
    name: str
    place: str
    way: str


@message
class TrailPage(Message):
    """Entries, the latest first, and how many match in all."""

    entries: tuple[TrailEntry, ...]
    total: int


@message
class AskTrail(Request[TrailPage]):
    """Entries since a time (ms), of these `actions` (none: of all), that have the `words`: whoever asks knows which
    pieces of sentences have them (`told`); names, computers and numbers are looked through here. At most MOST_ROWS."""

    offset: int = 0
    limit: int = 200
    since: int = 0
    actions: tuple[str, ...] = ()
    words: str = ""
    told: tuple[str, ...] = ()


@message
class TrailVerified(Message):
    """So many entries there are: none is missing, none out of its place."""

    entries: int


@message
class VerifyTrail(Request[TrailVerified]):
    """That the trail has no gap and ends at the head of the log. Damaged, with the first entry that is not right."""
