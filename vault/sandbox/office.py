"""Office documents, OpenDocument and EPUB: packages of XML, of which the parts with text are streamed.

No library that models a document: they build all of it in memory, and take twenty times longer. What is needed of
the formats is which part is which (told by the package's own tables, never by names) and a few elements of each.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote

from vault.sandbox.documents import Protected
from vault.sandbox.gathering import Enough, Gathering
from vault.sandbox.markup import Plan, follow, read_html, walk
from vault.sandbox.packages import NotRecognised, Package

_TABLE_MOST = 8 << 20
"""Bytes of a package's own tables."""
_CHAPTER_MOST = 16 << 20
_TYPE_LONGEST = 200
_STRINGS_MOST = 200_000
"""Shared strings of a workbook, and characters of each."""
_STRING_LONGEST = 2_000
_STRINGS_TOGETHER = 8_000_000

_CONTENT_TYPES = "[Content_Types].xml"
_MANIFEST = "META-INF/manifest.xml"
_CONTAINER = "META-INF/container.xml"

_PROPERTIES = Plan(
    texts=frozenset({"title", "subject", "creator", "keywords", "keyword", "description"}),
    breaks=frozenset({"title", "subject", "creator", "keywords", "keyword", "description"}),
)
# `t` is the text of Word's runs, of drawings, formulas and shared strings alike.
_OFFICE = Plan(
    texts=frozenset({"t"}),
    breaks=frozenset({"p", "br", "cr", "si", "comment"}),
    gaps=frozenset({"tab", "tc"}),
    skipped=frozenset({"Fallback", "rPh"}),  # the same again for old programs; how Japanese is read aloud
)
_OPEN_DOCUMENT = Plan(
    texts=frozenset({"p", "h"}),
    breaks=frozenset({"p", "h", "line-break", "table-row"}),
    gaps=frozenset({"s", "tab", "table-cell"}),
    skipped=frozenset({"tracked-changes"}),  # what was deleted
)

# Ends of content types -> rank among the parts that have text, in reading order.
_RANKS: tuple[tuple[re.Pattern[str], int], ...] = tuple(
    (re.compile(pattern), rank)
    for pattern, rank in (
        (r"core-properties\+xml$", 0),
        (r"word.*\.main\+xml$", 1),
        (r"(?:slide|worksheet)\+xml$", 1),
        (r"(?:header|footer|footnotes|endnotes|notesSlide|comments|diagramData)\+xml$", 2),
    )
)
_WORKSHEET = re.compile(r"worksheet\+xml$")
_STRINGS = re.compile(r"sharedStrings\+xml$")
_WORKBOOK = re.compile(r"(?:sheet|template|macroEnabled|addin)\.main\+xml$")
_NUMBERS = re.compile(r"\d{1,9}")


def read_package(package: Package, gathering: Gathering) -> None:
    """Gathers the text of a document by what its package says it is.

    Raises Enough, NotRecognised, Protected, and what damaged packages and XML raise.
    """
    if _CONTENT_TYPES in package:
        _read_office(package, gathering)
    elif _CONTAINER in package:
        _read_book(package, gathering)
    elif "mimetype" in package and b"opendocument" in package.whole("mimetype", 200):
        _read_open_document(package, gathering)
    else:
        raise NotRecognised


# --- Microsoft's formats --------------------------------------------------------------------------


def _read_office(package: Package, gathering: Gathering) -> None:
    types = _content_types(package)
    ranked = sorted(
        (rank, _natural(name), name)
        for name, kind in types.items()
        for pattern, rank in _RANKS
        if pattern.search(kind) and name in package
    )
    if not any(rank for rank, _, _ in ranked):
        raise NotRecognised
    strings: list[str] | None = None
    for rank, _, name in ranked:
        if not rank:
            follow(package.pieces(name), _PROPERTIES, gathering)
        elif _WORKSHEET.search(types[name]):
            if strings is None:
                _name_sheets(package, types, gathering)
                strings = _shared_strings(package, types, gathering)
            _read_sheet(package.pieces(name), strings, gathering)
        else:
            follow(package.pieces(name), _OFFICE, gathering)
        gathering.end_line()


def _content_types(package: Package) -> dict[str, str]:
    """Returns parts with their content types: those that are named, the others by their endings."""
    named: dict[str, str] = {}
    endings: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "")[:_TYPE_LONGEST]
        if name == "Override":
            named[attributes.get("PartName", "").removeprefix("/")] = kind
        elif name == "Default":
            endings[attributes.get("Extension", "").lower()] = kind

    walk([package.whole(_CONTENT_TYPES, _TABLE_MOST)], start, _nothing, _nothing)
    by_ending = {name: endings.get(name.rpartition(".")[2].lower(), "") for name in package.names}
    return by_ending | named


