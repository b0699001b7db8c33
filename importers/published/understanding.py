"""Interpreting a document of tables and lines as an ``AnnualReport``."""

import re

from disclosure.errors import SourceUnreadableError
from disclosure.report.cells import EDITION
from disclosure.report.model import AnnualReport
from importers.containers.document import Document, Paragraph, text_of
from importers.published.grids import read_grids
from importers.published.prose import read_words
from importers.published.reflow import unglued
from importers.published.stream import read_stream

# a link to the report's file (「…年度报告.pdf」) or 「附件：」: the page itself has no report
_ATTACHED = re.compile(r"(?:报告|年报)[^\n]{0,12}\.(?:pdf|docx?|xlsx?|wps|ofd)|附件[：:1]", re.IGNORECASE)
_OLD_EDITION = "2019-60"
_COMPARES = re.compile(
    r"^[^。；]{0,60}(?:"
    # 「2022年与2023年……对比」, or 「……年度报告数据对比表」 at the end of the line
    r"20\d\d年[^。；]{0,12}(?:与|和|同|较|vs|VS)[^。；]{0,8}20\d\d年[^。；]{0,30}(?:对比|比对|对照|比较)"
    r"|(?:年度报告|年报)(?:数据|内容|表格|指标)?(?:对比|比对|对照|比较)(?:表|分析|报告|材料|情况)?\Z"
    r")"
)
"""The title of a comparison of two reports."""
_TITLE_LINES, _LEAST_CONTRADICTED = 12, 5


def understood(document: Document, name: str = "") -> AnnualReport:
    """Return the report in a document. Raises SourceUnreadableError if it has no table and no section of one."""
    document = unglued(document)
    figures = read_grids(document)
    read_stream(text_of(document), figures)
    words = read_words(document, name)
    lines = [block.text for block in document if isinstance(block, Paragraph)][:_TITLE_LINES]
    if len(figures.contradicted) >= _LEAST_CONTRADICTED or any(map(_COMPARES.search, lines)):
        raise SourceUnreadableError("这像是两份年度报告的对比材料，不是一份年度报告，没有读取；选其中一年的报告。")
    older = figures.older_tables
    if not figures.cells and not older and not words.sections:
        if _ATTACHED.search(text_of(document)):
            raise SourceUnreadableError("网页里只有附件，没有年度报告的正文和表格，要下载附件后再检查附件。")
        raise SourceUnreadableError("文件里没有找到年度报告的表格或章节，要核对是不是政府信息公开工作年度报告。")
    return AnnualReport(
        year=words.year,
        title=words.title,
        agency=words.agency,
        opening=words.opening,
        sections=words.sections,
        figures=figures.cells,
        signature=words.signature,
        dated_on=words.dated_on,
        edition=_OLD_EDITION if "table2_2019" in older else EDITION,
        older_tables=older,
        labels_read=figures.labels,
        repeated=frozenset(figures.contradicted),
        labels_misplaced=tuple(dict.fromkeys(figures.misplaced)),
        labels_absent=tuple(dict.fromkeys(figures.absent)),
    )
