"""When a rotation is due: by age, by what happened, and never because of a clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.credentials import password
from tests.forging import PASSWORD, create, leaves, unlock
from vault.engine import rotation, upkeep
from vault.engine.durable import Platform, SystemClock
from vault.engine.errors import ReadOnly
from vault.engine.opening import SlotRow
from vault.engine.records import Change
from vault.engine.upkeep import Due, Policy
from vault.engine.vault import ROOT, Vault

DAY = 86_400_000
MADE = 1_700_000_000_000


class Clock(SystemClock):
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = MADE

    def now(self) -> int:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault(tmp_path: Path, clock: Clock) -> Vault:
    vault = create(tmp_path / "vault", platform=Platform(clock=clock))
    vault.write_note(ROOT, b"note", "text")
    return vault


def test_a_new_vault_is_reminded_of_after_a_year(vault: Vault, clock: Clock) -> None:
    assert upkeep.policy(vault) == Policy("remind", 365)
    assert upkeep.last_rotation(vault) == MADE
    for days, due in ((0, None), (364, None), (365, Due(0, "age")), (400, Due(35, "age"))):
        clock.time = MADE + days * DAY + DAY // 2
        assert upkeep.due(vault) == due


def test_the_policy_is_the_vaults(vault: Vault, clock: Clock, tmp_path: Path) -> None:
    upkeep.set_policy(vault, Policy("do", 30))
    vault.lock()
    with unlock(tmp_path / "vault", platform=Platform(clock=clock)) as vault:
        assert upkeep.policy(vault) == Policy("do", 30)
        clock.time = MADE + 30 * DAY
        assert upkeep.due(vault) == Due(0, "age")
        assert upkeep.is_done_unasked(vault)
        upkeep.set_policy(vault, Policy("remind", 30))
        assert not upkeep.is_done_unasked(vault)
        upkeep.set_policy(vault, Policy("off", 30))
        assert upkeep.due(vault) is None
        assert not upkeep.is_done_unasked(vault)


@pytest.mark.parametrize(("mode", "days"), [("remind", 0), ("remind", 3_651), ("never", 1), ("", 1)])
def test_what_is_no_policy(mode: str, days: int) -> None:
    with pytest.raises(ValueError, match="no policy"):
        Policy(mode, days)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [b"", b"remind", b"remind x", b"remind 0", b"later 5", b"\xff 5", b"do 9999999999"])
def test_a_policy_that_nobody_could_set_counts_as_none(vault: Vault, value: bytes) -> None:
    vault.commit([Change("state", ("upkeep",), (value,))], "forged")
    assert upkeep.policy(vault) == Policy()


def test_every_new_vault_key_counts_and_nothing_else(vault: Vault, clock: Clock) -> None:
    clock.time += DAY
    rotation.change_password(vault, PASSWORD, policy=CHEAP, keep_key=True)
    vault.files.renew_generation()
    assert upkeep.last_rotation(vault) == MADE
    for deed in (
        lambda: rotation.change_password(vault, PASSWORD, policy=CHEAP),
        lambda: rotation.new_vault_key(vault, PASSWORD, policy=CHEAP),
        lambda: rotation.new_secrets(vault, [("new", password("new"), True)], policy=CHEAP),
    ):
        clock.time += DAY
        deed()
        assert upkeep.last_rotation(vault) == clock.time


@pytest.mark.parametrize("reason", ["device lost", "person left"])
def test_an_event_is_due_at_once_whatever_the_policy(vault: Vault, clock: Clock, reason: upkeep.Event) -> None:
    upkeep.set_policy(vault, Policy("off", 365))
    clock.time += 400 * DAY
    upkeep.note_event(vault, reason)
    assert upkeep.due(vault) == Due(0, reason)
    clock.time += 2 * DAY
    assert upkeep.due(vault) == Due(2, reason)


def test_what_is_no_event(vault: Vault) -> None:
    with pytest.raises(ValueError, match="event"):
        upkeep.note_event(vault, "a whim")  # type: ignore[arg-type]
    for value in (b"", b"device lost", bytes(8) + b"a whim"):
        vault.commit([Change("state", ("rotation-event",), (value,))], "forged")
        assert upkeep.due(vault) is None


def test_a071_a_clock_that_was_put_back_makes_nothing_due(vault: Vault, clock: Clock) -> None:
    clock.time = 0
    assert upkeep.due(vault) is None
    upkeep.note_event(vault, "device lost")
    clock.time = -DAY
    assert upkeep.due(vault) == Due(0, "device lost")


def test_looking_changes_nothing(vault: Vault, tmp_path: Path) -> None:
    vault.lock()
    before = leaves(tmp_path / "vault")
    with unlock(tmp_path / "vault", read_only=True) as vault:
        upkeep.due(vault)
        with pytest.raises(ReadOnly):
            upkeep.note_event(vault, "device lost")
        with pytest.raises(ReadOnly):
            upkeep.set_policy(vault, Policy())
    assert leaves(tmp_path / "vault") == before


@pytest.mark.parametrize(
    ("kind", "days", "wanted"),
    [
        ("recovery", None, True),
        ("recovery", 0, False),
        ("recovery", upkeep.REHEARSAL_DAYS, False),
        ("recovery", upkeep.REHEARSAL_DAYS + 1, True),
        ("password", upkeep.REHEARSAL_DAYS + 1, False),
        ("device", None, False),
    ],
)
def test_a_kit_is_to_be_typed_again_after_half_a_year(kind: str, days: int | None, wanted: bool) -> None:
    now = 10**12
    tested = None if days is None else now - days * DAY
    row = SlotRow(bytes(16), "one", kind, bytes(1_216), bytes(32), 0, tested, None)
    assert upkeep.rehearsal_due(row, now) is wanted


def test_when_the_next_one_is_due(vault: Vault) -> None:
    upkeep.set_policy(vault, Policy("remind", 30))
    assert upkeep.next_due(vault) == MADE + 30 * DAY
    upkeep.set_policy(vault, Policy("off", 30))
    assert upkeep.next_due(vault) is None
