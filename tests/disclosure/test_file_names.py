"""A name from outside stays in its folder, shows its real ending, and starts nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.file_names import bare_name, fitted, is_harmless, plain_name, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("申请表.pdf", "申请表.pdf"),
        ("测街公开〔2024〕1号.docx", "测街公开〔2024〕1号.docx"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\Windows\\notepad.exe", "C__Windows_notepad.exe"),
        ("a/b.pdf", "a_b.pdf"),
        ("合同\u202efdp.exe", "合同fdp.exe"),
        ("零\u200b宽.pdf", "零宽.pdf"),
        ("换\n行\t.pdf", "换行.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul"),
        ("com1.2024.txt", "_com1.2024.txt"),
        ("lpt9", "_lpt9"),
        ("PRN.txt", "_PRN.txt"),
        ("aux.pdf", "_aux.pdf"),
        ("尾点. . .", "尾点"),
        (".隐藏", "隐藏"),
        ("", "未命名"),
        ("...", "未命名"),
        ('问？"*<>|:.pdf', "问？______.pdf"),
        ("\ud800.pdf", "pdf"),
        ("一\u2028二\u2029三\x1f四\u200d五.pdf", "一二三四五.pdf"),
        ("尾是点 .", "尾是点"),
    ],
)
def test_names_as_every_system_takes_them(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending_and_whole_characters() -> None:
    safe = safe_name("很" * 300 + ".pdf")
    assert safe.endswith("很.pdf")
    assert 170 < len(safe.encode()) <= 180
    assert safe_name("a" * 300 + ".pdf") == "a" * 176 + ".pdf"
    assert safe_name("a." + "b" * 12).endswith("." + "b" * 12)
    assert safe_name("很" * 300 + "." + "b" * 13).endswith("很")  # so long is no ending


def test_a_stem_of_ours_is_cut_the_same_way_every_time_and_never_to_another_one() -> None:
    whole = "很" * 80
    assert fitted(whole, ".sqlite") == f"{whole}.sqlite"  # 247 bytes, beside which SQLite still opens its journal
    cut = fitted(whole + "长", ".sqlite")
    assert cut.startswith("很" * 70)
    assert len(cut.encode()) in (245, 246, 247)
    assert cut == fitted(whole + "长", ".sqlite") != fitted(whole + "短", ".sqlite")
    assert len(cut.removesuffix(".sqlite").partition("～")[2]) == 8


@given(st.text())
def test_any_name_is_a_plain_file_name_and_safe_once_is_safe_twice(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe.encode()) <= 181
    assert not set(safe) & set('\\/:*?"<>|\0\n')
    assert safe == safe.strip(" ")
    assert safe not in (".", "..")
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("申请表.pdf", True),
        ("照片.JPG", True),
        ("公文.ofd", True),
        *(
            (f"来件.{ending}", True)
            for ending in ["png", "jpeg", "bmp", "gif", "tif", "tiff", "txt", "csv", "doc", "docx", "ppt", "pptx"]
        ),
        *((f"来件.{ending}", True) for ending in ["wps", "et", "dps", "odt", "ods"]),
        ("清单.xlsx", True),
        ("老表.xls", True),
        ("程序.exe", False),
        ("清单.xlsm", False),
        ("网页.html", False),
        ("快捷方式.lnk", False),
        ("脚本.js", False),
        ("a.desktop", False),
        ("a.bat", False),
        ("a.pdf.exe", False),
        ("合同\u202efdp.exe", False),
        ("无后缀", False),
        ("a.pdf ", True),
        ("a.pdf.", True),
        ("a.svg", False),
        ("a.zip", False),
    ],
)
def test_only_documents_and_pictures_are_opened(name: str, harmless: bool) -> None:
    assert is_harmless(name) is harmless


@pytest.mark.parametrize(
    ("name", "bare", "plain"),
    [
        ("告知书.pdf", "告知书", "告知书（PDF）"),
        ("告知书.DOCX", "告知书", "告知书（Word）"),
        ("身份证.jpg", "身份证", "身份证"),
        ("2026年度报告.html", "2026年度报告.html", "2026年度报告（网页）"),
        ("工具.exe", "工具.exe", "工具.exe"),  # of what is no document she sees what it is
        ("没有后缀", "没有后缀", "没有后缀"),
        *((f"报告.{end}", "报告", "报告（Word）") for end in ("doc", "docx")),
        *((f"台账.{end}", "台账", "台账（表格）") for end in ("xls", "xlsx", "et", "csv")),
        ("报告.wps", "报告", "报告（WPS）"),
        ("报告.txt", "报告", "报告（文本）"),
        ("报告.json", "报告.json", "报告（数据文件）"),
    ],
)
def test_a_document_is_named_without_its_ending(name: str, bare: str, plain: str) -> None:
    assert (bare_name(name), plain_name(name)) == (bare, plain)
