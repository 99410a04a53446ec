"""The start against a real vault process: create, unlock, open, restore, and what is said where something is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.child.links import Linked, cheap_command, create
from tests.qt.opened import PATIENCE_MS, WORDS
from vault.child import messages as m
from vault.child.link import import_roots
from vault.engine.errors import ForkDetected, RollbackDetected, Storage, VaultBusy
from vault.qt.connection import VaultConnection
from vault.qt.known_vaults import KnownVault, KnownVaults
from vault.qt.operations import Operations
from vault.qt.parts.dialogs import NamedConfirmation
from vault.qt.parts.verdict import Verdict
from vault.qt.proofs import LastProof
from vault.qt.start.page import StartPage
from vault.qt.start.unlock import Opening
from vault.qt.works import Works

Shown = Callable[..., Any]
Press = Callable[[QWidget], None]
GOOD = "violin under the copper lamp 7"


def slow_command(fd: int) -> Sequence[str]:
    """A vault process whose passwords take about a second."""
    place = Path(__file__).parents[1] / "child" / "slow_child.py"
    return [sys.executable, "-I", str(place), str(fd), *import_roots()]


class Started:
    """The start page without its window."""

    def __init__(self, folder: Path, command: Callable[[int], Sequence[str]] = cheap_command) -> None:
        self.known = KnownVaults(lambda: folder)
        self.connection = VaultConnection(command=command)
        self.works = Works()
        self.operations = Operations(self.connection, self.works)
        self.page = StartPage(self.operations, self.known)
        self.openings: list[Opening] = []
        self.page.opened.connect(self.openings.append)


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
    one = Started(tmp_path)
    shown(one.page, 1280, 800)
    yield one
    one.connection.kill()
    one.connection.close()


def wait(qtbot: QtBot, condition: Callable[[], bool]) -> None:
    qtbot.waitUntil(condition, timeout=PATIENCE_MS)


def press(widget: QWidget) -> None:
    assert widget.isEnabled(), widget.toolTip()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def make(folder: Path, name: str = "My Papers", **arguments: Any) -> Path:
    """A vault, locked."""
    path = folder / f"{name}.deedbox"
    link = create(path, **arguments)
    link.lock()
    assert link.join(60)
    return path


def opened(started: Started, qtbot: QtBot) -> Opening:
    wait(qtbot, lambda: bool(started.openings))
    (one,) = started.openings
    return one


def unlocking(started: Started, path: Path, password: str = WORDS) -> None:
    """Types a password into a vault's page and presses Enter."""
    page = started.page.unlock
    started.page.show_unlock(path)
    QTest.keyClicks(page.password.input, password)
    QTest.keyClick(page.password.input, Qt.Key.Key_Return)


def create_without_kit(wizard: Any) -> None:
    """The last step: "Later", and the vault is made."""
    assert wizard.act.button.text() == "Create the vault"
    press(wizard.kit.later)
    press(wizard.act.button)


# --- welcome and the wizard -----------------------------------------------------------------------


def test_without_a_known_vault_there_is_the_welcome(started: Started) -> None:
    page = started.page
    assert page.pages.currentWidget() is page.welcome
    assert not page.vaults.isVisible()
    filled = [one for one in page.findChildren(QWidget) if one.property("kind") == "primary" and one.isVisible()]
    assert filled == [page.welcome.make]


def test_a_vault_is_made_and_opens(started: Started, documents: Path, qtbot: QtBot) -> None:
    wizard = started.page.creation
    press(started.page.welcome.make)
    assert started.page.pages.currentWidget() is wizard
    wait(qtbot, wizard.place.is_free)
    assert wizard.place.folder_field.hint().endswith("Documents/My Papers.deedbox")
    QTest.keyClick(wizard.place.name, Qt.Key.Key_Return)
    assert wizard.password.isVisible()
    QTest.keyClicks(wizard.password.first.input, GOOD)
    QTest.keyClicks(wizard.password.again.input, GOOD)
    wait(qtbot, lambda: not wizard.password.meter.is_waiting)
    assert wizard.act.button.text() == "Go on"
    press(wizard.act.button)
    assert wizard.kit.isVisible()
    assert wizard.kit.is_wanted(), "a recovery kit is what we advise"
    create_without_kit(wizard)
    opening = opened(started, qtbot)
    assert opening.path == documents / "My Papers.deedbox"
    assert [slot.kind for slot in opening.facts.slots] == ["password"]
    assert QApplication.activeModalWidget() is None
    assert opening.facts.name == "My Papers"
    assert opening.remember is False, "only who agrees is remembered"
    assert wizard.password.text() == ""


