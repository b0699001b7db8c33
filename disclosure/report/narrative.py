"""The prose of the report: the parts the clerk may edit, and the bound fields that put the year's figures into them.

A bound field is written ``{历年累计主动公开}`` and becomes text when the report is composed, so a figure in the prose
cannot disagree with the registers. A field states only what is counted or recorded: if nothing is, it is either a
natural zero (「本年度未收到政府信息公开申请」) or empty, along with its punctuation. The program's own texts consist
of such fields and of prompts (「【请写明…】」); they assert nothing that nobody recorded. An unknown field is left as
typed and is a finding (F-8), never an error.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from disclosure.records import Profile
from disclosure.report.cells import CELLS, TOTAL, CellKey, Figure
from disclosure.report.facts import ActivityFacts, Fact, ReportFacts
from disclosure.report.model import OVERVIEW_HEADINGS, SECTION_HEADINGS, Section
from disclosure.report.tables import figure_text
from disclosure.report.versions import own_words
from disclosure.terms import ActivityKind, Channel, DisputeBlock, ReleaseChannel
from disclosure.wording import SEPARATOR, enumerated, listed, yuan


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
        """The office's name in running text."""
        return self.profile.short_name or "本机关"


@dataclass(frozen=True)
class BoundField:
    """One name that may be in braces, and the function for its text (described in ``resources/rules/fields.md``).

    ``counts`` names what it counted, to find the records: cells, facts, kinds of 工作记录, or 机关信息.
    """

    name: str
    words: Callable[[Source], str]
    counts: tuple[CellKey | Fact | ActivityKind | type[Profile], ...] = ()


@dataclass(frozen=True)
class Part:
    """One editable part of the report: its key in the drafts, its heading on screen, its default text."""

    key: str
    label: str
    default: str


# --- the fields ---


def _table3(source: Source, row: str) -> Figure:
    return source.figures.get(CellKey("table3", row, "total"), 0)


def _releases(source: Source) -> str:
    facts = source.facts
    if not facts.releases:
        return "本年度没有新增主动公开政府信息"
    return f"全年主动公开政府信息{facts.releases}条{_and(_release_categories(source))}"


def _release_categories(source: Source) -> str:
    """State the 统计类别: 「均为」 if all have the same, 「其中」 for several; nothing if none is known."""
    facts = source.facts
    counted = facts.releases_by_statistics_category
    own = [name.strip() for name in source.profile.statistics_categories.split(SEPARATOR)]
    names = dict.fromkeys(name for name in (*own, *counted) if name and counted.get(name))
    kinds = {f"{name}信息".replace("信息信息", "信息"): counted[name] for name in names}
    rest = facts.releases - sum(kinds.values())
    if len(kinds) == 1 and not rest:
        return f"{'为' if facts.releases == 1 else '均为'}{next(iter(kinds))}"
    items = [f"{kind}{count}条" for kind, count in kinds.items()]
    return f"其中，{enumerated([*items, f'未归入上述类别的{rest}条'] if rest else items)}" if items else ""


def _cumulative_releases(source: Source) -> str:
    total = source.facts.releases_cumulative
    return f"历年累计公开政府信息{total}条" if total else ""


def _channels_of_releases(source: Source) -> str:
    used = source.facts.releases_by_channel
    named = [channel.label for channel, count in used.items() if count and channel is not ReleaseChannel.OTHER]
    if not named:
        return ""
    return f"公开渠道包括{enumerated(named)}等" if used.get(ReleaseChannel.OTHER) else f"公开渠道为{enumerated(named)}"


def _releases_by_channel(source: Source) -> str:
    told = [
        f"{'其他渠道' if channel is ReleaseChannel.OTHER else channel.label}{count}条"
        for channel, count in source.facts.releases_by_channel.items()
        if count
    ]
    return enumerated(told)


_CHANNEL_WORDS: Mapping[Channel, str] = {
    Channel.COUNTER: "当面申请",
    Channel.REGISTERED_MAIL: "邮寄申请",
    Channel.ORDINARY_MAIL: "信函申请",
    Channel.INTERNET: "网络申请",
    Channel.FAX: "传真申请",
    Channel.ORAL: "口头申请",
    Channel.TRANSFERRED: "其他部门转来申请",
}


