"""What a person types to find things, as values."""

from __future__ import annotations

import contextlib
import datetime
import unicodedata

import pytest
from hypothesis import given, strategies as st

from vault.engine.errors import QueryRejected
from vault.engine.query import HELP, KINDS, MOST_TERMS, Filter, Query, Term, ending, fold, may_have_text, parse, spaced

NOW = datetime.datetime(2025, 3, 14, 15, 9).astimezone()


def midnight(year: int, month: int = 1, day: int = 1) -> int:
    return int(datetime.datetime(year, month, day).astimezone().timestamp()) * 10**9


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        (" \t\n", Query()),
        ("- -", Query()),
        ('""', Query()),
        ('-""', Query()),
        ("Invoice plumber", Query((Term("invoice"), Term("plumber")))),
        ("invoice INVOICE ínvoice", Query((Term("invoice"),))),
        ("Straße CAFE\u0301 Ⅷ", Query((Term("strasse"), Term("cafe"), Term("viii")))),
        ('"Garden  Fence"', Query((Term("garden fence", phrase=True),))),
        ('"garden fe', Query((Term("garden fe", phrase=True),))),
        ('a"b c"', Query((Term('a"b'), Term('c"')))),
        ("-draft x", Query((Term("x"),), (Term("draft"),))),
        ('-"old draft"', Query((), (Term("old draft", phrase=True),))),
        ("a-b", Query((Term("a-b"),))),
        ("re: fw:you http://x", Query((Term("re:"), Term("fw:you"), Term("http://x")))),
        ("\ufdfa", Query((Term(fold("\ufdfa"), phrase=True),))),
        ("a\udcffb", Query((Term("a\ufffdb"),))),
        ("東京 😀", Query((Term("東京"), Term("😀")))),
        ("tag:Täx", Query((), (), (Filter("tag:", "tax"),))),
        ('-TAG:"two words"', Query((), (), (Filter("tag:", "two words", negated=True),))),
        ("type:note", Query((), (), (Filter("type:", "note"),))),
        ("type:PDF", Query((), (), (Filter("type:", KINDS["pdf"]),))),
        ("type:image", Query((), (), (Filter("type:", KINDS["image"]),))),
        ("type:.c++", Query((), (), (Filter("type:", frozenset({"c++"})),))),
        ("before:2025", Query((), (), (Filter("before:", midnight(2025)),))),
        ("after:2025-03", Query((), (), (Filter("after:", midnight(2025, 3)),))),
        ("after:2025-3-1", Query((), (), (Filter("after:", midnight(2025, 3)),))),
        ("before:today", Query((), (), (Filter("before:", midnight(2025, 3, 14)),))),
        ("after:Yesterday", Query((), (), (Filter("after:", midnight(2025, 3, 13)),))),
        ("after:14d", Query((), (), (Filter("after:", midnight(2025, 2, 28)),))),
        ("in:/Taxes/2025/", Query((), (), (Filter("in:", ("taxes", "2025")),))),
        ('in:"/My Ünit"', Query((), (), (Filter("in:", ("my unit",)),))),
        ("in:/", Query((), (), (Filter("in:", ()),))),
    ],
)
def test_queries(text: str, query: Query) -> None:
    assert parse(text, NOW) == query
    assert bool(parse(text, NOW)) == (query != Query())


@pytest.mark.parametrize(
    "text",
    ["tag:", 'tag:""', "type:", "type:a.b", 'type:"two words"', "type:*", "in:", "in:  x"]
    + [
        f"before:{value}"
        for value in ("", "x", "2025-13", "2025-02-30", "99d0", "0000", "9999999", "999999d", "-1d", "25")
    ]
    + ["after:tomorrow", "x -after:never"],
)
def test_an_operator_with_nonsense_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(QueryRejected) as refusal:
        parse(text, NOW)
    assert refusal.value.detail in text.lower()
    assert refusal.value.detail in {line.operator for line in HELP}


def test_the_help_can_be_typed() -> None:
    for line in HELP:
        assert parse(line.example, NOW)
        assert line.meaning


@given(st.text(max_size=80))
def test_any_text_is_a_query_or_refused(text: str) -> None:
    query = Query()
    with contextlib.suppress(QueryRejected):
        query = parse(text, NOW)
    for term in (*query.terms, *query.without):
        assert term.text
        assert fold(term.text).split() == term.text.split()
        assert term.phrase or " " not in term.text


@given(
    st.lists(
        st.sampled_from(["tag:", "-", '"', " ", "in:/a", "type:pdf", "before:2025", "x", "É", "\u3000"]), max_size=12
    )
)
def test_any_mixture_of_operators_is_a_query_or_refused(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        query = parse(text, NOW)
    except QueryRejected:
        assert any(operator in text for operator in ("tag:", "in:", "type:", "before:"))
    else:
        assert len(query.filters) <= sum(map(text.count, ("tag:", "in:", "type:", "before:")))


@given(st.text(max_size=30), st.text(max_size=30))
def test_folding_pieces_is_folding_the_whole(one: str, other: str) -> None:
    """Places in a folded text are found by it."""
    assert fold(one) + fold(other) == fold(one + other)


def test_what_is_very_long_is_cut_short() -> None:
    assert parse("x" * 10_000).terms == (Term("x" * 10_000),)
    assert len(parse(" ".join(map(str, range(10_000)))).terms) == MOST_TERMS
    assert len(parse("-" + " -".join(map(str, range(10_000)))).without) == MOST_TERMS
    assert parse('"' * 10_001) == Query()


def test_the_marks_that_folding_takes_out_are_all_of_them() -> None:
    everything = "".join(map(chr, range(0x20, 0xD800)))
    plain = unicodedata.normalize("NFKD", everything.casefold()).casefold()
    assert fold(everything) == "".join(character for character in plain if not unicodedata.combining(character))


def test_characters_that_are_words_stand_alone() -> None:
    assert spaced("plain text") == "plain text"
    assert spaced("日本x").split() == ["日", "本", "x"]
    assert spaced("ok😀").split() == ["ok", "😀"]


@pytest.mark.parametrize(
    ("name", "end", "readable"),
    [
        ("a.pdf", "pdf", True),
        ("a.tar.gz", "gz", False),
        ("a", "", True),
        (".jpg", "", True),
        ("a.", "", True),
        ("x.jpg", "jpg", False),
    ],
)
def test_endings(name: str, end: str, readable: bool) -> None:
    assert ending(name) == end
    assert may_have_text(name) == readable
