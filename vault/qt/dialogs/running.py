"""Long work inside a dialog: the same line as in the bar below, with room for its words."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from vault.qt.parts.text import IconText, Text
from vault.qt.parts.work import Progress
from vault.qt.theme import Space
from vault.qt.works import REFRESH_MS, Work, Works, figures


class RunningWork(QWidget):
    """What, how far, and the figures."""

    def __init__(self, works: Works, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._works = works
        self._work: Work | None = None
        self.what = IconText("running", Text("", weight=500, wrap=True), size=20, gap=12, token="link")
        self.progress = Progress()
        self.progress.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.figures = Text("", "small", "text-secondary", wrap=True, tabular=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        for widget in (self.what, self.progress, self.figures):
            column.addWidget(widget)
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self._refresh)
        self.hide()

    @property
    def is_running(self) -> bool:
        """Whether something is under way."""
        return self._work is not None

    def show_work(self, work: Work, what: str) -> None:
        """Shows how far it is, until `end`."""
        self._work = work
        self.what.text.setText(what)
        self.progress.setAccessibleName(what)
        self._timer.start()
        self._refresh()
        self.show()

    def stop(self) -> None:
        """Asks it to stop; its answer still comes."""
        if self._work is not None:
            self._works.cancel(self._work.key)
            self._refresh()

    def end(self) -> None:
        """It is over."""
        self._work = None
        self._timer.stop()
        self.hide()

    def _refresh(self) -> None:
        if self._work is None:
            return
        words = figures(self._work)
        self.progress.setValue(round(1000 * (self._work.fraction or 0)))
        self.progress.setAccessibleDescription(words)
        self.figures.setText(words)
