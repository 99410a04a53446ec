"""A recovery kit on the terminal: shown once, and asked back."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vault.cli.terminal import ask, remark, safe, say
from vault.cli.ways_in import type_code
from vault.cli.wording import moment, words_for
from vault.engine import slots
from vault.engine.errors import WrongCredential
from vault.engine.keys import KdfPolicy
from vault.engine.opening import SlotRow
from vault.engine.vault import Vault

if TYPE_CHECKING:
    from vault.unlock.recovery import RecoveryCode

LEAST, MOST = 2, 16
"""How many shares there can be."""

_COLUMNS = 4
_WIDTH = 15
_TRIES = 3
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
"""To the first line; clear the screen; clear what has scrolled away."""


@dataclass(frozen=True)
class Kit:
    """A recovery code that was made now, alone or as shares of which `threshold` make it."""

    code: RecoveryCode = field(repr=False)
    shares: Sequence[str] = field(default=(), repr=False)
    threshold: int = 0

    @property
    def fields(self) -> dict[str, Any]:
        """For scripts. Whoever asks for shares does not want the code in one piece."""
        if self.shares:
            return {"shares": list(self.shares), "threshold": self.threshold}
        return {"code": self.code.text}


def make_kit(shares: int | None = None, threshold: int | None = None) -> Kit:
    """A new code, split if that is asked for. Raises ValueError for numbers that make no sense."""
    from vault.unlock.recovery import RecoveryCode

    code = RecoveryCode.make(os.urandom)
    if shares is None or threshold is None:
        return Kit(code)
    from vault.unlock.shares import split

    return Kit(code, split(code, threshold, shares), threshold)


def show(kit: Kit, row: SlotRow, vault: Path) -> None:
    """Print it, once. Standard output is the paper."""
    say(f"Recovery kit {safe(row.name)} of {safe(vault.name)}")
    say(f"Made {moment(row.added)}, fingerprint {row.fingerprint}")
    for number, share in enumerate(kit.shares, 1):
        say()
        say(f"Share {number} of {len(kit.shares)}; any {kit.threshold} of them open the vault:")
        _print_words(share.split())
    if not kit.shares:
        say()
        _print_words(kit.code.words)
    say()
    if kit.shares:
        say("Write each share on a paper of its own, and keep them in different places. Fewer than that tell nothing.")
    else:
        say("Write these words on paper, and keep it away from this computer.")
    say("Whoever has them opens the vault without a password. They are shown only this once.")


def _print_words(words: Sequence[str]) -> None:
    for start in range(0, len(words), _COLUMNS):
        row = enumerate(words[start : start + _COLUMNS], start + 1)
        say("  " + "".join(f"{number:>2}. {word:<{_WIDTH}}" for number, word in row).rstrip())


def ask_back(vault: Vault, slot: bytes) -> bool:
    """On a terminal, ask for what is on the paper now; whether it was right. The screen is cleared before."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    ask("Press Enter when it is on paper; the screen is cleared then, and you are asked for it once. ")
    if os.environ.get("TERM", "dumb") != "dumb":
        sys.stdout.write(_CLEAR)
        sys.stdout.flush()
    for _ in range(_TRIES):
        try:
            typed = type_code("From the paper")
        except WrongCredential as error:  # mistyped too often
            remark(words_for(error).happened)
            return False
        try:
            slots.prove(vault, typed, policy=KdfPolicy(), slot=slot)
        except WrongCredential:
            remark("That is another recovery code.")
        else:
            return True
    return False
