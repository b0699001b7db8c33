"""How each command is written: the contract scripts rely on, as declarations."""

from collections.abc import Mapping

from tasks.arguments import Takes, Usage

_ONE, _MANY, _FLAG = Takes.ONE, Takes.MANY, Takes.NOTHING
_SECRET: Mapping[str, Takes] = {"--password-file": _ONE}
_SECRET_LINE = "[--password-file P.txt]"
"""A password on the command line itself could be read by everybody on the machine."""

_DECLARED = (
    Usage(
        "report", "写出年度报告（.pdf .docx .xlsx .html .json）", ("FILE",), {"--year": _ONE, "--to": _MANY},
        (("--year",), ("--to",)), "report FILE --year Y --to OUT [--to OUT2 …]",
    ),
    Usage(
        "check", "检查一年的数据", ("FILE",), {"--year": _ONE, "--json": _FLAG}, (("--year",),),
        "check FILE --year Y [--json]",
    ),
    Usage(
        "check-report", "检查一份公布的年度报告", ("SOURCE",), {"--previous": _ONE, "--json": _FLAG}, (),
        "check-report SOURCE [--previous LASTYEAR] [--json]",
    ),
    Usage(
        "import", "导入台账，或上年公布的年度报告", ("FILE", "SOURCE"),
        {"--as": _ONE, "--mapping": _ONE, "--year": _ONE, **_SECRET}, (("--as",),),
        f"import FILE SOURCE --as REGISTER [--mapping M.json] [--year Y] {_SECRET_LINE}",
    ),
    Usage(
        "export", "导出台账", ("FILE",), {"--register": _ONE, "--to": _ONE, "--year": _ONE, "--mask": _FLAG, **_SECRET},
        (("--register",), ("--to",)),
        f"export FILE --register REGISTER --to OUT.xlsx|.csv [--year Y] [--mask] {_SECRET_LINE}",
    ),
    Usage(
        "due", "计算答复期限并说明理由", (), {"--received": _ONE, "--term": _ONE, "--json": _FLAG}, (("--received",),),
        "due --received DATE [--term 20] [--json]",
    ),
    Usage(
        "fee", "计算信息处理费", (), {"--pieces": _ONE, "--pages": _ONE, "--json": _FLAG}, (("--pieces", "--pages"),),
        "fee --pieces N | --pages N [--json]",
    ),
    Usage("backup", "备份", ("FILE",), {"--to": _ONE}, (("--to",),), "backup FILE --to DIR"),
    Usage(
        "verify", "校验文件是否完好；列出每月日志指纹", ("FILE",), {"--fingerprints": _FLAG, **_SECRET}, (),
        f"verify FILE [--fingerprints] {_SECRET_LINE}",
    ),
    Usage("restore", "从备份恢复", ("BACKUP",), {"--to": _ONE}, (("--to",),), "restore BACKUP --to FILE"),
    Usage(
        "profile", "查看或修改机关信息", ("FILE",), {"--set": Takes.PAIRS, "--json": _FLAG, **_SECRET}, (),
        f"profile FILE [--set 栏目=内容 …] [--json] {_SECRET_LINE}",
    ),
)
USAGES: Mapping[str, Usage] = {usage.name: usage for usage in _DECLARED}
"""By name, in the order of the help."""
