"""A new user's first ten minutes on a real desktop, by mouse and keyboard: every step within three clicks."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tools.desktop import Desktop, missing, wait

ROOT = Path(__file__).parents[2]
PASSWORD = "canary-password-4711 ribbon canyon"
EXPORT = "canary-export-7301 lamp teapot"
FRIEND = "age13aqvttdk3ujkyjh9kg2w5an6dmy5mq5a84a4uxk3hfhnugfc9p0sy5p2wh"
MOST_CLICKS = 3
CLICKS = {
    "a vault": 1,
    "a kit, rehearsed": 2,
    "a first file": 1,
    "a note": 1,
    "a tag": 2,
    "a contact": 3,
    "a share": 3,
    "an export, restored for real": 3,
    "lock": 1,
    "unlock with the kit": 1,
}
"""What each step takes. More than three is too much; another number is a change that somebody should mean."""

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"a desktop needs {', '.join(missing())}")


class Person:
    """Somebody with a mouse, who counts clicks."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self.desktop, self.documents = desktop, folder / "home" / "Documents"
        self.documents.mkdir(parents=True)
        self._answers, self._read = folder / "answers.txt", 0
        self._answers.touch()
        self.clicks = 0
        self.counts: dict[str, int] = {}
        self.words: list[str] = []
        """What stands on the page of the kit."""
        with (folder / "errors.txt").open("ab") as errors:
            self.program = subprocess.Popen(
                [sys.executable, str(Path(__file__).with_name("screen_worker.py")), str(self._answers)],
                env={**desktop.environment, "PYTHONPATH": str(ROOT), "LANG": "en_GB.UTF-8"},
                cwd=folder,
                stdin=subprocess.PIPE,
                stderr=errors,
            )

    # Looking

    def ask(self, *question: str) -> Any:
        """What the eyes see."""
        assert self.program.stdin is not None
        assert self.program.poll() is None, self.desktop.complaints
        self.program.stdin.write(json.dumps(question).encode() + b"\n")
        self.program.stdin.flush()
        wait(lambda: len(self._answers.read_text().splitlines()) > self._read, f"an answer to {question}")
        self._read += 1
        return json.loads(self._answers.read_text().splitlines()[self._read - 1])

    def sees(self, name: str) -> None:
        """Waits for something that can be used."""
        wait(lambda: self.ask("where", name) is not None, f"{name}; {self.desktop.complaints[-800:]}")

    def until(self, what: str, value: object) -> None:
        """Waits until the vault says so of itself."""

        def so() -> bool:
            facts = self.ask("facts")
            return facts is not None and facts[what] == value

        wait(so, f"{what} to be {value}; it is {self.ask('facts')}")

    # Doing

    def click(self, name: str) -> None:
        """One click on what has this name."""
        self.sees(name)
        x, y = self.ask("where", name)
        self.desktop.click_at(x, y)
        self.clicks += 1

    def type(self, words: str, field: str = "") -> None:
        """Types where the keyboard is; in a field of this name, once it has it."""
        if field:
            wait(lambda: self.ask("focus") == field, f"the keyboard in {field}; it is in {self.ask('focus')}")
        self.desktop.type(words)

    def tab_to(self, field: str) -> None:
        """Tab, until the keyboard is there."""
        for _ in range(12):
            if self.ask("focus") == field:
                return
            self.desktop.keys("Tab")

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """From where the person is to where it is done."""
        before = self.clicks
        yield
        self.counts[name] = self.clicks - before


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with Desktop(tmp_path) as desktop:
        one = Person(desktop, tmp_path)
        try:
            yield one
        finally:
            desktop.picture(tmp_path / "last.png")
            one.program.kill()
            one.program.wait()
            assert one.program.stdin is not None
            one.program.stdin.close()


def test_the_first_ten_minutes(person: Person) -> None:
    one, desktop = person, person.desktop
    (one.documents / "deed.txt").write_text("The house is ours.\n")
    make_vault(one)
    with one.step("a first file"):
        one.click("Add files")
        one.type(str(one.documents / "deed.txt"), "fileNameEdit")
        desktop.keys("Return")
        one.until("files", 1)
    with one.step("a note"):
        one.click("New note")
        one.type("Where the safe is", "Text of the note")
        desktop.keys("Return")
        one.type("behind the piano")
        desktop.keys("Escape")
        one.until("notes", 1)
    with one.step("a tag"):
        one.click("deed.txt")
        one.click("Add")
        one.type("original")
        desktop.keys("Return", "Return")
        one.until("tags", ["original"])
    share(one)
    prove(one)
    with one.step("lock"):
        one.click("Lock")
        one.sees("Unlock")  # the process of before is gone
    with one.step("unlock with the kit"):
        one.click("Use the recovery kit")
        one.type(" ".join(one.words))
        desktop.keys("Return")
        one.until("at_hand", ["recovery"])
    facts = one.ask("facts")
    assert (facts["kit"], facts["proven"], facts["steps"]) == ([True], True, False), "and nothing is left to do"
    assert max(one.counts.values()) <= MOST_CLICKS, one.counts
    assert one.counts == CLICKS
    desktop.keys("ctrl+q")
    assert one.program.wait(20) == 0
    assert "Traceback" not in desktop.complaints, desktop.complaints


def make_vault(one: Person) -> None:
    """From the first start to an empty vault with a kit that was typed back."""
    desktop = one.desktop
    desktop.place(desktop.window("^Deedbox$"), 0, 0, 1280, 860)
    with one.step("a vault"):
        one.click("Create")
        one.type("First", "Name")
        one.sees("Go on")
        desktop.keys("Return")
        for field in ("Password", "Password again"):
            one.type(PASSWORD, field)
            desktop.keys("Return")
        one.sees("Create the vault")
        desktop.keys("Return")
        one.sees("Type it back")
    with one.step("a kit, rehearsed"):
        one.words = one.ask("kit")
        one.click("Type it back")
        one.type(" ".join(one.words))
        one.click("Finish")
        one.until("kit", [True])


def share(one: Person) -> None:
    """A friend's key, and a file that only this friend can open."""
    with one.step("a contact"):
        one.click("Contacts")
        one.click("Add a contact")
        one.type(FRIEND)
        one.click("Name in your contacts")
        one.desktop.keys("ctrl+a")
        one.type("Ben")
        one.desktop.keys("Return")
        one.sees("Ben")
    with one.step("a share"):
        one.click("All items")
        one.click("deed.txt")
        one.click("Share")
        one.type("Ben", "Add a recipient")
        one.desktop.keys("Return")
        one.sees("Share with 1 person")
        one.tab_to("Your name, as others will see it")
        one.type("Anna", "Your name, as others will see it")
        one.desktop.keys("Return")
        wait(lambda: list(one.documents.glob("Share*.age")), "the share")


def prove(one: Person) -> None:
    """An export, and a restore out of it that was rehearsed."""
    with one.step("an export, restored for real"):
        one.click("First")
        one.click("Export")
        for field in ("Password", "Password again"):
            one.type(EXPORT, field)
            one.desktop.keys("Return")
        one.until("exported", True)
        one.click("Try it now")
        one.type(EXPORT)
        one.desktop.keys("Return")
        one.until("proven", True)
        one.sees("Close")
        one.desktop.keys("Escape")
