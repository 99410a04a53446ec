"""The importing worker and its client: what confines the one, and what the other does not believe."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sandbox.importing.collected import collect, confined, path
from vault.sandbox import wire
from vault.sandbox.importing import archives, client, exchange, readers
from vault.sandbox.importing.client import Import, safe_name
from vault.sandbox.importing.entries import (
    MOST_TEXT,
    PIECE,
    End,
    Entry,
    Given,
    LeftOut,
    Member,
    Piece,
    Refusal,
    Refused,
    Secret,
    Why,
)
from vault.sandbox.importing.preview import Preview
from vault.sandbox.importing.worker import bounded
from vault.sandbox.protection import ALL_PROMISES, Protection

HELLO = wire.serialize_protection(Protection())
STARTED = wire.frame(exchange.STARTED, b"zip")
DONE = wire.frame(exchange.DONE)
FILE = exchange.serialize_entry(Entry(path("f"), "file", size=4))
Fake = Callable[..., Import]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "source.zip"
    file.write_bytes(b"PK\x03\x04" + bytes(1_000))
    return file


@pytest.fixture
def fake(source: Path) -> Iterator[Fake]:
    """An import whose worker is a program that says the given bytes, and what else it is told to do. As the real one,
    it hears everything that it was asked before it answers: whoever is gone by then breaks the pipe, not its rules."""
    made: list[Import] = []

    def start(*frames: bytes, then: str = "", **options: float) -> Import:
        lines = [
            "import sys, time",
            "asked, out = b'', sys.stdout.buffer",
            f"out.write({frames[0]!r}); out.flush()",
            f"while {frames[0] == HELLO} and not asked.endswith({wire.frame(exchange.GO)!r}):",
            "    asked += sys.stdin.buffer.raw.read(65536)",
            f"out.write({b''.join(frames[1:])!r}); out.flush()",
            then,
        ]
        one = Import(
            source,
            start=lambda: subprocess.Popen(
                [sys.executable, "-S", "-I", "-c", "\n".join(lines)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
            ),
            **options,  # type: ignore[arg-type]
        )
        made.append(one)
        return one

    yield start
    for one in made:
        one.close()


def refusal(one: Import) -> Refusal:
    with pytest.raises(Refused) as refused:
        list(one.entries())
    return refused.value.why


# --- the real worker ------------------------------------------------------------------------------


def test_the_worker_is_confined_as_the_other_one(source: Path) -> None:
    with Import(source) as one:
        _, body = one._receive(wire.TO_CLIENT_HELLO, 30)
        assert wire.parse_protection(body).promises == ALL_PROMISES


def test_every_word_after_from_has_its_reader_and_folders_come_last() -> None:
    known = readers.load()
    assert tuple(reader.NAME for reader in known) == readers.NAMES
    assert readers.NAMES[-1] == "folder"


def test_the_kind_that_is_asked_for_is_taken(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.md").write_text("# words")
    kind, found = confined(tmp_path / "folder", kind="folder")
    assert (kind, found.files) == ("folder", {path("a.md"): b"# words"})


def test_what_nobody_recognises_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_bytes(b"just words")
    with Import(tmp_path / "words.txt") as one:
        assert refusal(one) is Refusal.NOT_RECOGNISED
    (tmp_path / "empty").write_bytes(b"")
    with Import(tmp_path / "empty") as one:
        assert refusal(one) is Refusal.NOT_RECOGNISED


def test_a_killed_worker_ends_the_import_in_the_middle(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "big.bin").write_bytes(bytes(8 << 20))
    with Import(tmp_path / "folder", "folder") as one:
        entries = one.entries()
        while not isinstance(next(entries), Piece):
            pass
        one.kill()
        with pytest.raises(Refused) as refused:
            list(entries)
        assert refused.value.why is Refusal.BROKE


# --- folders --------------------------------------------------------------------------------------


def test_a_folder_comes_without_its_links_and_with_its_empty_folders(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "sub" / "empty").mkdir(parents=True)
    (folder / "sub" / "x.bin").write_bytes(b"words")
    (folder / "link").symlink_to("/etc/passwd")
    (folder / "linked").symlink_to("/etc", target_is_directory=True)
    os.mkfifo(folder / "pipe")
    (folder / os.fsdecode(b"\xff")).write_bytes(b"bytes")
    _, found = confined(folder, kind="folder")
    assert found.files == {path("sub", "x.bin"): b"words", (b"\xff",): b"bytes"}
    assert found.folders == [path("sub", "empty")]
    assert found.left == {path("link"): Why.LINK, path("linked"): Why.LINK, path("pipe"): Why.SPECIAL}


@pytest.mark.parametrize("change", ["grown", "shortened", "gone", "link", "folder"])
def test_a_file_that_changed_since_it_was_listed_is_left_out(change: str, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / name).write_bytes(b"words")
    with Import(folder, "folder") as one:
        if change == "grown":
            (folder / "b").write_bytes(b"more words")
        elif change == "shortened":
            (folder / "b").write_bytes(b"")
        else:
            (folder / "b").unlink()
        if change == "link":
            (folder / "b").symlink_to(tmp_path / "folder" / "a")
        elif change == "folder":
            (folder / "b").mkdir()
        found = collect(one.entries())
    assert found.files == {path("a"): b"words"}
    assert found.left == {path("b"): Why.DAMAGED}


def test_a_single_file_that_changes_is_damaged(tmp_path: Path) -> None:
    source = tmp_path / "a.tar"
    source.write_bytes(bytes(100_000))
    with Import(source, "tar") as one:
        source.write_bytes(b"other")
        assert refusal(one) is Refusal.DAMAGED


def test_what_is_neither_file_nor_folder_cannot_be_imported(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "nothing"):
        with pytest.raises(OSError, match=r"neither|No such"):
            Import(tmp_path / name)


# --- a hostile worker -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "frames",
    [
        (b"",),
        (wire.frame(b"?"),),
        (HELLO, DONE[:-1]),
        (HELLO, STARTED, exchange.serialize_entry(Entry(path("f"), "file", size=4)), DONE),
        (HELLO, STARTED, FILE, FILE),
        (HELLO, STARTED, FILE, wire.frame(exchange.PIECE_OF, b"12345")),
        (HELLO, STARTED, FILE, wire.frame(exchange.PIECE_OF, b"")),
        (HELLO, STARTED, FILE, wire.frame(exchange.PIECE_OF, b"123"), wire.frame(exchange.END), DONE),
        (HELLO, STARTED, wire.frame(exchange.PIECE_OF, b"1")),
        (HELLO, STARTED, wire.frame(exchange.END), DONE),
        (HELLO, exchange.serialize_entry(Entry(path("d"), "folder")), DONE),
        (HELLO, STARTED, wire.HEAD.pack(PIECE + 1, exchange.PIECE_OF)),
        (HELLO, STARTED, exchange.serialize_read(1, 0, 1)),
        (HELLO, STARTED, exchange.serialize_read(0, 0, PIECE + 1)),
        (HELLO, STARTED, exchange.serialize_read(0, 1 << 63, 1)),
        (HELLO, STARTED, exchange.serialize_entry(Entry((), "folder"))),
        (HELLO, STARTED, exchange.serialize_entry(Entry((b"n" * 1025,), "folder"))),
        (HELLO, STARTED, exchange.serialize_entry(Entry((b"n",) * 65, "folder"))),
        (HELLO, STARTED, exchange.serialize_entry(Entry(path("n"), "note", text="t", tags=("t",) * 65))),
        (HELLO, STARTED, exchange.serialize_entry(Entry(path("n"), "note", size=3, text=""))),
        (HELLO, STARTED, exchange.serialize_entry(Entry(path("n"), "folder", text="t"))),
        (HELLO, STARTED, exchange.serialize_entry(Entry(path("n"), "file"))),
        (HELLO, STARTED, exchange.serialize_entry(Entry(path("n"), "file", size=2 << 40)), DONE),
        (HELLO, STARTED, exchange.serialize_entry(Entry(path("n"), "note", text="x"))[:-1] + b"\xff"),
        (HELLO, STARTED, exchange.serialize_entry(Entry(path("n"), "folder"))[:-4]),
        (HELLO, STARTED, wire.frame(exchange.LEFT_OUT, b"\xff\1\0\1\0n")),
        (HELLO, STARTED, wire.frame(exchange.LEFT_OUT, b"\1\1\0\1\0nn")),
        (HELLO, STARTED, wire.frame(exchange.REFUSED, b"\xff")),
        (HELLO, wire.frame(exchange.REFUSED, bytes([Refusal.TOO_SLOW]))),
    ],
)
def test_a_worker_that_breaks_its_rules_is_ended(fake: Fake, frames: tuple[bytes, ...]) -> None:
    one = fake(*frames)
    assert refusal(one) is Refusal.BROKE
    one.close()
    assert one._child.returncode is not None


def test_a_worker_that_says_nothing_is_ended_in_time(fake: Fake) -> None:
    assert refusal(fake(HELLO, STARTED, then="time.sleep(600)", stalled_seconds=0.2)) is Refusal.TOO_SLOW


def test_a_worker_that_works_without_end_is_ended_by_what_it_moved(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signs of life alone do not count: bytes do."""
    monkeypatch.setattr(client, "SPARE_SECONDS", 0.2)
    life = exchange.serialize_left_out(LeftOut(path("x"), Why.LINK))
    endless = f"while True:\n out.write({life!r}); out.flush(); time.sleep(0.02)"
    assert refusal(fake(HELLO, STARTED, then=endless)) is Refusal.TOO_SLOW


