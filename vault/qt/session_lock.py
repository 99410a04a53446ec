"""What the desktop says that must lock a vault: the screen is locked, another user comes, the computer goes to sleep.

Linux and its relatives say so on D-Bus. Each bus is listened to on a thread of its own, which alone waits for it: a bus
that hangs, lies or is missing holds up nobody, and nothing here ends the program. Qt's own D-Bus would hold the
interpreter while it connects.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from jeepney import Message

LOGIND = "org.freedesktop.login1"
MANAGER, SESSION = f"{LOGIND}.Manager", f"{LOGIND}.Session"
MANAGER_PATH = "/org/freedesktop/login1"
BUS = "org.freedesktop.DBus"
PROPERTIES = f"{BUS}.Properties"
SAVERS = tuple(f"org.{desktop}.ScreenSaver" for desktop in ("freedesktop", "gnome", "cinnamon", "mate", "xfce"))
"""KDE's is the one of freedesktop."""

Answered = Callable[[tuple[Any, ...]], None]


class _Ear(threading.Thread):
    """Listens to one bus until it is gone or `stop` is called. All but `stop` runs on its own thread."""

    bus = "SESSION"
    takes_descriptors = False

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(name=f"{self.bus.lower()} bus", daemon=True)
        self._tell = tell
        self._waiting: dict[int, Answered] = {}
        self._connection: Any = None
        self._stopped = False

    def run(self) -> None:
        """A bus that is missing or ends is no fault: the clocks of `idle.py` go on."""
        with contextlib.suppress(Exception):
            from jeepney.io.blocking import open_dbus_connection

            self._connection = open_dbus_connection(self.bus, enable_fds=self.takes_descriptors)
            self.greet()
            while not self._stopped:
                self._take(self._connection.receive())
        if self._connection is not None:
            self._connection.close()

    def stop(self) -> None:
        """No more of it. From any thread."""
        self._stopped = True
        if self._connection is not None:
            with contextlib.suppress(OSError):
                self._connection.sock.shutdown(socket.SHUT_RDWR)

    def greet(self) -> None:
        """Says what is to be heard."""
        for saver in SAVERS:
            self.listen(f"interface='{saver}',member='ActiveChanged'")

    def hear(self, interface: str, member: str, said: tuple[Any, ...], fields: dict[Any, Any]) -> None:
        """A signal that was listened to."""
        if interface in SAVERS and member == "ActiveChanged" and said == (True,):
            self._tell("session")

    # Asking

    def listen(self, rule: str) -> None:
        """Wants signals of this kind."""
        self.ask(BUS, "/org/freedesktop/DBus", BUS, "AddMatch", "s", (f"type='signal',{rule}",))

    def ask(
        self,
        service: str,
        path: str,
        interface: str,
        member: str,
        signature: str,
        words: tuple[Any, ...],
        answered: Answered | None = None,
    ) -> None:
        """Asks; an answer that is an error is none."""
        from jeepney import DBusAddress, new_method_call

        serial = next(self._connection.outgoing_serial)
        if answered is not None:
            self._waiting[serial] = answered
        address = DBusAddress(path, service, interface)
        self._connection.send(new_method_call(address, member, signature, words), serial=serial)

    def _take(self, message: Message) -> None:
        from jeepney import HeaderFields, MessageType

        fields = message.header.fields
        kind = message.header.message_type
        if kind in (MessageType.method_return, MessageType.error):
            answered = self._waiting.pop(fields.get(HeaderFields.reply_serial, -1), None)
            if answered is not None and kind is MessageType.method_return:
                answered(message.body)
        elif kind is MessageType.signal:
            interface, member = (fields.get(one, "") for one in (HeaderFields.interface, HeaderFields.member))
            self.hear(interface, member, message.body, fields)


