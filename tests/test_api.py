"""The public face: data in memory or in a file, every failure a DrafterError, nothing printed."""

from __future__ import annotations

import contextlib
import datetime
import io
import pickle
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import drafter
from tests.conftest import REPORT, ROOT, save

DATA: dict[str, Any] = {
    "模板": "city-annual",
    "期间": "2022年",
    "单位": {"名称": "江城市科学技术局"},
    "成文日期": datetime.date(2023, 1, 10),
    "指标": {"研发投入": {"本期": "98.06亿元", "上年同期": "71.25亿元"}},
    "成效": [{"标题": "加大投入", "内容": "全社会研发投入{{ 研发投入 }}，{{ 研发投入.同比 }}。"}],
    "问题": [{"主题": "主体少", "内容": "企业偏少。"}],
    "思路": [{"主题": "抓培育", "内容": "培育企业。"}],
}


def text_of(data: Any) -> str:
    """The draft as plain text."""
    return drafter.to_bytes(drafter.draft(data).document, ".txt").decode()


def test_the_examples_of_the_manual_print_what_the_manual_says() -> None:
    manual = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    pairs = re.findall(r"```python\n(.*?)```.*?```text\n(.*?)```", manual, re.DOTALL)
    assert len(pairs) == 2
    for example, printed in pairs:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(example, {})  # noqa: S102 - the manual's own example
        assert out.getvalue() == printed


def test_a_path_its_bytes_and_its_keys_draft_to_the_same_text(tmp_path: Path) -> None:
    file = save(tmp_path, REPORT)
    expected = text_of(file)
    assert text_of(str(file)) == expected
    assert text_of(REPORT.encode("utf-8-sig")) == expected
    assert text_of(REPORT.encode("gb18030")) == expected
    assert text_of(DATA) == expected


def test_no_value_of_a_mapping_becomes_syntax() -> None:
    odd = "'甲': {乙} # \"丙\"\n- 丁 *戊 &己 !庚 ~"
    shared = {"主题": odd, "内容": "同一个对象写两次。"}
    text = text_of(DATA | {"问题": [shared, shared]})
    assert "'甲': {乙} # \"丙\"" in text
    assert text.count("同一个对象写两次。") == 2


def test_values_are_written_as_a_clerk_would() -> None:
    data = DATA | {"指标": {"占比": {"本期": Decimal("12.10")}}}
    with pytest.raises(drafter.DrafterError, match=r"“12\.10”缺少单位"):
        drafter.draft(data)


@pytest.mark.parametrize("ending", [".docx", ".html", ".md", ".txt"])
def test_written_and_given_bytes_are_the_same(tmp_path: Path, ending: str) -> None:
    document = drafter.draft(DATA).document
    drafter.write(document, str(tmp_path / f"a{ending}"))
    assert (tmp_path / f"a{ending}").read_bytes() == drafter.to_bytes(document, ending.upper())


def test_a_draft_goes_from_process_to_process(tmp_path: Path) -> None:
    draft = drafter.draft_file(str(save(tmp_path, REPORT)))
    again = pickle.loads(pickle.dumps(draft))  # noqa: S301 - our own
    assert (again.document, again.missing, again.library) == (
        draft.document,
        draft.missing,
        draft.library,
    )


def test_lint_is_a_function_before_and_after_its_rooms_are_imported(tmp_path: Path) -> None:
    file = save(tmp_path, "投资xx亿元。\n", "稿.txt")
    assert [finding.name for finding in drafter.lint(file)] == ["mask"]
    from drafter.lint import engine  # noqa: PLC0415 - the point of the test

    assert engine
    assert [finding.name for finding in drafter.lint(str(file))] == ["mask"]
    data = DATA | {"问题": [{"主题": "主体少", "内容": "增长-3%。"}]}
    assert [finding.name for finding in drafter.lint(data, select=["F"])] == ["growth-sign"]
    assert [finding.name for finding in drafter.lint(b"x: 1")] == ["unreadable"] * 4


def test_rolling_in_memory_gives_a_report_that_drafts() -> None:
    rolled = drafter.roll(DATA)
    assert "上年同期: 98.06亿元" in rolled.source.text
    assert drafter.draft(rolled.source.text.encode()).missing
    assert drafter.new("city-annual", "2024年", "江城市科技局").text.count("江城市科技局")


