"""Every reader, in the order in which they are asked: special kinds before the archives and folders they come in."""

from __future__ import annotations

from vault.sandbox.importing.entries import Reader

NAMES = (
    "keepass",
    "bitwarden",
    "1password",
    "joplin",
    "logins",
    "cryptomator",
    "gocryptfs",
    "markdown",
    "zip",
    "tar",
    "7z",
    "folder",
)
"""The words after `--from`. `load` has a reader for each."""


def load() -> tuple[Reader, ...]:
    """Import every reader with its libraries; in the worker alone, before it is confined."""
    from vault.sandbox.importing import (
        bitwarden,
        cryptomator,
        folders,
        gocryptfs,
        joplin,
        keepass,
        logins,
        markdown,
        onepassword,
        other_archives,
        tar_archives,
        zip_archives,
    )

    return (
        keepass,
        bitwarden,
        onepassword,
        joplin,
        logins,
        cryptomator,
        gocryptfs,
        markdown,
        zip_archives,
        tar_archives,
        other_archives,
        folders,
    )
