"""The vault key: its age, what happened since, and a re-encryption that was not finished."""

from __future__ import annotations

from collections.abc import Iterator

from vault.health.finding import DAY, Finding, Speech
from vault.health.seen import Seen

OLD_DAYS = 730
"""From this age on a key is worth a word although nobody wants to be reminded."""


def age(seen: Seen, now: int, say: Speech) -> Iterator[Finding]:
    """When the vault key was last new, beside the policy; and what calls for new secrets."""
    translate = say.translate
    days = max(0, now - seen.last_rotation) // DAY
    title = translate("health", "The vault key was made on {day}")
    if days:
        title = translate("health", "The vault key is %Ln day(s) old, made on {day}", "", days)
    title = title.replace("{day}", say.day(seen.last_rotation))
    source = translate("health", "the vault's own trail and its policy")
    if seen.due == "device lost":
        lost = translate("health", "New secrets are due: a device was lost")
        why = translate("health", "You noted it. Whoever has the device may have a way in until new secrets are made.")
        yield Finding("vault-key", "critical", lost, f"{why} {title}.", source, "new-secrets")
    elif seen.due == "person left":
        left = translate("health", "New secrets are due: somebody left who knew a way in")
        why = translate("health", "You noted it. What they know opens the vault until new secrets are made.")
        yield Finding("vault-key", "critical", left, f"{why} {title}.", source, "new-secrets")
    elif seen.due == "age" or (seen.policy_mode == "off" and days >= OLD_DAYS):
        why = translate("health", "A new one locks old keys out of what is written from then on.")
        yield Finding("vault-key", "warning", title, why, source, "rotate-key")
    elif seen.policy_mode == "off":
        yield Finding(
            "vault-key", "good", title, translate("health", "Nobody wants to be reminded of a new one."), source
        )
    else:
        why = translate("health", "A new one is due after %Ln day(s).", "", seen.policy_days)
        yield Finding("vault-key", "good", title, why, source)


def unfinished(seen: Seen, now: int, say: Speech) -> Iterator[Finding]:
    """Files that still lie under keys of before."""
    translate = say.translate
    if seen.stale is None:
        return
    title = translate("health", "Re-encrypting is not finished: {size} to go").format(size=say.size(seen.stale))
    why = translate("health", "So much still lies under the keys of before. It goes on where it stopped.")
    source = translate("health", "the vault's catalog")
    yield Finding("re-encryption", "warning", title, why, source, "reencrypt")
