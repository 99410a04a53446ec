"""What comes from no disk: kept whole or not at all, under free names, and committed pack by pack."""

from __future__ import annotations

import errno
import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from tests.conftest import CHEAP
from tests.engine.meanwhile import Meanwhile
from tests.faults import FaultyFiles
from tests.forging import contents
from vault.engine import arrival, trash
from vault.engine.arrival import ArrivalReport, Arriving, Close, bring_in
from vault.engine.check import check
from vault.engine.durable import Platform
from vault.engine.errors import Cancelled, Conflict, LimitExceeded, NotFound, PathRejected, ReadOnly, Storage
from vault.engine.packs import LARGE, PART_SIZE
from vault.engine.vault import NOTE_LIMIT, ROOT, Item, Vault

Make = Callable[..., Vault]
RANDOM = random.Random(7)


@pytest.fixture
def vault(make_vault: Make) -> Vault:
    return make_vault()


def path(text: str) -> tuple[bytes, ...]:
    return tuple(text.encode().split(b"/"))


def a_file(name: str, content: bytes, pieces: int = 1 << 20, **more: object) -> list[Arriving | bytes | Close]:
    cut = [content[start : start + pieces] for start in range(0, len(content), pieces)]
    entry = Arriving(path(name), "file", size=len(content), **more)  # type: ignore[arg-type]
    return [entry, *cut, Close.COMPLETE]


def a_note(name: str, text: str, **more: object) -> list[Arriving | bytes | Close]:
    return [Arriving(path(name), "note", text=text, **more)]  # type: ignore[arg-type]


def bring(vault: Vault, *given: Iterable[Arriving | bytes | Close], **more: object) -> ArrivalReport:
    coming = (one for group in given for one in group)
    return bring_in(vault, coming, more.pop("folder", ROOT), **more)  # type: ignore[arg-type]


def inside(vault: Vault) -> dict[str, bytes | None]:
    return {b"/".join(path).decode(): content for path, content in contents(vault).items()}


def is_whole(vault: Vault) -> bool:
    return check(vault).findings == []


# What is kept


def test_files_notes_and_folders_are_what_they_were(vault: Vault) -> None:
    small, odd = RANDOM.randbytes(3_000), RANDOM.randbytes(LARGE - 1)
    report = bring(
        vault,
        [Arriving(path("empty folder"), "folder", modified=5)],
        a_file("a/b/small", small, 7, modified=-3, executable=True),
        a_file("a/odd", odd, 99_991),
        a_file("nothing", b""),
        a_note("a/note", "wörds", modified=9, tags=("x", "y"), favourite=True),
        a_note("a/empty", ""),
        tags=("all", "x"),
    )
    assert inside(vault) == {
        "empty folder": None,
        "a": None,
        "a/b": None,
        "a/b/small": small,
        "a/odd": odd,
        "nothing": b"",
        "a/note": "wörds".encode(),
        "a/empty": b"",
    }
    assert (report.items, report.folders, report.bytes, report.renamed) == (5, 3, len(small) + len(odd) + 6, 0)
    kept = vault.find(path("a/b/small"))
    assert kept is not None
    assert (kept.modified, kept.executable, kept.version) == (-3, 1, 1)
    note = vault.find(path("a/note"))
    assert note is not None
    assert (note.kind, note.modified, vault.tags(note.id)) == ("note", 9, ["all", "x", "y"])
    assert vault.catalog.row("SELECT count(*) FROM favourite") == (1,)
    folder = vault.find(path("empty folder"))
    assert folder is not None
    assert (folder.modified, vault.tags(folder.id)) == (5, ["all", "x"])
    assert is_whole(vault)


@pytest.mark.parametrize("size", [LARGE, LARGE + 1, PART_SIZE + 12_345])
def test_large_content_streams_into_packs_of_its_own(vault: Vault, size: int) -> None:
    content = RANDOM.randbytes(1 << 20) * (size >> 20) + RANDOM.randbytes(size & ((1 << 20) - 1))
    progress = Meanwhile()
    report = bring(
        vault, a_note("before", "x"), a_file("large", content, 700_001), a_note("after", "y"), progress=progress
    )
    assert (report.items, report.bytes, progress.items) == (3, size + 2, 3)
    assert progress.bytes == size
    item = vault.find(path("large"))
    assert item is not None
    assert b"".join(map(bytes, vault.stream(item))) == content
    assert is_whole(vault)


