"""Start pages in the gallery, after the design's pictures: welcome and unlock."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from .gallery_panes import row
from .parts.badges import Badge, ProofLine
from .parts.buttons import Button
from .parts.cards import Panel
from .parts.dialogs import Surface
from .parts.empty import DropHint, Emblem
from .parts.fields import Field, PasswordField
from .parts.lists import Ask, ItemList
from .parts.rows import VaultDelegate
from .parts.text import IconText, Rule, Text
from .theme import look


def unlock_page() -> QWidget:
    """After unlock-light.png."""
    page = Surface("surface")
    panes = QHBoxLayout(page)
    panes.setContentsMargins(0, 0, 0, 0)
    panes.setSpacing(0)
    left = Surface("background")
    left.setFixedWidth(399)
    column = QVBoxLayout(left)
    column.setContentsMargins(24, 24, 24, 20)
    title = Text("Vaults on this computer", "section")
    title.setContentsMargins(12, 0, 0, 0)
    column.addWidget(title)
    column.addSpacing(6)
    vaults = ItemList("Vaults on this computer", VaultDelegate())
    vaults.setProperty("surface", "background")
    model = QStandardItemModel(vaults)
    for name, place, proof in (
        ("My Papers", "Documents/My Papers.deedbox", ("proven", "Proven restorable on 3 May")),
        ("Practice records", "Documents/Practice records.deedbox", ("proven", "Proven restorable on 19 April")),
        ("Mother's estate", "Study NAS/Mother's estate.deedbox", ("unproven", "Backed up 2 May, never restored")),
    ):
        answers: dict[int, object] = {Ask.SECOND: place, Ask.BADGE: proof, Ask.CHANGED: "Locked", Ask.ICON: "lock"}
        model.appendRow(row(name, answers))
    vaults.setModel(model)
    vaults.setCurrentIndex(model.index(0, 0))
    column.addWidget(vaults, 1)
    for words, icon in (
        ("Create a vault", "add"),
        ("Open a vault", "folder-open"),
        ("Restore from a backup", "restore"),
    ):
        column.addWidget(Button(words, "quiet", icon), 0, Qt.AlignmentFlag.AlignLeft)
    panes.addWidget(left)
    panes.addWidget(Rule(Qt.Orientation.Vertical))
    panes.addStretch(1)
    panes.addWidget(make_unlock())
    panes.addStretch(1)
    return page


def make_unlock() -> QWidget:
    """Returns the column of 400."""
    inside = QWidget()
    inside.setFixedWidth(look().measure(400))
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    column.addStretch(1)
    column.addWidget(Emblem(size=64), 0, Qt.AlignmentFlag.AlignHCenter)
    for words, role, tone in (
        ("My Papers", "page-title", "text"),
        ("Last opened yesterday at 21:14 on this computer", "body", "text-secondary"),
    ):
        text = Text(words, role, tone, wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(text)
        column.addSpacing(-8 if role == "page-title" else 20)
    password = PasswordField("Password", tall=True, layout="German layout")
    password.input.setText("correct horse ba")
    password.set_caps_lock(True)
    column.addWidget(password)
    column.addWidget(Field("Keyfile", make_keyfile()))
    column.addSpacing(8)
    column.addWidget(Button("Unlock", "primary", tall=True))
    others = QHBoxLayout()
    others.setSpacing(12)
    others.addWidget(Button("Use this device", icon="device"))
    others.addWidget(Button("Use the recovery kit", icon="recovery-kit"))
    column.addSpacing(4)
    column.addLayout(others)
    column.addSpacing(24)
    column.addWidget(Rule())
    column.addWidget(ProofLine("proven", "Restored for real on 3 May with the recovery kit"))
    column.addStretch(1)
    return inside


def make_keyfile() -> QWidget:
    """Returns a panel of 40 that looks like a field."""
    panel = Panel(edge="border-strong")
    line = QHBoxLayout(panel)
    line.addStrut(40)
    line.setContentsMargins(12, 0, 6, 0)
    line.addWidget(IconText("keys", Text("papers.key"), size=18, gap=8, token="text-secondary"))
    line.addWidget(Text("on Blue stick", tone="text-secondary"), 1)
    line.addWidget(Badge("found"))
    line.addWidget(Button("Change", "link", compact=True))
    return panel


def welcome_page() -> QWidget:
    """After welcome-light.png."""
    page = Surface("surface")
    outer = QHBoxLayout(page)
    outer.addStretch(1)
    inside = QWidget()
    inside.setFixedWidth(look().measure(600))
    column = QVBoxLayout(inside)
    column.setSpacing(8)
    column.addStretch(2)
    column.addWidget(Emblem(), 0, Qt.AlignmentFlag.AlignHCenter)
    said = "Deedbox keeps files and notes encrypted on your own disk, backs them up, "
    said += "and proves that you can get them back."
    for words, role, tone in (
        ("A place for papers you cannot lose", "display", "text"),
        (said, "note", "text-secondary"),
    ):
        text = Text(words, role, tone, wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setContentsMargins(60, 0, 60, 0)
        column.addWidget(text)
    column.addSpacing(24)
    panel = Panel()
    lines = QVBoxLayout(panel)
    lines.setContentsMargins(1, 0, 1, 0)
    lines.setSpacing(0)
    for number, (icon, name, second, act) in enumerate(
        (
            ("add", "Create a vault", "Name, password, recovery kit. About four minutes.", "Create"),
            ("folder-open", "Open a vault", "A folder that ends in .deedbox, on any disk.", "Open"),
            ("restore", "Restore from a backup", "From a drive, a server or an export file.", "Restore"),
        )
    ):
        if number:
            lines.addWidget(Rule())
        line = QHBoxLayout()
        line.setContentsMargins(19, 20, 16, 20)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(name, weight=600, wrap=True))
        names.addWidget(Text(second, tone="text-secondary", wrap=True))
        line.addWidget(Emblem(icon, token="link"))
        line.addSpacing(16)
        line.addLayout(names, 1)
        line.addWidget(Button(act, "secondary" if number else "primary"))
        lines.addLayout(line)
    column.addWidget(panel)
    column.addSpacing(8)
    column.addWidget(DropHint("Or drop a vault folder anywhere in this window"))
    column.addStretch(3)
    outer.addWidget(inside)
    outer.addStretch(1)
    return page
