"""Why something was left out, in words: the reasons of the engine's intake and of writing out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vault.child import messages as m
from vault.child.failures import error_of
from vault.engine.errors import Conflict
from vault.qt.going_on import THERE
from vault.qt.wording import words_for

translate = QCoreApplication.translate

_UNREADABLE = "cannot be read: "


def words_for_reason(reason: str) -> str:
    """Why a file or folder of the disk did not come in."""
    known = {
        THERE: translate("left out", "Something of that name is there already."),
        "changed while it was being read": translate("left out", "It was changed while it was being read."),
        "moved or removed in the vault meanwhile": translate(
            "left out", "What it was to replace was moved or removed meanwhile."
        ),
        "a symbolic link is not followed": translate("left out", "It is a link. Links are not followed."),
        "a pipe has no content to keep": translate("left out", "It is a pipe and has no content to keep."),
        "a socket has no content to keep": translate("left out", "It is a socket and has no content to keep."),
        "a device has no content to keep": translate("left out", "It is a device and has no content to keep."),
        "it is this vault": translate("left out", "It is this vault itself."),
        "larger than 2 TiB": translate("left out", "It is larger than 2 TiB."),
        "larger than the space that is free": translate("left out", "It is larger than the space that is free."),
        "a name that cannot stand in a folder": translate("left out", "Its name cannot be kept."),
        "a name has at most 1024 bytes": translate("left out", "Its name is too long."),
        "cannot be read: permission denied": translate("left out", "The system does not let us read it."),
        "cannot be read: no such file or directory": translate("left out", "It is not there any more."),
        "cannot be read: input/output error": translate("left out", "The disk could not read it."),
    }
    if reason in known:
        return known[reason]
    if reason.startswith(_UNREADABLE):
        return translate("left out", "It cannot be read: {reason}.").format(reason=reason.removeprefix(_UNREADABLE))
    return translate("left out", "It could not be taken: {reason}.").format(reason=reason)


def words_for_unwritten(failure: m.Failure) -> str:
    """Why an item did not get out."""
    error = error_of(failure)
    if isinstance(error, Conflict):
        return translate("left out", "Something of that name is there already. It was not overwritten.")
    said = words_for(error)
    return f"{said.happened} {said.act}".strip()
