"""Links to items as they stand in a note: `[words](deedbox:ID)`.

The words are for people and for other programs; the id is what counts, so a link stays true whatever the item is called
and wherever it is put (docs/decisions/0022-notes.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

SCHEME = "deedbox"
WORDS = r"(?:\\.|[^\[\]\\\n])*"
"""What stands between the brackets of a link; a bracket of its own has a backslash before it."""
ITEM_LINK = re.compile(rf"\[({WORDS})\]\({SCHEME}:([0-9a-f]{{32}})\)")
ANY_LINK = re.compile(rf"\[({WORDS})\]\(([^)\n]{{0,4000}})\)|(https?://[^\s<>)\]]+)")
OPENED = re.compile(r"\[\[([^\[\]\n]{0,80})\Z")
"""Two brackets and what was typed behind them, before the cursor."""
ADDRESS = re.compile(r"(?:https?://|mailto:)\S+\Z", re.IGNORECASE)
_ESCAPED = re.compile(r"([\\\[\]*`])")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_ENDINGS = (".md", ".markdown")


def placed(text: str) -> str:
    """A text whose letters stand where Qt counts them: one beyond the first 65,536, as an emoji is, counts twice."""
    return text if text.isascii() else _BEYOND.sub("\ufffd\ufffd", text)


class Link(NamedTuple):
    """A link of a line: where it begins and ends in it, as Qt counts, and where it leads."""

    start: int
    end: int
    address: str

    @property
    def item(self) -> bytes | None:
        """The item it leads to, if it leads to one."""
        return item_of(self.address)


def link_to(item: bytes, name: str) -> str:
    """A link to an item; the ending of a note's name is no word of it."""
    for ending in _ENDINGS:
        if name.lower().endswith(ending) and len(name) > len(ending):
            name = name[: -len(ending)]
    return f"[{escaped(' '.join(name.split()))}]({SCHEME}:{item.hex()})"


def escaped(words: str) -> str:
    """Words that mean themselves between the brackets of a link."""
    return _ESCAPED.sub(r"\\\1", words)


def item_of(address: str) -> bytes | None:
    """The item that an address leads to; None for any other address."""
    scheme, _, rest = address.partition(":")
    return bytes.fromhex(rest) if scheme == SCHEME and re.fullmatch("[0-9a-f]{32}", rest) else None


def links_of(line: str) -> Iterator[Link]:
    """The links of a line, those to the web included."""
    if "](" in line or "://" in line:
        seen = placed(line)
        units = line.encode("utf-16-le", "surrogatepass") if len(seen) != len(line) else b""
        for match in ANY_LINK.finditer(seen):
            start, end = match.span(2 if match[2] is not None else 3)
            there = units[2 * start : 2 * end].decode("utf-16-le", "replace") if units else seen[start:end]
            yield Link(match.start(), match.end(), there)


def link_at(line: str, at: int) -> Link | None:
    """The link that a place of a line is in."""
    return next((link for link in links_of(line) if link.start <= at <= link.end), None)


def chips_of(line: str) -> Iterator[Link]:
    """The links to items alone."""
    if f"({SCHEME}:" in line:
        for match in ITEM_LINK.finditer(placed(line)):
            yield Link(match.start(), match.end(), f"{SCHEME}:{match[2]}")