def _nothing(_: str) -> None:
    pass


def _natural(name: str) -> list[tuple[int, str]]:
    """Sorts slide10 after slide9."""
    return [(int(piece), "") if piece.isdecimal() else (0, piece) for piece in re.split(r"(\d{1,9})", name)]


def _name_sheets(package: Package, types: dict[str, str], gathering: Gathering) -> None:
    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            gathering.add(attributes.get("name", "") + "\n")

    for name, kind in types.items():
        if _WORKBOOK.search(kind) and name in package:
            walk(package.pieces(name), start, _nothing, _nothing)


def _shared_strings(package: Package, types: dict[str, str], gathering: Gathering) -> list[str]:
    """Returns the texts that cells point to by number, as many as will be of use."""
    strings: list[str] = []
    current: list[str] = []
    taking = skipping = together = 0

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal taking, skipping
        taking += name == "t"
        skipping += name == "rPh"

    def end(name: str) -> None:
        nonlocal taking, skipping, together
        taking -= name == "t"
        skipping -= name == "rPh"
        if name == "si":
            strings.append("".join(current)[:_STRING_LONGEST])
            together += len(strings[-1])
            current.clear()
            gathering.check_time()
            if len(strings) >= _STRINGS_MOST or together >= _STRINGS_TOGETHER:
                raise Enough

    def text(found: str) -> None:
        if taking and not skipping:
            current.append(found)

    for name, kind in types.items():
        if _STRINGS.search(kind) and name in package:
            with suppress(Enough):
                walk(package.pieces(name), start, end, text)
            break
    return strings


def _read_sheet(pieces: Iterator[bytes], strings: list[str], gathering: Gathering) -> None:
    """Gathers a sheet's cells as they are shown, but for formats of numbers: rows are lines."""
    kind = ""
    taking = False
    value: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal kind, taking
        if name == "c":
            kind = attributes.get("t", "n")
            value.clear()
        taking = name in ("v", "t")

    def end(name: str) -> None:
        nonlocal taking
        taking = False
        if name == "c":
            shown = "".join(value)
            if kind == "s":
                number = int(shown) if _NUMBERS.fullmatch(shown) else len(strings)
                shown = strings[number] if number < len(strings) else ""
            gathering.add(shown + " ")
        elif name == "row":
            gathering.end_line()

    def text(found: str) -> None:
        if taking:
            value.append(found)

    walk(pieces, start, end, text)


# --- OpenDocument ---------------------------------------------------------------------------------


def _read_open_document(package: Package, gathering: Gathering) -> None:
    if _MANIFEST in package and b"encryption-data" in package.whole(_MANIFEST, _TABLE_MOST):
        raise Protected
    if "meta.xml" in package:
        follow(package.pieces("meta.xml"), _PROPERTIES, gathering)
    follow(package.pieces("content.xml"), _OPEN_DOCUMENT, gathering)
    if "styles.xml" in package:  # headers and footers
        gathering.end_line()
        follow(package.pieces("styles.xml"), _OPEN_DOCUMENT, gathering)


# --- EPUB -----------------------------------------------------------------------------------------


def _read_book(package: Package, gathering: Gathering) -> None:
    """Gathers title and chapters in reading order; a chapter that is missing or locked is left out."""
    root = ""

    def find_root(name: str, attributes: dict[str, str]) -> None:
        nonlocal root
        if name == "rootfile" and not root:
            root = attributes.get("full-path", "")

    walk([package.whole(_CONTAINER, _TABLE_MOST)], find_root, _nothing, _nothing)
    table = package.whole(root, _TABLE_MOST)
    places: dict[str, str] = {}
    order: list[str] = []

    def find_chapters(name: str, attributes: dict[str, str]) -> None:
        if name == "item":
            places[attributes.get("id", "")] = attributes.get("href", "")
        elif name == "itemref":
            order.append(attributes.get("idref", ""))

    walk([table], find_chapters, _nothing, _nothing)
    follow([table], _PROPERTIES, gathering)
    for chapter in dict.fromkeys(order):
        place = posixpath.normpath(posixpath.join(posixpath.dirname(root), unquote(places.get(chapter, ""))))
        if place in package:
            with suppress(NotRecognised, Protected):
                read_html(package.whole(place, _CHAPTER_MOST), gathering)
            gathering.end_line()
