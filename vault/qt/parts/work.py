"""The bar at the bottom: long work with its progress, results until they are read, and what else must be seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from vault.qt.theme import Space, color, look

from .aloud import announce
from .buttons import Button, IconButton
from .cards import paint_panel
from .text import IconText, Text

HEIGHT = 40
PROGRESS = 176
THICK = 4


@dataclass(frozen=True)
class Job:
    """One line of work as it stands now. Words are the caller's, translated."""

    key: int
    what: str
    figures: str = ""
    fraction: float | None = None
    """How much is done; nothing where the length is unknown."""
    icon: str = "running"
    state: str = "running"
    """`running`, `done`, or `fault`."""
    act: str = ""
    """The one act of a result ("Show", "Try again"), or another word for Cancel ("Clear now")."""
    can_cancel: bool = True


# state -> token of the icon
INK = {"running": "link", "done": "success", "fault": "danger"}


class Progress(QProgressBar):
    """A line of 4 px and of 176. An unknown length leaves it empty; the words beside it tell the time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, 1000)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """176 by 4."""
        return QSize(PROGRESS, THICK)

    def minimumSizeHint(self) -> QSize:
        """It gives way before words do."""
        return QSize(48, THICK)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is done in `link`, the rest in `border`."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = THICK / 2
        painter.setBrush(color("border"))
        painter.drawRoundedRect(self.rect(), radius, radius)
        done = round(self.width() * max(0, self.value()) / 1000)
        if done > 0:
            left = 0 if self.layoutDirection() == Qt.LayoutDirection.LeftToRight else self.width() - done
            painter.setBrush(color("link"))
            painter.drawRoundedRect(left, 0, done, self.height(), radius, radius)
        painter.end()


class JobLine(QWidget):
    """One job: icon, what, progress, figures, and Cancel or the act of its result."""

    cancel_wanted = Signal(int)
    act_wanted = Signal(int)
    read = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = 0
        self.what = IconText("running", Text("", "small", weight=500), size=16, gap=12, token="link")
        self.progress = Progress()
        self.figures = Text("", "small", "text-secondary", tabular=True, elide=Qt.TextElideMode.ElideRight)
        self.cancel = Button(QCoreApplication.translate("JobLine", "Cancel"), "quiet", compact=True)
        self.act = Button("", "link", compact=True)
        self.dismiss = IconButton("close", QCoreApplication.translate("JobLine", "Mark as read"), side=28, icon_size=14)
        self.row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        for widget in (self.what, self.progress, self.figures, self.cancel, self.act, self.dismiss):
            row.addWidget(widget)
        row.addStretch(1)
        self.cancel.clicked.connect(lambda: self.cancel_wanted.emit(self._key))
        self.act.clicked.connect(lambda: self.act_wanted.emit(self._key))
        self.dismiss.clicked.connect(lambda: self.read.emit(self._key))

    def show_job(self, job: Job) -> None:
        """Shows how a job stands."""
        self._key = job.key
        running = job.state == "running"
        icon = job.icon if running or job.icon != "running" else {"done": "check", "fault": "warning"}[job.state]
        self.what.set_icon(icon, "warning" if icon == "warning" and job.state == "done" else INK[job.state])
        self.what.text.setText(job.what)
        self.progress.setVisible(running)
        self.progress.setValue(round(1000 * (job.fraction or 0)))
        self.progress.setAccessibleName(job.what)
        self.progress.setAccessibleDescription(job.figures)
        unknown = QCoreApplication.translate("JobLine", "Working")
        figures = job.figures if job.fraction is not None or not running else f"{unknown} {job.figures}".strip()
        self.figures.setText(figures)
        self.figures.setVisible(bool(figures))
        self.cancel.setText(job.act if running and job.act else QCoreApplication.translate("JobLine", "Cancel"))
        self.cancel.setVisible(running and job.can_cancel)
        self.act.setText(job.act)
        self.act.setVisible(not running and bool(job.act))
        self.dismiss.setVisible(not running)


class JobList(QFrame):
    """All other jobs, in a list that opens above the bar."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName(QCoreApplication.translate("JobList", "Work under way"))
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        self.column.setSpacing(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As a menu."""
        painter = QPainter(self)
        paint_panel(painter, self.rect(), edge="border-strong", radius=8)
        painter.end()


class WorkBar(QWidget):
    """40 high, there only while there is something to say: newest job, how many more, and at the right what else."""

    cancel_wanted = Signal(int)
    act_wanted = Signal(int)
    read = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.jobs: tuple[Job, ...] = ()
        self._lines: list[JobLine] = []
        self._sides: list[QWidget] = []
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, 1, Space.L, 0)
        row.setSpacing(Space.S)
        self._side = QHBoxLayout()
        self._side.setSpacing(Space.XS)
        row.addLayout(self._side)
        row.setAlignment(self._side, Qt.AlignmentFlag.AlignRight)
        self.hide()

    @cached_property
    def line(self) -> JobLine:
        """The newest; this and what follows is made when there is work first."""
        line = self._make_line()
        line.hide()
        self._row.insertWidget(0, line, 1)
        return line

    @cached_property
    def more(self) -> Button:
        """Opens the list of the others."""
        more = Button("", "quiet", compact=True)
        more.clicked.connect(self._open_list)
        self._row.insertWidget(self._row.indexOf(self.line) + 1, more)
        return more

    @cached_property
    def list(self) -> JobList:
        """The others."""
        return JobList(self)

    def _make_line(self) -> JobLine:
        line = JobLine()
        line.cancel_wanted.connect(self.cancel_wanted)
        line.act_wanted.connect(self.act_wanted)
        line.read.connect(self.read)
        return line

    def show_jobs(self, jobs: Sequence[Job]) -> None:
        """Shows all jobs, the newest first."""
        if not (jobs or self.jobs):
            return
        running = {job.key for job in self.jobs if job.state == "running"}
        self.jobs = tuple(jobs)
        for job in jobs:
            if job.key in running and job.state != "running":
                announce(self, job.what, urgent=job.state == "fault")
        if jobs:
            self.line.show_job(jobs[0])
        self.line.setVisible(bool(jobs))
        rest = self.jobs[1:]
        if rest or "more" in vars(self):
            words = QCoreApplication.translate("WorkBar", "and %n more", None, len(rest))
            self.more.setText(words.replace("%n", str(len(rest))))
            self.more.setVisible(bool(rest))
        while len(self._lines) < len(rest):
            line = self._make_line()
            line.row.addStrut(HEIGHT)
            self._lines.append(line)
            self.list.column.addWidget(line)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(rest))
            if number < len(rest):
                line.show_job(rest[number])
        if self._lines and not rest:
            self.list.hide()
        self._appear()

    def add_side(self, *widgets: QWidget) -> None:
        """Puts plain copies on disk, or the badge of the screen-capture guard, at the right."""
        for widget in widgets:
            self._side.addWidget(widget)
            self._sides.append(widget)
        self._appear()

    def _appear(self) -> None:
        """The bar is there only while it has something to say."""
        self.setVisible(bool(self.jobs) or any(not widget.isHidden() for widget in self._sides))

    def refresh(self) -> None:
        """Looks again, after something at the right was shown or hidden."""
        self._appear()

    def _open_list(self) -> None:
        size = self.list.sizeHint()
        corner = self.more.mapToGlobal(QPoint(0, 0))
        self.list.resize(size)
        self.list.move(max(0, corner.x() - size.width() + self.more.width()), corner.y() - size.height() - Space.S)
        self.list.show()

    def sizeHint(self) -> QSize:
        """40, or font height plus 10 and the line."""
        return QSize(640, max(HEIGHT, look().height(28) + 12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window's ground and a line above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("background"))
        painter.fillRect(0, 0, self.width(), 1, color("border"))
        painter.end()


def side_note(icon: str, words: str, act: str = "") -> tuple[IconText, Button | None]:
    """Makes what stands at the right of the bar: icon and words in small, and a link."""
    note = IconText(icon, Text(words, "small", "text-secondary", tabular=True), size=16, gap=6)
    return note, Button(act, "link", compact=True) if act else None
