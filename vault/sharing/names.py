"""Names of what came from somebody else, made safe for every disk and every screen (A104)."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence

LONGEST = 255
"""Bytes of a name that file systems take."""

_LONGEST_ENDING = 16
_JOINERS = "\u200c\u200d"
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp", "Co")
_FORBIDDEN = re.compile(r'[/\\:*?"<>|]')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(\.|\Z)", re.IGNORECASE)
_LAUNCHERS = re.compile(
    r"\.(appref-ms|desktop|directory|hta|inf|ini|library-ms|lnk|pif|scf|search-ms|searchconnector-ms"
    r"|settingcontent-ms|url|webloc|website)\Z",
    re.IGNORECASE,
)
"""Endings of files that start or fetch something when a folder with them is merely looked at, or on one click."""


def safe_name(name: bytes) -> bytes:
    """The name as it can stand on any disk: Unicode, composed, at most 255 bytes, seen as it is.

    Nothing that cannot be seen or turns the direction of text, no character that a system forbids, no dot or space at
    its end, no name of a device, no ending that starts something by itself.
    """
    text = unicodedata.normalize("NFC", name.decode("utf-8", "replace").replace("\ufffd", "_"))
    text = "".join(one for one in text if one in _JOINERS or not _is_unseen(one))
    text = _FORBIDDEN.sub("_", text).strip().rstrip(". ")
    if _DEVICE.match(text):
        text = f"_{text}"
    if not text.strip(f".{_JOINERS}"):
        return b"Untitled"
    # Only what is cut to its length shows which ending it has.
    fitted = _fitted(text.encode()).rstrip(b". ")
    if not _LAUNCHERS.search(text := fitted.decode()):
        return fitted
    return f"{text if len(fitted) < LONGEST else text[:-1]}_".encode()


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN or ord(character) & 0xFFFE == 0xFFFE


def _fitted(name: bytes, mark: bytes = b"") -> bytes:
    """The name with a mark before its ending, within LONGEST, and no character cut in two."""
    stem, dot, ending = name.rpartition(b".")
    if not stem or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = name, b"", b""
    end = min(len(stem), LONGEST - len(mark + dot + ending))
    while 0 < end < len(stem) and stem[end] & 0xC0 == 0x80:
        end -= 1
    return stem[:end] + mark + dot + ending


def folded(name: bytes) -> bytes:
    """The same for names that some disks take for the same: without case, composed."""
    return unicodedata.normalize("NFC", name.decode("utf-8", "replace").casefold()).encode()


class FreeNames:
    """Names in one folder, of which no two are the same on any disk."""

    def __init__(self, taken: Iterable[bytes] = ()) -> None:
        self._taken = set(map(folded, taken))
        self._numbers: dict[bytes, int] = {}

    def free(self, name: bytes) -> bytes:
        """The name, or the first of its kind that nothing has: `report (2).pdf`. It is taken then."""
        key = folded(name)
        for number in itertools.count(self._numbers.get(key, 1)):
            tried = name if number == 1 else _fitted(name, b" (%d)" % number)
            if folded(tried) not in self._taken:
                break
        self._numbers[key] = number + 1
        self._taken.add(folded(tried))
        return tried


def safe_paths(paths: Sequence[tuple[bytes, ...]]) -> list[tuple[bytes, ...]]:
    """Safe paths for all of these, in their order; no two are the same, and folders stay folders."""
    places: dict[tuple[bytes, ...], tuple[bytes, ...]] = {(): ()}
    inside: dict[tuple[bytes, ...], FreeNames] = {}
    for path in paths:
        for end in range(1, len(path) + 1):
            if path[:end] not in places:
                above = path[: end - 1]
                name = inside.setdefault(above, FreeNames()).free(safe_name(path[end - 1]))
                places[path[:end]] = (*places[above], name)
    return [places[path] for path in paths]
