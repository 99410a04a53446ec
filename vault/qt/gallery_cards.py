"""Pages of cards in the gallery, after the design's pictures: keys and backups."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from .gallery_panes import make_window
from .parts.badges import Badge, ProofLine
from .parts.buttons import Button, IconButton
from .parts.cards import Card, Facts, Page, PageHead, Panel, SectionHead
from .parts.text import IconText, Rule, Text
from .parts.timeline import BackupMark, Legend, MissedRuns, Timeline

TODAY = date(2026, 5, 12)


def keys_page() -> QWidget:
    """After keys-light.png."""
    page = Page("Keys")
    said = "Four ways in, three of them tested. Keep at least two that you have tested."
    head = PageHead("Keys", ProofLine("proven", said, strong=False))
    head.add_act(Button("Add a way in", "primary", "add"))
    page.body.addWidget(head)
    grid = QGridLayout()
    grid.setSpacing(16)
    ways = (
        ("password", "Password", "Six words, known to you alone", "tested", "Tested today",
         ("14 Jan 2026", "Today, 08:40", "Today, 08:40"),
         "To guess it: 60,000 years with 100 graphics cards", ("Test", "Remove")),
        ("recovery-kit", "Recovery kit", "One printed page, in the safe", "tested", "Tested 3 May",
         ("14 Jan 2026", "3 May, in a drill", "3 May"),
         "To guess it: not possible, 256 random bits", ("Test", "Print", "Remove")),
        ("device", "This device", "Secret Service on anna-laptop", "tested", "Tested 9 May",
         ("20 Jan 2026", "Yesterday, 21:14", "9 May"), "As strong as your login on this computer", ("Test", "Remove")),
        ("keys", "Keyfile and password", "papers.key on Blue stick", "never-tested", "",
         ("2 May 2026", "Never", "Never"), "To guess it: not possible without the stick", ("Test now", "Remove")),
    )  # fmt: skip
    for number, (icon, name, second, kind, word, facts, cost, acts) in enumerate(ways):
        card = Card(icon, name, second)
        card.add_act(Badge(kind, word))
        card.add_body(Facts(list(zip(("Added", "Last used", "Last tested"), facts, strict=True))), gap=12)
        card.set_foot(cost, *(Button(act, "quiet", compact=True) for act in acts))
        grid.addWidget(card, number // 2, number % 2)
    page.body.addLayout(grid)
    page.body.addSpacing(4)
    reminder = Text("Reminder once a year, next on 14 Jan 2027", tone="text-secondary")
    page.body.addWidget(SectionHead("Change the keys", reminder, Button("Change", "link", compact=True)))
    page.body.addWidget(make_changes())
    return make_window("Keys", page, filled_add=False, work=False)


def make_changes() -> Panel:
    """Returns the three rotations, side by side."""
    panel = Panel()
    columns = QHBoxLayout(panel)
    columns.setContentsMargins(1, 1, 1, 1)
    columns.setSpacing(0)
    changes = (
        ("Change password", "1 second", "Replaces the words you type. Do this when somebody may have seen them.",
         "Old backups still open with the old password.", "Change password"),
        ("New vault key", "A few seconds", "Also locks all later changes under a fresh key. A good yearly habit.",
         "Old backups still hold the keys of old files.", "Make a new key"),
        ("Re-encrypt everything", "About 4 minutes", "Also gives every file a new key. Do this when a key has leaked.",
         "Old backups and sent shares still open as before.", "Re-encrypt"),
    )  # fmt: skip
    for number, (name, takes, does, limit, act) in enumerate(changes):
        if number:
            columns.addWidget(Rule(Qt.Orientation.Vertical))
        column = QVBoxLayout()
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(Text(name, weight=600), 1)
        top.addWidget(Text(takes, "small", "text-secondary"))
        column.addLayout(top)
        column.addWidget(Text(does, wrap=True))
        column.addSpacing(2)
        column.addWidget(IconText("about", Text(limit, tone="text-secondary", wrap=True)))
        column.addStretch(1)
        column.addSpacing(8)
        column.addWidget(Button(act), 0, Qt.AlignmentFlag.AlignLeft)
        columns.addLayout(column, 1)
    return panel


def sample_sets(step: int, days: int, drills: tuple[int, ...], first: int = 0) -> list[BackupMark]:
    """Makes sets of believable heights."""
    sets = []
    for ago in range(days, first, -step):
        day = TODAY - timedelta(days=ago)
        share = 0.2 + 0.35 * ((ago * 7919) % 11) / 10
        words = f"{day:%d %B}, {share * 400:.0f} MB new" + (", restored for real" if ago in drills else "")
        sets.append(BackupMark(day, share, words, ago in drills))
    return sets


def backups_page() -> QWidget:
    """After backups-dark.png."""
    page = Page("Backups")
    said = "Proven restorable on 3 May. 38 items have changed since, 36 of them are in a backup."
    head = PageHead("Backups", ProofLine("proven", said, strong=False))
    head.add_act(Button("Restore", icon="restore"))
    head.add_act(Button("Add a target", icon="add"))
    head.add_act(Button("Back up all now", "primary", "running"))
    page.body.addWidget(head)
    gap = MissedRuns(
        TODAY - timedelta(days=57), TODAY - timedelta(days=55), "Missed 17 to 19 March, made up on 20 March"
    )
    targets = (
        ("drive", "Drive in the safe", "USB drive, 1 TB, unplugged", ("proven",), "proven",
         "Restored for real on 3 May with the recovery kit: 1,204 of 1,204 files",
         ("3 May, 10:20", "9 days", "When plugged in", "4.2 GB"), ("Back up", "Verify", "Drill"),
         sample_sets(7, 86, (86, 44, 9), 8), ()),
        ("backups", "Study NAS", "sftp://nas.home/backup, over SFTP", ("proven", "running"), "proven",
         "Restored for real on 19 April with the password: 1,187 of 1,187 files",
         ("Yesterday, 21:00", "12 hours", "Today at 21:00, then daily", "5.8 GB"), ("Cancel", "Verify", "Drill"),
         [mark for mark in sample_sets(1, 89, (79, 23)) if not gap.first <= mark.day <= gap.last], (gap,)),
        ("cloud", "Family cloud", "cloud.weber.example, over WebDAV", ("not-proven",), "unproven",
         "Never restored. Bytes verified on 10 May, but nobody has opened it yet.",
         ("Today, 08:15", "1 hour", "Every second day at 08:15", "4.3 GB"), ("Back up", "Verify", "Drill"),
         sample_sets(2, 43, ()), ()),
    )  # fmt: skip
    for icon, name, second, kinds, proven, sentence, facts, acts, sets, missed in targets:
        card = Card(icon, name, second)
        for kind in kinds:
            card.add_badge(Badge(kind))
        for act in acts:
            card.add_act(Button(act))
        card.add_act(IconButton("more", f"More about {name}"))
        lines = QVBoxLayout()
        lines.setSpacing(16)
        lines.addWidget(ProofLine(proven, sentence))
        names = ("Last run", "Age of data", "Next run", "Size")
        lines.addWidget(Facts(list(zip(names, facts, strict=True)), (144, 128, 216)))
        line = Timeline(name)
        line.show_sets(TODAY, sets, missed)
        below = QWidget()
        beside = QHBoxLayout(below)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addLayout(lines, 1)
        shifted = QVBoxLayout()
        shifted.setContentsMargins(0, 4, 0, 0)  # its seals stand on the line of the proof
        shifted.addWidget(line)
        shifted.addStretch(1)
        beside.addLayout(shifted)
        card.add_body(below)
        page.body.addWidget(card)
    page.body.addWidget(Legend("Missed runs, made up on 20 March"))
    return make_window("Backups", page, filled_add=False)
