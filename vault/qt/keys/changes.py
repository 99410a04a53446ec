"""The three rotations side by side, each with what it heals and what it does not, and the answer to a leaked key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from vault.qt.figures import duration, size
from vault.qt.parts.buttons import Button
from vault.qt.parts.cards import Panel
from vault.qt.parts.text import IconText, Rule, Text
from vault.qt.theme import CARD_PADDING, Space, look

BESIDE = 720
"""From this width on, they stand beside each other."""
BYTES_A_SECOND = 60_000_000
"""What re-encrypting is reckoned with beforehand; the bar shows the real rate."""


class Change(QWidget):
    """One rotation: name, how long it takes, what it does, its limit, the button."""

    def __init__(self, name: str, takes: str, does: str, limit: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        beside, above = CARD_PADDING
        column = QVBoxLayout(self)
        column.setContentsMargins(beside, above, beside, beside)
        column.setSpacing(Space.XS)
        top = QHBoxLayout()
        top.setSpacing(Space.S)
        top.addWidget(Text(name, weight=600, wrap=True), 1)
        self.takes = Text(takes, "small", "text-secondary")
        self.takes.setContentsMargins(0, (look().line("body") - look().line("small") + 1) // 2, 0, 0)  # on one line
        top.addWidget(self.takes, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(Text(does, wrap=True))
        column.addSpacing(2)
        column.addWidget(IconText("about", Text(limit, tone="text-secondary", wrap=True)))
        column.addStretch(1)
        column.addSpacing(Space.S)
        self.act = Button(act)
        self.act.setAccessibleDescription(f"{does} {limit}")
        column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)


class Changes(Panel):
    """Columns with a line between, or rows where it is narrow; below them what to do when a key has leaked."""

    password_wanted = Signal()
    key_wanted = Signal()
    reencryption_wanted = Signal()
    secrets_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.password = Change(
            self.tr("Change password"),
            self.tr("A second"),
            self.tr("Replaces the words you type. Do this when somebody may have seen them."),
            self.tr("Old backups still open with the old password."),
            self.tr("Change password"),
        )
        self.key = Change(
            self.tr("New vault key"),
            self.tr("A few seconds"),
            self.tr("Also locks all later changes under a fresh key. A good yearly habit."),
            self.tr("Old backups still hold the keys of old files."),
            self.tr("Make a new key"),
        )
        self.content = Change(
            self.tr("Re-encrypt everything"),
            "",
            self.tr("Also gives every file a new key, so that no old vault key opens them."),
            self.tr("Old backups and sent shares still open as before."),
            self.tr("Re-encrypt"),
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(0)
        self._rules: list[tuple[Rule, Rule]] = []
        for number, change in enumerate((self.password, self.key, self.content)):
            if number:
                upright, flat = Rule(Qt.Orientation.Vertical), Rule()
                self._rules.append((upright, flat))
                self._columns.addWidget(upright)
                self._columns.addWidget(flat)
            self._columns.addWidget(change, 1)
        whole.addLayout(self._columns)
        whole.addWidget(Rule())
        whole.addWidget(self._make_leak())
        self.password.act.clicked.connect(lambda _checked=False: self.password_wanted.emit())
        self.key.act.clicked.connect(lambda _checked=False: self.key_wanted.emit())
        self.content.act.clicked.connect(lambda _checked=False: self.reencryption_wanted.emit())
        self.leak.clicked.connect(lambda _checked=False: self.secrets_wanted.emit())
        self._is_wide = False
        self._turn(wide=True)

    def _make_leak(self) -> QWidget:
        """The answer that goes further than all three: nothing of before opens what is written from now on."""
        foot = QWidget()
        beside, above = CARD_PADDING
        row = QHBoxLayout(foot)
        row.setContentsMargins(beside, above, beside, above)
        row.setSpacing(Space.L)
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        words.addWidget(Text(self.tr("A key has leaked, a device was lost, or somebody left"), weight=600, wrap=True))
        means = self.tr(
            "New secrets: a new password and a new recovery kit, a new vault key, everything re-encrypted. "
            "No way in of today opens the vault afterwards."
        )
        words.addWidget(Text(means, tone="text-secondary", wrap=True))
        row.addLayout(words, 1)
        self.leak = Button(self.tr("Make new secrets"), "danger")
        self.leak.setAccessibleDescription(means)
        row.addWidget(self.leak)
        return foot

    def show_size(self, count: int) -> None:
        """So many bytes there are to be re-encrypted."""
        seconds = count / BYTES_A_SECOND
        self.content.takes.setText(self.tr("A few seconds") if seconds < 8 else duration(seconds).capitalize())
        self.content.takes.setToolTip(size(count))

    def block(self, reason: str) -> None:
        """Nothing can be changed."""
        for button in (self.password.act, self.key.act, self.content.act, self.leak):
            button.set_blocked(reason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below each other where it is narrow, or words are large."""
        super().resizeEvent(event)
        wide = self.width() >= look().measure(BESIDE)
        if wide != self._is_wide:
            self._turn(wide=wide)

    def _turn(self, *, wide: bool) -> None:
        self._is_wide = wide
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        for upright, flat in self._rules:
            upright.setVisible(wide)
            flat.setVisible(not wide)
