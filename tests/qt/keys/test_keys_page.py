"""The page of keys and its dialogs, on a real vault process."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, WORDS, Opened
from vault.child import messages as m
from vault.engine.errors import WrongCredential
from vault.qt.dialogs.change_password import ChangePasswordDialog
from vault.qt.keys.act_dialog import ActDialog
from vault.qt.keys.adding import AddDeviceDialog, AddPasswordDialog
from vault.qt.keys.asking import way_in
from vault.qt.keys.banners import KeyBanners
from vault.qt.keys.kits import AddKitDialog
from vault.qt.keys.new_secrets import NewSecretsDialog
from vault.qt.keys.page import KeysPage
from vault.qt.keys.policy import PolicyDialog
from vault.qt.keys.removing import RemoveDialog
from vault.qt.keys.renewing import RenewDialog
from vault.qt.keys.testing import TestDialog
from vault.qt.keys.way_card import WayCard
from vault.qt.keys.words import DAY_MS, cost, free_name, rotation_words, second_line, standing, state_of
from vault.qt.kit.dialog import KitDialog
from vault.qt.known_vaults import now
from vault.unlock.recovery import parse_code
from vault.unlock.this_device import device_name

OTHER = "amber kiosk falcon tulip harbour mint"


class Toast(QObject):
    acted = Signal()


class Told:
    """What was told in toasts, and the last one of them."""

    def __init__(self) -> None:
        self.news: list[tuple[str, str]] = []
        self.toast = Toast()

    def __call__(self, icon: str, words: str, act: str = "") -> Any:
        self.news.append((icon, words))
        return self.toast


class Kept:
    """A vault, its page, and what it tells."""

    def __init__(self, opened: Opened, shown: Shown, facts: m.Facts, qtbot: QtBot) -> None:
        self.opened, self.qtbot = opened, qtbot
        self.facts = facts
        self.told = Told()
        opened.operations.facts_changed.connect(self._take)
        self.page = KeysPage(opened.operations, lambda: self.facts, self.told)
        shown(self.page, 1056, 760)
        qtbot.waitUntil(lambda: bool(self.page.cards), timeout=PATIENCE_MS)

    def _take(self, facts: m.Facts) -> None:
        self.facts = facts

    @property
    def keys(self) -> m.Keys:
        keys = self.opened.answer(self.opened.operations.keys)
        assert isinstance(keys, m.Keys)
        return keys

    def way(self, name: str) -> m.KeySlot:
        return next(way for way in self.keys.ways if way.name == name)

    def card(self, name: str) -> WayCard:
        return next(card for card in self.page.cards if card.way.name == name)

    def wait_for(self, kind: type[Any]) -> Any:
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=PATIENCE_MS)
        return QApplication.activeModalWidget()

    def wait_gone(self, dialog: QDialog) -> None:
        self.qtbot.waitUntil(lambda: not isValid(dialog), timeout=PATIENCE_MS)

    def wait_told(self, count: int = 1) -> tuple[str, str]:
        self.qtbot.waitUntil(lambda: len(self.told.news) >= count, timeout=PATIENCE_MS)
        return self.told.news[-1]

    def add_kit(self, name: str = "Kit", *, tested: bool = True) -> bytes:
        """A kit; its code."""
        made = self.opened.answer(self.opened.operations.add_recovery, way_in(WORDS), name)
        code = parse_code(" ".join(made.words)).entropy
        if tested:
            self.opened.answer(self.opened.operations.test_way, made.slot, way_in(code=code))
        return code


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    one = Opened(qtbot, tmp_path)
    yield one
    one.close()


@pytest.fixture
def kept(opened: Opened, shown: Shown, qtbot: QtBot) -> Kept:
    return Kept(opened, shown, opened.create(), qtbot)


def words_in(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def show_now(dialog: ActDialog, password: str = WORDS) -> None:
    dialog.factor.password.input.setText(password)


def type_new(dialog: Any, qtbot: QtBot, password: str = OTHER) -> None:
    dialog.new.first.input.setText(password)
    dialog.new.again.input.setText(password)
    qtbot.waitUntil(lambda: not dialog.new.meter.is_waiting, timeout=PATIENCE_MS)


def slot(kind: str = "password", **facts: Any) -> m.KeySlot:
    made = m.KeySlot(b"s" * 16, "One", kind, now(), now(), None, False, "4F2A", 256 << 10, 3)
    return replace(made, **facts)


# The page


def test_a_page_that_is_gone_is_told_nothing(kept: Kept) -> None:
    """The operations are the window's, and outlive every page."""
    page = KeysPage(kept.opened.operations, lambda: kept.facts, kept.told)
    alive = weakref.ref(page)
    delete(page)
    del page
    gc.collect()
    kept.opened.operations.facts_changed.emit(kept.facts)
    assert alive() is None


