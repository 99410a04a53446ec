"""New passwords: words drawn from a list, and an honest word on what it costs to guess one."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.qt.opened import PATIENCE_MS
from vault.qt.start.new_password import NewPassword
from vault.qt.start.strength import YEAR, Level, Strength, StrengthMeter, estimate, strength_of_words, time_words
from vault.qt.start.words import bits, suggest, word_list

Shown = Callable[..., Any]


def test_the_list_is_the_one_it_says() -> None:
    words = word_list()
    assert len(words) == len(set(words)) == 7776 == 6**5
    assert all(word.replace("-", "").isalpha() and word.islower() for word in words)
    assert all(len(word) >= 3 for word in words)


def test_words_are_drawn_from_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def choice(words: tuple[str, ...]) -> str:
        asked.append(words)
        return words[len(asked)]

    monkeypatch.setattr("vault.qt.start.words.secrets.choice", choice)
    assert suggest() == " ".join(word_list()[1:7])
    assert asked == [word_list()] * 6
    assert bits() == pytest.approx(6 * math.log2(7776))


def test_two_suggestions_differ() -> None:
    assert len({suggest() for _ in range(50)}) == 50


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


def test_levels_follow_the_years() -> None:
    def of(years: float) -> Level:
        return Strength(years * YEAR * 2 * 100 * 1_000).level

    assert [of(years) for years in (0.9, 1.1, 999, 1_001)] == [Level.WEAK, Level.FAIR, Level.FAIR, Level.STRONG]
    assert Strength(0).level is Level.NONE
    assert strength_of_words().level is Level.STRONG


@pytest.mark.parametrize("password", ["password", "papers", "my papers 1", "qwertyuiop", "20 May 1970", "aaaaaaaaaaaa"])
def test_what_people_choose_is_weak(password: str) -> None:
    assert estimate(password, ["my papers", "papers"]).level is Level.WEAK


def test_a_long_password_is_estimated_too() -> None:
    assert estimate("ä€" * 5_000, []).guesses > 1
    assert estimate("", []).level is Level.NONE


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
