"""The envelope: the key of a file's seal, wrapped by the password and a second time by the recovery key.

It carries a checksum of itself, so that a wrong password and a damaged envelope are told apart. Passwords are
stretched by scrypt (RFC 7914); the recovery key is random and long enough to need no stretching.
"""

import base64
import hashlib
import hmac
import json
import os
import unicodedata
from dataclasses import asdict, dataclass

from disclosure.errors import FileDamagedError, WrongPasswordError
from storage.cipher import Cipher
from storage.sealing import KEY_BYTES

SCRYPT_N = 2**16
"""The cost of one guess at a password: 64 MiB and about a fifth of a second. Only tests use less."""

_R, _P = 8, 1
_MOST_MEMORY = 2**27
_SALT_BYTES, _RECOVERY_BYTES = 16, 20
_GROUP = 4
_BY_PASSWORD, _BY_RECOVERY = b"disclosure password", b"disclosure recovery"
_ALIKE = str.maketrans({"0": "O", "1": "I", "8": "B"})
"""Digits that do not occur in base 32 but look like its letters when copied by hand."""


@dataclass(frozen=True)
class Envelope:
    """What is stored, in hexadecimal: the salt of the password, and the key wrapped twice."""

    salt: str
    by_password: str
    by_recovery: str

    def as_text(self) -> str:
        """Return the envelope as stored, with its checksum."""
        content = json.dumps(asdict(self), sort_keys=True)
        return json.dumps({"content": content, "sha256": hashlib.sha256(content.encode()).hexdigest()})


def read_envelope(*copies: str) -> Envelope:
    """Return the envelope of the first sound copy; raises FileDamagedError if there is none."""
    for copy in copies:
        try:
            told = json.loads(copy)
            if hashlib.sha256(told["content"].encode()).hexdigest() == told["sha256"]:
                return Envelope(**json.loads(told["content"]))
        except (ValueError, TypeError, KeyError, AttributeError):
            continue
    raise FileDamagedError("保存口令信息的部分已损坏，加密的内容打不开；用“从备份恢复”取回完好的备份。")


def new_key() -> bytes:
    """Return a random key for a seal."""
    return os.urandom(KEY_BYTES)


def new_recovery_key() -> str:
    """Return a random recovery key as printed: nine groups of four, the last of which is a checksum."""
    recovery = os.urandom(_RECOVERY_BYTES)
    letters = base64.b32encode(recovery).decode() + _check(recovery)
    return "-".join(letters[place : place + _GROUP] for place in range(0, len(letters), _GROUP))


def enclosed(key: bytes, password: str, recovery_key: str) -> Envelope:
    """Return an envelope with a key that the password or the recovery key opens."""
    salt = os.urandom(_SALT_BYTES)
    recovery = _recovery(recovery_key)
    assert recovery is not None, "a recovery key of our own making"
    return Envelope(
        salt=salt.hex(),
        by_password=_wrapped(_stretched(password, salt), key, _BY_PASSWORD).hex(),
        by_recovery=_wrapped(_derived(recovery), key, _BY_RECOVERY).hex(),
    )


def key_of(envelope: Envelope, secret: str) -> bytes:
    """Return the key from an envelope; raises WrongPasswordError if ``secret`` is neither of the two."""
    recovery = _recovery(secret)
    if recovery is not None:
        key = _unwrapped(_derived(recovery), envelope.by_recovery, _BY_RECOVERY)
        if key is not None:
            return key
    key = _unwrapped(_stretched(secret, bytes.fromhex(envelope.salt)), envelope.by_password, _BY_PASSWORD)
    if key is None:
        raise WrongPasswordError
    return key


def _stretched(password: str, salt: bytes) -> bytes:
    plain = unicodedata.normalize("NFKC", password).encode()
    return hashlib.scrypt(plain, salt=salt, n=SCRYPT_N, r=_R, p=_P, maxmem=_MOST_MEMORY, dklen=KEY_BYTES)


def _derived(recovery: bytes) -> bytes:
    return hmac.digest(recovery, _BY_RECOVERY, "sha256")


def _wrapped(wrapping: bytes, key: bytes, purpose: bytes) -> bytes:
    return Cipher(wrapping).closed(key, purpose)


def _unwrapped(wrapping: bytes, wrapped: str, purpose: bytes) -> bytes | None:
    return Cipher(wrapping).opened(bytes.fromhex(wrapped), purpose)


# --- the recovery key as people copy it ---


def _check(recovery: bytes) -> str:
    return base64.b32encode(hashlib.sha256(recovery).digest()).decode()[:_GROUP]


def _recovery(typed: str) -> bytes | None:
    """Return the bytes of a typed recovery key; None for anything else, or if it was copied wrongly."""
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_ALIKE)
    letters = "".join(each for each in plain if each.isalnum())
    try:
        recovery = base64.b32decode(letters[:-_GROUP])
    except ValueError:
        return None
    return recovery if len(recovery) == _RECOVERY_BYTES and _check(recovery) == letters[-_GROUP:] else None
