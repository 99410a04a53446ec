"""The words of a kit, typed and pasted: each looked at at once, their checksum at the end, parts one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.qt.kit.codes import CODE, FOREIGN, OTHER, PARTS
from vault.qt.kit.entry import LONGEST, CodeEntry, in_order, nearest

Shown = Callable[..., Any]


@pytest.fixture
def entry(shown: Shown) -> CodeEntry:
    widget: CodeEntry = shown(CodeEntry(), 400, 300)
    return widget


def paste(entry: CodeEntry, text: str) -> None:
    content = QMimeData()
    content.setText(text)
    entry.input.insertFromMimeData(content)


def said(entry: CodeEntry) -> tuple[str, str]:
    return entry.field._kind, entry.field.hint()


def test_words_are_counted_while_they_are_typed(entry: CodeEntry) -> None:
    first, second, *_ = CODE.words
    QTest.keyClicks(entry.input, first[:3])
    assert said(entry)[0] == "plain", "a word that is being typed is not wrong yet"
    QTest.keyClicks(entry.input, f"{first[3:]} {second} ")
    assert said(entry)[0] == "plain"
    assert entry.field.hint().startswith("2 of 19 words")


def test_an_unknown_word_is_named_at_once_with_its_number(entry: CodeEntry) -> None:
    first, second, *_ = CODE.words
    QTest.keyClicks(entry.input, f"{first} {second} pencli")
    assert said(entry) == ("fault", "Word 3 is not one of the list: “pencli”."), "no word begins like that"
    assert "pencli" in entry._marks.wrong
    assert entry.mend.text() == "Use “pencil”"
    QTest.mouseClick(entry.mend, Qt.MouseButton.LeftButton)
    assert entry.input.toPlainText() == f"{first} {second} pencil "
    assert said(entry)[0] == "plain"
    assert entry.mend.isHidden()


def test_the_last_word_may_still_be_typed_but_not_the_ones_before(entry: CodeEntry) -> None:
    entry.input.setPlainText("acad")
    assert said(entry)[0] == "plain"
    entry.input.setPlainText("acad ")
    assert said(entry) == ("fault", "Word 1 is not one of the list: “acad”.")
    assert entry.mend.text() == "Use “academic”"


def test_all_words_typed_are_the_code(entry: CodeEntry) -> None:
    got: list[bool] = []
    entry.entered.connect(lambda: got.append(True))
    QTest.keyClicks(entry.input, CODE.text)
    assert entry.code == CODE.entropy
    assert said(entry) == ("success", "All 19 words are right.")
    QTest.keyClick(entry.input, Qt.Key.Key_Return)
    assert got == [True]
    assert entry.input.toPlainText() == CODE.text, "Enter is no line"


def test_enter_before_the_end_is_no_answer(entry: CodeEntry) -> None:
    got: list[bool] = []
    entry.entered.connect(lambda: got.append(True))
    QTest.keyClicks(entry.input, CODE.words[0])
    QTest.keyClick(entry.input, Qt.Key.Key_Return)
    assert got == []


@pytest.mark.parametrize(
    "text",
    [
        CODE.text.upper(),
        "\r\n".join(CODE.words),
        ", ".join(CODE.words),
        "-".join(CODE.words),
        "\n".join(f"{place}. {word}" for place, word in enumerate(CODE.words, 1)),
        "\n".join(f"{place}\n\n{word}\n" for place, word in enumerate(CODE.words, 1)),
        f"  \t{CODE.text}\xa0 \n",
    ],
)
def test_how_words_are_pasted_makes_no_difference(entry: CodeEntry, text: str) -> None:
    paste(entry, text)
    assert entry.code == CODE.entropy


def test_numbered_words_read_across_their_columns_come_in_order(entry: CodeEntry) -> None:
    numbered = [f"{place}  {word}" for place, word in enumerate(CODE.words, 1)]
    across = [numbered[row + column] for row in range(10) for column in (0, 10) if row + column < 19]
    paste(entry, "    ".join(across))
    assert entry.code == CODE.entropy
    assert in_order("2 b 1 a") == "2 b 1 a", "only of a whole page"


def test_every_slip_of_the_pen_is_seen(entry: CodeEntry) -> None:
    """Every letter or blank left out, every two neighbours swapped: none of them becomes a code."""
    text = CODE.text
    for place in range(len(text)):
        for wrong in (
            text[:place] + text[place + 1 :],
            text[:place] + text[place : place + 2][::-1] + text[place + 2 :],
        ):
            if wrong.split() == text.split():
                continue
            entry.input.setPlainText(wrong + " ")
            assert entry.code is None, wrong
            assert said(entry)[0] == "fault" or entry.field.hint().startswith("18 of 19"), wrong


def test_swapped_words_are_told_from_a_wrong_one(entry: CodeEntry) -> None:
    words = list(CODE.words)
    words[3], words[4] = words[4], words[3]
    entry.input.setPlainText(" ".join(words))
    assert entry.code is None
    assert "swapped" in entry.field.hint()
    words = list(CODE.words)
    words[6] = "pencil"
    entry.input.setPlainText(" ".join(words))
    assert "word 7 " in entry.field.hint()
    entry.input.setPlainText(f"{CODE.text} pencil")
    assert "20 words, and the kit has 19" in entry.field.hint()


def test_a_clipboard_full_of_something_else_holds_nothing_up(entry: CodeEntry) -> None:
    paste(entry, "lorem ipsum " * 1_000_000)
    assert len(entry.input.toPlainText()) <= LONGEST
    assert said(entry)[0] == "fault"
    entry.leave()
    paste(entry, "𝕏\0\u202e\ud800" * 50)
    assert entry.code is None


def test_leaving_forgets_what_was_typed(entry: CodeEntry) -> None:
    paste(entry, CODE.text)
    entry.leave()
    assert entry.code is None
    assert entry.input.toPlainText() == ""
    assert not entry.input.document().isUndoAvailable()
    paste(entry, PARTS[0])
    assert entry.is_in_parts
    entry.leave()
    assert not entry.is_in_parts
    assert entry.parts.isHidden()


def test_a121_words_go_in_and_never_out(entry: CodeEntry) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("before")
    paste(entry, CODE.text)
    for keys in (QKeySequence.StandardKey.SelectAll, QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut):
        QTest.keySequence(entry.input, QKeySequence(keys))
    assert entry.input.textCursor().hasSelection()
    assert clipboard.text() == "before"
    assert entry.code == CODE.entropy, "nothing was cut"
    assert not entry.input.createMimeDataFromSelection().formats(), "for the middle button, or a drag"
    point = entry.input.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, entry.input.mapToGlobal(point))
    entry.input.contextMenuEvent(event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == ["Paste"]
    menu.actions()[0].trigger()
    assert "before" in entry.input.toPlainText()
    menu.close()


def test_parts_are_taken_one_after_the_other(entry: CodeEntry) -> None:
    QTest.mouseClick(entry.other, Qt.MouseButton.LeftButton)
    assert entry.field.label.text() == "The 23 words of one page"
    QTest.keyClicks(entry.input, PARTS[2])
    assert entry.input.toPlainText() == "", "the field is free for the next page"
    assert entry.code is None
    assert "1 more to go" in entry.field.hint()
    QTest.keyClicks(entry.input, PARTS[2])
    assert entry.code is None, "the same page twice is one"
    assert "1 more to go" in entry.field.hint()
    QTest.keyClicks(entry.input, PARTS[0])
    assert entry.code == CODE.entropy
    assert said(entry)[0] == "success"


def test_parts_that_are_pasted_are_recognised(entry: CodeEntry) -> None:
    paste(entry, f"{PARTS[0]}\n\n{PARTS[1]}")
    assert entry.is_in_parts
    assert entry.code == CODE.entropy


def test_a_part_of_another_kit_is_told(entry: CodeEntry) -> None:
    entry.set_in_parts(True)
    paste(entry, PARTS[0])
    paste(entry, FOREIGN[1])
    assert said(entry) == ("fault", "This page is of another kit than the ones before.")
    assert entry.code is None
    QTest.mouseClick(entry.again, Qt.MouseButton.LeftButton)
    paste(entry, FOREIGN[1])
    paste(entry, FOREIGN[2])
    assert entry.code == OTHER.entropy


def test_a_slip_in_a_part_is_told(entry: CodeEntry) -> None:
    entry.set_in_parts(True)
    words = PARTS[0].split()
    words[10], words[11] = words[11], words[10]
    paste(entry, " ".join(words))
    assert said(entry)[0] == "fault"
    assert "do not belong together" in entry.field.hint()
    assert entry.parts.isHidden()


@pytest.mark.parametrize(
    ("typed", "meant"), [("pencli", "pencil"), ("academmic", "academic"), ("zzzzzz", ""), ("", "")]
)
def test_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert nearest(typed) == meant
