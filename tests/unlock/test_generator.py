"""Phrases and passwords: drawn from all there is, with every sort of sign, and worth what is said of them."""

from __future__ import annotations

import itertools
import math
import string

import pytest

from vault.unlock import generator
from vault.unlock.generator import SYMBOLS, password, password_bits, phrase, phrase_bits, word_list

PLAIN = string.ascii_letters + string.digits


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

    monkeypatch.setattr("vault.unlock.generator.secrets.choice", choice)
    assert phrase() == " ".join(word_list()[1:7])
    assert asked == [word_list()] * 6
    assert phrase_bits() == pytest.approx(6 * math.log2(7776))
    assert phrase_bits(4) == pytest.approx(51.7, abs=0.01)


def test_two_phrases_differ() -> None:
    assert len({phrase() for _ in range(50)}) == 50
    assert len(phrase(12).split()) == 12


@pytest.mark.parametrize("symbols", [True, False])
def test_passwords_have_every_sort_of_sign_and_no_other(symbols: bool) -> None:
    drawn = [password(8, symbols=symbols) for _ in range(500)]
    sorts = [string.ascii_lowercase, string.ascii_uppercase, string.digits, *([SYMBOLS] if symbols else [])]
    assert all(set(one) & set(sort) for one in drawn for sort in sorts)
    assert all(set(one) <= set("".join(sorts)) for one in drawn)
    assert set("".join(drawn)) == set("".join(sorts)), "all signs come up"
    assert len(set(drawn)) == 500


def test_signs_are_safe_in_forms_and_shells() -> None:
    assert not set(SYMBOLS) & set("\"'`\\<>(){}[]| \t,;~^")
    assert not set(SYMBOLS) & set(PLAIN)


def test_the_first_that_has_all_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    signs = iter("aaaaaaaaaB3aaaaaaB3-aaaa")
    monkeypatch.setattr("vault.unlock.generator.secrets.choice", lambda _: next(signs))
    assert password(8) == "aB3-aaaa"


def test_bits_are_what_counting_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """All passwords over a small alphabet, counted one by one."""
    sorts = ("ab", "C", "12")
    monkeypatch.setattr(generator, "_sorts", lambda _: sorts)
    for length in (3, 4, 6):
        all_of_them = itertools.product("".join(sorts), repeat=length)
        count = sum(all(set(one) & set(sort) for sort in sorts) for one in all_of_them)
        assert password_bits(length) == pytest.approx(math.log2(count))


def test_bits_of_real_ones() -> None:
    assert 125 < password_bits() < 20 * math.log2(77)
    assert password_bits(20, symbols=False) == pytest.approx(119, abs=0.2)
    assert password_bits(1_024) > 6_000


@pytest.mark.parametrize("length", [7, 0, -1, 1_025])
def test_lengths_have_bounds(length: int) -> None:
    with pytest.raises(ValueError, match="8 to 1024"):
        password(length)


@pytest.mark.parametrize("count", [0, -1, 65])
def test_counts_have_bounds(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 64"):
        phrase(count)
