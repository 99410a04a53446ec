"""Where a link leads, before anything leaves the vault. Only the web and mail are opened."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from vault.qt.clipboard import secret_clipboard
from vault.qt.parts.buttons import Button
from vault.qt.parts.dialogs import Dialog
from vault.qt.parts.text import Text

OPENED = ("http", "https", "mailto")
LONGEST = 600


class LinkDialog(Dialog):
    """Shows the address; it can be copied, and opened in another program."""

    def __init__(self, url: QUrl, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Open a link"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._url = url
        is_opened = url.scheme().lower() in OPENED
        words = self.tr("Open this in another program?") if is_opened else self.tr("This link cannot be opened here.")
        self.body.addWidget(Text(words, weight=500, wrap=True))
        shown = Text(_broken(url.toDisplayString()), wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.body.addWidget(shown)
        self.body.addStretch(1)
        self.copy = Button(self.tr("Copy"), icon="clipboard")
        self.copy.clicked.connect(self._copy)
        self.add_option(self.copy)
        if not is_opened:
            self.cancel.setText(self.tr("Close"))
            self.cancel.setDefault(True)
            return
        more = self.tr("The other program learns the address, and with it that you have it.")
        self.body.insertWidget(2, Text(more, tone="text-secondary", wrap=True))
        self.set_act(self.tr("Open"), icon="open-with", safe=False)
        self.accepted.connect(self._open)

    def _copy(self) -> None:
        """It comes out of the vault, and may hold more than a place: the clipboard is cleared of it."""
        secret_clipboard().put(self._url.toString())
        self.copy.setText(self.tr("Copied"))

    def _open(self) -> None:
        QDesktopServices.openUrl(self._url)


def _broken(address: str) -> str:
    """A long address may be broken anywhere."""
    address = address[:LONGEST]
    return "\u200b".join(address[start : start + 24] for start in range(0, len(address), 24))
