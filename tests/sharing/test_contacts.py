"""Contacts: new, verified, changed and blocked; and the identity that others have as theirs."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.forging import create, image_of, log_of, plant_image, snapshot_of, unlock
from tests.sharing.parties import contents, fill, introduce, person, to
from vault.engine.errors import Conflict, Damaged, NotFound, PathRejected, ReadOnly, ShareRefused, WrongCredential
from vault.engine.vault import Vault
from vault.sharing import age, cards, contacts, giving, identity, receiving, sshsig, taking
from vault.sharing.age import HybridIdentity, X25519Identity, ssh

AGE = X25519Identity(bytes(range(32)))
SSH = sshsig.public_line(sshsig.public_of(bytes(range(32))))


@pytest.fixture
def anna(tmp_path: Path) -> Iterator[Vault]:
    with person(tmp_path, "Anna") as vault:
        yield vault


@pytest.fixture
def ben(tmp_path: Path) -> Iterator[Vault]:
    with person(tmp_path, "Ben") as vault:
        yield vault


def impostor(name: str = "Ben", number: int = 7) -> cards.Card:
    return cards.make(bytes([number] * 32), HybridIdentity(bytes([number + 1] * 32)).recipient, name, 5)


def states(vault: Vault) -> dict[str, str]:
    return {one.name: one.state for one in contacts.all_contacts(vault)}


def test_a_contact_is_new_until_the_words_were_compared(anna: Vault, ben: Vault) -> None:
    one = introduce(anna, ben)
    assert (one.state, one.compared) == ("new", None)
    with pytest.raises(Conflict):
        contacts.verify(anna, one.id, impostor().words)
    with pytest.raises(ValueError, match="fingerprint"):
        contacts.verify(anna, one.id, (*one.card.words[:5], "mistypt"))
    assert states(anna) == {"Ben": "new"}
    verified = contacts.verify(anna, one.id, one.card.words)
    assert verified.state == "verified"
    assert verified.compared is not None
    assert introduce(anna, ben) == verified, "the same card once more changes nothing"


def test_another_card_under_the_name_blocks_until_it_is_compared(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    one = introduce(anna, ben)
    contacts.verify(anna, one.id, one.card.words)
    changed = contacts.add(anna, impostor().source, "ben")
    assert (changed.id, changed.state, changed.card, changed.new_card) == (one.id, "changed", one.card, impostor())
    items = fill(anna, tmp_path / "in", {"a": b"x"})
    for keys in (
        giving.addressees(anna, [one.id]),
        giving.addressees(anna, [], [impostor().recipient, one.card.recipient]),
    ):
        assert [addressee.contact for addressee in giving.plan(anna, items, keys).blocked] == [one.id] * len(keys)
        with pytest.raises(ShareRefused) as refused:
            giving.share(anna, items, tmp_path / "out", keys)
        assert refused.value.reason == "changed contact"
    with pytest.raises(Conflict):
        contacts.verify(anna, one.id, one.card.words)
    verified = contacts.verify(anna, one.id, impostor().words)
    assert (verified.state, verified.card, verified.new_card) == ("verified", impostor(), None)


def test_nothing_is_taken_from_a_contact_that_changed(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    giving.share(ben, fill(ben, tmp_path / "in", {"a": b"x"}), tmp_path / "out", to(ben, anna))
    one = introduce(anna, ben)
    opened = receiving.open_share(anna, tmp_path / "out")
    contacts.add(anna, impostor().source, "Ben")
    with pytest.raises(ShareRefused, match="changed contact"):
        taking.take(anna, opened)
    opened.drop()
    with pytest.raises(ShareRefused, match="changed contact"):
        receiving.open_share(anna, tmp_path / "out")
    contacts.remove(anna, one.id)
    assert receiving.open_share(anna, tmp_path / "out").sender == "unknown"


def test_a_signed_succession_keeps_the_state_and_opens_old_shares(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    one = introduce(anna, ben)
    contacts.verify(anna, one.id, one.card.words)
    items = fill(anna, tmp_path / "in", {"a": b"for the old key"})
    giving.share(anna, items, tmp_path / "old", giving.addressees(anna, [one.id]))
    renewed = identity.renew(ben, "Benjamin")
    assert contacts.succeeded(anna, renewed.card) == contacts.contact(anna, one.id)
    after = introduce_as(anna, renewed.source, "Ben")
    assert (after.id, after.state, after.card.sequence) == (one.id, "verified", 2)
    giving.share(anna, items, tmp_path / "new", giving.addressees(anna, [one.id]))
    introduce(ben, anna)
    for name in ("old", "new"):
        taking.take(ben, receiving.open_share(ben, tmp_path / name))
    assert contents(ben) == {b"Inbox/": b"", b"Inbox/a": b"for the old key", b"Inbox/a (2)": b"for the old key"}
    assert introduce_as(anna, identity.all_keys(ben)[1].source, "Ben").state == "changed", (
        "back to the old key: not unasked"
    )


def introduce_as(vault: Vault, source: bytes, name: str) -> contacts.Contact:
    return contacts.add(vault, source, name)


def test_a_succession_that_leaves_one_out_is_looked_at(anna: Vault, ben: Vault) -> None:
    introduce(anna, ben)
    identity.renew(ben, "Ben")
    identity.renew(ben, "Ben")
    assert introduce(anna, ben).state == "changed"


def test_two_contacts_have_no_key_in_common(anna: Vault, ben: Vault) -> None:
    introduce(anna, ben)
    with pytest.raises(Conflict):
        contacts.add(anna, identity.current(ben).source, "Somebody")
    mixed = cards.make(bytes([9] * 32), identity.current(ben).card.key, "Eve", 0)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        contacts.add(anna, mixed.source, "Eve")
    with pytest.raises(Conflict):
        contacts.add(anna, identity.current(anna).source, "Me")
    contacts.add(anna, SSH.encode(), "server")
    contacts.add(anna, str(AGE.recipient).encode(), "Carl")
    with pytest.raises(Conflict):
        contacts.rename(anna, contacts.named(anna, "Carl").id, "SERVER")  # type: ignore[union-attr]
    with pytest.raises(PathRejected):
        contacts.rename(anna, contacts.named(anna, "Carl").id, "a\nb")  # type: ignore[union-attr]
    assert states(anna) == {"Ben": "new", "Carl": "new", "server": "new"}
    with pytest.raises(NotFound):
        contacts.remove(anna, bytes(16))


def test_a_contacts_key_replaced_on_the_disk_is_damage(tmp_path: Path) -> None:
    """Whoever can write the folder cannot make Ben's key his own, in snapshot or log."""
    with person(tmp_path, "Ben") as ben, create(tmp_path / "Anna.deedbox") as anna:
        one = introduce(anna, ben)
        anna.files.renew_generation()
    path = tmp_path / "Anna.deedbox"
    image = image_of(path)
    assert one.card.source[:600] in image.replace(b"\0", b"") or one.card.name.encode() in image
    for file in (snapshot_of(path), log_of(path)):
        whole = file.read_bytes()
        for at in range(80, len(whole), len(whole) // 9):
            file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            with pytest.raises(Damaged):
                unlock(path, read_only=True)
        file.write_bytes(whole)
    plant_image(path, image)
    with unlock(path, read_only=True) as opened, pytest.raises(ReadOnly):
        contacts.remove(opened, one.id)


# Identity


def test_an_identity_is_made_once_and_renewed_by_signature(anna: Vault) -> None:
    first = identity.current(anna)
    with pytest.raises(Conflict):
        identity.make(anna, "Other")
    second = identity.renew(anna, "Anna B.")
    assert (second.number, second.card.previous) == (2, first.card.signing_key)
    assert identity.current(anna) == second
    assert identity.is_own(anna, first.card.signing_key)
    with pytest.raises(PathRejected):
        identity.renew(anna, "\u202eanna")


def test_no_identity_is_not_found(tmp_path: Path) -> None:
    with create(tmp_path / "v") as vault:
        with pytest.raises(NotFound):
            identity.current(vault)
        with pytest.raises(NotFound):
            identity.renew(vault, "x")


def test_keys_of_elsewhere_open_what_was_made_for_them(anna: Vault, ben: Vault, tmp_path: Path) -> None:
    rsa = ssh.parse_private(generated(tmp_path / "rsa", "-t", "rsa", "-b", "2048", "-N", ""))
    assert isinstance(rsa, ssh.RsaIdentity)
    keys: list[identity.Private] = [AGE, HybridIdentity(bytes(32)), ssh.Ed25519Identity(bytes([3] * 32)), rsa]
    items = fill(ben, tmp_path / "in", {"a": b"x"})
    introduce(anna, ben)
    for number, key in enumerate(keys):
        text = key.encoded()
        raw = text.encode() if isinstance(text, str) else text
        imported = identity.import_key(anna, b"# a comment\n\n" + raw if isinstance(text, str) else raw)
        assert imported.recipient == str(key.recipient)
        with pytest.raises(Conflict):
            identity.import_key(anna, raw)
        out = tmp_path / str(number)
        giving.share(ben, items, out, giving.addressees(ben, [], [imported.recipient]))
        receiving.open_share(anna, out).drop()
        identity.forget_key(anna, imported.id)
        with pytest.raises(ShareRefused, match="no key here"):
            receiving.open_share(anna, out)
    with pytest.raises(NotFound):
        identity.forget_key(anna, bytes(16))


def generated(place: Path, *options: str) -> bytes:
    """A private key of ssh-keygen."""
    subprocess.run(["ssh-keygen", "-q", *options, "-f", str(place)], check=True)
    return place.read_bytes()


def test_a101_keys_that_cannot_be_imported(anna: Vault, tmp_path: Path) -> None:
    sealed = generated(tmp_path / "k", "-t", "ed25519", "-a", "1", "-N", "open sesame")
    for passphrase in (None, b"other"):
        with pytest.raises(WrongCredential):
            identity.import_key(anna, sealed, passphrase)
    assert identity.import_key(anna, sealed, b"open sesame").kind == "ssh-ed25519"
    plain = generated(tmp_path / "p", "-t", "ed25519", "-N", "")
    assert identity.import_key(anna, plain, b"not needed").kind == "ssh-ed25519"
    curve = generated(tmp_path / "e", "-t", "ecdsa", "-N", "")
    others = [b"", b"x", str(AGE.recipient).encode(), curve, b"-----BEGIN X-----\n"]
    others += [AGE.encoded().encode() * 2, f"{AGE.encoded()}\n{AGE.encoded()}".encode(), bytes(100_000), b"\xff"]
    for other in others:
        with pytest.raises(Damaged):
            identity.import_key(anna, other)
    assert age.parse_identity(AGE.encoded()) == AGE
