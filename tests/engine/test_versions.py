"""Older versions: made current again, removed, thinned out, and what they cost."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tests.conftest import CHEAP
from vault.engine import compact, intake, trash, versions
from vault.engine.check import check
from vault.engine.durable import Platform
from vault.engine.errors import Conflict, NotFound
from vault.engine.vault import ROOT, Item, Vault, Version
from vault.unlock.password import Password

PASSWORD = Password(b"versions")
START = int(datetime.datetime(2024, 1, 1, 12, tzinfo=datetime.UTC).timestamp() * 1000)


class Hand:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.time = START

    def now(self) -> int:
        return self.time

    def monotonic(self) -> float:
        return self.time / 1000


@pytest.fixture
def clock() -> Hand:
    return Hand()


@pytest.fixture
def vault(tmp_path: Path, clock: Hand) -> Vault:
    return Vault.create(tmp_path / "v", PASSWORD, policy=CHEAP, platform=Platform(clock=clock))


def add(vault: Vault, path: Path, content: bytes) -> Item:
    path.write_bytes(content)
    intake.add(vault, [path], ROOT, replace=True)
    found = vault.find([path.name.encode()])
    assert found is not None
    return found


def numbers(vault: Vault, item: Item) -> list[int]:
    return [version.number for version in vault.versions(item)]


def packs(vault: Vault) -> int:
    return sum(1 for path in (Path(vault.folder.path) / "packs").rglob("*") if path.is_file())


@pytest.mark.parametrize("size", [0, 700, 9 << 20])
def test_an_older_version_comes_back_as_a_new_one(vault: Vault, tmp_path: Path, size: int) -> None:
    first = bytes(range(256)) * (size // 256)
    add(vault, tmp_path / "f", first)
    item = add(vault, tmp_path / "f", b"second")
    before = packs(vault)
    restored = versions.restore_version(vault, item, 1)
    assert (restored.version, restored.size, packs(vault)) == (3, len(first), before)
    assert vault.read(restored) == first
    assert [bytes(vault.read(item, version=number)) for number in (1, 2)] == [first, b"second"]
    # What two versions share stays when one of them goes, and when its pack is written anew.
    versions.drop_versions(vault, restored, [1])
    assert vault.read(restored) == first
    compact.compact(vault, forget=True)
    assert vault.read(restored) == first
    assert check(vault).findings == []
    vault.lock()


def test_restoring_refuses_what_is_not_there(vault: Vault, tmp_path: Path) -> None:
    item = add(vault, tmp_path / "f", b"one")
    with pytest.raises(Conflict):
        versions.restore_version(vault, item, 1)
    with pytest.raises(NotFound):
        versions.restore_version(vault, item, 2)
    trash.remove(vault, [item])
    with pytest.raises(Conflict):
        versions.restore_version(vault, vault.item(item.id), 1)


def test_a_note_comes_back_with_its_text(vault: Vault) -> None:
    vault.write_note(ROOT, b"n", "first")
    note = vault.write_note(ROOT, b"n", "second")
    restored = versions.restore_version(vault, note, 1)
    assert vault.note_text(restored) == "first"
    assert numbers(vault, restored) == [1, 2, 3]


def test_saves_of_one_session_are_one_version(vault: Vault) -> None:
    vault.write_note(ROOT, b"n", "yesterday")
    vault.write_note(ROOT, b"n", "to")
    vault.write_note(ROOT, b"n", "today", instead_of=2)
    note = vault.write_note(ROOT, b"n", "today!", instead_of=3)
    assert numbers(vault, note) == [1, 4]
    assert [vault.note_text(note, number) for number in (1, 4)] == ["yesterday", "today!"]
    vault.lock()
    again = Vault.unlock(vault.folder.path, PASSWORD, policy=CHEAP)
    assert numbers(again, note) == [1, 4]
    assert b"today" not in bytes(again.catalog.image()).replace(b"today!", b"")
    again.lock()


def test_removed_versions_take_their_packs_along(vault: Vault, tmp_path: Path) -> None:
    add(vault, tmp_path / "f", b"x" * 100_000)
    item = add(vault, tmp_path / "f", b"y" * 10)
    assert versions.held_by_older(vault) == versions.held_by_older(vault, item) == 100_000
    before = packs(vault)
    with pytest.raises(Conflict):
        versions.drop_versions(vault, item, [1, 2])
    with pytest.raises(NotFound):
        versions.drop_versions(vault, item, [1, 7])
    assert numbers(vault, item) == [1, 2]
    versions.drop_versions(vault, item, [1])
    assert (numbers(vault, item), packs(vault)) == ([2], before - 1)
    assert versions.held_by_older(vault) == 0
    assert vault.read(item) == b"y" * 10


def test_notes_are_thinned_and_files_only_when_they_shall_be(vault: Vault, clock: Hand, tmp_path: Path) -> None:
    for number in range(10):
        clock.time = START + number * 60_000
        vault.write_note(ROOT, b"n", f"{number}")
        add(vault, tmp_path / "f", b"%d" % number)
    note, file = (vault.find([name]) for name in (b"n", b"f"))
    assert note is not None
    assert file is not None
    assert versions.thin(vault).versions == 0  # all of today
    clock.time += 2 * versions.DAY
    versions.set_policy(vault, "nothing")
    assert versions.thin(vault).versions == 0
    versions.set_policy(vault, "notes")
    assert versions.thin(vault) == versions.ThinningReport(8, 8)
    assert (numbers(vault, note), len(numbers(vault, file))) == ([1, 10], 10)
    assert versions.thin(vault).versions == 0
    assert versions.thin(vault, everything=True).versions == 8
    assert numbers(vault, file) == [1, 10]
    assert [vault.read(file, version=number) for number in (1, 10)] == [b"0", b"9"]
    assert check(vault).findings == []
    vault.lock()


def kept(times: list[int], now: int) -> list[int]:
    rows = [Version(number, 1, 0, False, time) for number, time in enumerate(times, 1)]
    leaving = versions.superfluous(rows, len(rows), now)
    assert all(rows.index(one) not in (0, len(rows) - 1) for one in leaving)
    return [row.added for row in rows if row not in leaving]


def test_what_stays_is_all_of_a_day_one_a_day_one_a_month() -> None:
    hour = versions.DAY // 24
    times = [START + hours * hour for hours in range(0, 24 * 70, 6)]
    now = times[-1]
    stay = kept(times, now)
    last_day = [time for time in stay if now - time < versions.DAY]
    days = [time for time in stay if versions.DAY <= now - time < 30 * versions.DAY]
    months = [time for time in stay if now - time >= 30 * versions.DAY]
    assert (len(last_day), len(days), len(months)) == (4, 30, 3)  # the first of all, January, February
    assert all(time + 6 * hour not in days for time in days)


@given(
    st.lists(st.integers(0, 400 * versions.DAY), min_size=1, max_size=40),
    st.integers(0, 500 * versions.DAY),
)
def test_thinning_twice_is_thinning_once(offsets: list[int], later: int) -> None:
    times = sorted(START + offset for offset in offsets)
    now = times[-1] + later
    once = kept(times, now)
    assert kept(once, now) == once
    assert {once[0], once[-1]} == {times[0], times[-1]}


@pytest.mark.parametrize("time", [-(1 << 62), -1, 0, 1 << 62])
def test_a071_times_beyond_the_calendar_are_thinned_too(time: int) -> None:
    assert Version(1, 1, 0, False, time)._replace(number=2).number == 2
    assert len(kept([time, time, time], time + 40 * versions.DAY)) == 2
