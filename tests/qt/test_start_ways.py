"""The ways in beside the password, at the start: recovery kit, parts of one, this device; the wait after wrong tries;
and the kit that is made with a vault. Against a real vault process but for the keyring, which has tests of its own."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.child.links import PASSWORD, Linked, cheap_command, create
from tests.qt.opened import PATIENCE_MS, WORDS
from tests.qt.scripted import FACTS, ScriptedConnection
from vault.child import messages as m
from vault.engine.errors import KeyringUnavailable, WrongCredential
from vault.qt.connection import VaultConnection
from vault.qt.kit.dialog import KitDialog
from vault.qt.known_vaults import KnownVaults
from vault.qt.operations import Operations
from vault.qt.start import unlock as unlock_module
from vault.qt.start.other_ways import Delay, Threshold
from vault.qt.start.page import StartPage
from vault.qt.start.unlock import Opening, UnlockPage
from vault.qt.works import Works
from vault.unlock.attempts import FREE, Attempts
from vault.unlock.doors import DeviceDoor, Doors, look_at
from vault.unlock.recovery import RecoveryCode, parse_code
from vault.unlock.this_device import DeviceExpired

Shown = Callable[..., Any]
PATIENCE = 60
LATER = int(time.time()) + 86_400 * 30


class Started:
    """The start page, and what it opened."""

    def __init__(self, folder: Path, connection: VaultConnection) -> None:
        self.known = KnownVaults(lambda: folder)
        self.connection = connection
        self.works = Works()
        self.operations = Operations(connection, self.works)
        self.page = StartPage(self.operations, self.known)
        self.openings: list[Opening] = []
        self.page.opened.connect(self.openings.append)

    @property
    def unlock(self) -> UnlockPage:
        return self.page.unlock


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where new vaults go, and a state folder of this test's own."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setenv("DEEDBOX_STATE", str(tmp_path / "state"))
    for module in ("new_place", "page", "keyfile", "restore"):
        monkeypatch.setattr(f"vault.qt.start.{module}.documents", lambda: folder)
    return folder


@pytest.fixture
def started(documents: Path, tmp_path: Path, shown: Shown) -> Iterator[Started]:
    one = Started(tmp_path, VaultConnection(command=cheap_command))
    shown(one.page, 1280, 800)
    yield one
    one.connection.kill()
    one.connection.close()


@pytest.fixture
def scripted(documents: Path, tmp_path: Path, shown: Shown) -> Started:
    """The same with answers of this test's own."""
    one = Started(tmp_path, ScriptedConnection())
    shown(one.page, 1280, 800)
    return one


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=PATIENCE_MS)


def press(widget: QWidget) -> None:
    assert widget.isEnabled(), widget.toolTip()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


Kit = Callable[..., tuple[Path, m.RecoveryMade]]


@pytest.fixture(scope="module")
def kits(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[Path, m.RecoveryMade]]:
    """A vault with a kit of one page, and one with a kit of three."""
    made = {}
    for shares in (0, 3):
        path = tmp_path_factory.mktemp("kits") / f"{shares}.deedbox"
        link = create(path)
        answer = link.call(m.AddRecovery(m.WayIn(PASSWORD), "kit", shares, 2 if shares else 0), PATIENCE)
        link.lock()
        assert link.join(PATIENCE)
        made[shares] = path, answer
    return made


@pytest.fixture
def with_kit(documents: Path, kits: dict[int, tuple[Path, m.RecoveryMade]]) -> Kit:
    """A copy of such a vault, locked, and its kit."""

    def copy(shares: int = 0) -> tuple[Path, m.RecoveryMade]:
        path, made = kits[shares]
        return shutil.copytree(path, documents / "Kit.deedbox"), made

    return copy


def at_kit(started: Started, path: Path, qtbot: QtBot) -> UnlockPage:
    """The page of a vault, asking for the words of its kit."""
    page = started.unlock
    started.page.show_unlock(path)
    wait(qtbot, page.ways.kit.isVisible)
    press(page.ways.kit)
    assert page.kit.isVisible()
    assert page.password.isHidden()
    assert QApplication.focusWidget() is page.kit.input
    return page


# --- what is offered ------------------------------------------------------------------------------


