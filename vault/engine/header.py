"""The header: which slots there are, and which generation of the catalog is current (docs/format.md, section 5).

Two types: what was read is an `UnverifiedHeader`; only verification with a slot's keys makes a `Header`.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from vault.engine import keys
from vault.engine.errors import Damaged, LimitExceeded, UnsupportedVersion
from vault.engine.keys import Context, SlotKeys, Subkeys
from vault.engine.primitives import SEALED_KEY_SIZE, equal, sha256

SIZE_LIMIT = 65_536
FORMAT = 1
MOST_SLOTS = 16
MOST_PASSWORDS = 4
PASSWORD_KINDS = ("password", "keyfile")
RECOVERY = "recovery"
DEVICE = "device"
LONGEST_DEVICE_NAME = 64
SALT_SIZE = 16
_HIGHEST = 1 << 62
_WORD = re.compile(r"[a-z0-9-]{1,32}\Z")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PARAMETER = re.compile(r"[a-z0-9_]{1,32}\Z")
_ENTRY = re.compile(r"[0-9a-f]{32}\Z")


class Generation(NamedTuple):
    """One generation of the catalog."""

    number: int
    id: bytes

    @property
    def stem(self) -> str:
        """The names of its files, without the ending."""
        return f"{self.number:06d}-{self.id.hex()}"


class Slot(NamedTuple):
    """A key slot as the header shows it. Public."""

    id: bytes
    name: str
    kind: str
    parameters: Mapping[str, int | str]
    wrap: bytes
    vault_key: bytes

    @property
    def parameter_hash(self) -> bytes:
        return keys.parameter_hash(self.kind, _dump(self.parameters))

    def unwrap(self, kek: bytes, vault: bytes) -> SlotKeys:
        """Its keys. Raises floe.CommitmentMismatch for another secret, Damaged otherwise."""
        return keys.unwrap(kek, self.wrap, vault, self.id, self.parameter_hash)


class Body(NamedTuple):
    """Line 1 as values."""

    context: Context
    generation: Generation
    slots: tuple[Slot, ...]
    optional_features: tuple[str, ...] = ()

    def line(self) -> bytes:
        """Line 1, without its line feed. Raises LimitExceeded for more slots than the format has."""
        passwords = sum(slot.kind in PASSWORD_KINDS for slot in self.slots)
        if max(self.context.epoch, self.generation.number) > _HIGHEST:
            raise LimitExceeded("as many vault keys or catalogs as the format counts")
        if not 1 <= len(self.slots) <= MOST_SLOTS or passwords > MOST_PASSWORDS:
            raise LimitExceeded(f"a vault has 1 to {MOST_SLOTS} key slots, {MOST_PASSWORDS} with passwords")
        return _dump(
            {
                "epoch": self.context.epoch,
                "features": {"optional": list(self.optional_features), "required": []},
                "format": FORMAT,
                "generation": {"id": _text(self.generation.id), "number": self.generation.number},
                "lineage": _text(self.context.lineage),
                "slots": [_slot_object(slot) for slot in self.slots],
                "vault": _text(self.context.vault),
            }
        )


class UnverifiedHeader(NamedTuple):
    """A header of the right form, by anybody."""

    line: bytes
    body: Body
    header_mac: bytes
    slot_macs: tuple[bytes, ...]

    def verify(self, slot: Slot, opened: SlotKeys) -> Header:
        """The header, if the slot's MAC, its sealed vault key and the header's MAC hold [R9] [R10] [R11]."""
        context = self.body.context
        self.verify_slot_mac(slot, opened.authentication_key)
        subkeys = Subkeys(context, keys.open_vault_key(slot.vault_key, opened.seed, context, slot.id))
        if not equal(self.header_mac, subkeys.header_mac(self.line)):
            raise Damaged("header", "MAC")
        return Header(self, slot, opened, subkeys)

    def verify_slot_mac(self, slot: Slot, authentication_key: bytes) -> None:
        """Raises Damaged if the slot's MAC over line 1 does not hold [R9]."""
        mac = keys.slot_mac(authentication_key, self.body.context, slot.id, self.line)
        if not equal(self.slot_macs[self.body.slots.index(slot)], mac):
            raise Damaged("header", "slot MAC")


