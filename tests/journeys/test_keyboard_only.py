"""The whole program without a mouse, by somebody who hears it: keys go in, and what a screen reader is told comes out.

Every control is found by its name as AT-SPI gives it, with Tab and arrow keys alone; the pointer never moves.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.child.links import names, unlock
from tools import tree
from tools.desktop import Desktop, missing, wait

PASSWORD = "ribbon canyon violin 4711 moss"
OUT = "lamp teapot falcon 7301 amber"
ROOT = Path(__file__).parents[2]
LACKING = [*missing(), *tree.missing()]
UNHEARD = {
    "filler",
    "label",
    "panel",
    "layered pane",
    "application",
    "scroll pane",
    "split pane",
    "separator",
    "viewport",
}
"""Roles of what only holds or says something: such a thing needs no name of its own."""

pytestmark = pytest.mark.skipif(bool(LACKING), reason=f"a desktop with a screen reader needs {', '.join(LACKING)}")

Node = dict[str, Any]


@dataclass
class Person:
    """Somebody at the keyboard, with a screen reader."""

    desktop: Desktop
    reader: tree.Reader
    home: Path
    trees: dict[str, list[Node]] = field(default_factory=dict)
    """What was there to be read, at some places on the way."""

    def press(self, *keys: str) -> None:
        self.desktop.keys(*keys)

    def type(self, words: str, *keys: str) -> None:
        self.desktop.type(words)
        self.press(*keys)

    @property
    def focus(self) -> str:
        """What is read out when the keyboard comes to something."""
        return str(self.reader.ask("focus")[1])

    def heard(self, words: str) -> bool:
        return any(words in one for one in self.reader.ask("heard"))

    def wait_for(self, name: str, why: str = "") -> None:
        """Until the keyboard is on something of this name."""
        wait(lambda: self.focus.startswith(name), f"{name!r} to have the keyboard{why}; it is on {self.focus!r}", 20)

    def go_to(self, name: str, key: str = "Tab", most: int = 60) -> None:
        """Goes on with one key until something of this name has the keyboard."""
        met = []
        for _ in range(most):
            if self.focus.startswith(name):
                return
            self.press(key)
            time.sleep(0.06)
            met.append(self.focus)
        raise AssertionError(f"{key} does not lead to {name!r}, but to {met}")

    def go_to_rows(self) -> None:
        """To the list."""
        for _ in range(60):
            if self.reader.ask("focus")[0] == "list item":
                return
            self.press("Tab")
            time.sleep(0.06)
        raise AssertionError("Tab does not lead to the rows")

    def choose(self, *entries: str) -> None:
        """Entries of a menu that is open, and of the menus in it."""
        for entry in entries:
            self.go_to(entry, "Down")
            self.press("Return")
            time.sleep(0.2)

    def note(self, place: str) -> None:
        self.trees[place] = self.reader.ask("tree", "Deedbox")

    def seen(self, role: str, name: str) -> bool:
        return any(one["role"] == role and name in one["name"] for one in self.reader.ask("tree", "Deedbox"))


@pytest.fixture(scope="module")
def person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """The whole journey, once."""
    folder = tmp_path_factory.mktemp("keys")
    with Desktop(folder) as desktop:
        bus = tree.bus_of(desktop)
        desktop.environment |= {"DBUS_SESSION_BUS_ADDRESS": bus, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        home = folder / "home"
        (home / "Documents").mkdir(parents=True)
        (home / "list.txt").write_text("bread and salt\n")
        with tree.Reader(desktop.environment) as reader:
            one = Person(desktop, reader, home)
            try:
                travel(one)
                yield one
            except BaseException:
                desktop.picture(folder / "failed.png")
                sys.stderr.write(desktop.complaints)
                raise


def travel(person: Person) -> None:
    """Create, add, note, search, tag, rename, move, trash, restore, keys, share, export, lock, unlock, end."""
    begin(person)
    fill(person)
    put_in_order(person)
    open_pages(person)
    give_away(person)
    lock_and_unlock(person)
    person.press("ctrl+q")
    person.desktop.gone("Deedbox")


def begin(person: Person) -> None:
    script = Path(__file__).with_name("cheap_window.py")
    person.desktop.start([sys.executable, str(script)], {"PYTHONPATH": str(ROOT)})
    person.desktop.window("^Deedbox$")
    person.wait_for("Create")
    person.note("welcome")
    person.press("Return")
    person.wait_for("Name")
    person.press("ctrl+a")
    person.type("Keys only")
    person.press("Return")
    person.wait_for("Password")
    person.type(PASSWORD, "Return")
    person.wait_for("Password again")
    person.type(PASSWORD, "Return")
    person.wait_for("Make a recovery kit now")
    person.press("Down", "Return")  # later
    person.desktop.window("^Keys only - Deedbox$")
    wait(lambda: person.seen("push button", "Lock"), "the open vault")


def fill(person: Person) -> None:
    """A file, a folder, and a note in it."""
    person.press("ctrl+o")
    person.desktop.window("Add files")
    person.type(str(person.home / "list.txt"), "Return")
    wait(lambda: person.seen("list item", "list.txt"), "the file")
    person.press("ctrl+4")
    person.go_to("New folder")
    person.press("Return")
    person.wait_for("Name")
    person.type("House", "Return")
    wait(lambda: person.seen("list item", "House"), "the folder")
    person.wait_for("New folder", " again")
    person.desktop.rest(0.3)
    person.press("ctrl+n")
    person.wait_for("Text of the note")
    person.type("Where the safe is", "Return")
    person.type("behind the piano")
    person.press("Escape")
    wait(lambda: person.seen("list item", "Where the safe is"), "the note")


def find(person: Person, words: str, name: str) -> None:
    """Searches, and goes to the first that is found."""
    person.press("ctrl+f", "ctrl+a")
    person.wait_for("Search")
    person.type(words)
    wait(lambda: person.seen("list item", name), f"{name} to be found")
    person.press("Return")
    person.wait_for(name)
    wait(lambda: person.seen("push button", "Copy out"), "its details", 20)


def put_in_order(person: Person) -> None:
    """Tag, favourite, another name, another folder, trash and back."""
    find(person, "piano", "Where the safe is")
    person.note("search")
    person.press("ctrl+t")
    person.wait_for("Find or add a tag")
    person.type("home", "Return", "Return")
    wait(lambda: person.seen("table cell", "home") or person.seen("tree item", "home"), "the tag in the sidebar")
    person.press("ctrl+f", "Escape")
    person.press("ctrl+1")
    person.go_to_rows()
    choose_row(person, "list")
    person.press("F2")
    person.wait_for("New name")
    person.press("ctrl+a")
    person.type("shopping.txt", "Return")
    wait(lambda: person.seen("list item", "shopping.txt"), "the new name")
    person.press("Menu")
    person.choose("Move to folder")
    person.go_to("House", "Down")
    person.press("Return")
    person.press("ctrl+4")
    wait(lambda: not person.seen("list item", "shopping.txt"), "it to be moved")
    person.press("ctrl+1")
    person.go_to_rows()
    choose_row(person, "shop")
    person.press("Delete")
    wait(lambda: not person.seen("list item", "shopping.txt"), "it to be in the trash")
    person.press("ctrl+5")
    person.go_to_rows()
    choose_row(person, "shop")
    person.press("Menu")
    person.choose("Restore")
    person.press("ctrl+1")
    wait(lambda: person.seen("list item", "shopping.txt"), "it to be back")


def choose_row(person: Person, letters: str) -> None:
    """Letters find a row."""
    person.desktop.rest(0.3)
    person.type(letters)
    person.wait_for(letters, " in the list")


def open_pages(person: Person) -> None:
    """Every place is reached by its key, and said."""
    for key, name in (("ctrl+7", "Contacts"), ("ctrl+8", "Shared"), ("ctrl+9", "Keys"), ("ctrl+0", "Health")):
        person.press(key)
        wait(lambda name=name: person.seen("label", name), name)  # type: ignore[misc]  # of this round
        person.desktop.rest(0.2)
        person.note(name)
    person.press("ctrl+9")
    person.go_to("Test")
    person.press("Return")
    person.wait_for("Current password") if person.focus.startswith("Current") else person.go_to("Password")
    person.type(PASSWORD, "Return")
    wait(lambda: person.heard("opens") or person.seen("label", "opens the vault"), "the way in to be tested")
    person.press("Escape")


def give_away(person: Person) -> None:
    """A share under a passphrase, and an export."""
    find(person, "piano", "Where the safe is")
    person.press("ctrl+shift+s")
    person.go_to("For people")
    person.press("Right")
    person.go_to("Your name")
    person.type("Anna")
    person.go_to("Share")
    person.press("Return")
    wait(lambda: list((person.home / "Documents").glob("*.age")), "the share", 20)
    person.press("Escape", "ctrl+f", "Escape", "ctrl+1")
    person.go_to("Keys only")
    person.press("Return")
    person.choose("Export")
    person.go_to("Password")
    person.type(OUT, "Return")
    person.type(OUT, "Return")
    wait(lambda: list((person.home / "Documents").glob("*.deedbox-export")), "the export")
    person.desktop.rest(0.5)
    person.press("Escape")


def lock_and_unlock(person: Person) -> None:
    """A wrong password is said aloud, and the right one opens."""
    person.press("ctrl+l")
    person.desktop.window("^Deedbox$")
    wait(lambda: person.seen("label", "Locked by you"), "the lock", 20)
    person.wait_for("Password")
    person.type("wrong", "Return")
    wait(lambda: person.heard("does not open this vault"), "the refusal to be read aloud", 20)
    person.note("locked")
    person.type(PASSWORD, "Return")
    person.desktop.window("^Keys only - Deedbox$")
    wait(lambda: person.seen("push button", "Lock"), "the open vault")


# --- what came of it --------------------------------------------------------------------------------


def test_what_was_done_without_a_mouse_is_in_the_vault(person: Person) -> None:
    link = unlock(person.home / "Documents" / "Keys only.deedbox", PASSWORD.encode())
    try:
        assert {name.decode() for name in names(link)} >= {"shopping.txt", "Where the safe is"}
        assert not names(link, "trash")
    finally:
        link.close()


def test_everything_that_is_shown_has_a_role_and_a_name(person: Person) -> None:
    """In the tree that screen readers read, at every stage of the way."""
    assert {"welcome", "search", "Keys", "locked"} <= set(person.trees)
    for place, nodes in person.trees.items():
        assert len(nodes) > 20, place
        assert nodes[0]["role"] == "application"
        assert nodes[1]["role"] == "frame"
        for node in nodes:
            assert node["role"] not in ("unknown", "invalid", "") or "focusable" not in node["states"], (place, node)
            assert node["name"].strip() or node["role"] in UNHEARD or "focusable" not in node["states"], (place, node)


def test_news_and_states_arrive(person: Person) -> None:
    """Banner, toast and refusal are announced; what is chosen and set says so."""
    heard = " ".join(person.reader.ask("heard"))
    for words in ("does not open this vault", "Moved"):
        assert words in heard, words
    states = {state for nodes in person.trees.values() for node in nodes for state in node["states"]}
    assert {"focused", "selected", "editable"} <= states
    assert any("focused" in node["states"] for node in person.trees["search"])


def test_nothing_went_wrong_on_the_way(person: Person) -> None:
    assert "Traceback" not in person.desktop.complaints