def test_only_ways_that_are_there_are_offered(started: Started, documents: Path, with_kit: Kit, qtbot: QtBot) -> None:
    path = documents / "Plain.deedbox"
    link = create(path)
    link.lock()
    assert link.join(PATIENCE)
    kit, _ = with_kit()
    page = started.unlock
    started.page.show_unlock(kit)
    wait(qtbot, page.ways.kit.isVisible)
    assert page.ways.device.isHidden()
    assert page.keyfile.isHidden(), "no way in of this vault has a keyfile"
    started.page.show_unlock(path)
    assert page.ways.isHidden(), "of the vault before"
    wait(qtbot, lambda: page._before.doors is not None)
    assert page.ways.isHidden()
    started.page.show_unlock(documents / "nothing there")
    assert page.password.isVisible()
    assert page.keyfile.isVisible(), "nobody knows"


def test_where_there_is_no_password_the_kit_is_asked_for(
    scripted: Started, documents: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Threshold(Doors(b"v" * 16, frozenset({"recovery"}), None))
    monkeypatch.setattr(unlock_module, "look_before", lambda _: found)
    page = scripted.unlock
    scripted.page.show_unlock(documents / "a.deedbox")
    wait(qtbot, lambda: page._at_kit)
    assert page.kit.isVisible()
    assert page.password.isHidden()
    assert page.ways.password.isHidden()


def test_where_a_keyfile_is_needed_nothing_is_derived_without_it(
    scripted: Started, documents: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Threshold(Doors(b"v" * 16, frozenset({"keyfile"}), None))
    monkeypatch.setattr(unlock_module, "look_before", lambda _: found)
    page = scripted.unlock
    scripted.page.show_unlock(documents / "a.deedbox")
    wait(qtbot, lambda: page._before is found)
    page.password.input.setText("the right one")
    page.unlock()
    assert "keyfile together" in page.password.hint()
    assert QApplication.focusWidget() is page.keyfile.use
    assert scripted.connection.asked == []  # type: ignore[attr-defined]
    page.keyfile.set_path(documents / "a.key")
    page.unlock()
    assert scripted.connection.last(m.UnlockVault).keyfile  # type: ignore[attr-defined]


# --- the recovery kit -----------------------------------------------------------------------------


def test_the_words_of_the_kit_open_the_vault(started: Started, with_kit: Kit, qtbot: QtBot) -> None:
    path, made = with_kit()
    page = at_kit(started, path, qtbot)
    QTest.keyClicks(page.kit.input, " ".join(made.words))
    QTest.keyClick(page.kit.input, Qt.Key.Key_Return)
    wait(qtbot, lambda: bool(started.openings))
    (opening,) = started.openings
    assert [slot.kind for slot in opening.facts.slots if slot.at_hand] == ["recovery"]
    assert page.kit.input.toPlainText() == "", "nothing typed stays behind"
    assert page.kit.code is None
    assert page.password.isVisibleTo(page)


def test_parts_of_a_kit_open_the_vault(started: Started, with_kit: Kit, qtbot: QtBot) -> None:
    path, made = with_kit(shares=3)
    page = at_kit(started, path, qtbot)
    press(page.kit.other)
    for part in (made.shares[2], made.shares[0]):
        page.kit.input.setPlainText(part)
    press(page.act.button)
    wait(qtbot, lambda: bool(started.openings))


def test_a_slip_is_told_before_anything_is_asked(started: Started, with_kit: Kit, qtbot: QtBot) -> None:
    path, made = with_kit()
    page = at_kit(started, path, qtbot)
    press(page.act.button)
    assert "first" in page.kit.field.hint()
    words = list(made.words)
    words[0], words[1] = words[1], words[0]
    page.kit.input.setPlainText(" ".join(words))
    press(page.act.button)
    assert not started.connection.is_running


def test_the_kit_of_another_vault_is_said(started: Started, with_kit: Kit, qtbot: QtBot) -> None:
    path, _ = with_kit()
    page = at_kit(started, path, qtbot)
    other = RecoveryCode(b"another vault's kit!").text
    page.kit.input.setPlainText(other)
    press(page.act.button)
    wait(qtbot, lambda: "do not open this vault" in page.kit.field.hint())
    assert page.kit.isEnabled()
    assert page.kit.input.toPlainText() == other, "what was typed stays, to be looked at"
    assert not page.delay.is_running, "random words are not guessed"


def test_back_to_the_password(started: Started, with_kit: Kit, qtbot: QtBot) -> None:
    path, made = with_kit()
    page = at_kit(started, path, qtbot)
    page.kit.input.setPlainText(" ".join(made.words))
    press(page.ways.password)
    assert page.password.isVisible()
    assert page.kit.isHidden()
    QTest.keyClicks(page.password.input, WORDS)
    QTest.keyClick(page.password.input, Qt.Key.Key_Return)
    wait(qtbot, lambda: bool(started.openings))
    assert [slot.kind for slot in started.openings[0].facts.slots if slot.at_hand] == ["password"]


def test_the_keyboard_goes_from_the_words_to_the_act(started: Started, with_kit: Kit, qtbot: QtBot) -> None:
    path, _ = with_kit()
    page = at_kit(started, path, qtbot)
    passed = []
    for _ in range(8):
        focus = QApplication.focusWidget()
        assert focus is not None
        passed.append(focus)
        if focus is page.act.button:
            break
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert passed == [page.kit.input, page.kit.other, page.remember.box, page.act.button]


def test_leaving_the_page_forgets_the_words(started: Started, with_kit: Kit, qtbot: QtBot) -> None:
    path, made = with_kit()
    page = at_kit(started, path, qtbot)
    page.kit.input.setPlainText(" ".join(made.words))
    started.page.show_create()
    assert page.kit.input.toPlainText() == ""
    assert page.kit.code is None


# --- wrong passwords ------------------------------------------------------------------------------


def try_wrong(page: UnlockPage, qtbot: QtBot) -> None:
    page.password.input.setText("wrong")
    page.unlock()
    wait(qtbot, lambda: not page.act.is_waiting)


def test_after_some_wrong_passwords_the_next_one_waits(
    started: Started, documents: Path, with_kit: Kit, qtbot: QtBot
) -> None:
    path, _ = with_kit()
    page = started.unlock
    started.page.show_unlock(path)
    for _ in range(FREE):
        try_wrong(page, qtbot)
    wait(qtbot, lambda: page._before.tries == FREE)
    assert not page.delay.is_running
    try_wrong(page, qtbot)
    wait(qtbot, lambda: page.delay.is_running)
    assert page.delay.isVisible()
    assert f"{FREE + 1} wrong attempts" in page.delay.text.text()
    assert "1 second" in page.delay.text.text()
    assert not page.act.button.isEnabled()
    assert page.act.button.toolTip()
    assert page.password.isEnabled(), "one can type meanwhile"
    assert page.password.text() == "wrong", "and what was typed stays"
    asked = started.connection._number
    QTest.keyClick(page.password.input, Qt.Key.Key_Return)
    assert not page.act.is_waiting
    assert started.connection._number == asked
    wait(qtbot, lambda: not page.delay.is_running)
    assert page.delay.isHidden()
    QTest.keyClick(page.password.input, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page.password.input, WORDS)
    QTest.keyClick(page.password.input, Qt.Key.Key_Return)
    wait(qtbot, lambda: bool(started.openings))
    assert len(started.openings[0].facts.refused) == FREE + 1, "shown inside, after the next unlock"
    assert Attempts(documents.parent / "state", started.openings[0].facts.vault).taken() == []


def test_a_restart_forgets_no_wrong_try(started: Started, documents: Path, with_kit: Kit, qtbot: QtBot) -> None:
    path, _ = with_kit()
    doors = look_at(path)
    assert doors is not None
    (documents.parent / "state").mkdir(exist_ok=True)
    attempts = Attempts(documents.parent / "state", doors.vault)
    for _ in range(8):
        attempts.failed(time.time_ns() // 1_000_000)
    page = started.unlock
    started.page.show_unlock(path)
    wait(qtbot, lambda: page.delay.is_running)
    assert "8 wrong attempts" in page.delay.text.text()
    assert not page.act.button.isEnabled()
    press(page.ways.kit)
    assert page.act.button.isEnabled(), "the kit's words need not wait"
    assert page.delay.isHidden()
    press(page.ways.password)
    assert page.delay.isVisible()
    started.page.show_unlock(documents / "Another.deedbox")
    assert not page.delay.is_running, "another vault is another matter"
    assert page.act.button.isEnabled()


def test_the_wait_is_counted_down_in_words(shown: Shown, qtbot: QtBot) -> None:
    delay: Delay = shown(Delay(), 400, 60)
    over: list[bool] = []
    delay.over.connect(lambda: over.append(True))
    delay.begin(1.2, 4)
    assert delay.text.text() == "4 wrong attempts on this computer. The next one can be tried in 2 seconds."
    wait(qtbot, lambda: "1 second." in delay.text.text())
    assert delay.accessibleName() == delay.text.text()
    wait(qtbot, lambda: bool(over))
    assert delay.isHidden()
    delay.begin(0, 0)
    assert over == [True]


# --- this device ----------------------------------------------------------------------------------


def device_vault(
    started: Started, path: Path, expires: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> UnlockPage:
    """The page of a vault that this device opens until then."""
    found = Threshold(Doors(b"v" * 16, frozenset({"password", "device"}), DeviceDoor("Anna's laptop", expires)))
    monkeypatch.setattr(unlock_module, "look_before", lambda _: found)
    started.page.show_unlock(path)
    wait(qtbot, lambda: started.unlock._before is found)
    return started.unlock


def test_this_device_is_asked_by_a_button(
    scripted: Started, documents: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = device_vault(scripted, documents / "a.deedbox", LATER, qtbot, monkeypatch)
    page.password.input.setText("half a pass")
    scripted.connection.outcomes[m.UnlockVault] = FACTS  # type: ignore[attr-defined]
    press(page.ways.device)
    assert not page.ways.isEnabled(), "while the keyring is asked"
    assert page.act.button.text() == "Cancel"
    wait(qtbot, lambda: bool(scripted.openings))
    asked = scripted.connection.last(m.UnlockVault)  # type: ignore[attr-defined]
    assert (asked.device, asked.slot, asked.password, asked.code) == (True, "Anna's laptop", b"", None)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (DeviceExpired(1_700_000_000), "until 14 November 2023"),
        (WrongCredential("gone"), "no longer has what opens"),
        (KeyringUnavailable("it is locked"), "locked"),
    ],
)
def test_a_device_that_opens_nothing_is_said(
    scripted: Started, documents: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    page = device_vault(scripted, documents / "a.deedbox", LATER, qtbot, monkeypatch)
    scripted.connection.outcomes[m.UnlockVault] = error  # type: ignore[attr-defined]
    press(page.ways.device)
    wait(qtbot, page.verdict.isVisible)
    assert words in page.verdict.words.text.text() + page.verdict.rest.text()
    assert page.password.hint() == "", "the password was not asked"
    assert page.act.button.isEnabled()
    assert not page.delay.is_running
    assert page.ways.device.isVisible()


def test_an_expired_device_is_no_button_but_a_sentence(
    scripted: Started, documents: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = device_vault(scripted, documents / "a.deedbox", 1_700_000_000, qtbot, monkeypatch)
    assert page.ways.device.isHidden()
    assert page.ways.expired.isVisible()
    assert "until 14 November 2023" in page.ways.expired.text.text()
    page.unlock_with_device()
    assert not page.act.is_waiting


# --- while the vault is being locked --------------------------------------------------------------


def being_locked(scripted: Started, path: Path) -> UnlockPage:
    """The page right after the lock: the process of before still ends."""
    scripted.page.show_unlock(path)
    scripted.unlock.set_locking(True)
    return scripted.unlock


def unlocks(scripted: Started) -> list[m.UnlockVault]:
    return [one for one in scripted.connection.asked if isinstance(one, m.UnlockVault)]  # type: ignore[attr-defined]


def test_what_is_typed_before_the_lock_is_over_is_neither_lost_nor_in_vain(
    scripted: Started, documents: Path, qtbot: QtBot
) -> None:
    path = documents / "a.deedbox"
    page = being_locked(scripted, path)
    assert page.ways.isEnabled()
    QTest.keyClicks(page.password.input, WORDS)
    QTest.keyClick(page.password.input, Qt.Key.Key_Return)
    assert page.act.is_waiting, "it is seen to be taken"
    assert not unlocks(scripted), "nothing can be asked of it yet"
    page.set_locking(False)
    scripted.page.show_unlock(path, "Locked by you.")
    wait(qtbot, lambda: len(unlocks(scripted)) == 1)
    assert bytes(unlocks(scripted)[0].password) == WORDS.encode()


def test_whoever_takes_it_back_before_the_lock_is_over_asks_nothing(
    scripted: Started, documents: Path, qtbot: QtBot
) -> None:
    path = documents / "a.deedbox"
    page = being_locked(scripted, path)
    QTest.keyClicks(page.password.input, WORDS)
    QTest.keyClick(page.password.input, Qt.Key.Key_Return)
    press(page.act.button)
    assert not page.act.is_waiting
    page.set_locking(False)
    scripted.page.show_unlock(path, "Locked by you.")
    qtbot.wait(20)
    assert not unlocks(scripted)
    assert page.password.text() == WORDS
    assert page.notice.text.text() == "Locked by you."


# --- a kit with a new vault -----------------------------------------------------------------------


def made_with_kit(started: Started, qtbot: QtBot) -> KitDialog:
    """A new vault; its kit is shown."""
    wizard = started.page.creation
    started.page.show_create()
    wait(qtbot, wizard.place.is_free)
    wizard.go_on()
    for field in (wizard.password.first, wizard.password.again):
        field.input.setText("violin under the copper lamp 7")
    wait(qtbot, lambda: not wizard.password.meter.is_waiting)
    wizard.go_on()
    assert wizard.kit.isVisible()
    QTest.keyClick(wizard.kit.now, Qt.Key.Key_Return)
    wait(qtbot, lambda: isinstance(QApplication.activeModalWidget(), KitDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, KitDialog)
    assert len(started.openings) == 1, "the vault is open below"
    assert wizard.password.text() == "", "the password is gone by now"
    return dialog


def kit_of(started: Started, qtbot: QtBot) -> m.KeySlot:
    answers: list[Any] = []
    started.connection.ask(m.VaultFacts(), answers.append, answers.append)
    wait(qtbot, lambda: bool(answers))
    (kit,) = [slot for slot in answers[0].slots if slot.kind == "recovery"]
    assert isinstance(kit, m.KeySlot)
    return kit


def test_a_new_vault_has_its_kit_typed_back(started: Started, with_kit: Kit, qtbot: QtBot) -> None:
    dialog = made_with_kit(started, qtbot)
    words = dialog.words.words
    assert kit_of(started, qtbot).tested is None, "until somebody has typed it"
    press(dialog.act)
    QTest.keyClicks(dialog.entry.input, " ".join(words))
    press(dialog.act)
    wait(qtbot, lambda: kit_of(started, qtbot).tested is not None)
    wait(qtbot, lambda: bool(started.works.jobs()))
    path = started.openings[0].path
    started.connection.close()
    with Linked() as link:
        facts = link.call(m.UnlockVault(bytes(path), b"", code=parse_code(" ".join(words)).entropy), PATIENCE)
    assert facts.name == "My Papers"


def test_later_leaves_a_kit_that_was_never_tested(started: Started, with_kit: Kit, qtbot: QtBot) -> None:
    dialog = made_with_kit(started, qtbot)
    press(dialog.cancel)
    wait(qtbot, lambda: bool(dialog.verdict.buttons) and dialog.verdict.buttons[0].isVisible())
    press(dialog.verdict.buttons[0])
    assert kit_of(started, qtbot).tested is None
    wait(qtbot, lambda: bool(started.works.jobs()))
    assert "never tested" in started.works.jobs()[0].what


def test_a_kit_that_cannot_be_made_leaves_the_vault(scripted: Started, documents: Path, qtbot: QtBot) -> None:
    complaints: list[Any] = []
    scripted.operations.failed.connect(complaints.append)
    scripted.connection.outcomes[m.CreateVault] = FACTS  # type: ignore[attr-defined]
    scripted.connection.outcomes[m.AddRecovery] = WrongCredential("for some reason")  # type: ignore[attr-defined]
    wizard = scripted.page.creation
    scripted.page.show_create()
    wait(qtbot, wizard.place.is_free)
    wizard.go_on()
    for field in (wizard.password.first, wizard.password.again):
        field.input.setText("violin under the copper lamp 7")
    wait(qtbot, lambda: not wizard.password.meter.is_waiting)
    wizard.go_on()
    wizard.go_on()
    wait(qtbot, lambda: bool(scripted.openings))
    wait(qtbot, lambda: bool(complaints))
    assert QApplication.activeModalWidget() is None
