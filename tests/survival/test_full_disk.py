"""Every operation on a real file system that is full, or out of names, at different places.

Needs a mount namespace; where that is not permitted these tests are skipped.
"""

from __future__ import annotations

import functools
import json
import shutil
from pathlib import Path

import pytest

from tests.survival import outside
from tests.survival.operations import BY_SLUG, OPERATIONS, Operation
from tests.survival.tally import FOLDER, Tally

SAMPLED = ["add_small_files", "change_the_password", "new_vault_key"]
TRIED = OPERATIONS if FOLDER else [BY_SLUG[slug] for slug in SAMPLED]
MOST = 0 if FOLDER else 3


@functools.cache
def permitted() -> bool:
    """Whether this machine lets us mount a disk of our own."""
    if shutil.which("unshare") is None:
        return False
    script = "mount -t tmpfs -o size=1m tmpfs /mnt"
    return not outside.run(["unshare", "-rm", "sh", "-c", script]).returncode


@pytest.fixture(autouse=True)
def _own_disk() -> None:
    if not permitted():
        pytest.skip("no mount namespace is to be had here (unshare -rm)")


def in_namespace(*arguments: str) -> str:
    ended = outside.run(["unshare", "-rm", *outside.command("full_disk", *arguments)], 1_200)
    assert not ended.returncode, ended.stderr
    return ended.stdout


@pytest.mark.parametrize("operation", TRIED, ids=[one.slug for one in TRIED])
def test_a066_a059_a_full_disk_leaves_a_whole_vault(operation: Operation, tmp_path: Path) -> None:
    Tally(**json.loads(in_namespace(operation.slug, str(tmp_path), str(MOST)))).close()


def test_a066_on_a_full_disk_everything_can_be_removed(tmp_path: Path) -> None:
    assert json.loads(in_namespace("remove", str(tmp_path))) == []
