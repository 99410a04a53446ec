"""Anna shares with Ben: two vaults in two real vault processes, and the dialogs that a person uses."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.qt.exchanged import Person, is_gone
from vault.child import messages as m
from vault.engine.errors import NotFound
from vault.qt.parts.badges import Badge
from vault.qt.sharing.people import PeopleModel
from vault.qt.sharing.share_made import SharedDialog, made_words
from vault.qt.sharing.verify_dialog import VerifyDialog
from vault.qt.theme import Look

Key = Qt.Key


@pytest.fixture
def people(qtbot: QtBot, tmp_path: Path, worn: Look) -> Iterator[tuple[Person, Person]]:
    anna, ben = Person(qtbot, tmp_path / "anna", "Anna"), Person(qtbot, tmp_path / "ben", "Ben")
    anna.identify()
    ben.identify()
    yield anna, ben
    anna.close()
    ben.close()


def share_by_hand(anna: Person, out: Path, *items: bytes, to: str = "be") -> None:
    """Types a name's beginning, Enter, a file, Enter."""
    dialog = anna.share_dialog(*items)
    dialog.recipients.input.setFocus()
    QTest.keyClicks(dialog.recipients.input, to)
    QTest.keyClick(dialog.recipients.input, Key.Key_Return)
    anna.wait(lambda: dialog.recipients.people and dialog.act.isEnabled())
    dialog.file.setText(str(out))
    dialog.act.click()
    anna.wait(lambda: anna.made)
    assert is_gone(dialog)


def test_a_share_goes_from_anna_to_ben(people: tuple[Person, Person], tmp_path: Path) -> None:
    anna, ben = people
    anna.knows(ben)
    folder = anna.answer(anna.operations.make_folder, m.ROOT, "House").item
    anna.write("Contract", "signed by the notary", folder)
    note = anna.write("Where everything is", "the safe is in the study")
    out = tmp_path / "Share.age"
    share_by_hand(anna, out, note, folder)
    [(share, written, names)] = anna.made
    assert share.passphrase is None
    assert (names, written.items, written.recipients) == (["Ben"], 2, 1)
    assert out.read_bytes().startswith(b"age-encryption.org/v1")
    assert made_words(written, names).startswith("Shared 2 items with Ben, ")

    dialog = ben.receive_dialog(out)
    ben.wait(lambda: dialog.opened is not None)
    opened = dialog.opened
    assert opened is not None
    assert (opened.sender, opened.words) == ("unknown", anna.identity.words)
    assert [badge.text() for badge in dialog.sender_panel.findChildren(Badge)] == ["Unknown"]
    assert {line.first for line in dialog.list.model.lines} >= {"Where everything is"}
    assert not ben.answer(ben.operations.list_items, view="all").rows
    assert dialog.act.text() == "Add the sender and take it in"
    dialog.act.click()
    ben.wait(lambda: ben.taken)
    assert is_gone(dialog)
    assert ben.contacts["Anna"].state == "new"
    rows = ben.answer(ben.operations.list_items, view="folder", folder=ben.taken[0].folder).rows
    assert {row.shown for row in rows} == {"House", "Where everything is"}
    assert ben.answer(ben.operations.note_text, next(r.id for r in rows if r.kind == "note")).text == (
        "the safe is in the study"
    )
    [sent], [received] = anna.shares, ben.shares
    assert sent.sent
    assert not received.sent
    assert [party.name for party in (*sent.parties, *received.parties)] == ["Ben", "Anna"]

    again = ben.receive_dialog(out)
    ben.wait(again.verdict.isVisible)
    assert "taken in before" in again.verdict.words.text.text()
    again.reject()


