"""A window with files to be dragged from it, as a file browser has: python drag_source.py FILE..."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    """Drags begin where the mouse moves with its button down."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__("files")
        self.setWindowTitle("Drag source")
        self.resize(90, 60)
        self._paths = paths

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - the name Qt calls
        """Offers the files for copying."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            drag = QDrag(self)
            content = QMimeData()
            content.setUrls([QUrl.fromLocalFile(str(Path(path).absolute())) for path in self._paths])
            drag.setMimeData(content)
            drag.exec(Qt.DropAction.CopyAction)


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    source = Source(sys.argv[1:])
    source.show()
    sys.exit(app.exec())
