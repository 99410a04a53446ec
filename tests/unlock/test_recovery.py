"""The recovery code: the same words for ever, forgiving about form; every slip of the pen is told from a wrong code."""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import string
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from tests.conftest import CHEAP
from vault.engine.errors import WrongCredential
from vault.engine.vault import ROOT, Vault
from vault.unlock import recovery
from vault.unlock.recovery import WORDS, MistypedCode, RecoveryCode, parse_code, word_list

KNOWN = {
    bytes(range(20)): "academic again category ruin aircraft branch husky adjust ancestor crunch royal elevator "
    "average echo beard liquid holy station broken",
    bytes(20): "academic academic academic academic academic academic academic academic academic academic academic "
    "academic academic academic academic academic ancient friendly literary",
    b"\xff"
    * 20: "zero zero zero zero zero zero zero zero zero zero zero zero zero zero zero zero modify vanish actress",
}
"""Codes stand on paper for decades: these words mean these bytes, whatever else changes."""

TYPICAL = RecoveryCode(bytes(range(7, 247, 12)))
CODES = [*map(RecoveryCode, KNOWN), TYPICAL, RecoveryCode(random.Random(7).randbytes(20))]

GENERATORS = (
    *(0xE0E040, 0x1C1C080, 0x3838100, 0x7070200, 0xE0E0009),
    *(0x1C0C2412, 0x38086C24, 0x3090FC48, 0x21B1F890, 0x3F3F120),
)


def checksum_by_hand(values: Sequence[int]) -> int:
    """RS1024 as SLIP-39 writes it down; 1 for what is right."""
    remainder = 1
    for value in [*b"deedbox recovery", *values]:
        top, remainder = remainder >> 20, (remainder & 0xFFFFF) << 10 ^ value
        for bit in range(10):
            remainder ^= GENERATORS[bit] if top >> bit & 1 else 0
    return remainder


def mistyped(text: str) -> MistypedCode:
    with pytest.raises(MistypedCode) as caught:
        parse_code(text)
    return caught.value


# The words


@pytest.mark.parametrize("entropy", KNOWN, ids=("counting", "zeros", "ones"))
def test_words_mean_these_bytes_for_ever(entropy: bytes) -> None:
    assert RecoveryCode(entropy).text == KNOWN[entropy]
    assert parse_code(KNOWN[entropy]).entropy == entropy


@pytest.mark.parametrize("code", CODES)
def test_words_by_a_second_implementation(code: RecoveryCode) -> None:
    symbols = [word_list().index(word) for word in code.words]
    assert checksum_by_hand(symbols) == 1
    assert int("".join(f"{symbol:010b}" for symbol in symbols[:16]), 2).to_bytes(20, "big") == code.entropy


@given(st.binary(min_size=20, max_size=20))
def test_a_code_is_read_as_it_was_written(entropy: bytes) -> None:
    code = RecoveryCode(entropy)
    assert len(code.words) == WORDS == 19
    assert parse_code(code.text) == code


def test_the_list_is_that_of_slip39() -> None:
    words = word_list()
    assert list(words) == sorted(words)
    assert len({word[:4] for word in words}) == 1_024
    assert all(4 <= len(word) <= 8 and set(word) <= set(string.ascii_lowercase) for word in words)
    digest = hashlib.sha256("".join(f"{word}\n" for word in words).encode()).hexdigest()
    assert digest == "bcc4555340332d169718aed8bf31dd9d5248cb7da6e5d355140ef4f1e601eec3"


def test_a_new_code_is_as_random_as_its_source() -> None:
    assert RecoveryCode.make(lambda size: bytes(range(size))).entropy == bytes(range(20))
    assert RecoveryCode.make(os.urandom) != RecoveryCode.make(os.urandom)


@pytest.mark.parametrize("size", [0, 19, 21, 32])
def test_a_code_has_160_bits(size: int) -> None:
    with pytest.raises(ValueError, match="20 bytes"):
        RecoveryCode(bytes(size))


