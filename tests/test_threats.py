"""Every case of attack or fault has its tests, and docs/threats.md says which: promises and tests."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.attack_coverage import ELSEWHERE, ENGINE, TESTS, coverage, ids_in, uncovered

ROOT = TESTS.parent
PAGE = (ROOT / "docs/threats.md").read_text("utf-8")
FOUND = coverage()


class Promise(NamedTuple):
    """One row of the table: the words, the ids in it, the files that test it."""

    words: str
    ids: set[str]
    files: list[str]


def section(title: str) -> str:
    """What stands below a heading of the page."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found, title
    return found[1]


def promises() -> list[Promise]:
    """The table of promises."""
    rows = re.findall(
        r"^\| (?!promise)([^|-][^|]*) \| ([^|]*) \|$", section("What is promised, and where it is tested"), re.MULTILINE
    )
    return [Promise(words, ids_in(words), re.findall(r"`([^`]+)`", files)) for words, files in rows]


PROMISES = promises()


def is_tested(identity: str, file: str) -> bool:
    """Whether a file, or something in a folder of tests, has a test of this case."""
    return any(place.file == file or place.file.startswith(file.rstrip("/") + "/") for place in FOUND.get(identity, []))


def test_every_case_of_the_engine_has_a_test() -> None:
    assert uncovered(FOUND) == []


def test_every_id_on_a_test_is_a_case() -> None:
    assert not set(ENGINE) & ELSEWHERE
    assert set(FOUND) - set(ENGINE) - ELSEWHERE == set()


def test_every_case_with_tests_stands_beside_a_promise() -> None:
    assert set(FOUND) - {identity for promise in PROMISES for identity in promise.ids} == set()


@pytest.mark.parametrize("promise", PROMISES, ids=[promise.words[:40] for promise in PROMISES])
def test_a_promise_names_tests_that_are_there(promise: Promise) -> None:
    """Every file, every id in one of the files, and no file without one of the ids."""
    assert promise.files
    for file in promise.files:
        assert file.startswith("tests/")
        assert (ROOT / file).exists(), file
        assert not promise.ids or any(is_tested(identity, file) for identity in promise.ids), file
    for identity in promise.ids:
        assert any(is_tested(identity, file) for file in promise.files), identity


def test_the_page_has_every_promise() -> None:
    table = [line for line in section("What is promised, and where it is tested").splitlines() if line.startswith("|")]
    assert len(PROMISES) == len(table) - 2 > 20


def test_ids_in_names_and_parametrizations_are_seen(tmp_path: Path) -> None:
    (tmp_path / "tests/engine").mkdir(parents=True)
    (tmp_path / "tests/engine/test_one.py").write_text(
        'CASES = {"a020 a keyfile": 1}\n'
        "def test_a001_a002_two(): ...\n"
        "def test_sha256_a0031(): ...\n"
        "def a004_no_test(): ...\n"
        '@pytest.mark.parametrize("x", CASES)\n'
        "def test_three(x): ...\n"
        '@pytest.mark.parametrize("x", [1], ids=["A005"])\n'
        "def test_four(x): ...\n"
        "class Machine(RuleBasedStateMachine):\n"
        "    @rule()\n"
        "    def a006_step(self): ...\n"
        "    def a007_no_step(self): ...\n"
        "test_a008 = Machine.TestCase\n",
        "utf-8",
    )
    found = coverage(tmp_path / "tests")
    assert {identity: [place.test for place in places] for identity, places in found.items()} == {
        "A001": ["test_a001_a002_two"],
        "A002": ["test_a001_a002_two"],
        "A005": ["test_four"],
        "A006": ["a006_step"],
        "A008": ["test_a008"],
        "A020": ["test_three"],
    }
    assert {place.file for places in found.values() for place in places} == {"tests/engine/test_one.py"}