def test_a_name_that_is_taken_is_refused_before_it_is_tried(started: Started, documents: Path, qtbot: QtBot) -> None:
    (documents / "Taken.deedbox").mkdir()
    (documents / "Taken.deedbox" / "something").touch()
    wizard = started.page.creation
    started.page.show_create()
    wizard.place.set_name("Taken")
    wait(qtbot, lambda: "already" in wizard.place.name_field.hint())
    assert not wizard.act.button.isEnabled()
    for name in ("", "  ", "a/b", "..", "x" * 300, "turn\u202ed"):
        wizard.place.set_name(name)
        assert not wizard.place.accept()
        assert wizard.place.name_field.hint(), name
    wizard.place.set_name("Free")
    wait(qtbot, wizard.act.button.isEnabled)
    wizard.place.set_folder(documents / "nowhere")
    wait(qtbot, lambda: "not there now" in wizard.place.folder_field.hint())


def second_step(started: Started, qtbot: QtBot) -> Any:
    wizard = started.page.creation
    started.page.show_create()
    wait(qtbot, wizard.place.is_free)
    wizard.go_on()
    return wizard


def test_back_keeps_what_was_typed(started: Started, qtbot: QtBot) -> None:
    wizard = started.page.creation
    started.page.show_create()
    wizard.place.set_name("Estate")
    wait(qtbot, wizard.place.is_free)
    QApplication.processEvents()
    high = wizard.title.mapTo(started.page, QPoint()).y()
    wizard.go_on()
    QTest.keyClicks(wizard.password.first.input, GOOD)
    QApplication.processEvents()
    assert wizard.title.mapTo(started.page, QPoint()).y() == high, "the title stays where it is"
    press(wizard.back)
    assert wizard.place.isVisible()
    assert wizard.place.vault_name() == "Estate"
    wait(qtbot, wizard.place.is_free)
    wizard.go_on()
    assert wizard.password.text() == GOOD
    press(wizard.back)
    press(wizard.back)
    assert started.page.pages.currentWidget() is started.page.welcome
    assert wizard.password.text() == "", "nothing typed stays on a page that is left"


def test_two_passwords_must_be_the_same(started: Started, qtbot: QtBot) -> None:
    wizard = second_step(started, qtbot)
    press(wizard.act.button)
    assert "first" in wizard.password.first.hint()
    QTest.keyClicks(wizard.password.first.input, GOOD)
    press(wizard.act.button)
    assert "once more" in wizard.password.again.hint()
    QTest.keyClicks(wizard.password.again.input, "another")
    press(wizard.act.button)
    assert "differ" in wizard.password.again.hint()
    assert not started.connection.is_running


