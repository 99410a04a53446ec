"""Excel's workbooks of 5.0 to 2003, by xlrd: sheets and cells as they are stored, a date as its day's number."""

from __future__ import annotations

import io

import olefile  # type: ignore[import-untyped]
import xlrd  # type: ignore[import-untyped]
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_NUMBER, XL_CELL_TEXT  # type: ignore[import-untyped]

from vault.sandbox.documents import Protected
from vault.sandbox.gathering import Gathering

STREAMS = ("Workbook", "Book")
"""One of them every workbook has."""
_NUMBERS = (XL_CELL_NUMBER, XL_CELL_DATE, XL_CELL_BOOLEAN)


class _Nowhere(io.TextIOBase):
    """Where the library's remarks go."""

    def write(self, text: str) -> int:
        return len(text)


def read_workbook(compound: olefile.OleFileIO, gathering: Gathering) -> None:
    """Gathers names of sheets and cells, one sheet after another: those behind enough of text are never parsed.

    Raises Enough, Protected, and what the library raises over a damaged one.
    """
    # The stream alone: in a damaged container the library goes in circles.
    content = compound.openstream(next(filter(compound.exists, STREAMS))).read()
    try:
        book = xlrd.open_workbook(file_contents=content, logfile=_Nowhere(), on_demand=True, ragged_rows=True)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise Protected from None
        raise
    gathering.add("\n".join(book.sheet_names()) + "\n")
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        for row in range(sheet.nrows):
            gathering.add(" ".join(map(_shown, sheet.row_types(row), sheet.row_values(row))) + "\n")
        book.unload_sheet(number)


def _shown(kind: int, value: object) -> str:
    """Returns a cell as words: a number without a fraction is a whole one, errors and empty cells are nothing."""
    if kind == XL_CELL_TEXT:
        return str(value)
    return f"{value:.15g}" if kind in _NUMBERS else ""
