"""The zip that an export comes in: its document in memory, its attachments in pieces."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator
from typing import BinaryIO

from vault.sandbox.importing import objects
from vault.sandbox.importing.archives import Ratio, copy
from vault.sandbox.importing.entries import MOST_ENTRIES, End, Entry, Given, LeftOut, Path, Refusal, Refused, Why

_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError, OSError)


class Zipped:
    """A zip open for reading. Raises Refused (DAMAGED, OVER_BOUND)."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        try:
            self._zip = zipfile.ZipFile(stream)
        except _BROKEN:
            raise Refused(Refusal.DAMAGED) from None
        if len(self._zip.filelist) > MOST_ENTRIES:
            raise Refused(Refusal.OVER_BOUND)
        self._ratio = Ratio(size)
        self._unused = dict.fromkeys(one for one in self._zip.NameToInfo if not one.endswith("/"))
        self._folders: dict[str, list[str]] = defaultdict(list)
        for member in self._unused:
            self._folders[member.rpartition("/")[0] + "/"].append(member)

    def below(self, folder: str) -> list[str]:
        """The files in a folder, named with its `/`. They count as used."""
        found = self._folders.get(folder, [])
        for member in found:
            self._unused.pop(member, None)
        return found

    def unused(self) -> list[str]:
        """Files that nothing asked for."""
        return list(self._unused)

    def content(self, member: str) -> bytes:
        """A document, within the bounds of JSON. Raises Refused (DAMAGED, OVER_BOUND)."""
        self._unused.pop(member, None)
        try:
            with self._zip.open(member) as stream:
                content = stream.read(objects.MOST + 1)
        except (KeyError, RuntimeError, *_BROKEN):
            raise Refused(Refusal.DAMAGED) from None
        if len(content) > objects.MOST:
            raise Refused(Refusal.OVER_BOUND)
        return content

    def file(self, path: Path, member: str, modified_ns: int | None, names_only: bool) -> Iterator[Given]:
        """An attachment as a file; left out and named where it cannot be read or is a bomb."""
        size = self._zip.getinfo(member).file_size
        if not self._ratio.takes(size):
            yield LeftOut(path, Why.TOO_LARGE)
            return
        try:
            stream = self._zip.open(member)
        except RuntimeError:  # zipfile's word for a password that is missing
            yield LeftOut(path, Why.ENCRYPTED)
            return
        except _BROKEN:
            yield LeftOut(path, Why.DAMAGED)
            return
        with stream:
            yield Entry(path, "file", modified_ns, size=size)
            if names_only:
                yield End()
            else:
                yield from copy(stream, path, size, _BROKEN)  # type: ignore[arg-type]  # reads like one
