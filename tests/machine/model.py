"""What a vault must hold and what an unlock must say, in plain Python: no keys, no disk, nothing of the engine's rules.

Contents are dictionaries of `Entry`. Vaults on disk are known by the bytes of their header and log: the same bytes are
the same state, so copies, rollbacks, forks and mixtures of files all have one prediction (`Chronicle.predict`).
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from vault.engine.anchor import Anchor
from vault.engine.errors import (
    Conflict,
    Damaged,
    ForkDetected,
    LimitExceeded,
    NotFound,
    PathRejected,
    RollbackDetected,
    VaultError,
    WrongCredential,
)

ROOT = bytes(16)
HEADERS = ("header.json", "header.bak")
_LONGEST_NAME = 1_024
_LONGEST_NOTE = 1 << 20


@dataclass(frozen=True)
class Entry:
    """A file, note or folder. A version is None where its pack was not there when somebody looked."""

    parent: bytes
    kind: str
    name: bytes
    versions: tuple[bytes | None, ...] = ()
    tags: frozenset[str] = frozenset()
    trashed: bool = False


Items = Mapping[bytes, Entry]
Change = Callable[[Items], Items]
"""A change of contents; raises the class of `VaultError` that the engine must raise."""

_numbers = itertools.count()


def _expected(parent: bytes, kind: str, name: bytes, *versions: bytes) -> Items:
    """An entry whose id the engine will choose."""
    return {b"new %d" % next(_numbers): Entry(parent, kind, name, versions)}


def _check_name(name: bytes) -> None:
    if name in (b"", b".", b"..") or b"/" in name or b"\0" in name:
        raise PathRejected
    if len(name) > _LONGEST_NAME:
        raise LimitExceeded


def child(items: Items, parent: bytes, name: bytes) -> bytes | None:
    """Who has this name in a folder, outside the trash."""
    found = (key for key, one in items.items() if (one.parent, one.name, one.trashed) == (parent, name, False))
    return next(found, None)


def _above(items: Items, folder: bytes) -> set[bytes]:
    """A folder and all it is in; it must be a place for something new."""
    above = {folder}
    while folder != ROOT:
        if items[folder].kind != "folder" or items[folder].trashed:
            raise Conflict
        folder = items[folder].parent
        above.add(folder)
    return above


def _in_trash(items: Items, key: bytes) -> bool:
    while key != ROOT and key in items:
        if items[key].trashed:
            return True
        key = items[key].parent
    return key != ROOT


def _order(items: Items, key: bytes) -> tuple[object, ...]:
    """A place in an order that does not depend on ids."""
    path: list[bytes] = []
    while key != ROOT and key in items:
        path.append(items[key].name)
        key = items[key].parent
    return (*reversed(path),)


def present(items: Items, *kinds: str) -> list[bytes]:
    """Everything of these kinds outside the trash, always in the same order."""
    found = [key for key, one in items.items() if one.kind in kinds and not _in_trash(items, key)]
    return sorted(found, key=lambda key: (_order(items, key), items[key].kind))


def trash(items: Items) -> list[bytes]:
    """What was removed, always in the same order."""
    found = [key for key, one in items.items() if one.trashed]
    return sorted(found, key=lambda key: (_order(items, key), items[key].kind, len(items[key].versions)))


# Changes


def make_folder(parent: bytes, name: bytes) -> Change:
    def change(items: Items) -> Items:
        _check_name(name)
        _above(items, parent)
        if child(items, parent, name):
            raise Conflict
        return {**items, **_expected(parent, "folder", name)}

    return change


def write_note(parent: bytes, name: bytes, text: str) -> Change:
    def change(items: Items) -> Items:
        _check_name(name)
        if len(text.encode()) > _LONGEST_NOTE:
            raise LimitExceeded
        _above(items, parent)
        old = child(items, parent, name)
        if old is None:
            return {**items, **_expected(parent, "note", name, text.encode())}
        if items[old].kind != "note":
            raise Conflict
        return {**items, old: replace(items[old], versions=(*items[old].versions, text.encode()))}

    return change


def add(parent: bytes, files: Mapping[bytes, bytes], folder: bytes | None = None) -> Change:
    """Files of these names into a folder, or into a new or known one inside of it; files there get a new version."""

    def change(items: Items) -> Items:
        new, place = dict(items), parent
        if folder is not None:
            there = child(new, parent, folder)
            if there is not None and new[there].kind != "folder":
                return items
            made = {} if there else _expected(parent, "folder", folder)
            new.update(made)
            place = there or next(iter(made))
        for name, content in files.items():
            old = child(new, place, name)
            if old is None:
                new.update(_expected(place, "file", name, content))
            elif new[old].kind == "file":
                new[old] = replace(new[old], versions=(*new[old].versions, content))
        return new

    return change


def move(key: bytes, parent: bytes, name: bytes) -> Change:
    def change(items: Items) -> Items:
        _check_name(name)
        taken = child(items, parent, name)
        if key in _above(items, parent) or taken not in (None, key):
            raise Conflict
        return {**items, key: replace(items[key], parent=parent, name=name)}

    return change


def tag(key: bytes, names: Iterable[str], removed: Iterable[str]) -> Change:
    def change(items: Items) -> Items:
        return {**items, key: replace(items[key], tags=(items[key].tags | set(names)) - set(removed))}

    return change


def remove(keys: Iterable[bytes]) -> Change:
    def change(items: Items) -> Items:
        return {**items, **{key: replace(items[key], trashed=True) for key in keys}}

    return change


def restore(key: bytes) -> Change:
    def change(items: Items) -> Items:
        old = items[key]
        parent = ROOT if _in_trash(items, old.parent) else old.parent
        stem, dot, ending = old.name.rpartition(b".")
        if not stem or len(ending) > 16:
            stem, dot, ending = old.name, b"", b""
        name, number = old.name, 0
        while child(items, parent, name):
            number += 1
            mark = b" (restored)" if number == 1 else b" (restored %d)" % number
            name = stem[: _LONGEST_NAME - len(mark + dot + ending)] + mark + dot + ending
        return {**items, key: replace(old, parent=parent, name=name, trashed=False)}

    return change


def empty(items: Items) -> Items:
    """Nothing that is in the trash, or in something that is."""
    return {key: one for key, one in items.items() if not _in_trash(items, key)}


def nothing(items: Items) -> Items:
    """The contents stay."""
    return items


# Contents found against contents expected


def settle(expected: Items, found: Items, before: Items | None = None) -> Items | None:
    """`expected` with the ids the engine chose, if that is what was found; otherwise None.

    With `before`, every item may be as before or as expected: what an interrupted bulk work leaves.
    """
    ids: dict[bytes, bytes] = {}
    settled: dict[bytes, Entry] = {}
    for key, entry in expected.items():
        one = replace(entry, parent=ids.get(entry.parent, entry.parent))
        if len(key) != len(ROOT):
            matching = (
                identity
                for identity, other in found.items()
                if identity not in expected and identity not in settled and _same(one, other)
            )
            identity = next(matching, None)
            if identity is None:
                if before is None:
                    return None
                continue
            ids[key] = identity
        else:
            identity = key
            if before is not None and identity in found and not _same(one, found[identity]):
                one = before[identity]
        settled[identity] = one
    if settled.keys() != found.keys() or not all(_same(settled[key], found[key]) for key in found):
        return None
    return settled


def _same(expected: Entry, found: Entry) -> bool:
    if replace(expected, versions=()) != replace(found, versions=()) or len(expected.versions) != len(found.versions):
        return False
    versions = zip(expected.versions, found.versions, strict=True)
    return all(one is None or there is None or one == there for one, there in versions)


# Vaults on disk


@dataclass(frozen=True)
class Chapter:
    """What a snapshot with its log says: the contents, the heads of all records, and the headers that belong to it."""

    items: Items = field(repr=False)
    heads: tuple[bytes, ...] = field(repr=False)
    header: bytes
    announced: bytes | None = None
    torn: bool = False


@dataclass(frozen=True)
class Opens:
    """An unlock must succeed, and show this."""

    chapter: Chapter
    context: tuple[bytes, bytes, int]
    """Vault id, lineage, epoch."""


@dataclass(frozen=True)
class Refused:
    """An unlock must be refused with this class (and reason)."""

    error: type[VaultError]
    reason: str = ""

    def is_met_by(self, error: VaultError) -> bool:
        return type(error) is self.error and getattr(error, "reason", "") == self.reason


Memory = Anchor | None | Refused
"""What a device remembers: a moment, nothing, or something that nobody wrote."""


class Unknown(Exception):
    """Bytes that this chronicle has never seen."""


class Chronicle:
    """All headers and logs that were ever written, and what they say."""

    def __init__(self) -> None:
        self.passwords: dict[bytes, bytes] = {}
        self.chapters: dict[tuple[str, bytes], Chapter] = {}
        self.snapshots: dict[str, bytes] = {}
        self.anchor_keys: dict[bytes, bytes] = {}

    def learn(self, path: Path, stem: str, chapter: Chapter) -> None:
        """The folder holds this chapter now."""
        catalog = path / "catalog"
        place = stem, digest((catalog / f"{stem}.log").read_bytes())
        known = self.chapters.get(place)
        assert known is None or (known.heads, known.header) == (chapter.heads, chapter.header), "one log, two readings"
        self.chapters[place] = chapter
        image = digest((catalog / f"{stem}.snapshot").read_bytes())
        assert self.snapshots.setdefault(stem, image) == image, "a snapshot was written twice"

    def header(self, path: Path, password: bytes) -> bytes | Refused:
        """The header that opens with this password, or what is said instead."""
        outcome = Refused(NotFound)
        wrong = False
        for name in HEADERS:
            if not (path / name).is_file():
                continue
            data = (path / name).read_bytes()
            if self.passwords.get(data) == password:
                return data
            if data in self.passwords:
                wrong = True
            elif outcome.error is NotFound:
                outcome = Refused(Damaged)
        return Refused(WrongCredential) if wrong else outcome

    def predict(self, path: Path, password: bytes, memory: Memory = None, *, accept: bool = False) -> Opens | Refused:
        """What an unlock of a folder must come to. Raises Unknown for a log that is none of ours."""
        header = self.header(path, password)
        if isinstance(header, Refused):
            return header
        context, number, stem = read_body(header)
        snapshot, log = path / f"catalog/{stem}.snapshot", path / f"catalog/{stem}.log"
        if not snapshot.is_file():
            later = (
                int(file.name[:6]) > number for file in (path / "catalog").glob("??????-" + "?" * 32 + ".snapshot")
            )
            return Refused(RollbackDetected if any(later) else Damaged)
        if digest(snapshot.read_bytes()) != self.snapshots[stem] or not log.is_file():
            return Refused(Damaged)
        chapter = self.chapters.get((stem, digest(log.read_bytes())))
        if chapter is None:
            raise Unknown
        heads = chapter.heads
        moment = memory if isinstance(memory, Anchor) else None
        if chapter.torn and moment and moment.context.lineage == context[1] and moment.sequence > len(heads):
            return Refused(Damaged)
        if digest(header.splitlines()[0]) not in (chapter.header, chapter.announced):
            return Refused(RollbackDetected)
        if accept or memory is None:
            return Opens(chapter, context)
        if isinstance(memory, Refused):
            return memory
        return judge(memory, context, heads) or Opens(chapter, context)


def judge(memory: Anchor, context: tuple[bytes, bytes, int], heads: tuple[bytes, ...]) -> Refused | None:
    """What a device that remembers this must say to a vault that stands there."""
    _, lineage, epoch = context
    if memory.context.lineage != lineage:
        return Refused(ForkDetected, "lineage")
    if epoch < memory.context.epoch or len(heads) < memory.sequence:
        return Refused(RollbackDetected)
    if heads[memory.sequence - 1] != memory.head:
        return Refused(ForkDetected, "history")
    return None


def digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def read_body(header: bytes) -> tuple[tuple[bytes, bytes, int], int, str]:
    """Vault id, lineage and epoch; number and file names of the generation: all public."""
    from base64 import b64decode

    body = json.loads(header.splitlines()[0])
    number, identity = body["generation"]["number"], b64decode(body["generation"]["id"])
    context = b64decode(body["vault"]), b64decode(body["lineage"]), body["epoch"]
    return context, number, f"{number:06d}-{identity.hex()}"
