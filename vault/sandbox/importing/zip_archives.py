"""Zip: stored, deflated, bzip2 and LZMA; encrypted entries by the old cipher alone, and only with their password."""

from __future__ import annotations

import contextlib
import datetime
import encodings.cp437  # noqa: F401 - zipfile decodes names by it, and nothing is imported late
import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from vault.sandbox.importing.archives import Ratio, copy, shown, split
from vault.sandbox.importing.entries import (
    MOST_ENTRIES,
    End,
    Entry,
    Given,
    LeftOut,
    Path,
    Refusal,
    Refused,
    Secret,
    Source,
    Why,
)

NAME = "zip"

_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, OSError)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
_AES = 99
_ENCRYPTED, _UTF8 = 0x1, 0x800
_UNIX, _MACOS = 3, 19
_LOCAL_HEADER = 30
_LATEST_SECOND = 58


def detect(head: bytes, names: Sequence[bytes]) -> bool:
    """By the marks that a zip begins with."""
    return head.startswith(_MARKS)


def read(source: Source, secret: Secret) -> Iterator[Given]:
    """Every entry, in the order in which they lie in the file."""
    with source.open() as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise Refused(Refusal.DAMAGED) from error
        except NotImplementedError as error:
            raise Refused(Refusal.NOT_SUPPORTED) from error
        entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
        if len(entries) > MOST_ENTRIES:
            raise Refused(Refusal.OVER_BOUND)
        if secret.password is None and _needs_secret(entries):
            raise Refused(Refusal.NEEDS_SECRET)
        if secret.password is not None:
            archive.setpassword(secret.password.encode("utf-8", "surrogateescape"))
            _try_secret(archive, entries)
        ratio, end = Ratio(source.members[0].size), 0
        for entry in entries:
            overlaps = entry.header_offset < end
            end = max(end, entry.header_offset + _LOCAL_HEADER + len(entry.orig_filename) + entry.compress_size)
            yield from _entry(archive, entry, ratio, overlaps=overlaps, names_only=source.names_only)


def _needs_secret(entries: Sequence[zipfile.ZipInfo]) -> bool:
    """Whether nothing could be read without one: a zip that is encrypted in part is read as far as it is not."""
    files = [entry for entry in entries if not entry.is_dir()]
    return bool(files) and all(_is_decryptable(entry) for entry in files)


def _is_decryptable(entry: zipfile.ZipInfo) -> bool:
    return bool(entry.flag_bits & _ENCRYPTED) and entry.compress_type in _METHODS


def _try_secret(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> None:
    """Raises Refused where no encrypted entry takes the password."""
    tried = [entry for entry in entries if _is_decryptable(entry)]
    for entry in tried:
        try:
            archive.open(entry).close()
        except (RuntimeError, *_BROKEN):
            continue
        return
    if tried:
        raise Refused(Refusal.WRONG_SECRET)


def _entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, ratio: Ratio, *, overlaps: bool, names_only: bool
) -> Iterator[Given]:
    name = _name(entry)
    path = split(name)
    fault = _fault(entry, path, overlaps=overlaps)
    if path is None or fault is not None:
        yield LeftOut(path or shown(name), fault or Why.UNSAFE_NAME)
    elif entry.is_dir():
        yield Entry(path, "folder", _modified(entry))
    elif not ratio.takes(entry.file_size):
        yield LeftOut(path, Why.TOO_LARGE)
    else:
        try:
            stream = archive.open(entry)
        except RuntimeError:  # zipfile's word for a password that is missing or wrong
            yield LeftOut(path, Why.ENCRYPTED)
            return
        except NotImplementedError:
            yield LeftOut(path, Why.NOT_SUPPORTED)
            return
        except _BROKEN:
            yield LeftOut(path, Why.DAMAGED)
            return
        with stream:
            executable = bool(_mode(entry) & stat.S_IXUSR)
            yield Entry(path, "file", _modified(entry), size=entry.file_size, executable=executable)
            if names_only:
                yield End()
            else:
                yield from copy(stream, path, entry.file_size, _BROKEN)  # type: ignore[arg-type]  # reads like one


def _fault(entry: zipfile.ZipInfo, path: Path | None, *, overlaps: bool) -> Why | None:
    kind = stat.S_IFMT(_mode(entry))
    if path is None:
        return Why.UNSAFE_NAME
    if overlaps:
        return Why.OVERLAPS
    if kind == stat.S_IFLNK:
        return Why.LINK
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return Why.SPECIAL
    if entry.compress_type == _AES:
        return Why.ENCRYPTED
    if entry.compress_type not in _METHODS:
        return Why.NOT_SUPPORTED
    return None


def _mode(entry: zipfile.ZipInfo) -> int:
    return entry.external_attr >> 16 if entry.create_system in (_UNIX, _MACOS) else 0


def _name(entry: zipfile.ZipInfo) -> bytes:
    """The name as it was meant: UTF-8 where it is, else the old alphabet of DOS; with slashes alone."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        with contextlib.suppress(UnicodeDecodeError):
            name = raw.decode()
    return name.encode("utf-8", "replace").replace(b"\\", b"/")


def _modified(entry: zipfile.ZipInfo) -> int | None:
    """The time, which has no zone: of this machine's, as every program reads it."""
    year, month, day, hour, minute, second = entry.date_time
    try:
        moment = datetime.datetime(year, month, day, hour, minute, min(second, _LATEST_SECOND)).astimezone()
        return int(moment.timestamp()) * 10**9
    except (ValueError, OverflowError, OSError):
        return None
