"""What changed between two texts: lines side by side, and in changed lines the words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

MOST_LINES = 20_000
"""Of one text; of more only the beginning is compared."""
MOST_PAIRS = 2_000
"""So many lines of the outcome are shown."""
CONTEXT = 3
"""Lines around a change that did not change."""
LONGEST_LINE = 2_000
"""Letters of a line; what is behind them is not shown. Longer ones are compared as a whole."""
ALIKE = 0.3
"""Of lines of which less is the same, no single words are marked."""

EXACT = 250_000
"""Lines of one text times lines of the other, up to which every line is compared with every one."""
MOST_PARTNERS = 2_500
"""Lines of one text times lines of the other, between which those most alike are looked for."""
DEEPEST = 20
MOST_WORDS = 400
"""Of a line."""

Part = tuple[bool, int, int, int, int]
"""Whether these lines of the old and the new text are the same: (same, old start, old end, new start, new end)."""
Kind = Literal["same", "changed", "removed", "added", "gap"]
Spans = tuple[tuple[int, int], ...]
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Pair:
    """A line before and after, with its numbers from 1, and where in them it changed, as (start, length).

    A side that is not there has the number 0. A `gap` stands for `hidden` lines that did not change.
    """

    kind: Kind
    before: str = ""
    after: str = ""
    before_number: int = 0
    after_number: int = 0
    before_spans: Spans = ()
    after_spans: Spans = ()
    hidden: int = 0


@dataclass(frozen=True)
class Difference:
    """All pairs, how many lines went, came and changed, and whether there is more than is shown."""

    pairs: tuple[Pair, ...]
    removed: int
    added: int
    changed: int
    cut: bool


def compare(before: str, after: str) -> Difference:
    """The difference of two texts. Takes some time for long ones: not for the GUI's thread."""
    old, new = before.splitlines(), after.splitlines()
    cut = max(len(old), len(new)) > MOST_LINES
    old, new = old[:MOST_LINES], new[:MOST_LINES]
    cut = cut or any(len(line) > LONGEST_LINE for line in (*old, *new))
    pairs: list[Pair] = []
    for same, i, j, k, n in _merged(_parts(old, new, 0, len(old), 0, len(new))):
        if same:
            pairs.extend(_unchanged(old[i:j], i, k, first=i == 0, last=j == len(old)))
        else:
            pairs.extend(_changed(old[i:j], new[k:n], i, k))
    counts = {kind: sum(pair.kind == kind for pair in pairs) for kind in ("removed", "added", "changed")}
    cut = cut or len(pairs) > MOST_PAIRS
    return Difference(tuple(pairs[:MOST_PAIRS]), counts["removed"], counts["added"], counts["changed"], cut)


def _parts(old: list[str], new: list[str], i: int, j: int, k: int, n: int, depth: int = 0) -> Iterator[Part]:
    """What is the same in old[i:j] and new[k:n] and what is not, in order; quick whatever the texts are.

    What they begin and end with is taken off; a short rest is compared exactly, a long one cut at lines that both have
    once (the patience difference), and where there are none it counts as changed.
    """
    start = 0
    while i + start < j and k + start < n and old[i + start] == new[k + start]:
        start += 1
    yield True, i, i + start, k, k + start
    i, k, end = i + start, k + start, 0
    while i < j - end and k < n - end and old[j - end - 1] == new[n - end - 1]:
        end += 1
    j, n = j - end, n - end
    if (j - i) * (n - k) <= EXACT:
        for tag, a, b, c, d in SequenceMatcher(None, old[i:j], new[k:n], autojunk=False).get_opcodes():
            yield tag == "equal", i + a, i + b, k + c, k + d
    else:
        for a, c in _anchors(old, new, i, j, k, n) if depth < DEEPEST else ():
            yield from _parts(old, new, i, a, k, c, depth + 1)
            yield True, a, a + 1, c, c + 1
            i, k = a + 1, c + 1
        yield False, i, j, k, n
    yield True, j, j + end, n, n + end