def test_what_changed_behind_another_page_is_there_when_it_is_shown_again(kept: Kept) -> None:
    before = kept.keys.last_rotation
    kept.page.hide()
    kept.opened.answer(kept.opened.operations.rotate_key, way_in(WORDS))
    kept.page.show()
    kept.qtbot.waitUntil(lambda: kept.page.keys is not None and kept.page.keys.last_rotation > before)


def test_a_new_vault_has_one_way_in_and_says_so(kept: Kept) -> None:
    (card,) = kept.page.cards
    assert "Tested today" in words_in(card)
    assert "To guess it: " in words_in(card)
    assert not card.print.isVisibleTo(card)
    assert "only one of them tested" in kept.page.standing.text.text()
    assert "Reminder once a year" in kept.page.reminder.text()
    assert card.remove.accessibleName() == "Remove: Password"


def test_only_what_was_tested_wears_the_seal(kept: Kept, qtbot: QtBot) -> None:
    kept.add_kit(tested=False)
    qtbot.waitUntil(lambda: len(kept.page.cards) == 2, timeout=PATIENCE_MS)
    card = kept.card("Kit")
    assert "Never tested" in words_in(card)
    assert card.test.text() == "Test now"
    assert card.print.isVisibleTo(card)
    assert "160 random bits" in words_in(card)


def test_the_cards_stand_below_each_other_where_it_is_narrow(kept: Kept, qtbot: QtBot) -> None:
    kept.add_kit()
    qtbot.waitUntil(lambda: len(kept.page.cards) == 2, timeout=PATIENCE_MS)
    first, second = kept.page.cards
    qtbot.waitUntil(lambda: first.y() == second.y() and first.x() < second.x())
    kept.page.resize(500, 700)
    qtbot.waitUntil(lambda: first.x() == second.x() and first.y() < second.y())
    assert kept.page.changes.password.y() < kept.page.changes.key.y()


def test_a_vault_that_is_read_only_blocks_every_act(kept: Kept) -> None:
    kept.page.set_read_only()
    (card,) = kept.page.cards
    changes = kept.page.changes
    for button in (kept.page.add, card.test, card.remove, kept.page.policy, changes.leak, changes.key.act):
        assert not button.isEnabled()
        assert button.toolTip() == "The vault can only be read now"


def test_a_way_in_is_renamed_by_its_key(kept: Kept, qtbot: QtBot) -> None:
    (card,) = kept.page.cards
    card.rename.trigger()
    dialog = kept.wait_for(QDialog)
    dialog.input.setText("My words")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept.page.cards[0].way.name == "My words", timeout=PATIENCE_MS)


# Adding


def test_a_password_is_added_by_keyboard(kept: Kept, qtbot: QtBot) -> None:
    kept.page.open_add_password(keyfile=False)
    dialog: AddPasswordDialog = kept.wait_for(AddPasswordDialog)
    dialog.name.setText("password")
    type_new(dialog, qtbot)
    show_now(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.name_field.hint() == "There is a way in of that name."
    dialog.name.setText("For Anna")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.is_working
    assert dialog.new.text() == dialog.factor.password.text() == ""
    kept.wait_gone(dialog)
    assert kept.wait_told()[0] == "keys"
    qtbot.waitUntil(lambda: len(kept.page.cards) == 2, timeout=PATIENCE_MS)
    kept.opened.connection.close()
    assert kept.opened.answer(kept.opened.operations.unlock, kept.opened.path, OTHER).slots


def test_a_keyfile_is_asked_for_and_a_wrong_password_is_told(kept: Kept, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "papers.key").write_bytes(b"k" * 64)
    kept.page.open_add_password(keyfile=True)
    dialog: AddPasswordDialog = kept.wait_for(AddPasswordDialog)
    type_new(dialog, qtbot)
    show_now(dialog, "wrong")
    dialog.act.click()
    assert "A keyfile is missing." in words_in(dialog)
    dialog.keyfile.set_path(tmp_path / "papers.key")
    dialog.act.click()
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=PATIENCE_MS)
    assert dialog.factor.password.hint() == "That password does not open this vault."
    type_new(dialog, qtbot)
    show_now(dialog)
    dialog.act.click()
    kept.wait_gone(dialog)
    assert [way.kind for way in kept.keys.ways if way.name == "Keyfile and password"] == ["keyfile"]


