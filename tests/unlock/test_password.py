"""The password and the keyfile: the same secret however it is typed, limits, and no way round the second factor."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given, settings, strategies as st

from tests.conftest import CHEAP
from vault.engine.errors import KdfRefused, LimitExceeded, NotFound, PathRejected, Storage, WrongCredential
from vault.engine.keys import KdfPolicy
from vault.engine.vault import ROOT, Vault
from vault.unlock import password as passwords
from vault.unlock.password import Password, normalize, read_keyfile

Make = Callable[..., Vault]
PARAMETERS = Password(b"x").new_parameters(CHEAP, lambda size: bytes(range(size)))


def derived(password: bytes) -> bytes:
    ((factor, secret),) = Password(password).factors(PARAMETERS)
    assert factor == "password"
    return secret


# What is the same password


@given(st.text(min_size=1, max_size=40))
@settings(max_examples=100, deadline=None)
def test_a013_composed_and_decomposed_text_is_the_same_password(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text).encode() for form in ("NFC", "NFD"))
    assert normalize(composed) == normalize(decomposed) == composed
    assert derived(composed) == derived(decomposed)


@given(st.binary(min_size=1, max_size=40))
@settings(max_examples=100, deadline=None)
def test_a013_normalizing_twice_changes_nothing_more(password: bytes) -> None:
    assert normalize(normalize(password)) == normalize(password)


@given(st.binary(min_size=1, max_size=40))
def test_a013_bytes_that_are_not_utf8_are_taken_as_they_are(password: bytes) -> None:
    assert normalize(password + b"\xff") == password + b"\xff"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (b"password", b"password "),
        (b"password", b" password"),
        (b"password", b"Password"),
        (b"password", b"password\n"),
        (b"password", b"password\0"),
        (b"pass\0word", b"pass"),
        (b"\0", b"\0\0"),
        ("ﬁ".encode(), b"fi"),
        ("Å".encode(), b"A"),
        ("\N{GRINNING FACE}".encode(), "\N{SMILING FACE WITH OPEN MOUTH}".encode()),
        (b"\xc3\xa9", b"\xe9"),
    ],
)
def test_a013_different_passwords(one: bytes, other: bytes) -> None:
    """No trimming, no compatibility forms, nothing after a zero byte left out."""
    assert derived(one) != derived(other)


def test_a013_signs_that_only_look_different_are_the_same() -> None:
    """The ångström sign is a letter in normalisation form C."""
    assert derived("\N{ANGSTROM SIGN}".encode()) == derived("\N{LATIN CAPITAL LETTER A WITH RING ABOVE}".encode())


def test_derivation_by_a_second_implementation() -> None:
    other = Argon2id(salt=bytes(range(16)), length=32, iterations=1, lanes=1, memory_cost=64)
    assert derived("e\u0301".encode()) == other.derive("é".encode())


@pytest.mark.parametrize(
    "password",
    [
        "pa\u0308sswo\u0308rd".encode(),
        b"trailing space ",
        b"null\0byte",
        "\N{GRINNING FACE}\N{PERSON BOWING DEEPLY}\u200d\N{FEMALE SIGN}\ufe0f".encode(),
        b"\xff\xfe not text",
        b"x" * 4_096,
        b"\n",
    ],
    ids=lambda password: repr(password[:20]),
)
def test_a013_the_vault_opens_again_with_it(tmp_path: Path, password: bytes) -> None:
    with Vault.create(tmp_path / "v", Password(password), policy=CHEAP) as vault:
        vault.write_note(ROOT, b"note", "text")
    with Vault.unlock(tmp_path / "v", Password(password), policy=CHEAP) as vault:
        assert vault.find([b"note"])
    with pytest.raises(WrongCredential):
        Vault.unlock(tmp_path / "v", Password(password[:-1] or b"y"), policy=CHEAP)


# Limits


def test_a013_empty_passwords_make_no_slot(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="empty"):
        Vault.create(tmp_path / "v", Password(b""), policy=CHEAP)
    with pytest.raises(ValueError, match="empty"):
        Vault.create(tmp_path / "v", Password(b"", keyfile=bytes(32)), policy=CHEAP)
    assert os.listdir(tmp_path) == []


def test_a013_an_empty_password_opens_nothing(make_vault: Make, tmp_path: Path) -> None:
    make_vault().lock()
    with pytest.raises(WrongCredential):
        Vault.unlock(tmp_path / "Papers.deedbox", Password(b""), policy=CHEAP)


@pytest.mark.parametrize("size", [4_097, 1 << 20])
def test_a013_long_passwords_are_refused_before_derivation(
    size: int, make_vault: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_vault().lock()
    monkeypatch.setattr(passwords, "argon2id", never)
    with pytest.raises(LimitExceeded):
        Vault.unlock(tmp_path / "Papers.deedbox", Password(b"x" * size), policy=CHEAP)
    with pytest.raises(LimitExceeded):
        Vault.create(tmp_path / "v", Password(b"x" * size), policy=CHEAP)
    assert not (tmp_path / "v").exists()


def never(*_: object) -> bytes:
    raise AssertionError("a key was derived")


def test_the_limit_is_that_of_the_bytes_as_typed() -> None:
    assert len(normalize(b"x" * 4_096)) == 4_096
    with pytest.raises(LimitExceeded):
        normalize("e\u0301".encode() * 1_366)


# New slots


def test_new_parameters_are_todays_policy_with_a_fresh_salt() -> None:
    policy = KdfPolicy(passes=4, memory=70_000, lanes=2)
    one, other = (Password(b"x").new_parameters(policy, os.urandom) for _ in range(2))
    assert {key: one[key] for key in ("passes", "memory", "lanes")} == {"passes": 4, "memory": 70_000, "lanes": 2}
    assert set(one) == {"lanes", "memory", "passes", "salt"}
    assert one["salt"] != other["salt"]
    assert len(str(one["salt"])) == 24


@pytest.mark.parametrize(
    "policy", [KdfPolicy(passes=2), KdfPolicy(memory=65_535), KdfPolicy(lanes=17), KdfPolicy(memory=5 << 20)], ids=str
)
def test_a010_no_new_slot_outside_of_the_bounds(policy: KdfPolicy) -> None:
    with pytest.raises(KdfRefused):
        Password(b"x").new_parameters(policy, os.urandom)


def test_a009_more_memory_than_is_free_is_refused_before_it_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "argon2id", never)
    with pytest.raises(KdfRefused, match="needs 1048576 MiB"):
        Password(b"x").factors({**PARAMETERS, "memory": 1 << 30})


def test_secrets_are_not_shown() -> None:
    shown = repr(Password(b"hunter2", keyfile=b"\x17" * 32))
    assert "hunter2" not in shown
    assert "\\x17" not in shown


# The keyfile


@pytest.fixture
def keyfile(tmp_path: Path) -> Path:
    path = tmp_path / "keyfile"
    path.write_bytes(b"anything at all")
    return path


@pytest.fixture
def locked_by_both(tmp_path: Path, keyfile: Path) -> Path:
    """A vault whose one slot asks for password and keyfile."""
    path = tmp_path / "both.deedbox"
    Vault.create(path, Password(b"word", read_keyfile(keyfile)), policy=CHEAP).lock()
    return path


def test_a_keyfile_counts_by_its_content(keyfile: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.write_bytes(keyfile.read_bytes())
    link = tmp_path / "link"
    link.symlink_to(copy)
    assert read_keyfile(keyfile) == read_keyfile(copy) == read_keyfile(link)
    copy.write_bytes(keyfile.read_bytes() + b"\n")
    assert read_keyfile(keyfile) != read_keyfile(copy)


def test_both_factors_in_their_order() -> None:
    credential = Password(b"word", keyfile=b"f" * 32)
    assert credential.kind == "keyfile"
    assert Password(b"word").kind == "password"
    assert list(credential.factors(PARAMETERS)) == [("password", derived(b"word")), ("keyfile", b"f" * 32)]


def test_a020_password_and_keyfile_open(locked_by_both: Path, keyfile: Path) -> None:
    Vault.unlock(locked_by_both, Password(b"word", read_keyfile(keyfile)), policy=CHEAP).lock()


def test_a020_never_the_password_alone(locked_by_both: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The slot is not even tried: no key is derived."""
    monkeypatch.setattr(passwords, "argon2id", never)
    with pytest.raises(WrongCredential):
        Vault.unlock(locked_by_both, Password(b"word"), policy=CHEAP)


