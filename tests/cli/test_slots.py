"""`slots`: ways in are added, tested, renamed and removed, and what may not be done is refused in words."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import FLOOR, PASSWORD, Run
from tests.cli.conversation import Conversation
from vault.cli import main
from vault.engine.durable import Folder
from vault.engine.errors import Cancelled, Storage
from vault.engine.reencryption import go_on
from vault.unlock import this_device
from vault.unlock.recovery import RecoveryCode

Code = tuple[str, Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, made_once: Path) -> tuple[Path, str]:
    """A folder with a vault that has a note and a recovery kit, and this device's state; and the code."""
    folder, said = tmp_path_factory.mktemp("with-kit"), io.StringIO()
    shutil.copytree(made_once, folder / "V")
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said):
        patch.setenv("DEEDBOX_STATE", str(folder / "state"))
        patch.setenv("DEEDBOX_PASSWORD", PASSWORD)
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"under the stairs\n")))
        assert main(["note", str(folder / "V"), "/Safe"]) == 0
        said.truncate(said.seek(0))
        assert main(["slots", str(folder / "V"), "add", "recovery", "--json"]) == 0
    answer = json.loads(said.getvalue())
    assert (answer["name"], answer["kind"], answer["tested"]) == ("recovery", "recovery", False)
    assert len(answer["code"].split()) == 19
    return folder, answer["code"]


@pytest.fixture
def filled(made: tuple[Path, str], tmp_path: Path) -> Path:
    shutil.copytree(made[0], tmp_path, dirs_exist_ok=True)
    return tmp_path / "V"


@pytest.fixture
def kit(made: tuple[Path, str], tmp_path: Path) -> Code:
    """The recovery code that the vault has, and a file with it."""
    (tmp_path / "code").write_text(made[1])
    return made[1], tmp_path / "code"


@pytest.fixture
def by_code(kit: Code) -> tuple[str, Path]:
    """Opening with it costs no derivation, so tests that are not about passwords use it."""
    return "--recovery-code-file", kit[1]


