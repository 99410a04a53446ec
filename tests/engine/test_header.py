"""The header: one form for each body, MACs over its exact bytes, and a refusal for everything else."""

from __future__ import annotations

import base64
import json
import os
import time
import tracemalloc
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import example, given, settings, strategies as st

from vault.engine import floe, header as headers, keys
from vault.engine.errors import Damaged, LimitExceeded, UnsupportedVersion
from vault.engine.header import Body, Generation, Header, Slot, UnverifiedHeader, parse, serialize
from vault.engine.keys import Context, SlotKeys, Subkeys
from vault.engine.primitives import sha256

Json = Any
Edit = Callable[[Json], object]

PARAMETERS: Mapping[str, int | str] = {
    "lanes": 4,
    "memory": 262_144,
    "passes": 3,
    "salt": base64.b64encode(bytes(range(16))).decode("ascii"),
}
CONTEXT = Context(b"v" * 16, b"l" * 16, 3)
SUBKEYS = Subkeys(CONTEXT, b"k" * 32)
KEK = b"\x09" * 32


def slot_keys(slot: Slot) -> SlotKeys:
    """Keys that only a slot's id decides."""
    return SlotKeys(sha256(b"seed", slot.id), sha256(b"authentication", slot.id))


def make_slot(number: int, name: str, kind: str = "password", parameters: Mapping[str, int | str] = PARAMETERS) -> Slot:
    """A genuine slot."""
    bare = Slot(sha256(b"%d" % number)[:16], name, kind, parameters, b"", b"")
    opened = slot_keys(bare)
    wrap = keys.wrap(KEK, opened, CONTEXT.vault, bare.id, bare.parameter_hash, os.urandom)
    sealed = keys.seal_vault_key(SUBKEYS.vault_key, opened.public_key, CONTEXT, bare.id)
    return bare._replace(wrap=wrap, vault_key=sealed)


def make_body(*slots: Slot) -> Body:
    return Body(CONTEXT, Generation(12, b"g" * 16), slots, ("colours",))


def authentication_keys(body: Body) -> dict[bytes, bytes]:
    return {slot.id: slot_keys(slot).authentication_key for slot in body.slots}


def rows(body: Body) -> list[tuple[bytes, str, str, bytes, bytes]]:
    """What the catalog would say about these slots."""
    opened = [(slot, slot_keys(slot)) for slot in body.slots]
    return [(slot.id, slot.name, slot.kind, own.public_key, own.authentication_key) for slot, own in opened]


BODY = make_body(make_slot(1, "password"), make_slot(2, "paper", "token", {"words": "twelve"}))
DATA = serialize(BODY, SUBKEYS, authentication_keys(BODY))
LINE, MACS = DATA.split(b"\n")[:2]


def dump(value: Json) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")


def edited(edit: Edit, edit_macs: Edit = lambda _: None) -> bytes:
    """The header with something else in its lines, in canonical form; MACs as they were."""
    lines = json.loads(LINE), json.loads(MACS)
    for line, change in zip(lines, (edit, edit_macs), strict=True):
        change(line)
    return b"".join(dump(line) + b"\n" for line in lines)


def test_edited_changes_nothing_else() -> None:
    assert edited(lambda _: None) == DATA


# Form


def test_the_line_of_the_document() -> None:
    def b64(value: bytes) -> str:
        return base64.b64encode(value).decode("ascii")

    slot = BODY.slots[0]
    body = make_body(slot)
    assert body.line().decode("ascii") == (
        '{"epoch":3,"features":{"optional":["colours"],"required":[]},"format":1,'
        f'"generation":{{"id":"{b64(b"g" * 16)}","number":12}},"lineage":"{b64(b"l" * 16)}",'
        f'"slots":[{{"id":"{b64(slot.id)}","kind":"password","name":"password",'
        f'"parameters":{{"lanes":4,"memory":262144,"passes":3,"salt":"{PARAMETERS["salt"]}"}},'
        f'"vault_key":"{b64(slot.vault_key)}","wrap":"{b64(slot.wrap)}"}}],"vault":"{b64(b"v" * 16)}"}}'
    )


