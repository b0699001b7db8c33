"""What the program proposes for an office once its name is typed."""

import pytest

from disclosure.letters.office_names import OfficeNames, names_of
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
