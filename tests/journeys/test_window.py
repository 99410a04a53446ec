"""The installed command on a real desktop, by keyboard and mouse alone: a person's first hour, and what it leaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from tests.journeys.test_residue import forms
from tools.desktop import Desktop, missing, wait

PASSWORD = "canary-password-4711 ribbon canyon"
NEXT = "canary-next-2209 lamp teapot"
EXPORT = "canary-export-7301 lamp teapot"
TEXT = "canary-text-9034"
NAME = "canary-name-5512"
NOTE = "canary-note-6620"
CANARIES = (PASSWORD, NEXT, EXPORT, TEXT, NAME, NOTE)
FILES = 1_000
RED = (190, 62, 48)

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"a desktop needs {', '.join(missing())}")


@dataclass
class Journey:
    """Somebody at the desktop."""

    desktop: Desktop
    folder: Path
    window: str = ""

    @property
    def documents(self) -> Path:
        return self.folder / "home" / "Documents"

    @property
    def vault(self) -> Path:
        return self.documents / "Journey.deedbox"

    def open_window(self, title: str) -> None:
        """Waits for the window under this title."""
        self.window = self.desktop.window(title)

    def ask(self, *arguments: str, password: str = PASSWORD) -> Any:
        """What the command says of the vault meanwhile, from another device's point of view."""
        outcome = subprocess.run(
            [sys.executable, "-m", "vault", *arguments, "--json"],
            env={
                **self.desktop.environment,
                "PYTHONPATH": str(Path(__file__).parents[2]),
                "DEEDBOX_PASSWORD": password,
                "DEEDBOX_STATE": str(self.folder / "another device"),
            },
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(outcome.stdout)

    def names(self, vault: Path, password: str = PASSWORD) -> set[str]:
        """All paths in a vault."""
        return {one["path"] for one in self.ask("ls", str(vault), "-r", password=password)}

    def choose(self, entry: int) -> None:
        """Opens the menu of the vault and chooses its entry by counting down to it."""
        self.desktop.click(self.window, 110, 26)
        self.desktop.rest()
        self.desktop.keys(*["Down"] * entry, "Return")

    def find(self, words: str) -> None:
        """Searches, and goes to the first that is found."""
        self.desktop.keys("ctrl+f", "ctrl+a")
        self.desktop.type(words)
        self.desktop.rest(1.5)
        self.desktop.keys("Return")
        self.desktop.rest()

    def sees(self, what: Callable[[tuple[int, ...]], bool], least: int) -> bool:
        """Whether so many points of the right pane are of some kind."""
        file = self.folder / "screen.png"
        self.desktop.picture(file)
        with Image.open(file) as screen:
            pane = screen.convert("RGB").crop((800, 150, 1270, 600))
        found = pane.getcolors(pane.width * pane.height) or []
        return sum(count for count, colour in found if isinstance(colour, tuple) and what(colour)) >= least


def near(colour: tuple[int, int, int]) -> Callable[[tuple[int, ...]], bool]:
    return lambda other: all(abs(a - b) < 12 for a, b in zip(colour, other, strict=True))


@pytest.fixture
def journey(tmp_path: Path) -> Any:
    with Desktop(tmp_path) as desktop:
        one = Journey(desktop, tmp_path)
        one.documents.mkdir(parents=True)
        try:
            yield one
        except BaseException:
            desktop.picture(tmp_path / "failed.png")
            raise


def make_drop(folder: Path) -> list[Path]:
    """A thousand files and a tree with a picture and a document."""
    many, deep = folder / "many", folder / "tree" / "deep"
    many.mkdir(parents=True)
    deep.mkdir(parents=True)
    for number in range(FILES):
        (many / f"{NAME} {number}.txt").write_text(f"{TEXT} {number}\n")
    seal = Image.new("RGB", (600, 400), "white")
    ImageDraw.Draw(seal).ellipse((150, 50, 450, 350), fill=RED)
    seal.save(deep / "picture.png")
    seal.save(deep / "paper.pdf")
    return [many, folder / "tree"]


def test_a_first_hour(journey: Journey, tmp_path: Path) -> None:
    desktop = journey.desktop
    create(journey)
    drop = make_drop(tmp_path / "drop")
    desktop.drop_files(drop, journey.window, (500, 400))
    wait(lambda: len(journey.names(journey.vault)) == FILES + 2 + 3, "all that was dropped to be in the vault")

    desktop.keys("ctrl+n")
    desktop.rest(1)
    desktop.type("Where the safe is")
    desktop.keys("Return")
    desktop.type(f"{NOTE} behind the piano")
    desktop.rest(0.5)
    desktop.keys("Escape")
    wait(lambda: any("Where the safe is" in name for name in journey.names(journey.vault)), "the note")

    journey.find("picture.png")
    wait(lambda: journey.sees(near(RED), 3_000), "the picture's red disc in the preview")
    journey.find("paper.pdf")
    wait(lambda: journey.sees(near(RED), 3_000), "the document's red disc in the preview")
    journey.find("piano")
    desktop.rest(1)
    wait(lambda: not journey.sees(near(RED), 1), "the note in place of the document")
    save_out(journey)

    change_password(journey)
    file = export(journey)
    desktop.keys("ctrl+l")
    journey.open_window("^Deedbox$")
    restore(journey, file)

    desktop.keys("ctrl+l")
    journey.open_window("^Deedbox$")
    desktop.rest()
    desktop.type(EXPORT)
    desktop.keys("Return")
    journey.open_window("restored - Deedbox$")
    desktop.keys("ctrl+q")
    desktop.gone("Deedbox")

    restored = next(journey.documents.glob("*restored.deedbox"))
    assert journey.names(restored, EXPORT) == journey.names(journey.vault, NEXT)
    leaves_nothing(tmp_path)
    assert "Traceback" not in desktop.complaints
    assert "Qt" not in desktop.complaints, desktop.complaints


def create(journey: Journey) -> None:
    """From the first start to an empty vault, by keyboard."""
    desktop = journey.desktop
    command = Path(sys.executable).with_name("deedbox")
    desktop.start([str(command)] if command.exists() else [sys.executable, "-m", "vault"])
    journey.open_window("^Deedbox$")
    desktop.place(journey.window, 0, 0, 1280, 820)
    desktop.keys("Return")
    desktop.rest()
    desktop.keys("ctrl+a")
    desktop.type("Journey")
    desktop.keys("Return")
    desktop.rest(1)
    for _ in range(2):
        desktop.type(PASSWORD)
        desktop.keys("Return")
    desktop.rest(1)
    desktop.keys("Down", "Return")  # the recovery kit later
    journey.open_window("^Journey - Deedbox$")
    desktop.rest(1)


def save_out(journey: Journey) -> None:
    """What is chosen goes out as a plain file; here it is looked at and taken away again."""
    journey.desktop.click(journey.window, 1028, 118)  # while the first steps ask, no banner does
    journey.desktop.rest(1)
    journey.desktop.keys("Return")
    wait(lambda: list(journey.documents.glob("Where*")), "the note as a file")
    (file,) = journey.documents.glob("Where*")
    wait(lambda: NOTE in file.read_text(), "the note's text")
    file.unlink()
    journey.desktop.rest(0.5)


def change_password(journey: Journey) -> None:
    """With the new one twice; the old one opens nothing any more."""
    desktop = journey.desktop
    journey.choose(8)
    desktop.rest(1)
    for word in (PASSWORD, NEXT, NEXT):
        desktop.type(word)
        desktop.keys("Return")

    def changed() -> bool:
        try:
            return bool(journey.names(journey.vault, NEXT))
        except subprocess.CalledProcessError:
            return False

    wait(changed, "the new password to open the vault")
    with pytest.raises(subprocess.CalledProcessError) as refused:
        journey.names(journey.vault)
    assert refused.value.returncode == 3
    desktop.rest(1)
    desktop.keys("Escape")
    desktop.rest(0.5)


def export(journey: Journey) -> Path:
    """Into the folder that is offered."""
    desktop = journey.desktop
    journey.choose(10)
    desktop.rest(1)
    for _ in range(2):
        desktop.type(EXPORT)
        desktop.keys("Return")
    file = journey.documents / f"Journey {datetime.now().astimezone():%Y-%m-%d}.deedbox-export"
    wait(file.exists, f"the export; there is {os.listdir(journey.documents)}")
    desktop.rest(1)
    desktop.keys("Escape")
    desktop.rest(0.5)
    return file


def restore(journey: Journey, file: Path) -> None:
    """Beside the vault, from the start page, and open."""
    desktop = journey.desktop
    desktop.rest(1)
    desktop.click(journey.window, 40, 26)
    desktop.rest(0.5)
    desktop.keys("Tab", "Tab", "Return")
    desktop.rest()
    desktop.keys("Return")
    desktop.rest(1)
    desktop.type(str(file))
    desktop.keys("Return")
    desktop.rest(1)
    desktop.type(EXPORT)
    desktop.keys("Return")
    wait(lambda: list(journey.documents.glob("*restored.deedbox/header.bak")), "the restored vault")
    desktop.rest(3)
    desktop.keys("Return")
    desktop.rest(1)
    desktop.type(EXPORT)
    desktop.keys("Return")
    journey.open_window("restored - Deedbox$")


def leaves_nothing(folder: Path) -> None:
    """No canary in HOME (vaults, export, settings, recent files), in temporary files, in the runtime folder."""
    searched = [forms(word) for word in CANARIES]
    for place in ("home", "tmp", "runtime"):
        for path in (folder / place).rglob("*"):
            content = path.read_bytes() if path.is_file() else b""
            for word, spellings in zip(CANARIES, searched, strict=True):
                assert word not in path.name, path
                assert not any(spelling in content for spelling in spellings), f"{word} in {path}"
