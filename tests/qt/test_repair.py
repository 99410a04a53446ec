"""From a check to a repair and a clean-up: what is offered, what is asked for, and what is said of the outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, Opened
from tests.qt.scripted import Scripted, finding
from vault.child import messages as m
from vault.engine.errors import Cancelled, Damaged, NotFound, Storage
from vault.qt.dialogs.checking import CheckDialog
from vault.qt.dialogs.cleaning import CleaningDialog
from vault.qt.dialogs.repair import RepairDialog

LEFT = finding("interrupted write", harmless=True)
BAD = finding("damaged item", "/House/Deed.pdf")
FETCHED = replace(BAD, repair="fetched from a backup")
HEADER = finding("header copy differs")
WHOLE = m.Checked(1204, 3_200_000_000, True, (), 0)


@pytest.fixture
def window(shown: Shown) -> QWidget:
    return shown(QWidget(), 900, 700)


@pytest.fixture
def scripted() -> Scripted:
    return Scripted()


def words_in(widget: QWidget) -> str:
    """Every sentence that can be seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def checked(
    scripted: Scripted, window: QWidget, qtbot: QtBot, *findings: m.Finding, read_only: bool = False
) -> CheckDialog:
    """A check that has found these."""
    ok = all(one.harmless for one in findings)
    scripted.connection.outcomes[m.CheckVault] = m.Checked(1204, 5, ok, findings, len(findings))
    dialog = CheckDialog(scripted.operations, window, lambda _: None, read_only=read_only)
    dialog.open()
    assert not dialog.repair.isVisible()
    assert not dialog.clean.isVisible(), "nothing is offered before it is known what is wrong"
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.checked is not None)
    return dialog


def opened(window: QWidget, kind: type[QDialog]) -> QDialog:
    """The dialog that took the other one's place."""
    (found,) = window.findChildren(kind)
    assert found.isVisible()
    return found


# --- what a check offers --------------------------------------------------------------------------