@dataclass(frozen=True)
class Header:
    """A header whose MACs were verified with the keys of one slot."""

    unverified: UnverifiedHeader
    slot: Slot
    opened: SlotKeys = field(repr=False)
    subkeys: Subkeys = field(repr=False)

    @property
    def body(self) -> Body:
        return self.unverified.body

    @property
    def digest(self) -> bytes:
        """H(line 1), which the catalog keeps."""
        return sha256(self.unverified.line)

    def verify_slots(self, rows: Iterable[tuple[bytes, str, str, bytes, bytes]]) -> None:
        """Compare with the catalog's rows (id, name, kind, public key, authentication key) [R13]."""
        listed = {row[0]: row for row in rows}
        if set(listed) != {slot.id for slot in self.body.slots}:
            raise Damaged("header", "slots are not those of the catalog")
        for slot in self.body.slots:
            _, name, kind, _, authentication_key = listed[slot.id]
            if (name, kind) != (slot.name, slot.kind):
                raise Damaged("header", "slot is not as in the catalog")
            self.unverified.verify_slot_mac(slot, authentication_key)
        _, _, _, public, authentication_key = listed[self.slot.id]
        if not equal(public, self.opened.public_key):
            raise Damaged("header", "slot is not as in the catalog")
        if not equal(authentication_key, self.opened.authentication_key):
            raise Damaged("header", "slot is not as in the catalog")


def serialize(body: Body, subkeys: Subkeys, authentication_keys: Mapping[bytes, bytes]) -> bytes:
    """The header file. Takes the authentication key of every slot, by slot id."""
    line = body.line()
    macs = [_text(keys.slot_mac(authentication_keys[slot.id], body.context, slot.id, line)) for slot in body.slots]
    header = line + b"\n" + _dump({"header": _text(subkeys.header_mac(line)), "slots": macs}) + b"\n"
    if len(header) > SIZE_LIMIT:
        raise LimitExceeded("header")
    return header


def parse(header: bytes) -> UnverifiedHeader:
    """A header file of the right form. Raises Damaged [R4] or UnsupportedVersion [R6]."""
    if len(header) > SIZE_LIMIT:
        raise Damaged("header", "size")
    lines = header.split(b"\n")
    if len(lines) != 3 or lines[2]:
        raise Damaged("header", "lines")
    body = _body(_load(lines[0]))
    macs = _load(lines[1])
    _expect(set(macs) == {"header", "slots"} and isinstance(macs["slots"], list), "MACs")
    _expect(len(macs["slots"]) == len(body.slots), "MACs")
    slot_macs = tuple(_bytes(mac, 32) for mac in macs["slots"])
    return UnverifiedHeader(lines[0], body, _bytes(macs["header"], 32), slot_macs)


def _expect(condition: bool, detail: str) -> None:
    if not condition:
        raise Damaged("header", detail)


