"""SSH keys and signatures, against `ssh-keygen` and `age` where they are."""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

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
@pytest.mark.parametrize(("kind", "bits"), [("ed25519", "256"), ("rsa", "2048")])
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


def wire(*values: bytes) -> bytes:
    return b"".join(len(value).to_bytes(4) + value for value in values)


def line(kind: bytes, *values: bytes) -> str:
    return f"{kind.decode()} {base64.b64encode(wire(kind, *values)).decode()}"


def number(value: int) -> bytes:
    return value.to_bytes(value.bit_length() // 8 + 1)


POINT = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
GOOD = line(b"ssh-ed25519", POINT)
P, N = 2**255 - 19, (1 << 2_047) + 1
PADDED = line(b"ssh-rsa", number(65_537), number((1 << 2_055) + 1))


def test_a101_a_key_is_taken_in_its_one_form() -> None:
    for good in (GOOD, f"{GOOD} me@here", f"  {GOOD} a comment of words\n"):
        assert str(ssh.parse_public(good)) == GOOD
    for rsa in (line(b"ssh-rsa", number(65_537), number(N)), PADDED):
        assert str(ssh.parse_public(rsa)) == rsa


@pytest.mark.parametrize(
    "text",
    [
        *(line(b"ssh-ed25519", point.to_bytes(32, "little")) for point in (0, 1, P - 1, P, P + 1, 2**255 - 1)),
        line(b"ssh-ed25519", POINT, b""),
        line(b"ssh-ed25519", POINT[:-1]),
        line(b"ssh-ed25519"),
        PADDED[:-3] + chr(ord(PADDED[-3]) + 1) + "==",  # the same bytes, other bits of padding
        f"{GOOD}\n{GOOD}",
        f"{GOOD} me@here\n{GOOD} you@here",
        GOOD.replace("ssh-ed25519", "ssh-rsa"),
        GOOD.replace(" ", "\t"),
        GOOD + "A",
        GOOD + "AAAA",
        *(line(b"ssh-rsa", number(exponent), number(N)) for exponent in (0, 1, 2, N + 2)),
        line(b"ssh-rsa", number(65_537), number(N + 1)),
        line(b"ssh-rsa", number(65_537), number(1 << 2_046)),
        line(b"ssh-rsa", number(65_537), number((1 << 16_384) + 1)),
        line(b"ssh-rsa", number(65_537), b"\0" + number(N)),
        line(b"ssh-rsa", number(65_537), number(N)[1:]),  # a negative number
        line(b"ssh-dss", number(N)),
        "sk-ssh-ed25519@openssh.com AAAA",
        "ecdsa-sha2-nistp256 AAAA",
        "ssh-ed25519-cert-v01@openssh.com AAAA",
    ],
)
def test_a101_keys_that_are_weak_broken_or_written_otherwise_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"SSH|ssh|curve|bits") as caught:
        ssh.parse_public(text)
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


SEED = bytes(range(32))


def signature(
    *,
    magic: bytes = b"SSHSIG\0\0\0\1",
    namespace: bytes = b"share@deedbox",
    said: bytes | None = None,
    reserved: bytes = b"",
    hash_name: bytes = b"sha512",
    signed_hash: bytes | None = None,
    kind: bytes = b"ssh-ed25519",
    signed_kind: bytes = b"ssh-ed25519",
    more: bytes = b"",
) -> bytes:
    """A signature of `message`, right but for what is said to be otherwise. `said`: the namespace that it claims."""
    digest = hashlib.new((signed_hash or hash_name).decode(), b"message").digest()
    private = ed25519.Ed25519PrivateKey.from_private_bytes(SEED)
    raw = private.sign(b"SSHSIG" + wire(namespace, b"", hash_name, digest))
    key = wire(kind, private.public_key().public_bytes_raw())
    blob = magic + wire(key, namespace if said is None else said, reserved, hash_name, wire(signed_kind, raw)) + more
    return b"-----BEGIN SSH SIGNATURE-----\n" + base64.b64encode(blob) + b"\n-----END SSH SIGNATURE-----\n"


