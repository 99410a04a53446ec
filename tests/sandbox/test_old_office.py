"""Word's and Excel's files of 97 to 2003: what a piece table may hold, what is sealed, and what is made to do harm."""

from __future__ import annotations

import io
import struct
import time
from pathlib import Path

import pytest
from xlrd.book import Book  # type: ignore[import-untyped]

from vault.sandbox import compounds, jobs, reading, texts, word
from vault.sandbox.client import SandboxWorker
from vault.sandbox.documents import Protected
from vault.sandbox.gathering import Enough, Gathering
from vault.sandbox.jobs import MAX_EXTRACT, NoPreview, Reason
from vault.sandbox.packages import NotRecognised

DOCUMENTS = Path(__file__).parent / "documents"
NARROW = 1 << 30
ENCRYPTED = 0x0100
FILE_PASS = b"\x2f\0"
WRITE_ACCESS = b"\x5c\0\x70\0"


class Streams:
    """A container that a test makes."""

    def __init__(self, **streams: bytes) -> None:
        self._streams = {name.replace("SummaryInformation", "\5SummaryInformation"): s for name, s in streams.items()}

    def exists(self, name: str) -> bool:
        return name in self._streams

    def openstream(self, name: str) -> io.BytesIO:
        if name not in self._streams:
            raise OSError("no such stream")
        return io.BytesIO(self._streams[name])


def piece_table(*pieces: tuple[int, int]) -> bytes:
    """A Pcdt of pieces: how many characters, and where."""
    ends = [0]
    for count, _ in pieces:
        ends.append(ends[-1] + count)
    table = struct.pack(f"<{len(ends)}I", *(end & 0xFFFFFFFF for end in ends))
    table += b"".join(struct.pack("<2xI2x", place) for _, place in pieces)
    return struct.pack("<BI", 2, len(table)) + table


def document(text: bytes, clx: bytes, *, flags: int = 0, mark: int = 0xA5EC, version: int = 0xC1) -> Streams:
    """A document whose text begins at 1000."""
    base = struct.pack("<HH6xH", mark, version, flags).ljust(418, b"\0") + struct.pack("<II", 7, len(clx))
    table = "1Table" if flags & 0x200 else "0Table"
    return Streams(WordDocument=base.ljust(1000, b"\0") + text, **{table: b"x" * 7 + clx})


def text_of(streams: Streams, limit: int = 100, seconds: float = 2.0) -> str:
    gathering = Gathering(limit, seconds)
    try:
        word.read_document(streams, gathering)
    except Enough:
        assert gathering.full
    return gathering.text()


def test_pieces_are_read_in_their_order_whatever_their_width() -> None:
    text = b"caf\xe9 \x93x\x94 " + "λόγος ".encode("utf-16-le")
    formats = struct.pack("<Bh", 1, 5) + b"other"
    table = piece_table((6, 1009), (9, NARROW | 2000))
    for flags in (0, 0x200):
        assert text_of(document(text, formats * 3 + table, flags=flags)) == "λόγος café “x”"


def test_fields_are_read_by_what_they_show() -> None:
    inner = b"\x13PAGE \\* x\x14seven\x15"
    for text, found in (
        (b"a \x13HYPERLINK there\x14here\x15 b", "a here b"),
        (b"a \x13IF " + inner + b" = 7\x14yes " + inner + b"\x15 b", "a yes seven b"),
        (b"a \x13SEQ only\x15 b", "a b"),
        (b"\x15\x14a\x15b", "ab"),
        (b"one\x07two\x07\x07\rnon\x1ebreaking so\x1fft \x01\x08", "one two\nnon-breaking soft"),
    ):
        half = len(text) // 2
        table = piece_table((half, NARROW | 2000), (len(text) - half, NARROW | 2 * (1000 + half)))
        assert text_of(document(text, table)) == found