def test_a_weak_password_needs_a_second_word(kept: Kept, qtbot: QtBot) -> None:
    kept.page.open_add_password(keyfile=False)
    dialog: AddPasswordDialog = kept.wait_for(AddPasswordDialog)
    type_new(dialog, qtbot, "hallo")
    show_now(dialog)
    dialog.act.click()
    assert not dialog.is_working
    assert dialog.act.text() == "Use it anyway"
    dialog.reject()


def test_without_a_keyring_the_device_says_why(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = replace(kept.keys, keyring="", keyring_fault="it is locked")
    dialog = AddDeviceDialog(kept.opened.operations, keys, kept.page, kept.told)
    dialog.open()
    assert "The keyring of this computer cannot be used: it is locked." in words_in(dialog)
    assert not dialog.act.isEnabled()
    dialog.accept()
    assert not dialog.is_working
    dialog.reject()


# Recovery kits


def make_kit(kept: Kept) -> tuple[KitDialog, bytes]:
    """Goes through the dialog; the kit that is shown, and its code."""
    dialog: AddKitDialog = kept.wait_for(AddKitDialog)
    show_now(dialog)
    dialog.act.click()
    kit: KitDialog = kept.wait_for(KitDialog)
    return kit, kit._made


def type_back(kit: KitDialog, code: bytes) -> None:
    from vault.unlock.recovery import RecoveryCode

    kit.accept()
    kit.entry.input.setPlainText(" ".join(RecoveryCode(code).words))
    kit.act.click()


def test_a_kit_that_is_typed_back_wears_the_seal(kept: Kept, qtbot: QtBot) -> None:
    kept.page.open_add_kit()
    kit, code = make_kit(kept)
    type_back(kit, code)
    assert kept.wait_told() == ("proof", "The kit opens the vault: it was tested today.")
    qtbot.waitUntil(lambda: len(kept.page.cards) == 2, timeout=PATIENCE_MS)
    assert kept.way("Recovery kit").tested is not None
    assert kept.page.standing.text.text() == "2 ways in, 2 of them tested. Keep at least two that you have tested."
    kept.opened.connection.close()
    facts = kept.opened.answer(kept.opened.operations.unlock, kept.opened.path, "", code=code)
    assert [way.kind for way in facts.slots if way.at_hand] == ["recovery"]


def test_a_kit_put_off_was_never_tested(kept: Kept) -> None:
    kept.page.open_add_kit()
    kit, _ = make_kit(kept)
    kit._close()
    assert kept.wait_told()[0] == "warning"
    assert kept.way("Recovery kit").tested is None


def test_a_kit_in_several_hands(kept: Kept) -> None:
    kept.page.open_add_kit()
    dialog: AddKitDialog = kept.wait_for(AddKitDialog)
    dialog.parts.choose("several")
    dialog.count.setCurrentIndex(dialog.count.findData(2))
    assert dialog.threshold.value() == 2
    dialog.count.setCurrentIndex(dialog.count.findData(5))
    dialog.threshold.setCurrentIndex(dialog.threshold.findData(3))
    assert "any 3 of the 5" in words_in(dialog)
    kit, code = make_kit(kept)
    assert len(kit._sheets) == 5
    assert kit._threshold == 3
    kit._close()
    kept.wait_told()
    assert kept.opened.answer(kept.opened.operations.test_way, kept.way("Recovery kit").id, way_in(code=code))


def test_printing_means_a_new_kit_in_the_place_of_the_old(kept: Kept, qtbot: QtBot) -> None:
    old = kept.add_kit("Kit")
    qtbot.waitUntil(lambda: len(kept.page.cards) == 2, timeout=PATIENCE_MS)
    before = kept.way("Kit").id
    kept.card("Kit").print.click()
    kit, code = make_kit(kept)
    type_back(kit, code)
    assert kept.wait_told()[1] == "The new kit opens the vault, the old one does not any more."
    after = kept.way("Kit")
    assert after.id != before
    assert after.tested is not None
    assert len(kept.keys.ways) == 2
    kept.opened.connection.close()
    with pytest.raises(WrongCredential):
        kept.opened.answer(kept.opened.operations.unlock, kept.opened.path, "", code=old)


def test_an_old_kit_stays_until_the_new_one_was_typed_back(kept: Kept, qtbot: QtBot) -> None:
    kept.add_kit("Kit")
    before = kept.way("Kit").id
    kept.page.show_keys(kept.keys)
    kept.page.open_replace_kit(kept.way("Kit"))
    kit, _ = make_kit(kept)
    kit._close()
    assert "the old one stays" in kept.wait_told()[1]
    assert {way.id for way in kept.keys.ways} > {before}


# Testing


def test_a_kit_is_rehearsed(kept: Kept, qtbot: QtBot) -> None:
    code = kept.add_kit(tested=False)
    other = kept.add_kit("Another")
    way = kept.way("Kit")
    kept.page.open_test(way)
    dialog: TestDialog = kept.wait_for(TestDialog)
    from vault.unlock.recovery import RecoveryCode

    dialog.act.click()
    assert "Type all words" in words_in(dialog)
    dialog.factor.code.input.setPlainText(" ".join(RecoveryCode(other).words))
    dialog.act.click()
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=PATIENCE_MS)
    assert "they are of another kit" in words_in(dialog)
    dialog.factor.code.input.setPlainText(" ".join(RecoveryCode(code).words))
    dialog.act.click()
    kept.wait_gone(dialog)
    assert kept.wait_told()[0] == "proof"
    assert kept.way("Kit").tested is not None
    assert kept.way("password").at_hand, "a test puts nothing else in the hand"


