"""What is taken in: one big file, many small ones, very many tiny ones. The same names and sizes in every run."""

from __future__ import annotations

import os
import random
from collections import Counter
from functools import cache
from pathlib import Path

MEBIBYTE = 1 << 20
BIG = 1024 * MEBIBYTE
LARGE = 4 * BIG
SMALL_FILES, SMALL_BYTES = 10_000, 117 * 10**6
TINY_FILES = 100_000
_IN_FOLDER = 100
_SYLLABLES = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "le",
    "mi",
    "no",
    "pu",
    "se",
    "ti",
    "vo",
    "zu",
    "shal",
    "gren",
    "tor",
    "blin",
    "quem",
)


@cache
def text_pool() -> str:
    """Two mebibytes of words, frequent and rare, in lines."""
    chance = random.Random(5)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4))) for _ in range(4_000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    drawn = chance.choices(words, weights, k=400_000)
    lines = (" ".join(drawn[start : start + 12]) for start in range(0, len(drawn), 12))
    return "\n".join(lines)[: 2 * MEBIBYTE]


@cache
def words_by_frequency() -> list[str]:
    """The words of that text, the most frequent first."""
    return [word for word, _ in Counter(text_pool().split()).most_common()]


def text(chance: random.Random, size: int) -> str:
    """So many characters of text, all of them ASCII."""
    pool = text_pool()
    pieces = []
    while size > 0:
        start = chance.randrange(len(pool))
        pieces.append(pool[start : start + size])
        size -= len(pieces[-1])
    return "".join(pieces)


def big_file(path: Path, size: int = BIG) -> Path:
    """A file that nothing can compress or find twice."""
    with path.open("wb") as file:
        for start in range(0, size, 16 * MEBIBYTE):
            file.write(os.urandom(min(16 * MEBIBYTE, size - start)))
    return path


def small_files(folder: Path, count: int = SMALL_FILES, total: int = SMALL_BYTES) -> Path:
    """Text files of very different sizes in folders of a hundred."""
    chance = random.Random(count)
    shares = [chance.lognormvariate(0, 1.2) for _ in range(count)]
    unit = total / sum(shares)
    for number, share in enumerate(shares):
        place = folder / f"folder {number // _IN_FOLDER:04}"
        if number % _IN_FOLDER == 0:
            place.mkdir(parents=True)
        (place / f"file {number:06}.txt").write_text(text(chance, max(1, round(share * unit))))
    return folder


def tiny_files(folder: Path, count: int = TINY_FILES) -> Path:
    """Files of a few bytes, for programs that list names."""
    for number in range(count):
        place = folder / f"folder {number // _IN_FOLDER:04}"
        if number % _IN_FOLDER == 0:
            place.mkdir(parents=True)
        (place / f"file {number:06}.txt").write_bytes(number.to_bytes(8, "big"))
    return folder
