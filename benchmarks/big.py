"""A vault of very many mixed items, made fast: to measure with, and to try the window with.

`python -m benchmarks.big FOLDER.deedbox [--items 100000] [--large 20]` makes one; `--large` adds one file of so many
GiB (of zeros, which is all the same to a vault). Half a minute for 100,000 items, another half for 20 GiB.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench import PASSWORD, SHARED_MEMORY
from benchmarks.materials import text
from vault.engine import intake
from vault.engine.durable import FileLayer, Platform
from vault.engine.keys import KdfPolicy
from vault.engine.vault import ROOT, Item, Vault
from vault.unlock.password import Password

CHEAPEST = KdfPolicy(passes=3, memory=64 << 10)
"""The least derivation that a vault may have."""

NOTE_BYTES = 4_000
_IN_FOLDER = 50
_TAGS = ("tax", "family", "work", "insurance", "travel", "to do", "überprüfen")
_SUBJECTS = (
    "Invoice",
    "Letter",
    "Contract",
    "Protocol",
    "Receipt",
    "Draft",
    "Übersicht",
    "Facture",
    "Σημείωση",
    "税金",
)
_ENDINGS = (".txt", ".md", ".csv", ".html", ".json")


class _Unsynced(FileLayer):
    """Nothing waits for the disk: whoever makes a big vault makes it again if the power fails."""

    def fsync(self, fd: int) -> None:
        pass


def make(path: Path, items: int, *, large: int = 0, password: str = PASSWORD, note: int = NOTE_BYTES) -> None:
    """A vault of so many items: four in five are files, one in ten is a note of `note` bytes, the others folders.

    One file in a hundred has a second version, one item in twenty a tag. `large` is in GiB. Raises Conflict if
    something is there, Storage.
    """
    chance = random.Random(items)
    memory = SHARED_MEMORY if SHARED_MEMORY.is_dir() else path.parent
    platform = Platform(files=_Unsynced())
    with Vault.create(path, Password(password.encode()), platform=platform, policy=CHEAPEST) as vault:
        notes = items // 10
        folders = (items - notes) // (_IN_FOLDER + 1)
        with tempfile.TemporaryDirectory(prefix="deedbox-big-", dir=memory) as scratch:
            tree = Path(scratch)
            files = list(_write_files(tree, items - notes - folders, folders, chance))
            intake.add(vault, sorted(tree.iterdir()), ROOT)
            for one in files[::100]:
                one.write_text(text(chance, 3_000))
            for one in set(files) - set(files[::100]):
                one.unlink()
            intake.add(vault, sorted(tree.iterdir()), ROOT, replace=True)
        made = [item for item in vault.all_items() if item.kind == "folder"]
        _write_notes(vault, notes, made, chance, note)
        for item in chance.sample(list(vault.all_items()), items // 20):
            vault.set_tags(item, add=[chance.choice(_TAGS)])
        if large:
            _add_large(vault, large, path.parent)
    os.sync()


def _name(number: int, chance: random.Random) -> str:
    return f"{chance.choice(_SUBJECTS)} {chance.randint(1990, 2030)} {number}"


def _write_files(tree: Path, count: int, folders: int, chance: random.Random) -> Iterator[Path]:
    """Small files of text in folders, each folder with up to eight others in it."""
    places = [tree]
    for number in range(folders):
        places.append(places[number // 8] / _name(number, chance))
        places[-1].mkdir()
    for number in range(count):
        path = places[number % len(places)] / f"{_name(number, chance)}{chance.choice(_ENDINGS)}"
        path.write_text(text(chance, min(200_000, round(chance.lognormvariate(6.5, 1.3)))))
        yield path


def _write_notes(vault: Vault, count: int, folders: list[Item], chance: random.Random, size: int) -> None:
    for number in range(count):
        parent = chance.choice(folders).id if folders else ROOT
        vault.write_note(parent, f"{_name(number, chance)} note".encode(), text(chance, size))


def _add_large(vault: Vault, gibibytes: int, beside: Path) -> None:
    with tempfile.TemporaryDirectory(dir=beside) as scratch:
        source = Path(scratch) / "Very large.bin"
        with source.open("wb") as file:
            file.truncate(gibibytes << 30)
        intake.add(vault, [source], ROOT)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.big", description=__doc__)
    parser.add_argument("path", type=Path, metavar="FOLDER.deedbox")
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--large", type=int, default=0, metavar="GIB")
    wanted = parser.parse_args()
    make(wanted.path, wanted.items, large=wanted.large)
    print(f"{wanted.path} opens with: {PASSWORD}")


if __name__ == "__main__":
    main()