DEVICE = {"device": "a machine", "entry": "0f" * 16, "expires": 1_900_000_000}


@pytest.mark.parametrize(
    ("kind", "parameters", "accepted"),
    [
        ("recovery", {}, True),
        ("recovery", {"words": 19}, False),
        ("recovery", PARAMETERS, False),
        ("device", DEVICE, True),
        ("device", DEVICE | {"device": ""}, True),
        ("device", DEVICE | {"device": "\u2603" * 64, "expires": 0}, True),
        ("device", DEVICE | {"device": "x" * 65}, False),
        ("device", DEVICE | {"device": "line\nfeed"}, False),
        ("device", DEVICE | {"device": 7}, False),
        ("device", DEVICE | {"entry": "0F" * 16}, False),
        ("device", DEVICE | {"entry": "0f" * 15}, False),
        ("device", DEVICE | {"entry": 15}, False),
        ("device", DEVICE | {"expires": "1900000000"}, False),
        ("device", DEVICE | {"expires": 1 << 63}, False),
        ("device", DEVICE | {"password": "x"}, False),
        ("device", {"device": "a machine", "entry": "0f" * 16}, False),
        ("device", {}, False),
        ("password", DEVICE, False),
        ("keyfile", {}, False),
    ],
)
def test_a002_a_known_kind_has_its_parameters_and_no_others(
    kind: str, parameters: dict[str, int | str], accepted: bool
) -> None:
    body = make_body(make_slot(3, "slot", kind, parameters))
    data = serialize(body, SUBKEYS, authentication_keys(body))
    if accepted:
        assert parse(data).body == body
    else:
        with pytest.raises(Damaged):
            parse(data)


def test_names_of_generations() -> None:
    assert Generation(12, b"\xab" * 16).stem == "000012-" + "ab" * 16
    assert Generation(1_234_567, bytes(16)).stem == "1234567-" + "00" * 16


def test_parsing_is_the_inverse() -> None:
    parsed = parse(DATA)
    assert parsed.body == BODY
    assert parsed.line == LINE
    assert serialize(parsed.body, SUBKEYS, authentication_keys(BODY)) == DATA


words = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=32)
names = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=64)
other_kinds = words.filter(lambda kind: kind not in headers.PASSWORD_KINDS)
parameter_names = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=32)
parameter_values = st.text(max_size=9) | st.integers(0, (1 << 63) - 1)
other_parameters = st.dictionaries(parameter_names, parameter_values, max_size=3)
numbers = st.integers(1, 1 << 62)


@st.composite
def bodies(draw: st.DrawFn) -> Body:
    """Any body the format permits; wraps and sealed keys need only their lengths."""
    slots: list[Slot] = []
    for name in draw(st.lists(names, min_size=1, max_size=5, unique=True)):
        secret = len(slots) < 4 and draw(st.booleans())
        kind = draw(st.sampled_from(headers.PASSWORD_KINDS) if secret else other_kinds)
        parameters = PARAMETERS if secret else draw(other_parameters)
        slots.append(Slot(os.urandom(16), name, kind, parameters, os.urandom(170), os.urandom(1_168)))
    context = Context(draw(st.binary(min_size=16, max_size=16)), os.urandom(16), draw(numbers))
    features = draw(st.lists(words, max_size=16, unique=True).map(sorted))
    return Body(context, Generation(draw(numbers), os.urandom(16)), tuple(slots), tuple(features))


@given(bodies())
@settings(max_examples=40, deadline=None)
def test_every_permitted_body_comes_back(body: Body) -> None:
    data = serialize(body, SUBKEYS, {slot.id: bytes(32) for slot in body.slots})
    assert parse(data).body == body
    assert data.isascii()


def full_header(names: list[str]) -> bytes:
    bare = BODY.slots[0]._replace(kind="other")
    slots = [bare._replace(id=bytes([n]) * 16, name=name) for n, name in enumerate(names)]
    return serialize(make_body(*slots), SUBKEYS, {slot.id: bytes(32) for slot in slots})


