"""Which items each commit changes, so that every change can answer with what changed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from vault.child.messages import Changes
from vault.engine.records import Change
from vault.engine.values import Value
from vault.engine.vault import Vault

MOST_IDS = 100_000
"""More changed items than this are not named one by one."""

_BRINGING = frozenset({"added", "folders added", "folder made", "note written", "share received"})
_LABELS = frozenset({"tag", "favourite", "share_item"})
_ORDER = frozenset({"tag", "favourite", "tag_colour", "saved_search"})
_FIRST_VERSION = 1
_KIND_COLUMN, _VERSION_COLUMN = 1, 5


class Before(Protocol):
    """Notes how things are before they change."""

    def look(self, vault: Vault, changes: Sequence[Change]) -> None:
        """These changes are about to be committed."""


class Tally:
    """The items that were changed while it was the recorder's, and how much came in."""

    def __init__(self, before: Before | None = None) -> None:
        self.before = before
        """What notes how things were, where the step is one that can be taken back."""
        self.items = 0
        self.folders = 0
        self.bytes = 0
        self._order = False
        self._added: dict[bytes, None] = {}
        self._updated: dict[bytes, None] = {}
        self._removed: dict[bytes, None] = {}

    def __bool__(self) -> bool:
        return bool(self._added or self._updated or self._removed or self._order)

    def count(self, changes: Sequence[Change], action: str) -> None:
        """Take in what was committed."""
        for change in changes:
            # A share is news for the item that was shared.
            identity = change.row[0] if change.table == "share_item" and change.row else change.key[0]
            if change.table == "version" and change.row is not None:
                self.items += 1
                self.bytes += int(change.row[0] or 0)
            self._order = self._order or change.table in _ORDER
            if change.table in _LABELS and isinstance(identity, bytes) and identity not in self._added:
                self._updated[identity] = None
            elif change.table != "item" or not isinstance(identity, bytes):
                continue
            elif change.row is None:
                self._removed[identity] = None
            elif action in _BRINGING and int(change.row[_VERSION_COLUMN] or 0) <= _FIRST_VERSION:
                self._added[identity] = None
                self._updated.pop(identity, None)
                self.folders += change.row[_KIND_COLUMN] == "folder"
            elif identity not in self._added:
                self._updated[identity] = None

    def changes(self) -> Changes:
        """What changed, by id."""
        if len(self._added) + len(self._updated) + len(self._removed) > MOST_IDS:
            return Changes(everything=True, order=self._order)
        updated = tuple(identity for identity in self._updated if identity not in self._removed)
        return Changes(tuple(self._added), updated, tuple(self._removed), order=self._order)


class Recorder:
    """Gives every commit to the tally of the request that made it, and to that of the long work under way."""

    def __init__(self) -> None:
        self._tally = Tally()
        self.long: Tally | None = None

    @contextlib.contextmanager
    def tally(self, before: Before | None = None) -> Iterator[Tally]:
        """A tally of what is committed meanwhile; one inside of another takes over for its time."""
        outer, self._tally = self._tally, Tally(before)
        try:
            yield self._tally
        finally:
            self._tally = outer

    def look(self, vault: Vault, changes: Sequence[Change]) -> None:
        """Something is about to be committed."""
        if self._tally.before is not None:
            self._tally.before.look(vault, changes)

    def count(self, changes: Sequence[Change], action: str) -> None:
        """Something was committed."""
        self._tally.count(changes, action)
        if self.long is not None:
            self.long.count(changes, action)


class RecordedVault(Vault):
    """A vault that tells a recorder what it has committed, and commits only in its turn."""

    recorder: Recorder | None = None
    turn: AbstractContextManager[object] = contextlib.nullcontext()

    def commit(self, changes: Sequence[Change], action: str, *detail: Value) -> None:
        if self.recorder is not None:
            self.recorder.look(self, changes)
        with self.turn:
            super().commit(changes, action, *detail)
        if self.recorder is not None:
            self.recorder.count(changes, action)
