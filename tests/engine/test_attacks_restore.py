"""A restore that is meant: lineage, epoch and trail, and what other devices are told of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.forging import PASSWORD, contents, create, leaves, unlock
from vault.backup import export as exporting
from vault.engine.check import check
from vault.engine.errors import Conflict, ForkDetected
from vault.engine.vault import ROOT


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    with create(tmp_path / "live") as vault:
        vault.write_note(ROOT, b"note", "text")
        exporting.export(vault, tmp_path / "export", PASSWORD, policy=CHEAP)
    return tmp_path / "export"


def restore(export: Path, path: Path, state: Path) -> None:
    state.mkdir(exist_ok=True)
    exporting.restore(export, path, PASSWORD, policy=CHEAP, state=state)


def moments(value: bytes | None) -> list[int]:
    """The two moments of a restore: of the export, and its own."""
    assert value is not None
    return [int.from_bytes(value[at : at + 8], "big", signed=True) for at in (0, 8)]


def test_a079_a_restore_is_a_new_lineage_in_a_new_epoch_and_says_so(exported: Path, tmp_path: Path) -> None:
    """It opens without a question on the device that did it, and the trail begins with it."""
    with exporting.open_export(exported, PASSWORD, policy=CHEAP) as vault:
        old = vault.files.header.body.context
        made = vault.catalog.state("exported")
    restore(exported, tmp_path / "back", tmp_path / "device")
    with unlock(tmp_path / "back", state=tmp_path / "device") as vault:
        new = vault.files.header.body.context
        assert (new.vault, new.epoch) == (old.vault, old.epoch + 1)
        assert new.lineage != old.lineage
        assert next(iter(vault.catalog.rows("SELECT action FROM audit ORDER BY sequence")))[0] == "restored"
        of, at = moments(vault.catalog.state("restored"))
        assert made is not None
        assert of == int.from_bytes(made, "big", signed=True) <= at
        assert contents(vault) == {(b"note",): b"text"}
        assert check(vault).findings == []
        vault.write_note(ROOT, b"later", "text")
    unlock(tmp_path / "back", state=tmp_path / "device").lock()


def test_a079_other_devices_ask_once_and_are_told_both_dates(exported: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    restore(exported, tmp_path / "first", tmp_path / "device")
    with unlock(tmp_path / "first", state=tmp_path / "other") as vault:
        vault.write_note(ROOT, b"seen by the other", "text")
        seen = vault.catalog.row("SELECT time FROM audit ORDER BY sequence DESC LIMIT 1")[0]
    restore(exported, tmp_path / "second", tmp_path / "device")
    unlock(tmp_path / "second", state=tmp_path / "device").lock()
    before = leaves(tmp_path / "second")
    with pytest.raises(ForkDetected) as caught:
        unlock(tmp_path / "second", state=tmp_path / "other")
    assert (caught.value.reason, caught.value.last_seen) == ("lineage", seen)
    after = leaves(tmp_path / "second")
    assert {name: data for name, data in after.items() if name != "lock"} == {
        name: data for name, data in before.items() if name != "lock"
    }
    with unlock(tmp_path / "second", state=tmp_path / "other", accept=True) as vault:
        vault.write_note(ROOT, b"confirmed", "text")
    unlock(tmp_path / "second", state=tmp_path / "other").lock()
    with pytest.raises(ForkDetected):
        unlock(tmp_path / "first", state=tmp_path / "other")


def test_a079_nothing_is_restored_over_a_vault(exported: Path, tmp_path: Path) -> None:
    before = leaves(tmp_path / "live")
    with pytest.raises(Conflict):
        restore(exported, tmp_path / "live", tmp_path / "device")
    assert leaves(tmp_path / "live") == before
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []
