"""Copies lent to other programs, asked for over the pipe: what comes back, and what the vault process leaves behind."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.child.links import PATIENCE, Linked, create, names, unlock
from vault.child import messages as m
from vault.engine.errors import Conflict, LimitExceeded, NotFound, ReadOnly, Storage

NEW = b"what the other program wrote"


class Lending:
    """A vault with one file that is lent."""

    def __init__(self, folder: Path, place: Path) -> None:
        self.vault, self.place = folder / "Papers.deedbox", place
        self.link: Linked = create(self.vault)
        (folder / "letter.odt").write_bytes(b"old")
        self.link.call(m.AddFiles((os.fsencode(folder / "letter.odt"),)), PATIENCE)
        (self.row,) = self.link.call(m.ListItems(), PATIENCE).rows
        self.path = self.lend("letter.odt")

    def lend(self, name: str, item: bytes | None = None) -> Path:
        folder = Path(tempfile.mkdtemp(dir=self.place))
        path = folder / name
        self.link.call(m.LendItem(item or self.row.id, os.fsencode(path)), PATIENCE)
        return path

    def take(self, based_on: int | None, path: Path | None = None) -> m.Written:
        return self.link.call(m.TakeVersion(self.row.id, based_on, os.fsencode(path or self.path)), PATIENCE)

    def content(self, item: bytes | None = None) -> bytes:
        found = bytearray()
        self.link.ask(m.ReadContent(item or self.row.id), piece=found.extend).wait(PATIENCE)
        return bytes(found)

    def reopen(self, *, read_only: bool = False) -> None:
        self.link = unlock(self.vault, read_only=read_only)


@pytest.fixture
def lending(tmp_path: Path) -> Iterator[Lending]:
    with tempfile.TemporaryDirectory(dir=tmp_path) as place:
        one = Lending(tmp_path, Path(place))
        yield one
        one.link.kill()
        one.link.join(PATIENCE)


def test_a_copy_is_taken_once_for_each_change(lending: Lending) -> None:
    assert lending.path.read_bytes() == b"old"
    assert lending.path.stat().st_mtime_ns == lending.row.modified
    assert lending.take(1).version == 1, "the same bytes are no new version"
    lending.path.write_bytes(NEW)
    written = lending.take(1)
    assert (written.version, written.changes.updated) == (2, (lending.row.id,))
    assert lending.take(1).version == 2, "nothing to save is no conflict, whatever it is based on"
    assert lending.content() == NEW


def test_a_later_version_is_a_conflict_and_can_be_topped(lending: Lending) -> None:
    lending.path.write_bytes(b"first")
    lending.take(1)
    lending.path.write_bytes(NEW)
    with pytest.raises(Conflict, match=m.LATER_VERSION):
        lending.take(1)
    assert lending.take(None).version == 3


def test_the_trash_and_what_is_gone_take_nothing_but_a_new_item(lending: Lending) -> None:
    lending.path.write_bytes(NEW)
    lending.link.call(m.TrashItems((lending.row.id,)), PATIENCE)
    with pytest.raises(Conflict):
        lending.take(1)
    lending.link.call(m.EmptyTrash(), PATIENCE)
    with pytest.raises(NotFound):
        lending.take(1)
    request = m.TakeBeside(os.fsencode(lending.path), b"letter.odt", b"x" * 16, lending.row.id)
    made = lending.link.call(request, PATIENCE)
    assert lending.content(made.item) == NEW
    again = lending.link.call(request, PATIENCE)
    assert again.item != made.item
    assert set(names(lending.link)) == {b"letter.odt", b"letter 2.odt"}


def test_links_pipes_and_nothing_are_not_taken(lending: Lending, tmp_path: Path) -> None:
    lending.path.unlink()
    with pytest.raises(Storage):
        lending.take(1)
    lending.path.symlink_to(tmp_path / "letter.odt")
    with pytest.raises(Storage):
        lending.take(1)
    lending.path.unlink()
    os.mkfifo(lending.path)
    with pytest.raises(Storage):
        lending.take(1)
    assert lending.content() == b"old"


def test_a_copy_goes_nowhere_where_something_is(lending: Lending) -> None:
    with pytest.raises(Storage):
        lending.link.call(m.LendItem(lending.row.id, os.fsencode(lending.path)), PATIENCE)
    folder = lending.link.call(m.MakeFolder(m.ROOT, b"House"), PATIENCE).item
    with pytest.raises(Conflict):
        lending.lend("House", folder)


def test_a_note_takes_text_alone(lending: Lending) -> None:
    note = lending.link.call(m.WriteNote("words", name=b"note"), PATIENCE).item
    path = lending.lend("note.md", note)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(LimitExceeded):
        lending.link.call(m.TakeVersion(note, 1, os.fsencode(path)), PATIENCE)
    path.write_text("other words")
    assert lending.link.call(m.TakeVersion(note, 1, os.fsencode(path)), PATIENCE).version == 2
    assert lending.link.call(m.NoteText(note), PATIENCE).text == "other words"


@pytest.mark.parametrize("how", ["locked", "hung up"])
def test_a122_the_last_look_saves_and_wipes(lending: Lending, how: str) -> None:
    """A client that is killed says nothing; the vault process still has the keys, and does what a lock does."""
    later = lending.lend("later.odt")
    unchanged = lending.lend("unchanged.odt")
    lending.path.write_bytes(NEW)
    lending.take(1)
    lending.path.write_bytes(NEW + b" and more")
    later.write_bytes(b"based on the first version")
    (lending.path.parent / "~lock").write_bytes(b"x")
    if how == "locked":
        lending.link.lock()
    else:
        lending.link.close()
    assert lending.link.join(PATIENCE)
    assert [path for path in lending.place.rglob("*") if path.is_file()] == []
    assert unchanged.parent.is_dir(), "the other program may still save there"
    lending.reopen()
    assert set(names(lending.link)) == {b"letter.odt", b"letter 2.odt"}
    assert lending.content() == NEW + b" and more"


def test_what_cannot_be_saved_at_the_lock_stays(lending: Lending) -> None:
    lending.link.lock()
    lending.link.join(PATIENCE)
    lending.reopen(read_only=True)
    path, other = lending.lend("letter.odt"), lending.lend("other.odt")
    path.write_bytes(NEW)
    with pytest.raises(ReadOnly):
        lending.take(1, path)
    lending.link.lock()
    lending.link.join(PATIENCE)
    assert path.read_bytes() == NEW
    assert not other.exists()


def test_an_ended_loan_is_not_looked_at(lending: Lending) -> None:
    lending.path.write_bytes(NEW)
    lending.link.call(m.EndLoan(os.fsencode(lending.path)), PATIENCE)
    lending.link.lock()
    lending.link.join(PATIENCE)
    assert lending.path.read_bytes() == NEW
    lending.reopen()
    assert lending.content() == b"old"