def test_a_flood_of_notes_takes_few_commits(vault: Vault) -> None:
    before = vault.catalog.sequence
    report = bring(vault, *(a_note(f"{number % 50}/{number}", f"text {number}") for number in range(5_000)))
    assert (report.items, report.folders) == (5_000, 50)
    assert vault.catalog.sequence - before <= 5


def test_notes_that_fill_more_than_a_record_are_split(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrival, "BATCH_BYTES", 64 << 20)
    text = "x" * NOTE_LIMIT
    report = bring(vault, *(a_note(f"folder/{number}", text) for number in range(20)))
    assert (report.items, report.folders, report.renamed) == (20, 1, 0)
    assert set(inside(vault)) == {"folder", *(f"folder/{number}" for number in range(20))}


def test_everything_comes_after_a_lock(make_vault: Make, vault: Vault) -> None:
    bring(vault, a_file("f", b"abc"), a_note("n", "text"))
    vault.lock()
    with Vault.unlock(vault.folder.path, vault.credential, policy=CHEAP) as again:
        assert inside(again) == {"f": b"abc", "n": b"text"}


# Names


def test_nothing_is_replaced_and_taken_names_get_a_number(vault: Vault) -> None:
    vault.write_note(ROOT, b"n", "old")
    report = bring(
        vault,
        a_note("n", "new"),
        a_note("n", "newer"),
        a_file("report.pdf", b"1"),
        a_file("report.pdf", b"2"),
        a_file("REPORT.pdf", b"3"),
    )
    assert report.renamed == 3
    assert inside(vault) == {
        "n": b"old",
        "n (2)": b"new",
        "n (3)": b"newer",
        "report.pdf": b"1",
        "report (2).pdf": b"2",
        "REPORT.pdf": b"3",
    }


def test_a_number_that_came_by_itself_is_not_given_twice(vault: Vault) -> None:
    bring(vault, a_note("n", "1"), a_note("n (2)", "2"), a_note("n", "3"))
    assert inside(vault) == {"n": b"1", "n (2)": b"2", "n (3)": b"3"}


def test_folders_of_one_name_become_one_and_a_file_in_their_place_stays(vault: Vault) -> None:
    vault.make_folder(ROOT, b"there")
    bring(
        vault,
        a_file("there/a", b"1"),
        a_file("x", b"2"),
        a_file("x/inside", b"3"),
        a_file("x/beside", b"4"),
        [Arriving(path("there"), "folder"), Arriving(path("x"), "folder")],
        a_note("there", "a note of a folder's name"),
    )
    assert inside(vault) == {
        "there": None,
        "there/a": b"1",
        "x": b"2",
        "x (2)": None,
        "x (2)/inside": b"3",
        "x (2)/beside": b"4",
        "there (2)": b"a note of a folder's name",
    }


