"""A bus of the test's own, and on it what a desktop says: logind, and the screen savers."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

LOGIND = "org.freedesktop.login1"
SESSION_PATH = "/org/freedesktop/login1/session/_33"
OTHER_PATH = "/org/freedesktop/login1/session/_34"


@contextlib.contextmanager
def own_bus(patch: pytest.MonkeyPatch) -> Iterator[str]:
    """A real message bus, taken for the system's and the session's; its address."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("dbus-daemon is not installed")
    command = [daemon, "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        patch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        patch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        patch.delenv("XDG_SESSION_ID", raising=False)
        try:
            yield address
        finally:
            process.terminate()


class Desktop(threading.Thread):
    """Says what a test wants to be heard, and answers as logind does."""

    def __init__(self, address: str, *, names: tuple[str, ...] = (LOGIND,)) -> None:
        super().__init__(daemon=True)
        self._connection = open_dbus_connection(address, enable_fds=True)
        for name in names:
            self._connection.send_and_get_reply(message_bus.RequestName(name), timeout=5)
        self.asked: list[tuple[str, tuple[Any, ...]]] = []
        self.delays: list[int] = []
        """Of each delay that was given out, the end that tells when it is returned."""
        self.start()

    def run(self) -> None:
        """Answers until it is stopped."""
        with contextlib.suppress(OSError):
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self._answer(message)

    def _answer(self, message: Any) -> None:
        member = message.header.fields[HeaderFields.member]
        if member == "Inhibit":
            ours, theirs = os.pipe()
            self._connection.send(new_method_return(message, "h", (theirs,)))
            os.close(theirs)
            os.set_blocking(ours, False)
            self.delays.append(ours)
        elif member == "GetSession":
            self._connection.send(new_method_return(message, "o", (SESSION_PATH,)))
        else:
            self._connection.send(new_error(message, "org.example.No"))
        self.asked.append((member, message.body))

    def say(self, path: str, interface: str, member: str, signature: str = "", *words: Any, to: str = "") -> None:
        """A signal to everybody, or to one alone, who need not have asked for it."""
        signal = new_signal(DBusAddress(path, interface=interface), member, signature, words)
        if to:
            signal.header.fields[HeaderFields.destination] = to
        self._connection.send(signal)

    def say_property(self, path: str, name: str, value: bool) -> None:
        """A property of a session has another value."""
        changed = {name: ("b", value), "IdleHint": ("b", True)}
        words: tuple[Any, ...] = (f"{LOGIND}.Session", changed, [])
        self.say(path, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as", *words)

    def prepare_for_sleep(self, begins: bool) -> None:
        """The computer goes to sleep, or woke up."""
        self.say("/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", "b", begins)

    def may_sleep(self) -> bool:
        """Whether the latest delay was returned."""
        try:
            return os.read(self.delays[-1], 1) == b""
        except BlockingIOError:
            return False

    def stop(self) -> None:
        """Leaves the bus."""
        self._connection.sock.shutdown(socket.SHUT_RDWR)
        self.join(5)
        self._connection.close()
        for end in self.delays:
            os.close(end)
