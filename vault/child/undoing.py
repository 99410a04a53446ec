"""Taking back steps: as a whole, and only while their items still are as they were left.

What somebody did with them since is never undone by the way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, cast

from vault.child import messages as m
from vault.child.recorder import MOST_IDS, Tally
from vault.child.session import Session
from vault.child.steps import Act, Before, Done, Label, Spot, has_label, spot_of
from vault.engine.errors import NotFound
from vault.engine.records import Change
from vault.engine.vault import ROOT, Item, Vault

Hindrance = Literal["", "changed", "taken", "nowhere", "filled", "forgotten"]


def record(session: Session, act: Act, change: Callable[[Vault], object]) -> m.Changes:
    """Make a change that can be taken back; what it changed."""
    with session.recorder.tally(Before()) as tally:
        change(session.vault)
        return changes_of(session, act, tally)


def changes_of(session: Session, act: Act, tally: Tally) -> m.Changes:
    """What was changed, with the step that takes it back."""
    before, changes = cast(Before, tally.before), tally.changes()
    if len(before.spots) + len(before.labels) > MOST_IDS:
        return changes
    vault = session.vault
    spots = {item: (was, now) for item, was in before.spots.items() if (now := spot_of(vault, item)) and now != was}
    labels = {label: (had, has) for label, had in before.labels.items() if (has := has_label(vault, label)) != had}
    if not spots and not labels:
        return changes
    step = session.steps.keep(Done(act, spots, labels))
    return m.Changes(changes.added, changes.updated, changes.removed, changes.everything, changes.order, step)


def take_back(session: Session, request: m.TakeBack) -> m.TakenBack:
    """Put things as they were."""
    done = session.steps.find(request.step)
    if done is None:
        return m.TakenBack("forgotten", m.Changes())
    plan = _Plan(session.vault, done)
    # One that fails, on a full disk, can be tried again.
    changes = m.Changes() if plan.hindrance else record(session, done.act, plan.commit)
    session.steps.drop(request.step)
    if plan.hindrance:
        return m.TakenBack(plan.hindrance, m.Changes())
    plain = m.Changes(changes.added, changes.updated, changes.removed, changes.everything, changes.order)
    return m.TakenBack("", plain, changes.step)


class _Plan:
    """What takes a step back, or why that cannot be."""

    def __init__(self, vault: Vault, done: Done) -> None:
        self._vault, self._act = vault, done.act
        self._now = vault.platform.clock.now()
        self._items: dict[bytes, Item] = {}
        self._wanted: dict[bytes, Spot] = {}
        self._labels: dict[Label, bool] = {
            label: was
            for label, (was, now) in done.labels.items()
            if has_label(vault, label) == now and self._item(label[0]) is not None
        }
        self.hindrance: Hindrance = ""
        for item, (was, now) in done.spots.items():
            self.hindrance = self.hindrance or self._want(item, was, now, done)
        for item in self._wanted:
            self.hindrance = self.hindrance or self._room(item)
        if not self.hindrance and not self._wanted and not self._labels:
            self.hindrance = "changed"

    def _item(self, identity: bytes) -> Item | None:
        try:
            return self._vault.item(identity)
        except NotFound:
            return None

    def _want(self, identity: bytes, was: Spot | None, now: Spot, done: Done) -> Hindrance:
        """Where an item goes."""
        item = self._item(identity)
        is_copy = was is None and done.act == "copy"
        if is_copy and (item is None or item.trashed is not None or now.parent in done.spots):
            return ""  # it is gone already, or goes with the folder it is in
        if item is None or (not is_copy and Spot(item.parent, item.name, item.trashed) != now):
            return "changed"
        wanted = was or Spot(item.parent, item.name, self._now)
        if wanted.trashed is not None and self._act == "folder" and self._vault.children(identity):
            return "filled"
        self._items[identity], self._wanted[identity] = item, wanted
        return ""

    def _room(self, identity: bytes) -> Hindrance:
        """Whether there is a place for it where it goes, once everything of the step is there."""
        wanted = self._wanted[identity]
        if wanted.trashed is not None:
            return ""
        above, seen = wanted.parent, {identity}
        while above != ROOT:
            folder = self._item(above)
            if folder is None or folder.kind != "folder" or above in seen:
                return "nowhere"
            spot = self._wanted.get(above, Spot(folder.parent, folder.name, folder.trashed))
            if spot.trashed is not None:
                return "nowhere"
            seen.add(above)
            above = spot.parent
        other = self._vault.child(wanted.parent, wanted.name)
        if other is None or other.id == identity or other.id in self._wanted:
            return ""
        return "taken"

    def commit(self, vault: Vault) -> None:
        """Do it. In the trail it is what it is: a move, into the trash or out of it, other labels."""
        if self._wanted:
            vault.commit_in_pieces(
                [self._items[one].change(**spot._asdict()) for one, spot in self._wanted.items()],
                self._action(),
                len(self._wanted),
            )
        tags = [Change("tag", label, () if was else None) for label, was in self._labels.items() if len(label) == 2]
        if tags:
            vault.commit_in_pieces(tags, "tagged")
        favourites = {label: was for label, was in self._labels.items() if len(label) == 1}
        if favourites:
            rows = [Change("favourite", label, (self._now,) if was else None) for label, was in favourites.items()]
            vault.commit_in_pieces(rows, "favourites changed", len(rows))

    def _action(self) -> str:
        if any(spot.trashed is not None for spot in self._wanted.values()):
            return "moved to trash"
        return "restored from trash" if any(item.trashed is not None for item in self._items.values()) else "moved"
