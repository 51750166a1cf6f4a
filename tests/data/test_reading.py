"""Reading: every fault of a file at once, each with its place, in the order of the file."""

from __future__ import annotations

import pytest

from drafter.data.reading import report_of
from drafter.data.tables import MOST_FAULTS
from drafter.errors import ReadingError
from tests.conftest import messages_of, source_from


def faults(body: str) -> list[str]:
    """What is wrong in a report of the usual head and this body."""
    with pytest.raises(ReadingError) as error:
        report_of(source_from(body))
    return messages_of(error)


def test_all_faults_are_said_at_once_in_the_order_of_the_file() -> None:
    body = """
    结尾: [甲]
    指标:
      甲: {本期: 3家, 上年同期: 2亿元, 同比: 五成}
      乙: {本季: 3家}
    成效: {导语: 甲, 要店: []}
    设置: {修约: 去尾}
    """
    assert faults(body) == [
        "5:5 这里应是一段文字，现在是一个列表；文字里有 {{ }} 或冒号时要加引号",
        "7:21 “2亿元”和本期“3家”的单位不能比较，请用同一种单位",
        "7:30 “五成”不是一个数，请写成 43.5亿元、近300家、-2.1% 这样的数，还不知道的写 xx.x亿元",
        "8:7 没有“本季”这个键，是不是“本期”？",
        "9:13 没有“要店”这个键，是不是“要点”？",
        "10:10 “去尾”不能用，这里可写：四舍五入、四舍六入五成双",
    ]


def test_a_unit_that_does_not_fit_is_told_at_the_cell_of_the_member() -> None:
    body = """
    指标:
      甲:
        本期: 3亿元
        分组:
          县区: {东县: 1亿元, 西县: 3家}
        其中: {内资: {本期: 2家}}
        历期: {2020年: 2亿元, 2021年: 4家}
        参照: {邻县: 3.0%}
    """
    message = "“{}”和本期“3亿元”的单位不能比较，请用同一种单位"
    assert faults(body) == [
        f"9:25 {message.format('3家')}",
        f"10:19 {message.format('2家')}",
        f"11:29 {message.format('4家')}",
        f"12:14 {message.format('3.0%')}",
    ]


def test_a_key_of_a_section_in_a_point_is_told_where_it_belongs() -> None:
    assert faults("成效:\n  要点:\n    - {主题: 甲, 标题: 乙}\n") == [
        "6:15 “标题”不写在这里：要点的键写在“要点”下面，小节的键和“标题”写在一起"
    ]


def test_a_name_that_no_expression_could_state_stands_at_its_own_place() -> None:
    assert faults("指标:\n  好: 3家\n  '甲|乙': 3家\n  '{丙}': 3家\n") == [
        "6:3 指标名“甲|乙”不能用：不超过40个字，不含 {{ }} | 和换行",
        "7:3 指标名“{丙}”不能用：不超过40个字，不含 {{ }} | 和换行",
    ]


def test_what_is_missing_is_said_at_the_table_that_lacks_it() -> None:
    assert faults("附件:\n  - 内容: 甲\n") == ["5:5 缺少“标题”，请补上"]


def test_the_faults_of_a_file_are_bounded() -> None:
    body = "指标:\n" + "".join(f"  甲{n}: 三\n" for n in range(500))
    found = faults(body)
    assert len(found) == MOST_FAULTS + 1
    assert found[-1] == "0:0 问题太多，只列出前100个；多半是同一个原因，改好再查一遍"


@pytest.mark.parametrize("unseen", ["\u00a0", "\u202f", "\ufe0f"])
def test_two_names_that_look_alike_are_no_two_figures(unseen: str) -> None:
    found = faults(f"指标:\n  甲 乙: 3家\n  甲{unseen}乙: 5家\n")
    assert found == [f"6:3 指标名“甲{unseen}乙”里有看不出来的字符 U+{ord(unseen):04X}，请删去重输"]


def test_hints_at_unknown_operands_cost_little_however_many_figures_there_are() -> None:
    names = [f"指标名称很长的第{n}号" for n in range(900)]
    body = "指标:\n" + "".join(f"  {n}: {{部分: {n}q, 总体: {n}z}}\n" for n in names)
    found = faults(body)
    assert len(found) == MOST_FAULTS + 1
    assert "是不是“指标名称很长的第0号”" in found[0]
