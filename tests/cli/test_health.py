"""`health`: the contract for scripts, the words for people, and files that are closed to others."""

from __future__ import annotations

import os
from pathlib import Path

from tests.cli.conftest import Run


def test_the_check_up_of_a_vault_and_its_fix(run: Run, filled: Path, tmp_path: Path) -> None:
    (filled / "header.json").chmod(0o666)
    (tmp_path / "state" / "anchors").chmod(0o755)
    assert run("ls", filled, "--password-file", tmp_path / "papers" / "letter.txt").code == 3, "one wrong try"
    result = run("health", filled, "--json")
    assert result.code == 0, "findings are no failure"
    answer = result.json
    assert set(answer) == {"counts", "findings"}
    assert set(answer["counts"]) == {"critical", "warning", "unknown", "good"}
    assert all({"id", "severity", "title", "why", "fix"} <= set(one) for one in answer["findings"])
    for severity, count in answer["counts"].items():
        assert count == sum(one["severity"] == severity for one in answer["findings"])
    found = {one["id"]: one for one in answer["findings"]}
    assert found["password-strength"]["severity"] == "critical", "two words everybody knows"
    assert "passwd" in found["password-strength"]["fix"]
    assert "3 items" in found["export"]["title"]
    assert (found["vault-permissions"]["severity"], found["state-permissions"]["severity"]) == ("warning", "warning")
    assert found["wrong-tries"]["title"].startswith("Wrong tries before this unlock: 1")
    assert found["plain-copies"]["severity"] == "unknown"
    assert "letter" not in result.out
    assert "Safe" not in result.out

    words = run("health", filled, "--fix-permissions")
    assert words.code == 0
    assert "Closed to others: 2 files." in words.out
    assert "--fix-permissions" not in words.out, "nothing is left of that"
    assert "ACT NOW    Guessing the password takes" in words.out
    assert "Source: zxcvbn" in words.out
    assert (filled / "header.json").stat().st_mode & 0o777 == 0o600
    again = {one["id"]: one["severity"] for one in run("health", filled, "--json").json["findings"]}
    assert (again["vault-permissions"], again["state-permissions"], again["wrong-tries"]) == ("good",) * 3
    assert run("health", tmp_path / "nothing").code == 7


def test_a_judged_password_is_nowhere_afterwards(run: Run, empty: Path, tmp_path: Path) -> None:
    result = run("health", empty, "--json")
    assert "horse" not in result.out + result.err
    for path in (tmp_path / "state").rglob("*"):
        assert path.is_dir() or b"horse" not in path.read_bytes()
    assert "DEEDBOX_PASSWORD" in os.environ
