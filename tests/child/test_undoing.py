"""Steps that are taken back, copies, and rows that are found by what is typed, asked of a real vault process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.child.links import PATIENCE, Linked, create, make_files, names
from vault.child import messages as m
from vault.engine.errors import Cancelled, Conflict, NotFound


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Linked]:
    with create(tmp_path_factory.mktemp("steps") / "Papers.deedbox") as link:
        yield link


@pytest.fixture
def place(link: Linked, request: pytest.FixtureRequest) -> bytes:
    """A folder for each test."""
    return folder(link, request.node.name)


def folder(link: Linked, name: str, parent: bytes = m.ROOT) -> bytes:
    return link.call(m.MakeFolder(parent, name.encode()), PATIENCE).item


def note(link: Linked, name: str, parent: bytes, text: str = "text") -> bytes:
    return link.call(m.WriteNote(text, parent=parent, name=name.encode()), PATIENCE).item


def inside(link: Linked, folder: bytes) -> list[str]:
    return [row.shown for row in link.call(m.ListItems("folder", folder), PATIENCE).rows]


def row(link: Linked, item: bytes) -> m.Row:
    return link.call(m.ItemDetails(item), PATIENCE).row


def back(link: Linked, step: m.Step | None) -> m.TakenBack:
    assert step is not None
    return link.call(m.TakeBack(step.number), PATIENCE)


def test_everything_that_keeps_order_is_taken_back_and_done_again(link: Linked, place: bytes) -> None:
    one, two = note(link, "one", place), note(link, "two", place)
    made = link.call(m.MakeFolder(place, b"new"), PATIENCE)
    steps = [
        link.call(m.RenameItem(one, b"first"), PATIENCE).step,
        link.call(m.MoveItems((one, two), made.item), PATIENCE).step,
        link.call(m.SetTags((one, two), add=("blue",)), PATIENCE).step,
        link.call(m.SetFavourite((one,), True), PATIENCE).step,
        link.call(m.TrashItems((two,)), PATIENCE).step,
        link.call(m.RestoreItems((two,)), PATIENCE).step,
    ]
    told = [(step.act, step.items) for step in steps if step]
    assert told == [("rename", 1), ("move", 2), ("tags", 2), ("favourites", 1), ("trash", 1), ("restore", 1)]
    again = []
    for step in reversed(steps):
        taken = back(link, step)
        assert taken.hindrance == ""
        assert taken.changes.updated
        again.append(taken.step)
    assert inside(link, place) == ["new", "one", "two"]
    assert not row(link, one).tags
    assert not row(link, one).favourite
    assert back(link, made.changes.step).hindrance == ""
    assert inside(link, place) == ["one", "two"]
    assert back(link, made.changes.step).hindrance == "forgotten"
    link.call(m.RestoreItems((made.item,)), PATIENCE)
    for step in reversed(again):
        assert back(link, step).hindrance == ""
    assert inside(link, made.item) == ["first", "two"]
    assert row(link, one).tags == ("blue",)
    assert row(link, one).favourite


def test_only_what_was_changed_is_taken_back(link: Linked, place: bytes) -> None:
    one, two = note(link, "one", place), note(link, "two", place)
    link.call(m.SetTags((one,), add=("before",)), PATIENCE)
    assert link.call(m.SetTags((one,), add=("before",)), PATIENCE).step is None, "nothing was changed"
    step = link.call(m.SetTags((one, two), add=("before",)), PATIENCE).step
    assert back(link, step).hindrance == ""
    assert row(link, one).tags == ("before",), "it had the tag already"
    assert row(link, two).tags == ()
    moved = link.call(m.MoveItems((two,), folder(link, "there", place)), PATIENCE).step
    link.call(m.WriteNote("later", item=two, based_on=row(link, two).version), PATIENCE)
    assert back(link, moved).hindrance == ""
    assert link.call(m.NoteText(two), PATIENCE).text == "later", "what was written since stays"


def test_what_cannot_be_taken_back_says_why_and_changes_nothing(link: Linked, place: bytes) -> None:
    one, two = note(link, "one", place), note(link, "two", place)
    there = folder(link, "there", place)
    renamed = link.call(m.RenameItem(one, b"other"), PATIENCE).step
    note(link, "one", place)
    assert back(link, renamed).hindrance == "taken"
    moved = link.call(m.MoveItems((one, two), there), PATIENCE).step
    link.call(m.RenameItem(two, b"another"), PATIENCE)
    assert back(link, moved).hindrance == "changed"
    assert inside(link, there) == ["another", "other"], "not even the one that could have gone back"
    filled = link.call(m.MakeFolder(place, b"filled"), PATIENCE)
    note(link, "in it", filled.item)
    assert back(link, filled.changes.step).hindrance == "filled"
    out = link.call(m.MoveItems((one,), filled.item), PATIENCE).step
    link.call(m.TrashItems((there,)), PATIENCE)
    assert back(link, out).hindrance == "nowhere"
    away = link.call(m.MoveItems((filled.item,), m.ROOT), PATIENCE).step
    link.call(m.MoveItems((place,), filled.item), PATIENCE)
    assert back(link, away).hindrance == "nowhere", "it would be inside itself"
    link.call(m.MoveItems((place,), m.ROOT), PATIENCE)


def test_copies_share_nothing_and_have_names_of_their_own(link: Linked, place: bytes, tmp_path: Path) -> None:
    inner = folder(link, "inner", place)
    kept = note(link, "kept.md", inner, "words")
    link.call(m.SetTags((kept, inner), add=("green",)), PATIENCE)
    link.call(m.SetFavourite((kept,), True), PATIENCE)
    files = make_files(tmp_path / "files", 3)
    link.call(m.AddFiles((bytes(files),), inner), PATIENCE)
    link.call(m.TrashItems((note(link, "gone", inner),)), PATIENCE)
    copied = link.call(m.CopyItems((inner, kept), place), PATIENCE)
    assert (copied.items, copied.folders, copied.failed, copied.cancelled) == (4, 2, 0, False)
    assert inside(link, place) == ["inner", "inner (2)"]
    (copy,) = [one for one in link.call(m.ListItems("folder", place), PATIENCE).rows if one.id != inner]
    assert copy.tags == ("green",)
    assert inside(link, copy.id) == ["files", "kept.md"]
    rows = link.call(m.ListItems("folder", copy.id), PATIENCE).rows
    twin = next(one for one in rows if one.kind == "note")
    assert (twin.tags, twin.favourite, twin.modified) == (("green",), False, row(link, kept).modified)
    link.call(m.WriteNote("others", item=twin.id, based_on=twin.version), PATIENCE)
    assert link.call(m.NoteText(kept), PATIENCE).text == "words"
    stored = next(one for one in rows if one.kind == "folder")
    for one in link.call(m.ListItems("folder", stored.id), PATIENCE).rows:
        pieces: list[bytes] = []
        link.ask(m.ReadContent(one.id), piece=pieces.append).wait(PATIENCE)
        assert b"".join(pieces) == (files / one.shown).read_bytes()
    within = link.call(m.CopyItems((inner,), inner), PATIENCE)
    assert within.folders == 2, "a folder copied into itself ends"
    assert inside(link, inner) == ["files", "inner", "kept.md"]
    assert copied.changes.step is not None
    assert (copied.changes.step.act, copied.changes.step.items) == ("copy", 1)
    assert back(link, copied.changes.step).hindrance == ""
    assert inside(link, place) == ["inner"]
    with pytest.raises(Conflict):
        link.call(m.CopyItems((copy.id,), place), PATIENCE)
    with pytest.raises(NotFound):
        link.call(m.CopyItems((bytes(range(16)),), place), PATIENCE)


def test_copying_that_is_stopped_leaves_whole_items(link: Linked, place: bytes, tmp_path: Path) -> None:
    inner = folder(link, "many", place)
    link.call(m.AddFiles((bytes(make_files(tmp_path / "files", 400, 30_000)),), inner), PATIENCE)
    before = len(names(link))
    reply = link.ask(m.CopyItems((inner,), place))
    reply.cancel()
    try:
        copied = reply.wait(PATIENCE)
    except Cancelled:
        assert len(names(link)) == before, "stopped before it began"
    else:
        assert len(names(link)) == before + copied.items
    assert link.call(m.CheckVault(), PATIENCE).ok


def test_a_row_is_found_by_its_first_letters_or_its_id(link: Linked, place: bytes) -> None:
    found = {name: note(link, name, place) for name in ("apple", "Ärger", "zebra", "10 letters", "2 letters")}
    order = inside(link, place)
    assert order == ["2 letters", "10 letters", "apple", "Ärger", "zebra"]

    def find(typed: str = "", start: int = 0, item: bytes = b"") -> int:
        return link.call(m.FindRow("folder", place, typed=typed, start=start, item=item), PATIENCE).number

    assert find("ARG") == 3
    assert find("1") == 1
    assert find("a") == 2
    assert find("a", 3) == 3
    assert find("a", 4) == 2, "around the end"
    assert find("nothing") == -1
    assert find(item=found["zebra"]) == 4
    assert find(item=bytes(16)) == -1
