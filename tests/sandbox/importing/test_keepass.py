"""KeePass databases: what KeePassXC and KeeWeb wrote comes in field by field; what is forged or damaged is refused."""

from __future__ import annotations

import base64
import gzip
import struct
import zlib
from pathlib import Path

import pytest

from tests.sandbox.importing import forged_keepass as forged
from tests.sandbox.importing.collected import EXPORTS, SECRET, Collected, confined, path, read, told
from vault.sandbox.importing import keepass, keepass_seal
from vault.sandbox.importing.ciphers import MOST_MEMORY
from vault.sandbox.importing.entries import Refusal, Refused, Why

KEEPASSXC = ("keepassxc-3.1.kdbx", "keepassxc-4.kdbx")
KEEWEB = ("keeweb-3.1.kdbx", "argon2d-aes.kdbx", "argon2id-chacha20.kdbx")


@pytest.mark.parametrize("name", KEEPASSXC)
def test_database_of_keepassxc_comes_in(name: str) -> None:
    kind, found = confined(EXPORTS / name, SECRET)
    assert kind == "keepass"
    assert set(found.folders) == {path("Banks"), path("Banks", "Cards"), path("Empty")}
    savings = found.notes[path("Banks", "Savings - Sparbuch")]
    assert savings.text is not None
    assert savings.text.startswith("# Savings / Sparbuch\n")
    assert told(savings.text) == [
        ("User name", "anna"),
        ("Password", "*p_a`s``s* <ü€>"),
        ("Website", "https://bank.example/login?a=1&b=2"),
        ("One-time password", "otpauth://totp/bank:anna?secret=JBSWY3DPEHPK3PXP&period=30&digits=6"),
        ("PIN", "0042"),
        ("Recovery", "first line\nsecond line"),
        ("Expires", "2030-12-31 23:00 UTC"),
    ]
    assert savings.text.endswith("\n\nAsk for Mr. Müller.\nSecond line.\n")
    assert savings.tags == ("money", "two words", "Ümläut")
    assert savings.modified_ns == 1_709_280_550 * 10**9
    assert found.text("Banks", "Banks") == "Branches open at nine."
    assert told(found.text("Banks", "Cards", "Visa"))[:2] == [("User name", "bob"), ("Password", "second")]
    assert "[Über.txt](Visa%20%28files%29/Über.txt)" in found.text("Banks", "Cards", "Visa")
    beside = ("Banks", "Cards", "Visa (files)")
    assert found.files == {path(*beside, one): b"an attached\0paper\n" for one in ("deed.bin", "Über.txt")}
    left = {path("Banks", "Cards", "Visa", "History"): Why.NOT_SUPPORTED}
    if name == KEEPASSXC[1]:
        left[path("Recycle Bin", "Thrown")] = Why.IN_TRASH
    assert found.left == left


@pytest.mark.parametrize("name", KEEWEB)
def test_database_of_keeweb_comes_in(name: str) -> None:
    _, found = confined(EXPORTS / name, SECRET)
    assert found.folders == [path("Läden")]
    (shop,) = found.notes.values()
    assert shop.path == path("Läden", "Buchladen")
    assert shop.tags == ("reading", "shops")
    assert shop.modified_ns == 1_746_515_289 * 10**9
    assert told(shop.text or "") == [
        ("User name", "ömer"),
        ("Password", "päss `word`"),
        ("Website", "https://books.example"),
        ("Hidden", "42"),
    ]
    assert "\nline one\nline two\n" in (shop.text or "")
    assert found.files == {
        path("Läden", "Buchladen (files)", "plain.txt"): b"in the open",
        path("Läden", "Buchladen (files)", "hidden.txt"): b"behind a mask",
    }
    assert found.left == {path("Recycle Bin", "Gone"): Why.IN_TRASH}


def refusal(content: bytes, secret: str | None = SECRET) -> Refusal | None:
    try:
        read(keepass, content, secret)
    except Refused as refused:
        return refused.why
    return None


@pytest.mark.parametrize("name", KEEPASSXC[1:] + KEEWEB)
def test_wrong_password_is_told_from_none_and_from_damage(name: str) -> None:
    content = (EXPORTS / name).read_bytes()
    assert refusal(content, None) is Refusal.NEEDS_SECRET
    assert refusal(content, "correct horsf") is Refusal.WRONG_SECRET
    assert refusal(content, "") is Refusal.WRONG_SECRET
    for place in (-1, -40, -80):
        hurt = bytearray(content)
        hurt[place] ^= 1
        assert refusal(bytes(hurt)) is Refusal.DAMAGED


