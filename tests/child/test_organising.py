"""Tags, favourites, saved searches, versions and duplicates, asked of a real vault process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.child.links import PASSWORD, PATIENCE, Linked, create, unlock
from tests.conftest import CHEAP
from vault.child import messages as m
from vault.engine.durable import Platform, SystemClock
from vault.engine.errors import Conflict, NotFound, PathRejected
from vault.engine.vault import ROOT, Vault
from vault.engine.versions import DAY
from vault.unlock.password import Password


@pytest.fixture
def link(tmp_path: Path) -> Iterator[Linked]:
    with create(tmp_path / "Papers.deedbox") as link:
        yield link


def note(link: Linked, name: str, text: str = "text", parent: bytes = m.ROOT) -> bytes:
    return link.call(m.WriteNote(text, parent=parent, name=name.encode()), PATIENCE).item


def order(link: Linked) -> m.Order:
    return link.call(m.AskOrder(), PATIENCE)


def test_order_names_tags_that_are_in_sight(link: Linked) -> None:
    folder = link.call(m.MakeFolder(m.ROOT, b"order"), PATIENCE).item
    inside, beside = note(link, "inside", parent=folder), note(link, "beside")
    changes = link.call(m.SetTags((inside, beside), add=("Ärger", "zoo", "apple")), PATIENCE)
    assert changes.order
    assert set(changes.updated) == {inside, beside}
    coloured = link.call(m.ColourTag("zoo", "teal"), PATIENCE)
    assert coloured == m.Changes(order=True)
    assert [(tag.name, tag.colour, tag.items) for tag in order(link).tags] == [
        ("apple", "", 2),
        ("Ärger", "", 2),
        ("zoo", "teal", 2),
    ]
    link.call(m.TrashItems((folder,)), PATIENCE)
    assert [tag.items for tag in order(link).tags] == [1, 1, 1]
    link.call(m.RenameTag("zoo", "apple"), PATIENCE)
    assert [(tag.name, tag.colour) for tag in order(link).tags] == [("apple", "teal"), ("Ärger", "")]
    with pytest.raises(NotFound):
        link.call(m.ColourTag("zoo", "red"), PATIENCE)
    with pytest.raises(PathRejected):
        link.call(m.SetTags((beside,), add=("",)), PATIENCE)


def test_views_of_favourites_and_tags_hold_folders_too(link: Linked) -> None:
    folder = link.call(m.MakeFolder(m.ROOT, b"views"), PATIENCE).item
    one, gone = note(link, "one", parent=folder), note(link, "gone")
    before = order(link).favourites
    assert link.call(m.SetFavourite((folder, one, gone), True), PATIENCE).order
    link.call(m.SetTags((folder, one, gone), add=("views",)), PATIENCE)
    link.call(m.TrashItems((gone,)), PATIENCE)
    for request in (m.ListItems("favourites"), m.ListItems("tag", tag="views")):
        rows = link.call(request, PATIENCE).rows
        assert [row.name for row in rows if row.parent in (folder, m.ROOT)] == [b"views", b"one"]
        assert all(row.favourite for row in rows)
    assert order(link).favourites == before + 2
    assert link.call(m.ListItems("tag", tag="none"), PATIENCE).rows == ()
    link.call(m.SetFavourite((folder, one), False), PATIENCE)
    assert link.call(m.ListItems("favourites"), PATIENCE).rows == ()


def test_saved_searches(link: Linked) -> None:
    saved = link.call(m.SaveSearch("Tax", "tag:tax"), PATIENCE)
    assert saved.changes.order
    again = link.call(m.SaveSearch("Taxes", "tag:tax before:2025", saved.search.id), PATIENCE)
    assert order(link).searches == (again.search,)
    with pytest.raises(Conflict):
        link.call(m.SaveSearch("Taxes", "other"), PATIENCE)
    link.call(m.DropSearch(saved.search.id), PATIENCE)
    assert order(link).searches == ()


def test_one_session_of_editing_is_one_version(link: Linked) -> None:
    item = note(link, "session", "a")
    for text in ("ab", "abc"):
        version = link.call(m.ItemDetails(item), PATIENCE).row.version
        link.call(m.WriteNote(text, item=item, based_on=version, goes_on=True), PATIENCE)
    details = link.call(m.ItemDetails(item), PATIENCE)
    assert [version.number for version in details.versions] == [3]
    link.call(m.WriteNote("later", item=item, based_on=3), PATIENCE)
    with pytest.raises(Conflict):
        link.call(m.WriteNote("too late", item=item, based_on=3, goes_on=True), PATIENCE)
    details = link.call(m.ItemDetails(item), PATIENCE)
    assert ([version.number for version in details.versions], details.older) == ([3, 4], 3)


def test_versions_come_back_and_go(link: Linked) -> None:
    item = note(link, "back", "first")
    link.call(m.WriteNote("second", item=item, based_on=1), PATIENCE)
    written = link.call(m.RestoreVersion(item, 1), PATIENCE)
    assert (written.version, written.changes.updated) == (3, (item,))
    assert link.call(m.NoteText(item), PATIENCE).text == "first"
    assert link.call(m.DropVersions(item, (1, 2)), PATIENCE).updated == (item,)
    assert [version.number for version in link.call(m.ItemDetails(item), PATIENCE).versions] == [3]
    with pytest.raises(Conflict):
        link.call(m.DropVersions(item, (3,)), PATIENCE)


def test_duplicates_and_older_versions(link: Linked, tmp_path: Path) -> None:
    for name in ("twin a", "twin b"):
        (tmp_path / name).write_bytes(b"twins")
    link.call(m.AddFiles(tuple(bytes(tmp_path / name) for name in ("twin a", "twin b"))), PATIENCE)
    found = link.call(m.FindDuplicates(), PATIENCE)
    assert ([sorted(row.name for row in group) for group in found.groups], found.spare) == ([[b"twin a", b"twin b"]], 5)
    assert link.call(m.AskOlderVersions(), PATIENCE).thinning == "notes"
    link.call(m.SetThinning("nothing"), PATIENCE)
    assert link.call(m.AskOlderVersions(), PATIENCE).thinning == "nothing"
    assert link.call(m.ThinVersions(everything=True), PATIENCE).versions == 0


class Days(SystemClock):
    """Days ago."""

    def now(self) -> int:
        return super().now() - 40 * DAY


def test_old_versions_are_thinned_while_nobody_waits(tmp_path: Path) -> None:
    path = tmp_path / "v"
    with Vault.create(path, Password(PASSWORD), policy=CHEAP, platform=Platform(clock=Days())) as vault:
        for number in range(5):
            vault.write_note(ROOT, b"n", f"{number}")
    with unlock(path) as link:
        (row,) = link.call(m.ListItems(), PATIENCE).rows
        deadline = time.monotonic() + PATIENCE
        while m.Changed(m.Changes(everything=True)) not in link.events:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        versions = link.call(m.ItemDetails(row.id), PATIENCE).versions
        assert [version.number for version in versions] == [1, 5]
