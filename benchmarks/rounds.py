"""Trials side by side: every round runs each contender once, so that what the machine does meanwhile hits all alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Trial = Callable[[], float]
"""Does the work once, and returns what it cost: seconds, milliseconds or mebibytes, as its row says."""


class Failed(Exception):
    """A program that is measured did not do its work."""


PATIENCE = 5.0
"""Seconds. A trial that takes longer, and which nothing is compared with, is run once."""


@dataclass(frozen=True)
class Figures:
    """What the rounds of one contender came to."""

    values: Sequence[float]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    def over(self, other: Figures) -> Figures:
        """The ratio to another contender, round by round."""
        return Figures([mine / its for mine, its in zip(self.values, other.values, strict=False)])

    def said(self, form: str) -> str:
        """The median, and the least and the most where there were several rounds."""
        if len(self.values) < 2:
            return form.format(self.median)
        return f"{form.format(self.median)} ({form.format(min(self.values))} to {form.format(max(self.values))})"


def interleave(
    trials: Mapping[str, Trial], rounds: int, *, every_round: Sequence[str], told: Callable[[str, float | str], None]
) -> dict[str, Figures]:
    """The figures of each contender; those in `every_round` are never left out of a round, however slow.

    Any other that fails is told, and has no figures. Raises Failed for those.
    """
    values: dict[str, list[float]] = {name: [] for name in trials}
    over: set[str] = set()
    for _ in range(rounds):
        for name, trial in trials.items():
            if name in over:
                continue
            begun = time.monotonic()
            try:
                values[name].append(trial())
            except Failed as error:
                if name in every_round:
                    raise
                over.add(name)
                values[name].clear()
                told(name, str(error))
                continue
            told(name, values[name][-1])
            if time.monotonic() - begun > PATIENCE and name not in every_round:
                over.add(name)
    return {name: Figures(those) for name, those in values.items() if those}
