"""A file of a folder that goes on as it is."""

from __future__ import annotations

from collections.abc import Iterator

from vault.sandbox.importing.archives import copy
from vault.sandbox.importing.entries import End, Entry, Given, LeftOut, Source, Why


def passed_on(source: Source, place: int, entry: Entry) -> Iterator[Given]:
    """The entry, the content of the member at that place, and its end; in a preview without the content."""
    yield entry
    if source.names_only:
        yield End()
        return
    try:
        with source.open(place) as stream:
            yield from copy(stream, entry.path, entry.size or 0, (OSError,))
    except OSError:
        yield LeftOut(entry.path, Why.DAMAGED)
