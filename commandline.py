"""The commands that need no window: words in, one task, an exit status out.

Exit status 0 is fine, 1 means that something was found or refused; ``main`` turns a DisclosureError into 2, could not
run. argparse by itself speaks English and ends the process. Here every mistake is a UsageError, one Chinese sentence
that closes with the correct usage, and every word of the help is our own.

Heavy modules are imported by the command that uses them.
"""

import argparse
import errno
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Self

from disclosure.calendar.statutory_deadlines import TimeLimit
from disclosure.column_kinds import parse_date
from disclosure.errors import DisclosureError, NotAgreedError, UnreadableValueError
from disclosure.records import LEDGERS
from disclosure.report.counting import Period
from disclosure.report.coverage import coverage_of, unread
from disclosure.statistics.periods import parse_period
from disclosure.wording import cut_short, json_text, listed, quoted
from exporters.report.formats import FORMATS
from exporters.report.json import report_json
from resources.program import program_name, version
from tasks.calendar.due_date import DueReport, due_report
from tasks.calendar.loading import load_calendar
from tasks.cases.fees import FeeReport, fee_report
from tasks.files import made_folder, opened, opened_as_saved, opened_or_made
from tasks.printing import say
from tasks.profile import amended_profile, profile_lines
from tasks.safety.backup import back_up, restore
from tasks.safety.salvage import salvage_words, salvaged
from tasks.safety.verify import verdict
from tasks.today.calendar_file import export_calendar

if TYPE_CHECKING:
    from disclosure.checks.finding import Finding

FINE, FOUND = 0, 1
PUBLISHED_REPORT = "published-report"
FIRST_YEAR, LAST_YEAR = 1949, 2199
_SEVERITIES = {"error": "错误", "warning": "提醒", "info": "提示"}
_EVEN_ISSUED = "已签发的年度报告会因此与登记簿不一致，仍然写入"
_MOST_CHARGED = 1_000_000  # pieces or pages; one sentence explains every ten pieces
_LONGEST_TERM = 366  # working days
_AFTER = """\
退出码：0 正常；1 检查发现错误、导入有退回的行、校验发现损坏、抢救有没读出的；2 未能执行，原因是标准错误上的一句话。
选项的先后不限，也可以写成 --year=2024；“--”以后的都不是选项。与命令同名的文件写成 ./report 或 -- report。
某个命令的写法：%(prog)s COMMAND --help"""

Reader = Callable[[str, str], object]
"""Parses a typed text. It is given the option's name first, and names it in the UsageError it may raise."""


class UsageError(DisclosureError):
    """What was typed is not a command; the sentence says what is wrong and how to write it."""


def run(words: Sequence[str], today: date) -> int:
    """Run the command the words name and return its exit status; raise UsageError for the first mistake in them."""
    program, commands = _parsers()
    name = next((word for word in words if not word.startswith("-")), None)
    if words[0] == "--" or (name not in commands and name is not None):
        raise _no_command(words, name or "", commands)
    parser = program if name is None else commands[name]
    try:
        given, rest = program.parse_known_args(words)
        _refuse_rest(words, rest)
        if given.sample:
            raise UsageError("--sample 应单独写")
        if given.version:
            say(f"信息公开工作台 {version()}")
            return FINE
        parser.refuse_missing(given)
        return COMMANDS[given.command](given, today)
    except SystemExit:  # of --help, printed
        return FINE
    except argparse.ArgumentError as wrong:
        # Only two of argparse's own complaints get here: a value for an option that takes none, or none for one that
        # takes one.
        what = "后面不写内容" if wrong.argument_name in parser.flags else "后面缺少内容"
        raise parser.mistake(f"{wrong.argument_name} {what}") from wrong
    except UsageError as wrong:
        raise parser.mistake(str(wrong)) from wrong
    except NotAgreedError as question:  # nobody is there to be asked: a script agrees beforehand
        raise DisclosureError(f"{question}确实要写入的，加上 --even-issued。") from question


def _no_command(words: Sequence[str], name: str, commands: Iterable[str]) -> UsageError:
    if len(words) > 1 and (words[0] == "--" or (name and os.path.exists(name))):
        return UsageError(f"打开窗口只写一个文件：{program_name()} [FILE]；可用的命令：{listed(tuple(commands))}")
    return UsageError(f"没有{quoted(name)}这个命令，也没有这个文件；可用的命令：{listed(tuple(commands))}")


