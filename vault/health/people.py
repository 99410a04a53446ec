"""People something was shared with: whether their keys are theirs."""

from __future__ import annotations

from collections.abc import Iterator

from vault.health.finding import Finding, Speech
from vault.health.seen import Seen


def contacts(seen: Seen, now: int, say: Speech) -> Iterator[Finding]:
    """Keys that changed, and keys that nobody compared."""
    translate = say.translate
    source = translate("health", "the vault's contacts and its register of shares")
    if seen.changed_in_all:
        title = translate("health", "Another key than before: %Ln contact(s)", "", seen.changed_in_all)
        why = translate(
            "health",
            "Nothing goes to them until the words of the new key were compared. It may be a new "
            "computer, or somebody else.",
        )
        severity = "critical" if seen.changed else "warning"
        yield Finding("contacts-changed", severity, title, why, source, "contacts")  # type: ignore[arg-type]  # both are
    if seen.unverified:
        title = translate("health", "Shared with, and never compared: %Ln contact(s)", "", seen.unverified)
        why = translate("health", "Compare the six words by telephone, to know that the key is theirs.")
        yield Finding("contacts-unverified", "warning", title, why, source, "contacts")
    elif seen.shared and not seen.changed:
        title = translate("health", "Everybody you shared with was compared: %Ln contact(s)", "", seen.shared)
        why = translate("health", "Their words were read out, and were those of the keys you have.")
        yield Finding("contacts-unverified", "good", title, why, source, proven=True)
