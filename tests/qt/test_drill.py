"""The rehearsal of a restore, and what is said of the last one: in dialogs, in the bar, in rows of shut vaults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, Answers, Opened
from tests.qt.scripted import DAY, FACTS, NOW, Scripted, finding, proof
from vault.child import messages as m
from vault.engine.errors import Conflict, Damaged, NotFound, Storage, VaultLocked, WrongCredential
from vault.qt.browse.facts_sheet import FactsDialog
from vault.qt.browse.notices import Notices
from vault.qt.dialogs.drill import DrillDialog
from vault.qt.dialogs.export import ExportDialog
from vault.qt.parts.badges import ProofLine
from vault.qt.parts.bars import Banner
from vault.qt.proofs import LastProof, proof_of, short_standing, standing

PASSWORD = "violin under the copper lamp"
PROVEN = m.Drilled(True, 1204, 3_200_000_000, NOW, "password", 0, 0, (), 0)
FAILED = m.Drilled(False, 1190, 3_100_000_000, NOW, "password", 0, 0, (finding("damaged item", "/House/Deed.pdf"),), 1)


@pytest.fixture
def window(shown: Shown) -> QWidget:
    return shown(QWidget(), 900, 700)


@pytest.fixture
def scripted() -> Scripted:
    return Scripted()


def words_in(widget: QWidget) -> str:
    """Every sentence that can be seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def begin(scripted: Scripted, window: QWidget, file: str = "/stick/a.deedbox-export", **named: object) -> DrillDialog:
    """A dialog with everything typed, and its act pressed."""
    dialog = DrillDialog(scripted.operations, FACTS, window, **named)  # type: ignore[arg-type]  # `export` alone
    dialog.open()
    dialog.file.setText(file)
    dialog.password.input.setText(PASSWORD)
    dialog.act.click()
    return dialog


# --- the rehearsal --------------------------------------------------------------------------------


