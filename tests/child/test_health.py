"""The check-up, asked for over the pipe of a real vault process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.child.links import PASSWORD, PATIENCE, Linked, create, make_files, unlock
from vault.child import messages as m, rights
from vault.child.health import protection
from vault.engine.errors import WrongCredential
from vault.unlock import recovery


@pytest.fixture
def link(tmp_path: Path) -> Iterator[Linked]:
    (tmp_path / "state").mkdir(mode=0o700)
    with create(tmp_path / "v", state=bytes(tmp_path / "state")) as one:
        yield one


def ask(link: Linked, request: m.Request[Any]) -> Any:
    return link.call(request, PATIENCE)


def look(link: Linked, state: Path, *, disk: bool = True) -> m.CheckUp:
    seen = ask(link, m.AskHealth(bytes(state), disk))
    assert isinstance(seen, m.CheckUp)
    return seen


def current() -> m.WayIn:
    return m.WayIn(bytes(bytearray(PASSWORD)))


def test_what_is_seen_of_a_vault_follows_what_is_done_to_it(link: Linked, tmp_path: Path) -> None:
    state = tmp_path / "state"
    seen = look(link, state)
    assert (seen.items, seen.exported, seen.drilled, seen.newer, seen.read_only) == (0, None, None, 0, False)
    assert seen.strength_bits is not None
    assert 0 < seen.strength_bits < 60, "two words everybody knows"
    assert [(way.kind, way.tested is not None) for way in seen.ways] == [("password", True)]
    assert seen.protection.dumps is False, "the process that has the keys leaves no core"
    assert seen.protection.locked, "and has some of its memory locked"
    assert any(one.startswith("OpenSSL") for one in seen.libraries)
    assert (seen.own_device, seen.keyring, seen.keyring_fault) == (False, "", ""), "nobody asked the keyring"

    ask(link, m.AddFiles((bytes(make_files(tmp_path / "papers", 2)),), m.ROOT))
    ask(link, m.ExportVault(bytes(tmp_path / "x"), bytes(bytearray(PASSWORD))))
    seen = look(link, state)
    assert (seen.items, seen.newer) == (2, 0)
    assert seen.exported is not None
    ask(link, m.WriteNote("words", None, None, m.ROOT, b"note"))
    assert look(link, state).newer == 1
    ask(link, m.DrillExport(bytes(tmp_path / "x"), bytes(bytearray(PASSWORD))))
    assert look(link, state).drilled is not None

    ask(link, m.ChangePassword(current(), b"amber kiosk falcon tulip harbour mint"))
    stronger = look(link, state).strength_bits
    assert stronger is not None
    assert stronger > 60, "another password is judged anew"

    kit = ask(link, m.AddRecovery(m.WayIn(b"amber kiosk falcon tulip harbour mint"), "kit"))
    assert [way.kind for way in look(link, state).ways if way.rehearse] == ["recovery"]
    code = recovery.parse_code(" ".join(kit.words)).entropy
    ask(link, m.PresentWay(m.WayIn(code=code)))
    assert look(link, state).strength_bits is None, "what is at hand is no password any more"


def test_rights_are_looked_at_when_asked_for_and_taken_away(link: Linked, tmp_path: Path) -> None:
    vault, state = tmp_path / "v", tmp_path / "state"
    assert look(link, state).rights == m.Rights(len([vault, *vault.rglob("*")]), 0, 0, 0, True)
    vault.chmod(0o755)
    (vault / "header.json").chmod(0o666)
    (state / "anchors").chmod(0o777)
    (state / "photos").mkdir()
    (state / "photos").chmod(0o777)
    seen = look(link, state, disk=False)
    assert (seen.rights and seen.rights.read) == 0, "nobody looked at the disk"
    seen = look(link, state)
    assert seen.rights is not None
    assert seen.state_rights is not None
    assert (seen.rights.read, seen.rights.written, seen.rights.closed) == (2, 1, False)
    assert (seen.state_rights.read, seen.state_rights.written) == (1, 1), "what is not ours is not looked at"

    os.symlink("/etc/passwd", vault / "link")
    before = os.stat("/etc/passwd").st_mode
    seen = ask(link, m.RestrictFiles(bytes(state)))
    assert (seen.rights.read, seen.rights.written, seen.rights.closed) == (0, 0, True)
    assert (seen.state_rights.read, seen.state_rights.written) == (0, 0)
    assert (vault / "header.json").stat().st_mode & 0o777 == 0o600
    assert os.stat("/etc/passwd").st_mode == before, "no link is followed"
    assert (state / "photos").stat().st_mode & 0o777 == 0o777, "and nothing of others is touched"


def test_contacts_count_only_where_something_went_to_them(link: Linked, tmp_path: Path) -> None:
    with create(tmp_path / "other") as other:
        card = ask(other, m.MakeIdentity("Ben")).card
    contact = ask(link, m.AddContact(card.encode(), "Ben")).contact
    seen = look(link, tmp_path / "state")
    assert (seen.shared, seen.unverified, seen.changed_in_all) == (0, 0, 0)
    ask(link, m.MakeIdentity("Me"))
    note = ask(link, m.WriteNote("words", None, None, m.ROOT, b"note")).item
    ask(link, m.WriteShare((note,), bytes(tmp_path / "for-ben.age"), "", (contact.id,)))
    seen = look(link, tmp_path / "state")
    assert (seen.shared, seen.unverified) == (1, 1)
    ask(link, m.VerifyContact(contact.id, contact.words))
    seen = look(link, tmp_path / "state")
    assert (seen.shared, seen.unverified, seen.changed) == (1, 0, 0)


def test_wrong_tries_are_told_and_forgotten(tmp_path: Path) -> None:
    state = bytes(tmp_path / "state")
    (tmp_path / "state").mkdir()
    with create(tmp_path / "v", state=state):
        pass
    with pytest.raises(WrongCredential):
        unlock(tmp_path / "v", b"wrong", state=state)
    with unlock(tmp_path / "v", state=state) as link:
        assert len(look(link, tmp_path / "state").refused) == 1
    with unlock(tmp_path / "v", state=state, read_only=True) as link:
        seen = look(link, tmp_path / "state")
        assert (seen.refused, seen.read_only) == ((), True)


def test_the_way_to_a_folder_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real" / "inside").mkdir(parents=True)
    (tmp_path / "real").chmod(0o755)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    seen = rights.look(bytes(tmp_path / "link"))
    assert seen is not None
    assert (seen.files, seen.written, seen.closed) == (2, 0, False)
    rights.restrict(bytes(tmp_path / "link"))
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_is_gone_is_not_known(tmp_path: Path) -> None:
    assert rights.look(bytes(tmp_path / "nothing")) is None
    rights.restrict(bytes(tmp_path / "nothing"))


def test_protection_is_what_the_system_says_of_this_process() -> None:
    """This one, the tests' own, has locked nothing."""
    assert protection().locked == 0
