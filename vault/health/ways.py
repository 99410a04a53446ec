"""Ways in: what guessing the password costs, how many ways were tested, and those that end."""

from __future__ import annotations

from collections.abc import Iterator

from vault.engine.header import DEVICE, PASSWORD_KINDS, RECOVERY
from vault.health.finding import DAY, Finding, Speech
from vault.health.seen import Seen
from vault.unlock.strength import CARDS, GUESSES, Level, of_bits

FEW = 2
"""So many tested ways in are the least that survive the loss of one."""
SOON = 14 * DAY


def strength(seen: Seen, now: int, say: Speech) -> Iterator[Finding]:
    """What the password at hand is worth. Others are not known, and never kept."""
    translate = say.translate
    if not any(way.kind in PASSWORD_KINDS for way in seen.ways):
        return
    source = translate("health", "zxcvbn, in the vault process; the result is forgotten at the lock")
    if seen.strength_bits is None:
        title = translate("health", "How strong the password is cannot be said: something else opened the vault")
        why = translate("health", "A password is judged while it is at hand, and never kept. Unlock with it to know.")
        yield Finding("password-strength", "unknown", title, why, source)
        return
    judged = of_bits(seen.strength_bits)
    title = translate("health", "Guessing the password takes {time}").format(time=say.guessing(judged.seconds))
    why = translate(
        "health",
        "That is how long {cards} graphics cards need on average, at {guesses} guesses a second each, for somebody who "
        "has a copy of the vault, knows how people choose passwords, and tries the names in this vault first.",
    ).format(cards=say.number(CARDS), guesses=say.number(GUESSES))
    if any(way.at_hand and way.kind != PASSWORD_KINDS[0] for way in seen.ways):
        why = translate("health", "For somebody who has the keyfile, too. Without it there is nothing to guess.")
        yield Finding("password-strength", "good", title, why, source)
    elif judged.level <= Level.WEAK:
        yield Finding("password-strength", "critical", title, why, source, "change-password")
    elif judged.level == Level.FAIR:
        yield Finding("password-strength", "warning", title, why, source, "change-password")
    else:
        yield Finding("password-strength", "good", title, why, source)


def cost(seen: Seen, now: int, say: Speech) -> Iterator[Finding]:
    """What each guess of a password costs."""
    translate = say.translate
    typed = [way for way in seen.ways if way.kind in PASSWORD_KINDS]
    if not typed:
        return
    least = min(typed, key=lambda way: way.passes * way.memory)
    title = translate("health", "Each guess of the password costs {passes} times through {memory} of memory")
    if len(typed) > 1:
        title = translate("health", "Each guess of the cheapest password costs {passes} times through {memory}")
    title = title.format(passes=say.number(least.passes), memory=say.size(least.memory * 1024))
    source = translate("health", "the vault's header, beside what a password made today would cost")
    if not least.cheap:
        why = translate("health", "That is at least half of what a password made today costs.")
        yield Finding("password-cost", "good", title, why, source)
    elif any(way.cheap and way.at_hand for way in typed):
        why = translate(
            "health",
            "Less than half of what it would be today: computers became faster. Renewing it keeps the password.",
        )
        yield Finding("password-cost", "warning", title, why, source, "renew-cost")
    else:
        why = translate("health", "Less than half of what it would be today. Unlock with that password to renew it.")
        yield Finding("password-cost", "warning", title, why, source, "ways")


def tested(seen: Seen, now: int, say: Speech) -> Iterator[Finding]:
    """How many ways in somebody has shown to work, a device not counted, since it can break."""
    translate = say.translate
    dates = [way.tested for way in seen.ways if way.tested is not None and way.kind != DEVICE]
    source = translate("health", "the vault's catalog, which notes each test")
    others = any(way.tested is None and way.kind != DEVICE for way in seen.ways)
    if len(dates) >= FEW:
        title = translate("health", "%Ln way(s) in tested, the last one on {day}", "", len(dates))
        why = translate("health", "One of them may be forgotten or lost, and the vault still opens.")
        yield Finding("ways-tested", "good", title.replace("{day}", say.day(max(dates))), why, source, proven=True)
    elif dates:
        title = translate("health", "Only 1 way in was tested, on {day}")
        why = translate("health", "Who forgets or loses it loses everything in the vault. There is no other way back.")
        act = "test-way" if others else "add-way"
        yield Finding("ways-tested", "warning", title.replace("{day}", say.day(dates[0])), why, source, act)  # type: ignore[arg-type]  # one of both
    else:
        title = translate("health", "Tested ways in that are no device: 0")
        why = translate("health", "Nobody has shown that anything else than a device opens this vault.")
        yield Finding("ways-tested", "critical", title, why, source, "test-way" if others else "add-way")


