"""Exports of Joplin: `.jex` (a tar), and the RAW folder, which holds the same files.

Notebooks become folders, notes notes with their times and tags, to-dos begin with a box, attachments go into the folder
`Resources`, and what pointed to them by their number points there. Source: joplinapp.org/help/api/references/rest_api,
and the files that Joplin writes.
"""

from __future__ import annotations

import re
import tarfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from vault.sandbox.importing import objects
from vault.sandbox.importing.archives import copy
from vault.sandbox.importing.cards import Field, listed, note, todo
from vault.sandbox.importing.entries import (
    MOST_DEPTH,
    MOST_ENTRIES,
    End,
    Entry,
    Given,
    LeftOut,
    Path,
    Refusal,
    Refused,
    Secret,
    Source,
    Why,
)
from vault.sandbox.importing.links import address
from vault.sandbox.importing.tar_archives import Header
from vault.sandbox.importing.titles import Titles, within

NAME = "joplin"

RESOURCES = b"Resources"
_FOLDERS = MOST_DEPTH - 1
_MOST_ITEM = 8 << 20
"""Bytes of one note with its properties; a longer one is left out."""
_ITEM = re.compile(rb"([0-9a-f]{32})\.md")
_RESOURCE = re.compile(rb"resources/([0-9a-f]{32})(?:\.[^/]*)?")
_POINTER = re.compile(r":/([0-9a-f]{32})")
_NOTE, _NOTEBOOK, _ATTACHMENT, _TAG, _TAGGED = "1", "2", "4", "5", "6"
_TAR = b"ustar"
_BROKEN = (tarfile.TarError, ValueError, EOFError, OSError)

Properties = dict[str, str]


@dataclass(frozen=True)
class Place:
    """Where the bytes of a file lie: in which member of the source, from where, how many."""

    member: int
    offset: int
    size: int


def detect(head: bytes, names: Sequence[bytes]) -> bool:
    """Whether it is a tar that begins with an item, or a folder that holds some."""
    first = head[:100].rstrip(b"\0")
    if head[257:262] == _TAR and (_ITEM.fullmatch(first) or _RESOURCE.fullmatch(first) or first == b"resources/"):
        return True
    items = sum(1 for one in names if _ITEM.fullmatch(one))
    return not head and items > 0 and items == sum(1 for one in names if b"/" not in one and one[:1] != b".")


def read(source: Source, secret: Secret) -> Iterator[Given]:
    """Everything in the export. Raises Refused."""
    yield from _Export(source).entries()


class _Export:
    """The items of an export by their numbers; contents stay where they are until they go on."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._items: dict[str, Place] = {}
        self._contents: dict[str, Place] = {}
        self._odd: list[Path] = []
        for name, place in _folder(source) if source.is_folder else _tar(source):
            item, resource = _ITEM.fullmatch(name), _RESOURCE.fullmatch(name)
            if item and item[1].decode() not in self._items:
                self._items[item[1].decode()] = place
            elif resource:
                self._contents[resource[1].decode()] = place
            else:
                self._odd.append(tuple(name.split(b"/")))
        self._stream = None if source.is_folder else source.open()
        self._properties: dict[str, Properties] = {}
        self._titles = Titles()
        self._places: dict[str, Path] = {}
        self._tags: defaultdict[str, list[str]] = defaultdict(list)

    def entries(self) -> Iterator[Given]:
        """Notebooks first, then notes, then attachments, then what is left out."""
        self._index()
        for number in self._of(_NOTEBOOK):
            path = self._notebook(number)
            yield Entry(path, "folder") if len(path) <= _FOLDERS else LeftOut(within(path), Why.OVER_BOUND)
        for number in self._of(_NOTE):
            yield self._note(number)
        for number in self._of(_ATTACHMENT):
            yield from self._attachment(number)
        known = {_NOTE, _NOTEBOOK, _ATTACHMENT, _TAG, _TAGGED}
        for number in self._items:
            if number not in self._properties:
                yield LeftOut((f"{number}.md".encode(),), Why.DAMAGED)
            elif self._properties[number].get("type_") not in known:
                yield LeftOut((f"{number}.md".encode(),), Why.NOT_SUPPORTED)
        for path in self._odd:
            yield LeftOut(within(path), Why.NOT_SUPPORTED)
        for number in self._contents.keys() - self._properties.keys():
            yield LeftOut((b"resources", number.encode()), Why.DAMAGED)

    # The index

    def _index(self) -> None:
        """Reads what every item says of itself, and gives every note and attachment its place."""
        for number, place in self._items.items():
            item = self._read(place) if place.size <= _MOST_ITEM else None
            if item is not None:
                self._properties[number] = {"title": _title(item[0]), **item[1]}
        for number in self._of(_TAGGED):
            pair = self._properties[number]
            tag = self._properties.get(pair.get("tag_id", ""))
            if tag:
                self._tags[pair.get("note_id", "")].append(tag["title"])
        for number in self._of(_NOTE):
            folder = self._notebook(self._properties[number].get("parent_id", ""))
            self._places[number] = (*folder, self._titles.free(folder, self._properties[number]["title"]))
        for number in self._of(_ATTACHMENT):
            properties = self._properties[number]
            wanted = properties["title"] or properties.get("filename", "") or number
            ending = properties.get("file_extension", "")
            if ending and "." not in wanted:
                wanted += "." + ending
            self._places[number] = (RESOURCES, self._titles.free((RESOURCES,), wanted))

    def _of(self, kind: str) -> list[str]:
        return [number for number, properties in self._properties.items() if properties.get("type_") == kind]

    def _notebook(self, number: str) -> Path:
        """The path of a notebook; one that is missing, or lies in itself, is the top."""
        if number in self._places:
            return self._places[number]
        chain: list[str] = []
        while self._properties.get(number, {}).get("type_") == _NOTEBOOK and number not in self._places:
            if number in chain:
                break
            chain.append(number)
            number = self._properties[number].get("parent_id", "")
        path = () if number in chain else self._places.get(number, ())
        for one in reversed(chain):
            path = (*path, self._titles.free(path, self._properties[one]["title"]))
            self._places[one] = path
        return path

    # What comes in

    def _note(self, number: str) -> Given:
        properties, path = self._properties[number], self._places[number]
        if properties.get("deleted_time", "0") not in ("", "0"):
            return LeftOut(within(path), Why.IN_TRASH)
        if properties.get("encryption_applied") == "1":
            return LeftOut(within(path), Why.ENCRYPTED)
        if len(path) > _FOLDERS:
            return LeftOut(within(path), Why.OVER_BOUND)
        item = self._read(self._items[number])
        if item is None:
            return LeftOut(path, Why.DAMAGED)
        text = _POINTER.sub(lambda found: self._pointer(found, path[:-1]), item[0].partition("\n\n")[2])
        if properties.get("is_todo") == "1":
            due = objects.moment(_milliseconds(properties.get("todo_due")))
            title = properties["title"] + (f" (due {objects.shown(due)})" if due else "")
            text = todo(title, properties.get("todo_completed", "0") != "0") + text
        text = "\n\n".join(part for part in (text, listed(_told(properties))) if part)
        tags = self._tags[number] + (["conflict"] if properties.get("is_conflict") == "1" else [])
        return note(path, text, _modified(properties), tags)

    def _pointer(self, found: re.Match[str], folder: Path) -> str:
        place = self._places.get(found[1])
        return address(place, folder) if place and self._properties[found[1]].get("type_") != _NOTEBOOK else found[0]

    def _attachment(self, number: str) -> Iterator[Given]:
        properties, path = self._properties[number], self._places[number]
        place = self._contents.get(number)
        if place is None or properties.get("encryption_blob_encrypted") == "1":
            yield LeftOut(path, Why.ENCRYPTED if place else Why.DAMAGED)
            return
        yield Entry(path, "file", _modified(properties), size=place.size)
        if self._source.names_only:
            yield End()
            return
        with self._open(place) as stream:
            yield from copy(stream, path, place.size, _BROKEN)

    # The bytes

    def _open(self, place: Place) -> BinaryIO:
        if self._stream is None:
            return self._source.open(place.member)
        return _Part(self._stream, place)  # type: ignore[return-value]  # as far as it is read here

    def _read(self, place: Place) -> tuple[str, Properties] | None:
        """An item's title and text, and its properties; nothing where it is none."""
        try:
            with self._open(place) as stream:
                return _item(stream.read(place.size).decode("utf-8-sig"))
        except (*_BROKEN, UnicodeDecodeError):
            return None


