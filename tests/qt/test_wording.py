"""Every error has words in the window, with what is safe and what to do; copies for a report name nobody's things."""

from __future__ import annotations

import inspect

import pytest

from vault.child.failures import Bug
from vault.engine import errors
from vault.engine.errors import Damaged, ForkDetected, ShareRefused, Storage, VaultBusy, VaultError
from vault.qt import figures
from vault.qt.wording import WORDS, words_for, words_for_notice

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, VaultError)]


def example(kind: type[VaultError]) -> VaultError:
    made: list[VaultError] = [Damaged("pack 12"), VaultBusy({"host": "study", "since": 1_000, "pid": 7})]
    made += [ForkDetected("history", last_seen=1_000), Storage("full", errno=28)]
    made += [ShareRefused("not for you"), errors.FactorRequired("device only")]
    return next((one for one in made if type(one) is kind), None) or kind("a detail")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not VaultError])
def test_every_error_has_its_own_words(kind: type[VaultError]) -> None:
    assert kind in WORDS
    said = words_for(example(kind))
    assert said.happened.endswith(".")
    assert said.safe or said.act
    assert "!" not in said.whole
    assert kind.__name__ in said.details


@pytest.mark.parametrize("reason", ShareRefused.REASONS)
def test_every_refusal_of_a_share_has_words(reason: str) -> None:
    said = words_for(ShareRefused(reason))
    assert said.happened
    assert said.act


@pytest.mark.parametrize("kind", Storage.KINDS)
def test_every_trouble_of_a_disk_has_words(kind: str) -> None:
    said = words_for(Storage(kind, "/secret/place", 5))
    assert said.safe
    assert "/secret" not in said.whole + said.details


@pytest.mark.parametrize("reason", ForkDetected.REASONS)
def test_every_other_state_has_words(reason: str) -> None:
    assert words_for(ForkDetected(reason)).happened != words_for(Damaged("x")).happened


def test_what_is_no_error_of_ours_is_told_as_such() -> None:
    said = words_for(Bug("ValueError at vault/engine/vault.py:12"))
    assert "inside Deedbox" in said.happened
    assert "vault.py:12" in said.details
    assert "secret" not in words_for(ValueError("secret")).details


def test_notices_have_words() -> None:
    assert "could not remember" in words_for_notice("anchor not written: x")
    assert "something new" in words_for_notice("something new")


def test_figures() -> None:
    assert figures.size(999) == "999 B"
    assert figures.size(2_418_330) == "2.4 MB"
    assert figures.size(999_960) == "1.0 MB"
    assert figures.size(48_200) == "48 KB"
    assert figures.size_of(1, 0) == "1 B"
    assert figures.duration(0.2) == "1 s"
    assert figures.duration(200) == "about 3 min"
    assert figures.duration(7_200) == "about 2 h"
    assert figures.clock(522) == "8:42"
