"""Shares between vaults: given, opened, taken; refused where anything is not as it was signed; stopped anywhere."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import itertools
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults import Died, FaultyFiles
from tests.forging import unlock
from tests.sharing.parties import contents, fill, introduce, packs_on_disk, person, to
from tests.threads import no_thread_left
from vault.engine import trash
from vault.engine.arrival import Arriving, Close, bring_in
from vault.engine.check import check
from vault.engine.compact import compact
from vault.engine.durable import FileLayer, Platform
from vault.engine.errors import (
    Cancelled,
    Conflict,
    Damaged,
    LimitExceeded,
    NotFound,
    ShareRefused,
    Storage,
    WrongCredential,
)
from vault.engine.packs import LARGE
from vault.engine.progress import Progress
from vault.engine.vault import ROOT, Vault
from vault.sharing import age, bundle, contacts, giving, identity, receiving, register, sshsig, taking
from vault.sharing.age import Passphrase, Recipient, X25519Identity, armor, header, stream
from vault.sharing.age.keys import FILE_KEY_SIZE
from vault.sharing.bundle import Entry, Manifest
from vault.sharing.identity import recipient_fingerprint

FILES = {
    "Taxes/2025/large": bytes(range(251)) * (LARGE // 251 + 1),
    "Taxes/2025/letter.txt": b"Dear Ben\n",
    "Taxes/empty": b"",
    "Taxes/Grüße 日本": b"unicode",
}


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Vault]:
    with person(tmp_path, "Anna") as vault:
        yield vault


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[Vault]:
    with person(tmp_path, "Ben") as vault:
        yield vault


@pytest.fixture
def carl(tmp_path: Path) -> Iterator[Vault]:
    with person(tmp_path, "Carl") as vault:
        yield vault


def given(anna: Vault, ben: Vault, tmp_path: Path, files: dict[str, bytes] | None = None) -> Path:
    """A share of Anna's for Ben, who knows her."""
    introduce(ben, anna)
    giving.share(anna, fill(anna, tmp_path / "in", files or {"a": b"x"}), tmp_path / "out", to(anna, ben))
    return tmp_path / "out"


def refusal(vault: Vault, path: Path, *arguments: Passphrase) -> str:
    """The reason for which a share is refused; nothing is left of it."""
    before = packs_on_disk(vault)
    with pytest.raises(ShareRefused) as refused:
        receiving.open_share(vault, path, *arguments)
    assert packs_on_disk(vault) == before
    assert vault.catalog.sequence == vault.catalog.row("SELECT max(sequence) FROM audit")[0]
    return refused.value.reason


# The way it is meant


