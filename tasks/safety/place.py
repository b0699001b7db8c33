"""The dangers of a file's place and of the clock: warns of network shares and of a wrong date, a sentence each."""

import os
from datetime import datetime, timedelta
from pathlib import Path, PurePath

from storage.registers import Registers

_SHARES = frozenset({"cifs", "smb3", "smbfs", "nfs", "nfs4", "afs", "ncpfs", "9p", "fuse.sshfs", "fuse.davfs", "davfs"})
_MOUNTS = Path("/proc/mounts")
_CLOCKS_DIFFER = timedelta(minutes=5)
_LONG_AGO = timedelta(days=60)
_OF_CHINA = timedelta(hours=8)
"""The country's only legal time (北京时间), by which all deadlines of the law are counted."""

_OTHERS_READ, _OTHERS_PASS = 0o044, 0o011


def place_warnings(registers: Registers, now: datetime, mounts: Path = _MOUNTS) -> list[str]:
    """Return warnings about the place of the open file and about the clock; usually none."""
    told, newest_at = [], registers.newest_at
    if is_share(registers.path.resolve(), mounts):
        told.append(
            "此文件在网络共享上：网络断开时可能损坏，两台电脑同时打开也可能互相覆盖；把它放到本机磁盘，备份再放到网络上。"
        )
    offset = now.utcoffset()
    if offset is not None and offset != _OF_CHINA:
        hours = offset / timedelta(hours=1)
        told.append(
            f"计算机的时区是 UTC{hours:+g}，不是北京时间（UTC+8）：“今天”和期限会算错一天；"
            "在系统设置里把时区改成“北京，重庆，香港特别行政区，乌鲁木齐”。"
        )
    if newest_at is not None and now - newest_at > _LONG_AGO:
        told.append(
            f"计算机的时间（{now:%Y-%m-%d %H:%M}）比最后一次登记（{newest_at:%Y-%m-%d}）"
            f"晚了 {(now - newest_at).days} 天；如果并没有隔这么久，先校正系统时间，否则期限会算错。"
        )
    if newest_at is not None and newest_at > now + _CLOCKS_DIFFER:
        written_at = newest_at.astimezone(now.tzinfo)
        told.append(
            f"计算机的时间（{now:%Y-%m-%d %H:%M}）早于最后一次登记（{written_at:%Y-%m-%d %H:%M}），"
            "期限会算错；先校正系统时间。"
        )
    return told


def is_share(path: PurePath, mounts: Path = _MOUNTS) -> bool:
    """Whether a path lies on a network share: a UNC path, or below a mount of a network file system."""
    if str(path).startswith(("\\\\", "//")):
        return True
    try:
        lines = [line.split() for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:  # not Linux
        return False
    points = [(raw.replace("\\040", " "), kind) for _, raw, kind, *_ in lines]
    above = [(point, kind) for point, kind in points if PurePath(point) in (path, *path.parents)]
    return bool(above) and max(above, key=lambda mount: len(mount[0]))[1] in _SHARES


def open_folder_note(path: Path, top: Path = Path("/"), *, is_chosen: bool = True) -> str:
    """Return a warning if other users of this machine may enter the folder of a file; usually empty.

    They may if the folder and all folders above it, below ``top``, are open to them. They can see the name of a file
    made here, which matters if the user chose the folder, and can read a copied one. Windows' access control lists are
    not examined.
    """
    if os.name == "nt":
        return ""
    try:
        folder, is_read = path.parent, path.stat().st_mode & _OTHERS_READ
        is_open = folder.stat().st_mode & _OTHERS_READ and all(
            above.stat().st_mode & _OTHERS_PASS for above in folder.resolve().parents if top in above.parents
        )
    except OSError:
        return ""
    if not is_open or not (is_read or is_chosen):
        return ""
    seen = "数据文件他们也能读" if is_read else "数据文件只有你自己能读，别人看得到文件名"
    return f"文件夹“{folder.name}”本机的其他用户也能打开：{seen}；介意的话，把文件移到只有你能打开的文件夹。"
