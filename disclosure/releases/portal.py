"""The portal's other pages: 主动公开目录 and 公开指南 (条例第十二条), from registers and profile."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.cases.fees import BY_PAGE_TARIFF, BY_PIECE_TARIFF
from disclosure.records import Profile, Release
from disclosure.releases.status import ReleaseState, release_state
from disclosure.wording import chinese_date, listed

COLUMNS = ("索引号", "信息名称", "文号", "形成或变更日期", "公开日期", "信息类别", "公开渠道", "责任科室")
"""The columns of the catalogue; 条例第十二条 requires name and 内容概述."""

_TO_FILL = "【请写明{}】"
_LACKING = re.compile("【请写明([^】]+)】")


def is_listed(release: Release, today: date) -> bool:
    """Whether a release belongs in the catalogue of a day: public by then, not taken down, not withheld."""
    is_kept_back = release.secrecy_conclusion is not None and release.secrecy_conclusion.keeps_back
    return release_state(release, today) is ReleaseState.PUBLISHED and not is_kept_back


def row_of(release: Release) -> tuple[str, ...]:
    """Return a release as a row below ``COLUMNS``."""
    return (
        release.index_number,
        " ".join(release.name.split()),
        release.document_number,
        release.formed_on.isoformat(),
        release.published_on.isoformat() if release.published_on else "",
        release.category.label,
        "、".join(channel.label for channel in release.channels),
        release.department,
    )


Catalogue: TypeAlias = Mapping[str, tuple[str, ...]]
"""The rows of a catalogue, by the number of the release."""


@dataclass(frozen=True)
class Changes:
    """What has changed since the last package for the portal."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def changes(before: Catalogue, now: Catalogue) -> Changes:
    """Return the names of what was added, changed and removed, in the order of the catalogue."""
    return Changes(
        tuple(row[1] for number, row in now.items() if number not in before),
        tuple(row[1] for number, row in now.items() if number in before and before[number] != row),
        tuple(row[1] for number, row in before.items() if number not in now),
    )


