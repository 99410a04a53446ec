"""What a row of the table is, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from benchmarks.rounds import Figures, Trial
from benchmarks.stock import Stock

OURS = "deedbox"


class NotRun(Exception):
    """The row cannot be measured here and now; says why."""


@dataclass(frozen=True)
class Row:
    """One workload with its bounds: in `unit`, or where `against` names a contender, as a ratio to that."""

    id: str
    what: str
    must: float
    aim: float
    trials: Callable[[Stock], AbstractContextManager[Mapping[str, Trial]]]
    """Everything made ready; the trials' figures are in `unit`."""
    against: str = ""
    unit: str = "s"
    most_rounds: int = 99
    parts: Callable[[str], bool] | None = None
    """Which contenders are parts of the work. Such a row stands for the part whose median is the highest: what the
    program causes comes in the same part of every round, what the machine causes in any of one."""

    @property
    def form(self) -> str:
        """How its figures are written."""
        return {"s": "{:.2f} s", "ms": "{:.1f} ms", "MiB": "{:.0f} MiB"}[self.unit]

    def bound(self, value: float) -> str:
        """How a bound is written."""
        if self.against:
            return f"≤ {value:g}x {self.against}"
        return f"≤ {value:g} {self.unit}"


@dataclass(frozen=True)
class Outcome:
    """A row's figures, or why there are none."""

    row: Row
    figures: Mapping[str, Figures] = field(default_factory=dict)
    left_out: str = ""
    remark: str = ""
    """What else was found out: a sentence for below the table."""

    @property
    def ours(self) -> Figures:
        if self.row.parts is None:
            return self.figures[OURS]
        parts = [those for name, those in self.figures.items() if self.row.parts(name)]
        return max(parts, key=lambda those: those.median)

    @property
    def others(self) -> Mapping[str, Figures]:
        """What else was measured, by what it is called."""
        whole = {"longest in all of it": self.figures[OURS]} if self.row.parts is not None else {}
        return whole | {name: those for name, those in self.figures.items() if name != OURS}

    @property
    def judged(self) -> Figures:
        """What the bounds are about."""
        return self.ours.over(self.figures[self.row.against]) if self.row.against else self.ours

    @property
    def can_be_judged(self) -> bool:
        return OURS in self.figures and (not self.row.against or self.row.against in self.figures)

    def meets(self, bound: float) -> bool:
        return self.can_be_judged and self.judged.median <= bound

    @property
    def verdict(self) -> str:
        """In two or three words."""
        if not self.can_be_judged:
            return "not measured"
        if self.meets(self.row.aim):
            return "aim met"
        return "must met" if self.meets(self.row.must) else "**must missed**"
