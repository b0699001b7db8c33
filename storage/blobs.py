"""The contents of attachments and letters, each kept once under its SHA-256."""

import hashlib
import sqlite3

from storage.sealing import AnySeal, is_sealed_content

KIND = "blobs.content"
"""What is authenticated with a sealed content."""

PRIVATE = """
    SELECT sha256 FROM attachments
    WHERE is_identity = 1 OR owner_register IN ('requests', 'reviews', 'litigation') UNION SELECT sha256 FROM letters
"""
"""The contents that are sealed once the file has a password: proofs of identity, the papers of cases, letters."""

_PRIVATE_OWNERS = frozenset({"requests", "reviews", "litigation"})


def sha256_of(content: bytes) -> str:
    """Return the name of a content."""
    return hashlib.sha256(content).hexdigest()


def is_private(owner_register: str, *, is_identity: bool) -> bool:
    """Whether a content belongs to those ``PRIVATE`` finds."""
    return is_identity or owner_register in _PRIVATE_OWNERS


def keep(raw: sqlite3.Connection, seal: AnySeal, content: bytes, *, private: bool) -> str:
    """Keep a content inside the running transaction, once, and return its name."""
    sha256 = sha256_of(content)
    stored = seal.close_bytes(KIND, content) if private else content  # sealed before any of it is written
    is_new = raw.execute("INSERT OR IGNORE INTO blobs (sha256, content) VALUES (?, ?)", (sha256, stored)).rowcount
    if private and not is_new:  # it may have been kept for all to read until now
        close(raw, seal, sha256)
    return sha256


def close(raw: sqlite3.Connection, seal: AnySeal, sha256: str) -> None:
    """Seal a kept content that is not sealed yet."""
    (stored,) = raw.execute("SELECT content FROM blobs WHERE sha256 = ?", (sha256,)).fetchone()
    if seal.is_sealed and not is_sealed_content(stored):
        raw.execute("UPDATE blobs SET content = ? WHERE sha256 = ?", (seal.close_bytes(KIND, stored), sha256))


def opened(seal: AnySeal, stored: bytes) -> bytes:
    """Return a kept content as it was given; raises LockedError for a sealed one without its password."""
    return seal.open_bytes(KIND, stored)


def drop_unused(raw: sqlite3.Connection) -> None:
    """Delete contents that no attachment or letter, kept or removed, names any more (an undone 添加附件)."""
    raw.execute("""
        DELETE FROM blobs
        WHERE sha256 NOT IN (SELECT sha256 FROM attachments) AND sha256 NOT IN (SELECT sha256 FROM letters)
    """)
