"""Files on their way in and out: drops, originals, copies on disk, and copies in memory that do not last."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, Opened
from vault.child import messages as m, runtime_folder
from vault.child.runtime_folder import note_name
from vault.qt.browse.places import INSIDE
from vault.qt.dialogs.failure import FailureDialog
from vault.qt.dialogs.reports import NotWrittenDialog
from vault.qt.moving import drag_out, intake, originals
from vault.qt.moving.drag_out import Copies, DragContent, DragOut
from vault.qt.moving.intake import FileIntake
from vault.qt.moving.on_disk import free_name
from vault.qt.moving.originals import Binned
from vault.qt.moving.out_dialogs import ClashDialog, CopyOutDialog
from vault.qt.moving.outlet import Outlet, Wanted


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    one = Opened(qtbot, tmp_path)
    one.create()
    yield one
    one.close()


@pytest.fixture
def window(shown: Shown) -> QWidget:
    return shown(QWidget(), 900, 600)


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What stands for the system's bin."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def move(path: bytes) -> bool:
        os.rename(path, os.path.join(os.fsencode(folder), os.path.basename(path)))
        return True

    monkeypatch.setattr(originals, "_to_bin", move)
    return folder


def rows(opened: Opened, view: m.View = "all") -> list[m.Row]:
    return sorted(opened.answer(opened.operations.list_items, view=view).rows, key=lambda row: row.shown)


def add(opened: Opened, paths: Sequence[Path]) -> m.Added:
    added = opened.answer(lambda **named: opened.operations.add_files(paths, m.ROOT, named["done"]))
    assert isinstance(added, m.Added)
    return added


def line(opened: Opened) -> str:
    """The newest line of the bar."""
    jobs = opened.works.jobs()
    return jobs[0].what if jobs else ""


def press(opened: Opened) -> None:
    """The act of the newest line."""
    opened.works.act(opened.works.jobs()[0].key)


# In


class Dropping:
    """Another program that drags something over the page."""

    def __init__(self, page: QWidget, mime: QMimeData) -> None:
        self.page, self.mime = page, mime

    def enter(self) -> bool:
        event = QDragEnterEvent(
            QPoint(40, 40), Qt.DropAction.CopyAction, self.mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
        )
        event.ignore()
        QApplication.sendEvent(self.page, event)
        return event.isAccepted()

    def move(self, place: QPoint) -> None:
        event = QDragMoveEvent(
            place, Qt.DropAction.CopyAction, self.mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
        )
        QApplication.sendEvent(self.page, event)

    def leave(self) -> None:
        QApplication.sendEvent(self.page, QDragLeaveEvent())

    def drop(self) -> None:
        event = QDropEvent(
            QPointF(40, 40),
            Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
            self.mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier(0),
        )
        QApplication.sendEvent(self.page, event)
        assert event.dropAction() == Qt.DropAction.CopyAction, "the other program moves nothing"


def dragged(*paths: Path | str) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl(one) if isinstance(one, str) else QUrl.fromLocalFile(str(one)) for one in paths])
    return mime


@pytest.fixture
def taking(opened: Opened, window: QWidget) -> FileIntake:
    return FileIntake(opened.operations, window, lambda: (m.ROOT, "House"), window)


def make(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.name)
    return paths


def test_a_drop_says_what_will_happen_and_adds(
    opened: Opened, taking: FileIntake, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = make(tmp_path / "in", "a", "b/c")
    dropping = Dropping(window, dragged(paths[0], tmp_path / "in" / "b"))
    assert dropping.enter()
    assert taking.edge.isVisible()
    assert taking.edge.words.text.text() == "Add 2 items to House. Originals are kept."
    dropping.leave()
    assert not taking.edge.isVisible()
    dropping.enter()
    dropping.drop()
    assert not taking.edge.isVisible()
    qtbot.waitUntil(lambda: "Originals are kept." in line(opened), timeout=PATIENCE_MS)
    assert [row.shown for row in rows(opened)] == ["a", "c"]
    assert all(path.exists() for path in paths)


def test_drags_of_our_own_and_of_words_are_left_alone(taking: FileIntake, window: QWidget) -> None:
    mime = dragged("file:///tmp/x")
    mime.setData(INSIDE, QByteArray(bytes(16)))
    assert not Dropping(window, mime).enter()
    words = QMimeData()
    words.setText("words")
    assert not Dropping(window, words).enter()
    assert not taking.edge.isVisible()


def test_addresses_of_the_network_are_refused_in_words(
    opened: Opened, taking: FileIntake, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    (path,) = make(tmp_path, "a")
    dropping = Dropping(window, dragged("https://x.org/a.pdf", path))
    dropping.enter()
    dropping.drop()
    (dialog,) = window.findChildren(FailureDialog)
    assert "not on this computer" in dialog.accessibleDescription()
    qtbot.waitUntil(lambda: line(opened).startswith("Added 1"), timeout=PATIENCE_MS)


def test_a_vault_that_can_only_be_read_says_so(taking: FileIntake, window: QWidget, tmp_path: Path) -> None:
    taking.read_only = True
    dropping = Dropping(window, dragged(*make(tmp_path, "a")))
    dropping.enter()
    assert "can only be read" in taking.edge.words.text.text()
    dropping.drop()
    (dialog,) = window.findChildren(FailureDialog)
    assert "can be read but not changed" in dialog.accessibleDescription()


def test_the_bin_is_chosen_by_staying_and_kept_for_the_session(
    opened: Opened,
    taking: FileIntake,
    window: QWidget,
    qtbot: QtBot,
    tmp_path: Path,
    bin_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = make(tmp_path / "in", "a", "b")
    dropping = Dropping(window, dragged(first))
    dropping.enter()
    QApplication.processEvents()
    part = taking.choice.segments["bin"]
    place = part.mapTo(window, part.rect().center())
    dropping.move(place)
    dropping.move(place)
    assert taking.choice.value() == "keep", "passing over it chooses nothing"
    monkeypatch.setattr(intake, "HOVER_MS", 0)
    dropping.move(place)
    assert taking.choice.value() == "bin"
    assert "go to the bin" in taking.edge.words.text.text()
    dropping.drop()
    qtbot.waitUntil(lambda: line(opened) == "1 original moved to the bin.", timeout=PATIENCE_MS)
    assert not first.exists()
    assert (bin_folder / "a").exists()
    again = Dropping(window, dragged(second))
    again.enter()
    assert taking.choice.value() == "bin"
    again.leave()


def test_originals_can_go_afterwards(
    opened: Opened, taking: FileIntake, qtbot: QtBot, tmp_path: Path, bin_folder: Path
) -> None:
    paths = make(tmp_path / "in", "a", "b/c", "b/d/e")
    taking.take([paths[0], tmp_path / "in" / "b"])
    qtbot.waitUntil(lambda: "Originals are kept." in line(opened), timeout=PATIENCE_MS)
    assert opened.works.jobs()[0].act == "Move originals to the bin"
    press(opened)
    qtbot.waitUntil(lambda: line(opened) == "2 originals moved to the bin.", timeout=PATIENCE_MS)
    assert sorted(path.name for path in bin_folder.iterdir()) == ["a", "b"]


def test_what_was_left_out_or_changed_stays(
    opened: Opened, taking: FileIntake, qtbot: QtBot, tmp_path: Path, bin_folder: Path
) -> None:
    folder = tmp_path / "in"
    whole, changed, _ = make(folder, "whole", "sub/changed", "sub/good")
    (folder / "link").symlink_to(whole)
    taking.take([folder], to_bin=False)
    qtbot.waitUntil(lambda: "left out" in line(opened), timeout=PATIENCE_MS)
    assert opened.works.jobs()[0].act == "Show", "with something left out the report comes first"
    seen = originals.look([folder])
    changed.write_text("other")
    binned = originals.move_to_bin(seen, [bytes(folder / "link")])
    assert binned == Binned(2, 1)
    assert sorted(path.name for path in bin_folder.iterdir()) == ["good", "whole"]
    assert changed.exists()
    assert (folder / "link").is_symlink()


def test_a_folder_goes_only_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    make(folder, "a", "sub/b")
    seen = originals.look([folder])
    assert originals.movable(seen, []) == [bytes(folder)]
    make(folder, "sub/new")
    assert set(originals.movable(seen, [])) == {bytes(folder / "a"), bytes(folder / "sub" / "b")}
    assert originals.movable(seen, [bytes(folder)]) == [], "below what was left out nothing goes"
    assert originals.movable(originals.look([folder], most=2), []) == [], "too much to remember"
    gone = originals.look([folder / "a", tmp_path / "not there"])
    assert originals.movable(gone, []) == [bytes(folder / "a")]


def test_a_copy_in_memory_never_goes_to_the_bin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    paths = make(tmp_path / "deedbox" / "id", "secret")
    moved: list[bytes] = []

    def move(path: bytes) -> bool:
        moved.append(path)
        return True

    assert originals.move_to_bin(originals.look(paths), [], move) == Binned(0, 1)
    assert moved == []


# Copying out


@pytest.fixture
def outlet(opened: Opened, window: QWidget) -> Outlet:
    return Outlet(opened.operations, window)


def one_dialog(qtbot: QtBot, window: QWidget, kind: type[QWidget]) -> Any:
    def there() -> list[Any]:
        return [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]

    qtbot.waitUntil(lambda: bool(there()), timeout=PATIENCE_MS)
    return there()[0]


def test_copy_out_asks_for_a_folder_and_warns(
    opened: Opened, outlet: Outlet, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    add(opened, make(tmp_path / "in", "a.pdf", "b.pdf"))
    outlet.save_out(rows(opened))
    dialog = one_dialog(qtbot, window, CopyOutDialog)
    assert isinstance(dialog, CopyOutDialog)
    dialog.folder.setText("relative")
    dialog.act.click()
    assert dialog.field.hint().startswith("Name a folder")
    dialog.folder.setText(str(tmp_path / "out"))
    dialog.act.click()
    qtbot.waitUntil(lambda: line(opened).startswith("Copied out 2"), timeout=PATIENCE_MS)
    assert (tmp_path / "out" / "a.pdf").read_text() == "a.pdf"
    assert opened.works.jobs()[0].act == "Show folder"
    outlet.save_out(rows(opened))
    assert one_dialog(qtbot, window, CopyOutDialog).folder.text() == str(tmp_path / "out")


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("both", {"a.pdf": "mine", "a 2.pdf": "a.pdf", "b.pdf": "b.pdf"}),
        ("replace", {"a.pdf": "a.pdf", "b.pdf": "b.pdf"}),
        ("cancel", {"a.pdf": "mine"}),
    ],
)
def test_names_that_are_taken_are_asked_about_once(
    opened: Opened, outlet: Outlet, window: QWidget, qtbot: QtBot, tmp_path: Path, answer: str, found: dict[str, str]
) -> None:
    add(opened, make(tmp_path / "in", "a.pdf", "b.pdf"))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.pdf").write_text("mine")
    opened.works.clear()
    outlet.save_to(rows(opened), tmp_path / "out")
    dialog = one_dialog(qtbot, window, ClashDialog)
    {"both": dialog.act, "replace": dialog.replace, "cancel": dialog.cancel}[answer].click()

    def content() -> dict[str, str]:
        return {path.name: path.read_text() if path.is_file() else "" for path in (tmp_path / "out").iterdir()}

    qtbot.waitUntil(lambda: set(content()) == set(found) and content() == found, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not opened.works.is_running, timeout=PATIENCE_MS)
    assert content() == found


def test_a_note_goes_out_as_a_text_file(
    opened: Opened, outlet: Outlet, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.write("Letter", "words")
    (tmp_path / "out").mkdir()
    outlet.save_to(rows(opened), tmp_path / "out")
    qtbot.waitUntil(lambda: line(opened).startswith("Copied out a note"), timeout=PATIENCE_MS)
    path = tmp_path / "out" / "Letter.md"
    assert path.read_text() == "words"
    assert path.stat().st_mode & 0o777 == 0o600
    outlet.save_to(rows(opened), tmp_path / "out")
    one_dialog(qtbot, window, ClashDialog).act.click()
    qtbot.waitUntil((tmp_path / "out" / "Letter 2.md").exists, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: len(list((tmp_path / "out").iterdir())) == 2, timeout=PATIENCE_MS)


def test_a_version_of_a_note_goes_out(opened: Opened, outlet: Outlet, qtbot: QtBot, tmp_path: Path) -> None:
    item = opened.write("Letter", "first")
    opened.answer(opened.operations.write_note, "second", item=item, based_on=1)
    outlet.save_to(rows(opened), tmp_path, 1)
    qtbot.waitUntil((tmp_path / "Letter.md").exists, timeout=PATIENCE_MS)
    assert (tmp_path / "Letter.md").read_text() == "first"


def test_items_of_one_name_all_get_out(opened: Opened, outlet: Outlet, qtbot: QtBot, tmp_path: Path) -> None:
    make(tmp_path / "x", "one/a.pdf", "two/a.pdf", "three/a.pdf")
    for name in ("one", "two", "three"):
        (tmp_path / "x" / name / "a.pdf").write_text(name)
    add(opened, [tmp_path / "x"])
    outlet.save_to(rows(opened), tmp_path / "out")
    names = {"a.pdf", "a 2.pdf", "a 3.pdf"}
    qtbot.waitUntil(
        lambda: (tmp_path / "out").is_dir() and {path.name for path in (tmp_path / "out").iterdir()} == names,
        timeout=PATIENCE_MS,
    )
    assert {(tmp_path / "out" / name).read_text() for name in names} == {"one", "two", "three"}


def test_a_folder_that_refuses_is_said(
    opened: Opened, outlet: Outlet, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.write("Letter")
    (tmp_path / "file").write_text("")
    outlet.save_to(rows(opened), tmp_path / "file")
    assert one_dialog(qtbot, window, FailureDialog)


def test_what_was_taken_meanwhile_can_be_replaced(
    opened: Opened, outlet: Outlet, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    add(opened, make(tmp_path / "in", "a"))
    (tmp_path / "out").mkdir()
    make(tmp_path / "out", "a")[0].write_text("mine")
    outlet._looked(intended(opened, tmp_path / "out"), [])
    qtbot.waitUntil(lambda: bool(opened.works.jobs()) and opened.works.jobs()[0].act == "Show", timeout=PATIENCE_MS)
    press(opened)
    dialog = one_dialog(qtbot, window, NotWrittenDialog)
    dialog.act.click()
    qtbot.waitUntil(lambda: (tmp_path / "out" / "a").read_text() == "a", timeout=PATIENCE_MS)


def intended(opened: Opened, folder: Path) -> Wanted:
    return Wanted(tuple(rows(opened)), folder, None)


def test_names(tmp_path: Path) -> None:
    make(tmp_path, "a.pdf", "a 2.pdf", "b", ".hidden")
    folder = bytes(tmp_path)
    assert free_name(folder, b"a.pdf") == b"a 3.pdf"
    assert free_name(folder, b"b") == b"b 2"
    assert free_name(folder, b".hidden") == b".hidden 2"
    assert free_name(folder, b"new") == b"new"
    assert (note_name(b"x"), note_name(b"x.MD"), note_name(b"x.v2")) == (b"x.md", b"x.MD", b"x.v2.md")


# Dragging out


def test_copies_are_made_when_somebody_asks(opened: Opened, qtbot: QtBot, tmp_path: Path, runtime: Path) -> None:
    opened.write("Letter", "words")
    add(opened, make(tmp_path / "in", "a b.pdf"))
    copies = Copies(opened.operations, rows(opened))
    content = DragContent(rows(opened), copies)
    assert content.hasFormat(INSIDE)
    assert not (runtime / "deedbox").exists(), "a drag within the window writes nothing"
    paths = [Path(url.toLocalFile()) for url in content.urls()]
    assert [path.name for path in paths] == ["Letter.md", "a b.pdf"]
    assert [path.read_text() for path in paths] == ["words", "a b.pdf"]
    assert all(path.is_relative_to(runtime / "deedbox") for path in paths)
    for folder in (runtime / "deedbox", paths[0].parent, paths[0].parent.parent):
        assert folder.stat().st_mode & 0o777 == 0o700
    copies.wipe()
    assert not any(path.exists() for path in paths)


def test_too_much_or_no_place_is_said_and_nothing_is_written(
    opened: Opened, qtbot: QtBot, tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "in", "x/a", "b")
    add(opened, [tmp_path / "in" / "x", tmp_path / "in" / "b"])
    monkeypatch.setattr(drag_out, "MOST", 0)
    (file,) = [row for row in rows(opened) if row.shown == "b"]
    large = Copies(opened.operations, [file])
    large.wait()
    assert large.fault is not None
    assert "too much" in large.fault.happened
    (folder,) = [row for row in rows(opened, "folder") if row.kind == "folder"]
    inside = Copies(opened.operations, [folder])
    inside.wait()
    assert inside.fault is not None, "how much is in a folder is known when it is written"
    assert inside.urls() == []
    monkeypatch.setattr(drag_out, "MOST", 1_000)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    runtime_folder._end()
    nowhere = Copies(opened.operations, [file])
    nowhere.wait()
    assert nowhere.fault is not None
    assert "cannot be dragged out" in nowhere.fault.happened


def test_copies_go_a_while_after_the_drop_and_at_lock(
    opened: Opened, window: QWidget, qtbot: QtBot, tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(opened, make(tmp_path / "in", "a"))
    dragging = DragOut(opened.operations, window)

    def dropped() -> Path:
        copies = Copies(opened.operations, rows(opened))
        copies.wait()
        dragging._dropped(copies, True, window)
        return Path(copies.urls()[0].toLocalFile())

    stays = dropped()
    assert stays.exists()
    monkeypatch.setattr(drag_out, "STAY_MS", 1)
    goes = dropped()
    qtbot.waitUntil(lambda: not goes.exists())
    assert stays.exists()
    given_up = Copies(opened.operations, rows(opened))
    given_up.wait()
    path = Path(given_up.urls()[0].toLocalFile())
    dragging._dropped(given_up, False, window)
    assert not path.exists(), "nobody took it"
    with qtbot.waitSignal(opened.connection.ended, timeout=PATIENCE_MS):
        opened.operations.lock()
    qtbot.waitUntil(lambda: not stays.exists())


# The runtime folder


LEAVER = """
import sys, time
sys.path[:0] = [sys.argv[1]]
from vault.child import runtime_folder
folder = runtime_folder.make_folder()
(folder / "sub").mkdir()
(folder / "sub" / "secret").write_text("secret")
print(folder, flush=True)
time.sleep(600)
"""


def leave_behind() -> tuple[subprocess.Popen[str], Path]:
    """An instance that has made a copy."""
    root = str(Path(__file__).parents[2])
    child = subprocess.Popen([sys.executable, "-c", LEAVER, root], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    return child, Path(child.stdout.readline().strip())


def test_what_a_killed_instance_left_is_swept_and_what_lives_is_not(runtime: Path) -> None:
    living, kept = leave_behind()
    killed, left = leave_behind()
    try:
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert (left / "sub" / "secret").exists()
        assert runtime_folder.sweep() == 1
        assert not left.parent.exists()
        assert (kept / "sub" / "secret").read_text() == "secret"
        assert runtime_folder.sweep() == 0
    finally:
        for child in (living, killed):
            child.kill()
            child.wait()
            assert child.stdout is not None
            child.stdout.close()
    assert runtime_folder.sweep() == 1
    assert list((runtime / "deedbox").iterdir()) == []


def test_a_folder_without_its_lock_is_swept(runtime: Path) -> None:
    make(runtime / "deedbox" / "lost", "secret")
    assert runtime_folder.sweep() == 1
    assert list((runtime / "deedbox").iterdir()) == []


def test_wiping_overwrites_and_follows_no_link(runtime: Path, tmp_path: Path) -> None:
    (outside,) = make(tmp_path, "mine")
    folder = runtime_folder.make_folder()
    (folder / "link").symlink_to(outside)
    (folder / "linked folder").symlink_to(tmp_path)
    (folder / "secret").write_bytes(b"secret" * 300_000)
    reading = os.open(folder / "secret", os.O_RDONLY)
    runtime_folder.wipe_all()
    assert os.pread(reading, 1 << 22, 0) == bytes(1_800_000), "a program that still has it open reads zeroes"
    os.close(reading)
    assert not folder.exists()
    assert outside.read_text() == "mine"
    assert runtime_folder.make_folder().exists(), "the instance goes on"


def spoil(folder: Path) -> dict[str, Callable[[], object]]:
    return {
        "open to others": lambda: folder.chmod(0o755),
        "something else": lambda: (folder / "deedbox").write_text("x"),
        "a link": lambda: (folder / "deedbox").symlink_to(folder),
    }


@pytest.mark.parametrize("fault", ["open to others", "something else", "a link"])
def test_places_that_are_refused(runtime: Path, fault: str) -> None:
    assert runtime_folder.find_place() == runtime / "deedbox"
    spoil(runtime)[fault]()
    with pytest.raises(runtime_folder.NoRuntimeFolder):
        runtime_folder.make_folder()
    assert runtime_folder.sweep() == 0


def test_a_disk_is_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.setattr(runtime_folder, "is_in_memory", lambda _: False)
    for place in (str(tmp_path), "", "relative", "/not/there"):
        monkeypatch.setenv("XDG_RUNTIME_DIR", place)
        with pytest.raises(runtime_folder.NoRuntimeFolder):
            runtime_folder.find_place()
    monkeypatch.undo()
    assert runtime_folder.is_in_memory("/dev/shm")
