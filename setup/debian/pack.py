"""Pack the built folder as a package for Debian and its derivatives: ``dist/*.deb``.

Run by ``build.sh`` in the root of the oldest supported system, after PyInstaller; needs Debian's ``binutils``. The
whole program is in /usr/lib/disclosure-desk; the package adds the command, the menu entry, the icons, the file type,
the manual page and the licences. It never owns a file of a user.
"""

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from resources.icons.build_icon import SIZES, drawn
from resources.program import version

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NAME = "disclosure-desk"


def pack(folder: Path, target: Path) -> Path:
    """Make the package of a built folder in ``target`` and return it; the same folder gives the same bytes."""
    made = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    with tempfile.TemporaryDirectory() as work:
        tree = Path(work, "tree")
        filled = {
            "VERSION": version(),
            "ARCHITECTURE": _said("dpkg", "--print-architecture"),
            "MAINTAINER": os.environ.get("MAINTAINER") or f"Disclosure Desk authors <{NAME}@packages.invalid>",
            "DATE": made.date().isoformat(),
        }
        _lay_out(folder, tree, filled, made)
        filled["DEPENDS"] = _dependencies(tree / "usr/lib" / NAME)
        filled["SIZE"] = str(sum(file.lstat().st_size for file in tree.rglob("*")) // 1024)
        control = tree / "DEBIAN"
        control.mkdir()
        _fill(HERE / "control", control / "control", filled)
        for script in ("preinst", "prerm"):
            shutil.copy(HERE / script, control)
            (control / script).chmod(0o755)
        package = target / f"{NAME}_{filled['VERSION']}_{filled['ARCHITECTURE']}.deb"
        owned = [
            path for path in tree.rglob("*") if path.is_file() and not path.is_symlink() and control not in path.parents
        ]
        sums = _said("md5sum", *sorted(str(path.relative_to(tree)) for path in owned), cwd=tree)
        (control / "md5sums").write_text(f"{sums}\n", encoding="utf-8")
        compression = f"-Z{os.environ.get('COMPRESSION') or 'xz'}"
        subprocess.run(["dpkg-deb", "--root-owner-group", compression, "--build", tree, package], check=True)
    return package


def _said(*words: str, cwd: Path | None = None) -> str:
    return subprocess.run(words, cwd=cwd, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def _fill(source: Path, target: Path, filled: dict[str, str]) -> None:
    text = source.read_text(encoding="utf-8")
    for name, value in filled.items():
        text = text.replace(f"@{name}@", value)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _lay_out(folder: Path, tree: Path, filled: dict[str, str], made: datetime) -> None:
    """Put every file of the package into its place."""
    program, share = tree / "usr/lib" / NAME, tree / "usr/share"
    shutil.copytree(folder, program, symlinks=True)
    notes = share / "doc" / NAME
    notes.mkdir(parents=True)
    for text in ("LICENSE", "NOTICES", "licences"):  # they have one place, where the system looks for them
        shutil.move(program / text, notes / text)
    (notes / "LICENSE").unlink()
    for file in (ROOT / "setup/menu").iterdir():
        (program / file.name).unlink(missing_ok=True)
    _fill(HERE / "copyright", notes / "copyright", filled)
    changes = f"{NAME} ({filled['VERSION']}) stable; urgency=medium\n\n  * See CHANGES.\n\n"
    changes += f" -- {filled['MAINTAINER']}  {format_datetime(made)}\n"
    _zip(changes, notes / "changelog.gz")
    _zip((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), notes / "CHANGES.gz")
    entry = share / "applications" / f"{NAME}.desktop"
    _fill(ROOT / "setup/menu" / entry.name, entry, {})
    lines = entry.read_text(encoding="utf-8").splitlines()
    own = {"Exec": f"{NAME} %f", "Icon": NAME}
    told = [f"{key}={own[key]}" if (key := line.partition("=")[0]) in own else line for line in lines]
    entry.write_text("\n".join(told) + "\n", encoding="utf-8")
    _fill(ROOT / "setup/menu" / f"{NAME}.xml", share / "mime/packages" / f"{NAME}.xml", {})
    for size in SIZES:
        icon = share / f"icons/hicolor/{size}x{size}/apps/{NAME}.png"
        icon.parent.mkdir(parents=True)
        drawn(size).save(icon)
    page = HERE / f"{NAME}.1"
    _fill(page, tree / page.name, filled)
    _zip((tree / page.name).read_text(encoding="utf-8"), share / "man/man1" / f"{page.name}.gz")
    (tree / page.name).unlink()
    reasons = share / "lintian/overrides" / NAME
    _fill(HERE / "lintian-overrides", reasons, {})
    command = tree / "usr/bin" / NAME
    command.parent.mkdir()
    command.symlink_to(f"../lib/{NAME}/DisclosureDesk")
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            is_started = path.is_dir() or path.name == "DisclosureDesk"
            path.chmod(0o755 if is_started else 0o644)


def _zip(text: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _dependencies(program: Path) -> str:
    """Return the packages of the libraries that the folder needs and lacks, and the version of the C library it needs.

    ``dpkg-shlibdeps`` would name Debian 11's own libraries even if the folder has them.
    """
    files = [path for path in program.rglob("*") if path.is_file()]
    told = [_said("objdump", "-p", str(path)) for path in files if path.open("rb").read(4) == b"\x7fELF"]
    wanted = {name for text in told for name in re.findall(r"^ +NEEDED +(\S+)", text, re.MULTILINE)}
    known = dict(re.findall(r"^\s+(\S+) \(.*\) => (\S+)$", _said("/sbin/ldconfig", "-p"), re.MULTILINE))
    places = [Path(known[name]).resolve() for name in wanted - {path.name for path in files}]
    # /lib is /usr/lib on a merged system, and dpkg knows a file by one of the two names only: the other is not found
    both = [str(path) for place in places for path in (place, Path("/", *place.parts[2:]))]
    owned = subprocess.run(["dpkg-query", "-S", *both], check=False, capture_output=True, text=True).stdout
    c_library = max(tuple(map(int, found)) for text in told for found in re.findall(r"GLIBC_(\d+)\.(\d+)", text))
    age = {"libc6": f" (>= {'.'.join(map(str, c_library))})"}
    names = sorted({line.partition(":")[0] for line in owned.splitlines()})
    return ", ".join(f"{name}{age.get(name, '')}" for name in names)


if __name__ == "__main__":
    pack(ROOT / "dist/DisclosureDesk", Path(sys.argv[1]))
