"""A vault that is not as it should be when it is unlocked: every case says what happened, what is safe, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import vault.engine
from tests.child.links import PASSWORD, cheap_command, create, unlock
from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS
from tests.qt.scripted import DAY, FACTS, NOW, Scripted
from vault.child import messages as m
from vault.engine.errors import Damaged, ForkDetected, NotFound, RollbackDetected
from vault.qt.browse.notices import Notices
from vault.qt.connection import VaultConnection
from vault.qt.known_vaults import KnownVaults
from vault.qt.operations import Operations
from vault.qt.parts.bars import Banner
from vault.qt.parts.dialogs import NamedConfirmation
from vault.qt.start.page import StartPage
from vault.qt.start.unlock import Opening, UnlockPage
from vault.qt.wording import words_for, words_for_notice
from vault.qt.works import Works

WORDS = "violin under the copper lamp"
PATH = Path("/home/anna/My Papers.deedbox")
BEFORE, REPAIR, RESTORE = "Open the state before it", "Repair the catalog", "Restore from a backup"


def day(milliseconds: int) -> str:
    return QDateTime.fromMSecsSinceEpoch(milliseconds).toString("d MMMM yyyy")


class Start:
    """The start page, and a vault process that says what the test wants."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.scripted, self.qtbot = Scripted(), qtbot
        self.page = StartPage(self.scripted.operations, KnownVaults(lambda: folder))
        self.openings: list[Opening] = []
        self.page.opened.connect(self.openings.append)

    @property
    def unlock(self) -> UnlockPage:
        return self.page.unlock

    def meet(self, outcome: object) -> None:
        """The next unlock ends so."""
        self.scripted.connection.outcomes[m.UnlockVault] = outcome

    def try_password(self, outcome: object) -> None:
        """Types the password, and meets that."""
        self.meet(outcome)
        self.page.show_unlock(PATH)
        self.unlock.password.input.setText(WORDS)
        self.unlock.unlock()
        self.qtbot.waitUntil(self.unlock.verdict.isVisible)

    def act(self, words: str) -> None:
        """Chooses one of what is offered."""
        (button,) = [one for one in self.unlock.verdict.buttons if one.text() == words]
        button.click()

    def acts(self) -> list[str]:
        return [button.text() for button in self.unlock.verdict.buttons]

    def asked(self) -> m.UnlockVault:
        """The latest unlock."""
        request = self.scripted.connection.last(m.UnlockVault)
        assert isinstance(request, m.UnlockVault)
        return request

    def opening(self) -> Opening:
        self.qtbot.waitUntil(lambda: bool(self.openings))
        return self.openings[-1]

    def said(self) -> str:
        return self.unlock.verdict.accessibleName()


@pytest.fixture
def start(tmp_path: Path, shown: Shown, qtbot: QtBot) -> Iterator[Start]:
    made = Start(tmp_path, qtbot)
    shown(made.page, 1280, 820)
    yield made
    made.page.hide()


def confirm(name: str) -> NamedConfirmation:
    """The named confirmation that is open, with the name typed."""
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, NamedConfirmation)
    assert not dialog.act.isEnabled()
    dialog.input.setText(name)
    return dialog


# --- damage ---------------------------------------------------------------------------------------


def test_a_damaged_catalog_has_three_ways_back(start: Start) -> None:
    start.try_password(Damaged("record 12", "tag"))
    assert start.acts() == [BEFORE, REPAIR, RESTORE]
    assert "catalog of the vault is damaged" in start.said()
    assert "nothing was changed" in start.said()
    assert start.unlock.act.isVisible(), "the password can be tried again"


def test_the_state_before_opens_for_reading_only(start: Start) -> None:
    start.try_password(Damaged("snapshot"))
    start.meet(replace(FACTS, read_only="x", notices=(f"the state before: {NOW - DAY}",)))
    start.act(BEFORE)
    asked = start.asked()
    assert (asked.catalog, asked.read_only, asked.password) == ("before", True, WORDS.encode())
    assert start.opening().facts.read_only is not None


def test_what_was_tried_in_vain_is_not_offered_again(start: Start, qtbot: QtBot) -> None:
    start.try_password(Damaged("snapshot"))
    start.meet(NotFound("no whole catalog before the current one"))
    start.act(BEFORE)
    qtbot.waitUntil(lambda: start.acts() == [REPAIR, RESTORE])
    assert "no whole state before" in start.said()
    start.meet(Damaged("snapshot"))
    start.act(REPAIR)
    confirm("My Papers").act.click()
    qtbot.waitUntil(lambda: start.acts() == [RESTORE])


