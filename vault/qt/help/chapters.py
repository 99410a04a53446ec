"""The manual as it lies on the disk: chapters in Markdown, their order, their sections, and what is found in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

CONTENTS = "README.md"
"""Names the chapters in their order, each with a line of what is in it."""
_ENTRY = re.compile(r"^\s*(?:\d+\.|-)\s*\[([^\]]+)\]\(([a-z-]+)\.md\):?\s*(.*)$", re.MULTILINE)
_HEADING = re.compile(r"^(#{1,3}) +(.+)$", re.MULTILINE)
_SIGNS = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[([^\]]+)\]\([^)]*\)|[*`|#>]|^\s*[-:| ]+$", re.MULTILINE)

PLACES = {
    "notes": "notes",
    "favourites": "finding",
    "tag": "finding",
    "search": "finding",
    "recent": "finding",
    "contacts": "sharing",
    "shared": "sharing",
    "inbox": "sharing",
    "keys": "keys",
    "activity": "standing",
    "health": "standing",
}
"""The chapter that fits a place of the vault; of all others that on files."""
START = {"CreatePage": "first-start", "WelcomePage": "first-start", "UnlockPage": "locking", "RestorePage": "backups"}
"""The chapter that fits a page of the start."""


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it, without signs."""

    chapter: str
    heading: str
    anchor: str
    words: str


@dataclass(frozen=True)
class Chapter:
    """One file: its name without ending, its title, what is in it in a line, its Markdown, its sections."""

    name: str
    title: str
    about: str
    text: str
    sections: tuple[Section, ...]


def home() -> Path:
    """Where manual and pictures lie side by side: in the installed package, or in the checkout."""
    installed = Path(str(resources.files("vault"))) / "resources"
    return installed if (installed / "manual").is_dir() else Path(__file__).parents[3] / "docs"


def picture_folder() -> Path:
    """Where pictures are looked for, whatever folder a chapter names."""
    return home() / "screenshots"


def manual_folder() -> Path:
    """That of the person's language, else the English one."""
    english = home() / "manual"
    for language in QLocale().uiLanguages():
        folder = english / language.partition("-")[0]
        if language.startswith("en"):
            break
        if (folder / CONTENTS).is_file():
            return folder
    return english


@cache
def read_manual(folder: Path) -> tuple[Chapter, ...]:
    """All chapters in their order. Asks the disk."""
    contents = (folder / CONTENTS).read_text("utf-8")
    return tuple(_read(folder, *found) for found in _ENTRY.findall(contents))


def _read(folder: Path, title: str, name: str, about: str) -> Chapter:
    text = (folder / f"{name}.md").read_text("utf-8")
    return Chapter(name, title, about, text, tuple(_sections(name, text)))


def _sections(name: str, text: str) -> list[Section]:
    heads = list(_HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [
        Section(name, head[2], anchor(head[2]), plain(text[head.end() : end]))
        for head, end in zip(heads, ends, strict=True)
    ]


def anchor(heading: str) -> str:
    """How a link names a heading, as web sites that show Markdown do."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def plain(text: str) -> str:
    """Words without signs, on one line."""
    return " ".join(_SIGNS.sub(lambda found: found[1] or " ", text).split())


def find(chapters: Sequence[Chapter], query: str) -> list[Section]:
    """The sections in which all words stand, those whose heading has them first."""
    words = query.casefold().split()
    found = [
        section
        for chapter in chapters
        for section in chapter.sections
        if all(word in f"{section.heading} {section.words}".casefold() for word in words)
    ]
    return sorted(found, key=lambda one: not all(word in one.heading.casefold() for word in words)) if words else []


def snippet(section: Section, query: str, room: int = 90) -> str:
    """The words around the first that was looked for."""
    words = section.words
    places = [at for word in query.casefold().split() if (at := words.casefold().find(word)) >= 0]
    start = max(0, min(places, default=0) - room // 3)
    start = words.rfind(" ", 0, start) + 1 if start else 0
    return words[start : start + room]


def chapter_for(window: QWidget) -> str:
    """The chapter on what a window shows now."""
    page = getattr(window, "page", None)
    if page is None:
        start = getattr(window, "start", None)
        shown = start.pages.currentWidget() if start is not None else None
        return START.get(type(shown).__name__, "first-start")
    writing, rows, sidebar = (getattr(page, name, None) for name in ("writing", "list", "sidebar"))
    if writing is None or rows is None or sidebar is None:
        return "files"
    place = sidebar.place()
    if writing.is_open and writing.has_focus:
        return "notes"
    if rows.query:
        return "finding"
    return PLACES.get(place.view, "files") if place is not None else "files"
