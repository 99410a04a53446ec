"""What a reader gave, sorted, and notes read back: the tests of the readers compare it field by field."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path as DiskPath
from typing import BinaryIO

from vault.sandbox.importing.client import Import
from vault.sandbox.importing.entries import End, Entry, Given, LeftOut, Member, Path, Piece, Reader, Secret, Why

EXPORTS = DiskPath(__file__).parent / "exports"
SECRET = "correct horse"


class Kept:
    """A source in memory: one file, or a folder of them."""

    def __init__(self, content: bytes | dict[str, bytes], *, names_only: bool = False) -> None:
        self.is_folder = isinstance(content, dict)
        files = content if isinstance(content, dict) else {"export": content}
        self._contents = list(files.values())
        self.members = [
            Member(tuple(part.encode() for part in name.split("/")), len(one), 10**18) for name, one in files.items()
        ]
        self.folders: list[Path] = []
        self.names_only = names_only

    def open(self, member: int = 0) -> BinaryIO:
        return io.BytesIO(self._contents[member])


@dataclass
class Collected:
    """Everything given, by path."""

    notes: dict[Path, Entry] = field(default_factory=dict)
    files: dict[Path, bytes] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)
    left: dict[Path, Why] = field(default_factory=dict)
    left_count: int = 0
    entries: dict[Path, Entry] = field(default_factory=dict)

    def text(self, *names: str) -> str:
        return self.notes[path(*names)].text or ""


def collect(given: Iterable[Given]) -> Collected:
    """Sorts what was given, and holds what every reader must hold: the order, sizes, and no path twice."""
    found, under_way, pieces = Collected(), None, list[bytes]()
    for one in given:
        if isinstance(one, Entry):
            assert under_way is None
            assert one.path not in found.entries
            found.entries[one.path] = one
            if one.kind == "file":
                under_way, pieces = one, []
            elif one.kind == "note":
                assert one.text is not None
                found.notes[one.path] = one
            else:
                found.folders.append(one.path)
        elif isinstance(one, Piece):
            assert under_way is not None
            pieces.append(one.content)
        elif isinstance(one, End):
            assert under_way is not None
            found.files[under_way.path] = b"".join(pieces)
            assert len(found.files[under_way.path]) == under_way.size
            under_way = None
        else:
            assert isinstance(one, LeftOut)
            found.left[one.path] = one.why
            found.left_count += 1
            under_way = None
    assert under_way is None
    return found


def read(
    reader: Reader, content: bytes | dict[str, bytes], secret: str | None = None, keyfile: bytes | None = None
) -> Collected:
    """Reads in this process: for the many small cases."""
    return collect(reader.read(Kept(content), Secret(secret, keyfile)))


def confined(
    source: DiskPath, secret: str | None = None, kind: str = "", keyfile: bytes | None = None
) -> tuple[str, Collected]:
    """Reads as people's imports are read: recognised, in a worker, through its pipe."""
    with Import(source, kind, Secret(secret, keyfile)) as one:
        found = collect(one.entries())
        return one.kind, found


def path(*names: str) -> Path:
    return tuple(name.encode() for name in names)


_LABEL = re.compile(r"- \*\*((?:\\.|[^*\\])*):\*\*(?: (`+)(.*)\2)?")


def told(text: str) -> list[tuple[str, str]]:
    """Labels and values of a note, in their order, as a reader of Markdown understands them."""
    found = []
    lines = iter(text.split("\n"))
    for line in lines:
        label = _LABEL.fullmatch(line)
        if label is None:
            continue
        if label[2]:
            value = label[3]
            assert all(len(run) != len(label[2]) for run in re.findall("`+", value))
            if value[0] == value[-1] == " " and value.strip():
                value = value[1:-1]
        else:
            fence = next(lines)
            assert re.fullmatch("  `{3,}", fence)
            inside: list[str] = []
            while (line := next(lines)) != fence:
                assert not line.strip().startswith(fence.strip())
                inside.append(line.removeprefix("  "))
            value = "\n".join(inside)
        found.append((re.sub(r"\\(.)", r"\1", label[1]), value))
    return found
