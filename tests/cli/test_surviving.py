"""`drill`, `check --repair`, `compact`, `rescue` and `--state-before`, as a person and as a script use them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import FLOOR, Run
from tests.forging import leaves


@pytest.fixture
def exported(run: Run, filled: Path, tmp_path: Path) -> Path:
    """An export with a password of its own."""
    (tmp_path / "pw").write_text("of the export\n")
    assert run("export", filled, tmp_path / "x", "--new-password-file", tmp_path / "pw", *FLOOR).code == 0
    return tmp_path / "x"


def flip(path: Path, offset: int) -> None:
    data = bytearray(path.read_bytes())
    data[offset] ^= 1
    path.write_bytes(data)


def snapshot(vault: Path) -> Path:
    return max(vault.glob("catalog/*.snapshot"))


def test_a089_drill_answers_as_the_contract_says(run: Run, filled: Path, exported: Path, tmp_path: Path) -> None:
    result = run("drill", filled, exported, "--new-password-file", tmp_path / "pw", "--json")
    assert result.code == 0
    assert {"ok", "items", "bytes", "date", "way_in"} <= set(result.json)
    assert (result.json["ok"], result.json["items"], result.json["way_in"]) == (True, 3, "password")
    assert result.json["findings"] == []
    told = run("drill", filled, exported, "--new-password-file", tmp_path / "pw")
    assert "Restored for real on " in told.out
    assert "3 of 3 files and notes" in told.out


def test_a089_drill_with_the_password_of_the_vault(run: Run, filled: Path, tmp_path: Path) -> None:
    assert run("export", filled, tmp_path / "y", *FLOOR).code == 0
    assert run("drill", filled, tmp_path / "y", "--json").json["ok"]


def test_export_tells_the_last_proof(run: Run, filled: Path, tmp_path: Path) -> None:
    assert "No export of this vault was ever restored" in run("export", filled, tmp_path / "1", *FLOOR).out
    run("drill", filled, tmp_path / "1")
    assert "Last restored for real on " in run("export", filled, tmp_path / "2", *FLOOR).out
    flip(tmp_path / "2", (tmp_path / "2").stat().st_size * 3 // 4)
    failed = run("drill", filled, tmp_path / "2")
    assert failed.code == 4
    assert "The drill failed" in failed.out + failed.err
    assert "Make a new export now" in failed.err
    assert "The last drill failed on " in run("export", filled, tmp_path / "3", *FLOOR).out


def test_drill_refuses_in_words(run: Run, filled: Path, exported: Path, tmp_path: Path) -> None:
    wrong = run("drill", filled, exported)
    assert wrong.code == 3
    assert "That does not open the export." in wrong.err
    assert run("drill", filled, tmp_path / "nowhere").code == 7
    assert run("drill", filled, filled).code == 2
    exported.write_bytes(b"no export")
    assert run("drill", filled, exported, "--new-password-file", tmp_path / "pw").code == 4


def test_repair_from_a_backup(run: Run, filled: Path, tmp_path: Path) -> None:
    assert run("export", filled, tmp_path / "y", *FLOOR).code == 0
    [pack] = filled.glob("packs/*/*")
    flip(pack, 50)
    damaged = run("check", filled, "--json")
    assert (damaged.code, damaged.json["ok"]) == (4, False)
    alone = run("check", filled, "--repair", "--json")
    assert (alone.code, alone.json["ok"]) == (4, False)
    repaired = run("check", filled, "--repair", "--from", tmp_path / "y", "--json")
    assert (repaired.code, repaired.json["ok"]) == (0, True)
    assert "fetched from a backup" in {one["repair"] for one in repaired.json["repaired"]}
    assert run("check", filled, "--json").json["findings"] == []


def test_repair_of_a_catalog(run: Run, filled: Path) -> None:
    flip(snapshot(filled), 3_000)
    assert run("ls", filled).code == 4
    broken = run("check", filled, "--json")
    assert (broken.code, broken.json["findings"][0]["kind"]) == (4, "damaged vault")
    repaired = run("check", filled, "--repair")
    assert repaired.code == 0
    assert "nothing of it is lost" in repaired.err
    assert run("ls", filled).code == 0
    assert {one["kind"] for one in run("check", filled, "--json").json["findings"]} == {"unreferenced damaged catalog"}
    freed = run("compact", filled, "--forget", "--json").json
    assert freed["removed"] == 2
    assert run("check", filled, "--json").json["findings"] == []


def test_from_without_repair_and_from_nowhere(run: Run, filled: Path, tmp_path: Path) -> None:
    assert run("check", filled, "--from", tmp_path).code == 2
    assert run("check", filled, "--repair", "--from", tmp_path / "nowhere").code == 7


def test_repair_accepts_no_older_state(run: Run, filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path / "old")
    run("note", filled, "/Safe", stdin=b"changed")
    shutil.rmtree(filled)
    shutil.copytree(tmp_path / "old", filled)
    result = run("check", filled, "--repair")
    assert result.code == 5
    assert "it is of " in result.err
    assert "you last saw " in result.err


def test_the_state_before_can_be_looked_at(run: Run, filled: Path) -> None:
    assert run("compact", filled).code == 0
    assert run("ls", filled, "--state-before").code == 7
    run("passwd", filled, "--keep-key", *FLOOR, "--new-password-file", "-", stdin=b"correct horse")
    for number in range(3):
        run("note", filled, f"/{number}", stdin=b"text")
    assert run("compact", filled, "--forget").code == 0
    assert run("ls", filled, "--state-before").code == 7


def test_rescue(run: Run, filled: Path, tmp_path: Path) -> None:
    before = leaves(filled)
    result = run("rescue", filled, tmp_path / "out", "--json")
    assert (result.code, result.json["ok"], result.json["items"]) == (0, True, 3)
    assert leaves(filled) == before
    assert (tmp_path / "out/Safe").read_text() == "under the stairs\n"
    assert run("rescue", filled, tmp_path / "out").code == 14
    assert run("rescue", filled, filled / "out").code == 10
    [pack] = filled.glob("packs/*/*")
    pack.write_bytes(bytes(pack.stat().st_size))
    hit = run("rescue", filled, tmp_path / "hit")
    assert hit.code == 4
    assert "letter.txt" in hit.out
    assert (tmp_path / "hit/Safe").exists()


def test_compact_says_what_it_freed(run: Run, filled: Path) -> None:
    (filled / "packs/ab").mkdir(exist_ok=True)
    (filled / "packs/ab" / ("ab" * 16)).write_bytes(bytes(5_000))
    result = run("compact", filled)
    assert result.code == 0
    assert "1 file removed" in result.out
    assert "5.0 kB" in result.out


def test_audit_lists_verifies_and_exports(run: Run, filled: Path, tmp_path: Path) -> None:
    entries = run("audit", filled, "--json").json
    assert [entry["sequence"] for entry in entries] == list(range(1, len(entries) + 1))
    assert {"sequence", "time", "action", "detail"} == set(entries[0])
    assert entries[0]["action"] == "vault created"
    verified = run("audit", filled, "--verify")
    assert verified.code == 0
    assert "none is missing" in verified.out
    assert "Safe" not in verified.out
    assert run("audit", filled, "--export", tmp_path / "trail.json").code == 0
    assert run("audit", filled, "--export", tmp_path / "trail.json").code == 14


def test_a136_a_refusal_comes_into_the_trail(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (filled.parent / "wrong").write_text("wrong")
    assert run("ls", filled, "--password-file", filled.parent / "wrong").code == 3
    assert run("mkdir", filled, "/New").code == 0
    access = [entry["detail"] for entry in run("audit", filled, "--json").json if entry["action"] == "access"]
    assert "refused" in access[-1]