def _requests(source: Source) -> str:
    facts = source.facts
    if not facts.requests:
        return "本年度未收到政府信息公开申请"
    ways = _and(_request_channels(source)) + _and(_applicants(source))
    return f"本年度共收到政府信息公开申请{facts.requests}件{ways}"


def _request_channels(source: Source) -> str:
    counted = {_CHANNEL_WORDS[way]: count for way, count in source.facts.requests_by_channel.items() if count}
    if len(counted) == 1:
        return f"{'为' if source.facts.requests == 1 else '均为'}{next(iter(counted))}件"
    return f"按渠道分为{listed([f'{way}{count}件' for way, count in counted.items()])}" if counted else ""


def _applicants(source: Source) -> str:
    counted = {kind.label: count for kind, count in source.facts.requests_by_applicant.items() if count}
    if len(counted) == 1:
        return f"申请人{'为' if source.facts.requests == 1 else '均为'}{next(iter(counted))}"
    return f"按申请人分为{listed([f'{kind}{count}件' for kind, count in counted.items()])}" if counted else ""


_MOST_CONTENTS = 3


def _request_contents(source: Source) -> str:
    asked = list(dict.fromkeys(" ".join(text.split()).rstrip("。") for text in source.facts.request_contents))
    shown = "；".join(asked[:_MOST_CONTENTS])
    if not asked:
        return ""
    return f"申请事项包括{shown}等" if len(asked) > _MOST_CONTENTS else f"申请事项为{shown}"


def _request_handling(source: Source) -> str:
    carried_in, answered, carried_out = _table3(source, "n2"), _table3(source, "k7"), _table3(source, "n4")
    if not (carried_in or answered or carried_out):
        return "无上年结转申请"
    before = f"上年结转{carried_in}件" if carried_in else "无上年结转申请"
    done = f"本年度办理答复{answered}件" if answered else "均未办结"
    after = f"结转下年度继续办理{carried_out}件" if carried_out else "无结转下年度办理的申请"
    return f"{before}，{done}，{after}"


def _cumulative_requests(source: Source) -> str:
    total = source.facts.requests_cumulative
    return f"截至{source.year}年12月31日，累计受理政府信息公开申请{total}件" if total else ""


def _disputes(source: Source) -> str:
    """State what table four shows: the cases of the year, including those carried over from the year before."""
    told: dict[str, str] = {}
    is_carried = False
    suits, further = (DisputeBlock.DIRECT_SUIT, DisputeBlock.SUIT_AFTER_REVIEW), source.facts.suits_taken_further
    for name, blocks, received, decided in (
        ("行政复议", (DisputeBlock.REVIEW,), source.facts.reviews, 0),
        ("行政诉讼", suits, source.facts.suits, further),
    ):
        shown = [source.figures.get(CellKey("table4", block.value, TOTAL), 0) for block in blocks]
        known = max(received, sum(int(value) for value in shown))
        carried = known - received
        if known:
            aside = _brought_over(known, {"上年尚未审结": carried - decided, "以前审结后又上诉或者再审": decided})
            told[name] = f"{name}{known}件" + (f"（{aside}）" if carried else "")
            is_carried = is_carried or bool(carried)
    if not told:
        return "本年度未发生因政府信息公开工作引起的行政复议和行政诉讼"
    none = next((f"，未发生{name}" for name in ("行政诉讼", "行政复议") if name not in told), "")
    happened = "办理因政府信息公开工作引起的" if is_carried else "因政府信息公开工作发生"
    return f"本年度{happened}{listed(list(told.values()))}{none}"


def _brought_over(known: int, parts: Mapping[str, int]) -> str:
    """Return how many of a year's cases were carried over from earlier years."""
    counted = {words: count for words, count in parts.items() if count}
    if len(counted) == 1 and known in counted.values():
        return f"{'为' if known == 1 else '均为'}{next(iter(counted))}"
    return f"其中{'，另有'.join(f'{words}{count}件' for words, count in counted.items())}"


