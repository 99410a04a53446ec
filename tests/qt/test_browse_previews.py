"""The detail pane on a real vault and a real sandbox: what is shown, what is refused politely, what is forgotten."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, Answers, Opened
from vault.child import messages as m
from vault.qt.browse.detail_pane import DetailPane
from vault.qt.browse.markdown import ClosedDocument, box_of
from vault.qt.browse.places import FolderTree
from vault.qt.browse.sheets import (
    MARKDOWN_LIMIT,
    TEXT_LIMIT,
    DrawingSheet,
    MarkdownSheet,
    PlainSheet,
    Remark,
    is_calm,
    text_of,
)
from vault.qt.browse.thumbnails import Thumbnails
from vault.qt.parts.details import VersionRow
from vault.qt.style import BOX
from vault.qt.theme import Look, color
from vault.sandbox.client import SandboxWorker
from vault.sandbox.jobs import describe


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    one = Opened(qtbot, tmp_path)
    one.create()
    yield one
    one.close()


@pytest.fixture(scope="module")
def worker() -> Iterator[SandboxWorker]:
    with SandboxWorker() as one:
        yield one


@pytest.fixture
def pane(opened: Opened, worker: SandboxWorker, shown: Shown) -> DetailPane:
    tree = FolderTree(opened.operations, opened.connection)
    pane = DetailPane(opened.operations, tree, worker)
    shown(pane, 500, 760)
    return pane


def add(opened: Opened, tmp_path: Path, name: str, content: bytes) -> m.Row:
    """A file in the vault."""
    (tmp_path / name).write_bytes(content)
    over = Answers(opened.qtbot)
    opened.operations.add_files([tmp_path / name], m.ROOT, over)
    over.wait()
    page = opened.answer(opened.operations.list_items, view="all")
    row = next(row for row in page.rows if row.shown == name)
    assert isinstance(row, m.Row)
    return row


def picture(width: int = 300, height: int = 200) -> bytes:
    """A picture that is blue."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), (20, 40, 200)).save(file, "PNG")
    return file.getvalue()


def document(pages: int) -> bytes:
    """A PDF of so many pages."""
    file = io.BytesIO()
    sheets = [Image.new("RGB", (210, 297), "white") for _ in range(pages)]
    sheets[0].save(file, "PDF", save_all=True, append_images=sheets[1:])
    return file.getvalue()


def content_of(pane: DetailPane) -> object:
    """What lies in the well."""
    item = pane.sheet.well.inside.itemAt(0)
    return item.widget() if item is not None else None


def wait_for(pane: DetailPane, opened: Opened, kind: type) -> None:
    opened.qtbot.waitUntil(lambda: isinstance(content_of(pane), kind), timeout=PATIENCE_MS)


# --- what is shown --------------------------------------------------------------------------------


