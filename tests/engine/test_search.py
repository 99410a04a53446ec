"""Finding items by words."""

from __future__ import annotations

import contextlib
import random
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

from vault.engine import trash
from vault.engine.errors import VaultError
from vault.engine.search import Match, SearchIndex, _Order, _snippet, fold, search
from vault.engine.vault import ROOT, Vault


@pytest.fixture
def vault(make_vault: Callable[..., Vault]) -> Vault:
    return make_vault()


def found(vault: Vault, query: str) -> list[bytes]:
    return [match.item.name for match in search(vault, query)]


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
        ("INVOICE plumber", ["Café"]),
        ("strasse", ["Straße.txt"]),
        ("STRASSE weg", ["Straße.txt"]),
        ("cafe hauser", ["Café"]),
        ("cafe\u0301", ["Café"]),
        ("taxes", ["Taxes"]),
        ("invoice none", []),
        ("", []),
        ("   ", []),
    ],
)
def test_words_in_names_tags_and_texts(filled: Vault, query: str, names: list[str]) -> None:
    assert found(filled, query) == [name.encode() for name in names]
    filled.lock()


def test_snippets_show_the_place(vault: Vault) -> None:
    vault.write_note(ROOT, b"note", "x " * 100 + "the\nneedle here" + " y" * 100)
    [match] = search(vault, "needle")
    assert "the needle here" in match.snippet
    assert match.snippet[0] == match.snippet[-1] == "…"
    assert "\n" not in match.snippet
    assert match.path == (b"note",)
    vault.lock()


@given(st.text(max_size=60), st.text(min_size=1, max_size=4))
def test_a_snippet_of_any_text_is_made(text: str, word: str) -> None:
    words = fold(word).split()
    if words:
        _snippet(text, words)


def test_only_the_current_version_is_searched(vault: Vault) -> None:
    for text in ("first words", "second words"):
        vault.write_note(ROOT, b"note", text)
    assert found(vault, "first") == []
    assert found(vault, "second") == [b"note"]
    vault.lock()


def test_the_trash_is_not_searched(filled: Vault) -> None:
    trash.remove(filled, filled.children(ROOT))
    assert found(filled, "invoice") == []
    filled.lock()


def test_no_more_than_asked_for(vault: Vault) -> None:
    for number in range(9):
        vault.write_note(ROOT, b"note %d" % number, "text")
    assert len(search(vault, "note", limit=4)) == 4
    vault.lock()


def test_names_that_are_not_text_are_no_obstacle(vault: Vault) -> None:
    vault.write_note(ROOT, b"\xff\xfe needle", "text")
    assert found(vault, "needle") == [b"\xff\xfe needle"]
    vault.lock()


class Counted(SearchIndex):
    """Counts how often it reads the catalog, and what it folds."""

    reads = 0

    def _read(self) -> _Order:
        self.reads += 1
        return super()._read()


def test_an_index_is_read_again_only_after_a_commit(filled: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """And folds only what it has not seen."""
    index = Counted(filled)
    assert len(index.search("invoice")) == len(index.search("invoice")) == 2
    assert index.search("nothing of the kind") == []
    assert index.reads == 1
    folded: list[str] = []

    def watched(text: str) -> str:
        folded.append(text)
        return fold(text)

    monkeypatch.setattr("vault.engine.search.fold", watched)
    filled.write_note(ROOT, b"more", "another invoice")
    assert [match.item.name for match in index.search("another")] == [b"more"]
    assert index.reads == 2
    assert {"more", "another invoice"} <= set(folded)
    assert not {"Weg und Ziel", "Invoice 2024.pdf"} & set(folded)
    filled.lock()


def test_an_index_forgets_what_is_gone(filled: Vault) -> None:
    """Names and texts of what was removed for good do not stay in memory."""
    index = SearchIndex(filled)
    assert len(index.search("invoice")) == 2
    trash.remove(filled, filled.children(ROOT))
    trash.empty(filled)
    assert index.search("invoice") == []
    assert (index._names, index._texts, index._order.ids) == ({}, {}, [])
    filled.lock()


def plainly(vault: Vault, query: str, limit: int) -> list[Match]:
    """The same, looked for anew in everything: what the index has to agree with."""
    words = fold(query).split()
    found = []
    for path, item in vault.walk():
        name = fold(item.name.decode("utf-8", "replace"))
        text = vault.note_text(item) if item.kind == "note" else ""
        everything = " ".join([name, *map(fold, vault.tags(item.id)), fold(text)])
        if words and all(word in everything for word in words):
            snippet = _snippet(text, words) or item.name.decode("utf-8", "replace")
            found.append((not all(word in name for word in words), Match(item, path, snippet)))
    found.sort(key=lambda one: (one[0], one[1].path))
    return [match for _, match in found[:limit]]


@pytest.mark.parametrize("seed", range(4))
def test_an_index_finds_what_a_plain_search_finds(vault: Vault, seed: int) -> None:
    """After every change of a random life, in the same order."""
    chance, index, some = random.Random(seed), SearchIndex(vault), 0

    def word(longest: int) -> str:
        return "".join(chance.choices("abnÄßéﬁİ \nﷺ", k=chance.randint(1, longest)))

    for _ in range(120):
        folders = [ROOT, *(item.id for item in vault.all_items() if item.kind == "folder")]
        items, place, name = [*vault.all_items()], chance.choice(folders), word(3).encode()
        with contextlib.suppress(VaultError, IndexError):
            match chance.randrange(8):
                case 0:
                    vault.make_folder(place, name)
                case 1 | 2 | 3:
                    vault.write_note(place, name + b"\xff" * chance.randrange(2), word(150))
                case 4:
                    vault.set_tags(chance.choice(items), [word(4)])
                case 5:
                    vault.move(chance.choice(items), place, name)
                case 6:
                    trash.remove(vault, [chance.choice(items)])
                case 7:
                    chance.choice((trash.restore, trash.empty))(vault, vault.trashed()[:1])
        for _ in range(2):
            query, limit = " ".join(word(2) for _ in range(chance.randint(1, 2))), chance.choice((1, 3, 50))
            found = index.search(query, limit=limit)
            assert found == plainly(vault, query, limit)
            some += len(found)
    assert some > 100
    vault.lock()


def test_the_marks_that_folding_takes_out_are_all_of_them() -> None:
    everything = "".join(map(chr, range(0x20, 0xD800)))
    plain = unicodedata.normalize("NFKD", everything.casefold())
    assert fold(everything) == "".join(character for character in plain if not unicodedata.combining(character))