def _dump(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def _load(line: bytes) -> dict[str, Any]:
    """One line as an object, if it is in the one permitted form."""

    def refuse(text: str) -> object:
        raise ValueError(text)

    try:
        value = json.loads(line.decode("ascii"), parse_float=refuse, parse_constant=refuse)
        canonical = _dump(value)
    except (ValueError, RecursionError) as error:
        raise Damaged("header", "not JSON") from error
    # Duplicate keys vanish on parsing, so they are caught here as well.
    if canonical != line or not isinstance(value, dict):
        raise Damaged("header", "not in canonical form")
    return value


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _bytes(value: object, size: int) -> bytes:
    _expect(isinstance(value, str), "type")
    try:
        decoded = base64.b64decode(str(value), validate=True)
    except ValueError as error:
        raise Damaged("header", "base64") from error
    _expect(len(decoded) == size and _text(decoded) == value, "base64")
    return decoded


def _integer(value: object, lowest: int, highest: int) -> int:
    if type(value) is not int or not lowest <= value <= highest:
        raise Damaged("header", "integer")
    return value


def _slot_object(slot: Slot) -> dict[str, object]:
    return {
        "id": _text(slot.id),
        "kind": slot.kind,
        "name": slot.name,
        "parameters": dict(slot.parameters),
        "vault_key": _text(slot.vault_key),
        "wrap": _text(slot.wrap),
    }


def _body(value: dict[str, Any]) -> Body:
    if _integer(value.get("format"), 0, (1 << 63) - 1) != FORMAT:
        raise UnsupportedVersion(f"vault format {value['format']}")
    _expect(set(value) == {"epoch", "features", "format", "generation", "lineage", "slots", "vault"}, "keys")
    optional = _features(value["features"])
    generation = value["generation"]
    _expect(isinstance(generation, dict) and set(generation) == {"id", "number"}, "generation")
    _expect(isinstance(value["slots"], list) and 1 <= len(value["slots"]) <= MOST_SLOTS, "slots")
    slots = tuple(_slot(slot) for slot in value["slots"])
    for attribute in ("id", "name"):
        _expect(len({getattr(slot, attribute) for slot in slots}) == len(slots), "slots repeat")
    _expect(sum(slot.kind in PASSWORD_KINDS for slot in slots) <= MOST_PASSWORDS, "passwords")
    context = Context(_bytes(value["vault"], 16), _bytes(value["lineage"], 16), _integer(value["epoch"], 1, _HIGHEST))
    number = _integer(generation["number"], 1, _HIGHEST)
    return Body(context, Generation(number, _bytes(generation["id"], 16)), slots, optional)


def _features(value: object) -> tuple[str, ...]:
    _expect(isinstance(value, dict) and set(value) == {"optional", "required"}, "features")
    assert isinstance(value, dict)
    for names in value.values():
        _expect(isinstance(names, list) and len(names) <= 16, "features")
        _expect(all(isinstance(name, str) and _WORD.match(name) for name in names), "features")
        _expect(sorted(set(names)) == names, "features")
    if value["required"]:
        raise UnsupportedVersion(f"required feature {value['required'][0]}")
    return tuple(value["optional"])


def _slot(value: object) -> Slot:
    _expect(isinstance(value, dict), "slot")
    assert isinstance(value, dict)
    _expect(set(value) == {"id", "kind", "name", "parameters", "vault_key", "wrap"}, "slot")
    name, kind, parameters = value["name"], value["kind"], value["parameters"]
    check_slot_name(name)
    _expect(isinstance(kind, str) and bool(_WORD.match(kind)), "slot kind")
    _expect(isinstance(parameters, dict) and len(parameters) <= 16, "parameters")
    for key, parameter in parameters.items():
        _expect(bool(_PARAMETER.match(key)) and type(parameter) in (int, str), "parameters")
        _expect(isinstance(parameter, str) or 0 <= parameter < 1 << 63, "parameters")
    _check_parameters(kind, parameters)
    return Slot(
        _bytes(value["id"], 16),
        name,
        kind,
        parameters,
        _bytes(value["wrap"], keys.WRAP_SIZE),
        _bytes(value["vault_key"], SEALED_KEY_SIZE),
    )


def _check_parameters(kind: str, parameters: dict[str, int | str]) -> None:
    """What the known kinds have, and nothing else."""
    if kind in PASSWORD_KINDS:
        _expect(set(parameters) == {"lanes", "memory", "passes", "salt"}, "parameters")
        _bytes(parameters["salt"], SALT_SIZE)
        for key in ("lanes", "memory", "passes"):
            _integer(parameters[key], 0, (1 << 63) - 1)
    elif kind == RECOVERY:
        _expect(not parameters, "parameters")
    elif kind == DEVICE:
        _expect(set(parameters) == {"device", "entry", "expires"}, "parameters")
        device, entry = parameters["device"], parameters["entry"]
        _expect(isinstance(device, str) and len(device) <= LONGEST_DEVICE_NAME, "parameters")
        _expect(not _CONTROL.search(str(device)), "parameters")
        _expect(isinstance(entry, str) and bool(_ENTRY.match(entry)), "parameters")
        _integer(parameters["expires"], 0, (1 << 63) - 1)


def check_slot_name(name: object) -> None:
    """Raises Damaged unless it is 1 to 64 characters of text without control characters."""
    _expect(isinstance(name, str) and 1 <= len(str(name)) <= 64, "slot name")
    _expect(not _CONTROL.search(str(name)), "slot name")
