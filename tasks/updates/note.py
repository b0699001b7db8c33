"""The signed note beside a package: which package it is, what it changes, and whose signature vouches for it.

A note is named like its package plus ``.update``. Its first line has two words in base64, the public key and the
signature (Ed25519) of everything after that line, which is JSON. Nothing in a note is trusted or shown until verified.
"""

import json
import platform
import re
import sys
from base64 import b64decode, b64encode
from collections.abc import Collection
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from disclosure.errors import FileUnavailableError
from resources.program import portable_folder

KEYS = ("tCFAftGKcWrAJigg+Dw+ErauYioEr75+FY5OsBFxfKc=",)
"""The trusted public keys (Ed25519) in base64; more than one while a new key replaces an old one."""

SUFFIX = ".update"
_FOR = b"disclosure-desk update 1\n"
"""Prefix of the signed text, so that nothing else signed with the key can pass for a note."""
_LONGEST = 64 * 1024
_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){2}")


class Kind(Enum):
    """The machines a package is for, in words, and the parts of its file name before and after the version."""

    DEBIAN_AMD64 = ("麒麟和 Debian（x86-64）", "disclosure-desk_", "_amd64.deb")
    DEBIAN_ARM64 = ("麒麟和 Debian（arm64）", "disclosure-desk_", "_arm64.deb")
    WINDOWS = ("Windows（安装版）", "DisclosureDesk-", "-setup.exe")
    PORTABLE = ("Windows（便携版）", "DisclosureDesk-", "-portable.zip")

    def __init__(self, words: str, begin: str, end: str) -> None:
        self.words, self.begin, self.end = words, begin, end

    @staticmethod
    def of_name(name: str) -> "Kind | None":
        """Return the kind of a package by its file name, whatever the version; None for any other file."""
        named = (kind for kind in Kind if name.startswith(kind.begin) and name.endswith(kind.end))
        return next(named, None)

    @staticmethod
    def of_this_program() -> "Kind | None":
        """Return the kind of package this program was installed by; None from source, pip or an unpacked folder."""
        if not getattr(sys, "frozen", False):
            return None
        if sys.platform == "win32":
            return Kind.PORTABLE if portable_folder() else Kind.WINDOWS
        if Path(sys.executable).parent != Path("/usr/lib/disclosure-desk"):
            return None
        return Kind.DEBIAN_ARM64 if platform.machine() == "aarch64" else Kind.DEBIAN_AMD64


@dataclass(frozen=True)
class Release:
    """A note's data about its package: its size in bytes, its SHA-256, and what it changes, a sentence each.

    ``kind`` is the name of a Kind, possibly one that only a newer version knows.
    """

    version: str
    kind: str
    size: int
    sha256: str
    changes: tuple[str, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The version as comparable numbers."""
        return numbers_of(self.version)


def numbers_of(version: str) -> tuple[int, ...]:
    """Return a version as numbers; an unknown one is older than all others."""
    return tuple(map(int, version.split("."))) if _VERSION.fullmatch(version) else ()


def signed(release: Release, key: Ed25519PrivateKey) -> bytes:
    """Return the note of a package, signed."""
    told = json.dumps(asdict(release), ensure_ascii=False, indent=1).encode()
    public = b64encode(key.public_key().public_bytes_raw())
    return public + b" " + b64encode(key.sign(_FOR + told)) + b"\n" + told


def read_note(package: Path, keys: Collection[str] = KEYS) -> Release:
    """Return the data of the note beside a package, if it is signed by one of the keys.

    Raises FileUnavailableError with a sentence if there is no note or it cannot be trusted.
    """
    note = package.with_name(package.name + SUFFIX)
    if not note.is_file():
        raise FileUnavailableError(
            f"“{package.name}”旁边没有签名文件“{note.name}”，不能确认是谁做的。向给您配发程序的人把两个文件一起要来。"
        )
    try:
        with note.open("rb") as file:
            signatures, _, told = file.read(_LONGEST).partition(b"\n")
        public, signature = (b64decode(word, validate=True) for word in signatures.split(b" "))
        verifier = Ed25519PublicKey.from_public_bytes(public)
    except OSError as error:
        raise FileUnavailableError(f"签名文件“{note.name}”读不出来，检查U盘，或重新拷贝一次。") from error
    except ValueError as error:
        raise FileUnavailableError(f"“{note.name}”不是签名文件，或者没有拷贝完整；“{package.name}”不能用。") from error
    if b64encode(public).decode() not in keys:
        raise FileUnavailableError(f"“{package.name}”不是本程序的发布者签名的，不要安装它，也不要双击它。")
    try:
        verifier.verify(signature, _FOR + told)
        release = Release(**json.loads(told))
    except (InvalidSignature, ValueError, TypeError) as error:
        raise FileUnavailableError(
            f"“{package.name}”的签名对不上：说明在签名以后被改动过，或者没有拷贝完整；不要安装它，重新要一份。"
        ) from error
    return Release(release.version, release.kind, release.size, release.sha256, tuple(release.changes))
