"""Vaults that know each other, for tests of sharing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.forging import create
from vault.engine import intake
from vault.engine.durable import Platform
from vault.engine.vault import ROOT, Item, Vault
from vault.sharing import contacts, giving, identity
from vault.sharing.contacts import Contact
from vault.sharing.giving import Addressee


def person(place: Path, name: str, platform: Platform | None = None) -> Vault:
    """Somebody's open vault, with an identity."""
    vault = create(place / f"{name}.deedbox", platform=platform)
    identity.make(vault, name)
    return vault


def introduce(vault: Vault, other: Vault) -> Contact:
    """The other as a contact of this one, new."""
    own = identity.current(other)
    return contacts.add(vault, own.source, own.name)


def to(vault: Vault, *others: Vault) -> list[Addressee]:
    """Others as those a share is for; they become contacts."""
    return giving.addressees(vault, [introduce(vault, other).id for other in others])


def fill(vault: Vault, place: Path, files: Mapping[str, bytes]) -> list[Item]:
    """Files of these paths in the vault; what stands at its top."""
    for path, content in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content)
    intake.add(vault, sorted(place.iterdir()), ROOT)
    return vault.children(ROOT)


def contents(vault: Vault, folder: bytes = ROOT) -> dict[bytes, bytes]:
    """Everything below a folder, by path; folders end with a slash."""
    return {
        b"/".join(path) + (b"/" if item.kind == "folder" else b""): b"" if item.kind == "folder" else vault.read(item)
        for path, item in vault.walk(folder)
    }


def packs_on_disk(vault: Vault) -> set[str]:
    """The names of all pack files, finished or not."""
    return {path.name for path in (vault.folder.path / "packs").rglob("*") if path.is_file()}
