"""Lint as a whole: files of every kind, places in YAML, output, exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft4Validator

from drafter.drafting.draft import draft_file
from drafter.errors import MisuseError, Place, ReadingError
from drafter.formats.docx_write import write_docx
from drafter.lint.engine import MOST_OF_A_RULE, chosen, files_of, lint_file
from drafter.lint.findings import Finding
from drafter.lint.reporting import as_github, as_json, as_text
from tests.conftest import REPORT, ROOT, save

if TYPE_CHECKING:
    from tests.conftest import Run

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def spans(file: Path) -> list[tuple[int, int, int, str, str]]:
    """Line, column, end column, name and text of every finding."""
    return [
        (f.place.line, f.place.column, f.place.end_column, f.name, f.text)
        for f in lint_file(file)
        if f.name != "lone-subheading"
    ]


def test_a_line_of_text_is_a_paragraph(tmp_path: Path) -> None:
    file = save(tmp_path, "今年任务较重。\n\n投资xx.x亿元，增长-3.2%。\n", "稿.txt")
    assert spans(file) == [(3, 3, 7, "mask", "xx.x"), (3, 12, 17, "growth-sign", "-3.2%")]


def test_a_docx_is_linted_as_its_text(tmp_path: Path) -> None:
    file = tmp_path / "稿.docx"
    file.write_bytes(write_docx(draft_file(ROOT / "seeds" / "five-year.yaml").document))
    found = lint_file(file)
    assert {finding.name for finding in found} == {"mask"}
    assert found[0].where.startswith("标题") or found[0].where


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_has_no_finding_that_matters(example: Path) -> None:
    assert [finding for finding in lint_file(example) if finding.severity != "info"] == []


def test_a_finding_in_drafted_text_points_to_the_yaml_that_said_it(tmp_path: Path) -> None:
    text = REPORT.replace("71.25亿元}", "71.25亿元}\n  企业: xx家").replace(
        "{{ 研发投入.同比 }}。", "新增{{ 企业 }}，截止6月底增长-3.2%，再增{{ 企业 }}。"
    )
    file = save(tmp_path, text)
    assert spans(file) == [
        (7, 7, 10, "mask", "xx"),
        (10, 39, 41, "jiezhi", "截止"),
        (10, 46, 51, "growth-sign", "-3.2%"),
    ]


def test_a_report_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    file = save(tmp_path, REPORT.replace("98.06亿元", "98.06"))
    (finding,) = lint_file(file)
    assert (finding.code, finding.severity, finding.place.line) == ("D01", "error", 6)
    assert finding.message == "“98.06”缺少单位，请写成 98.06亿元、98.06家 这样"


def test_json_is_the_contract(tmp_path: Path) -> None:
    file = save(tmp_path, "投资xx亿元。\n", "稿.txt")
    data = json.loads(as_json(lint_file(file)))
    assert data == {
        "version": 1,
        "findings": [
            {
                "path": file.as_posix(), "line": 1, "column": 3, "end_line": 1, "end_column": 5, "code": "M01",
                "name": "mask", "severity": "error", "message": "“xx”还没有填", "text": "xx", "place": "第1段",
            }
        ],
        "summary": {"error": 1, "warning": 0, "info": 0},
    }  # fmt: skip


def test_the_caret_stands_under_the_span_and_chinese_is_two_columns_wide(tmp_path: Path) -> None:
    file = save(tmp_path, "全年投资xx亿元。\n", "稿.txt")
    assert list(as_text(lint_file(file)))[1:3] == ["    全年投资xx亿元。", "            ^^"]


def test_annotations_escape_their_marks(tmp_path: Path) -> None:
    file = save(tmp_path, "增长-3%。\n", "稿.txt")
    (line,) = as_github(lint_file(file))
    assert line.startswith("::error file=")
    assert "line=1,col=3,endLine=1,endColumn=6::F01 growth-sign" in line
    assert "%25" in line


def test_a_sarif_log_is_valid_and_says_where(run: Run, tmp_path: Path) -> None:
    save(tmp_path, "完成xx亿元，增长-3%。\n第xx届。\n", "一 稿.txt")
    save(tmp_path, REPORT.replace("2022年\n", "明年\n", 1))
    code, out, _err = run("lint", "--format", "sarif", "一 稿.txt", "报告.yaml")
    assert code == 1
    log = json.loads(out)
    schema = json.loads(
        (ROOT / "tests" / "lint" / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8")
    )
    Draft4Validator(schema).validate(log)
    results = log["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["M01", "F01", "M01", "D01"]
    location = results[1]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "%E4%B8%80%20%E7%A8%BF.txt"
    assert location["region"] == {
        "startLine": 1, "startColumn": 10, "endLine": 1, "endColumn": 13, "snippet": {"text": "-3%"}
    }  # fmt: skip
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)


def test_colours_are_for_terminals() -> None:
    finding = Finding(
        Place("稿.txt", 1, 3, 1, 5), "M01", "mask", "error", "没有填", "xx", line_text="完成xx家"
    )
    plain = list(as_text([finding]))
    assert plain == ["稿.txt:1:3  错误 M01 mask  没有填", "    完成xx家", "        ^^"]
    coloured = list(as_text([finding], coloured=True))
    assert coloured != plain
    assert [re.sub("\x1b\\[\\d+m", "", line) for line in coloured] == plain


def test_a_finding_in_template_text_points_to_the_line_of_the_template(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "own.j2").write_text(
        "{# 名称: 自己的 #}\n# 江城市2022年工作总结\n\n各项工作,稳步推进。\n\n## 成效\n\n{{ 章节(成效) }}\n",
        encoding="utf-8",
    )
    file = save(tmp_path, REPORT.replace("city-annual", "own"))
    found = [finding for finding in lint_file(file) if finding.name == "half-width-punctuation"]
    assert [(Path(f.place.file).name, f.place.line, f.line_text) for f in found] == [
        ("own.j2", 4, "各项工作,稳步推进。")
    ]


def test_a_chapter_that_the_template_declares_may_not_be_left_out(tmp_path: Path) -> None:
    file = save(tmp_path, REPORT.replace("思路: [{主题: 抓培育, 内容: 培育企业。}]\n", ""))
    found = [(f.place.line, f.message) for f in lint_file(file) if f.name == "missing-chapter"]
    assert found == [(1, "模板要求有“思路”一章，报告里没有内容")]


def test_the_last_row_of_a_table_is_the_sum_of_the_others(tmp_path: Path) -> None:
    table = "| 县区 | 项目 | 增速 |\n|---|---|---|\n| 甲县 | 12项 | 3% |\n| 乙县 | 13项 | 4% |\n| 合计 | 26项 | 3.5% |\n"
    found = [(f.place.line, f.text, f.message) for f in lint_file(save(tmp_path, table, "表.md"))]
    assert found == [(5, "26项", "分项合计25项，与26项不符")]
    assert lint_file(save(tmp_path, table.replace("26项", "25项"), "表.md")) == []


def test_rules_are_chosen_by_family_code_and_name() -> None:
    assert {rule.code for rule in chosen(["F"], ["growth-sign"])} == {
        f"F{n:02}" for n in range(2, 18)
    }
    with pytest.raises(MisuseError, match="没有规则“没有”；用 drafter rules 看有哪些"):
        chosen(["没有"], [])


def test_a_folder_is_walked_in_a_stable_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("乙.txt", "甲.md", ".隐.txt", "丙.pdf"):
        save(tmp_path, "文", name)
    files, problems = files_of(tmp_path)
    assert [file.name for file in files] == sorted(["乙.txt", "甲.md"])
    assert problems == []


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"不会检查“\.pdf”文件"):
        lint_file(save(tmp_path, "", "a.pdf"))


def test_the_exit_code_tells_errors_and_strictly_warnings(run: Run, tmp_path: Path) -> None:
    save(tmp_path, "投资3亿元。\n", "好.txt")
    save(tmp_path, "截止6月底。\n", "疑.txt")
    save(tmp_path, "投资xx亿元。\n", "错.txt")
    assert run("lint", "好.txt") == (0, "查了1个文件：0个错误，0个警告，0个提示\n", "")
    assert run("lint", "疑.txt")[0] == 0
    assert run("lint", "疑.txt", "--strict")[0] == 1
    assert run("lint", "错.txt")[0] == 1
    assert run("lint", "错.txt", "--ignore", "mask")[0] == 0
    assert run("lint", "错.txt", "--select", "没有")[0] == 2


def test_a_final_draft_is_refused_by_an_error_of_lint(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT.replace("{{ 研发投入.同比 }}。", "增长-3.2%。"))
    code, _out, err = run("draft", "--final", "报告.yaml")
    assert code == 1
    assert "F01 growth-sign" in err
    assert not (tmp_path / "报告.docx").exists()


def test_a_final_draft_is_checked_as_a_report_whatever_its_ending(run: Run, tmp_path: Path) -> None:
    save(
        tmp_path,
        REPORT.replace("上年同期: 71.25亿元", "上年同期: 71.25亿元, 同比: 18%"),
        "报告.txt",
    )
    code, _out, err = run("draft", "--final", "报告.txt")
    assert code == 1
    assert "D02 given-growth" in err


def test_a_rule_explains_itself(run: Run) -> None:
    code, out, _err = run("rules", "growth-sign")
    assert code == 0
    assert out.startswith("F01  growth-sign  错误\n\n“增长”“下降”之后不跟负数。\n\n反例: ")
    assert run("rules")[1].startswith("M01  mask")


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "（",
        "x-",
        "由从",
        "2024年",
        "**",
        "增长",
        "其中5家、",
        "高企达到5家，",
        "合计3家",
        "占5家的3%",
        "》",
        "一是",
        "1,",
        "①",
    ],
)
def test_a_long_run_of_one_thing_ends(tmp_path: Path, unit: str) -> None:
    """No pattern may try again from every character: a quadratic one would not come back from here."""
    file = save(tmp_path, unit * 20_000 + "\n", "稿.txt")
    assert isinstance(lint_file(file), list)


def test_a_broken_file_of_a_folder_is_a_finding_and_stops_no_other(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "稿"
    folder.mkdir()
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    save(folder, "完成xx亿元。\n", "好.txt")
    code, out, _err = run("lint", "稿")
    assert code == 1
    assert "稿/坏.docx  错误 D01 unreadable  不是 .docx 文件，或文件已损坏" in out
    assert "稿/好.txt:1:3  错误 M01 mask" in out
    code, _out, err = run("lint", "没有.txt")
    assert (code, err) == (1, "没有.txt  没有这个文件，请核对路径和文件名\n")


def test_findings_of_a_rule_are_bounded_and_the_last_one_says_so(tmp_path: Path) -> None:
    file = save(tmp_path, "增长xx家，" * 1000 + "\n", "稿.txt")
    masks = [finding for finding in lint_file(file) if finding.name == "mask"]
    assert len(masks) == MOST_OF_A_RULE
    assert masks[-1].message.endswith("（同类的太多，后面的不再列出）")
