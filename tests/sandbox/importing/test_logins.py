"""Passwords as a table: the headings of the programs that write one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sandbox.importing.collected import EXPORTS, confined, path, read, told
from vault.sandbox.importing import logins, objects
from vault.sandbox.importing.entries import Refusal, Refused

FIELDS = [("User name", "anna"), ("Password", 'p,"a\nb'), ("Website", "https://bank.example/x")]
QUOTED = '"p,""a\nb"'
TABLES = {
    "chrome": f"name,url,username,password,note\nBank,https://bank.example/x,anna,{QUOTED},kept\n",
    "firefox": '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed",'
    f'"timePasswordChanged"\r\n"https://bank.example/x","anna",{QUOTED},,"","{{1}}","1","2","1700000000123"\r\n',
    "safari": f"Title,URL,Username,Password,Notes,OTPAuth\nBank,https://bank.example/x,anna,{QUOTED},kept,otpauth://x\n",
    "1password": "Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes\n"
    f"Bank,https://bank.example/x,anna,{QUOTED},,true,false,a;b c,kept\n",
    "bitwarden": "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n"
    f"Banks/In,1,login,Bank,kept,,0,https://bank.example/x,anna,{QUOTED},\n",
}


@pytest.mark.parametrize("program", TABLES)
def test_table_comes_in(program: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("\ufeff".encode() + TABLES[program].encode())
    kind, found = confined(tmp_path / "t.csv")
    assert kind == "logins"
    (note,) = found.notes.values()
    assert told(note.text or "")[:3] == FIELDS
    assert note.path[-1] == (b"bank.example" if program == "firefox" else b"Bank")
    assert note.text is not None
    assert note.text.endswith("\n\nkept\n") is (program != "firefox")
    assert note.favourite is (program in ("1password", "bitwarden"))
    assert note.tags == (("a", "b c") if program == "1password" else ())
    assert note.path[:-1] == (path("Banks", "In") if program == "bitwarden" else ())
    assert note.modified_ns == (1_700_000_000_123 * 10**6 if program == "firefox" else None)


def test_table_of_keepassxc_comes_in() -> None:
    kind, found = confined(EXPORTS / "keepassxc.csv")
    assert kind == "logins"
    savings = found.notes[path("Banks", "Savings - Sparbuch")]
    assert told(savings.text or "")[:3] == [
        ("User name", "anna"),
        ("Password", "*p_a`s``s* <ü€>"),
        ("Website", "https://bank.example/login?a=1&b=2"),
    ]
    assert savings.modified_ns == 1_709_280_550 * 10**9


def test_other_tables_are_none_of_passwords() -> None:
    for head in (b"a,b\n1,2\n", b"password\nx\n", b"url,password", b"", b"\xff\n", b'"url\n', b"%PDF\n", b"{\n"):
        assert not logins.detect(head, [])


def test_rows_of_other_lengths_lose_nothing() -> None:
    found = read(logins, b"url,username,password\nu,a\n\nu,a,p,more,\n,,\nonly\n")
    assert [told(one.text or "") for one in found.notes.values()] == [
        [("User name", "a"), ("Website", "u")],
        [("User name", "a"), ("Password", "p"), ("Website", "u"), ("Value", "more")],
        [("Website", "only")],
    ]


def test_damage_and_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    head = b"url,username,password\n"
    for content in (head + b'"open', head + b'"a"b,c,d\n', head + b"\xff", head + b"x" * ((1 << 20) + 1)):
        with pytest.raises(Refused) as refused:
            read(logins, content)
        assert refused.value.why is Refusal.DAMAGED
    monkeypatch.setattr(objects, "MOST", 100)
    with pytest.raises(Refused) as refused:
        read(logins, head * 10)
    assert refused.value.why is Refusal.OVER_BOUND


def test_folders_without_end_are_left_out() -> None:
    deep = "/".join("f" * 100)
    found = read(logins, f"folder,url,username,password\n{deep},u,a,p\n".encode())
    assert not found.notes
    assert len(found.left) == 1
