"""Both ways with Debian's `age`: keys, many of them, passphrases typed at a terminal, armor, large files, damage.

It is older than post-quantum recipients; for these see test_interop_npm.py, and for SSH keys test_ssh.py.
"""

from __future__ import annotations

import hashlib
import io
import os
import pty
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from vault.engine.errors import Cancelled, Damaged, ShareRefused
from vault.engine.progress import Progress
from vault.sharing import age
from vault.sharing.age import armor

pytestmark = pytest.mark.skipif(shutil.which("age") is None, reason="age is not here")

IDENTITY, STRANGER = age.X25519Identity(bytes(range(32))), age.X25519Identity(bytes(32))
MEBIBYTE = 1 << 20


def run(*words: str | Path, stdin: bytes = b"") -> bytes:
    return subprocess.run(["age", *map(str, words)], input=stdin, capture_output=True, check=True).stdout


def typed(*words: str | Path, answers: Sequence[tuple[bytes, bytes]]) -> int:
    """Run age on a terminal of its own, and answer what it asks. Its code."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp("age", ["age", *map(str, words)])  # noqa: S606 - in a terminal of its own
    shown, deadline = b"", time.monotonic() + 60
    for prompt, answer in answers:
        while prompt not in shown:
            assert time.monotonic() < deadline, shown
            shown += os.read(terminal, 4_096)
        shown = b""
        os.write(terminal, answer + b"\n")
    try:
        while os.read(terminal, 4_096):
            pass
    except OSError:  # the other side has closed
        pass
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def sealed(content: bytes, *recipients: age.Recipient, armored: bool = False, mixed: bool = False) -> bytes:
    pieces = age.encrypt([content[:70_000], content[70_000:]], recipients, mixed=mixed)
    return b"".join(map(bytes, armor.armored(pieces) if armored else pieces))


def opened(file: bytes, *identities: age.Identity) -> bytes:
    return b"".join(map(bytes, age.decrypt(armor.binary(io.BufferedReader(io.BytesIO(file))), identities)))


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The identity, in a file as `age-keygen` makes it."""
    path = tmp_path / "key.txt"
    path.write_text(f"# public key: {IDENTITY.recipient}\n{IDENTITY.encoded()}\n")
    return path


@pytest.mark.parametrize("armored", [False, True])
def test_a094_both_ways_to_a_key(key: Path, armored: bool) -> None:
    for size in (0, 1, 47, 48, 65_535, 65_536, 65_537, 3 * MEBIBYTE):
        content = os.urandom(size)
        assert run("-d", "-i", key, stdin=sealed(content, IDENTITY.recipient, armored=armored)) == content
        theirs = run(*(["-a"] if armored else []), "-r", str(IDENTITY.recipient), stdin=content)
        assert theirs.startswith(armor.BEGIN) == armored
        assert opened(theirs, STRANGER, IDENTITY) == content


