"""The application: its look, its words, its windows, and how it ends."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import signal
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

import vault
from vault.child import runtime_folder
from vault.child.link import start_command

from .appearance import dress
from .known_vaults import KnownVaults
from .parts.choosing import leave_no_trace
from .session_lock import SessionWatch
from .settings import Settings
from .sweeping import Sweeper
from .theme import look
from .translations import Translations, locale_of
from .window import VaultWindow
from .windows_menu import bring_forward

if TYPE_CHECKING:
    from .tray import Tray

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

_M_PERTURB = -6
"""glibc: overwrite memory that is freed. What was shown goes when its widget does, not when its place is used again."""

_SWITCH_SECONDS = 0.0005
LOAD_AHEAD_MS = 300
"""The start page is painted by then."""

Command = Callable[[int], Sequence[str]]


class Windows(QObject):
    """The windows of the application, one for each vault that is open; they share settings and known vaults."""

    def __init__(self, command: Command = start_command, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = Settings(parent=self)
        self.known = KnownVaults(parent=self)
        self._command = command
        self._windows: list[VaultWindow] = []
        self._tray: Tray | None = None
        self.session = SessionWatch(self)
        self._is_waited_for = False
        self.session.due.connect(self.lock_all)
        self.settings.changed.connect(self._apply)

    def open_one(self, path: Path | None = None) -> VaultWindow:
        """One more window, at the unlock page of a vault if there is a path."""
        window = VaultWindow(self.settings, self.known, command=self._command)
        self._windows.append(window)
        window.others = lambda: [one for one in self._windows if one is not window]
        window.new_window_wanted.connect(lambda: self._open_beside(window))
        window.lock_all_wanted.connect(self.lock_all)
        window.front_wanted.connect(self.show_window_of)
        window.turned.connect(self._note_turn)
        window.closed.connect(lambda: self._drop(window))
        window.show()
        if path is not None:
            window.show_vault(path)
        return window

    def lock_all(self, why: str = "person") -> None:
        """Every window locks, as far as the person wants it for this reason; a sleep waits until that is done."""
        if why in ("session", "switch") and not self.settings.lock_with_session:
            return
        self._is_waited_for = self._is_waited_for or why == "suspend"
        for window in list(self._windows):
            window.lock(why)
        self._note_turn()

    def show_window_of(self, path: Path) -> None:
        """The window that has a vault open comes to the front."""
        for window in self._windows:
            if window.vault == path:
                bring_forward(window)

    def _note_turn(self) -> None:
        """A vault was opened or locked somewhere."""
        if self._is_waited_for and not any(window.is_open for window in self._windows):
            self._is_waited_for = False
            self.session.let_sleep()
        if self._tray is not None:
            self._tray.show_state()

    def end(self) -> None:
        """Every window locks and closes, without a question."""
        for window in list(self._windows):
            window.end()

    def _open_beside(self, before: VaultWindow) -> None:
        window = self.open_one()
        window.resize(before.size())
        window.move(before.pos().x() + 32, before.pos().y() + 32)

    def _drop(self, window: VaultWindow) -> None:
        if window in self._windows:
            self._windows.remove(window)
            window.deleteLater()
            self._note_turn()
            if not self._windows:
                self._end_tray()  # or nothing would end the application

    def _apply(self, name: str) -> None:
        if name == "theme":
            look().choose(self.settings.theme)
            if self._tray is not None:
                self._tray.show_state()
        elif name == "tray":
            self._end_tray()
            self.show_tray()

    def show_tray(self) -> None:
        """The icon, where it is wanted and there is a place for it."""
        if not self.settings.tray:
            return
        from .tray import Tray, has_tray

        if has_tray():
            self._tray = Tray(lambda: self._windows, self)
            self._tray.lock_all_wanted.connect(self.lock_all)
            self._tray.window_wanted.connect(self.open_one)

    def _end_tray(self) -> None:
        if self._tray is not None:
            self._tray.end()
            self._tray = None


class EndSignals(QObject):
    """Ctrl+C in the terminal and the system's wish to end: all windows lock, and the application ends.

    Python runs its signal handlers between its own lines only, and there are none while Qt waits. So the number of the
    signal is written to a socket that Qt watches.
    """

    def __init__(self, windows: Windows) -> None:
        super().__init__(windows)
        self._windows = windows
        self._ours, self._theirs = socket.socketpair()
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, _ignore) for number in (signal.SIGINT, signal.SIGTERM)}
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)

    def _hear(self) -> None:
        with contextlib.suppress(OSError):
            self._ours.recv(64)
        self._windows.end()

    def stop(self) -> None:
        """Signals are what they were before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._ours.close()
        self._theirs.close()


def _ignore(number: int, frame: object) -> None:
    """The number alone counts, and that is on the socket already."""


def harden() -> None:
    """No core dump of a window that has names and notes in it.

    It stays readable for debuggers of the same user: an undumpable program is refused by the desktop's portals, which
    look into /proc for whom they serve. No key is in here.
    """
    if resource is not None:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(_M_PERTURB, 0xDB)


def load_ahead() -> None:
    """Loads the page of an open vault beside the start page, so that no tenth of a second is missing when one opens."""
    # Whoever holds the interpreter gives it up for the window sooner: a picture waits for it more than once.
    sys.setswitchinterval(_SWITCH_SECONDS)
    threading.Thread(target=_load, daemon=True).start()


def _load() -> None:
    importlib.import_module("vault.qt.vault_page")
    gc.freeze()  # modules and the start page stay: the collector need not walk over them at every lock


def with_fallbacks(font: QFont) -> QFont:
    """The system's font with the families of the look behind it, for a system that names none which is there.

    Our own words ask for those by themselves; Qt's buttons and fields take the application's font as it is.
    """
    font.setFamilies(list(dict.fromkeys([*font.families(), "Inter", "sans-serif"])))
    return font


def run(arguments: Sequence[str] = (), *, command: Command = start_command) -> int:
    """Be the application until its last window is closed; the exit code. The first argument may be a vault's path."""
    harden()
    leave_no_trace()
    app = QApplication([sys.argv[0] or "deedbox", *arguments])
    app.setApplicationName("Deedbox")
    app.setApplicationVersion(vault.__version__)
    app.setDesktopFileName("deedbox")
    app.setFont(with_fallbacks(app.font()))
    Sweeper(app)
    locale = locale_of(Settings().language)
    QLocale.setDefault(locale)
    Translations(app, locale)
    windows = Windows(command, app)
    dress(app, windows.settings.theme)
    signals = EndSignals(windows)
    # Qt takes its own options away from the list.
    paths = [argument for argument in app.arguments()[1:] if not argument.startswith("-")]
    windows.open_one(Path(paths[0]) if paths else None)
    # Plain copies that were dragged out of a window which ended before it could wipe them.
    QTimer.singleShot(0, app, runtime_folder.sweep)
    QTimer.singleShot(LOAD_AHEAD_MS, app, load_ahead)
    QTimer.singleShot(LOAD_AHEAD_MS, windows.session, windows.session.start)
    QTimer.singleShot(LOAD_AHEAD_MS, windows, windows.show_tray)
    try:
        return app.exec()
    finally:
        windows.session.stop()
        signals.stop()
