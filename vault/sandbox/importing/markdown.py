"""Folders of Markdown: Obsidian, the "Markdown + front matter" of Joplin, and plain ones.

A `.md` file becomes a note with the title, tags and date that its front matter says, and links between notes are set to
the names they have now. Other files come as they are. Folders and files whose name begins with a dot are the program's
own: left out and named. Source of the block: help.obsidian.md/properties.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vault.sandbox.importing import front_matter
from vault.sandbox.importing.cards import note, todo
from vault.sandbox.importing.entries import MOST_TEXT, Entry, Given, LeftOut, Member, Path, Secret, Source, Why
from vault.sandbox.importing.links import relink
from vault.sandbox.importing.streams import passed_on
from vault.sandbox.importing.titles import Titles

NAME = "markdown"

_ENDINGS = (b".md", b".markdown")

_TRASH = b".trash"


def detect(head: bytes, names: Sequence[bytes]) -> bool:
    """Whether a folder has notes in it."""
    return not head and any(one.lower().endswith(_ENDINGS) for one in names)


def read(source: Source, secret: Secret) -> Iterator[Given]:
    """Every note and file."""
    for folder in source.folders:
        if not _dotted(folder):
            yield Entry(folder, "folder")
    places = _places(source)
    named: set[Path] = set()
    for number, member in enumerate(source.members):
        dotted = _dotted(member.path)
        if dotted and dotted not in named:
            named.add(dotted)
            yield LeftOut(dotted, Why.IN_TRASH if dotted[-1] == _TRASH else Why.NOT_SUPPORTED)
        elif not dotted:
            text = _text(source, number) if member.path in places else None
            if text is None:
                entry = Entry(member.path, "file", member.modified_ns, size=member.size, executable=member.executable)
                yield from passed_on(source, number, entry)
            else:
                yield _note(member, text, places)


def _places(source: Source) -> dict[Path, Path]:
    """Where every note comes to stand, by where it stood: its title is known by its front matter alone."""
    titles = Titles()
    places = {}
    for number, member in enumerate(source.members):
        stem, dot, ending = member.path[-1].rpartition(b".")
        if stem and dot + ending.lower() in _ENDINGS and member.size <= MOST_TEXT and not _dotted(member.path):
            title = front_matter.parse(_text(source, number) or "").title or stem.decode("utf-8", "replace")
            places[member.path] = (*member.path[:-1], titles.free(member.path[:-1], title))
    return places


def _note(member: Member, text: str, places: dict[Path, Path]) -> Given:
    told = front_matter.parse(text)
    body = relink(told.text, member.path[:-1], places.get)
    if told.done is not None:
        body = todo(places[member.path][-1].decode(), told.done) + body
    return note(places[member.path], body, told.modified_ns or member.modified_ns, told.tags)


def _text(source: Source, number: int) -> str | None:
    """The text of a note; nothing where it is none, or cannot be read."""
    try:
        with source.open(number) as stream:
            return stream.read(MOST_TEXT).decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None


def _dotted(path: Path) -> Path:
    """The part of a path down to its first name that begins with a dot, or nothing."""
    return next((path[: depth + 1] for depth, one in enumerate(path) if one.startswith(b".")), ())