def test_a_thousand_of_one_name_do_not_ask_for_each_other(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    find = Vault.child

    def child(*arguments: Any) -> Item | None:
        nonlocal asked
        asked += 1
        return find(*arguments)

    monkeypatch.setattr(Vault, "child", child)
    bring(vault, *(a_note("Untitled", "x") for _ in range(1_000)))
    assert len(vault.children(ROOT)) == 1_000
    assert asked <= 2_100


def test_a_new_folder_at_the_top_holds_everything(vault: Vault) -> None:
    vault.make_folder(ROOT, b"Export")
    flood = [a_note(f"{number}", "x") for number in range(4_100)]
    report = bring(vault, *flood, [Arriving(path("f"), "folder")], top=b"Export")
    assert vault.item(report.place).name == b"Export (2)"
    assert len(vault.children(report.place)) == 4_101
    assert report.folders == 2
    again = bring(vault, a_note("n", "x"), folder=report.place, top=b"in")
    assert vault.path_of(vault.item(again.place)) == (b"Export (2)", b"in")


def test_nothing_at_all_makes_no_folder_and_no_commit(vault: Vault) -> None:
    before = vault.catalog.sequence
    report = bring(vault, top=b"Export")
    assert (report.items, report.place, vault.catalog.sequence) == (0, ROOT, before)


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (Arriving((), "note"), "it has no name"),
        (Arriving((b"..",), "note"), "a name that cannot stand in a folder"),
        (Arriving((b"a", b"x/y"), "note"), "a name that cannot stand in a folder"),
        (Arriving((b"n" * 1025,), "folder"), "a name has at most 1024 bytes"),
        (Arriving((b"n",), "note", text="\ud800"), "its text is not Unicode"),
        (Arriving((b"n",), "note", tags=("\ud800",)), "its text is not Unicode"),
        (Arriving((b"n",), "note", text="x" * (NOTE_LIMIT + 1)), f"a note holds at most {NOTE_LIMIT} bytes"),
        (Arriving((b"n",), "file", size=3 << 40), "larger than 2 TiB"),
    ],
)
def test_a105_what_cannot_be_taken_is_reported_and_the_rest_comes(vault: Vault, one: Arriving, reason: str) -> None:
    pieces: list[Arriving | bytes | Close] = [one]
    if one.kind == "file":
        pieces += [b"x", Close.DROPPED]
    report = bring(vault, pieces, a_note("kept", "x"))
    assert [(refused.path, refused.reason) for refused in report.refused] == [(one.path, reason)]
    assert inside(vault) == {"kept": b"x"}


def test_what_is_larger_than_the_free_space_is_reported(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(vault.folder), "free", lambda _: LARGE)
    big: list[Arriving | bytes | Close] = [Arriving(path("big"), "file", size=LARGE + 1), b"x", Close.DROPPED]
    report = bring(vault, big, a_note("kept", "x"))
    assert report.refused[0].reason == "larger than the space that is free"
    assert inside(vault) == {"kept": b"x"}


# What is not kept


@pytest.mark.parametrize("size", [10, LARGE + 5])
@pytest.mark.parametrize("end", [[Close.DROPPED], []])
def test_a_dropped_file_leaves_nothing_behind(vault: Vault, size: int, end: list[Close]) -> None:
    for came in (0, size - 1, size):
        pieces: list[Arriving | bytes | Close] = [Arriving(path("folder/bad"), "file", size=size)]
        pieces += [bytes(came)] if came else []
        bring(vault, a_note("n", "x"), pieces, end)
    assert all("bad" not in name for name in inside(vault))
    assert is_whole(vault)


@pytest.mark.parametrize(
    "given",
    [
        [b"x"],
        [Close.COMPLETE],
        [Arriving((b"f",), "file", size=2), b"x", Close.COMPLETE],
        [Arriving((b"f",), "file", size=2), b"xyz"],
        [Arriving((b"f",), "file", size=2), b""],
        [Arriving((b"f",), "file", size=2), Arriving((b"g",), "note")],
        [Arriving((b"f",), "file", size=1), b"x", b"y"],
        [Arriving((b"f",), "file", size=LARGE), bytes(LARGE), b"y"],
    ],
)
def test_other_bytes_than_announced_are_our_own_mistake(vault: Vault, given: list[Arriving | bytes | Close]) -> None:
    with pytest.raises(ValueError, match="content"):
        bring(vault, given)
    assert inside(vault) == {}
    assert is_whole(vault)


@pytest.mark.parametrize("large", [False, True])
def test_cancelling_keeps_whole_items_alone(vault: Vault, large: bool) -> None:
    progress, report = Meanwhile(), ArrivalReport()

    def coming() -> Iterator[Arriving | bytes | Close]:
        yield from (one for number in range(arrival.BATCH_ITEMS) for one in a_note(f"{number}", "x"))
        yield Arriving(path("torn"), "file", size=LARGE if large else 20)
        yield b"x" * 10
        progress.cancel()
        yield b"x" * 10

    with pytest.raises(Cancelled):
        bring_in(vault, coming(), ROOT, progress=progress, report=report)
    assert report.items == len(inside(vault)) == arrival.BATCH_ITEMS
    assert is_whole(vault)


