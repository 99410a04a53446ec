"""ZIP files as documents are packed in: what a directory claims is weighed before anything is inflated."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

from vault.sandbox.documents import Protected
from vault.sandbox.pictures import TooLarge

MAX_ENTRIES = 20_000
"""Parts of a package. A book has some hundreds, a table of a thousand sheets some thousands."""
MAX_DIRECTORY = 4 << 20
"""Bytes of the directory, which is read in one go."""
MAX_INFLATED = 96 << 20
"""Bytes that all parts together may grow to, as far as they are read."""
MAX_RATIO = 400
"""Of a part's size to its size in the package, where it is large. Tables of empty cells reach 150, a bomb 1,000."""
_LARGE = 1 << 20
_PIECE = 64 << 10

_ENCRYPTED = 1  # a bit of an entry's flags
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others may ask for gigabytes of memory


class NotRecognised(Exception):
    """A package of no kind that is read."""


class _Bounded:
    """A file that refuses to be read in one go further than a directory may be long."""

    def __init__(self, content: io.BytesIO) -> None:
        self._content = content
        self.seek, self.tell, self.seekable = content.seek, content.tell, content.seekable

    def read(self, count: int = -1) -> bytes:
        found = self._content.read(min(count, MAX_DIRECTORY + 1) if count >= 0 else MAX_DIRECTORY + 1)
        if len(found) > MAX_DIRECTORY:
            raise TooLarge
        return found


class Package:
    """The parts of a document by their names."""

    def __init__(self, content: io.BytesIO, check_time: Callable[[], None]) -> None:
        """Reads the directory. `check_time` is called while parts are read. Raises TooLarge, zipfile.BadZipFile."""
        self._check_time = check_time
        self._archive = zipfile.ZipFile(_Bounded(content))
        entries = self._archive.infolist()
        if len(entries) > MAX_ENTRIES:
            raise TooLarge
        # Of two parts of one name the last counts, as for everybody.
        self._entries = {entry.filename.removeprefix("/"): entry for entry in entries}
        self._room = MAX_INFLATED

    @property
    def names(self) -> list[str]:
        """Names of parts, in the order of the directory."""
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yields a part. Raises NotRecognised where there is none, Protected, TooLarge, zipfile.BadZipFile."""
        entry = self._entries.get(name)
        if entry is None or entry.compress_type not in _METHODS:
            raise NotRecognised
        if entry.flag_bits & _ENCRYPTED:
            raise Protected
        if entry.file_size > _LARGE and entry.file_size > MAX_RATIO * entry.compress_size:
            raise TooLarge
        with self._archive.open(entry) as part:  # gives no more than the directory says
            while piece := part.read(_PIECE):
                self._check_time()
                self._room -= len(piece)
                if self._room < 0:
                    raise TooLarge
                yield piece

    def whole(self, name: str, most: int) -> bytes:
        """Returns a part of at most `most` bytes. Raises like `pieces`."""
        found = bytearray()
        for piece in self.pieces(name):
            found += piece
            if len(found) > most:
                raise TooLarge
        return bytes(found)
