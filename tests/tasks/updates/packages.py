"""Packages of a pretended program, signed by a pretended publisher with the very tool that signs the real ones."""

from pathlib import Path

from setup.sign_update import new_key, sign
from tasks.updates.looking import Program
from tasks.updates.note import Kind

CHANGES = ("能从U盘升级。", "示例街道办的台账打开更快。")


class Publisher:
    """Somebody with a key, who signs packages."""

    def __init__(self, folder: Path) -> None:
        self.key = folder / "key.pem"
        self.public = new_key(self.key)

    def package(
        self, folder: Path, version: str = "1.2.0", kind: Kind = Kind.DEBIAN_AMD64, content: bytes = b"x" * 999
    ) -> Path:
        """Return a signed package in a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        package = folder / f"{kind.begin}{version}{kind.end}"
        package.write_bytes(content)
        sign(self.key, package, version, CHANGES)
        return package

    def program(self, version: str = "1.1.0", kind: Kind | None = Kind.DEBIAN_AMD64) -> Program:
        """Return an installed program that believes this publisher."""
        return Program(version, kind, (self.public,))
