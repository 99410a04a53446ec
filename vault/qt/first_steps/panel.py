"""First steps as they are seen: a page of them where the list stands, and a strip below a list that has rows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.child import messages as m
from vault.qt.parts.badges import Badge
from vault.qt.parts.buttons import Button, IconButton
from vault.qt.parts.cards import Page, Panel
from vault.qt.parts.dialogs import Surface
from vault.qt.parts.empty import COLUMN, Emblem
from vault.qt.parts.text import Rule, Text
from vault.qt.theme import Space, look

from .steps import Step, done_words, steps

EMBLEM = 48


class StepRow(QWidget):
    """One step: what and why at the left, its act or what came of it at the right."""

    wanted = Signal(str)

    def __init__(self, step: Step, *, first: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = step
        self.setAccessibleName(f"{step.title}, {step.done}" if step.done else step.title)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        row.setSpacing(Space.S)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(step.title, weight=500, wrap=True))
        if not step.done:
            words.addWidget(Text(step.why, "small", "text-secondary", wrap=True))
        row.addLayout(words, 1)
        self.act: Button | None = None
        if step.done:
            row.addWidget(Badge("tested" if step.proven else "found", step.done))
        else:
            self.act = Button(step.act, "primary" if first else "secondary")
            self.act.setAccessibleDescription(step.title)
            self.act.clicked.connect(self._want)
            row.addWidget(self.act)

    def _want(self) -> None:
        self.wanted.emit(self.step.name)


class StepsPage(Page):
    """All steps, with how many are done; the first that is open has the one filled button."""

    wanted = Signal(str)
    """The name of a step."""
    later = Signal()
    left = Signal()
    """Back to the list, where there is one."""

    def __init__(self, facts: m.Facts, *, empty: bool, parent: QWidget | None = None) -> None:
        name = self.tr("This vault is empty") if empty else self.tr("First steps")
        super().__init__(name, parent, beside=Space.L)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        found = steps(facts)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        if empty:
            column.addSpacing(Space.L)
            column.addWidget(Emblem(size=EMBLEM), 0, Qt.AlignmentFlag.AlignHCenter)
        begin = self.tr("Five steps to a vault you can rely on.")
        for words, role, tone in (
            (self.accessibleName(), "section", "text"),
            (begin if empty else done_words(found), "body", "text-secondary"),
        ):
            text = Text(words, role, tone, wrap=True)
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(text)
        column.addSpacing(Space.S)
        column.addWidget(self._make_panel(found))
        column.addLayout(self._make_foot(found, empty=empty))
        inside.setMaximumWidth(look().measure(COLUMN))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inside, 1000)
        middle.addStretch(1)
        self.body.addLayout(middle)

    def _make_panel(self, found: tuple[Step, ...]) -> Panel:
        panel = Panel()
        lines = QVBoxLayout(panel)
        lines.setContentsMargins(1, 0, 1, 0)
        lines.setSpacing(0)
        first = next((step for step in found if not step.done), None)
        self.rows: dict[str, StepRow] = {}
        for step in found:
            if self.rows:
                lines.addWidget(Rule())
            row = StepRow(step, first=step is first)
            row.wanted.connect(self.wanted)
            lines.addWidget(row)
            self.rows[step.name] = row
        return panel

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The acts stand below one another: equally wide, where that takes no room of the words beside them."""
        super().resizeEvent(event)
        acts = [row.act for row in self.rows.values() if row.act is not None]
        roomy = self.viewport().width() >= look().measure(COLUMN)
        widest = max((act.sizeHint().width() for act in acts), default=0)
        for act in acts:
            act.setMinimumWidth(widest if roomy else 0)

    def _make_foot(self, found: tuple[Step, ...], *, empty: bool) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        self.not_now = Button(self.tr("Not now"), "link", compact=True, flush=True)
        self.not_now.setToolTip(self.tr("Hides the steps. They stay in the vault's menu."))
        self.not_now.clicked.connect(self.later)
        self.back = Button(self.tr("Back to the list"), "link", "back", compact=True, flush=True)
        self.back.clicked.connect(self.left)
        self.back.setVisible(not empty)
        self.count = Text(done_words(found), "small", "text-secondary")
        if not empty:
            self.count.hide()  # never shown here: without a parent it would be a window of its own for a moment
        foot.addWidget(self.back)
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.not_now)
        return foot


class StepsStrip(Surface):
    """Below the rows of a list: how many are done, the next one and its act, and the way to all of them."""

    wanted = Signal(str)
    all_wanted = Signal()
    later = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("background", parent)
        self.setAccessibleName(self.tr("First steps"))
        self._next = ""
        self.count = Text("", "small", "text-secondary", elide=Qt.TextElideMode.ElideRight)
        self.title = Text("", weight=500, wrap=True)
        self.act = Button("", compact=True)
        self.show_all = Button(self.tr("All steps"), "link", compact=True)
        self.not_now = IconButton("close", self.tr("Hide the first steps"), side=28, icon_size=14)
        self.act.clicked.connect(self._want)
        self.show_all.clicked.connect(self.all_wanted)
        self.not_now.clicked.connect(self.later)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Rule())
        head = QHBoxLayout()
        head.setContentsMargins(Space.L, Space.XS, Space.S, 0)
        head.setSpacing(Space.XS)
        head.addWidget(self.count, 1)
        head.addWidget(self.show_all)
        head.addWidget(self.not_now)
        row = QHBoxLayout()
        row.setContentsMargins(Space.L, 0, Space.L, Space.M)
        row.setSpacing(Space.L)
        row.addWidget(self.title, 1)
        row.addWidget(self.act)
        whole.addLayout(head)
        whole.addLayout(row)
        self.hide()

    def show_steps(self, found: tuple[Step, ...]) -> None:
        """What is next of these."""
        first = next(step for step in found if not step.done)
        self._next = first.name
        self.count.setText(self.tr("First steps: {count}").format(count=done_words(found)))
        self.title.setText(first.title)
        self.act.setText(first.act)
        self.act.setAccessibleDescription(first.title)

    def _want(self) -> None:
        self.wanted.emit(self._next)
