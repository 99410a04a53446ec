"""Tar, plain or packed with gzip, bzip2, xz or zstd; read forwards, whatever its size."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import zstandard

from vault.sandbox.importing.archives import Ratio, copy, shown, split
from vault.sandbox.importing.entries import HEAD, End, Entry, Given, LeftOut, Refusal, Refused, Secret, Source, Why

NAME = "tar"

_GZIP, _BZIP2, _XZ, _ZSTD = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd"
_LONGEST_HEADER = 1 << 20
_WINDOW = 128 << 20  # what zstd --long=27 makes; more is not taken into memory
_BROKEN = (
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    zstandard.ZstdError,
    EOFError,
    ValueError,
    OSError,
)
_BLOCK = 512
_HEADERS = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)


class Header(tarfile.TarInfo):
    """A header whose own extensions are bounded: tarfile takes them into memory.

    Only a block of zeros is the end. tarfile takes a broken header, and none at all, for one: what was lost there would
    be lost without a word.
    """

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Header:
        try:
            header = super().frombuf(buf, encoding, errors)
        except (tarfile.EmptyHeaderError, tarfile.TruncatedHeaderError, tarfile.InvalidHeaderError) as error:  # type: ignore[attr-defined]
            raise tarfile.SubsequentHeaderError(str(error)) from None  # type: ignore[attr-defined]
        if header.size < 0 or (header.type in _HEADERS and header.size > _LONGEST_HEADER):
            raise Refused(Refusal.OVER_BOUND)
        return header


def detect(head: bytes, names: Sequence[bytes]) -> bool:
    """By the first header, inside of its packing too; of bzip2 and xz by the packing, which is not undone so early."""
    if head.startswith((_BZIP2, _XZ, _ZSTD)):
        return True
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, _BLOCK)
        except zlib.error:
            return False
    try:
        tarfile.TarInfo.frombuf(head[:_BLOCK], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def read(source: Source, secret: Secret) -> Iterator[Given]:
    """Every entry, in the order of the archive."""
    with source.open() as stream:
        packed = _unpacked(stream)
        try:
            archive = tarfile.open(  # noqa: SIM115 - it holds nothing that must be closed
                fileobj=packed,
                # A plain one is skipped through where contents are not wanted; a packed one is read as it comes.
                mode="r:" if packed is stream else "r|",
                tarinfo=Header,
                bufsize=2048 * _BLOCK,
                encoding="utf-8",
                errors="surrogateescape",
            )
        except _BROKEN as error:
            raise Refused(Refusal.NOT_SUPPORTED if packed is not stream else Refusal.DAMAGED) from error
        ratio = Ratio(source.members[0].size)
        while True:
            try:
                entry = archive.next()
            except _BROKEN as error:
                raise Refused(Refusal.DAMAGED) from error
            if entry is None:
                return
            yield from _entry(archive, entry, ratio, names_only=source.names_only)
            # Kept for looking back, which nothing here does.
            archive.members = []  # type: ignore[attr-defined]


def _unpacked(stream: BinaryIO) -> BinaryIO:
    head = stream.read(HEAD)
    stream.seek(0)
    unpacked: object = stream
    if head.startswith(_GZIP):
        unpacked = gzip.GzipFile(fileobj=stream)
    elif head.startswith(_BZIP2):
        unpacked = bz2.BZ2File(stream)
    elif head.startswith(_XZ):
        unpacked = lzma.LZMAFile(stream)  # noqa: SIM115 - as above
    elif head.startswith(_ZSTD):
        unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        unpacked = unpacker.stream_reader(stream, read_across_frames=True)
    return unpacked  # type: ignore[return-value]  # each reads like one


def _entry(archive: tarfile.TarFile, entry: tarfile.TarInfo, ratio: Ratio, *, names_only: bool) -> Iterator[Given]:
    name = entry.name.encode("utf-8", "surrogateescape")
    path = split(name)
    modified = int(entry.mtime * 10**9) if abs(entry.mtime) < 1 << 33 else None
    if entry.isdir() and name.strip(b"./") == b"":
        return  # the folder that was packed, itself
    if path is None:
        yield LeftOut(shown(name), Why.UNSAFE_NAME)
    elif entry.issym() or entry.islnk():
        yield LeftOut(path, Why.LINK)
    elif entry.isdir():
        yield Entry(path, "folder", modified)
    elif not entry.isreg():
        yield LeftOut(path, Why.SPECIAL)
    elif not ratio.takes(entry.size):
        yield LeftOut(path, Why.TOO_LARGE)
    else:
        yield Entry(path, "file", modified, size=entry.size, executable=bool(entry.mode & 0o100))
        content = None if names_only else archive.extractfile(entry)
        if content is None:
            yield End()
        else:
            yield from copy(content, path, entry.size, _BROKEN)  # type: ignore[arg-type]  # reads like one
