"""What the clerk does with the prose before a report can be issued: read what the program drafted, write the rest."""

from storage.registers import Registers
from tasks.report.compose import mark_read, prose_state, text_of, write

PROBLEMS = (
    "（一）存在的主要问题\n公开内容的时效还不够，个别科室报送信息迟缓。\n"
    "（二）改进情况\n每月核对公开目录，按季度通报各科室的报送情况，规范答复文书的说理。"
)
PLATFORM = "通过政府门户网站公开政府信息"


def read_texts(registers: Registers, year: int) -> None:
    """Read or write every part nobody has touched."""
    for part in prose_state(registers, year).to_write:
        if part == "problems":
            write(registers, year, part, PROBLEMS)
        else:
            write(registers, year, part, text_of(None, part).replace("{平台建设情况}", PLATFORM))
    for part in prose_state(registers, year).unread:
        mark_read(registers, year, part)
