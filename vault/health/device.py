"""This computer and the program: what is readable outside of the vault, and what keeps the keys in memory."""

from __future__ import annotations

from collections.abc import Iterator

from vault.health.finding import Finding, Speech
from vault.health.seen import Seen, Surroundings

LONG_MINUTES = 60


def copies(around: Surroundings, say: Speech) -> Iterator[Finding]:
    """Plain copies, as far as Deedbox made them."""
    translate = say.translate
    source = translate("health", "the list of plain copies, since the unlock; what others copied is not in it")
    if around.plain_copies is None:
        title = translate("health", "How many plain copies lie on this computer is not known here")
        why = translate("health", "The window keeps a list of those it made, until the lock. A command keeps none.")
        yield Finding("plain-copies", "unknown", title, why, source)
    elif around.plain_copies:
        title = translate("health", "Plain copies readable outside of the vault: %Ln", "", around.plain_copies)
        why = translate("health", "Everybody who gets at this disk can read them. Remove those that nobody needs.")
        yield Finding("plain-copies", "warning", title, why, source, "plain-copies")
    else:
        title = translate("health", "No plain copy of this vault is known on this computer")
        yield Finding(
            "plain-copies",
            "good",
            title,
            translate("health", "Deedbox made none since the unlock, or they are gone."),
            source,
        )


def lock(around: Surroundings, say: Speech) -> Iterator[Finding]:
    """Whether the vault locks by itself."""
    translate = say.translate
    source = translate("health", "the settings of this computer")
    minutes = around.lock_minutes
    if minutes is None:
        return
    if not minutes:
        title = translate("health", "The vault never locks by itself")
        why = translate("health", "Whoever comes to an unattended screen has everything in it.")
        yield Finding("idle-lock", "warning", title, why, source, "lock-settings")
        return
    title = translate("health", "Locks after %Ln minute(s) without key or mouse", "", minutes)
    if minutes > LONG_MINUTES:
        why = translate("health", "That is long for a screen that is left alone.")
        yield Finding("idle-lock", "warning", title, why, source, "lock-settings")
    else:
        yield Finding(
            "idle-lock", "good", title, translate("health", "It also locks when the computer sleeps."), source
        )


def memory(seen: Seen, say: Speech) -> Iterator[Finding]:
    """Whether keys can reach the disk by way of swap or of a crash."""
    translate = say.translate
    source = translate("health", "the system, asked by the process that has the keys")
    held = seen.protection
    if held.swap is False:
        title = translate("health", "This computer has no swap")
        why = translate("health", "Nothing in memory is written to a disk, unless the computer hibernates.")
        yield Finding("memory", "good", title, why, source)
    elif held.locked:
        title = translate("health", "Kept out of swap: {size} with the vault's keys").format(size=say.size(held.locked))
        why = translate("health", "Names and texts that were shown are not in it; encrypted swap covers those, too.")
        yield Finding("memory", "good", title, why, source)
    elif held.locked is None or held.swap is None:
        title = translate("health", "Whether keys can reach the swap of this computer is not known")
        why = translate("health", "The system does not say. Encrypted swap makes it harmless.")
        yield Finding("memory", "unknown", title, why, source)
    else:
        title = translate("health", "Kept out of swap: 0 bytes")
        why = translate(
            "health",
            "Keys may be written to the swap of this disk. Encrypt the swap, or raise the limit for locked memory.",
        )
        yield Finding("memory", "warning", title, why, source)
    if held.dumps is None:
        title = translate("health", "Whether a crash leaves memory in a file is not known")
        yield Finding("core-dumps", "unknown", title, translate("health", "The system does not say."), source)
    elif held.dumps:
        title = translate("health", "A crash may leave the keys in a file")
        why = translate(
            "health", "Core dumps are on. The command ulimit -c 0 switches them off for what is started next."
        )
        yield Finding("core-dumps", "warning", title, why, source)
    else:
        title = translate("health", "A crash leaves no memory in a file")
        yield Finding("core-dumps", "good", title, translate("health", "Core dumps are off for this process."), source)


def versions(seen: Seen, around: Surroundings, say: Speech) -> Iterator[Finding]:
    """What runs here. Whether there is anything newer nobody asks the network."""
    translate = say.translate
    title = translate("health", "Deedbox {version}; whether there is a newer one is not known")
    why = translate("health", "It encrypts with {libraries}. Deedbox asks no server for updates.")
    source = translate("health", "the program and its libraries, as they are installed")
    libraries = ", ".join(seen.libraries)
    yield Finding("versions", "unknown", title.format(version=around.program), why.format(libraries=libraries), source)
