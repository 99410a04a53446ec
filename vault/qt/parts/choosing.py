"""The system's dialogs for folders and files. They answer later, and leave no trace of the places chosen.

Qt writes the folder a file dialog was closed in to its own settings file: `leave_no_trace` sends that nowhere.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path], None]


def leave_no_trace() -> None:
    """Before the first dialog: what Qt would remember of places goes into nothing. Our own settings are elsewhere."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def documents() -> Path:
    """Where people keep papers."""
    found = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return found if found.is_dir() else Path.home()


def choose_folder(parent: QWidget, title: str, start: Path, chosen: Chosen) -> None:
    """Asks for a folder."""
    _open(QFileDialog(parent, title, str(start)), QFileDialog.FileMode.Directory, chosen)


def choose_file(parent: QWidget, title: str, start: Path, chosen: Chosen) -> None:
    """Asks for a file that is there."""
    _open(QFileDialog(parent, title, str(start)), QFileDialog.FileMode.ExistingFile, chosen)


def choose_new_file(parent: QWidget, title: str, start: Path, chosen: Chosen) -> None:
    """Asks for a place for a new file; `start` names it."""
    dialog = QFileDialog(parent, title, str(start.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(start.name)
    _open(dialog, QFileDialog.FileMode.AnyFile, chosen)


def with_ending(path: Path, ending: str) -> Path:
    """A chosen place, its name with this ending unless it was given one: in "Papers 2.0" and "Dr. Smith" is none."""
    own = path.suffix
    is_one = " " not in own and any(map(str.isalpha, own))
    return path if is_one else path.with_name(path.name + ending)


def _open(dialog: QFileDialog, mode: QFileDialog.FileMode, chosen: Chosen) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(mode)
    if mode == QFileDialog.FileMode.Directory:
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.open()