def test_findings_that_need_you_offer_a_repair(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    dialog = checked(scripted, window, qtbot, BAD, LEFT)
    assert dialog.repair.isVisible()
    assert (dialog.repair.kind(), dialog.act.kind()) == ("primary", "secondary")
    dialog.repair.click()
    repair = opened(window, RepairDialog)
    qtbot.waitUntil(lambda: not isValid(dialog))
    repair.reject()


def test_leftovers_offer_a_clean_up_alone(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    dialog = checked(scripted, window, qtbot, LEFT)
    assert not dialog.repair.isVisible()
    dialog.clean.click()
    opened(window, CleaningDialog).reject()
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_what_can_only_be_read_is_neither_repaired_nor_cleaned_up(
    scripted: Scripted, window: QWidget, qtbot: QtBot
) -> None:
    dialog = checked(scripted, window, qtbot, BAD, read_only=True)
    assert not dialog.repair.isEnabled()
    assert not dialog.clean.isEnabled()
    assert "only be read" in dialog.repair.toolTip()
    dialog.reject()


# --- repair ---------------------------------------------------------------------------------------


def test_a_repair_fetches_from_the_places_that_were_named(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    scripted.connection.outcomes[m.RepairVault] = m.Repaired((FETCHED, HEADER), WHOLE)
    dialog = RepairDialog(scripted.operations, window)
    dialog.open()
    for place in ("/stick/a.export", "/stick/Old.deedbox", "/stick/a.export", "/gone"):
        dialog.sources.add(Path(place))
    remove = [one for one in dialog.sources.findChildren(QWidget) if one.accessibleName() == "Do not use gone"]
    remove[0].click()  # type: ignore[attr-defined]  # a button
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.is_over)
    assert scripted.connection.last(m.RepairVault).sources == (b"/stick/a.export", b"/stick/Old.deedbox")
    assert "2 things repaired." in words_in(dialog)
    assert dialog.verdict._token == "success"
    lines = dialog.list.model.lines
    said = [line.second for line in lines]
    assert said == ["Fetched from a backup: /House/Deed.pdf", "Repaired when the vault was unlocked: pack 00"]
    assert {line.icon for line in lines} == {"check"}, "a repair is no proof of a restore"
    assert m.Changes(everything=True) in scripted.changes, "all views read anew"
    qtbot.waitUntil(lambda: bool(scripted.facts))
    assert [job.state for job in scripted.works.jobs()] == ["done"]
    dialog.reject()


def test_what_remains_stands_before_what_was_repaired(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    scripted.connection.outcomes[m.RepairVault] = m.Repaired((HEADER,), m.Checked(1204, 5, False, (BAD, LEFT), 2))
    dialog = RepairDialog(scripted.operations, window)
    dialog.open()
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.is_over)
    assert "1 thing repaired. 1 finding not repaired." in words_in(dialog), "leftovers are none"
    assert [line.token for line in dialog.list.model.lines] == ["danger", "success"]
    assert dialog.verdict._token == "danger"
    assert [job.state for job in scripted.works.jobs()] == ["fault"]
    dialog.reject()


def test_a_backup_that_is_none_is_not_taken_for_damage_here(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    for error in (Damaged("export"), NotFound()):
        scripted.connection.outcomes[m.RepairVault] = error
        dialog = RepairDialog(scripted.operations, window)
        dialog.open()
        dialog.sources.add(Path("/stick/letter.pdf"))
        dialog.act.click()
        qtbot.waitUntil(dialog.verdict.isVisible)
        assert "One of the backups that were named" in words_in(dialog)
        assert dialog.sources.isVisible()
        dialog.reject()


def test_nothing_to_repair_is_said_plainly(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    scripted.connection.outcomes[m.RepairVault] = m.Repaired((), WHOLE)
    dialog = RepairDialog(scripted.operations, window)
    dialog.open()
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.is_over)
    assert "Nothing was repaired." in words_in(dialog)
    assert not dialog.list.isVisible()
    assert scripted.changes == []
    dialog.reject()


def test_a_repair_that_is_stopped_or_fails_says_what_stays(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    dialog = RepairDialog(scripted.operations, window)
    dialog.open()
    dialog.act.click()
    assert dialog.cancel.text() == "Stop"
    dialog.cancel.click()
    qtbot.waitUntil(dialog.verdict.isVisible)
    assert "What was repaired before stays repaired." in words_in(dialog)
    assert dialog.verdict._token == "warning"
    scripted.connection.outcomes[m.RepairVault] = Storage("full")
    dialog.act.click()
    qtbot.waitUntil(lambda: "The disk is full." in words_in(dialog))
    assert dialog.form.isVisible()
    dialog.reject()


# --- clean-up -------------------------------------------------------------------------------------


@pytest.mark.parametrize("forget", [False, True])
def test_a_clean_up_says_what_it_freed(scripted: Scripted, window: QWidget, qtbot: QtBot, forget: bool) -> None:
    scripted.connection.outcomes[m.CompactVault] = m.Compacted(12, 1, 24_000_000, False)
    dialog = CleaningDialog(scripted.operations, window)
    dialog.open()
    assert not dialog.forget.isChecked(), "the older catalog stays unless somebody says so"
    assert "could no longer stand in" in dialog.forget.accessibleDescription()
    dialog.forget.setChecked(forget)
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.is_over)
    assert scripted.connection.last(m.CompactVault).forget is forget
    said = words_in(dialog)
    assert "24.0 MB freed." in said
    assert "12 leftovers removed. 1 container written anew." in said
    assert "Another program" not in said
    dialog.reject()


def test_a_clean_up_that_must_wait_says_so(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    scripted.connection.outcomes[m.CompactVault] = m.Compacted(0, 0, 0, True)
    dialog = CleaningDialog(scripted.operations, window)
    dialog.open()
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.is_over)
    assert "Another program reads the vault now" in words_in(dialog)
    dialog.reject()


def test_a_clean_up_that_is_stopped_keeps_what_it_did(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    scripted.connection.outcomes[m.CompactVault] = Cancelled()
    dialog = CleaningDialog(scripted.operations, window)
    dialog.open()
    dialog.act.click()
    qtbot.waitUntil(dialog.verdict.isVisible)
    assert "What was removed before stays removed." in words_in(dialog)
    dialog.reject()


# --- for real -------------------------------------------------------------------------------------


@pytest.fixture
def real(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    one = Opened(qtbot, tmp_path)
    yield one
    one.close()


def test_a_damaged_vault_is_whole_again_with_its_export(
    real: Opened, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    """From the check over the repair to the clean-up, with the acts that lead from one to the other."""
    real.create()
    (tmp_path / "deed.pdf").write_bytes(bytes(range(256)) * 40)
    real.answer(lambda **named: real.operations.add_files([tmp_path / "deed.pdf"], m.ROOT, named["done"]))
    backup = tmp_path / "backup.deedbox-export"
    real.answer(real.operations.export, backup, "violin under the copper lamp")
    (pack,) = [path for path in (real.path / "packs").rglob("*") if path.is_file()]
    content = bytearray(pack.read_bytes())
    content[len(content) // 2] ^= 1
    pack.write_bytes(content)
    stray = pack.with_name("0" * 32 + ".partial")
    stray.write_bytes(b"x" * 99)

    check = CheckDialog(real.operations, window, lambda _: None)
    check.open()
    check.act.click()
    qtbot.waitUntil(lambda: check.checked is not None, timeout=PATIENCE_MS)
    check.repair.click()
    (repair,) = window.findChildren(RepairDialog)
    repair.sources.add(backup)
    repair.act.click()
    qtbot.waitUntil(lambda: repair.is_over, timeout=PATIENCE_MS)
    assert "everything is as it was written" in words_in(repair)
    assert any(line.second.startswith("Fetched from a backup") for line in repair.list.model.lines)
    assert repair.verdict._token == "success"
    repair.reject()

    cleaning = CleaningDialog(real.operations, window)
    cleaning.open()
    cleaning.forget.setChecked(True)
    cleaning.act.click()
    qtbot.waitUntil(lambda: cleaning.is_over, timeout=PATIENCE_MS)
    assert cleaning.verdict._token == "success"
    assert not stray.exists()
    cleaning.reject()
    assert real.answer(real.operations.check).findings == ()