def test_sizes_of_the_document() -> None:
    """About 2.3 KB with one slot named `password`, about 2.1 KB for each further one, sixteen in 64 KiB."""
    plain = Body(CONTEXT, Generation(1, b"g" * 16), BODY.slots[:1])
    assert 2_200 <= len(serialize(plain, SUBKEYS, authentication_keys(plain))) <= 2_350
    sizes = [len(full_header([f"slot {n:02}" for n in range(count)])) for count in (1, 2, 16)]
    assert 2_000 <= sizes[1] - sizes[0] <= 2_150
    longest = full_header([f"{n:02}" + "\N{OLD KEY}" * 62 for n in range(16)])
    assert len(parse(longest).body.slots) == 16


# Refusals [R4]


def set_in(*path: str | int, to: Json) -> Edit:
    """An edit of one place in line 1."""

    def edit(line: Json) -> None:
        for step in path[:-1]:
            line = line[step]
        line[path[-1]] = to

    return edit


def drop(*path: str | int) -> Edit:
    def edit(line: Json) -> None:
        for step in path[:-1]:
            line = line[step]
        del line[path[-1]]

    return edit


MALFORMED: dict[str, Edit] = {
    "a key more": set_in("algorithm", to="none"),
    "no epoch": drop("epoch"),
    "no slots": drop("slots"),
    "empty slots": set_in("slots", to=[]),
    "slots no list": set_in("slots", to={}),
    "slot no object": set_in("slots", 0, to="slot"),
    "seventeen slots": lambda line: line["slots"].extend([line["slots"][1]] * 15),
    "the same slot twice": lambda line: line["slots"].__setitem__(1, line["slots"][0]),
    "the same id twice": lambda line: line["slots"][1].update(id=line["slots"][0]["id"]),
    "the same name twice": lambda line: line["slots"][1].update(name=line["slots"][0]["name"]),
    "epoch 0": set_in("epoch", to=0),
    "epoch -1": set_in("epoch", to=-1),
    "epoch above 2^62": set_in("epoch", to=(1 << 62) + 1),
    "epoch a text": set_in("epoch", to="3"),
    "epoch true": set_in("epoch", to=True),
    "epoch null": set_in("epoch", to=None),
    "format a text": set_in("format", to="1"),
    "format true": set_in("format", to=True),
    "format null": set_in("format", to=None),
    "generation 0": set_in("generation", "number", to=0),
    "generation above 2^62": set_in("generation", "number", to=(1 << 62) + 1),
    "generation with more": set_in("generation", "date", to=1),
    "generation a list": set_in("generation", to=[]),
    "generation id short": set_in("generation", "id", to="AAAA"),
    "vault id short": set_in("vault", to="AAAA"),
    "vault id no base64": set_in("vault", to="?" * 24),
    "vault id with white space": lambda line: line.update(vault=line["vault"] + "\n"),
    "vault id not canonical": set_in("vault", to="A" * 21 + "B=="),
    "vault id without padding": set_in("vault", to="A" * 22),
    "vault id with url alphabet": set_in("vault", to="_" * 21 + "w=="),
    "vault id a number": set_in("vault", to=1),
    "lineage null": set_in("lineage", to=None),
    "features a list": set_in("features", to=[]),
    "features with more": set_in("features", "forbidden", to=[]),
    "features without required": drop("features", "required"),
    "feature in capitals": set_in("features", "optional", to=["Colours"]),
    "feature empty": set_in("features", "optional", to=[""]),
    "feature of 33": set_in("features", "optional", to=["a" * 33]),
    "feature with line feed": set_in("features", "optional", to=["a\n"]),
    "feature a number": set_in("features", "optional", to=[1]),
    "features not sorted": set_in("features", "optional", to=["b", "a"]),
    "features repeated": set_in("features", "optional", to=["a", "a"]),
    "seventeen features": set_in("features", "optional", to=[f"f{n:02}" for n in range(17)]),
    "features null": set_in("features", "optional", to=None),
    "slot with more": set_in("slots", 0, "hint", to="my dog"),
    "slot without wrap": drop("slots", 0, "wrap"),
    "slot name empty": set_in("slots", 0, "name", to=""),
    "slot name of 65": set_in("slots", 0, "name", to="n" * 65),
    "slot name a number": set_in("slots", 0, "name", to=7),
    "slot name with line feed": set_in("slots", 0, "name", to="a\nb"),
    "slot name with escape": set_in("slots", 0, "name", to="\x1b[2J"),
    "slot name with delete": set_in("slots", 0, "name", to="a\x7f"),
    "slot name with C1": set_in("slots", 0, "name", to="a\x85"),
    "slot name with surrogate": set_in("slots", 0, "name", to="\ud800"),
    "slot kind empty": set_in("slots", 1, "kind", to=""),
    "slot kind in capitals": set_in("slots", 1, "kind", to="Recovery"),
    "slot kind of 33": set_in("slots", 1, "kind", to="k" * 33),
    "slot kind null": set_in("slots", 1, "kind", to=None),
    "parameters a list": set_in("slots", 1, "parameters", to=[]),
    "parameter a list": set_in("slots", 1, "parameters", to={"a": []}),
    "parameter null": set_in("slots", 1, "parameters", to={"a": None}),
    "parameter true": set_in("slots", 1, "parameters", to={"a": True}),
    "parameter negative": set_in("slots", 1, "parameters", to={"a": -1}),
    "parameter 2^63": set_in("slots", 1, "parameters", to={"a": 1 << 63}),
    "password without salt": drop("slots", 0, "parameters", "salt"),
    "password without lanes": drop("slots", 0, "parameters", "lanes"),
    "password with a type of Argon2": set_in("slots", 0, "parameters", "type", to="d"),
    "password with a version of Argon2": set_in("slots", 0, "parameters", "version", to=0x10),
    "passes a text": set_in("slots", 0, "parameters", "passes", to="3"),
    "memory 2^63": set_in("slots", 0, "parameters", "memory", to=1 << 63),
    "lanes negative": set_in("slots", 0, "parameters", "lanes", to=-4),
    "salt empty": set_in("slots", 0, "parameters", "salt", to=""),
    "salt of 17": set_in("slots", 0, "parameters", "salt", to=base64.b64encode(bytes(17)).decode("ascii")),
    "salt a number": set_in("slots", 0, "parameters", "salt", to=1),
    "wrap of 169": set_in("slots", 0, "wrap", to=base64.b64encode(bytes(169)).decode("ascii")),
    "wrap of 171": set_in("slots", 0, "wrap", to=base64.b64encode(bytes(171)).decode("ascii")),
    "wrap empty": set_in("slots", 0, "wrap", to=""),
    "vault key of 1,169": set_in("slots", 0, "vault_key", to=base64.b64encode(bytes(1_169)).decode("ascii")),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_r4_malformed(name: str) -> None:
    with pytest.raises(Damaged, match="header"):
        parse(edited(MALFORMED[name]))


def test_r4_five_passwords() -> None:
    four = [BODY.slots[0], *(BODY.slots[0]._replace(id=bytes([n]) * 16, name=str(n)) for n in range(3))]
    assert len(parse(serialize(make_body(*four), SUBKEYS, {slot.id: b"" for slot in four})).body.slots) == 4
    five = [*json.loads(make_body(*four).line())["slots"], {**json.loads(LINE)["slots"][0], "kind": "keyfile"}]
    five[4]["id"], five[4]["name"] = base64.b64encode(bytes([9]) * 16).decode("ascii"), "fifth"
    with pytest.raises(Damaged, match="passwords"):
        parse(edited(set_in("slots", to=five), lambda macs: macs["slots"].extend([macs["slots"][0]] * 3)))


@pytest.mark.parametrize(
    "edit",
    [
        lambda macs: macs.update(more=1),
        lambda macs: macs.pop("header"),
        lambda macs: macs["slots"].pop(),
        lambda macs: macs["slots"].append(macs["slots"][0]),
        lambda macs: macs.update(slots={}),
        lambda macs: macs["slots"].__setitem__(0, ""),
        lambda macs: macs["slots"].__setitem__(0, None),
        lambda macs: macs.update(header=base64.b64encode(bytes(31)).decode("ascii")),
        lambda macs: macs.update(header=[]),
    ],
)
def test_r4_malformed_macs(edit: Edit) -> None:
    with pytest.raises(Damaged, match="header"):
        parse(edited(lambda _: None, edit))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        DATA[:-1],
        DATA + b"\n",
        DATA + b" ",
        b"\xef\xbb\xbf" + DATA,
        b" " + DATA,
        DATA.replace(b"\n", b"\r\n"),
        MACS + b"\n" + LINE + b"\n",
        LINE + b"\n" + LINE + b"\n",
        LINE + b"\n",
        LINE + b"\n\n" + MACS + b"\n",
        b"[]\n[]\n",
        b"1\n1\n",
        b"null\nnull\n",
        LINE + b"\nnull\n",
        DATA.replace(b'"epoch":3', b'"epoch": 3'),
        DATA.replace(b'"epoch":3', b'"epoch":3.0'),
        DATA.replace(b'"epoch":3', b'"epoch":3e0'),
        DATA.replace(b'"epoch":3', b'"epoch":03'),
        DATA.replace(b'"epoch":3', b'"epoch":+3'),
        DATA.replace(b'"name":"password"', b'"name":"p\\u0061ssword"'),
        DATA.replace(b'"name":"password"', b'"name":"p\\u00E4ssword"'),
        DATA.replace(b'"name":"password"', b'"name":"p\xc3\xa4ssword"'),
        DATA.replace(b'"name":"password"', b'"name":"pass\\/word"'),
    ],
    ids=lambda data: str(len(data)),
)
def test_r4_other_forms_of_the_same_header(data: bytes) -> None:
    """White space, byte order marks, other escapes, other lines: there is one form only."""
    with pytest.raises(Damaged, match="header"):
        parse(data)


