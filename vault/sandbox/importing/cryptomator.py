"""Vaults of Cryptomator: recognised, and refused in words. Opened in Cryptomator, they are a folder that comes in.

No reader of ours: the one library (pycryptomator) opens paths by itself, which this process cannot.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vault.sandbox.importing.entries import Given, Refusal, Refused, Secret, Source

NAME = "cryptomator"

_MARKS = {b"vault.cryptomator", b"masterkey.cryptomator"}


def detect(head: bytes, names: Sequence[bytes]) -> bool:
    """Whether the folder has a vault's key file."""
    return not head and not _MARKS.isdisjoint(names)


def read(source: Source, secret: Secret) -> Iterator[Given]:
    """Raises Refused (NOT_SUPPORTED)."""
    raise Refused(Refusal.NOT_SUPPORTED)
