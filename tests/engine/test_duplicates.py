"""Files with the same content are found, by content alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CHEAP
from vault.engine import intake, trash
from vault.engine.duplicates import find_duplicates
from vault.engine.errors import Cancelled
from vault.engine.floe import PLAIN
from vault.engine.progress import Progress
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password

LARGE = b"a" * (PLAIN + 7)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    source = tmp_path / "s"
    files = {
        "one": b"same",
        "sub/two": b"same",
        "sub/three": b"othr",
        "empty": b"",
        "sub/empty": b"",
        "large": LARGE,
        "sub/large copy": LARGE,
        "sub/other end": LARGE[:-1] + b"b",
        "sub/other start": b"b" + LARGE[1:],
        "alone": b"alone",
    }
    for name, content in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(content)
    vault = Vault.create(tmp_path / "v", Password(b"twice"), policy=CHEAP)
    intake.add(vault, sorted(source.iterdir()), ROOT)
    vault.write_note(ROOT, b"a note", "same")
    return vault


def names(vault: Vault) -> list[set[bytes]]:
    return [{item.name for item in group} for group in find_duplicates(vault)]


def test_groups_have_one_content_and_the_largest_comes_first(vault: Vault) -> None:
    progress = Progress()
    groups = find_duplicates(vault, progress=progress)
    assert [{item.name for item in group} for group in groups] == [{b"large", b"large copy"}, {b"one", b"two"}]
    assert (progress.bytes, progress.items) == (progress.total_bytes, progress.total_items)


def test_the_trash_and_older_versions_do_not_count(vault: Vault, tmp_path: Path) -> None:
    sub = vault.child(ROOT, b"sub")
    assert sub is not None
    trash.remove(vault, [sub])
    assert names(vault) == []
    trash.restore(vault, [vault.item(sub.id)])
    (tmp_path / "one").write_bytes(b"new!")
    intake.add(vault, [tmp_path / "one"], ROOT, replace=True)
    assert names(vault) == [{b"large", b"large copy"}]


def test_a075_a_damaged_file_is_left_out(vault: Vault) -> None:
    large = next(item for _, item in vault.walk() if item.name == b"large copy")
    part = vault.content(large).parts[0]
    pack = Path(vault.folder.path, "packs", part.pack.hex()[:2], part.pack.hex())
    sealed = bytearray(pack.read_bytes())
    sealed[part.offset + 2_000] ^= 1
    pack.chmod(0o600)
    pack.write_bytes(sealed)
    assert names(vault) == [{b"one", b"two"}]


def test_it_can_be_stopped(vault: Vault) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        find_duplicates(vault, progress=progress)
