"""Finding items by words and operators."""

from __future__ import annotations

import contextlib
import random
import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from vault.engine import trash
from vault.engine.errors import QueryRejected, VaultError
from vault.engine.index import TextIndex
from vault.engine.query import Term, fold, parse, spaced
from vault.engine.records import Change
from vault.engine.search import Match, SearchIndex, marks, search, snippet_of
from vault.engine.vault import ROOT, Item, Vault

DAY = 86_400 * 10**9


@pytest.fixture
def vault(make_vault: Callable[..., Vault]) -> Vault:
    return make_vault()


def found(vault: Vault, query: str) -> list[str]:
    return [match.item.name.decode() for match in search(vault, query)]


def file(vault: Vault, name: str, parent: bytes = ROOT, modified: int = 0) -> Item:
    """A file without content."""
    identity = vault.platform.random(16)
    row = parent, "file", name.encode(), 0, modified, 1, None
    vault.commit([Change("item", (identity,), row), Change("version", (identity, 1), (0, modified, 0, 0))], "added")
    return vault.item(identity)


@pytest.fixture
def filled(vault: Vault) -> Vault:
    folder = vault.make_folder(ROOT, b"Taxes")
    for name, text in (
        ("Invoice 2024.pdf", "a sum of money"),
        ("Straße.txt", "Weg und Ziel"),
        ("Café", "the invoice of the plumber"),
    ):
        note = vault.write_note(folder.id, name.encode(), text)
        if name == "Café":
            vault.set_tags(note, add=["Häuser"])
    return vault


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("invoice", ["Invoice 2024.pdf", "Café"]),
        ("voice", ["Invoice 2024.pdf"]),
        ("INVOICE plumber", ["Café"]),
        ("plum", ["Café"]),
        ("strasse", ["Straße.txt"]),
        ("STRASSE weg", ["Straße.txt"]),
        ("weg straße häu", []),
        ("cafe hauser", ["Café"]),
        ("hauser invoice", ["Café"]),
        ("cafe\u0301", ["Café"]),
        ('"invoice of the plumber"', ["Café"]),
        ('"of the plum"', []),
        ('"plumber of"', []),
        ("of-the", ["Café"]),
        ("taxes", ["Taxes"]),
        ("invoice none", []),
        ("invoice -plumber", ["Invoice 2024.pdf"]),
        ("invoice -hauser", ["Invoice 2024.pdf"]),
        ("-invoice", ["Straße.txt", "Taxes"]),
        ("tag:hauser", ["Café"]),
        ("tag:häuser invoice", ["Café"]),
        ("tag:haus", []),
        ("-tag:häuser type:note", ["Invoice 2024.pdf", "Straße.txt"]),
        ("type:folder", ["Taxes"]),
        ("type:file", []),
        ("", []),
        ("   ", []),
        ("x" * 10_000, []),
        (" ".join(f"word{number}" for number in range(2_000)), []),
        ("&", []),
        ("the & plumber", ["Café"]),
        ("%", []),
        ("inv\udcff", []),
    ],
)
def test_words_phrases_and_exclusions(filled: Vault, query: str, names: list[str]) -> None:
    assert found(filled, query) == names
    filled.lock()


def test_operators(vault: Vault) -> None:
    taxes = vault.make_folder(ROOT, b"Taxes")
    year = vault.make_folder(taxes.id, "2025 Übersicht".encode())
    other = vault.make_folder(ROOT, b"Other")
    for name, place in (("a.PDF", year), ("b.jpeg", taxes), ("c.docx", other), ("d.eml", other), ("e", other)):
        file(vault, name, place.id)
    vault.write_note(year.id, b"f.pdf", "no file")
    for query, names in {
        "type:pdf": ["a.PDF"],
        "type:image": ["b.jpeg"],
        "type:jpeg": ["b.jpeg"],
        "type:office": ["c.docx"],
        "type:mail": ["d.eml"],
        "type:archive": [],
        "type:note": ["f.pdf"],
        "-type:file -type:note": ["2025 Übersicht", "Other", "Taxes"],
        "type:file in:/Other": ["c.docx", "d.eml", "e"],
        'in:"/taxes/2025 ubersicht"': ["a.PDF", "f.pdf"],
        "in:/Taxes": ["2025 Übersicht", "a.PDF", "b.jpeg", "f.pdf"],
        "in:taxes/ type:file -type:pdf": ["b.jpeg"],
        "in:/nowhere": [],
        "-in:/ -in:/": [],
    }.items():
        assert found(vault, query) == names, query
    with pytest.raises(QueryRejected):
        found(vault, "before:noon")
    vault.lock()


def test_dates_are_the_days_of_the_person(vault: Vault) -> None:
    march = parse("after:2025-03").filters[0].value
    assert isinstance(march, int)
    for name, modified in (("before", march - 1), ("first", march), ("long ago", -DAY), ("later", march + 40 * DAY)):
        file(vault, name, modified=modified)
    assert found(vault, "before:2025-03") == ["before", "long ago"]
    assert found(vault, "after:2025-03") == ["first", "later"]
    assert found(vault, "after:2025-03 before:2025-04") == ["first"]
    assert found(vault, "-after:2025-03") == ["before", "long ago"]
    vault.lock()


