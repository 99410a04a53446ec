"""A whole session of the command leaves nothing readable: not in the vault, in HOME, or in the temporary folder."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CANARIES = (
    "canary-password-8121",
    "canary-next-3377",
    "canary-name-5512",
    "canary text of a file 9034",
    "canary note 6620",
)
PASSWORD, NEXT, NAME, TEXT, NOTE = CANARIES
CHEAPEST = ("--kdf-memory", "64", "--kdf-passes", "3")


def forms(word: str) -> list[bytes]:
    """How a word might lie on a disk: plain, as UTF-16, in hexadecimal, in base64 at each of its three phases."""
    plain = word.encode()
    phases = [base64.b64encode(bytes(phase) + plain)[4:-4] for phase in range(3)]
    return [plain, word.encode("utf-16-le"), plain.hex().encode(), *phases]


def test_a036_a_session_leaves_nothing_readable(tmp_path: Path) -> None:
    own, seen = tmp_path / "own", tmp_path / "seen"
    for folder in (own, seen / "home", seen / "tmp", seen / "runtime"):
        folder.mkdir(parents=True, mode=0o700)
    (own / NAME).write_text(TEXT * 1_000)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": str(seen / "home"),
        "TMPDIR": str(seen / "tmp"),
        "XDG_RUNTIME_DIR": str(seen / "runtime"),
    }
    vault, backup, restored = (str(seen / name) for name in ("Papers.deedbox", "backup", "Restored.deedbox"))

    def deedbox(*arguments: str, password: str = PASSWORD, given: str = "") -> str:
        outcome = subprocess.run(
            [sys.executable, "-m", "vault", *arguments],
            env={**environment, "DEEDBOX_PASSWORD": password, "DEEDBOX_NEW_PASSWORD": NEXT},
            input=given,
            capture_output=True,
            text=True,
            check=True,
            cwd=seen,
        )
        return outcome.stdout

    deedbox("create", vault, *CHEAPEST)
    deedbox("add", vault, str(own / NAME), "--tag", NAME)
    deedbox("note", vault, f"/{NAME}.md", "--from", "-", given=NOTE)
    assert NAME in deedbox("search", vault, NOTE)
    assert TEXT in deedbox("cat", vault, f"/{NAME}")
    deedbox("passwd", vault, *CHEAPEST)
    deedbox("rotate", vault, *CHEAPEST, password=NEXT)
    deedbox("export", vault, backup, *CHEAPEST, password=NEXT)
    deedbox("restore", backup, restored, password=NEXT)
    assert NOTE in deedbox("cat", restored, f"/{NAME}.md", password=NEXT)
    deedbox("rm", vault, f"/{NAME}", password=NEXT)
    deedbox("trash", vault, "empty", "--yes", password=NEXT)

    files = [path for path in seen.rglob("*") if path.is_file()]
    assert len(files) > 10
    found = [
        (path.relative_to(seen), word)
        for path in files
        for word in CANARIES
        for form in forms(word)
        if form in path.read_bytes() or form in os.fsencode(path.relative_to(seen))
    ]
    assert found == []
