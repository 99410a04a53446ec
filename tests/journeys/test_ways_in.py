"""One vault and every way into it, with the command alone: made, used, removed, and all replaced when a key leaks."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import FLOOR, PROGRAM, ROOT
from tests.unlock.login_keyring import LoginKeyring, login_keyring, missing, needs_keyring


class Person:
    """Somebody at a computer with a vault. No secret of theirs is ever an argument."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.vault = home / "Papers.deedbox"
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": str(ROOT)}
        self.environment["DEEDBOX_STATE"] = str(home / "state")

    def says(self, command: str, *options: str | Path, password: str = "", new: str = "") -> tuple[int, bytes, str]:
        """Exit code, standard output and standard error of a command on the vault."""
        secrets = {"DEEDBOX_PASSWORD": password, "DEEDBOX_NEW_PASSWORD": new}
        name, *rest = command.split()
        done = subprocess.run(
            [*PROGRAM, name, str(self.vault), *rest, *map(str, options)],
            env={**self.environment, **{variable: value for variable, value in secrets.items() if value}},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr.decode()

    def does(self, command: str, *options: str | Path, password: str = "", new: str = "") -> bytes:
        """The same, where it must work."""
        code, out, err = self.says(command, *options, password=password, new=new)
        assert code == 0, err
        return out

    def opens(self, *options: str | Path, password: str = "") -> bool:
        """Whether a way in gives the note back; otherwise it is refused as a wrong one."""
        code, out, err = self.says("cat /Deed", *options, password=password)
        assert code in (0, 3, 7), err
        assert (out == b"The house is ours.\n") == (code == 0)
        return code == 0


@pytest.fixture
def person(tmp_path: Path) -> Person:
    """With a vault that opens with a password, and a note in it."""
    person = Person(tmp_path)
    (tmp_path / "deed").write_bytes(b"The house is ours.\n")
    person.does("create", *FLOOR, password="first")
    person.does("note /Deed", "--from", tmp_path / "deed", password="first")
    return person


@pytest.fixture
def keyring(person: Person) -> Iterator[LoginKeyring | None]:
    """A real Secret Service, where there is one."""
    if missing():
        yield None
        return
    with login_keyring() as started:
        person.environment.update(started.environment, HOME=str(person.home))
        yield started


def test_every_way_in(person: Person, keyring: LoginKeyring | None) -> None:
    key, paper = person.home / "key", person.home / "paper"
    made = json.loads(person.does("slots add recovery --name kit --json", password="first"))
    paper.write_text(made["code"])
    by_code = ("--recovery-code-file", paper)
    person.does("slots test kit", "--new-recovery-code-file", paper, password="first")
    person.does("slots add keyfile --name stick", "--keyfile", key, *FLOOR, password="first", new="second")
    if keyring is not None:
        person.does("slots add device --name desk --days 2", *by_code)
        assert made["code"] not in keyring.seen_from_outside("service", "Deedbox")

    assert person.opens(password="first")
    assert person.opens("--keyfile", key, password="second")
    assert person.opens(*by_code)
    assert person.opens("--slot", "desk") == (keyring is not None)
    assert not person.opens(password="second")
    assert not person.opens("--keyfile", key, password="first")

    # The paper in the safe goes on working without having been there when the key was changed.
    kept = ["--keep-slot", "kit", "--keep-slot", "stick", *(["--keep-slot", "desk"] if keyring else [])]
    person.does("rotate", *kept, *FLOOR, password="first")
    assert person.opens(*by_code)
    assert person.opens("--keyfile", key, password="second")

    person.does("slots remove stick", *by_code)
    assert not person.opens("--keyfile", key, password="second")

    # The password is forgotten, and the kit sets another.
    kept = ["--keep-slot", "desk"] if keyring else []
    person.does("passwd", *by_code, *kept, *FLOOR, new="third")
    assert person.opens(password="third")
    assert not person.opens(password="first")

    # A key has leaked: only what is made now opens the vault.
    code, out, err = person.says("rotate --new-secrets --kit --json", *FLOOR, password="third", new="fourth")
    assert code == 0
    gone = {"kit", *(["desk"] if keyring else [])}
    assert {one["name"] for one in json.loads(out)["removed"]} == gone
    assert all(f"{name} (" in err for name in gone)
    assert not person.opens(password="third")
    assert not person.opens(*by_code)
    assert not person.opens("--slot", "desk")
    assert person.opens(password="fourth")
    paper.write_text(json.loads(out)["code"])
    assert person.opens(*by_code)
    person.does("check", *by_code)
    trail = [entry["action"] for entry in json.loads(person.does("audit --verify --json", *by_code))]
    for action in ("way in added", "way in tested", "way in removed", "new vault key", "password changed"):
        assert action in trail


@needs_keyring
def test_a119_removed_device_opens_no_more(person: Person, keyring: LoginKeyring) -> None:
    """Its slot is removed where its keyring is not at hand; what that keeps is of no use from then on."""
    person.does("slots add device --name desk", password="first")
    assert person.opens("--slot", "desk")
    elsewhere = dict(person.environment)
    del elsewhere["DBUS_SESSION_BUS_ADDRESS"]
    here, person.environment = person.environment, elsewhere
    code, _, err = person.says("cat /Deed --slot desk")
    assert (code, "keyring" in err) == (12, True)
    person.does("slots remove desk", password="first")
    person.environment = here
    assert "secret = " in keyring.seen_from_outside("service", "Deedbox")
    assert not person.opens("--slot", "desk")