def test_r4_keys_in_another_order() -> None:
    line = json.loads(LINE)
    backwards = json.dumps(dict(reversed(line.items())), separators=(",", ":")).encode("ascii")
    with pytest.raises(Damaged, match="canonical"):
        parse(backwards + b"\n" + MACS + b"\n")


def test_r4_an_escaped_name_is_in_lower_case_hexadecimal() -> None:
    named = edited(set_in("slots", 0, "name", to="pä"))
    assert parse(named).body.slots[0].name == "pä"
    assert b'"p\\u00e4"' in named
    with pytest.raises(Damaged, match="canonical"):
        parse(named.replace(b"\\u00e4", b"\\u00E4"))


@pytest.mark.parametrize("place", [("vault",), ("slots", 0, "wrap"), ("slots", 0, "parameters", "salt")])
def test_r4_base64_of_characters_beyond_ascii(place: tuple[str | int, ...]) -> None:
    with pytest.raises(Damaged, match="header"):
        parse(edited(set_in(*place, to="\u00e4" * 24)))


HOSTILE = {
    "duplicate keys": DATA.replace(b'"epoch":3', b'"epoch":2,"epoch":3'),
    "duplicate keys inside": DATA.replace(b'"number":12', b'"number":12,"number":12'),
    "NaN": DATA.replace(b'"epoch":3', b'"epoch":NaN'),
    "Infinity": DATA.replace(b'"epoch":3', b'"epoch":-Infinity'),
    "1e999": DATA.replace(b'"epoch":3', b'"epoch":1e999'),
    "-0": DATA.replace(b'"epoch":3', b'"epoch":-0'),
    "4,000 digits": DATA.replace(b'"epoch":3', b'"epoch":' + b"9" * 4_000),
    "50,000 digits": DATA.replace(b'"epoch":3', b'"epoch":' + b"9" * 50_000),
    "10^5 digits": DATA.replace(b'"epoch":3', b'"epoch":' + b"9" * 100_000),
    "nested 10^5 times": b"[" * 100_000,
    "nested 60,000 times": b"[" * 60_000 + b"\n" + MACS + b"\n",
    "nested and closed": b"[" * 30_000 + b"]" * 30_000 + b"\n" + MACS + b"\n",
    "objects nested": b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"\n" + MACS + b"\n",
    "byte order mark": b"\xef\xbb\xbf" + DATA,
    "UTF-16": DATA.decode("ascii").encode("utf-16"),
    "lone surrogate": DATA.replace(b'"name":"password"', b'"name":"\\ud800"'),
    "surrogates the wrong way round": DATA.replace(b'"name":"password"', b'"name":"\\udc00\\ud800"'),
    "a surrogate as bytes": DATA.replace(b'"name":"password"', b'"name":"\xed\xa0\x80"'),
    "thirty thousand lists": b"[" + b"[]," * 20_000 + b"[]]\n" + MACS + b"\n",
    "16 MiB": bytes(16 << 20),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a003_hostile_json_is_damaged_within_bounds(name: str) -> None:
    """Less than a tenth of a second (a second for a machine under load) and 50 MB."""
    data = HOSTILE[name]
    assert data != DATA
    started = time.process_time()
    with pytest.raises(Damaged):
        parse(data)
    assert time.process_time() - started < 1
    tracemalloc.start()
    try:
        with pytest.raises(Damaged):
            parse(data)
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_a003_the_size_is_looked_at_before_the_content() -> None:
    """65,536 bytes are parsed (and found malformed), one more is refused by its size."""
    with pytest.raises(Damaged, match="header: lines"):
        parse(b"x" * 65_536)
    with pytest.raises(Damaged, match="header: size"):
        parse(b"x" * 65_537)


# Versions and features [R6]


@pytest.mark.parametrize("number", [0, 2, 10, (1 << 63) - 1])
def test_a004_r6_another_format(number: int) -> None:
    """Named in the refusal, and looked at before anything else of the body."""
    with pytest.raises(UnsupportedVersion, match=f"format {number}"):
        parse(edited(set_in("format", to=number)))
    with pytest.raises(UnsupportedVersion, match=f"format {number}"):
        parse(dump({"format": number, "everything": "else"}) + b"\n" + MACS + b"\n")


@pytest.mark.parametrize("number", [-1, 1 << 63, 10**30])
def test_r4_a_format_with_sign_or_beyond_63_bits(number: int) -> None:
    """Such integers are not in the one permitted form, so the header is malformed."""
    with pytest.raises(Damaged):
        parse(edited(set_in("format", to=number)))


def test_a004_r6_a_required_feature() -> None:
    with pytest.raises(UnsupportedVersion, match="smell"):
        parse(edited(set_in("features", "required", to=["smell"])))


def test_a004_optional_features_are_kept() -> None:
    parsed = parse(edited(set_in("features", "optional", to=["colours", "smell", "x-1"])))
    assert parsed.body.optional_features == ("colours", "smell", "x-1")
    assert b'"optional":["colours","smell","x-1"]' in parsed.body.line()


def test_unknown_kinds_are_kept_unchanged() -> None:
    assert parse(DATA).body.slots[1] == BODY.slots[1]
    assert parse(DATA).body.line() == LINE


# Anything else


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        parse(data)
    with pytest.raises(Damaged):
        parse(data + b"\n" + MACS + b"\n")
    with pytest.raises(Damaged):
        parse(LINE + b"\n" + data + b"\n")


def places(value: Json, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of everything in a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, inner in items for found in [(*path, key), *places(inner, (*path, key))]]


small = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["AAAA", "=", "A" * 24])
json_values = small | st.lists(small, max_size=3) | st.dictionaries(st.text(max_size=5), small, max_size=3)


