"""An honest word on passwords: what people choose is weak, what was drawn is worth its bits."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from vault.engine.vault import ROOT, Vault
from vault.unlock.generator import password_bits, phrase_bits
from vault.unlock.strength import YEAR, Level, Strength, context_of, estimate, of_bits

Make = Callable[..., Vault]


def test_levels_follow_the_years() -> None:
    def of(years: float) -> Level:
        return Strength(years * YEAR * 2 * 100 * 1_000).level

    assert [of(years) for years in (0.9, 1.1, 999, 1_001)] == [Level.WEAK, Level.FAIR, Level.FAIR, Level.STRONG]
    assert Strength(0).level is Level.NONE


def test_bits_are_guesses() -> None:
    assert [Strength(guesses).bits for guesses in (0, 1, 1_024)] == [0, 0, 10]
    assert of_bits(phrase_bits()).bits == pytest.approx(phrase_bits())
    assert of_bits(phrase_bits()).level is Level.STRONG
    assert of_bits(password_bits(1_024)).level is Level.STRONG, "more than a float holds"


@pytest.mark.parametrize("password", ["password", "papers", "my papers 1", "qwertyuiop", "20 May 1970", "aaaaaaaaaaaa"])
def test_what_people_choose_is_weak(password: str) -> None:
    assert estimate(password, ["my papers", "papers"]).level is Level.WEAK


def test_a_long_password_is_estimated_too() -> None:
    assert estimate("ä€" * 5_000, []).guesses > 1
    assert estimate("", []).level is Level.NONE


def test_the_vaults_own_words_are_none(make_vault: Make) -> None:
    with make_vault("Zauberbergwerk Quittenallee") as vault:
        vault.write_note(ROOT, "Birkenstockrechnung Übersee".encode(), "text")
        vault.write_note(ROOT, b"\xff\xfe broken", "text")
        context = context_of(vault)
    assert {"Zauberbergwerk Quittenallee", "Birkenstockrechnung Übersee", "\ufffd\ufffd broken"} == set(context)
    for password in ("Zauberbergwerk", "Quittenallee", "birkenstockrechnung1", "Zauberbergwerk Quittenallee"):
        assert estimate(password, context).guesses < estimate(password, []).guesses / 1e4


def test_the_last_200_items_are_enough(make_vault: Make) -> None:
    with make_vault() as vault:
        for number in range(210):
            vault.write_note(ROOT, b"note %d" % number, "")
        context = context_of(vault)
    assert len(context) == 201
    assert context[0] == "Papers"


def test_the_lists_are_not_loaded_before_they_are_asked() -> None:
    """They take a tenth of a second, which the start of the program has not."""
    code = "import sys, vault.unlock.strength, vault.unlock.generator; sys.exit('zxcvbn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
