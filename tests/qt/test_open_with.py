"""Items open in other programs: the copy, the way back of changes, conflicts, the lock, and the register."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.child.links import cheap_command
from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, WORDS, Opened
from tests.qt.other_program import NEW
from vault.child import messages as m, runtime_folder
from vault.child.runtime_folder import mark_of
from vault.engine.errors import ReadOnly
from vault.qt.dialogs.failure import FailureDialog
from vault.qt.dialogs.opening import OpenWithDialog
from vault.qt.dialogs.plain_copies import PlainCopiesDialog
from vault.qt.dialogs.save_back import GiveUpDialog, SaveBackDialog
from vault.qt.known_vaults import KnownVaults
from vault.qt.moving import opener as opening, programs, watching
from vault.qt.moving.opened import OpenedCopy
from vault.qt.moving.opener import Opener
from vault.qt.moving.programs import Program
from vault.qt.moving.watching import Watch
from vault.qt.parts.dialogs import Dialog
from vault.qt.parts.toasts import ToastStack
from vault.qt.settings import Settings
from vault.qt.vault_page import VaultPage
from vault.qt.window import VaultWindow

OTHER = Path(__file__).with_name("other_program.py")
OLD = b"what was in the vault"


def program(way: str) -> Program:
    return Program("Editor", (sys.executable, str(OTHER), way, "%f"))


def started_by(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Instead of programs: what was opened."""
    started: list[Path] = []

    def start(path: Path, _: Program | None = None) -> bool:
        started.append(path)
        return True

    monkeypatch.setattr(programs, "start", start)
    return started