@example(("vault",), "\u00e4" * 24)
@given(st.sampled_from(places(json.loads(LINE))), json_values)
@settings(max_examples=150, deadline=None)
def test_any_value_anywhere_is_taken_or_refused_by_name(path: tuple[str | int, ...], value: Json) -> None:
    """Whatever stands at any place of line 1: parsed to what serializes the same, or one of two classes."""
    data = edited(set_in(*path, to=value))
    try:
        parsed = parse(data)
    except (Damaged, UnsupportedVersion):
        return
    assert parsed.body.line() == data.split(b"\n")[0]


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
@settings(max_examples=300, deadline=None)
def test_a001_any_byte_changed_never_verifies(position: int, change: int) -> None:
    """The MACs of slots whose factor is absent are verified by the catalog's rows."""
    changed = bytearray(DATA)
    changed[position] ^= change
    with pytest.raises((Damaged, UnsupportedVersion)):
        open_slot(bytes(changed)).verify_slots(rows(BODY))


# Verification


def open_slot(data: bytes, number: int = 0) -> Header:
    """Steps 1 to 4 for the slot of this number, whose KEK is known."""
    unverified = parse(data)
    slot = unverified.body.slots[number]
    return unverified.verify(slot, slot.unwrap(KEK, unverified.body.context.vault))