@pytest.mark.parametrize(
    "clx",
    [
        b"",
        b"\2",
        b"\3" + bytes(100),
        struct.pack("<Bh", 1, -3) * 10,
        struct.pack("<Bh", 1, 30_000),
        piece_table((5, 1 << 29)),
        piece_table((5, NARROW | 1 << 20)),
        piece_table((-3, 1000)),
        piece_table((0, 1000)),
        piece_table((5, 1000))[:-9],
    ],
)
def test_a109_a_piece_table_that_lies_is_damage(clx: bytes) -> None:
    with pytest.raises((ValueError, struct.error)):
        word.read_document(document(b"some words", clx), Gathering(100))


def test_a109_a129_documents_without_end_are_ended() -> None:
    start = time.process_time()
    assert text_of(document(b"word", piece_table(*[(4, NARROW | 2000)] * 200_000)), MAX_EXTRACT).startswith("wordword")
    nothing = document(b"\x13" * 500_000, piece_table(*[(500_000, NARROW | 2000)] * 500))
    assert text_of(nothing, MAX_EXTRACT, seconds=0.2) == ""
    table = struct.pack("<II", 0, 1) + struct.pack("<III", 2, 0x101E, 0xFFFFFFFF)
    summary = bytes(44) + struct.pack("<I", 48) + table
    for damaged in (summary, summary[:-4], summary[:50], b"", bytes(44) + b"\xff" * 100):
        compounds._read_summary(Streams(SummaryInformation=damaged), Gathering(100))
    assert time.process_time() - start < 3


def test_titles_are_read_in_their_code_page() -> None:
    texts.prepare()

    def summary(page: int, kind: int, content: bytes, size: int) -> bytes:
        values = struct.pack("<II", 2, page) + struct.pack("<II", kind, size) + content
        return bytes(44) + struct.pack("<I", 48) + struct.pack("<IIIIII", 0, 2, 1, 24, 2, 32) + values

    for content, found in (
        (summary(1251, 30, "Дом\0".encode("cp1251"), 4), "Дом"),
        (summary(65001, 30, "Дом\0".encode(), 7), "Дом"),
        (summary(1200, 31, "Дом\0".encode("utf-16-le"), 4), "Дом"),
        (summary(0, 30, b"plain", 5), "plain"),
    ):
        gathering = Gathering(100)
        compounds._read_summary(Streams(SummaryInformation=content), gathering)
        assert gathering.text() == found


def test_older_words_are_not_recognised_and_sealed_ones_are_told(worker: SandboxWorker) -> None:
    table = piece_table((4, NARROW | 2000))
    for more, kind in (
        ({"mark": 0xA5DC, "version": 0x65}, NotRecognised),
        ({"version": 0x68}, NotRecognised),
        ({"flags": ENCRYPTED}, Protected),
    ):
        with pytest.raises(kind):
            word.read_document(document(b"word", table, **more), Gathering(100))
    letter = bytearray((DOCUMENTS / "letter.doc").read_bytes())
    at = letter.index(b"\xec\xa5") + 10
    letter[at : at + 2] = struct.pack("<H", struct.unpack_from("<H", letter, at)[0] | ENCRYPTED)
    accounts = (DOCUMENTS / "accounts.xls").read_bytes()
    assert accounts.count(WRITE_ACCESS) == 1
    for content in (bytes(letter), accounts.replace(WRITE_ACCESS, FILE_PASS + WRITE_ACCESS[2:])):
        assert worker.ask(jobs.text(), content) == NoPreview(Reason.PROTECTED)


def test_sheets_behind_enough_of_text_are_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[int] = []
    sheet = Book.get_sheet

    def get_sheet(book: object, number: int, **more: bool) -> object:
        parsed.append(number)
        return sheet(book, number, **more)

    monkeypatch.setattr(Book, "get_sheet", get_sheet)
    content = io.BytesIO((DOCUMENTS / "accounts.xls").read_bytes())
    found = reading.take_text(content, 60, False)
    assert (found is not None and found.truncated, parsed) == (True, [0])