def test_a_picture_is_drawn_by_the_sandbox(opened: Opened, pane: DetailPane, tmp_path: Path) -> None:
    row = add(opened, tmp_path, "a.png", picture())
    pane.show_rows([row], 1)
    wait_for(pane, opened, DrawingSheet)
    opened.qtbot.waitUntil(lambda: pane.sheet.well.zoom.text() == "100 %", timeout=PATIENCE_MS)
    sheet = content_of(pane)
    assert isinstance(sheet, DrawingSheet)
    grabbed = sheet.grab().toImage()
    assert grabbed.pixelColor(grabbed.width() // 2, grabbed.height() // 2).name() == "#1428c8"
    assert pane.sheet.well.origin.text.text() == "Shown from memory only"
    assert not pane.sheet.well.larger.isEnabled(), "there is no more to see"
    words = [label.text() for label in pane.sheet.grid.findChildren(QLabel)]
    assert any("300 × 200" in word for word in words)
    pane.sheet.well.smaller.click()
    opened.qtbot.waitUntil(pane.sheet.well.larger.isEnabled, timeout=PATIENCE_MS)


def test_pages_of_a_document_are_turned(opened: Opened, pane: DetailPane, tmp_path: Path) -> None:
    row = add(opened, tmp_path, "a.pdf", document(3))
    pane.show_rows([row], 1)
    opened.qtbot.waitUntil(lambda: pane.sheet.well.page.text() == "1 of 3", timeout=PATIENCE_MS)
    assert not pane.sheet.well.before.isEnabled()
    pane.sheet.well.after.click()
    pane.sheet.well.after.click()
    assert pane.sheet.well.page.text() == "3 of 3"
    assert not pane.sheet.well.after.isEnabled()
    pane.sheet.well.after.click()
    opened.qtbot.waitUntil(lambda: pane.previewer._ticket is not None and pane.previewer._ticket.over)
    assert pane.sheet.well.page.text() == "3 of 3"


def test_text_is_shown_as_text(opened: Opened, pane: DetailPane, tmp_path: Path) -> None:
    row = add(opened, tmp_path, "a.csv", "name;größe\n".encode() * 100_000)
    pane.show_rows([row], 1)
    wait_for(pane, opened, PlainSheet)
    sheet = content_of(pane)
    assert isinstance(sheet, PlainSheet)
    assert sheet.toPlainText().startswith("name;größe\nname")
    assert sheet.isReadOnly()
    assert len(sheet.toPlainText()) < row.size
    assert "beginning" in pane.sheet.well.origin.text.text()


def test_a_note_is_shown_as_it_is_meant(opened: Opened, pane: DetailPane) -> None:
    item = opened.write("a", "# Title\n\nwords in **bold** <b>html</b>")
    row = opened.answer(opened.operations.details, item).row
    pane.show_rows([row], 1)
    wait_for(pane, opened, MarkdownSheet)
    sheet = content_of(pane)
    assert isinstance(sheet, MarkdownSheet)
    assert sheet.toPlainText() == "Title\nwords in bold <b>html</b>"


def test_boxes_and_quotes_look_as_everywhere(worn: Look, shown: Shown) -> None:
    sheet = MarkdownSheet("- [x] done\n- [ ] open\n\n> quoted", "Preview")
    shown(sheet, 400, 200)
    image, ratio = sheet.viewport().grab().toImage(), sheet.devicePixelRatioF()
    done, opened, quoted = (sheet.document().findBlockByNumber(number) for number in range(3))
    inside = [box_of(sheet, block).center() for block in (done, opened)]
    corners = [place + QPointF(-BOX / 2 + 3, BOX / 2 - 3) for place in inside]
    seen = [image.pixelColor((place * ratio).toPoint()).name() for place in corners]
    assert seen == [color("accent").name(), color("raised").name()]
    bar = QPointF(sheet.document().documentMargin() + 1, sheet.cursorRect(QTextCursor(quoted)).center().y())
    assert image.pixelColor((bar * ratio).toPoint()) == color("border-strong")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.bin", bytes(range(256)) * 8, "No preview for this kind of file."),
        ("a.png", picture()[:60], "does not go on as it begins"),
        ("a.txt", b"", "empty"),
    ],
)
def test_no_preview_is_said_politely(
    opened: Opened, pane: DetailPane, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    pane.show_rows([add(opened, tmp_path, name, content)], 1)
    wait_for(pane, opened, Remark)
    remark = content_of(pane)
    assert isinstance(remark, Remark)
    assert words in remark.accessibleName()
    assert pane.sheet.well.foot.isHidden()


def test_an_answer_that_comes_late_is_dropped(
    opened: Opened, pane: DetailPane, worker: SandboxWorker, tmp_path: Path
) -> None:
    first = add(opened, tmp_path, "a.png", picture(2000, 1500))
    second = add(opened, tmp_path, "b.txt", b"words")
    pane.show_rows([first], 1)
    wait_for(pane, opened, DrawingSheet)
    pane.show_rows([second], 1)
    wait_for(pane, opened, PlainSheet)
    worker.ask(describe(), picture())  # whatever was asked of it before is over then
    opened.answer(opened.operations.folders)
    assert isinstance(content_of(pane), PlainSheet)
    shown = pane.previewer._shown
    assert shown is not None
    assert bytes(shown.content) == b"words"
    assert pane.sheet.well.zoom.text() == ""
    pane.show_rows([], 0)
    assert pane.previewer._shown is None, "nothing of it is kept"


def test_versions_and_acts(opened: Opened, pane: DetailPane, qtbot: QtBot) -> None:
    item = opened.write("a", "one")
    opened.answer(opened.operations.write_note, "two words", item=item, based_on=1)
    row = opened.answer(opened.operations.details, item).row
    pane.show_rows([row], 1)
    qtbot.waitUntil(lambda: pane.sheet.versions.lines.count() == 2, timeout=PATIENCE_MS)
    assert pane.sheet.versions.cost.text() == "The older ones hold 3 B"
    wanted: list[tuple[m.Row, int]] = []
    pane.restore_version_wanted.connect(lambda one, version: wanted.append((one, version.number)))
    menus: list[tuple[int, int]] = []
    pane.version_menu_wanted.connect(lambda _, one, current, __: menus.append((one.number, current.number)))
    [older] = [line for line in pane.findChildren(VersionRow) if line.restore is not None]
    assert older.restore is not None
    older.restore.click()
    assert wanted == [(row, 1)]
    assert older.more is not None
    older.more.click()
    assert menus == [(1, 2)]
    assert pane.sheet.acts["edit"].isVisible()
    acts: list[str] = []
    pane.act_wanted.connect(acts.append)
    pane.sheet.acts["edit"].click()
    assert acts == ["edit"]
    pane.read_only = True
    pane.show_rows([], 0)
    pane.show_rows([row], 1)
    assert not pane.sheet.acts["edit"].isVisible()


def test_several_are_counted(opened: Opened, pane: DetailPane) -> None:
    rows = [opened.answer(opened.operations.details, opened.write(name, "12345")).row for name in "ab"]
    pane.show_rows(rows, 2)
    assert pane.summary.second.text() == "10 B together"
    assert {name for name, button in pane.summary.acts.items() if button.isVisible()} == {
        *("share", "copy-out", "move", "tags", "favourite", "trash")
    }


# --- what is never loaded -------------------------------------------------------------------------


def test_markdown_loads_nothing(qtbot: QtBot, tmp_path: Path, shown: Shown) -> None:
    red = tmp_path / "red.png"
    Image.new("RGB", (200, 200), "red").save(red)
    text = f"![a red one]({red}) ![](file://{red}) ![x](data:image/png;base64,AAAA) [link](file://{red})"
    sheet = MarkdownSheet(text, "Preview")
    shown(sheet, 400, 400)
    image = sheet.grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(0, 400, 7) for y in range(0, 400, 7)}
    assert "#ff0000" not in seen
    assert sheet.toPlainText().startswith("[a red one]  [x] link")
    flags = sheet.textInteractionFlags()
    assert not flags & Qt.TextInteractionFlag.LinksAccessibleByMouse
    assert not flags & Qt.TextInteractionFlag.LinksAccessibleByKeyboard


