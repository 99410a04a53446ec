"""`deedbox open`: the program's changes come back, nothing plain stays, and nothing is lost."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import FLOOR, PASSWORD, PROGRAM, Run
from vault.child import runtime_folder

OTHER = f"{sys.executable} {Path(__file__).parents[1] / 'qt' / 'other_program.py'}"


@pytest.fixture
def vault(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "Papers.deedbox"
    (tmp_path / "letter.odt").write_bytes(b"old")
    assert run("create", path, *FLOOR).code == 0
    assert run("add", path, tmp_path / "letter.odt", "--to", "/House").code == 0
    return path


def plain(runtime: Path) -> list[Path]:
    return [path for path in runtime.rglob("*") if path.is_file() and path.stat().st_size]


def test_what_the_program_saved_is_a_new_version(run: Run, vault: Path, runtime: Path) -> None:
    done = run("open", vault, "/House/letter.odt", "--with", f"{OTHER} 'by rename'", "--json")
    assert (done.code, done.json["changed"], done.json["version"], done.json["added"]) == (0, True, 2, [])
    assert done.json["path"] == "/House/letter.odt"
    assert run("cat", vault, "/House/letter.odt").raw.startswith(b"what the other program wrote")
    assert run("open", vault, "/House/letter.odt", "--with", "true").out == "Nothing was changed.\n"
    assert plain(runtime) == []


def test_a_note_is_opened_with_the_editor_of_the_terminal(
    run: Run, vault: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("note", vault, "/Allergies", stdin=b"penicillin")
    monkeypatch.setenv("EDITOR", "sh -c 'echo nuts >> \"$0\"'")
    assert "version 2" in run("open", vault, "/Allergies").out
    assert run("cat", vault, "/Allergies").raw == b"penicillinnuts\n"


def test_what_is_put_beside_comes_in_too(run: Run, vault: Path, runtime: Path) -> None:
    beside = 'sh -c \'echo page > "$(dirname "$0")/page 2.odt"\''
    done = run("open", vault, "/House/letter.odt", "--with", beside, "--json")
    assert (done.json["changed"], done.json["added"]) == (False, ["/House/page 2.odt"])
    assert run("cat", vault, "/House/page 2.odt").raw == b"page\n"


def test_refusals_are_words(run: Run, vault: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    assert run("open", vault, "/House/letter.odt").code == 2
    assert run("open", vault, "/House/letter.odt", "--with", "'").code == 2
    assert run("open", vault, "/House", "--with", "true").code == 7
    gone = run("open", vault, "/House/letter.odt", "--with", "/nowhere/at/all")
    assert (gone.code, "cannot be started" in gone.err) == (7, True)
    assert plain(runtime) == []
    runtime_folder._end()
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    none = run("open", vault, "/House/letter.odt", "--with", "true")
    assert (none.code, "private place in memory" in none.err) == (8, True)


def test_what_cannot_be_saved_stays_in_memory_and_is_told(
    run: Run, vault: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("note", vault, "/Allergies", stdin=b"penicillin")
    done = run("open", vault, "/Allergies", "--with", 'sh -c \'printf "\\377\\376" > "$0"\'')
    assert done.code == 13
    (left,) = plain(runtime)
    assert left.read_bytes() == b"\xff\xfe"
    assert str(left.parent) in done.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_still_saves_and_wipes(run: Run, vault: Path, runtime: Path, number: int, tmp_path: Path) -> None:
    """Ctrl+C is the program's own business; told to end, the command ends the program, and saves."""
    editor = tmp_path / "editor.sh"
    editor.write_text(
        'trap \'\' INT\necho words > "$1"\ntouch "$0.ready"\nwhile [ ! -e "$0.go" ]; do sleep 0.05; done\n'
    )
    process = subprocess.Popen(
        [*PROGRAM, "open", str(vault), "/House/letter.odt", "--with", f"sh {editor}"],
        env={**os.environ, "DEEDBOX_PASSWORD": PASSWORD, "XDG_RUNTIME_DIR": str(runtime)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    ready = Path(f"{editor}.ready")
    while not ready.exists():
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(number)
    if number == signal.SIGINT:
        Path(f"{editor}.go").touch()
    out, _ = process.communicate(timeout=60)
    assert out == "Saved /House/letter.odt, version 2.\n"
    assert plain(runtime) == []
    assert run("cat", vault, "/House/letter.odt").raw == b"words\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_right_at_the_start_loses_nothing(
    run: Run, vault: Path, runtime: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = subprocess.Popen

    def start_and_signal(command: list[str]) -> subprocess.Popen[bytes]:
        process = start(command)
        while not any(path.read_bytes() == b"words\n" for path in plain(runtime)):
            time.sleep(0.02)
        os.kill(os.getpid(), number)
        return process

    monkeypatch.setattr(subprocess, "Popen", start_and_signal)
    done = run("open", vault, "/House/letter.odt", "--with", "sh -c 'echo words > \"$0\"; exec sleep 1'")
    assert done.out == "Saved /House/letter.odt, version 2.\n"
    assert plain(runtime) == []


@pytest.mark.parametrize("ending", [b"\n", signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whatever_ends_the_waiting_saves_first(run: Run, vault: Path, runtime: Path, ending: bytes | int) -> None:
    """A program that hands over to one already running ends at once; the command asks, on a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, "open", str(vault), "/House/letter.odt", "--with", "sh -c 'echo words > \"$0\"'"],
        env={**os.environ, "DEEDBOX_PASSWORD": PASSWORD, "XDG_RUNTIME_DIR": str(runtime)},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    said = b""
    while b"Press Enter" not in said:
        said += os.read(ours, 1_000)
    if isinstance(ending, bytes):
        os.write(ours, ending)
    else:
        process.send_signal(ending)
    assert process.wait(60) == 0
    os.close(ours)
    assert plain(runtime) == []
    assert run("cat", vault, "/House/letter.odt").raw == b"words\n"
