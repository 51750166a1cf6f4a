"""辖区: inferred from the bureau's name, and held against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.data.area import area_of, leaders_of
from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.drafting.draft import draft_file
from drafter.formats.text import write_text
from tests.conftest import REPORT, save

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


@pytest.mark.parametrize(
    ("bureau", "area"),
    [
        ("青石县农业农村局", "全县"),
        ("青石县市场监督管理局", "全县"),
        ("青石县城市管理和综合执法局", "全县"),
        ("江城市科学技术局", "全市"),
        ("安澜市市场监督管理局", "全市"),
        ("澄州市临溪区科学技术局", "全区"),
        ("某某高新区管委会", "全区"),
        ("湘西州科学技术局", "全州"),
        ("阿拉善左旗工业和信息化局", "全旗"),
        ("江南省科学技术厅", "全省"),
        ("国家税务局", None),
    ],
)
def test_the_last_unit_of_the_name_tells_the_area(bureau: str, area: str | None) -> None:
    assert area_of(bureau) == area


def test_an_area_that_is_left_out_is_that_of_the_name() -> None:
    head = "模板: plain\n期间: 2022年\n单位: {名称: 青石县农业农村局}\n"
    bureau = report_of(source_of("f", head)).bureau
    assert (bureau.area, bureau.home) == ("全县", "我县")


def test_an_area_that_contradicts_the_name_is_a_warning_with_its_place(
    run: Run, tmp_path: Path
) -> None:
    report = REPORT.replace("江城市科学技术局}", "青石县农业农村局, 辖区: 全市}")
    save(tmp_path, report)
    warning = "报告.yaml:3:24  辖区写的是“全市”，名称“青石县农业农村局”是全县的；请核对"
    assert warning in run("draft", "报告.yaml")[2]


def test_an_area_of_the_bureaus_own_wording_contradicts_nothing(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT.replace("江城市科学技术局}", "青石县农业农村局, 辖区: 全域}"))
    assert run("draft", "报告.yaml")[2] == ""


@pytest.mark.parametrize(
    ("area", "bureau", "leaders"),
    [
        ("全县", "青石县农业农村局", "县委、县政府"),
        ("全市", "江城市科学技术局", "市委、市政府"),
        ("全区", "澄州市临溪区科学技术局", "区委、区政府"),
        ("全区", "江城高新区科技局", "党工委、管委会"),
        ("全区", "江城经济技术开发区管委会", "党工委、管委会"),
        ("全州", "湘西州科学技术局", "州委、州政府"),
        ("全域", "青石县农业农村局", "党委、政府"),
    ],
)
def test_whose_decisions_a_bureau_carries_out_follows_its_area(
    area: str, bureau: str, leaders: str
) -> None:
    assert leaders_of(area, bureau) == leaders


@pytest.mark.parametrize(
    "template", ["city-annual", "city-half-year", "county-half-year", "district-annual"]
)
@pytest.mark.parametrize(
    ("bureau", "leaders"),
    [("青石县科学技术局", "县委、县政府"), ("江城市科学技术局", "市委、市政府")],
)
def test_a_template_of_another_level_says_who_leads_this_bureau(
    tmp_path: Path, template: str, bureau: str, leaders: str
) -> None:
    head = f"模板: {template}\n期间: 2022年\n单位: {{名称: {bureau}}}\n"
    text = write_text(draft_file(save(tmp_path, head)).document)
    assert {"市委", "县委", "区委"} & {text[at : at + 2] for at in range(len(text))} == {
        leaders[:2]
    }
    assert leaders in text
