"""The contents of attachments, each kept once under its SHA-256."""

import hashlib
import sqlite3


def sha256_of(content: bytes) -> str:
    """Return the name of a content."""
    return hashlib.sha256(content).hexdigest()


def keep(raw: sqlite3.Connection, content: bytes) -> str:
    """Keep a content inside the running transaction, once, and return its name."""
    sha256 = sha256_of(content)
    raw.execute("INSERT OR IGNORE INTO blobs (sha256, content) VALUES (?, ?)", (sha256, content))
    return sha256


def drop_unused(raw: sqlite3.Connection) -> None:
    """Delete contents that no attachment or letter, kept or removed, names any more (an undone 添加附件)."""
    raw.execute("""
        DELETE FROM blobs
        WHERE sha256 NOT IN (SELECT sha256 FROM attachments) AND sha256 NOT IN (SELECT sha256 FROM letters)
    """)