def test_a_worker_that_reads_its_source_again_and_again_is_ended(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_SPARE_BYTES", 10 << 20)
    monkeypatch.setattr(client, "_FOR_EACH", 0)
    again = exchange.serialize_read(0, 0, PIECE)
    endless = f"while True:\n out.write({again!r}); out.flush(); sys.stdin.buffer.read(5); sys.stdin.buffer.read(1004)"
    assert refusal(fake(HELLO, STARTED, then=endless)) is Refusal.BROKE


def test_more_than_can_honestly_come_out_is_not_taken(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "FREE_BYTES", 7)
    monkeypatch.setattr(archives, "MOST_RATIO", 0)
    four = FILE + wire.frame(exchange.PIECE_OF, b"1234") + wire.frame(exchange.END)
    assert refusal(fake(HELLO, STARTED, four, four, DONE)) is Refusal.BROKE


def test_more_entries_than_agreed_are_not_taken(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MOST_ENTRIES", 3)
    folder = exchange.serialize_entry(Entry(path("n"), "folder"))
    assert refusal(fake(HELLO, STARTED, folder * 4, DONE)) is Refusal.BROKE


def test_names_tags_and_texts_are_made_safe(fake: Fake) -> None:
    note = Entry((b"..", b"a/b\0", b""), "note", tags=(" x\ny ", "", "\u202e", "x y"), text="one\0two", favourite=True)
    [found] = fake(HELLO, STARTED, exchange.serialize_entry(note), DONE).entries()
    assert found == Entry((b"Untitled", b"a-b", b"Untitled"), "note", tags=("x y",), text="onetwo", favourite=True)


def test_a_worker_that_cannot_start_is_told(source: Path) -> None:
    def start() -> subprocess.Popen[bytes]:
        raise OSError

    with pytest.raises(Refused) as refused:
        Import(source, start=start)
    assert refused.value.why is Refusal.UNAVAILABLE


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        (b"plain.txt", b"plain.txt"),
        (b"...", b"Untitled"),
        (b" . ", b"Untitled"),
        (b"AC/DC", b"AC-DC"),
        (b"\xff\xfe", b"\xff\xfe"),
        (b"n" * 300 + b".pdf", b"n" * 251 + b".pdf"),
        ("ü".encode() * 200, "ü".encode() * 127),
        (b"\xff" * 300, b"\xff" * 255),
        (b"x." + b"e" * 300, (b"x." + b"e" * 300)[:255]),
    ],
)
def test_a105_names_can_stand_on_every_disk(name: bytes, safe: bytes) -> None:
    assert safe_name(name) == safe