@pytest.mark.parametrize("hash_name", [b"sha512", b"sha256"])
def test_a098_a_signature_made_by_hand_verifies(hash_name: bytes) -> None:
    made = signature(hash_name=hash_name)
    for armored in (made, made.replace(b"\n", b"\r\n"), made.rstrip()):
        assert sshsig.verify(armored, b"message") == sshsig.public_of(SEED)


@pytest.mark.parametrize(
    "armored",
    [
        signature(namespace=b"git"),
        signature(namespace=b"share@deedbox2"),
        signature(namespace=b"share@deedbo"),
        signature(namespace=b""),
        signature(namespace=b"git", said=b"share@deedbox"),
        signature(said=b"git"),
        signature(hash_name=b"sha1"),
        signature(hash_name=b"md5"),
        signature(hash_name=b"sha384"),
        signature(hash_name=b"sha256", signed_hash=b"sha512"),
        signature(hash_name=b"sha512", signed_hash=b"sha256"),
        signature(reserved=b"x"),
        signature(kind=b"ssh-rsa"),
        signature(signed_kind=b"ssh-rsa"),
        signature(kind=b"sk-ssh-ed25519@openssh.com"),
        signature(kind=b"ssh-ed25519-cert-v01@openssh.com"),
        signature(magic=b"SSHSIG\0\0\0\2"),
        signature(magic=b"sshsig\0\0\0\1"),
        signature(more=b"\0"),
        signature() * 2,
        signature().replace(b"SSH SIGNATURE", b"PGP SIGNATURE"),
        b" " + signature(),
        signature()[:-60],
        b"",
        b"\n" * 5_000,
        sshsig.sign(SEED, b"another message"),
    ],
)
def test_a098_everything_else_is_a_bad_signature(armored: bytes) -> None:
    with pytest.raises(ShareRefused) as caught:
        sshsig.verify(armored, b"message")
    assert caught.value.reason == "bad signature"


def test_a098_another_keys_signature_is_that_other_keys() -> None:
    """Who signed is what comes back; that it is the sender is for the caller to compare."""
    assert sshsig.verify(sshsig.sign(bytes(32), b"message"), b"message") != sshsig.public_of(SEED)


@needs_keygen
@pytest.mark.parametrize(
    ("kind", "options", "good"),
    [
        ("ed25519", ("-n", "share@deedbox"), True),
        ("ed25519", ("-n", "share@deedbox", "-O", "hashalg=sha256"), True),
        ("ed25519", ("-n", "git"), False),
        ("ed25519", ("-n", "file"), False),
        ("ecdsa", ("-n", "share@deedbox"), False),
        ("rsa", ("-n", "share@deedbox"), False),
    ],
)
def test_a098_what_ssh_keygen_signs(tmp_path: Path, kind: str, options: tuple[str, ...], good: bool) -> None:
    key, message = keygen(tmp_path / "key", "-t", kind, "-b", "2048" if kind == "rsa" else "256"), tmp_path / "m"
    message.write_bytes(b"message")
    assert run("ssh-keygen", "-Y", "sign", "-f", key, *options, message).returncode == 0
    armored = (tmp_path / "m.sig").read_bytes()
    if good:
        public = key.with_suffix(".pub").read_text().split()
        assert sshsig.public_line(sshsig.verify(armored, b"message")) == " ".join(public[:2])
    else:
        with pytest.raises(ShareRefused):
            sshsig.verify(armored, b"message")


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
    elsewhere = (*command[:-1], "git")
    assert run(*elsewhere, "-s", tmp_path / "sig", stdin=b"a manifest").returncode != 0
    (tmp_path / "other").write_bytes(sshsig.sign(identity.seed, b"a manifest", b"git"))
    assert run(*command, "-s", tmp_path / "other", stdin=b"a manifest").returncode != 0
    assert run(*elsewhere, "-s", tmp_path / "other", stdin=b"a manifest").returncode == 0
    (tmp_path / "m").write_bytes(b"from ssh-keygen")
    assert run("ssh-keygen", "-Y", "sign", "-f", key, "-n", "share@deedbox", tmp_path / "m").returncode == 0
    assert sshsig.verify((tmp_path / "m.sig").read_bytes(), b"from ssh-keygen") == sshsig.public_of(identity.seed)
