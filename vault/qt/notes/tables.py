"""Tables as they are written: from cell to cell, another row or column, and bars that stand in line.

A table is what is written as one: lines that begin with a bar, the second of them dashes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor

from .links import placed

ROW = re.compile(r"([ \t]*)\|(.*)")
BAR = re.compile(r"(?<!\\)\|")
DASHES = re.compile(r"\s*:?-+:?\s*\Z")
Change = Callable[[list[list[str]], int], list[list[str]]]
"""What becomes of the rows; the other value is the column the cursor is in."""
LEAST = 3
"""Dashes that stand under a column."""
MOST_ROWS = 2_000
WIDEST = 60
"""Columns are lined up to so many letters; longer cells stand out."""


@dataclass
class Table:
    """The lines of a table, each as its cells, without the blanks at their ends."""

    first: QTextBlock
    last: QTextBlock
    rows: list[list[str]]
    margin: str

    @property
    def columns(self) -> int:
        """Of the widest row."""
        return max(map(len, self.rows))


def cells_of(line: str) -> list[str]:
    """The cells of a line that begins with a bar."""
    inside = line.strip().removeprefix("|")
    if inside.endswith("|") and not inside.endswith("\\|"):
        inside = inside[:-1]
    return [cell.strip() for cell in BAR.split(inside)]


def is_ruled(cells: list[str]) -> bool:
    """Whether it is the line of dashes below the head."""
    return all(DASHES.match(cell) for cell in cells)


def table_at(block: QTextBlock) -> Table | None:
    """The table that a line is in."""
    if ROW.match(block.text()) is None:
        return None
    first = last = block
    count = 1
    while first.previous().isValid() and ROW.match(first.previous().text()) and count < MOST_ROWS:
        first, count = first.previous(), count + 1
    while last.next().isValid() and ROW.match(last.next().text()) and count < MOST_ROWS:
        last, count = last.next(), count + 1
    rows = []
    line = first
    while True:
        rows.append(cells_of(line.text()))
        if line == last:
            break
        line = line.next()
    if len(rows) < 2 or not is_ruled(rows[1]):
        return None
    found = ROW.match(first.text())
    return Table(first, last, rows, found[1] if found else "")


# Moving


def _bars(text: str) -> list[int]:
    """Where they stand, as Qt counts."""
    return [bar.start() for bar in BAR.finditer(placed(text))]


def _into(block: QTextBlock, number: int) -> QTextCursor:
    """The words of a cell, chosen."""
    text = placed(block.text())
    bars = [*_bars(text), len(text)]
    start = bars[min(number, len(bars) - 2)] + 1
    end = bars[min(number, len(bars) - 2) + 1]
    cell = text[start:end]
    left = len(cell) - len(cell.lstrip()) if cell.strip() else min(1, len(cell))
    right = len(cell.strip())
    cursor = QTextCursor(block)
    cursor.setPosition(block.position() + start + left)
    cursor.setPosition(block.position() + start + left + right, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _count(block: QTextBlock) -> int:
    return len(cells_of(block.text()))


def next_cell(cursor: QTextCursor) -> QTextCursor | None:
    """The next cell, its words chosen; behind the last one another row. None outside of tables."""
    table = table_at(cursor.block())
    if table is None:
        return None
    block = cursor.block()
    number = _number(cursor) + 1
    if number < _count(block):
        return _into(block, number)
    if block == table.last:
        return add_row(cursor)
    block = _skip(block.next(), table, forward=True)
    return _into(block, 0) if block.isValid() else add_row(cursor)


def previous_cell(cursor: QTextCursor) -> QTextCursor | None:
    """The cell before; before the first one nothing moves."""
    table = table_at(cursor.block())
    if table is None:
        return None
    block, number = cursor.block(), _number(cursor) - 1
    if number >= 0:
        return _into(block, number)
    if block == table.first:
        return _into(block, 0)
    block = _skip(block.previous(), table, forward=False)
    return _into(block, _count(block) - 1)


def _number(cursor: QTextCursor) -> int:
    """The column that the beginning of what is chosen is in."""
    at = cursor.selectionStart() - cursor.document().findBlock(cursor.selectionStart()).position()
    return max(0, sum(bar < at for bar in _bars(cursor.block().text())) - 1)


def _skip(block: QTextBlock, table: Table, *, forward: bool) -> QTextBlock:
    """Past the line of dashes."""
    if block.blockNumber() == table.first.blockNumber() + 1:
        if forward and block == table.last:
            return QTextBlock()
        return block.next() if forward else block.previous()
    return block


def add_row(cursor: QTextCursor) -> QTextCursor | None:
    """Enter: another row below, the cursor in its first cell; from an empty last row it leaves the table."""
    table = table_at(cursor.block())
    if table is None or (cursor.hasSelection() and "\u2029" in cursor.selectedText()):
        return None
    block = cursor.block()
    if block.blockNumber() <= table.first.blockNumber() + 1:
        block = table.first.next()
    act = QTextCursor(block)
    if block == table.last and len(table.rows) > 2 and not any(table.rows[-1]):
        act.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        act.removeSelectedText()
        return act
    act.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    act.beginEditBlock()
    act.insertBlock()
    act.insertText(_row_like(block, table))
    act.endEditBlock()
    return _into(act.block(), 0)


def _row_like(block: QTextBlock, table: Table) -> str:
    """An empty row whose bars stand under those of a line."""
    bars = _bars(block.text())
    if len(bars) < 2:
        return f"{table.margin}|{'  |' * table.columns}"
    text = [" "] * (bars[-1] + 1)
    for bar in bars:
        text[bar] = "|"
    return "".join(text)


# The whole of it


def width_of(text: str) -> int:
    """How many letters of one width a text takes."""
    if text.isascii():
        return len(text)
    plain = [one for one in text if not unicodedata.combining(one)]
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in plain)


def lined_up(rows: list[list[str]], margin: str = "") -> list[str]:
    """The lines of a table whose bars stand in line."""
    columns = max(map(len, rows))
    rows = [row + [""] * (columns - len(row)) for row in rows]
    widths = [
        max(LEAST, *(min(WIDEST, width_of(row[column])) for number, row in enumerate(rows) if number != 1))
        for column in range(columns)
    ]
    marks = [_mark(cell) for cell in rows[1]]
    lines = []
    for number, row in enumerate(rows):
        cells = [
            _dashes(mark, width) if number == 1 else _padded(cell, width, mark)
            for cell, width, mark in zip(row, widths, marks, strict=True)
        ]
        lines.append(f"{margin}| {' | '.join(cells)} |")
    return lines


def _mark(cell: str) -> tuple[bool, bool]:
    """Whether a column is told to stand at the left, and at the right."""
    return cell.startswith(":"), len(cell) > 1 and cell.endswith(":")


def _dashes(mark: tuple[bool, bool], width: int) -> str:
    return f"{':' if mark[0] else '-'}{'-' * (width - 2)}{':' if mark[1] else '-'}"


def _padded(cell: str, width: int, mark: tuple[bool, bool]) -> str:
    room = max(0, width - width_of(cell))
    if mark == (False, True):
        return " " * room + cell
    if mark == (True, True):
        return " " * (room // 2) + cell + " " * (room - room // 2)
    return cell + " " * room


def line_up(cursor: QTextCursor) -> QTextCursor | None:
    """Its bars stand in line, as one step to undo; the cursor stays in its cell. None outside of tables."""
    return _rewrite(cursor, lambda rows, _: rows)


def add_column(cursor: QTextCursor) -> QTextCursor | None:
    """An empty column behind the one the cursor is in, and the cursor in it."""

    def change(rows: list[list[str]], column: int) -> list[list[str]]:
        for number, row in enumerate(rows):
            row.insert(column + 1, "---" if number == 1 else "")
        return rows

    return _rewrite(cursor, change, step=1)


def remove_column(cursor: QTextCursor) -> QTextCursor | None:
    """Takes away the column the cursor is in; of the last one nothing."""

    def change(rows: list[list[str]], column: int) -> list[list[str]]:
        return rows if max(map(len, rows)) < 2 else [row[:column] + row[column + 1 :] or [""] for row in rows]

    return _rewrite(cursor, change)


def remove_row(cursor: QTextCursor) -> QTextCursor | None:
    """Takes away the row the cursor is in; not the head, nor its dashes."""
    table = table_at(cursor.block())
    if table is None or cursor.block().blockNumber() <= table.first.blockNumber() + 1:
        return None
    number = _number(cursor)
    act = QTextCursor(cursor.block().previous())
    act.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    act.setPosition(cursor.block().position() + cursor.block().length() - 1, QTextCursor.MoveMode.KeepAnchor)
    act.removeSelectedText()
    return _into(act.block(), number)


def insert_table(cursor: QTextCursor, columns: int, words: str) -> QTextCursor:
    """A table of a head and two rows below the cursor's line; the first word of its head is chosen."""
    heads = [f"{words} {number}" for number in range(1, columns + 1)]
    lines = lined_up([heads, ["---"] * columns, [""] * columns, [""] * columns])
    cursor.beginEditBlock()
    cursor.clearSelection()
    if cursor.block().text().strip():
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText("\n\n")
    else:
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
    start = cursor.position()
    after = cursor.block().next()
    cursor.insertText("\n".join(lines))
    if after.isValid() and after.text().strip():
        cursor.insertText("\n")
    cursor.endEditBlock()
    return _into(cursor.document().findBlock(start), 0)


def _rewrite(cursor: QTextCursor, change: Change, step: int = 0) -> QTextCursor | None:
    table = table_at(cursor.block())
    if table is None:
        return None
    line = cursor.block().blockNumber()
    column = _number(cursor)
    lines = lined_up(change([list(row) for row in table.rows], column), table.margin)
    act = QTextCursor(table.first)
    act.setPosition(table.last.position() + table.last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    if "\u2029".join(lines) != act.selectedText():
        act.insertText("\n".join(lines))
    return _into(act.document().findBlockByNumber(line), max(0, column + step))
