"""The ways into a vault beside its password: this device, the recovery kit; and the wait after wrong passwords."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from vault.qt.figures import full_day
from vault.qt.parts.aloud import announce
from vault.qt.parts.buttons import Button
from vault.qt.parts.text import IconText, Text
from vault.qt.theme import Space
from vault.unlock.device import state_path

if TYPE_CHECKING:
    from vault.unlock.doors import Doors

TICK_MS = 250


@dataclass(frozen=True)
class Threshold:
    """What stands before an unlock: the ways in, if the header can be read, and the seconds to wait after `tries`."""

    doors: Doors | None = None
    wait: float = 0.0
    tries: int = 0

    def has(self, *kinds: str) -> bool:
        """Whether there is such a way in; of a header that cannot be read nobody knows."""
        return self.doors is not None and self.doors.has(*kinds)


def look_before(path: Path) -> Threshold:
    """Looks at the vault's header and at this device's count of wrong tries. Asks the disk."""
    # Here: this runs beside the window, which is there sooner.
    from vault.unlock.attempts import Attempts
    from vault.unlock.doors import look_at

    doors = look_at(path)
    if doors is None:
        return Threshold()
    try:
        attempts = Attempts(state_path(), doors.vault)
    except RuntimeError:
        return Threshold(doors)
    return Threshold(doors, attempts.wait(time.time_ns() // 1_000_000), len(attempts.taken()))


class OtherWays(QWidget):
    """A button for each way there is, beside each other where they fit; or why this device opens the vault no more."""

    password_wanted = Signal()
    device_wanted = Signal()
    kit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.password = Button(self.tr("Use the password"), icon="password")
        self.device = Button(self.tr("Unlock with this device"), icon="device")
        self.kit = Button(self.tr("Use the recovery kit"), icon="recovery-kit")
        self.expired = IconText("about", Text("", "small", "text-secondary", wrap=True), size=16, gap=6)
        self.slot: str | None = None
        """The name of this device's way in."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(Space.M)
        for button in (self.password, self.device, self.kit):
            self._buttons.addWidget(button, 1)
        column.addLayout(self._buttons)
        column.addWidget(self.expired)
        self.password.clicked.connect(self.password_wanted)
        self.device.clicked.connect(self.device_wanted)
        self.kit.clicked.connect(self.kit_wanted)
        self.show_ways(Threshold(), at_kit=False)

    def show_ways(self, found: Threshold, *, at_kit: bool) -> None:
        """Those beside the one that is asked for now: the kit's words, or the password."""
        device, now = (found.doors.device if found.doors is not None else None), time.time()
        lasts = device is not None and device.expires > now
        self.slot = device.slot if device is not None and lasts else None
        self.password.setVisible(at_kit and (found.doors is None or found.has("password", "keyfile")))
        self.device.setVisible(lasts)
        self.kit.setVisible(not at_kit and found.has("recovery"))
        if device is not None and not lasts:
            said = self.tr("This device opened the vault until {date}. It can be set up again under Keys.")
            self.expired.text.setText(said.format(date=full_day(device.expires * 1_000)))
        self.expired.setVisible(device is not None and not lasts)
        self.setVisible(any(not one.isHidden() for one in (self.password, self.device, self.kit, self.expired)))
        self._arrange()

    def _arrange(self) -> None:
        shown = [one for one in (self.password, self.device, self.kit) if not one.isHidden()]
        wanted = sum(one.sizeHint().width() + Space.M for one in shown) - Space.M
        fits = wanted <= self.width()
        self._buttons.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        self._buttons.setSpacing(Space.M if fits else Space.S)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below each other."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest button: they may stand below each other."""
        widest = max(one.sizeHint().width() for one in (self.password, self.device, self.kit))
        return QSize(widest, super().minimumSizeHint().height())


class Delay(IconText):
    """The wait before the next try, counted down in words. Hidden while there is none."""

    over = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("idle", Text("", weight=500, wrap=True, tabular=True), size=18, gap=10, token="warning",
                         parent=parent)  # fmt: skip
        self._until, self._tries = 0.0, 0
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tell)
        self.hide()

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    def begin(self, seconds: float, tries: int) -> None:
        """So long from now; 0 ends it."""
        self._until, self._tries = time.monotonic() + seconds, tries
        if seconds > 0:
            self._timer.start()
            self._tell()
            self.show()
            announce(self, self.text.text())
        else:
            self._end()

    def _tell(self) -> None:
        left = math.ceil(self._until - time.monotonic())
        if left <= 0:
            self._end()
            return
        tried = self.tr("%Ln wrong attempt(s) on this computer.", "", self._tries)
        wait = self.tr("The next one can be tried in %Ln second(s).", "", left)
        self.text.setText(f"{tried} {wait}")
        self.setAccessibleName(self.text.text())

    def _end(self) -> None:
        running = self._timer.isActive()
        self._timer.stop()
        self.hide()
        if running:
            self.over.emit()