def test_a020_a_slot_relabelled_as_password_does_not_open_with_the_password(locked_by_both: Path) -> None:
    """Who edits the header gains nothing: kind and factors are part of the key."""
    for name in ("header.json", "header.bak"):
        path = locked_by_both / name
        path.write_bytes(path.read_bytes().replace(b'"kind":"keyfile"', b'"kind":"password"'))
    with pytest.raises(WrongCredential):
        Vault.unlock(locked_by_both, Password(b"word"), policy=CHEAP)


def test_a020_never_the_keyfile_alone(locked_by_both: Path, keyfile: Path) -> None:
    for password in (b"", b"other"):
        with pytest.raises(WrongCredential):
            Vault.unlock(locked_by_both, Password(password, read_keyfile(keyfile)), policy=CHEAP)


def test_a020_one_byte_of_the_keyfile_changed(locked_by_both: Path, keyfile: Path) -> None:
    content = bytearray(keyfile.read_bytes())
    for position in (0, len(content) - 1):
        changed = bytes(content[:position]) + bytes([content[position] ^ 1]) + bytes(content[position + 1 :])
        keyfile.write_bytes(changed)
        with pytest.raises(WrongCredential):
            Vault.unlock(locked_by_both, Password(b"word", read_keyfile(keyfile)), policy=CHEAP)


