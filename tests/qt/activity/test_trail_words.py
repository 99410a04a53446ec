"""Every word of every sentence of the trail finds its entry, in each language, and no entry that does not show it."""

from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QApplication

from tests.qt.tongues import speaking
from vault.child.deed_words import Sentences, pieces_with
from vault.child.deeds import DEEDS, Detail, tell
from vault.engine.query import fold
from vault.qt.spoken import Spoken

WAY = b"i" * 16
DETAILS: tuple[Detail, ...] = (
    *((), (1, 1), (7, 3), ("device lost",), ("person left",), ("nothing",), ("notes",), ("everything",)),
    *((WAY, kind) for kind in ("password", "keyfile", "recovery", "device", "of tomorrow")),
    *(("laptop", 0, 1, "unlocked"), ("laptop", 1, 1, "refused"), ("laptop", 3, 1, "read", 2, "refused", 3, "refused")),
    *(("laptop", 0, 1, "read"), ("records from 3 to 7",), ("ssh-ed25519", "records from 8 to 9")),
)


class WithoutSizes(Spoken):
    """Sizes are written by the locale, and no words."""

    def size(self, count: int, /) -> str:
        return ""


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_word_of_every_sentence_finds_it(qapp: QApplication, language: str) -> None:
    voice = WithoutSizes()
    with speaking(qapp, language):
        said = {
            (action, tell(action, detail, voice, way).whole): (detail, way)
            for action in (*DEEDS, "a deed of tomorrow")
            for detail in DETAILS
            for way in ("", "Schlüssel")
        }
        words = {word for _, whole in said for word in re.findall(r"\w+", whole)}
        assert len(words) > 200
        sentences = {word: Sentences(word, pieces_with(word, voice)) for word in words}
        rare = sorted(word for word in words if len(word) > 5)[::25]
        for (action, whole), (detail, way) in said.items():
            missed = [word for word in re.findall(r"\w+", whole) if not sentences[word].have(action, detail, way)]
            assert not missed, f"{whole} is not found by {missed}"
            wrong = [one for one in rare if fold(one) not in fold(whole) and sentences[one].have(action, detail, way)]
            assert not wrong, f"{whole} is found by {wrong}"