@pytest.fixture
def runtime(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What changes in it is taken soon."""
    monkeypatch.setattr(watching, "SETTLE_MS", 60)
    return runtime


class Bench:
    """A vault with one file, and what opens it elsewhere."""

    def __init__(self, qtbot: QtBot, folder: Path, runtime: Path, shown: Shown) -> None:
        self.qtbot, self.folder, self.runtime = qtbot, folder, runtime
        self.opened = Opened(qtbot, folder)
        self.facts = self.opened.create()
        (folder / "letter.odt").write_bytes(OLD)
        self.add(folder / "letter.odt")
        self.row = self.rows()[0]
        self.page = shown(QWidget(), 900, 600)
        self.told: list[str] = []
        self.revealed: list[bytes] = []
        self.start()

    def start(self) -> None:
        """The page of an open vault has its own opener."""
        stack = ToastStack(self.page)

        def tell(icon: str, words: str, act: str = "", **_: Any) -> Any:
            self.told.append(words)
            return stack.show_toast(icon, words, act)

        self.opener = Opener(self.opened.operations, self.facts, tell, self.revealed.append, self.page)
        self.copies = self.opener.copies

    def add(self, *paths: Path) -> None:
        self.opened.answer(lambda **named: self.opened.operations.add_files(paths, m.ROOT, named["done"]))

    def rows(self) -> list[m.Row]:
        page = self.opened.answer(self.opened.operations.list_items, view="all")
        return sorted(page.rows, key=lambda row: row.shown)

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def open(self, way: str = "nothing") -> OpenedCopy:
        """Opens the file in the other program, without the question."""
        count = len(self.copies.opened)
        self.opener._lend(self.row, program(way), asked_about_running=True)
        self.wait(lambda: len(self.copies.opened) > count)
        return self.copies.opened[-1]

    def versions(self, item: bytes | None = None) -> int:
        return len(self.opened.answer(self.opened.operations.details, item or self.row.id).versions)

    def content(self, item: bytes | None = None) -> bytes:
        found = bytearray()
        self.opened.answer(self.opened.operations.content, item or self.row.id, found.extend)
        return bytes(found)

    def dialog(self, kind: type[Dialog]) -> Any:
        def there() -> list[Dialog]:
            return [one for one in self.page.findChildren(kind) if one.isVisible()]

        self.wait(there)
        return there()[0]

    def plain(self) -> list[Path]:
        """Every plain file in memory, locks of the place itself aside."""
        return [path for path in self.runtime.rglob("*") if path.is_file() and path.suffix != runtime_folder.LOCK]

    def lock(self) -> None:
        self.opened.connection.lock()
        self.wait(lambda: not self.opened.connection.is_running)

    def unlock(self, **named: Any) -> None:
        self.facts = self.opened.answer(self.opened.operations.unlock, self.opened.path, WORDS, **named)
        self.opener.deleteLater()
        self.start()


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path, runtime: Path, shown: Shown) -> Iterator[Bench]:
    one = Bench(qtbot, tmp_path, runtime, shown)
    yield one
    one.copies.wipe()
    one.opened.close()


# Out and back


@pytest.mark.parametrize("way", ["in place", "by rename", "in pieces", "anew", "with a backup"])
def test_a_change_is_saved_back_as_one_version(bench: Bench, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "in pieces":
        monkeypatch.setattr(watching, "SETTLE_MS", 300)
    copy = bench.open(way)
    bench.wait(lambda: copy.state == "saved")
    assert bench.content() == NEW
    assert bench.versions() == 2, "half a file is no version"
    assert [words for words in bench.told if words.startswith("Saved back: letter.odt, version of ")]
    assert not copy.is_pending
    copy._watch.look()
    assert copy.state == "saved"
    assert bench.versions() == 2, "nothing more was written"


def test_a122_the_copy_is_private_and_in_memory(bench: Bench) -> None:
    path = bench.open().path
    assert runtime_folder.is_inside(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_watch_is_sure_at_the_second_look_and_follows_the_name(runtime: Path, qtbot: QtBot) -> None:
    path = runtime / "file"
    path.write_bytes(OLD)
    watch = Watch(path)
    watch._watcher.blockSignals(True)
    marks: list[Any] = []
    watch.rested.connect(marks.append)
    for content in (b"half of", b"half of what is being written"):
        path.write_bytes(content)
        watch.look()
        watch._soon.stop()
    assert not marks, "each look saw something else"
    watch.look()
    assert marks == [mark_of(path)]
    (runtime / "beside").write_bytes(NEW)
    (runtime / "beside").replace(path)
    watch.look()
    assert str(path) in watch._watcher.files(), "the file that has the name now"
    path.unlink()
    path.mkdir()
    watch.look()
    assert not watch.is_changed, "a folder is no copy"
    watch.stop()


def test_a_program_that_changes_nothing_makes_no_version(bench: Bench) -> None:
    copy = bench.open()
    before = os.stat(copy.path).st_mtime_ns
    programs.start(copy.path, program("touched"))
    bench.wait(lambda: os.stat(copy.path).st_mtime_ns != before)
    bench.wait(lambda: not copy.is_pending)
    assert (copy.state, bench.versions()) == ("open", 1)


def test_a_program_that_deletes_the_file_deletes_nothing_here(bench: Bench) -> None:
    copy = bench.open("removed")
    bench.wait(lambda: not copy.is_there)
    copy._watch.look()
    assert bench.copies.there() == [], "it is no plain copy any more"
    assert (bench.content(), bench.versions()) == (OLD, 1)
    copy.path.write_bytes(NEW)
    bench.wait(lambda: copy.state == "saved")
    assert bench.content() == NEW


def test_a_change_finds_an_item_that_was_moved_and_renamed(bench: Bench) -> None:
    copy = bench.open()
    folder = bench.opened.answer(bench.opened.operations.make_folder, m.ROOT, "House").item
    bench.opened.answer(bench.opened.operations.move, [bench.row.id], folder)
    bench.opened.answer(bench.opened.operations.rename, bench.row.id, "other.odt")
    copy.path.write_bytes(NEW)
    bench.wait(lambda: copy.state == "saved")
    (row,) = bench.rows()
    assert (row.id, row.name, row.parent, row.version) == (bench.row.id, b"other.odt", folder, 2)


def test_a_note_goes_out_as_text_and_comes_back_as_a_note(bench: Bench) -> None:
    item = bench.opened.write("Allergies", "penicillin")
    bench.row = next(row for row in bench.rows() if row.id == item)
    copy = bench.open("in place")
    assert copy.path.name == "Allergies.md"
    bench.wait(lambda: copy.state == "saved")
    assert bench.opened.answer(bench.opened.operations.note_text, item).text == NEW.decode()
    copy.path.write_bytes(b"\xff\xfe\x00 no text")
    bench.wait(lambda: copy.state == "unsaved")
    bench.dialog(FailureDialog).reject()
    bench.lock()
    assert bench.plain() == []
    bench.unlock()
    assert [row.name for row in bench.rows()] == [b"Allergies", b"Allergies.md", b"letter.odt"], "nothing is lost"


# Questions


def conflict(bench: Bench) -> tuple[OpenedCopy, SaveBackDialog]:
    """The vault has a version of its own when the other program saves."""
    copy = bench.open()
    (bench.folder / "letter.odt").write_bytes(b"a version of the vault")
    work = bench.opened.operations.add_files
    bench.opened.answer(lambda **named: work([bench.folder / "letter.odt"], m.ROOT, named["done"], replace=True))
    copy.path.write_bytes(NEW)
    dialog = bench.dialog(SaveBackDialog)
    assert (copy.state, bench.content()) == ("conflict", b"a version of the vault")
    return copy, dialog


def test_a_conflict_may_keep_both(bench: Bench) -> None:
    copy, dialog = conflict(bench)
    dialog.accept()
    bench.wait(lambda: copy.state == "saved")
    assert [row.name for row in bench.rows()] == [b"letter 2.odt", b"letter.odt"]
    assert bench.content(bench.rows()[0].id) == NEW
    copy.path.write_bytes(NEW + b"more")
    bench.wait(lambda: bench.versions(bench.rows()[0].id) == 2)
    assert bench.versions() == 2, "the copy is one of the new item now"


def test_a_conflict_may_put_it_on_top(bench: Bench) -> None:
    copy, dialog = conflict(bench)
    dialog.over.click()
    bench.wait(lambda: copy.state == "saved")
    assert (bench.content(), bench.versions()) == (NEW, 3)


def test_a_conflict_that_is_left_becomes_a_new_item_at_the_lock(bench: Bench) -> None:
    copy, dialog = conflict(bench)
    dialog.reject()
    assert bench.copies.unsaved() == [copy]
    bench.lock()
    assert bench.plain() == []
    bench.unlock()
    assert [row.name for row in bench.rows()] == [b"letter 2.odt", b"letter.odt"]
    assert (bench.content(), bench.versions()) == (b"a version of the vault", 2)


@pytest.mark.parametrize("gone", [False, True])
def test_an_item_in_the_trash_or_gone_is_kept_as_a_new_one(bench: Bench, gone: bool) -> None:
    copy = bench.open()
    bench.opened.answer(bench.opened.operations.trash, [bench.row.id])
    if gone:
        bench.opened.answer(lambda **named: bench.opened.operations.empty_trash(None, named["done"]))
    copy.path.write_bytes(NEW)
    dialog = bench.dialog(SaveBackDialog)
    assert dialog.over.isHidden() or dialog.over.parent() is None
    dialog.accept()
    bench.wait(lambda: copy.state == "saved")
    (row,) = bench.rows()
    assert (row.name, bench.content(row.id)) == (b"letter.odt", NEW)


# The lock


def test_a122_the_lock_saves_what_was_written_and_wipes_the_copy(bench: Bench) -> None:
    copy = bench.open()
    copy.path.write_bytes(NEW)
    (copy.path.parent / "page 2.odt").write_bytes(b"saved under another name")
    (copy.path.parent / ".letter.odt.swp").write_bytes(b"the editor's own")
    bench.lock()
    assert bench.plain() == []
    assert bench.copies.unsaved() == []
    bench.unlock()
    assert [row.name for row in bench.rows()] == [b"letter.odt", b"page 2.odt"]
    assert (bench.content(), bench.versions()) == (NEW, 2)


def test_what_is_saved_while_locked_waits_in_memory_for_the_unlock(bench: Bench) -> None:
    copy = bench.open()
    bench.lock()
    assert bench.plain() == []
    copy.path.write_bytes(NEW)
    bench.wait(lambda: bench.copies.unsaved() == [copy])
    bench.unlock()
    bench.wait(lambda: copy.state == "saved")
    assert (bench.content(), bench.versions()) == (NEW, 2)
    assert bench.copies.there() == [copy], "it is open as before"


def test_a_lost_vault_process_loses_no_change(bench: Bench) -> None:
    copy = bench.open()
    clean = bench.opened.write("clean")
    bench.row = next(row for row in bench.rows() if row.id == clean)
    other = bench.open()
    copy.path.write_bytes(NEW)
    bench.opened.connection.kill()
    bench.wait(lambda: not bench.opened.connection.is_running)
    bench.wait(lambda: bench.copies.unsaved() == [copy])
    assert bench.plain() == [copy.path], "what was not changed is wiped"
    assert other.state == "wiped"
    bench.unlock()
    bench.wait(lambda: copy.state == "saved")
    assert bench.content(copy.item) == NEW


def test_unsaved_changes_do_not_outlive_the_lock_where_a_person_wants_that(bench: Bench) -> None:
    copy = bench.open()
    bench.copies.keep_unsaved = False
    copy.path.write_bytes(NEW)
    bench.opened.connection.kill()
    bench.wait(lambda: not bench.opened.connection.is_running)
    assert bench.plain() == []


def test_a_vault_that_can_only_be_read_keeps_the_change_and_says_so(bench: Bench) -> None:
    bench.lock()
    bench.unlock(read_only=True)
    copy = bench.open("in place")
    dialog = bench.dialog(FailureDialog)
    assert "could not be saved back" in dialog.accessibleDescription()
    assert copy.state == "unsaved"
    assert copy.path.read_bytes() == NEW
    dialog.reject()
    bench.lock()
    assert bench.plain() == [copy.path]
    bench.unlock()
    bench.wait(lambda: copy.state == "saved")
    assert bench.content() == NEW


# Before it is opened


def test_a122_opening_asks_first_and_again_after_the_lock(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    started = started_by(monkeypatch)
    bench.opener.open_row(bench.row)
    dialog = bench.dialog(OpenWithDialog)
    assert bench.plain() == []
    dialog.again.setChecked(True)
    dialog.accept()
    bench.wait(lambda: len(started) == 1)
    bench.opener.open_row(bench.row)
    bench.wait(lambda: len(started) == 2)
    assert started[0] == started[1], "one copy of one item"
    bench.lock()
    bench.unlock()
    bench.opener.open_row(bench.row)
    assert bench.dialog(OpenWithDialog)


@pytest.mark.parametrize(("name", "content"), [("run me.sh", b"x"), ("page.HTML", b"x"), ("photo.jpg", b"#!/bin/sh\n")])
def test_what_may_do_things_is_asked_about(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    started = started_by(monkeypatch)
    bench.opener._agreed = True
    (bench.folder / name).write_bytes(content)
    bench.add(bench.folder / name)
    bench.opener.open_row(next(row for row in bench.rows() if row.shown == name))
    dialog = bench.dialog(OpenWithDialog)
    assert dialog.act.text() == "Open anyway"
    assert dialog.cancel.isDefault()
    dialog.reject()
    bench.wait(lambda: not bench.plain())
    assert not started


def test_no_program_no_place_and_too_much_are_said_in_words(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.opener._lend(bench.row, Program("None", ("/nowhere/at/all", "%f")), asked_about_running=True)
    dialog = bench.dialog(FailureDialog)
    assert "No program" in dialog.accessibleDescription()
    dialog.reject()
    assert bench.plain() == []
    monkeypatch.setattr(m, "MOST_LENT", 3)
    bench.opener._lend(bench.row, None, asked_about_running=True)
    assert "too large" in bench.dialog(FailureDialog).accessibleDescription()
    bench.dialog(FailureDialog).reject()
    monkeypatch.undo()
    runtime_folder._end()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(bench.folder))
    bench.opener._lend(bench.row, None, asked_about_running=True)
    assert "private place in memory" in bench.dialog(FailureDialog).accessibleDescription()


def test_names_of_copies_suit_every_program() -> None:
    def name(given: bytes, kind: Any = "file") -> str:
        row = m.Row(b"i" * 16, m.ROOT, kind, given, "", 0, 0, 0, None, (), 1, 1, 0, False)
        return opening.file_name(row)

    assert name(b"letter.odt") == "letter.odt"
    assert name(b"two\nlines\x1b.odt") == "two_lines_.odt"
    assert name(b"\xff.odt") == "\ufffd.odt"
    assert name("ä".encode() * 500 + b".odt").endswith("ä.odt")
    assert len(name("ä".encode() * 500 + b".odt").encode()) <= 200
    assert len(name(b"x." + b"y" * 900).encode()) <= 200
    assert name(b"Allergies", "note") == "Allergies.md"


def test_programs_are_those_that_say_they_open_the_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "applications" / "sub"
    folder.mkdir(parents=True)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "none"))

    def entry(name: str, **fields: str) -> None:
        lines = {
            "Type": "Application",
            "Name": name,
            "Exec": f"{sys.executable} %f",
            "MimeType": "text/plain;",
        } | fields
        text = "".join(f"{key}={value}\n" for key, value in lines.items())
        (folder / f"{name}.desktop").write_text(f"[Desktop Entry]\n{text}\n[Desktop Action x]\nName=Other\n")

    entry("Editor")
    entry("Pictures", MimeType="image/png")
    entry("Hidden", NoDisplay="true")
    entry("In a terminal", Terminal="true")
    entry("Gone", Exec="/nowhere %f")
    (folder / "broken.desktop").write_bytes(b"\xff[[[")
    assert [one.name for one in programs.programs_for("a.txt")] == ["Editor"]
    assert [one.name for one in programs.programs_for("a.py")] == ["Editor"], "Python is text, too"
    assert programs.programs_for("a.unheardof") == []
    path = Path("/run/a b.txt")
    fill = programs._filled
    assert fill(("x", "--to", "%f", "%i", "%%"), path) == ["x", "--to", "/run/a b.txt", "%"]
    assert fill(("x", "--uri=%u"), path) == ["x", "--uri=file:///run/a%20b.txt"]
    assert fill(("x",), path) == ["x", "/run/a b.txt"]
    assert list(programs._arguments(r'"/opt/my \"app\"" -x %U')) == ['/opt/my "app"', "-x", "%U"]


# The register


def test_the_register_removes_what_was_copied_out_and_not_what_was_changed_since(bench: Bench) -> None:
    out = bench.folder / "out"
    out.mkdir()
    paths = [out / "a", out / "b", out / "folder"]
    for path in paths[:2]:
        path.write_bytes(b"x")
    paths[2].mkdir()
    bench.copies.add_out([(os.fsencode(path), None) for path in [*paths, out / "never"]])
    bench.wait(lambda: len(bench.copies.out) == 3)
    bench.copies.add_out([(os.fsencode(paths[0]), 17)])
    paths[1].write_bytes(b"mine now")
    dialog = PlainCopiesDialog(bench.copies, bench.page)
    dialog.open()
    assert len(dialog.shown) == 3
    dialog.remove_all.click()
    bench.wait(lambda: not paths[0].exists())
    bench.wait(dialog.note.isVisible)
    assert paths[1].read_bytes() == b"mine now"
    assert paths[2].is_dir()
    assert len(dialog.shown) == 2
    bench.lock()
    assert bench.copies.out == [], "paths are forgotten with the lock"


def test_the_register_asks_before_a_change_is_lost(bench: Bench) -> None:
    bench.lock()
    bench.unlock(read_only=True)
    copy = bench.open("in place")
    bench.dialog(FailureDialog).reject()
    dialog = PlainCopiesDialog(bench.copies, bench.page)
    dialog.open()
    assert dialog.list.model.lines[0].badge == "Changed, and not saved back"
    assert dialog.traces.isVisible()
    dialog.remove.click()
    question = bench.dialog(GiveUpDialog)
    assert copy.is_there
    question.accept()
    assert bench.plain() == []
    assert not copy.path.parent.exists()
    assert dialog.shown == []
    assert not dialog.traces.isVisible(), "no program has anything any more"


def test_the_line_in_the_bar_tells_of_copies(bench: Bench) -> None:
    assert bench.opener.side.isHidden()
    copy = bench.open()
    assert not bench.opener.side.isHidden()
    assert "1" in bench.opener.note.text.text()
    bench.opener.show_act.click()
    assert bench.dialog(PlainCopiesDialog).shown == [copy]
    bench.copies.remove_opened(copy)
    assert bench.opener.side.isHidden()


def test_a_refusal_that_is_no_conflict_is_told_once(bench: Bench) -> None:
    copy = bench.open()
    failures: list[Exception] = []
    copy.failed.connect(failures.append)
    copy.path.write_bytes(NEW)
    mark = os.stat(copy.path)
    now = (mark.st_ino, mark.st_size, mark.st_mtime_ns, mark.st_ctime_ns)
    copy._refused(now, ReadOnly("for a test"))
    copy._take(now)
    assert len(failures) == 1
    assert copy.state == "unsaved"


# The window


class House:
    """The real window with the real page, unlocked as a person does it."""

    def __init__(self, qtbot: QtBot, folder: Path, shown: Shown) -> None:
        self.qtbot, self.path = qtbot, folder / "Papers.deedbox"
        first = Opened(qtbot, folder, "Papers")
        first.create()
        (folder / "letter.odt").write_bytes(OLD)
        first.answer(lambda **named: first.operations.add_files([folder / "letter.odt"], m.ROOT, named["done"]))
        first.close()
        self.settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        self.window = VaultWindow(self.settings, KnownVaults(lambda: folder), command=cheap_command)
        shown(self.window, 1280, 820)
        self.window.show_vault(self.path)
        self.wait(self.window.start.unlock.isVisible)

    def wait(self, condition: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def unlock(self) -> VaultPage:
        self.window.start.unlock.password.input.setText(WORDS)
        self.window.start.unlock.unlock()
        self.wait(lambda: self.window.page is not None)
        page = self.window.page
        assert isinstance(page, VaultPage)
        self.wait(lambda: page.list.view.items.rowCount() == 1 and page.list.view.items.row(0) is not None)
        return page

    def open(self, page: VaultPage) -> OpenedCopy:
        row = page.list.view.items.row(0)
        assert row is not None
        page.opener._lend(row, program("nothing"), asked_about_running=True)
        self.wait(self.window.copies.there)
        return self.window.copies.there()[0]

    @property
    def notice(self) -> str:
        return self.window.start.unlock.notice.text.text()


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path, runtime: Path, shown: Shown) -> Iterator[House]:
    one = House(qtbot, tmp_path, shown)
    yield one
    one.window.end()


def test_the_lock_says_what_is_still_readable_and_closing_asks(house: House) -> None:
    copy = house.open(house.unlock())
    house.window.lock()
    house.wait(lambda: house.window.page is None)
    assert "readable" not in house.notice
    assert not copy.is_there
    copy.path.write_bytes(NEW)
    house.wait(lambda: "readable in memory until you unlock" in house.notice)
    assert "letter" not in house.notice, "the screen is everybody's while it is locked"
    house.window.close()
    house.wait(lambda: [one for one in house.window.findChildren(GiveUpDialog) if one.isVisible()])
    assert house.window.isVisible()
    next(one for one in house.window.findChildren(GiveUpDialog) if one.isVisible()).reject()
    page = house.unlock()
    house.wait(lambda: copy.state == "saved")
    assert page.opener.copies is house.window.copies
    house.window.close()
    house.wait(lambda: not house.window.isVisible())
    assert not copy.path.parent.exists()


def test_closing_for_good_wipes_what_could_not_be_saved(house: House) -> None:
    copy = house.open(house.unlock())
    house.window.lock()
    house.wait(lambda: house.window.page is None)
    copy.path.write_bytes(NEW)
    house.wait(house.window.copies.unsaved)
    house.window.close()
    house.wait(lambda: [one for one in house.window.findChildren(GiveUpDialog) if one.isVisible()])
    next(one for one in house.window.findChildren(GiveUpDialog) if one.isVisible()).act.click()
    house.wait(lambda: not house.window.isVisible())
    assert not copy.path.parent.exists()


def test_keys_and_the_menu_open_what_has_no_preview(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    started = started_by(monkeypatch)
    page = house.unlock()
    page.list.view.choose([0], 0)
    house.wait(lambda: page.detail.row is not None and page.detail.sheet.acts["open-with"].isVisible())

    def asked() -> list[OpenWithDialog]:
        return [one for one in house.window.findChildren(OpenWithDialog) if one.isVisible()]

    asks: tuple[Callable[[], object], ...] = (
        lambda: QTest.keyClick(
            page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        ),
        page.detail.sheet.acts["open-with"].click,
    )
    for ask in asks:
        ask()
        house.wait(asked)
        asked()[0].reject()
        house.wait(lambda: not asked())
    house.wait(lambda: not page.detail.previewer.is_blank)
    row = page.list.view.items.row(0)
    assert row is not None
    page.open_row(row)
    assert not asked(), "text has a preview of its own"
    monkeypatch.setattr(page.detail.previewer, "is_blank", True)
    page.open_row(row)
    house.wait(asked)
    asked()[0].accept()
    house.wait(lambda: started)


def test_saving_in_another_program_counts_as_being_there(house: House) -> None:
    copy = house.open(house.unlock())
    house.window.idle._last -= 300
    copy.path.write_bytes(NEW)
    house.wait(lambda: copy.state == "saved")
    assert house.window.idle.seconds_left() > 590
