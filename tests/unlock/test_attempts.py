"""Wrong tries: counted on this device, ever longer delays, no harm from a damaged file, a full disk, a wrong clock."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vault.unlock.attempts import MOST, Attempts

NOON = 1_793_534_400_000
VAULT = bytes(range(16))


@pytest.fixture
def attempts(tmp_path: Path) -> Attempts:
    return Attempts(tmp_path / "state", VAULT)


def file_of(tmp_path: Path) -> Path:
    return tmp_path / "state" / "attempts" / VAULT.hex()


def test_nothing_is_there_at_first(attempts: Attempts, tmp_path: Path) -> None:
    assert attempts.taken() == []
    assert attempts.wait(NOON) == 0
    attempts.clear()
    assert not (tmp_path / "state").exists(), "looking writes nothing"


def test_each_wrong_try_after_the_third_costs_more(attempts: Attempts) -> None:
    waits = []
    for _ in range(14):
        attempts.failed(NOON)
        waits.append(attempts.wait(NOON))
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]


def test_the_delay_passes(attempts: Attempts) -> None:
    for _ in range(6):
        attempts.failed(NOON)
    assert [attempts.wait(NOON + after) for after in (0, 500, 3_999, 4_000, 1_000_000)] == pytest.approx(
        [4, 3.5, 0.001, 0, 0]
    )


def test_another_object_knows_them(attempts: Attempts, tmp_path: Path) -> None:
    for second in range(5):
        attempts.failed(NOON + second * 1_000)
    again = Attempts(tmp_path / "state", VAULT)
    assert again.taken() == [NOON + second * 1_000 for second in range(5)]
    assert again.wait(NOON + 4_000) == 2
    assert Attempts(tmp_path / "state", bytes(16)).taken() == [], "each vault has its own"


def test_an_unlock_clears_them(attempts: Attempts) -> None:
    for _ in range(9):
        attempts.failed(NOON)
    attempts.clear()
    assert attempts.taken() == []
    assert attempts.wait(NOON) == 0


def test_only_the_last_ones_are_kept(attempts: Attempts, tmp_path: Path) -> None:
    place = file_of(tmp_path)
    place.parent.mkdir(parents=True)
    place.write_bytes(b"".join(b"%d\n" % (NOON + number) for number in range(MOST)))
    attempts.failed(NOON + MOST)
    assert attempts.taken() == [NOON + number for number in range(1, MOST + 1)]
    assert attempts.wait(NOON + MOST) == 60


@pytest.mark.parametrize("now", [NOON - 1, NOON - 86_400_000, 0])
def test_a_clock_that_goes_back_holds_nobody_up(attempts: Attempts, now: int) -> None:
    for _ in range(20):
        attempts.failed(NOON)
    assert attempts.wait(now) == 0
    attempts.failed(now)
    assert attempts.wait(now) == 60, "counted from the last one"
    assert len(attempts.taken()) == 21


@pytest.mark.parametrize(
    ("found", "left"),
    [
        (b"", []),
        (b"\0" * 4_096, []),
        (b"\xff\xfe\n12\nnot a time\n-5\n7.5\n 8\n99\r\n13", [12, 13]),
        (b"9" * 10_000, []),
        (b"9" * 10_000_000, []),
        (b"1\n" * 100_000, [1] * MOST),
        ("\u0661\u0662\n5\n".encode(), [5]),
        (b"1\n2\n179353440", [1, 2, 179353440]),
    ],
    ids=["empty", "zeros", "rubbish", "a long number", "a large file", "many", "other digits", "torn"],
)
def test_a_damaged_file_does_no_harm(attempts: Attempts, tmp_path: Path, found: bytes, left: list[int]) -> None:
    place = file_of(tmp_path)
    place.parent.mkdir(parents=True)
    place.write_bytes(found)
    assert attempts.taken() == left
    attempts.wait(NOON)
    attempts.failed(NOON)
    assert attempts.taken() == [*left, NOON][-MOST:]


def test_the_file_is_ours_alone_and_whole_at_every_moment(
    attempts: Attempts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts.failed(NOON)
    place = file_of(tmp_path)
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o777 == 0o700
    assert os.listdir(place.parent) == [VAULT.hex()]

    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(Path, "replace", full)
    attempts.failed(NOON + 1)
    assert attempts.taken() == [NOON], "what was there stays"
    assert os.listdir(place.parent) == [VAULT.hex()], "and nothing is left beside it"


@pytest.mark.parametrize("what", ["a file", "a folder", "a link to itself"])
def test_a_state_folder_that_cannot_be_used_stops_nobody(tmp_path: Path, what: str) -> None:
    state = tmp_path / "state"
    if what == "a file":
        state.write_bytes(b"")
    elif what == "a folder":
        (state / "attempts" / VAULT.hex()).mkdir(parents=True)
    else:
        state.symlink_to(state)
    attempts = Attempts(state, VAULT)
    attempts.failed(NOON)
    attempts.clear()
    assert attempts.taken() == []
    assert attempts.wait(NOON) == 0