class _SystemEar(_Ear):
    """Listens to logind, and asks it for a moment before each sleep, so that nothing sleeps unlocked."""

    bus = "SYSTEM"
    takes_descriptors = True

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__(tell)
        self._owner = ""
        self._session = ""
        self._delay: int | None = None
        self._guard = threading.Lock()

    def greet(self) -> None:
        """Anew whenever logind itself was started anew."""
        self.listen(f"sender='{BUS}',interface='{BUS}',member='NameOwnerChanged',arg0='{LOGIND}'")
        self.listen(f"sender='{LOGIND}',path='{MANAGER_PATH}',interface='{MANAGER}',member='PrepareForSleep'")
        self._find_logind()

    def _find_logind(self) -> None:
        self.ask(BUS, "/org/freedesktop/DBus", BUS, "GetNameOwner", "s", (LOGIND,), self._know)

    def _know(self, answer: tuple[Any, ...]) -> None:
        """Signals may be sent to us by anybody on this bus: only logind's own count."""
        self._owner = str(answer[0])
        self._ask_for_delay()
        # Of a program that a session has not started itself logind knows the session by "auto" alone.
        for name in filter(None, (os.environ.get("XDG_SESSION_ID"), "auto")):
            self.ask(LOGIND, MANAGER_PATH, MANAGER, "GetSession", "s", (name,), self._watch)

    def _watch(self, answer: tuple[Any, ...]) -> None:
        if not self._session:
            self._session = path = str(answer[0])
            self.listen(f"sender='{LOGIND}',path='{path}',interface='{SESSION}',member='Lock'")
            self.listen(f"sender='{LOGIND}',path='{path}',interface='{PROPERTIES}',member='PropertiesChanged'")

    def _ask_for_delay(self) -> None:
        words = ("sleep", "Deedbox", "Locks the vaults that are open", "delay")
        self.ask(LOGIND, MANAGER_PATH, MANAGER, "Inhibit", "ssss", words, self._keep_delay)

    def _keep_delay(self, answer: tuple[Any, ...]) -> None:
        number = answer[0].to_raw_fd()
        os.set_inheritable(number, False)
        self.release()
        with self._guard:
            self._delay = number

    def release(self) -> None:
        """The computer may sleep. From any thread."""
        with self._guard:
            number, self._delay = self._delay, None
        if number is not None:
            os.close(number)

    def hear(self, interface: str, member: str, said: tuple[Any, ...], fields: dict[Any, Any]) -> None:
        """What logind says of our session and of the whole computer."""
        from jeepney import HeaderFields

        sender = fields.get(HeaderFields.sender, "")
        if sender == BUS and member == "NameOwnerChanged" and said[2]:
            self._session = ""
            self._find_logind()
        if sender != self._owner:
            return
        if member == "PrepareForSleep" and interface == MANAGER:
            if said[0]:
                self._tell("suspend")
            else:
                self._ask_for_delay()
        elif fields.get(HeaderFields.path) != self._session:
            return
        elif member == "Lock" and interface == SESSION:
            self._tell("session")
        elif member == "PropertiesChanged" and said[0] == SESSION:
            changed = {name: value for name, (_, value) in said[1].items()}
            if changed.get("LockedHint") is True:
                self._tell("session")
            if changed.get("Active") is False:
                self._tell("switch")


class SessionWatch(QObject):
    """Hears it for all windows of the application. GUI thread only."""

    due = Signal(str)
    """`session`: the screen was locked; `switch`: another user is in front of it; `suspend`: the computer wants to
    sleep, and waits for `let_sleep` as long as it is patient (five seconds, usually)."""
    _heard = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heard.connect(self.due, Qt.ConnectionType.QueuedConnection)
        self._system: _SystemEar | None = None
        self._ears: list[_Ear] = []

    def start(self) -> None:
        """Listens from now on. Returns at once."""
        if sys.platform in ("win32", "darwin") or self._ears:
            return
        self._system = _SystemEar(self._tell)
        self._ears = [self._system, _Ear(self._tell)]
        for ear in self._ears:
            ear.start()

    def let_sleep(self) -> None:
        """Everything is locked: the computer need not wait any longer."""
        if self._system is not None:
            self._system.release()

    def stop(self) -> None:
        """Listens no more."""
        for ear in self._ears:
            ear.stop()
        self.let_sleep()
        self._ears = []

    def _tell(self, why: str) -> None:
        """Any thread."""
        if isValid(self):
            self._heard.emit(why)
