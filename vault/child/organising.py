"""Keeping order: tags and their colours, favourites, saved searches, versions, duplicates."""

from __future__ import annotations

from typing import cast

from vault.child import messages as m, undoing
from vault.child.listing import collation, rows, select_in_sight
from vault.child.session import Session
from vault.engine import duplicates, labels, versions
from vault.engine.errors import Cancelled, Conflict, LimitExceeded
from vault.engine.progress import Progress

MOST_DUPLICATES = 10_000
"""Files in one answer."""

_TAGS = (
    "SELECT tag.name, coalesce(max(tag_colour.colour), ''), count(item.id) FROM tag "
    "LEFT JOIN tag_colour ON tag_colour.name = tag.name "
    "LEFT JOIN item ON item.id = tag.item AND item.trashed IS NULL AND item.parent NOT IN dead GROUP BY tag.name"
)
_FAVOURITES = (
    "SELECT count(*) FROM favourite JOIN item ON item.id = favourite.item "
    "WHERE item.trashed IS NULL AND item.parent NOT IN dead"
)


def order(session: Session, _: m.AskOrder) -> m.Order:
    """Tags, saved searches, and how many favourites there are."""
    vault = session.vault
    tags = [
        m.TagRow(name, cast(m.Colour, colour if colour in labels.COLOURS else ""), items)
        for name, colour, items in select_in_sight(vault, _TAGS)
        if items
    ]
    searches = [m.SavedSearch(one.id, one.name, one.query) for one in labels.saved_searches(vault)]
    (favourites,) = next(select_in_sight(vault, _FAVOURITES))
    return m.Order(
        tuple(sorted(tags, key=lambda tag: collation(tag.name.encode()))),
        tuple(sorted(searches, key=lambda one: collation(one.name.encode()))),
        favourites,
    )


def set_tags(session: Session, request: m.SetTags) -> m.Changes:
    """Add and remove tags of items, in one commit."""
    items = session.items(request.items)
    return undoing.record(session, "tags", lambda vault: labels.set_tags(vault, items, request.add, request.remove))


def colour_tag(session: Session, request: m.ColourTag) -> m.Changes:
    """Another colour for a tag."""
    return session.record(lambda vault: labels.colour_tag(vault, request.name, request.colour))


def rename_tag(session: Session, request: m.RenameTag) -> m.Changes:
    """Another name for a tag, or none."""
    return session.record(lambda vault: labels.rename_tag(vault, request.name, request.to))


def set_favourite(session: Session, request: m.SetFavourite) -> m.Changes:
    """Make items favourites, or not any more."""
    items = session.items(request.items)
    return undoing.record(session, "favourites", lambda vault: labels.set_favourite(vault, items, request.on))


def save_search(session: Session, request: m.SaveSearch) -> m.Saved:
    """Keep a query, or change one that is kept."""
    with session.recorder.tally() as tally:
        saved = labels.save_search(session.vault, request.name, request.query, request.search)
        return m.Saved(m.SavedSearch(saved.id, saved.name, saved.query), tally.changes())


def drop_search(session: Session, request: m.DropSearch) -> m.Changes:
    """Forget a saved search."""
    return session.record(lambda vault: labels.drop_search(vault, request.search))


def restore_version(session: Session, request: m.RestoreVersion) -> m.Written:
    """An older version is the current one again."""
    item = session.vault.item(request.item)
    if item.kind == "folder":
        raise Conflict("a folder has no versions")
    with session.recorder.tally() as tally:
        restored = versions.restore_version(session.vault, item, request.version)
        return m.Written(restored.id, restored.version, tally.changes())


def drop_versions(session: Session, request: m.DropVersions) -> m.Changes:
    """Remove older versions for good."""
    item = session.vault.item(request.item)
    session.record(lambda vault: versions.drop_versions(vault, item, request.versions))
    return m.Changes(updated=(item.id,))


def older_versions(session: Session, _: m.AskOlderVersions) -> m.OlderVersions:
    """What older versions cost."""
    vault = session.vault
    return m.OlderVersions(versions.held_by_older(vault), cast(m.Thinning, versions.policy(vault)))


def set_thinning(session: Session, request: m.SetThinning) -> m.Changes:
    """Another policy for older versions."""
    return session.record(lambda vault: versions.set_policy(vault, request.thinning))


def thin_versions(session: Session, request: m.ThinVersions, progress: Progress) -> m.Thinned:
    """Thin out now."""
    report = versions.thin(session.vault, everything=request.everything, progress=progress)
    return m.Thinned(report.versions, report.bytes, m.Changes(everything=bool(report.versions)))


def find_duplicates(session: Session, _: m.FindDuplicates, progress: Progress) -> m.Duplicates:
    """Files with the same content."""
    try:
        groups = duplicates.find_duplicates(session.vault, progress=progress)
    except Cancelled:
        return m.Duplicates((), 0, True)
    if sum(map(len, groups)) > MOST_DUPLICATES:
        raise LimitExceeded(f"more than {MOST_DUPLICATES} duplicates")
    spare = sum(group[0].size * (len(group) - 1) for group in groups)
    found = {row.id: row for row in rows(session.vault, [item.id for group in groups for item in group])}
    shown = (tuple(found[item.id] for item in group if item.id in found) for group in groups)
    return m.Duplicates(tuple(shown), spare, False)
