"""A page for every rule: what it demands, by which formula and article, an example, what is known to be disputed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from disclosure.calendar.statutory_deadlines import TimeLimit, YearlyDay
from disclosure.checks.years import ASKED
from disclosure.numerals import parse_chinese
from disclosure.report.cells import CELLS, FEE_CELL, RESULTS, TABLE3, TABLE3_COLUMNS, TABLE4, TOTAL, CellKey
from disclosure.wording import SEPARATOR, chinese_number

_FORMAT = "国办公开办函〔2021〕30号"
_ACCURATE = f"{_FORMAT}“明确责任”"
"""Figures and words have to be accurate; who answers for it."""


@dataclass(frozen=True)
class RulePage:
    """What a rule demands (``definition``), how it is computed, on what ground, an example and known disputes."""

    rule: str
    title: str
    definition: str
    formula: str
    article: str = ""
    example: str = ""
    disputes: str = ""
    cells: tuple[CellKey, ...] = ()

    @property
    def grounds(self) -> tuple[str, ...]:
        """The articles the rule rests on, one by one."""
        return tuple(self.article.split(SEPARATOR))

    @property
    def looks_at(self) -> str:
        """What a rule of its kind looks at: 「表三」, 「正文」."""
        return KINDS[self.rule.partition("-")[0]]


KINDS: Mapping[str, str] = {
    "T2": "表二",
    "T3": "表三",
    "T4": "表四",
    "X": "正文与表格、上年",
    "F": "格式和文字",
    "R": "台账",
    "L": "登记簿里的记录",
}
"""What the rules of each kind look at, by the beginning of their ids."""


@dataclass(frozen=True)
class _Series:
    """Rules that differ only in the column, row or block they look at, each with its cells."""

    first: int
    prefix: str
    cells: Mapping[str, tuple[CellKey, ...]]
    page: RulePage

    def pages(self) -> Iterator[RulePage]:
        for number, (label, cells) in enumerate(self.cells.items(), start=self.first):
            page = self.page
            yield RulePage(
                f"{self.prefix}-{number}",
                page.title.format(label),
                page.definition.format(label),
                page.formula.format(label),
                page.article,
                page.example,
                page.disputes,
                cells,
            )


def _cells(table: str, *rows: str, columns: Sequence[str] = ()) -> tuple[CellKey, ...]:
    """Return cells of a table in printed order: of some rows or all, in some columns or all."""
    return tuple(
        cell
        for cell in CELLS
        if cell.table == table and (not rows or cell.row in rows) and (not columns or cell.column in columns)
    )


_BALANCED, _RESULTS = ("n1", "n2", "k7", "n4"), tuple(row.code for row in RESULTS)
_TOTALS = (TOTAL,)

_SERIES = (
    _Series(
        1,
        "T3",
        {label: _cells("table3", *_BALANCED, columns=(code,)) for code, label in TABLE3_COLUMNS.items()},
        RulePage(
            "",
            "表三“{}”列的勾稽",
            "第一项加第二项之和，等于第三项加第四项之和，“{}”列单独成立。",
            "本年新收 + 上年结转 = （七）总计 + 结转下年度继续办理（{}列）",
            f"{_FORMAT}表三表头",
            "新收21、结转0、总计20、结转下年度0：21 ≠ 20。",
            "空白格不当作0：只有怎么填都不可能相等时才算错误，否则为提醒。",
        ),
    ),
    _Series(
        8,
        "T3",
        {label: _cells("table3", *_RESULTS, "k7", columns=(code,)) for code, label in TABLE3_COLUMNS.items()},
        RulePage(
            "",
            "表三“{}”列办理结果合计",
            "（七）总计等于（一）至（六）各行之和，“{}”列单独成立。",
            "（七）总计 = 予以公开 + 部分公开 + 不予公开8行 + 无法提供3行 + 不予处理5行 + 其他处理3行（{}列）",
            f"{_FORMAT}表三",
            "6+6+4+3+3+4=26，总计印成20。",
            "2019版“（六）其他处理”只有一行，按一行计入。",
        ),
    ),
    _Series(
        15,
        "T3",
        {row.label: _cells("table3", row.code) for row in TABLE3},
        RulePage(
            "",
            "表三“{}”行总计",
            "“{}”行的总计等于六类申请人之和。",
            "总计 = 自然人 + 商业企业 + 科研机构 + 社会公益组织 + 法律服务机构 + 其他（{}）",
            f"{_FORMAT}表三",
            "705+3+0+0+5+0=713。",
            "其他处理只有一行的旧版，归入“3.其他”一行的编号。",
        ),
    ),
    _Series(
        1,
        "T4",
        {row.label: _cells("table4", row.code) for row in TABLE4},
        RulePage(
            "",
            "表四“{}”总计",
            "“{}”的总计等于结果维持、结果纠正、其他结果、尚未审结之和。",
            "总计 = 结果维持 + 结果纠正 + 其他结果 + 尚未审结（{}）",
            f"{_FORMAT}表四",
            "10+1+0+0=11，总计印成0。",
        ),
    ),
)

_OF_TABLES: tuple[RulePage, ...] = (
    RulePage(
        "T2-1",
        "规章应为0",
        "街道、乡镇、县区政府和地方政府部门没有规章制定权，规章三格都应为0。",
        "规章 = 0",
        "立法法；" + _FORMAT + "表二",
        "某镇规章现行有效填6。",
        "省级、设区的市级政府和国务院部门不适用；部门只作提醒。",
    ),
    RulePage(
        "T2-2",
        "表二填非负整数",
        "件数为0或正整数，收费金额可有小数，不留空、不写“/”。",
        "每格 ≥ 0，件数为整数",
        _FORMAT + "表二",
        "规章三格填“/”。",
        "“22（其中修订16件）”按22读。",
    ),
    RulePage(
        "T2-3",
        "现行有效与制发、废止相称",
        "本年制发的文件，年底不是现行有效就是已经废止；废止不多于上年现行有效加本年制发。",
        "现行有效 + 废止 ≥ 制发；废止 ≤ 上年现行有效 + 制发",
        _FORMAT + "表二",
        "制发5、废止1、现行有效3。",
        "清理、重新认定会打破，只作提醒。",
    ),
    RulePage(
        "T2-4",
        "现行有效跨年衔接",
        "现行有效件数等于上年现行有效加本年制发减本年废止。",
        "现行有效 = 上年现行有效 + 制发 − 废止",
        _FORMAT + "表二",
        "665+88−55=698。",
        "清理、重新认定会打破，只作提醒。",
    ),
    RulePage(
        "T2-5",
        "收费金额的单位",
        "收费金额以万元计，基层机关的大额整数可能误填了元。",
        "街道乡镇：整数 ≥ 100；街道乡镇部门：> 1000",
        _FORMAT + "表二",
        "收费400元填成400（应为0.04）。",
        "区县以上汇总不适用。",
    ),
    RulePage(
        "T2-6",
        "信息处理费计入收费金额",
        "正文写明收取的信息处理费，已包含在行政事业性收费里。",
        "收费金额（万元） ≥ 信息处理费（元）÷ 10000",
        "国办函〔2020〕109号",
        "收取400元，收费金额填0。",
    ),
    RulePage(
        "T2-7",
        "表二与台账一致",
        "表二各格等于台账的计数。",
        "表二 = 台账",
        "条例第五十条",
        "台账行政处罚1472件，表二填1470。",
    ),
    RulePage(
        "T3-40",
        "表三、表四不留空",
        "每格都填数字，没有的填0，不留空、不写“/”“—”。",
        "每格 ≥ 0 且为整数",
        _FORMAT + "表三",
        "五列全部空白。",
    ),
    RulePage(
        "T3-41",
        "上年结转与上年报告一致",
        "上年结转等于上年公布的结转下年度继续办理，七列都要相等。",
        "上年结转 = 上年报告的结转下年度",
        _FORMAT + "表三",
        "上年结转下年度1件，本年上年结转0件。",
        "上年数字是手工录入时只作提醒。",
    ),
    RulePage(
        "T3-42",
        "表三与台账一致",
        "本年新收等于收到日期在本年的申请，结转下年度等于年底未答复的申请。",
        "表三 = 台账",
        "条例第三十一条",
        "台账收到12件，表三填11。",
    ),
    RulePage(
        "T3-43",
        "逾期不缴费要有收费通知",
        "有因逾期不缴费不再处理的申请，台账就有收费通知，第六部分也要说明。",
        "2.逾期缴费 > 0 ⇒ 有收费通知",
        "国办函〔2020〕109号",
        "“2.申请人逾期未按收费通知要求缴纳费用……”填1，台账里没有收费通知。",
        "台账里有这件申请的，由 R-2 逐件指出，这里不再说。",
    ),
    RulePage(
        "T3-44",
        "逾期不补正要有补正告知",
        "补正后仍不明确、逾期不补正的申请，台账应有补正告知。",
        "3.补正后仍不明确、1.逾期不补正 > 0 ⇒ 有补正告知",
        "条例第三十条",
        "“3.补正后申请内容仍不明确”填2，台账里没有补正告知。",
        "台账里有这件申请的，由 L-7、R-2 逐件指出，这里不再说。",
    ),
    RulePage(
        "T3-45",
        "保护第三方权益要征求意见",
        "以保护第三方合法权益为由不予公开的，台账应有征求意见的记录。",
        "4.保护第三方合法权益 > 0 ⇒ 有征求意见记录",
        "条例第三十二条",
        "“4.保护第三方合法权益”填1，台账里没有征求意见的记录。",
        "台账里有这件申请的，由 L-7 逐件指出，这里不再说。",
    ),
    RulePage(
        "T3-46",
        "部分公开只计一次",
        "区分处理的只计部分公开，不再计入不予公开。",
        "一件申请一行",
        _FORMAT + "表三（二）",
        "一件部分公开的申请，又计入“1.属于国家秘密”。",
    ),
    RulePage(
        "T3-47",
        "超期答复",
        "列出答复日期晚于期限的申请。",
        "答复日期 > 期限",
        "条例第三十三条",
        "3月3日收到、3月31日到期，4月2日才答复。",
        "期限按工作日历计算，暂定日期另有说明。",
    ),
    RulePage(
        "T4-4",
        "尚未审结的案件再次出现",
        "表四没有结转栏，上年尚未审结的案件在本年仍要统计。",
        "总计 ≥ 上年尚未审结",
        _FORMAT + "表四",
        "上年尚未审结2件，本年总计1件。",
        "口径未见明文，只作提醒。",
    ),
    RulePage(
        "T4-5",
        "复议后起诉不多于行政复议",
        "经过复议的诉讼不会多于已知的复议。",
        "复议后起诉总计 ≤ 本年及以前的行政复议",
        "行政诉讼法第四十五条",
        "复议后起诉3件，本年和以前的行政复议共2件。",
        "更早年度的复议可能不在手边，只作提醒。",
    ),
    RulePage(
        "T4-6",
        "复议前置",
        "2024年起对第十四至十六条的不予公开决定不服，应先申请复议。",
        "",
        "行政复议法第二十三条；法释〔2025〕8号",
        "不服“属于国家秘密”的决定，登记为未经复议直接起诉。",
        "逾期不答复能否直接起诉有争议。",
    ),
    RulePage(
        "T4-7",
        "表四与台账一致",
        "表四各格等于复议、诉讼台账的计数。",
        "表四 = 台账",
        "条例第五十条",
        "台账行政复议3件，表四填2。",
    ),
    RulePage(
        "R-1",
        "零申请要能证明",
        "台账为空不等于没有申请：全年为0时，每月应有一条“零申请确认”。",
        "新收 = 0 ⇒ 12个月都有零申请确认",
        "条例第五十条",
        "未填写的台账也会得出全0的报告。",
    ),
    RulePage(
        "R-2",
        "台账里的疑点",
        "日期、结果、案号、起诉方式彼此矛盾或者还没有到的记录，按规则统计并在此列出。",
        "",
        "条例第五十条",
        "填了结果而没有结案日期。",
    ),
    RulePage(
        "R-3",
        "台账里这样统计",
        "登记得不全、但可以统计的记录，说明是按什么统计的。",
        "",
        "条例第五十条",
        "没有填复议结果，按结果明细“撤销”计入“结果纠正”。",
    ),
)
"""Tables two, three and four, apart from the numbered sums."""

_OF_PROSE: tuple[RulePage, ...] = (
    RulePage(
        "X-1",
        "正文收到的申请数",
        "正文“收到申请N件”是新收，或新收加上年结转；“办理申请N件”也可以是办理结果总计。",
        "N ∈ {新收, 新收 + 上年结转}",
        "条例第五十条",
        "正文17件（机关本级），表三95件（全区）。",
        "两种口径都通行，只作提醒。",
    ),
    RulePage(
        "X-2",
        "正文的结转数",
        "正文的上年结转、结转下年度与表三一致。",
        "N = 表三该行总计",
        "条例第五十条",
        "正文上年结转1件，表三上年结转总计0。",
        "正文口径与表三不同时降为提醒。",
    ),
    RulePage(
        "X-3",
        "正文的办理结果",
        "正文的办理结果与表三各组、各行一致；没有表三时，正文里收到加结转等于办理加结转下年。",
        "N = 表三该组总计之和",
        "条例第五十条",
        "正文予以公开及部分公开258件，表三275件。",
        "正文口径与表三不同时降为提醒。",
    ),
    RulePage(
        "X-4",
        "正文的复议、诉讼数",
        "正文的行政复议、行政诉讼件数与表四总计一致，“无”即为0。",
        "N = 表四总计",
        "条例第五十条",
        "正文“未发生行政复议”，表四行政复议总计2。",
    ),
    RulePage(
        "X-5",
        "正文的规范性文件数",
        "正文的制发、废止、现行有效件数与表二一致。",
        "N = 表二",
        "条例第五十条",
        "正文0件，表二4件。",
        "只讲本级的降为提醒。",
    ),
    RulePage(
        "X-6",
        "正文分项合计",
        "“共N条，其中a、b、c”各项不多于N，列举完整的等于N。",
        "a + b + c = N",
        _ACCURATE,
        "25+68+…+856=2533，正文2599。",
        "以“等”结尾、层层列举的不判断。",
    ),
    RulePage(
        "X-7",
        "正文百分比",
        "百分比等于部分除以文中或表中的某个总数。",
        "部分 ÷ 总数",
        _ACCURATE,
        "258件占33.9%。",
        "四舍五入、去尾都可以。",
    ),
    RulePage(
        "X-8",
        "历年累计衔接",
        "历年累计等于上年累计加本年。",
        "累计 = 上年累计 + 本年",
        _ACCURATE,
        "516 = 500 + 16。",
    ),
    RulePage(
        "X-9",
        "年份",
        "讲本年工作的句子、截止日和工作要点不写别的年份。",
        "",
        _ACCURATE,
        "2023年的报告里写“2022年……”。",
        "计划、比较、文件年份不算。",
    ),
    RulePage("X-10", "统计期限", "统计期限为报告年度1月1日至12月31日。", "", _FORMAT, "“截止到2021年12月”。"),
    RulePage(
        "X-11",
        "信息处理费",
        "第六部分写明信息处理费，并与台账一致；没有收取也要写明。",
        "正文金额 = 台账金额",
        "国办函〔2020〕109号",
        "台账收到信息处理费400元，正文写未收取。",
        "行政事业性收费可能另有其他收费，仅表二大于0时只作提醒。",
    ),
    RulePage(
        "X-12",
        "未收到申请",
        "“未收到申请”即新收为0，反之亦然。",
        "未收到 ⇔ 新收 = 0",
        "条例第五十条",
        "正文“未收到申请”，表三新收3。",
    ),
    RulePage(
        "X-13",
        "问题要说到",
        "有纠正的案件或超期的答复，第五部分应有所说明。",
        "",
        _FORMAT,
        "表四结果纠正1件，第五部分没有提到申请、复议。",
    ),
    RulePage(
        "X-14",
        "大起大落",
        "总数比上年增加到5倍以上或降为0，请核对。",
        "本年 > 5 × 上年，或由有到无",
        _ACCURATE,
        "“（一）予以公开”由2件变为25件。",
        "只作提示。",
    ),
    RulePage(
        "X-18",
        "较大变动写明原因",
        "与上年相比变动较大的数，在正文里写明原因，或者写明说明，随报告保存。",
        "变动 ÷ 上年 ≥ 机关信息里设定的比例（不填为50%），且变动不少于5件（收费1万元）",
        _ACCURATE,
        "行政处罚由100件变为300件，正文没有说明原因。",
        "比例没有统一规定，可在机关信息里调整，填0不检查。",
    ),
    RulePage(
        "X-19",
        "前后的主动公开数",
        "正文几处说到的全年主动公开条数一致。",
        "",
        "条例第五十条",
        "前面写全年主动公开政府信息16条，后面写20条。",
        "按平台、按类别分的不算。",
    ),
    RulePage(
        "X-15",
        "按申请人、按事项分的申请数",
        "正文按申请人类型分的件数与表三各列一致；收费涉及的申请不多于应办理的申请。",
        "正文 = 表三该列",
        "条例第五十条",
        "正文自然人12件，表三11件。",
    ),
    RulePage(
        "X-16",
        "正文的许可、处罚、强制、收费数",
        "正文的行政许可、行政处罚、行政强制件数和行政事业性收费金额与表二一致。",
        "N = 表二",
        "条例第五十条",
        "正文行政处罚381件，表二318件。",
        "讲公示、归集条数的不判断。",
    ),
    RulePage(
        "X-17",
        "按期答复的说法",
        "正文说“均已按期答复”的，登记簿里没有逾期的答复，正文别处也不说有逾期。",
        "均按期 ⇒ 逾期0件",
        "条例第三十三条",
        "正文“均已按期答复”，登记簿里2件逾期。",
    ),
    RulePage("F-1", "六个部分", "六个部分齐全、次序正确，三张表不空。", "", _FORMAT, "只有标题没有表格。"),
    RulePage(
        "F-2",
        "标题文字",
        "六个标题与格式一字不差。",
        "",
        _FORMAT,
        "“五、存在的主要问题及整改措施”。",
        "条例原文的说法也见使用，只作提醒。",
    ),
    RulePage("F-3", "多余的部分", "没有六个部分以外的标题。", "", _FORMAT, "“七、2022年工作思路”。"),
    RulePage(
        "F-4",
        "第一部分的小标题",
        "主动公开、依申请公开、政府信息管理、平台建设、监督保障五项齐全。",
        "",
        _FORMAT,
        "没有“（四）政府信息公开平台建设”。",
        "可增加其他小标题。",
    ),
    RulePage(
        "F-5", "标题", "标题为“机关名称＋年份＋年政府信息公开工作年度报告”。", "", _FORMAT, "“2022年度…年度报告”。"
    ),
    RulePage(
        "F-6",
        "废止的表格",
        "2021年度起不再用2019版表格。",
        "",
        _FORMAT,
        "2022年度仍用“本年新公开数量”。",
        "2019、2020年度用2019版是对的。",
    ),
    RulePage(
        "F-7",
        "表格栏目文字",
        "行、列的名称与格式一字不差。",
        "",
        _FORMAT,
        "“规范性文件”应为“行政规范性文件”。",
        "引号、顿号、序号的全半角不计。",
    ),
    RulePage(
        "F-8",
        "模板文字",
        "不留模板的提示语、空格和未填的字段。",
        "",
        _FORMAT,
        "“该部分以表格形式报告，表格如下：”。",
    ),
    RulePage(
        "F-9",
        "别的机关",
        "不出现别的机关的自称和名称。",
        "",
        _ACCURATE,
        "镇的报告里写“我局”。",
        "指导、对接的机关不算。",
    ),
    RulePage(
        "F-10",
        "重复的词句",
        "词语、分句不接连重复。",
        "",
        _ACCURATE,
        "“公开工作工作”。",
    ),
    RulePage(
        "F-11",
        "量词",
        "申请以“件”计。",
        "",
        "通行写法",
        "“收到申请3条”。",
    ),
    RulePage(
        "F-12",
        "概数",
        "写确数，不写“余”“多”“近”“约”“左右”。",
        "",
        _ACCURATE,
        "“100余条”。",
    ),
    RulePage(
        "F-13",
        "开头的要素",
        "开头写明编制依据、统计期限、联系方式。",
        "",
        "条例第五十条；" + _FORMAT,
        "开头没有写统计期限。",
    ),
    RulePage("F-14", "第五部分", "写明存在的问题和改进情况，不少于30字，不照抄上年。", "", _FORMAT, "“无。”"),
    RulePage(
        "F-15",
        "本机关的数字",
        "第一部分要有本机关工作的数字。",
        "",
        "条例第五十条",
        "第一部分通篇是“高度重视”“扎实推进”，没有一个数字。",
    ),
    RulePage(
        "F-16",
        "与上年雷同",
        "第一、第五部分与上年相似度不超过80%。",
        "相似度 ≤ 80%",
        _FORMAT,
        "第五部分与上年只差年份。",
    ),
    RulePage(
        "F-17",
        "公布期限",
        f"在期限内公布：部门{YearlyDay.DEPARTMENT_REPORT.words}，县级以上政府{YearlyDay.GOVERNMENT_REPORT.words}，"
        "街道乡镇以区县通知为准。",
        "",
        "条例第四十九条",
        "街道的报告2月6日公布。",
        "条例没有写明街道、乡镇的期限。",
    ),
    RulePage(
        "F-18",
        "发文字号",
        "年份用六角括号〔〕写全四位，序号不加“第”、不编虚位。",
        "",
        "GB/T 9704-2012",
        "“国办公开办函〔202130号”。",
    ),
    RulePage(
        "F-19",
        "署名和日期",
        "有署名和成文日期，日期不早于次年1月1日。",
        "",
        "GB/T 9704-2012",
        "2023年的报告，成文日期写2023年12月30日。",
    ),
    RulePage("F-20", "报送公文", "公布的是年度报告，不是报送的公文。", "", _FORMAT, "标题“关于报送……的函”。"),
    RulePage(
        "F-21",
        "个人信息",
        "不公布申请人的姓名、电话、住址、证件号码；身份证号码、银行卡号一律不出现，电话、邮箱只写本机关公开的。",
        "身份证号码按 GB 11643 校验码识别，写明“证件”“身份证”“证号”的校验码不对也算，银行卡号按 Luhn 校验识别，"
        "全角数字和中间的空格、横线不影响识别",
        "个人信息保护法；条例第十五条",
        "“申请人来电13800000000”。",
        "机关信息以外的电话、邮箱只作提醒，可以写明理由；对照别人公布的报告时，联系方式一句里的电话、邮箱视为该机关的。",
    ),
    RulePage(
        "F-22",
        "错敏字与断链",
        "有网站抽查、错敏字与断链整改的记录。",
        "",
        "地方检查项目",
        "全年没有网站抽查的记录，正文也没有提到。",
        "地方检查项目，只作提示。",
    ),
    RulePage(
        "F-23",
        "法定的行、列、格齐全",
        "表二、表三、表四的每一行、每一列、每一格都在，没有的印0，不得省略。",
        "读出的格数 = 200",
        _FORMAT,
        "表三没有“一、本年新收政府信息公开申请数量”一行。",
        "也可能是格式特别、程序没有读出：没有读出的格不参加其他检查。",
    ),
    RulePage(
        "F-24",
        "序号连续",
        "一是、二是，（一）（二）依次连续，不重复、不缺号。",
        "",
        "GB/T 9704-2012",
        "“一是……三是……”。",
    ),
    RulePage(
        "F-25",
        "标点和错字",
        "标点不重复，常用词没有错字。",
        "",
        "GB/T 15834-2011",
        "“。。”；“条列”。",
        "只认常见的几个错字。",
    ),
    RulePage(
        "F-26",
        "读过或写过",
        "程序拟的文字有人核对过或者改写过；第五部分由本机关自己写。",
        "",
        _FORMAT,
        "没有动过的“总体情况”。",
    ),
    RulePage(
        "F-27",
        "小标题的次序",
        "小标题（一）（二）和分项1. 2. 依次编号；第五部分先写存在的主要问题，再写改进情况。",
        "",
        _FORMAT,
        "“（一）”后面是“（三）”。",
    ),
)
"""The prose: against the tables, against the calendar, in form and wording."""

_FACT = "确属如此的，写明理由，理由随报告保存。"
_MISTAKE = "是登记错误，不能用说明代替，请改正。"
_REVIEW = "条例第十七条；保守国家秘密法第三十五条"
_PAIRED = (
    "条例第十七条、第十八条、第十九条、第二十三条、第三十条至第三十六条、第四十一条、第四十五条；"
    "国办函〔2020〕109号；国办公开办函〔2016〕235号"
)

_OF_RECORDS: tuple[RulePage, ...] = (
    RulePage(
        "L-1",
        "到期没有答复的申请",
        "答复期限届满的申请都已答复。",
        "期限 < 今天，没有答复日期",
        "条例第三十三条",
        "2025年3月3日收到，3月31日到期，至今没有答复。",
        _FACT,
    ),
    RulePage(
        "L-2",
        "登记与已发的文书一致",
        "登记的办理结果，就是最后一份未作废的答复文书告知的结果；文号、日期和申请人也与它一致。",
        "",
        "条例第三十六条",
        "发出的是予以公开告知书，登记为属于国家秘密。",
        "办理结果不一致的是登记错误，请改正；文号、日期、主送不同的，改正或者写明理由。",
    ),
    RulePage(
        "L-3",
        "答复日期可能",
        "答复日期不早于收到申请之日，也不晚于今天。",
        "收到申请之日 ≤ 答复日期 ≤ 今天",
        "条例第三十三条",
        "2026年1月8日收到，答复日期填成2025年1月20日。",
        _MISTAKE,
    ),
    RulePage(
        "L-4",
        "收到日期可能",
        "收到申请之日不早于来件日期，也不晚于今天。",
        "来件日期 ≤ 收到申请之日 ≤ 今天",
        "条例第三十一条",
        "来件日期5月6日，收到申请之日填成5月2日。",
        _MISTAKE,
    ),
    RulePage(
        "L-5",
        "结果与日期都有",
        "办理结果和答复日期要么都填，要么都不填；只填一项的按未答复统计。",
        "",
        "条例第三十三条；条例第三十六条",
        "填了“予以公开”，没有答复日期。",
        _MISTAKE,
    ),
    RulePage(
        "L-6",
        "逾期要说明原因",
        "超过期限答复的，填写逾期原因。",
        "答复日期 > 期限 ⇒ 有逾期原因",
        "条例第三十三条",
        "4月2日答复，逾期2个工作日，逾期原因空白。",
    ),
    RulePage(
        "L-7",
        "先征求意见、先告知",
        "以保护第三方合法权益为由不予公开的，登记了征求第三方意见；补正后仍不明确的，登记了补正告知；"
        "大量、反复申请不予处理的，登记了说明理由告知。",
        "",
        "条例第三十条、第三十二条、第三十五条",
        "结果是“4.保护第三方合法权益”，没有征求第三方意见的步骤。",
        _FACT,
    ),
    RulePage(
        "L-8",
        "重复申请有前一件",
        "按重复申请处理的，同一申请人此前有已经答复的申请，可以在“关联申请”中指明。",
        "",
        "条例第三十六条第六项",
        "结果是“2.重复申请”，同一申请人此前没有申请。",
        "前一件早于本登记簿的，写明理由。",
    ),
    RulePage(
        "L-9",
        "依据与结果相符",
        "依据条款是所填办理结果的依据，不是改动前那个结果的。",
        "",
        "条例第十四至十六条、第三十六至三十九条",
        "属于国家秘密，依据却是第三十六条第（二）项。",
        "其他法律的条款不判断；条例没有写到的结果（逾期不缴费、其他），只在引用了答复的条款时提示，并入他件一并答复的除外。",
    ),
    RulePage(
        "L-10",
        "延期经过批准",
        "延长答复期限经政府信息公开工作机构负责人同意，登记批准人。",
        "",
        "条例第三十三条第二款",
        "登记了延期20个工作日，批准人空白。",
    ),
    RulePage(
        "L-11",
        "一个文号一份文书",
        "不同申请的答复文号不相同。",
        "",
        "党政机关公文处理工作条例第九条",
        "两件申请的答复文号都是测公开〔2025〕3号。",
        _FACT,
    ),
    RulePage(
        "L-12",
        "答复有依据和文号",
        "已答复的申请填写依据条款和答复文号；文书作废的，另发一份或者撤销办结。",
        "",
        "条例第三十六条",
        "已答复，答复文号空白。",
        "只作提示。",
    ),
    RulePage(
        "L-13",
        "答复已经送达",
        "已答复的申请登记送达方式和日期；邮件被退回的，登记重新送达。",
        "",
        "国办公开办函〔2016〕235号",
        "已答复，没有送达的步骤。",
        "全年没有登记过送达的（例如从台账导入的）不提示。",
    ),
    RulePage(
        "L-14",
        "登记编号连续",
        "登记编号从小到大连续，没有缺号。",
        "",
        "条例第四十五条",
        "2025-009之后是2025-050。",
        "只作提示。",
    ),
    RulePage(
        "L-15",
        "收到日期已经确认",
        "往年来的申请，收到申请之日都已确认；没有确认的不计入任何一年的年报。",
        "",
        "条例第三十一条",
        "2025年12月3日网上来件，年底仍没有联系上申请人。",
        "确实联系不上申请人的，写明理由。",
    ),
    RulePage(
        "L-16",
        "复议答复、答辩举证按期",
        "收到行政复议、行政诉讼材料的，在期限内提交答复书或者答辩状和证据，并登记日期。",
        "答复日期、答辩举证日期 ≤ 法定期限",
        "行政复议法第四十八条、第五十四条；行政诉讼法第六十七条",
        "2025年4月3日收到复议材料，8月3日才答复。",
        "已结案的，全年没有登记过答复日期的（例如从台账导入的）不提示。",
    ),
    RulePage(
        "L-17",
        "答复过的申请计入年报",
        "已用文号答复或者有办理结果的申请计入年报；勾选“不计入年报”的，表三一格也不统计。",
        "",
        "条例第五十条",
        "已出具告知书的申请勾选了“不计入年报”。",
        "确实不是政府信息公开申请的（例如信访件另行答复），写明理由。",
    ),
    RulePage(
        "L-18",
        "合并办理的主件还在",
        "并入另一件一并答复的申请，那一件在登记簿中，也没有拆分。",
        "",
        "条例第三十三条",
        "2025-003并入2025-002，2025-002已删除。",
        "恢复被删的那一件，或者把这一件分开办理。",
    ),
    RulePage(
        "L-19",
        "拆分的按各件计数",
        "拆分过的申请由拆出的各件答复和计数：原件没有自己的办理结果，拆出的各件都在登记簿中并计入年报。",
        "",
        "条例第五十条",
        "2025-003拆分后各件被删除，原件作了答复，各件又被恢复。",
        "删除重复的一边，或者把原件撤销办结；确实如此的，写明理由。",
    ),
    RulePage(
        "L-20",
        "不予公开的没有公开",
        "保密审查结论为不予公开、送上级确定的信息没有公开。",
        "",
        _REVIEW,
        "审查结论是不予公开，公开日期已填。",
        "已经撤下的可以写明理由；结论改变的，请改登记。",
    ),
    RulePage(
        "L-21",
        "公开前保密审查",
        "公开的信息都经过保密审查。",
        "",
        _REVIEW,
        "1月10日公开，没有审查结论。",
        f"全年都没有登记结论的，合并为一条提醒。{_FACT}",
    ),
    RulePage(
        "L-22",
        "先审查后公开",
        "保密审查日期不晚于公开日期。",
        "审查日期 ≤ 公开日期",
        _REVIEW,
        "1月10日公开，1月12日才审查。",
        _FACT,
    ),
    RulePage(
        "L-23",
        "废止不早于制发",
        "规章、行政规范性文件的废止日期、有效期不早于制发日期。",
        "制发日期 ≤ 废止日期",
        "条例第二十条第（一）项",
        "2024年5月1日制发，废止日期填成2023年5月1日。",
        _MISTAKE,
    ),
    RulePage(
        "L-24",
        "公开不早于形成",
        "公开日期不早于形成或变更日期。",
        "形成或变更日期 ≤ 公开日期",
        "条例第二十六条",
        "5月6日形成，公开日期填成5月2日。",
        "公开后又变更的，写明理由。",
    ),
    RulePage(
        "L-25",
        f"{chinese_number(TimeLimit.PUBLICATION.length)}个工作日内公开",
        f"信息形成或变更之日起{TimeLimit.PUBLICATION.length}个工作日内公开。",
        f"公开日期 ≤ 形成或变更日期 + {TimeLimit.PUBLICATION.length}个工作日",
        "条例第二十六条",
        "2025年1月6日形成，应在2月8日前公开，6月20日才公开。",
        "法律、法规另有规定的，从其规定。",
    ),
    RulePage(
        "L-28",
        "公开和制发的日期可能",
        "公开日期、制发日期都不晚于今天，公开日期不早于制发日期。",
        "制发日期 ≤ 公开日期 ≤ 今天",
        "条例第二十六条",
        "2026年3月6日公开，制发日期填成2027年3月5日：两年的制发件数都不对。",
    ),
    RulePage(
        "L-26",
        "一个索引号一条信息",
        "不同信息的索引号不相同。",
        "",
        "条例第二十四条",
        "两条信息的索引号都是2025-00012。",
    ),
    RulePage(
        "L-29",
        "公开的信息不含个人号码",
        "信息名称、内容概述里没有身份证号码、银行卡号、手机号码。",
        "",
        "条例第十五条",
        "内容概述里写着救助对象的身份证号码。",
        f"机关对外公布的手机号码可以写明理由。{_FACT}",
    ),
    RulePage(
        "L-30",
        "签发后有变动",
        "签发以后，登记簿和文字不再变动；有变动的，以更正形成新的版本。",
        "现在的200格和文字 = 最后一版",
        "条例第五十条",
        "签发后补登一件申请，本年新收由14变为15。",
        "列出变动的单元格，只作提示。",
    ),
    RulePage(
        "L-31",
        "导入的栏目已经核对",
        "导入时按建议填写的栏目都核对过，“待核对栏目”已清空。",
        "",
        _ACCURATE,
        "旧台账没有申请渠道，导入时都填当面。",
        "在登记簿页点“核对导入的栏目”，看过后一次全部确认；也可以打开记录逐条核对，然后清空“待核对栏目”。",
    ),
    RulePage(
        "L-32",
        "号码和日期可信",
        "证件号码的位数、末位，电话、邮箱、邮编的写法可信，申请人类型与名称相合，日期不晚于今天。",
        "",
        _ACCURATE,
        "身份证号码末位照前17位算应是8。",
        _FACT,
    ),
    RulePage(
        "L-33",
        "成对的栏目都填写",
        "一栏填写了，和它成对的另一栏也填写，先后的日期不颠倒，回应的步骤之前有被回应的步骤。",
        "在前的日期 ≤ 在后的日期",
        _PAIRED,
        "登记了保密审查结论，没有填写保密审查人和保密审查日期。",
        "全部记录都没有登记的（例如从台账导入的）合并为一条；确实没有的，写明理由。",
    ),
    RulePage(
        "L-34",
        "不同意而公开的告知第三方",
        "第三方不同意公开而决定公开的，将公开的内容和理由书面告知第三方，每一个不同意的都有告知书。",
        "",
        "条例第三十二条",
        "登记了第三方不同意公开，办理结果是予以公开，没有发出告知书。",
        "以其他方式书面告知的，写明理由。",
    ),
    RulePage(
        "L-35",
        "听取意见之后才决定",
        "征求了第三方、其他机关意见的，收到意见，或者提出意见的期限届满，才决定公开或者以第三方权益为由不公开。",
        "答复日期 ≥ 收到意见之日，或者 > 提出意见期限的最后一天",
        "条例第三十二条、第三十四条",
        "3月4日征求第三方意见，没有登记意见，3月12日予以公开。",
        "意见已经收到的，补登记收到意见的步骤；确实提前决定的，写明理由。",
    ),
    RulePage(
        "L-27",
        "应公开事项按期公开",
        "到期的应公开事项都有落实的公开信息。",
        "",
        "条例第十九条",
        "一季度的“三公”经费公示4月20日到期，没有对应的公开信息。",
        _FACT,
    ),
)
"""The records behind the numbers, one by one."""

_CELLS: Mapping[str, tuple[CellKey, ...]] = {
    "T2-1": _cells("table2", "rules"),
    "T2-2": _cells("table2"),
    "T2-3": _cells("table2", "rules", "normative_documents"),
    "T2-4": _cells("table2", "rules", "normative_documents"),
    "T2-5": (FEE_CELL,),
    "T2-6": (FEE_CELL,),
    "T2-7": _cells("table2"),
    "T3-40": (*_cells("table3"), *_cells("table4")),
    "T3-41": _cells("table3", "n2"),
    "T3-42": _cells("table3"),
    "T3-43": _cells("table3", "k62", columns=_TOTALS),
    "T3-44": _cells("table3", "k43", "k61", columns=_TOTALS),
    "T3-45": _cells("table3", "k34", columns=_TOTALS),
    "T3-46": _cells("table3", *(row for row in _RESULTS if row == "k2" or row.startswith("k3"))),
    "T3-47": _cells("table3", *_RESULTS, columns=_TOTALS),
    "T4-4": _cells("table4", columns=("pending", TOTAL)),
    "T4-5": _cells("table4", "review", "suit_after_review", columns=_TOTALS),
    "T4-6": _cells("table4", "direct_suit"),
    "T4-7": _cells("table4"),
    "R-1": _cells("table3", "n1", columns=_TOTALS),
    "R-2": CELLS,
    "R-3": CELLS,
    "X-1": _cells("table3", "n1", "n2", "k7", columns=_TOTALS),
    "X-2": _cells("table3", "n2", "n4", columns=_TOTALS),
    "X-3": _cells("table3", *_RESULTS, "k7", columns=_TOTALS),
    "X-4": _cells("table4"),
    "X-5": _cells("table2", "normative_documents"),
    "X-7": _cells("table3", "n1", "n2", "k7", columns=_TOTALS),
    "X-8": _cells("table3", "n1", columns=_TOTALS),
    "X-11": (FEE_CELL,),
    "X-12": _cells("table3", "n1", columns=_TOTALS),
    "X-13": _cells("table4", columns=("corrected",)),
    "X-14": (*_cells("table2"), *_cells("table3", columns=_TOTALS), *_cells("table4", columns=_TOTALS)),
    "X-15": _cells("table3", "n1", "n2", "k7"),
    "X-16": (*_cells("table2", "licences", "penalties", "coercive_measures"), FEE_CELL),
    "X-17": _cells("table3", *_RESULTS, columns=_TOTALS),
    "X-18": tuple(ASKED),
    "F-1": CELLS,
    "F-6": _cells("table2"),
    "F-7": CELLS,
    "F-23": CELLS,
    "L-1": _cells("table3", "n4"),
    "L-2": _cells("table3", *_RESULTS),
    "L-3": _cells("table3", *_RESULTS),
    "L-4": _cells("table3", "n1"),
    "L-5": _cells("table3", *_RESULTS, "n4"),
    "L-7": _cells("table3", "k34"),
    "L-8": _cells("table3", "k52"),
    "L-9": _cells("table3", *_RESULTS),
    "L-23": _cells("table2", "rules", "normative_documents"),
    "L-30": CELLS,
}
"""The cells each rule looks at, the numbered sums apart; a rule that is not here looks at words or records alone."""

PAGES: Mapping[str, RulePage] = {
    page.rule: replace(page, cells=_CELLS.get(page.rule, page.cells))
    for page in (*_OF_TABLES, *(page for series in _SERIES for page in series.pages()), *_OF_PROSE, *_OF_RECORDS)
}
"""The page of every rule, by id."""


def rules_of(cell: CellKey) -> tuple[str, ...]:
    """Return the rules that look at a cell, by id."""
    return _rules_by_cell().get(cell, ())


@cache
def _rules_by_cell() -> Mapping[CellKey, tuple[str, ...]]:
    found: dict[CellKey, list[str]] = {}
    for page in PAGES.values():
        for cell in dict.fromkeys(page.cells):
            found.setdefault(cell, []).append(page.rule)
    return {cell: tuple(rules) for cell, rules in found.items()}


def rules_on(ground: str) -> tuple[str, ...]:
    """Return the rules that rest on an article, by id."""
    return tuple(page.rule for page in PAGES.values() if ground in page.grounds)


def _in_order(ground: str) -> tuple[str, int]:
    document, _, article = ground.partition("第")
    return document, parse_chinese(article.partition("条")[0].partition("至")[0]) or 0


GROUNDS: tuple[str, ...] = tuple(sorted({ground for page in PAGES.values() for ground in page.grounds}, key=_in_order))
"""Every article a rule rests on, those of one law in its order."""
