"""What a lock did: which plain copies were removed and which stay, and which work it stopped, how far, to go on later.

The words are shown while the vault is locked, where everybody may read them: they count, and name nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from .figures import number
from .moving.register import PlainCopies
from .works import GoingOn, Work, Works

translate = QCoreApplication.translate

MOST_TOLD = 2
"""So many pieces of stopped work are told one by one."""


@dataclass(frozen=True)
class Stopped:
    """Work that a lock stopped. What was done was told a moment before, so it is not exact."""

    going_on: GoingOn | None
    done: int
    total: int

    @classmethod
    def of(cls, work: Work) -> Stopped:
        """As far as it was."""
        return cls(work.going_on, work.counts.items, work.counts.total_items)

    @property
    def words(self) -> str:
        """What it was and how far it came."""
        what = self.going_on.words if self.going_on is not None else translate("lock", "Long work")
        if self.total > 1:
            said = translate("lock", "{work}: stopped at about {done} of {total} items.")
            return said.format(work=what, done=number(self.done), total=number(self.total))
        return translate("lock", "{work}: stopped.").format(work=what)


@dataclass(frozen=True)
class LockAccount:
    """What there was before the lock, to tell by what is left after it."""

    copies: int
    out: int
    stopped: tuple[Stopped, ...]

    @classmethod
    def before(cls, copies: PlainCopies, works: Works) -> LockAccount:
        """Taken before anything is locked."""
        plain = len(copies.there()) + sum(copy.items for copy in copies.dragged)
        return cls(plain, len(copies.out), tuple(Stopped.of(work) for work in works.running()))

    def words(self, unsaved: int, *, clipboard: bool) -> str:
        """After the lock: what was wiped, what stays, what was stopped."""
        said = []
        removed = self.copies - unsaved
        if removed > 0:
            said.append(translate("lock", "%Ln plain file(s) in memory removed.", "", removed))
        if clipboard:
            said.append(translate("lock", "The clipboard was cleared."))
        if self.out:
            said.append(translate("lock", "Not touched: %Ln file(s) that you copied out.", "", self.out))
        if len(self.stopped) > MOST_TOLD:
            said.append(translate("lock", "Stopped: %Ln piece(s) of work.", "", len(self.stopped)))
        else:
            said += [one.words for one in self.stopped]
        if self.stopped:
            said.append(translate("lock", "What was finished is kept."))
        return " ".join(said)

    def offer(self, works: Works, page: QWidget) -> None:
        """Lines in the bar of the vault that is open again: each stopped work, and the act that goes on with it."""
        for one in self.stopped:
            if one.going_on is None:
                continue
            going_on = one.going_on
            work = works.begin(going_on.words, can_cancel=False)
            go_on = partial(going_on.act, page)
            works.finish(work, one.words, act=going_on.offer, on_act=go_on, icon="warning")