def _information_fee(source: Source) -> str:
    """State what was paid and what was refunded, since a balance of zero does not mean that nothing was charged."""
    facts, refunded = source.facts, source.facts.information_fee_refunded
    paid, office = facts.information_fee_fen + refunded, f"{source.year}年度本单位"
    if not paid:
        return f"{office}退还信息处理费{yuan(refunded)}元" if refunded else f"{office}未收取信息处理费"
    if refunded:
        return f"{office}收取信息处理费{yuan(paid)}元，退还信息处理费{yuan(refunded)}元"
    return f"{office}收取信息处理费{yuan(paid)}元，涉及申请{facts.information_fee_requests}件"


def _documents(source: Source) -> str:
    issued, repealed, in_force = (
        source.figures.get(CellKey("table2", "normative_documents", column), 0)
        for column in ("issued", "repealed", "in_force")
    )
    if issued:
        made = f"制发行政规范性文件{issued}件，{f'废止{repealed}件' if repealed else '无废止'}"
    else:
        made = f"未制发行政规范性文件，废止{repealed}件" if repealed else "未制发、废止行政规范性文件"
    return f"本年度{made}，{f'现行有效{in_force}件' if in_force else '无现行有效的行政规范性文件'}"


def _website_checks(source: Source) -> str:
    checks, mended = (_activity(source, kind) for kind in (ActivityKind.WEBSITE_CHECK, ActivityKind.CORRECTION))
    found, corrected = max(checks.found, mended.found), mended_defects(checks, mended)
    defects = "错敏字、错断链等问题"
    if corrected >= found:
        outcome = f"整改{defects}{corrected}处" if corrected else ""
    else:
        outcome = f"发现{defects}{found}处" + (f"，已整改{corrected}处" if corrected else "")
    if not checks.times:
        return f"全年{outcome}" if outcome else ""
    return f"全年开展网站内容抽查{checks.times}次{_and(outcome)}"


def mended_defects(checks: ActivityFacts, mended: ActivityFacts) -> int:
    """Return how many defects were corrected, each counted once, though 网站抽查 and 整改 may both report it.

    No more count as corrected than either of them found; if neither says how many, the greater number counts.
    """
    found = max(checks.found, mended.found)
    return min(checks.corrected + mended.corrected, found) if found else max(checks.corrected, mended.corrected)


def _accountability(source: Source) -> str:
    cases = _activity(source, ActivityKind.ACCOUNTABILITY).cases
    return f"本年度责任追究{cases}次" if cases else "本年度未发生责任追究"


def _advice(source: Source) -> str:
    given = _activity(source, ActivityKind.POLICY_ADVICE)
    return f"全年提供政策咨询{given.cases}次" if given.cases else ""


def _activity(source: Source, kind: ActivityKind) -> ActivityFacts:
    return source.facts.activities.get(kind, ActivityFacts())


def _times(kind: ActivityKind, words: str) -> Callable[[Source], str]:
    """Return the function that states how often one kind of work was done; it states nothing if it was not."""

    def told(source: Source) -> str:
        times = _activity(source, kind).times
        return words.format(times) if times else ""

    return told


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


def _publication(source: Source) -> str:
    return f"本报告{_published(source)}，欢迎查阅" if source.profile.website_name else ""


def _platforms(source: Source) -> str:
    named = [name.strip() for name in source.profile.accounts.split(SEPARATOR) if name.strip()]
    return f"{listed(named[:-1])}和{named[-1]}" if len(named) > 1 else "".join(named)


def _platform(source: Source) -> str:
    named = listed([name for name in (source.profile.website_name, _platforms(source)) if name])
    return f"以{named}为载体公开政府信息" if named else "【请写明政府信息公开平台的建设和维护情况】"


def _staff(source: Source) -> str:
    number = source.profile.staff
    return f"配备{number}名工作人员负责政府信息公开工作" if number else ""


def _lead(source: Source) -> str:
    return source.profile.lead_department or source.profile.office


