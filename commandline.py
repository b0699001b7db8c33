"""The commands that need no window: arguments in, one task, an exit status out.

0 is fine, 1 means that something was found or refused; 2, could not run, is what ``main`` makes of a DisclosureError.

Nothing heavy is imported before it is used.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure.records import LEDGERS
from disclosure.wording import listed
from tasks.arguments import Arguments, UsageError, read_arguments
from tasks.usages import USAGES

if TYPE_CHECKING:
    from disclosure.checks.finding import Finding

FINE, FOUND = 0, 1
PUBLISHED_REPORT = "published-report"
_SEVERITIES = {"error": "错误", "warning": "提醒", "info": "提示"}
_MOST_LISTED = 20
_MOST_CHARGED = 1_000_000  # pieces or pages; one sentence explains every ten pieces
_HELP = ("--help", "-h")


def run(words: Sequence[str], today: date) -> int:
    """Run the command whose name is the first word; raise UsageError where there is no such command."""
    name, rest = words[0], words[1:]
    if name in _HELP or any(word in _HELP for word in rest):
        print("main.py [FILE]  打开窗口", *(usage.help_line for usage in USAGES.values()), sep="\n")
        return FINE
    if name not in COMMANDS:
        raise UsageError(f"没有“{name}”这个命令，也没有这个文件；可用的命令：{listed(tuple(COMMANDS))}")
    return COMMANDS[name](read_arguments(USAGES[name], rest), today)


def _report(arguments: Arguments, today: date) -> int:
    from tasks.files import opened  # noqa: PLC0415
    from tasks.report.writing import export_report  # noqa: PLC0415

    year, papers = arguments.year(), [Path(text) for text in arguments.texts("--to")]
    with opened(arguments.path("FILE")) as registers:
        for path in export_report(registers, year, papers, today):
            print(path)
    return FINE


def _check(arguments: Arguments, today: date) -> int:
    from tasks.files import opened  # noqa: PLC0415
    from tasks.report.check import check_year  # noqa: PLC0415

    year = arguments.year()
    with opened(arguments.path("FILE")) as registers:
        findings = check_year(registers, year, today)
    return _tell(arguments, {"year": year, "findings": [finding.as_json() for finding in findings]}, findings)


def _check_report(arguments: Arguments, _today: date) -> int:
    from exporters.report.json import report_json  # noqa: PLC0415
    from tasks.report.check import check_source  # noqa: PLC0415

    previous = arguments.path("--previous") if arguments.has("--previous") else None
    report, findings = check_source(arguments.path("SOURCE"), previous)
    told = [finding.as_json() for finding in findings]
    return _tell(arguments, {"report": report_json(report), "findings": told}, findings)


def _tell(arguments: Arguments, answer: Mapping[str, object], findings: Sequence["Finding"]) -> int:
    if arguments.has("--json"):
        _print_json(answer)
    else:
        lines = [f"[{_SEVERITIES[finding.severity]}] {finding.rule} {finding.message}" for finding in findings]
        print("\n".join(lines) or "没有发现问题。")
    return FOUND if any(finding.is_error for finding in findings) else FINE


def _import(arguments: Arguments, _today: date) -> int:
    from tasks.files import opened_or_made  # noqa: PLC0415

    register, source = arguments.text("--as"), arguments.path("SOURCE")
    if register not in (*LEDGERS, PUBLISHED_REPORT):
        raise arguments.usage.mistake(f"--as 应为 {listed(tuple(LEDGERS))} 或 {PUBLISHED_REPORT}，不能是“{register}”")
    if register == PUBLISHED_REPORT:
        return _import_published(arguments, source)
    from importers.ledgers.mapping import read_mapping  # noqa: PLC0415
    from tasks.ledgers.importing import import_ledger  # noqa: PLC0415

    mapping = read_mapping(arguments.path("--mapping")) if arguments.has("--mapping") else {}
    with opened_or_made(arguments.path("FILE"), arguments.secret()) as registers:
        result = import_ledger(registers, source, register, mapping)
    print(result.summary)
    for row in result.refused[:_MOST_LISTED]:
        print(f"  {row.sentence}")
    return FOUND if result.refused else FINE


def _import_published(arguments: Arguments, source: Path) -> int:
    if not arguments.has("--year"):
        raise arguments.usage.mistake(f"--as {PUBLISHED_REPORT} 需要同时写 --year")
    from tasks.files import opened_or_made  # noqa: PLC0415
    from tasks.report.published import import_published  # noqa: PLC0415

    year = arguments.year()
    with opened_or_made(arguments.path("FILE"), arguments.secret()) as registers:
        report = import_published(registers, source, year)
    print(f"已把 {report.year} 年公布的年度报告作为上年数据导入。")
    return FINE


def _export(arguments: Arguments, _today: date) -> int:
    from tasks.files import opened  # noqa: PLC0415
    from tasks.ledgers.exporting import export_ledger  # noqa: PLC0415

    register, path = arguments.text("--register"), arguments.path("--to")
    if register not in LEDGERS:
        raise arguments.usage.mistake(f"--register 应为 {listed(tuple(LEDGERS))}，不能是“{register}”")
    year = arguments.year() if arguments.has("--year") else None
    with opened(arguments.path("FILE"), arguments.secret()) as registers:
        count = export_ledger(registers, register, path, year=year, mask=arguments.has("--mask"))
    print(f"已导出 {count} 条：{path}")
    return FINE


def _due(arguments: Arguments, _today: date) -> int:
    from tasks.calendar.due_date import due_report  # noqa: PLC0415

    answer = due_report(arguments.day("--received"), arguments.whole("--term", 20, least=1, most=366))
    if arguments.has("--json"):
        _print_json(answer.as_json())
    else:
        print("\n".join(answer.lines()))
    return FINE


def _fee(arguments: Arguments, _today: date) -> int:
    from tasks.cases.fees import fee_report  # noqa: PLC0415

    unit = "--pieces" if arguments.has("--pieces") else "--pages"
    answer = fee_report(**{unit.removeprefix("--"): arguments.whole(unit, most=_MOST_CHARGED)})
    if arguments.has("--json"):
        _print_json(answer.as_json())
    else:
        print("\n".join(answer.lines()))
    return FINE


def _backup(arguments: Arguments, _today: date) -> int:
    from tasks.files import made_folder, opened  # noqa: PLC0415
    from tasks.safety.backup import back_up  # noqa: PLC0415

    with opened(arguments.path("FILE")) as registers:
        print(back_up(registers, made_folder(arguments.path("--to"))))
    return FINE


def _verify(arguments: Arguments, _today: date) -> int:
    from tasks.safety.verify import verdict  # noqa: PLC0415

    found = verdict(arguments.path("FILE"), arguments.secret())
    print("\n".join([*found.sentences, *(found.marks if arguments.has("--fingerprints") else ())]))
    return FOUND if found.problems else FINE


def _restore(arguments: Arguments, _today: date) -> int:
    from tasks.safety.backup import restore  # noqa: PLC0415

    restore(arguments.path("BACKUP"), arguments.path("--to"))
    print(f"已恢复到：{arguments.path('--to')}")
    return FINE


def _profile(arguments: Arguments, _today: date) -> int:
    from tasks.files import opened, opened_or_made  # noqa: PLC0415
    from tasks.profile import amended_profile, profile_lines  # noqa: PLC0415

    path, pairs = arguments.path("FILE"), arguments.texts("--set")
    with opened_or_made(path, arguments.secret()) if pairs else opened(path) as registers:
        facts = profile_lines(amended_profile(registers, pairs) if pairs else registers.profile())
    if arguments.has("--json"):
        _print_json(facts)
    else:
        print("\n".join(f"{label}: {value}" for label, value in facts.items()))
    return FINE


def _print_json(answer: Mapping[str, object]) -> None:
    print(json.dumps(answer, ensure_ascii=False, indent=1))


COMMANDS: Mapping[str, Callable[[Arguments, date], int]] = {
    "report": _report, "check": _check, "check-report": _check_report, "import": _import, "export": _export,
    "due": _due, "fee": _fee, "backup": _backup, "verify": _verify, "restore": _restore, "profile": _profile,
}