class Keyring:
    """A keyring of the system that keeps what it is given."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, entry: str, secret: str) -> None:
        self.kept[service, entry] = secret

    def get_password(self, service: str, entry: str) -> str | None:
        return self.kept.get((service, entry))

    def delete_password(self, service: str, entry: str) -> None:
        self.kept.pop((service, entry), None)


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    made = Keyring()
    monkeypatch.setattr(this_device, "_keyring", lambda: made)
    return made


def ways(run: Run, vault: Path, *options: str | Path) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in run("slots", vault, "list", "--json", *options).json}


def actions(run: Run, vault: Path, *options: str | Path) -> list[str]:
    return [entry["action"] for entry in run("audit", vault, "--json", *options).json]


def test_list_shape(run: Run, filled: Path) -> None:
    first, kit = run("slots", filled, "list", "--json").json
    fields = {"id", "name", "kind", "added", "used", "tested", "fingerprint", "at_hand"}
    assert ({*fields, "kdf", "cheap"}, fields) == (set(first), set(kit))
    assert (first["name"], first["kind"], first["at_hand"], first["cheap"]) == ("password", "password", True, True)
    assert (first["kdf"], kit["tested"]) == ({"memory_mib": 64, "passes": 3}, None)
    shown = run("slots", filled, "list")
    assert "one guess takes 3 passes over 64 MiB" in shown.out
    assert "There is only one tested way in" in shown.err


def test_recovery_code_opens_alone(run: Run, filled: Path, kit: Code, monkeypatch: pytest.MonkeyPatch) -> None:
    code, file = kit
    monkeypatch.setenv("DEEDBOX_PASSWORD", "forgotten")
    assert run("cat", filled, "/Safe", "--recovery-code-file", file).raw == b"under the stairs\n"
    words = code.upper().split()
    written = "\r\n".join(f"{number}. {word}," for number, word in enumerate(words, 1))
    assert run("ls", filled, "--recovery-code-file", "-", stdin=written.encode()).code == 0
    assert run("ls", filled, "--recovery-code-file", file, "--keyfile", file).code == 2
    assert run("ls", filled, "--recovery-code-file", file, "--password-file", file).code == 2
    assert run("note", filled, "/x", "--recovery-code-file", "-", stdin=code.encode()).code == 2


def test_typing_errors_are_told_from_a_wrong_code(run: Run, filled: Path, kit: Code, tmp_path: Path) -> None:
    code, file = kit
    words = code.split()
    file.write_text(" ".join([*words[:6], "acadamic", *words[7:]]))
    result = run("ls", filled, "--recovery-code-file", file, "--json")
    assert (result.code, result.json["error"]["kind"]) == (3, "MistypedCode")
    assert "There is a typing error in word 7 of the recovery code." in result.err
    assert "acadamic" not in result.err + result.out
    file.write_text(" ".join(words[:-1]))
    assert "has 19 words, and these are 18" in run("ls", filled, "--recovery-code-file", file).err
    file.write_text("")
    assert run("ls", filled, "--recovery-code-file", file).code == 2
    file.write_bytes(b"\xff\xfe")
    assert run("ls", filled, "--recovery-code-file", file).code == 2
    file.write_text("word " * 10_000)
    assert run("ls", filled, "--recovery-code-file", file).code == 13
    assert run("ls", filled, "--recovery-code-file", tmp_path / "nowhere").code == 7
    file.write_text(RecoveryCode(bytes(20)).text)
    result = run("ls", filled, "--recovery-code-file", file)
    assert result.code == 3
    assert "has no typing error, but it does not open this vault" in result.err


def test_kit_is_printed_once_for_people(run: Run, filled: Path, by_code: tuple[str, Path]) -> None:
    shown = run("slots", filled, "add", "recovery", "--name", "paper", *by_code)
    assert shown.code == 0
    assert shown.out.startswith("Recovery kit paper of V\n")
    assert ways(run, filled, *by_code)["paper"]["fingerprint"] in shown.out
    assert " 1. " in shown.out
    assert "19. " in shown.out
    assert "It was never tested." in shown.out
    assert run("slots", filled, "add", "recovery", "--name", "paper", *by_code).code == 14


def test_shares_open_together(run: Run, filled: Path, tmp_path: Path, by_code: tuple[str, Path]) -> None:
    add = ("slots", filled, "add", "recovery", "--shares", "3", "--threshold", "2", "--json", *by_code)
    made = run(*add, "--name", "family").json
    assert len(made["shares"]) == 3
    assert "code" not in made
    shares, file = made["shares"], tmp_path / "shares"
    for several in ((0, 1), (2, 1), (0, 1, 2)):
        file.write_text("\n\n".join(shares[one] for one in several))
        assert run("ls", filled, "--recovery-code-file", file).code == 0
    file.write_text(shares[1])
    assert "needs 2 of its shares, and 1 of them are here" in run("ls", filled, "--recovery-code-file", file).err
    other = run(*add).json["shares"]
    file.write_text(f"{shares[0]}\n{other[1]}")
    assert "do not belong together" in run("ls", filled, "--recovery-code-file", file).err
    wrong = shares[1].split()
    wrong[4], wrong[5] = wrong[5], wrong[4]
    file.write_text(f"{shares[0]}\n{' '.join(wrong)}")
    result = run("ls", filled, "--recovery-code-file", file)
    assert (result.code, "somewhere in share 2" in result.err) == (3, True)


@pytest.mark.parametrize(
    "options",
    [
        ["add", "token"],
        ["add"],
        ["remove"],
        ["rename", "password"],
        ["list", "x"],
        ["add", "recovery", "--shares", "3"],
        ["add", "recovery", "--shares", "3", "--threshold", "1"],
        ["add", "recovery", "--shares", "17", "--threshold", "2"],
        ["add", "recovery", "--shares", "2", "--threshold", "3"],
        ["add", "password", "--shares", "3", "--threshold", "2"],
        ["add", "password", "--days", "3"],
        ["add", "device", "--days", "0"],
        ["add", "device", "--days", "4000"],
        ["add", "recovery", "--name", ""],
        ["add", "recovery", "--name", "x" * 65],
        ["add", "recovery", "--name", "a\nb"],
        ["rename", "password", "\x1b[31m"],
        ["add", "keyfile"],
        ["add", "password"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_nonsense_changes_nothing(run: Run, filled: Path, options: list[str]) -> None:
    header = (filled / "header.json").read_bytes()
    assert run("slots", filled, *options).code == 2
    assert (filled / "header.json").read_bytes() == header


def test_second_password(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "of the office")
    assert run("slots", filled, "add", "password", *FLOOR, "--name", "office", "--json").json["tested"]
    monkeypatch.setenv("DEEDBOX_PASSWORD", "of the office")
    office, work = ("--slot", "office"), ("--slot", "work")
    assert run("ls", filled, "--slot", "password").code == 3
    assert run("slots", filled, "rename", "office", "password", *office).code == 14
    assert run("slots", filled, "rename", "office", "work", *office).code == 0
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", PASSWORD)
    assert run("slots", filled, "test", "password", *work).code == 0
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "wrong")
    wrong = run("slots", filled, "test", "password", *work)
    assert (wrong.code, "does not open the key slot password" in wrong.err) == (3, True)
    assert run("slots", filled, "remove", "work", *work).code == 13
    assert run("slots", filled, "remove", "password", *work, "--json").json["left"] == 2
    done = actions(run, filled, *work)
    for action in ("way in added", "way in renamed", "way in tested", "way in removed"):
        assert action in done


def test_keyfile_that_cannot_be_the_way_in_is_the_new_one(run: Run, filled: Path, tmp_path: Path) -> None:
    key, second = tmp_path / "key", tmp_path / "second"
    assert run("slots", filled, "add", "keyfile", "--keyfile", key, *FLOOR, "--json").json["name"] == "keyfile"
    assert key.stat().st_size == 32
    assert run("ls", filled, "--slot", "keyfile").code == 2
    main = ("--slot", "password")
    # From here on a keyfile that is there opens the vault, and one that is not is the new one.
    assert run("slots", filled, "add", "keyfile", "--keyfile", key, *FLOOR).code == 2
    assert run("slots", filled, "add", "keyfile", "--keyfile", second, *FLOOR, "--json").json["name"] == "keyfile 2"
    both = ("--keyfile", key, "--new-keyfile", tmp_path / "third")
    assert run("slots", filled, "add", "keyfile", *both, *FLOOR).code == 0
    assert run("slots", filled, "test", "keyfile", "--new-keyfile", key, *main).code == 0
    assert run("slots", filled, "test", "keyfile", "--new-keyfile", second, *main).code == 3
    assert run("slots", filled, "test", "keyfile", *main).code == 2
    # Four passwords are the most; what was made for a fifth is gone again.
    assert run("slots", filled, "add", "keyfile", "--keyfile", tmp_path / "fifth", *FLOOR, *main).code == 13
    assert not (tmp_path / "fifth").exists()
    assert run("slots", filled, "add", "keyfile", "--keyfile", filled / "key", *FLOOR).code == 10


def test_keyfile_stays_where_a_change_was_interrupted(
    run: Run, filled: Path, by_code: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The header that asks for it may be there already, and the next unlock completes the change."""
    write = Folder.write

    def fail_at_the_copy(folder: Folder, name: str, content: Any, *rest: Any) -> None:
        if name == "header.bak":
            raise Storage("full")
        write(folder, name, content, *rest)

    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "new")
    with monkeypatch.context() as patch:
        patch.setattr(Folder, "write", fail_at_the_copy)
        changed = run("passwd", filled, "--new-keyfile", tmp_path / "key", *by_code, *FLOOR)
    assert changed.code == 8
    monkeypatch.setenv("DEEDBOX_PASSWORD", "new")
    assert run("note", filled, "/x", "--keyfile", tmp_path / "key", stdin=b"x").code == 0


