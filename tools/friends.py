"""People to share with, for the screenshots: each has a vault and an identity of their own, in a real vault process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tools.screenshots import Tour
    from vault.child import messages as m

PASSWORD = "canyon violin apple moss ribbon teapot"  # noqa: S105 - of vaults made for pictures


class Friend:
    """Somebody with a vault. Shut it with `close`."""

    def __init__(self, tour: Tour, name: str, place: str = "") -> None:
        from vault.qt.connection import VaultConnection
        from vault.qt.operations import Operations
        from vault.qt.works import Works

        self._tour, self.name = tour, name
        self.connection = VaultConnection()
        self.operations = Operations(self.connection, Works())
        folder = tour.home / "Friends"
        folder.mkdir(exist_ok=True)
        self.ask(self.operations.create, folder / f"{place or name}.deedbox", PASSWORD)
        self.identity: m.Identity = self.ask(self.operations.make_identity, name)

    def ask(self, ask: Callable[..., object], *arguments: Any, **named: Any) -> Any:
        """Calls an operation and waits for its answer."""
        answers: list[Any] = []
        ask(*arguments, done=answers.append, failed=answers.append, **named)
        self._tour.until(lambda: answers, "an answer")
        assert not isinstance(answers[0], Exception), answers[0]
        return answers[0]

    def share(self, to: m.Identity, files: list[Path], out: Path) -> None:
        """Shares files with the owner of a card."""
        from vault.qt.sharing.asking import Outgoing

        contact = self.ask(self.operations.add_contact, to.card.encode(), to.name).contact
        added = self.operations.add_files(files, bytes(16))
        self._tour.until(lambda: added.state != "running", "the files of a friend")
        rows = self.ask(self.operations.list_items, view="all").rows
        share = Outgoing(tuple(row.id for row in rows), out, self.name, (contact.id,))
        self.ask(self.operations.write_share, share)

    def close(self) -> None:
        """Ends the process."""
        self.connection.close()
