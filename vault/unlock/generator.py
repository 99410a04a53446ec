"""Passwords and phrases drawn by the system's generator of randomness, with what they are worth in bits.

Phrases are words of the EFF's large list, for what somebody has to keep in mind or say aloud; passwords are signs, for
what a program keeps.
"""

from __future__ import annotations

import math
import secrets
import string
from functools import cache
from importlib import resources
from itertools import combinations
from pathlib import Path

WORDS = 6
LENGTH = 20
LEAST_LENGTH = 8
"""Of a password; less is no protection."""
MOST_WORDS, MOST_LENGTH = 64, 1_024
SYMBOLS = "!#$%&*+-./:=?@_"
"""Those that sites take and keyboards everywhere have; quotes, backslashes and brackets break forms and shells."""

_FILE = ("words", "eff-large.txt")


@cache
def word_list() -> tuple[str, ...]:
    """The words, from the installed package or from the checkout (resources/words/README.md says whose they are)."""
    installed = resources.files("vault").joinpath("resources", *_FILE)
    checkout = Path(__file__).parents[2].joinpath("resources", *_FILE)
    text = (installed if installed.is_file() else checkout).read_text("ascii")
    return tuple(text.split())


def phrase(count: int = WORDS) -> str:
    """So many words, each drawn from the whole list, with a space between them. Raises ValueError beyond 1 to 64."""
    if not 1 <= count <= MOST_WORDS:
        raise ValueError(f"a phrase has 1 to {MOST_WORDS} words")
    return " ".join(secrets.choice(word_list()) for _ in range(count))


def phrase_bits(count: int = WORDS) -> float:
    """What such a phrase costs to guess for somebody who knows how it was made."""
    return count * math.log2(len(word_list()))


def password(length: int = LENGTH, *, symbols: bool = True) -> str:
    """So many signs: small and capital letters, digits and (with `symbols`) others, at least one of each sort.

    Raises ValueError beyond 8 to 1,024.
    """
    if not LEAST_LENGTH <= length <= MOST_LENGTH:
        raise ValueError(f"a password has {LEAST_LENGTH} to {MOST_LENGTH} signs")
    sorts = _sorts(symbols)
    while True:
        drawn = "".join(secrets.choice("".join(sorts)) for _ in range(length))
        if all(set(sort) & set(drawn) for sort in sorts):
            return drawn


def password_bits(length: int = LENGTH, *, symbols: bool = True) -> float:
    """What such a password costs to guess for somebody who knows how it was made: those that lack a sort are left out.

    Counted by inclusion and exclusion over the sorts that are lacking.
    """
    sizes = [len(sort) for sort in _sorts(symbols)]
    lacking = (gone for count in range(len(sizes) + 1) for gone in combinations(sizes, count))
    return math.log2(sum((-1) ** len(gone) * (sum(sizes) - sum(gone)) ** length for gone in lacking))


def _sorts(symbols: bool) -> tuple[str, ...]:
    return (string.ascii_lowercase, string.ascii_uppercase, string.digits, *((SYMBOLS,) if symbols else ()))
