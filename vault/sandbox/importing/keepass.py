"""KeePass databases (`.kdbx`, versions 3.1 and 4), opened by their password, their key file, or both.

Groups become folders, entries notes, attachments files beside them in a folder `Title (files)`. The recycle bin and the
earlier versions of entries are left out and named. Icons and rules for typing by program do not come in.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from vault.sandbox.importing import keepass_seal, objects, trees
from vault.sandbox.importing.cards import Card, Field, note
from vault.sandbox.importing.entries import (
    MOST_DEPTH,
    Entry,
    Given,
    LeftOut,
    Path,
    Refusal,
    Refused,
    Secret,
    Source,
    Why,
    file,
)
from vault.sandbox.importing.titles import Titles, within

NAME = "keepass"

MOST_ATTACHED = 1 << 30
"""Bytes of attachments together: many entries can name the same one."""
_FOLDERS = MOST_DEPTH - 2
"""Groups in one another: a folder of attachments and a file's name have room below."""
_YEAR_1 = 62_135_596_800
"""Seconds from the year 1 to 1970."""
_KNOWN = {
    "UserName": "User name",
    "Password": "Password",
    "URL": "Website",
    "otp": "One-time password",
    "TimeOtp-Secret-Base32": "One-time password",
}
_APART = ("Title", "Notes")


def detect(head: bytes, names: object) -> bool:
    """Whether the file begins like a database of KeePass."""
    return head.startswith(keepass_seal.MAGIC)


def read(source: Source, secret: Secret) -> Iterator[Given]:
    """Everything in the database. Raises Refused."""
    try:
        with source.open() as stream:
            opened = keepass_seal.unseal(stream, secret)
        yield from _Database(opened).entries()
    except MemoryError:
        raise Refused(Refusal.OVER_BOUND) from None


class _Database:
    """The tree of a database in clear."""

    def __init__(self, opened: keepass_seal.Opened) -> None:
        tree = trees.parse(opened.xml)
        repeated = _text(tree, "Meta/HeaderHash")
        if opened.header_digest and repeated and _decoded(repeated) != opened.header_digest:
            raise Refused(Refusal.DAMAGED)
        _reveal(tree, opened)
        self._binaries = dict(enumerate(opened.binaries))
        for binary in tree.iterfind("Meta/Binaries/Binary"):
            self._binaries[_number(binary.get("ID"))] = _binary(binary)
        bin_in_use = _text(tree, "Meta/RecycleBinEnabled") == "True"
        self._bin = _text(tree, "Meta/RecycleBinUUID") if bin_in_use else ""
        self._root = tree.find("Root/Group")
        self._titles = Titles()
        self._room = MOST_ATTACHED

    def entries(self) -> Iterator[Given]:
        """The root group's content; its own name is not a folder."""
        if self._root is None:
            raise Refused(Refusal.DAMAGED)
        yield from self._group(self._root, (), False)

    def _group(self, group: ET.Element, path: Path, in_bin: bool) -> Iterator[Given]:
        for entry in group.iterfind("Entry"):
            yield from self._entry(entry, path, in_bin)
        for inner in group.iterfind("Group"):
            binned = in_bin or bool(self._bin and _text(inner, "UUID") == self._bin)
            there = (*path, self._titles.free(path, _text(inner, "Name")))
            if len(there) > _FOLDERS:
                yield LeftOut(within(there), Why.OVER_BOUND)
                continue
            modified = _time(_text(inner, "Times/LastModificationTime"))
            if not binned:
                yield Entry(there, "folder", modified)
                notes = _text(inner, "Notes")
                if notes:
                    title = _text(inner, "Name")
                    yield note((*there, self._titles.free(there, title)), notes, modified)
            yield from self._group(inner, there, binned)

    def _entry(self, entry: ET.Element, folder: Path, in_bin: bool) -> Iterator[Given]:
        strings = [(_text(one, "Key"), _text(one, "Value")) for one in entry.iterfind("String")]
        named = dict(strings)
        title = self._titles.free(folder, named.get("Title", ""))
        path = (*folder, title)
        if in_bin:
            yield LeftOut(path, Why.IN_TRASH)
            return
        card = Card(named.get("Title", "") or title.decode(), notes=named.get("Notes", ""))
        card.fields = [(label, named.get(key, "")) for key, label in _KNOWN.items()]
        card.fields += [one for one in strings if one[0] not in _KNOWN and one[0] not in _APART]
        card.fields += _expiry(entry)
        modified = _time(_text(entry, "Times/LastModificationTime"))
        beside = (
            (*folder, self._titles.free(folder, title.decode() + " (files)"))
            if entry.find("Binary") is not None
            else ()
        )
        attached = []
        for binary in entry.iterfind("Binary"):
            there = (*beside, self._titles.free(beside, _text(binary, "Key")))
            attached.append((there, self._attachment(binary)))
            card.attachments.append(there[-2:])
        tags = tuple(_text(entry, "Tags").replace(",", ";").split(";"))
        yield note(path, card.text(), modified, tags)
        for there, content in attached:
            yield from [LeftOut(there, content)] if isinstance(content, Why) else file(there, content, modified)
        if entry.find("History/Entry") is not None:
            yield LeftOut((*path, b"History"), Why.NOT_SUPPORTED)

    def _attachment(self, binary: ET.Element) -> bytes | Why:
        value = binary.find("Value")
        content = self._binaries.get(_number(value.get("Ref"))) if value is not None else None
        if content is None:
            return Why.DAMAGED
        if len(content) > self._room:
            return Why.OVER_BOUND
        self._room -= len(content)
        return content


def _reveal(tree: ET.Element, opened: keepass_seal.Opened) -> None:
    """Puts the hidden values in clear, in the order of the document: they are one stream."""
    for element in tree.iter():
        if element.get("Protected") == "True" and element.text:
            clear = opened.reveal(_decoded(element.text))
            element.text = (
                base64.b64encode(clear).decode() if element.tag == "Binary" else clear.decode("utf-8", "replace")
            )


def _binary(element: ET.Element) -> bytes:
    content = _decoded(element.text or "")
    if element.get("Compressed") != "True":
        return content
    inflater = zlib.decompressobj(wbits=31)
    try:
        clear = inflater.decompress(content, keepass_seal.MOST_CLEAR)
    except zlib.error:
        raise Refused(Refusal.DAMAGED) from None
    if not inflater.eof:
        raise Refused(Refusal.OVER_BOUND if inflater.unconsumed_tail else Refusal.DAMAGED)
    return clear


def _decoded(text: str) -> bytes:
    try:
        return binascii.a2b_base64("".join(text.split()), strict_mode=True)
    except ValueError:
        raise Refused(Refusal.DAMAGED) from None


def _expiry(entry: ET.Element) -> list[Field]:
    moment = _time(_text(entry, "Times/ExpiryTime"))
    if _text(entry, "Times/Expires") != "True" or moment is None:
        return []
    return [("Expires", objects.shown(moment))]


def _text(element: ET.Element, path: str) -> str:
    return element.findtext(path) or ""


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1


def _time(text: str) -> int | None:
    """A time in nanoseconds since 1970: version 3.1 writes it as text, version 4 as seconds since the year 1."""
    if text.endswith("Z"):
        return objects.moment(text)
    try:
        seconds = int.from_bytes(base64.b64decode(text, validate=True), "little", signed=True) - _YEAR_1
    except ValueError:
        return None
    return seconds * 10**9 if text and 0 <= seconds < 1 << 33 else None