def test_a_repair_of_the_catalog_needs_the_name_typed(start: Start, qtbot: QtBot) -> None:
    start.try_password(Damaged("log", "missing"))
    start.act(REPAIR)
    assert start.asked().catalog == "current", "nothing is asked before"
    dialog = confirm("another name")
    assert not dialog.act.isEnabled()
    start.meet(FACTS)
    confirm_again = dialog.input
    confirm_again.setText("My Papers")
    dialog.act.click()
    asked = start.asked()
    assert (asked.catalog, asked.read_only, asked.accept_state) == ("mended", False, False)
    assert start.opening().facts == FACTS


def test_a_password_that_is_gone_is_asked_again(start: Start) -> None:
    start.try_password(Damaged("log"))
    start.unlock.password.input.clear()
    count = len(start.scripted.connection.asked)
    start.act(BEFORE)
    assert "first" in start.unlock.password.hint()
    assert len(start.scripted.connection.asked) == count


@pytest.mark.parametrize("where", ["header", "vault folder"])
def test_a_damaged_header_leaves_a_backup_alone(start: Start, where: str) -> None:
    start.try_password(Damaged(where))
    assert start.acts() == [RESTORE]
    start.act(RESTORE)
    assert start.page.pages.currentWidget() is start.page.restore
    assert start.unlock.password.text() == ""


def test_a_vault_that_is_gone_is_told_as_ever(start: Start) -> None:
    start.try_password(NotFound())
    assert start.acts() == []


# --- another state than was seen ------------------------------------------------------------------

STATES = [
    RollbackDetected(found=NOW - 40 * DAY, last_seen=NOW - 3 * DAY),
    ForkDetected("history", found=NOW - 40 * DAY, last_seen=NOW - 3 * DAY),
    ForkDetected("lineage", found=NOW - 40 * DAY, last_seen=NOW - 3 * DAY, origin=NOW - 50 * DAY),
    ForkDetected("anchor", found=NOW - 40 * DAY, last_seen=NOW - 3 * DAY),
]


@pytest.mark.parametrize("error", STATES, ids=lambda error: getattr(error, "reason", "rollback"))
def test_another_state_is_told_with_its_dates_and_asks(start: Start, error: Exception) -> None:
    start.try_password(error)
    assert start.acts() == ["Open for reading only to look", "Go on with this state", "Close"]
    assert day(NOW - 40 * DAY) in start.said()
    assert day(NOW - 3 * DAY) in start.said()
    assert "othing was changed" in start.said()
    assert not start.unlock.act.isVisible(), "nothing goes on before somebody decides"
    assert QApplication.focusWidget() is start.unlock.verdict.buttons[0]


@pytest.mark.parametrize("error", STATES, ids=lambda error: getattr(error, "reason", "rollback"))
def test_every_state_has_three_parts_with_and_without_dates(error: RollbackDetected | ForkDetected) -> None:
    dated = words_for(error)
    error = RollbackDetected() if isinstance(error, RollbackDetected) else ForkDetected(error.reason)
    bare = words_for(error)
    for said in (dated, bare):
        assert said.happened
        assert said.safe
        assert said.act
    assert not re.search(r"\d", bare.whole), "no date is made up"
    assert "{" not in dated.whole + bare.whole


def test_of_a_restored_vault_the_backup_is_dated_too() -> None:
    assert day(NOW - 50 * DAY) in words_for(STATES[2]).happened


def test_only_a_restored_vault_is_no_alarm(start: Start) -> None:
    tokens = {}
    for error in STATES:
        start.try_password(error)
        tokens[getattr(error, "reason", "rollback")] = start.unlock.verdict._token
        start.act("Close")
    assert tokens == {"rollback": "danger", "history": "danger", "lineage": "warning", "anchor": "danger"}


def test_a_look_is_read_only_and_needs_no_name(start: Start) -> None:
    start.try_password(STATES[0])
    start.meet(replace(FACTS, read_only="asked for"))
    start.act("Open for reading only to look")
    asked = start.asked()
    assert (asked.read_only, asked.accept_state, asked.catalog) == (True, True, "current")
    assert start.opening().facts.read_only is not None


def test_going_on_needs_the_name_typed(start: Start) -> None:
    start.try_password(STATES[1])
    start.meet(FACTS)
    start.act("Go on with this state")
    assert not start.asked().accept_state
    confirm("My Papers").act.click()
    asked = start.asked()
    assert (asked.read_only, asked.accept_state) == (False, True)


def test_closing_forgets_what_was_typed(start: Start) -> None:
    start.try_password(STATES[0])
    start.act("Close")
    assert start.unlock.password.text() == ""
    assert start.unlock.verdict.isHidden()
    assert start.openings == []


