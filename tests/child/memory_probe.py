"""A client that opens a vault, works with it and locks it, while another process looks into its memory.

    python memory_probe.py FOLDER IMPORT-ROOT...

Everything secret comes in on standard input and is never kept on purpose. Says `open PID` with the vault open, and
`locked` after it was locked; goes on after a line each.
"""

from __future__ import annotations

import sys


def main(folder: str) -> None:
    """Create, write, read, lock."""
    import gc
    import os

    from tests.child.links import PATIENCE, Linked
    from vault.child import messages as m
    from vault.child.wiping import wipe

    def work() -> Linked:
        password, name, text = sys.stdin.buffer.readline().split()
        link = Linked()
        link.call(m.CreateVault(os.fsencode(f"{folder}/v"), password), PATIENCE)
        wipe(password)
        item = link.call(m.WriteNote(text.decode(), name=name), PATIENCE).item
        link.call(m.NoteText(item), PATIENCE)
        link.read(m.ReadContent(item), PATIENCE)
        link.call(m.ListItems(), PATIENCE)
        added = link.call(m.AddFiles((os.fsencode(f"{folder}/secret.txt"),)), PATIENCE).changes.added
        link.read(m.ReadContent(added[0]), PATIENCE)
        return link

    def say(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
        sys.stdin.buffer.readline()

    link = work()
    say(f"open {link.pid}")
    link.lock().wait(PATIENCE)
    link.join(PATIENCE)
    gc.collect()
    say("locked")


if __name__ == "__main__":
    sys.path[:1] = sys.argv[2:]
    main(sys.argv[1])
