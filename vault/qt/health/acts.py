"""The check-up of an open vault: when it is made, what comes of it, and the way to each fix."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from vault import __version__
from vault.child import messages as m
from vault.child.failures import error_of, failure_of
from vault.engine.errors import Conflict, VaultLocked
from vault.health.check_up import check_up, to_do
from vault.health.finding import Act, Finding
from vault.health.seen import Surroundings
from vault.qt.browse.places import CONTACTS, Place
from vault.qt.known_vaults import now
from vault.qt.moving.on_disk import write_whole
from vault.qt.moving.register import copies_of
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside
from vault.qt.parts.choosing import choose_new_file, documents, with_ending
from vault.qt.parts.toasts import Tell
from vault.qt.settings import Settings
from vault.qt.spoken import Spoken
from vault.qt.wording import words_for

from .words import to_do_words

if TYPE_CHECKING:
    from vault.qt.browse.vault_menu import VaultMenu
    from vault.qt.keys.acts import KeyActs

    from .page import HealthPage


FIRST_MS = 4_000
"""So long after the unlock the first check-up is made: first comes what somebody opened the vault for."""
STALE_MS = 60_000
"""From this age on, whoever comes to the page gets a new look at the disk."""

Report = Literal["pdf", "html"]


class HealthActs(QObject):
    """Asks for a check-up when something changed that it is about; makes the page when it is wanted first."""

    standing = Signal(object)
    """(icon, token, words) for the sidebar; None where nothing is to be done."""

    def __init__(
        self,
        operations: Operations,
        facts: Callable[[], m.Facts],
        tell: Tell,
        settings: Settings,
        menu: VaultMenu,
        keys: KeyActs,
        go: Callable[[Place], None],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._operations, self._facts, self._tell, self._page = operations, facts, tell, page
        self._settings, self._menu, self._keys, self._go = settings, menu, keys, go
        self._copies = copies_of(operations)
        self._shown: HealthPage | None = None
        self._seen: m.CheckUp | None = None
        self._asked = self._again = self._again_with_disk = False
        self._known = _what_counts(facts())
        self._aside = Aside(self)
        self.findings: list[Finding] = []
        operations.facts_changed.connect(self._follow)
        operations.sharing_changed.connect(self._follow_sharing)
        operations.connection.became_read_only.connect(self._follow_sharing)
        self._copies.changed.connect(self._judge)
        settings.changed.connect(self._follow_settings)
        self._first = QTimer(self, interval=FIRST_MS, singleShot=True)
        self._first.timeout.connect(self.look)
        self._first.start()

    @property
    def page(self) -> HealthPage:
        """The page."""
        if self._shown is None:
            from .page import HealthPage

            self._shown = HealthPage(self._page)
            self._shown.hide()
            self._shown.fix_wanted.connect(self.fix)
            self._shown.look_wanted.connect(self._look_for_page)
            self._shown.report_wanted.connect(self.ask_report)
            self._judge()
        return self._shown

    # When it is made

    def look(self, *, disk: bool = True) -> None:
        """A check-up; one at a time, and one more if it is asked for meanwhile."""
        self._first.stop()
        if self._asked:
            self._again, self._again_with_disk = True, self._again_with_disk or disk
            return
        self._asked, self._again, self._again_with_disk = True, False, False
        self._operations.check_up(self._take, self._fail, disk=disk)

    def _look_for_page(self, anew: bool) -> None:
        old = self._seen is None or now() - self._seen.looked > STALE_MS
        self.look(disk=anew or old)

    def _follow(self, facts: m.Facts) -> None:
        """Most commits are none of a check-up's; these figures are."""
        known = _what_counts(facts)
        if known != self._known:
            self._known = known
            self._look_soon()

    def _follow_sharing(self) -> None:
        self._look_soon()

    def _look_soon(self) -> None:
        if not self._first.isActive():
            self.look(disk=False)

    def _follow_settings(self, name: str) -> None:
        if name == "lock_after_minutes":
            self._judge()

    def _take(self, seen: m.CheckUp) -> None:
        self._asked = False
        self._seen = seen
        self._judge()
        if self._again:
            self.look(disk=self._again_with_disk)

    def _fail(self, error: Exception) -> None:
        self._asked = False
        self._complain(error)
        if self._again and not isinstance(error, VaultLocked):
            self.look(disk=self._again_with_disk)

    def _complain(self, error: Exception) -> None:
        if not isinstance(error, VaultLocked):
            self._tell("warning", words_for(error).whole)

    def _judge(self) -> None:
        """What was observed becomes findings."""
        if self._seen is None:
            return
        around = Surroundings(__version__, self._count_copies(), self._settings.lock_after_minutes)
        self.findings = check_up(self._seen, around, now(), Spoken())
        count = to_do(self.findings)
        icon, token = ("blocked", "danger") if self.findings[0].severity == "critical" else ("warning", "warning")
        self.standing.emit((icon, token, to_do_words(count)) if count else None)
        if self._shown is not None:
            blocked = "" if self._facts().read_only is None else self.tr("The vault can only be read now")
            self._shown.show_findings(self.findings, self._seen.looked, blocked)

    def _count_copies(self) -> int:
        return len(self._copies.there()) + len(self._copies.dragged) + len(self._copies.out)

    # What puts a finding right

    def fix(self, act: str) -> None:
        """The way to it."""
        ways: dict[Act, Callable[[], object]] = {
            "change-password": self._menu.open_change_password,
            "renew-cost": self._keys.banners.cost_wanted.emit,
            "test-way": self._test,
            "add-way": partial(self._operations.keys, self._add_kit, self._complain),
            "ways": self._keys.page_wanted.emit,
            "rotate-key": self._keys.banners.key_wanted.emit,
            "new-secrets": self._keys.banners.secrets_wanted.emit,
            "reencrypt": self._operations.reencrypt,
            "export": self._menu.open_export,
            "rehearse": self._menu.open_drill,
            "contacts": partial(self._go, CONTACTS),
            "permissions": self._close_files,
            "plain-copies": self._menu.copies_wanted.emit,
            "lock-settings": self._menu.settings_wanted.emit,
        }
        ways[cast(Act, act)]()

    def _test(self) -> None:
        """The way in that needs it most: a kit that is due, then one that nobody ever tested."""
        assert self._seen is not None
        typed = [way for way in self._seen.ways if way.kind != "device"]
        due = [way for way in typed if way.rehearse] or [way for way in typed if way.tested is None]
        self._keys.banners.test_wanted.emit(due[0])

    def _add_kit(self, keys: m.Keys) -> None:
        self._keys.page.show_keys(keys)
        self._keys.page.open_add_kit()

    def _close_files(self) -> None:
        self._operations.restrict_files(self._closed, self._complain)

    def _closed(self, seen: m.CheckUp) -> None:
        self._seen = seen
        self._judge()
        loose = ("vault-permissions", "state-permissions")
        if any(one.id in loose and one.severity in ("critical", "warning") for one in self.findings):
            words = self.tr("Some files stay open to others: they are not yours, or their disk keeps no rights.")
            self._tell("warning", words)
        else:
            self._tell("check", self.tr("The files are for your account alone now."))

    # The report

    def ask_report(self, kind: Report) -> None:
        """Asks for a place and writes it there."""
        name = self.tr("Health of a vault")
        title = self.tr("Save the report")
        choose_new_file(self._page.window(), title, documents() / f"{name}.{kind}", partial(self.save_report, kind))

    def save_report(self, kind: Report, path: Path) -> None:
        """A file for its owner alone. One that is there is replaced only if the system asked about it."""
        from .report import as_html, as_pdf

        whole = with_ending(path, f".{kind}")
        html = as_html(self.findings, self._facts().vault, now())

        def write() -> OSError | None:
            content = as_pdf(html) if kind == "pdf" else html.encode()
            return write_whole(os.fsencode(whole), content, replace=whole == path)

        self._aside.ask(write, partial(self._saved, whole))

    def _saved(self, path: Path, wrong: OSError | None) -> None:
        if wrong is not None:
            error = Conflict("something is there already") if isinstance(wrong, FileExistsError) else wrong
            self._tell("warning", words_for(error_of(failure_of(error))).whole)
        else:
            self._tell("check", self.tr("Saved as “{name}”, for your account alone.").replace("{name}", path.name))


def _what_counts(facts: m.Facts) -> tuple[object, ...]:
    """Of what a vault says of itself whenever something was committed: what a check-up looks at."""
    days = (facts.exported, facts.drilled, facts.drill_failed)
    some = facts.files + facts.notes > 0
    return (some, facts.slots, facts.due, facts.stale is None, facts.read_only, facts.notices, facts.refused, *days)
