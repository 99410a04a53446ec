"""Overwriting bytes that were a secret, as far as Python allows."""

from __future__ import annotations

import ctypes
import sys

_HEAD = sys.getsizeof(b"") - 1
"""Where the bytes of a bytes object begin in CPython."""


def wipe(secret: bytes) -> None:
    """Overwrite this object's bytes with zeros. Only for an object that nobody else holds or will look at again.

    Never for a constant of the source, whose object is shared. Copies that others made of it are not reached.
    """
    # The empty one and those of a single byte are shared by everybody.
    if len(secret) > 1 and sys.implementation.name == "cpython":
        ctypes.memset(id(secret) + _HEAD, 0, len(secret))