def test_the_best_comes_first(vault: Vault) -> None:
    for name, text in (
        ("zz needle", ""),
        ("needlework", ""),
        ("Needle", ""),
        ("haystack", "hay hay hay hay hay hay hay hay hay needle hay hay hay hay hay hay hay"),
        ("sewing", "needle, needle and thread: needle"),
        ("needle-free", "text"),
        ("the bag", "thread"),
    ):
        vault.write_note(ROOT, name.encode(), text)
    vault.set_tags(next(item for item in vault.children(ROOT) if item.name == b"the bag"), add=["needle"])
    assert found(vault, "needle") == [
        "Needle",
        "needle-free",
        "needlework",
        "zz needle",
        "the bag",
        "sewing",
        "haystack",
    ]
    assert found(vault, "needle thread") == ["sewing", "the bag"]
    assert found(vault, "bag thread") == ["the bag"]
    vault.lock()


def test_scripts_without_spaces_and_signs(vault: Vault) -> None:
    vault.write_note(ROOT, b"japan", "日本の東京都にある")
    vault.write_note(ROOT, b"cat", "my cat is 😀happy")
    vault.write_note(ROOT, b"hindi", "नमस्ते दुनिया")
    vault.write_note(ROOT, b"greek", "ΚΑΛΗΜΈΡΑ κόσμε")
    for query, name in (("東京", "japan"), ("😀", "cat"), ("happy", "cat"), ("दुनिया", "hindi"), ("καλημερα", "greek")):
        assert found(vault, query) == [name], query
    assert found(vault, "京東") == []
    vault.lock()


def test_snippets_show_the_place(vault: Vault) -> None:
    vault.write_note(ROOT, b"note", "x " * 100 + "the\nneedle hére" + " y" * 100)
    [match] = search(vault, "needle here")
    assert "the needle hére" in match.snippet
    assert match.snippet[0] == match.snippet[-1] == "…"
    assert "\n" not in match.snippet
    assert match.path == (b"note",)
    assert [match.snippet[start : start + length] for start, length in match.marks] == ["needle", "hére"]
    assert match.name_marks == ()
    vault.lock()


def test_where_nothing_is_in_the_text_the_name_stands(vault: Vault) -> None:
    vault.write_note(ROOT, "Ein Straßenfest".encode(), "nothing")
    [match] = search(vault, "strasse fest")
    assert (match.snippet, match.in_text) == ("Ein Straßenfest", False)
    assert match.marks == match.name_marks == ((4, 6), (11, 4))
    vault.lock()


def test_a_snippet_shows_most_of_the_words(vault: Vault) -> None:
    vault.write_note(ROOT, b"note", "fence " + "x " * 200 + "the garden has a fence" + " y" * 100)
    [match] = search(vault, "garden fence")
    assert "the garden has a fence" in match.snippet
    vault.lock()


@given(st.text(max_size=60), st.text(min_size=1, max_size=4))
def test_a_snippet_of_any_text_is_made(text: str, word: str) -> None:
    terms = [Term(piece) for piece in fold(word).split()]
    snippet = snippet_of(text, terms)
    for shown, words in ((snippet, True), (text, False)):
        spans = marks(shown, terms, words=words)
        assert all(0 <= start < start + length <= len(shown) for start, length in spans)
        assert all(sum(one) < other[0] for one, other in pairwise(spans))
    if terms and terms[0].text in fold(text):
        assert marks(text, terms)


def test_only_the_current_version_is_searched(vault: Vault) -> None:
    for text in ("first words", "second words"):
        vault.write_note(ROOT, b"note", text)
    assert found(vault, "first") == []
    assert found(vault, "second") == ["note"]
    vault.lock()


def test_the_trash_is_not_searched(filled: Vault) -> None:
    trash.remove(filled, filled.children(ROOT))
    assert found(filled, "invoice") == []
    assert found(filled, "type:note") == []
    filled.lock()


def test_no_more_than_asked_for(vault: Vault) -> None:
    for number in range(9):
        vault.write_note(ROOT, b"note %d" % number, "text")
    assert len(search(vault, "note", limit=4)) == 4
    assert len(search(vault, "text", limit=4)) == 4
    assert search(vault, "note", limit=0) == []
    vault.lock()


