"""Every seed and every input that was ever a finding, given to its target again. Needs no fuzzer."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.fuzz.seeds import SEEDS
from tests.fuzz.targets import TARGETS

FINDINGS = Path(__file__).parent / "findings"
KEPT = sorted(path for path in FINDINGS.glob("*/*"))
SECONDS = 5.0
"""More than any input takes on a busy machine; what hangs takes minutes."""


def run(name: str, data: bytes) -> bool:
    started = time.monotonic()
    accepted = TARGETS[name].run(data)
    assert time.monotonic() - started < SECONDS
    return accepted


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_do_no_harm_and_reach_the_end_of_their_parser(name: str) -> None:
    """Nothing fuzzes a parser that refuses all it is given, or that never sees what is too long to be tried."""
    accepted = [run(name, data) for data in SEEDS[name]() if len(data) <= TARGETS[name].longest]
    assert sum(accepted) >= 2


@pytest.mark.parametrize("path", KEPT, ids=[f"{path.parent.name}/{path.name}" for path in KEPT])
def test_what_was_a_finding_is_none_any_more(path: Path) -> None:
    run(path.parent.name, path.read_bytes())


def test_findings_belong_to_a_target() -> None:
    assert {path.parent.name for path in KEPT} <= set(TARGETS)