def test_what_the_source_raises_ends_it_and_whole_items_stay(vault: Vault) -> None:
    def coming() -> Iterator[Arriving | bytes | Close]:
        yield from a_file("large", bytes(LARGE))
        yield from a_file("small", b"x")
        raise NotFound

    report = ArrivalReport()
    with pytest.raises(NotFound):
        bring_in(vault, coming(), ROOT, report=report)
    assert list(inside(vault)) == ["large"]
    assert report.items == 1
    assert is_whole(vault)


def test_a_full_disk_keeps_what_was_committed(make_vault: Make) -> None:
    files = FaultyFiles(sync=False)
    vault = make_vault("full", platform=Platform(files=files))
    bring(vault, a_file("before", bytes(LARGE)))
    for large in (False, True):
        files.arm(2, errno.ENOSPC, lasting=True)
        with pytest.raises(Storage) as full:
            bring(vault, a_file("after", bytes(LARGE if large else 100)))
        assert full.value.kind == "full"
        files.arm(0, 0)
        assert list(inside(vault)) == ["before"]


@pytest.mark.parametrize("folder", ["nowhere", "note", "trashed"])
def test_a_place_that_is_none_is_refused_at_once(vault: Vault, folder: str) -> None:
    note, made = vault.write_note(ROOT, b"note", "x"), vault.make_folder(ROOT, b"folder")
    trash.remove(vault, [made])
    place = {"nowhere": bytes(15) + b"x", "note": note.id, "trashed": made.id}[folder]
    with pytest.raises((NotFound, Conflict)):
        bring(vault, a_note("n", "x"), folder=place)


def test_a_top_name_that_is_none_is_refused(vault: Vault) -> None:
    for name, error in ((b"a/b", PathRejected), (b"", PathRejected), (b"n" * 2_000, LimitExceeded)):
        with pytest.raises(error):
            bring(vault, a_note("n", "x"), top=name)


def test_a_vault_for_reading_takes_nothing(make_vault: Make) -> None:
    made = make_vault("reading")
    made.lock()
    with Vault.unlock(made.folder.path, made.credential, policy=CHEAP, read_only=True) as vault:
        with pytest.raises(ReadOnly):
            bring(vault, a_note("n", "x"))


# Meanwhile


def test_others_change_the_vault_meanwhile_and_nothing_is_lost(vault: Vault) -> None:
    """Between two commits its folder goes to the trash and its names are taken: it makes new ones."""
    moves = iter(range(100))

    def other() -> None:
        if next(moves, 100) == 3:
            vault.write_note(ROOT, b"late", "theirs")
            folder = vault.child(ROOT, b"f")
            if folder is not None:
                trash.remove(vault, [folder])

    def coming() -> Iterator[Arriving | bytes | Close]:
        yield from a_file("f/first", bytes(LARGE))
        yield from a_file("f/second", bytes(LARGE))
        yield from a_note("late", "ours")

    bring_in(vault, coming(), ROOT, progress=Meanwhile(other))
    kept = inside(vault)
    assert kept["late"] == b"theirs"
    assert kept["late (2)"] == b"ours"
    assert "f/second" in kept
    assert is_whole(vault)


def test_the_chosen_folder_going_away_is_a_conflict_and_loses_nothing_before(vault: Vault) -> None:
    folder = vault.make_folder(ROOT, b"f")

    def coming() -> Iterator[Arriving | bytes | Close]:
        yield from a_file("first", bytes(LARGE))
        trash.remove(vault, [folder])
        yield from a_file("second", bytes(LARGE))

    report = ArrivalReport()
    with pytest.raises(Conflict):
        bring_in(vault, coming(), folder.id, report=report)
    assert report.items == 1
    assert [finding for finding in check(vault).findings if not finding.harmless] == []