@pytest.mark.parametrize("number", [0, 1])
def test_every_slot_opens_the_header(number: int) -> None:
    header = open_slot(DATA, number)
    assert header.subkeys.vault_key == SUBKEYS.vault_key
    assert header.slot == BODY.slots[number]
    assert header.digest == sha256(LINE)
    header.verify_slots(rows(BODY))


@pytest.mark.parametrize(
    "edit",
    [
        set_in("epoch", to=4),
        set_in("lineage", to=base64.b64encode(b"m" * 16).decode("ascii")),
        set_in("generation", "number", to=11),
        set_in("generation", "id", to=base64.b64encode(b"h" * 16).decode("ascii")),
        set_in("features", "optional", to=[]),
        set_in("features", "optional", to=["colours", "smell"]),
        set_in("slots", 0, "name", to="Password"),
        set_in("slots", 0, "vault_key", to=json.loads(LINE)["slots"][1]["vault_key"]),
        set_in("slots", 1, "name", to="Paper"),
        set_in("slots", 1, "kind", to="paper"),
        set_in("slots", 1, "wrap", to=json.loads(LINE)["slots"][0]["wrap"]),
        lambda line: line["slots"].reverse(),
    ],
)
def test_a002_r9_anything_edited_in_line_1_fails_at_the_slot_mac(edit: Edit) -> None:
    with pytest.raises(Damaged, match="slot MAC"):
        open_slot(edited(edit))


