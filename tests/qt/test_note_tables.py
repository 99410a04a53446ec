"""Tables as they are written: from cell to cell, rows and columns that come and go, bars that stand in line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QTextCursor, QTextDocument

from vault.qt.notes import tables

TABLE = "| Who | Phone |\n|---|--:|\n| Notary | 030 |\n| 東京 | 9 |"
LINED = "| Who    | Phone |\n| ------ | ----: |\n| Notary |   030 |\n| 東京   |     9 |"


KEPT: list[QTextDocument] = []
"""A cursor does not keep its document."""


def at(text: str, line: int, words: str = "") -> QTextCursor:
    """In a document of its own, before some words of a line."""
    document = QTextDocument(text)
    document.clearUndoRedoStacks()
    KEPT.append(document)
    cursor = QTextCursor(document.findBlockByNumber(line))
    cursor.setPosition(cursor.position() + cursor.block().text().index(words))
    return cursor


def text_of(cursor: QTextCursor) -> str:
    return cursor.document().toPlainText()


def test_from_cell_to_cell_and_on_to_another_row() -> None:
    cursor = at(TABLE, 0, "Who")
    seen = []
    step: QTextCursor | None = cursor
    for _ in range(6):
        assert step is not None
        step = tables.next_cell(step)
        assert step is not None
        seen.append(step.selectedText())
    assert seen == ["Phone", "Notary", "030", "東京", "9", ""]
    assert text_of(cursor) == f"{TABLE}\n|    |   |"
    assert step is not None
    back = tables.previous_cell(step)
    assert back is not None
    assert back.selectedText() == "9"
    head = tables.previous_cell(at(TABLE, 2, "Notary"))
    assert head is not None
    assert head.selectedText() == "Phone", "past the dashes"


def test_enter_makes_a_row_and_an_empty_one_ends_the_table() -> None:
    cursor = at(TABLE, 0, "Who")
    row = tables.add_row(cursor)
    assert row is not None
    lines = text_of(cursor).split("\n")
    assert len(lines) == 5
    assert lines[1] == "|---|--:|"
    assert tables.cells_of(lines[2]) == ["", ""]
    assert row.blockNumber() == 2
    last = tables.add_row(at(f"{TABLE}\n|  |  |", 4, "|"))
    assert last is not None
    assert text_of(last) == f"{TABLE}\n"
    assert tables.add_row(at("| no table", 0)) is None


def test_bars_are_lined_up_as_one_step() -> None:
    cursor = at(TABLE, 2, "030")
    after = tables.line_up(cursor)
    assert after is not None
    assert (text_of(cursor), after.selectedText()) == (LINED, "030")
    cursor.document().undo()
    assert text_of(cursor) == TABLE
    again = at(LINED, 0)
    tables.line_up(again)
    assert not again.document().isUndoAvailable(), "nothing to do"


@pytest.mark.parametrize(
    ("act", "line", "words", "rows"),
    [
        (tables.add_column, 2, "Notary", [["Who", "", "Phone"], ["Notary", "", "030"]]),
        (tables.remove_column, 2, "Notary", [["Phone"], ["030"]]),
        (tables.remove_row, 2, "Notary", [["Who", "Phone"], ["東京", "9"]]),
    ],
)
def test_rows_and_columns_come_and_go(
    act: Callable[[QTextCursor], QTextCursor | None], line: int, words: str, rows: list[list[str]]
) -> None:
    cursor = at(TABLE, line, words)
    assert act(cursor) is not None
    lines = [tables.cells_of(text) for text in text_of(cursor).split("\n")]
    assert [lines[0], lines[2]] == rows
    assert tables.is_ruled(lines[1])
    cursor.document().undo()
    assert text_of(cursor) == TABLE


def test_a_new_table_stands_below_and_head_and_dashes_stay() -> None:
    cursor = at("before\nafter", 0)
    tables.insert_table(cursor, 2, "Column")
    lines = text_of(cursor).split("\n")
    assert lines[:4] == ["before", "", "| Column 1 | Column 2 |", "| -------- | -------- |"]
    assert lines[-2:] == ["", "after"]
    table = tables.table_at(cursor.document().findBlockByNumber(2))
    assert table is not None
    assert (len(table.rows), table.columns) == (4, 2)
    assert tables.remove_row(at(TABLE, 0)) is None
    assert tables.cells_of(r"| a \| b | c |") == [r"a \| b", "c"]
