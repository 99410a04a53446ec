"""About one second, within bounds, and never below the floor."""

from __future__ import annotations

import pytest

from vault.engine.errors import KdfRefused
from vault.engine.keys import KdfPolicy
from vault.unlock.calibration import Speed, Timed, calibrate, free_memory, time_derivation
from vault.unlock.password import Password

PLENTY = 64 << 20
CHEAP = KdfPolicy(1, 64, 1, 1, 8)


@pytest.mark.parametrize(
    ("seconds", "mebibytes"),
    [(0.2, 320), (0.125, 512), (0.001, 1024), (5.0, 256)],
)
def test_memory_takes_about_a_second(seconds: float, mebibytes: int) -> None:
    policy = calibrate(speed=Speed(seconds, 3, 64 << 10), free=PLENTY)
    assert policy == KdfPolicy(passes=3, memory=mebibytes << 10)


def test_more_passes_leave_less_memory() -> None:
    policy = calibrate(KdfPolicy(passes=6), speed=Speed(0.1, 3, 64 << 10), free=PLENTY)
    assert (policy.passes, policy.memory) == (6, 320 << 10)


@pytest.mark.parametrize(("free", "memory"), [(4 << 20, 1 << 20), (800 << 10, 192 << 10), (0, 64 << 10)])
def test_at_most_a_quarter_of_free_memory(free: int, memory: int) -> None:
    assert calibrate(speed=Speed(0.001, 3, 64 << 10), free=free).memory == memory


def test_floor_holds_on_the_slowest_machine() -> None:
    policy = calibrate(measure=lambda policy: Speed(60.0, policy.passes, 64 << 10), free=1)
    policy.check({"passes": policy.passes, "memory": policy.memory, "lanes": policy.lanes})


def test_real_derivation_is_timed() -> None:
    speed = time_derivation(KdfPolicy())
    assert speed.seconds > 0.001
    assert (speed.passes, speed.memory) == (3, 64 << 10)


def test_unlocking_is_timed_on_the_way() -> None:
    timed = Timed(Password(b"x"))
    parameters = timed.new_parameters(CHEAP, bytes)
    assert timed.factors(parameters) == Password(b"x").factors(parameters)
    assert [(speed.passes, speed.memory) for speed in timed.speeds] == [(1, 64)]
    assert (timed.kind, timed) == ("password", Timed(Password(b"x")))
    assert "x" not in repr(timed).replace("Timed", "").replace("Password", "")


def test_free_memory_is_known_here() -> None:
    free = free_memory()
    assert free is None or free > 0


def test_no_policy_goes_below_the_floor() -> None:
    with pytest.raises(KdfRefused):
        KdfPolicy()._replace(memory=63 << 10).check({"passes": 3, "memory": 63 << 10, "lanes": 4})
