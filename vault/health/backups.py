"""The way back: the last export, and whether anybody ever restored one for real."""

from __future__ import annotations

from collections.abc import Iterator

from vault.health.finding import DAY, Finding, Speech
from vault.health.seen import Seen

GRACE = 7 * DAY
"""A vault this young without an export is no emergency yet."""
FRESH = 30 * DAY
LONG = 365 * DAY


def export(seen: Seen, now: int, say: Speech) -> Iterator[Finding]:
    """How old the last export is, and what it does not hold. An empty vault needs none."""
    translate = say.translate
    source = translate("health", "the vault's own trail; copies made by other programs are not known to it")
    if seen.exported is None:
        if seen.items:
            title = translate("health", "Never exported, so without a backup: %Ln item(s)", "", seen.items)
            why = translate("health", "If this disk fails or the folder is deleted, they are gone.")
            severity = "critical" if now - seen.created > GRACE else "warning"
            yield Finding("export", severity, title, why, source, "export")  # type: ignore[arg-type]  # both are
        return
    days = max(0, now - seen.exported) // DAY
    title = translate("health", "The last export was made on {day}")
    if days:
        title = translate("health", "Age of the last export: %Ln day(s), made on {day}", "", days)
    title = title.replace("{day}", say.day(seen.exported))
    if not seen.newer:
        why = translate("health", "Nothing was added or changed since. Whether the file is still there is not known.")
        yield Finding("export", "good", title, why, source)
        return
    why = translate("health", "Not in it: %Ln item(s) that came or changed since.", "", seen.newer)
    if now - seen.exported > FRESH:
        yield Finding("export", "warning", title, why, source, "export")
    else:
        yield Finding("export", "good", title, why, source)


def drill(seen: Seen, now: int, say: Speech) -> Iterator[Finding]:
    """Only what came out of an export for real is proof."""
    translate = say.translate
    source = translate("health", "the vault's own trail, which notes each rehearsal")
    if seen.drill_failed is not None:
        title = translate("health", "The last rehearsal failed on {day}").replace("{day}", say.day(seen.drill_failed))
        why = translate("health", "That export does not come back whole. Make a new one, and rehearse with it.")
        yield Finding("drill", "critical", title, why, source, "export")
    elif seen.drilled is not None:
        title = translate("health", "Restored for real on {day}: %Ln item(s) came out whole", "", seen.drilled.items)
        title = title.replace("{day}", say.day(seen.drilled.time))
        if now - seen.drilled.time > LONG:
            why = translate("health", "That was more than a year ago. Rehearse again.")
            yield Finding("drill", "warning", title, why, source, "rehearse")
        else:
            why = translate(
                "health", "Somebody opened an export with its own way in, and everything in it was compared."
            )
            yield Finding("drill", "good", title, why, source, proven=True)
    elif seen.exported is not None:
        title = translate("health", "Exported, and never restored for real")
        why = translate("health", "That a backup comes back, and that its password is known, is proven by doing it.")
        yield Finding("drill", "warning", title, why, source, "rehearse")