class _Part:
    """A part of a stream, read as if it were one."""

    def __init__(self, stream: BinaryIO, place: Place) -> None:
        self._stream, self._at, self._end = stream, place.offset, place.offset + place.size

    def __enter__(self) -> _Part:
        return self

    def __exit__(self, *_: object) -> None:
        """The whole stream stays open."""

    def read(self, count: int, /) -> bytes:
        """The next bytes, at most so many."""
        self._stream.seek(self._at)
        found = self._stream.read(min(count, self._end - self._at))
        self._at += len(found)
        return found


def _folder(source: Source) -> Iterator[tuple[bytes, Place]]:
    for number, member in enumerate(source.members):
        yield b"/".join(member.path), Place(number, 0, member.size)


def _tar(source: Source) -> Iterator[tuple[bytes, Place]]:
    """The files of a tar that lie in it in one piece. Raises Refused."""
    count = 0
    with source.open() as stream:
        try:
            archive = tarfile.TarFile(fileobj=stream, tarinfo=Header)
            while (member := archive.next()) is not None:
                archive.members = []  # type: ignore[attr-defined]  # it would keep them all
                count += 1
                if count > MOST_ENTRIES:
                    raise Refused(Refusal.OVER_BOUND)
                if member.isreg() and not member.issparse():
                    yield _name(member.name), Place(0, member.offset_data, member.size)
                elif not member.isdir():
                    yield b"special/" + _name(member.name), Place(0, 0, 0)
        except _BROKEN:
            raise Refused(Refusal.DAMAGED) from None


def _name(name: str) -> bytes:
    return name.removeprefix("./").encode("utf-8", "surrogateescape")


def _item(content: str) -> tuple[str, Properties] | None:
    """Title and text of an item, and the properties in its last block; nothing where there are none."""
    text, _, block = content.replace("\r\n", "\n").rstrip("\n").rpartition("\n\n")
    found = {}
    for line in block.split("\n"):
        key, colon, value = line.partition(":")
        if not colon:
            return None
        found[key.strip()] = value.strip()
    return (text, found) if re.fullmatch("[0-9a-f]{32}", found.get("id", "")) else None


def _title(text: str) -> str:
    return text.partition("\n")[0]


def _modified(properties: Properties) -> int | None:
    return objects.moment(properties.get("user_updated_time")) or objects.moment(properties.get("updated_time"))


def _milliseconds(digits: str | None) -> float | None:
    return int(digits) / 1000 if digits and digits.isascii() and digits.isdigit() and len(digits) < 16 else None


def _told(properties: Properties) -> list[Field]:
    """What a note says of itself and has no other place."""
    place = tuple(properties.get(key, "").strip("0.") for key in ("latitude", "longitude"))
    return [
        ("Source", properties.get("source_url", "")),
        ("Author", properties.get("author", "")),
        ("Place", f"{properties.get('latitude')}, {properties.get('longitude')}" if all(place) else ""),
    ]
