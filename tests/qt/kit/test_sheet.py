"""The kit's printed page, read back as a stranger's programs read it: its text, its QR code, its one page."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from tests.qt.kit.codes import CODE, PARTS
from vault.qt.kit import sheet as sheets_of
from vault.qt.kit.sheet import draw_sheet, draw_sheets, make_pdf, make_sheets, page_layout, spooled_in_memory
from vault.unlock.recovery import parse_code, word_list

FINGERPRINT = "d1f3 88ab 0c2e 7790"
NAMES = (
    "My Papers",
    "Straßenbahn & Großmutters Übersicht: Verträge, Zeugnisse " * 4,
    "x" * 200,
    "W" * 200,
    "家族の大切な書類と写真アルバム" * 14,
    "Family 👨‍👩‍👧‍👦 papers 🏠📄 " * 9,
    "\u202eturned \u200b\u0301 \ufffd",
    "",
)

pytestmark = pytest.mark.usefixtures("worn")


@pytest.fixture(params=["en_GB", "en_US"])
def locale(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where paper is A4, and where it is Letter."""
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def poppler(program: str, *words: str) -> str:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not there (poppler-utils)")
    return subprocess.run([program, *words], check=True, capture_output=True, text=True, timeout=60).stdout


def facts(pdf: Path) -> dict[str, str]:
    """What the file says of itself."""
    lines = (line.split(":", 1) for line in poppler("pdfinfo", str(pdf)).splitlines())
    return {name: value.strip() for name, value in lines}


def pictures(pdf: Path, dots: int) -> list[Path]:
    """Each page as a picture."""
    poppler("pdftoppm", "-gray", "-r", str(dots), "-png", str(pdf), str(pdf.with_suffix("")))
    return sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))


def code_in(picture: Path) -> str:
    (found,) = zxingcpp.read_barcodes(Image.open(picture))
    return str(found.text)


def words_of(text: str, count: int) -> list[str]:
    """The numbered words of a page, in the order of their numbers."""
    found = dict(re.findall(rf"(?<!\S)(\d{{1,2}})\s+({'|'.join(word_list())})(?!\S)", text))
    return [found[str(place)] for place in range(1, count + 1)]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_one_page_with_everything_on_it(tmp_path: Path, locale: str, name: str) -> None:
    pdf = tmp_path / "kit.pdf"
    pdf.write_bytes(make_pdf(make_sheets(name[:200], "In the safe", FINGERPRINT, CODE.words)))
    said = facts(pdf)
    assert said["Pages"] == "1"
    assert ("A4" if locale == "en_GB" else "letter") in said["Page size"]
    text = poppler("pdftotext", "-layout", str(pdf), "-")
    assert words_of(text, 19) == list(CODE.words)
    assert FINGERPRINT in text
    assert "In the safe" in text
    assert name[:3].strip() in text or not name.isascii()
    for heading in ("Recovery kit", "Where to keep it", "How to use it", "Last rehearsal"):
        assert heading in text
    assert [line.strip()[:2] for line in text.splitlines() if re.match(r"\s*\d\.\s", line)] == ["1.", "2.", "3."]
    assert text.rstrip("\f\n").count("\f") == 0


def test_copied_off_the_page_it_is_the_code_again(tmp_path: Path) -> None:
    pdf = tmp_path / "kit.pdf"
    pdf.write_bytes(make_pdf(make_sheets("My Papers", "kit", FINGERPRINT, CODE.words)))
    text = poppler("pdftotext", "-raw", str(pdf), "-")
    begin, end = text.index(f"1 {CODE.words[0]}"), text.index("Where to keep it")
    assert parse_code(text[begin:end]) == CODE


@pytest.mark.parametrize("dots", [75, 200])
def test_its_qr_code_is_read(tmp_path: Path, dots: int, locale: str) -> None:
    pdf = tmp_path / "kit.pdf"
    pdf.write_bytes(make_pdf(make_sheets("x" * 200, "kit", FINGERPRINT, CODE.words)))
    (page,) = pictures(pdf, dots)
    assert parse_code(code_in(page)) == CODE


def test_each_part_has_a_page_that_says_what_it_is(tmp_path: Path) -> None:
    pdf = tmp_path / "kit.pdf"
    pdf.write_bytes(make_pdf(make_sheets("My Papers", "kit", FINGERPRINT, CODE.words, PARTS, 2)))
    pages = poppler("pdftotext", "-layout", str(pdf), "-").rstrip("\f").split("\f")
    assert len(pages) == 3
    for place, page in enumerate(pages, 1):
        assert f"Recovery kit, part {place} of 3" in page
        assert "2 of 3 are needed" in page
        assert words_of(page, 23) == PARTS[place - 1].split()
        assert not set(re.findall("[a-z]+", page)) >= set(CODE.words), "no page has the code itself"
    assert [code_in(page) for page in pictures(pdf, 100)] == list(PARTS)


def test_a123_no_word_and_no_name_stands_outside_the_page(tmp_path: Path) -> None:
    pdf = tmp_path / "kit.pdf"
    pdf.write_bytes(make_pdf(make_sheets("Offshore affairs", "kit", FINGERPRINT, CODE.words)))
    said = facts(pdf)
    assert said["Title"] == "Recovery kit"
    told = " ".join(said.values()).lower()
    assert "offshore" not in told
    assert not any(word in told.split() for word in CODE.words)


def test_a122_it_is_made_without_a_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nowhere to write to, and it is made all the same."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "there is no such folder"))
    monkeypatch.chdir(tmp_path)
    assert make_pdf(make_sheets("a", "kit", FINGERPRINT, CODE.words)).startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == []


def test_the_widest_words_are_never_cut(locale: str) -> None:
    """A page of the widest words there are, under the longest names, still fits, with a code that can be read."""
    widest = tuple(sorted(word_list(), key=lambda word: (len(word), word.count("m") + word.count("w")))[-23:])
    long = ("W" * 200, "W" * 64, "W" * 19)
    (sheet,) = make_sheets(*long, widest)
    image = QImage(*page_size(100), QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(100 / 0.0254))
    image.setDotsPerMeterY(round(100 / 0.0254))
    painter = QPainter(image)
    scale = draw_sheet(painter, sheet)
    area = QRectF(0, 0, image.width(), image.height())
    height = sheets_of._Page(painter, area, scale, drawn=False).fill(sheet)
    painter.end()
    assert height <= image.height()
    assert scale > sheets_of.SCALES[-1], "and there is room left for other languages"


def page_size(dots: int) -> tuple[int, int]:
    """Pixels of what can be printed on."""
    area = page_layout().paintRectPixels(dots)
    return area.width(), area.height()


def test_a_printer_gets_the_same_pages(tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout())
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    sheets = make_sheets("My Papers", "kit", FINGERPRINT, CODE.words, PARTS, 2)
    with spooled_in_memory():
        assert draw_sheets(printer, sheets)
    assert facts(tmp_path / "printed.pdf")["Pages"] == "3"
    text = poppler("pdftotext", "-layout", str(tmp_path / "printed.pdf"), "-")
    assert words_of(text.split("\f")[1], 23) == PARTS[1].split()


def test_a122_what_is_spooled_lies_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "/somewhere")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with spooled_in_memory():
        assert os.environ["TMPDIR"] == str(tmp_path)
    assert os.environ["TMPDIR"] == "/somewhere"
    monkeypatch.delenv("TMPDIR")
    with spooled_in_memory():
        assert os.environ["TMPDIR"] == str(tmp_path)
    assert "TMPDIR" not in os.environ
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    with spooled_in_memory():
        assert "TMPDIR" not in os.environ
