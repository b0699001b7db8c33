"""A title is broken by sense."""

import pytest

from exporters.paper.titles import title_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("政府信息公开申请答复书", ["政府信息公开申请答复书"]),
        (
            "青岚市云溪区白鹭街道办事处2023年政府信息公开工作年度报告",
            ["青岚市云溪区白鹭街道办事处", "2023年政府信息公开工作年度报告"],
        ),
        ("测试县2023年政府信息公开工作年度报告", ["测试县2023年政府信息公开工作年度报告"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("", []),
    ],
)
def test_a_title_breaks_before_the_year(title: str, lines: list[str]) -> None:
    assert title_lines(title, 20) == lines


def test_a_very_long_name_takes_three_lines_and_loses_nothing() -> None:
    title = "青岚市云溪区人民政府白鹭街道办事处综合行政执法和政务服务管理办公室2023年政府信息公开工作年度报告"
    lines = title_lines(title, 20)
    assert "".join(lines) == title
    assert len(lines) == 3
    assert all(len(line) <= 20 for line in lines)
    assert any(line.startswith("2023年") for line in lines)


def test_lines_without_any_joint_are_of_one_length() -> None:
    assert title_lines("政" * 22, 20) == ["政" * 11] * 2
    assert title_lines("政" * 45, 20) == ["政" * 15] * 3


def test_a_name_without_any_joint_is_cut_where_the_line_ends() -> None:
    assert "".join(title_lines("政" * 70, 20)) == "政" * 70
