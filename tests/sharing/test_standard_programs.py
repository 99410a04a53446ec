"""Without Deedbox on the other side: age, tar, ssh-keygen and sha256sum open and verify what is made here, by the
instructions to the letter; and what is made with them by hand is received here."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sharing.parties import contents, fill, person
from tests.sharing.test_interop_age import typed
from vault.engine.errors import ShareRefused
from vault.engine.vault import Vault
from vault.sharing import contacts, giving, identity, receiving, taking
from vault.sharing.age import Passphrase, X25519Identity
from vault.sharing.identity import recipient_fingerprint
from vault.sharing.instructions import instructions

PROGRAMS = ("age", "age-keygen", "tar", "ssh-keygen", "sha256sum")
pytestmark = pytest.mark.skipif(not all(map(shutil.which, PROGRAMS)), reason="standard programs are not here")

FILES = {"Papers/letter.txt": b"Dear you\n", "Papers/Grüße": b"\xff" * 100_000, "Papers/it's 1": b"quoted", "b": b""}


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Vault]:
    with person(tmp_path, "Anna") as vault:
        yield vault


def key_of(kind: str, place: Path) -> str:
    """A new key in `place`/key.txt, made by its own program; what can be encrypted to."""
    file = place / "key.txt"
    if kind == "age":
        subprocess.run(["age-keygen", "-o", str(file)], check=True, capture_output=True)
        return str(re.findall("age1[0-9a-z]+", file.read_text())[0])
    options = ["-t", "ed25519"] if kind == "ssh-ed25519" else ["-t", "rsa", "-b", "2048"]
    subprocess.run(["ssh-keygen", "-q", *options, "-N", "", "-f", str(file)], check=True)
    return (place / "key.txt.pub").read_text()


def steps(text: str) -> list[str]:
    """The commands of the instructions: what stands indented below each number."""
    blocks = re.split(r"^[123]\. .*$", text, flags=re.MULTILINE)[1:]
    return ["\n".join(line[3:] for line in block.splitlines() if line.startswith("   ")) for block in blocks]


def follow(command: str, place: Path) -> subprocess.CompletedProcess[bytes]:
    """A command in a folder, with the programs every system has, and age."""
    return subprocess.run(
        ["sh", "-c", command],
        cwd=place,
        env={"PATH": "/usr/bin:/bin", "HOME": str(place), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("kind", ["age", "ssh-ed25519", "ssh-rsa"])
@pytest.mark.parametrize("name", ["share.age", "For you's, (1).age", "-x.age"])
def test_the_instructions_are_followed_to_the_letter(anna: Vault, tmp_path: Path, kind: str, name: str) -> None:
    place = tmp_path / "clean"
    place.mkdir()
    whom = giving.addressees(anna, [], [key_of(kind, place)])
    giving.share(anna, fill(anna, tmp_path / "in", FILES), place / name, whom)
    sender = identity.current(anna).card.signing_key
    decrypting, unpacking, verifying = steps(instructions(name, [one.card for one in whom], sender))
    for command in (decrypting, unpacking):
        done = follow(command, place)
        assert done.returncode == 0, done.stderr
    done = follow(verifying, place)
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().splitlines()[-1] == "All of it is as it was signed."
    assert {path: (place / "files" / path).read_bytes() for path in FILES} == FILES
    # And each of these is seen.
    for file, old, new in (
        ("files/Papers/letter.txt", b"Dear", b"Dead"),
        ("SHA256SUMS", b"letter.txt", b"letter.tx_"),
        ("MANIFEST.json", b"letter", b"lettre"),
        ("MANIFEST.json.sig", b"c2hhcmVAZGVlZGJveA", b"c2hhcmVAZGVlZGJveB"),
    ):
        whole = (place / file).read_bytes()
        assert old in whole
        (place / file).write_bytes(whole.replace(old, new))
        assert follow(verifying, place).returncode != 0, file
        (place / file).write_bytes(whole)
    (place / "files/Papers/letter.txt").write_bytes(b"other")
    listing = follow("find files -type f -print0 | xargs -0 sha256sum", place).stdout
    (place / "SHA256SUMS").write_bytes(listing)
    assert follow("sha256sum --strict -c SHA256SUMS", place).returncode == 0
    assert follow(verifying, place).returncode != 0, "files and sums exchanged together"


def test_a_passphrase_is_typed_into_age(anna: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "clean"
    place.mkdir()
    items = fill(anna, tmp_path / "in", FILES)
    giving.share(anna, items, place / "share.age", [], passphrase=Passphrase("Grüße 1".encode(), work=10))
    sender = identity.current(anna).card.signing_key
    decrypting, unpacking, verifying = steps(instructions("share.age", [], sender, passphrase=True))
    assert decrypting.strip() == "age -d -o share.tar share.age"
    monkeypatch.chdir(place)
    assert typed(*decrypting.split()[1:], answers=[(b"passphrase", "Grüße 1".encode())]) == 0
    assert follow(unpacking, place).returncode == 0
    assert follow(verifying, place).returncode == 0
    assert "-i" not in instructions("share.age", [], sender, passphrase=True).split("1.")[1].split("2.")[0]


def by_hand(place: Path, files: dict[str, bytes], recipients: list[str], sender: str = "sender") -> bytes:
    """A share made with standard programs and section 16 of docs/format.md; the signing key is `place`/sender."""
    top = place / "hand"
    if not (place / sender).exists():
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(place / sender)], check=True)
    for path, content in files.items():
        (top / "files" / path).parent.mkdir(parents=True, exist_ok=True)
        (top / "files" / path).write_bytes(content)
        os.utime(top / "files" / path, (1_700_000_000, 1_700_000_000))
    names = [f"files/{path}" for path in files]
    sums = subprocess.run(["sha256sum", *names], cwd=top, capture_output=True, check=True).stdout
    (top / "SHA256SUMS").write_bytes(sums)
    items = [
        {
            "kind": "file",
            "modified": 1_700_000_000 * 10**9,
            "path": path,
            "sha256": hashlib.sha256(content).hexdigest(),
            "size": len(content),
        }
        for path, content in files.items()
    ]
    manifest = {
        "bundle": os.urandom(16).hex(),
        "deedbox-share": 1,
        "items": items,
        "recipients": [recipient_fingerprint(one).hex() for one in recipients],
        "sender": " ".join((place / f"{sender}.pub").read_text().split()[:2]),
        "sums": hashlib.sha256(sums).hexdigest(),
        "time": 1_700_000_000_000,
    }
    (top / "MANIFEST.json").write_text(json.dumps(manifest, sort_keys=True, separators=(",", ":")) + "\n")
    (top / "MANIFEST.json.sig").unlink(missing_ok=True)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(place / sender), "-n", "share@deedbox", "MANIFEST.json"]
    subprocess.run(command, cwd=top, check=True, capture_output=True)
    closing = ["SHA256SUMS", "MANIFEST.json", "MANIFEST.json.sig"]
    for name in closing:
        os.utime(top / name, (1_700_000_000, 1_700_000_000))
    form = ["--format=gnu", "-b1", "--owner=0", "--group=0", "--numeric-owner", "--mode=0600", "--no-recursion"]
    return subprocess.run(["tar", "-c", *form, *names, *closing], cwd=top, capture_output=True, check=True).stdout


def test_what_was_made_by_hand_is_received(anna: Vault, tmp_path: Path) -> None:
    """To an X25519 key and an SSH key imported here, which Debian's age encrypts to; signed by ssh-keygen."""
    key = X25519Identity(os.urandom(32))
    identity.import_key(anna, key.encoded().encode())
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "own")], check=True)
    ssh = identity.import_key(anna, (tmp_path / "own").read_bytes())
    for number, recipient in enumerate((str(key.recipient), ssh.recipient)):
        archive = by_hand(tmp_path, FILES, [recipient])
        out = tmp_path / f"{number}.age"
        subprocess.run(["age", "-r", recipient, "-o", str(out)], input=archive, check=True)
        opened = receiving.open_share(anna, out)
        assert (opened.sender, opened.card, opened.count) == ("new" if number else "unknown", None, 4)
        if not number:
            contacts.add(anna, (tmp_path / "sender.pub").read_bytes(), "Server")
        taken = taking.take(anna, opened)
        assert opened.contact is not None
        found = {path: content for path, content in contents(anna, taken.folder).items() if not path.endswith(b"/")}
        assert len(found) == 4 * (number + 1)
        assert found[b"Papers/letter.txt"] == FILES["Papers/letter.txt"]
    for_others = by_hand(tmp_path, {"a": b"x"}, [str(X25519Identity(bytes(32)).recipient)])
    out = tmp_path / "others.age"
    subprocess.run(["age", "-r", str(key.recipient), "-o", str(out)], input=for_others, check=True)
    with pytest.raises(ShareRefused) as refused:
        receiving.open_share(anna, out)
    assert refused.value.reason == "not for you"


