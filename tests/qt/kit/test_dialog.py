"""The kit's dialog: shown once, on paper where the person says, asked back, and nothing of it left behind."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.qt.kit.codes import CODE, OTHER, PARTS
from tests.qt.opened import PATIENCE_MS
from vault.qt.kit.dialog import KitDialog
from vault.qt.kit.sheet import page_layout

Shown = Callable[..., Any]
Make = Callable[..., KitDialog]


@pytest.fixture
def make(shown: Shown, qtbot: QtBot) -> Iterator[Make]:
    """The dialog over a window."""
    window = QWidget()
    shown(window, 1000, 800)

    def show(**named: Any) -> KitDialog:
        given = {
            "vault_name": "My Papers",
            "slot_name": "In the safe",
            "fingerprint": "d1f3 88ab 0c2e 7790",
            "words": CODE.words,
        }
        dialog = KitDialog(window, **(given | named))
        dialog.open()
        qtbot.waitUntil(dialog.isVisible, timeout=PATIENCE_MS)
        return dialog

    yield show
    for dialog in window.findChildren(KitDialog):
        dialog._close()


def press(widget: QWidget) -> None:
    assert widget.isEnabled(), widget.toolTip()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def filled(dialog: KitDialog) -> list[QWidget]:
    return [one for one in dialog.findChildren(QWidget) if one.property("kind") == "primary" and one.isVisible()]


def test_words_and_field_are_never_seen_together(make: Make) -> None:
    dialog = make()
    assert dialog.words.words == CODE.words
    assert dialog.picture.image is not None
    assert dialog.shown.isVisible()
    assert dialog.entry.isHidden()
    assert filled(dialog) == [dialog.act]
    higher = dialog.height()
    press(dialog.act)
    assert dialog.height() == dialog.sizeHint().height() < higher, "as high as what it shows"
    assert dialog.shown.isHidden()
    assert dialog.entry.isVisible()
    assert not dialog.act.isEnabled()
    press(dialog.back)
    assert dialog.shown.isVisible()


def test_typed_back_it_is_known_to_be_right(make: Make) -> None:
    dialog = make()
    press(dialog.act)
    QTest.keyClicks(dialog.entry.input, CODE.text)
    assert dialog.act.isEnabled()
    QTest.keyClick(dialog.entry.input, Qt.Key.Key_Return)
    assert dialog.asked_back
    assert dialog.code == CODE.entropy
    assert dialog.result() == KitDialog.DialogCode.Accepted


def test_the_words_of_another_kit_are_no_answer(make: Make) -> None:
    dialog = make()
    press(dialog.act)
    dialog.entry.input.setPlainText(OTHER.text)
    assert not dialog.act.isEnabled()
    assert "of another kit" in dialog.entry.field.hint()
    QTest.keyClick(dialog.entry.input, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not dialog.asked_back
    dialog.entry.input.setPlainText(CODE.text)
    assert dialog.act.isEnabled()


def test_later_warns_where_nothing_is_on_paper(make: Make, qtbot: QtBot) -> None:
    dialog = make()
    press(dialog.cancel)
    assert dialog.isVisible()
    assert "neither printed nor saved" in dialog.verdict.words.text.text()
    (close,) = dialog.verdict.buttons
    qtbot.waitUntil(close.isVisible, timeout=PATIENCE_MS)
    press(close)
    assert not dialog.asked_back
    assert dialog.code is None


def test_escape_is_later(make: Make) -> None:
    dialog = make()
    QApplication.sendEvent(dialog, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))
    assert dialog.isVisible()
    assert dialog.verdict.isVisible()


def test_nothing_of_it_is_left_when_it_is_closed(make: Make, qtbot: QtBot) -> None:
    dialog = make()
    press(dialog.act)
    dialog.entry.input.setPlainText(CODE.text)
    dialog._close()
    assert dialog.words.words == ()
    assert dialog.picture.image is None
    assert dialog._sheets == []
    assert dialog._made == b""
    assert dialog.entry.input.toPlainText() == ""
    assert not any(word in dialog.windowTitle() for word in CODE.words)
    qtbot.waitUntil(lambda: not isValid(dialog), timeout=PATIENCE_MS)


def test_a_window_that_locks_leaves_nothing_of_it(make: Make, qtbot: QtBot) -> None:
    """It deletes its dialogs without closing them; whoever still holds one holds no words."""
    dialog = make(shares=PARTS, threshold=2)
    press(dialog.act)
    dialog.entry.input.setPlainText(PARTS[0])
    dialog.hide()
    dialog.deleteLater()
    qtbot.waitUntil(lambda: not isValid(dialog), timeout=PATIENCE_MS)
    assert dialog._sheets == []
    assert dialog._made == b""
    assert dialog.words.words == ()
    assert dialog.entry._parts == {}


def test_parts_are_shown_page_by_page_and_asked_back(make: Make) -> None:
    dialog = make(shares=PARTS, threshold=2)
    assert dialog.words.words == tuple(PARTS[0].split())
    assert dialog.pages.isVisible()
    dialog.pages.setCurrentIndex(2)
    assert dialog.words.words == tuple(PARTS[2].split())
    press(dialog.act)
    dialog.entry.input.setPlainText(PARTS[2])
    assert not dialog.act.isEnabled()
    dialog.entry.input.setPlainText(PARTS[0])
    press(dialog.act)
    assert dialog.asked_back
    assert dialog.code == CODE.entropy


# --- on paper -------------------------------------------------------------------------------------


def test_a122_it_is_saved_where_the_person_says_and_nowhere_else(
    make: Make, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, chosen = tmp_path / "tmp", tmp_path / "chosen"
    temporary.mkdir()
    chosen.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr("vault.qt.kit.dialog.documents", lambda: chosen)
    dialog = make(vault_name="a/b\\c: *?" + "x" * 300)
    press(dialog.save)
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, QFileDialog)
    name = Path(asked.selectedFiles()[0]).name
    assert name.startswith("Recovery kit a b c")
    assert len(name) < 100
    assert list(chosen.iterdir()) == [], "nothing is written before it is said where"
    asked.selectFile(str(chosen / "kit"))
    asked.accept()
    qtbot.waitUntil(lambda: dialog.is_kept, timeout=PATIENCE_MS)
    assert dialog.told.isVisible()
    assert [path.name for path in chosen.iterdir()] == ["kit.pdf"]
    assert (chosen / "kit.pdf").stat().st_mode & 0o777 == 0o600
    assert (chosen / "kit.pdf").read_bytes().startswith(b"%PDF")
    assert list(temporary.iterdir()) == []
    dialog.reject()
    assert not dialog.isVisible(), "it is on paper: no warning"


def test_a_file_that_is_there_is_not_replaced_unasked(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "kit.pdf").write_bytes(b"theirs")
    (tmp_path / "kit.pdf").chmod(0o644)
    dialog = make()
    dialog.save_to(tmp_path / "kit")  # the system asked about "kit", not about "kit.pdf"
    qtbot.waitUntil(dialog.verdict.isVisible, timeout=PATIENCE_MS)
    assert (tmp_path / "kit.pdf").read_bytes() == b"theirs"
    assert not dialog.is_kept
    dialog.save_to(tmp_path / "kit.pdf")
    qtbot.waitUntil(lambda: dialog.is_kept, timeout=PATIENCE_MS)
    assert (tmp_path / "kit.pdf").stat().st_mode & 0o777 == 0o600, "whatever the one before it was"
    assert (tmp_path / "kit.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.verdict.isHidden()


def test_a_disk_that_takes_nothing_is_said(
    make: Make, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = make()
    dialog.save_to(tmp_path / "nowhere" / "kit.pdf")
    qtbot.waitUntil(dialog.verdict.isVisible, timeout=PATIENCE_MS)
    assert not dialog.is_kept
    dialog.verdict.clear()

    def full(fd: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    dialog.save_to(tmp_path / "full.pdf")
    qtbot.waitUntil(dialog.verdict.isVisible, timeout=PATIENCE_MS)
    assert not dialog.is_kept
    assert "full" in dialog.verdict.words.text.text()
    assert not list(tmp_path.glob("*.pdf"))
    assert not list(tmp_path.glob(".*partial"))


def test_what_the_printer_takes_counts_as_paper(make: Make, tmp_path: Path) -> None:
    dialog = make()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(page_layout())
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog._draw(printer)
    assert dialog.is_kept
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_print_asks_for_a_printer(make: Make) -> None:
    dialog = make()
    press(dialog.print)
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, QPrintDialog)
    assert asked.printer().docName() == "Recovery kit", "a print queue shows it to everybody"
    assert asked.printer().pageLayout().pageSize() == page_layout().pageSize()
    asked.reject()
    assert not dialog.is_kept


def test_a_printer_that_refuses_is_said(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = make()
    monkeypatch.setattr("vault.qt.kit.dialog.draw_sheets", lambda *_: False)
    dialog._draw(QPrinter())
    assert "did not take" in dialog.verdict.words.text.text()
    assert not dialog.is_kept