def _refuse_rest(words: Sequence[str], rest: Sequence[str]) -> None:
    """Raise UsageError for the first word that no option and no operand took."""
    options = tuple(takewhile(lambda word: word != "--", words))
    for word in rest:
        if word.startswith("-") and word in options:
            raise UsageError(f"没有“{word.partition('=')[0]}”这个选项")
        if word != "--":
            raise UsageError(f"多写了“{word}”")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """The help in Chinese."""

    def __init__(self, prog: str) -> None:
        # whatever the terminal: argparse would break Chinese lines in the middle of a word
        super().__init__(prog, max_help_position=32, width=sys.maxsize)

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        """Put 用法 in front of the usage instead of argparse's English."""
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """The parser of one command, or of the whole program.

    Nothing is ``required`` as far as argparse knows, which would complain in English; ``refuse_missing`` checks that.
    """

    def __init__(self, **described: Any) -> None:
        super().__init__(
            **described, add_help=False, allow_abbrev=False, exit_on_error=False, formatter_class=_Formatter
        )
        self.flags = {"-h/--help"}
        self._needed: dict[str, str] = {}
        self._operands, self._options = self.add_argument_group("参数"), self.add_argument_group("选项")
        self._options.add_argument("-h", "--help", action=_Help, help="显示这份说明")

    def error(self, message: str) -> NoReturn:  # noqa: ARG002
        """Raise instead of ending the process; nobody sees the English message."""
        raise UsageError("写法不对")

    def mistake(self, what: str) -> UsageError:
        """Return the error for one mistake, with the correct usage."""
        return UsageError(f"{what}；正确写法：{(self.usage or '') % {'prog': self.prog}}")

    def operand(self, name: str, told: str = "数据文件") -> Self:
        """Add a file given by its position, the data file by default; return this parser, like all that follow."""
        self._operands.add_argument(name.lower(), metavar=name, action=_Operand, help=told).required = False
        self._needed[name] = name.lower()
        return self

    def value(
        self,
        option: str,
        metavar: str,
        told: str,
        reads: Reader,
        *,
        needed: bool = False,
        dest: str | None = None,
        action: type["_Value"] | None = None,
    ) -> Self:
        """Add an option that takes a value, which ``reads`` parses."""
        dest = dest or option.removeprefix("--").replace("-", "_")
        self._options.add_argument(option, dest=dest, metavar=metavar, help=told, reads=reads, action=action or _Value)
        if needed:
            self._needed[option] = dest
        return self

    def flag(self, option: str, told: str) -> Self:
        """Add an option without a value."""
        self._options.add_argument(option, action=_Flag, help=told)
        self.flags.add(option)
        return self

    def json(self) -> Self:
        """Add ``--json``."""
        return self.flag("--json", "只写出一个 JSON 对象")

    def password(self) -> Self:
        """Add ``--password-file``."""
        return self.value("--password-file", "P.txt", "第一行写着口令的文本文件（文件设有口令时）", _secret)

    def refuse_missing(self, given: argparse.Namespace) -> None:
        """Raise UsageError for the first operand or option that is needed and was not given."""
        for name, dest in self._needed.items():
            if getattr(given, dest) is None:
                raise UsageError(f"缺少 {name}")


class _Operand(argparse.Action):
    """A file given by its position."""

    def __call__(
        self, _parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, _option: str | None = None
    ) -> None:
        if not values.strip():
            raise UsageError(f"{self.metavar} 不能是空的")
        if getattr(namespace, self.dest) is not None:  # taken from behind the pairs of --set
            raise UsageError(f"多写了“{values}”")
        setattr(namespace, self.dest, _path(str(self.metavar), values))


class _Help(argparse.Action):
    """Prints the help through ``say``, like everything else, and stops the parsing."""

    def __init__(self, option_strings: Sequence[str], dest: str, **described: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, **described)

    def __call__(
        self, parser: argparse.ArgumentParser, _namespace: argparse.Namespace, _values: Any, _option: str | None = None
    ) -> None:
        say(parser.format_help().rstrip("\n"))
        raise SystemExit


class _Flag(argparse.Action):
    """An option without a value, given at most once."""

    def __init__(self, option_strings: Sequence[str], dest: str, **described: Any) -> None:
        super().__init__(option_strings, dest, nargs=0, **described)

    def __call__(
        self, _parser: argparse.ArgumentParser, namespace: argparse.Namespace, _values: Any, option: str | None = None
    ) -> None:
        if getattr(namespace, self.dest):
            raise UsageError(f"{option} 写了两次")
        setattr(namespace, self.dest, True)


