"""What is said of an import: what a source is, why it cannot be read, why something of it was left out."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication

from vault.qt.figures import size
from vault.qt.wording import Said
from vault.sandbox.importing.entries import LeftOut, Path, Refusal, Why
from vault.sandbox.importing.preview import Preview
from vault.sandbox.wire import clean

translate = QCoreApplication.translate


def kind_name(kind: str) -> str:
    """A kind of source by the name that people know."""
    known = {
        "zip": translate("import", "a Zip archive"),
        "tar": translate("import", "a Tar archive"),
        "folder": translate("import", "a folder of files"),
        "markdown": translate("import", "a folder of Markdown notes"),
        "logins": translate("import", "a table of logins"),
        "keepass": "KeePass",
        "bitwarden": "Bitwarden",
        "1password": "1Password",
        "joplin": "Joplin",
    }
    return known.get(kind, kind)


def path_shown(path: Path) -> str:
    """A path as text that is safe on a screen."""
    return clean("/".join(os.fsdecode(name).encode("utf-8", "replace").decode() for name in path))


def contents(seen: Preview) -> str:
    """2,031 notes, 12 files, 3.1 MB."""
    words = []
    if seen.notes:
        words.append(translate("import", "%Ln note(s)", "", seen.notes))
    if seen.files or not seen.notes:
        words.append(translate("import", "%Ln file(s)", "", seen.files))
    if seen.folders:
        words.append(translate("import", "%Ln folder(s)", "", seen.folders))
    return ", ".join([*words, size(seen.bytes)])


def reason(left: LeftOut) -> str:
    """Why something does not come in."""
    known = {
        Why.LINK: translate("import", "It is a link. Links are not followed."),
        Why.SPECIAL: translate("import", "It is a device, a pipe or a socket, and has no content to keep."),
        Why.TOO_LARGE: translate("import", "It is larger than it can honestly be."),
        Why.UNSAFE_NAME: translate("import", "Its path leads out of its folder."),
        Why.ENCRYPTED: translate("import", "It is encrypted in a way that is not read here."),
        Why.DAMAGED: translate("import", "It is damaged, or cannot be read."),
        Why.OVER_BOUND: translate("import", "It is beyond what an import takes."),
        Why.NOT_SUPPORTED: translate("import", "It is of a kind that is not read here."),
        Why.OVERLAPS: translate("import", "It shares its bytes with another entry, as no honest archive does."),
        Why.IN_TRASH: translate("import", "It was in the trash there."),
    }
    return known.get(left.why, translate("import", "It cannot be taken."))


def refusal(why: Refusal, kind: str = "") -> Said:
    """Why a source cannot be read, and which program opens it where the kind is known."""
    unchanged = translate("import", "Nothing was changed.")
    known = {
        Refusal.NOT_RECOGNISED: (
            translate("import", "This is nothing that can be imported."),
            translate("import", "Add it as a file instead; that takes any file as it is."),
        ),
        Refusal.NEEDS_SECRET: (
            translate("import", "It has a password of its own."),
            translate("import", "Type the password that opens it in its own program."),
        ),
        Refusal.WRONG_SECRET: (
            translate("import", "That does not open it."),
            translate("import", "It asks for the password of the other program, not for the vault's."),
        ),
        Refusal.DAMAGED: (
            translate("import", "It is damaged, or not what it seems."),
            translate("import", "Export it again from the other program, and import that."),
        ),
        Refusal.NOT_SUPPORTED: (
            translate("import", "It is made in a way that cannot be read here."),
            translate("import", "Open or unpack it with its own program, and import the folder."),
        ),
        Refusal.OVER_BOUND: (
            translate("import", "It is more than one import takes."),
            translate("import", "Import it in parts."),
        ),
        Refusal.TOO_SLOW: (
            translate("import", "Reading it took too long, and was stopped."),
            translate("import", "Unpack it with its own program, and import the folder."),
        ),
        Refusal.BROKE: (
            translate("import", "Reading it broke the part of Deedbox that reads it. That part has no keys."),
            translate("import", "The file may be made to do harm."),
        ),
        Refusal.UNAVAILABLE: (
            translate("import", "It could not be read."),
            translate("import", "Look whether it is still there, and try again."),
        ),
        Refusal.KEYFILE: (
            translate("import", "The keyfile cannot be used."),
            translate("import", "It may be missing, or damaged. Choose the file that opens it in its own program."),
        ),
    }
    happened, act = known[why]
    return Said(happened, unchanged, _ways().get((kind, why), act))


def _ways() -> dict[tuple[str, Refusal], str]:
    """What to do instead: which program opens it."""
    unpack = translate("import", "Unpack it with 7-Zip, then import the folder.")
    return {
        ("keepass", Refusal.WRONG_SECRET): translate(
            "import", "It asks for the password of KeePass, or its keyfile, or both: as you open it there."
        ),
        ("keepass", Refusal.NOT_SUPPORTED): translate(
            "import", "KeePassXC opens it and can write a newer one: KDBX 4 with AES or ChaCha20."
        ),
        ("keepass", Refusal.OVER_BOUND): translate(
            "import", "KeePassXC opens it and can write one that is smaller, or quicker to unlock."
        ),
        ("keepass", Refusal.DAMAGED): translate(
            "import", "KeePassXC may open it and write a sound one; or take a backup of it."
        ),
        ("bitwarden", Refusal.NOT_SUPPORTED): translate(
            "import", "In Bitwarden, export it once more, as JSON with a password of its own."
        ),
        ("cryptomator", Refusal.NOT_SUPPORTED): translate(
            "import", "Unlock it with Cryptomator, and import the folder that it shows."
        ),
        ("gocryptfs", Refusal.NOT_SUPPORTED): translate(
            "import", "Mount it with gocryptfs, and import the folder that it shows."
        ),
        ("7z", Refusal.NOT_SUPPORTED): unpack,
        ("zip", Refusal.NOT_SUPPORTED): unpack,
    }
