"""The password of an open file: giving it, and setting, changing or removing it.

A change makes a new key and takes everything to it, so that who knows an old password, or finds an old copy of the
file, learns nothing that was written later.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from disclosure.errors import FileUnavailableError, LockedError
from disclosure.progress import Progress, silent
from storage.connection import Connection, sweep
from storage.journal import UNSEALED_HEAD, is_head_sealed
from storage.sealing import SEALED, AnySeal, LockedSeal, Place, Seal, Unsealed

ENVELOPES = (
    "SELECT id, envelope FROM seal WHERE envelope <> '' UNION ALL SELECT id, envelope FROM seal_apart ORDER BY id"
)
"""The copies of the envelope; the third lies far from the others."""

GONE = (
    "这个文件设过口令，后来没有用本程序取消，口令和加密却不在了：可能有人动过这个文件，其中的内容可能被换过。"
    "请用“从备份恢复”取回完好的备份，或核对内容后重新设置口令。"
)
"""What is to be said of a file whose seal is not there any more, though nobody took the password away."""

_OUTSIDE = Place("outside", "", "")
_IS_PRESENT = "SELECT count(*) FROM journal_seal"
_WAS_SET = """
    SELECT kind <> 'removed' AND NOT EXISTS (SELECT 1 FROM journal_seal WHERE tag = x'') FROM password_changes
    WHERE removed_at IS NULL ORDER BY id DESC LIMIT 1
"""


@dataclass(frozen=True)
class Renewal:
    """A seal to take a file to, its envelope (empty for none) and its recovery key (empty for none)."""

    seal: AnySeal
    envelope: str
    recovery_key: str


@dataclass(frozen=True)
class Held:
    """A seal and the copies of the envelope its key lies in."""

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
        """Whether the password has not been given yet."""
        return self._connection.seal.is_locked

    def unlock(self, secret: str) -> None:
        """Open the seal by the password or the recovery key; nothing to do for a file without a password.

        Raises WrongPasswordError, and FileDamagedError where all copies of the envelope are damaged.
        """
        if self.is_sealed:
            self._connection.seal = Seal(_key_in(self._copies(), secret), is_former=self._is_former)

    @property
    def _is_former(self) -> bool:
        """Whether an older program sealed the file: nothing is bound to its row, the journal's end is not sealed."""
        return not self._connection.value(_IS_PRESENT)

    @property
    def is_renewal_due(self) -> bool:
        """Whether what is sealed is to be taken to the present form: ``Registers.renew_seal``."""
        return self._connection.seal.is_former and not self._connection.is_read_only

    def renew(self, progress: Progress = silent) -> list[str]:
        """Take what is sealed to the present form in one transaction; tell what is not as it was saved.

        Raises CancelledError and FileUnavailableError: then nothing has changed.
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
        """Return what speaks for it that somebody without the password had his hands on the file; usually nothing.

        What a renewal told, and what the ends of the file tell; ``verify`` looks at everything.
        """
        seal = self._connection.seal
        if not seal.is_sealed:
            return [GONE] if self._connection.value(_WAS_SET) else []
        if not (seal.is_locked or seal.is_former or is_head_sealed(self._connection.raw, seal)):
            return list(dict.fromkeys([*self._told, UNSEALED_HEAD]))
        return self._told

    @property
    def held(self) -> Held:
        """The key in memory, to open a copy of this file with."""
        return Held(self._connection.seal, self._copies())

    def unlock_with(self, held: Held) -> None:
        """Open the seal of a copy by the key of the file it was made of, if it is still the same one."""
        if self.is_locked and self._copies() == held.envelopes and isinstance(held.seal, Seal):
            self._connection.seal = held.seal.for_file(is_former=self._is_former)

    def lock(self) -> None:
        """Forget the key."""
        if self.is_sealed:
            self._connection.seal = LockedSeal()

    def closed(self, content: bytes) -> bytes:
        """Return a content that lies outside the file, sealed as the file is; raises LockedError.

        The envelope of the key goes before it: the password of today opens it after another was set elsewhere, too.
        """
        sealed = self._connection.seal.close_bytes(_OUTSIDE, content)
        envelopes = dict.fromkeys(self._copies()) if self.is_sealed else ()
        return b"\n".join((*(each.encode() for each in envelopes), sealed))

    def opened(self, content: bytes) -> bytes:
        """Return what ``closed`` was given; raises LockedError, and FileDamagedError for another file's or seal's."""
        seal, (_envelopes, sealed) = self._connection.seal, parted(content)
        if isinstance(seal, Seal):  # what a crash left may be older than the present form
            seal = seal.for_file(is_former=True)
        return seal.open_bytes(_OUTSIDE, sealed)

    def refuse_if_locked(self) -> None:
        """Raise LockedError while the password has not been given."""
        if self.is_locked:
            raise LockedError

    def renewed(self, password: str) -> Renewal:
        """Return a new seal for a password, with its recovery key; for an empty password none."""
        from storage.password.envelope import enclosed, new_key, new_recovery_key  # noqa: PLC0415 - when one is set

        if not password:
            return Renewal(Unsealed(), "", "")
        key, recovery_key = new_key(), new_recovery_key()
        return Renewal(Seal(key), enclosed(key, password, recovery_key).as_text(), recovery_key)

    def apply(self, renewal: Renewal, progress: Progress = silent) -> None:
        """Take the file to another seal inside the running transaction; ``sweep`` after the commit."""
        from storage.password.resealing import reseal  # noqa: PLC0415 - when a password is set

        reseal(self._connection, renewal.seal, renewal.envelope, progress)

    def sweep(self) -> None:
        """Write the file anew so that nothing of the old seal is left; without room for it, at a later opening.

        The password is set by then: a full disk must not hide the recovery key from who has to write it down.
        """
        with suppress(FileUnavailableError):
            sweep(self._connection)

    def note_unswept(self, raw: sqlite3.Connection) -> None:
        """Note inside the running transaction that the file has to be written anew, should a kill come before it is."""
        raw.execute("INSERT OR IGNORE INTO seal (id, envelope, is_swept) VALUES (1, '', 0)")
        raw.execute("UPDATE seal SET is_swept = 0")

    @property
    def is_swept(self) -> bool:
        """Whether no page of the file holds what a change of the password, or destroying, replaced."""
        return bool(self._connection.value("SELECT min(is_swept) FROM seal") != 0)

    def _copies(self) -> list[str]:
        return [copy for _, copy in self._connection.rows(ENVELOPES)]


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
