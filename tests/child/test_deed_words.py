"""What is searched in the trail is what is shown of it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from vault.child import deed_words, deeds
from vault.child.deed_words import Sentences, pieces_with
from vault.child.deeds import Detail
from vault.cli.english import English

VOICE = English()


def test_every_text_that_a_sentence_can_be_made_of_is_looked_through() -> None:
    tree = ast.parse(Path(deeds.__file__).read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    texts = {
        call.args[1].value
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr == "translate"
        and isinstance(call.args[1], ast.Constant)
    }
    assert dict(deed_words._texts()) == {text: "%Ln" in str(text) for text in texts}


@pytest.mark.parametrize(
    ("words", "action", "detail", "way", "found"),
    [
        ("keyfile", "way in added", (b"i" * 16, "keyfile"), "", True),
        ("keyfile", "way in added", (b"i" * 16, "password"), "", False),
        ("items", "added", (2, 10), "", True),
        ("items", "added", (1, 10), "", False),
        ("1204", "added", (1204, 10), "", True),
        ("opens the", "way in tested", (), "Main", True),
        ("opens the", "way in tested", (), "", False),
        ("mäin", "way in tested", (), "Main", True),
        ("name", "way in tested", (), "Main", False),
        ("REFUSED", "access", ("laptop", 0, 1, "refused"), "", True),
        ("refused", "access", ("laptop", 0, 1, "read"), "", False),
        ("laptop", "access", ("laptop", 0, 1, "read"), "", True),
        ("device was lost", "rotation called for", ("device lost",), "", True),
        ("device", "rotation called for", ("person left",), "", False),
        ("no words for", "of tomorrow", (), "", True),
        ("tomorrow", "of tomorrow", (), "", True),
    ],
)
def test_an_entry_is_found_by_what_it_says(words: str, action: str, detail: Detail, way: str, found: bool) -> None:
    assert Sentences(words, pieces_with(words, VOICE)).have(action, detail, way) is found
