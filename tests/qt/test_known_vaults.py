"""The vaults this computer remembers: their file, what is said of them, and how they are forgotten."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from vault.qt.known_vaults import FILE, MOST, KnownVault, KnownVaults, now
from vault.qt.parts.lists import Ask
from vault.qt.proofs import LastProof
from vault.qt.start.vault_list import VaultList

Shown = Callable[..., Any]
DAY = 86_400_000


@pytest.fixture
def known(tmp_path: Path) -> KnownVaults:
    return KnownVaults(lambda: tmp_path)


def again(known: KnownVaults) -> KnownVaults:
    """Another start of the program."""
    return KnownVaults(known._folder)


def test_the_most_recent_comes_first_and_survives(known: KnownVaults, tmp_path: Path) -> None:
    first = KnownVault(tmp_path / "a.deedbox", 1, LastProof(2, 3, 4, 5), tmp_path / "key")
    second = KnownVault(tmp_path / "b\udcff.deedbox", 3)
    known.remember(first)
    known.remember(second)
    assert again(known).vaults() == [second, first]
    known.remember(first)
    assert again(known).vaults() == [first, second]
    known.forget(second.path)
    assert again(known).vaults() == [first]
    assert again(known).find(second.path) is None


def test_the_file_is_its_owners_alone_and_whole(known: KnownVaults, tmp_path: Path) -> None:
    known.remember(KnownVault(tmp_path / "a.deedbox"))
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == [FILE], "no draft is left"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\x00",
        b"[]",
        b"{}",
        b'{"vaults": 5}',
        b'{"vaults": [5, null, {}, {"path": 7}, {"path": "relative"}, {"path": "/a\\u0000b"}]}',
        b"[" * 100_000,
        b" " * 300_000 + b'{"vaults": [{"path": "/a"}]}',
    ],
)
def test_a_damaged_file_is_an_empty_list(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content)
    known = KnownVaults(lambda: tmp_path)
    assert known.vaults() == []
    known.remember(KnownVault(tmp_path / "a.deedbox"))
    assert len(again(known).vaults()) == 1


def test_damaged_entries_cost_no_others(tmp_path: Path) -> None:
    entries = [
        {"path": "/a", "opened": "soon", "exported": True, "keyfile": 5},
        "nonsense",
        {"path": "/b", "opened": 5},
    ]
    (tmp_path / FILE).write_text(json.dumps({"vaults": entries}))
    assert KnownVaults(lambda: tmp_path).vaults() == [KnownVault(Path("/a")), KnownVault(Path("/b"), 5)]


def test_without_a_place_it_is_kept_in_memory() -> None:
    def nowhere() -> Path:
        raise PermissionError("no state folder")

    known = KnownVaults(nowhere)
    known.remember(KnownVault(Path("/a")))
    known.remember(KnownVault(Path("/b")))
    assert [one.path for one in known.vaults()] == [Path("/b"), Path("/a")]


def test_what_another_program_wrote_meanwhile_is_kept(known: KnownVaults, tmp_path: Path) -> None:
    other = again(known)
    other.remember(KnownVault(Path("/theirs")))
    known.remember(KnownVault(Path("/ours")))
    assert [one.path for one in again(known).vaults()] == [Path("/ours"), Path("/theirs")]


def test_the_list_does_not_grow_without_end(known: KnownVaults) -> None:
    for number in range(MOST + 3):
        known.remember(KnownVault(Path(f"/{number}")))
    assert len(known.vaults()) == MOST
    assert known.vaults()[0].path == Path(f"/{MOST + 2}")


def test_proofs_are_noted_for_known_vaults_alone(known: KnownVaults, tmp_path: Path) -> None:
    known.remember(KnownVault(Path("/a"), 1))
    known.note_proof(Path("/a"), LastProof(99, 98, 1204))
    known.note_proof(Path("/b"), LastProof(99))
    assert again(known).vaults() == [KnownVault(Path("/a"), 1, LastProof(99, 98, 1204))]
    (entry,) = json.loads((tmp_path / FILE).read_text())["vaults"]
    assert set(entry) == {"path", "opened", "exported", "drilled", "items", "failed", "keyfile", "steps_hidden"}, (
        "and nothing else"
    )


# --- the list -------------------------------------------------------------------------------------


@pytest.fixture
def listed(known: KnownVaults, tmp_path: Path, shown: Shown, qtbot: QtBot) -> VaultList:
    (tmp_path / "There.deedbox").mkdir()
    known.remember(KnownVault(tmp_path / "Gone.deedbox", now() - DAY))
    known.remember(KnownVault(tmp_path / "There.deedbox", now(), LastProof(now() - DAY)))
    listed = shown(VaultList(known), 399, 600)
    listed.model.look()
    assert isinstance(listed, VaultList)
    return listed


def cell(listed: VaultList, row: int, role: int) -> Any:
    return listed.model.index(row).data(role)


def test_rows_say_name_place_and_state(listed: VaultList, known: KnownVaults, qtbot: QtBot, tmp_path: Path) -> None:
    assert cell(listed, 0, Qt.ItemDataRole.DisplayRole) == "There"
    assert cell(listed, 0, Ask.SECOND) == str(tmp_path / "There.deedbox")
    assert cell(listed, 0, Ask.BADGE) == ("unproven", "Exported yesterday, never restored")
    assert cell(listed, 1, Ask.BADGE) is None, "nothing is said where nothing is known"
    qtbot.waitUntil(lambda: cell(listed, 1, Ask.CHANGED) == "Not there now")
    assert cell(listed, 0, Ask.CHANGED) == "Locked"
    known.set_open(tmp_path / "There.deedbox", True)
    assert cell(listed, 0, Ask.CHANGED) == "Open"
    heard = cell(listed, 0, Qt.ItemDataRole.AccessibleTextRole)
    assert "There" in heard
    assert "never restored" in heard


def test_signs_that_cannot_be_seen_are_shown_as_such(known: KnownVaults, shown: Shown) -> None:
    known.remember(KnownVault(Path("/x/evil\u202ecod.deedbox")))
    known.remember(KnownVault(Path("/x/bytes\udcff.deedbox")))
    listed = shown(VaultList(known), 399, 600)
    assert cell(listed, 1, Qt.ItemDataRole.DisplayRole) == "evil\ufffdcod"
    assert cell(listed, 0, Qt.ItemDataRole.DisplayRole) == "bytes\ufffd"


def test_a_row_is_chosen_by_key_and_forgotten_by_del(
    listed: VaultList, known: KnownVaults, tmp_path: Path, activate: Callable[[Any], None]
) -> None:
    chosen: list[Path] = []
    listed.chosen.connect(chosen.append)
    listed.select(tmp_path / "There.deedbox")
    assert chosen == [], "marking a row chooses nothing"
    activate(listed)
    listed.view.setFocus()
    QTest.keyClick(listed.view, Qt.Key.Key_Down)
    assert chosen == [tmp_path / "Gone.deedbox"]
    QTest.keyClick(listed.view, Qt.Key.Key_Delete)
    assert [one.path for one in known.vaults()] == [tmp_path / "There.deedbox"]
