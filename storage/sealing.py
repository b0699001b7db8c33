"""The seal over personal values: nothing, a locked one, or an open one; reading and writing go through it alike.

A file without a password has ``Unsealed``, a file with one ``LockedSeal`` until the password is given and ``Seal``
from then on. What is sealed is AES-256-GCM under a random key; the key itself lies in the envelope
(``storage.password.envelope``). The kind of value is authenticated with it, so that none can be put in another's place.
"""

import base64
import hmac
import os
import unicodedata
from collections.abc import Iterable
from typing import Any, Protocol

from disclosure.errors import FileDamagedError, LockedError
from disclosure.wording import HIDDEN
from storage.rows import Layout

Row = tuple[Any, ...]

KEY_BYTES = 32
_NONCE_BYTES = 12
_TEXT_MARK = "\x1fsealed:1:"
"""What a sealed text begins with; no keyboard types its first character."""

_BYTES_MARK = b"\x1fSEALED1\x1f"
_LOOKUP = b"disclosure look-up"


class AnySeal(Protocol):
    """What storage asks of a seal. A stored row is given and returned whole; only sealed fields of it change."""

    is_sealed: bool
    is_locked: bool

    def open_text(self, kind: str, stored: str) -> str:
        """Return a stored text as it was typed."""

    def close_text(self, kind: str, plain: str) -> str:
        """Return a text as it is to be stored."""

    def open_bytes(self, kind: str, stored: bytes) -> bytes:
        """Return a stored content as it was given."""

    def close_bytes(self, kind: str, plain: bytes) -> bytes:
        """Return a content as it is to be stored."""

    def lookup(self, kind: str, plain: str) -> bytes:
        """Return the digest by which an equal value is found; empty for nothing to look for."""


class Unsealed:
    """The seal of a file without a password: everything stays as it is."""

    is_sealed = False
    is_locked = False

    def open_text(self, _kind: str, stored: str) -> str:
        """Return the text itself."""
        return stored

    def close_text(self, _kind: str, plain: str) -> str:
        """Return the text itself."""
        return plain

    def open_bytes(self, _kind: str, stored: bytes) -> bytes:
        """Return the content itself."""
        return stored

    def close_bytes(self, _kind: str, plain: bytes) -> bytes:
        """Return the content itself."""
        return plain

    def lookup(self, _kind: str, _plain: str) -> bytes:
        """Return nothing: the values themselves can be searched."""
        return b""


class LockedSeal:
    """The seal of a file whose password has not been given: sealed values read as ``HIDDEN``, none can be written."""

    is_sealed = True
    is_locked = True

    def open_text(self, _kind: str, stored: str) -> str:
        """Return ``HIDDEN`` for a sealed text."""
        return HIDDEN if is_sealed_text(stored) else stored

    def close_text(self, _kind: str, _plain: str) -> str:
        """Refuse."""
        raise LockedError

    def open_bytes(self, _kind: str, stored: bytes) -> bytes:
        """Refuse a sealed content; any other is returned."""
        if is_sealed_content(stored):
            raise LockedError
        return stored

    def close_bytes(self, _kind: str, _plain: bytes) -> bytes:
        """Refuse."""
        raise LockedError

    def lookup(self, _kind: str, _plain: str) -> bytes:
        """Return nothing: without the key nothing can be looked for."""
        return b""


class Seal:
    """An open seal: the key is in memory for as long as this object is."""

    is_sealed = True
    is_locked = False

    def __init__(self, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - files without a password

        self._cipher = AESGCM(key)
        self._lookup_key = hmac.digest(key, _LOOKUP, "sha256")

    def open_text(self, kind: str, stored: str) -> str:
        """Return the plain text; raises FileDamagedError where the sealed one was changed."""
        if not is_sealed_text(stored):
            return stored
        try:
            sealed = base64.b64decode(stored.removeprefix(_TEXT_MARK), validate=True)
        except ValueError as error:
            raise _changed() from error
        return self._opened(kind, sealed).decode()

    def close_text(self, kind: str, plain: str) -> str:
        """Return the sealed text; an empty one stays empty, so that blanks can be told from values."""
        return _TEXT_MARK + base64.b64encode(self._closed(kind, plain.encode())).decode() if plain else plain

    def open_bytes(self, kind: str, stored: bytes) -> bytes:
        """Return the plain content; raises FileDamagedError where the sealed one was changed."""
        return self._opened(kind, stored.removeprefix(_BYTES_MARK)) if is_sealed_content(stored) else stored

    def close_bytes(self, kind: str, plain: bytes) -> bytes:
        """Return the sealed content."""
        return _BYTES_MARK + self._closed(kind, plain)

    def lookup(self, kind: str, plain: str) -> bytes:
        """Return a keyed digest of the value as people would call it equal: width, case, blanks and dashes aside."""
        folded = "".join(each for each in unicodedata.normalize("NFKC", plain).upper() if each.isalnum() or each == "@")
        return hmac.digest(self._lookup_key, f"{kind}\0{folded}".encode(), "sha256") if folded else b""

    def _closed(self, kind: str, plain: bytes) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, kind.encode())

    def _opened(self, kind: str, sealed: bytes) -> bytes:
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - files without a password

        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], kind.encode())
        except (InvalidTag, ValueError) as error:
            raise _changed() from error


def opened(seal: AnySeal, lay: Layout[Any], row: Row) -> Row:
    """Return a stored row with its sealed fields open."""
    return _with(lay, row, seal.open_text) if lay.sealed and seal.is_sealed else row


def closed(seal: AnySeal, lay: Layout[Any], row: Row) -> Row:
    """Return a row as it is to be stored."""
    return _with(lay, row, seal.close_text) if lay.sealed and seal.is_sealed else row


def lookups(seal: AnySeal, lay: Layout[Any], row: Row) -> Iterable[tuple[str, bytes]]:
    """Yield (field, digest) of every sealed field of an open row that is not blank."""
    for place in lay.sealed:
        digest = seal.lookup(kind_of(lay, place), row[place])
        if digest:
            yield lay.names[place], digest


def kind_of(lay: Layout[Any], place: int) -> str:
    """Return what is authenticated with a field's value: where it belongs."""
    return f"{lay.register}.{lay.names[place]}"


def is_sealed_text(stored: str) -> bool:
    """Whether a stored text is a sealed one."""
    return stored.startswith(_TEXT_MARK)


def is_sealed_content(stored: bytes) -> bool:
    """Whether a stored content is a sealed one."""
    return stored.startswith(_BYTES_MARK)


def _with(lay: Layout[Any], row: Row, change: Any) -> Row:
    values = list(row)
    for place in lay.sealed:
        if not isinstance(values[place], str):  # a damaged value
            raise _changed()
        values[place] = change(kind_of(lay, place), values[place])
    return tuple(values)


def _changed() -> FileDamagedError:
    return FileDamagedError("加密保存的内容被改动过或已损坏，读不出来；请用“恢复备份”取回完好的备份。")