@pytest.mark.parametrize(
    "call",
    [
        lambda: drafter.draft("没有.yaml"),
        lambda: drafter.draft("a\0b"),
        lambda: drafter.draft(Path("长" * 300)),
        lambda: drafter.draft(b""),
        lambda: drafter.draft(b"\xff\xfe\x00"),
        lambda: drafter.draft({"模板": object()}),
        lambda: drafter.draft(DATA, "没有这个文件夹"),
        lambda: drafter.draft(DATA | {"模板": "没有"}),
        lambda: drafter.lint("没有.txt"),
        lambda: drafter.lint(DATA, select=["没有"]),
        lambda: drafter.roll(DATA, "2020年"),
        lambda: drafter.roll(DATA, "明年"),
        lambda: drafter.new("没有", "2024年"),
        lambda: drafter.new("city-annual", "明年"),
        lambda: drafter.to_bytes(drafter.draft(DATA).document, ".pdf"),
        lambda: drafter.write(drafter.draft(DATA).document, "没有/甲.docx"),
        lambda: drafter.write(drafter.draft(DATA).document, "长" * 300 + ".txt"),
    ],
)
def test_every_failure_is_a_drafter_error(call: Any) -> None:
    with pytest.raises(drafter.DrafterError) as caught:
        call()
    assert caught.value.problems


def test_a_mapping_that_holds_itself_is_too_deep() -> None:
    data = dict(DATA)
    data["单位"] = data
    with pytest.raises(drafter.DrafterError, match="太大或太深"):
        drafter.draft(data)


untyped: Any = drafter
"""The public face for who does not mind its types."""


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda d: untyped.write(d, None), "参数 file 要写文件的路径（str 或 Path）；给的是 NoneType（None）"),
        (lambda _: untyped.write(None, "甲.docx"), "这里要给文稿（draft(…).document）；给的是 NoneType"),
        (
            lambda d: untyped.to_bytes(d, ".docx", look=5),
            "参数 look 要给版式（Look），没有就省略；给的是 int",
        ),
        (
            lambda d: untyped.write(d, "甲.docx", look="宋体"),
            "参数 look 要给版式（Look），没有就省略；给的是 str",
        ),
        (lambda d: untyped.to_bytes(d, None), "参数 ending 要写成文字，如 '.docx'；给的是 NoneType（None）"),
        (lambda _: untyped.lint(DATA, select=5), "参数 select 要写成文字的列表，如 ['mask']；给的是 int（5）"),
        (lambda _: untyped.lint(DATA, ignore=[5]), "参数 ignore 要写成文字，如 'mask'；给的是 int（5）"),
        (lambda _: untyped.lint(DATA, select="maks"), "没有规则“maks”；用 drafter rules 看有哪些"),
        (lambda _: untyped.new("city-annual", 2024), "参数 period 要写成文字，如 '2024年上半年'；给的是 int（2024）"),
        (lambda _: untyped.new(None, "2024年"), "参数 template 要写成文字，如 'city-annual'；给的是 NoneType（None）"),
        (lambda _: untyped.roll(DATA, 2025), "参数 period 要写成文字，如 '2024年上半年'；给的是 int（2025）"),
        (lambda _: untyped.draft(None), "报告要给文件的路径、文件的内容（bytes）或键和值（dict）；给的是 NoneType（None）"),
        (lambda _: untyped.pull(None, "甲.docx"), "参数 file 要写文件的路径（str 或 Path）；给的是 NoneType（None）"),
        (lambda _: untyped.review(3), "参数 file 要写文件的路径（str 或 Path）；给的是 int（3）"),
        (lambda _: untyped.diff("甲.yaml", b""), "参数 new 要写文件的路径（str 或 Path）；给的是 bytes（b''）"),
        (lambda _: untyped.status(None), "参数 files 要写几个文件的路径（列表）；给的是 NoneType（None）"),
        (lambda _: untyped.new("city-annual", "2024年", bureau=5),
         "参数 bureau 要写成文字，如 '青石县科学技术局'；给的是 int（5）"),
        (lambda _: untyped.update(DATA, renames=["甲"]),
         "参数 renames 要写成 {'旧名': '新名'}；给的是 list（['甲']）"),
        (lambda _: untyped.forms(DATA, one_file=5), "参数 one_file 要写成文字，如 '填报表.xlsx'；给的是 int（5）"),
        (lambda _: untyped.draft(DATA | {"附件": [{"标题": {1}}]}), "“附件.1.标题”的值写不成文字（set）"),
        (lambda _: untyped.draft(DATA, 5), "参数 templates 要写文件的路径（str 或 Path）；给的是 int（5）"),
    ],
)  # fmt: skip
def test_an_argument_of_another_kind_is_told(call: Any, message: str) -> None:
    document = untyped.draft(DATA).document
    with pytest.raises(drafter.DrafterError) as error:
        call(document)
    assert [str(problem) for problem in error.value.problems] == [message]


def test_one_name_or_path_is_a_list_of_one(tmp_path: Path) -> None:
    file = save(tmp_path, REPORT)
    every = untyped.lint(file, select=None)
    assert untyped.lint(file, select=()) == every
    assert untyped.lint(file, select="mask") == untyped.lint(file, select=["mask"])
    assert [one.file for one in untyped.status(str(file))] == [file]
    with pytest.raises(drafter.DrafterError, match="两"):
        untyped.merge(DATA)  # one report is a list of one