def test_an_unknown_sender_is_taken_in_once_or_dropped(people: tuple[Person, Person], tmp_path: Path) -> None:
    anna, ben = people
    anna.knows(ben)
    note = anna.write("Where everything is", "the safe is in the study")
    out = tmp_path / "Share.age"
    share_by_hand(anna, out, note)
    dialog = ben.receive_dialog(out)
    ben.wait(lambda: dialog.opened is not None)
    assert dialog.opened is not None
    ticket = dialog.opened.ticket
    dialog.reject()
    ben.wait(lambda: is_gone(dialog))
    with pytest.raises(NotFound):
        ben.answer(ben.operations.take_share, ticket, None, True)
    assert not ben.shares
    dialog = ben.receive_dialog(out)
    ben.wait(lambda: dialog.opened is not None)
    dialog.keep.setChecked(False)
    assert dialog.act.text() == "Take it in once"
    assert dialog.place.text() == "Inbox"
    house = ben.answer(ben.operations.make_folder, m.ROOT, "House").item
    ben.wait(lambda: house in ben.tree.folders)
    dialog._take_folder(house)
    assert dialog.place.text() == "House"
    dialog.act.click()
    ben.wait(lambda: ben.taken)
    assert ben.taken[0].folder == house
    assert not ben.contacts
    assert len(ben.shares) == 1


def test_a_strangers_name_never_blocks_a_contact(people: tuple[Person, Person], tmp_path: Path, qtbot: QtBot) -> None:
    anna, ben = people
    anna.knows(ben)
    other = Person(qtbot, tmp_path / "other", "Anna")
    other.identify()
    ben.knows(other)
    out = tmp_path / "Share.age"
    share_by_hand(anna, out, anna.write("Note", "words"))
    dialog = ben.receive_dialog(out)
    ben.wait(lambda: dialog.opened is not None)
    ben.wait(lambda: not dialog.act.isEnabled())
    assert "Choose another name" in dialog.name_field.hint()
    dialog.name.setText("Anna at the office")
    dialog.act.click()
    ben.wait(lambda: ben.taken)
    assert {name: one.state for name, one in ben.contacts.items()} == {"Anna": "new", "Anna at the office": "new"}
    other.close()


def test_compared_words_make_a_contact_verified(people: tuple[Person, Person]) -> None:
    anna, ben = people
    contact = anna.knows(ben)
    verified: list[m.Contact] = []
    dialog = VerifyDialog(anna.operations, contact, anna.identity, verified=verified.append)
    anna.shown(dialog, lambda: True)
    assert dialog.words == ben.identity.words
    first, second = dialog.heard.inputs[:2]
    first.setText(contact.words[0])
    second.setText("nothing")
    assert not dialog.act.isEnabled()
    second.setText(contact.words[1][:2])
    assert dialog.act.isEnabled()
    assert not dialog.act.isDefault()
    # Enter leads on, and a space, too; words that come together go on in the next fields.
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert second.hasFocus()
    first.clear()
    QTest.keyClicks(first, f"{contact.words[0].upper()} ")
    assert (first.text(), second.hasFocus()) == (contact.words[0].upper(), True)
    second.clear()
    QTest.keyClicks(second, contact.words[1])
    assert second.hasFocus(), "the next word may begin alike"
    second.setText(" ".join(contact.words[1:]))
    second.textEdited.emit(second.text())  # as when it is pasted
    assert dialog.heard.inputs[-1].hasFocus()
    assert dialog.heard.all_match()
    dialog.act.click()
    anna.wait(lambda: verified)
    assert (verified[0].state, anna.contacts["Ben"].state) == ("verified", "verified")
    assert anna.contacts["Ben"].compared is not None


def test_words_that_differ_leave_it_as_it_was(people: tuple[Person, Person]) -> None:
    anna, ben = people
    contact = anna.knows(ben)
    removed: list[m.Contact] = []
    dialog = VerifyDialog(anna.operations, contact, None, remove=removed.append)
    anna.shown(dialog, lambda: True)
    dialog.differ.click()
    assert dialog.verdict.isVisible()
    assert not dialog.act.isEnabled()
    assert anna.contacts["Ben"].state == "new"
    dialog.verdict.buttons[0].click()
    assert [one.name for one in removed] == ["Ben"]


