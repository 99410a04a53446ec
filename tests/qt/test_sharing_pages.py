"""The pages of contacts and shares in an open vault, and what leads to them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.qt.conftest import Shown
from tests.qt.exchanged import Person, is_gone
from tests.qt.opened import PATIENCE_MS
from vault.child import messages as m
from vault.qt.browse.choices import Confirmation, WordInput
from vault.qt.browse.places import ALL, CONTACTS, SHARED, Place
from vault.qt.parts.dialogs import Dialog
from vault.qt.settings import Settings
from vault.qt.sharing.add_contact import AddContactDialog
from vault.qt.sharing.card import CardDialog, file_name
from vault.qt.sharing.contacts_page import ContactsPage
from vault.qt.sharing.own_keys import ImportKeyDialog, RenewDialog
from vault.qt.sharing.people import CARD_ENDING
from vault.qt.sharing.qr import picture_of
from vault.qt.sharing.receive_dialog import ReceiveDialog
from vault.qt.sharing.register_page import RegisterPage
from vault.qt.sharing.share_dialog import ShareDialog
from vault.qt.sharing.verify_dialog import VerifyDialog
from vault.qt.theme import Look
from vault.qt.vault_page import VaultPage

Key = Qt.Key


class Desk:
    """Anna's page, and Ben, whom she may know."""

    def __init__(self, qtbot: QtBot, folder: Path, shown: Shown) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.people = [Person(qtbot, folder / "anna", "Anna")]
        self.anna = self.people[0]
        settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        facts = self.anna.facts
        self.note = self.anna.write("Where everything is", "the safe is in the study")
        self.page = VaultPage(self.anna.operations, self.anna.works, facts, settings)
        self.page.begin()
        shown(self.page, 1280, 788)
        self.wait(lambda: self.page.list.view.items.rowCount() == 1)

    @cached_property
    def ben(self) -> Person:
        """He starts when he is needed."""
        ben = Person(self.qtbot, self.folder / "ben", "Ben")
        self.people.append(ben)
        ben.identify()
        return ben

    def wait(self, condition: object) -> None:
        assert callable(condition)
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def dialog(self, kind: type[Dialog]) -> Dialog:
        def there() -> list[Dialog]:
            found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
            return found + [one for one in self.page.findChildren(kind) if one.isVisible()]

        self.wait(there)
        return there()[0]

    @property
    def contacts(self) -> ContactsPage:
        page = self.page.panes.page
        assert isinstance(page, ContactsPage)
        return page

    def focus(self, widget: QWidget) -> None:
        """Gives it the keyboard, that a dialog had."""
        self.page.window().activateWindow()
        widget.setFocus()
        self.wait(widget.hasFocus)

    def know_ben(self, *, verified: bool = False) -> m.Contact:
        contact = self.anna.knows(self.ben)
        if verified:
            contact = self.anna.answer(self.anna.operations.verify_contact, contact.id, contact.words).contact
        return contact

    def drop(self, *paths: Path, over: QWidget | None = None) -> str:
        """Drags files over the page and lets them go; what it said meanwhile."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        target = over or self.page
        QApplication.sendEvent(target, QDragEnterEvent(QPoint(500, 300), copy, mime, left, none))
        words = self.page.intake.edge.words.text.text()
        QApplication.sendEvent(target, QDropEvent(QPointF(500, 300), copy, mime, left, none))
        return words

    def share_from_ben(self, path: Path) -> None:
        from vault.qt.sharing.asking import Outgoing

        if self.anna.name not in self.ben.contacts:
            self.ben.knows(self.anna)
        note = self.ben.write("Letter", "from Ben")
        contact = self.ben.contacts[self.anna.name].id
        self.ben.answer(self.ben.operations.write_share, Outgoing((note,), path, "Ben", (contact,)))


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, worn: Look, shown: Shown) -> Iterator[Desk]:
    desk = Desk(qtbot, tmp_path, shown)
    yield desk
    for person in desk.people:
        person.close()


def test_pages_take_the_place_of_list_and_detail(desk: Desk) -> None:
    page = desk.page
    page.go(CONTACTS)
    desk.wait(lambda: page.panes.page is not None)
    contacts = desk.contacts
    assert contacts.isVisible()
    assert not page.list.isVisible()
    desk.wait(contacts.empty.isVisible)
    assert page.toolbar.add.kind() == "secondary"
    assert contacts.add.kind() == "primary"
    page.go(SHARED)
    assert isinstance(page.panes.page, RegisterPage)
    assert not contacts.isVisible()
    desk.wait(page.panes.page.empty.isVisible)
    page.go(ALL)
    assert page.panes.page is None
    assert page.list.isVisible()
    assert page.toolbar.add.kind() == "primary"
    saved = desk.anna.answer(desk.anna.operations.save_search, "The safe", "safe").search
    desk.wait(lambda: saved.id in page.labels.searches)
    page.go(CONTACTS)
    page.go(Place("search", search=saved.id))
    assert page.panes.page is None
    assert page.toolbar.search.text() == "safe"
    page.toolbar.search.clear()
    page.go(CONTACTS)
    QTest.keyClicks(page.toolbar.search, "safe")
    assert page.list.isVisible()
    assert page.sidebar.place() == ALL


def test_f6_leads_into_a_page(desk: Desk) -> None:
    desk.know_ben()
    desk.page.go(CONTACTS)
    desk.wait(lambda: desk.contacts.contacts)
    desk.page.sidebar.pinned.setFocus()
    desk.page.panes.go_round(False, desk.page.toolbar.search)
    assert desk.contacts.view.hasFocus()


def test_my_card_is_made_shown_saved_and_renewed(desk: Desk) -> None:
    desk.page.go(CONTACTS)
    card = desk.contacts.card
    desk.wait(card.make.isVisible)
    assert not card.copy.isVisible()
    card.make.click()
    asked = desk.dialog(WordInput)
    assert isinstance(asked, WordInput)
    asked.input.setText("Anna Weber")
    asked.act.click()
    desk.wait(lambda: card.identity is not None)
    identity = desk.anna.identity
    assert (card.name.text(), card.words.words) == ("Anna Weber", identity.words)
    card.copy.click()
    assert QApplication.clipboard().text() == identity.card
    card.show_code.click()
    shown = desk.dialog(CardDialog)
    assert isinstance(shown, CardDialog)
    desk.wait(lambda: shown.code.image is not None)
    shown.reject()
    renewed = desk.anna.answer(desk.anna.operations.renew_identity, "Anna Weber")
    desk.wait(lambda: card.words.words == renewed.words)
    assert "Old shares still open with 1 earlier key." in card.fingerprint.text()
    assert file_name('A/n:n"a ..', CARD_ENDING) == "A n n a.deedbox-card"
    assert file_name("///", ".png") == "card.png"


def test_a_card_comes_in_as_a_picture_of_its_code(desk: Desk, tmp_path: Path) -> None:
    identity = desk.ben.identity
    picture = tmp_path / "Ben.png"
    picture.write_bytes(picture_of(identity.qr))
    desk.page.go(CONTACTS)
    desk.wait(lambda: desk.contacts.identity is None and desk.contacts.empty.isVisible())
    assert "Look at this card" in desk.drop(picture)
    dialog = desk.dialog(AddContactDialog)
    assert isinstance(dialog, AddContactDialog)
    desk.wait(lambda: dialog.read is not None)
    assert dialog.read is not None
    assert dialog.read.words == identity.words
    dialog.act.click()
    desk.wait(lambda: desk.contacts.chosen is not None)
    assert desk.contacts.sheet.words.words == identity.words
    blank = tmp_path / "blank.png"
    blank.write_bytes(picture_of(b"no card at all"))
    desk.contacts.add_contact(blank)
    dialog = desk.dialog(AddContactDialog)
    assert isinstance(dialog, AddContactDialog)
    desk.wait(lambda: "no card" in dialog.text_field.hint())
    assert not dialog.act.isEnabled()
    dialog.reject()


def test_contacts_are_compared_renamed_and_removed_by_keys(desk: Desk) -> None:
    contact = desk.know_ben()
    desk.page.go(CONTACTS)
    desk.wait(lambda: desk.contacts.chosen is not None)
    view = desk.contacts.view
    view.setFocus()
    QTest.keyClick(view, Key.Key_Return)
    verify = desk.dialog(VerifyDialog)
    assert isinstance(verify, VerifyDialog)
    assert verify.words == contact.words
    verify.act.click()
    desk.wait(lambda: desk.contacts.sheet.badge.kind() == "verified")
    assert "Words compared on" in desk.contacts.sheet.proof.text.text()
    desk.focus(view)
    QTest.keyClick(view, Key.Key_F2)
    rename = desk.dialog(WordInput)
    assert isinstance(rename, WordInput)
    rename.input.setText("Ben Okonkwo")
    rename.act.click()
    desk.wait(lambda: desk.contacts.sheet.name.text() == "Ben Okonkwo")
    desk.focus(view)
    QTest.keyClick(view, Key.Key_Delete)
    desk.dialog(Confirmation).act.click()
    desk.wait(desk.contacts.empty.isVisible)
    assert not desk.anna.contacts


def test_items_are_shared_by_key_and_the_detail_says_so(desk: Desk, tmp_path: Path) -> None:
    desk.anna.identify()
    desk.know_ben(verified=True)
    view = desk.page.list.view
    view.choose([0], 0)
    desk.wait(lambda: desk.page.detail.row is not None)
    assert desk.page.detail.sheet.acts["share"].isVisible()
    desk.page.act("share")
    dialog = desk.dialog(ShareDialog)
    assert isinstance(dialog, ShareDialog)
    assert "Where everything is" in dialog.windowTitle()
    desk.wait(lambda: dialog.recipients._contacts and dialog.file.text())
    QTest.keyClicks(dialog.recipients.input, "ben")
    QTest.keyClick(dialog.recipients.input, Key.Key_Return)
    dialog.file.setText(str(tmp_path / "Share.age"))
    desk.wait(dialog.act.isEnabled)
    assert dialog.act.text() == "Share with 1 person"
    dialog.act.click()
    desk.wait(lambda: any(job.act == "Show" for job in desk.page.bar.jobs))
    lines = desk.page.detail.shares
    desk.wait(lambda: lines.isVisible() and lines.lines)
    assert lines.lines[0].text.text().startswith("Shared with Ben on ")
    desk.page.go(SHARED)
    register = desk.page.panes.page
    assert isinstance(register, RegisterPage)
    desk.wait(lambda: register.shares)
    assert register.sheet.share is not None
    register.way.choose("received")
    assert register.none.isVisible()
    register.way.choose("sent")
    register.sheet.show_wanted.emit(desk.note)
    desk.wait(lambda: desk.page.panes.page is None)


def test_a_dropped_share_is_opened_and_taken_in(desk: Desk, tmp_path: Path) -> None:
    desk.anna.identify()
    desk.know_ben(verified=True)
    path = tmp_path / "From Ben.AGE"
    desk.share_from_ben(path)
    assert "Open this share" in desk.drop(path)
    dialog = desk.dialog(ReceiveDialog)
    assert isinstance(dialog, ReceiveDialog)
    desk.wait(lambda: dialog.opened is not None)
    assert dialog.opened is not None
    assert dialog.opened.sender == "verified"
    dialog.act.click()
    desk.wait(lambda: is_gone(dialog))
    desk.wait(lambda: any("came in" in job.what for job in desk.page.bar.jobs))
    desk.wait(lambda: "Inbox" in {one.shown for one in desk.page.tree.folders.values()})
    desk.page._works.act(desk.page._works.jobs()[0].key)
    desk.wait(lambda: desk.page.tree.folders.get(desk.page.list.folder()) is not None)
    assert desk.page.tree.folders[desk.page.list.folder()].shown == "Inbox"


def test_other_files_are_added_as_ever(desk: Desk, tmp_path: Path) -> None:
    one, two = tmp_path / "one.age", tmp_path / "two.txt"
    one.write_text("no share")
    two.write_text("words")
    assert "Add 2 items" in desk.drop(one, two)
    desk.wait(lambda: desk.page.list.view.items.rowCount() == 3)


def test_a_file_that_is_no_share_can_be_kept(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "notes.age"
    path.write_text("no share")
    desk.drop(path)
    dialog = desk.dialog(ReceiveDialog)
    assert isinstance(dialog, ReceiveDialog)
    desk.wait(dialog.verdict.isVisible)
    dialog.verdict.buttons[0].click()
    desk.wait(lambda: desk.page.list.view.items.rowCount() == 2)


def test_a_share_that_is_hidden_waits_in_the_bar(desk: Desk, tmp_path: Path) -> None:
    desk.anna.identify()
    desk.know_ben()
    path = tmp_path / "Share.age"
    desk.share_from_ben(path)
    desk.page.sharing.receive(path)
    dialog = desk.dialog(ReceiveDialog)
    assert isinstance(dialog, ReceiveDialog)
    assert dialog.running.is_running
    dialog.accept()
    desk.wait(lambda: any(job.act == "Look at it" for job in desk.page.bar.jobs))
    desk.page._works.act(desk.page._works.jobs()[0].key)
    again = desk.dialog(ReceiveDialog)
    assert isinstance(again, ReceiveDialog)
    assert again.opened is not None
    again.reject()


def test_nothing_is_changed_in_a_vault_that_can_only_be_read(desk: Desk, tmp_path: Path) -> None:
    desk.know_ben()
    desk.page.go(CONTACTS)
    desk.wait(lambda: desk.contacts.chosen is not None)
    desk.page._become_read_only("disk full")
    desk.wait(lambda: not desk.contacts.sheet.compare.isEnabled())
    assert not desk.contacts.add.isEnabled()
    assert not desk.contacts.card.make.isEnabled()
    desk.page.go(SHARED)
    register = desk.page.panes.page
    assert isinstance(register, RegisterPage)
    assert not register.open_share.isEnabled()


def test_keys_of_elsewhere_come_in_and_are_forgotten(desk: Desk, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "river stone", "-f", str(key)], check=True)
    desk.anna.identify()
    desk.page.go(CONTACTS)
    card = desk.contacts.card
    desk.wait(lambda: card.identity is not None)
    card.import_wanted.emit()
    dialog = desk.dialog(ImportKeyDialog)
    assert isinstance(dialog, ImportKeyDialog)
    for name, words in (("nothing", "no such file"), ("key.pub", "no age identity")):
        dialog.file.setText(str(tmp_path / name))
        dialog.act.click()
        desk.wait(lambda words=words: words in dialog.file_field.hint())
    dialog.file.setText(str(key))
    dialog.act.click()
    desk.wait(dialog.passphrase.isVisible)
    dialog.passphrase.input.setText("river")
    dialog.act.click()
    desk.wait(lambda: "does not open the key" in dialog.passphrase.hint())
    dialog.passphrase.input.setText("river stone")
    dialog.act.click()
    desk.wait(lambda: is_gone(dialog) and card.identity and card.identity.imported)
    [imported] = desk.anna.identity.imported
    assert imported.kind == "ssh-ed25519"
    card.forget_wanted.emit(imported)
    desk.dialog(Confirmation).act.click()
    desk.wait(lambda: card.identity and not card.identity.imported)


def test_keys_are_renewed_with_an_explanation(desk: Desk) -> None:
    before = desk.anna.identify()
    desk.page.go(CONTACTS)
    card = desk.contacts.card
    desk.wait(lambda: desk.contacts.identity is not None)
    card.renew_wanted.emit()
    dialog = desk.dialog(RenewDialog)
    assert isinstance(dialog, RenewDialog)
    dialog.input.setText(" ")
    dialog.act.click()
    assert "Type a name" in dialog.field.hint()
    dialog.input.setText("Anna")
    dialog.act.click()
    desk.wait(lambda: is_gone(dialog))
    assert desk.anna.identity.words != before.words


def test_what_was_typed_is_gone_when_a_dialog_closes(desk: Desk) -> None:
    dialog = desk.anna.share_dialog(desk.note)
    dialog.way.choose("passphrase")
    field = dialog.passphrase.field.input
    assert field.text()
    QTest.keyClick(dialog, Key.Key_Escape)
    assert is_gone(dialog) or field.text() == ""
    assert not desk.anna.made


def test_enter_once_too_often_shares_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.anna.identify()
    desk.know_ben(verified=True)
    dialog = desk.anna.share_dialog(desk.note)
    dialog.file.setText(str(tmp_path / "Share.age"))
    QTest.keyClicks(dialog.recipients.input, "ben")
    QTest.keyClick(dialog.recipients.input, Key.Key_Return)
    desk.wait(dialog.act.isEnabled)
    QTest.keyClick(dialog.recipients.input, Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.act.isEnabled(), "it looks at the place already"
    dialog.reject()
