"""AES-256-GCM as every sealed thing of ours lies: a new nonce, then the ciphertext with its tag."""

import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12


def keyed_digest(key: bytes, content: bytes) -> bytes:
    """Return what only who has the key can say of a content."""
    return hmac.digest(key, content, "sha256")


def is_same(one: bytes, other: bytes) -> bool:
    """Whether two digests are the same, in a time that does not tell how far they are."""
    return hmac.compare_digest(one, other)


class Cipher:
    """A key to close and open with. What something is ``bound`` to is authenticated with it and not kept."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def closed(self, plain: bytes, bound: bytes) -> bytes:
        """Return something sealed."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, bound)

    def opened(self, sealed: bytes, bound: bytes) -> bytes | None:
        """Return it as it was; None where it was changed, is bound to something else, or another key's."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound)
        except (InvalidTag, ValueError):
            return None
