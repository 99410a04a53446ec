"""What the window says of contacts and shares, and how it finds people while one types."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.qt.conftest import Shown
from tests.qt.scripted import DAY, FACTS, NOW, Scripted
from vault.child import messages as m
from vault.engine.errors import Cancelled, Conflict, Damaged, ShareRefused
from vault.qt.sharing.asking import Outgoing
from vault.qt.sharing.people import PeopleModel, is_key, kind_words, matching, people_words, sender_badge, standing
from vault.qt.sharing.qr import write_new
from vault.qt.sharing.receive_dialog import refusal
from vault.qt.sharing.recipients import Recipient, Recipients
from vault.qt.sharing.share_dialog import ShareDialog
from vault.qt.sharing.share_lines import ShareLines, share_words
from vault.qt.start.places import absolute, home_words
from vault.qt.wording import words_for

WORDS = ("amber", "kiosk", "falcon", "tulip", "harbour", "mint")
Key = Qt.Key


def contact(number: int, name: str, state: m.State = "verified", **other: Any) -> m.Contact:
    fields: dict[str, Any] = {
        "kind": "deedbox",
        "recipient": "age1pq1qqqq",
        "signing_key": "ssh-ed25519 AAAA",
        "post_quantum": True,
        "words": WORDS,
        "fingerprint": "KVRW-C4DE",
        "added": NOW - 20 * DAY,
        "compared": NOW - DAY if state != "new" else None,
    }
    return m.Contact(bytes([number]) * 16, name, state, **{**fields, **other})


LENA, LENNART = contact(1, "Lena Hartmann"), contact(2, "Lennart Voss", "changed", new_words=WORDS[::-1])
ALENA, MIRIAM = contact(3, "Anna Lena Berg"), contact(4, "Miriam Okafor, notary", "new", words=("dagger",) * 6)
PEOPLE = (ALENA, LENA, LENNART, MIRIAM)


def share(sent: bool, *names: str, passphrase: bool = False) -> m.ShareRow:
    parties = tuple(m.ShareParty(None, name, WORDS) for name in names)
    return m.ShareRow(b"b" * 16, sent, NOW, parties, passphrase, (b"i" * 16,), ("a.pdf",), 1, 2_000_000)


def test_people_are_found_by_name_and_words() -> None:
    def found(typed: str, *chosen: m.Contact) -> list[m.Contact]:
        return matching(PEOPLE, typed, [one.id for one in chosen])

    assert found("le") == [LENA, ALENA, LENNART]  # beginnings first, blocked ones last
    assert found("LE", LENA) == [ALENA, LENNART]
    assert found("okafor mi") == [MIRIAM]
    assert found("dagg") == [MIRIAM]
    assert found("nobody") == []
    assert len(found("")) == 4


def test_a_key_is_told_from_a_name() -> None:
    assert is_key("age1qqqqqqqqqqqqqqqqqqqqqqqqqqqq")
    assert is_key("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5")
    assert not is_key("age1")
    assert not is_key("Agent Smith of the office of keys")


def test_every_state_says_what_is_known() -> None:
    assert standing(LENA).startswith("Words compared on ")
    assert standing(MIRIAM) == "Words not compared yet"
    assert "blocked" in standing(LENNART)
    kinds: tuple[m.KeyKind, ...] = ("deedbox", "age", "ssh-ed25519", "ssh-rsa")
    assert len({kind_words(kind, kind == "deedbox") for kind in kinds}) == 4
    senders: tuple[m.Sender, ...] = ("verified", "new", "changed", "yourself", "unknown")
    assert len({sender_badge(sender)[1] for sender in senders}) == 5
    assert sender_badge("unknown")[0] != "verified"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (share(True, "Anna"), "Shared with Anna on "),
        (share(True, "Anna", "Ben", "Cora"), "Shared with Anna, Ben and 1 more on "),
        (share(True, ""), f"Shared with {' '.join(WORDS)} on "),
        (share(True), "Shared with yourself on "),
        (share(True, passphrase=True), "Shared with a passphrase on "),
        (share(False, "Anna"), "Received from Anna on "),
    ],
)
def test_the_register_says_it_in_a_sentence(row: m.ShareRow, words: str) -> None:
    assert share_words(row).startswith(words)


def test_a_place_can_be_typed_back() -> None:
    for path in (Path.home() / "Documents" / "Share.age", Path("/elsewhere/Share.age")):
        assert absolute(home_words(path)) == path
    assert home_words(Path.home() / "Share.age") == os.path.join("~", "Share.age")


def test_names_stand_beside_each_other() -> None:
    assert people_words([]) == ""
    assert people_words(["Anna", "Ben"]) == "Anna and Ben"


@pytest.mark.parametrize("reason", ShareRefused.REASONS)
def test_every_refusal_has_words_and_says_that_nothing_was_kept(reason: str) -> None:
    said = refusal(ShareRefused(reason))
    assert said.happened == words_for(ShareRefused(reason)).happened
    assert "Nothing of it was kept" in said.safe
    assert said.act


def test_other_failures_of_a_share() -> None:
    assert "damaged on its way" in refusal(Damaged("share")).happened
    assert refusal(Cancelled()).act == ""


def test_keys_choose_recipients(shown: Shown) -> None:
    scripted = Scripted()
    recipients = Recipients(scripted.operations)
    shown(recipients, 440, 500)
    recipients.show_contacts(PEOPLE)
    field = recipients.input
    QTest.keyClicks(field, "le")
    assert recipients.offers.currentIndex().row() == 0
    QTest.keyClick(field, Key.Key_Down)
    assert "Anna Lena Berg" in field.accessibleDescription()
    QTest.keyClick(field, Key.Key_Down)  # the next one is blocked
    assert recipients.offers.currentIndex().row() == 1
    QTest.keyClick(field, Key.Key_Return)
    assert [one.name for one in recipients.people] == ["Anna Lena Berg"]
    assert field.text() == ""
    assert recipients.chosen.removes[0].accessibleName() == "Remove Anna Lena Berg"
    QTest.keyClick(field, Key.Key_Backspace)
    assert not recipients.people
    recipients.show_contacts(())
    assert "no contacts yet" in recipients.none.text()


def test_somebody_whose_key_changes_meanwhile_is_seen(shown: Shown) -> None:
    scripted = Scripted()
    recipients = Recipients(scripted.operations)
    shown(recipients, 440, 500)
    recipients.show_contacts(PEOPLE)
    QTest.keyClicks(recipients.input, "miriam")
    recipients.take_typed()
    assert recipients.contacts() == (MIRIAM.id,)
    recipients.show_contacts((contact(4, "Miriam Okafor, notary", "changed"),))
    [row] = recipients.chosen.rows
    assert "Changed" in row.accessibleName()
    recipients.show_contacts(())
    assert not recipients.people


def test_a_list_of_people_is_read_aloud() -> None:
    model = PeopleModel(blocked=True)
    model.show(PEOPLE)
    words = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert words[2] == "Lennart Voss, Changed, Key has changed, cannot be added"
    assert not model.flags(model.index(2, 0)) & Qt.ItemFlag.ItemIsEnabled
    assert model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsEnabled


def test_lines_of_shares_follow_what_is_shown(shown: Shown) -> None:
    scripted = Scripted()
    scripted.connection.outcomes[m.AskShares] = m.Shares((share(True, "Anna"),), 7)
    lines = ShareLines(scripted.operations)
    shown(lines, 400, 200)
    lines.show_item(b"i" * 16)
    QApplication.processEvents()
    assert [one.text.text() for one in lines.lines] == [share_words(share(True, "Anna"))]
    assert scripted.connection.last(m.AskShares).item == b"i" * 16
    lines.show_contact(b"c" * 16)
    assert scripted.connection.last(m.AskShares) == m.AskShares(None, b"c" * 16, 0, 5)
    lines.show_item(None)
    assert lines.isHidden()


def test_passphrases_and_keys_are_overwritten_once_they_were_sent() -> None:
    scripted = Scripted()

    def ignore(_: object) -> None:
        return

    words = "river stone"
    out = Outgoing((b"i" * 16,), Path("Share.age"), passphrase=words)
    assert words not in repr(out)
    scripted.operations.write_share(out, ignore, ignore)
    scripted.operations.open_share(Path("Share.age"), words, ignore, ignore)
    key = bytes(bytearray(b"a private key"))
    scripted.operations.import_key(key, words, ignore, ignore)
    for kind in (m.WriteShare, m.OpenShare, m.ImportKey):
        assert scripted.connection.last(kind).passphrase == bytes(len(words)), kind
    assert scripted.connection.last(m.ImportKey).text == bytes(len(b"a private key"))


def test_a_share_can_be_stopped_and_goes_on_below(shown: Shown, tmp_path: Path, qtbot: QtBot) -> None:
    scripted = Scripted()
    outcomes = scripted.connection.outcomes
    outcomes[m.AskIdentity] = m.Identity("Anna", "age1", "ssh", WORDS, "KVRW", "card", b"qr", NOW, 0, ())
    outcomes[m.AskContacts] = m.Contacts(PEOPLE)
    outcomes[m.PlanShare] = m.ShareFacts((), False, 1, 5)
    row = m.Row(b"i" * 16, m.ROOT, "file", b"a.pdf", "a.pdf", 5, NOW, NOW, None, (), 1, 1, 0, False)
    dialog = ShareDialog(scripted.operations, [row], FACTS, lambda *_: None, lambda _: None)
    shown(dialog)
    dialog.recipients.show_contacts(PEOPLE)
    dialog.recipients.add(Recipient(LENA))
    QApplication.processEvents()
    dialog.file.setText(str(tmp_path / "Share.age"))
    dialog._share()
    assert dialog.running.isVisible()
    assert dialog.cancel.text() == "Stop"
    assert dialog.act.text() == "Go on below"
    assert [job.can_cancel for job in scripted.works.jobs()] == [True]
    dialog.reject()
    qtbot.waitUntil(lambda: "stopped" in dialog.verdict.words.text.text())
    assert "No file was left behind." in dialog.verdict.rest.text()
    assert not scripted.works.jobs()
    outcomes[m.WriteShare] = ShareRefused("changed contact")
    dialog._share()
    qtbot.waitUntil(lambda: "another key" in dialog.verdict.words.text.text())
    dialog.reject()


def test_what_nobody_asked_about_is_not_replaced(tmp_path: Path) -> None:
    """The system's dialog asks about the name as it was typed, and not about the one with its ending."""
    card = tmp_path / "anna.deedbox-card"
    assert write_new(card, b"first", replace=False) is None
    assert isinstance(write_new(card, b"second", replace=False), Conflict)
    assert card.read_bytes() == b"first"
    assert write_new(card, b"second", replace=True) is None
    assert card.read_bytes() == b"second"
    assert isinstance(write_new(tmp_path / "no" / "where", b"", replace=True), FileNotFoundError)
