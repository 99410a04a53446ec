"""The check-up in the person's language: severities, what puts a finding right, and figures."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from vault.health.finding import Act, Severity
from vault.qt.figures import number

translate = QCoreApplication.translate

LOOKS: dict[Severity, tuple[str, str]] = {
    "critical": ("blocked", "danger"),
    "warning": ("warning", "warning"),
    "unknown": ("about", "text-secondary"),
    "good": ("check", "success"),
}
"""Icon and token of each severity. The word stands beside them."""

HARMLESS = frozenset(("contacts", "ways", "permissions", "plain-copies", "lock-settings"))
"""Acts that write nothing into the vault."""


def severity_word(severity: Severity) -> str:
    """What a severity is called."""
    return {
        "critical": translate("health", "Act now"),
        "warning": translate("health", "Do soon"),
        "unknown": translate("health", "Not known"),
        "good": translate("health", "Good"),
    }[severity]


def act_words(act: Act) -> str:
    """What the button says that leads to it."""
    return {
        "": "",
        "change-password": translate("health", "Change password"),
        "renew-cost": translate("health", "Make it dearer"),
        "test-way": translate("health", "Test now"),
        "add-way": translate("health", "Add a recovery kit"),
        "ways": translate("health", "Show ways in"),
        "rotate-key": translate("health", "Make a new key"),
        "new-secrets": translate("health", "Make new secrets"),
        "reencrypt": translate("health", "Go on"),
        "export": translate("health", "Export"),
        "rehearse": translate("health", "Rehearse a restore"),
        "contacts": translate("health", "Show contacts"),
        "permissions": translate("health", "Keep others out"),
        "plain-copies": translate("health", "Show copies"),
        "lock-settings": translate("health", "Open settings"),
    }[act]


def to_do_words(count: int) -> str:
    """ "2 to do": what the sidebar says."""
    return translate("health", "{count} to do").format(count=number(count))


def source_words(source: str) -> str:
    """Where a figure comes from, as a sentence."""
    return translate("health", "Source: {source}.").replace("{source}", source)
