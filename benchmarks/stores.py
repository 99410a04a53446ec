"""Deedbox and its peers behind the same few verbs. Every peer runs as it comes, 7z alone is told not to compress.

A store is made `fresh` in an empty folder of the disk; `add`, `get`, `listing`, `check` and `change_password` return
the seconds that the peer's own command took, without what it needs before and after. Where a peer does not wait for
the disk itself, `add` does it for it, except for age.
"""

from __future__ import annotations

import re
import shutil
import time
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar
from xml.sax.saxutils import escape

from benchmarks.bench import PASSWORD, Bench
from benchmarks.rounds import Failed


class Store:
    """One program and the place where it keeps things."""

    name: ClassVar[str]
    needs: ClassVar[tuple[str, ...]] = ()
    """Programs that must be there."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.place = bench.disk / self.name.replace(" ", "-")

    @classmethod
    def missing(cls) -> list[str]:
        """Programs it needs and that are not there."""
        return [program for program in cls.needs if shutil.which(program) is None]

    @classmethod
    def version(cls, bench: Bench) -> str:
        """The version its first program tells, or nothing."""
        for option in ("--version", "version", "-version", "i"):
            with suppress(Failed):
                found = re.search(r"\d+\.\d+(\.\d+)?", bench.run(cls.needs[0], option).decode("utf-8", "replace"))
                if found:
                    return found[0]
        return ""

    def fresh(self) -> None:
        """Empty and ready to take something in."""
        self.remove()
        self.place.mkdir()

    def remove(self) -> None:
        """Everything is gone from the disk."""
        shutil.rmtree(self.place, ignore_errors=True)

    def add(self, source: Path) -> float:
        raise NotImplementedError

    def get(self, out: Path) -> float:
        raise NotImplementedError

    def listing(self) -> float:
        raise NotImplementedError

    def check(self) -> float:
        raise NotImplementedError

    def change_password(self) -> float:
        raise NotImplementedError


class Plain(Store):
    """No encryption at all: dd for a file, cp for folders."""

    name = "plain copy"
    needs = ("dd", "cp")

    def add(self, source: Path) -> float:
        if source.is_file():
            return self.bench.timed("dd", f"if={source}", f"of={self.place / 'copy'}", "bs=1M", "conv=fsync")
        return self.bench.timed("sh", "-c", 'cp -r "$1" "$2" && sync -f "$2"', "sh", source, self.place)

    def get(self, out: Path) -> float:
        return self.bench.timed("cp", "-r", self.place, out)


class Age(Store):
    """One file to one recipient; folders go through tar."""

    name = "age"
    needs = ("age", "age-keygen", "tar")

    def fresh(self) -> None:
        super().fresh()
        self.bench.run("age-keygen", "-o", self.place / "key")
        self._recipient = self.bench.run("age-keygen", "-y", self.place / "key").decode().strip()

    def add(self, source: Path) -> float:
        sealed = self.place / "sealed"
        if source.is_file():
            return self.bench.timed("age", "-r", self._recipient, "-o", sealed, source)
        pipe = 'tar cf - -C "$1" . | age -r "$2" -o "$3"'
        return self.bench.timed("sh", "-c", pipe, "sh", source, self._recipient, sealed)

    def get(self, out: Path) -> float:
        return self.bench.timed("age", "-d", "-i", self.place / "key", "-o", out / "got", self.place / "sealed")

    def check(self) -> float:
        return self.bench.timed("age", "-d", "-i", self.place / "key", "-o", "/dev/null", self.place / "sealed")


class Gocryptfs(Store):
    """A mounted folder."""

    name = "gocryptfs"
    needs = ("gocryptfs", "fusermount", "cp")

    def fresh(self) -> None:
        super().fresh()
        self._sealed, self._mounted, self._password = (self.place / name for name in ("sealed", "mounted", "password"))
        self._sealed.mkdir()
        self._mounted.mkdir()
        self._password.write_text(PASSWORD)
        self.bench.run("gocryptfs", "-init", "-q", "-passfile", self._password, self._sealed)
        self._mount()

    def _mount(self) -> None:
        self.bench.run("gocryptfs", "-q", "-passfile", self._password, self._sealed, self._mounted)

    def _unmount(self) -> None:
        self.bench.run("fusermount", "-u", self._mounted)

    def remove(self) -> None:
        if self.place.exists() and self._mounted.is_mount():
            self._unmount()
        super().remove()

    def add(self, source: Path) -> float:
        return self.bench.timed(
            "sh", "-c", 'cp -r "$1" "$2" && sync -f "$3"', "sh", source, self._mounted, self._sealed
        )

    def get(self, out: Path) -> float:
        self._unmount()  # what the kernel remembers of it is no reading
        self._mount()
        return self.bench.timed("cp", "-r", f"{self._mounted}/.", out)

    def listing(self) -> float:
        self._unmount()
        return self.bench.timed(
            "sh", "-c", 'gocryptfs -q -passfile "$1" "$2" "$3" && ls -lR "$3"', "sh", self._password, self._sealed,
            self._mounted,
        )  # fmt: skip

    def check(self) -> float:
        self._unmount()
        took = self.bench.timed("gocryptfs", "-fsck", "-q", "-passfile", self._password, self._sealed)
        self._mount()
        return took

    def change_password(self) -> float:
        return self.bench.timed("gocryptfs", "-passwd", "-q", "-passfile", self._password, self._sealed)


class Restic(Store):
    """A repository, and a backup in it."""

    name = "restic"
    needs = ("restic",)

    def _command(self, *words: object, within: Path | None = None) -> float:
        return self.bench.timed(
            "restic", "-r", self.place, "-q", *words, within=within, variables={"RESTIC_PASSWORD": PASSWORD}
        )

    def fresh(self) -> None:
        self.remove()
        self._command("init")

    def add(self, source: Path) -> float:
        return self._command("backup", source.name, within=source.parent)

    def get(self, out: Path) -> float:
        return self._command("restore", "latest", "--target", out)

    def listing(self) -> float:
        return self._command("ls", "-l", "latest")

    def check(self) -> float:
        return self._command("check", "--read-data")

    def change_password(self) -> float:
        new = self.bench.disk / "new password"
        new.write_text(PASSWORD)
        return self._command("key", "passwd", "--new-password-file", new)


class Borg(Store):
    """A repository, and an archive in it."""

    name = "borg"
    needs = ("borg",)

    def _command(self, *words: object, within: Path | None = None) -> float:
        return self.bench.timed("borg", *words, within=within, variables={"BORG_PASSPHRASE": PASSWORD})

    def fresh(self) -> None:
        self.remove()
        self._command("init", "-e", "repokey", self.place)

    def add(self, source: Path) -> float:
        return self._command("create", f"{self.place}::one", source.name, within=source.parent)

    def get(self, out: Path) -> float:
        return self._command("extract", f"{self.place}::one", within=out)

    def listing(self) -> float:
        return self._command("list", f"{self.place}::one")

    def check(self) -> float:
        return self._command("check", "--verify-data", self.place)


class SevenZip(Store):
    """One archive, stored and not compressed, names sealed too."""

    name = "7z"
    needs = ("7z",)

    def _command(self, *words: object) -> float:
        return self.bench.timed("7z", *words, f"-p{PASSWORD}", "-bso0", "-bsp0", self.place / "all.7z")

    def add(self, source: Path) -> float:
        return self.bench.timed(
            "sh", "-c", '7z a -mx0 -mhe=on "-p$1" -bso0 -bsp0 "$2" "$3" && sync "$2"', "sh", PASSWORD,
            self.place / "all.7z", source,
        )  # fmt: skip

    def get(self, out: Path) -> float:
        return self._command("x", f"-o{out}")

    def listing(self) -> float:
        return self.bench.timed("7z", "l", f"-p{PASSWORD}", self.place / "all.7z")

    def check(self) -> float:
        return self._command("t")


class Rclone(Store):
    """A crypt remote over a folder."""

    name = "rclone"
    needs = ("rclone",)

    def _command(self, *words: object) -> float:
        variables = {
            "RCLONE_CONFIG_C_TYPE": "crypt",
            "RCLONE_CONFIG_C_REMOTE": str(self.place),
            "RCLONE_CONFIG_C_PASSWORD": self._obscured,
        }
        return self.bench.timed("rclone", *words, variables=variables)

    def fresh(self) -> None:
        super().fresh()
        self._obscured = self.bench.run("rclone", "obscure", PASSWORD).decode().strip()

    def add(self, source: Path) -> float:
        took = self._command("copy", source, f"c:{source.name}")
        begun = time.perf_counter()
        self.bench.run("sync", "-f", self.place)
        return took + time.perf_counter() - begun

    def get(self, out: Path) -> float:
        return self._command("copy", "c:", out)


class KeePassXC(Store):
    """A database with an entry for each file; it is only asked for its list."""

    name = "keepassxc-cli"
    needs = ("keepassxc-cli",)

    def add(self, source: Path) -> float:
        groups = "".join(
            f"<Group><Name>{escape(folder.name)}</Name>"
            + "".join(
                f"<Entry><String><Key>Title</Key><Value>{escape(one.name)}</Value></String></Entry>"
                for one in sorted(folder.iterdir())
            )
            + "</Group>"
            for folder in sorted(source.iterdir())
        )
        written = self.place / "all.xml"
        written.write_text(
            f"<KeePassFile><Meta></Meta><Root><Group><Name>Root</Name>{groups}</Group></Root></KeePassFile>"
        )
        typed = f"{PASSWORD}\n{PASSWORD}\n"
        return self.bench.timed("keepassxc-cli", "import", "-q", "-p", written, self.place / "all.kdbx", typed=typed)

    def listing(self) -> float:
        begun = time.perf_counter()
        listed = self.bench.run("keepassxc-cli", "ls", "-q", "-R", self.place / "all.kdbx", typed=f"{PASSWORD}\n")
        if b"file" not in listed:
            raise Failed("keepassxc-cli listed nothing")
        return time.perf_counter() - begun


class Deedbox(Store):
    """The command of this checkout, with the cheapest derivation that a vault may have."""

    name = "deedbox"
    MEMORY, PASSES, LANES = 64, 3, 4
    """Of the derivation; the memory in MiB."""
    CHEAPEST = ("--kdf-memory", MEMORY, "--kdf-passes", PASSES)
    """The same as options."""
    _PASSWORDS = MappingProxyType({"DEEDBOX_PASSWORD": PASSWORD, "DEEDBOX_NEW_PASSWORD": PASSWORD})

    def command(self, *words: object) -> float:
        """Seconds that one command takes, derivations included."""
        return self.bench.timed("deedbox", *words, variables=self._PASSWORDS)

    def run(self, *words: object) -> bytes:
        """What one command says."""
        return self.bench.run("deedbox", *words, variables=self._PASSWORDS)

    def fresh(self) -> None:
        self.remove()
        self.run("create", self.place, *self.CHEAPEST)

    def add(self, source: Path) -> float:
        return self.command("add", self.place, source)

    def get(self, out: Path) -> float:
        return self.command("get", self.place, "/", "--out", out)

    def listing(self) -> float:
        return self.command("ls", self.place, "-r")

    def check(self) -> float:
        return self.command("check", self.place)

    def derivation(self) -> float:
        """Seconds that one derivation takes, here and now."""
        from vault.engine.primitives import argon2id

        begun = time.perf_counter()
        argon2id(PASSWORD.encode(), bytes(32), self.PASSES, self.MEMORY << 10, self.LANES)
        return time.perf_counter() - begun

    def beyond(self, derivations: int, *words: object) -> float:
        """Seconds that one command takes beyond its derivations, which are measured right before and after it."""
        before = self.derivation()
        took = self.command(*words)
        return took - derivations * (before + self.derivation()) / 2


PEERS: tuple[type[Store], ...] = (Age, Gocryptfs, Restic, Borg, SevenZip, Rclone, KeePassXC)
PACKAGES = "age gocryptfs restic borgbackup rclone p7zip-full keepassxc fuse3"
"""What has the peers, by its name in Debian."""