# Removing


def test_a_way_in_goes_after_its_name_was_typed(kept: Kept, qtbot: QtBot) -> None:
    kept.add_kit()
    kept.page.show_keys(kept.keys)
    kept.page.open_remove(kept.way("Kit"))
    dialog: RemoveDialog = kept.wait_for(RemoveDialog)
    assert "That leaves 1 tested way in." in words_in(dialog)
    show_now(dialog)
    assert not dialog.act.isEnabled()
    dialog.accept()
    assert not dialog.is_working
    dialog.input.setText("Kit")
    assert not dialog.act.isDefault(), "Enter does the safe thing"
    dialog.act.click()
    kept.wait_gone(dialog)
    assert "is removed" in kept.wait_told()[1]
    assert [way.name for way in kept.keys.ways] == ["password"]
    kept.told.toast.acted.emit()
    kept.wait_for(QDialog).close()


def test_the_last_tested_way_in_cannot_be_chosen_for_removal(kept: Kept) -> None:
    kept.add_kit(tested=False)
    kept.page.show_keys(kept.keys)
    kept.page.open_remove(kept.way("password"))
    dialog: RemoveDialog = kept.wait_for(RemoveDialog)
    assert "No other way in was tested, so this one stays." in words_in(dialog)
    assert not dialog.form.isVisible()
    assert not dialog.act.isEnabled()
    dialog.reject()


# Keys


def test_new_secrets_name_what_goes_first(kept: Kept, qtbot: QtBot) -> None:
    kept.opened.write("a")
    old = kept.add_kit()
    kept.page.show_keys(kept.keys)
    kept.page.open_new_secrets()
    dialog: NewSecretsDialog = kept.wait_for(NewSecretsDialog)
    first = words_in(dialog)
    assert "These open the vault no more" in first
    assert "Kit" in first.splitlines()
    assert "Password" in first.splitlines()
    assert not dialog.factor.isVisible()
    dialog.act.click()
    assert dialog.factor.isVisible()
    assert not dialog.act.isEnabled()
    show_now(dialog)
    type_new(dialog, qtbot)
    dialog.input.setText("My Papers")
    dialog.act.click()
    kit: KitDialog = kept.wait_for(KitDialog)
    code = kit._made
    type_back(kit, code)
    qtbot.waitUntil(lambda: any(icon == "proof" for icon, _ in kept.told.news), timeout=PATIENCE_MS)
    assert "2 ways in of before open the vault no more." in [words for _, words in kept.told.news]
    qtbot.waitUntil(lambda: not kept.opened.works.is_running, timeout=PATIENCE_MS)
    assert {way.kind for way in kept.keys.ways} == {"password", "recovery"}
    kept.opened.connection.close()
    for password, typed in ((WORDS, None), ("", old)):
        with pytest.raises(WrongCredential):
            kept.opened.answer(kept.opened.operations.unlock, kept.opened.path, password, code=typed)
    facts = kept.opened.answer(kept.opened.operations.unlock, kept.opened.path, OTHER)
    assert facts.stale is None, "everything was re-encrypted"


