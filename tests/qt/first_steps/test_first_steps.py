"""First steps in a real window on a real vault process: they follow what is true of the vault, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.child.links import cheap_command
from tests.qt.opened import PATIENCE_MS, WORDS, Answers
from tests.qt.scripted import FACTS, NOW, proof
from vault.child import messages as m
from vault.qt.browse.list_pane import LEAST
from vault.qt.browse.places import ALL, FAVOURITES, NOTES, RECENT, TOP
from vault.qt.dialogs.drill import DrillDialog
from vault.qt.dialogs.export import ExportDialog
from vault.qt.first_steps.panel import StepsPage
from vault.qt.first_steps.steps import NEW_DAYS, is_new, steps
from vault.qt.keys.asking import way_in
from vault.qt.keys.kits import AddKitDialog
from vault.qt.keys.testing import TestDialog
from vault.qt.known_vaults import KnownVaults
from vault.qt.parts.badges import Badge
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import Dialog
from vault.qt.settings import Settings
from vault.qt.start.unlock import Opening
from vault.qt.vault_page import VaultPage
from vault.qt.window import VaultWindow
from vault.unlock.recovery import parse_code


class Beginner:
    """Somebody in front of a new, empty vault."""

    def __init__(self, window: VaultWindow, qtbot: QtBot, folder: Path) -> None:
        self.window, self.qtbot, self.path = window, qtbot, folder / "My Papers.deedbox"

    @property
    def page(self) -> VaultPage:
        assert isinstance(self.window.page, VaultPage)
        return self.window.page

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def shown(self) -> StepsPage:
        """The steps in the place of the list."""
        self.wait(lambda: isinstance(self.page.list.stack.currentWidget(), StepsPage))
        found = self.page.list.stack.currentWidget()
        assert isinstance(found, StepsPage)
        return found

    def filled(self) -> list[str]:
        """What the filled buttons on the screen say."""
        buttons = self.window.findChildren(Button)
        return [one.text() for one in buttons if one.kind() == "primary" and one.isVisible()]

    def wait_filled(self, words: str) -> None:
        """Waits until this is the only one."""
        self.wait(lambda: self.filled() == [words])

    def dialog(self, kind: type[Dialog]) -> None:
        """Waits for it, and closes it."""
        self.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        assert found is not None
        found.close()

    def answer(self, ask: Callable[..., object], *arguments: object, **named: object) -> object:
        over = Answers(self.qtbot)
        ask(*arguments, done=over, failed=over, **named)
        answer = over.wait()
        assert not isinstance(answer, Exception), answer
        return answer

    def open(self, ask: Callable[..., object], *arguments: object) -> None:
        facts = self.answer(ask, self.path, *arguments)
        assert isinstance(facts, m.Facts)
        self.window.start.opened.emit(Opening(self.path, facts, True))
        self.wait(lambda: self.window.page is not None and self.page.isVisible())

    def lock(self) -> None:
        self.window.lock()
        self.wait(lambda: not self.window.is_open)


@pytest.fixture
def beginner(tmp_path: Path, worn: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Beginner]:
    monkeypatch.setenv("DEEDBOX_STATE", str(tmp_path / "state"))
    settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    window = VaultWindow(settings, KnownVaults(lambda: tmp_path), command=cheap_command)
    window.resize(1280, 820)
    window.show()
    one = Beginner(window, qtbot, tmp_path)
    one.open(window.operations.create, WORDS)
    yield one
    window.end()
    one.wait(lambda: not window.connection.is_running)
    window.deleteLater()


def test_from_an_empty_vault_to_the_last_step(beginner: Beginner, tmp_path: Path) -> None:
    """One walk through all of it: what is true is done, and nothing is left when all is."""
    one, operations = beginner, beginner.window.operations
    page = one.page
    found = one.shown()
    assert [row.step.done for row in found.rows.values()] == [""] * 5
    assert one.filled() == ["Add files"]
    assert found.count.text() == "0 of 5 done"
    assert page.steps.strip.isHidden()

    # Every empty page has one thing to begin with.
    for place, words in (
        (NOTES, "New note"),
        (TOP, "Add files"),
        (FAVOURITES, "Show all items"),
        (RECENT, "Add files"),
    ):
        page.go(place)
        one.wait_filled(words)
    page.go(FAVOURITES)
    one.wait_filled("Show all items")
    next(one for one in page.list.findChildren(Button) if one.text() == "Show all items" and one.isVisible()).click()
    found = one.shown()

    # The acts lead where they say.
    for name, kind in (("kit", AddKitDialog), ("restore", ExportDialog)):
        act = found.rows[name].act
        assert act is not None
        QTest.mouseClick(act, Qt.MouseButton.LeftButton)
        one.dialog(kind)
    act = found.rows["note"].act
    assert act is not None
    act.click()
    one.wait(lambda: page.writing.is_open)
    page.editor.closed.emit()

    # A file: the list comes, and below it the next step.
    (tmp_path / "deed.txt").write_text("mine")
    operations.add_files([tmp_path / "deed.txt"], m.ROOT)
    one.wait(lambda: not page.steps.strip.isHidden())
    one.wait(lambda: page.steps.strip.title.text() == "Write a note")
    assert page.steps.strip.minimumSizeHint().width() <= LEAST
    assert one.filled() == ["Add files"], "that of the toolbar, and no second one"
    page.go(NOTES)
    assert page.steps.strip.isHidden()
    page.go(ALL)
    one.wait(lambda: not page.steps.strip.isHidden())

    # A note, a kit that is not typed back yet, then typed back.
    one.answer(operations.write_note, "words", name=b"Note")
    one.wait(lambda: page.steps.strip.count.text() == "First steps: 2 of 5 done")
    made = one.answer(operations.add_recovery, way_in(WORDS), "Kit")
    assert isinstance(made, m.RecoveryMade)
    one.wait(lambda: page.steps.strip.act.text() == "Type it back")
    page.steps.strip.act.click()
    one.dialog(TestDialog)
    one.answer(operations.test_way, made.slot, way_in(code=parse_code(" ".join(made.words)).entropy))
    one.wait(lambda: page.steps.strip.title.text() == "Make an export and rehearse a restore")

    # An export proves nothing; the rehearsal does, and wears the seal.
    file = tmp_path / "papers.deedbox-export"
    one.answer(operations.export, file, WORDS)
    one.wait(lambda: page.steps.strip.act.text() == "Rehearse")
    page.steps.strip.act.click()
    one.dialog(DrillDialog)
    one.answer(operations.drill, file, WORDS)
    one.wait(lambda: page.steps.strip.title.text() == "Lock the vault and unlock it")
    page.steps.strip.show_all.click()
    found = one.shown()
    badges = {name: [badge.kind() for badge in row.findChildren(Badge)] for name, row in found.rows.items()}
    assert badges == {"files": ["found"], "note": ["found"], "kit": ["tested"], "restore": ["tested"], "lock": []}
    assert one.filled() == ["Lock"]
    found.back.click()
    assert page.list.stack.currentWidget() is page.list.browsed

    page.steps.strip.act.click()
    one.wait(lambda: not one.window.is_open)
    one.open(operations.unlock, WORDS)
    one.wait(lambda: one.page.list.items.rowCount() == 2)
    assert one.page.steps._strip is None, "nothing is made for those who are no beginners"
    assert not one.page.steps.are_wanted

    one.page.go(NOTES)
    one.wait(lambda: one.page.list.items.rowCount() == 1)
    one.page.menu.steps_wanted.emit()
    one.wait(lambda: one.page.list.items.rowCount() == 2)
    assert len(one.shown().rows) == 5, "whoever asks for them sees them, from wherever that was"


def test_not_now_is_remembered_with_the_vault(beginner: Beginner) -> None:
    found, banners = beginner.shown(), beginner.page.keys.banners
    assert not banners.banners, "one of them is enough to ask for a second way in"
    found.not_now.click()
    assert list(banners.banners) == ["second"]
    stack = beginner.page.list.stack
    assert stack.currentWidget() is not None
    assert not isinstance(stack.currentWidget(), StepsPage)
    assert beginner.filled() == ["Add files"]
    assert "steps" not in str(beginner.page.facts)
    beginner.lock()
    beginner.open(beginner.window.operations.unlock, WORDS)
    beginner.wait(lambda: beginner.page.list.stack.currentWidget() is not beginner.page.list.browsed)
    assert not isinstance(beginner.page.list.stack.currentWidget(), StepsPage)
    beginner.page.menu.steps_wanted.emit()
    assert beginner.shown().rows["lock"].step.done
    known = beginner.window.known.find(beginner.path)
    assert known is not None
    assert not known.steps_hidden


def test_steps_are_for_new_vaults_that_can_be_changed() -> None:
    day = 24 * 3600 * 1000
    young = replace(FACTS, created=NOW - day, fresh=True)
    assert is_new(young)
    assert not is_new(replace(young, read_only="somebody else writes"))
    assert not is_new(replace(young, created=NOW - (NEW_DAYS + 1) * day))
    assert not is_new(replace(young, created=None))
    drilled = replace(young, exported=NOW, drilled=proof(NOW))
    assert [step.name for step in steps(drilled) if not step.done] == ["kit", "lock"]
    failed = {step.name: step for step in steps(replace(drilled, drill_failed=NOW))}
    assert not failed["restore"].done
    assert failed["restore"].act == "Export", "what could not be restored is not rehearsed again: a new one is made"
