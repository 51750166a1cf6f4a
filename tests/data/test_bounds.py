"""范围: what is inside, what is outside, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.data.bounds import Bounds, parse_span
from drafter.data.quantity import parse_amount
from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.errors import ReadingError, WrongValueError
from tests.conftest import REPORT, messages_of, save, source_from

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


@pytest.mark.parametrize(
    ("span", "inside", "outside"),
    [
        ("20—40万亩", ["20万亩", "40.00万亩", "300000亩", "近30万亩"], ["19.99万亩", "41万亩"]),
        ("20万亩至40万亩", ["20万亩"], ["45万亩"]),
        ("20-40家", ["20—40家"], ["30—50家", "10—30家"]),
        ("-5%—20%", ["-5.0%", "0%"], ["-5.1%", "20.1%"]),
        ("-10%—-5%", ["-7%"], ["5%"]),
        ("20家以上", ["20家", "999家"], ["19家"]),
        ("不低于20家", ["20家"], ["19家"]),
        ("40家以下", ["40家"], ["41家"]),
        ("不超过40家", ["40家"], ["41家"]),
    ],
)
def test_both_ends_lie_inside(span: str, inside: list[str], outside: list[str]) -> None:
    bounds = Bounds(span=parse_span(span))
    assert [text for text in inside if bounds.complaint(parse_amount(text))] == []
    assert [text for text in outside if not bounds.complaint(parse_amount(text))] == []


@pytest.mark.parametrize("text", ["xx家", "三十余家"])
def test_what_is_no_number_is_held_to_nothing(text: str) -> None:
    assert Bounds(span=parse_span("1—2家")).complaint(parse_amount(text)) is None


@pytest.mark.parametrize("text", ["20万亩", "很多", "20—40", "40—20家", "近20家", ""])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(WrongValueError):
        parse_span(text)


def test_a_range_in_another_measure_is_a_fault() -> None:
    body = "指标:\n  甲: {本期: 30万亩, 范围: {应在: 20—40家}}\n"
    with pytest.raises(ReadingError) as error:
        report_of(source_from(body))
    assert messages_of(error) == ["5:21 范围“20—40家”和本期“30万亩”的单位不能比较"]


OUTSIDE = REPORT.replace(
    "上年同期: 71.25亿元}", "上年同期: 71.25亿元, 范围: {应在: 50—90亿元, 提示: 口径是全社会}}"
)
SAID = "“研发投入”的本期98.06亿元超出范围（应在50—90亿元）：口径是全社会"


def test_draft_warns_of_a_figure_outside_and_a_final_draft_refuses_it(
    run: Run, tmp_path: Path
) -> None:
    save(tmp_path, OUTSIDE)
    code, _out, err = run("draft", "报告.yaml")
    assert (code, err) == (0, f"报告.yaml:6:14  {SAID}\n")
    code, _out, err = run("draft", "报告.yaml", "--final")
    assert code == 1
    assert f"D11 out-of-range  {SAID}" in err


def test_lint_tells_it_in_the_words_of_the_office(run: Run, tmp_path: Path) -> None:
    save(tmp_path, OUTSIDE)
    code, out, _err = run("lint", "报告.yaml", "--select", "D11")
    assert code == 1
    assert out.splitlines()[0] == f"报告.yaml:6:14  错误 D11 out-of-range  {SAID}"
    save(tmp_path, OUTSIDE.replace("50—90亿元", "50—99亿元"))
    assert run("lint", "报告.yaml", "--select", "D11")[0] == 0


LISTED = REPORT.replace(
    "成效:",
    "清单:\n  项目:\n    范围: {投资: {应在: 0.5—8亿元, 提示: 单位是亿元}}\n    行:\n"
    "      - {名称: 冷链园, 投资: 1.2亿元}\n      - {名称: 粮仓, 投资: 12000万元}\n"
    "      - {名称: 果园, 投资: 350亿元}\n成效:",
)


def test_a_cell_of_a_list_outside_the_range_of_its_column_is_told(run: Run, tmp_path: Path) -> None:
    save(tmp_path, LISTED)
    said = "“果园”的投资350亿元超出范围（应在0.5—8亿元）：单位是亿元"
    code, _out, err = run("draft", "报告.yaml")
    assert (code, err) == (0, f"报告.yaml:13:22  {said}\n")
    code, out, _err = run("lint", "报告.yaml", "--select", "D11")
    assert code == 1
    assert out.splitlines()[0] == f"报告.yaml:13:22  错误 D11 out-of-range  {said}"


@pytest.mark.parametrize(
    ("column", "span", "told"),
    [
        ("投资", "1—3家", "9:14 范围“1—3家”和“投资”这一列的数不能比较"),
        ("名称", "1—3家", "9:14 范围“1—3家”和“名称”这一列的数不能比较"),
        ("总额", "1—3亿元", "9:9 清单里没有“总额”这一列；有：名称、投资"),
    ],
)
def test_a_range_that_no_column_can_be_held_against_is_a_fault(
    column: str, span: str, told: str
) -> None:
    text = LISTED.replace(
        "{投资: {应在: 0.5—8亿元, 提示: 单位是亿元}}", f"{{{column}: {{应在: {span}}}}}"
    )
    with pytest.raises(ReadingError) as error:
        report_of(source_of("报告.yaml", text))
    assert messages_of(error) == [told]
