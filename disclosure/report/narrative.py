"""The prose of the report: what the clerk may edit, and the bound fields that put the year's numbers into it.

A bound field is written ``{历年累计主动公开}`` and becomes words when the report is composed, so a number in the prose
cannot disagree with the registers. Every field has a zero form that reads naturally (「未收到政府信息公开申请」).
An unknown field stays as typed and is a finding (F-8), never an error.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from disclosure.records import Profile
from disclosure.report.cells import CELLS, TOTAL, CellKey, Figure
from disclosure.report.facts import ActivityFacts, ReportFacts
from disclosure.report.model import OVERVIEW_HEADINGS, SECTION_HEADINGS
from disclosure.report.tables import figure_text
from disclosure.terms import ActivityKind, DisputeBlock
from disclosure.wording import SEPARATOR, listed, yuan


@dataclass(frozen=True)
class Source:
    """Everything the prose may draw on."""

    year: int
    profile: Profile
    facts: ReportFacts
    figures: Mapping[CellKey, Figure]
    reasons: tuple[str, ...] = ()

    @property
    def office(self) -> str:
        """How the office calls itself in running text."""
        return self.profile.short_name or "本机关"


@dataclass(frozen=True)
class BoundField:
    """One name that may stand in braces, what it tells (for the clerk), and how it is put into words."""

    name: str
    meaning: str
    words: Callable[[Source], str]


@dataclass(frozen=True)
class Part:
    """One editable piece of the report: its key in the drafts, its heading on the screen, its first text."""

    key: str
    label: str
    default: str


# --- the fields ---

_NO_REASONS = "各项数字与上年相比没有另作说明的变动"


def _table3(source: Source, row: str) -> Figure:
    return source.figures.get(CellKey("table3", row, "total"), 0)


def _releases(source: Source) -> str:
    facts = source.facts
    if not facts.releases:
        return "本年度没有新增主动公开政府信息"
    kinds = [f"{name}信息{count}条".replace("信息信息", "信息") for name, count in _by_category(source) if count]
    detail = f"，其中，{listed(kinds)}" if kinds and sum(n for _, n in _by_category(source)) == facts.releases else ""
    return f"全年主动公开政府信息{facts.releases}条{detail}"


def _by_category(source: Source) -> list[tuple[str, int]]:
    counted = source.facts.releases_by_statistics_category
    own = [name.strip() for name in source.profile.statistics_categories.split(SEPARATOR) if name.strip()]
    names = [*own, *(name for name in counted if name and name not in own)]
    return [(name, counted.get(name, 0)) for name in names]


def _channels_of_releases(source: Source) -> str:
    channels = [channel.label for channel, count in source.facts.releases_by_channel.items() if count]
    return f"主要通过{listed(channels)}公开" if channels else "公开渠道包括政府门户网站、政务公开栏等"


def _requests(source: Source) -> str:
    facts = source.facts
    if not facts.requests:
        return "本年度未收到政府信息公开申请"
    channels = [f"{channel.label}申请{count}件" for channel, count in facts.requests_by_channel.items() if count]
    people = [f"{kind.label}{count}件" for kind, count in facts.requests_by_applicant.items() if count]
    return f"本年度共收到政府信息公开申请{facts.requests}件，按渠道分为{listed(channels)}，按申请人分为{listed(people)}"


def _request_handling(source: Source) -> str:
    carried_in, answered, carried_out = _table3(source, "n2"), _table3(source, "k7"), _table3(source, "n4")
    if not (carried_in or answered or carried_out):
        return "无结转和办理的申请"
    before = f"上年结转{carried_in}件，" if carried_in else "无上年结转申请，"
    after = f"结转下年度继续办理{carried_out}件" if carried_out else "无结转下年度办理的申请"
    return f"{before}本年度办理答复{answered}件，{after}"


def _disputes(source: Source) -> str:
    """Say what table four shows: cases known in the year, those brought over from the year before among them."""
    told: dict[str, str] = {}
    is_carried = False
    for name, blocks, received in (
        ("行政复议", (DisputeBlock.REVIEW,), source.facts.reviews),
        ("行政诉讼", (DisputeBlock.DIRECT_SUIT, DisputeBlock.SUIT_AFTER_REVIEW), source.facts.suits),
    ):
        shown = [source.figures.get(CellKey("table4", block.value, TOTAL), 0) for block in blocks]
        known = max(received, sum(int(value) for value in shown))
        if known:
            told[name] = f"{name}{known}件" + (f"（其中上年结转{known - received}件）" if known > received else "")
            is_carried = is_carried or known > received
    if not told:
        return "本年度未发生因政府信息公开工作引起的行政复议和行政诉讼"
    none = next((f"，未发生{name}" for name in ("行政诉讼", "行政复议") if name not in told), "")
    happened = "办理因政府信息公开工作引起的" if is_carried else "因政府信息公开工作发生"
    return f"本年度{happened}{listed(list(told.values()))}{none}"


def _information_fee(source: Source) -> str:
    facts = source.facts
    if not facts.information_fee_fen:
        return f"{source.year}年度{source.office}未收取政府信息公开信息处理费"
    return (
        f"{source.year}年度{source.office}依法收取政府信息公开信息处理费{yuan(facts.information_fee_fen)}元，"
        f"涉及申请{facts.information_fee_requests}件"
    )


def _documents(source: Source) -> str:
    issued, repealed, in_force = (
        source.figures.get(CellKey("table2", "normative_documents", column), 0)
        for column in ("issued", "repealed", "in_force")
    )
    made = f"制发行政规范性文件{issued}件" if issued else "未制发行政规范性文件"
    ended = f"废止{repealed}件" if repealed else "无废止"
    return f"本年度{made}，{ended}，现行有效{in_force}件"


def _website_checks(source: Source) -> str:
    checks = _activity(source, ActivityKind.WEBSITE_CHECK)
    mended = _activity(source, ActivityKind.CORRECTION)
    corrected = mended_defects(checks, mended)
    if not checks.times:
        return f"全年整改错敏字、错断链等问题{corrected}处" if corrected else "本年度未开展专项网站抽查"
    found = f"，整改错敏字、错断链等问题{corrected}处" if corrected else "，未发现需要整改的问题"
    return f"全年开展网站内容抽查{checks.times}次{found}"


def mended_defects(checks: ActivityFacts, mended: ActivityFacts) -> int:
    """Return how many defects were mended, each once, though 网站抽查 and 整改 may both tell of it.

    No more are mended than either of them found; where neither says how many, the greater of the two counts.
    """
    found = max(checks.found, mended.found)
    return min(checks.corrected + mended.corrected, found) if found else max(checks.corrected, mended.corrected)


def _training(source: Source) -> str:
    trained = _activity(source, ActivityKind.TRAINING).times
    return f"组织政府信息公开培训{trained}次" if trained else "未组织专题培训"


def _accountability(source: Source) -> str:
    cases = _activity(source, ActivityKind.ACCOUNTABILITY).cases
    return f"本年度责任追究{cases}次" if cases else "本年度未发生责任追究"


def _activity(source: Source, kind: ActivityKind) -> ActivityFacts:
    return source.facts.activities.get(kind, ActivityFacts())


def _contact(source: Source) -> str:
    profile = source.profile
    named = {"地址": profile.address, "邮编": profile.postcode, "电话": profile.phone, "电子邮箱": profile.email}
    ways = "，".join(f"{label}：{value}" for label, value in named.items() if value)
    return f"与{profile.name or source.office}联系" + (f"（{ways}）" if ways else "")


def _published(source: Source) -> str:
    profile = source.profile
    site = f"“{profile.website_name}”" if profile.website_name else "政府门户网站"
    address = f"（{profile.website}）" if profile.website else ""
    archive = f"，并报送{profile.archive}" if profile.archive else ""
    return f"在{site}{address}公布{archive}"


FIELDS: tuple[BoundField, ...] = (
    BoundField("年份", "报告年度", lambda source: str(source.year)),
    BoundField("下一年", "报告年度的下一年", lambda source: str(source.year + 1)),
    BoundField("自称", "机关在正文中的自称", lambda source: source.office),
    BoundField("机关全称", "机关信息中的全称", lambda source: source.profile.name or source.office),
    BoundField("统计期限", "统计的起止日期", lambda source: f"{source.year}年1月1日至{source.year}年12月31日"),
    BoundField("公布网站", "公布的网站和送交的档案馆", _published),
    BoundField("联系方式", "地址、邮编、电话、邮箱", _contact),
    BoundField("主动公开情况", "全年条数和分类", _releases),
    BoundField("主动公开条数", "全年条数", lambda source: str(source.facts.releases)),
    BoundField("历年累计主动公开", "期初数加登记数", lambda source: str(source.facts.releases_cumulative)),
    BoundField("公开渠道", "用过的公开渠道", _channels_of_releases),
    BoundField("收到申请情况", "全年新收件数、渠道、申请人", _requests),
    BoundField("新收申请件数", "表三第一行总计", lambda source: str(_table3(source, "n1"))),
    BoundField("办理情况", "结转、答复、结转下年", _request_handling),
    BoundField("累计受理申请", "期初数加登记数", lambda source: str(source.facts.requests_cumulative)),
    BoundField("复议诉讼情况", "全年复议和诉讼件数", _disputes),
    BoundField("信息处理费", "第六部分的收费说明", _information_fee),
    BoundField("规范性文件情况", "表二规范性文件一行", _documents),
    BoundField("网站抽查情况", "工作记录中的抽查与整改", _website_checks),
    BoundField("培训情况", "工作记录中的培训", _training),
    BoundField("责任追究情况", "工作记录中的责任追究", _accountability),
    BoundField("变动说明", "检查结果里写过的较大变动的原因", lambda source: "；".join(source.reasons) or _NO_REASONS),
)
"""Every bound field, in the order the editor offers them."""

_FIELD = re.compile(r"\{([^{}\n]{1,80})\}")
_TABLES = {"table2": "表二", "table3": "表三", "table4": "表四"}


def _cell_field(cell: CellKey) -> BoundField:
    return BoundField(
        f"{_TABLES[cell.table]}/{cell.path.partition('/')[2]}",
        "表格中这一格的数字",
        lambda source: figure_text(source.figures.get(cell, 0)),
    )


CELL_FIELDS: Mapping[str, CellKey] = {_cell_field(cell).name: cell for cell in CELLS}
"""Each of the 200 figures by its printed labels: 「表三/一、本年新收政府信息公开申请数量/总计」."""

_BOUND: Mapping[str, BoundField] = {bound.name: bound for bound in (*FIELDS, *(_cell_field(cell) for cell in CELLS))}


def bound_field(name: str) -> BoundField | None:
    """Return the bound field of a name, one of ``FIELDS`` or of the 200 figures; None where there is none."""
    return _BOUND.get(name)


def field_at(text: str, place: int) -> tuple[int, int] | None:
    """Return where the bound field begins and ends inside which a place between characters lies; None for elsewhere."""
    first = text.rfind("{", 0, place)
    found = _FIELD.match(text, first) if first >= 0 else None
    return found.span() if found is not None and found.end() > place and found[1] in _BOUND else None


def filled(text: str, source: Source) -> str:
    """Return the text with every known bound field put into words; unknown ones stay as typed."""
    return _FIELD.sub(lambda match: _BOUND[match[1]].words(source) if match[1] in _BOUND else match[0], text)


def unknown_fields(text: str) -> tuple[str, ...]:
    """Return the names in braces that are no bound field, in order."""
    return tuple(name for name in _FIELD.findall(text) if name not in _BOUND)


# --- the parts ---

OPENING, OVERVIEW, PROBLEMS, OTHERS, SIGNATURE, DATED_ON = (
    "opening",
    "overview",
    "problems",
    "others",
    "signature",
    "dated_on",
)

_OPENING_TEXT = (
    "根据《中华人民共和国政府信息公开条例》（国务院令第711号）和《国务院办公厅政府信息与政务公开办公室关于印发"
    "〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）的要求，编制本报告。全文包括"
    "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要"
    "问题及改进情况、其他需要报告的事项六个部分。所列数据的统计期限为{统计期限}。本报告{公布网站}，"
    "如对内容有疑问，请{联系方式}。"
)
_OVERVIEW_TEXT = "\n".join(
    (
        OVERVIEW_HEADINGS[0],
        "{自称}坚持以公开为常态、不公开为例外，{主动公开情况}，历年累计主动公开{历年累计主动公开}条。{公开渠道}。",
        OVERVIEW_HEADINGS[1],
        "{收到申请情况}，{办理情况}。截至{年份}年12月31日，累计受理政府信息公开申请{累计受理申请}件。{复议诉讼情况}。",
        OVERVIEW_HEADINGS[2],
        "落实信息发布审核和保密审查制度，对拟公开的信息逐项审查，及时更新各栏目内容。{规范性文件情况}。",
        OVERVIEW_HEADINGS[3],
        "依托政府门户网站、政务公开栏和政务新媒体发布信息，由专人负责日常维护。{网站抽查情况}。",
        OVERVIEW_HEADINGS[4],
        "明确分管领导和责任科室，{培训情况}，接受社会监督和评议。{责任追究情况}。",
    )
)
_PROBLEMS_TEXT = "\n".join(
    (
        "（一）存在的主要问题",
        "一是主动公开的内容还不够丰富，贴近群众需要的信息偏少；二是个别科室报送信息不够及时。",
        "（二）改进情况",
        "一是围绕群众关心的事项充实公开内容，拓宽公开渠道；二是加强对各科室的督促和业务指导，提高报送的质量和时效。",
    )
)

PARTS: tuple[Part, ...] = (
    Part(OPENING, "开头", _OPENING_TEXT),
    Part(OVERVIEW, SECTION_HEADINGS[0], _OVERVIEW_TEXT),
    Part(PROBLEMS, SECTION_HEADINGS[4], _PROBLEMS_TEXT),
    Part(OTHERS, SECTION_HEADINGS[5], "{信息处理费}。"),
    Part(SIGNATURE, "署名", "{机关全称}"),
    Part(DATED_ON, "成文日期", ""),
)
"""The editable parts in printed order; drafts are stored under their keys."""
