"""Dialogs: a window-modal frame over the scrim, its foot with the acts, and the confirmation by name.

A page makes a `Dialog`, fills `body`, names its acts and calls `open()`. Esc cancels. Enter does the safe thing:
it presses the act where the act is harmless, and Cancel where it is not.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vault.qt.theme import Space, color, look

from .buttons import Button
from .fields import Field, LineInput
from .focus import step
from .text import Rule, Text

NARROW = 480
MIDDLE = 640
WIDE = 880
WIDTHS = (NARROW, MIDDLE, WIDE)
FOOT = 64
PADDING = 20
LEAST_BODY = 96
"""So much of a dialog is seen above its foot, on whatever screen."""
FRAME = 40
"""What the system's frame takes, before it is there to be measured."""


class Scrim(QWidget):
    """A flat shade over a window while a dialog of it is open."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays as large as its window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """One colour."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("scrim"))
        painter.end()


class Surface(QWidget):
    """A plain ground in the colour of a token."""

    def __init__(self, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token

    def paintEvent(self, event: QPaintEvent) -> None:
        """Its whole rectangle."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color(self._token))
        painter.end()


class DialogBody(QScrollArea):
    """What a dialog shows: as high as that wants to be, and scrolled where the screen is too low for it."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.inside = inside
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(inside)
        for ground in (self.viewport(), inside):
            ground.setAutoFillBackground(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is inside wants another height, and so does the dialog: a scroll area keeps that to itself."""
        if watched is self.inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._choose_bar()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With more room nothing may be left to scroll."""
        super().resizeEvent(event)
        self._choose_bar()

    def _choose_bar(self) -> None:
        """A scroll bar takes room of the words, and could be needed for nothing but the lines they wrap into for it."""
        inside, policy = self.inside, Qt.ScrollBarPolicy
        needed = inside.heightForWidth(self.width()) if self.hasHeightForWidth() else inside.minimumSizeHint().height()
        is_needed = needed > self.height()
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if is_needed else policy.ScrollBarAlwaysOff)

    def hasHeightForWidth(self) -> bool:
        """As what is inside."""
        return self.inside.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """As what is inside."""
        return self.inside.heightForWidth(width)

    def sizeHint(self) -> QSize:
        """As what is inside."""
        return self.inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As wide as what is inside must be; of its height a part can be seen."""
        least = self.inside.minimumSizeHint()
        return QSize(least.width(), min(LEAST_BODY, least.height()))


class Dialog(QDialog):
    """A dialog of one of three widths, on `raised`: body with 20 around, foot of 64 with a line above."""

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = NARROW, padded: bool = True) -> None:
        super().__init__(parent)
        if width not in WIDTHS:
            raise ValueError(f"dialogs are {WIDTHS} wide, not {width}")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(look().measure(width))
        self._width = width
        self._scrim: Scrim | None = None
        self._act: Button | None = None
        self._ground = Surface("raised", self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._ground)
        whole = QVBoxLayout(self._ground)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        edge = PADDING if padded else 0
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(Space.M)
        self._area = DialogBody(inside)
        whole.addWidget(self._area, 1)
        whole.addWidget(Rule())
        whole.addWidget(self._make_foot())
        self.cancel = self.add_button(
            Button(QCoreApplication.translate("Dialog", "Cancel")), QDialogButtonBox.ButtonRole.RejectRole
        )

    def _make_foot(self) -> QWidget:
        """The option stands at the left, the buttons in the platform's order at the right."""
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.addStrut(FOOT)
        row.setContentsMargins(PADDING, 0, PADDING, 0)
        row.setSpacing(Space.S)
        self._option = QHBoxLayout()
        self._option.setSpacing(Space.S)
        row.addLayout(self._option)
        row.addStretch(1)
        self.buttons = QDialogButtonBox()
        self.buttons.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        between = self.buttons.layout()
        assert between is not None
        between.setSpacing(Space.S)
        row.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        return foot

    def add_option(self, *widgets: QWidget) -> None:
        """Puts something at the left of the foot: "Deliver as" and its choice, a check box."""
        for widget in widgets:
            self._option.addWidget(widget)

    def add_button(
        self, button: Button, role: QDialogButtonBox.ButtonRole = QDialogButtonBox.ButtonRole.ActionRole
    ) -> Button:
        """Adds a button that does not end the dialog, unless its role says so."""
        self.buttons.addButton(button, role)
        return button

    def set_act(self, text: str, *, kind: str = "primary", icon: str = "", safe: bool = True) -> Button:
        """Names what the dialog does. It is pressed by Enter if that is `safe`, else Enter cancels."""
        self._act = self.add_button(Button(text, kind, icon), QDialogButtonBox.ButtonRole.AcceptRole)
        self._act.setDefault(safe)
        if not safe:
            self.cancel.setDefault(True)
        return self._act

    @property
    def act(self) -> Button:
        """The button that does what the dialog is for."""
        assert self._act is not None, "a dialog without an act"
        return self._act

    def sizeHint(self) -> QSize:
        """Its width, unless words need more; as high as the words are at that width."""
        layout = self.layout()
        assert layout is not None
        width = max(look().measure(self._width), layout.minimumSize().width())
        height = layout.heightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        return QSize(width, min(height, self._room()))

    def _room(self) -> int:
        """How high it can be on its screen, with the frame that the system puts around it."""
        frame = self.frameGeometry().height() - self.height() if self.isVisible() else 0
        return self.screen().availableGeometry().height() - max(frame, FRAME)

    def _needed(self) -> int:
        """How high it must be to show everything at the width it has."""
        layout = self.layout()
        assert layout is not None
        if layout.hasHeightForWidth():
            return layout.heightForWidth(self.width())
        hidden = self._area.inside.minimumSizeHint().height() - self._area.minimumSizeHint().height()
        return layout.minimumSize().height() + hidden

    def fit(self) -> None:
        """As high as what it shows now."""
        layout, ground = self.layout(), self._ground.layout()
        if layout is not None and ground is not None and self.isVisible():
            self._area.updateGeometry()  # a scroll area hears later of what went inside
            ground.activate()
            layout.activate()
            self.resize(self.sizeHint())

    def showEvent(self, event: QEvent) -> None:
        """Lays the scrim over the window below and takes its width; a child dialog shades its parent alike."""
        super().showEvent(event)  # type: ignore[arg-type]  # the stub asks for QShowEvent, which it is
        parent = self.parentWidget()
        if parent is not None and self._scrim is None:
            self._scrim = Scrim(parent.window())

    def hideEvent(self, event: QEvent) -> None:
        """Takes the scrim away."""
        super().hideEvent(event)  # type: ignore[arg-type]  # as above
        if self._scrim is not None:
            self._scrim.hide()
            self._scrim.deleteLater()
            self._scrim = None

    def event(self, event: QEvent) -> bool:
        """A line below a field makes it higher, as far as the screen goes, longer words wider; nothing is squeezed."""
        if event.type() != QEvent.Type.LayoutRequest:
            return super().event(event)  # it may be the last one, after which nothing is left of this
        taken = super().event(event)
        layout = self.layout()
        if self.isVisible() and layout is not None:
            self.resize(self.size().expandedTo(QSize(layout.minimumSize().width(), 0)))
            self.resize(self.size().expandedTo(QSize(0, min(self._needed(), self._room()))))
        return taken

    def focusNextPrevChild(self, forwards: bool) -> bool:
        """Tab goes as one reads, to the foot last; what it comes to is scrolled into sight."""
        taken = step(self, forwards=forwards) or super().focusNextPrevChild(forwards)
        focused = QApplication.focusWidget()
        if focused is not None and self._area.inside.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused)
        return taken

    def changeEvent(self, event: QEvent) -> None:
        """With larger words the least width grows along, the measure stays for the usual ones."""
        super().changeEvent(event)
        layout = self.layout()
        if event.type() == QEvent.Type.StyleChange and layout is not None:
            self.setMinimumWidth(max(look().measure(self._width), layout.minimumSize().width()))


