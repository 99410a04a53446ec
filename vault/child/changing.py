"""Changing items one at a time or a selection at once; every answer says what changed."""

from __future__ import annotations

from vault.child import messages as m, undoing
from vault.child.session import Session
from vault.child.steps import Before
from vault.engine import trash
from vault.engine.errors import Cancelled, Conflict
from vault.engine.progress import Progress
from vault.engine.vault import Item


def write_note(session: Session, request: m.WriteNote) -> m.Written:
    """A new note, or a new version of one that has not moved on."""
    vault = session.vault
    if request.item is None:
        parent, name = request.parent, request.name
        if vault.child(parent, name) is not None:
            raise Conflict("that name is taken")
    else:
        note = vault.item(request.item)
        if note.kind != "note" or note.trashed is not None:
            raise Conflict("not a note, or in the trash")
        if note.version != request.based_on:
            raise Conflict("the note has a later version")
        parent, name = note.parent, note.name
    with session.recorder.tally() as tally:
        instead_of = request.based_on if request.goes_on else None
        written = vault.write_note(parent, name, request.text, instead_of=instead_of)
        return m.Written(written.id, written.version, tally.changes())


def make_folder(session: Session, request: m.MakeFolder) -> m.Written:
    """A new folder."""
    with session.recorder.tally(Before()) as tally:
        made = session.vault.make_folder(request.parent, request.name)
        return m.Written(made.id, made.version, undoing.changes_of(session, "folder", tally))


def move_items(session: Session, request: m.MoveItems) -> m.Changes:
    """Move items into a folder, all or none."""
    items = session.items(request.items)
    return undoing.record(session, "move", lambda vault: vault.move_all(items, request.folder))


def rename_item(session: Session, request: m.RenameItem) -> m.Changes:
    """Another name in the same folder."""
    item = session.vault.item(request.item)
    if item.name == request.name:
        return m.Changes()
    return undoing.record(session, "rename", lambda vault: vault.move(item, item.parent, request.name))


def trash_items(session: Session, request: m.TrashItems) -> m.Changes:
    """Into the trash, but what is there already."""
    items = [item for item in session.items(request.items) if item.trashed is None]
    return undoing.record(session, "trash", lambda vault: trash.remove(vault, items))


def restore_items(session: Session, request: m.RestoreItems) -> m.Changes:
    """Back from the trash."""
    items = session.items(request.items)
    return undoing.record(session, "restore", lambda vault: trash.restore(vault, items))


def empty_trash(session: Session, request: m.EmptyTrash, progress: Progress) -> m.Emptied:
    """Remove for good; nothing else happens meanwhile. Stopped, what is gone stays so and is the answer."""
    items: list[Item] | None = None if request.items is None else session.items(request.items)
    with session.recorder.tally() as tally:
        cancelled = False
        try:
            trash.empty(session.vault, items, progress=progress)
        except Cancelled:
            cancelled = True
        return m.Emptied(progress.items, tally.changes(), cancelled)
