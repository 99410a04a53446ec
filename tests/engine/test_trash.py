"""Into the trash, back from it, and for good."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.meanwhile import Meanwhile
from tests.forging import contents, unlock
from vault.engine import intake, trash
from vault.engine.check import check
from vault.engine.errors import Cancelled, Conflict
from vault.engine.progress import Progress
from vault.engine.records import Change
from vault.engine.vault import COMMIT_ROWS, NAME_LIMIT, ROOT, Item, Vault

Make = Callable[..., Vault]

_PARTS = "SELECT item, version, position FROM part"


@pytest.fixture
def vault(make_vault: Make) -> Vault:
    return make_vault()


def again(vault: Vault, item: Item) -> Item:
    return vault.item(item.id)


def test_a_folder_takes_along_what_is_in_it(vault: Vault) -> None:
    folder = vault.make_folder(ROOT, b"folder")
    note = vault.write_note(folder.id, b"note", "text")
    trash.remove(vault, [folder])
    assert contents(vault) == {}
    assert [item.id for item in vault.trashed()] == [folder.id]
    trash.restore(vault, [again(vault, folder)])
    assert contents(vault) == {(b"folder",): None, (b"folder", b"note"): b"text"}
    assert again(vault, note) == note
    vault.lock()


def test_a_name_in_the_trash_is_free(vault: Vault) -> None:
    names = []
    for text in ("first", "second", "third"):
        note = vault.write_note(ROOT, b"note.txt", text)
        trash.remove(vault, [note])
    vault.write_note(ROOT, b"note.txt", "fourth")
    for item in vault.trashed():
        [restored] = trash.restore(vault, [item])
        names.append(restored.name)
    assert names == [b"note (restored).txt", b"note (restored 2).txt", b"note (restored 3).txt"]
    assert set(contents(vault).values()) == {b"first", b"second", b"third", b"fourth"}
    vault.lock()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (b"note", b"note (restored)"),
        (b".hidden", b".hidden (restored)"),
        (b"a.tar.gz", b"a.tar (restored).gz"),
        (b"\xff.\xfe", b"\xff (restored).\xfe"),
        (b"x" * NAME_LIMIT, b"x" * (NAME_LIMIT - 11) + b" (restored)"),
    ],
)
def test_names_of_what_is_restored_beside_another(vault: Vault, name: bytes, expected: bytes) -> None:
    trash.remove(vault, [vault.write_note(ROOT, name, "old")])
    vault.write_note(ROOT, name, "new")
    [restored] = trash.restore(vault, vault.trashed())
    assert restored.name == expected
    vault.lock()


@pytest.mark.parametrize("name", [b"a." + b"x" * (NAME_LIMIT - 2), b"x" * 10 + b"." + b"y" * (NAME_LIMIT - 11)])
def test_a_restored_name_is_never_longer_than_a_name_may_be(vault: Vault, name: bytes) -> None:
    trash.remove(vault, [vault.write_note(ROOT, name, "old")])
    vault.write_note(ROOT, name, "new")
    [restored] = trash.restore(vault, vault.trashed())
    assert len(restored.name) <= NAME_LIMIT
    vault.lock()


def test_what_lost_its_place_comes_back_to_the_root(vault: Vault) -> None:
    outer = vault.make_folder(ROOT, b"outer")
    inner = vault.make_folder(outer.id, b"inner")
    note = vault.write_note(inner.id, b"note", "text")
    other = vault.write_note(inner.id, b"other", "text")
    trash.remove(vault, [note])
    trash.remove(vault, [again(vault, other)])
    trash.remove(vault, [outer])
    [restored] = trash.restore(vault, [again(vault, note)])
    assert restored.parent == ROOT
    trash.restore(vault, [again(vault, outer)])
    [restored] = trash.restore(vault, [again(vault, other)])
    assert restored.parent == inner.id
    vault.lock()


def test_restoring_what_is_not_in_the_trash_is_a_conflict(vault: Vault) -> None:
    note = vault.write_note(ROOT, b"note", "text")
    with pytest.raises(Conflict):
        trash.restore(vault, [note])
    with pytest.raises(Conflict):
        trash.empty(vault, [note])
    vault.lock()


@pytest.fixture
def with_files(vault: Vault, tmp_path: Path) -> Vault:
    """Two files in one pack, and one in a pack of its own."""
    for name in ("one", "other", "alone"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "both").mkdir()
    for name in ("one", "other"):
        (tmp_path / name).rename(tmp_path / "both" / name)
    intake.add(vault, [tmp_path / "both"], ROOT)
    intake.add(vault, [tmp_path / "alone"], ROOT)
    return vault


def packs(tmp_path: Path) -> int:
    return len(list((tmp_path / "Papers.deedbox").glob("packs/*/*")))


def test_emptying_removes_packs_that_nothing_uses(with_files: Vault, tmp_path: Path) -> None:
    vault = with_files
    assert packs(tmp_path) == 2
    for path, left in (([b"alone"], 1), ([b"both", b"one"], 1), ([b"both", b"other"], 0)):
        item = vault.find(path)
        assert item is not None
        trash.remove(vault, [item])
        assert packs(tmp_path) == left + (left == 1 and path == [b"alone"]) + (left == 0)
        assert trash.empty(vault) == 1
        assert packs(tmp_path) == left
        assert check(vault).findings == []
    assert vault.catalog.row("SELECT count(*) FROM pack") == (0,)
    vault.lock()
    with unlock(tmp_path / "Papers.deedbox") as reopened:
        assert contents(reopened) == {(b"both",): None}


def test_emptying_leaves_no_row_of_what_was_removed(with_files: Vault) -> None:
    vault = with_files
    note = vault.write_note(ROOT, b"note", "text")
    vault.write_note(ROOT, b"note", "text 2")
    vault.set_tags(note, add=["tag"])
    trash.remove(vault, vault.children(ROOT))
    assert trash.empty(vault) == 4
    for table in ("item", "version", "part", "note", "tag", "pack"):
        assert vault.catalog.row(f"SELECT count(*) FROM {table}") == (0,)
    vault.lock()


def test_emptying_some_of_the_trash_leaves_the_rest(vault: Vault) -> None:
    notes = [vault.write_note(ROOT, name, "text") for name in (b"one", b"other")]
    trash.remove(vault, notes)
    assert trash.empty(vault, [again(vault, notes[0])]) == 1
    assert [item.id for item in vault.trashed()] == [notes[1].id]
    assert trash.empty(vault) == 1
    assert trash.empty(vault) == 0
    vault.lock()


def test_emptying_a_folder_with_trash_inside(vault: Vault) -> None:
    folder = vault.make_folder(ROOT, b"folder")
    inner = vault.make_folder(folder.id, b"inner")
    note = vault.write_note(inner.id, b"note", "text")
    trash.remove(vault, [note])
    trash.remove(vault, [again(vault, inner)])
    trash.remove(vault, [folder])
    assert trash.empty(vault) == 1
    assert list(vault.all_items()) == []
    vault.lock()


def test_emptying_much_is_committed_in_pieces(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trash, "COMMIT_ROWS", 10)
    folder = vault.make_folder(ROOT, b"folder")
    for number in range(30):
        vault.write_note(folder.id, b"%d" % number, "text")
    trash.remove(vault, [folder])
    before = vault.catalog.sequence
    assert trash.empty(vault) == 30
    assert vault.catalog.sequence - before > 5
    assert list(vault.all_items()) == []
    vault.lock()


def test_many_long_names_do_not_burst_a_record(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many rows as one commit takes, with the longest names there are."""
    now = 0
    items = [
        Item(b"%016d" % number, ROOT, "folder", b"%08d" % number + b"x" * (NAME_LIMIT - 8), now, now, 0, None, 0, 0)
        for number in range(COMMIT_ROWS)
    ]
    for start in range(0, COMMIT_ROWS, 1_000):
        vault.commit([item.change() for item in items[start : start + 1_000]], "folders made")
    trash.remove(vault, vault.children(ROOT))
    assert len(vault.trashed()) == COMMIT_ROWS
    vault.lock()


