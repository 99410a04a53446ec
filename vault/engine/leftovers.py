"""What lies in the vault's folder and is not named by the catalog."""

from __future__ import annotations

import contextlib
import re
import stat
from collections.abc import Iterator
from typing import NamedTuple

from vault.engine import index_file
from vault.engine.durable import PARTIAL
from vault.engine.errors import VaultError
from vault.engine.generation import CATALOG_FILE
from vault.engine.locks import Pins
from vault.engine.opening import HEADER, HEADER_COPY
from vault.engine.packs import pack_name
from vault.engine.records import Change
from vault.engine.salvage import SET_ASIDE
from vault.engine.vault import Vault

_FOLDERS = ("catalog", "packs", "index", "inbox")
_KNOWN = {HEADER, HEADER_COPY, "lock", "pins", *_FOLDERS}
_PACK = re.compile(r"[0-9a-f]{32}\Z")

FOREIGN = "unknown file"
OTHER = "unknown catalog"
"""The catalog of another copy of this vault, which a sync tool may have brought."""
KEPT = "unreferenced damaged catalog"
WRONG = "wrong kind of file"


class Stranger(NamedTuple):
    """A file, by its path in the folder, and what it is; `FOREIGN` and `WRONG` are none of ours to touch."""

    kind: str
    path: str


def strangers(vault: Vault) -> Iterator[Stranger]:
    """Every file of the folder that nothing names."""
    yield from _at_the_top(vault)
    yield from _in_the_catalog(vault)
    yield from _in_the_index(vault)
    packs = {row[0] for row in vault.catalog.rows("SELECT id FROM pack")}
    for subfolder, kind in vault.folder.entries("packs"):
        names = [name for name, _ in vault.folder.entries(f"packs/{subfolder}")] if kind == stat.S_IFDIR else [""]
        for name in names:
            path = f"packs/{subfolder}/{name}".rstrip("/")
            if name.endswith(PARTIAL):
                yield Stranger("interrupted write", path)
            elif not _PACK.match(name) or pack_name(bytes.fromhex(name)) != path:
                yield Stranger(FOREIGN, path)
            elif bytes.fromhex(name) not in packs:
                yield Stranger("unreferenced pack", path)


def _at_the_top(vault: Vault) -> Iterator[Stranger]:
    for name, kind in vault.folder.entries():
        if name.endswith(PARTIAL):
            yield Stranger("interrupted write", name)
        elif name not in _KNOWN:
            yield Stranger(FOREIGN, name)
        elif (kind == stat.S_IFDIR) != (name in _FOLDERS):
            yield Stranger(WRONG, name)


def _in_the_catalog(vault: Vault) -> Iterator[Stranger]:
    known = vault.files.known_stems
    for name, _ in vault.folder.entries("catalog"):
        path = f"catalog/{name}"
        match = CATALOG_FILE.match(name.removesuffix(SET_ASIDE))
        if name.endswith(PARTIAL):
            yield Stranger("interrupted write", path)
        elif match is None:
            yield Stranger(FOREIGN, path)
        elif name.endswith(SET_ASIDE):
            yield Stranger(KEPT, path)
        elif match["tail"]:
            yield Stranger("interrupted change kept aside", path)
        elif match["stem"] not in known:
            yield Stranger(OTHER if _was_current(vault, match["stem"]) else "unreferenced catalog", path)


def _in_the_index(vault: Vault) -> Iterator[Stranger]:
    known = set(index_file.index_names(vault.folder))
    current = index_file.current_name(vault.folder, vault.files.header.subkeys, vault.catalog)
    for name, _ in vault.folder.entries(index_file.FOLDER):
        path = f"{index_file.FOLDER}/{name}"
        if name.endswith(PARTIAL):
            yield Stranger("interrupted write", path)
        elif path not in known:
            yield Stranger(FOREIGN, path)
        elif path != current:
            yield Stranger("unreferenced index", path)


def _was_current(vault: Vault, stem: str) -> bool:
    """Whether a generation was ever more than an attempt: then its log has more than the record that opens it.

    If this catalog does not know it, another copy of the vault made it.
    """
    with contextlib.suppress(VaultError), vault.folder.open(f"catalog/{stem}.log") as log:
        start = bytearray(4)
        log.read_into(memoryview(start), 0)
        return log.size > int.from_bytes(start, "big")
    return False


def drop_packs(vault: Vault) -> None:
    """Remove packs that no part is in any more."""
    query = "SELECT id FROM pack WHERE id NOT IN (SELECT pack FROM part)"
    unused = [row[0] for row in vault.catalog.rows(query)]
    if not unused:
        return
    vault.commit_in_pieces([Change("pack", (pack,), None) for pack in unused], "packs dropped")
    # Whoever reads the vault meanwhile keeps them; they are leftovers then.
    with Pins(vault.folder, exclusive=True) as pins:
        for pack in unused if pins.held else ():
            vault.folder.remove(pack_name(pack))


class Removal(NamedTuple):
    """What was removed. `held`: somebody reads the vault, so nothing was."""

    files: int
    bytes: int
    held: bool


def remove_leftovers(vault: Vault, *, forget: bool = False) -> Removal:
    """Remove what nothing names; with `forget`, what a repair has set aside as well. Raises Storage."""
    with Pins(vault.folder, exclusive=True) as pins:
        files = freed = 0
        for kind, path in list(strangers(vault)) if pins.held else ():
            if kind in (FOREIGN, WRONG, OTHER) or (kind == KEPT and not forget):
                continue
            with vault.folder.open(path) as file:
                freed += file.size
            vault.folder.remove(path)
            files += 1
        return Removal(files, freed, not pins.held)


def drop_old(vault: Vault) -> Removal:
    """A new generation, and away with all that is older or unreferenced. Raises ReadOnly, Storage."""
    index_file.remove_indexes(vault.folder)
    vault.files.renew_generation(forget=True)
    return remove_leftovers(vault, forget=True)
