"""Tags and their colours, favourites, saved searches: kept, changed, gone with what they were on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.golden.make import PASSWORD as GOLDEN_PASSWORD
from tests.golden.opened import GOLDEN, bring, unlock as unlock_golden
from vault.backup.export import export, open_export
from vault.engine import generation, labels, trash
from vault.engine.errors import Conflict, LimitExceeded, NotFound, PathRejected
from vault.engine.schema import SCHEMA_NUMBER
from vault.engine.vault import ROOT, Item, Vault
from vault.unlock.password import Password

PASSWORD = Password(b"labels")


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault.create(tmp_path / "v", PASSWORD, policy=CHEAP)


@pytest.fixture
def notes(vault: Vault) -> list[Item]:
    return [vault.write_note(ROOT, name, "text") for name in (b"a", b"b", b"c")]


def all_of(vault: Vault, table: str) -> list[tuple[object, ...]]:
    return sorted(tuple(row) for row in vault.catalog.rows(f"SELECT * FROM {table}"))


def reopened(vault: Vault) -> Vault:
    vault.lock()
    return Vault.unlock(vault.folder.path, PASSWORD, policy=CHEAP)


def test_tags_are_checked_and_composed(vault: Vault, notes: list[Item]) -> None:
    labels.set_tags(vault, notes[:2], [" cafe\u0301 "], [])
    assert vault.tags(notes[0].id) == ["caf\u00e9"] == vault.tags(notes[1].id)
    for refused in ("", "  ", "a\nb", "a\0", "\ud800", "\u2028"):
        with pytest.raises(PathRejected):
            labels.set_tags(vault, notes, [refused])
    with pytest.raises(LimitExceeded):
        labels.set_tags(vault, notes, ["t" * 301])
    assert vault.tags(notes[2].id) == []


def test_a_renamed_tag_takes_its_colour_along_and_joins_one_that_is_there(vault: Vault, notes: list[Item]) -> None:
    labels.set_tags(vault, notes[:2], ["old"])
    labels.set_tags(vault, notes[1:], ["new"])
    labels.colour_tag(vault, "old", "red")
    labels.rename_tag(vault, "old", "other")
    assert all_of(vault, "tag_colour") == [("other", "red")]
    labels.colour_tag(vault, "new", "blue")
    labels.rename_tag(vault, "other", "new")
    assert [vault.tags(note.id) for note in notes] == [["new"]] * 3
    assert all_of(vault, "tag_colour") == [("new", "blue")]
    before = vault.catalog.sequence
    labels.rename_tag(vault, "new", "new")
    assert vault.catalog.sequence == before
    labels.rename_tag(vault, "new", None)
    assert all_of(vault, "tag") == [] == all_of(vault, "tag_colour")
    with pytest.raises(NotFound):
        labels.rename_tag(vault, "new", "again")
    with pytest.raises(NotFound):
        labels.colour_tag(vault, "new", "red")


def test_colours_are_ours_and_can_be_taken_away(vault: Vault, notes: list[Item]) -> None:
    labels.set_tags(vault, notes, ["t"])
    with pytest.raises(PathRejected):
        labels.colour_tag(vault, "t", "#ff0000")
    labels.colour_tag(vault, "t", "grey")
    labels.colour_tag(vault, "t", "")
    assert all_of(vault, "tag_colour") == []


def test_favourites_survive_and_go_with_their_item(vault: Vault, notes: list[Item]) -> None:
    labels.set_favourite(vault, notes, True)
    before = vault.catalog.sequence
    labels.set_favourite(vault, notes, True)
    assert vault.catalog.sequence == before
    labels.set_favourite(vault, notes[:1], False)
    vault = reopened(vault)
    assert {row[0] for row in all_of(vault, "favourite")} == {notes[1].id, notes[2].id}
    trash.remove(vault, [vault.item(notes[1].id)])
    assert len(all_of(vault, "favourite")) == 2  # it may come back
    trash.empty(vault)
    assert [row[0] for row in all_of(vault, "favourite")] == [notes[2].id]
    vault.lock()


def test_saved_searches_are_kept_changed_and_dropped(vault: Vault) -> None:
    first = labels.save_search(vault, "Tax", "tag:tax")
    with pytest.raises(Conflict):
        labels.save_search(vault, " Tax ", "other")
    with pytest.raises(LimitExceeded):
        labels.save_search(vault, "Long", "q" * (labels.LONGEST_QUERY + 1))
    again = labels.save_search(vault, "Taxes", "tag:tax before:2025", first.id)
    vault = reopened(vault)
    assert labels.saved_searches(vault) == [again]
    labels.drop_search(vault, first.id)
    assert labels.saved_searches(vault) == []
    for gone in (lambda: labels.drop_search(vault, first.id), lambda: labels.save_search(vault, "x", "y", first.id)):
        with pytest.raises(NotFound):
            gone()
    vault.lock()


def test_an_export_has_tags_with_colours_and_favourites(vault: Vault, notes: list[Item], tmp_path: Path) -> None:
    labels.set_tags(vault, notes[:1], ["t"])
    labels.colour_tag(vault, "t", "teal")
    labels.set_favourite(vault, notes[:1], True)
    labels.save_search(vault, "s", "tag:t")
    export(vault, tmp_path / "e", PASSWORD, policy=CHEAP)
    tables = ("tag", "tag_colour", "favourite", "saved_search")
    with open_export(tmp_path / "e", PASSWORD, vault.platform, policy=CHEAP) as exported:
        assert [all_of(exported, table) for table in tables] == [all_of(vault, table) for table in tables]
    vault.lock()


@pytest.mark.parametrize("shape", ["notes", "exported", "many"])
def test_a147_a_vault_of_the_first_schema_is_brought_up_by_its_first_change(shape: str, tmp_path: Path) -> None:
    """Not by a look, and not by an unlock; and the new tables never stand in a log whose snapshot has not got them."""
    path = bring(GOLDEN / "v1" / shape, tmp_path / "place") / "vault"
    with unlock_golden(path, GOLDEN_PASSWORD) as opened:
        first = opened.files.header.body.generation
        assert opened.catalog.outdated
        labels.save_search(opened, "first", "word")
        assert opened.files.header.body.generation.number == first.number + 1
        assert not opened.catalog.outdated
        second = opened.files.header.body.generation
        labels.save_search(opened, "second", "word")
        assert opened.files.header.body.generation == second
    with unlock_golden(path, GOLDEN_PASSWORD, read_only=True) as opened:
        assert not opened.catalog.outdated
        assert opened.catalog.row("PRAGMA user_version") == (SCHEMA_NUMBER,)
        assert {one.name for one in labels.saved_searches(opened)} == {"first", "second"}
    assert (path / generation.snapshot_name(first)).exists()  # kept, as the one before
