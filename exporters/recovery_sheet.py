"""The recovery key on paper, to print once, seal in an envelope and give to somebody else."""

from datetime import date

from disclosure.wording import chinese_date
from exporters.paper.document import BlankLine, Block, CentredLine, Document, Paragraph, RightLine
from exporters.read_back.proving import proven

_LINE = 3
_SAID = (
    "本页上的恢复密钥可以代替口令打开上述数据文件及其备份。口令忘记时，在输入口令的地方输入恢复密钥，大小写和横线不影响。",
    "请打印一份，装入信封密封，交由本机关指定的另一位人员保管，不要与计算机放在一起，不要拍照、不要用网络发送。",
    "更改口令后会产生新的恢复密钥，本页即告作废，请销毁。口令和恢复密钥都丢失的，证件号码、电话、地址、邮箱和身份证明无法找回；"
    "年度报告的统计数不受影响。",
)


def recovery_sheet(office: str, file_name: str, key: str, made_on: date) -> bytes:
    """Return the sheet as one PDF page, read back; ``key`` is printed in lines of three groups."""
    groups = key.split("-")
    lines = ["－".join(groups[at : at + _LINE]) for at in range(0, len(groups), _LINE)]
    blocks: tuple[Block, ...] = (
        Paragraph(f"数据文件：{file_name}"),
        BlankLine(),
        *(CentredLine(line) for line in lines),
        BlankLine(),
        *(Paragraph(text) for text in _SAID),
        BlankLine(),
        Paragraph("保管人：　　　　　　　　　　交接日期："),
        BlankLine(),
        RightLine(office, 4),
        RightLine(chinese_date(made_on), 4),
    )
    document = Document(title="恢复密钥", dated_on=made_on, blocks=blocks, author=office, subject="恢复密钥")
    return proven(document, ".pdf")