def test_a098_a_changed_key_is_blocked_until_compared(
    people: tuple[Person, Person], tmp_path: Path, qtbot: QtBot
) -> None:
    anna, ben = people
    anna.knows(ben)
    stranger = Person(qtbot, tmp_path / "stranger", "Ben")
    stranger.identify()
    dialog = anna.add_dialog()
    dialog.take_card(stranger.identity.card.encode())
    anna.wait(dialog.act.isEnabled)
    dialog.take_card(ben.identity.card.encode())
    assert not dialog.act.isEnabled(), "what was read is of another card"
    dialog.take_card(stranger.identity.card.encode())
    anna.wait(dialog.act.isEnabled)
    assert "nothing is shared with Ben until you have compared" in dialog.name_field.hint()
    dialog.act.click()
    anna.wait(lambda: is_gone(dialog))
    contact = anna.contacts["Ben"]
    assert contact.state == "changed"
    assert contact.new_words == stranger.identity.words

    share = anna.share_dialog(anna.write("Note", "words"))
    share.recipients.input.setText("ben")
    QTest.keyClick(share.recipients.input, Key.Key_Return)
    assert not share.recipients.people
    model = share.recipients.model
    assert isinstance(model, PeopleModel)
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert not share.act.isEnabled()
    share.reject()

    stranger.knows(anna)
    out = tmp_path / "Share.age"
    share_by_hand(stranger, out, stranger.write("Note", "words"), to="an")
    receive = anna.receive_dialog(out)
    anna.wait(receive.verdict.isVisible)
    assert "another key" in receive.verdict.words.text.text()
    receive.reject()

    verify = VerifyDialog(anna.operations, contact, None)
    anna.shown(verify, lambda: True)
    assert verify.words == stranger.identity.words
    verify.act.click()
    anna.wait(lambda: anna.contacts["Ben"].state == "verified")
    assert anna.contacts["Ben"].words == stranger.identity.words
    stranger.close()


def test_a_renewed_card_stays_verified(people: tuple[Person, Person]) -> None:
    anna, ben = people
    contact = anna.knows(ben)
    anna.answer(anna.operations.verify_contact, contact.id, contact.words)
    renewed = ben.answer(ben.operations.renew_identity, "Ben")
    assert renewed.words != contact.words
    dialog = anna.add_dialog()
    dialog.text.setPlainText(renewed.card)
    anna.wait(lambda: dialog.read is not None and dialog.act.isEnabled())
    assert "Signed by the keys of Ben" in dialog.found.remark.text.text()
    dialog.act.click()
    anna.wait(lambda: is_gone(dialog))
    assert (anna.contacts["Ben"].state, anna.contacts["Ben"].words) == ("verified", renewed.words)


def test_a_passphrase_for_somebody_without_keys(people: tuple[Person, Person], tmp_path: Path) -> None:
    anna, ben = people
    dialog = anna.share_dialog(anna.write("Note", "the safe is in the study"))
    dialog.way.choose("passphrase")
    words = dialog.passphrase.text()
    assert len(words.split()) == 6
    assert "77 bits" in dialog.passphrase.cost.text()
    out = tmp_path / "Share.age"
    dialog.file.setText(str(out))
    anna.wait(dialog.act.isEnabled)
    dialog.act.click()
    anna.wait(lambda: anna.made)
    assert anna.made[0][0].passphrase is None  # what is kept for the result has no secret
    assert anna.shares[0].passphrase

    receive = ben.receive_dialog(out)
    ben.wait(receive.passphrase.isVisible)
    receive.passphrase.input.setText("not these words")
    receive.act.click()
    ben.wait(lambda: "does not open it" in receive.passphrase.hint() and receive.passphrase.isVisible())
    assert receive.passphrase.text() == ""
    receive.passphrase.input.setText(words)
    receive.act.click()
    ben.wait(lambda: receive.opened is not None)
    receive.keep.setChecked(False)
    receive.act.click()
    ben.wait(lambda: ben.taken)
    assert ben.taken[0].items == 1