class _Value(argparse.Action):
    """An option with one value, given at most once."""

    def __init__(self, option_strings: Sequence[str], dest: str, reads: Reader, **described: Any) -> None:
        super().__init__(option_strings, dest, **described)
        self.reads = reads

    def read(self, option: str | None, text: str) -> object:
        """Return the value of a text; raise UsageError where it is blank or not a value."""
        if not text.strip():
            raise UsageError(f"{option} 后面缺少内容")
        return self.reads(option or "", text)

    def __call__(
        self, _parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option: str | None = None
    ) -> None:
        if getattr(namespace, self.dest) is not None:
            raise UsageError(f"{option} 写了两次")
        setattr(namespace, self.dest, self.read(option, values))


class _Values(_Value):
    """An option with one value, given any number of times."""

    def __call__(
        self, _parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option: str | None = None
    ) -> None:
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest) or ()), self.read(option, values)])


class _Pairs(_Value):
    """An option followed by any number of 栏目=内容, given as often as wanted; a word without = is the file again."""

    def __init__(self, option_strings: Sequence[str], dest: str, **described: Any) -> None:
        super().__init__(option_strings, dest, nargs="+", **described)

    def __call__(
        self, _parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, option: str | None = None
    ) -> None:
        more = list(takewhile(lambda word: "=" in word, values[1:]))
        pairs = [*(getattr(namespace, self.dest) or ()), self.read(option, values[0]), *more]
        setattr(namespace, self.dest, pairs)
        for word in values[1 + len(more) :]:
            if namespace.file is not None:
                raise UsageError(f"多写了“{word}”")
            namespace.file = _path("FILE", word)


def _text(_name: str, text: str) -> str:
    return text


def _path(name: str, text: str) -> Path:
    try:
        Path(text).lstat()
    except OSError as unusable:
        if unusable.errno == errno.ENAMETOOLONG:  # every later use of such a path would raise
            raise UsageError(f"{name} 的文件名太长，没有文件能叫这个名字") from unusable
    return Path(text)


def _whole(least: int, most: int) -> Reader:
    def read(name: str, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most):
            raise UsageError(f"{name} 应为 {least} 到 {most} 的整数，不能是“{text}”")
        return int(text)

    return read


_year = _whole(FIRST_YEAR, LAST_YEAR)


def _day(name: str, text: str) -> date:
    try:
        return parse_date(text)
    except UnreadableValueError as unreadable:
        raise UsageError(f"{name}：{unreadable}") from unreadable


def _period(name: str, text: str) -> Period:
    try:
        return parse_period(text)
    except UnreadableValueError as unreadable:
        raise UsageError(f"{name}：{unreadable}") from unreadable


def _register(name: str, text: str) -> str:
    if text not in LEDGERS:
        raise UsageError(f"{name} 应为 {listed(tuple(LEDGERS))}，不能是“{text}”")
    return text


def _import_kind(name: str, text: str) -> str:
    if text not in (*LEDGERS, PUBLISHED_REPORT):
        raise UsageError(f"{name} 应为 {listed(tuple(LEDGERS))} 或 {PUBLISHED_REPORT}，不能是“{text}”")
    return text


def _secret(name: str, text: str) -> str:
    """Return the first line of a file: everybody on the machine could see a password typed as an argument."""
    try:
        return Path(text).read_text(encoding="utf-8-sig").partition("\n")[0].strip("\r")
    except (OSError, UnicodeDecodeError) as unreadable:
        raise UsageError(f"{name} 读不出来，应为第一行写着口令的文本文件") from unreadable


