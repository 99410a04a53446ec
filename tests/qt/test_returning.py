"""After a lock a person is where they were: place, choice, scroll, note; stopped work goes on, what went is told."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.child.links import cheap_command, make_files
from tests.qt.opened import PATIENCE_MS, WORDS, Answers
from vault.child import messages as m
from vault.qt.browse.places import ALL, CONTACTS, TOP, Place
from vault.qt.known_vaults import KnownVaults
from vault.qt.parts.splitters import LineHandle
from vault.qt.settings import Settings
from vault.qt.start.unlock import Opening
from vault.qt.vault_page import VaultPage
from vault.qt.window import VaultWindow


class Home:
    """A window, and vaults that are opened in it as its start does."""

    def __init__(self, window: VaultWindow, folder: Path, qtbot: QtBot) -> None:
        self.window, self.folder, self._qtbot = window, folder, qtbot

    @property
    def page(self) -> VaultPage:
        page = self.window.page
        assert isinstance(page, VaultPage)
        return page

    @property
    def notice(self) -> str:
        return self.window.start.unlock.notice.text.text()

    def wait(self, condition: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def ask(self, ask: Callable[..., object], *arguments: Any, **named: Any) -> Any:
        over = Answers(self._qtbot)
        ask(*arguments, done=over, failed=over, **named)
        answer = over.wait()
        assert not isinstance(answer, Exception), answer
        return answer

    def open(self, name: str = "My Papers") -> None:
        path = self.folder / f"{name}.deedbox"
        do = self.window.operations.unlock if path.exists() else self.window.operations.create
        self.window.start.opened.emit(Opening(path, self.ask(do, path, WORDS), False))
        self.wait(lambda: self.window.page is not None and self.window.page.isVisible())

    def lock(self) -> None:
        self.window.lock()
        self.wait(lambda: not self.window.is_open and not self.window.connection.is_running)

    def rows(self, count: int) -> None:
        self.wait(lambda: self.page.list.items.rowCount() == count and self.page.list.items.row(count - 1) is not None)

    def chosen(self) -> list[bytes]:
        return [row.id for row in self.page.list.view.chosen_rows()]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def home(
    tmp_path: Path, settings: Settings, worn: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Home]:
    monkeypatch.setenv("DEEDBOX_STATE", str(tmp_path / "state"))
    window = VaultWindow(settings, KnownVaults(lambda: tmp_path), command=cheap_command)
    window.resize(1280, 700)
    window.show()
    one = Home(window, tmp_path, qtbot)
    one.open()
    yield one
    window.end()
    one.wait(lambda: not window.connection.is_running)
    window.deleteLater()


def test_a_person_is_where_they_were(home: Home) -> None:
    operations = home.window.operations
    house = home.ask(operations.make_folder, m.ROOT, "House of Wilhelmina").item
    added: list[object] = []
    operations.add_files([make_files(home.folder / "many", 120, 10)], house, added.append)
    notes = [home.ask(operations.write_note, "# Words", name=f"Note {one}".encode()).item for one in range(3)]
    operations.set_tags(notes[2:], add=("Wilhelmina",))
    home.wait(lambda: added)

    # A folder in a folder, several rows chosen, scrolled down.
    many = next(one.id for one in home.ask(operations.folders).folders if one.parent == house)
    home.wait(lambda: many in home.page.tree.folders)
    home.page.go(Place("folder", many))
    home.rows(120)
    view = home.page.list.view
    view.choose([70, 73], 73)
    view.scrollTo(view.items.index(75, 0))
    before, scrolled = home.chosen(), view.verticalScrollBar().value()
    assert len(before) == 2
    assert scrolled > 500
    home.lock()
    kept = pickle.dumps(home.window._whereabouts)
    assert b"Wilhelmina" not in kept
    home.open()
    home.wait(lambda: home.page.list.place == Place("folder", many) and home.chosen() == before)
    assert home.page.list.view.verticalScrollBar().value() == scrolled
    assert home.page.list.view.currentIndex().row() == 73

    # A tag; and what stood there has moved meanwhile: the first of what was chosen is found where it is now.
    home.wait(lambda: "Wilhelmina" in home.page.labels.tags)
    home.page.go(Place("tag", tag="Wilhelmina"))
    home.rows(1)
    view = home.page.list.view
    view.choose_number(view.items.number_of(notes[2]))
    home.wait(lambda: home.chosen() == [notes[2]])
    home.lock()
    home.window._whereabouts = None if home.window._whereabouts is None else _shifted(home.window._whereabouts)
    assert b"Wilhelmina" not in pickle.dumps(home.window._whereabouts)
    home.open()
    home.wait(lambda: home.chosen() == [notes[2]])
    assert home.page.list.place == Place("tag", tag="Wilhelmina")

    # A note that was never saved by itself, the cursor in it.
    page = home.page
    page.new_note()
    QTest.keyClicks(page.editor.editor, "abcdefgh")
    cursor = page.editor.editor.textCursor()
    cursor.setPosition(5)
    page.editor.editor.setTextCursor(cursor)
    home.lock()
    home.open()
    home.wait(lambda: home.page.writing.is_open and home.page.editor.editor.text() == "abcdefgh")
    assert home.page.editor.editor.textCursor().position() == 5

    # Whoever goes elsewhere before the folders are known stays there: a page that is no list.
    home.page.go(Place("folder", many))
    home.lock()
    home.open()
    home.page.go(CONTACTS)
    home.wait(lambda: many in home.page.tree.folders)
    home.wait(lambda: home.page.pages.is_shown)
    assert home.page.sidebar.place() == CONTACTS

    # That is come back to, too; and another vault begins at its beginning.
    home.lock()
    home.open()
    home.wait(lambda: home.page.pages.is_shown and home.page.sidebar.place() == CONTACTS)
    home.lock()
    home.open("Other Papers")
    assert home.window._whereabouts is None
    home.lock()
    home.open()
    home.wait(lambda: home.page.list.place == ALL)
    assert not home.page.pages.is_shown


def _shifted(to: Any) -> Any:
    from dataclasses import replace

    return replace(to, chosen=tuple((number + 1, item) for number, item in to.chosen))


def test_a121_what_was_stopped_goes_on_and_what_went_is_told(home: Home) -> None:
    many = make_files(home.folder / "many", 1_200, 20_000)
    work = home.window.operations.add_files([many], m.ROOT)
    home.wait(lambda: work.counts.total_items and work.counts.items > 20)
    home.window.clipboard.put("a word")
    home.window.copies.add_dragged([_row()], lambda: None)
    home.lock()
    said = home.notice
    assert said.startswith("Locked by you. 1 plain file in memory removed. The clipboard was cleared. Adding files: ")
    assert said.endswith(" items. What was finished is kept.")
    assert "many" not in said
    home.open()
    home.wait(lambda: home.page.bar.jobs)
    line = home.page.bar.line
    assert line.what.text.text().startswith("Adding files: stopped at about ")
    assert line.act.text() == "Go on adding"
    QTest.mouseClick(line.act, Qt.MouseButton.LeftButton)
    home.wait(
        lambda: (
            home.page.bar.jobs and home.page.bar.jobs[0].state != "running" and "Added" in home.page.bar.jobs[0].what
        )
    )
    assert "Already there: " in home.page.bar.jobs[0].what
    page = home.ask(home.window.operations.list_items, view="all")
    assert page.total == 1_200


def _row() -> m.Row:
    import dataclasses

    blank: dict[str, Any] = {one.name: None for one in dataclasses.fields(m.Row)}
    return m.Row(**{**blank, "id": bytes(16), "shown": "secret.pdf", "name": b"secret.pdf", "size": 1, "kind": "file"})


def test_the_layout_is_kept_over_restarts(home: Home, settings: Settings) -> None:
    page = home.page
    handle = page.panes.outer.handle(1)
    assert isinstance(handle, LineHandle)
    handle.grab_to(handle.pos() + handle.rect().center() + type(handle.pos())(60, 0))
    wide = page.sidebar.width()
    home.wait(lambda: settings.panes is not None and settings.panes[0] == wide)
    page.go(TOP)
    QTest.mouseClick(page.list.columns.buttons["size"], Qt.MouseButton.LeftButton)
    assert settings.sorts["folder"][0] == "size"
    settings.sorts = {**settings.sorts, "nonsense": ("size", True), "notes": ("colour", True)}
    home.lock()
    home.open()
    home.wait(lambda: home.page.sidebar.width() == wide)
    home.page.go(TOP)
    orders = [str(home.page.list.items.order)]
    home.page.go(Place("notes"))
    assert [*orders, str(home.page.list.items.order)] == ["size", "modified"]
