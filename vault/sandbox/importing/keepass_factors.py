"""What opens a KeePass database: password and key file, made into one key.

Source: keepass.info/help/base/keys.html, and what KeePassXC makes and takes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from xml.etree import ElementTree as ET

from vault.sandbox.importing import trees
from vault.sandbox.importing.entries import Refusal, Refused, Secret

_SIZE = 32
_XML_WITHIN = 1_024
_MOST_XML = 1 << 16
"""Bytes of a key file of KeePass's own: what is larger is some other file."""


def composite_key(secret: Secret) -> bytes:
    """The key that the database's derivation begins with. Raises Refused (NEEDS_SECRET, KEYFILE)."""
    factors = []
    if secret.password is not None:
        factors.append(hashlib.sha256(secret.password.encode("utf-8", "surrogateescape")).digest())
    if secret.keyfile is not None:
        factors.append(_key_of(secret.keyfile))
    if not factors:
        raise Refused(Refusal.NEEDS_SECRET)
    return hashlib.sha256(b"".join(factors)).digest()


def _key_of(content: bytes) -> bytes:
    """The key in a key file: KeePass's own XML, 32 bytes, 64 hexadecimal digits, or else the digest of any file."""
    root = _tree_of(content)
    if root is not None:
        return _key_in(root)
    if len(content) == _SIZE:
        return content
    if len(content) == 2 * _SIZE:
        try:
            return binascii.unhexlify(content)
        except binascii.Error:
            pass
    return hashlib.sha256(content).digest()


def _tree_of(content: bytes) -> ET.Element | None:
    """The tree of a key file of KeePass's own; XML that breaks off is any file to every program, and so it is here."""
    if len(content) > _MOST_XML or b"<KeyFile" not in content[:_XML_WITHIN]:
        return None
    try:
        root = trees.parse(content)
    except Refused:
        return None
    return root if root.tag == "KeyFile" else None


def _key_in(root: ET.Element) -> bytes:
    """The key of version 1 (base64) or 2 (hexadecimal, with the beginning of its digest). Raises Refused (KEYFILE)."""
    version = (root.findtext("Meta/Version") or "").strip()
    element = root.find("Key/Data")
    text = "".join((element.text or "").split()) if element is not None else ""
    try:
        if version.startswith("1.0"):
            key = base64.b64decode(text, validate=True)
        elif version.startswith("2.0"):
            key = bytes.fromhex(text)
        else:
            raise Refused(Refusal.KEYFILE)
        digest = bytes.fromhex(element.get("Hash", "") if element is not None else "")
    except ValueError:
        raise Refused(Refusal.KEYFILE) from None
    if len(key) != _SIZE or not hmac.compare_digest(hashlib.sha256(key).digest()[: len(digest)], digest):
        raise Refused(Refusal.KEYFILE)
    return key
