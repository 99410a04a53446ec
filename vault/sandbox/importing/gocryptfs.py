"""Folders sealed by gocryptfs: recognised, and refused in words. Mounted, they are a folder that comes in.

No reader of ours: the one library (pygocryptfs) opens paths by itself, which this process cannot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vault.sandbox.importing.entries import Given, Refusal, Refused, Secret, Source

NAME = "gocryptfs"

_MARKS = {b"gocryptfs.conf", b"gocryptfs.diriv"}


def detect(head: bytes, names: Sequence[bytes]) -> bool:
    """Whether the folder has its key file or its mark."""
    return not head and not _MARKS.isdisjoint(names)


def read(source: Source, secret: Secret) -> Iterator[Given]:
    """Raises Refused (NOT_SUPPORTED)."""
    raise Refused(Refusal.NOT_SUPPORTED)
