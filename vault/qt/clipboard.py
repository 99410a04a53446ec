"""The clipboard: what is copied out of a window is secret, marked as such, and goes after a while if it is still ours.

Whatever the window's own widgets copy counts as secret, so that no text field can forget to say so; what anybody may
have (a card, a public key) is handed over by `put_public`. One for the whole application, since there is one clipboard.
"""

from __future__ import annotations

import secrets

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

TOKEN = "application/x-deedbox-copied"
"""Which of our copies this is. Nobody else can know the number, so what has it is ours."""
MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"1",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': bytes(4),
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': bytes(4),
}
"""How programs that keep a history of the clipboard are asked to leave it out: KDE's and others', macOS', Windows'."""
TICK_MS = 1_000
INSIDE = "application/x-deedbox-"
"""What our own windows alone understand begins so."""

Mode = QClipboard.Mode


class SecretClipboard(QObject):
    """Watches over the clipboard. GUI thread only."""

    changed = Signal()
    """Something secret came, goes sooner by a second, or is gone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.seconds = 45
        """How long a copy stays."""
        self.left = 0
        """In how many seconds it goes; 0 if nothing of ours is there."""
        self._clipboard = QGuiApplication.clipboard()
        self._token = b""
        self._public = ""
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._clipboard.dataChanged.connect(self._look)
        self._clipboard.selectionChanged.connect(self._drop_selection)

    # Copying

    def put(self, text: str) -> None:
        """Copies something secret."""
        mime = QMimeData()
        mime.setText(text)
        self._put(mime)

    def put_public(self, text: str) -> None:
        """Copies what anybody may have: it stays."""
        self._public = text
        self._clipboard.setText(text)

    def _put(self, mime: QMimeData) -> None:
        self._token = secrets.token_bytes(16)
        mime.setData(TOKEN, self._token)
        for name, value in MARKS.items():
            mime.setData(name, value)
        self._public = ""
        self.left = self.seconds
        self._clipboard.setMimeData(mime)
        self._timer.start()
        self.changed.emit()

    # Going

    @property
    def holds_secret(self) -> bool:
        """Whether something secret of ours is on it."""
        return bool(self._token) and self._is_there()

    def tick(self) -> None:
        """A second has passed."""
        self.left = max(0, self.left - 1)
        if self.left == 0 or not self._is_there():
            self.clear()
        else:
            self.changed.emit()

    def clear(self) -> bool:
        """Takes away what is secret and still ours; whether there was something."""
        was_there = self.holds_secret
        self._token, self.left = b"", 0
        self._timer.stop()
        if was_there:
            self._clipboard.clear(Mode.Clipboard)
        self.changed.emit()
        return was_there

    def _is_there(self) -> bool:
        if not _is_ours(self._clipboard, Mode.Clipboard):
            return False
        mime = self._content()
        return mime is not None and mime.hasFormat(TOKEN) and bytes(mime.data(TOKEN).data()) == self._token

    def _content(self) -> QMimeData | None:
        """What is on it; of nothing Qt makes no object at all."""
        return self._clipboard.mimeData(Mode.Clipboard)

    # What others do

    def _look(self) -> None:
        """The clipboard has something else on it. What our widgets put there is put there again, marked."""
        if self._token and not self._is_there():
            self._token, self.left = b"", 0  # somebody copied something else: that is not ours to take away
            self._timer.stop()
            self.changed.emit()
        if not _is_ours(self._clipboard, Mode.Clipboard):
            return
        mime = self._content()
        if mime is None or mime.hasFormat(TOKEN):
            return
        if mime.hasText() and mime.text() != self._public and not any(one.startswith(INSIDE) for one in mime.formats()):
            marked = QMimeData()
            marked.setText(mime.text())
            self._put(marked)

    def _drop_selection(self) -> None:
        """X gives whatever is selected to whoever asks, without anybody copying it: not of ours."""
        if _is_ours(self._clipboard, Mode.Selection) and self._clipboard.text(Mode.Selection):
            self._clipboard.clear(Mode.Selection)


def _is_ours(clipboard: QClipboard, mode: QClipboard.Mode) -> bool:
    """Whether this program put it there. Without a screen there is no other."""
    if QGuiApplication.platformName() == "offscreen":
        return True
    return clipboard.ownsClipboard() if mode == Mode.Clipboard else clipboard.ownsSelection()


def secret_clipboard() -> SecretClipboard:
    """The one of the application."""
    app = QGuiApplication.instance()
    assert app is not None, "there is no application"
    found = app.findChild(SecretClipboard)
    return found if isinstance(found, SecretClipboard) else SecretClipboard(app)
