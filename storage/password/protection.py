"""The password of an open file: entering, setting, changing and removing it.

Every change makes a new key and reseals everything with it, so that an old password, or an old copy of the file,
reveals nothing written later.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from disclosure.errors import FileUnavailableError, LockedError
from disclosure.progress import Progress, silent
from disclosure.records import RECORD_TYPES
from storage.connection import Connection, sweep
from storage.journal import UNSEALED_HEAD, is_head_sealed
from storage.rows import layout
from storage.sealing import BOUND, SEALED, AnySeal, LockedSeal, Place, Seal, Unsealed

ENVELOPES = (
    "SELECT id, envelope FROM seal WHERE envelope <> '' UNION ALL SELECT id, envelope FROM seal_apart ORDER BY id"
)
"""The tables with the copies of the envelope; the third lies far from the others in the file."""

GONE = (
    "这个文件设过口令，后来没有用本程序取消，口令和加密却不在了：可能有人动过这个文件，其中的内容可能被换过。"
    "用“从备份恢复”取回完好的备份，或核对内容后重新设置口令。"
)
"""What to report of a file whose seal is gone although nobody removed the password."""

_OUTSIDE = Place("outside", "", "")
_IS_PRESENT = "SELECT count(*) FROM journal_seal"
_WAS_SET = """
    SELECT kind <> 'removed' AND NOT EXISTS (SELECT 1 FROM journal_seal WHERE tag = x'') FROM password_changes
    WHERE removed_at IS NULL ORDER BY id DESC LIMIT 1
