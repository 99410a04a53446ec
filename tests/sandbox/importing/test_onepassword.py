"""1PUX, built after its published description: no program that writes it is to be had here."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.sandbox.importing.collected import Collected, confined, path, read, told
from vault.sandbox.importing import onepassword
from vault.sandbox.importing.entries import Refusal, Refused, Why

ATTRIBUTES = {"version": 3, "description": "1Password Unencrypted Export", "createdAt": 1_770_000_000}


def field(title: str, kind: str, value: object) -> dict:
    return {"title": title, "id": title, "value": {kind: value}, "guarded": False, "multiline": False}


LOGIN = {
    "uuid": "fkruyzrldizuqlnavfj3gltfhe", "favIndex": 1, "createdAt": 1_614_298_956, "updatedAt": 1_635_346_445,
    "state": "archived", "categoryUuid": "001",
    "details": {
        "loginFields": [
            {"value": "wendy", "id": "", "name": "username", "fieldType": "T", "designation": "username"},
            {"value": "*w_2`", "id": "", "name": "password", "fieldType": "P", "designation": "password"},
            {"value": "✓", "id": "", "name": "remember me", "fieldType": "C"},
        ],
        "notesPlain": "A note.\nOf two lines.",
        "sections": [
            {"title": "Security", "name": "s1", "fields": [
                field("PIN", "concealed", "12345"),
                field("one-time password", "totp", "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP"),
                field("expires", "monthYear", 203112), field("born", "date", 86_400), field("empty", "string", ""),
                field("sold", "string", None), field("mail", "email", {"email_address": "a@b.c", "provider": None}),
                field("home", "address", {"street": "1 Road", "city": "Town", "country": "us", "zip": "1"}),
                field("key", "sshKey", {"privateKey": "PRIVATE", "metadata": {"fingerprint": "SHA256:x"}}),
                field("scan", "file", {"fileName": "scan.pdf", "documentId": "docA", "decryptedSize": 4}),
            ]},
            {"title": "", "name": "s2", "fields": [field("plain", "string", "seen")]},
        ],
        "passwordHistory": [{"value": "before", "time": 1_458_322_355}],
    },
    "overview": {
        "subtitle": "wendy", "title": "Dropbox / Work", "url": "https://www.dropbox.com/",
        "urls": [{"label": "website", "url": "https://www.dropbox.com/"}, {"label": "", "url": "https://b.example"}],
        "tags": ["work", "files & more"], "ps": 100,
    },
}  # fmt: skip
DOCUMENT = {
    "uuid": "doc", "favIndex": 0, "updatedAt": 1_635_346_445, "state": "active", "categoryUuid": "006",
    "details": {"notesPlain": "", "sections": [], "passwordHistory": [],
                "documentAttributes": {"fileName": "a deed.txt", "documentId": "docB", "decryptedSize": 5}},
    "overview": {"title": "A deed", "url": "", "tags": []},
}  # fmt: skip
PASSWORD = {"categoryUuid": "005", "details": {"password": "alone"}, "overview": {"title": "Just one"}}
GONE = {"categoryUuid": "005", "state": "active", "trashed": True, "overview": {"title": "Gone"}, "details": {}}


def export(
    *vaults: tuple[str, list], accounts: int = 1, files: dict[str, bytes] | None = None, **more: object
) -> bytes:
    one = {"attrs": {"accountName": "Wendy"}, "vaults": [{"attrs": {"name": n}, "items": items} for n, items in vaults]}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export.attributes", json.dumps(ATTRIBUTES))
        archive.writestr("export.data", json.dumps({"accounts": [one] * accounts, **more}))
        for name, content in (files or {}).items():
            archive.writestr(name, content)
    return stream.getvalue()


FILES = {"files/docA__scan.pdf": b"%PDF", "files/docB__a deed.txt": b"deed\n"}
WHOLE = export(("Personal", [LOGIN, DOCUMENT, PASSWORD, GONE]), ("Empty", []), files=FILES)


def test_export_comes_in(tmp_path: Path) -> None:
    file = tmp_path / "export.1pux"
    file.write_bytes(WHOLE)
    kind, found = confined(file)
    assert kind == "1password"
    check(found)


def check(found: Collected) -> None:
    assert found.folders == [path("Personal"), path("Empty")]
    login = found.notes[path("Personal", "Dropbox - Work")]
    assert login.favourite
    assert login.tags == ("work", "files & more", "archived")
    assert login.modified_ns == 1_635_346_445 * 10**9
    assert told(login.text or "") == [
        ("User name", "wendy"), ("Password", "*w_2`"), ("remember me", "✓"),
        ("website", "https://www.dropbox.com/"), ("Website", "https://b.example"), ("plain", "seen"),
        ("PIN", "12345"), ("one-time password", "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP"),
        ("expires", "2031-12"), ("born", "1970-01-02"), ("mail", "a@b.c"),
        ("home: Street", "1 Road"), ("home: City", "Town"), ("home: Country", "us"), ("home: Zip", "1"),
        ("key", "PRIVATE"), ("key: Fingerprint", "SHA256:x"), ("2016-03-18", "before"),
    ]  # fmt: skip
    assert "\n\nA note.\nOf two lines.\n" in (login.text or "")
    assert "\n## Security\n" in (login.text or "")
    assert told(found.text("Personal", "Just one")) == [("Password", "alone")]
    assert not found.notes[path("Personal", "A deed")].favourite
    assert found.files == {
        path("Personal", "Dropbox - Work (files)", "scan.pdf"): b"%PDF",
        path("Personal", "A deed (files)", "a deed.txt"): b"deed\n",
    }
    assert found.left == {path("Personal", "Gone"): Why.IN_TRASH}


def test_accounts_have_folders_where_there_are_several() -> None:
    found = read(onepassword, export(("V", [PASSWORD]), accounts=2))
    assert set(found.notes) == {path("Wendy", "V", "Just one"), path("Wendy (2)", "V", "Just one")}


def test_files_that_are_missing_or_nobodys_are_named() -> None:
    found = read(onepassword, export(("V", [DOCUMENT]), files={"files/other__x": b"x", "extra": b"y"}))
    assert found.left == {
        path("V", "A deed (files)", "a deed.txt"): Why.DAMAGED,
        path("files", "other__x"): Why.NOT_SUPPORTED,
        path("extra"): Why.NOT_SUPPORTED,
    }


def test_equal_items_stay_apart() -> None:
    found = read(onepassword, export(("V", [DOCUMENT, DOCUMENT]), ("V", [DOCUMENT]), files=FILES))
    assert len(found.notes) == len(found.files) == 3


def test_items_of_the_older_form_come_in() -> None:
    assert read(onepassword, export(("V", [{"item": PASSWORD}]))).text("V", "Just one")


def test_fields_of_other_types_do_no_harm() -> None:
    strange: list[object] = [None, 7, 1e300, "t", [], {}, {"a": {"b": {"c": 1}}}, [{"a": 1}], "\ud800"]
    items: list = list(strange)
    for one in strange:
        items += [
            {**LOGIN, "overview": one}, {**LOGIN, "details": one}, {**LOGIN, "updatedAt": one, "favIndex": one},
            {**LOGIN, "details": {"sections": one, "loginFields": one, "notesPlain": one, "passwordHistory": one}},
            {**LOGIN, "details": {"sections": [{"title": one, "fields": [field("f", "date", one), {"value": one}]}]}},
            {**LOGIN, "details": {"sections": [{"fields": [field("f", "monthYear", one), field("g", "file", one)]}]}},
        ]  # fmt: skip
    found = read(onepassword, export(("V", items)))
    assert len(found.notes) == sum(isinstance(one, dict) for one in items)


def test_a109_truncated_at_every_hundredth_is_refused() -> None:
    for hundredth in range(100):
        with pytest.raises(Refused) as refused:
            read(onepassword, WHOLE[: len(WHOLE) * hundredth // 100])
        assert refused.value.why is Refusal.DAMAGED


def test_exports_of_nothing() -> None:
    assert not read(onepassword, export(accounts=0)).entries
    assert read(onepassword, export(("V", []))).folders == [path("V")]
    for content in (b"", b"PK\x03\x04", export(accounts=0, more=1).replace(b"export.data", b"export.date")):
        with pytest.raises(Refused) as refused:
            read(onepassword, content)
        assert refused.value.why is Refusal.DAMAGED


def test_a109_depth_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("export.attributes", "{}")
        archive.writestr("export.data", '{"accounts": ' + "[" * 100_000)
    with pytest.raises(Refused) as refused:
        read(onepassword, stream.getvalue())
    assert refused.value.why is Refusal.DAMAGED