def rehearsal(seen: Seen, now: int, say: Speech) -> Iterator[Finding]:
    """Recovery kits are typed again every half a year."""
    translate = say.translate
    kits = [way for way in seen.ways if way.kind == RECOVERY]
    due = [way for way in kits if way.rehearse or way.tested is None]
    dates = [way.tested for way in kits if way.tested is not None]
    source = translate("health", "the vault's catalog, which notes each test")
    if any(way.tested is None for way in due):
        count = sum(way.tested is None for way in due)
        title = translate("health", "Never typed back: %Ln recovery kit(s)", "", count)
        why = translate("health", "A slip of the pen or a page that is gone is noticed only when it is tried.")
        yield Finding("kit-rehearsal", "warning", title, why, source, "test-way")
    elif due:
        title = translate("health", "A recovery kit was last typed on {day}").replace("{day}", say.day(min(dates)))
        why = translate("health", "More than half a year ago. Type its words once, to know that it is still there.")
        yield Finding("kit-rehearsal", "warning", title, why, source, "test-way")
    elif kits:
        title = translate("health", "%Ln recovery kit(s) typed back within half a year", "", len(kits))
        why = translate("health", "The longest ago on {day}. The words were right, and the paper was at hand.")
        yield Finding("kit-rehearsal", "good", title, why.replace("{day}", say.day(min(dates))), source, proven=True)


def devices(seen: Seen, now: int, say: Speech) -> Iterator[Finding]:
    """Devices open the vault for a time."""
    translate = say.translate
    ends = sorted(way.expires for way in seen.ways if way.expires is not None)
    source = translate("health", "the vault's header, and the clock of this computer")
    if not ends:
        return
    expired, soon = [end for end in ends if end <= now], [end for end in ends if now < end <= now + SOON]
    if expired:
        title = translate("health", "Expired: %Ln device(s), the last on {day}", "", len(expired))
        why = translate("health", "It opens nothing any more. Remove it, or add the device anew.")
        yield Finding("device-expiry", "warning", title.replace("{day}", say.day(expired[-1])), why, source, "ways")
    elif soon:
        title = translate("health", "A device opens the vault until {day}").replace("{day}", say.day(soon[0]))
        why = translate("health", "After that the password or the kit is needed there. Add the device anew before.")
        yield Finding("device-expiry", "warning", title, why, source, "ways")
    else:
        title = translate("health", "Opened by %Ln device(s), by the first until {day}", "", len(ends))
        why = translate("health", "As strong as the login there. A device changes no key and exports nothing.")
        yield Finding("device-expiry", "good", title.replace("{day}", say.day(ends[0])), why, source)


def keyring(seen: Seen, now: int, say: Speech) -> Iterator[Finding]:
    """Where this computer is a way in, its keyring must answer."""
    translate = say.translate
    if not seen.own_device:
        return
    source = translate("health", "the keyring of this computer, asked just now")
    if seen.keyring:
        title = translate("health", "{keyring} keeps this computer's way in").format(keyring=seen.keyring)
        why = translate(
            "health", "It is one of the keyrings that keep nothing in plain files. The password is not in it."
        )
        yield Finding("keyring", "good", title, why, source)
    else:
        title = translate("health", "This computer is a way in, and no trusted keyring answers")
        why = translate("health", "So it does not open the vault now. Keep another way in at hand, or remove this one.")
        yield Finding("keyring", "warning", title, why, source, "ways")
