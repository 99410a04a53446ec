"""How many crash points of an operation were tried, and what came of them."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

FOLDER = os.environ.get("DEEDBOX_SURVIVE", "")
"""Where a complete run (`make survive`) writes its counts; a sample is tried where it is not set."""


@dataclass
class Tally:
    """The counts of one operation under one harness."""

    operation: str = ""
    harness: str = ""
    points: int = 0
    whole: int = 0
    parts: int = 0
    absent: int = 0
    refused: int = 0
    leftovers: int = 0
    lost: int = 0
    wrong: int = 0
    tracebacks: int = 0
    failures: list[str] = field(default_factory=list)

    def fail(self, text: str) -> None:
        self.failures.append(text)

    def close(self, folder: str = FOLDER) -> None:
        """Keep the counts, if the run is a complete one. Raises AssertionError with the first failures."""
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            name = f"{self.harness} {self.operation}".replace("/", " ")
            Path(folder, f"{name}.json").write_text(json.dumps(asdict(self)), "utf-8")
        assert self.points, "nothing was tried"
        assert not self.failures, f"{len(self.failures)} of {self.points}:\n" + "\n".join(self.failures[:3])


def sample(every: Sequence[T], most: int, seed: str) -> list[T]:
    """All of them in a complete run, else so many by chance, always the same; of three or more, the first and last."""
    if FOLDER or len(every) <= most:
        return list(every)
    ends = {0, len(every) - 1} if most > 2 else set()
    chosen = ends | set(random.Random(seed).sample(range(len(every)), most - len(ends)))
    return [every[at] for at in sorted(chosen)]
