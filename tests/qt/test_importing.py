"""Importing and leaving in the window: against a real vault process and the real, confined worker."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, Answers, Opened
from tests.sandbox.importing.collected import EXPORTS, SECRET
from tests.sandbox.importing.test_archives import OLD_CIPHER, SEVEN_ZIP, make_tar, make_zip, special
from vault.child import messages as m
from vault.engine.errors import VaultLocked
from vault.qt import bringing
from vault.qt.bringing import Look, Looked, Wanted
from vault.qt.dialogs.import_words import kind_name, reason, refusal
from vault.qt.dialogs.importing import ImportDialog, folder_name
from vault.qt.dialogs.leaving import LeaveDialog
from vault.sandbox.importing import readers
from vault.sandbox.importing.entries import LeftOut, Refusal, Why
from vault.sandbox.importing.preview import Preview


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    made = Opened(qtbot, tmp_path)
    made.facts = made.create()  # type: ignore[attr-defined]
    yield made
    made.close()


@pytest.fixture
def window(shown: Shown) -> QWidget:
    return shown(QWidget(), 900, 700)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    file = tmp_path / "Old papers.tar"
    link = special("link", tarfile.SYMTYPE, "/etc/passwd")
    file.write_bytes(make_tar(("a/one.txt", b"1" * 600_000), ("two.txt", b"2"), link))
    return file


def words_in(widget: QWidget) -> str:
    """Every sentence that can be seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def look_into(qtbot: QtBot, opened: Opened, window: QWidget, source: Path, secret: str = "") -> ImportDialog:
    """A dialog that has looked into a source."""
    dialog = ImportDialog(opened.operations, window)
    dialog.open()
    dialog.source.setText(str(source))
    dialog.password.input.setText(secret)
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog._look is None, timeout=PATIENCE_MS)
    return dialog


def rows(opened: Opened, **view: Any) -> list[m.Row]:
    page = opened.answer(opened.operations.list_items, view="all", **view)
    return list(page.rows)


# Looking inside


def test_a_preview_says_what_comes_in_and_what_does_not(
    qtbot: QtBot, opened: Opened, window: QWidget, archive: Path
) -> None:
    dialog = look_into(qtbot, opened, window, archive)
    assert "600 KB. Read as a Tar archive." in words_in(dialog)
    assert [line.first for line in dialog.list.model.lines] == ["link", "a/one.txt", "two.txt"]
    assert dialog.list.model.lines[0].second == "It is a link. Links are not followed."
    assert (dialog.top.text(), dialog.act.text()) == ("Old papers", "Import")
    assert rows(opened) == []
    dialog.again.click()
    assert dialog.form.isVisible()
    dialog.reject()


def test_importing_shows_the_work_and_then_what_came_of_it(
    qtbot: QtBot, opened: Opened, window: QWidget, archive: Path
) -> None:
    dialog = look_into(qtbot, opened, window, archive)
    dialog.top.setText("Brought")
    dialog.act.click()
    assert (dialog.act.text(), dialog.cancel.text()) == ("Go on below", "Stop")
    qtbot.waitUntil(lambda: dialog._is_over, timeout=PATIENCE_MS)
    assert sorted(row.name for row in rows(opened)) == [b"one.txt", b"two.txt"]
    tree = opened.answer(opened.operations.folders)
    assert sorted(folder.name for folder in tree.folders) == [b"Brought", b"a"]
    assert "The source is as it was" in dialog.verdict.accessibleName()
    assert [line.first for line in dialog.list.model.lines] == ["link"]
    [job] = opened.works.jobs()
    assert (job.state, job.icon, job.act) == ("done", "warning", "Show")
    assert any(change.added for change in opened.changes)
    opened.works.act(job.key)
    report = next(one for one in window.findChildren(QWidget) if type(one).__name__ == "ImportReport")
    assert "link" in [line.first for line in report.list.model.lines]  # type: ignore[attr-defined]
    dialog.reject()


def test_a_source_with_a_password_of_its_own(qtbot: QtBot, opened: Opened, window: QWidget, tmp_path: Path) -> None:
    (tmp_path / "old.zip").write_bytes(OLD_CIPHER)
    dialog = look_into(qtbot, opened, window, tmp_path / "old.zip")
    assert dialog.password.isVisible()
    assert "a password of its own" in dialog.password.hint()
    for secret, told in (("viola", "does not open it"), ("violin", "")):
        dialog.password.input.setText(secret)
        dialog.act.click()
        qtbot.waitUntil(lambda: dialog._look is None, timeout=PATIENCE_MS)
        assert told in dialog.password.hint()
    dialog.act.click()
    assert dialog.password.text() == "", "cleared as soon as it was asked"
    qtbot.waitUntil(lambda: dialog._is_over, timeout=PATIENCE_MS)
    assert [row.name for row in rows(opened)] == [b"a.txt"]
    dialog.reject()


