"""The block at the head of a Markdown file that says title, tags and dates, as Obsidian, Joplin and others write it.

Read by PyYAML's plainest loader: every value is text, a list or a mapping; no type, no merge, nothing is made of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml  # type: ignore[import-untyped]

from vault.sandbox.importing import objects

MOST = 64 << 10
"""Characters of a block; a longer one is text."""

_BLOCK = re.compile(r"---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n+|$)", re.DOTALL)
_DATES = ("updated", "modified", "lastmod", "date", "created")
# What is told by the entry itself; any other key keeps the block in the text.
_TOLD = {"title", "tags", "tag", "completed?", *_DATES}


@dataclass(frozen=True)
class FrontMatter:
    """What the block says, and the text without it (with it, where it says more)."""

    text: str
    title: str = ""
    tags: tuple[str, ...] = ()
    modified_ns: int | None = None
    done: bool | None = None
    """Of a to-do, whether it is done; nothing for a note."""


def parse(text: str) -> FrontMatter:
    """Reads the head of a note. Never raises: what is no front matter is text."""
    found = _BLOCK.match(text, 0, MOST)
    if not found:
        return FrontMatter(text)
    try:
        block = yaml.load(found[1], Loader=yaml.BaseLoader)  # noqa: S506 - the plainest loader makes nothing but text
    except (yaml.YAMLError, ValueError, RecursionError):
        return FrontMatter(text)
    if not isinstance(block, dict):
        return FrontMatter(text)
    known = {str(key).lower(): value for key, value in block.items() if isinstance(key, str)}
    return FrontMatter(
        text if known.keys() - _TOLD else text[found.end() :],
        objects.text(known, "title").strip(),
        _tags(known.get("tags") or known.get("tag")),
        next((when for key in _DATES if (when := objects.moment(known.get(key))) is not None), None),
        {"yes": True, "no": False}.get(objects.text(known, "completed?").lower()),
    )


def _tags(value: object) -> tuple[str, ...]:
    """A list, or words with commas or blanks between."""
    if isinstance(value, str):
        value = value.split(",") if "," in value else value.split()
    return tuple(one.strip().lstrip("#") for one in value if isinstance(one, str)) if isinstance(value, list) else ()
