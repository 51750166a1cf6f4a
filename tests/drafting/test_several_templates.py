"""One report by several templates: 模板 as a list, and `draft --as`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import REPORT, TWICE, save

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


def test_a_list_of_templates_drafts_each_the_first_under_the_name_of_the_report(
    run: Run, office: Path
) -> None:
    save(office, TWICE)
    code, out, err = run("draft", "报告.yaml")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "已写成 报告.docx",
        "已写成 报告-简报.docx",
        "共2份，写成2份，0份没有写成",
    ]


def test_a_list_on_lines_of_its_own_is_drafted_too(run: Run, office: Path) -> None:
    save(office, TWICE.replace("模板: [city-annual, 简报]", "模板:\n  - city-annual\n  - 简报"))
    assert run("draft", "报告.yaml", "-o", "稿.txt")[0] == 0
    assert "全社会研发投入98.06亿元，专利3件。" in (office / "稿-简报.txt").read_text("utf-8")


def test_one_template_asked_for_drafts_that_alone(run: Run, office: Path) -> None:
    save(office, TWICE.replace("[city-annual, 简报]", "city-annual"))
    code, out, _err = run("draft", "报告.yaml", "--as", "简报", "-o", "稿")
    assert (code, out.splitlines()) == (0, ["已写成 稿/报告-简报.docx"])
    assert [file.name for file in (office / "稿").iterdir()] == ["报告-简报.docx"]


def test_the_main_template_asked_for_keeps_the_name(run: Run, office: Path) -> None:
    save(office, TWICE)
    assert run("draft", "报告.yaml", "--as", "city-annual")[1] == "已写成 报告.docx\n"
    assert run("draft", "报告.yaml", "--as", "简报", "-o", "甲.txt")[1] == "已写成 甲.txt\n"
    assert run("draft", "报告.yaml", "--as", " ")[2] == (
        "--as 后面写模板的名称；见 drafter templates\n"
    )


def test_a_template_asked_for_that_nobody_knows_is_said(run: Run, office: Path) -> None:
    save(office, TWICE)
    code, _out, err = run("draft", "报告.yaml", "--as", "简抱")
    assert (code, err.splitlines()[0].partition("（找过")[0]) == (
        1,
        "报告.yaml  没有模板“简抱”，是不是“简报”？",
    )


def test_an_unknown_one_of_the_list_stops_no_other(run: Run, office: Path) -> None:
    save(office, TWICE.replace("简报]", "专报]"))
    code, out, err = run("draft", "报告.yaml")
    assert (code, out.splitlines()[0]) == (1, "已写成 报告.docx")
    assert err.startswith("报告.yaml:1:19  没有模板“专报”")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("[]", "“模板”的列表是空的，请写上模板的名称"),
        ("[简报, 简报]", "“模板”里有一个名称写了两次"),
        (f"[{', '.join(f'甲{n}' for n in range(10))}]", "“模板”不超过9个"),
    ],
    ids=["empty", "twice", "too many"],
)
def test_a_list_of_templates_that_makes_no_sense_is_refused(
    value: str, message: str, run: Run, office: Path
) -> None:
    save(office, REPORT.replace("模板: city-annual", f"模板: {value}"))
    assert run("draft", "报告.yaml")[2].splitlines()[0] == f"报告.yaml:1:5  {message}"


def test_two_reports_never_share_a_draft_by_another_template(run: Run, office: Path) -> None:
    save(office, TWICE)
    save(office, REPORT, "报告-简报.yaml")
    code, _out, err = run("draft", "报告.yaml", "报告-简报.yaml")
    assert (code, err) == (2, "几份报告会写成同一个文件：报告-简报.docx\n")


def test_a_template_named_like_a_path_stays_in_the_folder(run: Run, office: Path) -> None:
    save(office, TWICE.replace("简报]", "../专报]"))
    assert "没有写成 报告-.._专报.docx" in run("draft", "报告.yaml")[2]


def test_roll_keeps_the_list(run: Run, office: Path) -> None:
    save(office, TWICE)
    assert run("roll", "报告.yaml", "-o", "下期.yaml")[0] == 0
    assert (office / "下期.yaml").read_text("utf-8").startswith("模板: [city-annual, 简报]\n")
