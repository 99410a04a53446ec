"""Titles of other programs, made names: text that can be encoded, of a length that is taken, free in its folder."""

from __future__ import annotations

from vault.sandbox.importing.entries import LONGEST_NAME, MOST_DEPTH, Path

UNTITLED = "Untitled"
_LONGEST = 220
"""Bytes of a title: with an ending and a number it still stands on every disk."""


def plain(text: str) -> str:
    """Text that has an encoding: JSON can spell half a character."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def name(title: str) -> bytes:
    """A title as a name, cut at a whole character. Controls become blanks, a slash a dash."""
    shown = " ".join("".join(sign if sign.isprintable() else " " for sign in plain(title).replace("/", "-")).split())
    return cut(shown or UNTITLED, _LONGEST)


def tag(words: str) -> str:
    """Words as a tag, cut at a whole character; nothing where there are none."""
    return cut(" ".join(plain(words).split()), LONGEST_NAME).decode()


def cut(text: str, most: int) -> bytes:
    """At most so many bytes of a text, in whole characters."""
    return text.encode()[:most].decode("utf-8", "ignore").encode()


def within(path: Path) -> Path:
    """A path that is named although it is too deep to come in: its upper part."""
    return path[:MOST_DEPTH]


class Titles:
    """Gives every title of a folder a name of its own, so that what belongs to an entry can be told by it."""

    def __init__(self) -> None:
        self._taken: set[Path] = set()
        self._numbers: dict[Path, int] = {}

    def free(self, folder: Path, title: str) -> bytes:
        """A name that was not given in this folder before; the second of a kind is `Title (2)`."""
        wanted = name(title)
        stem, dot, ending = wanted.rpartition(b".")
        if not stem or b" " in ending or len(ending) > 8:
            stem, dot, ending = wanted, b"", b""
        found, number = wanted, self._numbers.get((*folder, wanted.lower()), 1)
        while (*folder, found.lower()) in self._taken:
            number += 1
            found = stem + f" ({number})".encode() + dot + ending
        self._numbers[(*folder, wanted.lower())] = number
        self._taken.add((*folder, found.lower()))
        return found