def test_a020_a_password_slot_does_not_take_a_keyfile_as_well(make_vault: Make, tmp_path: Path) -> None:
    make_vault().lock()
    with pytest.raises(WrongCredential):
        Vault.unlock(tmp_path / "Papers.deedbox", Password(b"correct horse", keyfile=bytes(32)), policy=CHEAP)


def test_a020_missing(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "missing")
    for name in ("missing", "dangling"):
        with pytest.raises(NotFound):
            read_keyfile(tmp_path / name)


def test_a020_a_folder(tmp_path: Path) -> None:
    with pytest.raises(PathRejected):
        read_keyfile(tmp_path)


def test_a020_devices_are_not_read() -> None:
    for device in ("/dev/zero", "/dev/null", "/dev/random"):
        with pytest.raises(PathRejected):
            read_keyfile(Path(device))


def test_a020_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(PathRejected):
        read_keyfile(tmp_path / "pipe")


@pytest.mark.parametrize("size", [0, (1 << 20) + 1, 1 << 40])
def test_a020_empty_and_too_large(keyfile: Path, size: int) -> None:
    """A sparse TiB is refused as fast as anything else."""
    os.truncate(keyfile, size)
    with pytest.raises(LimitExceeded):
        read_keyfile(keyfile)


@pytest.mark.parametrize("size", [1, 1 << 20])
def test_a020_the_smallest_and_the_largest(keyfile: Path, size: int) -> None:
    os.truncate(keyfile, size)
    assert len(read_keyfile(keyfile)) == 32


def test_a020_unreadable(keyfile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message has no path."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(keyfile))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Storage) as caught:
        read_keyfile(keyfile)
    assert (caught.value.kind, caught.value.errno) == ("permission", 13)
    assert str(keyfile) not in str(caught.value)
