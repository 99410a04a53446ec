"""The dialogs of an open vault, on a real vault process."""

from __future__ import annotations

import inspect
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, WORDS, Answers, Opened
from vault.backup import repair
from vault.child import messages as m
from vault.engine import check, errors, intake, leftovers
from vault.engine.errors import WrongCredential
from vault.qt.dialogs import export as exporting
from vault.qt.dialogs.change_password import ChangePasswordDialog
from vault.qt.dialogs.checking import CheckDialog
from vault.qt.dialogs.export import ExportDialog, default_name, look_at
from vault.qt.dialogs.failure import FailureDialog
from vault.qt.dialogs.findings import lines_of, meanings, repair_words
from vault.qt.dialogs.left_out import words_for_reason
from vault.qt.dialogs.rekeying import RekeyDialog
from vault.qt.dialogs.reports import AddedDialog, NotWrittenDialog
from vault.qt.dialogs.rotation import RotateDialog
from vault.qt.parts.dialogs import DialogBody
from vault.qt.wording import words_for

LONG = "amber kiosk falcon tulip harbour mint"
KIT = m.KeySlot(b"k" * 16, "Recovery kit", "kit", 1_700_000_000_000, None, None, False, "4F2A 99C1", 0, 0)


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    one = Opened(qtbot, tmp_path)
    yield one
    one.close()


@pytest.fixture
def window(shown: Shown) -> QWidget:
    return shown(QWidget(), 900, 700)