def test_a_closed_document_answers_for_every_resource(tmp_path: Path) -> None:
    closed = ClosedDocument()
    for kind in (QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.StyleSheetResource):
        found = closed.resource(kind.value, QUrl.fromLocalFile(str(tmp_path / "a")))
        assert found is None or (isinstance(found, QImage) and found.width() == 1)


def test_one_endless_line_does_not_hold_up_the_window(qtbot: QtBot, shown: Shown) -> None:
    start = time.thread_time()
    sheet = PlainSheet("x" * TEXT_LIMIT, "Preview")
    shown(sheet, 400, 400)
    assert sheet.toPlainText().replace("\n", "") == "x" * TEXT_LIMIT
    shown(MarkdownSheet("word " * (MARKDOWN_LIMIT // 5), "Preview"), 400, 400)
    assert time.thread_time() - start < 5, "in one line it takes minutes"
    assert not is_calm("|".join("a" * 700))
    assert not is_calm("w" * 2_000)
    assert is_calm("# A note\n\n| a | b |\n|---|---|\n")


def test_what_counts_as_text() -> None:
    assert text_of(b"plain") == "plain"
    assert text_of("größe".encode()[:-1]) == "größ", "a letter cut off at the end"
    assert text_of("größe".encode("cp1252")) == "größe"
    assert text_of("größe".encode("utf-16")) == "größe"
    assert text_of(b"a\0b") is None
    assert text_of(bytes(range(1, 32)) * 9) is None


# --- thumbnails -----------------------------------------------------------------------------------


def test_thumbnails_of_what_is_in_sight(opened: Opened, worker: SandboxWorker, qtbot: QtBot, tmp_path: Path) -> None:
    seen = add(opened, tmp_path, "a.png", picture())
    gone = add(opened, tmp_path, "b.png", picture())
    lying = add(opened, tmp_path, "c.png", b"not a picture")
    text = add(opened, tmp_path, "d.txt", b"words")
    # With a parent, as in the window: the last to let go of it may be the sandbox's thread, which must not destroy it.
    thumbnails = Thumbnails(opened.operations, worker, opened.operations)
    thumbnails.in_sight = lambda: [seen.id, lying.id, text.id]
    drawn: list[bytes] = []
    thumbnails.drawn.connect(drawn.append)
    for row in (seen, gone, lying, text):
        assert thumbnails.picture(row) is None
    qtbot.waitUntil(lambda: drawn == [seen.id] and not thumbnails._under_way, timeout=PATIENCE_MS)
    made = thumbnails.picture(seen)
    assert made is not None
    assert made.width() == 96
    assert thumbnails.picture(lying) is None
    assert not thumbnails._under_way, "it is not asked again and again"
    thumbnails.forget()
    assert thumbnails.picture(seen) is None
