"""Exports of Bitwarden: what its command line wrote comes in field by field; what is forged or damaged is refused."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import json
import zipfile

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from tests.sandbox.importing.collected import EXPORTS, SECRET, Collected, Kept, collect, confined, path, read, told
from vault.sandbox.importing import archives, bitwarden, ciphers, objects
from vault.sandbox.importing.entries import End, Entry, Piece, Refusal, Refused, Secret, Why

FOLDER = ("Banks", "Ümläut ünd Söhne")
PASSWORDS = {"bitwarden-pbkdf2.json": SECRET, "bitwarden-argon2.json": SECRET, "bitwarden.json": None}
PASSWORDS |= {"bitwarden.zip": None}


@pytest.mark.parametrize("name", PASSWORDS)
def test_export_of_the_command_line_comes_in(name: str) -> None:
    kind, found = confined(EXPORTS / name, PASSWORDS[name])
    assert kind == "bitwarden"
    assert found.folders == [path("Banks"), path(*FOLDER), path("Empty")]
    assert found.left == {}
    assert set(found.notes) == {
        path(*FOLDER, "Savings - Sparbuch"), path("Banks", "Safe"), path("Visa"), path("Me"), path("Server key"),
    }  # fmt: skip
    savings = found.notes[path(*FOLDER, "Savings - Sparbuch")]
    assert savings.favourite
    assert [one.favourite for one in found.notes.values()].count(True) == 1
    assert savings.modified_ns is not None
    fields = told(savings.text or "")
    assert fields[:9] == [
        ("User name", "anna"),
        ("Password", "new *p_a``s``* <ü€>"),
        ("One-time password", "otpauth://totp/bank:anna?secret=JBSWY3DPEHPK3PXP"),
        ("Website", "https://bank.example/login?a=1&b=2"),
        ("Website", "https://other.example"),
        ("PIN", "0042"),
        ("Text *bold*", "a`b"),
        ("Agreed", "true"),
        ("Same", "anna"),
    ]
    assert ("Key value", "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg") in fields
    assert fields[-1][1] == "*p_a``s``* <ü€>"
    assert "\n## Passkey\n" in (savings.text or "")
    assert "\n## Former passwords\n" in (savings.text or "")
    assert "\n\nAsk for Mr. Müller.\nSecond line.\n" in (savings.text or "")
    check_the_others(found)


def check_the_others(found: Collected) -> None:
    assert found.text("Banks", "Safe") == "# Safe\n\nleft 3, right 7\n\n- *as* typed\n"
    assert told(found.text("Visa")) == [
        ("Cardholder name", "Anna Example"), ("Brand", "Visa"), ("Number", "4111111111111111"),
        ("Exp month", "12"), ("Exp year", "2031"), ("Code", "123"),
    ]  # fmt: skip
    assert dict(told(found.text("Me"))) == {
        "Title": "Dr", "First name": "Anna", "Last name": "Example", "Address 1": "1 Road", "City": "Köln",
        "Postal code": "50667", "Country": "DE", "Company": "ACME", "Email": "anna@people.example",
        "Phone": "+49 221 1", "Social security number": "1-2-3", "User name": "anna", "Passport number": "C01X",
        "License number": "L9",
    }  # fmt: skip
    key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU=\n-----END OPENSSH PRIVATE KEY-----\n"
    assert told(found.text("Server key")) == [
        ("Private key", key),
        ("Public key", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ anna"),
        ("Key fingerprint", "SHA256:abc"),
    ]


def test_attachments_of_the_zip_come_in() -> None:
    _, found = confined(EXPORTS / "bitwarden.zip")
    beside = (*FOLDER, "Savings - Sparbuch (files)")
    assert found.files == {path(*beside, "deed.bin"): b"an attached\0paper\n", path(*beside, "Über.txt"): b"second"}
    assert "(Savings%20-%20Sparbuch%20%28files%29/deed.bin)" in found.text(*FOLDER, "Savings - Sparbuch")


def test_preview_of_the_zip_has_no_contents() -> None:
    given = list(bitwarden.read(Kept((EXPORTS / "bitwarden.zip").read_bytes(), names_only=True), Secret()))
    assert sum(isinstance(one, Entry) and one.kind == "file" for one in given) == 2
    assert sum(isinstance(one, End) for one in given) == 2
    assert not any(isinstance(one, Piece) for one in given)


def test_export_of_one_account_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        confined(EXPORTS / "bitwarden-account.json", SECRET)
    assert refused.value.why is Refusal.NOT_SUPPORTED


# --- forged ---------------------------------------------------------------------------------------


def refusal(content: bytes, secret: str | None = SECRET) -> Refusal | None:
    try:
        read(bitwarden, content, secret)
    except Refused as refused:
        return refused.why
    return None


def seal(content: bytes, key: bytes) -> str:
    iv = b"i" * 16
    padded = content + bytes([16 - len(content) % 16]) * (16 - len(content) % 16)
    sealed = Cipher(AES(ciphers.expand(key, b"enc")), CBC(iv)).encryptor().update(padded)
    mac = hmac.digest(ciphers.expand(key, b"mac"), iv + sealed, "sha256")
    return "2." + "|".join(base64.b64encode(part).decode() for part in (iv, sealed, mac))


def sealed_export(content: bytes, **more: object) -> bytes:
    key = hashlib.pbkdf2_hmac("sha256", SECRET.encode(), b"salt", 5000)
    head = {"encrypted": True, "passwordProtected": True, "salt": "salt", "kdfType": 0, "kdfIterations": 5000}
    rest = {"encKeyValidation_DO_NOT_EDIT": seal(b"x", key), "data": seal(content, key)}
    return json.dumps({**head, **rest, **more}).encode()


def plain_export(*items: object, **more: object) -> bytes:
    return json.dumps({"encrypted": False, "items": items, **more}).encode()


def test_wrong_password_none_and_damage_are_told_apart() -> None:
    sound = sealed_export(plain_export({"type": 2, "name": "n"}))
    assert refusal(sound) is None
    assert refusal(sound, None) is Refusal.NEEDS_SECRET
    assert refusal(sound, "correct horsf") is Refusal.WRONG_SECRET
    for name in ("bitwarden-pbkdf2.json", "bitwarden-argon2.json"):
        assert refusal((EXPORTS / name).read_bytes(), "wrong") is Refusal.WRONG_SECRET
    text = json.loads(sound)["data"]
    kind, *parts = text.replace(".", "|").split("|")
    for number in range(3):
        hurt = bytearray(base64.b64decode(parts[number]))
        hurt[0] ^= 1
        changed = [*parts[:number], base64.b64encode(hurt).decode(), *parts[number + 1 :]]
        assert refusal(sealed_export(b"{}", data=f"{kind}.{'|'.join(changed)}")) is Refusal.DAMAGED
    strange: list[object] = ["", "2.", "2.a|b|c", "2.AA==|AA==|AA==", "2.!|!|!", None, [], "x.y"]
    for data in (*strange, text[:-1], text + "|AA=="):
        assert refusal(sealed_export(b"{}", data=data)) is Refusal.DAMAGED, data
    assert refusal(sealed_export(b"{}", data="7.AAAA")) is Refusal.NOT_SUPPORTED


def test_derivations_beyond_the_bounds_are_refused() -> None:
    assert refusal(sealed_export(b"{}", kdfIterations=1 << 39)) is Refusal.OVER_BOUND
    assert refusal(sealed_export(b"{}", kdfType=1, kdfMemory=1 << 30, kdfParallelism=4)) is Refusal.OVER_BOUND
    assert refusal(sealed_export(b"{}", kdfType=1, kdfIterations=3, kdfMemory=16, kdfParallelism=0)) is Refusal.DAMAGED
    assert refusal(sealed_export(b"{}", kdfType=2)) is Refusal.NOT_SUPPORTED
    for iterations in (0, -1, "many", None, 1.5, 1 << 70):
        assert refusal(sealed_export(b"{}", kdfIterations=iterations)) is Refusal.DAMAGED


def test_a109_json_without_end_is_refused() -> None:
    deep = b'{"encrypted": false, "items": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    for content in (deep, deep[:-1], sealed_export(deep), b"", b"[]", b'{"items": 1}', b"\xff{}", b'{"a": NaN'):
        assert refusal(content) is Refusal.DAMAGED


def test_a109_json_beyond_the_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(objects, "MOST", 1 << 20)
    assert refusal(plain_export({"name": "x" * (1 << 20)})) is Refusal.OVER_BOUND
    assert refusal(zipped({"data.json": plain_export({"name": "x" * (1 << 20)})})) is Refusal.OVER_BOUND


@pytest.mark.parametrize("name", ["bitwarden.json", "bitwarden.zip", "bitwarden-argon2.json"])
def test_truncated_at_every_hundredth_is_refused(name: str) -> None:
    content = (EXPORTS / name).read_bytes()
    for hundredth in range(100):
        assert refusal(content[: len(content) * hundredth // 100]) is Refusal.DAMAGED, hundredth


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_a109_attachments_that_are_bombs_broken_or_nobodys_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "FREE_BYTES", 1 << 20)
    export = plain_export({"id": "one", "name": "Note", "type": 2})
    files = {"data.json": export, "attachments/one/bomb": bytes((1 << 20) + 1), "attachments/two/x": b"y", "odd": b"z"}
    found = read(bitwarden, zipped(files))
    assert found.left == {
        path("Note (files)", "bomb"): Why.TOO_LARGE,
        path("attachments", "two", "x"): Why.NOT_SUPPORTED,
        path("odd"): Why.NOT_SUPPORTED,
    }
    content = bytearray(zipped({"data.json": export, "attachments/one/hurt": b"x" * 999}))
    content[content.index(b"attachments/one/hurt") + 22] ^= 0xFF
    assert read(bitwarden, bytes(content)).left == {path("Note (files)", "hurt"): Why.DAMAGED}


def test_equal_numbers_names_and_attachments_stay_apart() -> None:
    items = [{"id": "one", "name": "Same", "type": 2}] * 2
    found = read(bitwarden, zipped({"data.json": plain_export(*items), "attachments/one/a": b"1"}))
    assert set(found.notes) == {path("Same"), path("Same (2)")}
    assert set(found.files) == {path("Same (files)", "a"), path("Same (2) (files)", "a")}


def test_fields_of_other_types_do_no_harm() -> None:
    strange: list[object] = [None, 7, 1.5, True, "text", [], [[]], {}, {"a": {"b": []}}, "\ud800"]
    keys = ("id", "name", "notes", "type", "login", "fields", "folderId", "collectionIds", "passwordHistory",
            "favorite", "revisionDate", "card")  # fmt: skip
    items = [{"type": 1, "name": f"{key} {number}", key: one} for key in keys for number, one in enumerate(strange)]
    found = collect(bitwarden.read(Kept(plain_export(*items, *strange, folders=strange, collections=7)), Secret()))
    assert len(found.notes) == len(items) + sum(isinstance(one, dict) for one in strange)


def test_kinds_to_come_are_read_by_their_labels() -> None:
    item = {"type": 9, "name": "n", "reprompt": 0, "bankAccount": {"bankName": "B", "iban": "DE1", "pins": [{"a": 1}]}}
    found = read(bitwarden, plain_export(item))
    assert told(found.text("n")) == [("Bank name", "B"), ("Iban", "DE1"), ("A", "1")]


def test_collections_trash_and_archive() -> None:
    items = [
        {"name": "both", "type": 2, "collectionIds": ["c1", "c2", "gone", None]},
        {"name": "binned", "type": 2, "deletedDate": "2026-01-01T00:00:00Z"},
        {"name": "kept", "type": 2, "archivedDate": "2026-01-01T00:00:00Z", "revisionDate": "2026-01-01T00:00:00.5Z"},
        {"name": "deep", "type": 2, "folderId": "deep"},
    ]
    collections = [{"id": "c1", "name": "Team/Web"}, {"id": "c2", "name": "Ops"}, {"id": "deep", "name": "d/" * 99}]
    found = read(bitwarden, plain_export(*items, collections=collections))
    assert found.notes[path("Team", "Web", "both")].tags == ("Ops",)
    assert found.left[path("binned")] is Why.IN_TRASH
    assert found.notes[path("kept")].tags == ("archived",)
    assert found.notes[path("kept")].modified_ns == 1_767_225_600_500 * 10**6
    assert found.left[path(*["d"] * 64)] is Why.OVER_BOUND
    assert set(found.notes) == {path("Team", "Web", "both"), path("kept")}