def test_a094_keys_are_the_same_keys(key: Path) -> None:
    done = subprocess.run(["age-keygen", "-y", str(key)], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == str(IDENTITY.recipient)
    made = subprocess.run(["age-keygen"], capture_output=True, check=True, text=True).stdout.split()
    identity = age.parse_identity(made[-1])
    assert str(identity.recipient) in made


def test_a094_many_recipients(key: Path, tmp_path: Path) -> None:
    others = [age.X25519Identity(os.urandom(32)) for _ in range(200)]
    listed = tmp_path / "recipients.txt"
    listed.write_text("\n".join(str(one.recipient) for one in [*others, IDENTITY]))
    theirs = run("-R", listed, stdin=b"for all")
    ours = sealed(b"for all", *(one.recipient for one in others), IDENTITY.recipient)
    assert run("-d", "-i", key, stdin=ours) == opened(theirs, others[100]) == opened(theirs, IDENTITY) == b"for all"


def test_a100_a_share_for_old_and_new_keys_is_opened_by_the_old(key: Path) -> None:
    """Only where it was asked for; age passes over the stanzas that it does not know."""
    both = age.HybridIdentity(bytes(32)).recipient, IDENTITY.recipient
    with pytest.raises(ShareRefused) as caught:
        sealed(b"for both", *both)
    assert caught.value.reason == "mixed recipients"
    assert run("-d", "-i", key, stdin=sealed(b"for both", *both, mixed=True)) == b"for both"


def test_a094_a_passphrase_typed_at_a_terminal(tmp_path: Path) -> None:
    ours, theirs, plain = tmp_path / "ours.age", tmp_path / "theirs.age", tmp_path / "plain"
    phrase = "Grüße correct horse"
    ours.write_bytes(sealed(b"for somebody", age.Passphrase(phrase.encode(), work=12)))
    assert typed("-d", "-o", plain, ours, answers=[(b"passphrase", phrase.encode())]) == 0
    assert plain.read_bytes() == b"for somebody"
    plain.unlink()
    assert typed("-d", "-o", plain, ours, answers=[(b"passphrase", b"another")]) != 0
    assert not plain.exists()
    plain.write_bytes(b"from somebody")
    twice = [(b"passphrase", phrase.encode()), (b"onfirm", phrase.encode())]
    assert typed("-p", "-o", theirs, plain, answers=twice) == 0
    assert opened(theirs.read_bytes(), age.Passphrase(phrase.encode())) == b"from somebody"


def _pieces(count: int) -> Iterator[bytes]:
    piece = os.urandom(MEBIBYTE - 32)
    for number in range(count):
        yield number.to_bytes(8) + piece[8:]


def test_a094_a_large_file_both_ways(key: Path, tmp_path: Path) -> None:
    ours, theirs, plain = tmp_path / "ours.age", tmp_path / "theirs.age", tmp_path / "plain"
    with plain.open("wb") as file:
        file.writelines(_pieces(40))
    size, digest = plain.stat().st_size, hashlib.sha256(plain.read_bytes()).digest()
    progress = Progress()
    with plain.open("rb") as source, ours.open("wb") as out:
        content = iter(lambda: source.read(MEBIBYTE), b"")
        out.writelines(age.encrypt(content, [IDENTITY.recipient], progress=progress))
    assert progress.bytes == size
    again = tmp_path / "again"
    run("-d", "-i", key, "-o", again, ours)
    assert hashlib.sha256(again.read_bytes()).digest() == digest
    run("-r", str(IDENTITY.recipient), "-o", theirs, plain)
    found, progress = hashlib.sha256(), Progress()
    with theirs.open("rb") as source:
        for piece in age.decrypt(source, [IDENTITY], progress=progress):
            found.update(piece)
    assert (found.digest(), progress.bytes) == (digest, size)


def test_both_stop_when_somebody_cancels() -> None:
    class Stopped(Progress):
        def changed(self) -> None:
            if self.bytes > 3 * MEBIBYTE:
                self.cancel()

    progress = Stopped()
    with pytest.raises(Cancelled):
        for _ in age.encrypt(_pieces(100), [IDENTITY.recipient], progress=progress):
            pass
    assert progress.bytes < 6 * MEBIBYTE
    file, progress = sealed(bytes(20 * MEBIBYTE), IDENTITY.recipient), Stopped()
    with pytest.raises(Cancelled):
        for _ in age.decrypt(io.BytesIO(file), [IDENTITY], progress=progress):
            pass
    assert progress.bytes < 6 * MEBIBYTE


def test_a094_both_refuse_the_same(key: Path) -> None:
    """What was cut off, changed, made longer, or is for somebody else."""
    whole = sealed(bytes(200_000), IDENTITY.recipient)
    at = whole.index(b"\n--- ")
    changed = [whole[:-1], whole[:-65_552], whole + b"x", whole[: at + 70], whole[:at], b"", b"x" * 100]
    changed += [whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :] for place in (3, 40, 90, at + 20, -1)]
    for file in changed:
        with pytest.raises(subprocess.CalledProcessError):
            run("-d", "-i", key, stdin=file)
        with pytest.raises((Damaged, ShareRefused)):
            opened(file, IDENTITY)
    with pytest.raises(ShareRefused) as refused:
        opened(whole, STRANGER)
    assert refused.value.reason == "not for you"
