"""Rules F-1 to F-7, F-20, F-23, F-27: the frame of the report — title, headings, edition, labels."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from disclosure.checks.finding import Finding, error, warning
from disclosure.checks.subject import Subject
from disclosure.numerals import NUMERALS, parse_any
from disclosure.report.cells import CELLS, COLUMN_LABELS, ROW_LABELS, CellKey
from disclosure.report.coverage import coverage_of
from disclosure.report.model import SECTION_HEADINGS, TABLE_SECTIONS, AnnualReport, Level
from disclosure.term_base import fold
from disclosure.wording import listed, some_listed

_OLD_EDITION, _LAST_OLD_YEAR = "2019", 2020
_TITLE = re.compile(r"^.+?(?P<year>20\d\d)年政府信息公开工作年度报告\Z")
_SUB_HEADINGS: Mapping[str, re.Pattern[str]] = {
    "主动公开": re.compile(r"主动公开"),
    "依申请公开": re.compile(r"依申请"),
    "政府信息管理": re.compile(r"信息(?:资源)?(?:规范化?)?管理|信息资源"),
    "政府信息公开平台建设": re.compile(r"平台"),
    "监督保障": re.compile(r"监督|保障"),
}
_NUMBERED = re.compile(
    # 「（三）监督保障」, alone or before its sentence; 「3.规范流程」, not the 「3.5万元」 a line begins with
    rf"^(?:[（(](?P<sub>[{NUMERALS}]+)[）)]|(?P<point>[0-9]{{1,2}})[.．、](?![0-9]))"
)
_PROBLEM, _IMPROVED = re.compile(r"问题|不足"), re.compile(r"改进|整改|措施|下一步")
_LETTER_TITLE = re.compile(r"关于.*(?:报送|上报|呈报|呈送)|的(?:请示|函)\Z")
_LETTER_TEXT = re.compile(
    # what a letter asks of its addressee (「妥否，请批示」), and how it submits something (「现将…上报如下」「请查收」)
    r"妥否|请予?(?:审阅|审核|批示)|特此(?:报送|上报|呈报)|现将.{0,40}(?:上报|报送|呈报)如下|随文(?:附|报送)|报送(?:给)?贵|现(?:将|予以).{0,40}(?:上报|报送)(?:给)?(?:你|贵)|请查收"
)

_PARTS_TOLD = re.compile(
    # 「报告全文由“总体情况”……六个部分组成」, 「本报告包括……等6部分」, from the end of the sentence before
    rf"(?P<named>[^。；]{{0,200}}?)(?P<n>[{NUMERALS}]{{1,2}}|[0-9]{{1,2}})个?(?:大)?(?:部分|方面)(?:组成|构成|内容|。|，|；)"
)
_PARTS_NAMED: Mapping[str, re.Pattern[str]] = dict(
    zip(
        SECTION_HEADINGS,
        map(re.compile, ("总体|概述|概况", "主动公开", "申请", "复议|诉讼", "问题|改进", "其他")),
        strict=True,
    )
)
"""The words by which a list of the parts names each."""
_FEW_SIGNS = 20


def is_whole(report: AnnualReport) -> bool:
    """Whether the report has prose sections at all; an excerpt of tables is not expected to have any."""
    return any(
        section.heading[:1] in "一五六" and section.text.strip() for section in report.sections if section.heading
    )


def six_sections(subject: Subject) -> Iterator[Finding]:
    """F-1: six sections, in order, none missing, none of the three tables empty."""
    report = subject.report
    if not is_whole(report):
        return
    numbers = [section.heading[0] for section in report.sections if section.heading.startswith(tuple(NUMERALS[:6]))]
    apart = not any(heading[0] in numbers for heading in TABLE_SECTIONS)  # the tables are separate from the prose
    missing = [
        heading
        for heading in SECTION_HEADINGS
        if heading[0] not in numbers and not (apart and subject.sheet.has(TABLE_SECTIONS.get(heading, "")))
    ]
    if missing:
        yield error("F-1", f"缺少{listed([f'“{heading}”' for heading in missing])}，年度报告应有六个部分。")
    elif numbers != sorted(numbers, key=NUMERALS.index):
        yield error("F-1", f"六个部分的次序不对，现为{listed(numbers)}。")
    for heading, table in TABLE_SECTIONS.items():
        older = table == "table2" and "table2_2019" in report.older_tables
        if heading[0] in numbers and not older and not any(key.table == table for key in report.figures):
            yield error("F-1", f"“{heading}”只有标题，没有表格或表格不是文字。", [table])


def parts_in_words(subject: Subject) -> Iterator[Finding]:
    """F-1: where the report says in words of how many parts it consists, and names them, it says six."""
    text = "".join(subject.report.opening.split())
    for match in _PARTS_TOLD.finditer(text):
        if parse_any(match["n"]) != len(SECTION_HEADINGS):
            told = f"开头说“{match.group()}”，年度报告应有六个部分。"
            yield error("F-1", told, (), (match.group(),), quotes=(match.group(),))
        named = match["named"]
        absent = [heading[2:] for heading, words in _PARTS_NAMED.items() if not words.search(named)]
        if len(absent) < len(_PARTS_NAMED) / 2 and absent:
            told = f"开头列出报告的组成部分，没有列{listed([f'“{heading}”' for heading in absent])}。"
            yield warning("F-1", told, (), absent, quotes=(match.group(),))


def heading_words(subject: Subject) -> Iterator[Finding]:
    """F-2: the six headings have the exact official wording."""
    official = {heading[0]: heading for heading in SECTION_HEADINGS}
    for section in subject.report.sections:
        wanted = official.get(section.heading[:1])
        if wanted and fold(section.heading) != fold(wanted):
            yield warning("F-2", f"标题“{section.heading}”应为“{wanted}”。", (), (section.heading, wanted))
    for wanted, printed in {**subject.report.labels_noted, **subject.report.labels_read}.items():
        if wanted in SECTION_HEADINGS and fold(printed) != fold(wanted):
            yield warning("F-2", f"标题“{printed}”应为“{wanted}”。", (), (printed, wanted))


def no_more_sections(subject: Subject) -> Iterator[Finding]:
    """F-3: there is no seventh section."""
    seen: set[str] = set()
    for section in subject.report.sections:
        number = section.heading[:1]
        if number and (number in NUMERALS[6:] or number in seen):
            yield warning("F-3", f"“{section.heading}”是六个部分以外的内容。", (), (section.heading,))
        seen.add(number or "?")


def sub_headings(subject: Subject) -> Iterator[Finding]:
    """F-4: section one has its five customary parts."""
    section = next((s for s in subject.report.sections if s.heading.startswith("一")), None)
    if section is None or not section.text.strip():
        return
    lines = [line.strip() for line in section.text.splitlines()]
    heads = "\n".join(line[:30] for line in lines if re.match(rf"[（(]?[{NUMERALS}0-9]+[）)、.．]", line))
    absent = [name for name, words in _SUB_HEADINGS.items() if not words.search(heads)]
    if absent:
        yield warning("F-4", f"第一部分没有{listed([f'“{name}”' for name in absent])}的小标题。", (), absent)


def headings_in_order(subject: Subject) -> Iterator[Finding]:
    """F-27: sub-headings and points are numbered one after the other; in section five the problems come first."""
    for section in subject.report.sections:
        numbers = {"sub": 0, "point": 0}
        for line in map(str.strip, section.text.splitlines()):
            found = _NUMBERED.match(line)
            kind = found.lastgroup if found else None
            if found is None or kind is None:
                continue
            number = parse_any(found[kind])
            if number not in (1, numbers[kind] + 1):
                before = f"前一项是第{numbers[kind]}项" if numbers[kind] else "前面没有第1项"
                told = f"“{section.heading}”里小标题的序号不连续：“{line[:_FEW_SIGNS]}”，{before}。"
                yield warning("F-27", told, quotes=(line,))
            numbers[kind] = int(number or 0)
            if kind == "sub":
                numbers["point"] = 0
        heads = [one.text for one in section.paragraphs if one.level is Level.SUB_HEADING]
        asked = [place for place, head in enumerate(heads) if _PROBLEM.search(head) and not _IMPROVED.search(head)]
        done = [place for place, head in enumerate(heads) if _IMPROVED.search(head) and not _PROBLEM.search(head)]
        if section.heading.startswith("五") and asked and done and done[0] < asked[0]:
            told = f"第五部分先写“{heads[done[0]]}”后写“{heads[asked[0]]}”，应先写问题，再写改进情况。"
            yield warning("F-27", told, quotes=(heads[done[0]],))


def empty_headings(subject: Subject) -> Iterator[Finding]:
    """F-27: something stands below a heading, where something stands below others of its kind; else they are a list."""
    for section in subject.report.sections:
        lines = [one for one in section.paragraphs if one.text.strip()]
        empty = [
            here.level > Level.BODY and (below is None or Level.BODY < below.level <= here.level)
            for here, below in zip_longest(lines, lines[1:])
        ]
        with_more = {line.level for line, is_so in zip(lines, empty, strict=True) if not is_so}
        for line, is_so in zip(lines, empty, strict=True):
            if is_so and line.level in with_more:
                yield warning("F-27", f"“{section.heading}”里“{line.text}”下面没有内容。", quotes=(line.text,))


def title(subject: Subject) -> Iterator[Finding]:
    """F-5: the title is 「{机关}{年}年政府信息公开工作年度报告」."""
    report = subject.report
    text = "".join(report.title.split())
    if not text:
        if is_whole(report):
            yield warning("F-5", "没有找到年度报告的标题，应为“（机关）（年份）年政府信息公开工作年度报告”。")
        return
    match = _TITLE.match(text)
    if match is None:
        yield warning(
            "F-5",
            f"标题“{text}”应为“{report.agency or '（机关）'}{report.year or '（年份）'}年政府信息公开工作年度报告”。",
            (),
            (text,),
        )
    elif report.year and int(match["year"]) != report.year:
        yield warning("F-5", f"标题的年份是{match['year']}年，报告的数据是{report.year}年。", (), (text,))


def edition(subject: Subject) -> Iterator[Finding]:
    """F-6: the tables of the abolished 2019 edition are not used for years after 2020."""
    report = subject.report
    is_old = _OLD_EDITION in report.edition[:4] or "table2_2019" in report.older_tables
    if is_old and report.year > _LAST_OLD_YEAR:
        yield error(
            "F-6",
            f"{report.year}年度用了已废止的2019版表格，应改用国办公开办函〔2021〕30号的表格。",
            ["table2"],
            (report.year,),
        )


def labels(subject: Subject) -> Iterator[Finding]:
    """F-7: row and column labels have the exact official wording (for labels noted by hand this is a warning)."""
    report = subject.report
    loose = str.maketrans("", "", "、，,．.：:“”\"‘’'·")
    for say, variants in ((error, report.labels_read), (warning, report.labels_noted)):
        for wanted, printed in variants.items():
            is_same = fold(printed).translate(loose) == fold(wanted).translate(loose)
            if wanted not in SECTION_HEADINGS and not is_same:
                yield say("F-7", f"表格栏目“{printed}”应为“{wanted}”。", (), (printed, wanted))
    if report.labels_misplaced:
        named = some_listed([f"“{label}”" for label in report.labels_misplaced])
        yield error("F-7", f"表格栏目的次序与格式不一致：{named}，要核对数字是否填在本栏。", ())
    whole_columns = {label for table in _TABLE_NAMES for label in coverage_of(report).columns(table)}  # told by F-23
    absent = [label for label in report.labels_absent if label not in whole_columns]
    if absent:
        named = some_listed([f"“{label}”" for label in absent])
        yield warning("F-7", f"表格里没有读出栏目{named}，要核对原文。", (), absent)


_TABLE_NAMES = {"table2": "表二", "table3": "表三", "table4": "表四"}


def statutory_cells(subject: Subject) -> Iterator[Finding]:
    """F-23: every statutory row, column and cell is there, once; zero is printed as 0, and nothing may be left out.

    A heading without any table is left to F-1. An excerpt need not have every table, but cells of its tables that were
    not read are reported, so that nobody thinks they were checked.
    """
    covered, is_excerpt = coverage_of(subject.report), not is_whole(subject.report)
    for table, row in sorted(subject.report.repeated):
        named = f"{_TABLE_NAMES[table]}“{ROW_LABELS[table][row]}”一行"
        says = f"{named}不止一次，数字互不相同，只核对了第一次的；只留正确的一行。"
        yield error("F-23", says, [key.path for key in CELLS if (key.table, key.row) == (table, row)])
    for heading, table in TABLE_SECTIONS.items():
        gone = covered.gone(table)
        if is_excerpt:
            if not covered.is_whole_gone(table):
                yield from _cells_not_read(table, gone)
            continue
        if covered.is_whole_gone(table):
            if any(key.table == table for key in subject.report.figures):
                yield _not_read(f"“{heading}”的{len(gone)}格都没有读出，表格缺少数据行，或者没有找到", gone)
            continue
        rows, columns = covered.rows(table), covered.columns(table)
        for label in rows:
            cells = [cell for cell in gone if ROW_LABELS[table][cell.row] == label]
            yield _not_read(f"{_TABLE_NAMES[table]}没有找到“{label}”一行（{len(cells)}格没有读出）", cells)
        for label in columns:
            cells = [cell for cell in gone if COLUMN_LABELS[table][cell.column] == label]
            yield _not_read(f"{_TABLE_NAMES[table]}没有找到“{label}”一列（{len(cells)}格没有读出）", cells)
        rest = [
            cell
            for cell in gone
            if ROW_LABELS[table][cell.row] not in rows and COLUMN_LABELS[table][cell.column] not in columns
        ]
        yield from _cells_not_read(table, rest)


def _cells_not_read(table: str, cells: Sequence[CellKey]) -> Iterator[Finding]:
    """Yield a warning about single cells that were not read; probably they are there and we failed to read them."""
    if cells:
        names = some_listed([cell.path.partition("/")[2].replace("/", "·") for cell in cells])
        says = f"{_TABLE_NAMES[table]}有{len(cells)}格没有读出：{names}，要核对原文。"
        yield warning("F-23", says, [cell.path for cell in cells])


def _not_read(says: str, cells: Sequence[CellKey]) -> Finding:
    return error("F-23", f"{says}，没有的也应印0，要核对原文。", [cell.path for cell in cells])


def no_letter(subject: Subject) -> Iterator[Finding]:
    """F-20: what is published is the report, not the letter that sent it up."""
    report = subject.report
    found = _LETTER_TITLE.search(report.title) or _LETTER_TEXT.search(
        "\n".join([report.opening, *(section.text for section in report.sections)])
    )
    if found:
        told = f"公布的像是报送公文而不是年度报告：“{found.group()}”。"
        yield error("F-20", told, quotes=(found.group(),))


CHECKS = (
    six_sections,
    parts_in_words,
    heading_words,
    no_more_sections,
    sub_headings,
    headings_in_order,
    empty_headings,
    title,
    edition,
    labels,
    statutory_cells,
    no_letter,
)
