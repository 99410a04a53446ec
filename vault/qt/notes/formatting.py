"""What the buttons of a note do with its text: signs around words, signs before lines. Each is one step to undo."""

from __future__ import annotations

import re

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from .highlighting import FENCE
from .links import ADDRESS, chips_of, escaped, placed

ENTRY = re.compile(r"([ \t]*)([-*+]|\d{1,9}[.)])([ \t]+)(\[[ xX]\][ \t]+)?")
QUOTED = re.compile(r"((?:[ \t]*>[ \t]?)+)")
HEADED = re.compile(r"(#{1,6})[ \t]+")
BOXED = re.compile(r"(?:[ \t]*>)*[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\][ \t]+\S")
"""What is read as a check box: something must stand behind it."""
TABS = "    "


def _blocks(cursor: QTextCursor) -> list[QTextBlock]:
    """The lines that are chosen, or the one the cursor is in."""
    document = cursor.document()
    block, last = document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())
    if last != block and cursor.selectionEnd() == last.position():
        last = last.previous()  # the next line's beginning is not chosen
    found = [block]
    while block != last:
        block = block.next()
        found.append(block)
    return found


def _swap(document: QTextDocument, block: QTextBlock, count: int, words: str) -> None:
    """Other signs at a line's beginning."""
    cursor = QTextCursor(document)
    cursor.setPosition(block.position())
    cursor.setPosition(block.position() + count, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(words)


def surround(cursor: QTextCursor, sign: str) -> QTextCursor:
    """`**` around what is chosen, or the word the cursor is in; away again where it is there."""
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    text = cursor.selectedText()
    start, size = cursor.selectionStart(), len(sign)
    around = QTextCursor(cursor.document())
    around.setPosition(max(0, start - size))
    end = min(cursor.document().characterCount() - 1, cursor.selectionEnd() + size)
    around.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    if len(text) >= 2 * size and text.startswith(sign) and text.endswith(sign):
        cursor.insertText(text[size:-size])
        length = len(placed(text)) - 2 * size
    elif around.selectedText() == f"{sign}{text}{sign}" and not _is_longer(around, sign):
        around.insertText(text)
        start, length = start - size, len(placed(text))
    else:
        cursor.insertText(f"{sign}{text}{sign}")
        start, length = start + size, len(placed(text))
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _is_longer(around: QTextCursor, sign: str) -> bool:
    """Whether the sign is part of a longer one: one star of two."""
    if len(sign) > 1:
        return False
    before = around.document().characterAt(around.selectionStart() - 1)
    return before == sign


def toggle_heading(cursor: QTextCursor) -> None:
    """No heading, then of the first, second and third rank, then none again."""
    cursor.beginEditBlock()
    blocks = _blocks(cursor)
    found = HEADED.match(blocks[0].text())
    rank = (len(found[1]) if found else 0) + 1
    for block in blocks:
        there = HEADED.match(block.text())
        _swap(cursor.document(), block, there.end() if there else 0, "" if rank > 3 else "#" * rank + " ")
    cursor.endEditBlock()


def toggle_list(cursor: QTextCursor, kind: str) -> None:
    """The lines become entries of a list: `bullet`, `number`, `check`; plain lines again where they are so already."""
    cursor.beginEditBlock()
    blocks = [block for block in _blocks(cursor) if block.text().strip()] or _blocks(cursor)
    entries = [ENTRY.match(block.text()) for block in blocks]
    off = all(entry is not None and _kind(entry) == kind for entry in entries)
    for number, (block, entry) in enumerate(zip(blocks, entries, strict=True), 1):
        indent = entry[1] if entry else re.match(r"[ \t]*", block.text())[0]  # type: ignore[index]  # matches always
        sign = "" if off else {"bullet": "- ", "number": f"{number}. ", "check": "- [ ] "}[kind]
        _swap(cursor.document(), block, entry.end() if entry else len(indent), indent + sign)
    cursor.endEditBlock()


def toggle_quote(cursor: QTextCursor) -> None:
    """A quote, or none again."""
    cursor.beginEditBlock()
    blocks = _blocks(cursor)
    quoted = [QUOTED.match(block.text()) for block in blocks]
    off = all(quoted)
    for block, there in zip(blocks, quoted, strict=True):
        if off and there:
            _swap(cursor.document(), block, there.end(), "")
        elif not off and not there:
            _swap(cursor.document(), block, 0, "> ")
    cursor.endEditBlock()


def _kind(entry: re.Match[str]) -> str:
    if entry[4]:
        return "check"
    return "bullet" if entry[2] in "-*+" else "number"


def insert_link(cursor: QTextCursor) -> QTextCursor:
    """What is chosen becomes the words of a link; the cursor stands where its address goes."""
    words = cursor.selectedText()
    cursor.insertText(f"[{words}]()")
    if words:
        cursor.setPosition(cursor.position() - 1)
    else:
        cursor.setPosition(cursor.position() - 3)
    return cursor


def begin_link(cursor: QTextCursor) -> QTextCursor:
    """Two brackets, behind which items are offered; what is chosen is looked for."""
    words = cursor.selectedText() if is_one_line(cursor) else ""
    cursor.insertText(f"[[{words}")
    return cursor


def is_one_line(cursor: QTextCursor) -> bool:
    """Whether what is chosen lies in one line."""
    return "\u2029" not in cursor.selectedText()


def link_words(cursor: QTextCursor, address: str) -> None:
    """What is chosen becomes the words of a link to an address; another address in its place is just that."""
    words = cursor.selectedText()
    if ADDRESS.match(words.strip()):
        cursor.insertText(address)
    else:
        address = address.replace("(", "%28").replace(")", "%29")
        cursor.insertText(f"[{escaped(words)}]({address})")


def enclose(cursor: QTextCursor, opening: str, closing: str) -> QTextCursor:
    """A pair around what is chosen, which stays chosen."""
    start, words = cursor.selectionStart(), cursor.selectedText()
    cursor.insertText(f"{opening}{words}{closing}")
    cursor.setPosition(start + len(opening))
    cursor.setPosition(start + len(opening) + len(placed(words)), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def remove_chip(cursor: QTextCursor, *, before: bool) -> bool:
    """A link to an item goes as a whole, as it is seen as one. Whether one ends, or begins, at the cursor."""
    if cursor.hasSelection():
        return False
    block, at = cursor.block(), cursor.positionInBlock()
    for chip in chips_of(block.text()):
        if at == (chip.end if before else chip.start):
            cursor.setPosition(block.position() + chip.start)
            cursor.setPosition(block.position() + chip.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            return True
    return False


def continue_line(cursor: QTextCursor) -> bool:
    """Enter in a list or quote goes on with it; on an empty entry it ends it. Whether it did something."""
    if cursor.hasSelection():
        return False
    block = cursor.block()
    text, at = block.text(), cursor.positionInBlock()
    entry = ENTRY.match(text)
    quote = None if entry else QUOTED.match(text)
    found = entry or quote
    if found is None or at < found.end():
        return False
    cursor.beginEditBlock()
    if not text[found.end() :].strip():
        _swap(cursor.document(), block, len(text), "")
    else:
        cursor.insertBlock()
        cursor.insertText(_next_sign(entry) if entry else found[1])
    cursor.endEditBlock()
    return True


def _next_sign(entry: re.Match[str]) -> str:
    sign = entry[2]
    if sign[0].isdigit():
        sign = f"{int(sign[:-1]) + 1}{sign[-1]}"
    return f"{entry[1]}{sign}{entry[3]}{'[ ] ' if entry[4] else ''}"


def indent(cursor: QTextCursor, out: bool = False) -> bool:
    """Tab and Shift+Tab move entries of lists in and out. Whether there was one, or several lines."""
    blocks = _blocks(cursor)
    if len(blocks) == 1 and ENTRY.match(blocks[0].text()) is None:
        return False
    cursor.beginEditBlock()
    for block in blocks:
        if not out:
            _swap(cursor.document(), block, 0, TABS if block.text() else "")
        else:
            spaces = re.match(r"\t| {0,4}", block.text())
            _swap(cursor.document(), block, spaces.end() if spaces else 0, "")
    cursor.endEditBlock()
    return True


def toggle_check(cursor: QTextCursor) -> bool:
    """Ticks the check box of the cursor's line, or takes the tick away. Whether there is one."""
    block = cursor.block()
    quoted = QUOTED.match(block.text())
    entry = ENTRY.match(block.text(), quoted.end() if quoted else 0)
    if entry is None or not entry[4]:
        return False
    mark = block.position() + entry.start(4) + 1
    there = QTextCursor(cursor.document())
    there.setPosition(mark)
    there.setPosition(mark + 1, QTextCursor.MoveMode.KeepAnchor)
    there.insertText(" " if entry[4][1] in "xX" else "x")
    return True


def box_of(document: QTextDocument, number: int, count: int) -> QTextBlock | None:
    """The line of a check box, by its number from 0; None where there are not `count` of them."""
    boxes = []
    block, in_code = document.begin(), False
    while block.isValid():
        text = block.text()
        if FENCE.match(text):
            in_code = not in_code
        entry = None if in_code else BOXED.match(text)
        if entry is not None:
            boxes.append(block)
        block = block.next()
    return boxes[number] if len(boxes) == count and 0 <= number < count else None
