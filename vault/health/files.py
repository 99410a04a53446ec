"""The vault's folder and this device's state folder: who else gets at them, and what was noticed at the unlock."""

from __future__ import annotations

from collections.abc import Iterator

from vault.engine.opening import FIRST_SEEN, OUTLIVED
from vault.health.finding import Finding, Severity, Speech
from vault.health.seen import Rights, Seen

SLOTS_CHANGED = "key slots changed since"
UNREMEMBERED = "anchor not written"


def rights(seen: Seen, now: int, say: Speech) -> Iterator[Finding]:
    """By the rights of the files. Names and contents are encrypted whoever reads them; others may still copy them and
    guess, or destroy them."""
    translate = say.translate
    source = translate("health", "the rights of the files, looked at on {day}").replace("{day}", say.day(seen.looked))
    yield _judged("vault-permissions", seen.rights, translate("health", "The vault's folder"), source, say)
    if seen.state_rights is None:
        title = translate("health", "What this computer remembers of the vault cannot be looked at")
        why = translate("health", "Without a state folder an older copy of the vault goes unnoticed here.")
        yield Finding("state-permissions", "unknown", title, why, source)
    else:
        name = translate("health", "What this computer remembers of vaults")
        yield _judged("state-permissions", seen.state_rights, name, source, say)


def _judged(kind: str, rights: Rights | None, name: str, source: str, say: Speech) -> Finding:
    """How one folder stands."""
    translate = say.translate
    if rights is None:
        title = translate("health", "{name}: who else may read it is not known").format(name=name)
        return Finding(kind, "unknown", title, translate("health", "This system does not tell it here."), source)
    if rights.foreign:
        title = translate("health", "{name}: %Ln file(s) of another account", "", rights.foreign)
        why = translate(
            "health", "Whoever has that account may read, change and delete them. Only it can give them back."
        )
        return Finding(kind, "warning", title.replace("{name}", name), why, source)
    if not rights.read and not rights.written:
        title = translate("health", "{name}: %Ln file(s), for your account alone", "", rights.files)
        why = translate("health", "Others who use this computer cannot read or change them, but for its administrator.")
        return Finding(kind, "good", title.replace("{name}", name), why, source)
    severity: Severity = "warning"
    if rights.written:
        title = translate("health", "{name}: others may change %Ln file(s)", "", rights.written)
        why = translate("health", "They cannot read what is in it, but they can destroy it or put an old state back.")
        severity = "warning" if rights.closed else "critical"
    else:
        title = translate("health", "{name}: others may read %Ln file(s)", "", rights.read)
        why = translate("health", "What is in it is encrypted. Whoever copies it can guess the password at home.")
    if rights.closed:
        why = translate("health", "The folder itself keeps others out for now. A copy of it, or a backup, may not.")
    return Finding(kind, severity, title.replace("{name}", name), why, source, "permissions")


def history(seen: Seen, now: int, say: Speech) -> Iterator[Finding]:
    """Whether this is the vault that this computer knows, and not an older or another one."""
    translate = say.translate
    source = translate("health", "what this computer remembers of the vault, compared at the unlock")
    known = {notice.partition(":")[0] for notice in seen.notices}
    if UNREMEMBERED in known or seen.state_rights is None:
        title = translate("health", "This computer could not remember the state of the vault")
        why = translate("health", "An older copy in its place would go unnoticed here.")
        yield Finding("history", "warning", title, why, source)
    elif OUTLIVED in known:
        title = translate("health", "The vault has new secrets since this computer last saw it")
        why = translate("health", "If you do not know of that, find out before you change anything: look at Activity.")
        yield Finding("history", "warning", title, why, source)
    elif any(notice.startswith(SLOTS_CHANGED) for notice in known):
        title = translate("health", "Ways in came or went since this computer last saw the vault")
        why = translate("health", "If you do not know of that, look at Keys and Activity, and make new secrets.")
        yield Finding("history", "warning", title, why, source, "ways")
    elif FIRST_SEEN in known:
        title = translate("health", "This computer sees this vault for the first time")
        why = translate("health", "Whether there is a later state elsewhere it cannot know.")
        yield Finding("history", "unknown", title, why, source)
    else:
        title = translate("health", "The vault goes on from what this computer last saw")
        why = translate(
            "health", "Nobody has put an older or another copy in its place, as far as this computer saw it."
        )
        yield Finding("history", "good", title, why, source)


def tries(seen: Seen, now: int, say: Speech) -> Iterator[Finding]:
    """Who was refused here before this unlock."""
    translate = say.translate
    source = translate("health", "counted on this computer; whoever uses your account could erase it")
    if seen.refused:
        title = translate("health", "Wrong tries before this unlock: %Ln, the last on {day}", "", len(seen.refused))
        why = translate(
            "health", "If that was not you, somebody sat at this computer. Change the password if it may be known."
        )
        title = title.replace("{day}", say.day(seen.refused[-1]))
        yield Finding("wrong-tries", "warning", title, why, source, "change-password")
    else:
        title = translate("health", "No wrong try here before this unlock")
        yield Finding(
            "wrong-tries", "good", title, translate("health", "Copies elsewhere can be tried unseen."), source
        )


def writing(seen: Seen, now: int, say: Speech) -> Iterator[Finding]:
    """A vault that cannot be changed."""
    translate = say.translate
    if seen.read_only:
        title = translate("health", "The vault can only be read now")
        why = translate("health", "Nothing can be saved or put right in it. Look after the disk, then lock and unlock.")
        yield Finding("read-only", "warning", title, why, translate("health", "the vault process"))
