"""Fingerprints of public keys, in the two forms that people compare (docs/format.md, section 16).

Words to say on the telephone, six of the EFF's large list; and groups of letters to type, where the last two digits
catch every single wrong character and every two neighbours that changed places.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from pathlib import Path

from vault.engine.keys import FINGERPRINT
from vault.engine.values import length_prefixed

WORDS = 6
_WORDS_FILE = ("words", "eff-large.txt")
_SHORT = 20
"""Bytes of the digest in the groups of letters."""
_GROUP = 4
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_MODULUS = 1_021
"""A prime below 32 squared: two digits hold the remainder."""


@cache
def word_list() -> tuple[str, ...]:
    """The 7,776 words, from the installed package or from the checkout (resources/words/README.md says whose)."""
    installed = resources.files("vault").joinpath("resources", *_WORDS_FILE)
    checkout = Path(__file__).parents[2].joinpath("resources", *_WORDS_FILE)
    return tuple((installed if installed.is_file() else checkout).read_text("ascii").split())


def fingerprint(signing_key: bytes, recipient: str) -> bytes:
    """SHA-256 over both keys of somebody; `signing_key` is empty for who has none."""
    return hashlib.sha256(length_prefixed(FINGERPRINT, signing_key, recipient)).digest()


def words_of(digest: bytes) -> tuple[str, ...]:
    """The digest as a number, modulo 7,776 to the power of six, in words; the most significant first: 77.5 bits."""
    number, listed = int.from_bytes(digest), word_list()
    found = []
    for _ in range(WORDS):
        number, place = divmod(number, len(listed))
        found.append(listed[place])
    return tuple(reversed(found))


def grouped(digest: bytes) -> str:
    """The first 160 bits in base32, then two digits of the same kind: that number modulo 1,021. In groups of four."""
    short = digest[:_SHORT]
    text = base64.b32encode(short).decode() + _check(short)
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def _check(short: bytes) -> str:
    high, low = divmod(int.from_bytes(short) % _MODULUS, len(_DIGITS))
    return _DIGITS[high] + _DIGITS[low]


def parse_grouped(text: str) -> bytes:
    """The 160 bits of a text that somebody typed; case, spaces and hyphens do not count.

    Raises ValueError if it was mistyped.
    """
    digits = "".join(text.split()).replace("-", "").upper()
    try:
        short = base64.b32decode(digits[:-2])
    except ValueError:
        raise ValueError("not a fingerprint") from None
    if len(short) != _SHORT or _check(short) != digits[-2:]:
        raise ValueError("a fingerprint that was mistyped")
    return short


def is_said(said: tuple[str, ...], digest: bytes) -> bool:
    """Whether somebody said these words, or typed the groups; case does not count. ValueError if it was mistyped."""
    plain = tuple(word.strip().lower() for word in said)
    if len(plain) == WORDS and set(plain) <= set(word_list()):
        return plain == words_of(digest)
    return parse_grouped("".join(said)) == digest[:_SHORT]
