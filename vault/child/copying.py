"""Copies of items inside the vault: read and sealed anew, so that a copy shares no key, no part and no id."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from vault.child import messages as m, undoing
from vault.child.session import Session
from vault.child.steps import Before
from vault.engine import arrival
from vault.engine.errors import Cancelled, Conflict, VaultError
from vault.engine.progress import Progress
from vault.engine.vault import ROOT, Item, Vault, with_mark

Planned = tuple[tuple[bytes, ...], Item]


def copy_items(session: Session, request: m.CopyItems, progress: Progress) -> m.Copied:
    """Copy items into a folder; stopped, what was committed stays and is the answer."""
    vault = session.vault
    vault.require_writable()
    vault.require_place(request.folder)
    planned = _plan(vault, session.items(request.items), request.folder)
    progress.expect(
        sum(item.size for _, item in planned if item.kind == "file"), sum(item.kind != "folder" for _, item in planned)
    )
    source, report, cancelled = _Source(vault, planned), arrival.ArrivalReport(request.folder), False
    with session.recorder.tally(Before()) as tally:
        try:
            arrival.bring_in(vault, source.coming(), request.folder, progress=progress, report=report)
        except Cancelled:
            cancelled = True
        changes = undoing.changes_of(session, "copy", tally)
    return m.Copied(report.items, report.folders, report.bytes, source.failed + len(report.refused), cancelled, changes)


def _plan(vault: Vault, items: Sequence[Item], folder: bytes) -> list[Planned]:
    """Everything there is to copy, by its names below the folder. What is in another that is chosen comes with that.

    It is known before the first is copied: a folder that is copied into itself would never end.
    """
    if any(item.trashed is not None for item in items):
        raise Conflict("in the trash")
    chosen = {item.id for item in items}
    planned: list[Planned] = []
    taken: set[bytes] = set()
    for item in items:
        if chosen & _above(vault, item):
            continue
        top = item.name
        if item.kind == "folder":  # of two folders of one name one would be made
            marked = (with_mark(item.name, b" (%d)" % number) for number in itertools.count(2))
            names = itertools.chain((item.name,), marked)
            top = next(name for name in names if name not in taken and vault.child(folder, name) is None)
            taken.add(top)
        planned.append(((top,), item))
        if item.kind == "folder":
            planned += [((top, *path), below) for path, below in vault.walk(item.id)]
    return planned


def _above(vault: Vault, item: Item) -> set[bytes]:
    above: set[bytes] = set()
    while item.parent != ROOT:
        above.add(item.parent)
        item = vault.item(item.parent)
    return above


class _Source:
    """What is copied, as it comes in. Something else may be done with it meanwhile, so each is looked up anew."""

    def __init__(self, vault: Vault, planned: Sequence[Planned]) -> None:
        self._vault, self._planned = vault, planned
        self.failed = 0

    def coming(self) -> Iterator[arrival.Arriving | bytes | arrival.Close]:
        """One after the other; what cannot be read is counted, and leaves nothing behind."""
        for path, planned in self._planned:
            begun = False
            try:
                item = self._vault.item(planned.id)
                tags = tuple(self._vault.tags(item.id))
                if item.kind != "file":
                    text = self._vault.note_text(item) if item.kind == "note" else ""
                    kind = "note" if item.kind == "note" else "folder"
                    yield arrival.Arriving(path, kind, item.modified, tags, text=text)  # type: ignore[arg-type]
                    continue
                executable = bool(item.executable)
                begun = True
                yield arrival.Arriving(path, "file", item.modified, tags, size=item.size, executable=executable)
                for piece in self._vault.stream(item):
                    yield bytes(piece)
                yield arrival.Close.COMPLETE
            except Cancelled:
                raise
            except VaultError:
                self.failed += 1
                if begun:
                    yield arrival.Close.DROPPED