def test_a_keyfile_is_asked_for_where_it_is_a_database_of_keepass(
    qtbot: QtBot, opened: Opened, window: QWidget, tmp_path: Path
) -> None:
    (tmp_path / "old.zip").write_bytes(OLD_CIPHER)
    dialog = look_into(qtbot, opened, window, tmp_path / "old.zip")
    assert dialog.keyfile.isHidden()
    dialog.source.setText(str(EXPORTS / "keyfile-any.kdbx"))

    def look() -> None:
        dialog.act.click()
        qtbot.waitUntil(lambda: dialog._look is None, timeout=PATIENCE_MS)

    look()
    assert dialog.keyfile.isVisible()
    assert dialog.password.isVisible()
    dialog.password.input.setText(SECRET)
    look()
    assert "or its keyfile, or both" in dialog.password.hint()
    dialog.keyfile.set_path(tmp_path / "missing")
    assert "or its keyfile" not in dialog.password.hint()
    look()
    assert "The keyfile cannot be used." in dialog.verdict.accessibleName()
    assert dialog.keyfile.isVisible()
    dialog.keyfile.set_path(EXPORTS / "keyfile-any.key")
    assert dialog.verdict.isHidden()
    look()
    assert "Read as KeePass." in words_in(dialog)
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog._is_over, timeout=PATIENCE_MS)
    assert [row.name for row in rows(opened)] == [b"Savings"]
    dialog.reject()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"just words", "nothing that can be imported"),
        (SEVEN_ZIP, "Unpack it with 7-Zip, then import the folder."),
        (bytes.fromhex("03d9a29a65fb4bb5") + bytes(200), "KeePassXC opens it and can write a newer one"),
        (b"PK\x03\x04" + bytes(50), "damaged"),
    ],
)
def test_what_cannot_be_read_is_said_and_the_form_stays(
    qtbot: QtBot, opened: Opened, window: QWidget, tmp_path: Path, content: bytes, words: str
) -> None:
    (tmp_path / "source").write_bytes(content)
    dialog = look_into(qtbot, opened, window, tmp_path / "source")
    assert words in dialog.verdict.accessibleName()
    assert dialog.form.isVisible()
    dialog.source.setText("/else")
    assert dialog.verdict.isHidden()
    dialog.reject()


def test_slips_are_told_at_their_fields(qtbot: QtBot, opened: Opened, window: QWidget, archive: Path) -> None:
    dialog = ImportDialog(opened.operations, window)
    dialog.open()
    dialog.act.click()
    assert "Choose a file or a folder" in dialog.source_field.hint()
    dialog.reject()
    dialog = look_into(qtbot, opened, window, archive.with_name("nothing"))
    assert "no such file" in dialog.source_field.hint()
    dialog.reject()
    dialog = look_into(qtbot, opened, window, archive)
    dialog.top.setText("a/b")
    dialog.act.click()
    assert "slash" in dialog.top_field.hint()
    assert not opened.works.is_running
    dialog.reject()


def test_an_empty_source_offers_nothing_to_import(
    qtbot: QtBot, opened: Opened, window: QWidget, tmp_path: Path
) -> None:
    (tmp_path / "empty.zip").write_bytes(make_zip())
    dialog = look_into(qtbot, opened, window, tmp_path / "empty.zip")
    assert not dialog.act.isVisible()
    dialog.reject()


# Stopping


def _huge(folder: Path) -> Path:
    """A tar of six gibibytes that takes none of the disk."""
    file = folder / "huge.tar"
    with file.open("wb") as made:
        info = tarfile.TarInfo("whole")
        info.size = 9 << 20
        made.write(info.tobuf() + bytes(9 << 20))
        info = tarfile.TarInfo("torn")
        info.size = 6 << 30
        made.write(info.tobuf())
        made.truncate((6 << 30) + (10 << 20))
    return file


def test_stopped_whole_items_stay_and_the_worker_ends(
    qtbot: QtBot, opened: Opened, window: QWidget, tmp_path: Path
) -> None:
    dialog = look_into(qtbot, opened, window, _huge(tmp_path))
    dialog.act.click()
    qtbot.waitUntil(lambda: any(change.added for change in opened.changes), timeout=PATIENCE_MS)
    dialog.cancel.click()
    qtbot.waitUntil(lambda: dialog._is_over, timeout=PATIENCE_MS)
    assert [row.name for row in rows(opened)] == [b"whole"]
    assert "Stopped." in dialog.verdict.accessibleName()
    dialog.reject()


