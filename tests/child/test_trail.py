"""The trail by pages: filtered, searched by names that are no part of it, verified, and honest about a gap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.child.links import PASSWORD, PATIENCE, Linked, create, unlock
from tests.forging import altered_image, create as create_here, image_of, plant_image
from vault.child import messages as m
from vault.child.deed_words import pieces_with
from vault.cli.english import English
from vault.engine.errors import Conflict, Damaged, WrongCredential
from vault.engine.vault import ROOT


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Linked]:
    made = create(tmp_path_factory.mktemp("trail") / "Papers.deedbox")
    yield made
    made.lock()
    made.join(PATIENCE)


def ask(link: Linked, **wanted: object) -> m.TrailPage:
    return link.call(m.AskTrail(**wanted), PATIENCE)  # type: ignore[arg-type]


def test_entries_come_with_the_names_of_today_and_without_those_of_what_is_gone(link: Linked) -> None:
    folder = link.call(m.MakeFolder(ROOT, b"Haus und Hof"), PATIENCE).item
    note = link.call(m.WriteNote("words", parent=folder, name=b"Mietvertrag"), PATIENCE).item
    other = link.call(m.WriteNote("words", name=b"Second"), PATIENCE).item
    both = link.call(m.MakeFolder(ROOT, b"Both"), PATIENCE).item
    link.call(m.MoveItems((note, other), both), PATIENCE)
    link.call(m.RenameItem(note, "Kaufvertrag Ärger".encode()), PATIENCE)
    link.call(m.SetFavourite((note,), True), PATIENCE)
    link.call(m.TrashItems((other,)), PATIENCE)
    link.call(m.EmptyTrash(None), PATIENCE)
    page = ask(link)
    assert page.total == len(page.entries)
    assert [one.entry.sequence for one in page.entries] == list(range(page.total, 0, -1))
    by_action: dict[str, list[m.TrailEntry]] = {}
    for one in page.entries:
        by_action.setdefault(one.entry.action, []).append(one)
    written = {one.name for one in by_action["note written"]}
    assert written == {"Kaufvertrag Ärger", ""}, "as they are called now; of what is gone nothing"
    assert [one.item for one in by_action["folder made"]] == [both, folder]
    [moved_both] = [one for one in by_action["moved"] if one.entry.detail[:1] == (2,)]
    assert (moved_both.item, moved_both.name) == (None, "")
    assert by_action["favourites changed"][0].item == note
    # What is looked for
    assert [one.name for one in ask(link, words="ARGER").entries] == ["Kaufvertrag Ärger"] * 3
    assert ask(link, words="mietvertrag").total == 0
    assert {one.entry.action for one in ask(link, words="zzz", told=("Folder made.",)).entries} == {"folder made"}
    only = ask(link, actions=("moved", "folder made"))
    assert {one.entry.action for one in only.entries} == {"moved", "folder made"}
    assert ask(link, actions=("moved",), words="zzz", told=("Folder made.",)).total == 0
    assert ask(link, since=page.entries[0].entry.time + 1).total == 0
    assert ask(link, since=page.entries[0].entry.time).total >= 1
    # Pages
    two = ask(link, offset=1, limit=2)
    assert two.entries == page.entries[1:3]
    assert two.total == page.total
    for wrong in ({"offset": -1}, {"limit": m.MOST_ROWS + 1}):
        with pytest.raises(Conflict):
            ask(link, **wrong)
    assert link.call(m.VerifyTrail(), PATIENCE).entries == page.total


def test_ways_in_are_named_and_refused_tries_are_found(tmp_path: Path) -> None:
    path, state = tmp_path / "Papers.deedbox", tmp_path / "state"
    state.mkdir()
    link = create(path, state=bytes(state))
    link.call(m.AddPassword(m.WayIn(PASSWORD), "Schlüssel", b"another one"), PATIENCE)
    link.lock()
    link.join(PATIENCE)
    wrong = Linked()
    with pytest.raises(WrongCredential):
        wrong.call(m.UnlockVault(bytes(path), b"wrong", state=bytes(state)), PATIENCE)
    wrong.kill()
    link = unlock(path, state=bytes(state))
    link.call(m.WriteNote("words", name=b"note"), PATIENCE)
    [added] = ask(link, actions=("way in added",)).entries
    assert added.way == "Schlüssel"
    assert added in ask(link, words="schlussel").entries
    refused = ask(link, words="refused", told=pieces_with("refused", English())).entries
    assert [one.entry.action for one in refused] == ["access"]
    host = str(refused[0].entry.detail[0])
    assert ask(link, words=host[1:]).total == len(ask(link, actions=("access",)).entries) > 0
    link.lock()
    link.join(PATIENCE)


def test_a_trail_with_a_gap_is_called_so(tmp_path: Path) -> None:
    """Only somebody with the key can make one."""
    path = tmp_path / "Papers.deedbox"
    with create_here(path) as vault:
        for number in range(3):
            vault.write_note(ROOT, b"%d" % number, "text")
        vault.files.renew_generation()
    plant_image(
        path, altered_image(image_of(path), lambda database: database.execute("DELETE FROM audit WHERE sequence = 3"))
    )
    link = unlock(path)
    with pytest.raises(Damaged) as caught:
        link.call(m.VerifyTrail(), PATIENCE)
    assert caught.value.where == "audit entry 3"
    assert 3 not in [one.entry.sequence for one in ask(link).entries]
    link.lock()
    link.join(PATIENCE)
