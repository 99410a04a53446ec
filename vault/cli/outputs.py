"""Files that a command writes: whether they can be there is asked before anything is changed."""

from __future__ import annotations

from pathlib import Path

from vault.cli.terminal import safe
from vault.cli.wording import CONFLICT, NOT_FOUND, REFUSED, Refusal, UsageError
from vault.engine.durable import PARTIAL, Folder, NewFile, Platform, storage_errors


def check_file(file: Path, vault: Path, what: str, *, force: bool) -> None:
    """Refusal, before a password is asked for, if what is to be written cannot be there."""
    with storage_errors():
        if file.is_dir():
            raise Refusal(CONFLICT, f"{safe(str(file))} is a folder.", "Nothing was changed. Name a file in it.")
        if not force and (file.exists() or file.is_symlink()):
            raise Refusal(CONFLICT, f"{safe(str(file))} is there already.", "Nothing was overwritten. --force does so.")
        if not file.absolute().parent.is_dir():
            raise Refusal(NOT_FOUND, f"There is no folder {safe(str(file.parent))}.", "Nothing was written.")
        if file.resolve().is_relative_to(vault.resolve()):
            raise Refusal(
                REFUSED,
                f"{what} inside the vault's own folder would be lost with it.",
                "Nothing was written. Choose another place, on another disk if you can.",
            )


def check_files(vault: Path, *files: tuple[str | None, str], force: bool) -> None:
    """The same for several, each with what it is; those that were not asked for are None. UsageError for one twice."""
    given = [(Path(name), what) for name, what in files if name is not None]
    if len({file.resolve() for file, _ in given}) < len(given):
        raise UsageError("Two things cannot be written into one file.", "Nothing was changed. Name two files.")
    for file, what in given:
        check_file(file, vault, what, force=force)


def write_out(file: Path, content: bytes) -> None:
    """A small file that is not secret, over what is there. Raises Storage."""
    place = Folder(file.absolute().parent, Platform())
    with NewFile(place, file.name, f"{file.name}{PARTIAL}-{place.platform.random(8).hex()}") as new:
        new.write(content)
        new.finish()
    place.sync()
