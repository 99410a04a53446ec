"""Bit rot: a check names exactly the items that are hit, repair and rescue save all others.

With DEEDBOX_SURVIVE the vault has a gibibyte.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.forging import PASSWORD, create, unlock
from vault.backup.repair import repair
from vault.backup.rescue import rescue
from vault.engine import intake
from vault.engine.check import check
from vault.engine.packs import LARGE, pack_name
from vault.engine.vault import ROOT, Vault

SIZE = (1 << 30) if os.environ.get("DEEDBOX_SURVIVE") else (24 << 20)
BITS = (1, 7, 40)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault of small, middling and large files, `SIZE` bytes in all."""
    chance = random.Random(75)
    place = tmp_path_factory.mktemp("rot")
    (place / "files").mkdir()
    left, number = SIZE, 0
    while left > 0:
        size = min(left, chance.choice([1, 300, 4_000, 60_000, 900_000, 3 << 20, LARGE + 5_000]))
        (place / f"files/{number:05}").write_bytes(chance.randbytes(size))
        left, number = left - size, number + 1
    with create(place / "vault") as vault:
        intake.add(vault, [place / "files"], ROOT)
    return place


def rot(vault: Vault, bits: int, chance: random.Random) -> tuple[set[bytes], set[bytes]]:
    """Turn over random bits of packs; the ids of the packs and of the items that are hit. Air belongs to nobody."""
    packs = [(row[0], row[1]) for row in vault.catalog.rows("SELECT id, size FROM pack ORDER BY id")]
    hit_packs: set[bytes] = set()
    hit_items: set[bytes] = set()
    for _ in range(bits):
        # Every byte is as likely as any other.
        pack, _ = chance.choices(packs, [size for _, size in packs])[0]
        file = vault.folder.path / pack_name(pack)
        offset = chance.randrange(file.stat().st_size)
        with file.open("r+b") as opened:
            opened.seek(offset)
            byte = opened.read(1)[0]
            opened.seek(offset)
            opened.write(bytes([byte ^ 1 << chance.randrange(8)]))
        hit_packs.add(pack)
        for item in vault.all_items():
            if item.kind == "file":
                for part in vault.content(item).parts:
                    if part.pack == pack and part.offset <= offset < part.offset + part.sealed_size:
                        hit_items.add(item.id)
    return hit_packs, hit_items


@pytest.mark.parametrize("bits", BITS)
def test_a075_exactly_the_files_hit_are_named_and_all_others_saved(place: Path, tmp_path: Path, bits: int) -> None:
    shutil.copytree(place / "vault", tmp_path / "vault")
    with unlock(tmp_path / "vault") as vault:
        packs, items = rot(vault, bits, random.Random(bits))
    with unlock(tmp_path / "vault") as vault:
        findings = check(vault).findings
        assert {f.where for f in findings if f.kind == "damaged pack"} == {f"pack {pack.hex()}" for pack in packs}
        assert {f.where for f in findings if f.kind == "damaged item"} == {f"item {item.hex()}" for item in items}
        names = {vault.item(item).name for item in items}
    report = rescue(tmp_path / "vault", tmp_path / "out", PASSWORD, policy=CHEAP)
    assert {missing.path[-1] for missing in report.missing} == names
    for file in (place / "files").iterdir():
        if os.fsencode(file.name) not in names:
            assert digest(tmp_path / "out/files" / file.name) == digest(file)
    shutil.rmtree(tmp_path / "out")
    with unlock(tmp_path / "vault") as vault:
        _, after = repair(vault)
        assert {f.where for f in after.findings if f.kind == "damaged item"} == {f"item {item.hex()}" for item in items}
        # Whatever was whole in a damaged pack is in a whole one now.
        left = {f.where.removeprefix("pack ") for f in after.findings if f.kind == "damaged pack"}
        rows = vault.catalog.rows("SELECT DISTINCT item, hex(pack) FROM part")
        assert {item for item, pack in rows if pack.lower() in left} == items
        _, fetched = repair(vault, [place / "vault"])
        assert fetched.ok


def digest(file: Path) -> bytes:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").digest()
