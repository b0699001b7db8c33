"""SHA-256, loaded with the first digest: OpenSSL takes 3 MB, and no start needs one."""

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import hashlib


def sha256(content: bytes = b"") -> "hashlib._Hash":
    """Return the digest of a content, to be read or to be gone on with."""
    import hashlib  # noqa: PLC0415 - see above

    return hashlib.sha256(content)


def sha256_of_file(stream: BinaryIO) -> str:
    """Return the digest of what is left to be read, in hexadecimal."""
    digest = sha256()
    while part := stream.read(_PART):
        digest.update(part)
    return digest.hexdigest()


_PART = 1 << 18
