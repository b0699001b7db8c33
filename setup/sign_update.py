"""Sign packages for updates from a stick: ``python -m setup.sign_update KEY PACKAGE …`` writes a note beside each.

KEY is the private key (PEM, Ed25519), which must never be in the project: one inside it is refused. ``--new-key KEY``
makes one, readable by its owner only, and prints its public key for ``KEYS`` in ``tasks/updates/note.py``. The changes
are read from ``setup/changes/VERSION.txt``: in Chinese, a sentence per line, for the users.
"""

import hashlib
import os
import sys
from base64 import b64encode
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from resources.program import version
from tasks.updates.note import KEYS, SUFFIX, Kind, Release, signed

ROOT = Path(__file__).parents[1]


def new_key(path: Path) -> str:
    """Make a private key at a new path outside the project; return its public key."""
    _refuse_inside(path)
    key = Ed25519PrivateKey.generate()
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with open(handle, "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return _public_half(key)


def sign(key: Path, package: Path, of: str, changes: tuple[str, ...]) -> Path:
    """Write the signed note of a package of version ``of`` beside it and return it."""
    _refuse_inside(key)
    kind = Kind.of_name(package.name)
    if kind is None or of not in package.name:
        raise SystemExit(f"{package.name} is no package of version {of}")
    private = _private(key)
    content = package.read_bytes()
    release = Release(of, kind.name, len(content), hashlib.sha256(content).hexdigest(), changes)
    note = package.with_name(package.name + SUFFIX)
    note.write_bytes(signed(release, private))
    return note


def refuse_unknown(key: Path) -> None:
    """Stop if no program would accept the key, as its public key is not built in."""
    if (public := _public_half(_private(key))) not in KEYS:
        raise SystemExit(f"No program believes {key}: {public} is not among KEYS in tasks/updates/note.py")


def _private(key: Path) -> Ed25519PrivateKey:
    private = load_pem_private_key(key.read_bytes(), None)
    if not isinstance(private, Ed25519PrivateKey):
        raise SystemExit(f"{key} is no key for Ed25519")
    return private


def _public_half(key: Ed25519PrivateKey) -> str:
    return b64encode(key.public_key().public_bytes_raw()).decode()


def _refuse_inside(key: Path) -> None:
    if ROOT in key.resolve().parents:
        raise SystemExit(f"{key} lies in the project: a private key is kept outside")


if __name__ == "__main__":
    if sys.argv[1] == "--new-key":
        sys.stdout.write(f"{new_key(Path(sys.argv[2]))}\n")
    else:
        refuse_unknown(Path(sys.argv[1]))
        told = (ROOT / "setup/changes" / f"{version()}.txt").read_text(encoding="utf-8").splitlines()
        for each in sys.argv[2:]:
            sys.stdout.write(f"{sign(Path(sys.argv[1]), Path(each), version(), tuple(told))}\n")
