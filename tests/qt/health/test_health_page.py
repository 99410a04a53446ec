"""The page Health in the main window, on a real vault process: findings, their fixes, the sidebar, and reports."""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.qt.conftest import Shown
from tests.qt.opened import PATIENCE_MS, WORDS, Opened
from vault.health.finding import Finding
from vault.qt.browse.places import ALL, HEALTH
from vault.qt.dialogs.change_password import ChangePasswordDialog
from vault.qt.dialogs.drill import DrillDialog
from vault.qt.health import acts, report
from vault.qt.health.line import FindingLine
from vault.qt.health.page import HealthPage
from vault.qt.health.report import as_pdf
from vault.qt.health.words import LOOKS
from vault.qt.keys.asking import way_in
from vault.qt.keys.kits import AddKitDialog
from vault.qt.keys.testing import TestDialog
from vault.qt.settings import Settings
from vault.qt.vault_page import VaultPage


class Room:
    """An open vault's page at its check-up."""

    def __init__(self, opened: Opened, folder: Path, shown: Shown) -> None:
        self.opened, self.qtbot = opened, opened.qtbot
        facts = opened.create()
        opened.write("Divorce papers.md")
        self.settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
        self.page = VaultPage(opened.operations, opened.works, facts, self.settings)
        self.page.begin()
        shown(self.page, 1280, 788)

    @property
    def health(self) -> HealthPage:
        return self.page.health.page

    def go(self) -> None:
        QTest.keyClick(self.page, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.page.panes.page is self.health)
        self.until(lambda: bool(self.health.lines) and len(self.health.lines) == len(self.page.health.findings))

    def until(self, reached: Any) -> None:
        self.qtbot.waitUntil(reached, timeout=PATIENCE_MS)

    def finding(self, name: str) -> Finding | None:
        return next((one for one in self.page.health.findings if one.id == name), None)

    def severity(self, name: str) -> str:
        found = self.finding(name)
        return "" if found is None else found.severity

    def line(self, name: str) -> FindingLine:
        self.until(lambda: any(one.finding.id == name for one in self.health.lines))
        return next(one for one in self.health.lines if one.finding.id == name)

    def press(self, name: str) -> None:
        fix = self.line(name).fix
        assert fix is not None
        fix.click()

    def dialog(self, kind: type[QWidget]) -> Any:
        self.until(lambda: isinstance(QApplication.activeModalWidget(), kind))
        return QApplication.activeModalWidget()

    def sidebar_words(self) -> str:
        model = self.page.sidebar.last
        return str(model.data(model.index_of(HEALTH), Qt.ItemDataRole.AccessibleTextRole))


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    (tmp_path / "state").mkdir(mode=0o700)
    monkeypatch.setenv("DEEDBOX_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(acts, "FIRST_MS", 100)
    opened = Opened(qtbot, tmp_path)
    yield Room(opened, tmp_path, shown)
    opened.close()


def test_findings_lead_to_their_fixes_and_follow_them(room: Room, tmp_path: Path) -> None:
    vault = room.opened.path
    room.until(lambda: room.sidebar_words().endswith(" to do"))  # soon after the unlock, without the page
    (vault / "header.json").chmod(0o666)
    room.go()
    room.health.look.click()
    room.until(lambda: room.severity("vault-permissions") == "warning")
    room.until(lambda: len(room.health.lines) == len(room.page.health.findings))
    findings = room.page.health.findings
    assert [line.finding for line in room.health.lines] == findings
    counts = {severity: tile.figure.text() for severity, tile in room.health.counts.items()}
    assert counts == {one: str(sum(two.severity == one for two in findings)) for one in counts}
    wanted = sum(one.severity in ("critical", "warning") for one in findings)
    assert room.sidebar_words() == f"Health, {wanted} to do"
    filled = [line.fix for line in room.health.lines if line.fix is not None and line.fix.kind() == "primary"]
    assert len(filled) == 1, "one filled button on a screen"
    assert room.page.toolbar.add.kind() == "secondary"

    assert room.severity("password-strength") == "critical"
    room.press("password-strength")
    room.dialog(ChangePasswordDialog).reject()
    room.press("ways-tested")
    room.dialog(AddKitDialog).reject()

    assert room.severity("vault-permissions") == "warning"
    room.press("vault-permissions")
    room.until(lambda: room.severity("vault-permissions") == "good")
    assert stat.S_IMODE((vault / "header.json").stat().st_mode) == 0o600

    room.opened.answer(room.opened.operations.add_recovery, way_in(WORDS), "Kit")
    room.until(lambda: room.severity("kit-rehearsal") == "warning")
    room.press("kit-rehearsal")
    room.dialog(TestDialog).reject()
    room.opened.answer(room.opened.operations.export, tmp_path / "export", WORDS)
    room.until(lambda: room.severity("export") == "good")
    room.press("drill")
    room.dialog(DrillDialog).reject()

    room.settings.lock_after_minutes = 0
    room.until(lambda: room.severity("idle-lock") == "warning")
    with room.qtbot.waitSignal(room.page.menu.settings_wanted):
        room.press("idle-lock")
    room.settings.lock_after_minutes = 5
    room.page.go(ALL)
    room.until(lambda: room.page.panes.page is None)


def test_a_new_look_a_report_and_the_lock(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room.go()
    room.opened.path.chmod(0o777)
    room.opened.answer(room.opened.operations.add_recovery, way_in(WORDS), "Kit")
    room.until(lambda: room.severity("kit-rehearsal") == "warning")
    assert room.severity("vault-permissions") == "good", "a commit is no reason to look at every file"
    room.health.look.click()
    room.until(lambda: room.severity("vault-permissions") == "critical")
    assert "blocked" in LOOKS["critical"][0]
    room.page.resize(620, 700)
    line = room.line("vault-permissions")
    assert line.fix is not None
    room.until(lambda: line.fix.mapTo(line, line.fix.rect().topLeft()).y() >= line.words.geometry().bottom())
    asked: list[threading.Thread] = []

    def laid_out(html: str) -> bytes:
        asked.append(threading.current_thread())
        return as_pdf(html)

    monkeypatch.setattr(report, "as_pdf", laid_out)
    save_reports(room, tmp_path)
    assert threading.main_thread() not in asked, "pages are laid out while the window goes on"
    become_read_only(room)


class Plain(HTMLParser):
    """The text of a page, and what it would load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.loads: list[str] = []
        self.feed(text)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [tag for name, _ in attrs if name in ("src", "href")]


def save_reports(room: Room, tmp_path: Path) -> None:
    """Each holds every finding, and no name."""
    told: list[str] = []

    def tell(icon: str, words: str, act: str = "") -> Any:
        told.append(words)

    room.page.health._tell = tell
    room.page.health.save_report("html", tmp_path / "report")
    room.until(lambda: len(told) == 1)
    room.page.health.save_report("pdf", tmp_path / "report.pdf")
    room.until(lambda: len(told) == 2)
    assert told == [f"Saved as “report.{kind}”, for your account alone." for kind in ("html", "pdf")]
    page = Plain((tmp_path / "report.html").read_text("utf-8"))
    said = " ".join(page.words)
    assert all(one.title in said and one.why in said for one in room.page.health.findings)
    assert not page.loads, "it needs nothing else"
    assert "Divorce" not in said
    assert room.opened.path.name.removesuffix(".deedbox") not in said
    pdf = (tmp_path / "report.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert b"Divorce" not in pdf
    for name in ("report.html", "report.pdf"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    room.page.health.save_report("html", tmp_path / "report")
    room.until(lambda: len(told) == 3)
    assert "there" in told[-1], "nothing is replaced unasked"


def become_read_only(room: Room) -> None:
    """Then what would change the vault says why it cannot; and after the lock nothing comes of a look."""
    room.page._become_read_only("full")
    room.page.health.look()
    room.until(lambda: not room.page.health._asked)
    password, permissions = room.line("password-strength").fix, room.line("vault-permissions").fix
    assert password is not None
    assert permissions is not None
    assert (password.isEnabled(), permissions.isEnabled()) == (False, True)
    assert password.toolTip() == "The vault can only be read now"
    room.opened.operations.lock()
    room.until(lambda: not room.opened.connection.is_running)
    before = list(room.page.health.findings)
    room.page.health.look()
    room.until(lambda: not room.page.health._asked)
    assert room.page.health.findings == before