def _organisation(source: Source) -> str:
    return f"政府信息公开工作由{_lead(source)}牵头" if _lead(source) else ""


def _and(words: str) -> str:
    """Return words as a further clause of a sentence; empty if there are none."""
    return f"，{words}" if words else ""


_RELEASES, _OFFICE = (Fact("releases"),), (Profile,)
_REQUESTS = (CellKey("table3", "n1", TOTAL),)
_HANDLED = tuple(CellKey("table3", row, TOTAL) for row in ("n2", "k7", "n4"))
_DISPUTES = tuple(CellKey("table4", block.value, TOTAL) for block in DisputeBlock)
_FEES = (Fact("information_fee_requests"),)
_DOCUMENTS = tuple(CellKey("table2", "normative_documents", column) for column in ("issued", "repealed", "in_force"))
"""Counts that several fields share."""

FIELDS: tuple[BoundField, ...] = (
    BoundField("年份", lambda source: str(source.year)),
    BoundField("下一年", lambda source: str(source.year + 1)),
    BoundField("自称", lambda source: source.office, _OFFICE),
    BoundField("机关全称", lambda source: source.profile.name or source.office, _OFFICE),
    BoundField("统计期限", lambda source: f"{source.year}年1月1日至{source.year}年12月31日"),
    BoundField("公布网站", _published, _OFFICE),
    BoundField("公布情况", _publication, _OFFICE),
    BoundField("联系方式", _contact, _OFFICE),
    BoundField("咨询电话", lambda source: source.profile.advice_phone, _OFFICE),
    BoundField("公开平台", _platforms, _OFFICE),
    BoundField("牵头科室", _lead, _OFFICE),
    BoundField("主要领导", lambda source: source.profile.head, _OFFICE),
    BoundField("分管领导", lambda source: source.profile.deputy, _OFFICE),
    BoundField("主动公开情况", _releases, _RELEASES),
    BoundField("主动公开条数", lambda source: str(source.facts.releases), _RELEASES),
    BoundField("主动公开分类", _release_categories, _RELEASES),
    BoundField("历年累计主动公开", lambda source: str(source.facts.releases_cumulative), _RELEASES),
    BoundField("累计公开情况", _cumulative_releases, _RELEASES),
    BoundField("公开渠道", _channels_of_releases, _RELEASES),
    BoundField("分渠道条数", _releases_by_channel, _RELEASES),
    BoundField("收到申请情况", _requests, _REQUESTS),
    BoundField("新收申请件数", lambda source: str(_table3(source, "n1")), _REQUESTS),
    BoundField("申请渠道", _request_channels, _REQUESTS),
    BoundField("申请人情况", _applicants, _REQUESTS),
    BoundField("申请事项", _request_contents, _REQUESTS),
    BoundField("办理情况", _request_handling, _HANDLED),
    BoundField("累计受理申请", lambda source: str(source.facts.requests_cumulative), _REQUESTS),
    BoundField("累计受理情况", _cumulative_requests, _REQUESTS),
    BoundField("复议诉讼情况", _disputes, _DISPUTES),
    BoundField("信息处理费", _information_fee, _FEES),
    BoundField("规范性文件情况", _documents, _DOCUMENTS),
    BoundField(
        "动态调整情况",
        _times(ActivityKind.ADJUSTMENT, "全年动态调整已公开信息{}次"),
        (ActivityKind.ADJUSTMENT,),
    ),
    BoundField("平台建设情况", _platform, _OFFICE),
    BoundField("工作人员情况", _staff, _OFFICE),
    BoundField(
        "平台维护情况",
        _times(ActivityKind.PLATFORM, "全年开展平台维护{}次"),
        (ActivityKind.PLATFORM,),
    ),
    BoundField("网站抽查情况", _website_checks, (ActivityKind.WEBSITE_CHECK, ActivityKind.CORRECTION)),
    BoundField("组织保障情况", _organisation, _OFFICE),
    BoundField(
        "会议情况",
        _times(ActivityKind.MEETING, "召开政府信息公开工作会议{}次"),
        (ActivityKind.MEETING,),
    ),
    BoundField(
        "培训情况",
        _times(ActivityKind.TRAINING, "组织政府信息公开培训{}次"),
        (ActivityKind.TRAINING,),
    ),
    BoundField(
        "宣传情况",
        _times(ActivityKind.PUBLICITY, "开展政府信息公开宣传{}次"),
        (ActivityKind.PUBLICITY,),
    ),
    BoundField(
        "考核评议情况",
        _times(ActivityKind.ASSESSMENT, "开展考核评议{}次"),
        (ActivityKind.ASSESSMENT,),
    ),
    BoundField("责任追究情况", _accountability, (ActivityKind.ACCOUNTABILITY,)),
    BoundField("变动说明", lambda source: "；".join(source.reasons)),
    BoundField(
        "企事业单位公开情况",
        _times(ActivityKind.PUBLIC_UTILITIES, "全年指导公共企事业单位信息公开{}次"),
        (ActivityKind.PUBLIC_UTILITIES,),
    ),
    BoundField("政策咨询情况", _advice, (ActivityKind.POLICY_ADVICE,)),
)
"""Every bound field, in the order the editor offers them."""

