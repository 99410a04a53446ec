"""What the unlock page says: of damage, of a device or kit that opens nothing, of the last time."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from vault.engine.errors import Damaged, NotFound
from vault.qt.figures import full_day
from vault.qt.known_vaults import KnownVault
from vault.qt.wording import Said, words_for
from vault.unlock.this_device import DeviceExpired

translate = QCoreApplication.translate

UNREADABLE = ("header", "vault folder")
"""Where damage leaves no key to any state of the vault."""


def words_for_device(error: Exception) -> Said:
    """This device is a way in of the vault, and did not open it."""
    act = translate("UnlockPage", "Unlock with the password, then set this device up again under Keys.")
    if isinstance(error, DeviceExpired):
        said = translate("UnlockPage", "This device opened the vault until {date}, and does no more.")
        return Said(said.format(date=full_day(error.expires * 1_000)), "", act)
    return Said(translate("UnlockPage", "The keyring of this device no longer has what opens this vault."), "", act)


def words_for_typed(with_keyfile: bool, caps_lock: bool) -> str:
    """A password, alone or with a keyfile, that opens nothing here."""
    said = translate("UnlockPage", "That password does not open this vault.")
    if with_keyfile:
        said = translate("UnlockPage", "That password and keyfile do not open this vault together.")
    return f"{said} {translate('UnlockPage', 'Caps Lock is on.')}" if caps_lock else said


def words_for_end(error: Exception) -> Said:
    """The process ended by itself."""
    return Said(
        translate("UnlockPage", "The vault process ended while it unlocked."),
        translate("UnlockPage", "Nothing was changed."),
        translate("UnlockPage", "Try again."),
        words_for(error).details,
    )


def words_for_damage(error: Exception) -> Said:
    """A vault that does not open because it is damaged, or because nothing whole is left of what was looked for."""
    details = words_for(error).details
    unchanged = translate("UnlockPage", "Damaged bytes are never shown, and nothing was changed.")
    if isinstance(error, NotFound):
        return Said(translate("UnlockPage", "There is no whole state before the damaged one."), unchanged, "", details)
    if isinstance(error, Damaged) and error.where in UNREADABLE:
        return Said(
            translate("UnlockPage", "The header of the vault is damaged, in both copies."),
            unchanged,
            translate("UnlockPage", "Without it no password opens the vault: restore it from a backup."),
            details,
        )
    return Said(
        translate("UnlockPage", "The catalog of the vault is damaged: the list of what is in it."),
        unchanged,
        translate("UnlockPage", "These are the ways back:"),
        details,
    )


def last_opened(known: KnownVault) -> str:
    """ "Last opened yesterday at 21:14"."""
    when, now = QDateTime.fromMSecsSinceEpoch(known.opened or 0), QDateTime.currentDateTime()
    days = when.date().daysTo(now.date())
    clock = QLocale().toString(when.time(), QLocale.FormatType.ShortFormat)
    if days == 0:
        return translate("UnlockPage", "Last opened today at {time}").format(time=clock)
    if days == 1:
        return translate("UnlockPage", "Last opened yesterday at {time}").format(time=clock)
    return translate("UnlockPage", "Last opened on {date}").format(
        date=QLocale().toString(when.date(), QLocale.FormatType.LongFormat)
    )
