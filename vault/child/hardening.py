"""What the vault process does before any secret reaches it: no core dump, no looking in, no keys in swap. And it steps
behind the window.

Linux has all of it. Elsewhere only core dumps are switched off where the system knows the limit; macOS and Windows were
not run. What is locked in memory, and what is not, stands in docs/threats.md.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import sys
from collections.abc import Iterable

try:
    import resource
except ImportError:  # Windows; not run there yet
    resource = None  # type: ignore[assignment]

_PR_SET_DUMPABLE = 4
_NICENESS = 5
_MCL_CURRENT, _MCL_FUTURE, _MCL_ONFAULT = 1, 2, 4


@functools.cache
def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def harden() -> None:
    """Forbid core dumps and, on Linux, reading this process's memory by others of the same user.

    Raises OSError if the system refuses: then no secret may come.
    """
    if resource is None:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Key pages are locked within this; the hard limit is what an ordinary user may have.
    _, most = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (most, most))
    libc = _libc()
    if libc is None:
        return
    if libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "the process cannot be made undumpable")
    if most == resource.RLIM_INFINITY:
        # Pages as they come into use; with a limit this would count all address space, and refuse.
        libc.mlockall(_MCL_CURRENT | _MCL_FUTURE | _MCL_ONFAULT)


def stand_back() -> None:
    """Where cores are few the window has its turn before long work has. To be called before `harden`.

    Linux may share its cores out among sessions before it looks at processes, and this one is a session of its own.
    """
    if sys.platform != "win32":
        os.nice(_NICENESS)
    with contextlib.suppress(OSError), open("/proc/self/autogroup", "w") as group:
        group.write(str(_NICENESS))


def dumps_are_off() -> bool | None:
    """Whether a crash of this process leaves no file with its memory; None where the system does not say."""
    if resource is None:
        return None
    return resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


def lock_in_memory(secrets: Iterable[bytes]) -> int:
    """Keep the pages that these objects lie on out of swap; how many objects that worked for.

    The objects must live as long as the process. Copies made elsewhere are not covered.
    """
    libc = _libc()
    if libc is None:
        return 0
    locked = 0
    for secret in secrets:
        # An object's id is its address in CPython; the kernel rounds to whole pages.
        locked += not libc.mlock(ctypes.c_void_p(id(secret)), ctypes.c_size_t(sys.getsizeof(secret)))
    return locked