"""


@dataclass(frozen=True)
class Renewal:
    """A new seal for a file, with its envelope and recovery key (both empty when the password is removed)."""

    seal: AnySeal
    envelope: str
    recovery_key: str


@dataclass(frozen=True)
class Held:
    """A seal and the copies of the envelope that holds its key."""

    seal: AnySeal
    envelopes: Sequence[str]


class Protection:
    """The seal of one open file and the envelope of its key."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._told: list[str] = []

    @property
    def is_sealed(self) -> bool:
        """Whether the file has a password."""
        return self._connection.seal.is_sealed

    @property
    def is_locked(self) -> bool:
        """Whether the password still has to be entered."""
        return self._connection.seal.is_locked

    def unlock(self, secret: str) -> None:
        """Unlock with the password or the recovery key; does nothing for a file without a password.

        Raises WrongPasswordError, or FileDamagedError if every copy of the envelope is damaged.
        """
        if self.is_sealed:
            self._connection.seal = Seal(_key_in(self._copies(), secret), is_former=self._is_former)

    @property
    def _is_former(self) -> bool:
        """Whether an older version sealed the file: values not bound to their rows, the journal's end not sealed.

        If any value is bound, somebody took the seal of the journal's end away: that is no file of an older version.
        """
        return not self._connection.value(_IS_PRESENT) and not any(
            self._connection.value(
                f"SELECT EXISTS (SELECT 1 FROM {where} WHERE substr({column}, 1, ?) = ?)", (len(mark), mark)
            )
            for where, column, mark in _sealed_places()
        )

    @property
    def is_renewal_due(self) -> bool:
        """Whether everything sealed has to be converted to the current form: see ``Registers.renew_seal``."""
        return self._connection.seal.is_former and not self._connection.is_read_only

    def renew(self, progress: Progress = silent) -> list[str]:
        """Convert everything sealed to the current form in one transaction; return what is not as it was saved.

        Raises CancelledError and FileUnavailableError; nothing has changed then.
        """
        from storage.password.renewing import renew  # noqa: PLC0415 - once in the life of a file

        seal = self._connection.seal
        if not (self.is_renewal_due and isinstance(seal, Seal)):
            return []
        present = seal.for_file(is_former=False)
        with self._connection.write():
            told = renew(self._connection, present, progress)
        self._connection.seal, self._told = present, told
        return told

    def doubts(self) -> list[str]:
        """Return the signs that somebody without the password changed the file; usually none.

        They come from the renewal and from the end of the journal; ``verify`` examines everything.
        """
        seal = self._connection.seal
        if not seal.is_sealed:
            return [GONE] if self._connection.value(_WAS_SET) else []
        if not (seal.is_locked or seal.is_former or is_head_sealed(self._connection.raw, seal)):
            return list(dict.fromkeys([*self._told, UNSEALED_HEAD]))
        return self._told

    @property
    def held(self) -> Held:
        """The key in memory, for opening a copy of this file."""
        return Held(self._connection.seal, self._copies())

    def unlock_with(self, held: Held) -> None:
        """Unlock a copy with the key of the file it was made from, if the two still share it."""
        if self.is_locked and self._copies() == held.envelopes and isinstance(held.seal, Seal):
            self._connection.seal = held.seal.for_file(is_former=self._is_former)

    def lock(self) -> None:
        """Forget the key."""
        if self.is_sealed:
            self._connection.seal = LockedSeal()

    def closed(self, content: bytes) -> bytes:
        """Seal a content stored outside the file as the file itself is sealed; raises LockedError.

        It is preceded by the envelope of the key, so that today's password still opens it after another one was set.
        """
        sealed = self._connection.seal.close_bytes(_OUTSIDE, content)
        envelopes = dict.fromkeys(self._copies()) if self.is_sealed else ()
        return b"\n".join((*(each.encode() for each in envelopes), sealed))

    def opened(self, content: bytes) -> bytes:
        """Undo ``closed``; raises LockedError, or FileDamagedError for the content of another file or seal."""
        seal, (_envelopes, sealed) = self._connection.seal, parted(content)
        if isinstance(seal, Seal):  # a crash may have left something older than the current form
            seal = seal.for_file(is_former=True)
        return seal.open_bytes(_OUTSIDE, sealed)

    def refuse_if_locked(self) -> None:
        """Raise LockedError if the password still has to be entered."""
        if self.is_locked:
            raise LockedError

    def renewed(self, password: str) -> Renewal:
        """Return a new seal for a password, with its recovery key; no seal for an empty password."""
        from storage.password.envelope import enclosed, new_key, new_recovery_key  # noqa: PLC0415 - when one is set

        if not password:
            return Renewal(Unsealed(), "", "")
        key, recovery_key = new_key(), new_recovery_key()
        return Renewal(Seal(key), enclosed(key, password, recovery_key).as_text(), recovery_key)

    def apply(self, renewal: Renewal, progress: Progress = silent) -> None:
        """Reseal the whole file inside the running transaction; call ``sweep`` after the commit."""
        from storage.password.resealing import reseal  # noqa: PLC0415 - when a password is set

        reseal(self._connection, renewal.seal, renewal.envelope, progress)

    def sweep(self) -> None:
        """Rewrite the file so that nothing under the old seal is left; if the disk is full, at a later opening.

        The password is set by now, so a full disk must not keep the user from seeing the recovery key.
        """
        with suppress(FileUnavailableError):
            sweep(self._connection)

    def note_unswept(self, raw: sqlite3.Connection) -> None:
        """Note inside the running transaction that the file has to be rewritten, in case of a crash before that."""
        raw.execute("INSERT OR IGNORE INTO seal (id, envelope, is_swept) VALUES (1, '', 0)")
        raw.execute("UPDATE seal SET is_swept = 0")

    @property
    def is_swept(self) -> bool:
        """Whether no page of the file still holds what a change of the password or a destruction replaced."""
        return bool(self._connection.value("SELECT min(is_swept) FROM seal") != 0)

    def _copies(self) -> list[str]:
        return [copy for _, copy in self._connection.rows(ENVELOPES)]


def _sealed_places() -> Iterator[tuple[str, str, str | bytes]]:
    """Yield each table and column with sealed values, and how one in the present form begins."""
    text, content = BOUND
    yield "journal_values", "personal_salt", content
    yield "blobs", "content", content
    for lay in map(layout, RECORD_TYPES.values()):
        yield from ((lay.register, f'"{lay.names[place]}"', text) for place in lay.sealed)


def parted(content: bytes) -> tuple[list[str], bytes]:
    """Return the envelopes that lie before a content sealed by ``Protection.closed``, and the content."""
    end = max(content.find(SEALED), 0)
    return content[:end].decode(errors="replace").splitlines(), content[end:]


def opened_by(secret: str, content: bytes) -> bytes:
    """Return what ``Protection.closed`` was given under a password, or recovery key, that the file had once.

    Raises WrongPasswordError, and FileDamagedError for what was not sealed so.
    """
    envelopes, sealed = parted(content)
    return Seal(_key_in(envelopes, secret), is_former=True).open_bytes(_OUTSIDE, sealed)


def _key_in(envelopes: Sequence[str], secret: str) -> bytes:
    from storage.password.envelope import key_of, read_envelope  # noqa: PLC0415 - files without a password

    return key_of(read_envelope(*envelopes), secret)