@pytest.mark.parametrize(
    "written",
    [
        "{}",
        "  {}\n\n",
        "\t{}\r\n",
        "\ufeff{}.",
    ],
)
@pytest.mark.parametrize(
    "between", [" ", "\n", "  \t ", ", ", "-", " - ", "\r\n", "\u00a0", "\u2013", "; ", "\u2028", ". ", "\u200b"]
)
def test_form_does_not_matter(between: str, written: str) -> None:
    for words in (TYPICAL.words, [word.upper() for word in TYPICAL.words], [word.title() for word in TYPICAL.words]):
        assert parse_code(written.format(between.join(words))) == TYPICAL


@pytest.mark.parametrize("number", ["{}. ", "{}.", "{}) ", "{} ", "{:2d}: "])
def test_numbers_of_lines_do_not_matter(number: str) -> None:
    lines = (number.format(place) + word for place, word in enumerate(TYPICAL.words, 1))
    assert parse_code("\n".join(lines)) == TYPICAL
    columns = [number.format(place) + word for place, word in enumerate(TYPICAL.words, 1)]
    assert parse_code("\n".join("   ".join(columns[at : at + 4]) for at in range(0, WORDS, 4))) == TYPICAL


# Every slip of the pen


def slips(text: str) -> Iterator[str]:
    """Every single character left out, put in or another one, and every two neighbours swapped."""
    signs = string.ascii_lowercase + " "
    for place in range(len(text)):
        yield text[:place] + text[place + 1 :]
        yield text[:place] + text[place + 1 : place + 2] + text[place] + text[place + 2 :]
        for sign in signs:
            yield text[:place] + sign + text[place + 1 :]
    for place in range(len(text) + 1):
        for sign in signs:
            yield text[:place] + sign + text[place:]


@pytest.mark.parametrize("code", CODES)
def test_every_slip_of_one_character_is_caught(code: RecoveryCode) -> None:
    right, caught = list(code.words), 0
    for slip in slips(code.text):
        if slip.split() == right:
            # One space more, or the same letter.
            assert parse_code(slip) == code
            continue
        mistyped(slip)
        caught += 1
    assert caught > 54 * len(code.text) - 200


@pytest.mark.parametrize("code", CODES)
def test_every_swap_of_neighbouring_words_is_caught(code: RecoveryCode) -> None:
    for place in range(WORDS - 1):
        words = list(code.words)
        words[place : place + 2] = words[place + 1], words[place]
        if words == list(code.words):
            assert parse_code(" ".join(words)) == code
        else:
            assert mistyped(" ".join(words)).reason == "checksum"


@pytest.mark.parametrize("code", CODES)
def test_every_word_left_out_or_written_twice_is_caught(code: RecoveryCode) -> None:
    for place in range(WORDS):
        words = list(code.words)
        fault = mistyped(" ".join(words[:place] + words[place + 1 :]))
        assert (fault.reason, fault.count, fault.word, fault.expected) == ("count", 18, None, 19)
        fault = mistyped(" ".join(words[:place] + words[place : place + 1] + words[place:]))
        assert (fault.reason, fault.count) == ("count", 20)


def test_any_two_words_may_be_wrong_and_one_is_found() -> None:
    """All 19 * 1,023 errors of one word leave different remainders: so one is found, and no two undo each other."""
    remainders = set()
    for effects in recovery._effects():
        for choice in range(1, 1_024):
            remainder = 0
            for bit in range(10):
                remainder ^= effects[bit] if choice >> bit & 1 else 0
            remainders.add(remainder)
    assert len(remainders - {0}) == WORDS * 1_023


@given(st.binary(min_size=20, max_size=20), st.integers(0, 18), st.integers(1, 1_023))
@settings(max_examples=100, deadline=None)
def test_the_one_word_that_is_wrong_is_named(entropy: bytes, place: int, error: int) -> None:
    words = list(RecoveryCode(entropy).words)
    words[place] = word_list()[word_list().index(words[place]) ^ error]
    fault = mistyped(" ".join(words))
    assert (fault.reason, fault.word) == ("checksum", place + 1)


