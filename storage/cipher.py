"""AES-256-GCM in the format of all our encrypted data: a new nonce, then the ciphertext with its tag."""

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


def keyed_digest(key: bytes, content: bytes) -> bytes:
    """Return a digest of a content that can only be computed with the key."""
    return hmac.digest(key, content, "sha256")


def is_same(one: bytes, other: bytes) -> bool:
    """Whether two digests are equal, in constant time."""
    return hmac.compare_digest(one, other)


class Cipher:
    """A key for encryption and decryption. The context data is ``bound`` is authenticated but not stored."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def closed(self, plain: bytes, bound: bytes) -> bytes:
        """Return data encrypted."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, bound)

    def opened(self, sealed: bytes, bound: bytes) -> bytes | None:
        """Return data decrypted, or None if it was changed, is bound to another context, or needs another key."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound)
        except (InvalidTag, ValueError):
            return None
