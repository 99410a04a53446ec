"""Steps of keeping order as the vault process remembers them until the vault is locked: how things were, and are.

A step knows where its items were, what they were called and whether they were in the trash, and which labels they had;
never their content, whose versions are kept anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, cast

from vault.child import messages as m
from vault.child.recorder import MOST_IDS
from vault.engine.records import Change
from vault.engine.vault import Vault

MOST_STEPS = 100

Label = tuple[bytes] | tuple[bytes, str]
"""Of an item: (item, tag), or (item,) for favourites."""

Act = Literal["rename", "move", "trash", "restore", "tags", "favourites", "folder", "copy"]


class Spot(NamedTuple):
    """Where an item is."""

    parent: bytes
    name: bytes
    trashed: int | None


def spot_of(vault: Vault, item: bytes) -> Spot | None:
    """Where an item is now; None if it is nowhere."""
    row = vault.catalog.row("SELECT parent, name, trashed FROM item WHERE id = ?", item)
    return None if row is None else Spot(*row)


def has_label(vault: Vault, label: Label) -> bool:
    """Whether an item has a tag, or is a favourite."""
    query = "SELECT 1 FROM favourite WHERE item = ?"
    if len(label) == 2:
        query = "SELECT 1 FROM tag WHERE item = ? AND name = ?"
    return vault.catalog.row(query, *label) is not None


@dataclass
class Before:
    """How what is about to change was before, each thing as it was at first."""

    spots: dict[bytes, Spot | None] = field(default_factory=dict)
    labels: dict[Label, bool] = field(default_factory=dict)

    def look(self, vault: Vault, changes: Sequence[Change]) -> None:
        """These changes are about to be committed."""
        for change in changes:
            if change.table == "item":
                item = cast(bytes, change.key[0])
                if item not in self.spots:
                    self.spots[item] = spot_of(vault, item)
            elif change.table in ("tag", "favourite"):
                label = cast(Label, tuple(change.key))
                if label not in self.labels:
                    self.labels[label] = has_label(vault, label)


@dataclass(frozen=True)
class Done:
    """A step that was made: how things were, and how it left them."""

    act: Act
    spots: dict[bytes, tuple[Spot | None, Spot]]
    labels: dict[Label, tuple[bool, bool]]

    @property
    def items(self) -> int:
        """How many items it was made with; of what was made, without what is inside."""
        if self.act == "copy":
            return sum(after.parent not in self.spots for _, after in self.spots.values())
        return len({*self.spots, *(label[0] for label in self.labels)})


class Steps:
    """The steps of a session that can be taken back, the latest hundred."""

    def __init__(self) -> None:
        self._numbers = 0
        self._done: dict[int, Done] = {}

    def keep(self, done: Done) -> m.Step:
        """One more."""
        self._numbers += 1
        self._done[self._numbers] = done
        while len(self._done) > MOST_STEPS or self._size() > 2 * MOST_IDS:
            del self._done[next(iter(self._done))]
        return m.Step(self._numbers, done.act, done.items)

    def _size(self) -> int:
        return sum(len(one.spots) + len(one.labels) for one in self._done.values())

    def find(self, number: int) -> Done | None:
        """The step of a number."""
        return self._done.get(number)

    def drop(self, number: int) -> None:
        """It is forgotten."""
        self._done.pop(number, None)