def test_a_password_that_was_forgotten_is_replaced_by_the_kit(kept: Kept, window: QWidget, qtbot: QtBot) -> None:
    from vault.unlock.recovery import RecoveryCode

    code = kept.add_kit()
    kept.opened.answer(kept.opened.operations.add_password, way_in(WORDS), "Second", OTHER)
    kept.opened.connection.close()
    facts = kept.opened.answer(kept.opened.operations.unlock, kept.opened.path, "", code=code)
    dialog = ChangePasswordDialog(kept.opened.operations, facts, window)
    dialog.open()
    assert dialog.factor.kind == "recovery"
    assert dialog.which_field.isVisible(), "there are two passwords"
    dialog.which.setCurrentIndex(dialog.which.findText("Password"))
    qtbot.waitUntil(lambda: len(dialog.absent.boxes) == 1, timeout=PATIENCE_MS)
    next(iter(dialog.absent.boxes.values())).setChecked(True)
    dialog.factor.code.input.setPlainText(" ".join(RecoveryCode(code).words))
    type_new(dialog, qtbot, "lantern orbit walnut ferry cello drum")
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.cancel.text() == "Close", timeout=PATIENCE_MS)
    dialog.reject()
    kept.opened.connection.close()
    with pytest.raises(WrongCredential):
        kept.opened.answer(kept.opened.operations.unlock, kept.opened.path, WORDS)
    assert kept.opened.answer(kept.opened.operations.unlock, kept.opened.path, OTHER).slots


@pytest.fixture
def window(shown: Shown) -> QWidget:
    return shown(QWidget(), 900, 700)


def test_the_policy_is_kept_and_an_event_calls_for_new_secrets(kept: Kept, qtbot: QtBot) -> None:
    kept.page.open_policy()
    dialog: PolicyDialog = kept.wait_for(PolicyDialog)
    dialog.choices["do"].setChecked(True)
    dialog.days.setCurrentIndex(dialog.days.findData(90))
    dialog.act.click()
    qtbot.waitUntil(lambda: "New keys every 90 days" in kept.page.reminder.text(), timeout=PATIENCE_MS)
    kept.page.open_policy()
    again: PolicyDialog = kept.wait_for(PolicyDialog)
    again.lost.click()
    qtbot.waitUntil(lambda: kept.page.reminder.text() == "New secrets are due", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: kept.facts.due == "device lost", timeout=PATIENCE_MS)


def test_a_cheap_password_is_renewed_from_its_banner(kept: Kept) -> None:
    facts = replace(kept.facts, slots=tuple(replace(one, cheap=True) for one in kept.facts.slots))
    dialog = RenewDialog(kept.opened.operations, facts, kept.page, kept.told)
    dialog.open()
    show_now(dialog)
    dialog.act.click()
    kept.wait_gone(dialog)
    assert kept.wait_told() == ("check", "Guessing the password costs what it does today.")


# Banners


def test_what_is_due_stands_in_banners(kept: Kept, qtbot: QtBot) -> None:
    banners = KeyBanners()
    qtbot.addWidget(banners)
    password, kit = slot(at_hand=True), slot("recovery", id=b"k" * 16, name="Kit")
    calm = replace(kept.facts, slots=(password, kit), due="", refused=())
    banners.show_facts(calm)
    assert banners.banners == {}
    late = replace(kit, tested=now() - 183 * DAY_MS, rehearse=True)
    banners.show_facts(replace(calm, slots=(password, late)))
    assert list(banners.banners) == ["test"]
    with qtbot.waitSignal(banners.test_wanted) as wanted:
        banners.banners["test"].act.click()  # type: ignore[union-attr]  # it has one
    assert wanted.args == [late]
    banners.show_facts(replace(calm, slots=(password,)))
    assert list(banners.banners) == ["second"]
    assert "Only one tested" in words_in(banners)
    banners.show_facts(replace(calm, slots=(replace(password, tested=None),)))
    assert "was ever tested" in words_in(banners)
    banners.show_facts(replace(calm, slots=(replace(password, cheap=True), kit), due="age"))
    assert list(banners.banners) == ["key", "cost"]
    for reason in ("device lost", "person left"):
        banners.show_facts(replace(calm, due=reason))
        with qtbot.waitSignal(banners.secrets_wanted):
            banners.banners["secrets"].act.click()  # type: ignore[union-attr]  # it has one
    banners.show_facts(replace(calm, due="device lost", read_only="the disk"))
    assert banners.banners == {}, "nothing can be done about it"


