"""The page of a note: what is written is saved, on a real vault process, and never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, Opened
from vault.child import messages as m
from vault.engine import errors
from vault.qt.notes import formatting, saving
from vault.qt.notes.finding import FindBar
from vault.qt.notes.link_dialog import LinkDialog
from vault.qt.notes.page import NotePage
from vault.qt.notes.preview import NotePreview
from vault.qt.notes.saving import name_of
from vault.qt.theme import look

Activate = Callable[[QWidget], None]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    one = Opened(qtbot, tmp_path)
    one.create()
    yield one
    one.close()


@pytest.fixture
def page(opened: Opened, shown: Shown) -> NotePage:
    page = NotePage(opened.operations)
    shown(page, 736, 696)
    return page


@pytest.fixture
def bare(qtbot: QtBot, tmp_path: Path, shown: Shown) -> NotePage:
    """A page without a vault, for what needs none."""
    page = NotePage(Opened(qtbot, tmp_path).operations)
    shown(page, 736, 696)
    return page


def row_of(opened: Opened, item: bytes) -> m.Row:
    details: m.Details = opened.answer(opened.operations.details, item)
    return details.row


def text_of(opened: Opened, item: bytes) -> str:
    text: m.Text = opened.answer(opened.operations.note_text, item)
    return text.text


def names(opened: Opened) -> list[str]:
    return sorted(row.shown for row in opened.answer(opened.operations.list_items, view="all").rows)


def flush(qtbot: QtBot, page: NotePage) -> None:
    over: list[int] = []
    page.save_pending(lambda: over.append(1))
    qtbot.waitUntil(lambda: bool(over), timeout=PATIENCE_MS)


def open_note(qtbot: QtBot, page: NotePage, row: m.Row) -> None:
    page.open_note(row)
    qtbot.waitUntil(lambda: not page.editor.isReadOnly(), timeout=PATIENCE_MS)


# Saving


def test_a_new_note_is_named_from_its_first_line_and_saved(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    page.new_note(m.ROOT)
    assert page.item is None
    assert page.status.text() == "New note"
    with qtbot.waitSignal(page.saved, timeout=PATIENCE_MS) as saved:
        QTest.keyClicks(page.editor, "# Where everything is")
        assert page.status.text() == "Not saved yet"
    assert page.item == saved.args[0]
    assert page.title.text() == "Where everything is"
    assert page.status.text().startswith("Saved today")
    assert text_of(opened, saved.args[0]) == "# Where everything is"
    assert names(opened) == ["Where everything is"]


def test_the_name_follows_the_first_line_until_a_person_names_it(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    page.new_note(m.ROOT)
    QTest.keyClicks(page.editor, "Shop")
    flush(qtbot, page)
    QTest.keyClicks(page.editor, "ping list")
    flush(qtbot, page)
    qtbot.waitUntil(lambda: names(opened) == ["Shopping list"], timeout=PATIENCE_MS)
    assert page.title.text() == "Shopping list"
    page.title.selectAll()
    QTest.keyClicks(page.title, "Food")
    QTest.keyClick(page.title, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(opened) == ["Food"], timeout=PATIENCE_MS)
    QTest.keyClicks(page.editor, " for Sunday")
    flush(qtbot, page)
    assert names(opened) == ["Food"]


def test_a_name_that_is_taken_gets_a_number(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    opened.write("Letter")
    opened.write("Letter 2")
    page.new_note(m.ROOT)
    QTest.keyClicks(page.editor, "Letter")
    flush(qtbot, page)
    assert names(opened) == ["Letter", "Letter 2", "Letter 3"]
    assert page.title.text() == "Letter 3"


def test_an_empty_note_is_none(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    page.new_note(m.ROOT)
    QTest.keyClicks(page.editor, "  ")
    with qtbot.waitSignal(page.closed, timeout=PATIENCE_MS):
        page.leave()
    assert names(opened) == []


def test_looking_at_a_note_makes_no_version(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    item = opened.write("Letter", "- [ ] one\n\n> two\u00a0three\n")
    open_note(qtbot, page, row_of(opened, item))
    assert page.editor.text() == "- [ ] one\n\n> two\u00a0three\n"
    page.grab()
    look().choose("dark")
    page.grab()
    assert not page.saver.has_changes
    with qtbot.waitSignal(page.closed, timeout=PATIENCE_MS):
        page.leave()
    assert row_of(opened, item).version == 1


def test_what_is_written_keeps_its_spaces(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    item = opened.write("Letter", "two\u00a0three\tfour  \n")
    open_note(qtbot, page, row_of(opened, item))
    QTest.keyClicks(page.editor, "x")
    flush(qtbot, page)
    assert text_of(opened, item) == "xtwo\u00a0three\tfour  \n"


def test_closing_saves_at_once_and_leaves_no_text(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    item = opened.write("Letter", "before")
    open_note(qtbot, page, row_of(opened, item))
    QTest.keyClicks(page.editor, "now ")
    with qtbot.waitSignal(page.closed, timeout=PATIENCE_MS):
        QTest.keyClick(page.editor, Qt.Key.Key_Escape)
        assert page.status.text() == "Saving"
    assert text_of(opened, item) == "now before"
    assert page.item is None
    assert page.editor.text() == page.title.text() == ""
    assert page.preview.toPlainText() == ""
    page.editor.undo()
    assert page.editor.text() == "", "nothing can be taken back"


def test_hidden_it_is_saved_and_wiped_and_seen_again_it_is_read_anew(
    opened: Opened, page: NotePage, qtbot: QtBot
) -> None:
    item = opened.write("Letter", "before")
    open_note(qtbot, page, row_of(opened, item))
    QTest.keyClicks(page.editor, "now ")
    page.hide()
    qtbot.waitUntil(lambda: page.editor.text() == "", timeout=PATIENCE_MS)
    assert page.item == item
    assert text_of(opened, item) == "now before"
    page.show()
    qtbot.waitUntil(lambda: page.editor.text() == "now before", timeout=PATIENCE_MS)
    assert page.title.text() == "Letter"
    assert page.editor.textCursor().position() == 4


def test_another_note_is_opened_after_the_first_one_is_saved(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    first, second = opened.write("First", "1"), opened.write("Second", "2")
    open_note(qtbot, page, row_of(opened, first))
    QTest.keyClicks(page.editor, "x")
    page.open_note(row_of(opened, second))
    qtbot.waitUntil(lambda: page.editor.text() == "2", timeout=PATIENCE_MS)
    assert text_of(opened, first) == "x1"


class Held:
    """Operations that answer when they are told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, opened: Opened) -> None:
        self.texts: list[str] = []
        self.calls: list[tuple[Callable[..., None], Callable[[Exception], None]]] = []
        monkeypatch.setattr(opened.operations, "write_note", self.write)

    def write(self, text: str, done: Any, failed: Any, **_: Any) -> None:
        self.texts.append(text)
        self.calls.append((done, failed))


