"""What a published report tells of its office, so that a new file need not ask for it again."""

from disclosure.report.model import AnnualReport
from disclosure.report.opening import told_of_office

OPENING = (
    "本报告在“测试县人民政府门户网站”（http://www.example.cn）公布，并报送测试县档案馆，欢迎查阅。对本报告如有疑问，"
    "可与测试县示例街道办事处联系（地址:测试县示例路1号，邮 编：000100,电话:000-8000001,电子邮箱:a.b@example.cn）。"
)


def test_a_report_tells_how_to_reach_its_office_and_by_which_name_its_title_calls_it() -> None:
    report = AnnualReport(year=2023, title="测试县示例街道2023年政府信息公开工作年度报告", opening=OPENING)
    assert told_of_office(report, "测试县示例街道办事处") == {
        "title_name": "测试县示例街道",
        "address": "测试县示例路1号",
        "postcode": "000100",
        "phone": "000-8000001",
        "email": "a.b@example.cn",
        "website_name": "测试县人民政府门户网站",
        "website": "http://www.example.cn",
        "archive": "测试县档案馆",
    }


def test_what_another_office_says_of_itself_is_not_taken_over() -> None:
    report = AnnualReport(year=2023, title="测试县2023年政府信息公开工作年度报告", opening=OPENING)
    assert told_of_office(report, "别县示例街道办事处") == {}
