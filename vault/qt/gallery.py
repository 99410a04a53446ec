"""The developer's gallery: every part in every state, whole pages beside them, in any theme.

`python -m vault.qt.gallery` opens it. `--grab DIR` writes pictures of everything instead, light and dark, at 100 %
and 200 %; as the scale is fixed when Qt starts, the gallery starts itself once more for each scale.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QCursor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from .appearance import dress
from .gallery_cards import backups_page, keys_page
from .gallery_panes import main_page, notes_page
from .gallery_sheets import DIALOGS, SHEETS
from .gallery_start import unlock_page, welcome_page
from .parts.buttons import Button
from .parts.dialogs import Dialog
from .parts.fields import Choice
from .parts.segmented import SegmentedChoice
from .theme import look

PAGES = {
    "main": main_page,
    "notes": notes_page,
    "keys": keys_page,
    "backups": backups_page,
    "unlock": unlock_page,
    "welcome": welcome_page,
}
SIZE = QSize(1280, 788)
THEMES = ("light", "dark")
SCALES = (1, 2)


class Gallery(QWidget):
    """A window with a choice of scenes and themes."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Deedbox gallery")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 16, 8)
        self.scenes = Choice("Scene")
        self.stack = QStackedWidget()
        for name, make in {**PAGES, **SHEETS}.items():
            self.scenes.addItem(name)
            self.stack.addWidget(make())
        self.scenes.currentIndexChanged.connect(self.stack.setCurrentIndex)
        top.addWidget(self.scenes)
        for name, open_dialog in DIALOGS.items():
            button = Button(name, "quiet")
            button.clicked.connect(lambda _checked=False, make=open_dialog: self._open(make))
            top.addWidget(button)
        top.addStretch(1)
        themes = SegmentedChoice("Theme", [("system", "System"), ("light", "Light"), ("dark", "Dark")])
        themes.choose(look().choice)
        themes.chosen.connect(look().choose)
        top.addWidget(themes)
        column.addLayout(top)
        column.addWidget(self.stack, 1)

    def _open(self, make: Callable[[QWidget], Dialog]) -> None:
        dialog = make(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def settle() -> None:
    """Lets layouts, styles and paints come to an end."""
    for _ in range(4):
        QApplication.processEvents()


def grab_all(folder: Path, suffix: str) -> list[Path]:
    """Writes every scene in every theme."""
    folder.mkdir(parents=True, exist_ok=True)
    QCursor.setPos(QApplication.primaryScreen().geometry().bottomRight())  # or a row lies under the pointer
    written = []
    for theme in THEMES:
        look().choose(theme)
        for name, make in {**PAGES, **SHEETS}.items():
            scene = make()
            scene.resize(SIZE)
            scene.show()
            settle()
            written.append(folder / f"{name}-{theme}{suffix}.png")
            scene.grab().save(str(written[-1]))
            scene.close()
            scene.deleteLater()
        for name, make_dialog in DIALOGS.items():
            written.append(folder / f"dialog-{name}-{theme}{suffix}.png")
            grab_dialog(make_dialog).save(str(written[-1]))
    return written


def grab_dialog(make: Callable[[QWidget], Dialog]) -> QPixmap:
    """Paints a dialog over the shaded window it belongs to, as it stands on a screen, without frames."""
    below = main_page()
    below.resize(SIZE)
    below.show()
    dialog = make(below)
    dialog.open()
    settle()
    whole = below.grab()
    over = dialog.grab()
    painter = QPainter(whole)
    painter.drawPixmap(QPoint((SIZE.width() - dialog.width()) // 2, (SIZE.height() - dialog.height()) // 2), over)
    painter.end()
    dialog.close()
    below.close()
    dialog.deleteLater()
    below.deleteLater()
    settle()
    return whole


def main(arguments: list[str] | None = None) -> int:
    """Opens the gallery or writes its pictures."""
    parser = argparse.ArgumentParser(prog="python -m vault.qt.gallery", description="Every part in every state.")
    parser.add_argument("--grab", type=Path, metavar="DIR", help="write pictures instead of opening a window")
    parser.add_argument("--scale", type=int, choices=SCALES, help="write them at one scale only")
    parser.add_argument("--font", metavar="FAMILY", help="instead of the system's")
    parser.add_argument("--points", type=float, help="size of the text")
    wanted = parser.parse_args(arguments)
    if wanted.grab is not None and wanted.scale is None:
        return grab_scales(wanted)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    font = QFont(wanted.font) if wanted.font else app.font()
    if wanted.points:
        font.setPointSizeF(wanted.points)
    app.setFont(font)
    dress(app)
    if wanted.grab is not None:
        grab_all(wanted.grab, f"-{wanted.scale}00")
        return 0
    gallery = Gallery()
    gallery.resize(SIZE)
    gallery.show()
    return app.exec()


def grab_scales(wanted: argparse.Namespace) -> int:
    """Starts the gallery for each scale."""
    for scale in SCALES:
        command = [sys.executable, "-m", "vault.qt.gallery", "--grab", str(wanted.grab), "--scale", str(scale)]
        command += ["--font", wanted.font] if wanted.font else []
        command += ["--points", str(wanted.points)] if wanted.points else []
        status = subprocess.run(command, env={**os.environ, "QT_SCALE_FACTOR": str(scale)}, check=False).returncode  # noqa: S603  # our own module
        if status:
            return status
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
