"""What this machine remembers about its user's window: never a fact about the office, never a record."""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QByteArray, QCoreApplication, QSettings, QStandardPaths

from gui.base.appearance import ZOOMS, Appearance
from resources.disks import disk_of, remember_disk
from resources.program import portable_folder

_MOST_RECENT = 6


class Preferences:
    """Typed access to the settings of this machine."""

    def __init__(self, settings: QSettings | None = None) -> None:
        if settings is None and (portable := portable_folder()):
            settings = QSettings(
                str(portable / "settings.ini"), QSettings.Format.IniFormat, QCoreApplication.instance()
            )
        self._settings = settings or QSettings("DisclosureDesk", "DisclosureDesk", QCoreApplication.instance())
        if os.name != "nt":  # there they are in the registry, or in a folder of hers
            _hide(Path(self._settings.fileName()), has_own_folder=settings is None)
        self._data = Path(settings.fileName()).parent / "data" if settings else None

    @property
    def data_folder(self) -> Path:
        """Where this machine keeps what belongs to it: backups and half-typed forms. It need not exist yet."""
        if self._data is not None:
            return self._data
        known = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
        return Path(known) / "DisclosureDesk"

    @property
    def second_backup_folder(self) -> Path | None:
        """The second place every backup goes to, another disk or a USB stick; None for none."""
        text = str(self._settings.value("second_backup_folder", ""))
        if text and (disk := str(self._settings.value("second_backup_disk", ""))):
            remember_disk(Path(disk))  # at the next start the stick may be out, and its empty folder there
        return Path(text) if text else None

    @second_backup_folder.setter
    def second_backup_folder(self, folder: Path | None) -> None:
        self._settings.setValue("second_backup_folder", str(folder or ""))
        self._settings.setValue("second_backup_disk", str(disk_of(folder)) if folder else "")

    @property
    def recent_files(self) -> list[Path]:
        """The files opened here, newest first."""
        return [Path(text) for text in self._texts("recent")]

    def remember_file(self, path: Path) -> None:
        """Put a file at the head of the recent ones."""
        known = self.recent_files
        if known[:1] != [path]:  # opening the same file again keeps nobody waiting for the disk
            others = [str(each) for each in known if each != path]
            self._put("recent", [str(path), *others][:_MOST_RECENT])

    def has_password(self, path: Path) -> bool:
        """Whether a file asked for a password when it was opened here."""
        return str(path) in self._texts("with_password")

    def remember_password(self, path: Path, *, is_asked: bool) -> None:
        """Keep whether a file asks for a password."""
        known = self._texts("with_password")
        if (str(path) in known) is not is_asked:
            paths = [each for each in known if each != str(path)]
            if is_asked:
                paths.insert(0, str(path))
            self._put("with_password", paths[:_MOST_RECENT])

    @property
    def ledger_answers(self) -> dict[str, dict[str, object]]:
        """What was said of old ledgers when this machine kept it, by the shape of the sheet; the file does now."""
        return self._object("ledger_answers")

    def forget_ledgers(self) -> None:
        """Leave it to the file."""
        self._settings.remove("ledger_answers")

    @property
    def appearance(self) -> Appearance:
        """Light, dark, or as the system says."""
        known = str(self._settings.value("appearance", Appearance.SYSTEM.value))
        return Appearance(known) if known in set(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._settings.setValue("appearance", appearance.value)

    @property
    def zoom(self) -> int:
        """How large everything is, in percent."""
        known = str(self._settings.value("zoom", 100))
        return int(known) if known.isdigit() and int(known) in ZOOMS else 100

    @zoom.setter
    def zoom(self, percent: int) -> None:
        self._settings.setValue("zoom", percent)

    def is_first_time(self, told: str) -> bool:
        """Whether something to be said once was not said yet; it counts as said from now on."""
        said = self._texts("said")
        if told in said:
            return False
        self._put("said", [*said, told])
        return True

    @property
    def lock_after(self) -> int | None:
        """After how many idle minutes the program locks itself, 0 for never; None where nothing was chosen."""
        text = str(self._settings.value("lock_after", ""))
        return int(text) if text.isdigit() else None

    @lock_after.setter
    def lock_after(self, minutes: int) -> None:
        self._settings.setValue("lock_after", minutes)

    @property
    def geometry(self) -> QByteArray:
        """Where the window was and how large."""
        return cast("QByteArray", self._settings.value("geometry", QByteArray(), QByteArray))

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("geometry", geometry)

    def shown_columns(self, register: str, default: Sequence[str]) -> list[str]:
        """Return the chosen columns of a register in the chosen order."""
        return self._texts(f"columns/{register}") or list(default)

    def remember_columns(self, register: str, names: Sequence[str]) -> None:
        """Keep the columns and their order."""
        self._put(f"columns/{register}", list(names))

    def filters(self, register: str) -> dict[str, tuple[str, ...]]:
        """Return what the list of a register last let through, by the name of each drop-down."""
        known = self._object(f"filters/{register}")
        return {str(name): tuple(map(str, keys)) for name, keys in known.items() if isinstance(keys, list)}

    def remember_filters(self, register: str, chosen: Mapping[str, Sequence[str]]) -> None:
        """Keep what the list of a register lets through."""
        self._settings.setValue(f"filters/{register}", json.dumps(dict(chosen), ensure_ascii=False))

    def sort(self, register: str, default: str) -> str:
        """Return the column a list is sorted by, with a minus before it for downwards; empty for none."""
        return str(self._settings.value(f"sort/{register}", default))

    def remember_sort(self, register: str, sort: str) -> None:
        """Keep the column the list of a register is sorted by."""
        self._settings.setValue(f"sort/{register}", sort)

    def width(self, register: str, column: str) -> int:
        """Return the remembered width of a column in pixels, 0 for none."""
        return int(str(self._settings.value(f"widths/{register}/{column}", 0)))

    def remember_width(self, register: str, column: str, width: int) -> None:
        """Keep the width of a column."""
        self._settings.setValue(f"widths/{register}/{column}", width)

    def _object(self, key: str) -> dict[str, Any]:
        try:
            known = json.loads(str(self._settings.value(key, "{}")))
        except ValueError:  # somebody edited the settings by hand
            return {}
        return known if isinstance(known, dict) else {}

    def _texts(self, key: str) -> list[str]:
        try:
            known = json.loads(str(self._settings.value(key, "[]")))
        except ValueError:  # somebody edited the settings by hand
            return []
        return [str(item) for item in known] if isinstance(known, list) else []

    def _put(self, key: str, texts: Sequence[str]) -> None:
        self._settings.setValue(key, json.dumps(texts, ensure_ascii=False))


def _hide(file: Path, *, has_own_folder: bool) -> None:
    """Let nobody else read settings, which name files of hers: Qt leaves both to the umask, and keeps what it finds."""
    with suppress(OSError):  # a home that cannot be written, or a stick that knows no rights
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if has_own_folder:
            file.parent.chmod(0o700)
        file.touch(mode=0o600)
        file.chmod(0o600)
