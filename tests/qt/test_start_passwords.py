"""New passwords: words drawn from a list, and an honest word on what it costs to guess one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.qt.opened import PATIENCE_MS
from vault.qt.start.new_password import NewPassword
from vault.qt.start.strength import StrengthMeter, cost_words, time_words
from vault.unlock.strength import YEAR, Level, Strength

Shown = Callable[..., Any]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "less than a minute"),
        (60, "about 1 minute"),
        (3_600 * 5, "about 5 hours"),
        (86_400 * 3, "about 3 days"),
        (YEAR * 1.2, "about 1 year"),
        (YEAR * 44, "about 40 years"),
        (YEAR * 1e7, "more than a million years"),
    ],
)
def test_years_in_words(seconds: float, words: str) -> None:
    assert time_words(seconds) == words
    assert cost_words(Strength(seconds * 2 * 100 * 1_000)) == f"To guess it: {words} with 100 graphics cards"


def test_the_latest_text_counts(qtbot: QtBot) -> None:
    meter = StrengthMeter()
    told: list[Strength] = []
    meter.estimated.connect(told.append)
    for text in ("a", "ab", "violin under the copper lamp"):
        meter.take(text, [])
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    assert not meter.is_waiting
    assert [one.level for one in told] == [Level.STRONG]


def test_the_field_says_what_it_costs(shown: Shown, qtbot: QtBot) -> None:
    field = shown(NewPassword(), 400, 300)
    field.first.input.setText("papers1")
    assert field.needs_word, "unknown counts as weak"
    qtbot.waitUntil(lambda: not field.meter.is_waiting, timeout=PATIENCE_MS)
    assert field.cost.text().startswith("Weak. To guess it: ")
    assert "100 graphics cards" in field.cost.text()
    assert field.needs_word
    field.agree()
    assert not field.needs_word
    field.first.input.setText("papers2")
    qtbot.waitUntil(lambda: not field.meter.is_waiting, timeout=PATIENCE_MS)
    assert field.needs_word, "another one is another question"


def test_the_vaults_name_makes_no_password(shown: Shown, qtbot: QtBot) -> None:
    field = shown(NewPassword(), 400, 300)
    field.first.input.setText("Zauberbergwerk Quittenallee")
    qtbot.waitUntil(lambda: not field.meter.is_waiting, timeout=PATIENCE_MS)
    before = field.strength.guesses
    field.set_context("Zauberbergwerk Quittenallee")
    qtbot.waitUntil(lambda: not field.meter.is_waiting, timeout=PATIENCE_MS)
    assert field.strength.guesses < before / 1e6


def test_suggested_words_are_shown_and_typed_again(shown: Shown, qtbot: QtBot) -> None:
    field = shown(NewPassword(), 400, 300)
    field.offer.click()
    phrase = field.text()
    assert len(phrase.split()) == 6
    assert field.first.input.echoMode() == field.first.input.EchoMode.Normal
    assert "77 bits" in field.cost.text()
    assert not field.needs_word
    assert not field.accept(), "it is typed once more"
    field.again.input.setText(phrase)
    assert field.accept()
    field.leave()
    assert field.text() == field.again.text() == ""
    assert field.first.input.echoMode() == field.first.input.EchoMode.Password