def test_a_note_that_is_too_long_comes_as_a_file() -> None:
    text = "ü" * (MOST_TEXT // 2) + "!"
    found = collect(bounded(iter([Entry(path("long"), "note", text=text), Entry(path("short"), "note", text="x")])))
    assert found.files == {path("long"): text.encode()}
    assert list(found.notes) == [path("short")]


def test_what_is_beyond_the_bounds_takes_its_pieces_along() -> None:
    given: list[Given] = [
        Entry(path(*["d"] * 65), "file", size=1),
        Piece(b"x"),
        End(),
        Entry(path("k"), "file", size=0),
        End(),
    ]
    found = collect(bounded(iter(given)))
    assert found.files == {path("k"): b""}
    assert list(found.left.values()) == [Why.OVER_BOUND]


def test_a_preview_counts_what_comes_and_what_does_not() -> None:
    seen = Preview()
    coming: list[Given] = [
        Entry(path("d"), "folder"),
        Entry(path("d", "n"), "note", tags=("a",), text="ü", favourite=True),
        *(Entry(path(f"{number}"), "file", tags=("b",), size=10) for number in range(20)),
        Piece(b"x"),
        LeftOut(path("l"), Why.LINK),
    ]
    for given in coming:
        seen.count(given)
    assert (seen.files, seen.notes, seen.folders, seen.items, seen.bytes) == (20, 1, 1, 21, 202)
    assert (seen.tags, seen.favourites, len(seen.first)) == ({"a", "b"}, 1, 12)
    assert (seen.left_count, seen.left_out) == (1, [LeftOut(path("l"), Why.LINK)])


def test_no_secret_is_shown() -> None:
    begin = exchange.Begin("zip", Secret("violin"), False, False)
    assert "violin" not in repr(begin)
    assert exchange.parse_begin(exchange.serialize_begin(begin)[wire.HEAD.size :]).secret == Secret("violin")
    bare = exchange.Begin("", Secret(), True, True)
    again = exchange.parse_begin(exchange.serialize_begin(bare)[wire.HEAD.size :])
    assert (again.kind, again.secret, again.is_folder, again.names_only) == ("", Secret(), True, True)


def test_members_keep_their_names_as_bytes() -> None:
    member = Member((b"\xff", b"a"), 5, -1, True)
    for is_folder in (False, True):
        frame = exchange.serialize_member(member, is_folder=is_folder)
        assert exchange.parse_member(frame[wire.HEAD.size :]) == (member, is_folder)
