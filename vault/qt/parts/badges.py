"""Badges, proof lines and tags: a state is always told by an icon and a word, never by colour alone.

Only what was proven wears the seal: a restore done for real, a way in that was tested, a contact whose words were
compared. `Badge("found")` has a plain check, since finding a file proves nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from vault.qt.icons import paint_icon
from vault.qt.theme import Radius, color, look

from .buttons import PressedByEnter
from .text import IconText, Text

# kind -> icon, token of icon and word; the tint is the token's own
KINDS = {
    "proven": ("proof", "success"),
    "tested": ("proof", "success"),
    "verified": ("proof", "success"),
    "not-proven": ("warning", "warning"),
    "never-tested": ("warning", "warning"),
    "new": ("warning", "warning"),
    "changed": ("blocked", "danger"),
    "damaged": ("blocked", "danger"),
    "running": ("running", "link"),
    "found": ("check", "success"),
    "neutral": ("about", "text-secondary"),
}
# what a drill has shown -> icon, token
PROOFS = {"proven": ("proof", "success"), "unproven": ("warning", "warning"), "failed": ("blocked", "danger")}
HEIGHT = 20
ICON = 14
BEFORE, BETWEEN, BEHIND = 5, 4, 6
DOT = 12
"""What the dot of a tag takes, the gap behind it included."""


def badge_word(kind: str) -> str:
    """Returns the word of a kind, where the caller has none with a date in it."""
    words = {
        "proven": QCoreApplication.translate("Badge", "Proven"),
        "tested": QCoreApplication.translate("Badge", "Tested"),
        "verified": QCoreApplication.translate("Badge", "Verified"),
        "not-proven": QCoreApplication.translate("Badge", "Not proven"),
        "never-tested": QCoreApplication.translate("Badge", "Never tested"),
        "new": QCoreApplication.translate("Badge", "New"),
        "changed": QCoreApplication.translate("Badge", "Changed"),
        "damaged": QCoreApplication.translate("Badge", "Damaged"),
        "running": QCoreApplication.translate("Badge", "Running"),
        "found": QCoreApplication.translate("Badge", "Found"),
    }
    return words[kind]


def badge_size(text: str) -> QSize:
    """Returns the size of a badge with this word."""
    metrics = QFontMetrics(look().font("small", 500))
    width = BEFORE + ICON + BETWEEN + metrics.horizontalAdvance(text) + BEHIND
    return QSize(width, max(HEIGHT, metrics.height() + 4))


def paint_badge(painter: QPainter, rect: QRect, kind: str, text: str) -> None:
    """Paints a badge, for widgets and delegates alike."""
    icon, token = KINDS[kind]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("sunken" if kind == "neutral" else f"{token}-tint"))
    painter.drawRoundedRect(rect, Radius.BADGE, Radius.BADGE)
    leftwards = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    middle = rect.y() + (rect.height() - ICON) // 2
    left = rect.right() + 1 - BEFORE - ICON if leftwards else rect.x() + BEFORE
    paint_icon(painter, icon, QRect(left, middle, ICON, ICON), token)
    room = BEFORE + ICON + BETWEEN
    words = rect.adjusted(BEHIND if leftwards else room, 0, -room if leftwards else 0, 0)
    painter.setPen(color(token))
    painter.setFont(look().font("small", 500))
    painter.drawText(words, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), text)
    painter.restore()


class Badge(QLabel):
    """A tint, an icon of 14 and a word, 20 high."""

    def __init__(self, kind: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_kind(kind, text)

    def kind(self) -> str:
        """One of `KINDS`."""
        return self._kind

    def set_kind(self, kind: str, text: str = "") -> None:
        """Changes state and word; without one the kind's own word."""
        if kind not in KINDS:
            raise ValueError(f"no badge is of kind {kind!r}")
        self._kind = kind
        self.setText(text or badge_word(kind))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon and word with 6 around."""
        return badge_size(self.text())

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """A larger font makes a larger badge."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As `paint_badge`."""
        painter = QPainter(self)
        paint_badge(painter, self.rect(), self._kind, self.text())
        painter.end()


class ProofLine(IconText):
    """The seal and one sentence with date and count; without proof the warning sign and what is not known.

    `kind` is `proven`, `unproven` or `failed`.
    """

    def __init__(self, kind: str, sentence: str, *, strong: bool = True, parent: QWidget | None = None) -> None:
        words = Text(sentence, weight=500 if strong else 400, wrap=True, tabular=True)
        super().__init__("proof", words, size=18, gap=8, parent=parent)
        self.set_proof(kind, sentence)

    def set_proof(self, kind: str, sentence: str) -> None:
        """Changes what is known. A drill that failed is loud: its words are in `danger`, too."""
        self.set_icon(*PROOFS[kind])
        self.text.set_tone("danger" if kind == "failed" else "text")
        self.text.setText(sentence)


class Tag(QLabel):
    """A tag's name in an edge, behind a dot where the tag has a colour."""

    def __init__(self, name: str, token: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._token = token
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The name with 6 beside."""
        metrics = QFontMetrics(look().font("small"))
        dot = DOT if self._token else 0
        return QSize(metrics.horizontalAdvance(self.text()) + 14 + dot, max(HEIGHT, metrics.height() + 4))

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """On `raised`, radius 4."""
        leftwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        words = self.rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("border"), 1))
        painter.setBrush(color("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.BADGE, Radius.BADGE)
        painter.setPen(color("text"))
        painter.setFont(look().font("small"))
        if self._token:
            left = self.width() - 6 - DOT if leftwards else 5
            dot = QRectF(left, (self.height() - DOT + 4) / 2, DOT - 4, DOT - 4)
            words = words.adjusted(0 if leftwards else DOT, 0, -DOT if leftwards else 0, 0)
            painter.save()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("text" if look().theme.system is not None else self._token))
            painter.drawEllipse(dot)
            painter.restore()
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()


class AddTag(PressedByEnter):
    """A dashed edge that asks for one more tag. It looks 20 high and can be hit on 24."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self.setProperty("bare", True)
        self.setProperty("ringRadius", int(Radius.BADGE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A plus and the word."""
        metrics = QFontMetrics(look().font("small"))
        return QSize(metrics.horizontalAdvance(self.text()) + 6 + 12 + 4 + 7, max(24, metrics.height() + 4))

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Secondary, since it is an offer."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = 2.5
        painter.setPen(QPen(color("border-strong"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(color("hover") if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, inset, -0.5, -inset), Radius.BADGE, Radius.BADGE)
        paint_icon(painter, "add", QRect(6, (self.height() - 12) // 2, 12, 12), "text-secondary")
        painter.setPen(color("text-secondary"))
        painter.setFont(look().font("small"))
        words = self.rect().adjusted(22, 0, 0, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.end()