def test_much_comes_back_in_one_commit(vault: Vault) -> None:
    """Each under a name that is free when all are back; inside of what stands before it."""
    outer = vault.make_folder(ROOT, b"outer")
    notes = []
    for _ in range(3):
        notes.append(vault.write_note(ROOT, b"note", "text"))
        trash.remove(vault, [notes[-1]])
    inner = vault.write_note(outer.id, b"inner", "text")
    trash.remove(vault, [inner])
    trash.remove(vault, [outer])
    before = vault.catalog.sequence
    items = [again(vault, item) for item in (*notes, outer, inner, outer)]
    restored = trash.restore(vault, items)
    assert vault.catalog.sequence == before + 1
    assert restored == [again(vault, item) for item in (*notes, outer, inner)]
    assert sorted(contents(vault)) == [
        (b"note",),
        (b"note (restored 2)",),
        (b"note (restored)",),
        (b"outer",),
        (b"outer", b"inner"),
    ]
    vault.lock()


def test_more_than_a_record_holds_comes_back(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(300):
        vault.write_note(ROOT, b"%d" % number, "text")
    trash.remove(vault, vault.children(ROOT))
    monkeypatch.setattr("vault.engine.records.FRAME_LIMIT", 16 << 10)
    monkeypatch.setattr("vault.engine.records.pieces.__defaults__", (8 << 10,))
    assert len(trash.restore(vault, vault.trashed())) == 300
    assert len(contents(vault)) == 300
    vault.lock()


def test_nothing_comes_back_when_one_is_not_in_the_trash(vault: Vault) -> None:
    one, other = (vault.write_note(ROOT, name, "text") for name in (b"one", b"other"))
    trash.remove(vault, [one])
    with pytest.raises(Conflict):
        trash.restore(vault, [again(vault, one), other])
    assert again(vault, one).trashed is not None
    vault.lock()


def test_emptying_stops_between_two_commits(with_files: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is gone is gone with its packs; what is left is a sound tree that can be emptied later, or come back."""
    vault = with_files
    monkeypatch.setattr(trash, "COMMIT_ROWS", 10)
    folder = vault.make_folder(ROOT, b"folder")
    for number in range(30):
        vault.write_note(folder.id, b"%d" % number, "text")
    trash.remove(vault, vault.children(ROOT))

    class Stopping(Progress):
        def changed(self) -> None:
            if self.items >= 10:
                self.cancel()

    progress = Stopping()
    with pytest.raises(Cancelled):
        trash.empty(vault, progress=progress)
    files = [item for item in vault.all_items() if item.kind != "folder"]
    assert 10 <= progress.items < 30
    assert (len(files), progress.total_items) == (33 - progress.items, 33)
    used = vault.catalog.row("SELECT count(DISTINCT pack) FROM part")[0]
    assert vault.catalog.row("SELECT count(*) FROM pack")[0] == used == packs(tmp_path)
    assert check(vault).findings == []
    # Too late to stop what is done with its only commit.
    monkeypatch.setattr(trash, "COMMIT_ROWS", COMMIT_ROWS)
    assert trash.empty(vault, progress=Stopping()) == len(files)
    assert list(vault.all_items()) == []
    vault.lock()


def test_nothing_else_is_done_while_the_trash_is_emptied(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """A restore in the middle would bring back what is about to go."""
    monkeypatch.setattr(trash, "COMMIT_ROWS", 10)
    for number in range(30):
        vault.write_note(ROOT, b"%d" % number, "text")
    trash.remove(vault, vault.children(ROOT))
    progress = Meanwhile()
    assert trash.empty(vault, progress=progress) == 30
    assert (progress.items, progress.total_items, progress.asked) == (30, 30, 0)
    vault.lock()


def test_a_pack_that_was_left_over_goes_with_the_next_emptying(with_files: Vault, tmp_path: Path) -> None:
    """As after a crash between the last removal and the packs."""
    vault = with_files
    vault.commit([Change("part", tuple(row), None) for row in vault.catalog.rows(_PARTS)], "removed")
    assert packs(tmp_path) == 2
    assert trash.empty(vault) == 0
    assert packs(tmp_path) == 0
    vault.lock()


@pytest.mark.parametrize("first", [0, 1, 2])
def test_a_folder_goes_after_what_is_in_it(vault: Vault, first: int) -> None:
    """Whichever of nested parts of the trash is named first."""
    outer = vault.make_folder(ROOT, b"outer")
    middle = vault.make_folder(outer.id, b"middle")
    inner = vault.make_folder(middle.id, b"inner")
    note = vault.write_note(inner.id, b"note", "text")
    for item in (note, inner, middle, outer):
        trash.remove(vault, [again(vault, item)])
    tops = [again(vault, item) for item in (outer, inner, middle)]
    order = [item.id for item in trash._doomed(vault, tops[first:] + tops[:first])]
    assert order == [note.id, inner.id, middle.id, outer.id]
    vault.lock()