def test_what_was_given_is_what_is_taken(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    path = given(anna, ben, tmp_path, FILES)
    anna.write_note(ROOT, b"Note", "not in the share")
    opened = receiving.open_share(ben, path)
    assert contents(ben) == {}, "nothing of it is in the vault"
    assert (opened.sender, opened.count, opened.bytes) == ("new", 4, sum(map(len, FILES.values())))
    taken = taking.take(ben, opened)
    assert {p: c for p, c in contents(ben, taken.folder).items() if not p.endswith(b"/")} == {
        p.encode(): c for p, c in FILES.items()
    }
    times = {item.name: item.modified for _, item in anna.walk()}
    assert all(times[item.name] == item.modified for _, item in ben.walk(taken.folder))
    assert check(ben).ok
    assert not check(ben).findings
    [row], [sent] = register.shares(ben)[0], register.shares(anna)[0]
    assert (row.parties[0].name, sent.parties[0].name, row.bundle == sent.bundle) == ("Anna", "Ben", True)


def test_notes_stay_notes_and_what_cannot_be_one_becomes_a_file(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    introduce(ben, anna)
    anna.write_note(ROOT, b"Note", "text ü")
    anna.write_note(ROOT, b"empty", "")
    giving.share(anna, anna.children(ROOT), tmp_path / "out", to(anna, ben))
    taken = taking.take(ben, receiving.open_share(ben, tmp_path / "out"))
    assert [(item.name, item.kind, item.size) for _, item in ben.walk(taken.folder)] == [
        (b"Note", "note", 7),
        (b"empty", "note", 0),
    ]
    assert check(ben).findings == [], "packs that held only notes are gone"
    forged = signed(anna, ben, [(Entry((b"odd",), "note", 2), b"\xff\xfe")])
    (tmp_path / "forged").write_bytes(forged)
    taking.take(ben, receiving.open_share(ben, tmp_path / "forged"))
    odd = ben.child(taken.folder, b"odd")
    assert odd is not None
    assert (odd.kind, ben.read(odd)) == ("file", b"\xff\xfe")


@pytest.mark.parametrize("kind", ["nothing", "folder"])
def test_an_empty_folder_and_an_empty_share(anna: Vault, ben: Vault, tmp_path: Path, kind: str) -> None:
    introduce(ben, anna)
    if kind == "folder":
        anna.make_folder(ROOT, b"empty")
    shared = giving.share(anna, anna.children(ROOT), tmp_path / "out", to(anna, ben))
    assert (shared.count, shared.bytes) == (0, 0)
    taken = taking.take(ben, receiving.open_share(ben, tmp_path / "out"))
    assert contents(ben, taken.folder) == ({b"empty/": b""} if kind == "folder" else {})
    assert check(ben).findings == []


def test_ten_thousand_files_to_twenty_recipients(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    introduce(ben, anna)
    paths = ((b"many", b"%02d" % (number % 100), b"%05d" % number) for number in range(10_000))
    coming = ((Arriving(path, "file", size=5), path[2], Close.COMPLETE) for path in paths)
    bring_in(anna, itertools.chain.from_iterable(coming), ROOT)
    items = anna.children(ROOT)
    others = [str(X25519Identity(bytes([number] * 32)).recipient) for number in range(1, 20)]
    whom = giving.addressees(anna, [introduce(anna, ben).id], others)
    with pytest.raises(ShareRefused, match="post-quantum"):
        giving.share(anna, items, tmp_path / "out", whom)
    shared = giving.share(anna, items, tmp_path / "out", whom, mixed=True)
    assert (shared.count, shared.recipients) == (10_000, 20)
    opened = receiving.open_share(ben, tmp_path / "out")
    assert len(opened.manifest.recipients) == 20
    taken = taking.take(ben, opened)
    assert (taken.count, len(list(ben.walk(taken.folder)))) == (10_000, 10_101)
    assert check(ben, fast=True).ok
    found = register.shares(ben, item=ben.find([b"Inbox", b"many", b"07", b"00007"]).id)[0]  # type: ignore[union-attr]
    assert [one.count for one in found] == [10_000]


def test_a_share_to_oneself(anna: Vault, tmp_path: Path) -> None:
    items = fill(anna, tmp_path / "in", {"a": b"x"})
    own = giving.addressees(anna, [], own=identity.current(anna))
    giving.share(anna, items, tmp_path / "out", own)
    opened = receiving.open_share(anna, tmp_path / "out")
    assert opened.sender == "yourself"
    taken = taking.take(anna, opened)
    assert contents(anna, taken.folder) == {b"a": b"x"}
    assert [one.sent for one in register.shares(anna)[0]] == [False, True]
    assert refusal(anna, tmp_path / "out") == "already received"


def test_a_passphrase_instead_of_keys(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    introduce(ben, anna)
    items = fill(anna, tmp_path / "in", {"a": b"x"})
    cheap = Passphrase(b"correct horse", work=1)
    giving.share(anna, items, tmp_path / "out", [], passphrase=cheap)
    for other in (None, Passphrase(b"wrong")):
        with pytest.raises(WrongCredential):
            receiving.open_share(ben, tmp_path / "out", other)
    assert packs_on_disk(ben) == set()
    opened = receiving.open_share(ben, tmp_path / "out", cheap)
    assert (opened.sender, opened.passphrase, opened.manifest.recipients) == ("new", True, ())
    taking.take(ben, opened)
    with pytest.raises(ShareRefused, match="alone"):
        giving.share(anna, items, tmp_path / "both", to(anna, ben), passphrase=cheap)
    with pytest.raises(LimitExceeded):
        giving.share(anna, items, tmp_path / "empty", [], passphrase=Passphrase(b""))
    assert not (tmp_path / "both").exists()


def test_an_armored_share_opens_too(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    path = given(anna, ben, tmp_path)
    (tmp_path / "text").write_bytes(b"".join(armor.armored([path.read_bytes()])))
    assert receiving.open_share(ben, tmp_path / "text").count == 1


# What somebody else made


def signed(
    sender: Vault,
    receiver: Vault | None,
    items: Sequence[tuple[Entry, bytes]],
    *,
    change: Callable[[Manifest], Manifest] = lambda manifest: manifest,
    encrypt_to: Recipient | None = None,
) -> bytes:
    """An age file as a hostile sender could make one, with keys of his own."""
    own = identity.current(sender)
    recipient = None if receiver is None else identity.current(receiver).card
    fingerprints = () if recipient is None else (recipient_fingerprint(recipient.recipient),)
    blank = Manifest(os.urandom(16), 5, own.card.signing_key, fingerprints, (), card=own.source)
    pieces = bundle.write(
        [(entry, lambda content=content: [content]) for entry, content in items],  # type: ignore[misc]
        change(blank),
        lambda data: sshsig.sign(own.signing_seed, data),
    )
    key = encrypt_to or (recipient.key if recipient is not None else None)
    assert key is not None
    return b"".join(map(bytes, age.encrypt(pieces, [key])))


def payload_of(vault: Vault, path: Path) -> bytes:
    """What a recipient sees."""
    keys = [key.identity for key in identity.openings(vault)]
    return b"".join(map(bytes, age.decrypt(io.BytesIO(path.read_bytes()), keys)))


def test_a096_a_recipient_who_knows_the_file_key_cannot_write_to_the_others(
    anna: Vault, ben: Vault, carl: Vault, tmp_path: Path
) -> None:
    """Carl keeps the header, whose MAC he can make, and writes another payload under the same file key."""
    introduce(ben, anna)
    items = fill(anna, tmp_path / "in", {"a": b"pay Ben 100"})
    giving.share(anna, items, tmp_path / "out", to(anna, ben, carl))
    whole = (tmp_path / "out").read_bytes()
    source = io.BytesIO(whole)
    stanzas = header.read(source).stanzas
    file_key = identity.openings(carl)[0].identity.unwrap(stanzas)
    assert file_key is not None
    assert len(file_key) == FILE_KEY_SIZE
    head = whole[: source.tell()]
    for old, new in ((b"pay Ben 100", b"pay Ben 999"), (b"SHA256SUMS", b"SHA256SUMX")):
        payload = payload_of(carl, tmp_path / "out").replace(old, new)
        nonce = os.urandom(stream.NONCE_SIZE)
        sealed = b"".join(map(bytes, stream.seal(stream.payload_key(file_key, nonce), [payload])))
        (tmp_path / "forged").write_bytes(head + nonce + sealed)
        with pytest.raises((Damaged, ShareRefused)):
            receiving.open_share(ben, tmp_path / "forged")
    # Everything rewritten and signed by himself: his name stands there, and not hers.
    (tmp_path / "own").write_bytes(signed(carl, ben, [(Entry((b"a",), "file", 1), b"x")]))
    assert receiving.open_share(ben, tmp_path / "own").sender == "unknown"
    claimed = signed(carl, ben, [], change=lambda blank: replace(blank, sender=identity.current(anna).card.signing_key))
    (tmp_path / "claimed").write_bytes(claimed)
    assert refusal(ben, tmp_path / "claimed") == "bad signature"
    card = signed(carl, ben, [], change=lambda blank: replace(blank, card=identity.current(anna).source))
    (tmp_path / "card").write_bytes(card)
    assert refusal(ben, tmp_path / "card") == "bad signature"


def test_a097_a_share_that_is_forwarded_is_not_for_its_new_reader(
    anna: Vault, ben: Vault, carl: Vault, tmp_path: Path
) -> None:
    introduce(carl, anna)
    path = given(anna, ben, tmp_path)
    payload = payload_of(ben, path)
    forwarded = b"".join(map(bytes, age.encrypt([payload], [identity.current(carl).card.key])))
    (tmp_path / "forwarded").write_bytes(forwarded)
    assert refusal(carl, tmp_path / "forwarded") == "not for you"
    cheap = Passphrase(b"open", work=1)
    (tmp_path / "spread").write_bytes(b"".join(map(bytes, age.encrypt([payload], [cheap]))))
    assert refusal(carl, tmp_path / "spread", cheap) == "not for you"
    # To another key of Carl's than the one that was signed for.
    key = X25519Identity(bytes([5] * 32))
    identity.import_key(carl, key.encoded().encode())
    (tmp_path / "other").write_bytes(signed(anna, carl, [], encrypt_to=key.recipient))
    assert refusal(carl, tmp_path / "other") == "not for you"
    assert refusal(carl, path) == "not for you"


def test_a098_stripped_swapped_and_foreign_signatures(anna: Vault, ben: Vault, carl: Vault, tmp_path: Path) -> None:
    path = given(anna, ben, tmp_path)
    payload = payload_of(ben, path)
    key, target = identity.current(ben).card.key, tmp_path / "forged"

    def outcome(data: bytes) -> str:
        target.write_bytes(b"".join(map(bytes, age.encrypt([data], [key]))))
        return refusal(ben, target)

    at = payload.index(b"MANIFEST.json.sig")
    stripped = payload[:at] + bytes(1024)
    assert outcome(stripped) == "unsigned"
    assert outcome(b"just a letter") == outcome(b"") == outcome(b"x" * 10_000) == "unsigned"
    start = payload.index(b"-----BEGIN SSH SIGNATURE")
    end = payload.index(b"-----END SSH SIGNATURE-----\n") + 28
    manifest_at = payload.index(b'{"bundle"')
    manifest = payload[manifest_at : payload.index(b"}\n", manifest_at) + 2]
    hers, his = identity.current(anna), identity.current(carl)
    assert sshsig.verify(payload[start:end], manifest) == hers.card.signing_key
    for other in (
        sshsig.sign(his.signing_seed, manifest),
        sshsig.sign(hers.signing_seed, manifest, b"git"),
        sshsig.sign(hers.signing_seed, manifest + b" "),
    ):
        assert len(other) <= end - start + 16
        size = b"%011o\0" % len(other)
        head = payload[at : at + 512]
        changed = head[:124] + size + head[136:148] + b" " * 8 + head[156:]
        changed = changed[:148] + b"%06o\0 " % sum(changed) + changed[156:]
        room = -(-len(other) // 512) * 512
        assert outcome(payload[:at] + changed + other.ljust(room, b"\0") + bytes(1024)) == "bad signature"


def test_a100_mixed_keys_only_if_that_is_meant(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    items = fill(anna, tmp_path / "in", {"a": b"x"})
    key = X25519Identity(bytes([5] * 32))
    whom = giving.addressees(anna, [introduce(anna, ben).id], [str(key.recipient)])
    assert giving.plan(anna, items, whom).mixed
    with pytest.raises(ShareRefused) as refused:
        giving.share(anna, items, tmp_path / "out", whom)
    assert refused.value.reason == "mixed recipients"
    assert not (tmp_path / "out").exists()
    assert register.shares(anna)[1] == 0
    assert not giving.plan(anna, items, whom[:1]).mixed
    giving.share(anna, items, tmp_path / "out", whom, mixed=True)


def test_a101_keys_that_nothing_is_encrypted_to(anna: Vault) -> None:
    for key in ("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAIQDY", "ssh-dss AAAA", "age1qqqq", "", "Ben"):
        with pytest.raises(Damaged):
            giving.addressees(anna, [], [key])


def test_a150_a_bundle_is_taken_once(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    path = given(anna, ben, tmp_path)
    first, second = receiving.open_share(ben, path), receiving.open_share(ben, path)
    taken = taking.take(ben, first)
    with pytest.raises(ShareRefused) as refused:
        taking.take(ben, second)
    assert refused.value.reason == "already received"
    second.drop()
    assert refusal(ben, path) == "already received"
    trash.remove(ben, [ben.item(taken.folder)])
    trash.empty(ben)
    assert refusal(ben, path) == "already received", "also when nothing of it is left"


@pytest.mark.parametrize("unknown", [False, True])
def test_an_unknown_sender_is_taken_only_if_that_is_said(
    anna: Vault, ben: Vault, tmp_path: Path, unknown: bool
) -> None:
    giving.share(anna, fill(anna, tmp_path / "in", {"a": b"x"}), tmp_path / "out", to(anna, ben))
    opened = receiving.open_share(ben, tmp_path / "out")
    assert (opened.sender, receiving.party_of(opened).name) == ("unknown", "Anna")
    if unknown:
        taking.take(ben, opened, unknown=True)
        return
    with pytest.raises(ShareRefused, match="unknown sender"):
        taking.take(ben, opened)
    assert opened.card is not None
    contacts.add(ben, opened.card.source, "Anna")
    taking.take(ben, opened)
    assert opened.sender == "new"


HOSTILE = [
    (b"C:\\x", b"C__x"),
    (b"CON", b"_CON"),
    (b"aux.txt", b"_aux.txt"),
    (b"COM\xc2\xb9.log", b"_COM\xc2\xb9.log"),
    ("\u202egnp.exe".encode(), b"gnp.exe"),
    (b"x" * 300 + b".pdf", b"x" * 251 + b".pdf"),
    ("中".encode() * 100, "中".encode() * 85),
    (b"trailing. . ", b"trailing"),
    (b" leading", b"leading"),
    (b"start.desktop", b"start.desktop_"),
    (b"Link.LNK", b"Link.LNK_"),
    (b"\xff\xfe", b"__"),
    (b"line\nfeed\x7f", b"linefeed"),
    (b"...", b"Untitled"),
    (b" ", b"Untitled (2)"),
    (b'a*b?c<d>e|f"g:h', b"a_b_c_d_e_f_g_h"),
    ("e\u0301".encode(), "\u00e9".encode()),
    ("\u00c9".encode(), "\u00c9 (2)".encode()),
    (b"Same", b"Same"),
    (b"same", b"same (2)"),
    (b"SAME", b"SAME (3)"),
    (b"same (2)", b"same (2) (2)"),
    (b".bashrc", b".bashrc"),
    ("👩\u200d🚀.txt".encode(), "👩\u200d🚀.txt".encode()),
]


def test_a104_names_are_made_safe_and_the_originals_kept(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    introduce(ben, anna)
    entries = [(Entry((name,), "file", 1), b"x") for name, _ in HOSTILE]
    entries += [(Entry((b"dir\\", b"NUL", b"deep"), "file", 1), b"x")]
    (tmp_path / "hostile").write_bytes(signed(anna, ben, entries))
    opened = receiving.open_share(ben, tmp_path / "hostile")
    assert [one.path[0] for one in opened.items[: len(HOSTILE)]] == [safe for _, safe in HOSTILE]
    assert opened.items[-1].path == (b"dir_", b"_NUL", b"deep")
    taken = taking.take(ben, opened)
    kept = {
        item.name: ben.catalog.row("SELECT name FROM original_name WHERE item = ?", item.id)
        for item in ben.children(taken.folder)
        if item.kind == "file"
    }
    for name, safe in HOSTILE:
        assert kept[safe] == (None if name == safe else (name,))
    assert taken.renamed == sum(name != safe for name, safe in HOSTILE) + 2
    [above] = [item for item in ben.children(taken.folder) if item.kind == "folder"]
    assert ben.catalog.row("SELECT name FROM original_name WHERE item = ?", above.id) == (b"dir\\",)
    assert all(len(item.name) <= 255 for _, item in ben.walk())
    trash.remove(ben, ben.children(ROOT))
    trash.empty(ben)
    assert ben.catalog.row("SELECT count(*) FROM original_name") == (0,)


@pytest.mark.parametrize("name", [b"..", b".", b"a\0b", b"", b"/etc"])
def test_a104_names_that_lead_elsewhere_refuse_the_whole(anna: Vault, ben: Vault, tmp_path: Path, name: bytes) -> None:
    (tmp_path / "hostile").write_bytes(signed(anna, ben, [(Entry((b"x", name), "file", 1), b"x")]))
    with pytest.raises(Damaged):
        receiving.open_share(ben, tmp_path / "hostile")
    assert packs_on_disk(ben) == set()


def test_a104_collisions_never_overwrite(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    introduce(ben, anna)
    ben.write_note(ROOT, b"A", "mine")
    place = ben.make_folder(ROOT, b"Taxes")
    ben.write_note(place.id, b"letter", "mine")
    entries = [(Entry((b"a",), "file", 5), b"yours"), (Entry((b"taxes", b"letter"), "file", 5), b"yours")]
    (tmp_path / "s").write_bytes(signed(anna, ben, entries))
    taken = taking.take(ben, receiving.open_share(ben, tmp_path / "s"), ROOT)
    assert contents(ben) == {
        b"A": b"mine",
        b"Taxes/": b"",
        b"Taxes/letter": b"mine",
        b"a (2)": b"yours",
        b"taxes (2)/": b"",
        b"taxes (2)/letter": b"yours",
    }
    assert taken.renamed == 2


def test_a104_a_path_as_deep_as_a_well_is_refused(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    deep = (b"d",) * bundle.DEEPEST
    (tmp_path / "deep").write_bytes(signed(anna, ben, [(Entry(deep, "file", 1), b"x")]))
    receiving.open_share(ben, tmp_path / "deep").drop()
    (tmp_path / "deeper").write_bytes(signed(anna, ben, [(Entry((*deep, b"d"), "file", 1), b"x")]))
    with pytest.raises(Damaged):
        receiving.open_share(ben, tmp_path / "deeper")
    place = ROOT
    for _ in range(bundle.DEEPEST + 1):
        place = ben.make_folder(place, b"d").id
    with pytest.raises(LimitExceeded):
        giving.share(ben, ben.children(ROOT), tmp_path / "out", to(ben, anna))


# Stopped anywhere


class Stopping(Progress):
    """Cancels itself after so many bytes."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._after = after

    def changed(self) -> None:
        if self.bytes >= self._after:
            self.cancel()


@pytest.mark.parametrize("after", [1, 3 << 20, 8 << 20])
def test_a_share_cancelled_halfway_leaves_nothing(anna: Vault, ben: Vault, tmp_path: Path, after: int) -> None:
    items = fill(anna, tmp_path / "in", FILES)
    whom = to(anna, ben)
    before = sorted(os.listdir(tmp_path))
    with no_thread_left(), pytest.raises(Cancelled):
        giving.share(anna, items, tmp_path / "out", whom, progress=Stopping(after))
    assert sorted(os.listdir(tmp_path)) == before
    assert register.shares(anna)[1] == 0
    introduce(ben, anna)
    giving.share(anna, items, tmp_path / "out", whom)
    with no_thread_left(), pytest.raises(Cancelled):
        receiving.open_share(ben, tmp_path / "out", progress=Stopping(after))
    assert packs_on_disk(ben) == set()
    taking.take(ben, receiving.open_share(ben, tmp_path / "out"))
    assert check(ben).findings == []


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    hers, his = FaultyFiles(sync=False), FaultyFiles(sync=False)
    with person(tmp_path, "Anna", Platform(files=hers)) as anna, person(tmp_path, "Ben", Platform(files=his)) as ben:
        introduce(ben, anna)
        items, whom = fill(anna, tmp_path / "in", FILES), to(anna, ben)
        before = sorted(os.listdir(tmp_path))
        hers.arm(4, errno.ENOSPC, lasting=True)
        with pytest.raises(Storage) as full:
            giving.share(anna, items, tmp_path / "out", whom)
        assert full.value.kind == "full"
        assert sorted(os.listdir(tmp_path)) == before
        hers.arm(0, 0)
        giving.share(anna, items, tmp_path / "out", whom)
        for at in (1, 4, 9):
            his.arm(at, errno.ENOSPC, lasting=True)
            with pytest.raises(Storage):
                receiving.open_share(ben, tmp_path / "out")
            his.arm(0, 0)
            assert packs_on_disk(ben) == set()
        taking.take(ben, receiving.open_share(ben, tmp_path / "out"))


def test_a_share_larger_than_what_is_free_is_not_begun(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    path = given(anna, ben, tmp_path)

    class Full(FileLayer):
        def free(self, path: str) -> int:
            return 10

    with person(tmp_path, "Ben2", Platform(files=Full())) as other, pytest.raises(Storage) as full:
        receiving.open_share(other, path)
    assert full.value.kind == "full"


@pytest.mark.parametrize("at", [2, 5, 8, 12, 20])
def test_killed_while_it_opens_or_takes_leaves_leftovers_at_most(tmp_path: Path, at: int) -> None:
    files = FaultyFiles(sync=False)
    with person(tmp_path, "Anna") as anna:
        ben = person(tmp_path, "Ben", Platform(files=files))
        path = given(anna, ben, tmp_path, FILES)
        files.arm(at, "die")
        with contextlib.suppress(Died, Storage):
            taking.take(ben, receiving.open_share(ben, path))
        files.kill()
        ben.files.catalog.close()
        with unlock(tmp_path / "Ben.deedbox") as again:
            report = check(again)
            assert report.ok, report.findings
            assert {finding.kind for finding in report.findings} <= {"unreferenced pack", "interrupted write"}
            if not register.was_received(again, signed_bundle(again, path)):
                taking.take(again, receiving.open_share(again, path))
            compact(again)
            assert check(again).findings == []
            [found] = [c for p, c in contents(again).items() if p.endswith(b"large")]
            assert hashlib.sha256(found).digest() == hashlib.sha256(FILES["Taxes/2025/large"]).digest()


def signed_bundle(vault: Vault, path: Path) -> bytes:
    payload = payload_of(vault, path)
    at = payload.index(b'{"bundle":"') + 11
    return bytes.fromhex(payload[at : at + 32].decode())


def test_compacting_keeps_what_waits_and_dropping_leaves_nothing(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    opened = receiving.open_share(ben, given(anna, ben, tmp_path, FILES))
    held = packs_on_disk(ben)
    assert held
    assert compact(ben).held
    assert packs_on_disk(ben) == held
    opened.drop()
    opened.drop()
    assert packs_on_disk(ben) == set()
    assert not compact(ben).held


def test_nothing_is_replaced_unless_it_is_said(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    items, whom, out = fill(anna, tmp_path / "in", {"a": b"x"}), to(anna, ben), tmp_path / "out"
    out.write_bytes(b"mine")
    with pytest.raises(Conflict):
        giving.share(anna, items, out, whom)

    class Appearing(Progress):
        def changed(self) -> None:
            out.write_bytes(b"mine")

    out.unlink()
    with pytest.raises(Conflict):
        giving.share(anna, items, out, whom, progress=Appearing())
    assert out.read_bytes() == b"mine"
    assert register.shares(anna)[1] == 0
    assert [name for name in os.listdir(tmp_path) if "partial" in name] == []
    giving.share(anna, items, out, whom, replace=True)
    assert out.read_bytes() != b"mine"
    with pytest.raises(Conflict):
        giving.share(anna, items, anna.folder.path / "out", whom)
    with pytest.raises(LimitExceeded):
        giving.share(anna, items, tmp_path / "nobody", [])
    trash.remove(anna, items)
    with pytest.raises(Conflict):
        giving.share(anna, [anna.item(items[0].id)], tmp_path / "gone", whom)


def test_what_the_disk_gives_back_otherwise_is_not_a_share(tmp_path: Path) -> None:
    class Forgetful(FileLayer):
        def read_into(self, fd: int, buffer: memoryview, offset: int) -> int:
            count = super().read_into(fd, buffer, offset)
            if ".partial-" in os.readlink(f"/proc/self/fd/{fd}"):
                buffer[0] ^= 1
            return count

    with person(tmp_path, "Anna", Platform(files=Forgetful())) as anna, person(tmp_path, "Ben") as ben:
        with pytest.raises(Storage):
            giving.share(anna, fill(anna, tmp_path / "in", {"a": b"x"}), tmp_path / "out", to(anna, ben))
        assert not (tmp_path / "out").exists()


def test_an_item_that_goes_meanwhile_is_told_and_not_called_damage(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    items = fill(anna, tmp_path / "in", {"a": b"x" * 3_000_000, "b": b"y"})

    class Removing(Progress):
        done = False

        def changed(self) -> None:
            if self.bytes and not self.done:
                self.done = True
                trash.remove(anna, [anna.item(items[1].id)])
                trash.empty(anna)

    with pytest.raises(NotFound):
        giving.share(anna, items, tmp_path / "out", to(anna, ben), progress=Removing())


def test_two_items_of_one_name_and_an_item_inside_of_another(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    introduce(ben, anna)
    fill(anna, tmp_path / "in", {"one/a": b"1", "two/a": b"2"})
    one, first, second = anna.find([b"one"]), anna.find([b"one", b"a"]), anna.find([b"two", b"a"])
    assert one is not None
    assert first is not None
    assert second is not None
    giving.share(anna, [one, first, second], tmp_path / "out", to(anna, ben))
    taken = taking.take(ben, receiving.open_share(ben, tmp_path / "out"))
    assert contents(ben, taken.folder) == {b"a": b"2", b"one/": b"", b"one/a": b"1"}
    giving.share(anna, [first, second], tmp_path / "again", to(anna, ben))
    taken = taking.take(ben, receiving.open_share(ben, tmp_path / "again"), ben.make_folder(ROOT, b"x").id)
    assert contents(ben, taken.folder) == {b"a": b"1", b"a (2)": b"2"}


@pytest.mark.skipif("not os.environ.get('DEEDBOX_LARGE')", reason="writes twelve gibibytes; DEEDBOX_LARGE=1 runs it")
def test_four_gibibytes_in_bounded_memory(
    anna: Vault, ben: Vault, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    introduce(ben, anna)
    size = 4 << 30
    (tmp_path / "in").mkdir()
    with (tmp_path / "in/huge").open("wb") as file:
        block = os.urandom(1 << 20)
        for number in range(size >> 20):
            file.write(number.to_bytes(8) + block[8:])
    items = fill(anna, tmp_path / "in", {})
    (tmp_path / "in/huge").unlink()
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    giving.share(anna, items, tmp_path / "out", to(anna, ben))
    shared = time.monotonic() - started
    opened = receiving.open_share(ben, tmp_path / "out")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10
    opening = time.monotonic() - started - shared
    told = f"shared in {shared:.1f} s, opened in {opening:.1f} s, {grown} MiB more than {before >> 10}\n"
    with capsys.disabled():
        sys.stdout.write(told)
    assert opened.bytes == size
    assert grown < 128