_FIELD = re.compile(r"\{([^{}\n]{1,80})\}")
_TABLES = {"table2": "表二", "table3": "表三", "table4": "表四"}


def _cell_field(cell: CellKey) -> BoundField:
    return BoundField(
        f"{_TABLES[cell.table]}/{cell.path.partition('/')[2]}",
        lambda source: figure_text(source.figures.get(cell, 0)),
        (cell,),
    )


CELL_FIELDS: Mapping[str, CellKey] = {_cell_field(cell).name: cell for cell in CELLS}
"""Each of the 200 figures by its printed labels: 「表三/一、本年新收政府信息公开申请数量/总计」."""

_BOUND: Mapping[str, BoundField] = {bound.name: bound for bound in (*FIELDS, *(_cell_field(cell) for cell in CELLS))}


def bound_field(name: str) -> BoundField | None:
    """Return the bound field of a name, one of ``FIELDS`` or of the 200 figures, or None."""
    return _BOUND.get(name)


_SIGNS, _STOPS = "，、；", "，、；。"


@dataclass(frozen=True)
class Piece:
    """One piece of a line: its stored text, and how it is printed; ``name`` is the bound field it represents.

    A field without text is printed as nothing, together with the punctuation it drops.
    """

    kept: str
    printed: str
    name: str = ""


def filled(text: str, source: Source) -> str:
    """Return the text with every known bound field filled in; unknown ones are left as typed.

    A field without text drops one punctuation mark, 「甲，{无}。」 is 「甲。」 and 「{无}，乙。」 is 「乙。」, or the
    whole line if there is nothing else in it.
    """
    lines = ((line, "".join(piece.printed for piece in pieces(line, source))) for line in text.split("\n"))
    return "\n".join(told for line, told in lines if told or not line)


def pieces(line: str, source: Source) -> tuple[Piece, ...]:
    """Return a line in pieces, typed text and bound fields; joined they are the line."""
    made: list[Piece] = []
    end = 0
    for match in _FIELD.finditer(line):
        bound = _BOUND.get(match[1])
        if bound is None:
            continue
        if typed := line[end : match.start()]:
            made.append(Piece(typed, typed))
        kept, words, end = match[0], bound.words(source), match.end()
        if not words:
            follows, told = line[end : end + 1], "".join(piece.printed for piece in made)
            if told[-1:] in _SIGNS and follows in _STOPS:
                told = _without_last_sign(made)
            if told[-1:] in ("", "。") and follows and follows in _STOPS:
                kept, end = kept + follows, end + 1
        made.append(Piece(kept, words, match[1]))
    if rest := line[end:]:
        made.append(Piece(rest, rest))
    return tuple(_silent_together(made))