@given(st.binary(min_size=20, max_size=20), st.sets(st.integers(0, 18), min_size=3, max_size=3), st.data())
@settings(max_examples=100, deadline=None)
def test_three_wrong_words_are_caught(entropy: bytes, places: set[int], data: st.DataObject) -> None:
    words = list(RecoveryCode(entropy).words)
    for place in places:
        words[place] = data.draw(st.sampled_from([word for word in word_list() if word != words[place]]))
    assert mistyped(" ".join(words)).reason == "checksum"


def test_the_first_word_that_is_none_is_named() -> None:
    words = list(TYPICAL.words)
    words[6], words[11] = "nothing", "at"
    fault = mistyped(" ".join(words))
    assert (fault.reason, fault.word, fault.count) == ("unknown word", 7, 19)
    fault = mistyped(" ".join([*words[:8], words[17]]))
    assert (fault.reason, fault.word, fault.count) == ("unknown word", 7, 9), "while somebody is still typing"


@pytest.mark.parametrize("text", ["", " ", "\n", "1. 2. 3.", "-", "\0", "\ud800", "a" * 100_000, "zero " * 50_000])
def test_what_is_no_code_is_mistyped(text: str) -> None:
    mistyped(text)


@pytest.mark.parametrize("word", ["ac\u0430demic", "\uff41cademic", "academic\u0301", "acade\u00admic", "academi"])
def test_letters_that_only_look_alike_are_no_word(word: str) -> None:
    fault = mistyped(" ".join([word, *RecoveryCode(bytes(20)).words[1:]]))
    assert (fault.reason, fault.word) == ("unknown word", 1)


def test_a_mistake_holds_nothing_of_what_was_typed() -> None:
    words = list(TYPICAL.words)
    for text in (" ".join(words[:-1]), " ".join([*words[:-1], words[0]]), " ".join(["nothing", *words[1:]])):
        fault = mistyped(text)
        shown = repr((fault, fault.args, vars(fault), fault.__cause__, fault.__context__))
        assert not [word for word in [*words, "nothing"] if word in shown]


def test_secrets_are_not_shown() -> None:
    assert repr(TYPICAL) == "RecoveryCode()"


# What it opens


def test_the_factor_is_the_code_alone() -> None:
    assert TYPICAL.kind == "recovery"
    assert TYPICAL.new_parameters(CHEAP, os.urandom) == {}
    assert TYPICAL.factors({}) == [("recovery", TYPICAL.entropy)]


def test_a_vault_opens_with_the_words(tmp_path: Path) -> None:
    code = RecoveryCode.make(os.urandom)
    with Vault.create(tmp_path / "v", code, policy=CHEAP) as vault:
        vault.write_note(ROOT, b"note", "text")
    typed = "\n".join(f"{place}. {word.upper()}" for place, word in enumerate(code.words, 1))
    with Vault.unlock(tmp_path / "v", parse_code(typed), policy=CHEAP) as vault:
        assert vault.find([b"note"])
    with pytest.raises(WrongCredential) as caught:
        Vault.unlock(tmp_path / "v", RecoveryCode.make(os.urandom), policy=CHEAP)
    assert not isinstance(caught.value, MistypedCode), "a code of another vault is no slip of the pen"


def test_nothing_of_the_code_is_in_the_vault(tmp_path: Path) -> None:
    code = RecoveryCode.make(os.urandom)
    Vault.create(tmp_path / "v", code, policy=CHEAP).lock()
    files = [path.read_bytes() for path in (tmp_path / "v").rglob("*") if path.is_file()]
    pairs = [" ".join(words).encode() for words in itertools.pairwise(code.words)]
    for hidden in (code.entropy, code.entropy.hex().encode(), *pairs):
        assert not any(hidden in file for file in files)
