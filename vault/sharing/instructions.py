"""What somebody without Deedbox needs to know: three steps with standard programs."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from vault.sharing import sshsig
from vault.sharing.cards import Card

_TEXT = """\
{name} is encrypted {whom}. Three steps open it and prove who sent it; do them in an empty folder that has the file.
They need age ({age}), tar, ssh-keygen (OpenSSH 8.2 or later) and sha256sum.

1. Decrypt it{secret}:

   age -d{identity} -o share.tar {quoted}

2. Unpack it:

   tar -xf share.tar

3. Verify who signed it, and that every file is as it was signed:

   echo 'sender {key}' > sender.txt &&
   ssh-keygen -Y verify -f sender.txt -I sender -n share@deedbox -s MANIFEST.json.sig < MANIFEST.json &&
   grep -q "\\"sums\\":\\"$(sha256sum < SHA256SUMS | cut -c 1-64)\\"" MANIFEST.json &&
   sha256sum --strict -c SHA256SUMS &&
   echo 'All of it is as it was signed.'

The files are in the folder "files". Use those that step 3 names, and only if its last line says that all is as it was
signed. The long key in step 3 is the sender's: ask by another way, on the telephone for example, whether it is.
"""


def instructions(name: str, whom: Sequence[Card], sender: bytes, *, passphrase: bool = False) -> str:
    """The text for those who get the file `name`; `sender` is the signing key, 32 bytes. English."""
    quantum = any(card.key.post_quantum for card in whom)
    ssh = any(card.recipient.startswith("ssh-") for card in whom)
    if passphrase:
        secret, identity = "; age asks for the passphrase", ""
    else:
        own = "your SSH key" if ssh and len(whom) == 1 else "your key"
        secret, identity = f" with {own}; put the file of your secret key in place of key.txt", " -i key.txt"
    return _TEXT.format(
        name=name,
        quoted=shlex.quote(name if not name.startswith("-") else f"./{name}"),
        whom="with a passphrase" if passphrase else "to keys",
        age="1.3 or later, for post-quantum keys" if quantum else "any version",
        secret=secret,
        identity=identity,
        key=sshsig.public_line(sender),
    )