def test_a_weak_password_is_used_at_the_second_word_alone(started: Started, qtbot: QtBot) -> None:
    wizard = second_step(started, qtbot)
    for field in (wizard.password.first, wizard.password.again):
        QTest.keyClicks(field.input, "papers1")
    wait(qtbot, lambda: not wizard.password.meter.is_waiting)
    press(wizard.act.button)
    assert not started.connection.is_running
    assert "weak" in wizard.verdict.words.text.text()
    assert wizard.act.button.text() == "Use it anyway"
    assert wizard.act.button.kind() == "secondary"
    QTest.keyClicks(wizard.password.first.input, "x")
    assert wizard.act.button.text() == "Go on", "another password is another question"
    assert wizard.verdict.isHidden()
    QTest.keyClick(wizard.password.first.input, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(wizard.password.first.input, "papers1")
    wait(qtbot, lambda: not wizard.password.meter.is_waiting)
    press(wizard.act.button)
    press(wizard.act.button)
    create_without_kit(wizard)
    assert opened(started, qtbot).facts.files == 0


def test_what_the_disk_says_stands_at_its_step(started: Started, documents: Path, qtbot: QtBot) -> None:
    wizard = second_step(started, qtbot)
    for field in (wizard.password.first, wizard.password.again):
        QTest.keyClicks(field.input, GOOD)
    wait(qtbot, lambda: not wizard.password.meter.is_waiting)
    (documents / "My Papers.deedbox").mkdir()  # somebody was faster
    (documents / "My Papers.deedbox" / "theirs").touch()
    press(wizard.act.button)
    press(wizard.act.button)
    wait(qtbot, lambda: "already" in wizard.place.name_field.hint())
    assert wizard.place.isVisible()
    assert wizard.password.text() == GOOD
    wizard._explain(Storage("full"))
    assert "full" in wizard.verdict.words.text.text()


def test_a_keyfile_is_made_and_belongs_to_the_way_in(started: Started, documents: Path, qtbot: QtBot) -> None:
    wizard = second_step(started, qtbot)
    key = documents / "papers.key"
    press(wizard.keyfile.make)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    dialog.selectFile(str(key))
    dialog.accept()
    wait(qtbot, lambda: wizard.keyfile.path() is not None and not wizard.keyfile.badge.isHidden())
    assert len(key.read_bytes()) == 64
    assert "Keep a copy" in wizard.keyfile.field.hint()
    assert key.stat().st_mode & 0o777 == 0o400
    for field in (wizard.password.first, wizard.password.again):
        QTest.keyClicks(field.input, GOOD)
    wait(qtbot, lambda: not wizard.password.meter.is_waiting)
    press(wizard.act.button)
    create_without_kit(wizard)
    opening = opened(started, qtbot)
    assert opening.keyfile == key
    assert opening.facts.slots[0].kind == "keyfile"


# --- unlock ---------------------------------------------------------------------------------------


def test_enter_unlocks(started: Started, documents: Path, qtbot: QtBot) -> None:
    path = make(documents)
    started.page.show_unlock(path)
    assert QApplication.focusWidget() is started.page.unlock.password.input
    unlocking(started, path)
    assert not started.page.unlock.password.isEnabled(), "while the key is derived"
    assert started.page.unlock.act.button.text() == "Cancel"
    opening = opened(started, qtbot)
    assert (opening.path, opening.remember) == (path, False)
    assert started.page.unlock.password.text() == ""


def test_who_agrees_is_remembered(started: Started, documents: Path, qtbot: QtBot) -> None:
    path = make(documents)
    started.page.show_unlock(path)
    press(started.page.unlock.remember.box)
    QTest.keyClicks(started.page.unlock.password.input, WORDS)
    press(started.page.unlock.act.button)
    assert opened(started, qtbot).remember is True


def test_a_wrong_password_is_said_and_ready_to_be_typed_over(started: Started, documents: Path, qtbot: QtBot) -> None:
    path = make(documents)
    page = started.page.unlock
    unlocking(started, path, "wrong")
    wait(qtbot, lambda: "does not open" in page.password.hint())
    assert page.password.isEnabled()
    assert QApplication.focusWidget() is page.password.input
    assert page.password.input.selectedText() == "\u2022" * 5 or page.password.input.hasSelectedText()
    QTest.keyClicks(page.password.input, WORDS)
    assert page.password.hint() == ""
    QTest.keyClick(page.password.input, Qt.Key.Key_Return)
    assert opened(started, qtbot).facts.name == "My Papers"


def test_an_empty_password_asks_nobody(started: Started, documents: Path) -> None:
    started.page.show_unlock(documents / "a.deedbox")
    press(started.page.unlock.act.button)
    assert "first" in started.page.unlock.password.hint()
    assert not started.connection.is_running


def test_a_keyfile_is_needed_where_it_belongs(started: Started, documents: Path, qtbot: QtBot) -> None:
    key = documents / "a.key"
    key.write_bytes(b"something that never changes")
    path = make(documents, keyfile=bytes(key))
    page = started.page.unlock
    unlocking(started, path)
    wait(qtbot, lambda: bool(page.password.hint()))
    press(page.keyfile.use)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    dialog.selectFile(str(key))
    dialog.accept()
    wait(qtbot, lambda: page.keyfile.path() == key)
    assert page.keyfile.field.isVisible()
    wait(qtbot, lambda: page.keyfile.badge.text() == "Found")
    press(page.act.button)
    assert opened(started, qtbot).keyfile == key


def test_a_keyfile_that_is_gone_says_so(started: Started, documents: Path, qtbot: QtBot) -> None:
    key = documents / "gone.key"
    key.write_bytes(b"something that never changes")
    path = make(documents, keyfile=bytes(key))
    key.unlink()
    started.known.remember(KnownVault(path, 1, keyfile=key))
    page = started.page.unlock
    started.page.show_unlock(path)
    wait(qtbot, lambda: page.keyfile.badge.text() == "Not there now")
    press(page.keyfile.remove)
    assert page.keyfile.path() is None
    assert page.keyfile.use.isVisible()


def test_a_keyfile_no_way_in_asks_for_is_not_used(started: Started, documents: Path, qtbot: QtBot) -> None:
    """It was remembered, and its way in was removed: the password alone is asked for."""
    path = make(documents)
    started.known.remember(KnownVault(path, 1, keyfile=documents / "old.key"))
    page = started.page.unlock
    started.page.show_unlock(path)
    wait(qtbot, lambda: page.keyfile.path() is None)
    assert page.keyfile.isHidden()
    QTest.keyClicks(page.password.input, WORDS)
    QTest.keyClick(page.password.input, Qt.Key.Key_Return)
    assert opened(started, qtbot).keyfile is None


def test_deriving_a_key_can_be_cancelled(documents: Path, tmp_path: Path, shown: Shown, qtbot: QtBot) -> None:
    path = make(documents)  # cheap to make; the bounds of the slow child refuse it, unless it is made by that
    path = documents / "Dear.deedbox"
    with Linked(command=slow_command) as link:
        link.call(m.CreateVault(bytes(path), WORDS.encode()), 60)
    started = Started(tmp_path, slow_command)
    shown(started.page, 1280, 800)
    page = started.page.unlock
    unlocking(started, path)
    wait(qtbot, lambda: started.connection.pid != 0)
    with qtbot.waitSignal(started.connection.ended, timeout=PATIENCE_MS):
        press(page.act.button)
    wait(qtbot, lambda: not page.act.is_waiting)
    assert page.act.button.text() == "Unlock"
    assert page.password.hint() == ""
    assert page.verdict.isHidden(), "to stop is no fault"
    assert page.password.text() == WORDS, "and what was typed is still there"
    QTest.keyClick(page.password.input, Qt.Key.Key_Return)
    assert opened(started, qtbot).facts.name == "Dear"
    started.connection.close()


def test_a_vault_in_use_is_offered_for_reading(started: Started, documents: Path, qtbot: QtBot) -> None:
    path = documents / "Busy.deedbox"
    with create(path):
        unlocking(started, path)
        verdict = started.page.unlock.verdict
        wait(qtbot, verdict.isVisible)
        assert "open for writing" in verdict.words.text.text()
        (act,) = verdict.buttons
        press(act)
        assert opened(started, qtbot).facts.read_only is not None


def older_state(documents: Path, state: Path) -> Path:
    """A vault that this computer has seen newer."""
    path = documents / "Old.deedbox"
    link = create(path, state=bytes(state))
    link.lock()
    link.join(60)
    shutil.copytree(path, documents / "before")
    with Linked() as link:
        link.call(m.UnlockVault(bytes(path), WORDS.encode(), state=bytes(state)), 60)
        link.call(m.WriteNote("newer", name=b"newer"), 60)
        link.lock()
        link.join(60)
    shutil.rmtree(path)
    shutil.copytree(documents / "before", path)
    return path


@pytest.fixture
def state(tmp_path: Path) -> Path:
    folder = tmp_path / "state"
    folder.mkdir(exist_ok=True)
    return folder


def test_an_older_state_opens_by_its_name_alone(started: Started, documents: Path, state: Path, qtbot: QtBot) -> None:
    path = older_state(documents, state)
    page = started.page.unlock
    unlocking(started, path)
    wait(qtbot, page.verdict.isVisible)
    assert "older" in page.verdict.words.text.text()
    look, _, refuse = page.verdict.buttons
    assert QApplication.focusWidget() is look, "a look changes nothing"
    assert not page.act.isVisible()
    press(refuse)
    assert page.verdict.isHidden()
    assert page.password.text() == ""
    assert started.openings == []
    unlocking(started, path)
    wait(qtbot, page.verdict.isVisible)
    _, accept, _ = page.verdict.buttons
    press(accept)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NamedConfirmation)
    assert not dialog.act.isEnabled()
    QTest.keyClicks(dialog.input, "Old")
    press(dialog.act)
    assert opened(started, qtbot).facts.notes == 0