def test_a019_last_tested_way_stays(run: Run, filled: Path, by_code: tuple[str, Path]) -> None:
    _, file = by_code
    refused = run("slots", filled, "remove", "password")
    assert (refused.code, "by this very way in" in refused.err) == (13, True)
    assert run("slots", filled, "remove", "nowhere", *by_code).code == 7
    assert run("slots", filled, "test", "recovery", "--new-recovery-code-file", file).code == 0
    assert ways(run, filled, *by_code)["recovery"]["tested"]
    removed = run("slots", filled, "remove", "password", *by_code)
    assert (removed.code, "There is only one tested way in" in removed.err) == (0, True)
    assert run("ls", filled).code == 2
    assert run("ls", filled, *by_code).code == 0
    assert run("slots", filled, "remove", "recovery", *by_code).code == 13


def test_renew_is_for_passwords_that_cost_less(run: Run, filled: Path, kit: Code) -> None:
    dearer = run("slots", filled, "renew", "--kdf-memory", "72", "--kdf-passes", "3", "--json").json
    assert (dearer["kdf"], dearer["renewed"]) == ({"memory_mib": 72, "passes": 3}, True)
    assert run("ls", filled).code == 0
    assert run("info", filled, "--json").json["epoch"] == 1
    by_code = ("--recovery-code-file", kit[1])
    assert run("slots", filled, "renew", *by_code).code == 2
    assert "key derivation renewed" in actions(run, filled, *by_code)


