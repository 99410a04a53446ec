"""Bech32 as BIP 173 has it, but of any length: how age writes its keys."""

from __future__ import annotations

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_FOLDED = [0]
for _term in _GENERATOR:
    _FOLDED += [_term ^ before for before in _FOLDED]
"""What the five bits that leave a checksum at its top bring into it."""
_CHECKSUM = 6


def encode(prefix: str, data: bytes) -> str:
    """The text of some bytes, lower case. `prefix` is lower case, too."""
    values = _regroup(data, 8, 5, padded=True)
    checked = _polymod([*_expand(prefix), *values, *[0] * _CHECKSUM]) ^ 1
    values += [checked >> 5 * (_CHECKSUM - 1 - at) & 31 for at in range(_CHECKSUM)]
    return f"{prefix}1{''.join(_LETTERS[value] for value in values)}"


def decode(text: str) -> tuple[str, bytes]:
    """The prefix, in lower case, and the bytes of a text. Raises ValueError for any other than the canonical one."""
    if text not in (text.lower(), text.upper()) or not text.isascii():
        raise ValueError("letters of both cases")
    prefix, one, rest = text.lower().rpartition("1")
    if not prefix or not one or len(rest) < _CHECKSUM or not all(33 <= ord(letter) <= 126 for letter in prefix):
        raise ValueError("no prefix, or too short")
    try:
        values = [_VALUES[letter] for letter in rest]
    except KeyError:
        raise ValueError("a letter that cannot be in it") from None
    if _polymod([*_expand(prefix), *values]) != 1:
        raise ValueError("the checksum is wrong")
    return prefix, bytes(_regroup(values[:-_CHECKSUM], 5, 8, padded=False))


def _expand(prefix: str) -> list[int]:
    return [*(ord(letter) >> 5 for letter in prefix), 0, *(ord(letter) & 31 for letter in prefix)]


def _polymod(values: list[int]) -> int:
    checksum = 1
    for value in values:
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value ^ _FOLDED[checksum >> 25]
    return checksum


def _regroup(data: bytes | list[int], of: int, into: int, *, padded: bool) -> list[int]:
    """Bits in groups of another size. Raises ValueError for padding that is not needed, or not zero."""
    bits = waiting = 0
    found = []
    for value in data:
        waiting = waiting << of | value
        bits += of
        while bits >= into:
            bits -= into
            found.append(waiting >> bits)
            waiting &= (1 << bits) - 1
    if padded and bits:
        found.append(waiting << into - bits)
    elif not padded and (bits >= of or waiting):
        raise ValueError("padding that is not canonical")
    return found
