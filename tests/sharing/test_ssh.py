"""SSH keys and signatures, against `ssh-keygen` and `age` where they are."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from vault.engine.errors import ShareRefused
from vault.sharing import age, sshsig
from vault.sharing.age import ssh

KEYGEN, AGE = shutil.which("ssh-keygen"), shutil.which("age")
needs_keygen = pytest.mark.skipif(KEYGEN is None, reason="ssh-keygen is not here")
needs_age = pytest.mark.skipif(AGE is None, reason="age is not here")


def keygen(path: Path, *arguments: str) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-N", "", "-f", str(path), *arguments], check=True, capture_output=True)
    return path


def run(*command: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([str(word) for word in command], input=stdin, capture_output=True, check=False)


@needs_keygen
@pytest.mark.parametrize(("kind", "bits"), [("ed25519", "256"), ("rsa", "2048"), ("rsa", "3072")])
def test_a094_ssh_keys_open_what_is_for_them(tmp_path: Path, kind: str, bits: str) -> None:
    key, other = (keygen(tmp_path / name, "-t", kind, "-b", bits) for name in ("key", "other"))
    recipient = ssh.parse_public(key.with_suffix(".pub").read_text())
    data = b"".join(map(bytes, age.encrypt([b"for an ssh key"], [recipient])))
    identity, stranger = (ssh.parse_private(one.read_bytes()) for one in (key, other))
    assert b"".join(map(bytes, age.decrypt(io.BytesIO(data), [stranger, identity]))) == b"for an ssh key"
    with pytest.raises(ShareRefused):
        age.decrypt(io.BytesIO(data), [stranger])
    if AGE is not None:
        assert run("age", "-d", "-i", key, stdin=data).stdout == b"for an ssh key"
        theirs = run("age", "-R", key.with_suffix(".pub"), stdin=b"from age").stdout
        assert b"".join(map(bytes, age.decrypt(io.BytesIO(theirs), [identity]))) == b"from age"


@needs_keygen
@pytest.mark.parametrize("arguments", [("-t", "ecdsa"), ("-t", "rsa", "-b", "1024")])
def test_a101_weak_and_strange_keys_are_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    key = keygen(tmp_path / "key", *arguments)
    with pytest.raises(ValueError, match=r"ssh-ed25519|bits"):
        ssh.parse_public(key.with_suffix(".pub").read_text())
    with pytest.raises(ValueError, match="ssh-ed25519"):
        ssh.parse_private(key.read_bytes())


@needs_keygen
def test_a101_certificates_and_locked_keys_are_refused(tmp_path: Path) -> None:
    ca, key = keygen(tmp_path / "ca", "-t", "ed25519"), keygen(tmp_path / "key", "-t", "ed25519")
    subprocess.run(["ssh-keygen", "-q", "-s", ca, "-I", "me", key.with_suffix(".pub")], check=True, capture_output=True)
    with pytest.raises(ValueError, match="ssh-ed25519"):
        ssh.parse_public((tmp_path / "key-cert.pub").read_text())
    subprocess.run(["ssh-keygen", "-q", "-p", "-N", "secret", "-f", key], check=True, capture_output=True)
    with pytest.raises(ValueError, match="passphrase") as caught:
        ssh.parse_private(key.read_bytes())
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ssh-ed25519",
        "ssh-ed25519 AAAA",
        "ssh-ed25519 !",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP///////////////////////////////////////////w==",
    ],
)
def test_a101_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"SSH|ssh|curve"):
        ssh.parse_public(text)


# Signatures


def read(folder: Path, name: str) -> bytes:
    return (folder / name).read_bytes()


def test_a098_the_published_signature_verifies_and_others_do_not(vectors: Callable[[str], Path]) -> None:
    folder = vectors("sshsig")
    namespace, message = read(folder, "namespace").strip(), read(folder, "signed-data")
    key = sshsig.verify(read(folder, "ed25519.sig"), message, namespace)
    assert sshsig.public_line(key) == " ".join(read(folder, "ed25519.pub").decode().split()[:2])
    refused = [
        (read(folder, "ed25519.sig"), message + b"x", namespace),
        (read(folder, "ed25519.sig"), message, b"git"),
        (read(folder, "ed25519.sig"), message, namespace + b"2"),
        *((read(folder, name), message, namespace) for name in ("rsa.sig", "ed25519_sk.sig", "mldsa44-ed25519.sig")),
    ]
    for armored, text, space in refused:
        with pytest.raises(ShareRefused) as caught:
            sshsig.verify(armored, text, space)
        assert caught.value.reason == "bad signature"


def test_a098_no_byte_of_a_signature_can_be_changed() -> None:
    armored = sshsig.sign(bytes(range(32)), b"message")
    assert sshsig.verify(armored, b"message") == sshsig.public_of(bytes(range(32)))
    for at in range(len(armored) - 1):
        changed = armored[:at] + bytes([armored[at] ^ 1]) + armored[at + 1 :]
        with pytest.raises(ShareRefused):
            sshsig.verify(changed, b"message")
    for size in range(len(armored) - 1):
        with pytest.raises(ShareRefused):
            sshsig.verify(armored[:size], b"message")


@needs_keygen
def test_a098_ssh_keygen_verifies_what_is_signed_here(tmp_path: Path) -> None:
    key = keygen(tmp_path / "key", "-t", "ed25519")
    identity = ssh.parse_private(key.read_bytes())
    assert isinstance(identity, ssh.Ed25519Identity)
    (tmp_path / "sig").write_bytes(sshsig.sign(identity.seed, b"a manifest"))
    (tmp_path / "allowed").write_text(f"me@here {sshsig.public_line(sshsig.public_of(identity.seed))}\n")
    command = ("ssh-keygen", "-Y", "verify", "-f", tmp_path / "allowed", "-I", "me@here", "-n", "share@deedbox")
    assert run(*command, "-s", tmp_path / "sig", stdin=b"a manifest").returncode == 0
    assert run(*command, "-s", tmp_path / "sig", stdin=b"another").returncode != 0
    (tmp_path / "m").write_bytes(b"from ssh-keygen")
    assert run("ssh-keygen", "-Y", "sign", "-f", key, "-n", "share@deedbox", tmp_path / "m").returncode == 0
    assert sshsig.verify((tmp_path / "m.sig").read_bytes(), b"from ssh-keygen") == sshsig.public_of(identity.seed)


@needs_age
def test_a094_age_opens_what_is_written_here(tmp_path: Path) -> None:
    identity = age.X25519Identity(bytes(range(32)))
    (tmp_path / "id").write_text(identity.encoded() + "\n")
    data = b"".join(map(bytes, age.encrypt([b"x" * 200_000], [identity.recipient])))
    assert run("age", "-d", "-i", tmp_path / "id", stdin=data).stdout == b"x" * 200_000
    theirs = run("age", "-r", str(identity.recipient), stdin=b"y" * 200_000).stdout
    assert b"".join(map(bytes, age.decrypt(io.BytesIO(theirs), [identity]))) == b"y" * 200_000
