"""The sealed file of the search index, `index/` of the vault folder (docs/format.md, section 15).

It is derived from what the vault holds and never authoritative: a file that does not open is passed over.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator

from vault.engine import floe
from vault.engine.catalog import Catalog
from vault.engine.durable import PARTIAL, Folder
from vault.engine.errors import Damaged, VaultError
from vault.engine.header import Generation
from vault.engine.keys import INDEX, Subkeys
from vault.engine.padding import padme
from vault.engine.primitives import Buffer, Random

IMAGE_LIMIT = 1 << 30
"""An index has fewer bytes."""

FOLDER = "index"
_NAME = re.compile(r"(?P<number>[0-9]{6,19})-(?P<id>[0-9a-f]{32})\.(?P<sequence>[0-9]{1,19})\.index\Z")
_SEALED_LIMIT = floe.STANDARD.sealed_size(padme(IMAGE_LIMIT + 8))


def index_names(folder: Folder) -> list[str]:
    """The files in `index/` that are named like an index, the latest first."""
    matches = filter(None, map(_NAME.match, folder.names(FOLDER)))
    latest = sorted(matches, key=lambda match: (int(match["sequence"]), int(match["number"])), reverse=True)
    return [f"{FOLDER}/{match[0]}" for match in latest]


def seal_index(subkeys: Subkeys, generation: Generation, catalog: Catalog, image: Buffer, random: Random) -> bytearray:
    """The file of an index image that stands where the catalog stands."""
    padded = bytearray(padme(8 + len(image)))
    padded[:8] = len(image).to_bytes(8, "big")
    padded[8 : 8 + len(image)] = image
    return floe.seal(subkeys.index, _bind(subkeys, generation, catalog.sequence, catalog.head), padded, random)


def write_index(folder: Folder, subkeys: Subkeys, generation: Generation, catalog: Catalog, image: Buffer) -> None:
    """Write an index beside the one before, then remove that. Raises Storage."""
    sealed = seal_index(subkeys, generation, catalog, image, folder.platform.random)
    name = f"{FOLDER}/{generation.stem}.{catalog.sequence}.index"
    folder.make(FOLDER)
    folder.write(name, sealed)
    _remove(folder, (old for old in index_names(folder) if old != name))


def opened_images(folder: Folder, subkeys: Subkeys, catalog: Catalog) -> Iterator[memoryview]:
    """The images of this vault's own history in the folder, the latest first; what does not open is passed over."""
    for name in index_names(folder):
        with contextlib.suppress(VaultError):
            associated = _associated(subkeys, catalog, name)
            padded = floe.unseal(subkeys.index, associated, folder.read(name, _SEALED_LIMIT))
            size = int.from_bytes(padded[:8], "big")
            if len(padded) < 8 or padme(8 + size) != len(padded) or padded[8 + size :] != bytes(len(padded) - 8 - size):
                raise Damaged("index", "length")
            yield memoryview(padded)[8 : 8 + size]


def current_name(folder: Folder, subkeys: Subkeys, catalog: Catalog) -> str | None:
    """The name of the latest file that was written for this history under this key. What it holds is not looked at."""
    for name in index_names(folder):
        with contextlib.suppress(VaultError), folder.open(name) as file:
            start = bytearray(floe.HEADER_SIZE)
            file.read_into(memoryview(start), 0)
            floe.Opener(subkeys.index, _associated(subkeys, catalog, name), start)
            return name
    return None


def remove_indexes(folder: Folder) -> None:
    """Remove every index, whatever vault and key it is of, and what is left of one being written. Raises Storage."""
    interrupted = [f"{FOLDER}/{name}" for name in folder.names(FOLDER) if _NAME.match(name.removesuffix(PARTIAL))]
    _remove(folder, interrupted)


def _remove(folder: Folder, names: Iterable[str]) -> None:
    old = list(names)
    for name in old:
        folder.remove(name)
    if old:
        folder.sync(FOLDER)


def _associated(subkeys: Subkeys, catalog: Catalog, name: str) -> bytes:
    """What a file of this name is bound to. Raises Damaged if this history has no such moment."""
    match = _NAME.match(name.rpartition("/")[2])
    sequence = int(match["sequence"]) if match else 0
    row = catalog.row("SELECT head FROM audit WHERE sequence = ?", sequence) if sequence < 1 << 63 else None
    if match is None or row is None or int(match["number"]) >= 1 << 63:
        raise Damaged("index", "of another history")
    generation = Generation(int(match["number"]), bytes.fromhex(match["id"]))
    return _bind(subkeys, generation, sequence, row[0])


def _bind(subkeys: Subkeys, generation: Generation, sequence: int, head: bytes) -> bytes:
    number = generation.number.to_bytes(8, "big")
    return subkeys.context.bind(INDEX, number, generation.id, sequence.to_bytes(8, "big"), head)