def test_a_look_at_an_older_state_is_no_decision(started: Started, documents: Path, state: Path, qtbot: QtBot) -> None:
    path = older_state(documents, state)
    page = started.page.unlock
    for _ in range(2):  # it asks again the next time
        unlocking(started, path)
        wait(qtbot, page.verdict.isVisible)
        press(page.verdict.buttons[0])
        opening = opened(started, qtbot)
        assert opening.facts.read_only is not None
        started.openings.clear()
        started.connection.close()


@pytest.mark.parametrize("error", [RollbackDetected(), ForkDetected("history"), VaultBusy({}), Storage("permission")])
def test_every_fault_has_words_and_details_to_copy(started: Started, documents: Path, error: Exception) -> None:
    page = started.page.unlock
    started.page.show_unlock(documents / "Secret name.deedbox")
    page._explain(error)
    assert page.verdict.words.text.text()
    press(page.verdict.copy)
    copied = QGuiApplication.clipboard().text()
    assert type(error).__name__ in copied
    assert "Secret" not in copied


def test_a_process_that_dies_while_it_unlocks_is_said(
    documents: Path, tmp_path: Path, shown: Shown, qtbot: QtBot
) -> None:
    started = Started(tmp_path, slow_command)
    shown(started.page, 1280, 800)
    path = make(documents)
    unlocking(started, path)
    started.connection.kill()
    wait(qtbot, started.page.unlock.verdict.isVisible)
    assert "ended" in started.page.unlock.verdict.words.text.text()
    assert started.page.unlock.act.button.isEnabled()