def _parsers() -> tuple[_Parser, Mapping[str, _Parser]]:
    """Return the program's parser and those of its commands by name: the contract scripts rely on."""
    program = (
        _Parser(
            prog=program_name(),
            usage="%(prog)s [FILE] | --sample | --version | COMMAND …",
            epilog=_AFTER,
            description="信息公开工作台。什么也不写，或者只写一个数据文件，打开窗口；写命令不开窗口，供脚本使用。",
        )
        .flag("--sample", "打开示例（没有显示器时导出它上一年的年度报告）")
        .flag("--version", "显示版本")
    )
    added = program.add_subparsers(title="命令", metavar="COMMAND", dest="command", prog=program.prog)
    commands: dict[str, _Parser] = {}

    def command(name: str, usage: str, told: str) -> _Parser:
        commands[name] = added.add_parser(name, usage=f"%(prog)s {usage}", help=told, description=f"{told}。")
        return commands[name]

    secret, registers = "[--password-file P.txt]", listed(tuple(LEDGERS))
    (
        command("report", "FILE --year Y --to OUT [--to OUT2 …]", f"写出年度报告（{' '.join(FORMATS)}）")
        .operand("FILE")
        .value("--year", "Y", "年度", _year, needed=True)
        .value("--to", "OUT", "写到哪里，格式由后缀决定；可以写几次", _path, needed=True, action=_Values)
    )
    (
        command("check", "FILE --year Y [--json]", "检查一年的数据")
        .operand("FILE")
        .value("--year", "Y", "年度", _year, needed=True)
        .json()
    )
    (
        command("stats", "FILE --period P [--to OUT …] [--json]", "统计一段时间，并与上年同期对照")
        .operand("FILE")
        .value("--period", "P", "2026、2026-03、2026Q1、2026H1 或 2026-01-05..2026-03-02", _period, needed=True)
        .value("--to", "OUT", "写到哪里（.pdf .docx .xlsx .csv）；可以写几次", _path, action=_Values)
        .json()
    )
    (
        command("calendar", "FILE --to OUT.ics", "把到期的事写成手机、邮箱能导入的日历")
        .operand("FILE")
        .value("--to", "OUT.ics", "写到哪里（.ics）", _path, needed=True)
    )
    (
        command("check-report", "SOURCE [--previous LASTYEAR] [--json]", "检查一份公布的年度报告")
        .operand("SOURCE", "公布的年度报告（网页、Word、Excel、WPS、PDF、OpenDocument、RTF、纯文本或 JSON）")
        .value("--previous", "LASTYEAR", "上一年公布的年度报告，用来对照", _path)
        .json()
    )
    (
        command(
            "import",
            f"FILE SOURCE --as REGISTER [--mapping M.json] [--accept-proposals] [--year Y] [--even-issued] {secret}",
            "导入台账，或上年公布的年度报告",
        )
        .operand("FILE", "数据文件，没有就新建")
        .operand("SOURCE", "台账（Excel、WPS、CSV、网页、Word 表格），或公布的年度报告")
        .value(
            "--as", "REGISTER", f"种类：{registers} 或 {PUBLISHED_REPORT}", _import_kind, needed=True, dest="register"
        )
        .value("--mapping", "M.json", "表头与栏目的对应", _path)
        .flag("--accept-proposals", "照建议认列名、补缺少的栏目；拿不准的词仍退回")
        .value("--year", "Y", f"年度（{PUBLISHED_REPORT} 必须写）", _year)
        .flag("--even-issued", _EVEN_ISSUED)
        .password()
    )
    (
        command("export", f"FILE --register REGISTER --to OUT.xlsx|.csv [--year Y] [--mask] {secret}", "导出台账")
        .operand("FILE")
        .value("--register", "REGISTER", f"哪个登记簿：{registers}", _register, needed=True)
        .value("--to", "OUT", "写到哪里（.xlsx .csv）", _path, needed=True)
        .value("--year", "Y", "只导出这一年", _year)
        .flag("--mask", "个人信息只写首尾")
        .password()
    )
    (
        command("redact", "FILE --boxes BOXES.json --to OUT", "区分处理：把一份材料做成遮去不公开内容的公开版")
        .operand("FILE", "PDF 或图片（.png .jpg .tif .bmp）；它只被读取，不会被改动")
        .value("--boxes", "BOXES.json", "遮盖清单：每处写页、位置（点）和依据", _path, needed=True)
        .value("--to", "OUT", "写到哪里（.pdf；图片为 .png 或 .jpg）", _path, needed=True)
    )
    (
        command("due", "--received DATE [--term N] [--json]", "计算答复期限并说明理由")
        .value("--received", "DATE", "收到申请之日", _day, needed=True)
        .value("--term", "N", f"工作日数，不写为 {TimeLimit.ANSWER.length}", _whole(1, _LONGEST_TERM))
        .json()
    )
    (
        command("fee", "--pieces N | --pages N [--json]", "计算信息处理费")
        .value("--pieces", "N", "按件计收：件数", _whole(0, _MOST_CHARGED))
        .value("--pages", "N", "按量计收：页数", _whole(0, _MOST_CHARGED))
        .json()
    )
    (
        command("backup", "FILE --to DIR", "备份")
        .operand("FILE")
        .value("--to", "DIR", "备份写到哪个文件夹", _path, needed=True)
    )
    (
        command(
            "verify", f"FILE [--fingerprints] [--fingerprint TEXT] {secret}", "校验文件是否完好；列出、核对日志指纹"
        )
        .operand("FILE")
        .flag("--fingerprints", "列出每月日志指纹")
        .value("--fingerprint", "TEXT", "核对某一天打印的日志指纹是不是这个文件的", _text)
        .password()
    )
    (
        command("restore", "BACKUP --to FILE", "从备份恢复")
        .operand("BACKUP", "备份文件")
        .value("--to", "FILE", "恢复成哪个新文件", _path, needed=True)
    )
    (
        command("salvage", f"DAMAGED --to FILE {secret}", "从损坏的数据文件中抢救能读出的内容")
        .operand("DAMAGED", "损坏的数据文件；它只被读取，不会被改动")
        .value("--to", "FILE", "抢救到哪个新文件", _path, needed=True)
        .password()
    )
    (
        command("profile", f"FILE [--set 栏目=内容 …] [--even-issued] [--json] {secret}", "查看或修改机关信息")
        .operand("FILE", "数据文件；带 --set 时没有就新建")
        .value("--set", "栏目=内容", "改一栏或几栏；内容空着就恢复原样", _text, action=_Pairs)
        .flag("--even-issued", _EVEN_ISSUED)
        .json()
        .password()
    )
    return program, commands


