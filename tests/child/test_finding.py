"""Finding by the pipe: hits with places, texts that somebody else took out of files, an index that outlives locks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.child.links import PASSWORD, PATIENCE, Linked, create, make_files, unlock
from vault.child import messages as m
from vault.engine.errors import Conflict, QueryRejected


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "V.deedbox"


@pytest.fixture
def link(path: Path) -> Iterator[Linked]:
    link = create(path)
    yield link
    link.close()


def note(link: Linked, name: bytes, text: str) -> bytes:
    return link.call(m.WriteNote(text, name=name), PATIENCE).item


def hits(link: Linked, query: str) -> list[m.Hit]:
    return list(link.call(m.SearchItems(query), PATIENCE).hits)


def put(link: Linked, item: m.WantedText, text: str | None, outcome: m.TextOutcome = "taken") -> m.TextsTaken:
    taken = m.TakenText(item.item, item.version, text, outcome)
    return link.call(m.PutTexts((taken,)), PATIENCE)


def wanted(link: Linked, count: int) -> list[m.WantedText]:
    """As many as are there in the end: the vault process looks at items when it has a moment."""
    while True:
        found = link.call(m.TextsWanted(), PATIENCE)
        if len(found.items) == count:
            return list(found.items)
        assert found.left >= count


def test_hits_say_where_the_words_stand(link: Linked) -> None:
    item = note(link, "Café\x07 Plan".encode(), "the plans of\nthe café")
    found = link.call(m.SearchItems("cafe plan"), PATIENCE)
    [hit] = found.hits
    assert hit.row.id == item
    assert (hit.snippet, found.more) == ("the plans of the café", False)
    assert [hit.snippet[one.start : one.start + one.length] for one in hit.marks] == ["plan", "café"]
    assert hit.row.shown == "Café\ufffd Plan"
    assert [hit.row.shown[one.start : one.start + one.length] for one in hit.name_marks] == ["Café", "Plan"]
    [by_name] = hits(link, "afé type:note")
    assert by_name.snippet == by_name.row.shown
    assert by_name.marks == by_name.name_marks != ()


def test_an_operator_with_nonsense_is_told_by_its_name(link: Linked) -> None:
    with pytest.raises(QueryRejected) as refusal:
        hits(link, "x before:noon")
    assert refusal.value.detail == "before:"


def test_texts_of_files_are_found_and_outlive_the_lock(link: Linked, path: Path, tmp_path: Path) -> None:
    source = tmp_path / "letter.odt"
    source.write_bytes(b"no text at all")
    added = link.call(m.AddFiles((bytes(source),)), PATIENCE)
    [item] = wanted(link, 1)
    assert (item.item, item.version, item.size, item.hint) == (added.changes.added[0], 1, 14, "odt")
    before = link.call(m.SearchItems("quagga"), PATIENCE)
    assert (before.hits, before.catching_up) == ((), 1)
    assert put(link, item, "the quagga") == m.TextsTaken(1, 0)
    assert put(link, item, "once more") == m.TextsTaken(0, 0)
    after = link.call(m.SearchItems("quagga"), PATIENCE)
    assert ([hit.snippet for hit in after.hits], after.catching_up) == (["the quagga"], 0)
    facts = link.call(m.IndexFacts(), PATIENCE)
    assert (facts.texts, facts.tried, facts.left, facts.characters) == (1, 0, 0, 10)
    link.close()
    again = unlock(path, PASSWORD)
    assert [hit.snippet for hit in hits(again, "quagga")] == ["the quagga"]
    assert again.call(m.TextsWanted(), PATIENCE).items == ()
    assert again.call(m.RebuildIndex(), PATIENCE).texts == 0
    assert len(wanted(again, 1)) == 1
    assert hits(again, "quagga") == []
    again.close()


def test_texts_of_a_version_that_is_not_current_any_more_are_passed_over(link: Linked, tmp_path: Path) -> None:
    source = tmp_path / "letter.odt"
    for content in (b"one", b"two!"):
        source.write_bytes(content)
        link.call(m.AddFiles((bytes(source),), replace=True), PATIENCE)
        if content == b"one":
            [first] = wanted(link, 1)
    assert hits(link, "quagga") == []
    assert put(link, first, "the old quagga").taken == 0
    [second] = wanted(link, 1)
    assert (second.version, second.size) == (2, 4)
    assert put(link, second, None, "damaged") == m.TextsTaken(1, 0)
    assert hits(link, "quagga") == []


def test_what_nobody_can_have_taken_is_refused(link: Linked) -> None:
    item = m.WantedText(bytes(16), 1, 1, "")
    for text, outcome in (("text", "refused"), (None, "taken")):
        with pytest.raises(Conflict):
            put(link, item, text, outcome)  # type: ignore[arg-type]
    for limit in (0, m.MOST_TEXTS + 1):
        with pytest.raises(Conflict):
            link.call(m.TextsWanted(limit), PATIENCE)
    with pytest.raises(Conflict):
        link.call(m.SearchItems("x", 0), PATIENCE)


def test_many_notes_are_taken_in_while_others_are_answered(link: Linked, path: Path, tmp_path: Path) -> None:
    """A vault that has no index yet: every answer says how much is left, and in the end all is there."""
    for number in range(60):
        note(link, b"%d" % number, "quagga " * 500)
    make_files(tmp_path / "files", 5)
    link.call(m.AddFiles((bytes(tmp_path / "files"),)), PATIENCE)
    link.close()
    for file in (path / "index").glob("*"):
        file.unlink()
    again = unlock(path, PASSWORD)
    left = []
    while True:
        found = again.call(m.SearchItems("quagga", 1_000), PATIENCE)
        left.append(found.catching_up)
        assert len(again.call(m.ListItems(), PATIENCE).rows) == 65
        if len(found.hits) == 60:
            break
    assert left == sorted(left, reverse=True)
    again.close()


def test_the_limit_is_kept_and_told(link: Linked) -> None:
    for number in range(5):
        note(link, b"quagga %d" % number, "")
    found = link.call(m.SearchItems("quagga", 3), PATIENCE)
    assert (len(found.hits), found.more) == (3, True)
    assert not link.call(m.SearchItems("quagga", 5), PATIENCE).more
