"""Encryption of personal values. Every stored value is read and written through the seal of its file.

A file without a password has ``Unsealed``; a file with one has ``LockedSeal`` until the password is given, then
``Seal``. Values are sealed with AES-256-GCM under a random key, which is kept in the envelope
(``storage.password.envelope``). The ``Place`` of a value is authenticated with it: copied to another row, field,
register or file it does not open. Older programs authenticated only register and field; what they sealed is converted
at the next unlocking (``storage.password.renewing``).
"""

import base64
import unicodedata
from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol, TypeAlias

from disclosure.errors import FileDamagedError, LockedError
from disclosure.wording import HIDDEN
from storage.rows import Layout

Row: TypeAlias = tuple[Any, ...]

KEY_BYTES = 32
_TEXT_MARK, _FORMER_TEXT = "\x1fsealed:2:", "\x1fsealed:1:"
"""What a sealed text begins with, now and before values were bound to their rows. No keyboard can type \\x1f."""

SEALED = b"\x1fSEALED"
"""What every sealed content begins with."""
_BYTES_MARK, _FORMER_BYTES = SEALED + b"2\x1f", SEALED + b"1\x1f"
BOUND = (_TEXT_MARK, _BYTES_MARK)
"""How a text and a content begin that are sealed in the present form, bound to their place."""
_LOOKUP, _FILE, _CHAIN = b"disclosure look-up", b"disclosure file", b"disclosure journal"


class Place(NamedTuple):
    """Where a sealed value belongs: its register (or other table), its field, and what identifies its row for good."""

    register: str
    field: str
    row: int | str

    @property
    def kind(self) -> str:
        """Register and field as one word, all that older programs bound a value to."""
        return f"{self.register}.{self.field}" if self.field else self.register


class AnySeal(Protocol):
    """What storage asks of a seal."""

    is_sealed: bool
    is_locked: bool
    is_former: bool
    """Whether values that are not yet bound to their rows can be read, too."""

    def open_text(self, place: Place, stored: str) -> str:
        """Return a stored text as it was typed."""

    def close_text(self, place: Place, plain: str) -> str:
        """Return a text as it is to be stored."""

    def open_bytes(self, place: Place, stored: bytes) -> bytes:
        """Return a stored content as it was given."""

    def close_bytes(self, place: Place, plain: bytes) -> bytes:
        """Return a content as it is to be stored."""

    def tag(self, entry: int, digest: bytes) -> bytes:
        """Return the keyed digest of a journal that ends with this entry and hash; empty without the key."""

    def knows(self, tag: bytes, entry: int, digest: bytes) -> bool:
        """Whether a tag is that of a journal that ends with this entry and hash."""

    def lookup(self, kind: str, plain: str) -> bytes:
        """Return the digest by which an equal value is found; empty if there is none."""


class Unsealed:
    """The seal of a file without a password: nothing is encrypted."""

    is_sealed = False
    is_locked = False
    is_former = False

    def open_text(self, _place: Place, stored: str) -> str:
        """Return the text itself."""
        return stored

    def close_text(self, _place: Place, plain: str) -> str:
        """Return the text itself."""
        return plain

    def open_bytes(self, _place: Place, stored: bytes) -> bytes:
        """Return the content itself."""
        return stored

    def close_bytes(self, _place: Place, plain: bytes) -> bytes:
        """Return the content itself."""
        return plain

    def lookup(self, _kind: str, _plain: str) -> bytes:
        """Return nothing: the values themselves can be searched."""
        return b""

    def tag(self, _entry: int, _digest: bytes) -> bytes:
        """Return nothing: there is no key."""
        return b""

    def knows(self, _tag: bytes, _entry: int, _digest: bytes) -> bool:
        """Know none: there is no key."""
        return False


class LockedSeal:
    """The seal of a file whose password was not given: sealed values read as ``HIDDEN`` and cannot be written."""

    is_sealed = True
    is_locked = True
    is_former = False

    def open_text(self, _place: Place, stored: str) -> str:
        """Return ``HIDDEN`` for anything stored, sealed or not."""
        return HIDDEN if stored else ""

    def close_text(self, _place: Place, _plain: str) -> str:
        """Refuse."""
        raise LockedError

    def open_bytes(self, _place: Place, stored: bytes) -> bytes:
        """Refuse a sealed content; any other is returned."""
        if is_sealed_content(stored):
            raise LockedError
        return stored

    def close_bytes(self, _place: Place, _plain: bytes) -> bytes:
        """Refuse."""
        raise LockedError

    def lookup(self, _kind: str, _plain: str) -> bytes:
        """Return nothing: without the key nothing can be found."""
        return b""

    def tag(self, _entry: int, _digest: bytes) -> bytes:
        """Return nothing: the key is not here."""
        return b""

    def knows(self, _tag: bytes, _entry: int, _digest: bytes) -> bool:
        """Know none: the key is not here."""
        return False


