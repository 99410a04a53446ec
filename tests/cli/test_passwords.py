"""Where passwords come from: a file, standard input, a variable, a hidden prompt. Never anywhere else."""

from __future__ import annotations

import os
import pty
import stat
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import FLOOR, PASSWORD, PROGRAM, ROOT, Run
from vault.cli.passwords import _typed_twice, make_keyfile
from vault.cli.wording import UsageError
from vault.engine.errors import Storage


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"correct horse", 0),
        (b"correct horse\n", 0),
        (b"correct horse\n\n", 3),
        (b"correct horse\r\n", 3),
        (b" correct horse", 3),
    ],
)
def test_file_is_exact_but_for_one_newline(run: Run, empty: Path, tmp_path: Path, content: bytes, code: int) -> None:
    (tmp_path / "p").write_bytes(content)
    assert run("ls", empty, "--password-file", tmp_path / "p").code == code
    assert run("ls", empty, "--password-file", "-", stdin=content).code == code


def test_file_comes_before_the_variable(run: Run, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "p").write_text(PASSWORD)
    monkeypatch.setenv("DEEDBOX_PASSWORD", "wrong")
    assert run("ls", empty).code == 3
    assert run("ls", empty, "--password-file", tmp_path / "p").code == 0
    assert run("ls", empty, "--password-file", tmp_path / "nothing").code == 7


def test_bytes_that_are_no_text(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "p").write_bytes(b"caf\xe9\n")
    assert run("create", tmp_path / "V", *FLOOR, "--password-file", tmp_path / "p").code == 0
    monkeypatch.setenv("DEEDBOX_PASSWORD", os.fsdecode(b"caf\xe9"))
    assert run("ls", tmp_path / "V").code == 0


def test_empty_password_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("create", tmp_path / "V", *FLOOR, "--password-file", "-", stdin=b"\n")
    assert result.code == 13
    assert not (tmp_path / "V").exists()