class NamedConfirmation(Dialog):
    """The last step before something is destroyed: what happens, what stays, and the name typed by hand.

    The filled danger button wakes up when the name is right; Enter cancels until then and after.
    """

    def __init__(
        self,
        title: str,
        sentence: str,
        stays: str,
        name: str,
        act: str,
        parent: QWidget | None = None,
        *,
        label: str = "",
    ) -> None:
        super().__init__(title, parent)
        self._name = name
        self.body.addWidget(Text(sentence, weight=500, wrap=True))
        self.body.addWidget(Text(stays, tone="text-secondary", wrap=True))
        self.input = LineInput()
        asked = label or QCoreApplication.translate("NamedConfirmation", "Type the name “{}” to go on")
        self.field = Field(asked.replace("{}", name), self.input)
        self.body.addSpacing(Space.XS)
        self.body.addWidget(self.field)
        self.body.addStretch(1)
        self.set_act(act, kind="danger-filled", safe=False)
        self.input.textChanged.connect(self._compare)
        self._compare("")
        self.input.setFocus()

    def _compare(self, typed: str) -> None:
        """The name counts as typed, blanks at its ends aside."""
        right = typed.strip() == self._name.strip()
        reason = QCoreApplication.translate("NamedConfirmation", "Type the name first")
        self.act.set_blocked("" if right else reason)


def ask_name(dialog: NamedConfirmation) -> bool:
    """Runs a confirmation to its end; true where the name was typed and the act pressed."""
    return dialog.exec() == QDialog.DialogCode.Accepted


def active_window() -> QWidget | None:
    """Returns the window a dialog belongs over."""
    return QApplication.activeWindow()