def _report(given: argparse.Namespace, today: date) -> int:
    from tasks.report.writing import export_report, framed_words_of_report  # noqa: PLC0415

    with opened_as_saved(given.file) as registers:
        written = export_report(registers, given.year, given.to, today)
        drawn = any(path.suffix.lower() == ".pdf" for path in written)
        framed = framed_words_of_report(registers, given.year, today) if drawn else ""
    for path in written:
        say(path)
    if framed:
        say(framed, sys.stderr)
    return FINE


def _check(given: argparse.Namespace, today: date) -> int:
    from tasks.report import check, issuing  # noqa: PLC0415

    with opened_as_saved(given.file) as registers:
        findings = (
            *issuing.changes_after_issuing(registers, given.year),
            *check.check_year(registers, given.year, today),
        )
    return _tell(given, {"year": given.year}, findings)


def _stats(given: argparse.Namespace, today: date) -> int:
    from tasks.statistics.comparing import compared, export_statistics  # noqa: PLC0415

    with opened_as_saved(given.file) as registers:
        found = compared(registers, given.period, today)
        for path in given.to or ():
            export_statistics(found, path, today)
            if not given.json:
                say(path)  # at once: writing the next one may fail
    if given.json:
        _print_json(found.as_json())
    elif not given.to:
        say(found.text)
    return FINE


def _calendar(given: argparse.Namespace, today: date) -> int:
    with opened_as_saved(given.file) as registers:
        path, count = export_calendar(registers, load_calendar(registers), given.to, today)
    say(f"已写出 {count} 个日期：{path}")
    return FINE


def _check_report(given: argparse.Namespace, _today: date) -> int:
    from tasks.report.check import check_source  # noqa: PLC0415

    report, findings = check_source(given.source, given.previous)
    covered = coverage_of(report)
    read: dict[str, object] = {
        "cells": covered.read,
        "of": len(covered.asked),
        "missing": [cell.path for cell in covered.unread],
    }
    if not given.json:
        say(f"读出 {covered.read} 格，应有 {len(covered.asked)} 格。")
    return _tell(given, {"report": report_json(report), "read": read}, findings)


def _tell(given: argparse.Namespace, answer: Mapping[str, object], findings: Sequence["Finding"]) -> int:
    if given.json:
        _print_json({**answer, "findings": [finding.as_json() for finding in findings]})
    elif not findings:
        say("没有发现问题。")
    for finding in () if given.json else findings:  # one by one: a year may have hundreds of thousands
        say(f"[{_SEVERITIES[finding.severity]}] {finding.rule} {finding.message}")
    return FOUND if any(finding.is_error for finding in findings) else FINE