def test_leaving_a_page_clears_its_password(started: Started, documents: Path) -> None:
    started.page.show_unlock(documents / "a.deedbox")
    QTest.keyClicks(started.page.unlock.password.input, "secret")
    started.page.show_create()
    assert started.page.unlock.password.text() == ""


# --- open and drop --------------------------------------------------------------------------------


def drop(page: StartPage, *paths: Path) -> bool:
    """Drags something over the page and lets go; whether it was taken."""
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, none, left = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    over = QDragEnterEvent(QPoint(50, 50), copy, content, left, none)
    over.ignore()
    page.dragEnterEvent(over)
    if not over.isAccepted():
        return False
    assert page.edge.isVisible()
    page.dropEvent(QDropEvent(QPointF(50, 50), copy, content, left, none))
    assert not page.edge.isVisible()
    return True


def test_a_dropped_vault_opens_its_page(started: Started, documents: Path, qtbot: QtBot) -> None:
    path = make(documents)
    assert drop(started.page, path)
    wait(qtbot, lambda: started.page.pages.currentWidget() is started.page.unlock)
    assert started.page.unlock.path == path
    assert started.page.unlock.notice.isHidden()
    assert not drop(started.page, path, path), "one at a time"
    assert drop(started.page, documents)
    wait(qtbot, lambda: "does not look" in started.page.unlock.notice.text.text())