def test_wrong_tries_are_told_until_they_were_seen(kept: Kept, qtbot: QtBot) -> None:
    banners = KeyBanners()
    qtbot.addWidget(banners)
    facts = replace(
        kept.facts, refused=(now() - 90_000, now() - 60_000), slots=(slot(), slot("recovery", id=b"k" * 16))
    )
    banners.show_facts(facts)
    assert "tried 2 times" in banners.banners["refused"].accessibleName()
    banners.banners["refused"].act.click()  # type: ignore[union-attr]  # it has one
    banners.show_facts(replace(facts, sequence=99))
    assert banners.banners == {}


# Words


def test_what_a_card_says_of_each_kind() -> None:
    assert "not possible, 160 random bits" in cost(slot("recovery"))
    assert "without the keyfile" in cost(slot("keyfile"))
    assert cost(slot()) == "Each guess: 3 times through 268 MB of memory"
    assert "years with 100 graphics cards" in cost(slot(at_hand=True), 60)
    here = slot("device", device=device_name(), expires=now() + DAY_MS)
    assert cost(here) == "As strong as your login on this computer"
    assert second_line(here, "KWallet").startswith(f"KWallet on {device_name()}, until ")
    elsewhere = replace(here, device="{keyring}")
    assert second_line(elsewhere, "KWallet").startswith("Keyring of {keyring}, until ")
    over = replace(here, expires=now() - 1)
    assert cost(over) == "It opens nothing any more"
    assert state_of(over).badge == "changed"
    assert state_of(slot(tested=None)).badge == "never-tested"
    assert state_of(slot("recovery", tested=now() - 200 * DAY_MS, rehearse=True)).badge == "new"
    assert state_of(slot(tested=now() - 200 * DAY_MS)).badge == "tested", "passwords are typed all the time"
    assert state_of(slot("something", tested=now())).badge == "tested"
    for ago, word in enumerate(("Tested today", "Tested yesterday")):
        assert state_of(slot(tested=now() - ago * DAY_MS)).word == word


def test_two_that_last_are_wanted_and_a_device_is_none_of_them() -> None:
    password, kit = slot(), slot("recovery", id=b"k" * 16)
    device = slot("device", id=b"d" * 16, expires=now() + DAY_MS)
    assert standing((password, kit))[0] == "proven"
    assert standing((password, device))[0] == "unproven"
    assert standing((replace(password, tested=None), device)) == (
        "unproven",
        "2 ways in, none of them tested and more than a device. Test one now, and add another.",
    )


def test_names_are_free_and_reminders_say_when(kept: Kept) -> None:
    assert free_name("Kit", ()) == "Kit"
    assert free_name("Password", (slot(name="password"), slot(name="Password 2"))) == "Password 3"
    keys = replace(kept.keys, policy_mode="off", next_due=None)
    assert "no reminder" in rotation_words(keys)
    assert "due since" in rotation_words(replace(kept.keys, due_reason="age", next_due=now() - DAY_MS))
    assert "every 90 days" in rotation_words(replace(kept.keys, policy_days=90))


# Shape


def test_everything_has_a_name_and_no_words_are_cut(kept: Kept, qtbot: QtBot) -> None:
    """With every dialog: buttons are named, and each is as wide as its words ask for."""
    kept.add_kit()
    kept.page.show_keys(kept.keys)
    kit = kept.way("Kit")
    page = kept.page
    for show in (
        page.open_add_kit,
        lambda: page.open_add_password(keyfile=True),
        page.open_policy,
        page.open_new_secrets,
        lambda: page.open_test(kit),
        lambda: page.open_remove(kit),
        lambda: page.open_replace_kit(kit),
        page.open_change_password,
        page.open_rotate,
    ):
        show()
        dialog = kept.wait_for(QDialog)
        for button in dialog.findChildren(QAbstractButton):
            if button.isVisibleTo(dialog):
                assert button.text() or button.accessibleName(), type(dialog)
                assert button.width() >= button.minimumSizeHint().width(), (type(dialog), button.text())
        dialog.close()
        kept.wait_gone(dialog)
    for button in page.findChildren(QAbstractButton):
        if button.isVisibleTo(page):
            assert button.text() or button.accessibleName()
