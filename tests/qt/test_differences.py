"""What changed between two texts: complete and in order, whatever they are, and quick for the worst."""

from __future__ import annotations

import random
import time
from typing import Any

from hypothesis import given, strategies as st

from vault.qt.browse.differences import CONTEXT, MOST_PAIRS, Difference, compare
from vault.qt.dialogs.side_by_side import Comparison, PairDelegate

LINES = st.lists(st.sampled_from(["", "a", "b", "the safe is here", "the safe was here", "ä\u0301"]), max_size=30)


def kinds(difference: Difference) -> list[str]:
    return [pair.kind for pair in difference.pairs]


def test_words_within_a_line_are_marked() -> None:
    difference = compare("one\nthe code is with Anna\ntwo", "one\nthe code is with the notary\ntwo")
    assert kinds(difference) == ["same", "changed", "same"]
    pair = difference.pairs[1]
    assert [pair.before[start : start + length] for start, length in pair.before_spans] == ["Anna"]
    assert [pair.after[start : start + length] for start, length in pair.after_spans] == ["the notary"]
    assert (pair.before_number, pair.after_number) == (2, 2)
    assert (difference.changed, difference.removed, difference.added) == (1, 0, 0)


def test_lines_that_came_and_went() -> None:
    difference = compare("a\nb\nc", "b\nc\nd")
    assert kinds(difference) == ["removed", "same", "same", "added"]
    assert difference.pairs[0].after_number == 0
    assert compare("", "").pairs == ()
    assert kinds(compare("", "a")) == ["added"]


def test_what_is_alike_stands_beside_each_other() -> None:
    """A paragraph that came before a changed one does not push it aside."""
    old = "The safe is in the study.\nThe notary has the code."
    new = "A new beginning.\nThe safe is in the cellar.\nSomething else.\nThe notary keeps the code."
    difference = compare(old, new)
    assert kinds(difference) == ["added", "changed", "added", "changed"]
    assert [pair.after for pair in difference.pairs] == new.split("\n")
    assert kinds(compare("apples", "quite other words\nand more")) == ["removed", "added", "added"]


def test_what_did_not_change_is_folded() -> None:
    many = [str(number) for number in range(100)]
    difference = compare("\n".join(many), "\n".join([*many[:50], "new", *many[50:]]))
    assert kinds(difference) == ["gap", *["same"] * CONTEXT, "added", *["same"] * CONTEXT, "gap"]
    assert [pair.hidden for pair in difference.pairs if pair.kind == "gap"] == [47, 47]


@given(LINES, LINES)
def test_nothing_is_lost_or_made_up(old: list[str], new: list[str]) -> None:
    """Lines by their numbers are those of the texts, in order, and what lies in gaps is the same in both."""
    before, after = "\n".join(old).splitlines(), "\n".join(new).splitlines()
    left = right = 0
    for pair in compare("\n".join(old), "\n".join(new)).pairs:
        if pair.kind == "gap":
            assert before[left : left + pair.hidden] == after[right : right + pair.hidden]
            left, right = left + pair.hidden, right + pair.hidden
        if pair.before_number:
            assert (pair.before_number, pair.before) == (left + 1, before[left])
            left += 1
        if pair.after_number:
            assert (pair.after_number, pair.after) == (right + 1, after[right])
            right += 1
        assert pair.kind != "same" or pair.before == pair.after
    assert (left, right) == (len(before), len(after))


def test_ids_of_links_are_not_shown_unless_they_changed(worn: object) -> None:
    one, two = (f"see [the deed](deedbox:{sign * 32})" for sign in "ab")
    comparison = Comparison("What changed")
    rows = comparison.list.rows
    assert isinstance(rows, PairDelegate)
    same, changed = compare(f"{one}\nx", f"{one}\ny").pairs[0], compare(one, two).pairs[0]
    for pair in (same, changed):
        layout, _ = rows._layout(pair.after, pair.after_spans, 2_000)
        line = layout.lineAt(0)
        told: Any = line.cursorToX(len("see [the deed]"))
        hidden = line.naturalTextWidth() - (told[0] if isinstance(told, tuple) else told)
        assert (hidden < 20) == (pair is same)
    assert comparison.model.words(same) == "see the deed"
    assert "deedbox:" not in comparison.model.words(changed), "nobody wants to hear an id"


def test_hostile_texts_are_compared_quickly() -> None:
    """Many equal lines, few kinds of lines, nothing in its place, endless lines: what makes others quadratic."""
    chance = random.Random(7)
    few = ["\n".join(str(chance.randrange(200)) for _ in range(20_000)) for _ in range(2)]
    moved = ["\n".join(map(str, chance.sample(range(20_000), 20_000))) for _ in range(2)]
    words = ["\n".join(" ".join(chance.choice("ab") for _ in range(900)) for _ in range(200)) for _ in range(2)]
    start = time.process_time()
    for one, other in (few, moved, words, ("a\n" * 20_000, "a\n" * 19_000 + "b\n" * 1_000), ("a" * 500_000, "b")):
        difference = compare(one, other)
        assert len(difference.pairs) <= MOST_PAIRS
    assert time.process_time() - start < 20
    assert compare(*few).cut
    assert compare("a" * 500_000, "b").cut
