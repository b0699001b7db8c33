"""SHA-256, imported on first use: OpenSSL takes 3 MB, and no start needs it."""

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import hashlib


def sha256(content: bytes = b"") -> "hashlib._Hash":
    """Return the digest object of a content, to read or to update."""
    import hashlib  # noqa: PLC0415 - see above

    return hashlib.sha256(content)


def sha256_of_file(stream: BinaryIO) -> str:
    """Return the hexadecimal digest of the rest of a stream."""
    digest = sha256()
    while part := stream.read(_PART):
        digest.update(part)
    return digest.hexdigest()


_PART = 1 << 18