def test_a_share_for_others_and_no_share_at_all(people: tuple[Person, Person], tmp_path: Path) -> None:
    anna, ben = people
    anna.knows(ben)
    out = tmp_path / "Share.age"
    share_by_hand(anna, out, anna.write("Note", "words"))
    dialog = anna.receive_dialog(out)
    anna.wait(dialog.verdict.isVisible)
    assert "No key here opens this" in dialog.verdict.words.text.text()
    dialog.reject()
    content = bytearray(out.read_bytes())
    content[-20] ^= 1
    for name, wrong in (("flipped.age", bytes(content)), ("words.age", b"no share"), ("empty.age", b"")):
        (tmp_path / name).write_bytes(wrong)
        dialog = ben.receive_dialog(tmp_path / name)
        ben.wait(dialog.verdict.isVisible)
        assert "damaged on its way" in dialog.verdict.words.text.text(), name
        dialog.reject()
    dialog = ben.receive_dialog(tmp_path / "not there.age")
    ben.wait(dialog.verdict.isVisible)
    assert not ben.shares
    dialog.reject()


def test_keys_that_do_not_go_together_are_shared_only_when_said(people: tuple[Person, Person], tmp_path: Path) -> None:
    anna, ben = people
    anna.knows(ben)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "key")], check=True)
    key = " ".join((tmp_path / "key.pub").read_text().split()[:2])
    dialog = anna.share_dialog(anna.write("Note", "words"))
    QTest.keyClicks(dialog.recipients.input, "be")
    QTest.keyClick(dialog.recipients.input, Key.Key_Return)
    dialog.recipients.input.setText(key)
    QTest.keyClick(dialog.recipients.input, Key.Key_Return)
    anna.wait(lambda: len(dialog.recipients.people) == 2 and dialog._plan is not None)
    assert dialog.contents.mixed.isVisible()
    assert not dialog.act.isEnabled()
    dialog.contents.mixed.setChecked(True)
    dialog.file.setText(str(tmp_path / "Share.age"))
    anna.wait(dialog.act.isEnabled)
    dialog.act.click()
    anna.wait(lambda: anna.made)
    assert anna.made[0][1].recipients == 2


def test_the_first_share_makes_the_identity(qtbot: QtBot, tmp_path: Path, worn: Look) -> None:
    anna, ben = Person(qtbot, tmp_path / "anna", "Anna"), Person(qtbot, tmp_path / "ben", "Ben")
    ben.identify()
    assert anna.facts is not None
    anna.knows(ben)
    dialog = anna.share_dialog(anna.write("Note", "words"))
    QTest.keyClicks(dialog.recipients.input, "be")
    QTest.keyClick(dialog.recipients.input, Key.Key_Return)
    dialog.file.setText(str(tmp_path / "Share.age"))
    anna.wait(dialog.act.isEnabled)
    dialog.act.click()
    assert "Type the name" in dialog.contents.name_field.hint()
    dialog.contents.name.setText("Anna Weber")
    anna.wait(dialog.act.isEnabled)
    dialog.act.click()
    anna.wait(lambda: anna.made)
    assert anna.identity.name == "Anna Weber"
    anna.close()
    ben.close()


def test_what_is_there_is_replaced_only_when_said(people: tuple[Person, Person], tmp_path: Path) -> None:
    anna, ben = people
    anna.knows(ben)
    out = tmp_path / "Share.age"
    out.write_bytes(b"something else")
    dialog = anna.share_dialog(anna.write("Note", "words"))
    QTest.keyClicks(dialog.recipients.input, "be")
    QTest.keyClick(dialog.recipients.input, Key.Key_Return)
    dialog.file.setText(str(out))
    anna.wait(dialog.act.isEnabled)
    dialog.act.click()
    anna.wait(lambda: dialog.act.text() == "Replace it")
    assert dialog.cancel.isDefault()
    assert out.read_bytes() == b"something else"
    dialog.act.click()
    anna.wait(lambda: anna.made)
    assert out.read_bytes() != b"something else"


def test_instructions_name_the_file_and_the_senders_key(
    people: tuple[Person, Person], tmp_path: Path, qtbot: QtBot
) -> None:
    anna, ben = people
    anna.knows(ben)
    share_by_hand(anna, tmp_path / "Share of Anna.age", anna.write("Note", "words"))
    dialog = SharedDialog(*anna.made[0])
    qtbot.addWidget(dialog)
    text = dialog._instructions
    assert "age -d" in text
    assert "'Share of Anna.age'" in text
    assert anna.identity.signing_key in text
