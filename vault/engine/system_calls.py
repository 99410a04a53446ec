"""Calls of Linux that Python has no name for."""

from __future__ import annotations

import errno
import functools
import os
import sys
from collections.abc import Callable
from typing import Any

_KEEP_SIZE = 1
_NO_REPLACE = 1


def fallocate(fd: int, offset: int, size: int) -> None:
    """fallocate(2) that leaves the file as long as it is, unlike Python's own. Raises OSError."""
    _system_call("fallocate", "iiqq")(fd, _KEEP_SIZE, offset, size)


def rename_to_free_name(folder: int, source: bytes, target: bytes) -> None:
    """renameat2(2) in an opened folder, which replaces nothing. Raises FileExistsError, OSError."""
    _system_call("renameat2", "izizI")(folder, source, folder, target, _NO_REPLACE)


@functools.cache
def _system_call(name: str, types: str) -> Callable[..., None]:
    """A call that Python has no name for, by the types of its arguments. It raises OSError; ENOSYS where it is not."""
    import ctypes  # here: it takes 3 ms to load

    kinds: dict[str, Any] = {"i": ctypes.c_int, "I": ctypes.c_uint, "q": ctypes.c_int64, "z": ctypes.c_char_p}
    try:
        call = ctypes.CDLL(None, use_errno=True)[name] if sys.platform == "linux" else None
    except AttributeError:
        call = None
    if call is None:
        return lambda *_: _fail(errno.ENOSYS)
    call.argtypes = [kinds[one] for one in types]
    return lambda *arguments: _fail(ctypes.get_errno()) if call(*arguments) else None


def _fail(number: int) -> None:
    raise OSError(number, os.strerror(number))