@pytest.mark.parametrize("name", ["keeweb-3.1.kdbx", "argon2d-aes.kdbx"])
def test_truncated_at_every_hundredth_is_refused(name: str) -> None:
    content = (EXPORTS / name).read_bytes()
    for hundredth in range(100):
        why = refusal(content[: len(content) * hundredth // 100])
        assert why in (Refusal.DAMAGED, Refusal.WRONG_SECRET), hundredth
        assert why is Refusal.DAMAGED or name.startswith("keeweb"), hundredth


@pytest.mark.parametrize("name", ["keeweb-3.1.kdbx", "argon2d-aes.kdbx"])
def test_no_flipped_bit_passes(name: str) -> None:
    content = (EXPORTS / name).read_bytes()
    rounds = content.index(struct.pack("<Q", 6000)) if name.startswith("keeweb") else 0
    for place in range(8, len(content), 11):
        if rounds and rounds <= place < rounds + 8:
            continue  # other rounds are another password, at any price
        hurt = bytearray(content)
        hurt[place] ^= 0x10
        assert refusal(bytes(hurt)) is not None, place


def test_kinds_that_are_not_read_are_told() -> None:
    sound = forged.version_4(forged.document(forged.entry("a")))
    assert refusal(sound, forged.PASSWORD) is None
    assert refusal(b"nothing like it at all", "") is Refusal.NOT_RECOGNISED
    assert refusal(bytes.fromhex("03d9a29a65fb4bb5") + bytes(200), "") is Refusal.NOT_SUPPORTED  # KeePass 1
    assert refusal(sound[:10] + b"\x05\x00" + sound[12:], "") is Refusal.NOT_SUPPORTED
    assert refusal(forged.version_4(b"", cipher=forged.TWOFISH), forged.PASSWORD) is Refusal.NOT_SUPPORTED


def argon2(memory: int, passes: int = 1, **more: bytes) -> dict[bytes, tuple[int, bytes]]:
    numbers = {b"I": struct.pack("<Q", passes), b"M": struct.pack("<Q", memory), b"P": b"\1\0\0\0", b"V": b"\x13\0\0\0"}
    numbers |= {name.encode(): value for name, value in more.items()}
    return {b"$UUID": (0x42, forged.ARGON2ID), b"S": (0x42, bytes(32)), **{k: (4, v) for k, v in numbers.items()}}


def test_derivations_beyond_the_bounds_are_refused() -> None:
    def ask(kdf: dict[bytes, tuple[int, bytes]]) -> Refusal | None:
        return refusal(forged.version_4(b"", kdf=kdf), forged.PASSWORD)

    assert ask(argon2((MOST_MEMORY << 10) + 1024)) is Refusal.OVER_BOUND
    assert ask(argon2(64 << 20, 1 << 40)) is Refusal.OVER_BOUND
    assert ask(argon2(2**64 - 1)) is Refusal.OVER_BOUND
    assert ask(argon2(0)) is Refusal.DAMAGED
    assert ask(argon2(1 << 20, K=b"key")) is Refusal.NOT_SUPPORTED
    assert ask({b"$UUID": (0x42, b"?" * 16)}) is Refusal.NOT_SUPPORTED
    rounds = {b"$UUID": (0x42, forged.KDF_AES), b"S": (0x42, forged.SEED), b"R": (5, b"\xff" * 8)}
    assert ask(rounds) is Refusal.OVER_BOUND


@pytest.mark.slow
def test_derivation_beyond_the_memory_of_the_worker_is_a_plain_refusal(tmp_path: Path) -> None:
    """A gibibyte is allowed by the format's bound; whether the worker has it or not, it answers."""
    database = tmp_path / "a.kdbx"
    database.write_bytes(forged.version_4(b"", kdf=argon2(1 << 30)))
    with pytest.raises(Refused) as refused:
        confined(database, forged.PASSWORD)
    assert refused.value.why in (Refusal.OVER_BOUND, Refusal.WRONG_SECRET)


def forged_in(xml: bytes, **more: object) -> Collected:
    return read(keepass, forged.version_4(xml, **more), forged.PASSWORD)  # type: ignore[arg-type]


def test_a109_document_types_and_depth_are_refused() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + forged.document(forged.entry("&a;"))
    deep = forged.document("<x>" * 100_000 + "</x>" * 100_000)
    for xml in (laughs, deep, b"<KeePassFile>", b"", b"<a/>", forged.document() + b"<rest/>"):
        assert refusal(forged.version_4(xml), forged.PASSWORD) is Refusal.DAMAGED
        assert refusal(forged.version_3(xml), forged.PASSWORD) is Refusal.DAMAGED


def test_a109_groups_without_end_are_left_out() -> None:
    xml = forged.document("<Group><Name>g</Name>" * 100 + forged.entry("deep") + "</Group>" * 100)
    found = forged_in(xml)
    assert len(found.folders) == 62
    assert found.left == {(b"g",) * 63: Why.OVER_BOUND}


def test_a109_what_unpacks_to_more_than_a_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keepass_seal, "MOST_CLEAR", 1 << 20)
    bomb = forged.version_4(b"", pack=lambda _: gzip.compress(bytes(64 << 20)))
    assert refusal(bomb, forged.PASSWORD) is Refusal.OVER_BOUND
    inside = base64.b64encode(gzip.compress(bytes(64 << 20))).decode()
    xml = forged.document("", f'<Binaries><Binary ID="0" Compressed="True">{inside}</Binary></Binaries>')
    assert refusal(forged.version_3(xml), forged.PASSWORD) is Refusal.OVER_BOUND


def test_a109_packed_content_that_breaks_off_is_damage() -> None:
    xml = forged.document(forged.entry("a"))
    assert refusal(forged.version_4(xml), forged.PASSWORD) is None
    for cut in (-1, -8, -9, 0):
        broken = forged.version_4(xml, pack=lambda whole, cut=cut: gzip.compress(whole)[:cut])  # type: ignore[misc]
        assert refusal(broken, forged.PASSWORD) is Refusal.DAMAGED
    assert refusal(forged.version_4(xml, pack=zlib.compress), forged.PASSWORD) is Refusal.DAMAGED


def test_groups_in_the_recycle_bin_are_left_out_with_it() -> None:
    inside = f"<Group><Name>old</Name>{forged.entry('e')}</Group>"
    meta = "<RecycleBinEnabled>True</RecycleBinEnabled><RecycleBinUUID>AA==</RecycleBinUUID>"
    xml = forged.document(f"<Group><UUID>AA==</UUID><Name>Bin</Name><Notes>n</Notes>{inside}</Group>", meta)
    found = forged_in(xml)
    assert (found.entries, found.left) == ({}, {path("Bin", "old", "e"): Why.IN_TRASH})
    assert path("Bin", "old", "e") in forged_in(xml.replace(b">True<", b">False<")).notes


def test_a109_one_attachment_named_without_end_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keepass, "MOST_ATTACHED", 2500)
    more = '<Binary><Key>a</Key><Value Ref="0"/></Binary>'
    found = forged_in(
        forged.document("".join(forged.entry(str(one), more) for one in range(4))), binaries=(b"x" * 1000,)
    )
    assert len(found.files) == 2
    assert list(found.left.values()) == [Why.OVER_BOUND] * 2
    assert len(found.notes) == 4