def test_a002_another_vault_id_fails_at_the_wrap() -> None:
    with pytest.raises(floe.CommitmentMismatch):
        open_slot(edited(set_in("vault", to=base64.b64encode(b"w" * 16).decode("ascii"))))


def macs_of(body: Body, subkeys: Subkeys, **wrong: bytes) -> UnverifiedHeader:
    """A header with MACs of somebody's choice."""
    line = body.line()
    own = {slot.id: wrong.get("slot", slot_keys(slot).authentication_key) for slot in body.slots}
    macs = [keys.slot_mac(own[slot.id], CONTEXT, slot.id, line) for slot in body.slots]
    return UnverifiedHeader(line, body, wrong.get("header", subkeys.header_mac(line)), tuple(macs))


def test_r9_the_slot_mac_is_under_the_slots_own_key() -> None:
    with pytest.raises(Damaged, match="slot MAC"):
        macs_of(BODY, SUBKEYS, slot=b"\0" * 32).verify(BODY.slots[0], slot_keys(BODY.slots[0]))


def test_r9_slot_macs_do_not_change_places() -> None:
    with pytest.raises(Damaged, match="slot MAC"):
        open_slot(edited(lambda _: None, lambda macs: macs["slots"].reverse()))


def test_r10_a_vault_key_sealed_to_somebody_else() -> None:
    other = SlotKeys(b"\x05" * 32, b"")
    sealed = keys.seal_vault_key(SUBKEYS.vault_key, other.public_key, CONTEXT, BODY.slots[0].id)
    body = make_body(BODY.slots[0]._replace(vault_key=sealed))
    with pytest.raises(Damaged, match="sealed vault key"):
        macs_of(body, SUBKEYS).verify(body.slots[0], slot_keys(body.slots[0]))


