"""The contents of attachments and letters, each stored once under its SHA-256, and the text extracted from them.

The text is extracted once and stored beside the content, so that search finds it. The text of a sealed content is
sealed too and kept out of the full-text table: searching it takes the key (``storage.index``). An empty text means that
nothing could be extracted.
"""

import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from disclosure.errors import SourceUnreadableError
from disclosure.record_base import without_people
from resources import digests
from storage.connection import Connection, Row
from storage.sealing import AnySeal, Place, is_sealed_content
from storage.search import tokens

_UNUSED = "sha256 NOT IN (SELECT sha256 FROM attachments) AND sha256 NOT IN (SELECT sha256 FROM letters)"
PRIVATE = f"""
    SELECT sha256 FROM attachments
    WHERE is_identity = 1 OR owner_register IN ('requests', 'reviews', 'litigation') UNION SELECT sha256 FROM letters
    UNION SELECT sha256 FROM blobs WHERE {_UNUSED}
"""
"""The contents to seal once the file has a password: proofs of identity, the papers of cases and letters; also whatever
nothing refers to now, since it may have been one of those until its 添加 was undone."""

_INDEX = "INSERT INTO papers_search (rowid, text) VALUES (?, ?)"
_NOT_READ = """FROM attachments
    WHERE removed_at IS NULL AND sha256 NOT IN (SELECT sha256 FROM paper_texts) AND sha256 IN (SELECT sha256 FROM blobs)
"""
HOW_MANY_UNREAD = f"SELECT count(DISTINCT sha256) {_NOT_READ}"
UNREAD = f"SELECT sha256, name {_NOT_READ} ORDER BY id DESC LIMIT 1"
"""The next paper whose text has not been read, the newest first."""

_PRIVATE_OWNERS = frozenset({"requests", "reviews", "litigation"})


LARGEST = 100 * 1024 * 1024
"""Bytes of one paper: sealing needs three copies in memory, and no task may take more than 500 MB."""
_MB = 1024 * 1024


def refuse_too_large(name: str, size: int) -> None:
    """Raise SourceUnreadableError for a paper too large to store."""
    if size > LARGEST:
        raise SourceUnreadableError(
            f"“{without_people(name)}”有 {size // _MB} MB，一份材料最多 {LARGEST // _MB} MB，没有添加；"
            "要降低扫描的清晰度、压缩或分成几份后再添加。"
        )


def sha256_of(content: bytes) -> str:
    """Return the name a content is stored under."""
    return digests.sha256(content).hexdigest()


def called(rows: Callable[[str, tuple[str]], Iterable[Row]], sha256: str) -> str:
    """Return what a stored content is called in a sentence; one that is no attachment's any more has no name."""
    found = rows("SELECT DISTINCT name FROM attachments WHERE sha256 = ? ORDER BY name", (sha256,))
    names = "、".join(name for (name,) in found)
    return f"附件“{names}”" if names else "一份已经没有附件记录的材料"


def is_private(owner_register: str, *, is_identity: bool) -> bool:
    """Whether a content is one of those ``PRIVATE`` selects."""
    return is_identity or owner_register in _PRIVATE_OWNERS


def keep(raw: sqlite3.Connection, seal: AnySeal, content: bytes, *, private: bool) -> str:
    """Store a content inside the running transaction, unless it is there already, and return its name."""
    sha256 = sha256_of(content)
    # sealed before any of it is written
    stored = seal.close_bytes(_of_content(sha256), content) if private else content
    is_new = raw.execute("INSERT OR IGNORE INTO blobs (sha256, content) VALUES (?, ?)", (sha256, stored)).rowcount
    if private and not is_new:  # it may have been kept for all to read until now
        close(raw, seal, sha256)
    return sha256


def close(raw: sqlite3.Connection, seal: AnySeal, sha256: str) -> None:
    """Seal a stored content and its text, unless they are sealed already."""
    (stored,) = raw.execute("SELECT content FROM blobs WHERE sha256 = ?", (sha256,)).fetchone()
    if seal.is_sealed and not is_sealed_content(stored):
        closed = seal.close_bytes(_of_content(sha256), stored)
        raw.execute("UPDATE blobs SET content = ? WHERE sha256 = ?", (closed, sha256))
        for text in _unindexed(raw, seal, "sha256 = ?", sha256):
            closed = seal.close_bytes(_of_text(sha256), text)
            raw.execute("UPDATE paper_texts SET text = ? WHERE sha256 = ?", (closed, sha256))


def opened(seal: AnySeal, sha256: str, stored: bytes) -> bytes:
    """Return a stored content as it was given; raises LockedError for a sealed one while the file is locked."""
    return seal.open_bytes(_of_content(sha256), stored)


def resealed(old: AnySeal, new: AnySeal, sha256: str, stored: bytes) -> bytes:
    """Return a stored content as another seal stores it."""
    return new.close_bytes(_of_content(sha256), opened(old, sha256, stored))


