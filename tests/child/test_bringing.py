"""Arrivals through the pipe: in order, in bounded memory, beside everything else, and stopped at any moment."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.child.links import PATIENCE, Linked, Waiter, create, names, unlock
from vault.child import messages as m
from vault.child.codec import Message
from vault.engine.errors import Cancelled, Conflict, NotFound

MIB = bytes(1 << 20)
Given = tuple[m.Arriving | m.ArrivingBytes | m.ArrivingEnd, ...]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "Papers.deedbox"


@pytest.fixture
def link(place: Path) -> Iterator[Linked]:
    with create(place) as made:
        yield made


def a_file(name: bytes, content: bytes) -> tuple[m.Arriving | m.ArrivingBytes | m.ArrivingEnd, ...]:
    return m.Arriving((name,), "file", size=len(content)), m.ArrivingBytes(content), m.ArrivingEnd(True)


def test_what_is_sent_comes_in_and_the_answer_says_what(link: Linked) -> None:
    arrival = os.urandom(16)
    over = link.ask(m.BringIn(arrival, top=b"Export", tags=("all",), total_bytes=9, total_items=3))
    link.call(m.Bring(arrival, a_file(b"a", b"abc")), PATIENCE)
    link.call(m.Bring(arrival, (m.Arriving((b"d", b"n"), "note", 5, ("t",), True, text="words"),)), PATIENCE)
    bad = (m.Arriving((b"..",), "note"), m.Arriving((b"gone",), "file", size=5), m.ArrivingEnd(False))
    link.call(m.Bring(arrival, bad, last=True), PATIENCE)
    brought = over.wait(PATIENCE)
    assert (brought.items, brought.folders, brought.bytes, brought.cancelled) == (2, 2, 8, False)
    assert [(one.path, one.shown) for one in brought.skipped] == [(b"..", "/..")]
    assert len(brought.changes.added) == 4
    assert sorted(names(link)) == [b"a", b"n"]
    place = link.call(m.ItemDetails(brought.place), PATIENCE)
    assert place.path == (b"Export",)
    [note] = link.call(m.ListItems("notes"), PATIENCE).rows
    assert (note.tags, note.modified) == (("all", "t"), 5)


def test_pieces_that_nobody_waits_for_are_refused_at_once(link: Linked) -> None:
    arrival = os.urandom(16)
    with pytest.raises(Cancelled):
        link.call(m.Bring(arrival, ()), PATIENCE)
    over = link.ask(m.BringIn(arrival))
    link.call(m.Bring(arrival, (), last=True), PATIENCE)
    over.wait(PATIENCE)
    with pytest.raises(Cancelled):
        link.call(m.Bring(arrival, ()), PATIENCE)


def test_two_arrivals_wait_for_each_other_and_do_not_mix(link: Linked) -> None:
    first, second = os.urandom(16), os.urandom(16)
    replies = [link.ask(m.BringIn(one, top=name)) for one, name in ((first, b"one"), (second, b"two"))]
    waiting = link.ask(m.Bring(second, a_file(b"b", b"2"), last=True))
    link.call(m.Bring(first, a_file(b"a", b"1"), last=True), PATIENCE)
    brought = [reply.wait(PATIENCE) for reply in replies]
    waiting.wait(PATIENCE)
    assert [link.call(m.ListItems("folder", one.place), PATIENCE).rows[0].name for one in brought] == [b"a", b"b"]


def test_lists_and_changes_have_their_turn_while_it_waits_for_more(link: Linked) -> None:
    arrival = os.urandom(16)
    over = link.ask(m.BringIn(arrival))
    link.call(m.Bring(arrival, (m.Arriving((b"big",), "file", size=2 << 20), m.ArrivingBytes(MIB))), PATIENCE)
    link.call(m.WriteNote("meanwhile", name=b"big"), PATIENCE)
    assert names(link) == [b"big"]
    link.call(m.Bring(arrival, (m.ArrivingBytes(MIB), m.ArrivingEnd(True)), last=True), PATIENCE)
    assert over.wait(PATIENCE).renamed == 1
    assert sorted(names(link)) == [b"big", b"big (2)"]


def test_a_piece_is_answered_when_it_is_taken_and_not_before(link: Linked) -> None:
    """So whoever has few of them on their way keeps memory small on both sides."""
    first, second = os.urandom(16), os.urandom(16)
    link.ask(m.BringIn(first))
    over = link.ask(m.BringIn(second))
    piece = link.ask(m.Bring(second, (), last=True))
    link.call(m.VaultFacts(), PATIENCE)
    assert not piece.is_over
    link.call(m.Bring(first, (), last=True), PATIENCE)
    piece.wait(PATIENCE)
    over.wait(PATIENCE)


def test_cancelled_in_the_middle_whole_items_stay_and_waiting_pieces_end(link: Linked) -> None:
    arrival, counted = os.urandom(16), Waiter()
    over = link.ask(m.BringIn(arrival), progress=counted)
    link.call(m.Bring(arrival, a_file(b"whole", MIB)), PATIENCE)
    large = (m.Arriving((b"large",), "file", size=9 << 20), m.ArrivingBytes(MIB))
    link.call(m.Bring(arrival, large), PATIENCE)
    over.cancel()
    brought = over.wait(PATIENCE)
    assert brought.cancelled
    assert b"large" not in names(link)
    with pytest.raises(Cancelled):
        link.call(m.Bring(arrival, (m.ArrivingBytes(MIB),)), PATIENCE)
    assert link.call(m.CheckVault(), PATIENCE).ok


def test_cancelled_before_it_began_its_pieces_end_too(link: Linked) -> None:
    first, second = os.urandom(16), os.urandom(16)
    running, queued = link.ask(m.BringIn(first)), link.ask(m.BringIn(second))
    link.call(m.Bring(first, ()), PATIENCE)
    piece = link.ask(m.Bring(second, ()))
    queued.cancel()
    for reply in (queued, piece):
        with pytest.raises(Cancelled):
            reply.wait(PATIENCE)
    running.cancel()
    assert running.wait(PATIENCE).cancelled


def test_a070_a_lock_in_the_middle_ends_it_at_once_and_keeps_the_vault(link: Linked, place: Path) -> None:
    arrival = os.urandom(16)
    over = link.ask(m.BringIn(arrival))
    link.call(m.Bring(arrival, a_file(b"large", bytes(9 << 20)[: 1 << 20])), PATIENCE)
    link.call(m.Bring(arrival, (m.Arriving((b"torn",), "file", size=9 << 20), m.ArrivingBytes(MIB))), PATIENCE)
    assert link.lock().wait(PATIENCE).clean
    assert over.wait(PATIENCE).cancelled
    assert link.end.reason == "locked"
    with unlock(place) as again:
        assert b"torn" not in names(again)
        assert again.call(m.CheckVault(), PATIENCE).ok


def test_a062_killed_in_the_middle_the_vault_opens_with_whole_items(place: Path) -> None:
    with create(place) as link:
        arrival = os.urandom(16)
        link.ask(m.BringIn(arrival))
        large: Given = (m.Arriving((b"large",), "file", size=9 << 20), *[m.ArrivingBytes(MIB)] * 9, m.ArrivingEnd(True))
        for one in large:
            link.call(m.Bring(arrival, (one,)), PATIENCE)
        torn: Given = (m.Arriving((b"torn",), "file", size=200 << 20), *[m.ArrivingBytes(MIB)] * 20)
        for one in torn:
            link.call(m.Bring(arrival, (one,)), PATIENCE)
        link.kill()
        assert link.end.reason == "died"
    with unlock(place) as again:
        assert names(again) == [b"large"]
        checked = again.call(m.CheckVault(), PATIENCE)
        assert checked.ok, [finding.kind for finding in checked.findings]


def test_a_folder_that_is_not_there_is_refused(link: Linked) -> None:
    with pytest.raises(NotFound):
        link.call(m.BringIn(os.urandom(16), folder=os.urandom(16)), PATIENCE)


def test_news_of_what_came_in_are_told_while_it_goes_on(link: Linked) -> None:
    arrival = os.urandom(16)
    over = link.ask(m.BringIn(arrival))
    for number in range(6):
        link.call(m.Bring(arrival, a_file(b"%d" % number, bytes(1 << 20) * 1)), PATIENCE)
    told: list[Message] = []
    for _ in range(3):
        link.call(m.Bring(arrival, tuple(m.Arriving((b"n",), "note", text="x") for _ in range(1_500))), PATIENCE)
        told += link.events
    link.call(m.Bring(arrival, (), last=True), PATIENCE)
    assert over.wait(PATIENCE).items == 4_506
    assert link.call(m.ListItems(), PATIENCE).total == 4_506


# Out again


def test_leaving_writes_everything_as_plain_files(link: Linked, tmp_path: Path) -> None:
    link.call(m.WriteNote("# words", name=b"n"), PATIENCE)
    left = link.call(m.LeaveVault(bytes(tmp_path / "out")), PATIENCE)
    assert (left.items, left.left_out, left.register, left.cancelled) == (1, 0, "deedbox.json", False)
    assert (tmp_path / "out" / "n.md").read_text() == "# words"
    with pytest.raises(Conflict):
        link.call(m.LeaveVault(bytes(tmp_path / "out")), PATIENCE)