def test_r11_the_header_mac() -> None:
    with pytest.raises(Damaged, match="header: MAC"):
        macs_of(BODY, SUBKEYS, header=bytes(32)).verify(BODY.slots[0], slot_keys(BODY.slots[0]))
    with pytest.raises(Damaged, match="header: MAC"):
        macs_of(BODY, Subkeys(CONTEXT, bytes(32))).verify(BODY.slots[0], slot_keys(BODY.slots[0]))


def test_a137_nothing_is_opened_before_the_slot_mac_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> bytes:
        raise AssertionError("the sealed vault key was used")

    monkeypatch.setattr(keys, "open_vault_key", never)
    with pytest.raises(Damaged, match="slot MAC"):
        open_slot(edited(set_in("epoch", to=4)))


# Against the catalog [R13]


def test_a016_r13_a_slot_that_the_catalog_does_not_know() -> None:
    """Even if the header is authentic: made by somebody who has the vault key."""
    more = make_body(*BODY.slots, make_slot(3, "mine"))
    header = open_slot(serialize(more, SUBKEYS, authentication_keys(more)))
    header.verify_slots(rows(more))
    with pytest.raises(Damaged, match="not those of the catalog"):
        header.verify_slots(rows(BODY))
    with pytest.raises(Damaged, match="not those of the catalog"):
        open_slot(DATA).verify_slots(rows(more))


@pytest.mark.parametrize("slot", [0, 1])
@pytest.mark.parametrize(("column", "value"), [(1, "other"), (2, "other"), (4, bytes(32))], ids=["name", "kind", "key"])
def test_r13_a_row_that_says_otherwise(slot: int, column: int, value: object) -> None:
    changed: list[Any] = [list(row) for row in rows(BODY)]
    changed[slot][column] = value
    with pytest.raises(Damaged, match="header"):
        open_slot(DATA).verify_slots(tuple(row) for row in changed)


def test_r13_the_public_key_is_that_of_the_opened_seed() -> None:
    changed: list[Any] = [list(row) for row in rows(BODY)]
    changed[0][3] = SlotKeys(bytes(32), b"").public_key
    with pytest.raises(Damaged, match="not as in the catalog"):
        open_slot(DATA).verify_slots(tuple(row) for row in changed)


def test_r13_every_slots_mac_is_verified() -> None:
    """A slot whose factor is absent too: its MAC line replaced by somebody who has the vault key."""
    forged = edited(lambda _: None, set_in("slots", 1, to=base64.b64encode(bytes(32)).decode("ascii")))
    with pytest.raises(Damaged, match="slot MAC"):
        open_slot(forged).verify_slots(rows(BODY))


# What is not written


def test_more_slots_than_the_format_has_are_not_written() -> None:
    slot = BODY.slots[1]
    for body in (make_body(), make_body(*[slot] * 17), make_body(*[BODY.slots[0]] * 5)):
        with pytest.raises(LimitExceeded):
            body.line()


def test_a_header_above_64_kib_is_not_written() -> None:
    parameters = {f"p{n}": "x" * 4_000 for n in range(16)}
    body = make_body(BODY.slots[1]._replace(parameters=parameters))
    with pytest.raises(LimitExceeded):
        serialize(body, SUBKEYS, authentication_keys(body))


def test_secrets_of_an_opened_header_are_not_shown() -> None:
    shown = repr(open_slot(DATA))
    opened = slot_keys(BODY.slots[0])
    for secret in (SUBKEYS.vault_key, opened.seed, opened.authentication_key, SUBKEYS.header):
        assert repr(secret)[2:-1] not in shown
