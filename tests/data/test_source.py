"""Source: YAML as text, a place for every value, and each trap of the syntax with the line as it should be."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drafter.data.scalars import decode, joins_without_space
from drafter.data.source import LARGEST_FILE, read_source, source_of
from drafter.errors import ReadingError

if TYPE_CHECKING:
    from pathlib import Path


def problems(text: str) -> list[tuple[int, int, str, str]]:
    """What a text breaks: line, column, message, mended line."""
    with pytest.raises(ReadingError) as error:
        source_of("报告.yaml", text)
    found = []
    for problem in error.value.problems:
        assert problem.place is not None
        found.append((problem.place.line, problem.place.column, problem.message, problem.mended))
    return found


def test_every_scalar_is_text() -> None:
    root = source_of("f", "a: 12.10\nb: 1:30\nc: 0767\nd: no\ne: ~\nf: 2024-01-02\ng: 1e3\n").root
    assert root == {
        "a": "12.10",
        "b": "1:30",
        "c": "0767",
        "d": "no",
        "e": "~",
        "f": "2024-01-02",
        "g": "1e3",
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: >-\n  全市研发投入\n  增长\n", "全市研发投入增长"),
        ("a: 全市研发投入\n  增长\n", "全市研发投入增长"),
        ("a: '全市研发投入\n  增长'\n", "全市研发投入增长"),
        ('a: "全市研发投入\n  增长"\n', "全市研发投入增长"),
        ("a: >-\n  达到\n  {{ x }}\n  亿元\n", "达到{{ x }}亿元"),
        ("a: >-\n  use the\n  template\n", "use the template"),
        ("a:\n  第一段。\n  　　第二段。\n", "第一段。\n　　第二段。"),
        ("a: >-\n  第一段。\n  　　第二段。\n", "第一段。\n　　第二段。"),
        ("a: '第一段。\n  　　第二段。'\n", "第一段。\n　　第二段。"),
        ("a: >-\n  第一段\n\n  第二段\n", "第一段\n第二段"),
        ("a: |-\n  第一段\n  第二段\n", "第一段\n第二段"),
        ("a: >\r\n  全市\r\n  增长\r\n", "全市增长\n"),
    ],
    ids=[
        "folded",
        "plain",
        "single",
        "double",
        "braces",
        "latin",
        "pasted plain",
        "pasted folded",
        "pasted single",
        "blank line",
        "literal",
        "crlf",
    ],
)
def test_a_line_break_inside_chinese_text_leaves_no_space(text: str, value: str) -> None:
    assert source_of("f", text).root["a"] == value


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("内容: {{ x }}\n", "内容: '{{ x }}'"),
        ("内容: {{ x }}，增长\nb: 1\n", "内容: '{{ x }}，增长'"),
        ("- {{ x }}增长\n", "- '{{ x }}增长'"),
        ("本期: *亿元\n", "本期: '*亿元'"),
        ("本期: **家\n", "本期: '**家'"),
        ("本期: %5\n", "本期: '%5'"),
        ("备注: ? 待核\n", "备注: '? 待核'"),
        ("备注: @张\n", "备注: '@张'"),
        ("备注: &甲\n", "备注: '&甲'"),
        ("备注: !重要\n", "备注: '!重要'"),
        ('标题: "三高四新"战略\n', "标题: '\"三高四新\"战略'"),
        ("标题: '三高'战略\n", "标题: \"'三高'战略\""),
        ("内容: 完成 #3机组改造\n", "内容: '完成 #3机组改造'"),
        ("备注: 完成 #3机组改造\n", "备注: '完成 #3机组改造'"),
        ("内容: 完成改造 # 3台机组\n", "内容: '完成改造 # 3台机组'"),
        ("x: {本期: 1,210.4万元, 同比: 8.1%}\n", "x: {本期: '1,210.4万元', 同比: 8.1%}"),
        ("期间：2022年\n模板: a\n", "期间: 2022年"),
        ("期间:2022年\n模板: a\n", "期间: 2022年"),
        ("成效:\n  - 标题：乙\n", "- 标题: 乙"),
        ("成效:\n  - 主题：乙\n    内容: 甲\n", "- 主题: 乙"),
        ("内容: 一是: 抓项目\n", "内容: '一是: 抓项目'"),
        ("指标:\n\t甲: 1家\n", "甲: 1家"),
    ],
)
def test_a_trap_of_the_syntax_shows_the_line_as_it_should_be_written(
    text: str, mended: str
) -> None:
    found = problems(text)
    assert [problem[3].strip() for problem in found] == [mended]
    assert all(problem[0] > 0 and problem[1] > 0 for problem in found)


@pytest.mark.parametrize(
    "mended",
    ["内容: '{{ x }}'", "标题: '\"三高四新\"战略'", "x: {本期: '1,210.4万元', 同比: 8.1%}"],
)
def test_a_mended_line_reads_well(mended: str) -> None:
    assert source_of("f", mended).root


def test_a_comment_with_its_space_is_a_comment() -> None:
    assert source_of("f", "本期: 767家   # 科技股提供\n").root == {"本期": "767家"}


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, "“a”写了两次，第一次在第1行"),
        ("a: {b: 1, b: 2}\n", 1, 11, "“b”写了两次，第一次在第1行"),
        ("<<: 1\n", 1, 1, "不支持合并键“<<”，请把内容直接写出来"),
        ("a: 1\n---\nb: 2\n", 2, 1, "一个文件只写一份报告，“---”以后的内容请另存一个文件"),
        ("a: 'x\n", 1, 4, "引号或括号没有配对，一直到文件末尾也没有结束"),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "这一行和上面没有对齐：同一层的键要从同一列开始"),
        ("a: 1\x07\n", 1, 5, "有看不见的控制字符 U+0007，请删去重输"),
        ("[甲, 乙]\n", 1, 1, "文件开头应是“键: 值”的表（模板、期间、单位 …），这里不是"),
        ("", 0, 0, "文件是空的；用 drafter templates 看有哪些模板，再从空白表填起"),
        ("# 只有注释\n", 0, 0, "文件里只有注释，没有内容"),
    ],
)
def test_what_breaks_yaml_is_said_with_its_place(
    text: str, line: int, column: int, message: str
) -> None:
    assert [(found[0], found[1], found[2]) for found in problems(text)] == [(line, column, message)]


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028", "\u2029"])
def test_a_line_end_that_not_every_editor_knows_is_named_once(end: str) -> None:
    code = f"U+{ord(end):04X}"
    line = (1, 5, f"用了 {code} 换行，不是各个软件都认；请用记事本在这里重新换行")
    assert [found[:3] for found in problems(f"a: 1{end}b: 2{end}c: 3{end}")] == [line]


def test_an_escape_hides_no_line_end_either() -> None:
    assert problems('a: "甲\\u2028乙"\n')[0][2].startswith("用了 U+2028 换行")


@pytest.mark.parametrize("hidden", ["\u00ad", "\u2066", "\u200b", "\u3164", "\U000e0041"])
def test_what_nobody_sees_is_refused_with_its_code(hidden: str) -> None:
    assert f"U+{ord(hidden):04X}" in problems(f"甲{hidden}乙: 3家\n")[0][2]


def test_a_line_of_many_blanks_is_looked_through_once() -> None:
    found = problems("开头: a" + " " * 100_000 + ": b\n")
    assert found[0][2] == "值里面有冒号加空格，要加引号"
    assert found[0][3] == ""


def test_all_problems_of_a_text_are_said_at_once() -> None:
    found = problems("a: 1\na: 2\nb: &x 1\nc: *x\n内容: 完成 #3\n")
    assert [problem[0] for problem in found] == [2, 3, 4, 5]


def test_aliases_cannot_explode() -> None:
    text = 'a: &a ["x","x"]\nb: &b [*a,*a]\nc: &c [*b,*b]\n'
    assert len(problems(text)) >= 3


def test_a_cyclic_alias_is_refused() -> None:
    assert problems("a: &a [*a]\n")


def test_deep_nesting_is_refused() -> None:
    assert (
        problems("a: " + "[" * 500 + "]" * 500)[-1][2] == "嵌套太深，不像一份报告；请核对缩进和括号"
    )


def test_a_file_too_large_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    file = tmp_path / "大.yaml"
    file.write_bytes(b"a: 1\n" * (LARGEST_FILE // 5 + 1))
    with pytest.raises(ReadingError, match="文件超过 4 MB，请核对是否选错了文件"):
        read_source(file)


@pytest.mark.parametrize(
    ("name", "message"),
    [("没有.yaml", "没有这个文件，请核对路径和文件名"), ("", "这是一个文件夹，不是文件")],
)
def test_what_is_no_file_is_said(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        read_source(tmp_path / name)


@pytest.mark.parametrize(
    ("raw", "warnings"),
    [
        ("单位: 某局".encode(), []),
        (codecs.BOM_UTF8 + "单位: 某局".encode(), []),
        (
            "单位: 某局".encode("gb18030"),
            ["文件是 GB18030 编码，已照此读入；请用记事本另存为 UTF-8"],
        ),
        ("单位: 某局".encode("utf-16"), ["文件是 UTF-16 编码，已照此读入；请用记事本另存为 UTF-8"]),
    ],
    ids=["utf-8", "utf-8 with a mark", "gb18030", "utf-16"],
)
def test_the_encodings_of_windows_are_read_and_reported(
    tmp_path: Path, raw: bytes, warnings: list[str]
) -> None:
    file = tmp_path / "报告.yaml"
    file.write_bytes(raw)
    source = read_source(file)
    assert source.root == {"单位": "某局"}
    assert [problem.message for problem in source.warnings] == warnings


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "图.yaml"
    file.write_bytes(b"\x89PNG\xff\xff\xff\xff\x81")
    with pytest.raises(ReadingError, match="既不是 UTF-8 也不是 GB18030"):
        read_source(file)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: 增长XX家\n", 1, 6),
        ("a: '增长XX家'\n", 1, 7),
        ("a: '它''s XX家'\n", 1, 10),
        ('a: "增\\u957fXX家"\n', 1, 12),
        ("a: >-\n  增长\n  XX家\n", 3, 3),
        ("a: |\n  增长\n    XX家\n", 3, 5),
        ("a: 增长\n  XX家\n", 2, 3),
    ],
    ids=["plain", "single", "quote", "escape", "folded", "literal", "plain over lines"],
)
def test_a_character_of_a_value_has_its_place_in_every_kind_of_scalar(
    text: str, line: int, column: int
) -> None:
    source = source_of("f", text)
    value = source.root["a"]
    assert isinstance(value, str)
    place = source.place(("a",), value.index("XX"), 2)
    assert (place.line, place.column, place.end_line, place.end_column) == (
        line,
        column,
        line,
        column + 2,
    )


def test_a_key_that_is_missing_stands_where_its_table_does() -> None:
    source = source_of("f", "指标:\n  甲: 1家\n  乙:\n    本期: 2家\n    同比: 3%\n")
    assert source.place(("指标", "甲", "上年同期")).line == 2
    assert source.place(("指标", "乙", "上年同期")).line == 3
    assert source.place(("指标", "丙")).line == 1


_SCALAR_TEXT = st.text(alphabet=st.sampled_from("ab c\n'\"\\:#-\u00e9"), min_size=1, max_size=25)


@given(_SCALAR_TEXT, st.sampled_from(["'", '"', "|", ">"]), st.integers(10, 40))
def test_decoding_agrees_with_the_yaml_library(value: str, style: str, width: int) -> None:
    text = yaml.dump({"k": value}, default_style=style, width=width, allow_unicode=True)
    expected = yaml.safe_load(text)["k"]
    events = [event for event in yaml.parse(text) if isinstance(event, yaml.ScalarEvent)]
    event = events[1]
    assert event.start_mark is not None
    assert event.end_mark is not None
    decoded = decode(text, event.start_mark.index, event.end_mark.index, event.style)
    assert decoded.text == expected
    assert len(decoded.offsets) == len(decoded.text)


@pytest.mark.parametrize(
    ("before", "after", "joins"),
    [("市", "的", True), ("a", "b", False), ("市", "b", True), ("，", "5", True), ("}", "a", True)],
)
def test_chinese_on_either_side_joins(before: str, after: str, *, joins: bool) -> None:
    assert joins_without_space(before, after) is joins
