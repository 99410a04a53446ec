"""A recovery code in several hands: n shares of which any k make the code, and fewer tell nothing about it.

Shamir's secret sharing as SLIP-39 writes it down: each share is 23 words with a checksum of their own, so that it can
be checked alone, and any other program for SLIP-39 gets the code's 20 bytes out of them (one group, no passphrase).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shamir_mnemonic import MnemonicError, Share as Written, combine_mnemonics, generate_mnemonics  # type: ignore[import-untyped]

from vault.engine.errors import WrongCredential
from vault.unlock.recovery import ENTROPY_SIZE, WORDS, MistypedCode, RecoveryCode, parse_code, split_words, symbols_of

SHARE_WORDS = 23
LEAST, MOST = 2, 16

_NO_STRETCHING = 0
"""SLIP-39's iteration exponent. The code is random, so stretching it would only take time."""


class SharesMissing(WrongCredential):
    """Fewer shares than the code needs: `have` different ones of `need`."""

    def __init__(self, have: int, need: int) -> None:
        super().__init__(f"{have} of {need} shares")
        self.have = have
        self.need = need


class SharesForeign(WrongCredential):
    """Shares that do not belong together, or that are of no recovery code of ours."""


@dataclass(frozen=True)
class Share:
    """What can be told of one share alone. Public, but for what its words hold."""

    set_id: int
    """The same in all shares of a set: 0 to 32,767."""
    index: int
    """Which one it is, from 1."""
    threshold: int
    """How many of its set make the code."""


def split(code: RecoveryCode, threshold: int, count: int) -> list[str]:
    """`count` new shares of which any `threshold` make the code. Shares of another split do not go together with them.

    Raises ValueError unless 2 <= threshold <= count <= 16.
    """
    if not LEAST <= threshold <= count <= MOST:
        raise ValueError(f"of {LEAST} to {MOST} shares, at least {LEAST} and at most all make a code")
    groups = generate_mnemonics(1, [(threshold, count)], code.entropy, iteration_exponent=_NO_STRETCHING)
    return list(groups[0])


def parse_share(text: str, number: int | None = None) -> Share:
    """What one share says of itself; `number` is which one of several it is. Raises MistypedCode, SharesForeign."""
    share = _written(text, number)
    return Share(share.identifier, share.index + 1, share.member_threshold)


def combine(texts: Iterable[str]) -> RecoveryCode:
    """The code that these shares make. More than enough is no harm, nor is one share twice.

    Raises MistypedCode, SharesMissing, SharesForeign.
    """
    written = {_written(text, number) for number, text in enumerate(texts, 1)}
    if not written:
        raise SharesMissing(0, LEAST)
    if len({share.group_parameters() for share in written}) != 1:
        raise SharesForeign("shares of different sets")
    if len({share.index for share in written}) != len(written):
        raise SharesForeign("two shares with one number")
    need = next(iter(written)).member_threshold
    if len(written) < need:
        raise SharesMissing(len(written), need)
    chosen = sorted(written, key=lambda share: int(share.index))[:need]
    try:
        return RecoveryCode(bytes(combine_mnemonics([share.mnemonic() for share in chosen])))
    except MnemonicError as error:
        # The words of each are in order: the secret they make together has another digest.
        raise SharesForeign("shares of different sets") from error


def parse_any(text: str) -> RecoveryCode:
    """A recovery code, or enough shares of one: each on a line of its own, or with empty lines between them.

    Raises MistypedCode, SharesMissing, SharesForeign.
    """
    blocks = _blocks(text)
    if len(blocks) == 1 and len(split_words(blocks[0])) * 2 <= WORDS + SHARE_WORDS:
        return parse_code(blocks[0])
    return combine(blocks)


def _blocks(text: str) -> Sequence[str]:
    """The shares in a text, or all of it."""
    words = split_words(text)
    if words and len(words) % SHARE_WORDS == 0:
        # However the lines are broken.
        return [" ".join(words[at : at + SHARE_WORDS]) for at in range(0, len(words), SHARE_WORDS)]
    if len(words) <= SHARE_WORDS:
        return [text]
    lines = [line for line in text.splitlines() if split_words(line)]
    paragraphs = [part for part in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n")) if split_words(part)]
    return paragraphs if len(paragraphs) > 1 else lines


def _written(text: str, number: int | None = None) -> Written:
    words = split_words(text)
    symbols_of(words, SHARE_WORDS, number)
    if len(words) != SHARE_WORDS:
        raise MistypedCode("count", count=len(words), expected=SHARE_WORDS, share=number)
    share = None
    with contextlib.suppress(MnemonicError):  # which quotes what was typed, so nothing is raised while it is there
        share = Written.from_mnemonic(" ".join(words))
    if share is None:
        raise MistypedCode("checksum", count=len(words), expected=SHARE_WORDS, share=number)
    if (share.group_count, share.iteration_exponent, len(share.value)) != (1, _NO_STRETCHING, ENTROPY_SIZE):
        raise SharesForeign("no share of a recovery code")
    if share.member_threshold < LEAST:
        raise SharesForeign("no share of a recovery code")
    return share
