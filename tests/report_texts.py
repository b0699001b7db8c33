"""What the clerk does with the prose before a report can be issued: read what the program drafted, write the rest."""

from storage.registers import Registers
from tasks.report.compose import mark_read, prose_state, text_of, write

PROBLEMS = (
    "（一）存在的主要问题\n公开内容的时效还不够，个别科室报送信息迟缓。\n"
    "（二）改进情况\n每月核对公开目录，按季度通报各科室的报送情况，规范答复文书的说理。"
)
OTHER_PROBLEMS = (
    "（一）存在的主要问题\n窗口接待时说明不够清楚，有的申请要补正两次才明确。\n"
    "（二）改进情况\n印发一次性告知单，接待人员培训后上岗，补正通知由专人把关。",
    "（一）存在的主要问题\n历史文件清理进度慢，网上仍有已经废止的规定。\n"
    "（二）改进情况\n逐件标注效力，废止的移入历史库，下半年已全部清完。",
    "（一）存在的主要问题\n村居一级的公开栏更换不勤，群众反映看到的是旧内容。\n"
    "（二）改进情况\n实行每月五日更换并拍照留底，纳入村居考核。",
    "（一）存在的主要问题\n政策解读形式单一，多是文字，老年人阅读困难。\n"
    "（二）改进情况\n请业务人员录制短视频，在社区服务站循环播放。",
)
"""Of years one after the other: nobody may hand in the words of the year before."""

PLATFORM = "通过政府门户网站公开政府信息"


def read_texts(registers: Registers, year: int, problems: str = PROBLEMS) -> None:
    """Read or write every part nobody has touched."""
    for part in prose_state(registers, year).to_write:
        if part == "problems":
            write(registers, year, part, problems)
        else:
            write(registers, year, part, text_of(None, part).replace("{平台建设情况}", PLATFORM))
    for part in prose_state(registers, year).unread:
        mark_read(registers, year, part)
