"""Sharing through the pipe: identity, contacts, giving and taking, between two vault processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.child.links import PATIENCE, Linked, create, make_files, names, unlock
from vault.child import messages as m
from vault.engine.errors import Cancelled, Conflict, Damaged, LimitExceeded, NotFound, ShareRefused, WrongCredential
from vault.sharing.age import X25519Identity


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Linked]:
    with create(tmp_path / "Anna.deedbox") as link:
        yield link


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[Linked]:
    with create(tmp_path / "Ben.deedbox") as link:
        yield link


def acquainted(anna: Linked, ben: Linked) -> tuple[m.Contact, m.Contact]:
    """Both have an identity and know each other; Anna's contact Ben, and Ben's contact Anna."""
    hers = anna.call(m.MakeIdentity("Anna"), PATIENCE)
    his = ben.call(m.MakeIdentity("Ben"), PATIENCE)
    known = anna.call(m.AddContact(his.card.encode(), "Ben"), PATIENCE).contact
    return known, ben.call(m.AddContact(hers.qr, "Anna"), PATIENCE).contact


def filled(link: Linked, tmp_path: Path) -> tuple[bytes, ...]:
    link.call(m.AddFiles((bytes(make_files(tmp_path / "papers", 3)),)), PATIENCE)
    link.call(m.WriteNote("the text", name=b"a note"), PATIENCE)
    return tuple(row.id for row in link.call(m.ListItems("folder"), PATIENCE).rows)


def test_from_one_vault_to_another(anna: Linked, ben: Linked, tmp_path: Path) -> None:
    his, hers = acquainted(anna, ben)
    items = filled(anna, tmp_path)
    facts = anna.call(m.PlanShare(items, (his.id,)), PATIENCE)
    assert (facts.items, facts.bytes, facts.mixed, facts.blocked) == (4, 3 * 1_008 + 8, False, ())
    out = tmp_path / "share.age"
    written = anna.call(m.WriteShare(items, bytes(out), "", (his.id,)), PATIENCE)
    assert (written.items, written.bytes, written.recipients, written.size) == (4, facts.bytes, 1, out.stat().st_size)
    assert set(written.changes.updated) == set(items)
    assert not written.changes.order
    assert all(row.shared for row in anna.call(m.ListItems("folder"), PATIENCE).rows)
    assert ben.call(m.VerifyContact(hers.id, hers.words), PATIENCE).contact.state == "verified"
    opened = ben.call(m.OpenShare(bytes(out)), PATIENCE)
    assert (opened.sender, opened.contact, opened.name) == ("verified", hers.id, "Anna")
    assert {(row.shown, row.kind) for row in opened.rows if row.kind != "file"} == {
        ("/a note", "note"),
        ("/papers", "folder"),
    }
    assert names(ben) == []
    taken = ben.call(m.TakeShare(opened.ticket), PATIENCE)
    assert (taken.items, taken.renamed) == (4, 0)
    assert len(taken.changes.added) == 4 + 2
    assert [folder.shown for folder in ben.call(m.Folders(), PATIENCE).folders if folder.inbox] == ["Inbox"]
    assert not any(row.shared for row in ben.call(m.ListItems(), PATIENCE).rows)
    assert sorted(names(ben)) == [b"a note", *(b"file %d.bin" % number for number in range(3))]
    for link, sent, name in ((anna, True, "Ben"), (ben, False, "Anna")):
        [row] = link.call(m.AskShares(), PATIENCE).shares
        assert (row.sent, row.count, row.names, row.parties[0].name) == (sent, 4, ("papers", "a note"), name)
        assert link.call(m.AskShares(item=row.items[0]), PATIENCE).total == 1
    with pytest.raises(ShareRefused, match="already received"):
        ben.call(m.OpenShare(bytes(out)), PATIENCE)
    with pytest.raises(NotFound):
        ben.call(m.TakeShare(opened.ticket), PATIENCE)


def test_an_identity_is_made_renewed_and_takes_keys_in(anna: Linked) -> None:
    with pytest.raises(NotFound):
        anna.call(m.AskIdentity(), PATIENCE)
    made = anna.call(m.MakeIdentity("Anna"), PATIENCE)
    with pytest.raises(Conflict):
        anna.call(m.MakeIdentity("Anna"), PATIENCE)
    assert (len(made.words), made.earlier, made.imported) == (6, 0, ())
    assert anna.call(m.ReadCard(made.card.encode()), PATIENCE).words == made.words
    renewed = anna.call(m.RenewIdentity("Anna B."), PATIENCE)
    assert (renewed.name, renewed.earlier, renewed.words == made.words) == ("Anna B.", 1, False)
    text = X25519Identity(bytes(range(32))).encoded().encode()
    [key] = anna.call(m.ImportKey(text), PATIENCE).imported
    assert key.kind == "age"
    with pytest.raises(Conflict):
        anna.call(m.ImportKey(text), PATIENCE)
    with pytest.raises(Damaged):
        anna.call(m.ImportKey(b"nonsense"), PATIENCE)
    assert anna.call(m.ForgetKey(key.id), PATIENCE).imported == ()
    assert anna.call(m.AskIdentity(), PATIENCE) == anna.call(m.AskIdentity(), PATIENCE)


def test_contacts_change_and_are_compared(anna: Linked, ben: Linked) -> None:
    his, _ = acquainted(anna, ben)
    renewed = ben.call(m.RenewIdentity("Ben"), PATIENCE)
    read = anna.call(m.ReadCard(renewed.qr), PATIENCE)
    assert (read.known, read.succeeds) == (None, his.id)
    for _ in range(2):
        ben.call(m.RenewIdentity("Ben"), PATIENCE)
    other = ben.call(m.AskIdentity(), PATIENCE)
    changed = anna.call(m.AddContact(other.qr, "Ben"), PATIENCE).contact
    assert (changed.state, changed.words, changed.new_words) == ("changed", his.words, other.words)
    assert anna.call(m.PlanShare((), (his.id,)), PATIENCE).blocked == (his.id,)
    for words in (his.words, ("one", "two")):
        with pytest.raises(Conflict):
            anna.call(m.VerifyContact(his.id, words), PATIENCE)
    assert anna.call(m.VerifyContact(his.id, other.words), PATIENCE).contact.state == "verified"
    assert anna.call(m.RenameContact(his.id, "Benjamin"), PATIENCE).contact.name == "Benjamin"
    assert [one.name for one in anna.call(m.AskContacts(), PATIENCE).contacts] == ["Benjamin"]
    anna.call(m.RemoveContact(his.id), PATIENCE)
    with pytest.raises(NotFound):
        anna.call(m.RemoveContact(his.id), PATIENCE)


def test_an_identity_is_made_by_the_first_share(anna: Linked, tmp_path: Path) -> None:
    items = filled(anna, tmp_path)
    key = str(X25519Identity(bytes(range(32))).recipient)
    anna.call(m.WriteShare(items, bytes(tmp_path / "out"), "Anna", keys=(key,)), PATIENCE)
    assert anna.call(m.AskIdentity(), PATIENCE).name == "Anna"
    with pytest.raises(Conflict):
        anna.call(m.WriteShare(items, bytes(tmp_path / "out"), "", keys=(key,)), PATIENCE)
    with pytest.raises(ShareRefused):
        anna.call(m.WriteShare(items, bytes(tmp_path / "two"), "", keys=(key,), myself=True), PATIENCE)
    with pytest.raises(LimitExceeded):
        anna.call(m.WriteShare(items, bytes(tmp_path / "two"), ""), PATIENCE)


def test_a_passphrase_and_a_sender_nobody_knows(anna: Linked, ben: Linked, tmp_path: Path) -> None:
    items = filled(anna, tmp_path)
    out = bytes(tmp_path / "out")
    anna.call(m.WriteShare(items, out, "Anna", passphrase=b"open"), PATIENCE)
    with pytest.raises(WrongCredential):
        ben.call(m.OpenShare(out), PATIENCE)
    opened = ben.call(m.OpenShare(out, b"open"), PATIENCE)
    assert (opened.sender, opened.name, opened.recipients) == ("unknown", "Anna", 0)
    with pytest.raises(ShareRefused, match="unknown sender"):
        ben.call(m.TakeShare(opened.ticket), PATIENCE)
    folder = ben.call(m.MakeFolder(bytes(16), b"here"), PATIENCE).item
    assert ben.call(m.TakeShare(opened.ticket, folder, unknown=True), PATIENCE).folder == folder


def test_a_locked_vault_keeps_nothing_of_an_opened_share(anna: Linked, ben: Linked, tmp_path: Path) -> None:
    his, _ = acquainted(anna, ben)
    out = bytes(tmp_path / "out")
    anna.call(m.WriteShare(filled(anna, tmp_path), out, "", (his.id,)), PATIENCE)
    packs = tmp_path / "Ben.deedbox" / "packs"
    first, second = (ben.call(m.OpenShare(out), PATIENCE) for _ in range(2))
    assert len([path for path in packs.rglob("*") if path.is_file()]) == 2
    ben.call(m.DropShare(first.ticket), PATIENCE)
    with pytest.raises(NotFound):
        ben.call(m.DropShare(first.ticket), PATIENCE)
    assert second.items == 4
    ben.lock().wait(PATIENCE)
    assert [path for path in packs.rglob("*") if path.is_file()] == []
    with unlock(tmp_path / "Ben.deedbox") as again:
        assert names(again) == []
        with pytest.raises(NotFound):
            again.call(m.TakeShare(second.ticket), PATIENCE)


def test_a_share_is_cancelled_and_others_have_their_turn(anna: Linked, tmp_path: Path) -> None:
    big = tmp_path / "big"
    with big.open("wb") as file:
        file.truncate(256 << 20)
    anna.call(m.AddFiles((bytes(big),)), PATIENCE)
    [item] = anna.call(m.ListItems("folder"), PATIENCE).rows
    key = str(X25519Identity(bytes(range(32))).recipient)
    reply = anna.ask(m.WriteShare((item.id,), bytes(tmp_path / "out"), "Anna", keys=(key,)))
    anna.call(m.WriteNote("meanwhile", name=b"note"), PATIENCE)
    assert names(anna, "notes") == [b"note"]
    reply.cancel()
    with pytest.raises(Cancelled):
        reply.wait(PATIENCE)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("out")]


def test_pages_of_the_register_are_bounded(anna: Linked) -> None:
    for bounds in ((-1, 1), (0, -1), (0, m.MOST_ROWS + 1)):
        with pytest.raises(Conflict):
            anna.call(m.AskShares(offset=bounds[0], limit=bounds[1]), PATIENCE)
    assert anna.call(m.AskShares(), PATIENCE) == anna.call(m.AskShares(offset=5), PATIENCE)
