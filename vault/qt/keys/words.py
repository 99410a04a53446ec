"""Ways in, in words: what each is called and looks like, when it was used, and what it costs to guess it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from vault.child import messages as m
from vault.qt.figures import day, moment, number, size
from vault.qt.known_vaults import now
from vault.qt.start.strength import cost_words
from vault.unlock.strength import of_bits
from vault.unlock.this_device import device_name

translate = QCoreApplication.translate

DAY_MS = 24 * 3600 * 1000
ICONS = {"password": "password", "keyfile": "keys", "recovery": "recovery-kit", "device": "device"}
TYPED = ("password", "keyfile", "recovery")
"""Kinds that a person can show; a device shows itself."""


def kind_name(kind: str) -> str:
    """What a kind of way in is called."""
    return {
        "password": translate("keys", "Password"),
        "keyfile": translate("keys", "Keyfile and password"),
        "recovery": translate("keys", "Recovery kit"),
        "device": translate("keys", "This device"),
    }.get(kind, translate("keys", "Way in of another kind"))


def way_name(way: m.KeySlot) -> str:
    """Its name; the names that the program itself gives are told in the person's language."""
    return kind_name(way.name) if way.name == way.kind else way.name


def icon_of(kind: str) -> str:
    """The icon of a kind."""
    return ICONS.get(kind, "keys")


def has_expired(way: m.KeySlot) -> bool:
    """Whether a device opens nothing any more."""
    return way.expires is not None and way.expires <= now()


def second_line(way: m.KeySlot, keyring: str = "") -> str:
    """What it is, below its name. `keyring` is what this device's is called."""
    what = {
        "password": translate("keys", "A password that you type"),
        "keyfile": translate("keys", "A password, and a file beside it"),
        "recovery": translate("keys", "Words on paper"),
    }.get(way.kind, "")
    if way.kind == "device":
        here = way.device == device_name()
        words = (
            translate("keys", "{keyring} on {device}") if here and keyring else translate("keys", "Keyring of {device}")
        )
        if way.expires is not None and not has_expired(way):
            words = translate("keys", "{where}, until {day}").format(where=words, day=day(way.expires, within=True))
        what = words.replace("{keyring}", keyring).replace("{device}", way.device)
    return translate("keys", "Opened the vault this time") if way.at_hand else what


def cost(way: m.KeySlot, bits: int | None = None) -> str:
    """What it costs to guess it. `bits` are those of the password at hand."""
    if way.kind == "recovery":
        return translate("keys", "To guess it: not possible, 160 random bits")
    if way.kind == "keyfile":
        return translate("keys", "To guess it: not possible without the keyfile")
    if way.kind == "device":
        if has_expired(way):
            return translate("keys", "It opens nothing any more")
        if way.device == device_name():
            return translate("keys", "As strong as your login on this computer")
        return translate("keys", "As strong as your login on that computer")
    if way.at_hand and bits is not None:
        return cost_words(of_bits(bits))
    words = translate("keys", "Each guess: {passes} times through {memory} of memory")
    return words.format(passes=number(way.passes), memory=size(way.memory * 1024))


@dataclass(frozen=True)
class State:
    """How a way in stands: the kind of its badge and the word in it."""

    badge: str
    word: str


def state_of(way: m.KeySlot) -> State:
    """The seal with a date for what was tested; for everything else what is the matter."""
    if has_expired(way):
        return State("changed", translate("keys", "Expired {day}").format(day=day(way.expires or 0, within=True)))
    if way.tested is None:
        return State("never-tested", "")
    if way.rehearse:
        return State("new", translate("keys", "Test due, last {day}").format(day=day(way.tested, within=True)))
    return State("tested", translate("keys", "Tested {day}").format(day=day(way.tested, within=True)))


def facts_of(way: m.KeySlot) -> list[tuple[str, str]]:
    """Added, used, tested."""
    never = translate("keys", "Never")
    return [
        (translate("keys", "Added"), day(way.added)),
        (translate("keys", "Last used"), moment(way.used) if way.used is not None else never),
        (translate("keys", "Last tested"), moment(way.tested) if way.tested is not None else never),
    ]


def lasting(ways: Sequence[m.KeySlot]) -> int:
    """How many were tested and do not end with a device."""
    return sum(way.tested is not None and way.kind != "device" for way in ways)


def standing(ways: Sequence[m.KeySlot]) -> tuple[str, str]:
    """How the ways in stand together: `proven` or `unproven`, and a sentence."""
    there = translate("keys", "%Ln way(s) in", "", len(ways))
    count = lasting(ways)
    if count >= 2:
        tested = sum(way.tested is not None and not has_expired(way) for way in ways)
        known = translate("keys", "%Ln of them tested. Keep at least two that you have tested.", "", tested)
        return "proven", f"{there}, {known}"
    said = {
        0: translate("keys", "none of them tested and more than a device. Test one now, and add another."),
        1: translate(
            "keys", "only one of them tested and more than a device. Add or test another, in case it is lost."
        ),
    }[count]
    return "unproven", f"{there}, {said}"


def in_order(ways: Sequence[m.KeySlot]) -> list[m.KeySlot]:
    """As they came, of those that came together the ones with passwords first."""
    kinds = list(ICONS)
    return sorted(
        ways, key=lambda way: (way.added // DAY_MS, kinds.index(way.kind) if way.kind in kinds else 9, way.added)
    )


def free_name(wanted: str, ways: Sequence[m.KeySlot]) -> str:
    """This name, or one like it that no way in has yet."""
    taken = {way.name for way in ways} | {way_name(way) for way in ways}
    place, name = 1, wanted
    while name in taken:
        place += 1
        name = f"{wanted} {number(place)}"
    return name


def rotation_words(keys: m.Keys) -> str:
    """When new secrets are due, in a line."""
    if keys.policy_mode == "off":
        return translate("keys", "Last changed {day}, no reminder").format(day=day(keys.last_rotation, within=True))
    if keys.due_reason == "age":
        return translate("keys", "New keys have been due since {day}").format(day=day(keys.next_due or 0, within=True))
    if keys.due_reason:
        return translate("keys", "New secrets are due")
    words = translate("keys", "Reminder every %Ln day(s), next on {day}", "", keys.policy_days)
    if keys.policy_mode == "do":
        words = translate("keys", "New keys every %Ln day(s), next on {day}", "", keys.policy_days)
    elif keys.policy_days == 365:
        words = translate("keys", "Reminder once a year, next on {day}")
    return words.replace("{day}", day(keys.next_due or 0, within=True))
