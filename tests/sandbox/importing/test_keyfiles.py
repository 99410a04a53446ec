"""Key files of KeePass: each kind that KeePassXC takes opens here what it opens there."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.sandbox.importing import forged_keepass as forged
from tests.sandbox.importing.collected import EXPORTS, SECRET, confined, read, told
from vault.sandbox.importing import keepass
from vault.sandbox.importing.entries import MOST_KEYFILE, Refusal, Refused, Secret
from vault.sandbox.importing.keepass_factors import composite_key
from vault.sandbox.importing.sources import read_keyfile

KEY = hashlib.sha256(b"a key").digest()
DIGEST = hashlib.sha256(KEY).digest()[:4].hex().upper()
PASSWORDS = {"v1": None, "v2": SECRET, "raw": SECRET, "hex": None, "any": SECRET}
"""Made by keepassxc-cli, with a password and without; v1 and v2 are KDBX 3.1, the others 4."""


def keyfile(kind: str) -> bytes:
    return next(EXPORTS.glob(f"keyfile-{kind}.key*")).read_bytes()


def xml(version: str, data: str, more: str = "") -> bytes:
    inside = f"<Meta><Version>{version}</Version></Meta>\n<Key>\n\t<Data{more}>{data}</Data></Key>"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<KeyFile>{inside}</KeyFile>\n'.encode()


FORMS = {
    "raw": KEY,
    "hexadecimal": KEY.hex().encode(),
    "capitals": KEY.hex().upper().encode(),
    "version 1": xml("1.00", base64.b64encode(KEY).decode()),
    "version 1.0": b"\xef\xbb\xbf" + xml("1.0", f"\n  {base64.b64encode(KEY).decode()}\n"),
    "version 2": xml("2.0", " ".join(KEY.hex()[at : at + 8] for at in range(0, 64, 8)), f' Hash="{DIGEST}"'),
}
"""One key in each form."""
FILES = {
    "words": b"a picture, or any other file",
    "digits and a line feed": KEY.hex().encode() + b"\n",
    "64 that are not digits": b"g" * 64,
    "another kind of xml": b"<!DOCTYPE html>\n<html><body><KeyFile/></body></html>",
    "xml that breaks off": FORMS["version 2"][:-12],
    "xml that speaks of it": b"<Other><KeyFile></KeyFile></Other>",
    "large": b"<KeyFile>" + bytes(1 << 20),
}
"""Files that are none of KeePass's own, whatever they look like."""


@pytest.mark.parametrize("kind", PASSWORDS)
def test_database_of_keepassxc_opens_with_its_key_file(kind: str) -> None:
    database, password = EXPORTS / f"keyfile-{kind}.kdbx", PASSWORDS[kind]
    found = confined(database, password, keyfile=keyfile(kind))[1]
    assert told(found.text("Savings")) == [("User name", "anna"), ("Website", "https://bank.example")]
    content = database.read_bytes()
    for given, wrong, why in (
        (None, None, Refusal.NEEDS_SECRET),
        (password, None, Refusal.WRONG_SECRET if password else Refusal.NEEDS_SECRET),
        (password, b"another", Refusal.WRONG_SECRET),
        (SECRET if password is None else None, keyfile(kind), Refusal.WRONG_SECRET),
        ("", keyfile(kind), Refusal.WRONG_SECRET),
    ):
        with pytest.raises(Refused) as refused:
            read(keepass, content, given, wrong)
        assert refused.value.why is why, (given, wrong)


def test_one_key_in_each_form_is_one_key() -> None:
    digest = hashlib.sha256(SECRET.encode()).digest()
    for name, content in FORMS.items():
        assert composite_key(Secret(None, content)) == hashlib.sha256(KEY).digest(), name
        assert composite_key(Secret(SECRET, content)) == hashlib.sha256(digest + KEY).digest(), name
    for name, content in FILES.items():
        assert composite_key(Secret(None, content)) == hashlib.sha256(hashlib.sha256(content).digest()).digest(), name


@pytest.mark.skipif(not shutil.which("keepassxc-cli"), reason="compares with keepassxc-cli")
@pytest.mark.parametrize("name", [*FORMS, *FILES])
def test_keepassxc_understands_each_as_it_is_understood_here(tmp_path: Path, name: str) -> None:
    key, database = tmp_path / "key", tmp_path / "made.kdbx"
    key.write_bytes(FORMS.get(name) or FILES[name])
    made = ["keepassxc-cli", "db-create", "-q", "-t", "100", "--set-key-file", str(key), str(database)]
    subprocess.run(made, check=True, capture_output=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert read(keepass, database.read_bytes(), None, key.read_bytes()).entries == {}


@pytest.mark.parametrize(
    "content",
    [
        xml("2.0", KEY.hex(), f' Hash="{DIGEST[:-1]}0"' if DIGEST[-1] != "0" else ' Hash="00000000"'),
        xml("2.0", "ff" + KEY.hex()[2:], f' Hash="{DIGEST}"'),
        xml("2.0", KEY.hex()[2:]),
        xml("2.0", base64.b64encode(KEY).decode()),
        xml("2.0", KEY.hex(), ' Hash="no"'),
        xml("1.00", "not base64!"),
        xml("1.00", ""),
        xml("3.0", KEY.hex()),
        b"<KeyFile></KeyFile>",
        b"<KeyFile><Meta><Version>1.00</Version></Meta></KeyFile>",
    ],
)
def test_a109_a_damaged_key_file_is_told_from_a_wrong_one(content: bytes) -> None:
    database = forged.version_4(forged.document(forged.entry("a")))
    for password in (None, forged.PASSWORD):
        with pytest.raises(Refused) as refused:
            read(keepass, database, password, content)
        assert refused.value.why is Refusal.KEYFILE


def test_a109_a_hostile_key_file_is_any_file() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><KeyFile>&a;</KeyFile>'
    deep = b"<KeyFile>" + b"<x>" * 20_000
    for content in (laughs, deep):
        assert composite_key(Secret(None, content)) == hashlib.sha256(hashlib.sha256(content).digest()).digest()


def test_the_largest_key_file_crosses_the_pipe(tmp_path: Path) -> None:
    content = os.urandom(MOST_KEYFILE)
    (tmp_path / "key").write_bytes(content)
    (tmp_path / "a.kdbx").write_bytes(forged.version_4(forged.document()))
    with pytest.raises(Refused) as refused:
        confined(tmp_path / "a.kdbx", forged.PASSWORD, keyfile=read_keyfile(tmp_path / "key"))
    assert refused.value.why is Refusal.WRONG_SECRET


def test_what_is_no_key_file_is_refused_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "large").write_bytes(b"x")
    os.truncate(tmp_path / "large", MOST_KEYFILE + 1)
    os.mkfifo(tmp_path / "pipe")
    writer = os.open(tmp_path / "pipe", os.O_RDWR)
    os.write(writer, b"x")
    for name in ("empty", "large", "pipe", "missing", "."):
        with pytest.raises(Refused) as refused:
            read_keyfile(tmp_path / name)
        assert refused.value.why is Refusal.KEYFILE, name
    os.close(writer)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real").write_bytes(b"found")
    assert read_keyfile(tmp_path / "link") == b"found"


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="/proc counts what is open")
def test_a_folder_that_is_no_key_file_is_closed(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(Refused):
        read_keyfile(tmp_path)
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_key_is_in_no_repr() -> None:
    assert repr(KEY)[2:-1] not in repr(Secret("violin", KEY))
    assert "violin" not in repr(Secret("violin", KEY))