def test_a_passphrase_of_age_opens_here(anna: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.tar").write_bytes(by_hand(tmp_path, {"a": b"x"}, []))
    monkeypatch.chdir(tmp_path)
    twice = [(b"passphrase", b"open"), (b"onfirm", b"open")]
    assert typed("-p", "-o", "a.age", "a.tar", answers=twice) == 0
    opened = receiving.open_share(anna, tmp_path / "a.age", Passphrase(b"open"))
    assert opened.count == 1
    opened.drop()


def test_a_manifest_has_no_secret_in_it(anna: Vault, tmp_path: Path) -> None:
    """Names of items, the sender's card, digests of keys; nothing of contacts, and no name of the vault."""
    place = tmp_path / "clean"
    place.mkdir()
    recipient = key_of("age", place)
    contacts.add(anna, recipient.encode(), "A very private name")
    whom = giving.addressees(anna, [], [recipient])
    giving.share(anna, fill(anna, tmp_path / "in", {"a": b"x"}), place / "s", whom)
    plain = subprocess.run(["age", "-d", "-i", "key.txt", "s"], cwd=place, capture_output=True, check=True).stdout
    assert b"private name" not in plain
    at = plain.index(b'{"bundle"')
    document = json.loads(plain[at : plain.index(b"}\n", at) + 1])
    assert sorted(document) == ["bundle", "card", "deedbox-share", "items", "recipients", "sender", "sums", "time"]
    assert base64.b64decode(document["card"]) == identity.current(anna).source
    assert document["recipients"] == [recipient_fingerprint(recipient).hex()]
