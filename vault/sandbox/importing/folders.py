"""A plain folder: every file as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vault.sandbox.importing.entries import PIECE, End, Entry, Given, LeftOut, Piece, Secret, Source, Why

NAME = "folder"


def detect(head: bytes, names: Sequence[bytes]) -> bool:
    """Any folder at all; asked last."""
    return not head


def read(source: Source, secret: Secret) -> Iterator[Given]:
    """Its files, and its folders that nothing is in."""
    for path in source.folders:
        yield Entry(path, "folder")
    for place, member in enumerate(source.members):
        yield Entry(member.path, "file", member.modified_ns, size=member.size, executable=member.executable)
        if source.names_only:
            yield End()
            continue
        left = member.size
        try:
            with source.open(place) as stream:
                while left and (content := stream.read(min(PIECE, left))):
                    yield Piece(content)
                    left -= len(content)
        except OSError:
            left = -1
        yield LeftOut(member.path, Why.DAMAGED) if left else End()