def test_a070_a_lock_ends_an_import_at_once(qtbot: QtBot, opened: Opened, window: QWidget, tmp_path: Path) -> None:
    dialog = look_into(qtbot, opened, window, _huge(tmp_path))
    looked = dialog._looked
    assert looked is not None
    dialog.done(0)
    over = Answers(qtbot)
    feeders: list[Any] = []
    begin = bringing._Feeder.start

    def start(feeder: Any) -> None:
        feeders.append(feeder)
        begin(feeder)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bringing._Feeder, "start", start)
        wanted = Wanted(tmp_path / "huge.tar")
        opened.operations.bring_in(wanted, looked, m.ROOT, b"top", over, over)
    qtbot.waitUntil(lambda: any(change.added for change in opened.changes), timeout=PATIENCE_MS)
    opened.operations.lock()
    assert isinstance(over.wait(), VaultLocked | bringing.Imported)
    feeders[0].join(10)
    assert not feeders[0].is_alive()
    assert feeders[0]._reading is None


def test_a_look_that_nobody_waits_for_any_more_ends(
    qtbot: QtBot, opened: Opened, window: QWidget, archive: Path
) -> None:
    dialog = ImportDialog(opened.operations, window)
    dialog.open()
    dialog.source.setText(str(archive))
    dialog.act.click()
    assert dialog.cancel.text() == "Stop"
    dialog.reject()
    assert dialog.form.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog), timeout=PATIENCE_MS)
    stopped = Look(Wanted(archive))
    stopped.stop()
    found = stopped()
    assert isinstance(found, Looked)
    assert found.refused is Refusal.BROKE


def test_a_source_that_breaks_in_the_middle_is_told_with_what_came(
    qtbot: QtBot, opened: Opened, window: QWidget, tmp_path: Path
) -> None:
    whole = make_tar(("one", b"1" * 5_000), ("two", b"2" * 5_000))
    (tmp_path / "torn.tar").write_bytes(whole[:9_000])
    dialog = look_into(qtbot, opened, window, tmp_path / "torn.tar")
    assert "cannot be read to its end" in words_in(dialog)
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog._is_over, timeout=PATIENCE_MS)
    assert "damaged" in dialog.verdict.accessibleName()
    assert [row.name for row in rows(opened)] == [b"one"]
    dialog.reject()


# Words


def test_every_reason_and_kind_has_its_words() -> None:
    assert len({refusal(why).happened for why in Refusal}) == len(Refusal)
    assert len({reason(LeftOut((b"x",), why)) for why in Why}) == len(Why)
    for name in set(readers.NAMES) - {"7z", "cryptomator", "gocryptfs"}:
        assert kind_name(name) != name, f"{name} is no name for people"


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Old papers.tar.gz", "Old papers"),
        ("a.zip", "a"),
        ("folder", "folder"),
        (".hidden", ".hidden"),
        ("x.y.kdbx", "x.y"),
    ],
)
def test_the_folder_is_named_as_the_source(source: str, name: str) -> None:
    assert folder_name(Path("/there") / source) == name


def test_no_secret_is_shown() -> None:
    assert "violin" not in repr(Wanted(Path("/x"), "violin"))
    assert "violin" not in repr(Wanted(Path("/x"), "violin").secret())
    assert Preview().items == 0


# Leaving


def test_leaving_needs_the_name_and_a_place_of_its_own(
    qtbot: QtBot, opened: Opened, window: QWidget, tmp_path: Path
) -> None:
    opened.write("idea", "# idea")
    dialog = LeaveDialog(opened.operations, opened.facts, window)  # type: ignore[attr-defined]
    dialog.open()
    assert dialog.cancel.isDefault()
    dialog.act.click()
    assert opened.works.jobs() == []
    dialog.input.setText("My Papers")
    taken, inside = tmp_path / "taken", opened.path / "out"
    taken.mkdir()
    (taken / "x").write_bytes(b"x")
    for place, words in ((taken, "empty folder"), (inside, "inside"), (tmp_path / "no" / "way", "above it")):
        dialog.place.setText(str(place))
        dialog.act.click()
        qtbot.waitUntil(lambda words=words: words in dialog.place_field.hint(), timeout=PATIENCE_MS)  # type: ignore[misc]
    dialog.place.setText(str(tmp_path / "out"))
    dialog.act.click()
    qtbot.waitUntil(lambda: bool(opened.works.jobs()) and not opened.works.is_running, timeout=PATIENCE_MS)
    assert (tmp_path / "out" / "idea.md").read_text() == "# idea"
    [job] = opened.works.jobs()
    assert (job.state, job.act) == ("done", "Show folder")
    qtbot.waitUntil(lambda: not isValid(dialog), timeout=PATIENCE_MS)