def test_forgotten_password_is_replaced_with_the_kit(
    run: Run, filled: Path, kit: Code, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_code = ("--recovery-code-file", kit[1])
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "remembered")
    changed = run("passwd", filled, *by_code, *FLOOR, "--json").json
    assert changed == {"slot": "password", "epoch": 2, "new_key": True}
    assert run("ls", filled).code == 3
    monkeypatch.setenv("DEEDBOX_PASSWORD", "remembered")
    assert run("ls", filled).code == 0
    assert run("rotate", filled, *by_code, *FLOOR).code == 14
    assert run("rotate", filled, *by_code, "--keep-slot", "password", *FLOOR).code == 0
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "second")
    assert run("slots", filled, "add", "password", "--name", "second", *by_code, *FLOOR).code == 0
    both = ("--keep-slot", "password", "--keep-slot", "second")
    assert run("passwd", filled, *by_code, *FLOOR, *both).code == 2
    assert run("passwd", filled, *by_code, *FLOOR, "--forgotten", "nobody").code == 7
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "third")
    by_name = ("--forgotten", "second", "--keep-slot", "password")
    assert run("passwd", filled, *by_code, *FLOOR, *by_name, "--json").json["slot"] == "second"
    assert run("slots", filled, "test", "second", *by_code).code == 0


def test_new_secrets_leave_nothing_of_before(
    run: Run, filled: Path, kit: Code, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name for path in (filled / "packs").rglob("*") if path.is_file()}
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "after")
    assert run("rotate", filled, "--new-secrets", "--keep-slot", "recovery").code == 2
    assert run("rotate", filled, "--kit").code == 2
    result = run("rotate", filled, "--new-secrets", "--kit", "--new-keyfile", tmp_path / "key", *FLOOR, "--json")
    assert result.code == 0
    made = result.json
    assert (made["epoch"], sorted(made["slots"])) == (2, ["password", "recovery"])
    assert [one["name"] for one in made["removed"]] == ["recovery"]
    assert made["content"]["complete"]
    assert "recovery (recovery) will open the vault no more" in result.err
    assert not before & {path.name for path in (filled / "packs").rglob("*") if path.is_file()}
    assert run("ls", filled, "--recovery-code-file", kit[1]).code == 3
    assert run("ls", filled).code == 3
    monkeypatch.setenv("DEEDBOX_PASSWORD", "after")
    assert run("ls", filled).code == 3
    assert run("cat", filled, "/Safe", "--keyfile", tmp_path / "key").raw == b"under the stairs\n"
    kit[1].write_text(made["code"])
    assert run("check", filled, "--recovery-code-file", kit[1]).code == 0


