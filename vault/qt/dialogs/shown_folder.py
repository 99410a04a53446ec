"""Showing a folder of the disk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def open_folder(folder: Path) -> None:
    """Shows it in the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