def test_a_dropped_export_leads_to_its_restore(started: Started, documents: Path, qtbot: QtBot) -> None:
    file = documents / "Papers.deedbox-export"
    file.write_bytes(b"sealed")
    assert drop(started.page, file)
    wait(qtbot, lambda: started.page.pages.currentWidget() is started.page.restore)
    assert started.page.restore._file == file
    assert started.page.restore.place.vault_name() == "Papers restored"


def test_a_vault_that_was_moved_is_found_again(started: Started, documents: Path, qtbot: QtBot) -> None:
    """Nobody is asked for a password to a folder that is not there; its row and what is known of it stay."""
    page, proof = started.page, LastProof(drilled=7, items=3)
    path, other = make(documents), documents / "elsewhere"
    started.known.remember(KnownVault(documents / "Other.deedbox", 1))
    started.known.remember(KnownVault(path, 5, proof))
    other.mkdir()
    moved = path.rename(other / path.name)
    page.show_unlock(path)
    wait(qtbot, lambda: page.pages.currentWidget() is page.absent)
    assert page.absent.name.text() == "My Papers"
    assert "not there now" in page.absent.said.text.text()
    assert page.absent.search.kind() == "primary"
    page.absent.take(other)
    wait(qtbot, lambda: "does not look like a vault" in page.absent.said.text.text())
    page.absent.take(moved)
    wait(qtbot, lambda: page.pages.currentWidget() is page.unlock)
    assert page.unlock.path == moved
    assert started.known.vaults()[0] == KnownVault(moved, 5, proof)
    unlocking(started, moved)
    wait(qtbot, lambda: bool(started.openings))
    # One that is really gone is taken off the list there, too.
    page._show_chosen(documents / "Other.deedbox")
    wait(qtbot, lambda: page.pages.currentWidget() is page.absent)
    press(page.absent.forget)
    assert started.known.find(documents / "Other.deedbox") is None
    assert page.pages.currentWidget() is not page.absent


def test_open_asks_for_a_folder(started: Started, documents: Path, qtbot: QtBot) -> None:
    path = make(documents)
    press(started.page.welcome.open)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    dialog.selectFile(str(path))
    dialog.accept()
    wait(qtbot, lambda: started.page.unlock.path == path)


def test_a_chosen_row_shows_its_vault(started: Started, documents: Path, activate: Callable[[QWidget], None]) -> None:
    for name in ("One", "Two"):
        started.known.remember(KnownVault(documents / f"{name}.deedbox", 1))
    started.page.show_first()
    page = started.page
    assert page.vaults.isVisible()
    assert page.unlock.name.text() == "Two"
    activate(page)
    page.vaults.view.setFocus()
    QTest.keyClick(page.vaults.view, Qt.Key.Key_Down)
    assert page.unlock.name.text() == "One"
    assert QApplication.focusWidget() is page.vaults.view, "looking around does not take the keys away"
    QTest.keyClick(page.vaults.view, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.unlock.password.input


def test_a_narrow_window_has_one_column(started: Started, documents: Path) -> None:
    started.known.remember(KnownVault(documents / "One.deedbox", 1))
    page = started.page
    page.show_first()
    page.resize(600, 700)
    assert page.unlock.isVisible()
    assert not page.vaults.isVisible()
    press(page.back)
    assert page.vaults.isVisible()
    QTest.mouseClick(page.vaults.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 30))
    assert page.unlock.isVisible()
    page.resize(1280, 700)
    assert page.vaults.isVisible()
    assert not page.back.isVisible()


def test_forgetting_the_last_vault_leads_to_the_welcome(started: Started, documents: Path) -> None:
    started.known.remember(KnownVault(documents / "One.deedbox", 1))
    started.page.show_first()
    started.known.forget(documents / "One.deedbox")
    assert started.page.pages.currentWidget() is started.page.welcome


def test_a_file_dialog_leaves_no_trace_of_its_places(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "from vault.qt.parts.choosing import choose_folder, leave_no_trace\n"
        "leave_no_trace()\n"
        "app = QApplication([])\n"
        "window = QWidget()\n"
        "window.show()\n"
        "choose_folder(window, 'Open', Path(sys.argv[1]), print)\n"
        "QTimer.singleShot(200, lambda: app.activeModalWidget().accept())\n"
        "QTimer.singleShot(600, app.quit)\n"
        "app.exec()\n"
    )
    (tmp_path / "Secret place").mkdir()
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
    }
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "Secret place")],
        env=environment, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert "Secret place" in done.stdout
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


