"""Values that were put into a note come out of it again as they were."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from tests.sandbox.importing.collected import told
from vault.sandbox.importing import links
from vault.sandbox.importing.cards import Card, note
from vault.sandbox.importing.entries import MOST_TAGS
from vault.sandbox.importing.titles import Titles, name

VALUES = ["plain", "*a* _b_ <c> [d](e)", "`", "``", "a`b", "`a`", "a``b`c", " lead", "trail ", " both ", "two\nlines",
          "```\nfence\n```", "tab\there", "\n", "# no heading", "ünïcödé €", "\\n", "- no list", "a:** `b"]  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_value_comes_out_as_it_was(value: str) -> None:
    text = Card("T", [("before", "x"), ("Label *", value), ("after", "y")]).text()
    assert told(text) == [("before", "x"), ("Label *", value), ("after", "y")]


@given(st.text(st.sampled_from("`` \n*a<:-"), min_size=1, max_size=12))
def test_any_value_comes_out_as_it_was(value: str) -> None:
    assert told(Card("T", [("Label", value), ("after", "y")]).text()) == [("Label", value), ("after", "y")]


def test_empty_values_and_sections_are_left_out() -> None:
    card = Card("A\ntitle", [("Empty", "")], [("Nothing", [("Empty", "")]), ("Some", [("a", "b")])], "\n\n")
    assert card.text() == "# A title\n\n## Some\n\n- **a:** `b`\n"


def test_secrets_are_in_no_repr() -> None:
    assert "hunter2" not in repr(Card("T", [("Password", "hunter2")]))


def test_half_characters_have_an_encoding() -> None:
    entry = note((name("half \ud800"),), "text \udfff", tags=["\ud800"])
    assert entry.text is not None
    (entry.text + "".join(entry.tags) + entry.path[0].decode()).encode()


def test_tags_are_cleaned_and_bounded() -> None:
    assert note((b"n",), "", tags=["a", " a ", "", "b  c"]).tags == ("a", "b c")
    assert len(note((b"n",), "", tags=[str(number) for number in range(200)]).tags) == MOST_TAGS
    assert len(note((b"n",), "", tags=["ü" * 5000]).tags[0].encode()) <= 1024


def test_titles_are_names_of_their_own() -> None:
    titles = Titles()
    assert [titles.free((), one) for one in ("a", "A", "a", "a.txt", "a.txt", "", "\n", "x/y")] == [
        b"a", b"A (2)", b"a (3)", b"a.txt", b"a (2).txt", b"Untitled", b"Untitled (2)", b"x-y",
    ]  # fmt: skip
    assert titles.free((b"elsewhere",), "a") == b"a"
    assert len(name("€" * 1000)) <= 220
    assert name("€" * 1000).decode() == "€" * 73


def test_many_equal_titles_cost_the_same_each() -> None:
    titles = Titles()
    assert [titles.free((), "same") for _ in range(50_000)][-1] == b"same (50000)"


def test_links_end_where_they_should() -> None:
    assert links.link((b"My (files)", b"a b>.txt")) == r"[a b\>.txt](My%20%28files%29/a%20b%3E.txt)"
    assert links.address((b"top",), (b"a", b"b")) == "../../top"


def test_links_follow_what_they_point_to() -> None:
    places = {(b"a", b"b c.md"): (b"a", b"New name"), (b"top.md",): (b"Top",)}
    text = "[x](b%20c.md) [y](<b c.md>) [z](../top.md#part) [far](https://b.md) [none](gone.md) ![p](p.png) [t](#t)"
    assert links.relink(text, (b"a",), places.get) == (
        "[x](New%20name) [y](New%20name) [z](../Top#part) [far](https://b.md) [none](gone.md) ![p](p.png) [t](#t)"
    )
    assert links.relink("[x](../../../../b%20c.md)", (b"a",), places.get) == "[x](../../../../b%20c.md)"
