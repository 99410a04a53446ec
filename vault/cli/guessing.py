"""What it costs to guess a password, in words."""

from __future__ import annotations

import math
from collections.abc import Sequence

from vault.cli.terminal import counted, remark
from vault.unlock.strength import CARDS, YEAR, Level, Strength, estimate

_UNITS = ((60, 60, "minute"), (3_600, 24, "hour"), (86_400, 365, "day"))
_MOST_YEARS = 1e6


def time_words(seconds: float) -> str:
    """How long, as exactly as an estimate deserves: one leading figure."""
    if seconds < 60:
        return "less than a minute"
    for size, most, name in _UNITS:
        if seconds < size * most:
            return f"about {counted(max(1, round(seconds / size)), name)}"
    years = seconds / YEAR
    if years > _MOST_YEARS:
        return "more than a million years"
    step = int(10 ** math.floor(math.log10(max(1.0, years))))
    return f"about {counted(max(1, round(years / step) * step), 'year')}"


def cost_words(strength: Strength) -> str:
    """A whole sentence."""
    return f"To guess it takes {time_words(strength.seconds)} with {CARDS} graphics cards."


def tell_strength(password: bytes, context: Sequence[str]) -> None:
    """Say on the terminal what somebody's own password is worth; `context` are words it should not be made of."""
    strength = estimate(password.decode("utf-8", "replace"), context)
    if strength.level == Level.WEAK:
        remark(f"Note: this password is weak. {cost_words(strength)} 'deedbox generate' makes a better one.")
    else:
        remark(cost_words(strength))
