"""How much memory a password may cost on this machine: about one second."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from vault.engine.keys import Credential, KdfPolicy, Parameters
from vault.engine.primitives import Random, argon2id

SECONDS = 1.0
LEAST = 256 << 10
MOST = 1 << 20
_TRIAL = 64 << 10
_STEP = 16 << 10


class Speed(NamedTuple):
    """What a derivation took: seconds for this many passes over this much memory (KiB)."""

    seconds: float
    passes: int
    memory: int

    def memory_for(self, seconds: float, passes: int) -> int:
        """How much memory fits into `seconds`. The time grows with passes times memory."""
        return int(seconds / max(self.seconds, 1e-6) * self.passes * self.memory / passes)


@dataclass(frozen=True)
class Timed:
    """A credential that remembers how long its last derivation took, so that calibrating costs nothing more."""

    credential: Credential
    speeds: list[Speed] = field(default_factory=list, compare=False, repr=False)

    @property
    def kind(self) -> str:
        return self.credential.kind

    def new_parameters(self, policy: KdfPolicy, random: Random) -> dict[str, int | str]:
        return self.credential.new_parameters(policy, random)

    def factors(self, parameters: Parameters) -> Sequence[tuple[str, bytes]]:
        started = time.perf_counter()
        factors = self.credential.factors(parameters)
        if {"passes", "memory"} <= set(parameters):
            seconds = time.perf_counter() - started
            self.speeds.append(Speed(seconds, int(parameters["passes"]), int(parameters["memory"])))
        return factors


def plain(credential: Credential) -> Credential:
    """What was given, without the watch that took its time."""
    return credential.credential if isinstance(credential, Timed) else credential


def time_derivation(policy: KdfPolicy) -> Speed:
    """Derive once over 64 MiB, the smallest cost there is."""
    started = time.perf_counter()
    argon2id(b"calibration", bytes(16), policy.passes, _TRIAL, policy.lanes)
    return Speed(time.perf_counter() - started, policy.passes, _TRIAL)


def free_memory() -> int | None:
    """The memory that can be had, in KiB; None if the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")), None)


def calibrate(
    policy: KdfPolicy | None = None,
    *,
    speed: Speed | None = None,
    measure: Callable[[KdfPolicy], Speed] = time_derivation,
    free: int | None = None,
) -> KdfPolicy:
    """The policy with as much memory as takes about one second here.

    Between 256 MiB and 1 GiB, at most a quarter of what is free (so that it also opens when the machine is busier), and
    never below the policy's floor. `speed` is a derivation that was timed already; otherwise one is made.
    """
    policy = policy or KdfPolicy()
    speed = speed or measure(policy)
    memory = min(max(speed.memory_for(SECONDS, policy.passes), LEAST), MOST)
    available = free_memory() if free is None else free
    if available is not None:
        memory = min(memory, available // 4)
    return policy._replace(memory=max(memory // _STEP * _STEP, policy.floor_memory))
