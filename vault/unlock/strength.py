"""What it costs to guess a password, in years, with the hardware named: no points, no promises.

zxcvbn says how many guesses somebody needs who knows how people choose passwords. What a guess costs comes from the
vault's own key derivation: a graphics card of today makes some hundred guesses a second at the cost new vaults have
(256 MiB and more for each), and we reckon with a thousand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vault.engine.vault import Vault

CARDS = 100
GUESSES = 1_000
"""A second, of one graphics card."""
LONGEST = 100
"""More characters are not looked at: the estimate takes long, and more of them only help."""
YEAR = 365.25 * 86_400
MOST_NAMES = 200
_MOST_BITS = 1_000
"""What a float still holds."""


class Level(IntEnum):
    """What we say of a password: nothing was typed; not against somebody with hardware; for years; for long."""

    NONE = 0
    WEAK = 1
    FAIR = 2
    STRONG = 3


@dataclass(frozen=True)
class Strength:
    """How many guesses a password stands."""

    guesses: float

    @property
    def bits(self) -> float:
        """The same as a power of two; 0 for no password."""
        return math.log2(max(1.0, self.guesses))

    @property
    def seconds(self) -> float:
        """How long it takes on average: half of all guesses."""
        return self.guesses / 2 / (CARDS * GUESSES)

    @property
    def level(self) -> Level:
        """Weak below a year, strong from a thousand years on."""
        if self.guesses <= 1:
            return Level.NONE
        years = self.seconds / YEAR
        return Level.WEAK if years < 1 else Level.FAIR if years < 1_000 else Level.STRONG


def estimate(password: str, context: Sequence[str]) -> Strength:
    """Of a password somebody chose; `context` are words it should not be made of, such as the vault's name.

    Takes some hundredths of a second, more for long ones: to be asked aside.
    """
    if not password:
        return Strength(0)
    from zxcvbn import zxcvbn  # type: ignore[import-untyped]  # no types; here, as its lists take a while to load

    words = [part for word in context for part in (word, *word.split()) if part]
    found = zxcvbn(password[:LONGEST], user_inputs=words, max_length=LONGEST)
    return Strength(float(found["guesses"]))


def of_bits(bits: float) -> Strength:
    """Of a secret that was drawn, which no look at it can tell better."""
    return Strength(2.0 ** min(bits, _MOST_BITS))


def context_of(vault: Vault) -> list[str]:
    """The vault's own words: its name, those of the 200 items added last, and of its contacts."""
    name = vault.folder.path.name.removesuffix(".deedbox")
    items = vault.catalog.rows("SELECT name FROM item ORDER BY added DESC, id LIMIT ?", MOST_NAMES)
    contacts = vault.catalog.rows("SELECT name FROM contact ORDER BY name LIMIT ?", MOST_NAMES)
    return [name, *(bytes(row[0]).decode(errors="replace") for row in items), *(str(row[0]) for row in contacts)]