def _of_content(sha256: str) -> Place:
    return Place("blobs", "content", sha256)


def _of_text(sha256: str) -> Place:
    return Place("paper_texts", "text", sha256)


def readable_name(name: str) -> str:
    """Return a name with its surrogates, bytes of a name in another encoding, decoded into characters."""
    content = name.encode(errors="surrogateescape") if all(map(_is_byte, name)) else name.encode(errors="replace")
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    return content.decode(errors="replace")


def _is_byte(sign: str) -> bool:
    """Whether a code point is a character or a surrogate for a byte; half of a surrogate pair is neither."""
    return not "\ud800" <= sign <= "\udfff" or "\udc80" <= sign <= "\udcff"


def has_unused(connection: Connection) -> bool:
    """Whether a content is stored that no attachment or letter refers to, not even a removed one.

    An undone 添加附件 leaves one for as long as it can be redone; a crash or a full disk leaves it for longer.
    """
    return connection.value(f"SELECT 1 FROM blobs WHERE {_UNUSED} LIMIT 1") is not None


def drop_unused(raw: sqlite3.Connection, seal: AnySeal) -> None:
    """Delete the contents that nothing refers to."""
    _unindexed(raw, seal, _UNUSED)
    raw.execute(f"DELETE FROM paper_texts WHERE {_UNUSED}")
    raw.execute(f"DELETE FROM blobs WHERE {_UNUSED}")


# --- what stands inside them ---


def keep_text(raw: sqlite3.Connection, seal: AnySeal, sha256: str, text: str) -> None:
    """Store the text of a paper inside the running transaction: sealed if the paper is sealed, otherwise indexed.

    Does nothing if the paper has been deleted meanwhile.
    """
    found = raw.execute("SELECT content FROM blobs WHERE sha256 = ?", (sha256,)).fetchone()
    if found is None:
        return
    is_sealed = is_sealed_content(found[0])
    packed = zlib.compress(text.encode())
    stored = seal.close_bytes(_of_text(sha256), packed) if is_sealed else packed
    sql = "INSERT OR IGNORE INTO paper_texts (sha256, text) VALUES (?, ?)"
    kept = raw.execute(sql, (sha256, stored))
    if kept.rowcount and not is_sealed:
        raw.execute(_INDEX, (kept.lastrowid, tokens(text)))


def kept_text(connection: Connection, sha256: str) -> str | None:
    """Return the stored text of a paper: None if not extracted yet or locked, empty if nothing could be extracted."""
    stored = connection.value("SELECT text FROM paper_texts WHERE sha256 = ?", (sha256,))
    if stored is None or (connection.seal.is_locked and is_sealed_content(stored)):
        return None
    return text_of(connection.seal, sha256, stored)


def text_of(seal: AnySeal, sha256: str, stored: bytes) -> str:
    """Return a stored text; raises LockedError for a sealed one while the file is locked."""
    return zlib.decompress(seal.open_bytes(_of_text(sha256), stored)).decode()


def _unindexed(raw: sqlite3.Connection, seal: AnySeal, where: str, *values: str) -> list[bytes]:
    """Take some texts out of the full-text index and return them as stored."""
    found = raw.execute(f"SELECT id, sha256, text FROM paper_texts WHERE {where}", values).fetchall()
    words = ((paper, tokens(text_of(seal, name, text))) for paper, name, text in found if not is_sealed_content(text))
    raw.executemany("INSERT INTO papers_search (papers_search, rowid, text) VALUES ('delete', ?, ?)", words)
    return [text for *_, text in found]


def reseal_texts(raw: sqlite3.Connection, old: AnySeal, new: AnySeal) -> None:
    """Reseal the texts of papers, after the papers themselves; the caller has to rebuild their index."""
    sql = """
        SELECT id, sha256, text, substr(content, 1, 32) FROM paper_texts JOIN blobs USING (sha256)
        WHERE id > ? ORDER BY id LIMIT 100
    """
    last = 0
    while part := raw.execute(sql, (last,)).fetchall():
        for paper, sha256, stored, paper_begins in part:
            text = old.open_bytes(_of_text(sha256), stored)
            if is_sealed_content(paper_begins):
                text = new.close_bytes(_of_text(sha256), text)
            if text != stored:
                raw.execute("UPDATE paper_texts SET text = ? WHERE id = ?", (text, paper))
        last = part[-1][0]


def indexed_texts(raw: sqlite3.Connection, seal: AnySeal) -> Iterator[tuple[int, str]]:
    """Yield the id and the tokens of every paper in the index: of all that are not sealed."""
    for paper, sha256, stored in raw.execute("SELECT id, sha256, text FROM paper_texts ORDER BY id"):
        if not is_sealed_content(stored):
            yield paper, tokens(text_of(seal, sha256, stored))
