"""Every error has words and an exit code, in one place."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import vault
from vault.cli import wording
from vault.cli.wording import NAMED_WORDS, WORDS, moment, words_for, words_for_notice
from vault.engine.errors import (
    Cancelled,
    Conflict,
    Damaged,
    FactorRequired,
    ForkDetected,
    KdfRefused,
    KeyringUnavailable,
    LimitExceeded,
    NotFound,
    PathRejected,
    QueryRejected,
    ReadOnly,
    RollbackDetected,
    ShareRefused,
    Storage,
    UnsupportedVersion,
    VaultBusy,
    VaultError,
    VaultLocked,
    WrongCredential,
)
from vault.engine.floe import CommitmentMismatch
from vault.engine.records import TornFrame
from vault.unlock.recovery import MistypedCode
from vault.unlock.shares import SharesForeign, SharesMissing
from vault.unlock.this_device import DeviceExpired

EXAMPLES: list[tuple[VaultError, int]] = [
    (WrongCredential("no key slot"), 3),
    (VaultLocked("locked"), 3),
    (Damaged("snapshot", "tag"), 4),
    (CommitmentMismatch("wrap"), 4),
    (TornFrame("record 5"), 4),
    (RollbackDetected("older"), 5),
    *(
        (ForkDetected(reason, last_seen=seen), 5)
        for reason in ForkDetected.REASONS
        for seen in (None, 1_700_000_000_000)
    ),
    (VaultBusy({}), 6),
    (VaultBusy({"pid": 12, "host": "study", "since": 1_700_000_000_000}), 6),
    (NotFound("no such item"), 7),
    (NotFound(), 7),
    *((Storage(kind), 8) for kind in Storage.KINDS),
    (ReadOnly("open for reading only"), 8),
    (UnsupportedVersion("format 2"), 9),
    (PathRejected("a name"), 10),
    (QueryRejected("before:"), 2),
    *((ShareRefused(reason), 10) for reason in ShareRefused.REASONS),
    (Cancelled(), 11),
    (KdfRefused("too cheap"), 13),
    (LimitExceeded("too long"), 13),
    (Conflict(), 14),
    *((FactorRequired(reason), 13) for reason in FactorRequired.REASONS),
    (KeyringUnavailable("it is locked"), 12),
    (MistypedCode("unknown word", word=7, count=19), 3),
    (MistypedCode("count", count=18), 3),
    (MistypedCode("checksum", count=23, expected=23, share=2), 3),
    (MistypedCode("checksum", word=3, count=19), 3),
    (SharesMissing(1, 3), 3),
    (SharesForeign("shares of different sets"), 3),
    (DeviceExpired(1_700_000_000), 3),
]


def every_error(kind: type[VaultError] = VaultError) -> Iterator[type[VaultError]]:
    for below in kind.__subclasses__():
        yield below
        yield from every_error(below)


def test_every_error_has_words_of_its_own() -> None:
    """Also those that are not the engine's: all modules are loaded first, but those that may know no `VaultError`."""
    for module in pkgutil.walk_packages(vault.__path__, "vault."):
        if not module.name.startswith(("vault.qt", "vault.sandbox", "vault.__main__")):
            importlib.import_module(module.name)
    ours = {kind for kind in every_error() if kind.__module__.startswith("vault.")}
    assert ours
    assert {kind.__name__ for kind in ours - set(WORDS)} == set(NAMED_WORDS)


def test_every_error_was_tried() -> None:
    tried = {type(error) for error, _ in EXAMPLES}
    assert {kind.__name__ for kind in tried - set(WORDS)} == set(NAMED_WORDS)
    assert set(WORDS) <= tried


@pytest.mark.parametrize(("error", "code"), EXAMPLES, ids=repr)
def test_words_follow_the_manner(error: VaultError, code: int) -> None:
    words = words_for(error)
    assert words.exit_code == code
    for sentence in (words.happened, words.safe, words.act):
        assert not sentence or ((sentence[0].isupper() or sentence[0] in "'") and sentence.endswith(".")), sentence
        assert "!" not in sentence
        assert "please" not in sentence.lower()
    assert words.happened
    assert words.rest


def test_error_without_words_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above fails when a class is added and its words are not."""
    monkeypatch.delitem(WORDS, Conflict)
    named = {kind for kind in every_error() if kind.__name__ in NAMED_WORDS}
    assert set(every_error()) - named - set(WORDS) == {Conflict}
    assert words_for(Conflict()).exit_code == wording.BUG


def test_strange_holder_does_no_harm() -> None:
    words = words_for(VaultBusy({"pid": "x\x1b[31m", "host": "\x1b]0;x\x07", "since": 1 << 80}))
    assert words.happened == "The vault is open for writing elsewhere."


def test_holder_is_named() -> None:
    words = words_for(VaultBusy({"pid": 12, "host": "study", "since": 1_700_000_000_000}))
    assert words.happened == f"The vault is open for writing by process 12 on study since {moment(1_700_000_000_000)}."


def test_typing_errors_are_placed() -> None:
    """A person looks at one word, not at nineteen; none of them is repeated."""
    said = [words_for(error).happened for error, _ in EXAMPLES if isinstance(error, MistypedCode)]
    assert said == [
        "There is a typing error in word 7 of the recovery code.",
        "A typing error: the recovery code has 19 words, and these are 18.",
        "There is a typing error somewhere in share 2.",
        "There is a typing error in word 3 of the recovery code.",
    ]


def test_times_go_as_far_as_calendars() -> None:
    for zone_apart in (-(10**18), 10**18):
        assert len(moment(zone_apart)) >= 12


def test_notices_have_words() -> None:
    assert words_for_notice("read-only: permission").startswith("Opened for reading only")
    assert words_for_notice("interrupted change left out: 12 bytes").startswith("A change that was interrupted")
    assert words_for_notice("something new") == "Something new."
