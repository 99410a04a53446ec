"""What is copied is marked as secret and goes after its time, at a lock and at the end; only if it is still ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vault.qt import clipboard as clipboards
from vault.qt.clipboard import MARKS, SecretClipboard, secret_clipboard
from vault.qt.clipboard_note import ClipboardNote
from vault.qt.notes.editor import NoteEditor
from vault.qt.parts.fields import PasswordField
from vault.qt.parts.work import WorkBar

Shown = Callable[..., Any]


@pytest.fixture
def secret(worn: object) -> Iterator[SecretClipboard]:
    """The one of the application: a second one would mark what the first has marked."""
    QGuiApplication.clipboard().clear()
    secret = secret_clipboard()
    secret.seconds = 45
    yield secret
    secret.put_public("")
    secret.seconds = 45


def copied() -> QMimeData:
    """What is on it; nothing is what has no format."""
    mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if mime is None else mime


def test_a121_it_is_marked_for_programs_that_keep_a_history(secret: SecretClipboard) -> None:
    secret.put("copper lamp")
    assert copied().text() == "copper lamp"
    assert bytes(copied().data("x-kde-passwordManagerHint").data()) == b"secret"
    assert copied().hasFormat("application/x-nspasteboard-concealed-type")
    for name, value in MARKS.items():
        assert bytes(copied().data(name).data()) == value


def test_a121_it_goes_when_its_time_is_over(secret: SecretClipboard) -> None:
    secret.seconds = 2
    told: list[int] = []
    secret.changed.connect(lambda: told.append(secret.left))
    secret.put("copper lamp")
    secret.tick()
    assert copied().text() == "copper lamp"
    secret.tick()
    assert copied().text() == ""
    assert told == [2, 1, 0]
    assert not secret._timer.isActive()


def test_a121_what_somebody_else_copied_meanwhile_stays(
    secret: SecretClipboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret.put("copper lamp")
    monkeypatch.setattr(clipboards, "_is_ours", lambda *_: False)
    QGuiApplication.clipboard().setText("another program's")
    assert secret.left == 0
    secret.tick()
    assert not secret.clear()
    assert copied().text() == "another program's"


def test_what_the_windows_own_widgets_copy_is_secret(secret: SecretClipboard, shown: Shown) -> None:
    window = QWidget()
    editor, password = NoteEditor(), PasswordField("Password")
    row = QHBoxLayout(window)
    row.addWidget(editor)
    row.addWidget(password)
    shown(window, 600, 200)
    editor.show_text("# Where the key is")
    password.input.setText("ribbon ferry")
    password.input.reveal.setChecked(True)
    for widget, words in ((editor, "# Where the key is"), (password.input, "ribbon ferry")):
        widget.selectAll()
        QTest.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert copied().text() == words
        assert bytes(copied().data("x-kde-passwordManagerHint").data()) == b"secret"
        assert secret.left == secret.seconds
        assert secret.clear()
    password.input.reveal.setChecked(False)
    QTest.keyClick(password.input, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied().text() == "", "what is not shown is not copied"


def test_what_anybody_may_have_stays(secret: SecretClipboard) -> None:
    secret.put_public("age1xyz")
    assert copied().text() == "age1xyz"
    assert not copied().hasFormat("x-kde-passwordManagerHint")
    assert (secret.left, secret.clear()) == (0, False)
    assert copied().text() == "age1xyz"


def test_ids_for_our_own_windows_are_left_as_they_are(secret: SecretClipboard) -> None:
    mime = QMimeData()
    mime.setData("application/x-deedbox-items", bytes(32))
    QGuiApplication.clipboard().setMimeData(mime)
    assert copied().formats() == ["application/x-deedbox-items"]
    assert secret.left == 0


def test_a121_nothing_goes_into_the_selection_of_x(secret: SecretClipboard, monkeypatch: pytest.MonkeyPatch) -> None:
    """Off the screen there is none, so what X would say is said here."""
    cleared: list[QClipboard.Mode] = []

    class Selection:
        def text(self, mode: QClipboard.Mode) -> str:
            return "selected" if mode == QClipboard.Mode.Selection else ""

        def clear(self, mode: QClipboard.Mode) -> None:
            cleared.append(mode)

    monkeypatch.setattr(secret, "_clipboard", Selection())
    QGuiApplication.clipboard().selectionChanged.emit()
    assert cleared == [QClipboard.Mode.Selection]


def test_the_bar_counts_down_and_clears_at_once(secret: SecretClipboard, shown: Shown) -> None:
    page = QWidget()
    bar = WorkBar(page)
    note = ClipboardNote(bar)
    bar.add_side(note)
    shown(page, 600, 60)
    assert bar.isHidden()
    secret.put("copper lamp")
    assert not bar.isHidden()
    secret.tick()
    assert note.note.text.text() == "Clipboard is cleared in 44 s"
    note.clear.click()
    assert copied().text() == ""
    assert bar.isHidden()
