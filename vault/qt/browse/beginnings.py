"""How a note begins, in the words that a list shows: without the signs of Markdown."""

from __future__ import annotations

import re

from vault.qt.notes.highlighting import FENCE, HEADING, INLINE, INSIDE, LIST, QUOTE, RULE

_TABLE = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*$")
"""The line between the head of a table and its rows."""
_ENDING = re.compile(r"\.(md|markdown)$", re.IGNORECASE)
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_LINK = re.compile(r"!?\[([^\]\n]*)\]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def beginning(text: str, name: str) -> str:
    """The first letters of a note on one line; a heading that only says its name again is left out."""
    lines = text.lstrip().split("\n")
    if HEADING.match(lines[0]) and _words(lines[0]).casefold() == _ENDING.sub("", name).casefold():
        del lines[0]
    shown = " ".join(words for words in map(_words, lines) if words)
    return shown if shown.isprintable() else "".join(one if one.isprintable() else " " for one in shown)


def _words(line: str) -> str:
    """What one line says."""
    if FENCE.match(line) or RULE.match(line) or _TABLE.match(line):
        return ""
    if quote := QUOTE.match(line):
        line = line[quote.end() :]
    if listed := LIST.match(line):
        line = line[listed.end() :]
    if HEADING.match(line):
        line = _CLOSING.sub("", line.lstrip("#"))
    if line.lstrip().startswith("|"):
        line = line.replace("|", " ")
    return " ".join(_ESCAPED.sub(r"\1", _plain(line)).split())


def _plain(words: str) -> str:
    """Without what makes words strong, slanted, crossed out, code or a link."""
    return INLINE.sub(_inside, words) if INSIDE.search(words) else words


def _inside(found: re.Match[str]) -> str:
    """What stands between two signs; there may be others in it."""
    kind, words = found.lastgroup, found[0]
    before = found.string[: found.start()][-1:]
    if before == "\\" or (words[0] == "_" and before.isalnum()):
        return words  # written as it is meant: an escaped sign, a name_with_lines
    if kind == "code":
        return words.strip("`").strip()
    if kind == "link":
        named = _LINK.match(words)
        return _plain(named[1]) if named else words
    if kind == "url":
        return words
    width = 1 if kind == "slant" else 2
    return _plain(words[width:-width])