class Seal:
    """An open seal, with the key in memory.

    One that ``is_former`` reads both forms and writes that of older programs, until the file is converted.
    """

    is_sealed = True
    is_locked = False

    def __init__(self, key: bytes, *, is_former: bool = False) -> None:
        from storage import cipher  # noqa: PLC0415 - slow to import; files without a password need none

        self.is_former = is_former
        self._key, self._cipher = key, cipher.Cipher(key)
        self._keyed, self._is_same = cipher.keyed_digest, cipher.is_same
        self._lookup_key, self._chain_key = (self._keyed(key, use) for use in (_LOOKUP, _CHAIN))
        self._file = self._keyed(key, _FILE).hex()

    def for_file(self, *, is_former: bool) -> "Seal":
        """Return this seal for a file in the present form, or in that of older programs."""
        return self if self.is_former is is_former else Seal(self._key, is_former=is_former)

    def open_text(self, place: Place, stored: str) -> str:
        """Return the plain text; raises FileDamagedError for one that was changed, copied here or never sealed."""
        if not stored:
            return ""
        if self.is_former and not is_sealed_text(stored):
            return stored
        is_former = stored.startswith(_FORMER_TEXT)
        if not is_former and not stored.startswith(_TEXT_MARK):
            raise _changed()
        try:
            sealed = base64.b64decode(stored.removeprefix(_FORMER_TEXT if is_former else _TEXT_MARK), validate=True)
        except ValueError as error:
            raise _changed() from error
        return self._opened(place, sealed, is_former=is_former).decode()

    def close_text(self, place: Place, plain: str) -> str:
        """Return the sealed text; an empty one stays empty, so that blanks can be told from values."""
        mark = _FORMER_TEXT if self.is_former else _TEXT_MARK
        return mark + base64.b64encode(self._closed(place, plain.encode())).decode() if plain else plain

    def open_bytes(self, place: Place, stored: bytes) -> bytes:
        """Return the plain content; raises FileDamagedError for one that was changed or copied here.

        One that is not sealed is returned as it is: not every content is, and all are checked against their SHA-256.
        """
        if not is_sealed_content(stored):
            return stored
        is_former = stored.startswith(_FORMER_BYTES)
        return self._opened(place, stored[len(_BYTES_MARK) :], is_former=is_former)

    def close_bytes(self, place: Place, plain: bytes) -> bytes:
        """Return the sealed content."""
        return (_FORMER_BYTES if self.is_former else _BYTES_MARK) + self._closed(place, plain)

    def lookup(self, kind: str, plain: str) -> bytes:
        """Return a keyed digest of the value, ignoring width, case, blanks and punctuation."""
        folded = "".join(each for each in unicodedata.normalize("NFKC", plain).upper() if each.isalnum() or each == "@")
        return self._keyed(self._lookup_key, f"{kind}\0{folded}".encode()) if folded else b""

    def tag(self, entry: int, digest: bytes) -> bytes:
        """Return the keyed digest of a journal's end, and so of all before it."""
        return self._keyed(self._chain_key, b"%d\0%b" % (entry, digest))

    def knows(self, tag: bytes, entry: int, digest: bytes) -> bool:
        """Whether a tag is that of a journal's end."""
        return self._is_same(tag, self.tag(entry, digest))

    def _bound(self, place: Place, *, is_former: bool) -> bytes:
        """Return what is authenticated with a value: the file, by a digest derived from its key, and the place."""
        if is_former:
            return place.kind.encode()
        return "\0".join((self._file, place.register, place.field, str(place.row))).encode()

    def _closed(self, place: Place, plain: bytes) -> bytes:
        return self._cipher.closed(plain, self._bound(place, is_former=self.is_former))

    def _opened(self, place: Place, sealed: bytes, *, is_former: bool) -> bytes:
        is_readable = self.is_former or not is_former
        plain = self._cipher.opened(sealed, self._bound(place, is_former=is_former)) if is_readable else None
        if plain is None:
            raise _changed()
        return plain


def opened(seal: AnySeal, lay: Layout[Any], row: Row) -> Row:
    """Return a stored row with its sealed fields decrypted."""
    return _with(lay, row, seal.open_text) if lay.sealed and seal.is_sealed else row


def closed(seal: AnySeal, lay: Layout[Any], row: Row) -> Row:
    """Return a row as it is to be stored."""
    return _with(lay, row, seal.close_text) if lay.sealed and seal.is_sealed else row


def lookups(seal: AnySeal, lay: Layout[Any], row: Row) -> Iterable[tuple[str, bytes]]:
    """Yield (field, digest) of every sealed field of an open row that is not blank."""
    for place in lay.sealed:
        digest = seal.lookup(place_of(lay, place, row[0]).kind, row[place])
        if digest:
            yield lay.names[place], digest


def place_of(lay: Layout[Any], place: int, record_id: int) -> Place:
    """Return the place of the field at position ``place`` of a record."""
    return Place(lay.register, lay.names[place], record_id)


def is_sealed_text(stored: str) -> bool:
    """Whether a stored text is a sealed one."""
    return stored.startswith((_TEXT_MARK, _FORMER_TEXT))


def is_sealed_content(stored: bytes) -> bool:
    """Whether a stored content is a sealed one."""
    return stored.startswith((_BYTES_MARK, _FORMER_BYTES))


def is_bound(stored: bytes) -> bool:
    """Whether a stored content is sealed in the present form, bound to its place."""
    return stored.startswith(_BYTES_MARK)


def _with(lay: Layout[Any], row: Row, change: Any) -> Row:
    values = list(row)
    for place in lay.sealed:
        if not isinstance(values[place], str):  # a damaged value
            raise _changed()
        values[place] = change(place_of(lay, place, row[0]), values[place])
    return tuple(values)


def _changed() -> FileDamagedError:
    return FileDamagedError("加密保存的内容被改动过、被换过位置或已损坏，读不出来；用“从备份恢复”取回完好的备份。")
