"""`audit` for people: sentences instead of the words in the vault, and a file for its owner alone."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from tests.cli.conftest import Run


def test_the_trail_is_told_in_sentences_and_written_whole(run: Run, filled: Path, tmp_path: Path) -> None:
    told = run("audit", filled)
    assert told.code == 0
    assert "Vault made." in told.out
    assert "Note written." in told.out
    assert "Added: 2 items, 31 B." in told.out
    assert "vault created" not in told.out
    assert "Safe" not in told.out, "names of items are no part of the trail"
    document = run("audit", filled, "--json").json
    assert document[0]["action"] == "vault created"
    out = tmp_path / "trail.json"
    wrote = run("audit", filled, "--export", out)
    assert wrote.code == 0
    assert "Whoever gets it can read it." in wrote.out
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert json.loads(out.read_text("ascii")) == document
    again = run("audit", filled, "--export", out)
    assert again.code == 14
    assert "--force" not in again.err
    assert run("audit", filled, "--export", filled / "trail.json").code == 10
    assert run("audit", filled, "--export", tmp_path / "nowhere/trail.json").code == 7
    assert not (filled / "trail.json").exists()
