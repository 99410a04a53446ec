"""Reads the tree that a screen reader reads, of an application on a desktop of its own, by AT-SPI.

`python -m tools.tree` starts Deedbox under Xvfb with a bus of its own and prints every control that is seen, with its
role, name and states. Needs Debian's python3-gi and gir1.2-atspi-2.0, at-spi2-core, dbus, Xvfb and openbox.

The second half of this file runs under the system's own Python (`python3 tree.py --read`), since that is the one
gi is installed for: it is told what to do line by line, and answers each line with one of JSON.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
PROBE = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
STATES = ("showing", "enabled", "focusable", "focused", "checked", "checkable", "expanded", "expandable", "selected",
          "selectable", "editable", "modal", "active", "read-only")  # fmt: skip


def missing() -> list[str]:
    """What a look at the tree needs and this machine has not."""
    lacking = [name for name in ("Xvfb", "openbox", "dbus-run-session") if shutil.which(name) is None]
    if not any(Path(launcher).exists() for launcher in LAUNCHERS):
        lacking.append("at-spi2-core")
    found = Path(SYSTEM_PYTHON).exists() and subprocess.run(
        [SYSTEM_PYTHON, "-c", PROBE], capture_output=True, check=False
    )
    if not found or found.returncode:
        lacking.append("gir1.2-atspi-2.0")
    return lacking


class Reader:
    """Somebody with a screen reader: sees the trees of all applications of a session, and hears what they announce."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """`environment`: of the session, with DISPLAY and the address of its bus."""
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, str(Path(__file__)), "--read"],
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def ask(self, what: str, *words: str) -> Any:
        """`tree`: everything that is seen; `focus`: role and name of what has the keyboard; `heard`: all announcements;
        `press NAME`: does what a control does."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([what, *words]) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


# --- under the system's Python ----------------------------------------------------------------------


def read() -> None:
    """Answers lines with lines, between which it hears what the applications tell."""
    import gi  # type: ignore[import-not-found]  # of the system's own Python

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib  # type: ignore[import-not-found]  # as above

    heard: list[str] = []
    focus = ["", ""]

    def hear(event: Any) -> None:
        with contextlib.suppress(GLib.Error):  # whoever spoke may be gone by now
            if event.type.startswith("object:announcement"):
                heard.append(str(event.any_data))
            elif event.detail1:
                focus[:] = event.source.get_role_name(), event.source.get_name() or ""

    def answer(*_: Any) -> bool:
        what, *words = json.loads(sys.stdin.readline() or '["end"]')
        said: Any = {"heard": heard, "focus": focus}.get(what)
        try:
            if what == "tree":
                said = [one for app in _applications(Atspi, words) for one in _walk(app, Atspi)]
            elif what == "press":
                said = any(_press(app, Atspi, words[0]) for app in _applications(Atspi, []))
        except GLib.Error:
            said = []  # it changed under our eyes: whoever asks looks again
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()
        if what == "end":
            Atspi.event_quit()
        return bool(what != "end")

    Atspi.init()
    listener = Atspi.EventListener.new(hear)
    for kind in ("object:announcement", "object:state-changed:focused"):
        listener.register(kind)
    GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_IN | GLib.IO_HUP, answer)
    Atspi.event_main()


def _applications(atspi: Any, names: Sequence[str]) -> list[Any]:
    desktop = atspi.get_desktop(0)
    found = [desktop.get_child_at_index(number) for number in range(desktop.get_child_count())]
    return [one for one in found if one is not None and (not names or one.get_name() in names)]


def _states(node: Any, atspi: Any) -> list[str]:
    held = node.get_state_set()
    return [name for name in STATES if held.contains(getattr(atspi.StateType, name.upper().replace("-", "_")))]


def _walk(node: Any, atspi: Any) -> list[dict[str, Any]]:
    """A node and what is below it, as far as it is seen."""
    if node is None:
        return []
    role, name, states = node.get_role_name(), node.get_name() or "", _states(node, atspi)
    if role != "application" and "showing" not in states:
        return []
    value = node.get_value_iface().get_current_value() if node.get_value_iface() is not None else None
    line = {"role": role, "name": name, "states": states, "description": node.get_description() or "", "value": value}
    found = [line]
    for number in range(min(60, node.get_child_count())):
        found += _walk(node.get_child_at_index(number), atspi)
    return found


def _press(node: Any, atspi: Any, name: str) -> bool:
    if node is None:
        return False
    if node.get_name() == name and "showing" in _states(node, atspi) and node.get_action_iface() is not None:
        node.get_action_iface().do_action(0)
        return True
    return any(_press(node.get_child_at_index(number), atspi, name) for number in range(node.get_child_count()))


# --- by hand ------------------------------------------------------------------------------------------


def bus_of(desktop: Any) -> str:
    """Starts a session bus on a desktop; its address."""
    place = desktop.home / "bus"
    with place.open("wb") as file:
        program = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            env=desktop.environment,
            stdout=file,
            stderr=subprocess.DEVNULL,
        )
    desktop.keep(program)
    for _ in range(200):
        address = str(place.read_text().strip())
        if address:
            return address
        time.sleep(0.02)
    raise TimeoutError("the bus did not start")


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tools.tree", description=__doc__)
    parser.add_argument("--read", action="store_true", help=argparse.SUPPRESS)
    if parser.parse_args().read:
        read()
        return 0
    if lacking := missing():
        print(f"needs {', '.join(lacking)}", file=sys.stderr)
        return 1
    from tools.desktop import Desktop

    with tempfile.TemporaryDirectory() as scratch, Desktop(Path(scratch)) as desktop:
        desktop.environment |= {"DBUS_SESSION_BUS_ADDRESS": bus_of(desktop), "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        paths = {"PYTHONPATH": str(Path(__file__).parents[1])}
        desktop.start([sys.executable, "-m", "vault"], paths)
        desktop.window("^Deedbox$")
        with Reader({**os.environ, **desktop.environment}) as reader:
            time.sleep(1)
            for one in reader.ask("tree"):
                print(f"{one['role']:<16}{one['name'][:60]:<62}{' '.join(one['states'])}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
