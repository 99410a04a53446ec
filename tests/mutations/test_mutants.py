"""Every check that `make mutants` takes out stands where it is looked for, and the tests that must notice are there."""

from __future__ import annotations

import ast

import pytest

from tests.mutations.mutants import MUTANTS, Mutant
from tests.mutations.run import ROOT, altered


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.name for mutant in MUTANTS])
def test_the_check_is_there_and_can_be_taken_out(mutant: Mutant) -> None:
    text = (ROOT / mutant.file).read_text("utf-8")
    changed = altered(mutant, text)
    assert changed != text
    ast.parse(changed)


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant.name for mutant in MUTANTS])
def test_the_tests_that_must_notice_are_there(mutant: Mutant) -> None:
    assert mutant.tests
    for test in mutant.tests:
        path, _, function = test.partition("::")
        assert f"def {function}(" in (ROOT / path).read_text("utf-8") if function else (ROOT / path).is_file()


def test_no_two_are_one() -> None:
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)
    assert len({(mutant.file, mutant.old, mutant.new) for mutant in MUTANTS}) == len(MUTANTS)


def test_a_check_that_moved_is_a_failure() -> None:
    with pytest.raises(LookupError, match="stands 0 times"):
        altered(MUTANTS[0], "")
