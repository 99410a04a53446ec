"""Finding items by words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

from vault.engine import trash
from vault.engine.search import _snippet, fold, search
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
