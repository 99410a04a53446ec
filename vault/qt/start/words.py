"""Passwords out of words: six of the EFF's large list, drawn by the system's generator of randomness."""

from __future__ import annotations

import math
import secrets
from functools import cache
from importlib import resources
from pathlib import Path

COUNT = 6
_FILE = ("words", "eff-large.txt")


@cache
def word_list() -> tuple[str, ...]:
    """The words, from the installed package or from the checkout (resources/words/README.md says whose they are)."""
    installed = resources.files("vault").joinpath("resources", *_FILE)
    checkout = Path(__file__).parents[3].joinpath("resources", *_FILE)
    text = (installed if installed.is_file() else checkout).read_text("ascii")
    return tuple(text.split())


def suggest(count: int = COUNT) -> str:
    """So many words, each drawn from the whole list, with a space between them."""
    return " ".join(secrets.choice(word_list()) for _ in range(count))


def bits(count: int = COUNT) -> float:
    """What such a phrase costs to guess for somebody who knows how it was made."""
    return count * math.log2(len(word_list()))