def test_attachments_that_are_not_there_are_named() -> None:
    refs = "".join(f'<Binary><Key>{ref}</Key><Value Ref="{ref}"/></Binary>' for ref in ("1", "-1", "x", "", "9" * 99))
    found = forged_in(forged.document(forged.entry("e", refs + "<Binary><Key>none</Key></Binary>")), binaries=(b"x",))
    assert set(found.left.values()) == {Why.DAMAGED}
    assert len(found.left) == 6


def test_equal_entries_and_names_stay_apart() -> None:
    more = '<UUID>AAAA</UUID><Binary><Key>f</Key><Value Ref="0"/></Binary><Binary><Key>f</Key><Value Ref="0"/></Binary>'
    found = forged_in(forged.document(forged.entry("same", more) * 2 + forged.entry("")), binaries=(b"x",))
    assert set(found.notes) == {path("same"), path("same (2)"), path("Untitled")}
    assert set(found.files) == {
        path(folder, one) for folder in ("same (files)", "same (2) (files)") for one in ("f", "f (2)")
    }


def test_hidden_values_that_are_no_base64_are_damage() -> None:
    for garbage in ("!!!!", "AAA", "ü", "AA==AA=="):
        more = f'<String><Key>Password</Key><Value Protected="True">{garbage}</Value></String>'
        assert refusal(forged.version_4(forged.document(forged.entry("e", more))), forged.PASSWORD) is Refusal.DAMAGED


def test_salsa20_is_not_asked_for_more_than_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keepass_seal, "MOST_HIDDEN", 100)
    hidden = base64.b64encode(bytes(60)).decode()
    more = f'<String><Key>Password</Key><Value Protected="True">{hidden}</Value></String>'
    database = forged.version_3(forged.document(forged.entry("a", more) + forged.entry("b", more)))
    assert refusal(database, forged.PASSWORD) is Refusal.OVER_BOUND


def test_header_of_version_3_must_be_the_one_that_was_written() -> None:
    wrong = base64.b64encode(bytes(32)).decode()
    xml = forged.document(forged.entry("a"), f"<HeaderHash>{wrong}</HeaderHash>")
    assert refusal(forged.version_3(xml), forged.PASSWORD) is Refusal.DAMAGED
    assert refusal(forged.version_3(forged.document(forged.entry("a"))), forged.PASSWORD) is None


def test_times_that_are_none_are_left_out() -> None:
    for words in ("", "never", "9" * 30, base64.b64encode(b"\xff" * 8).decode(), "0001-01-01T00:00:00Z", "AA=="):
        times = f"<Times><LastModificationTime>{words}</LastModificationTime></Times>"
        assert forged_in(forged.document(forged.entry("e", times))).notes[path("e")].modified_ns is None


def test_secrets_are_in_no_exception() -> None:
    with pytest.raises(Refused) as refused:
        read(keepass, (EXPORTS / "argon2d-aes.kdbx").read_bytes(), "a secret of mine")
    assert "mine" not in repr(refused.value) + str(refused.value.__cause__) + str(refused.value.__context__)
    assert "correct" not in repr(keepass_seal.Opened(b"correct", bytes))