def _anchors(old: list[str], new: list[str], i: int, j: int, k: int, n: int) -> list[tuple[int, int]]:
    """Lines that stand in both exactly once, in the order of both: the longest run of them."""
    counts = Counter(old[i:j]), Counter(new[k:n])
    places = {line: k + place for place, line in enumerate(new[k:n]) if counts[0][line] == counts[1][line] == 1}
    ends: list[int] = []
    tops: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for place in range(i, j):
        other = places.get(old[place])
        if other is None:
            continue
        pile = bisect_left(ends, other)
        one = (place, other)
        before[one] = tops[pile - 1] if pile else None
        ends[pile : pile + 1], tops[pile : pile + 1] = [other], [one]
    run: list[tuple[int, int]] = []
    last = tops[-1] if tops else None
    while last is not None:
        run.append(last)
        last = before[last]
    return run[::-1]


def _merged(parts: Iterable[Part]) -> Iterator[Part]:
    """Neighbours of one kind as one; nothing that is empty."""
    held: Part | None = None
    for part in parts:
        same, i, j, k, n = part
        if i == j and k == n:
            continue
        if held is not None and held[0] == same:
            held = same, held[1], j, held[3], n
            continue
        if held is not None:
            yield held
        held = part
    if held is not None:
        yield held


def _unchanged(lines: list[str], old: int, new: int, *, first: bool, last: bool) -> Iterator[Pair]:
    """Lines near a change, and a gap for the others."""
    head, tail = (0 if first else CONTEXT), (0 if last else CONTEXT)
    hidden = len(lines) - head - tail
    for place, line in enumerate(lines):
        if hidden > 1 and place == head:
            yield Pair("gap", hidden=hidden)
        if hidden <= 1 or place < head or place >= len(lines) - tail:
            shown = line[:LONGEST_LINE]
            yield Pair("same", shown, shown, old + place + 1, new + place + 1)


def _changed(old: list[str], new: list[str], i: int, k: int) -> Iterator[Pair]:
    """Lines that may stand for each other beside each other; between them what only one side has."""
    at, there = 0, 0
    for place, other in (*_partners(old, new), (len(old), len(new))):
        for gone in range(at, place):
            yield Pair("removed", before=old[gone][:LONGEST_LINE], before_number=i + gone + 1)
        for come in range(there, other):
            yield Pair("added", after=new[come][:LONGEST_LINE], after_number=k + come + 1)
        if place < len(old):
            one, two = old[place], new[other]
            left, right = one[:LONGEST_LINE], two[:LONGEST_LINE]
            yield Pair("changed", left, right, i + place + 1, k + other + 1, *_words(one, two))
        at, there = place + 1, other + 1


def _partners(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Which lines stand for each other: those most alike, in the order of both. Of many lines one by one, in order."""
    if len(old) * len(new) > MOST_PARTNERS or len(old) == len(new) == 1:
        return [(place, place) for place in range(min(len(old), len(new)))]
    bags = [[Counter(_WORD.findall(line[:LONGEST_LINE])) for line in lines] for lines in (old, new)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for place in range(len(old) - 1, -1, -1):
        for other in range(len(new) - 1, -1, -1):
            both = best[place + 1][other + 1] + _alike(bags[0][place], bags[1][other])
            best[place][other] = max(both, best[place + 1][other], best[place][other + 1])
    found, place, other = [], 0, 0
    while place < len(old) and other < len(new):
        if best[place][other] == best[place + 1][other]:
            place += 1
        elif best[place][other] == best[place][other + 1]:
            other += 1
        else:
            found.append((place, other))
            place, other = place + 1, other + 1
    return found


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """How much of two lines is the same words, in letters: 0 where it is too little for one to stand for the other."""
    size = sum(len(word) * count for bag in (one, other) for word, count in bag.items())
    same = 2 * sum(len(word) * count for word, count in (one & other).items() if not word.isspace())
    return same / size if size and same >= ALIKE * size else 0.0


def _words(one: str, other: str) -> tuple[Spans, Spans]:
    """Where the words of two lines differ; nowhere if they have too little in common, or are too long."""
    left, right = _WORD.findall(one), _WORD.findall(other)
    if max(len(one), len(other)) > LONGEST_LINE or max(len(left), len(right)) > MOST_WORDS:
        return (), ()
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    same = sum(len(word) for block in matcher.get_matching_blocks() for word in left[block.a : block.a + block.size])
    if same < ALIKE * max(len(one), len(other)):
        return (), ()
    before, after = [], []
    for tag, i, j, k, n in matcher.get_opcodes():
        if tag != "equal":
            before.append((len("".join(left[:i])), len("".join(left[i:j]))))
            after.append((len("".join(right[:k])), len("".join(right[k:n]))))
    return tuple(span for span in before if span[1]), tuple(span for span in after if span[1])
