"""Writing a note: pairs, pasted addresses, links as one piece, undo, the outline, and what is counted in slices."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.qt.conftest import Shown
from vault.qt.notes import formatting, links, tables
from vault.qt.notes.editor import NoteEditor
from vault.qt.notes.outline import Outline
from vault.qt.notes.survey import LINES, Heading, Survey, Surveyor, read
from vault.qt.notes.tools import NoteTools
from vault.qt.theme import color

LINK = f"[Deed](deedbox:{'0a' * 16})"


@pytest.fixture
def editor(shown: Shown, activate: Callable[[QWidget], None]) -> NoteEditor:
    editor = NoteEditor()
    shown(editor, 736, 500)
    activate(editor)
    editor.setFocus()
    return editor


def choose(editor: NoteEditor, start: int, end: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def ink(editor: NoteEditor, line: int, at: int) -> str:
    layout = editor.document().findBlockByNumber(line).layout()
    found = [one for one in layout.formats() if one.start <= at < one.start + one.length]
    return found[-1].format.foreground().color().name() if found else ""


def test_what_is_typed_in_pairs_goes_around_what_is_chosen(editor: NoteEditor) -> None:
    editor.show_text("one two")
    choose(editor, 4, 7)
    for sign in '`("':
        QTest.keyClicks(editor, sign)
    assert editor.text() == 'one `("two")`'
    assert editor.textCursor().selectedText() == "two"
    QTest.keyClicks(editor, "x")
    assert editor.text() == 'one `("x")`'
    QTest.keyClicks(editor, "(")
    assert editor.text() == 'one `("x(")`', "nothing is chosen"


def test_an_address_over_words_makes_a_link(editor: NoteEditor) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://x.org/a_(b)")])
    mime.setText("https://x.org/a_(b)")
    editor.show_text("see the [site] now")
    choose(editor, 4, 14)
    assert editor.canInsertFromMimeData(mime)
    editor.insertFromMimeData(mime)
    assert editor.text() == "see [the \\[site\\]](https://x.org/a_%28b%29) now"
    editor.undo()
    assert editor.text() == "see the [site] now"
    editor.show_text("")
    editor.insertFromMimeData(mime)
    assert editor.text() == "https://x.org/a_(b)"


def test_signs_are_faded_where_one_is_not_and_undo_goes_past_it(editor: NoteEditor) -> None:
    editor.show_text("# one\n# two\n\n**x** " + LINK)
    editor.moveCursor(QTextCursor.MoveOperation.Down)
    faded, near = color("text-secondary").name(), color("text").name()
    assert (ink(editor, 0, 0), ink(editor, 1, 0), ink(editor, 3, 0)) == (faded, near, faded)
    QTest.keyClicks(editor, "ab")
    for move in (QTextCursor.MoveOperation.End, QTextCursor.MoveOperation.Start):
        editor.moveCursor(move)
    QTest.keyClicks(editor, "c")
    editor.undo()
    editor.undo()
    assert editor.text() == "# one\n# two\n\n**x** " + LINK
    assert not editor.document().isUndoAvailable()


def test_a_link_to_an_item_is_one_piece(editor: NoteEditor) -> None:
    editor.show_text(f"see {LINK}")
    whole = editor._line(editor.document().firstBlock(), 4 + len(LINK)).left()
    assert whole < 180, "its id is not seen"
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClick(editor, Qt.Key.Key_Left)
    assert editor._line(editor.document().firstBlock(), 4 + len(LINK)).left() > 300, "but when one is in it"
    QTest.keyClick(editor, Qt.Key.Key_End)
    editor.grab()
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.text() == "see "
    editor.undo()
    assert editor.text() == f"see {LINK}"


def test_a_table_is_filled_by_keys(editor: NoteEditor) -> None:
    editor.show_text("| a | b |\n| - | - |\n| 1 | 2 |")
    editor.moveCursor(QTextCursor.MoveOperation.Right)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab):
        QTest.keyClick(editor, key)
    QTest.keyClicks(editor, "one")
    QTest.keyClick(editor, Qt.Key.Key_Backtab)
    QTest.keyClicks(editor, "B")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "3")
    assert editor.text() == "| a | B |\n| - | - |\n| one | 2 |\n| 3    |   |"


def test_the_outline_leads_to_headings_and_marks_where_one_is(editor: NoteEditor, qtbot: QtBot, shown: Shown) -> None:
    text = "# One\n" + "words\n" * 60 + "## Two **b**\n```\n# code\n```\n"
    editor.show_text(text)
    outline, surveyor = Outline(), Surveyor(editor.text)
    surveyor.told.connect(lambda survey: outline.show_headings(survey.headings))
    surveyor.begin()
    qtbot.waitUntil(lambda: outline.model.headings == (Heading(1, "One", 0), Heading(2, "Two b", 61)))
    outline.line_wanted.connect(editor.go_to_line)
    outline.view.clicked.emit(outline.model.index(1))
    assert editor.textCursor().block().text() == "## Two **b**"
    assert editor.verticalScrollBar().value() > 0
    outline.mark_line(editor.textCursor().blockNumber())
    assert outline.view.currentIndex().row() == 1
    outline.mark_line(30)
    assert outline.view.currentIndex().row() == 0


def test_a_long_note_is_read_in_slices_and_counted_right() -> None:
    text = f"- [x] one {LINK}\n- [ ] two words\n" * 2_000 + "w" * 90_000
    survey = Survey()
    slices = sum(1 for _ in read(text, survey))
    assert slices >= 4_000 // LINES
    assert (survey.boxes, survey.done, survey.links, len(survey.items)) == (4_000, 2_000, 2_000, 1)
    assert survey.words == 2_000 * 4 + 1, "a word without end is one, a tick is none"


FACE = "\U0001f600"


def test_letters_that_count_twice_are_where_qt_says() -> None:
    """An emoji is two of Qt's units and one of Python's letters."""
    document = QTextDocument()
    document.setPlainText(f"{FACE}")
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor = formatting.enclose(formatting.enclose(cursor, "(", ")"), '"', '"')
    assert document.toPlainText() == f'("{FACE}")'
    assert cursor.selectedText() == FACE
    assert formatting.surround(cursor, "**").selectedText() == FACE
    link = f"[x](deedbox:{'ab' * 16})"
    document.setPlainText(f"{FACE}{FACE} {link} tail")
    cursor = QTextCursor(document)
    cursor.setPosition(5 + len(link))
    assert formatting.remove_chip(cursor, before=True)
    assert document.toPlainText() == f"{FACE}{FACE}  tail"
    document.setPlainText(f"| {FACE}{FACE} | abc |\n| --- | --- |\n| x | y |")
    cursor = QTextCursor(document)
    cursor.setPosition(3)
    there = tables.next_cell(cursor)
    assert there is not None
    assert there.selectedText() == "abc"
    (web,) = links.links_of(f"{FACE} https://example.org/{FACE} b")
    assert (web.start, web.address) == (3, f"https://example.org/{FACE}")


def test_a_line_of_quotes_in_quotes_is_seen_through() -> None:
    """Every blank was once read two ways: twenty more of them, and it never ended."""
    assert formatting.BOXED.match("> " * 4_000 + "text") is None
    assert formatting.BOXED.match("> " * 4_000 + "- [ ] text") is not None


def test_a_box_in_a_quote_is_ticked() -> None:
    document = QTextDocument()
    document.setPlainText("> - [ ] x")
    assert formatting.toggle_check(QTextCursor(document))
    assert document.toPlainText() == "> - [x] x"


def test_what_can_only_be_read_is_not_written(shown: Shown) -> None:
    editor = NoteEditor()
    tools = NoteTools(editor)
    shown(tools, 800)
    shown(editor, 600, 300)
    editor.show_text("words")
    editor.setReadOnly(True)
    for tool in tools.tools.values():
        if tool is not tools.tools["table"]:
            tool.do()
    tools.tables.insert(2)
    assert editor.text() == "words"
