"""One window, one vault: it owns the vault's process, shows the start or the open vault, and locks."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDrag, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QStackedLayout, QWidget

from vault.child import messages as m
from vault.child.link import Ended, start_command

from .clipboard import secret_clipboard
from .connection import VaultConnection
from .help.acts import HelpActs
from .idle import IdleWatch
from .known_vaults import KnownVault, KnownVaults, now
from .lock_account import LockAccount
from .moving.register import copies_of
from .operations import Operations
from .parts.dialogs import Dialog
from .parts.focus import step
from .parts.text import Text
from .proofs import proof_of
from .returning import Whereabouts, go_back, whereabouts, with_saved_note
from .settings import Settings
from .start.page import Opening, StartPage
from .start.places import vault_name
from .works import Works

SIZE = QSize(1280, 820)
LEAST = QSize(480, 420)
SAVE_MS = 1_500
"""What an unsaved note may take before the lock goes on without it."""
CLOSE_MS = 3_000
"""What the end of a window may take altogether; then its process is killed, which loses nothing that was saved."""


def make_vault_page(
    operations: Operations, works: Works, facts: m.Facts, settings: Settings, parent: QWidget | None = None
) -> QWidget:
    """The page of an open vault. Loaded when the first vault is open, so that the start comes sooner."""
    from .vault_page import VaultPage

    return VaultPage(operations, works, facts, settings, parent)


class VaultWindow(QWidget):
    """A window of the application. Settings and known vaults are the application's, shared by its windows."""

    new_window_wanted = Signal()
    lock_all_wanted = Signal()
    front_wanted = Signal(object)
    """The path of a vault that is open in another window, which is to come to the front."""
    turned = Signal()
    """A vault was opened or locked here."""
    closed = Signal()

    def __init__(
        self,
        settings: Settings | None = None,
        known: KnownVaults | None = None,
        *,
        make_page: Callable[..., QWidget] = make_vault_page,
        command: Callable[[int], Sequence[str]] = start_command,
    ) -> None:
        super().__init__()
        self.setProperty("spokenAs", "window")
        self.settings = settings or Settings(parent=self)
        self.known = known or KnownVaults(parent=self)
        self.connection = VaultConnection(self, command=command)
        self.works = Works(self)
        self.operations = Operations(self.connection, self.works, self)
        self.copies = copies_of(self.operations)
        self.clipboard = secret_clipboard()
        self.idle = IdleWatch(self)
        self.page: QWidget | None = None
        self.others: Callable[[], Sequence[VaultWindow]] = lambda: ()
        """The other windows of the application."""
        self._make_page = make_page
        self._made: QWidget | None = None
        """A page that has not begun yet."""
        self._path = Path()
        self._why = ""
        self._stage: Literal["", "saving", "ending"] = ""
        self._closing = self._ending = False
        self._late = ("", 0)
        """Why a vault is locked as soon as it is open, and the number of the process that opens it."""
        self._account: LockAccount | None = None
        self._whereabouts: Whereabouts | None = None
        self.start = StartPage(self.operations, self.known)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self.start)
        self._patience = QTimer(self, interval=SAVE_MS, singleShot=True)
        self._patience.timeout.connect(self._lock_now)
        self._last_call = QTimer(self, interval=CLOSE_MS, singleShot=True)
        self._last_call.timeout.connect(self._give_up)
        self.setMinimumSize(LEAST)
        self.setWindowTitle(self.tr("Deedbox"))
        self._make_acts()
        self._connect()
        self._place()

    def _make_acts(self) -> None:
        """What the keys do everywhere in the window; `actions()` has them for a menu."""
        for words, keys, act in (
            (self.tr("Lock"), "Ctrl+L", lambda: self.lock("person")),
            (self.tr("Lock all"), "Ctrl+Shift+L", self.lock_all_wanted.emit),
            (self.tr("New window"), "Ctrl+Shift+N", self.new_window_wanted.emit),
            (self.tr("Settings"), "Ctrl+,", self.show_settings),
            (self.tr("Full screen"), "F11", self._toggle_full_screen),
            (self.tr("Quit"), "Ctrl+Q", self._quit),
        ):
            action = QAction(words, self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _checked=False, act=act: act())
            self.addAction(action)
        self.closed.connect(HelpActs(self).close)

    def _connect(self) -> None:
        self.start.opened.connect(self._open)
        self.start.settings_wanted.connect(self.show_settings)
        self.start.front_wanted.connect(self.front_wanted)
        self.connection.ended.connect(self._end)
        self.operations.facts_changed.connect(self._note_facts)
        self.idle.due.connect(self._lock_by_itself)
        self.idle.told.connect(self._show_idle)
        self.works.changed.connect(self._lock_after_work)
        self.settings.changed.connect(self._apply)
        self.copies.changed.connect(self._note_copies)
        self.copies.saved.connect(lambda *_: self._apply("lock_after_minutes"))  # somebody works in another program
        for name in ("lock_after_minutes", "keep_unsaved_copies", "clipboard_seconds"):
            self._apply(name)

    @property
    def is_open(self) -> bool:
        """Whether a vault is open here."""
        return self.page is not None

    @property
    def vault(self) -> Path | None:
        """The vault that is open here."""
        return self._path if self.page is not None else None

    def show_vault(self, path: Path) -> None:
        """The unlock page of a vault, or of none if the folder is none."""
        if self.page is None:
            self.start.look_at(path)

    # Open

    def _open(self, opening: Opening) -> None:
        """The page is made, begun and shown in three steps, between which the window has its turn; without a delay it
        would have none."""
        self._path, self._why = opening.path, ""
        self._made = self._make_page(self.operations, self.works, opening.facts, self.settings, self)
        QTimer.singleShot(1, self, lambda: self._begin(opening))

    def _begin(self, opening: Opening) -> None:
        self.page, self._made = self._made, None
        if self.page is None:
            return  # the vault's process has ended meanwhile
        self.page.begin()  # type: ignore[attr-defined]  # the page's side of the agreement
        for name, act in (("lock_wanted", lambda: self.lock("person")), ("settings_wanted", self.show_settings)):
            getattr(self.page, name).connect(act)
        QTimer.singleShot(1, self, self._show_page)
        title = self.tr("{name} - Deedbox")
        self.setWindowTitle(title.format(name=vault_name(opening.path)))
        if opening.remember:
            known, proof = self.known.find(opening.path), proof_of(opening.facts)
            if known is not None and opening.facts.read_only is not None:
                proof = known.proof  # a look at an older state is no reason to forget a later proof
            self.known.remember(KnownVault(opening.path, now(), proof, opening.keyfile))
        self.known.set_open(opening.path, True)
        self.turned.emit()
        why, process = self._late
        self._late = ("", 0)
        if why and process == self.connection.pid:
            self.lock(why)

    def _show_page(self) -> None:
        if self.page is not None and not self._stage:
            self._stack.addWidget(self.page)
            self._stack.setCurrentWidget(self.page)
            self.page.setFocus()
            self.idle.start()
            self._take_up()

    def _take_up(self) -> None:
        """Whoever opens the same vault again is where they were; of another one's lock nothing is known any more."""
        account, to = self._account, self._whereabouts
        self._account = self._whereabouts = None
        if self.page is not None and to is not None and go_back(self.page, to, self.operations) and account is not None:
            account.offer(self.works, self.page)

    def _note_facts(self, facts: m.Facts) -> None:
        if self.page is not None and facts.read_only is None:
            self.known.note_proof(self._path, proof_of(facts))

    def _show_idle(self, words: str, short: str) -> None:
        if self.page is not None:
            self.page.set_idle_text(words, short)  # type: ignore[attr-defined]  # the page's side of the agreement

    # Lock

    def lock(self, why: str = "person") -> None:
        """Locks; this always succeeds. A note being written is saved first, for a second and a half at most.

        What was on the screen goes at once, with whatever is open over it. `why` is `person`, `idle`, `sleep`,
        `suspend`, `session`, `switch`, `minimized` or `quit`.
        """
        if self.page is None:
            self._stop_opening(why)
        if self.page is None or self._stage:
            return
        self._stage, self._why = "saving", why
        self._patience.start()  # first: what goes wrong below does not hold up the lock
        self._account = self._whereabouts = None
        with contextlib.suppress(Exception):  # nothing that is to be remembered may hold up a lock
            self._account = LockAccount.before(self.copies, self.works)
            self._whereabouts = whereabouts(self.page)
        self.idle.stop()
        self._close_dialogs()
        self.known.set_open(self._path, False)
        self.start.show_unlock(self._path)
        self.start.unlock.set_locking(True)
        self._stack.setCurrentWidget(self.start)
        self.setWindowTitle(self.tr("Deedbox"))
        self.page.save_pending(self._lock_now)  # type: ignore[attr-defined]  # the page's side of the agreement

    def _stop_opening(self, why: str) -> None:
        """A key is being derived while nobody is to open anything: it stops, or the vault is locked once it is open."""
        if self.start.is_busy or self._made is not None:
            self._late = (why, self.connection.pid)
        if self.start.is_busy:
            self.start.unlock.cancel()

    def _lock_now(self) -> None:
        if self._stage == "saving":
            self._stage = "ending"
            self._patience.stop()
            with contextlib.suppress(Exception):  # nothing that is to be remembered may hold up a lock
                if self.page is not None and self._whereabouts is not None:
                    self._whereabouts = with_saved_note(self._whereabouts, self.page)
            self.operations.lock()

    def _end(self, why: Ended) -> None:
        """The process is gone: so is everything that showed what was in it."""
        self._patience.stop()
        self.idle.stop()
        page = self.page or self._made
        self.page = self._made = None
        self.works.clear()
        self.start.unlock.set_locking(False)
        if page is not None:
            self._close_dialogs(for_good=True)
            self._stack.removeWidget(page)
            page.hide()
            page.destroyed.connect(self._sweep_up)
            page.deleteLater()
            self._stack.setCurrentWidget(self.start)
            self.setWindowTitle(self.tr("Deedbox"))
            self.known.set_open(self._path, False)
            cleared = self.clipboard.clear()
            words = f"{self._words_for(why)} {self._account_words(cleared)}".strip()
            self.start.show_unlock(self._path, words, bad=why.reason in ("died", "broken"))
        self._stage = ""
        if page is not None:
            self.turned.emit()
        if self._closing:
            self.close()

    def _sweep_up(self) -> None:
        """What the page held is freed, and thereby overwritten, soon; what a thread still held, a little later."""
        for milliseconds in (0, 2_000):
            QTimer.singleShot(milliseconds, self, gc.collect)

    def _words_for(self, why: Ended) -> str:
        if why.reason in ("died", "broken"):
            return self.tr("The vault process ended unexpectedly. Everything saved is safe.")
        return {
            "idle": self.tr("Locked after %Ln minute(s) without key or mouse.", "", self.idle.minutes),
            "sleep": self.tr("Locked because the computer was asleep."),
            "suspend": self.tr("Locked before the computer went to sleep."),
            "session": self.tr("Locked together with the screen."),
            "switch": self.tr("Locked because another user came in front of the screen."),
            "minimized": self.tr("Locked when the window was minimized."),
        }.get(self._why, self.tr("Locked by you."))

    def _account_words(self, cleared: bool) -> str:
        """What was wiped, what was stopped, and what stayed."""
        unsaved = len(self.copies.unsaved())
        told = self._account.words(unsaved, clipboard=cleared) if self._account is not None else ""
        return f"{told} {self._copies_words()}".strip()

    def _copies_words(self) -> str:
        """What is readable in spite of the lock. No name: the screen is everybody's now."""
        count = len(self.copies.unsaved())
        if not count:
            return ""
        return self.tr(
            "Not in the vault yet: %Ln change(s) of other programs, readable in memory until you unlock.", "", count
        )

    def _note_copies(self) -> None:
        """Another program saved something while the vault is locked."""
        words = self._copies_words()
        if self.page is None and not self._stage and words and self._path != Path():
            self.start.unlock.tell(words, bad=True)

    def _lock_by_itself(self, why: str) -> None:
        if why == "idle" and self.settings.finish_work_first and self.works.is_running:
            self._show_idle(self.tr("Locks when the work is over"), "")
        else:
            self.lock(why)

    def _lock_after_work(self) -> None:
        """Work that held back the lock is over."""
        if self.page is not None and not self.works.is_running and self.idle.minutes and self.idle.seconds_left() <= 0:
            self._lock_by_itself("idle")

    def _close_dialogs(self, *, for_good: bool = False) -> None:
        """Dialogs of the vault show what is in it, and go with it, whatever they would ask before."""
        for dialog in self.findChildren(QDialog):
            dialog.hide()
            if for_good:
                dialog.deleteLater()
        if self.findChildren(QDrag):
            QDrag.cancel()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.hide()  # one that would refuse to close hides all the same

    # Settings

    def show_settings(self) -> None:
        """The dialog of the settings."""
        from .settings_dialog import SettingsDialog

        SettingsDialog(self.settings, self).open()

    def _apply(self, name: str) -> None:
        if name == "lock_after_minutes":
            self.idle.set_minutes(self.settings.lock_after_minutes)
        elif name == "keep_unsaved_copies":
            self.copies.keep_unsaved = self.settings.keep_unsaved_copies
        elif name == "clipboard_seconds":
            self.clipboard.seconds = self.settings.clipboard_seconds

    def changeEvent(self, event: QEvent) -> None:
        """A minimized window locks, where the person wants it."""
        super().changeEvent(event)
        minimized = event.type() == QEvent.Type.WindowStateChange and self.isMinimized()
        if minimized and self.settings.lock_when_minimized:
            self.lock("minimized")

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes as one reads."""
        return step(self, forwards=forwards) or super().focusNextPrevChild(forwards)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # Place on the screen

    def _place(self) -> None:
        """Where it was last time, as far as that is on a screen of today."""
        self.resize(SIZE)
        if not (self.settings.geometry and self.restoreGeometry(self.settings.geometry)):
            screen = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(SIZE.boundedTo(screen.size() * 0.95))
            place = QRect(screen.topLeft(), self.size())
            place.moveCenter(screen.center())
            self.move(place.topLeft())

    # The end

    def _quit(self) -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, VaultWindow):
                window.close()

    def end(self) -> None:
        """Lock and close, without a question: the session ends, or the system asks us to."""
        self._closing = self._ending = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Locks first; the window is gone as soon as that is done, after three seconds at the latest."""
        if self.works.is_running and not self._closing:
            event.ignore()
            self._ask_to_stop()
            return
        if self.page is None and self.copies.unsaved() and not self._ending:
            event.ignore()
            self._closing = False
            self._last_call.stop()
            self._ask_to_give_up()
            return
        self._closing = True
        if self.page is not None:
            event.ignore()
            self._last_call.start()
            self.lock("quit")
            return
        if not self.works.is_running:
            self.connection.kill()  # a key is being derived, if anything: there is nothing to close
        self.connection.close(CLOSE_MS / 1000)
        self.copies.wipe()
        self.clipboard.clear()  # X would hand it over to a program that keeps it
        self.settings.geometry = bytes(self.saveGeometry().data())
        super().closeEvent(event)
        self.closed.emit()

    def _ask_to_stop(self) -> None:
        running = self.works.running()
        question = self.tr("{work} is under way. Stop it and lock?").format(work=running[-1].what)
        if len(running) > 1:
            question = self.tr("%Ln piece(s) of work are under way. Stop them and lock?", "", len(running))
        dialog = Dialog(self.tr("Work is under way"), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.body.addWidget(Text(question, weight=500, wrap=True))
        dialog.body.addWidget(
            Text(self.tr("What was finished before is kept, whole."), tone="text-secondary", wrap=True)
        )
        dialog.cancel.setText(self.tr("Keep working"))
        dialog.set_act(self.tr("Stop and lock"), kind="danger", safe=False)
        dialog.accepted.connect(self.end)
        dialog.open()

    def _ask_to_give_up(self) -> None:
        """What another program wrote is nowhere else: the one thing that holds back the end of a window."""
        from .dialogs.save_back import GiveUpDialog

        dialog = GiveUpDialog(len(self.copies.unsaved()), self, closing=True)  # no name: the vault is locked
        dialog.accepted.connect(self.end)
        dialog.open()

    def _give_up(self) -> None:
        """Whatever still goes on ends now."""
        self.connection.kill()