def test_a_proof_wears_the_seal_with_date_and_count(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    scripted.connection.outcomes[m.DrillExport] = PROVEN
    dialog = begin(scripted, window)
    assert dialog.password.text() == "", "cleared as soon as it was asked"
    qtbot.waitUntil(lambda: dialog.is_over)
    asked = scripted.connection.last(m.DrillExport)
    assert (asked.file, asked.password, asked.keyfile) == (b"/stick/a.deedbox-export", PASSWORD.encode(), None)
    today = QDateTime.fromMSecsSinceEpoch(NOW).toString("d MMMM yyyy")
    said = dialog.verdict.accessibleName().replace(",204", "204")
    assert said.startswith(f"Restored for real on {today}: 1204 of 1204 files and notes, 3.2 GB, with the password.")
    assert "holds what the vault holds now" in said
    assert (dialog.verdict._token, dialog.verdict.words._icon) == ("success", "proof")
    assert not dialog.form.isVisible()
    dialog.copy.click()
    assert "Restored for real" in QGuiApplication.clipboard().text()
    qtbot.waitUntil(lambda: bool(scripted.facts))
    (job,) = scripted.works.jobs()
    assert (job.state, job.icon) == ("done", "proof")
    dialog.reject()


def test_what_changed_since_is_said(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    scripted.connection.outcomes[m.DrillExport] = replace(PROVEN, changed=1, newer=12)
    dialog = begin(scripted, window)
    qtbot.waitUntil(lambda: dialog.is_over)
    said = words_in(dialog)
    assert "1 item changed in the vault or left it since." in said
    assert "Not in this export: 12 newer items." in said
    assert "Make another export" in said
    dialog.reject()


def test_a_failure_is_loud_names_what_failed_and_leads_to_an_export(
    scripted: Scripted, window: QWidget, qtbot: QtBot
) -> None:
    led: list[int] = []
    scripted.connection.outcomes[m.DrillExport] = FAILED
    dialog = begin(scripted, window, export=lambda: led.append(1))
    qtbot.waitUntil(lambda: dialog.is_over)
    assert (dialog.verdict._token, dialog.verdict.words._icon) == ("danger", "blocked")
    assert "The rehearsal failed" in words_in(dialog)
    assert "1 thing did not" in words_in(dialog)
    assert [line.second for line in dialog.list.model.lines] == ["Damaged: /House/Deed.pdf"]
    assert dialog.list.isVisible()
    dialog.copy.click()
    assert "/House/Deed.pdf" in QGuiApplication.clipboard().text()
    (job,) = scripted.works.jobs()
    assert job.state == "fault"
    (lead,) = dialog.verdict.buttons
    assert lead.kind() == "primary"
    assert dialog.act.isHidden()
    lead.click()
    assert led == [1]
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_an_export_that_cannot_be_opened_is_loud_too(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    scripted.connection.outcomes[m.DrillExport] = Damaged("header", "MAC")
    dialog = begin(scripted, window, export=lambda: None)
    qtbot.waitUntil(dialog.verdict.isVisible)
    assert dialog.verdict._token == "danger"
    assert "The rehearsal failed: the export is damaged." in words_in(dialog)
    assert dialog.act.kind() == "secondary", "one button is filled: the way to a new export"
    qtbot.waitUntil(lambda: bool(scripted.facts), timeout=2000)
    dialog.reject()


@pytest.mark.parametrize(
    ("error", "field", "words"),
    [
        (WrongCredential(), "password", "make a new export"),
        (NotFound(), "file_field", "not there"),
        (Conflict(), "file_field", "another vault"),
    ],
)
def test_a_slip_is_told_at_its_field(
    scripted: Scripted, window: QWidget, qtbot: QtBot, error: Exception, field: str, words: str
) -> None:
    scripted.connection.outcomes[m.DrillExport] = error
    dialog = begin(scripted, window)
    told = getattr(dialog, field)
    qtbot.waitUntil(lambda: words in told.hint())
    assert dialog.form.isVisible()
    assert dialog.verdict.isHidden()
    told.field.setText("another")
    told.field.textEdited.emit("another")
    assert told.hint() == "", "another try"
    dialog.reject()


def test_what_is_missing_is_said_and_nothing_is_asked(scripted: Scripted, window: QWidget) -> None:
    dialog = DrillDialog(scripted.operations, FACTS, window)
    dialog.open()
    dialog.act.click()
    assert "Choose the export file" in dialog.file_field.hint()
    dialog.file.setText("/a")
    dialog.act.click()
    assert "Type the password" in dialog.password.hint()
    assert scripted.connection.asked == []
    dialog.reject()


def test_stop_stops_it_and_proves_nothing(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    dialog = begin(scripted, window)
    assert dialog.running.isVisible()
    assert dialog.cancel.text() == "Stop"
    dialog.cancel.click()
    qtbot.waitUntil(lambda: not dialog.running.is_running)
    assert "It has proven nothing" in words_in(dialog)
    assert dialog.form.isVisible()
    assert scripted.works.jobs() == []
    dialog.reject()


def test_hidden_it_goes_on_and_a_failure_shows_itself_from_the_bar(
    scripted: Scripted, window: QWidget, qtbot: QtBot
) -> None:
    dialog = begin(scripted, window)
    assert dialog.act.text() == "Go on below"
    dialog.act.click()
    qtbot.waitUntil(lambda: not isValid(dialog))
    (asked,) = scripted.connection.waiting
    scripted.connection.answer(asked, FAILED)
    qtbot.waitUntil(lambda: [job.state for job in scripted.works.jobs()] == ["fault"])
    (job,) = scripted.works.jobs()
    assert job.act == "Show"
    scripted.works.act(job.key)
    again = window.findChild(DrillDialog)
    assert isinstance(again, DrillDialog)
    assert [line.second for line in again.list.model.lines] == ["Damaged: /House/Deed.pdf"]
    again.reject()


def test_hidden_it_says_below_why_it_could_not(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    dialog = begin(scripted, window)
    dialog.act.click()
    qtbot.waitUntil(lambda: not isValid(dialog))
    scripted.connection.answer(scripted.connection.waiting[0], Damaged("header"))
    qtbot.waitUntil(lambda: [job.state for job in scripted.works.jobs()] == ["fault"])
    assert "the export is damaged" in scripted.works.jobs()[0].what


def test_locked_while_it_runs_the_dialog_goes(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    dialog = begin(scripted, window)
    scripted.connection.answer(scripted.connection.waiting[0], VaultLocked())
    qtbot.waitUntil(lambda: not isValid(dialog))
    assert not any(type(one) is m.VaultFacts for one in scripted.connection.asked)


def test_other_trouble_is_told_as_ever(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    scripted.connection.outcomes[m.DrillExport] = Storage("gone")
    dialog = begin(scripted, window)
    qtbot.waitUntil(dialog.verdict.isVisible)
    assert "The disk is gone." in words_in(dialog)
    dialog.reject()


# --- the export leads to it -----------------------------------------------------------------------


def test_an_export_just_made_is_tried_at_once(scripted: Scripted, window: QWidget, qtbot: QtBot) -> None:
    led: list[int] = []
    dialog = ExportDialog(scripted.operations, FACTS, window, rehearse=lambda: led.append(1))
    dialog.open()
    assert not dialog.rehearse.isVisible()
    over: list[object] = []
    scripted.connection.outcomes[m.ExportVault] = m.Summary(5, 6, 7, 8)
    scripted.operations.export(Path("/stick/new.deedbox-export"), "x", over.append, over.append)
    qtbot.waitUntil(lambda: bool(over))
    dialog._take(m.Summary(5, 6, 7, 8))
    assert dialog.rehearse.isVisible()
    dialog.rehearse.click()
    assert led == [1]
    drill = DrillDialog(scripted.operations, FACTS, window)
    assert drill.file.text() == "/stick/new.deedbox-export", "it begins with that file"
    scripted.operations.facts_changed.emit(replace(FACTS, exported=NOW))
    assert "nobody has ever restored it" in drill.proof.text.text(), "and knows of it as soon as the vault does"
    scripted.connection.ended.emit(None)
    assert scripted.operations.last_export is None, "a lock forgets it"


# --- the last proof -------------------------------------------------------------------------------

STANDINGS: list[tuple[LastProof, str | None, str]] = [
    (LastProof(), None, ""),
    (LastProof(NOW), "unproven", "Exported today, never restored"),
    (LastProof(NOW - DAY), "unproven", "Exported yesterday, never restored"),
    (LastProof(NOW, NOW, 1204), "proven", "Restored for real today: 1204 of 1204"),
    (LastProof(NOW, NOW - DAY, 1204), "proven", "Restored for real yesterday: 1204 of 1204"),
    (LastProof(NOW, NOW - 900 * DAY, 1204), "proven", "Restored for real on "),
    (LastProof(NOW, NOW - DAY, 1204, NOW), "failed", "The last rehearsal failed today"),
    (LastProof(NOW, None, None, NOW - DAY), "failed", "The last rehearsal failed yesterday"),
    (LastProof(NOW, None, None, NOW - 40 * DAY), "failed", "The last rehearsal failed on "),
]


@pytest.mark.parametrize(("known", "kind", "words"), STANDINGS)
def test_a_row_says_how_a_shut_vault_stands(known: LastProof, kind: str | None, words: str) -> None:
    found = short_standing(known)
    if found is None:
        assert kind is None
        return
    assert found.kind == kind
    assert found.sentence.replace(",204", "204").startswith(words)


@pytest.mark.parametrize(
    ("facts", "kind", "words"),
    [
        (FACTS, "unproven", "Never exported, never restored"),
        (replace(FACTS, exported=NOW), "unproven", "nobody has ever restored it"),
        (replace(FACTS, exported=NOW, drilled=proof(NOW)), "proven", "files and notes, 3.2 GB, with the password."),
        (replace(FACTS, drilled=proof(NOW - 400 * DAY)), "proven", "more than a year ago"),
        (replace(FACTS, drilled=proof(NOW - DAY), drill_failed=NOW), "failed", "Make a new export"),
    ],
)
def test_facts_and_export_say_how_an_open_vault_stands(
    scripted: Scripted, window: QWidget, facts: m.Facts, kind: str, words: str
) -> None:
    assert standing(facts).kind == kind
    makers: list[Callable[[], QWidget]] = [
        lambda: FactsDialog(facts, window),
        lambda: ExportDialog(scripted.operations, facts, window),
        lambda: DrillDialog(scripted.operations, facts, window),
    ]
    for make in makers:
        dialog = make()
        line = dialog.findChild(ProofLine)
        assert line is not None
        assert words in line.text.text()
        assert (line._icon == "proof") is (kind == "proven"), "only proof wears the seal"


def test_a_rehearsal_that_failed_is_seen_as_soon_as_the_vault_is_open(qtbot: QtBot) -> None:
    notices = Notices(replace(FACTS, drill_failed=NOW - DAY))
    qtbot.addWidget(notices)
    (banner,) = notices.findChildren(Banner)
    assert "The last rehearsal failed yesterday" in banner.sentence.text.text()
    assert banner._token == "danger"
    assert Notices(replace(FACTS, drilled=proof(NOW))).findChildren(Banner) == []


def test_a_reencryption_that_was_stopped_is_told_and_goes_on(qtbot: QtBot) -> None:
    notices = Notices(replace(FACTS, stale=1_200_000_000))
    qtbot.addWidget(notices)
    (banner,) = notices.findChildren(Banner)
    assert "1.2 GB lie under the keys of before" in banner.sentence.text.text()
    assert banner.act is not None
    with qtbot.waitSignal(notices.reencryption_wanted):
        banner.act.click()
    assert Notices(replace(FACTS, stale=1, read_only="opened for reading")).findChildren(Banner)[0].act is None


def test_of_a_proof_only_times_and_a_count_are_remembered() -> None:
    facts = replace(FACTS, exported=1, drilled=proof(2, 3), drill_failed=4)
    assert proof_of(facts) == LastProof(1, 2, 3, 4)
    assert proof_of(FACTS) == LastProof()


# --- for real -------------------------------------------------------------------------------------


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    one = Opened(qtbot, tmp_path)
    yield one
    one.close()


def real(opened: Opened, window: QWidget, file: Path, facts: m.Facts, password: str = PASSWORD) -> DrillDialog:
    """A rehearsal with a real vault process, begun."""
    dialog = DrillDialog(opened.operations, facts, window, export=lambda: None)
    dialog.open()
    dialog.file.setText(str(file))
    dialog.password.input.setText(password)
    dialog.act.click()
    return dialog


def test_a_real_export_is_proven_and_a_broken_one_is_not(
    opened: Opened, window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    known = Answers(qtbot)
    facts = opened.create()
    opened.operations.facts_changed.connect(known)
    for number in range(3):
        opened.write(f"note {number}", "x" * 2_000)
    file = tmp_path / "a.deedbox-export"
    opened.answer(opened.operations.export, file, PASSWORD)
    opened.write("a newer note")
    dialog = real(opened, window, file, facts)
    qtbot.waitUntil(lambda: dialog.is_over, timeout=PATIENCE_MS)
    said = dialog.verdict.accessibleName()
    assert "3 of 3 files and notes" in said
    assert "with the password" in said
    assert "Not in this export: 1 newer item." in said
    dialog.reject()
    qtbot.waitUntil(lambda: known.news[-1].drilled is not None, timeout=PATIENCE_MS)
    assert known.news[-1].drilled.items == 3
    assert standing(known.news[-1]).kind == "proven"

    dialog = real(opened, window, file, facts, "another password")
    qtbot.waitUntil(lambda: "does not open" in dialog.password.hint(), timeout=PATIENCE_MS)
    dialog.reject()

    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    broken = tmp_path / "broken.deedbox-export"
    broken.write_bytes(content)
    dialog = real(opened, window, broken, facts)
    qtbot.waitUntil(lambda: not dialog.running.is_running, timeout=PATIENCE_MS)
    assert dialog.verdict._token == "danger"
    assert "The rehearsal failed" in words_in(dialog)
    dialog.reject()
    qtbot.waitUntil(lambda: known.news[-1].drill_failed is not None, timeout=PATIENCE_MS)
    assert standing(known.news[-1]).kind == "failed"
