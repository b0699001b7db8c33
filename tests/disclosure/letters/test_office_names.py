"""What the program proposes for an office once its name is typed."""

import pytest

from disclosure.letters.office_names import OfficeNames, code_of, names_of
from disclosure.terms import AgencyLevel as L


@pytest.mark.parametrize(
    ("name", "short_name", "code", "level"),
    [
        ("临江区青榕街道办事处", "青榕街道", "榕街公开", L.STREET),
        ("示例市示范区清河街道", "清河街道", "河街公开", L.STREET),
        (" 示例市 示范区清河街道办事处 ", "清河街道", "河街公开", L.STREET),
        ("西市街道办事处", "西市街道", "市街公开", L.STREET),
        ("大通县桥头镇人民政府", "桥头镇", "头镇公开", L.TOWNSHIP),
        ("某某自治州某某县三合乡", "三合乡", "合乡公开", L.TOWNSHIP),
        ("临江区民政局", "民政局", "民政公开", L.DEPARTMENT),
        ("某某开发区管理委员会", "管理委员会", "管理公开", L.DEPARTMENT),
        ("示例省示例市临江区人民政府", "临江区", "临政公开", L.COUNTY),
        ("示例市人民政府", "示例市", "示政公开", L.CITY),
        ("某某集团", "本机关", "某某公开", L.OTHER),
        ("", "", "", L.OTHER),
    ],
)
def test_the_name_of_an_office_proposes_the_rest(name: str, short_name: str, code: str, level: L) -> None:
    assert names_of(name) == OfficeNames(short_name, code, level)


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        (["云白公开〔2023〕1号", "", "云白公开〔2023〕2号", "云白信〔2023〕7号"], "云白公开"),
        (["云白公开[2023]第1号", "云白公开（2023）02号"], "云白公开"),
        (["甲公开〔2023〕1号", "乙公开〔2023〕2号"], ""),
        (["无", "电话答复", "2023-1"], ""),
    ],
)
def test_the_letters_of_an_old_ledger_tell_what_stands_before_the_year(numbers: list[str], code: str) -> None:
    assert code_of(numbers) == code
