"""The export file: a tar archive that is a vault folder (docs/format.md, section 14)."""

from __future__ import annotations

import re
import stat
import tarfile
from pathlib import Path
from typing import cast

from vault.engine.durable import FILE_TIME_NS, Folder, NewFile, OpenFile, Platform, storage_errors
from vault.engine.errors import Damaged, NotFound, ReadOnly
from vault.engine.primitives import Buffer

ATTACHED = ("README.txt", "FORMAT.md", "reader.py")
_MEMBER = re.compile(
    r"(README\.txt|FORMAT\.md|reader\.py|header\.json|header\.bak"
    r"|catalog/[0-9]{6,19}-[0-9a-f]{32}\.(snapshot|log)|packs/([0-9a-f]{2})/\3[0-9a-f]{30})\Z"
)
_BLOCK = 512


class ArchiveWriter:
    """Writes the members of an export, one after the other, into a new file."""

    def __init__(self, file: NewFile) -> None:
        self._file = file

    def begin(self, name: str, size: int) -> None:
        """The head of a member of `size` bytes; exactly those must be written next."""
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, FILE_TIME_NS // 10**9
        self._file.write(member.tobuf(tarfile.USTAR_FORMAT))

    def write(self, data: Buffer) -> None:
        self._file.write(data)

    def end(self) -> None:
        """Fill the member's last block."""
        self._file.write(bytes(-self._file.size % _BLOCK))

    def add(self, name: str, data: Buffer) -> None:
        """A whole member."""
        self.begin(name, len(data))
        self.write(data)
        self.end()

    def finish(self) -> None:
        """The two empty blocks that end a tar archive, filled to its record size."""
        self._file.write(bytes(2 * _BLOCK))
        self._file.write(bytes(-self._file.size % tarfile.RECORDSIZE))


class ExportFolder(Folder):
    """An export file, seen as the vault folder that it is. Nothing can be written to it."""

    def __init__(self, path: Path, platform: Platform) -> None:
        super().__init__(path, platform)
        self._file = Folder(path.absolute().parent, platform).open(path.name)
        try:
            self._members = self._read_members()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._file.__exit__()

    def _read_members(self) -> dict[str, tuple[int, int]]:
        """Where every member lies. Raises Damaged for anything that an export does not have [R24]."""
        members: dict[str, tuple[int, int]] = {}
        position = 0
        try:
            with tarfile.open(fileobj=cast("tarfile._Fileobj", _Reading(self._file)), mode="r:") as archive:
                for member in archive:
                    # An extended header would stand between the two offsets.
                    plain = member.type == tarfile.REGTYPE and member.offset_data - member.offset == _BLOCK
                    if not plain or member.offset != position or not _MEMBER.match(member.name):
                        raise Damaged("export file", "a member that does not belong")
                    if member.size < 0 or member.name in members or member.offset_data + member.size > self._file.size:
                        raise Damaged("export file", "a member twice, or cut off")
                    members[member.name] = member.offset_data, member.size
                    position = member.offset_data + -(-member.size // _BLOCK) * _BLOCK
        except (tarfile.TarError, ValueError, EOFError) as error:
            raise Damaged("export file", "not an export file, or cut off") from error
        end = bytearray(2 * _BLOCK)
        if self._file.read_into(memoryview(end), position) != len(end) or any(end):
            raise Damaged("export file", "cut off")
        return members

    def open(self, name: str) -> OpenFile:
        if name not in self._members:
            raise NotFound("a file of the vault is missing")
        start, size = self._members[name]
        return self._file.part(start, size)

    def entries(self, folder: str = "") -> list[tuple[str, int]]:
        prefix = f"{folder}/" if folder else ""
        inside = [name[len(prefix) :].split("/") for name in self._members if name.startswith(prefix)]
        kinds = {names[0]: stat.S_IFREG if len(names) == 1 else stat.S_IFDIR for names in inside}
        return list(kinds.items())

    def sync(self, name: str = "") -> None:
        """Nothing was written."""

    def make(self, name: str = "") -> None:
        raise ReadOnly("an export is never changed")

    def write(self, name: str, data: Buffer) -> None:
        raise ReadOnly("an export is never changed")

    def write_soon(self, name: str, data: Buffer) -> None:
        raise ReadOnly("an export is never changed")

    def remove(self, name: str) -> None:
        raise ReadOnly("an export is never changed")


class _Reading:
    """An open file as tarfile wants it."""

    def __init__(self, file: OpenFile) -> None:
        self._file, self._at = file, 0

    def read(self, size: int = -1) -> bytes:
        room = self._file.size - self._at
        data = bytearray(room if size < 0 else max(0, min(size, room)))
        with storage_errors():
            self._at += self._file.read_into(memoryview(data), self._at)
        return bytes(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + (0, self._at, self._file.size)[whence]
        if self._at < 0:
            raise ValueError("before the start of the file")
        return self._at

    def tell(self) -> int:
        return self._at
