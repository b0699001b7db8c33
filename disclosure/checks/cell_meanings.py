"""What each row and column of the three tables counts, said beside the figure it belongs to.

The wording of rows and columns is the format's (国办公开办函〔2021〕30号), which says little more. What it leaves open
is told as the practice it is: ``CUSTOM`` where nothing else grounds it, ``IN_DETAIL`` where the rest is custom [K].
"""

from collections.abc import Mapping
from dataclasses import dataclass

from disclosure.cases.outcomes.guide import GUIDE
from disclosure.report.cells import RESULTS, TOTAL, CellKey
from disclosure.terms import Applicant, DisputeBlock, DisputeResult

FORMAT = "国办公开办函〔2021〕30号"
CUSTOM = "格式文件没有写明，按通行做法"
IN_DETAIL = "细处按通行做法"


@dataclass(frozen=True)
class Definition:
    """What a row or a column counts, and on what ground."""

    words: str
    ground: str


def definition_of(cell: CellKey) -> tuple[Definition, Definition]:
    """Return what the row and what the column of one of the 200 cells count."""
    return _ROWS[cell.table, cell.row], _COLUMNS[cell.table, cell.column]


def definition_words(cell: CellKey) -> str:
    """Return both definitions of a cell as two lines, each with its ground."""
    return "\n".join(f"{one.words}（{one.ground}）" for one in definition_of(cell))


_OWN_NAME = "以本机关名义作出的；公开的和依法不公开的都计入"
_ROWS: Mapping[tuple[str, str], Definition] = {
    ("table2", "rules"): Definition(
        "规章由国务院部门，省级、设区的市级政府制定；街道、乡镇、县区和地方部门没有制定权，三格填0。",
        "立法法第九十一条、第九十三条",
    ),
    ("table2", "normative_documents"): Definition(
        "本机关制发、在一定期限内反复适用、对外有普遍约束力的公文；通知、方案、会议纪要等不算。与司法行政部门核对后填写。",
        f"条例第二十条第（一）项；{FORMAT}表二",
    ),
    ("table2", "licences"): Definition(
        f"行政许可决定，准予和不予的都计入；{_OWN_NAME}。", f"条例第二十条第（五）项；{FORMAT}表二"
    ),
    ("table2", "penalties"): Definition(
        f"行政处罚决定，{_OWN_NAME}。有综合执法权的街道、乡镇应有数字。",
        f"条例第二十条第（六）项；{FORMAT}表二；{IN_DETAIL}",
    ),
    ("table2", "coercive_measures"): Definition(
        f"行政强制措施和行政强制执行的决定，{_OWN_NAME}。", f"条例第二十条第（六）项；{FORMAT}表二；{IN_DETAIL}"
    ),
    ("table2", "administrative_fees"): Definition(
        "全年实际收取的行政事业性收费，单位为万元（400元填0.04）；信息处理费是其中一项。",
        f"条例第二十条第（八）项；国办函〔2020〕109号；{FORMAT}表二",
    ),
    ("table3", "n1"): Definition(
        "收到申请之日在本年的申请。要求补正、收费的从首次收到起就计入；咨询、协办其他机关的、更正本人信息的不计。",
        f"条例第三十一条；{FORMAT}表三；{IN_DETAIL}",
    ),
    ("table3", "n2"): Definition(
        "上年底没有答复、转到本年办理的申请，等于上年报告的“结转下年度继续办理”。", f"{FORMAT}表三"
    ),
    **{
        ("table3", row.code): Definition(GUIDE[row.outcome].when, row.outcome.article or CUSTOM)
        for row in RESULTS
        if row.outcome is not None
    },
    ("table3", "k7"): Definition(
        "（一）至（六）各行之和：本年作出答复、终结办理的申请，一件只计一次。", f"{FORMAT}表三"
    ),
    ("table3", "n4"): Definition(
        "12月31日24时还没有答复的申请；等待补正、征求意见、缴费和延期的都计入。", f"{FORMAT}表三；{IN_DETAIL}"
    ),
    ("table4", DisputeBlock.REVIEW): Definition(
        "因政府信息公开工作被申请行政复议的案件。上年没有审结的，本年再次计入。",
        f"条例第五十条；{FORMAT}表四；{IN_DETAIL}",
    ),
    ("table4", DisputeBlock.DIRECT_SUIT): Definition(
        "没有经过行政复议、直接提起的行政诉讼。复议机关只作共同被告的，由原机关计入；一案两审计一件。",
        f"国办公开办函〔2016〕201号；{FORMAT}表四；{IN_DETAIL}",
    ),
    ("table4", DisputeBlock.SUIT_AFTER_REVIEW): Definition(
        "经过行政复议、不服复议决定提起的行政诉讼。复议机关只作共同被告的，由原机关计入；一案两审计一件。",
        f"国办公开办函〔2016〕201号；{FORMAT}表四；{IN_DETAIL}",
    ),
}
_COLUMNS: Mapping[tuple[str, str], Definition] = {
    ("table2", "issued"): Definition("本年1月1日至12月31日制发的件数。", f"{FORMAT}表二"),
    ("table2", "repealed"): Definition("本年废止和失效的件数。", f"{FORMAT}表二"),
    ("table2", "in_force"): Definition("12月31日仍然有效的件数：上年现行有效＋本年制发－本年废止。", f"{FORMAT}表二"),
    ("table2", "decisions"): Definition("本年作出的决定的件数。", f"{FORMAT}表二"),
    ("table2", "amount"): Definition("本年收取的金额，单位为万元，可以有小数。", f"{FORMAT}表二"),
    ("table3", Applicant.NATURAL_PERSON): Definition(
        "申请人是公民；律师代理公民申请的也在这里：按申请人，不按代理人。", CUSTOM
    ),
    ("table3", Applicant.COMPANY): Definition("申请人是营利性的企业。", CUSTOM),
    ("table3", Applicant.RESEARCH_INSTITUTE): Definition("申请人是科研机构、高等院校。", CUSTOM),
    ("table3", Applicant.CHARITY): Definition("申请人是社会团体、基金会、社会服务机构。", CUSTOM),
    ("table3", Applicant.LEGAL_SERVICE): Definition("申请人是以自己名义申请的律师事务所、法律服务所。", CUSTOM),
    ("table3", Applicant.OTHER): Definition("其他法人或组织：村（居）委会、机关事业单位、媒体等。", CUSTOM),
    ("table3", TOTAL): Definition("六类申请人之和。", f"{FORMAT}表三"),
    ("table4", DisputeResult.UPHELD): Definition(
        "复议维持、驳回复议请求；诉讼判决驳回诉讼请求。",
        f"行政复议法第六十八条、第六十九条；行政诉讼法第六十九条；{IN_DETAIL}",
    ),
    ("table4", DisputeResult.CORRECTED): Definition(
        "撤销、部分撤销、变更、确认违法、确认无效、责令履行。",
        f"行政复议法第六十三条至第六十七条；行政诉讼法第七十条至第七十七条；{IN_DETAIL}",
    ),
    ("table4", DisputeResult.OTHER_RESULT): Definition("不予受理、驳回申请或起诉、撤回、终止、调解和解等。", CUSTOM),
    ("table4", DisputeResult.PENDING): Definition("12月31日没有结案的；没有结转栏，下年再次计入。", CUSTOM),
    ("table4", TOTAL): Definition("结果维持、结果纠正、其他结果、尚未审结之和。", f"{FORMAT}表四"),
}