def words_in(widget: QWidget) -> str:
    """Every sentence that can be seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def fill(dialog: ChangePasswordDialog, current: str, new: str, again: str = "") -> None:
    dialog.factor.password.input.setText(current)
    dialog.new.first.input.setText(new)
    dialog.new.again.input.setText(again or new)


def ready(qtbot: QtBot, dialog: RekeyDialog) -> None:
    """The dialog is open and knows the ways in."""
    dialog.open()
    qtbot.waitUntil(dialog.act.isEnabled, timeout=PATIENCE_MS)


# Change password


def test_changing_the_password(opened: Opened, window: QWidget, qtbot: QtBot) -> None:
    facts = opened.create()
    dialog = ChangePasswordDialog(opened.operations, facts, window)
    ready(qtbot, dialog)
    assert "Old backups and old copies of the vault still open with the old password." in words_in(dialog)
    fill(dialog, WORDS, LONG)
    qtbot.waitUntil(lambda: not dialog.new.needs_word, timeout=PATIENCE_MS)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.is_working
    assert dialog.factor.password.text() == dialog.new.text() == ""
    assert not dialog.cancel.isEnabled()
    dialog.reject()
    assert dialog.isVisible(), "it cannot be stopped once it has begun"
    qtbot.waitUntil(lambda: dialog.cancel.text() == "Close", timeout=PATIENCE_MS)
    assert "The password was changed." in words_in(dialog)
    assert not dialog.act.isVisible()
    dialog.cancel.click()
    qtbot.waitUntil(lambda: not isValid(dialog))
    opened.connection.close()
    with pytest.raises(WrongCredential):
        opened.answer(opened.operations.unlock, opened.path, WORDS)
    assert opened.answer(opened.operations.unlock, opened.path, LONG).epoch == 2


def test_a_wrong_current_password_is_told_at_its_field(opened: Opened, window: QWidget, qtbot: QtBot) -> None:
    dialog = ChangePasswordDialog(opened.operations, opened.create(), window)
    ready(qtbot, dialog)
    fill(dialog, "wrong", LONG)
    qtbot.waitUntil(lambda: not dialog.new.needs_word, timeout=PATIENCE_MS)
    dialog.act.click()
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=PATIENCE_MS)
    assert dialog.factor.password.hint() == "That password does not open this vault."
    assert dialog.form.isVisible()
    assert dialog.factor.password.text() == ""
    dialog.reject()


def test_what_is_missing_is_said_and_nothing_is_asked(opened: Opened, window: QWidget, qtbot: QtBot) -> None:
    dialog = ChangePasswordDialog(opened.operations, opened.create(), window)
    ready(qtbot, dialog)
    dialog.act.click()
    assert "Type the password" in dialog.factor.password.hint()
    fill(dialog, WORDS, LONG, "another")
    dialog.act.click()
    assert dialog.new.again.hint() == "The two passwords differ."
    assert not dialog.is_working
    dialog.reject()


def test_a_weak_password_needs_a_second_word(opened: Opened, window: QWidget, qtbot: QtBot) -> None:
    dialog = ChangePasswordDialog(opened.operations, opened.create(), window)
    ready(qtbot, dialog)
    fill(dialog, WORDS, "hallo")
    qtbot.waitUntil(lambda: not dialog.new.meter.is_waiting, timeout=PATIENCE_MS)
    dialog.act.click()
    assert not dialog.is_working
    assert (dialog.act.text(), dialog.act.kind()) == ("Use it anyway", "secondary")
    dialog.new.first.input.setText("hallo2")
    assert dialog.act.text() == "Change password", "another password, another question"
    fill(dialog, WORDS, "hallo")
    qtbot.waitUntil(lambda: not dialog.new.meter.is_waiting, timeout=PATIENCE_MS)
    dialog.act.click()
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.cancel.text() == "Close", timeout=PATIENCE_MS)
    dialog.reject()


def test_other_ways_in_are_confirmed_one_by_one(opened: Opened, window: QWidget, qtbot: QtBot) -> None:
    dialog = RotateDialog(opened.operations, opened.create(), window)
    ready(qtbot, dialog)
    other = m.KeySlot(b"l" * 16, "device", "device", 1_700_000_000_000, None, None, False, "11AA", 0, 0)
    dialog._take_slots(m.Slots((KIT, other)))
    assert "4F2A 99C1" in words_in(dialog)
    assert dialog.absent.boxes[other.id].text() == "This device", "what the program named is told in words"
    assert not dialog.act.isEnabled()
    dialog.absent.boxes[KIT.id].setChecked(True)
    assert not dialog.act.isEnabled()
    dialog.absent.boxes[other.id].setChecked(True)
    assert dialog.act.isEnabled()
    assert dialog.confirmed() == [KIT.id, other.id]
    dialog.reject()


# New vault key


def test_a_new_vault_key(opened: Opened, window: QWidget, qtbot: QtBot) -> None:
    dialog = RotateDialog(opened.operations, opened.create(), window)
    ready(qtbot, dialog)
    assert "Old copies, backups and exports open as before" in words_in(dialog)
    dialog.factor.password.input.setText(WORDS)
    with qtbot.waitSignal(opened.operations.facts_changed, timeout=PATIENCE_MS) as facts:
        dialog.act.click()
    assert facts.args[0].epoch == 2
    qtbot.waitUntil(lambda: "a new key: number 2" in words_in(dialog))
    dialog.reject()


def test_everything_is_reencrypted_after_the_new_key(
    opened: Opened, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    facts = opened.create()
    (tmp_path / "paper.txt").write_bytes(b"words")
    added = Answers(qtbot)
    opened.operations.add_files([tmp_path / "paper.txt"], m.ROOT, added)
    added.wait()
    before = {path.name for path in Path(os.fsdecode(facts.path)).glob("packs/*/*")}
    dialog = RotateDialog(opened.operations, facts, window)
    ready(qtbot, dialog)
    dialog.factor.password.input.setText(WORDS)
    dialog.content.setChecked(True)
    dialog.act.click()
    qtbot.waitUntil(lambda: "being re-encrypted now" in words_in(dialog), timeout=PATIENCE_MS)
    shown = opened.works._works
    qtbot.waitUntil(lambda: any("new keys" in work.what for work in shown.values()), timeout=PATIENCE_MS)
    assert not before & {path.name for path in Path(os.fsdecode(facts.path)).glob("packs/*/*")}
    dialog.reject()


def test_locked_while_it_works_the_dialog_goes(opened: Opened, window: QWidget, qtbot: QtBot) -> None:
    dialog = RotateDialog(opened.operations, opened.create(), window)
    ready(qtbot, dialog)
    dialog.factor.password.input.setText(WORDS)
    dialog.act.click()
    opened.connection.kill()
    qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible(), timeout=PATIENCE_MS)


# Export


def start_export(qtbot: QtBot, dialog: ExportDialog, file: Path) -> None:
    dialog.open()
    dialog.file.setText(str(file))
    dialog.password.first.input.setText(LONG)
    dialog.password.again.input.setText(LONG)
    qtbot.waitUntil(lambda: not dialog.password.needs_word, timeout=PATIENCE_MS)
    dialog.act.click()


def test_an_export_says_what_it_is_worth(
    opened: Opened, window: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = opened.create()
    opened.write("a note")
    folders: list[Path] = []
    monkeypatch.setattr(exporting, "open_folder", folders.append)
    dialog = ExportDialog(opened.operations, facts, window)
    assert re.fullmatch(r"My Papers \d{4}-\d\d-\d\d\.deedbox-export", Path(dialog.file.text()).name)
    dialog._take_file(Path.home() / "Papers 2.0")
    assert dialog.file.text() == os.path.join("~", "Papers 2.0.deedbox-export")
    start_export(qtbot, dialog, tmp_path / "out.deedbox-export")
    qtbot.waitUntil(lambda: dialog.cancel.text() == "Close", timeout=PATIENCE_MS)
    said = words_in(dialog)
    assert "Exported and verified: 1 item," in said
    assert "nobody has restored it yet" in said
    assert dialog.password.text() == ""
    assert (tmp_path / "out.deedbox-export").exists()
    dialog.show_folder.click()
    assert folders == [tmp_path]
    dialog.reject()


def test_an_export_replaces_only_after_asking(opened: Opened, window: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    facts, file = opened.create(), tmp_path / "there"
    file.write_bytes(b"mine")
    dialog = ExportDialog(opened.operations, facts, window)
    start_export(qtbot, dialog, file)
    qtbot.waitUntil(lambda: dialog.act.text() == "Replace it", timeout=PATIENCE_MS)
    assert file.read_bytes() == b"mine"
    dialog.file.setText(str(tmp_path / "other"))
    assert dialog.act.text() == "Export", "another name, another question"
    dialog.file.setText(str(file))
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.act.text() == "Replace it", timeout=PATIENCE_MS)
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.cancel.text() == "Close", timeout=PATIENCE_MS)
    assert file.read_bytes() != b"mine"
    dialog.reject()


def test_places_an_export_cannot_have(opened: Opened, window: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    facts = opened.create()
    dialog = ExportDialog(opened.operations, facts, window)
    start_export(qtbot, dialog, opened.path / "inside.deedbox-export")
    qtbot.waitUntil(lambda: "inside the vault's own folder" in dialog.file_field.hint(), timeout=PATIENCE_MS)
    assert look_at(tmp_path, opened.path) == "folder"
    assert look_at(tmp_path / "no" / "such", opened.path) == "no folder"
    (tmp_path / "link").symlink_to(opened.path)
    assert look_at(tmp_path / "link" / "x", opened.path) == "inside"
    assert look_at(tmp_path / "free", opened.path) == ""
    dialog.reject()


def test_an_export_that_fails_or_is_stopped_says_so(opened: Opened, window: QWidget, qtbot: QtBot) -> None:
    dialog = ExportDialog(opened.operations, opened.create(), window)
    dialog.open()
    dialog._fail(errors.Storage("full", "", 28))
    assert "The disk is full." in words_in(dialog)
    dialog._fail(errors.Cancelled())
    assert "The export was stopped." in words_in(dialog)
    assert dialog.form.isVisible()
    dialog._fail(errors.Conflict())
    assert dialog.act.text() == "Replace it"
    dialog.reject()


def test_a_hidden_export_goes_on(opened: Opened, window: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    facts = opened.create()
    # Enough that it is still running when somebody looks.
    (tmp_path / "large").write_bytes(os.urandom(64 << 20))
    added = Answers(qtbot)
    opened.operations.add_files([tmp_path / "large"], m.ROOT, added)
    added.wait()
    dialog = ExportDialog(opened.operations, facts, window)
    start_export(qtbot, dialog, tmp_path / "out")
    qtbot.waitUntil(lambda: dialog.running.is_running, timeout=PATIENCE_MS)
    dialog.act.click()
    qtbot.waitUntil(lambda: not isValid(dialog))
    qtbot.waitUntil(lambda: [job.state for job in opened.works.jobs()] == ["done"] * 2, timeout=PATIENCE_MS)
    assert (tmp_path / "out").exists()


def test_the_default_name() -> None:
    assert default_name("House").startswith("House 20")


# Check


def test_a_whole_vault_is_said_to_be_so(opened: Opened, window: QWidget, qtbot: QtBot) -> None:
    opened.create()
    opened.write("a note", "12345")
    dialog = CheckDialog(opened.operations, window, lambda _: None)
    dialog.open()
    dialog.act.click()
    assert dialog.cancel.text() == "Stop"
    qtbot.waitUntil(lambda: dialog.checked is not None, timeout=PATIENCE_MS)
    assert "1 item, 5 B: everything is as it was written." in words_in(dialog)
    assert "it proves no restore" in words_in(dialog)
    assert not dialog.list.isVisible()
    dialog.copy.click()
    assert "everything is as it was written" in QGuiApplication.clipboard().text()
    dialog.reject()


def test_damage_is_named_and_shown(opened: Opened, window: QWidget, qtbot: QtBot, tmp_path: Path) -> None:
    opened.create()
    (tmp_path / "House deed.pdf").write_bytes(bytes(range(256)) * 40)
    added = opened.answer(
        lambda **named: opened.operations.add_files([tmp_path / "House deed.pdf"], m.ROOT, named["done"])
    )
    (pack,) = [path for path in (opened.path / "packs").rglob("*") if path.is_file()]
    content = bytearray(pack.read_bytes())
    content[len(content) // 2] ^= 1
    pack.write_bytes(content)
    shutil.copy(pack, opened.path / "stray")
    revealed: list[bytes] = []
    dialog = CheckDialog(opened.operations, window, revealed.append)
    dialog.open()
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.checked is not None, timeout=PATIENCE_MS)
    lines = dialog.list.model.lines
    assert [line.token for line in lines] == ["danger", "danger", "text-secondary"], "the harmless one comes last"
    assert not dialog.show_item.isEnabled(), "a container is no item"
    number = next(number for number, line in enumerate(lines) if line.item)
    dialog.list.view.setCurrentIndex(dialog.list.model.index(number, 0))
    assert "House deed.pdf" in lines[number].second
    assert "Repair fetches it from a backup" in dialog.explained.text()
    dialog.copy.click()
    assert "damaged item" in QGuiApplication.clipboard().text()
    assert "House deed" not in QGuiApplication.clipboard().text()
    dialog.names.setChecked(True)
    dialog.copy.click()
    assert "House deed.pdf" in QGuiApplication.clipboard().text()
    dialog.show_item.click()
    assert revealed == [added.changes.added[0]]
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_every_kind_of_finding_has_words() -> None:
    source = "".join(inspect.getsource(one) for one in (check, leftovers, repair))
    kinds = set(re.findall(r'(?m)^[A-Z]+ = "([^"]+)"', inspect.getsource(leftovers)))
    for pattern in (
        r'report\.find\("([^"]+)"',
        r'kind = "([^"]+)" if',
        r'else "((?:damaged|missing) [^"]+)"',
        r'Stranger\("([^"]+)"',
        r'Finding\("([^"]+)"',
    ):
        kinds |= set(re.findall(pattern, source))
    kinds |= {kind for kind, _ in repair._UNLOCKED.values()}
    assert len(kinds) >= 15
    assert kinds <= set(meanings())
    for kind in kinds:
        harmless = any(word in kind for word in check.HARMLESS)
        assert (meanings()[kind].severity == "leftover") is harmless, kind
    (line,) = lines_of([m.Finding("of a later program", "x", "do that", False, None, None)])
    assert line.token == "danger"


def test_every_way_of_repairing_has_words() -> None:
    source = inspect.getsource(repair)
    ways = set(re.findall(r'Finding\(.*"([a-z ]+)"\)', source))
    assert ways == {"fetched from a backup", "renamed", "moved to the top folder", "removed"}
    assert "contents were whole and moved" in source
    words = {repair_words(way) for way in (*ways, "1 of 3 contents were whole and moved", "catalog mended: x")}
    assert len(words) == 6
    assert "1 of 3" in repair_words("1 of 3 contents were whole and moved")


# Reports


def test_every_reason_of_leaving_out_has_words() -> None:
    source = Path(intake.__file__).read_text("utf-8")
    reasons = set(intake._REFUSED.values()) | {intake._TAKEN, intake._CHANGED, intake._ELSEWHERE}
    reasons |= set(re.findall(r'_skip\([^,]+, "([^"]+)"\)', source))
    assert len(reasons) >= 9
    for reason in reasons:
        assert "could not be taken" not in words_for_reason(reason), reason
    assert words_for_reason("cannot be read: stale file handle") == "It cannot be read: stale file handle."


def test_ten_thousand_left_out_are_listed_fast(qtbot: QtBot, window: QWidget) -> None:
    skipped = tuple(m.Skipped(b"/x", f"/x/{number}", "it is this vault") for number in range(10_000))
    dialog = AddedDialog(m.Added(5, 0, 9, skipped, 12_000, False, m.Changes()), window)
    dialog.open()
    assert "12000 files" in words_in(dialog).replace(",", "")
    assert "10000" in words_in(dialog).replace(",", ""), "how many are named"
    asked: list[int] = []
    data = dialog.list.model.data

    def note(index: QModelIndex, role: int = 0) -> object:
        asked.append(index.row())
        return data(index, role)

    dialog.list.model.data = note  # type: ignore[method-assign, assignment]
    dialog.list.view.scrollToBottom()
    dialog.grab()
    assert 9_999 in asked
    assert len(set(asked)) < 100, "only what is seen is asked for"
    dialog.copy.click()
    assert QGuiApplication.clipboard().text().count("\n") == 9_999
    dialog.reject()


def test_what_was_taken_can_be_replaced(qtbot: QtBot, window: QWidget) -> None:
    calls: list[int] = []
    failed = (m.NotWritten((b"a",), "a", m.Failure("Conflict")), m.NotWritten((b"b",), "b", m.Failure("Damaged")))
    dialog = NotWrittenDialog(m.WrittenOut(1, 2, failed, 2), window, lambda: calls.append(1))
    dialog.open()
    assert [line.second.split(".")[0] for line in dialog.list.model.lines] == [
        "Something of that name is there already",
        "Something in the vault is not what was written",
    ]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert calls == [], "Enter does the safe thing"
    again = NotWrittenDialog(m.WrittenOut(1, 2, failed, 2), window, lambda: calls.append(1))
    again.open()
    again.act.click()
    assert calls == [1]
    none = NotWrittenDialog(m.WrittenOut(1, 2, failed[1:], 1), window, lambda: None)
    assert none._act is None, "damage is nothing to replace"


def test_a_failure_has_three_sentences_and_details(qtbot: QtBot, window: QWidget) -> None:
    dialog = FailureDialog(words_for(errors.Storage("full", "/home/anna/secret", 28)), window)
    dialog.open()
    assert words_in(dialog).count("\n") == 2
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "Storage kind=full errno=28" in copied
    assert "anna" not in copied
    dialog.reject()


class Wrapping(QWidget):
    """Words that need one more line as soon as a scroll bar stands beside them."""

    def __init__(self) -> None:
        super().__init__()
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:  # noqa: N802  # Qt's name
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802  # Qt's name
        return 100 if width >= 400 else 120

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt's name
        return QSize(100, 100)


def test_no_scroll_bar_stays_for_the_lines_that_wrap_for_it(shown: Shown) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(Wrapping())
    body = DialogBody(inside)
    for height, scrolls in ((80, True), (100, False), (99, True)):
        shown(body, 400, height)
        assert body.verticalScrollBar().isVisible() is scrolls
