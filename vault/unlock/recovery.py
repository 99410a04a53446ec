"""The recovery code: 160 random bits as nineteen words that a person can copy by hand (docs/format.md, section 4).

Sixteen words carry the bits, three are a checksum over them: Reed-Solomon over 1,024 symbols, which sees every change
of up to three words. A slip of the pen changes one word, two neighbours, or how many there are; so a code with a slip
in it is told from a wrong one before anything is derived. Words and checksum are those of SLIP-39.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from shamir_mnemonic import rs1024  # type: ignore[import-untyped]  # no types
from shamir_mnemonic.wordlist import WORD_INDEX_MAP, WORDLIST  # type: ignore[import-untyped]

from vault.engine.errors import WrongCredential

if TYPE_CHECKING:
    from vault.engine.keys import KdfPolicy, Parameters
    from vault.engine.primitives import Random

ENTROPY_SIZE = 20
DATA_WORDS = 16
CHECK_WORDS = 3
WORDS = DATA_WORDS + CHECK_WORDS
WORD_BITS = 10

_PURPOSE = b"deedbox recovery"
_BETWEEN = re.compile(r"[\s,;.:)\-\u2010-\u2014\u200b\ufeff]+")
_LINE_NUMBER = re.compile(r"[0-9]{1,2}\Z")

Mistake = Literal["unknown word", "count", "checksum"]


class MistypedCode(WrongCredential):
    """A code or share that nobody was ever given: it was mistyped. Holds nothing of what was typed.

    `word` is the first word that is none (counted from 1) or, of a code with a wrong checksum, the word to look at: no
    other one makes the code right if it alone is wrong; None if there is none. `count` is how many words there were, of
    `expected`. `share` is which one of several shares it was, from 1; None for a code.
    """

    def __init__(
        self, reason: Mistake, *, word: int | None = None, count: int, expected: int = WORDS, share: int | None = None
    ) -> None:
        super().__init__(f"mistyped: {reason}")
        self.reason: Mistake = reason
        self.word = word
        self.count = count
        self.expected = expected
        self.share = share


@dataclass(frozen=True)
class RecoveryCode:
    """What a recovery kit says; opens and makes slots of kind `recovery`. Nothing is stretched: 160 bits are enough."""

    entropy: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.entropy) != ENTROPY_SIZE:
            raise ValueError(f"a recovery code has {ENTROPY_SIZE} bytes")

    @classmethod
    def make(cls, random: Random) -> RecoveryCode:
        """A new one."""
        return cls(random(ENTROPY_SIZE))

    @property
    def kind(self) -> str:
        return "recovery"

    @property
    def words(self) -> tuple[str, ...]:
        """The nineteen words, in lower case."""
        number = int.from_bytes(self.entropy, "big")
        symbols = [number >> WORD_BITS * place & 1023 for place in reversed(range(DATA_WORDS))]
        return tuple(WORDLIST[symbol] for symbol in [*symbols, *rs1024.create_checksum(symbols, _PURPOSE)])

    @property
    def text(self) -> str:
        """The words with a space between them."""
        return " ".join(self.words)

    def new_parameters(self, policy: KdfPolicy, random: Random) -> dict[str, int | str]:
        """None: there is nothing to tell about 160 random bits."""
        return {}

    def factors(self, parameters: Parameters) -> Sequence[tuple[str, bytes]]:
        """The bits themselves. Takes no time."""
        return [("recovery", self.entropy)]


def word_list() -> tuple[str, ...]:
    """The 1,024 words that codes and shares are made of, in alphabetical order; no two begin with the same four
    letters."""
    return tuple(WORDLIST)


def split_words(text: str) -> list[str]:
    """What was typed as words: in lower case, without numbers of lines, whatever stands between them."""
    return [word for word in _BETWEEN.split(text.lower()) if word and not _LINE_NUMBER.match(word)]


def parse_code(text: str) -> RecoveryCode:
    """The code that was typed. Case, line breaks, commas, hyphens and numbers of lines do not matter.

    Raises MistypedCode for every slip of the pen, before anything is derived.
    """
    words = split_words(text)
    symbols = symbols_of(words)
    if len(words) != WORDS:
        raise MistypedCode("count", count=len(words))
    if _remainder(symbols):
        raise MistypedCode("checksum", word=_culprit(symbols), count=len(words))
    number = 0
    for symbol in symbols[:DATA_WORDS]:
        number = number << WORD_BITS | symbol
    return RecoveryCode(number.to_bytes(ENTROPY_SIZE, "big"))


def symbols_of(words: Sequence[str], expected: int = WORDS, share: int | None = None) -> list[int]:
    """The words' numbers in the list. Raises MistypedCode with the first one that is not there."""
    symbols = []
    for place, word in enumerate(words, 1):
        if word not in WORD_INDEX_MAP:
            raise MistypedCode("unknown word", word=place, count=len(words), expected=expected, share=share)
        symbols.append(WORD_INDEX_MAP[word])
    return symbols


def _culprit(symbols: Sequence[int]) -> int | None:
    """Which word, changed alone, would make the checksum right: there is one at most. Counted from 1.

    The checksum is linear, so what an error at a place does to it is the exclusive or of what its bits do.
    """
    wrong = _remainder(symbols)
    for place, effects in enumerate(_effects()):
        sums = {0}
        for effect in effects:
            sums |= {one ^ effect for one in sums}
        if wrong in sums:
            return place + 1
    return None


@cache
def _effects() -> list[list[int]]:
    """For each word of a code and each bit of it, what its change does to the remainder."""
    nothing = _remainder([0] * WORDS)
    return [
        [_remainder([(one == place) << bit for one in range(WORDS)]) ^ nothing for bit in range(WORD_BITS)]
        for place in range(WORDS)
    ]


def _remainder(symbols: Sequence[int]) -> int:
    """How the check words differ from the right ones, as one number; 0 if they do not."""
    remainder = 0
    for right, given in zip(rs1024.create_checksum(symbols[:DATA_WORDS], _PURPOSE), symbols[DATA_WORDS:], strict=True):
        remainder = remainder << WORD_BITS | (right ^ given)
    return remainder