def test_without_a_terminal_it_says_so(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEEDBOX_PASSWORD")
    result = run("ls", empty)
    assert result.code == 2
    assert "--password-file" in result.err
    monkeypatch.setenv("DEEDBOX_PASSWORD", "")
    assert run("ls", empty).code == 2


def test_process_without_a_terminal_does_not_wait(empty: Path, start: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEEDBOX_PASSWORD")
    assert callable(start)
    process = start("ls", empty)
    err = process.communicate(timeout=30)[1]
    assert process.returncode == 2
    assert b"no terminal" in err


def test_standard_input_is_one_thing(run: Run, empty: Path) -> None:
    assert run("note", empty, "/x", "--password-file", "-", stdin=b"x").code == 2
    assert run("passwd", empty, "--password-file", "-", "--new-password-file", "-", stdin=b"x").code == 2
    assert run("note", empty, "/x", "--from", "/dev/null", "--password-file", "-", stdin=PASSWORD.encode()).code == 0


def test_keyfile_is_made_and_then_needed(run: Run, tmp_path: Path) -> None:
    key = tmp_path / "key"
    assert run("create", tmp_path / "V", *FLOOR, "--keyfile", key).code == 0
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert key.stat().st_size == 32
    assert run("info", tmp_path / "V", "--json").json["slots"][0]["kind"] == "keyfile"
    assert run("ls", tmp_path / "V").code == 3
    assert run("ls", tmp_path / "V", "--keyfile", key).code == 0
    assert run("ls", tmp_path / "V", "--keyfile", tmp_path / "other").code == 7
    (tmp_path / "other").write_bytes(b"another")
    assert run("ls", tmp_path / "V", "--keyfile", tmp_path / "other").code == 3


def test_keyfile_that_is_there_is_taken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(b"a photograph")
    assert run("create", tmp_path / "V", *FLOOR, "--keyfile", tmp_path / "photo").code == 0
    assert (tmp_path / "photo").read_bytes() == b"a photograph"


def test_keyfile_is_never_made_over_a_file(tmp_path: Path) -> None:
    """One that appears between looking and making is left alone."""
    (tmp_path / "key").write_bytes(b"mine")
    with pytest.raises(Storage):
        make_keyfile(tmp_path / "key")
    assert (tmp_path / "key").read_bytes() == b"mine"


def test_keyfile_stays_when_the_password_changes(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = tmp_path / "key"
    run("create", tmp_path / "V", *FLOOR, "--keyfile", key)
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "new")
    assert run("passwd", tmp_path / "V", *FLOOR, "--keyfile", key).code == 0
    monkeypatch.setenv("DEEDBOX_PASSWORD", "new")
    assert run("ls", tmp_path / "V").code == 3
    assert run("ls", tmp_path / "V", "--keyfile", key).code == 0


def test_keyfile_is_taken_back_when_no_vault_was_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Storage("full")

    monkeypatch.setattr("vault.cli.making.Vault.create", refuse)
    assert run("create", tmp_path / "V", *FLOOR, "--keyfile", tmp_path / "key").code == 8
    assert not (tmp_path / "key").exists()


@pytest.mark.parametrize("place", ["V/key", "V", "./x/../V/key"])
def test_keyfile_inside_the_vault_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("create", "V", *FLOOR, "--keyfile", place).code == 10
    assert list(tmp_path.iterdir()) in ([], [tmp_path / "state"])


def test_two_that_differ_are_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    answers = iter([b"one", b"two", b"three", b"three"])
    assert _typed_twice("New", lambda _: next(answers)) == b"three"
    assert "not the same" in capsys.readouterr().err
    with pytest.raises(UsageError):
        _typed_twice("New", lambda prompt: prompt.encode())


def test_no_state_folder_is_a_note(run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEDBOX_STATE", "/proc/deedbox")
    result = run("ls", empty)
    assert result.code == 0
    assert "DEEDBOX_STATE" in result.err


def test_state_folder_follows_the_base_directories(
    run: Run, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DEEDBOX_STATE")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg"))
    run("ls", empty)
    assert (tmp_path / "xdg" / "deedbox" / "anchors").is_dir()
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    run("ls", empty)
    assert (tmp_path / "home" / ".local" / "state" / "deedbox" / "anchors").is_dir()


def converse(arguments: list[str], lines: list[tuple[bytes, bytes]]) -> tuple[int, bytes]:
    """Run the command on a terminal of its own; answer each prompt when it has come. Code, and all that was shown."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ["PYTHONPATH"] = str(ROOT)
        os.execv(sys.executable, [*PROGRAM, *arguments])  # noqa: S606 - in a terminal of its own
    shown, seen, deadline = b"", 0, time.monotonic() + 60
    for prompt, answer in lines:
        while prompt not in shown[seen:]:
            assert time.monotonic() < deadline, shown
            shown += os.read(terminal, 4096)
        seen = len(shown)
        os.write(terminal, answer)
    try:
        while piece := os.read(terminal, 4096):
            shown += piece
    except OSError:  # the other side has closed
        pass
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.close(terminal)
    return code, shown


def test_prompt_is_hidden_and_asks_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DEEDBOX_PASSWORD")
    vault = str(tmp_path / "V")
    typed = "Geheimnis ✓\n".encode()
    code, shown = converse(["create", vault, *FLOOR], [(b"New password for V: ", typed), (b"again: ", typed)])
    assert code == 0, shown
    assert b"Geheimnis" not in shown
    code, shown = converse(["ls", vault], [(b"Password for V: ", typed)])
    assert (code, b"Nothing is in here." in shown) == (0, True)
    code, shown = converse(["ls", vault], [(b"Password for V: ", b"other\n")])
    assert code == 3
    code, shown = converse(["ls", vault], [(b"Password for V: ", b"\x03")])
    assert (code, b"Stopped." in shown) == (11, True)


def test_trash_is_emptied_after_asking(run: Run, filled: Path) -> None:
    run("rm", filled, "/Safe")
    code, shown = converse(["trash", str(filled), "empty"], [(b"to do it: ", b"no\n")])
    assert (code, b"Nothing was changed." in shown) == (0, True)
    code, shown = converse(["trash", str(filled), "empty"], [(b"to do it: ", b"empty\n")])
    assert (code, b"Removed 1 file or note" in shown) == (0, True)
