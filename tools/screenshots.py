"""Drives the real application through its pages and writes docs/screenshots/: light and dark, at 100 % and 200 %.

`python -m tools.screenshots` starts an X server of its own for each scale (Xvfb, openbox; the font Inter should be
there). `--only NAME` writes some of the pictures, `--out DIR` writes them elsewhere. `--language de` makes them in
German, with `-de` in their names, and `--pseudo` in the pseudo-locale.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tools.desktop import Desktop, missing
from tools.papers import make_papers

ROOT = Path(__file__).parents[1]
SCALES = (1, 2)
THEMES = ("light", "dark")


def start(out: Path, only: Sequence[str], language: str) -> int:
    """Starts the tour once for each scale, on a desktop where nothing of this machine is seen."""
    if lacking := missing():
        print(
            f"screenshots need {', '.join(lacking)}: apt install xvfb openbox xdotool scrot fonts-inter",
            file=sys.stderr,
        )
        return 1
    for scale in SCALES:
        with tempfile.TemporaryDirectory() as scratch:
            home = Path(scratch)
            with Desktop(home, f"{1400 * scale}x{920 * scale}") as desktop:
                command = [sys.executable, "-m", "tools.screenshots", "--inside", str(scale), "--out", str(out)]
                command += [word for name in only for word in ("--only", name)]
                command += ["--language", language]
                # The tour's working folder is its HOME, so the packages are named.
                paths = {
                    "PYTHONPATH": str(ROOT),
                    "QT_SCALE_FACTOR": str(scale),
                    "PYTHONFAULTHANDLER": "1",
                    "LANG": "en_GB.UTF-8",
                }
                status = desktop.start(command, paths).wait()
            print(desktop.complaints, end="")
            if status:
                return status
    return 0


class Tour:
    """One walk through the application at one scale."""

    def __init__(self, out: Path, scale: int, only: Sequence[str], language: str) -> None:
        from PySide6.QtGui import QFont
        from PySide6.QtWidgets import QApplication

        from vault.qt.appearance import dress
        from vault.qt.sweeping import Sweeper
        from vault.qt.window import VaultWindow

        self.out, self.scale, self.only, self.language = out, scale, only, language
        self.app = QApplication(["deedbox"])
        font = QFont("Inter")
        font.setPointSizeF(9.75)
        self.app.setFont(font)
        Sweeper(self.app)
        self._speak()
        dress(self.app, "light")
        self.window = VaultWindow()
        self.window.resize(1280, 820)
        self.window.show()
        self.home = Path.home()
        self.vault = self.home / "Documents" / "My Papers.deedbox"

    def _speak(self) -> None:
        """The pictures are in English unless another language is wanted."""
        from PySide6.QtCore import QLocale

        from tests.qt.tongues import PseudoTranslator
        from vault.qt.translations import Translations, locale_of

        locale = locale_of(self.language)
        QLocale.setDefault(locale)
        Translations(self.app, locale)
        if self.language == "pseudo":
            self.app.installTranslator(PseudoTranslator(self.app))

    # Waiting

    def settle(self, milliseconds: int = 60) -> None:
        """Lets the window come to rest."""
        from PySide6.QtTest import QTest

        QTest.qWait(milliseconds)

    def until(self, reached: Callable[[], object], what: str, seconds: float = 60) -> None:
        """Waits until the application has come so far."""
        for _ in range(round(seconds * 50)):
            if reached():
                return
            self.settle(20)
        raise TimeoutError(f"waited in vain for: {what}")

    # The open vault

    @property
    def page(self) -> Any:
        """Its page."""
        assert self.window.page is not None
        return self.window.page

    def ask(self, ask: Callable[..., object], *arguments: Any, **named: Any) -> Any:
        """Calls an operation and waits for its answer."""
        answers: list[Any] = []
        ask(*arguments, done=answers.append, failed=answers.append, **named)
        self.until(lambda: answers, "an answer")
        assert not isinstance(answers[0], Exception), answers[0]
        return answers[0]

    # Pictures

    def shoot_dialogs(self, *dialogs: tuple[str, Callable[[], object]]) -> None:
        """Opens each, takes its picture, and closes it."""
        from PySide6.QtWidgets import QApplication

        for name, open_dialog in dialogs:
            open_dialog()
            self.until(QApplication.activeModalWidget, f"the dialog of {name}")
            self.settle(700)
            self.shoot(name)
            dialog = QApplication.activeModalWidget()
            assert dialog is not None
            dialog.close()
            self.settle(300)

    def shoot(self, name: str, other: Any = None) -> None:
        """Takes the window, with the dialog over it if there is one, in both themes; or another window."""
        from PySide6.QtCore import QPoint
        from PySide6.QtGui import QCursor
        from PySide6.QtWidgets import QApplication

        from vault.qt.theme import look

        if self.only and not any(name.startswith(wanted) for wanted in self.only):
            return
        QCursor.setPos(QPoint(1390, 910))  # or something lies under the pointer
        for theme in THEMES:
            look().choose(theme)
            self.settle(150 if other is None else 1_000)  # pictures of the manual are read aside
            dialog = QApplication.activeModalWidget()
            picture = (other or self.window).grab()
            if dialog is not None and dialog is not self.window:
                _lay_over(picture, dialog, self.window)
            popup = QApplication.activePopupWidget()
            if popup is not None:
                _lay_over(picture, popup, self.window, self.window.mapFromGlobal(popup.pos()))
            language = f"-{self.language}" if self.language else ""
            self._save(picture, self.out / f"{name}{language}-{theme}-{self.scale}00.webp")
        look().choose("light")

    def _save(self, picture: object, file: Path) -> None:
        """Writes a picture exactly as it is, in few bytes."""
        from PIL import Image
        from PySide6.QtGui import QImage, QPixmap

        assert isinstance(picture, QPixmap)
        image = picture.toImage().convertToFormat(QImage.Format.Format_RGB888)
        lines = bytes(image.constBits())
        pixels = Image.frombytes("RGB", (image.width(), image.height()), lines, "raw", "RGB", image.bytesPerLine())
        pixels.save(file, lossless=True, quality=100, method=4)


def _lay_over(picture: object, dialog: object, window: object, place: object = None) -> None:
    """Paints a dialog in the middle of its window, or at a place, as it stands on a screen, without frames."""
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPainter, QPixmap
    from PySide6.QtWidgets import QWidget

    assert isinstance(picture, QPixmap)
    assert isinstance(dialog, QWidget)
    assert isinstance(window, QWidget)
    painter = QPainter(picture)
    middle = QPoint((window.width() - dialog.width()) // 2, (window.height() - dialog.height()) // 2)
    painter.drawPixmap(place if isinstance(place, QPoint) else middle, dialog.grab())
    painter.end()


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--language", default="", choices=("", "en", "de", "pseudo"))
    parser.add_argument("--pseudo", dest="language", action="store_const", const="pseudo")
    parser.add_argument("--inside", type=int, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    out = wanted.out.absolute()
    out.mkdir(parents=True, exist_ok=True)
    if wanted.inside is None:
        return start(out, wanted.only, wanted.language)
    from tools.tour import walk

    (Path.home() / "Documents").mkdir()
    make_papers(Path.home() / "Papers")
    return walk(Tour(out, wanted.inside, wanted.only, wanted.language))


if __name__ == "__main__":
    raise SystemExit(main())
