"""The page of the trail on a real vault process: a hundred thousand entries, looked through, verified, taken along."""

from __future__ import annotations

import csv
import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.engine.test_audit_trail import records_of, write_log
from tests.forging import altered_image, create, image_of, plant_image
from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, WORDS, Opened
from vault.child import messages as m
from vault.engine.errors import Damaged
from vault.engine.records import trail_mark
from vault.engine.vault import ROOT
from vault.qt.activity import exporting
from vault.qt.activity.asking import Wanted
from vault.qt.activity.exporting import TrailExportDialog, as_csv
from vault.qt.activity.model import ENTRY
from vault.qt.activity.page import ActivityPage
from vault.qt.parts.text import Text

MANY = 100_000
DAY = 86_400_000
APART = 600_000
"""Milliseconds between two planted entries."""
START = 1_600_000_000_000


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A vault with a note, and the trail of a long life: every fiftieth entry is about the note."""
    path = tmp_path_factory.mktemp("long life") / "My Papers.deedbox"
    with create(path) as vault:
        note = vault.write_note(ROOT, "Ärzteliste".encode(), "words").id
        vault.files.renew_generation()
    about = f"x'4c000000014200000010{trail_mark(note).hex()}'"
    rows = (
        f"WITH RECURSIVE n(i) AS (SELECT max(sequence) + 1 FROM audit UNION ALL SELECT i + 1 FROM n LIMIT {MANY}) "
        f"INSERT INTO audit SELECT i, randomblob(32), {START} + i * {APART}, "
        "CASE i % 7 WHEN 0 THEN 'contact added' ELSE 'tagged' END, "
        f"CASE WHEN i % 50 = 0 THEN {about} ELSE x'4c00000000' END FROM n"
    )
    records = records_of(path)
    plant_image(path, altered_image(image_of(path), lambda database: database.execute(rows)))
    write_log(path, records)
    return path, note


class Ledger:
    """The page, and ways to look at it."""

    def __init__(self, opened: Opened, note: bytes, shown: Shown) -> None:
        self.opened, self.note = opened, note
        self.asked: list[tuple[int, int]] = []
        ask = opened.operations.trail

        def counted(wanted: Wanted, offset: int, limit: int, done: Any, failed: Any) -> Any:
            self.asked.append((offset, limit))
            return ask(wanted, offset, limit, done, failed)

        opened.operations.trail = counted  # type: ignore[method-assign]
        self.page = ActivityPage(opened.operations)
        shown(self.page, 1056, 736)
        self.total = self.settled()

    def wait(self, condition: Callable[[], bool]) -> None:
        self.opened.qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def settled(self) -> int:
        """How many there are, once what is in sight is here."""
        model, view = self.page.model, self.page.list

        def there() -> bool:
            top = view.indexAt(QPoint(4, 4)).row()
            return model.is_known and not self.page._pause.isActive() and (top < 0 or model.entry(top) is not None)

        self.wait(there)
        return model.rowCount()

    def entry(self, row: int) -> m.TrailEntry:
        found = self.page.model.entry(row)
        assert found is not None
        return found

    def words(self, row: int) -> str:
        return str(self.page.model.index(row, 0).data())


@pytest.fixture
def ledger(qtbot: QtBot, planted: tuple[Path, bytes], shown: Shown) -> Iterator[Ledger]:
    path, note = planted
    opened = Opened(qtbot, path.parent)
    opened.answer(opened.operations.unlock, path, WORDS)
    yield Ledger(opened, note, shown)
    opened.close()


def test_a_long_trail_is_read_by_pages_looked_through_and_verified(ledger: Ledger) -> None:
    page, view = ledger.page, ledger.page.list
    assert ledger.total >= MANY
    assert page.count.text().endswith(" entries")
    assert len(ledger.asked) <= 2
    # A ledger: the day where it begins, and on the topmost row.
    per_day = DAY // APART
    begins = [row for row in range(10, 10 + 2 * per_day) if ledger.page.model.entry(row) and view.begins_day(row)]
    assert len(begins) == 1 or begins[1] - begins[0] == per_day
    assert view.is_topmost(0)
    # The other end comes when it is looked at, and not what was passed on the way.
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    ledger.wait(lambda: page.model.entry(ledger.total - 1) is not None)
    assert ledger.words(ledger.total - 1) == "Vault made."
    assert len(ledger.asked) <= 6
    assert not view.is_topmost(0)
    # Kinds, words, names, times
    page.kind.setCurrentIndex(page.kind.findData("sharing"))
    found = ledger.settled()
    assert 0 < found < ledger.total
    assert {ledger.words(row) for row in range(5)} == {"Contact added."}
    page.kind.setCurrentIndex(0)
    page.words.setText("arzteliste")
    ledger.wait(lambda: page.model.wanted.words == "arzteliste")
    found = ledger.settled()
    assert 0 < found <= ledger.total // 50 + 3
    assert {ledger.entry(row).name for row in range(5)} == {"Ärzteliste"}
    assert "found" in page.count.text()
    page.words.setText("VAULT MADE")
    ledger.wait(lambda: page.model.wanted.words == "VAULT MADE")
    assert (ledger.settled(), ledger.words(0)) == (1, "Vault made.")
    page.words.setText("no such thing")
    ledger.wait(lambda: page.model.wanted.words == "no such thing" and page.none.isVisible())
    assert not page.sheet.isVisible()
    assert page.everything.isVisible()
    page.everything.click()
    assert ledger.settled() == ledger.total
    page.time.choose("today")
    ledger.settled()
    assert ledger.page.model.rowCount() < 20, "only what this test did itself"
    page.time.choose("all")
    ledger.settled()
    # Verified, with what that is worth
    page.verify.click()
    assert not page.verify.isEnabled()
    ledger.wait(page.verdict.isVisible)
    assert "verified: none is missing or out of its place." in page.verdict.words.text.text()
    assert "cannot show" in page.verdict.rest.text()
    assert page.verify.isEnabled()
    page._tell_damaged(Damaged("audit entry 1234", "missing"))
    assert "1,234" in page.verdict.words.text.text().replace("1234", "1,234")
    assert page.verdict._token == "danger"


def test_an_entry_shows_its_facts_leads_to_its_item_and_stays_chosen(ledger: Ledger, qtbot: QtBot) -> None:
    page, model = ledger.page, ledger.page.model
    row = next(row for row in range(60) if (one := model.entry(row)) is not None and one.item == ledger.note)
    page.list.setCurrentIndex(model.index(row, 0))
    entry = ledger.entry(row)
    assert page.sheet.isVisible()
    assert page.sheet.entry == entry
    assert page.sheet.item.text() == "Ärzteliste"

    def facts() -> list[str]:
        return [text.accessibleName() for text in page.sheet.findChildren(Text) if text.isVisible()]

    ledger.wait(lambda: f"As written: {entry.entry.action}" in facts())
    assert any(trail_mark(ledger.note).hex() in words.replace(" ", "") for words in facts())
    spoken_row = str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken_row.startswith(ledger.words(row))
    assert "Ärzteliste" in spoken_row
    with qtbot.waitSignal(page.show_wanted) as wanted:
        page.sheet.show_item.click()
    assert wanted.args == [ledger.note]
    with qtbot.waitSignal(page.show_wanted):
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    # Something is done: it stands on top, and what was chosen stays so, under its name of now.
    before = model.rowCount()
    ledger.opened.answer(ledger.opened.operations.rename, ledger.note, "Ärzte")
    ledger.wait(lambda: model.rowCount() > before)
    assert ledger.words(0) == "Item moved or renamed."
    assert ledger.entry(0).name == "Ärzte"
    assert page.list.currentIndex().data(ENTRY).entry.sequence == entry.entry.sequence
    ledger.opened.answer(ledger.opened.operations.rename, ledger.note, "Ärzteliste")


def test_the_trail_is_taken_along_whole_and_for_its_owner_alone(
    qtbot: QtBot, shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[Path] = []
    monkeypatch.setattr(exporting, "open_folder", folders.append)
    monkeypatch.setattr(m, "MOST_ROWS", 3)  # so that it comes in pieces
    opened = Opened(qtbot, tmp_path)
    opened.create()
    for number in range(5):
        opened.write(f"Note {number}")
    parent = shown(QWidget(), 900, 700)
    dialog = TrailExportDialog(opened.operations, parent)
    dialog.open()
    assert "not encrypted" in " ".join(text.text() for text in dialog.findChildren(Text))
    dialog.form.choose("json")
    dialog.write(tmp_path / "trail")
    works = opened.works
    qtbot.waitUntil(lambda: not works.is_running, timeout=PATIENCE_MS)
    said = works.jobs()[0].what
    works.act(works.jobs()[0].key)
    assert folders == [tmp_path]
    file = tmp_path / "trail.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    found = json.loads(file.read_bytes())
    assert said == f"Exported {len(found)} entries. Whoever gets the file can read it."
    assert [one["sequence"] for one in found] == list(range(1, len(found) + 1))
    assert [one["action"] for one in found if one["action"] != "access"] == [
        *("vault created", "confirmed"),
        *(["note written"] * 5),
    ]
    # A place that cannot be written: a result that says so, and the vault is as it was.
    dialog = TrailExportDialog(opened.operations, parent)
    dialog.write(tmp_path / "nowhere" / "trail.csv")
    qtbot.waitUntil(lambda: not works.is_running, timeout=PATIENCE_MS)
    assert works.jobs()[0].state == "fault"
    assert works.jobs()[0].what.startswith("Exporting the activity: ")
    # Locked meanwhile: nothing is left behind, and nothing is said of it.
    work = opened.operations.export_trail(file, lambda _: None, folders.append)
    opened.connection.kill()
    qtbot.waitUntil(lambda: not opened.connection.is_running and work not in works.running(), timeout=PATIENCE_MS)
    opened.close()


def test_no_cell_of_a_table_is_computed() -> None:
    entries = [
        m.AuditEntry(1, 0, "=1+1", ("=cmd()", b"\xff", None, 7)),
        m.AuditEntry(2, 1_000, "folder made", ()),
    ]
    text = as_csv(entries, ("a", "b", "c", "d", "e")).decode("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert rows[1][1:] == ["1970-01-01T00:00:00Z", rows[1][2], "'=1+1", "'=cmd() ff  7"]
    assert rows[2] == ["2", "1970-01-01T00:00:01Z", "Folder made.", "folder made", ""]
