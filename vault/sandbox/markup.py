"""HTML, by libxml2, and XML, by expat: read as a stream, so that reading ends where there is enough.

Nothing that a document refers to is fetched, and no entity is made of others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.parsers import expat

from lxml import etree  # type: ignore[import-untyped]

from vault.sandbox.gathering import Enough, Gathering
from vault.sandbox.texts import decode

MAX_DEPTH = 2000
"""Elements within elements."""
_PIECE = 64 << 10

_HIDDEN = {"script", "style", "template", "svg", "math", "object", "iframe", "datalist"}
_INLINE = {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins"}
_INLINE |= {"kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u"}
_INLINE |= {"var", "wbr", "img", "nobr", "ruby", "time"}
_CELLS = {"td", "th"}
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_DECLARED_WITHIN = 4096
_XML_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.-]{2,40})")


class Unreadable(Exception):
    """Not well-formed, too deep, or with entities that nobody needs."""


# --- HTML -----------------------------------------------------------------------------------------


class _Page:
    """What libxml2 tells of a page, as lxml's parser target."""

    def __init__(self, gathering: Gathering) -> None:
        self._gathering = gathering
        self._hidden = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        if tag == "img" and not self._hidden:
            self._gathering.add(attributes.get("alt", ""))
        self._part(tag)

    def end(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        self._part(tag)

    def data(self, text: str) -> None:
        if not self._hidden:
            # Line feeds are white space here like any other.
            self._gathering.add(text.replace("\n", " ").replace("\r", " "))

    def close(self) -> None:
        pass

    def _part(self, tag: str) -> None:
        if tag in _CELLS:
            self._gathering.add(" ")
        elif tag not in _INLINE:
            self._gathering.end_line()


def read_html(content: bytes, gathering: Gathering, declared: str = "") -> None:
    """Gathers what a page shows, and its title. `declared` is a charset named outside of it. Raises Enough."""
    head = content[:_DECLARED_WITHIN]
    found = _DECLARED.search(head) or _XML_DECLARED.search(head)
    text = decode(content, declared or (found[1].decode("ascii") if found else ""))
    parser = etree.HTMLParser(target=_Page(gathering), encoding="utf-8", no_network=True, recover=True)
    for start in range(0, len(text), _PIECE):
        parser.feed(text[start : start + _PIECE].encode("utf-8", "replace"))
        gathering.check_time()
    try:
        parser.close()
    except etree.LxmlError:
        return  # an empty one; libxml2 recovers from everything else


# --- XML ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Plan:
    """Which elements of a format hold text, by their names without namespaces."""

    texts: frozenset[str] = frozenset()
    """Whatever is within them; everything, where none is named."""
    breaks: frozenset[str] = frozenset()
    """They end a line."""
    gaps: frozenset[str] = frozenset()
    """They are white space."""
    skipped: frozenset[str] = frozenset()
    """They are left out with all that is within."""


class _Follower:
    """Gathers text by a plan."""

    def __init__(self, plan: Plan, gathering: Gathering) -> None:
        self._plan = plan
        self._gathering = gathering
        self._within = 0 if plan.texts else 1
        self._skipping = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if self._skipping or name in self._plan.skipped:
            self._skipping += 1
        elif name in self._plan.texts:
            self._within += 1
        elif name in self._plan.gaps:
            self._gathering.add(" ")

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        if name in self._plan.texts:
            self._within -= 1
        if name in self._plan.breaks:
            self._gathering.end_line()

    def text(self, found: str) -> None:
        if self._within and not self._skipping:
            self._gathering.add(found)


def follow(pieces: Iterable[bytes], plan: Plan, gathering: Gathering) -> None:
    """Gathers the text of a document by a plan. Raises Enough, Unreadable."""
    follower = _Follower(plan, gathering)
    walk(pieces, follower.start, follower.end, follower.text)


def read_xml(content: bytes, cut: bool, gathering: Gathering) -> None:
    """Gathers all text and the values of attributes; one that is not well-formed is text as it stands.

    `cut` says that the document goes on. Raises Enough.
    """
    strict = gathering.fresh()

    def start(_name: str, attributes: dict[str, str]) -> None:
        strict.add(" ".join(["", *attributes.values(), ""]))

    pieces = (content[place : place + _PIECE] for place in range(0, len(content), _PIECE))
    try:
        walk(pieces, start, lambda _name: strict.add(" "), strict.add, whole=not cut)
    except Enough:
        gathering.add(strict.text())
        gathering.stop()
    except Unreadable:
        gathering.add(decode(content).partition("\0")[0])
        return
    gathering.add(strict.text())


def walk(
    pieces: Iterable[bytes],
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
    whole: bool = True,
) -> None:
    """Tells a document's elements and text in order, by names without namespaces. Raises Unreadable.

    What the callbacks raise passes through, and ends it.
    """
    depth = 0

    def enter(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise Unreadable
        start(name.rpartition(" ")[2], attributes)

    def leave(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name.rpartition(" ")[2])

    def declare(_name: str, _parameter: bool, value: str | None, *_: object) -> None:
        if value is None or "&" in value or "%" in value:
            raise Unreadable  # of another file, or of other entities

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = enter
    parser.EndElementHandler = leave
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = declare
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        if whole:
            parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Unreadable from error
