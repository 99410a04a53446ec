"""`identity`, `contact`, `share`, `receive` and `shares`: between two vaults, and with programs that are not ours."""

from __future__ import annotations

import functools
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import PASSWORD, Run
from tests.conftest import CHEAP
from vault.engine.vault import Vault
from vault.sharing.age import Passphrase
from vault.unlock.password import Password


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that cost nothing: these are many commands."""
    for module in ("engine.vault", "backup.export"):
        monkeypatch.setattr(f"vault.{module}.KdfPolicy", lambda: CHEAP)
    monkeypatch.setattr("vault.cli.exporting.chosen_policy", lambda *_: CHEAP)
    monkeypatch.setattr("vault.cli.sharing.Passphrase", functools.partial(Passphrase, work=8))


@pytest.fixture
def anna(tmp_path: Path) -> Path:
    return created(tmp_path / "Anna.deedbox")


@pytest.fixture
def ben(tmp_path: Path) -> Path:
    return created(tmp_path / "Ben.deedbox")


def created(path: Path) -> Path:
    Vault.create(path, Password(PASSWORD.encode()), policy=CHEAP).lock()
    return path


@pytest.fixture
def papers(tmp_path: Path, anna: Path, run: Run) -> Path:
    """What Anna has: a folder with files, and a note."""
    folder = tmp_path / "Papers"
    (folder / "sub").mkdir(parents=True)
    (folder / "letter.txt").write_bytes(b"Dear Ben\n")
    (folder / "sub" / "Grüße.bin").write_bytes(bytes(range(256)) * 100)
    (folder / "empty").write_bytes(b"")
    assert run("add", anna, folder).code == 0
    assert run("note", anna, "/Plan", stdin=b"meet at noon\n").code == 0
    return folder


def test_the_whole_way_between_two_vaults(run: Run, anna: Path, ben: Path, papers: Path, tmp_path: Path) -> None:
    card = tmp_path / "ben.card"
    his = run("identity", ben, "--name", "Ben", "--out", card, "--json").json
    assert his["card"] == card.read_text()
    assert run("contact", anna, "add", card).code == 0
    hers = run("identity", anna, "--name", "Anna Ö", "--json").json
    (tmp_path / "anna.card").write_text(hers["card"])
    added = run("contact", ben, "add", tmp_path / "anna.card", "--json").json
    assert (added["name"], added["state"], added["words"]) == ("Anna Ö", "new", hers["words"])
    out = tmp_path / "share.age"
    shared = run("share", anna, "/Papers", "/Plan", "--to", "Ben", "--out", out, "--json")
    assert shared.code == 0
    assert "not compared" in shared.err
    assert (shared.json["items"], shared.json["size"]) == (4, out.stat().st_size)
    assert run("contact", ben, "verify", "anna ö", *hers["words"]).code == 0
    received = run("receive", ben, out, "--json")
    assert received.code == 0
    assert (received.json["from"], received.json["verified"]) == ("Anna Ö", True)
    assert sorted(item["path"] for item in received.json["items"]) == [
        "/Inbox/Papers/empty",
        "/Inbox/Papers/letter.txt",
        "/Inbox/Papers/sub/Grüße.bin",
        "/Inbox/Plan",
    ]
    assert run("cat", ben, "/Inbox/Papers/sub/Grüße.bin").raw == (papers / "sub/Grüße.bin").read_bytes()
    again = run("receive", ben, out)
    assert (again.code, "taken in before" in again.err) == (10, True)
    assert [row["sent"] for row in run("shares", anna, "--json").json] == [True]
    assert run("shares", ben, "--contact", "Anna Ö", "--json").json[0]["names"] == ["Papers", "Plan"]


def test_the_card_as_file_and_qr(run: Run, anna: Path, tmp_path: Path) -> None:
    card, svg, png = tmp_path / "card", tmp_path / "card.svg", tmp_path / "card.png"
    shown = run("identity", anna, "--name", "Anna", "--out", card, "--qr", svg)
    assert shown.code == 0
    made = run("identity", anna, "--qr", png, "--json").json
    assert all(word in shown.out for word in made["words"])
    assert (made["recipient"][:7], made["signing_key"][:12], made["earlier"]) == ("age1pq1", "ssh-ed25519 ", 0)
    assert svg.read_bytes().startswith(b"<?xml")
    assert png.read_bytes().startswith(b"\x89PNG")
    assert run("identity", anna, "--out", card).code == 14
    assert run("identity", anna, "--out", card, "--force").code == 0
    assert run("identity", anna, "--qr", tmp_path / "card.gif").code == 2
    assert run("identity", anna, "--name", "Other").code == 14
    before = run("identity", anna, "--json").json
    for option in ("--out", "--qr"):
        assert run("identity", anna, "--renew", option, svg).code == 14
    assert run("identity", anna, "--renew", "--out", tmp_path / "no" / "where").code == 7
    assert run("identity", anna, "--json").json == before, "nothing is renewed for a card that cannot be written"
    renewed = run("identity", anna, "--name", "Other", "--renew", "--json").json
    assert (renewed["name"], renewed["earlier"]) == ("Other", 1)


def test_an_identity_gets_a_name_if_nobody_says_one(run: Run, anna: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "anna-at-home")
    made = run("identity", anna, "--json")
    assert (made.code, made.json["name"]) == (0, "anna-at-home")
    assert "anna-at-home" in made.err


def test_keys_of_elsewhere(run: Run, anna: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = tmp_path / "key"
    key.write_text("AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0SWRYDWG\n")
    [imported] = run("identity", anna, "--import", key, "--json").json["imported"]
    assert imported["recipient"].startswith("age13aqvt")
    assert run("identity", anna, "--import", key).code == 14
    assert run("identity", anna, "--forget", imported["id"][:6], "--json").json["imported"] == []
    assert run("identity", anna, "--forget", imported["id"]).code == 7
    assert run("identity", anna, "--import", tmp_path / "nothing").code == 7
    if shutil.which("ssh-keygen"):
        options = ["-t", "ed25519", "-a", "1", "-N", "sesame", "-f", str(tmp_path / "ssh")]
        subprocess.run(["ssh-keygen", "-q", *options], check=True)
        assert run("identity", anna, "--import", tmp_path / "ssh").code == 2
        monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "wrong")
        assert run("identity", anna, "--import", tmp_path / "ssh").code == 3
        monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "sesame")
        [imported] = run("identity", anna, "--import", tmp_path / "ssh", "--json").json["imported"]
        assert imported["kind"] == "ssh-ed25519"


def test_contacts_by_the_command(run: Run, anna: Path, ben: Path, tmp_path: Path) -> None:
    run("identity", ben, "--name", "Ben", "--out", tmp_path / "ben")
    words = run("identity", ben, "--json").json["words"]
    assert run("contact", anna, "list").out.startswith("There are no contacts yet")
    assert run("contact", anna, "add", "age1nonsense", "--name", "x").code == 4
    assert run("contact", anna, "add", tmp_path / "nothing", "--name", "x").code == 7
    key = "age13aqvttdk3ujkyjh9kg2w5an6dmy5mq5a84a4uxk3hfhnugfc9p0sy5p2wh"
    assert run("contact", anna, "add", key).code == 2
    assert run("contact", anna, "add", key, "--name", "Server", "--json").json["signing_key"] is None
    assert run("contact", anna, "add", tmp_path / "ben").code == 0
    assert run("contact", anna, "verify", "Ben", *words[:5], "abacus").code == 14
    assert run("contact", anna, "verify", "Ben", "typing", "errors").code == 2
    assert run("contact", anna, "verify", "Ben", " ".join(words)).code == 0
    run("identity", ben, "--renew")
    run("identity", ben, "--renew", "--out", tmp_path / "ben", "--force")
    changed = run("contact", anna, "add", tmp_path / "ben", "--json").json
    assert (changed["state"], changed["words"]) == ("changed", words)
    assert "CHANGED" in run("contact", anna, "list").out
    fingerprint = run("identity", ben, "--json").json["fingerprint"]
    assert run("contact", anna, "verify", "ben", fingerprint.lower(), "--json").json["state"] == "verified"
    assert run("contact", anna, "rename", "Ben", "Benjamin").code == 0
    assert [one["name"] for one in run("contact", anna, "list", "--json").json] == ["Benjamin", "Server"]
    assert run("contact", anna, "remove", "Benjamin").code == 0
    assert run("contact", anna, "remove", "Benjamin").code == 7
    assert run("contact", anna, "rename", "x").code == 2


def test_what_a_share_refuses(run: Run, anna: Path, ben: Path, papers: Path, tmp_path: Path) -> None:
    run("identity", ben, "--name", "Ben", "--out", tmp_path / "ben")
    run("contact", anna, "add", tmp_path / "ben")
    out, key = tmp_path / "out", "age13aqvttdk3ujkyjh9kg2w5an6dmy5mq5a84a4uxk3hfhnugfc9p0sy5p2wh"
    assert run("share", anna, "/Plan", "--out", out).code == 2
    assert run("share", anna, "/Plan", "--to", "Nobody", "--out", out).code == 7
    assert run("share", anna, "/nothing", "--to", "Ben", "--out", out).code == 7
    assert run("share", anna, "/Plan", "--to", "Ben", "--out", anna / "x").code == 10
    assert run("share", anna, "/Plan", "--to", "Ben", "--out", tmp_path / "no" / "x").code == 7
    assert run("share", anna, "/Plan", "--to", "Ben", key, "--out", out).code == 10
    assert not out.exists()
    mixed = run("share", anna, "/Plan", "--to", "Ben", key, "--out", out, "--mixed", "--json")
    assert (mixed.code, len(mixed.json["recipients"]), "quantum" in mixed.err) == (0, 2, True)
    assert run("share", anna, "/Plan", "--to", "Ben", "--out", out).code == 14
    assert run("share", anna, "/Plan", "--to", tmp_path / "ben", "--out", out, "--force").code == 0
    unknown = run("receive", ben, out)
    assert (unknown.code, "nobody you know" in unknown.err) == (10, True)
    assert run("ls", ben, "--json").json == []
    (tmp_path / "cut").write_bytes(out.read_bytes()[:-40])
    cut = run("receive", ben, tmp_path / "cut")
    assert (cut.code, "share" in cut.err) == (4, True)
    assert run("receive", ben, tmp_path / "nothing").code == 7
    assert run("receive", anna, out).code == 10
    assert run("receive", ben, out, "--to", "/Nowhere").code == 7
    run("mkdir", ben, "/Here")
    taken = run("receive", ben, out, "--to", "/Here", "--unknown-sender", "--json").json
    assert (taken["sender"], taken["verified"], [item["path"] for item in taken["items"]]) == (
        "unknown",
        False,
        ["/Here/Plan"],
    )


def test_a_passphrase_and_instructions(
    run: Run, anna: Path, ben: Path, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, text = tmp_path / "out", tmp_path / "how.txt"
    secret = tmp_path / "secret"
    secret.write_text("a phrase\n")
    way = ("--passphrase", "--new-password-file", secret)
    assert run("share", anna, "/Plan", "--out", out, *way, "--instructions", text).code == 0
    assert "age -d -o share.tar out" in text.read_text()
    again = run("share", anna, "/Plan", "--out", tmp_path / "second", *way, "--instructions", text)
    assert (again.code, (tmp_path / "second").exists()) == (14, False), "before anything is shared"
    assert run("receive", ben, out, "--unknown-sender").code == 2
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "other")
    assert run("receive", ben, out, "--unknown-sender").code == 3
    assert run("receive", ben, out, "--unknown-sender", "--new-password-file", secret).code == 0
    assert run("cat", ben, "/Inbox/Plan").raw == b"meet at noon\n"
    [row] = run("shares", anna, "--json").json
    assert (row["passphrase"], row["parties"], row["names"]) == (True, [], ["Plan"])
    assert "to a passphrase" in run("shares", anna).out


def test_an_export_has_the_identity_only_if_that_is_asked_for(
    run: Run, anna: Path, ben: Path, papers: Path, tmp_path: Path
) -> None:
    run("identity", ben, "--name", "Ben", "--out", tmp_path / "ben")
    words = run("identity", anna, "--name", "Anna", "--json").json["words"]
    run("contact", anna, "add", tmp_path / "ben")
    run("share", anna, "/Plan", "--to", "Ben", "--out", tmp_path / "out")
    for name, option in (("plain", []), ("with", ["--with-identity"])):
        assert run("export", anna, tmp_path / name, *option).code == 0
        restored = tmp_path / f"{name}.deedbox"
        assert run("restore", tmp_path / name, restored).code == 0
        assert [one["name"] for one in run("contact", restored, "list", "--json").json] == ["Ben"]
        assert run("shares", restored, "--json").json[0]["names"] == ["Plan"]
        kept = run("identity", restored, "--json").json["words"] == words
        assert kept == bool(option)


def test_two_things_are_not_written_into_one_file(
    run: Run, anna: Path, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEDBOX_NEW_PASSWORD", "between us")
    one, same = tmp_path / "one.svg", tmp_path / "Papers" / ".." / "one.svg"
    assert run("share", anna, "/Plan", "--out", one, "--passphrase", "--instructions", same).code == 2
    assert run("share", anna, "/Plan", "--out", one, "--passphrase", "--instructions", same, "--force").code == 2
    assert run("identity", anna, "--out", one, "--qr", same).code == 2
    assert not one.exists()
    assert run("shares", anna, "--json").json == []
