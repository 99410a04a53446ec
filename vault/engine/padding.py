"""Sizes that say little: Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", 2019)."""

from __future__ import annotations

BLOCK = 4_096


def padme(size: int) -> int:
    """The padded size for `size` bytes, at most 12 % more (docs/format.md, section 1)."""
    if size < 2:
        return size
    exponent = size.bit_length() - 1
    kept = exponent.bit_length()
    mask = (1 << max(exponent - kept, 0)) - 1
    return (size + mask) & ~mask


def pack_size(sealed: int) -> int:
    """The length of a shared pack whose parts take `sealed` bytes (docs/format.md, section 9)."""
    return -(-padme(sealed) // BLOCK) * BLOCK


def frame_size(needed: int) -> int:
    """The length of the frame that needs `needed` bytes: a multiple of 256, Padmé above 4 KiB (section 8)."""
    size = needed if needed <= 4_096 else padme(needed)
    return -(-size // 256) * 256
