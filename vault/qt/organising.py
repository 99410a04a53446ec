"""Keeping order: tags and their colours, favourites, saved searches, versions, duplicates."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from vault.child import messages as m

from .asking import Asking, Done, Failed, ignore, stopped
from .connection import Asked
from .figures import size
from .works import Work

translate = QCoreApplication.translate

PIECE = 256 << 10
"""Bytes of content in one request."""


class Organising(Asking):
    """One function for each of them; `Operations` has them with all the others."""

    # Tags, favourites, saved searches

    def order(self, done: Done[m.Order], failed: Failed) -> Asked:
        """What the sidebar offers besides folders."""
        return self.connection.ask(m.AskOrder(), done, failed)

    def set_tags(
        self,
        items: Sequence[bytes],
        *,
        add: Sequence[str] = (),
        remove: Sequence[str] = (),
        done: Done[m.Changes] = ignore,
        failed: Failed | None = None,
    ) -> None:
        """Add and remove tags."""
        self._change(m.SetTags(tuple(items), tuple(add), tuple(remove)), done, failed)

    def colour_tag(
        self, name: str, colour: m.Colour, done: Done[m.Changes] = ignore, failed: Failed | None = None
    ) -> None:
        """A colour for a tag; an empty one takes it away."""
        self._change(m.ColourTag(name, colour), done, failed)

    def rename_tag(
        self, name: str, to: str | None, done: Done[m.Changes] = ignore, failed: Failed | None = None
    ) -> None:
        """Another name; None takes the tag off everything."""
        self._change(m.RenameTag(name, to), done, failed)

    def set_favourite(
        self, items: Sequence[bytes], on: bool, done: Done[m.Changes] = ignore, failed: Failed | None = None
    ) -> None:
        """Make items favourites, or not any more."""
        self._change(m.SetFavourite(tuple(items), on), done, failed)

    def save_search(
        self, name: str, query: str, done: Done[m.Saved], failed: Failed, search: bytes | None = None
    ) -> None:
        """Keep a query under a name; `search` changes one that is kept."""
        self._change(m.SaveSearch(name, query, search), done, failed)

    def drop_search(self, search: bytes, done: Done[m.Changes] = ignore, failed: Failed | None = None) -> None:
        """Forget a saved search."""
        self._change(m.DropSearch(search), done, failed)

    # Versions

    def restore_version(self, item: bytes, version: int, done: Done[m.Written], failed: Failed) -> None:
        """Make an older version the current one, as a new version."""
        self._change(m.RestoreVersion(item, version), done, failed)

    def drop_versions(
        self, item: bytes, versions: Sequence[int], done: Done[m.Changes] = ignore, failed: Failed | None = None
    ) -> None:
        """Remove older versions for good."""
        self._change(m.DropVersions(item, tuple(versions)), done, failed)

    def older_versions(self, done: Done[m.OlderVersions], failed: Failed) -> Asked:
        """What older versions cost, and the vault's policy."""
        return self.connection.ask(m.AskOlderVersions(), done, failed)

    def set_thinning(self, thinning: m.Thinning, done: Done[m.Changes] = ignore, failed: Failed | None = None) -> None:
        """Another policy for older versions."""
        self._change(m.SetThinning(thinning), done, failed)

    # Long work

    def thin_versions(self, done: Done[m.Thinned], failed: Failed, *, everything: bool = False) -> Work:
        """Thin out now: notes, and files too with `everything`."""

        def finish(work: Work, thinned: m.Thinned) -> None:
            words = translate("operations", "Removed %Ln older version(s)", "", thinned.versions)
            held = translate("operations", "{size} held by them.").format(size=size(thinned.bytes))
            self.works.finish(work, f"{words}, {held}" if thinned.versions else f"{words}.")

        what = translate("operations", "Thinning out older versions")
        return self._work(what, m.ThinVersions(everything), finish, done, failed)

    def find_duplicates(self, done: Done[m.Duplicates], failed: Failed) -> Work:
        """Files with the same content."""

        def finish(work: Work, found: m.Duplicates) -> None:
            if found.cancelled:
                self.works.finish(work, translate("operations", "Looking for duplicates was stopped."))
                return
            words = translate("operations", "Found %Ln group(s) of equal files", "", len(found.groups))
            spare = translate("operations", "{size} spare.").format(size=size(found.spare))
            self.works.finish(work, f"{words}, {spare}" if found.groups else f"{words}.")

        return self._work(translate("operations", "Looking for duplicates"), m.FindDuplicates(), finish, done, failed)

    def copy_items(
        self, items: Sequence[bytes], folder: bytes, done: Done[m.Copied] = ignore, failed: Failed | None = None
    ) -> Work:
        """Copy items into a folder, folders with what is in them, under names that are free."""

        def finish(work: Work, copied: m.Copied) -> None:
            words = translate("operations", "Copied %Ln item(s)", "", copied.items + copied.folders)
            words = stopped(f"{words}, {size(copied.bytes)}." if copied.bytes else f"{words}.", copied.cancelled)
            if not copied.failed:
                self.works.finish(work, words)
                return
            left = translate("operations", "%Ln could not be copied and was left out.", "", copied.failed)
            self.works.finish(work, f"{words} {left}", icon="warning")

        what = translate("operations", "Copying %Ln item(s)", "", len(items))
        return self._work(what, m.CopyItems(tuple(items), folder), finish, done, failed)

    def add_content(
        self, name: str, content: bytes, folder: bytes, done: Done[m.Brought] = ignore, failed: Failed | None = None
    ) -> Work:
        """A new file of bytes that are on no disk, under a name that is free."""
        arrival = secrets.token_bytes(16)
        given: list[m.Arriving | m.ArrivingBytes | m.ArrivingEnd] = [
            m.Arriving((name.encode("utf-8", "surrogatepass"),), "file", size=len(content)),
            *(m.ArrivingBytes(content[at : at + PIECE]) for at in range(0, len(content), PIECE)),
            m.ArrivingEnd(True),
        ]

        def finish(work: Work, brought: m.Brought) -> None:
            words = translate("operations", "Added %Ln item(s)", "", brought.items)
            if brought.left_out:
                self.works.fail(
                    work,
                    translate("operations", "The file was left out: {reason}.").format(
                        reason=brought.skipped[0].reason if brought.skipped else ""
                    ),
                )
            else:
                self.works.finish(work, stopped(f"{words}, {size(brought.bytes)}.", brought.cancelled))

        def send(_: object = None) -> None:
            if given:
                one = given.pop(0)
                self.connection.ask(m.Bring(arrival, (one,), not given), send, ignore)

        what = translate("operations", "Adding %Ln item(s)", "", 1)
        request = m.BringIn(arrival, folder, None, total_bytes=len(content), total_items=1)
        work = self._work(what, request, finish, done, failed)
        send()
        return work

    # Taking back, and rows of lists

    def take_back(self, step: int, done: Done[m.TakenBack], failed: Failed) -> None:
        """Put things as they were before a step."""
        self._change(m.TakeBack(step), done, failed)

    def find_row(
        self,
        done: Done[m.RowNumber],
        failed: Failed,
        *,
        view: m.View,
        folder: bytes = m.ROOT,
        sort: m.Sort = "name",
        descending: bool = False,
        tag: str = "",
        item: bytes = b"",
        typed: str = "",
        start: int = 0,
    ) -> Asked:
        """Where an item stands in a list, or the next name from `start` on that begins with what is typed."""
        request = m.FindRow(view, folder, sort, descending, tag, item, typed, start)
        return self.connection.ask(request, done, failed)