def test_of_very_many_the_latest_are_ranked(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """And those that a condition leaves are found however many others there are."""
    monkeypatch.setattr("vault.engine.search.MOST_RANKED", 3)
    for number in range(20):
        vault.write_note(ROOT, b"note %d" % number, "text")
    assert len(search(vault, "text", limit=50)) == 20
    vault.set_tags(vault.children(ROOT)[0], add=["one"])
    assert found(vault, "text tag:one") == [vault.children(ROOT)[0].name.decode()]
    vault.lock()


def test_names_that_are_not_text_are_no_obstacle(vault: Vault) -> None:
    vault.write_note(ROOT, b"\xff\xfe needle", "text")
    assert [match.item.name for match in search(vault, "needle")] == [b"\xff\xfe needle"]
    assert [match.item.name for match in search(vault, "\udcff\udcfe")] == [b"\xff\xfe needle"]
    vault.lock()


def test_a_change_costs_its_own_rows(vault: Vault) -> None:
    """However many items there are: nothing is walked again after a commit."""
    rows = []
    for count in (10, 400):
        place = vault.make_folder(ROOT, b"%d" % count)
        notes = [vault.write_note(place.id, b"%d" % number, f"text {number}") for number in range(count)]
        texts = TextIndex(vault)
        texts.catch_up()
        index = SearchIndex(vault, texts)
        before = index.rows_read
        for change in (
            lambda notes=notes: vault.write_note(notes[0].parent, notes[0].name, "another zebra"),
            lambda notes=notes: vault.move(notes[1], ROOT, b"zebra %d" % len(notes)),
            lambda notes=notes: vault.set_tags(notes[2], add=["zebra"]),
            lambda notes=notes: trash.remove(vault, [notes[3]]),
        ):
            change()
            texts.catch_up()
            index.search("zebra")
        assert len(index.search(f"zebra in:{count}")) == 2
        rows.append(index.rows_read - before)
        index.close()
        texts.close()
    assert rows[0] == rows[1] <= 8
    vault.lock()


def test_an_index_forgets_what_is_gone(filled: Vault) -> None:
    """Names and texts of what was removed for good do not stay in memory."""
    texts = TextIndex(filled)
    texts.catch_up()
    index = SearchIndex(filled, texts)
    assert len(index.search("invoice")) == 2
    trash.remove(filled, filled.children(ROOT))
    trash.empty(filled)
    texts.catch_up()
    assert index.search("invoice") == []
    assert (index._known, index._names, index._ids, index._tags, index._joined) == ({}, [], [], {}, {})
    assert texts.state.texts == texts.bytes == 0
    filled.lock()


def plainly(vault: Vault, terms: Sequence[Term]) -> set[bytes]:
    """The items that hold all words, looked for anew in everything: what the index has to agree with."""
    hits = set()
    for _, item in vault.walk():
        name = fold(item.name.decode("utf-8", "replace"))
        tags = [fold(tag) for tag in vault.tags(item.id)]
        tokens = re.findall(r"[^\W_]+", spaced(fold(vault.note_text(item) if item.kind == "note" else "")))
        if all(
            term.text in name
            or any(term.text in tag for tag in tags)
            or any(token.startswith(term.text) if len(term.text) > 1 else token == term.text for token in tokens)
            for term in terms
        ):
            hits.add(item.id)
    return hits


@pytest.mark.parametrize("seed", range(4))
def test_an_index_finds_what_a_plain_search_finds(vault: Vault, seed: int) -> None:
    """After every change of a random life; and one that was made anew finds the same in the same order."""
    chance, some = random.Random(seed), 0
    texts = TextIndex(vault)
    index = SearchIndex(vault, texts)

    def word(longest: int, letters: str = "abnÄßéﬁİ \n") -> str:
        return "".join(chance.choices(letters, k=chance.randint(1, longest)))

    for _ in range(100):
        folders = [ROOT, *(item.id for item in vault.all_items() if item.kind == "folder")]
        items, place, name = [*vault.all_items()], chance.choice(folders), word(3).encode()
        with contextlib.suppress(VaultError, IndexError):
            match chance.randrange(8):
                case 0:
                    vault.make_folder(place, name)
                case 1 | 2 | 3:
                    vault.write_note(place, name + b"\xff" * chance.randrange(2), word(60))
                case 4:
                    vault.set_tags(chance.choice(items), [word(4)])
                case 5:
                    vault.move(chance.choice(items), place, name)
                case 6:
                    trash.remove(vault, [chance.choice(items)])
                case 7:
                    chance.choice((trash.restore, trash.empty))(vault, vault.trashed()[:1])
        texts.catch_up()
        query = parse(" ".join(word(2, "abnÄßéﬁ") for _ in range(chance.randint(1, 2))))
        hits = index.search(query, limit=10_000)
        assert {match.item.id for match in hits} == plainly(vault, query.terms)
        anew = SearchIndex(vault, texts)
        assert hits == anew.search(query, limit=10_000)
        assert (index._names, index._ids, index._tags) == (anew._names, anew._ids, anew._tags)
        anew.close()
        some += len(hits)
    assert some > 100
    vault.lock()


def test_matches_say_where_an_item_is(filled: Vault) -> None:
    [match] = search(filled, "plumber")
    assert isinstance(match, Match)
    assert match.path == (b"Taxes", "Café".encode())
    filled.lock()
