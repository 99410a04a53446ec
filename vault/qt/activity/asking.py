"""What the trail is asked for. `vault.qt.operations.Operations` has these with all the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from vault.child import messages as m
from vault.child.failures import error_of, failure_of
from vault.engine.errors import VaultLocked
from vault.qt.asking import Asking, Done, Failed
from vault.qt.connection import Asked
from vault.qt.figures import number
from vault.qt.parts.aside import Aside
from vault.qt.wording import words_for
from vault.qt.works import Work

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the trail: since when, which deeds (none: all), and words with the pieces of sentences
    that have them."""

    since: int = 0
    actions: tuple[str, ...] = ()
    words: str = ""
    told: tuple[str, ...] = ()


class Trails(Asking):
    """One function for each."""

    def trail(self, wanted: Wanted, offset: int, limit: int, done: Done[m.TrailPage], failed: Failed) -> Asked:
        """A page, the latest first."""
        request = m.AskTrail(offset, limit, wanted.since, wanted.actions, wanted.words, wanted.told)
        return self.connection.ask(request, done, failed)

    def verify_trail(self, done: Done[m.TrailVerified], failed: Failed) -> Asked:
        """That nothing of it is missing."""
        return self.connection.ask(m.VerifyTrail(), done, failed)

    def export_trail(
        self, file: Path, write: Callable[[list[m.AuditEntry]], OSError | None], shown: Callable[[Path], None]
    ) -> Work:
        """All of it into a file, on a thread of its own. `write` puts the entries there, the oldest first."""
        work = self.works.begin(translate("activity", "Exporting the activity"), can_cancel=False)
        aside = Aside(self)

        def export() -> int | Exception:
            entries: list[m.AuditEntry] = []
            try:
                total = 1
                while len(entries) < total:
                    page = self.connection.call_aside(m.AuditEntries(len(entries), m.MOST_ROWS))
                    # A commit in between moves everything by one.
                    known = entries[-1].sequence if entries else None
                    fresh = [one for one in page.entries if known is None or one.sequence < known]
                    entries += fresh
                    total = page.total if fresh else 0
                wrong = write(entries[::-1])
            except Exception as error:  # noqa: BLE001 - told to whoever asked
                return error
            return len(entries) if wrong is None else wrong

        def over(outcome: int | Exception) -> None:
            if isinstance(outcome, VaultLocked):
                self.works.forget(work)
            elif isinstance(outcome, Exception):
                said = words_for(error_of(failure_of(outcome)))
                self.works.fail(work, f"{work.what}: {said.happened} {said.safe}")
            else:
                words = translate("activity", "Exported {count} entries. Whoever gets the file can read it.")
                words = words.format(count=number(outcome))
                act = translate("activity", "Show folder")
                self.works.finish(work, words, act=act, on_act=lambda: shown(file.parent))

        aside.ask(export, over)
        return work