@dataclass(frozen=True)
class Part:
    """One part of the guide: its heading and paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


def guide(profile: Profile, today: date) -> tuple[Part, ...]:
    """Return the guide of an office: what and where, how to apply, fees, remedies (条例第十二条).

    Anything missing in 机关信息 appears as 【请写明…】 and is listed by ``lacking``.
    """
    name = profile.name or _TO_FILL.format("机关全称")
    site = listed([part for part in (profile.website_name, profile.website) if part])
    answer, extension = TimeLimit.ANSWER.length_on(today), TimeLimit.EXTENSION.length_on(today)
    review, suit = TimeLimit.APPLY_FOR_REVIEW.length_on(today), TimeLimit.SUE_DIRECTLY.length_on(today)
    return (
        Part(
            "一、信息的分类和编排体系",
            (f"{name}主动公开的政府信息按《中华人民共和国政府信息公开条例》第二十条、第二十一条分类，"
             f"编入主动公开目录，目录列出{'、'.join(COLUMNS)}。",),
        ),
        Part(
            "二、信息的获取方式",
            (f"主动公开的政府信息可以在{site or _TO_FILL.format('网站名称和网址')}查阅。"
             + (f"公开平台：{profile.accounts}。" if profile.accounts else ""),),
        ),
        Part(
            "三、依申请公开",
            (
                f"受理机构：{profile.office or _TO_FILL.format('政府信息公开工作机构的名称')}",
                f"办公地址：{profile.address or _TO_FILL.format('办公地址')}"
                + (f"　邮政编码：{profile.postcode}" if profile.postcode else ""),
                f"办公时间：{_TO_FILL.format('办公时间')}",
                f"联系电话：{profile.phone or _TO_FILL.format('联系电话')}"
                + (f"　电子邮箱：{profile.email}" if profile.email else ""),
                "申请可当面提交、邮寄，或者通过网站等互联网渠道提交，应当包括申请人的姓名或者名称、身份证明、联系方式，"
                "申请公开的政府信息的名称、文号或者便于查询的其他特征性描述，以及形式要求（条例第二十九条）。",
                f"本机关收到申请，能够当场答复的当场答复；不能当场答复的，自收到申请之日起{answer}个工作日内答复；需要延长的，"
                f"经负责人同意并告知申请人，延长的期限最长不超过{extension}个工作日（{TimeLimit.ANSWER.article}）。",
            ),
        ),
        Part(
            "四、收费",
            (
                "提供政府信息不收取费用；申请的数量、频次明显超过合理范围的，可以收取信息处理费"
                "（条例第四十二条，国办函〔2020〕109号）。",
                f"{BY_PIECE_TARIFF}。",
                f"{BY_PAGE_TARIFF}。",
            ),
        ),
        Part(
            "五、监督和救济",
            (
                "认为本机关的政府信息公开工作侵犯其合法权益的，"
                f"可以向{profile.review_body or _TO_FILL.format('复议机关')}"
                f"申请行政复议（自知道之日起{review}日内），或者向{profile.court or _TO_FILL.format('管辖法院')}"
                f"提起行政诉讼（{suit}个月内）；依法应当先申请行政复议的，先申请行政复议。",
            ),
        ),
        Part("六、更新", (f"本指南于{chinese_date(today)}更新。",)),
    )  # fmt: skip


def lacking(parts: Iterable[Part]) -> tuple[str, ...]:
    """Return what is missing in a guide, in order."""
    return tuple(what for part in parts for text in part.paragraphs for what in _LACKING.findall(text))


def differences(
    shown: Sequence[Sequence[str]], texts: Sequence[str], wanted: Catalogue, gone: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return where a page of the portal differs from a catalogue, a sentence each: missing, different or outdated rows.

    ``shown`` are the rows of its tables, ``texts`` all other texts on it, ``gone`` the names that do not belong there.
    A row is found by its name; its two days must be beside it. Below a heading 信息名称 each row must be in the
    catalogue and agree with it in every column of the same name.
    """
    rows = [_folded(" ".join(row)) for row in shown]
    running = "".join([*rows, *map(_folded, texts)])
    found = []
    for row in wanted.values():
        name, days = row[1], [day for day in row[3:5] if day]
        if _folded(name) not in running:
            found.append(f"“{name}”没有在网页上")
            continue
        beside = [line for line in rows if _folded(name) in line]
        if beside and not any(all(_has_day(line, day) for day in days) for line in beside):
            found.append(f"“{name}”在网页上的日期与目录不同，目录是{'、'.join(days)}")
    names = [_folded(row[1]) for row in wanted.values()]
    left = [name for name in dict.fromkeys(gone) if _folded(name) in running]
    left = [name for name in left if not any(_folded(name) in known for known in names)]
    found += [f"“{name}”已经撤下或者不公开，还在网页上" for name in left]
    return (*found, *_otherwise(shown, wanted, {_folded(name) for name in left}))


_NAME, _DAYS = COLUMNS[1], COLUMNS[3:5]


def _otherwise(shown: Sequence[Sequence[str]], wanted: Catalogue, told: Collection[str]) -> Iterator[str]:
    """Yield the rows below a heading that are not in the catalogue, or differ; ``told`` names are reported already."""
    known: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in wanted.values():
        known[_folded(row[1])].append(dict(zip(COLUMNS, map(_folded, row), strict=True)))
    heads: list[str] = []
    for cells in shown:
        texts = list(map(_folded, cells))
        if _NAME in texts:
            heads = texts
        elif len(texts) == len(heads):
            yield from _row_otherwise(dict(zip(heads, texts, strict=True)), known, told)


def _row_otherwise(
    row: Mapping[str, str], known: Mapping[str, Sequence[Mapping[str, str]]], told: Collection[str]
) -> Iterator[str]:
    name = row[_NAME]
    same = known.get(name, ())
    if not same and not any(one in name for one in (*known, *told)):  # a portal may put 「置顶」 before the name
        yield f"“{name}”在网页上，目录里没有"
    columns = [column for column in row.keys() & set(COLUMNS) if column not in (_NAME, *_DAYS)]
    if len(same) == 1:
        yield from (
            f"“{name}”的{column}在网页上是“{row[column]}”，目录是“{same[0][column]}”"
            for column in sorted(columns, key=COLUMNS.index)
            if row[column] != same[0][column]
        )


def _folded(text: str) -> str:
    return "".join(text.split())


def _has_day(line: str, day: str) -> bool:
    year, month, number = (int(part) for part in day.split("-"))
    written = (day, f"{year}年{month}月{number}日", f"{year}.{month}.{number}", f"{year}/{month}/{number}")
    return any(form in line for form in (*written, day.replace("-", "/"), day.replace("-", ".")))
