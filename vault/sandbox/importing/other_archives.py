"""Archives that are known and not read: 7z and RAR. Their own programs unpack them, and the folder is imported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vault.sandbox.importing.entries import Given, Refusal, Refused, Secret, Source

NAME = "7z"

_MARKS = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07")


def detect(head: bytes, names: Sequence[bytes]) -> bool:
    """By their marks."""
    return head.startswith(_MARKS)


def read(source: Source, secret: Secret) -> Iterator[Given]:
    """Nothing comes out of it here."""
    raise Refused(Refusal.NOT_SUPPORTED)