def _without_last_sign(made: list[Piece]) -> str:
    """Drop the last printed punctuation mark and return the printed text; the stored text does not change."""
    place = next((place for place in reversed(range(len(made))) if made[place].printed), None)
    if place is None:
        return ""
    piece = made[place]
    if piece.name:
        made[place] = replace(piece, printed=piece.printed[:-1])
    else:
        typed = piece.kept[:-1]
        made[place : place + 1] = [*([Piece(typed, typed)] if typed else []), Piece(piece.kept[-1], "")]
    return "".join(piece.printed for piece in made)


def _silent_together(made: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces, with adjacent ones that print nothing merged."""
    for is_silent, run in groupby(made, key=lambda piece: not piece.printed):
        together = list(run)
        if is_silent:
            name = next((piece.name for piece in together if piece.name), "")
            yield Piece("".join(piece.kept for piece in together), "", name)
        else:
            yield from together


def unknown_fields(text: str) -> tuple[str, ...]:
    """Return the names in braces that are not bound fields, in order."""
    return tuple(name for name in _FIELD.findall(text) if name not in _BOUND)


def own_text(text: str) -> str:
    """Return a text's own words: no bound fields, headings, figures, 「未发生…」 or punctuation."""
    return re.sub("[，、；。]", "", own_words(Section("", _FIELD.sub("", text))))


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
    "本报告依据《中华人民共和国政府信息公开条例》（中华人民共和国国务院令第711号）《国务院办公厅政府信息与政务公开办公室"
    "关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》（国办公开办函〔2021〕30号）有关规定编制。"
    "报告全文由“总体情况”“主动公开政府信息情况”“收到和处理政府信息公开申请情况”“政府信息公开行政复议、行政诉讼情况”"
    "“存在的主要问题及改进情况”“其他需要报告的事项”六个部分组成。本报告中所列数据的统计时限为{统计期限}。"
    "{公布情况}。对本报告如有疑问，可{联系方式}。"
)
_OVERVIEW_TEXT = "\n".join(
    (
        OVERVIEW_HEADINGS[0],
        "{主动公开情况}，{累计公开情况}。{公开渠道}。",
        OVERVIEW_HEADINGS[1],
        "{收到申请情况}，{办理情况}。{累计受理情况}。{复议诉讼情况}。",
        OVERVIEW_HEADINGS[2],
        "{规范性文件情况}。{动态调整情况}。",
        OVERVIEW_HEADINGS[3],
        "{平台建设情况}，{工作人员情况}。{平台维护情况}。{网站抽查情况}。",
        OVERVIEW_HEADINGS[4],
        "{组织保障情况}，{培训情况}，{考核评议情况}，{责任追究情况}。",
    )
)
_PROBLEMS_TEXT = "\n".join(
    (
        "（一）存在的主要问题",
        "【请写明本年政府信息公开工作中存在的主要问题】",
        "（二）改进情况",
        "【请写明针对这些问题已经采取和将要采取的改进措施】",
    )
)
_PROMPT = re.compile(r"【请[^】\n]*】")


def prompts(text: str) -> tuple[str, ...]:
    """Return the prompts left in a text, each in its brackets."""
    return tuple(_PROMPT.findall(text))


def prompt_at(text: str, place: int) -> tuple[int, int] | None:
    """Return where the prompt around a position begins and ends, or None."""
    spans = (found.span() for found in _PROMPT.finditer(text))
    return next((span for span in spans if span[0] < place < span[1]), None)


def without_prompts(text: str) -> str:
    """Return a text without its prompts, to check what is written already."""
    return _PROMPT.sub("", text)


PARTS: tuple[Part, ...] = (
    Part(OPENING, "开头", _OPENING_TEXT),
    Part(OVERVIEW, SECTION_HEADINGS[0], _OVERVIEW_TEXT),
    Part(PROBLEMS, SECTION_HEADINGS[4], _PROBLEMS_TEXT),
    Part(OTHERS, SECTION_HEADINGS[5], "{信息处理费}。"),
    Part(SIGNATURE, "署名", "{机关全称}"),
    Part(DATED_ON, "成文日期", ""),
)
"""The editable parts in printed order; drafts are stored under their keys."""

PROSE = (OPENING, OVERVIEW, PROBLEMS, OTHERS)
"""The parts to be read or written before the report is issued; the others are just a name and a day."""
