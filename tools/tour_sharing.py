"""The part of the tour that shows sharing: contacts, my card, words, a share that goes out and one that comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.friends import Friend

if TYPE_CHECKING:
    from tools.screenshots import Tour


def show_sharing(tour: Tour) -> None:
    """All of it, with friends who have vaults of their own."""
    page = tour.page
    people = [Friend(tour, name) for name in ("Jonas Weber", "Lena Hartmann", "Miriam Okafor, notary", "Ben Okonkwo")]
    _know(tour, people[:3])
    _show_contacts(tour, page)
    _show_sharing_out(tour, page)
    _show_coming_in(tour, page, people[1], people[3])
    for person in people:
        person.close()


def _know(tour: Tour, people: list[Friend]) -> None:
    """Two were compared, one is new, and one has another key than before."""
    operations = tour.window.operations
    tour.ask(operations.make_identity, "Anna Weber")
    for person in people:
        contact = tour.ask(operations.add_contact, person.identity.card.encode(), person.name).contact
        if person is not people[-1]:
            tour.ask(operations.verify_contact, contact.id, contact.words)
    for place in ("before", "after"):
        lennart = Friend(tour, "Lennart Voss", place)
        contact = tour.ask(operations.add_contact, lennart.identity.card.encode(), lennart.name).contact
        if place == "before":
            tour.ask(operations.verify_contact, contact.id, contact.words)
        lennart.close()


def _dialog(tour: Tour, what: str) -> Any:
    from PySide6.QtWidgets import QApplication

    tour.until(QApplication.activeModalWidget, f"the dialog of {what}")
    return QApplication.activeModalWidget()


def _shoot(tour: Tour, name: str, ready: Any = None) -> Any:
    dialog = _dialog(tour, name)
    if ready is not None:
        tour.until(lambda: ready(dialog), f"what {name} shows")
    tour.settle(700)
    tour.shoot(name)
    return dialog


def _close(tour: Tour, dialog: Any) -> None:
    dialog.close()
    tour.settle(300)


def _show_contacts(tour: Tour, page: Any) -> None:
    from vault.qt.browse.places import CONTACTS

    page.go(CONTACTS)
    contacts = page.sharing.contacts
    tour.until(lambda: len(contacts.contacts) == 4 and contacts.identity is not None, "the contacts")
    by_name = {one.name: one for one in contacts.contacts}
    contacts.show_contact(by_name["Lena Hartmann"].id)
    tour.settle(800)
    tour.shoot("35-contacts")
    contacts.card.show_code.click()
    _close(tour, _shoot(tour, "36-my-card", lambda dialog: dialog.code.image is not None))
    contacts.compare(by_name["Miriam Okafor, notary"])
    dialog = _dialog(tour, "words")
    for heard, word in list(zip(dialog.heard.inputs, dialog.words, strict=True))[:3]:
        heard.setText(word)
    _close(tour, _shoot(tour, "37-compare-words"))
    contacts.compare(by_name["Lennart Voss"])
    _close(tour, _shoot(tour, "38-changed-key"))
    ben = Friend(tour, "Ben Okonkwo", "Ben's card")
    contacts.add_contact(card=ben.identity.card.encode())
    _close(tour, _shoot(tour, "39-add-contact", lambda dialog: dialog.read is not None))
    ben.close()


def _show_sharing_out(tour: Tour, page: Any) -> None:
    from vault.qt.browse.places import ALL

    page.go(ALL)
    wanted = ("Mortgage offer, signed.pdf", "Birth certificate Jonas.png")
    found = {row.shown: row for row in tour.ask(tour.window.operations.list_items, view="all", limit=1000).rows}
    rows = [found[name] for name in wanted]
    page.sharing.share(rows)
    dialog = _dialog(tour, "the share")
    tour.until(lambda: dialog.recipients._contacts and dialog.file.text(), "the recipients")
    for name in ("jonas", "miriam"):
        dialog.recipients.input.setText(name)
        dialog.recipients.take_typed()
    dialog.recipients.input.setText("le")
    tour.until(dialog.act.isEnabled, "the plan")
    _shoot(tour, "40-share")
    dialog.way.choose("passphrase")
    tour.settle(400)
    _shoot(tour, "41-share-passphrase")
    dialog.way.choose("people")
    dialog.recipients.input.clear()
    dialog.file.setText("~/Documents/Share.age")
    tour.until(dialog.act.isEnabled, "the plan")
    dialog.act.click()
    works = tour.window.works
    tour.until(lambda: any(job.state == "done" for job in works.jobs()), "the share")
    works.act(works.jobs()[0].key)
    _close(tour, _shoot(tour, "42-shared"))


def _show_coming_in(tour: Tour, page: Any, lena: Friend, ben: Friend) -> None:
    from vault.qt.browse.places import SHARED

    identity = tour.ask(tour.window.operations.identity)
    folder = tour.home / "Documents"
    papers = sorted((tour.home / "Papers").rglob("*.pdf"))
    lena.share(identity, papers[:3], folder / "From Lena.age")
    ben.share(identity, papers[3:4], folder / "From Ben.age")
    page.sharing.receive(folder / "From Ben.age")
    _close(tour, _shoot(tour, "43-unknown-sender", lambda dialog: dialog.opened is not None))
    page.sharing.receive(folder / "From Lena.age")
    dialog = _shoot(tour, "44-receive", lambda dialog: dialog.opened is not None)
    dialog.act.click()
    tour.until(lambda: len(tour.ask(tour.window.operations.shares).shares) == 2, "the register")
    tour.window.works.clear()
    page.go(SHARED)
    tour.until(lambda: len(page.sharing.register.shares) == 2, "the page of shares")
    tour.settle(500)
    tour.shoot("45-register")
