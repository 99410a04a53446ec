"""What a golden vault holds, as JSON beside it, and what an open vault holds, in the same form.

Paths are names joined by `/`, as UTF-8; bytes that are none stand as lone surrogates (Python's surrogateescape).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vault.engine.vault import Item, Vault

NAME = "manifest.json"


def text_of(path: Sequence[bytes]) -> str:
    """A path as the manifest has it."""
    return b"/".join(path).decode("utf-8", "surrogateescape")


def names_of(path: str) -> tuple[bytes, ...]:
    """The names in a manifest's path."""
    return tuple(path.encode("utf-8", "surrogateescape").split(b"/"))


@dataclass(frozen=True)
class Version:
    """One version of a file or note."""

    sha256: str
    size: int
    modified: int
    executable: bool = False

    @classmethod
    def of(cls, content: bytes, modified: int, *, executable: bool = False) -> Version:
        return cls(hashlib.sha256(content).hexdigest(), len(content), modified, executable)


@dataclass(frozen=True)
class Entry:
    """One item; `modified` is a folder's own time, files and notes have one in each version (oldest first)."""

    path: str
    kind: str
    modified: int
    tags: tuple[str, ...] = ()
    versions: tuple[Version, ...] = ()

    @property
    def now(self) -> Version:
        """The current version."""
        return self.versions[-1]


@dataclass(frozen=True)
class Opening:
    """One way in, and what is found on it: notices of a look and of an opening for writing, kinds of findings."""

    password: str
    audit: tuple[str, ...]
    look: tuple[str, ...] = ()
    write: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """All that is known of one golden vault."""

    shape: str
    about: str
    openings: tuple[Opening, ...]
    items: tuple[Entry, ...]
    trash: tuple[Entry, ...] = ()
    refused: tuple[str, ...] = ()
    export: Opening | None = None

    def write(self, folder: Path) -> None:
        """Beside the vault, one item a line."""
        lines = [
            f"{json.dumps(name)}: {_lines(value) if name in ('items', 'trash') else json.dumps(_plain(value))}"
            for name, value in vars(self).items()
        ]
        (folder / NAME).write_text("{\n" + ",\n".join(lines) + "\n}\n", "ascii")

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        fields: dict[str, Any] = json.loads((folder / NAME).read_text("ascii"))
        export = fields["export"]
        return cls(
            fields["shape"],
            fields["about"],
            tuple(_opening(one) for one in fields["openings"]),
            tuple(_entry(one) for one in fields["items"]),
            tuple(_entry(one) for one in fields["trash"]),
            tuple(fields["refused"]),
            export and _opening(export),
        )


def _lines(entries: Sequence[Entry]) -> str:
    return "[" + ",".join("\n  " + json.dumps(_plain(entry)) for entry in entries) + "]"


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(element) for element in value]
    if isinstance(value, (Version, Entry, Opening)):
        return {name: _plain(field) for name, field in vars(value).items() if field != () and field is not False}
    return value


def _opening(fields: dict[str, Any]) -> Opening:
    lists = {name: tuple(field) for name, field in fields.items() if name != "password"}
    return Opening(fields["password"], **lists)


def _entry(fields: dict[str, Any]) -> Entry:
    versions = tuple(Version(**one) for one in fields.get("versions", ()))
    return Entry(fields["path"], fields["kind"], fields["modified"], tuple(fields.get("tags", ())), versions)


def found_items(vault: Vault) -> tuple[Entry, ...]:
    """Everything outside the trash, every version read and verified, by path."""
    entries = (found_entry(vault, path, item) for path, item in vault.walk())
    return tuple(sorted(entries, key=lambda entry: names_of(entry.path)))


def found_trash(vault: Vault) -> tuple[Entry, ...]:
    """What is in the trash, by name."""
    entries = (found_entry(vault, (item.name,), item) for item in vault.trashed())
    return tuple(sorted(entries, key=lambda entry: names_of(entry.path)))


def found_entry(vault: Vault, path: Sequence[bytes], item: Item) -> Entry:
    """An item as it is in the vault."""
    versions = tuple(
        Version.of(b"".join(map(bytes, vault.stream(item, one.number))), one.modified, executable=one.executable)
        for one in (vault.versions(item) if item.kind != "folder" else ())
    )
    modified = versions[-1].modified if versions else item.modified
    return Entry(text_of(path), item.kind, modified, tuple(vault.tags(item.id)), versions)


def found_audit(vault: Vault) -> tuple[str, ...]:
    """The actions of the audit trail."""
    return tuple(row[0] for row in vault.catalog.rows("SELECT action FROM audit ORDER BY sequence"))
