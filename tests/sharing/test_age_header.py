"""What the header of an age file may hold and how much of it, and who may stand beside whom (A100, A102)."""

from __future__ import annotations

import io
import resource
import time

import pytest

from vault.engine.errors import Damaged, KdfRefused, LimitExceeded, ShareRefused, UnsupportedVersion, VaultError
from vault.sharing import age
from vault.sharing.age import header
from vault.sharing.age.header import LARGEST, MOST_STANZAS, VERSION, Stanza

IDENTITY = age.X25519Identity(bytes(range(32)))
END = b"--- " + b"A" * 43 + b"\n"
STANZA = b"-> kind argument\nAAAA\n"


def read(data: bytes) -> header.Header:
    return header.read(io.BytesIO(data))


def test_a_header_is_written_as_it_was_read() -> None:
    stanzas = tuple(Stanza(("kind", "!~", str(size)), bytes(range(size))) for size in (0, 1, 47, 48, 49, 96, 200))
    authenticated = header.serialize(stanzas)
    found = read(header.close(authenticated, b"m" * 32) + b"payload")
    assert (found.stanzas, found.mac, found.authenticated) == (stanzas, b"m" * 32, authenticated)


def test_as_many_recipients_as_there_may_be() -> None:
    assert len(read(VERSION + STANZA * MOST_STANZAS + END).stanzas) == MOST_STANZAS
    with pytest.raises(LimitExceeded):
        read(VERSION + STANZA * (MOST_STANZAS + 1) + END)
    recipient = IDENTITY.recipient
    head = bytes(next(iter(age.encrypt([], [recipient] * MOST_STANZAS))))
    assert len(read(head).stanzas) == MOST_STANZAS
    for count in (0, MOST_STANZAS + 1):
        with pytest.raises(LimitExceeded):
            next(iter(age.encrypt([], [recipient] * count)))


def test_a_thousand_hybrid_recipients_are_within_the_limit() -> None:
    stanza = age.HybridIdentity(bytes(32)).recipient.wrap(bytes(16)).serialize()
    assert len(stanza) * MOST_STANZAS < LARGEST


def test_one_huge_stanza_costs_what_its_bytes_cost() -> None:
    """Lines that were put together one by one took twenty seconds."""
    begun = time.process_time()
    body = (b"A" * 64 + b"\n") * (LARGEST // 65 - 2)
    assert len(read(VERSION + b"-> kind\n" + body + b"\n" + END).stanzas[0].body) > LARGEST // 2
    with pytest.raises(LimitExceeded):
        read(VERSION + b"-> kind\n" + body * 2 + b"\n" + END)
    assert time.process_time() - begun < 5


def test_what_has_no_end_is_not_read_to_its_end() -> None:
    source = io.BytesIO(b"A" * (1 << 20))
    with pytest.raises(Damaged):
        header.read(source)
    assert source.tell() < 100_000
    source = io.BytesIO(VERSION + STANZA + b"-> " + b"A" * (1 << 20))
    with pytest.raises(Damaged):
        header.read(source)
    assert source.tell() < 100_000


@pytest.mark.parametrize(
    "data",
    [
        b"",
        VERSION,
        VERSION + END,
        VERSION + STANZA,
        VERSION + STANZA + b"---\n",
        VERSION + STANZA + END[:-2] + b"\n",
        VERSION + STANZA + END[:-1],
        VERSION + STANZA + END.replace(b" ", b"  "),
        VERSION + STANZA + END[:-2] + b"B\n",  # base64 that is not canonical
        VERSION + b"-> \nAAAA\n" + END,
        VERSION + b"->\nAAAA\n" + END,
        VERSION + b"-> a  b\nAAAA\n" + END,
        VERSION + "-> \u00e9\nAAAA\n".encode() + END,
        VERSION + b"-> kind\n" + b"A" * 64 + b"\n" + END,
        VERSION + b"-> kind\n" + b"A" * 65 + b"\n" + END,
        VERSION + b"-> kind\nAAB\n" + END,
        VERSION + b"-> kind\nAA==\n" + END,
        VERSION.replace(b"\n", b"\r\n") + STANZA + END,
        b"age-encryption.org\n" + STANZA + END,
    ],
)
def test_what_is_not_exactly_a_header_is_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        read(data)


def test_another_version_says_so() -> None:
    with pytest.raises(UnsupportedVersion):
        read(VERSION.replace(b"v1", b"v2") + STANZA + END)


# Who stands beside whom


def test_a100_new_and_old_recipients_together_only_if_that_was_asked_for() -> None:
    hybrid, phrase = age.HybridIdentity(bytes(32)).recipient, age.Passphrase(b"p", work=1)
    old: age.Recipient = IDENTITY.recipient
    for together in ((hybrid, old), (phrase, hybrid), (phrase, phrase), (phrase, old)):
        with pytest.raises(ShareRefused) as caught:
            next(iter(age.encrypt([], together)))
        assert caught.value.reason == "mixed recipients"
    assert next(iter(age.encrypt([], [hybrid, old], mixed=True)))
    with pytest.raises(ShareRefused):
        next(iter(age.encrypt([], [phrase, old], mixed=True)))


def test_a102_a_passphrase_beside_somebody_else_is_refused_by_everybody() -> None:
    stanzas = [age.Passphrase(b"p", work=1).wrap(bytes(16)), IDENTITY.recipient.wrap(bytes(16))]
    for some in (stanzas, stanzas[::-1], [stanzas[0]] * 2):
        data = header.close(header.serialize(some), bytes(32)) + bytes(100)
        for identity in (IDENTITY, age.Passphrase(b"p")):
            with pytest.raises(Damaged):
                age.decrypt(io.BytesIO(data), [identity])


@pytest.mark.parametrize(
    ("work", "error"),
    [
        ("23", KdfRefused),
        ("64", KdfRefused),
        ("9" * 4_000, KdfRefused),
        ("0", Damaged),
        ("01", Damaged),
        ("+1", Damaged),
    ],
)
def test_a102_more_work_than_is_sane_is_refused_before_any_is_done(work: str, error: type[VaultError]) -> None:
    stanza = Stanza(("scrypt", header.b64(bytes(16)), work), bytes(32))
    data = header.close(header.serialize([stanza]), bytes(32)) + bytes(100)
    begun, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(error):
        age.decrypt(io.BytesIO(data), [age.Passphrase(b"p")])
    assert time.process_time() - begun < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 << 10
