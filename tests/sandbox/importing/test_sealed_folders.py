"""Folders that another program sealed: recognised and refused as long as they are sealed, a plain folder once open."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.sandbox.importing.collected import confined, path
from vault.sandbox.importing.entries import Refusal, Refused

MARKS = {
    "vault.cryptomator": "cryptomator",
    "masterkey.cryptomator": "cryptomator",
    "gocryptfs.conf": "gocryptfs",
    "gocryptfs.diriv": "gocryptfs",
}


@pytest.mark.parametrize("mark", MARKS)
def test_sealed_folder_is_recognised_and_refused(mark: str, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / mark).write_bytes(b"x")
    (tmp_path / "d" / "sealed.c9r").write_bytes(b"x")
    with pytest.raises(Refused) as refused:
        confined(tmp_path)
    assert refused.value.why is Refusal.NOT_SUPPORTED


def test_folder_that_only_holds_a_sealed_one_comes_in(tmp_path: Path) -> None:
    (tmp_path / "sealed").mkdir()
    (tmp_path / "sealed" / "vault.cryptomator").write_bytes(b"x")
    kind, found = confined(tmp_path)
    assert (kind, list(found.files)) == ("folder", [path("sealed", "vault.cryptomator")])


@pytest.mark.skipif(
    not (shutil.which("gocryptfs") and shutil.which("fusermount") and os.access("/dev/fuse", os.R_OK | os.W_OK)),
    reason="needs gocryptfs and FUSE",
)
def test_folder_of_gocryptfs_comes_in_once_it_is_open(tmp_path: Path) -> None:
    sealed, opened = tmp_path / "sealed", tmp_path / "open"
    sealed.mkdir()
    opened.mkdir()
    (tmp_path / "password").write_text("a password\n")
    start = ["gocryptfs", "-q", "-passfile", str(tmp_path / "password")]
    subprocess.run([*start, "-init", "-scryptn", "10", str(sealed)], check=True, capture_output=True)
    subprocess.run([*start, str(sealed), str(opened)], check=True, capture_output=True)
    try:
        (opened / "Deeds").mkdir()
        (opened / "Deeds" / "Ümläut.txt").write_bytes(b"mine" * 100_000)
        (opened / "Note.md").write_text("a note")
        kind, found = confined(opened)
        assert kind == "markdown"
        assert found.files == {path("Deeds", "Ümläut.txt"): b"mine" * 100_000}
        assert found.text("Note") == "a note"
    finally:
        subprocess.run(["fusermount", "-u", str(opened)], check=True)
    with pytest.raises(Refused) as refused:
        confined(sealed)
    assert refused.value.why is Refusal.NOT_SUPPORTED