# --- what is said once it is open -----------------------------------------------------------------


def engine_notices() -> set[str]:
    """What every notice of the engine begins with."""
    found = set()
    for path in Path(vault.engine.__file__).parent.glob("*.py"):
        found |= set(re.findall(r'notices\.append\(f?"([^"{]+)', path.read_text("utf-8")))
    return found


def test_every_notice_of_the_engine_has_words() -> None:
    found = engine_notices()
    assert len(found) >= 10
    for notice in found:
        assert "with a remark" not in words_for_notice(notice), notice


def test_the_state_before_says_its_date_as_long_as_it_is_open(qtbot: QtBot) -> None:
    facts = replace(FACTS, read_only="x", notices=(f"the state before: {NOW - 9 * DAY}",))
    notices = Notices(facts)
    qtbot.addWidget(notices)
    assert notices.read_only is not None
    words = notices.read_only.sentence.text.text()
    assert day(NOW - 9 * DAY) in words
    assert words.startswith("Read-only: ")
    assert notices.read_only.act is None, "it cannot be put away while it is true"
    assert len(notices.findChildren(Banner)) == 1, "it is said once"


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        ("nothing is lost", "nothing is lost."),
        ("records 12 to 14; key slot Laptop", "changes 12 to 14, the way in “Laptop”."),
        ("record 7", "change 7."),
        ("records from 9", "changes from 9 on."),
        ("snapshot 3; log 2", "a part of the catalog, number 3, a part of the catalog, number 2."),
        ("of a later program", "of a later program."),
    ],
)
def test_a_mended_catalog_names_what_could_not_be_saved(lost: str, words: str) -> None:
    assert words in words_for_notice(f"catalog mended: {lost}")


def test_a_state_before_without_a_date() -> None:
    assert "an earlier time" in words_for_notice("the state before: 0")


# --- for real -------------------------------------------------------------------------------------


@pytest.fixture
def real(tmp_path: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> Iterator[StartPage]:
    """The start page with a real vault process."""
    monkeypatch.setenv("DEEDBOX_STATE", str(tmp_path / "state"))
    connection = VaultConnection(command=cheap_command)
    page = StartPage(Operations(connection, Works()), KnownVaults(lambda: tmp_path))
    shown(page, 1280, 820)
    yield page
    connection.close()


def wound(path: Path) -> None:
    """A vault whose log has grown into a second generation, which then was damaged."""
    with create(path) as link:
        for number in range(4):
            link.call(m.WriteNote("words " * 60_000, name=b"note %d" % number), 60)
        link.lock()
        link.join(60)
    with unlock(path) as link:
        link.call(m.WriteNote("later", name=b"later"), 60)
        link.lock()
        link.join(60)
    (log,) = (path / "catalog").glob("000002-*.log")
    content = bytearray(log.read_bytes())
    content[100] ^= 1
    log.write_bytes(content)


def way_back(page: StartPage, path: Path, qtbot: QtBot, words: str) -> None:
    """Unlocks a damaged vault, and takes one of the ways that are offered."""
    page.show_unlock(path)
    page.unlock.password.input.setText(PASSWORD.decode())
    page.unlock.unlock()
    qtbot.waitUntil(page.unlock.verdict.isVisible, timeout=PATIENCE_MS)
    (button,) = [one for one in page.unlock.verdict.buttons if one.text() == words]
    button.click()


def test_a_wounded_vault_is_looked_at_and_mended(real: StartPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "Wounded.deedbox"
    wound(path)
    openings: list[Opening] = []
    real.opened.connect(openings.append)
    way_back(real, path, qtbot, BEFORE)
    qtbot.waitUntil(lambda: len(openings) == 1, timeout=PATIENCE_MS)
    facts = openings[0].facts
    assert facts.read_only is not None
    assert facts.notes >= 1
    notices = Notices(facts)
    qtbot.addWidget(notices)
    assert notices.read_only is not None
    assert "the state before the damaged catalog, of" in notices.read_only.sentence.text.text()
    real.unlock._operations.connection.close()

    way_back(real, path, qtbot, REPAIR)
    confirm("Wounded").act.click()
    qtbot.waitUntil(lambda: len(openings) == 2, timeout=PATIENCE_MS)
    facts = openings[1].facts
    assert facts.read_only is None
    assert facts.notes == 5, facts.notices
    (mended,) = [notice for notice in facts.notices if notice.startswith("catalog mended")]
    assert "could not be saved: change" in words_for_notice(mended), mended
