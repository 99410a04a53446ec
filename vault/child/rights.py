"""Who besides their owner gets at the files of a vault and of this device's state folder, by the rights of the system.

Windows keeps rights otherwise, and some disks keep none at all; there nothing is known.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator

from vault.child import messages as m

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_READ = stat.S_IRGRP | stat.S_IROTH
_WRITE = stat.S_IWGRP | stat.S_IWOTH
STATE = ("anchors", "attempts", "journal", "vaults.json")
"""What is ours in the state folder, which might be anybody's."""


def look(folder: bytes, names: tuple[str, ...] = ()) -> m.Rights | None:
    """How the folder and everything in it stands; with `names`, these of its entries alone. None if nobody can say."""
    if os.name == "nt":
        return None
    files = read = written = foreign = 0
    folder = os.path.realpath(folder)  # the way to it may be a link
    try:
        closed = not os.lstat(folder).st_mode & _OTHERS
    except OSError:
        return None
    for _, _, status in _entries(folder, names):
        files += 1
        read += bool(status.st_mode & _READ)
        written += bool(status.st_mode & _WRITE)
        foreign += status.st_uid != os.geteuid()
    return m.Rights(files, read, written, foreign, closed)


def restrict(folder: bytes, names: tuple[str, ...] = ()) -> None:
    """Take every right of others away, and give none. Follows no link; what is not ours, or refuses, stays."""
    if os.name == "nt":
        return
    for name, within, known in _entries(os.path.realpath(folder), names):
        if not known.st_mode & _OTHERS:
            continue
        with contextlib.suppress(OSError):
            fd = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=within)
            try:
                status = os.fstat(fd)
                if os.path.samestat(status, known) and status.st_uid == os.geteuid():
                    os.fchmod(fd, stat.S_IMODE(status.st_mode) & ~_OTHERS)
            finally:
                os.close(fd)


def _entries(folder: bytes, names: tuple[str, ...]) -> Iterator[tuple[bytes, int | None, os.stat_result]]:
    """The folder, and the plain files and folders in it: the name of each, the open folder that it is in, and how it
    stands. Nobody who may write there can lead us elsewhere by a link."""
    chosen = {os.fsencode(name) for name in names}
    with contextlib.suppress(OSError):
        yield folder, None, os.lstat(folder)
        for at, inside, files, within in os.fwalk(folder):
            if at == folder and chosen:
                inside[:] = [name for name in inside if name in chosen]
                files[:] = [name for name in files if name in chosen]
            for name in (*inside, *files):
                with contextlib.suppress(OSError):
                    status = os.stat(name, dir_fd=within, follow_symlinks=False)
                    if stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode):
                        yield name, within, status
