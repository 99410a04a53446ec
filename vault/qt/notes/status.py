"""What became of the last change to a note, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vault.qt.figures import moment
from vault.qt.wording import words_for

from .saving import NoteSaver

translate = QCoreApplication.translate


def words_of_state(saver: NoteSaver, modified: int) -> tuple[str, str]:
    """The words, and their tone. `modified` is when the version that was read was written, in milliseconds."""
    if saver.state == "saving":
        return translate("NotePage", "Saving"), "text-secondary"
    if saver.state == "changed":
        return translate("NotePage", "Not saved yet"), "text-secondary"
    if saver.state == "failed" and saver.error is not None:
        words = translate("NotePage", "Not saved: {reason}").format(reason=words_for(saver.error).happened)
        return words, "danger"
    if saver.state in ("conflict", "failed"):
        return translate("NotePage", "Not saved"), "danger"
    saved = round(1000 * saver.saved_at) or modified
    if saved:
        return translate("NotePage", "Saved {moment}").format(moment=moment(saved, within=True)), "text-secondary"
    return translate("NotePage", "New note") if saver.draft is not None else "", "text-secondary"
