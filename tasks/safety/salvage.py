"""Recovering from a damaged file: saving what is readable into a new one, and finding the newest sound backup."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from disclosure.errors import FileUnavailableError
from disclosure.progress import Progress, silent
from disclosure.records import LEDGERS, RECORD_TYPES, Attachment, IssuedLetter, Step
from disclosure.wording import cut_short
from storage.backup import ends_of
from storage.registers import local_now
from storage.rescue.salvage import Salvage, salvage
from tasks.safety.backup import Backup, backups_in, proven
from tasks.safety.whose import left_by

_LOST_LISTED = 200
_BELONGING = (Step.register, IssuedLetter.register, Attachment.register)
"""What belongs to the records and is missed as much: steps, the letters that went out, papers."""


def salvaged(damaged: Path, to: Path, now: datetime | None = None, secret: str = "") -> Salvage:
    """Save what is readable of a damaged file into the new file ``to``; ``secret`` is its password or recovery key.

    Raises FileUnavailableError if ``to`` exists or cannot be written or if nothing can be read, and WrongPasswordError.
    """
    return salvage(damaged, to, now or local_now(), secret)


def salvage_words(done: Salvage) -> list[str]:
    """Return what was saved and what was not, a line each."""
    told = {name: kind.title for name, kind in RECORD_TYPES.items() if name in LEDGERS or name in _BELONGING}
    counts = " · ".join(f"{title} {done.records[name]} 条" for name, title in told.items() if done.records.get(name))
    lines = [f"读出：{counts or '没有登记记录'}。"]
    if done.from_journal:
        lines.append(f"其中 {done.from_journal} 条（含办理步骤、附件等）取自修改记录，内容与保存时一致。")
    lines.append("修改记录完整保留。" if done.is_history_whole else "修改记录没有带入新文件，从抢救起重新记录。")
    if not done.knows_all:
        none = "、".join(title for name, title in told.items() if not done.records.get(name))
        beside = f"，尤其是一条也没有读出的：{none}" if none else ""
        lines.append(
            "读不出的部分里还有什么，从这个文件看不出来，发出的文书和附件也可能少了；"
            f"与备份、导出的台账和纸质案卷核对条数{beside}。"
        )
    elif not done.lost:
        lines.append("没有任何内容丢失。")
    if done.lost:
        lines.append(f"没有读出、或者要人工核对的 {len(done.lost)} 处：")
    return lines + cut_short(done.lost, _LOST_LISTED)


def newest_good(backups: Iterable[Backup], progress: Progress = silent) -> Backup | None:
    """Return the newest of some backups that passes the proof, or None."""
    for backup in sorted(backups, key=lambda each: (each.made_at, each.number), reverse=True):
        try:
            proven(backup.path, progress)
        except FileUnavailableError:
            continue
        return backup
    return None


def known_backups(file: Path, own: Path, *folders: Path | None) -> list[Backup]:
    """Return the backups of a file that does not open, newest first: in its own folder, in others and beside it.

    Its own folder includes what it left under a former path. In the others, only backups with its name count, and none
    known to belong to another file.
    """
    origin = ends_of(file)[0]
    found = [backup for folder in (own, *left_by(own, file)) for backup in backups_in(folder)]
    found += [backup for folder in (*folders, file.parent) if folder for backup in backups_in(folder, file.stem)]
    its = [backup for backup in found if not origin or ends_of(backup.path)[0] in ("", origin)]
    return sorted(its, key=lambda backup: (backup.made_at, backup.number), reverse=True)
