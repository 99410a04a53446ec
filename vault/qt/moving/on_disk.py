"""What copying out does on the disk itself: names that are taken, free names, the text of a note. For threads."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from vault.child import messages as m

_KEPT_ENDING = 12
"""An ending longer than this is none."""


def taken(folder: Path, names: Iterable[bytes]) -> list[bytes]:
    """Those of the names that something in the folder has already."""
    return [name for name in names if os.path.lexists(os.path.join(os.fsencode(folder), name))]


def free_name(folder: bytes, name: bytes) -> bytes:
    """`letter.pdf`, or `letter 2.pdf` where that is taken."""
    stem, dot, ending = name.rpartition(b".")
    if not stem or len(ending) > _KEPT_ENDING:
        stem, dot, ending = name, b"", b""
    number, found = 1, name
    while os.path.lexists(os.path.join(folder, found)):
        number += 1
        found = b"%s %d%s%s" % (stem, number, dot, ending)
    return found


def layers(rows: Iterable[m.Row]) -> list[list[m.Row]]:
    """Rows of several folders may have one name: each layer has each name once."""
    found: list[dict[bytes, m.Row]] = []
    for row in rows:
        layer = next((one for one in found if row.name not in one), None)
        if layer is None:
            found.append({row.name: row})
        else:
            layer[row.name] = row
    return [list(layer.values()) for layer in found]


def make_beside(folder: Path) -> Path | OSError:
    """A new private folder inside of the chosen one, to write into before names are given."""
    place = folder / f".deedbox-{secrets.token_hex(8)}"
    try:
        place.mkdir(mode=0o700)
    except OSError as error:
        return error
    return place


def give_names(place: Path, folder: Path) -> tuple[list[bytes], OSError | None]:
    """Move everything out of `place` into `folder` under free names; `place` goes.

    Where everything is now, and the first thing that went wrong.
    """
    target = os.fsencode(folder)
    wrong, given = None, []
    for name in sorted(os.listdir(os.fsencode(place))):
        try:
            path = os.path.join(target, free_name(target, name))
            os.rename(os.path.join(os.fsencode(place), name), path)
            given.append(path)
        except OSError as error:
            wrong = wrong or error
    with contextlib.suppress(OSError):
        place.rmdir()
    return given, wrong


def write_text(path: bytes, text: str, *, replace: bool) -> OSError | None:
    """A text into a file, whole or not at all. FileExistsError unless `replace`."""
    return write_whole(path, text.encode("utf-8", "surrogatepass"), replace=replace)


def write_whole(path: bytes, content: bytes, *, replace: bool) -> OSError | None:
    """A file for its owner alone, whole or not at all. FileExistsError unless `replace`."""
    folder = os.path.dirname(path)
    temporary = os.path.join(folder, b".deedbox-" + secrets.token_hex(8).encode() + b".partial")
    try:
        fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        try:
            with os.fdopen(fd, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if replace:
                os.replace(temporary, path)
            else:
                _link(temporary, path)
        finally:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
    except OSError as error:
        return error
    return None


def _link(temporary: bytes, path: bytes) -> None:
    """Gives a name that must be free. Disks without hard links (a memory stick) need a look before."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError as error:
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "taken") from error
        os.rename(temporary, path)
