"""The content of one version, piece by piece."""

from __future__ import annotations

from collections.abc import Generator

from vault.child import messages as m
from vault.child.session import Session
from vault.engine.errors import Conflict, Damaged
from vault.engine.floe import PLAIN

Pieces = Generator[bytes, None, m.ContentEnd]


def read_content(session: Session, request: m.ReadContent) -> Pieces:
    """Verified bytes in pieces that end where sealed segments end, so that none is opened twice."""
    vault = session.vault
    item = vault.item(request.item)
    if item.kind == "folder":
        raise Conflict("a folder has no content")
    if request.offset < 0 or (request.limit is not None and request.limit < 0):
        raise Conflict("a range out of bounds")
    version = vault.version(item, request.version)
    end = version.size if request.limit is None else min(version.size, request.offset + request.limit)
    if item.kind == "note":
        text = vault.note_text(item, version.number).encode()[request.offset : end]
        for start in range(0, len(text), PLAIN):
            yield text[start : start + PLAIN]
        return m.ContentEnd(version.size, len(text))
    content = vault.content(item, version.number)
    offset = min(request.offset, end)
    while offset < end:
        try:
            piece = session.vault.packs.read(content, offset, min(end - offset, PLAIN - offset % PLAIN))
        except Damaged:
            # Between two pieces the item may have been removed for good, with its packs; or it lies elsewhere by now.
            here = vault.content(vault.item(request.item), version.number)
            if here == content:
                raise
            content = here
            continue
        yield piece
        offset += len(piece)
    return m.ContentEnd(version.size, max(0, end - request.offset))