def _import(given: argparse.Namespace, today: date) -> int:
    if given.register == PUBLISHED_REPORT:
        if given.year is None:
            raise UsageError(f"--as {PUBLISHED_REPORT} 需要同时写 --year")
        from tasks.report.published import import_published  # noqa: PLC0415

        with opened_or_made(given.file, given.password_file or "") as registers:
            report = import_published(registers, given.source, given.year)
        say(f"已把 {report.year} 年公布的年度报告作为上年数据导入。")
        for sentence in unread(report):
            say(f"{sentence}是哪些，用 check-report 查看。")
        return FINE
    # the vocabulary of old ledgers takes as long to load as all other commands together
    from tasks.ledgers.remembering import answers_in, import_as_said  # noqa: PLC0415

    answers = answers_in(given.mapping, takes_proposals=bool(given.accept_proposals))
    with opened_or_made(given.file, given.password_file or "", even_issued=bool(given.even_issued)) as registers:
        result = import_as_said(registers, given.source, given.register, answers, today=today)
    say(result.summary)
    for sentence in (*cut_short([row.sentence for row in result.refused]), *cut_short(result.doubts)):
        say(f"  {sentence}")
    return FOUND if result.refused else FINE


def _export(given: argparse.Namespace, _today: date) -> int:
    from tasks.ledgers.exporting import export_ledger  # noqa: PLC0415

    if given.year is not None and given.register == "duties":
        raise UsageError("应公开事项不分年度，不能写 --year")
    with opened_as_saved(given.file, given.password_file or "") as registers:
        count = export_ledger(registers, given.register, given.to, year=given.year, mask=bool(given.mask))
    say(f"已导出 {count} 条：{given.to}")
    return FINE


def _redact(given: argparse.Namespace, _today: date) -> int:
    from tasks.cases.redaction import redact_file  # noqa: PLC0415

    say(f"已遮盖 {redact_file(given.file, given.boxes, given.to)} 处：{given.to}")
    return FINE


def _due(given: argparse.Namespace, _today: date) -> int:
    term = given.term or TimeLimit.ANSWER.length_on(given.received)
    return _answer(due_report(given.received, term), is_json=given.json)


def _fee(given: argparse.Namespace, _today: date) -> int:
    if given.pieces is None and given.pages is None:
        raise UsageError("缺少 --pieces 或 --pages")
    if given.pieces is not None and given.pages is not None:
        raise UsageError("--pieces 与 --pages 只能写一个")
    return _answer(fee_report(pieces=given.pieces, pages=given.pages), is_json=given.json)


def _answer(answer: DueReport | FeeReport, *, is_json: bool) -> int:
    if is_json:
        _print_json(answer.as_json())
    else:
        say("\n".join(answer.lines()))
    return FINE


def _backup(given: argparse.Namespace, _today: date) -> int:
    with opened(given.file) as registers:
        say(back_up(registers, made_folder(given.to)))
    return FINE


def _verify(given: argparse.Namespace, _today: date) -> int:
    found = verdict(given.file, given.password_file or "", given.fingerprint or "")
    say("\n".join([*found.sentences, *(found.marks if given.fingerprints else ())]))
    return FOUND if found.problems else FINE


def _restore(given: argparse.Namespace, _today: date) -> int:
    restore(given.backup, given.to)
    say(f"已恢复到：{given.to}")
    return FINE


def _salvage(given: argparse.Namespace, _today: date) -> int:
    done = salvaged(given.damaged, given.to, secret=given.password_file or "")
    say("\n".join([f"已抢救到：{given.to}", *salvage_words(done)]))
    return FOUND if done.lost or not done.knows_all else FINE


def _profile(given: argparse.Namespace, _today: date) -> int:
    pairs, secret = given.set, given.password_file or ""
    made = opened_or_made(given.file, secret, even_issued=bool(given.even_issued))
    with made if pairs else opened_as_saved(given.file) as registers:
        facts = profile_lines(amended_profile(registers, pairs) if pairs else registers.profile())
    if given.json:
        _print_json(facts)
    else:
        say("\n".join(f"{label}: {value}" for label, value in facts.items()))
    return FINE


def _print_json(answer: Mapping[str, object]) -> None:
    say(json_text(answer))


COMMANDS: Mapping[str, Callable[[argparse.Namespace, date], int]] = {
    "report": _report,
    "check": _check,
    "stats": _stats,
    "calendar": _calendar,
    "check-report": _check_report,
    "import": _import,
    "export": _export,
    "redact": _redact,
    "due": _due,
    "fee": _fee,
    "backup": _backup,
    "verify": _verify,
    "restore": _restore,
    "salvage": _salvage,
    "profile": _profile,
}