def test_while_somebody_writes_a_version_comes_every_twenty_seconds(
    opened: Opened, page: NotePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("vault.qt.notes.saving.time.monotonic", lambda: now[0])
    item = opened.write("Letter", "")
    open_note(qtbot, page, row_of(opened, item))
    held, timer = Held(monkeypatch, opened), page.saver._timer
    QTest.keyClicks(page.editor, "a")
    assert timer.interval() == 1500
    for _ in range(30):
        now[0] += 1
        QTest.keyClicks(page.editor, "b")
    assert timer.interval() == 0, "twenty seconds after the first change, pause or not"
    page.saver.save()
    held.calls[0][0](m.Written(item, 2, m.Changes()))
    now[0] += 2
    QTest.keyClicks(page.editor, "c")
    assert timer.interval() == 18_000, "not sooner than twenty seconds after the version before"
    over: list[int] = []
    page.save_pending(lambda: over.append(1))
    assert len(held.texts) == 2, "but at once when it is left"
    QTest.keyClicks(page.editor, "d")
    held.calls[1][0](m.Written(item, 3, m.Changes()))
    assert over == []
    held.calls[2][0](m.Written(item, 4, m.Changes()))
    assert over == [1], "with everything that was typed meanwhile"
    assert held.texts[2].endswith("cd") or "d" in held.texts[2]


def test_a_full_disk_keeps_the_text_and_lets_nobody_leave(
    opened: Opened, page: NotePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = opened.write("Letter", "")
    open_note(qtbot, page, row_of(opened, item))
    real = opened.operations.write_note
    held = Held(monkeypatch, opened)
    QTest.keyClicks(page.editor, "important")
    with qtbot.assertNotEmitted(page.closed):
        page.leave()
        held.calls[0][1](errors.Storage("full", "", 28))
    assert page.status.text() == "Not saved: The disk is full."
    assert "Free some space" in page.verdict.rest.text()
    assert page.editor.text() == "important"
    monkeypatch.setattr(opened.operations, "write_note", real)
    (again,) = [button for button in page.verdict.buttons if button.text() == "Try again"]
    again.click()
    qtbot.waitUntil(lambda: page.saver.state == "clean", timeout=PATIENCE_MS)
    assert text_of(opened, item) == "important"
    assert not page.verdict.isVisible()


# Conflicts


def conflicting(opened: Opened, page: NotePage, qtbot: QtBot) -> bytes:
    """A note that was changed elsewhere while it is open and changed here."""
    item = opened.write("Letter", "before")
    open_note(qtbot, page, row_of(opened, item))
    QTest.keyClicks(page.editor, "mine ")
    page.saver._timer.stop()
    opened.answer(opened.operations.write_note, "theirs", item=item, based_on=1)
    return item


def meet(opened: Opened, page: NotePage, qtbot: QtBot) -> bytes:
    """The same, and it has been told."""
    item = conflicting(opened, page, qtbot)
    page.saver.save()
    qtbot.waitUntil(lambda: bool(page.verdict.buttons), timeout=PATIENCE_MS)
    return item


def all_texts(opened: Opened, item: bytes) -> list[str]:
    """Of all versions, the oldest first."""
    versions = opened.answer(opened.operations.details, item).versions
    return [opened.answer(opened.operations.note_text, item, version=one.number).text for one in versions]


def test_a_conflict_offers_both(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    item = meet(opened, page, qtbot)
    assert [button.text() for button in page.verdict.buttons] == ["Compare and choose", "Save as a new note"]
    assert page.editor.text() == "mine before"
    page.verdict.buttons[1].click()
    qtbot.waitUntil(lambda: page.saver.state == "clean", timeout=PATIENCE_MS)
    assert names(opened) == ["Letter", "Letter 2"]
    assert page.title.text() == "Letter 2"
    assert page.item is not None
    assert (text_of(opened, item), text_of(opened, page.item)) == ("theirs", "mine before")


@pytest.mark.parametrize("answer", ["mine", "theirs", "both"])
def test_whatever_is_chosen_nothing_is_lost(opened: Opened, page: NotePage, qtbot: QtBot, answer: str) -> None:
    item = meet(opened, page, qtbot)
    page.verdict.buttons[0].click()
    qtbot.waitUntil(lambda: page.conflict.dialog is not None, timeout=PATIENCE_MS)
    dialog = page.conflict.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.comparison.model.pairs), timeout=PATIENCE_MS)
    (pair,) = dialog.comparison.model.pairs if answer == "mine" else dialog.comparison.model.pairs[:1]
    assert pair.before == "theirs"
    assert not page.verdict.isHidden()
    {"mine": dialog.mine, "theirs": dialog.theirs, "both": dialog.act}[answer].click()
    qtbot.waitUntil(page.verdict.isHidden, timeout=PATIENCE_MS)
    if answer == "both":
        flush(qtbot, page)
        assert names(opened) == ["Letter", "Letter 2"]
        assert page.item is not None
        assert (text_of(opened, item), text_of(opened, page.item)) == ("theirs", "mine before")
        return
    current = "mine before" if answer == "mine" else "theirs"
    qtbot.waitUntil(lambda: page.editor.text() == current and not page.saver.has_changes, timeout=PATIENCE_MS)
    texts = all_texts(opened, item)
    assert texts[-1] == current
    assert {"before", "theirs", "mine before"} == set(texts)


def test_a_note_that_went_into_the_trash_meanwhile_is_brought_back(
    opened: Opened, page: NotePage, qtbot: QtBot
) -> None:
    item = opened.write("Letter", "before")
    open_note(qtbot, page, row_of(opened, item))
    QTest.keyClicks(page.editor, "mine ")
    page.saver._timer.stop()
    opened.answer(opened.operations.trash, [item])
    page.saver.save()
    qtbot.waitUntil(lambda: bool(page.verdict.buttons), timeout=PATIENCE_MS)
    assert "trash" in page.verdict.words.text.text()
    page.verdict.buttons[0].click()
    qtbot.waitUntil(lambda: page.saver.state == "clean", timeout=PATIENCE_MS)
    assert (row_of(opened, item).trashed, text_of(opened, item)) == (None, "mine before")


def test_what_is_not_being_written_follows_what_others_write(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    item = opened.write("Letter", "before")
    open_note(qtbot, page, row_of(opened, item))
    opened.answer(opened.operations.write_note, "theirs", item=item, based_on=1)
    qtbot.waitUntil(lambda: page.editor.text() == "theirs", timeout=PATIENCE_MS)
    assert not page.saver.has_changes


def test_locking_in_a_conflict_keeps_both_texts(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    item = conflicting(opened, page, qtbot)
    flush(qtbot, page)
    assert names(opened) == ["Letter", "Letter 2"]
    assert [said.happened for said in opened.complaints] == ["A note was changed elsewhere while you wrote in it."]
    assert text_of(opened, item) == "theirs"
    assert page.item is not None
    assert text_of(opened, page.item) == "mine before"


def test_a_refused_name_is_said_and_taken_back(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    opened.write("Taken")
    item = opened.write("Letter")
    open_note(qtbot, page, row_of(opened, item))
    page.title.selectAll()
    QTest.keyClicks(page.title, "Taken")
    QTest.keyClick(page.title, Qt.Key.Key_Return)
    qtbot.waitUntil(page.verdict.isVisible, timeout=PATIENCE_MS)
    assert page.title.text() == "Letter"
    assert names(opened) == ["Letter", "Taken"]


# Writing


def make_cursor(text: str, start: int, end: int | None = None) -> tuple[QTextDocument, QTextCursor]:
    document = QTextDocument(text)
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(start if end is None else end, QTextCursor.MoveMode.KeepAnchor)
    return document, cursor


def test_signs_go_around_and_away_again() -> None:
    document, cursor = make_cursor("say hello now", 4, 9)
    formatting.surround(cursor, "**")
    assert document.toPlainText() == "say **hello** now"
    assert cursor.selectedText() == "hello"
    formatting.surround(cursor, "*")
    assert document.toPlainText() == "say ***hello*** now"
    document, cursor = make_cursor("say **hello** now", 6, 11)
    formatting.surround(cursor, "**")
    assert document.toPlainText() == "say hello now"
    document, cursor = make_cursor("word", 2)
    formatting.surround(cursor, "`")
    assert document.toPlainText() == "`word`"
    document.undo()
    assert document.toPlainText() == "word", "one step"


def test_lines_become_headings_lists_and_quotes() -> None:
    document, cursor = make_cursor("one\ntwo\nthree", 0, 7)
    formatting.toggle_list(cursor, "bullet")
    assert document.toPlainText() == "- one\n- two\nthree"
    formatting.toggle_list(cursor, "check")
    assert document.toPlainText() == "- [ ] one\n- [ ] two\nthree"
    formatting.toggle_list(cursor, "number")
    assert document.toPlainText() == "1. one\n2. two\nthree"
    formatting.toggle_list(cursor, "number")
    assert document.toPlainText() == "one\ntwo\nthree"
    formatting.toggle_quote(cursor)
    assert document.toPlainText() == "> one\n> two\nthree"
    document, cursor = make_cursor("title", 2)
    for wanted in ("# title", "## title", "### title", "title"):
        formatting.toggle_heading(cursor)
        assert document.toPlainText() == wanted


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("- one", "- one\n- "),
        ("  * one", "  * one\n  * "),
        ("9. nine", "9. nine\n10. "),
        ("- [x] done", "- [x] done\n- [ ] "),
        ("> quoted", "> quoted\n> "),
        ("- ", ""),
        ("plain", "plain\n"),
    ],
)
def test_enter_goes_on_with_a_list_and_ends_it(bare: NotePage, qtbot: QtBot, line: str, after: str) -> None:
    bare.new_note(m.ROOT)
    bare.editor.setPlainText(line)
    bare.editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(bare.editor, Qt.Key.Key_Return)
    assert bare.editor.text() == after


def test_tab_moves_entries_and_check_boxes_are_ticked_by_key_and_mouse(bare: NotePage, qtbot: QtBot) -> None:
    bare.new_note(m.ROOT)
    bare.editor.show_text("- [ ] one\n- [ ] two")
    QTest.keyClick(bare.editor, Qt.Key.Key_Tab)
    assert bare.editor.text().startswith("    - [ ] one")
    QTest.keyClick(bare.editor, Qt.Key.Key_Backtab)
    QTest.keyClick(bare.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bare.editor.text() == "- [x] one\n- [ ] two"
    line = bare.editor._line(bare.editor.document().findBlockByNumber(1), 0)
    QTest.mouseClick(bare.editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(line.left() + 6, line.center().y()))
    assert bare.editor.text() == "- [x] one\n- [x] two"
    qtbot.waitUntil(lambda: bare.foot.ticked.text() == "2 of 2 done")


def test_the_buttons_have_keys(bare: NotePage, qtbot: QtBot, activate: Activate) -> None:
    bare.new_note(m.ROOT)
    activate(bare)
    bare.editor.setFocus()
    bare.editor.setPlainText("word")
    QTest.keyClick(bare.editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert bare.editor.text() == "**word**"
    bare.resize(420, 600)
    bare.editor.selectAll()
    assert bare.tools.tools["strike"].button.isHidden()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(bare.editor, Qt.Key.Key_X, keys)
    assert bare.editor.text() == "~~**word**~~", "in the menu it has its key, too"


def test_files_are_not_dropped_into_the_text(bare: NotePage) -> None:
    mime = QMimeData()
    mime.setText("file:///tmp/x")
    assert bare.editor.canInsertFromMimeData(mime)
    mime.setUrls([QUrl("file:///tmp/x")])
    assert not bare.editor.canInsertFromMimeData(mime)
    rich = QMimeData()
    rich.setHtml("<b>bold</b>")
    rich.setText("bold")
    bare.editor.insertFromMimeData(rich)
    assert bare.editor.text() == "bold"


def test_formatting_shows_what_it_means(bare: NotePage, qtbot: QtBot) -> None:
    bare.editor.show_text("# Title\n**bold** and `code`\n```\n**not**\n```\n- [x] done")

    def weight(line: int, at: int) -> int:
        layout = bare.editor.document().findBlockByNumber(line).layout()
        found = [one for one in layout.formats() if one.start <= at < one.start + one.length]
        return found[-1].format.fontWeight() if found else 400

    qtbot.waitUntil(lambda: weight(0, 4) == 600)
    assert weight(1, 3) == 600
    assert weight(1, 10) == 400
    assert weight(3, 3) != 600, "code is left alone"


def test_a_long_note_stays_usable(bare: NotePage, qtbot: QtBot) -> None:
    text = "A line of a long note, with **some** words in it.\n" * 21_000
    bare.new_note(m.ROOT)
    bare.editor.show_text(text)
    assert not bare.editor.is_formatted
    bare.tools.views.choose("both")
    bare._preview()
    assert len(bare.preview.toPlainText()) < len(text) // 4
    assert "The preview ends here" in bare.preview.toPlainText()


# Preview


def test_the_preview_loads_nothing_and_opens_nothing_unasked(
    bare: NotePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    bare.new_note(m.ROOT)
    bare.editor.setPlainText(
        f"![spy](file://{tmp_path}/x.png)\n\n<img src='http://x/y.png'>\n\n[site](https://x.org/a)"
    )
    bare.tools.views.choose("preview")
    assert not bare.editor.isVisible()
    assert "[spy]" in bare.preview.toPlainText()
    assert "<img" in bare.preview.toPlainText()
    bare.preview.anchorClicked.emit(QUrl("https://x.org/a"))
    (dialog,) = bare.window().findChildren(LinkDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert opened == [], "Enter does the safe thing"
    again = LinkDialog(QUrl("https://x.org/a"), bare)
    again.open()
    again.act.click()
    assert opened == ["https://x.org/a"]
    for address in ("file:///etc/passwd", "javascript:alert(1)", "smb://x/y"):
        refused = LinkDialog(QUrl(address), bare)
        assert refused._act is None


def test_headings_of_the_preview_are_those_of_the_editor(qtbot: QtBot, shown: Shown) -> None:
    view = NotePreview()
    shown(view, 600, 400)
    view.show_text("# One **bold**\n\n## Two\n\ntext")
    block = view.document().begin()
    size = look().font("note").pointSizeF()
    assert block.begin().fragment().charFormat().fontPointSize() == pytest.approx(1.45 * size)
    view.clear_text()
    assert view.toPlainText() == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Title #1\nmore", "Title #1"),
        ("\n\n- [ ] **Milk**", "Milk"),
        ("a/b", "a-b"),
        ("   ", ""),
        ("..", ""),
        ("x" * 200, "x" * 80),
    ],
)
def test_names_from_first_lines(text: str, name: str) -> None:
    assert name_of(text) == name


# One version for each session of writing


def numbers(opened: Opened, item: bytes) -> list[int]:
    return [version.number for version in opened.answer(opened.operations.details, item).versions]


def test_a_session_of_writing_is_one_version(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    """What was there before stays a version; what the session saved on its way does not."""
    row = row_of(opened, opened.write("Letter", "before"))
    open_note(qtbot, page, row)
    for word in ("one ", "two ", "three "):
        QTest.keyClicks(page.editor, word)
        flush(qtbot, page)
    assert text_of(opened, row.id) == "one two three before"
    kept = numbers(opened, row.id)
    assert len(kept) == 2
    assert kept[0] == 1
    assert opened.answer(opened.operations.note_text, row.id, version=1).text == "before"


@pytest.mark.parametrize("passed", ["since the last save", "since the first save"])
def test_after_a_rest_or_an_hour_a_new_session_begins(
    opened: Opened, page: NotePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, passed: str
) -> None:
    row = row_of(opened, opened.write("Letter", "before"))
    open_note(qtbot, page, row)
    QTest.keyClicks(page.editor, "one ")
    flush(qtbot, page)
    draft = page.saver.draft
    assert draft is not None
    if passed == "since the last save":
        monkeypatch.setattr(page.saver, "_last", page.saver._last - saving.REST)
    else:
        draft.began -= saving.SESSION
    QTest.keyClicks(page.editor, "two ")
    flush(qtbot, page)
    assert len(numbers(opened, row.id)) == 3
    QTest.keyClicks(page.editor, "three ")
    flush(qtbot, page)
    assert len(numbers(opened, row.id)) == 3, "the new session goes on"


def test_what_others_wrote_is_never_taken_for_the_own_session(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    row = row_of(opened, opened.write("Letter", "before"))
    open_note(qtbot, page, row)
    QTest.keyClicks(page.editor, "mine ")
    flush(qtbot, page)
    mine = row_of(opened, row.id).version
    QTest.keyClicks(page.editor, "more ")
    page.saver._timer.stop()
    opened.answer(opened.operations.write_note, "theirs", item=row.id, based_on=mine)
    page.saver.save()
    qtbot.waitUntil(lambda: page.saver.state == "conflict", timeout=PATIENCE_MS)
    theirs = row_of(opened, row.id).version
    page.saver.save_over(theirs)
    flush(qtbot, page)
    texts = [
        opened.answer(opened.operations.note_text, row.id, version=number).text for number in numbers(opened, row.id)
    ]
    assert texts == ["before", "mine before", "theirs", "mine more before"]


def test_reopening_a_note_begins_a_session(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    row = row_of(opened, opened.write("Letter", "before"))
    for _ in range(2):
        open_note(qtbot, page, row_of(opened, row.id))
        QTest.keyClicks(page.editor, "x")
        flush(qtbot, page)
        with qtbot.waitSignal(page.closed, timeout=PATIENCE_MS):
            page.leave()
    assert len(numbers(opened, row.id)) == 3


def test_versions_are_asked_for_when_everything_is_saved(opened: Opened, page: NotePage, qtbot: QtBot) -> None:
    row = row_of(opened, opened.write("Letter", "before"))
    open_note(qtbot, page, row)
    QTest.keyClicks(page.editor, "now ")
    with qtbot.waitSignal(page.versions_wanted, timeout=PATIENCE_MS) as asked:
        page.versions_button.click()
    assert asked.args[0].version == row_of(opened, row.id).version > 1
    assert text_of(opened, row.id) == "now before"
    opened.answer(opened.operations.restore_version, row.id, 1)
    page.follow(row.id)
    qtbot.waitUntil(lambda: page.editor.text() == "before", timeout=PATIENCE_MS)
    QTest.keyClicks(page.editor, "again ")
    flush(qtbot, page)
    assert len(numbers(opened, row.id)) == 4, "writing on after that is another session"


# Finding


@pytest.fixture
def found(opened: Opened, page: NotePage, qtbot: QtBot) -> FindBar:
    open_note(qtbot, page, row_of(opened, opened.write("Letter", "The safe.\nthe code\nand THE end")))
    page.open_find(replacing=True)
    QTest.keyClicks(page.finder.wanted, "the")
    return page.finder


def chosen(page: NotePage) -> tuple[int, str]:
    cursor = page.editor.textCursor()
    return cursor.selectionStart(), cursor.selectedText()


def test_finding_goes_round(page: NotePage, found: FindBar) -> None:
    assert (found.count.text(), chosen(page)) == ("1 of 3", (0, "The"))
    assert len(page.editor.extraSelections()) == 3
    QTest.keyClick(found.wanted, Qt.Key.Key_Return)
    assert (found.count.text(), chosen(page)) == ("2 of 3", (10, "the"))
    found.go_next()
    found.go_next()
    assert found.count.text() == "1 of 3"
    QTest.keyClick(found.wanted, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert (found.count.text(), chosen(page)) == ("3 of 3", (23, "THE"))
    found.case.click()
    assert len(page.editor.extraSelections()) == 1
    found.case.click()
    found.wanted.setText("th")
    assert len(page.editor.extraSelections()) == 3
    found.whole.click()
    assert found.count.text() == "Not found"
    found.whole.click()
    found.wanted.setText("nowhere")
    assert found.count.text() == "Not found"
    assert not found.next.isEnabled()


def test_replacing_one_and_all_can_be_undone(page: NotePage, found: FindBar) -> None:
    found.replacement.setText("a")
    found.replace.click()
    assert page.editor.text() == "a safe.\nthe code\nand THE end"
    assert found.count.text() == "1 of 2"
    found.replace_all.click()
    assert page.editor.text() == "a safe.\na code\nand a end"
    page.editor.undo()
    assert page.editor.text() == "a safe.\nthe code\nand THE end"


def test_replacing_with_what_is_looked_for_ends(page: NotePage, found: FindBar) -> None:
    found.replacement.setText("the the")
    found.replace_all.click()
    assert page.editor.text() == "the the safe.\nthe the code\nand the the end"


def test_escape_closes_the_bar_first_and_nothing_of_it_stays(page: NotePage, found: FindBar) -> None:
    page._escape()
    assert not found.isVisible()
    assert (found.wanted.text(), found.replacement.text(), page.editor.extraSelections()) == ("", "", [])
    assert page.item is not None, "the note is still open"
