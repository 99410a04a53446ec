"""A real login keyring for tests: a session bus and gnome-keyring's daemon, in a home of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

PROGRAMS = ("dbus-daemon", "gnome-keyring-daemon", "secret-tool")
LOGIN_PASSWORD = b"login password"
PATIENCE_SECONDS = 20
_NAME = "org.freedesktop.secrets"
_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={path}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
"""Nothing starts on this bus by itself: no second daemon, and nobody who would show a question."""


def missing() -> list[str]:
    return [program for program in PROGRAMS if shutil.which(program) is None]


needs_keyring = pytest.mark.skipif(bool(missing()), reason=f"a login keyring needs {', '.join(missing())}")


class LoginKeyring:
    """The keyring of one person on one computer. `environment` leads to it."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._daemon: subprocess.Popen[bytes] | None = None
        bus = home / "bus"
        self.environment = {
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}",
            "PATH": os.environ["PATH"],
        }
        (home / "bus.conf").write_text(_CONFIGURATION.format(path=bus))
        self._bus = subprocess.Popen(
            ["dbus-daemon", f"--config-file={home / 'bus.conf'}", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self.environment,
        )
        assert self._bus.stdout is not None
        assert self._bus.stdout.readline(), "no bus"

    def start(self, password: bytes | None = LOGIN_PASSWORD) -> None:
        """The daemon, as a login with this password starts it; without one, as it is before a login."""
        from jeepney import MatchRule, message_bus
        from jeepney.io.blocking import open_dbus_connection

        rule = MatchRule(type="signal", sender="org.freedesktop.DBus", member="NameOwnerChanged")
        rule.add_arg_condition(0, _NAME)
        with closing(open_dbus_connection(bus=self.environment["DBUS_SESSION_BUS_ADDRESS"])) as bus:
            bus.send_and_get_reply(message_bus.AddMatch(rule))
            with bus.filter(rule) as owners:
                command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
                self._daemon = subprocess.Popen(
                    [*command, *(["--unlock"] if password is not None else [])],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    env=self.environment,
                )
                assert self._daemon.stdin is not None
                self._daemon.stdin.write(password or b"")
                self._daemon.stdin.close()
                bus.recv_until_filtered(owners, timeout=PATIENCE_SECONDS)

    def stop(self) -> None:
        """The daemon's end; what it keeps is on the disk."""
        if self._daemon is not None:
            self._daemon.terminate()
            self._daemon.wait(PATIENCE_SECONDS)
            self._daemon = None

    def lock(self) -> None:
        """As if somebody locked the login keyring by hand."""
        import secretstorage

        with closing(secretstorage.dbus_init()) as bus:
            secretstorage.get_default_collection(bus).lock()

    def seen_from_outside(self, *search: str) -> str:
        """All that any program of the same person is told: attributes and secrets."""
        command = ["secret-tool", "search", "--all", "--unlock", *search]
        told = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return told.stdout + told.stderr

    def files(self) -> list[bytes]:
        """What the keyring has on the disk."""
        return [path.read_bytes() for path in self._home.rglob("*") if path.is_file()]

    def end(self) -> None:
        self.stop()
        self._bus.terminate()
        self._bus.wait(PATIENCE_SECONDS)
        assert self._bus.stdout is not None
        self._bus.stdout.close()


@contextmanager
def login_keyring(password: bytes | None = LOGIN_PASSWORD) -> Iterator[LoginKeyring]:
    """One that is there, unlocked by a login, in this process's environment."""
    # Sockets have short names.
    with tempfile.TemporaryDirectory(prefix="keyring-") as home, pytest.MonkeyPatch.context() as patch:
        keyring = LoginKeyring(Path(home))
        try:
            for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "PYTHON_KEYRING_BACKEND", "DISPLAY", "WAYLAND_DISPLAY"):
                patch.delenv(name, raising=False)
            for name, value in keyring.environment.items():
                patch.setenv(name, value)
            keyring.start(password)
            yield keyring
        finally:
            keyring.end()
