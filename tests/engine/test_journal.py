"""The device journal: what happened while the keys were away, and that it changes nothing but the trail."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forging import PASSWORD, create, leaves, unlock
from vault.engine.durable import Folder, Platform
from vault.engine.errors import ForkDetected, WrongCredential
from vault.engine.journal import ENTRY_SIZE, MOST_ENTRIES, Journal
from vault.engine.primitives import PUBLIC_KEY_SIZE, public_key, sha256
from vault.engine.values import Value, decode
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password


@pytest.fixture
def state(tmp_path: Path) -> Path:
    (tmp_path / "state").mkdir()
    return tmp_path / "state"


@pytest.fixture
def path(tmp_path: Path, state: Path) -> Path:
    create(tmp_path / "vault", state=state).lock()
    return tmp_path / "vault"


def trail(vault: Vault) -> list[Value]:
    rows = vault.catalog.rows("SELECT detail FROM audit WHERE action = 'access' ORDER BY sequence")
    return [decode(row[0]) for row in rows]


def journal_of(state: Path) -> Path:
    return next(file for file in (state / "journal").iterdir() if file.suffix != ".key")


def refuse(path: Path, state: Path) -> None:
    with pytest.raises(WrongCredential):
        unlock(path, Password(b"wrong"), state=state)


def test_a136_refusals_come_into_the_trail_with_the_next_change(path: Path, state: Path) -> None:
    before = leaves(path)
    refuse(path, state)
    refuse(path, state)
    unlock(path, state=state, read_only=True).lock()
    assert {name: data for name, data in leaves(path).items() if name != "lock"} == {
        name: data for name, data in before.items() if name != "lock"
    }
    with unlock(path, state=state) as vault:
        assert trail(vault) == []
        vault.write_note(ROOT, b"note", "text")
        [entry] = trail(vault)
        assert isinstance(entry, list)
        host, unreadable, *events = entry
        assert isinstance(host, str)
        assert unreadable == 0
        assert events[1::2] == ["refused", "refused", "read", "unlocked"]
        assert all(isinstance(time, int) and time > 10**12 for time in events[::2])
        vault.write_note(ROOT, b"note", "more")
        assert len(trail(vault)) == 1
    assert [file.suffix for file in (state / "journal").iterdir()] == [".key"]


def test_an_unlock_without_a_change_keeps_the_journal(path: Path, state: Path) -> None:
    refuse(path, state)
    unlock(path, state=state).lock()
    assert journal_of(state).stat().st_size == ENTRY_SIZE
    with unlock(path, state=state) as vault:
        assert trail(vault) == []


def test_a136_the_journal_shows_nothing_and_is_capped(path: Path, state: Path) -> None:
    with unlock(path, state=state, read_only=True) as vault:
        seed = vault.catalog.state("recipient")
        identity = vault.files.header.body.context.vault
    assert seed is not None
    journal_of(state).unlink()
    journal = Journal(Folder(state, Platform()), identity)
    digest = sha256(public_key(seed))
    for time in range(MOST_ENTRIES + 3):
        journal.note(digest, "refused", time)
    assert journal_of(state).stat().st_size == MOST_ENTRIES * ENTRY_SIZE
    events, unreadable = journal.read(seed)
    assert [time for time, _ in events] == list(range(3, MOST_ENTRIES + 3))
    assert unreadable == 0
    assert b"refused" not in journal_of(state).read_bytes()


def test_a136_forged_cut_and_foreign_entries_are_counted_and_change_nothing(path: Path, state: Path) -> None:
    refuse(path, state)
    file = journal_of(state)
    whole = file.read_bytes()
    file.write_bytes(bytes(ENTRY_SIZE) + whole + whole[:100])
    with unlock(path, state=state) as vault:
        vault.write_note(ROOT, b"note", "text")
        [entry] = trail(vault)
        assert isinstance(entry, list)
        assert entry[1] == 1
        assert entry[3::2] == ["refused", "unlocked"]
    file.write_bytes(b"x" * (MOST_ENTRIES * ENTRY_SIZE + 1))
    with unlock(path, state=state) as vault:
        vault.write_note(ROOT, b"note", "more")


def test_a_device_that_never_saw_the_vault_notes_nothing(path: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    refuse(path, tmp_path / "elsewhere")
    assert not leaves(tmp_path / "elsewhere")


@pytest.mark.parametrize("planted", [b"", bytes(PUBLIC_KEY_SIZE), b"\xff" * PUBLIC_KEY_SIZE])
def test_a077_another_key_for_the_journal_gets_no_entries(path: Path, state: Path, planted: bytes) -> None:
    """Unless the anchor names it, and then that is an alarm. The next unlock puts the right one back."""
    key = next((state / "journal").glob("*.key"))
    right = key.read_bytes()
    key.write_bytes(planted)
    refuse(path, state)
    assert [file.name for file in (state / "journal").iterdir()] == [key.name]
    remembered = {file: file.read_bytes() for file in (state / "anchors").iterdir()}
    for file, data in remembered.items():
        assert sha256(right) in data
        file.write_bytes(data.replace(sha256(right), sha256(planted)))
    refuse(path, state)
    with pytest.raises(ForkDetected) as caught:
        unlock(path, PASSWORD, state=state)
    assert caught.value.reason == "anchor"
    for file, data in remembered.items():
        file.write_bytes(data)
    unlock(path, state=state).lock()
    assert key.read_bytes() == right


def test_an_anchor_fits_into_a_block(path: Path, state: Path) -> None:
    """So a power cut leaves the old one or the new one, and never both in pieces."""
    assert all(file.stat().st_size < 512 for file in (state / "anchors").iterdir())