def test_a055_new_secrets_go_on_where_they_stopped(
    run: Run, filled: Path, kit: Code, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the secrets were made: the same command goes on, and makes no others."""

    def stop(*_: object, **__: object) -> None:
        raise Cancelled

    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "after")
    monkeypatch.setattr("vault.engine.reencryption.go_on", stop)
    stopped = run("rotate", filled, "--new-secrets", *FLOOR)
    assert stopped.code == 11
    assert "recovery (recovery) will open the vault no more" in stopped.err
    monkeypatch.setattr("vault.engine.reencryption.go_on", go_on)
    assert run("ls", filled).code == 3
    monkeypatch.setenv("DEEDBOX_PASSWORD", "after")
    monkeypatch.delenv("DEEDBOX_NEW_PASSWORD")
    again = run("rotate", filled, "--new-secrets", *FLOOR, "--json")
    assert (again.code, again.json["content"]["complete"], again.json["epoch"]) == (0, True, 2)
    assert "The secrets are new already" in again.err
    assert run("ls", filled, "--recovery-code-file", kit[1]).code == 3


def test_a119_device_opens_and_authorises_nothing(
    run: Run,
    filled: Path,
    keyring: Keyring,
    tmp_path: Path,
    by_code: tuple[str, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    added = run("slots", filled, "add", "device", "--days", "3", "--name", "desk", "--json", *by_code).json
    assert (added["name"], added["kind"]) == ("desk", "device")
    ((service, _),) = keyring.kept
    assert service == "Deedbox"
    assert PASSWORD not in json.dumps([*keyring.kept.values(), *map(list, keyring.kept)])
    here = ("--slot", "desk")
    monkeypatch.setenv("DEEDBOX_PASSWORD", "unknown")
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "new")
    assert run("cat", filled, "/Safe", *here).raw == b"under the stairs\n"
    assert run("note", filled, "/x", *here, stdin=b"x").code == 0
    for command in (
        ["passwd", filled, *FLOOR],
        ["rotate", filled, *FLOOR],
        ["rotate", filled, "--content", *FLOOR],
        ["rotate", filled, "--new-secrets", *FLOOR],
        ["export", filled, tmp_path / "x", *FLOOR],
        ["slots", filled, "add", "recovery"],
        ["slots", filled, "add", "device"],
        ["slots", filled, "remove", "password"],
        ["slots", filled, "remove", "desk"],
    ):
        refused = run(*command, *here, "--json")
        assert (refused.code, refused.json["error"]["kind"]) == (13, "FactorRequired"), command
    assert len(keyring.kept) == 1
    desk = ways(run, filled, *here)["desk"]
    lasts = datetime.fromisoformat(desk["expires"]) - datetime.fromisoformat(desk["added"])
    assert abs(lasts - timedelta(days=3)) < timedelta(minutes=1)
    assert run("slots", filled, "test", "desk", *by_code).code == 0
    kept = dict(keyring.kept)
    assert run("slots", filled, "remove", "desk", *by_code).code == 0
    assert keyring.kept == {}
    keyring.kept = kept
    assert run("ls", filled, *here).code == 7


def test_device_whose_keyring_has_nothing(run: Run, filled: Path, keyring: Keyring, by_code: tuple[str, Path]) -> None:
    assert run("slots", filled, "add", "device", *by_code).code == 0
    keyring.kept.clear()
    result = run("ls", filled, "--slot", "device")
    assert (result.code, "keyring of this computer" in result.err) == (3, True)
    assert run("slots", filled, "add", "device", "--name", "device", *by_code).code == 14
    assert keyring.kept == {}


def test_device_that_does_not_become_a_way_in_leaves_nothing_in_the_keyring(
    run: Run, filled: Path, keyring: Keyring, by_code: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        assert keyring.kept
        raise Storage("full")

    monkeypatch.setattr("vault.engine.header_change.VaultFiles.change_header", refuse)
    assert run("slots", filled, "add", "device", *by_code).code == 8
    assert keyring.kept == {}


def test_a118_without_a_keyring_nothing_is_stored(
    run: Run, filled: Path, by_code: tuple[str, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    header = (filled / "header.json").read_bytes()
    result = run("slots", filled, "add", "device", "--json", *by_code)
    assert (result.code, result.json["error"]["kind"]) == (12, "KeyringUnavailable")
    assert (filled / "header.json").read_bytes() == header


def test_wrong_tries_are_told_once(
    run: Run, filled: Path, by_code: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEDBOX_PASSWORD", "wrong")
    for _ in range(2):
        assert run("ls", filled).code == 3
    assert "Note: 2 wrong tries" in run("ls", filled, *by_code).err
    assert run("ls", filled, *by_code).err == ""


def test_upkeep_reminds_and_does(
    run: Run, filled: Path, by_code: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = run("upkeep", filled, "--json", *by_code).json
    assert (shown["mode"], shown["days"], shown["due"]) == ("remind", 365, None)
    for nonsense in (["--remind", "0"], ["--remind", "1", "--off"], ["--event", "flood"]):
        assert run("upkeep", filled, *nonsense).code == 2
    assert run("upkeep", filled, "--off", "--json", *by_code).json["next_due"] is None
    lost = run("upkeep", filled, "--event", "device-lost", "--json", *by_code).json
    assert lost["due"] == {"reason": "device lost", "since_days": 0}
    assert "--new-secrets' does it" in run("mkdir", filled, "/x", *by_code).err
    assert run("ls", filled, *by_code).err == ""
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "after")
    assert run("rotate", filled, "--new-secrets", *FLOOR).code == 0
    monkeypatch.setenv("DEEDBOX_PASSWORD", "after")
    assert run("upkeep", filled, "--do", "1", "--json").json["due"] is None
    later = 2 * 86_400_000
    monkeypatch.setattr("vault.engine.upkeep._DAY", 1)
    monkeypatch.setattr("vault.engine.upkeep.last_rotation", lambda vault: vault.platform.clock.now() - later)
    due = run("mkdir", filled, "/y")
    assert "the vault has a new key, as its upkeep says" in due.err
    assert run("info", filled, "--json").json["epoch"] == 3
    assert run("slots", filled, "add", "recovery").code == 0
    # With another way in somebody must look whose it is, so it is only told.
    assert "a new one is due" in run("mkdir", filled, "/z").err
    assert run("info", filled, "--json").json["epoch"] == 3


def test_export_opens_with_the_code_that_opened_the_vault(
    run: Run, filled: Path, kit: Code, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_code = ("--recovery-code-file", kit[1])
    made = run("export", filled, tmp_path / "x", *by_code, *FLOOR)
    assert (made.code, "It opens with the recovery code" in made.out) == (0, True)
    assert run("slots", filled, "add", "recovery", *by_code).code == 0
    refused = run("drill", filled, tmp_path / "x")
    assert (refused.code, "An export has one way in" in refused.err) == (3, True)
    drilled = run("drill", filled, tmp_path / "x", "--new-recovery-code-file", kit[1], "--json").json
    assert (drilled["ok"], drilled["way_in"]) == (True, "recovery")
    monkeypatch.delenv("DEEDBOX_PASSWORD")
    assert run("restore", tmp_path / "x", tmp_path / "W", *by_code).code == 0
    assert run("cat", tmp_path / "W", "/Safe", *by_code).raw == b"under the stairs\n"


def test_generate(run: Run) -> None:
    assert len(run("generate").out.split()) == 6
    made = run("generate", "--words", "4", "--json").json
    assert (len(made["password"].split()), round(made["bits"])) == (4, 52)
    signs = run("generate", "--length", "30", "--no-symbols").out.strip()
    assert len(signs) == 30
    assert signs.isalnum()
    for nonsense in (["--words", "0"], ["--length", "7"], ["--words", "3", "--length", "9"], ["--no-symbols"]):
        assert run("generate", *nonsense).code == 2


# On a terminal


def words_shown(text: bytes) -> list[str]:
    """The words of a kit, in order, out of the columns of a screen."""
    found: dict[int, str] = {}
    for line in text.decode().splitlines():
        pieces = line.split()
        if pieces and pieces[0] == "1.":
            found = {}
        for number, word in zip(pieces[::2], pieces[1::2], strict=False):
            if number.rstrip(".").isdigit() and number.endswith("."):
                found[int(number.rstrip("."))] = word
    return [found[number] for number in sorted(found)]


def test_kit_is_asked_back(filled: Path, kit: Code) -> None:
    """The screen is cleared; a typing error is placed; the right words make it a tested way in."""
    with Conversation(["slots", str(filled), "add", "recovery", "--recovery-code-file", str(kit[1])]) as talk:
        shown = talk.until(b"asked for it once. ")
        words = words_shown(shown)
        assert len(words) == 19
        talk.answer(b"\n")
        assert b"\x1b[2J" in talk.until(b"From the paper: ")
        talk.answer(" ".join([*words[:3], "zebraa", *words[4:]]).encode() + b"\n")
        assert b"typing error in word 4" in talk.until(b"From the paper: ")
        talk.answer(" ".join(words).encode() + b"\n")
        rest = talk.rest()
    assert talk.code == 0
    assert b"It was typed back, and opens the vault." in rest
    assert words[7].encode() not in rest


def test_removal_is_asked_for_by_name(run: Run, filled: Path, kit: Code) -> None:
    assert run("slots", filled, "test", "recovery", "--recovery-code-file", kit[1]).code == 0
    remove = ["slots", str(filled), "remove", "recovery"]
    for typed, left in ((b"no\n", 2), (b"recovery\n", 1)):
        with Conversation(remove) as talk:
            asked = talk.until(b"Type its name to remove it: ")
            talk.answer(typed)
            talk.rest()
        assert (talk.code, b"Only one tested way in remains" in asked) == (0, True)
        assert len(ways(run, filled)) == left


def test_new_secrets_are_asked_for_before_anything_is_done(
    run: Run, filled: Path, kit: Code, monkeypatch: pytest.MonkeyPatch
) -> None:
    rotate = ["rotate", str(filled), "--new-secrets", *FLOOR]
    header = (filled / "header.json").read_bytes()
    with Conversation(rotate) as talk:
        shown = talk.until(b"Type 'new secrets' to go on: ")
        talk.answer(b"\n")
        talk.rest()
    assert (talk.code, b"recovery (recovery) will open the vault no more" in shown) == (11, True)
    assert (filled / "header.json").read_bytes() == header
    with Conversation(rotate) as talk:
        talk.until(b"to go on: ")
        talk.answer(b"new secrets\n")
        for prompt in (b"New password for V: ", b"again: "):
            talk.until(prompt)
            talk.answer(b"letter\n")
        rest = talk.rest()
    assert (talk.code, b"this password is weak" in rest) == (0, True)
    monkeypatch.setenv("DEEDBOX_PASSWORD", "letter")
    assert list(ways(run, filled)) == ["password"]


def test_code_and_shares_are_typed_hidden(run: Run, filled: Path, by_code: tuple[str, Path]) -> None:
    split = ("--shares", "3", "--threshold", "2", "--name", "family")
    made = run("slots", filled, "add", "recovery", *split, "--json", *by_code).json["shares"]
    others = run("slots", filled, "add", "recovery", *split[:-1], "others", "--json", *by_code).json["shares"]
    with Conversation(["ls", str(filled), "--slot", "family"]) as talk:
        talk.until(b"Recovery code for V: ")
        talk.answer(made[2].encode() + b"\n")
        talk.until(b"Share 2 of 2: ")
        talk.answer(made[2].encode() + b"\n")
        assert b"typed already" in talk.until(b"Share 2 of 2: ")
        talk.answer(others[0].encode() + b"\n")
        assert b"do not belong together" in talk.until(b"Share 2 of 2: ")
        talk.answer(made[0].encode() + b"\n")
        rest = talk.rest()
    assert (talk.code, b"Safe" in rest) == (0, True)
    assert made[0].split()[5].encode() not in rest
    with Conversation(["ls", str(filled), "--slot", "recovery"]) as talk:
        for _ in range(3):
            talk.until(b"Recovery code for V: ")
            talk.answer(b"not at all a code\n")
        rest = talk.rest()
    assert (talk.code, b"typing error" in rest) == (3, True)


def test_on_a_terminal_people_hear_what_to_do(run: Run, filled: Path, by_code: tuple[str, Path]) -> None:
    with Conversation(["mkdir", str(filled), "/x"]) as talk:
        rest = talk.rest()
    assert b"guessing this password costs less than it should by now" in rest
    assert b"the recovery kit recovery was never tested" in rest
    assert run("slots", filled, "test", "recovery", *by_code).code == 0
    with Conversation(["mkdir", str(filled), "/y", *map(str, by_code)]) as talk:
        assert b"Note" not in talk.rest()


def test_hostile_header_is_shown_in_words(run: Run, filled: Path) -> None:
    """`info` shows what anybody may have written: kinds of later versions, and years that no calendar has."""
    header = json.loads((filled / "header.json").read_bytes().split(b"\n")[0])
    kit = next(slot for slot in header["slots"] if slot["kind"] == "recovery")
    macs = (filled / "header.json").read_bytes().split(b"\n")[1]

    def write() -> None:
        line = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
        (filled / "header.json").write_bytes(line + b"\n" + macs + b"\n")

    kit.update(kind="device", parameters={"device": "a\u202eb", "entry": "0" * 32, "expires": (1 << 63) - 1})
    write()
    assert "recovery (device a\\u202eb, until 9999-12-31" in run("info", filled).out
    assert run("info", filled, "--json").json["slots"][1]["expires"] == "9999-12-31T00:00:00Z"
    kit.update(kind="fido2", parameters={})
    write()
    assert "recovery (fido2)" in run("info", filled).out
    assert run("ls", filled, "--slot", "recovery").code == 9


def test_a_device_that_has_nothing_is_no_wrong_try(run: Run, filled: Path, keyring: Keyring, by_code: Any) -> None:
    assert run("slots", filled, "add", "device", "--name", "desk", *by_code).code == 0
    keyring.kept.clear()
    assert run("ls", filled, "--slot", "desk").code == 3
    assert "wrong tr" not in run("ls", filled, *by_code).err


def test_a_forgotten_password_gets_no_keyfile_of_another_slot(
    run: Run, filled: Path, by_code: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "with a file")
    keyfile = ("--new-keyfile", tmp_path / "key")
    assert run("slots", filled, "add", "keyfile", "--name", "stick", *keyfile, *by_code, *FLOOR).code == 0
    monkeypatch.setenv("DEEDBOX_PASSWORD", "with a file")
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "remembered")
    opened = ("--keyfile", tmp_path / "key", "--slot", "stick")
    changed = run("passwd", filled, "--forgotten", "password", "--keep-key", "--json", *opened, *FLOOR)
    assert (changed.code, changed.json["slot"]) == (0, "password")
    monkeypatch.setenv("DEEDBOX_PASSWORD", "remembered")
    assert ways(run, filled)["password"]["kind"] == "password"


def test_a_slot_at_hand_is_tested_by_what_is_asked_for(run: Run, filled: Path) -> None:
    """Where there is no terminal to ask at, nothing counts as tested."""
    before = ways(run, filled)["password"]["tested"]
    assert run("slots", filled, "test", "password", "--ask-new-password").code == 2
    assert "way in tested" not in actions(run, filled)
    assert ways(run, filled)["password"]["tested"] >= before