# --- restore --------------------------------------------------------------------------------------


@pytest.fixture
def export(documents: Path) -> Path:
    file = documents / "papers.export"
    link = create(documents / "Source.deedbox")
    link.call(m.WriteNote("words", name=b"note"), 60)
    link.call(m.ExportVault(bytes(file), b"another one"), 60)
    link.lock()
    link.join(60)
    return file


def restoring(started: Started, export: Path, qtbot: QtBot, password: str) -> None:
    page = started.page.restore
    press(started.page.welcome.restore)
    page.set_file(export)
    QTest.keyClicks(page.password.input, password)
    wait(qtbot, page.place.is_free)
    press(page.act.button)


def test_an_export_is_restored_and_unlocked(started: Started, export: Path, documents: Path, qtbot: QtBot) -> None:
    page = started.page.restore
    restoring(started, export, qtbot, "another one")
    assert page.progress.isVisible()
    assert not page.fields.isEnabled()
    wait(qtbot, page.verdict.isVisible)
    assert page.verdict.words.text.text().startswith("Restored and verified: 1 item,")
    assert page.act.button.text() == "Unlock"
    assert started.works.jobs() == [], "its result does not wait in the bar of another vault"
    press(page.act.button)
    unlock = started.page.unlock
    assert unlock.path == documents / "papers restored.deedbox"
    unlocking(started, unlock.path, "another one")
    assert opened(started, qtbot).facts.notes == 1


def test_a_wrong_password_of_an_export(started: Started, export: Path, documents: Path, qtbot: QtBot) -> None:
    restoring(started, export, qtbot, "wrong")
    page = started.page.restore
    wait(qtbot, lambda: "does not open" in page.password.hint())
    assert page.fields.isEnabled()
    assert not (documents / "papers restored.deedbox").exists()


def test_what_is_no_export_is_said(started: Started, documents: Path, qtbot: QtBot) -> None:
    rubbish = documents / "photo.jpg"
    rubbish.write_bytes(b"\xff\xd8" * 5_000)
    restoring(started, rubbish, qtbot, "wrong")
    page = started.page.restore
    wait(qtbot, lambda: page.verdict.isVisible() or bool(page.file._kind == "fault"))
    assert not page.act.is_waiting


def test_restore_says_what_is_missing(started: Started, documents: Path) -> None:
    page = started.page.restore
    press(started.page.welcome.restore)
    press(page.act.button)
    assert "Choose" in page.file.hint()
    page.set_file(documents / "a.export")
    press(page.act.button)
    assert "password" in page.password.hint()
    assert isinstance(page.verdict, Verdict)
    assert not started.connection.is_running


def test_whoever_is_quick_need_not_press_twice(started: Started, documents: Path, qtbot: QtBot) -> None:
    """Enter counts although place and strength are looked at some time after the last key."""
    started.page.show_create()
    creation = started.page.creation
    creation.place.name.setText("Quick")
    QTest.keyClick(creation.place.name, Qt.Key.Key_Return)
    wait(qtbot, creation.password.first.isVisible)
    for field in (creation.password.first, creation.password.again):
        field.input.setText("ribbon canyon teapot violin")
        QTest.keyClick(field.input, Qt.Key.Key_Return)
    wait(qtbot, creation.kit.isVisible)
    create_without_kit(creation)
    wait(qtbot, lambda: bool(started.openings))
    assert (documents / "Quick.deedbox").is_dir()


def test_enter_before_another_text_is_void(started: Started, qtbot: QtBot) -> None:
    started.page.show_create()
    place = started.page.creation.place
    place.name.setText("Quick")
    QTest.keyClick(place.name, Qt.Key.Key_Return)
    place.name.setText("Other")
    wait(qtbot, place.is_free)
    assert place.isVisible()
