"""The command line as a clerk meets it: what it prints, what it writes, how it leaves."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import docx
import pytest

from drafter.cli.progress import counted
from drafter.messages import display_width
from tests.conftest import REPORT, ROOT, save

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

MASKED = REPORT.replace(
    "98.06亿元, 上年同期: 71.25亿元", "xx.xx亿元, 上年同期: 71.25亿元, 来源: 计划科"
)


def test_a_draft_says_where_it_is(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT)
    assert run("draft", "报告.yaml") == (0, "已写成 报告.docx\n", "")
    assert (tmp_path / "报告.docx").read_bytes().startswith(b"PK")


def test_a_draft_lists_what_is_missing_with_its_line_and_who_owes_it(
    run: Run, tmp_path: Path
) -> None:
    save(tmp_path, MASKED)
    code, out, err = run("draft", "报告.yaml", "-o", "稿.txt")
    assert (code, err) == (0, "")
    assert out == (
        "已写成 稿.txt\n还缺1处，文中照占位写出：\n  计划科\n    报告.yaml:6:14  指标“研发投入”的本期  xx.xx亿元\n"
    )
    assert "全社会研发投入xx.xx亿元，比上年增长xx.x%。" in (tmp_path / "稿.txt").read_text(
        encoding="utf-8"
    )


def test_a_final_draft_is_refused_while_something_is_missing(run: Run, tmp_path: Path) -> None:
    save(tmp_path, MASKED)
    code, out, err = run("draft", "--final", "报告.yaml")
    assert (code, out) == (1, "")
    assert err == (
        "报告.yaml:6:14  指标“研发投入”的本期还没有填：xx.xx亿元（来源：计划科）\n没有写成 报告.docx\n"
    )
    assert not (tmp_path / "报告.docx").exists()


def test_a_final_draft_says_so_with_the_warnings_of_lint(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT)
    code, out, err = run("draft", "--final", "报告.yaml")
    assert (code, out) == (0, "已写成 报告.docx（定稿）\n")
    assert (
        err == "报告.yaml:8:9  S04 lone-subheading  只有一个下级标题，请并到上一级，或补上其余的\n"
    )


def test_a_final_draft_needs_a_date(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT.replace("成文日期: 2023年1月10日\n", ""))
    code, out, err = run("draft", "--final", "报告.yaml")
    assert (code, out) == (1, "")
    assert err.splitlines()[0].endswith("定稿要有“成文日期”，如 成文日期: 2024年7月8日")
    assert run("draft", "报告.yaml")[:2] == (0, "已写成 报告.docx\n")


def test_a_folder_is_drafted_without_what_is_no_report(run: Run, tmp_path: Path) -> None:
    for name in ("甲.yaml", "~$甲.yaml", ".drafter-x.yaml"):
        save(tmp_path, REPORT, name)
    save(tmp_path, "规则: {lone-subheading: 关}\n", ".drafter.yaml")
    (tmp_path / "死.yaml").symlink_to("没有.yaml")
    (tmp_path / "空").mkdir()
    code, out, err = run("draft", ".", "空")
    assert (code, out.splitlines()) == (
        1,
        ["已写成 甲.docx", "共2份，写成1份，1份没有写成"],
    )
    assert err.splitlines() == [
        "空  文件夹里没有报告文件（.yaml）",
        "死.yaml  这是一个链接，它指向的文件不在了",
        "没有写成 死.docx",
    ]


def test_nothing_read_is_no_clean_bill(run: Run, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    code, _out, err = run("lint", "空")
    assert code == 1
    assert err == "空  文件夹里没有能检查的文件（.yaml .yml .txt .md .docx）\n"


@pytest.mark.parametrize("ending", [".docx", ".html", ".md", ".txt"])
def test_the_ending_of_the_output_chooses_the_format(run: Run, tmp_path: Path, ending: str) -> None:
    save(tmp_path, REPORT)
    assert run("draft", "报告.yaml", "-o", f"稿{ending}") == (0, f"已写成 稿{ending}\n", "")
    assert (tmp_path / f"稿{ending}").exists()


def test_a_folder_of_reports_is_drafted_and_one_bad_file_stops_no_other(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "报告").mkdir()
    (tmp_path / "稿").mkdir()
    save(tmp_path / "报告", REPORT, "甲.yaml")
    save(tmp_path / "报告", REPORT.replace("98.06亿元", "98.06"), "乙.yaml")
    save(tmp_path / "报告", REPORT, "丙.yaml")
    code, out, err = run("draft", "报告", "-o", "稿", "--jobs", "2")
    assert code == 1
    assert sorted(path.name for path in (tmp_path / "稿").iterdir()) == ["丙.docx", "甲.docx"]
    assert out.splitlines()[-1] == "共3份，写成2份，1份没有写成"
    assert "报告/乙.yaml:6:14  “98.06”缺少单位，请写成 98.06亿元、98.06家 这样" in err


def test_every_problem_of_a_file_is_said_at_once_and_the_old_draft_stays(
    run: Run, tmp_path: Path
) -> None:
    save(tmp_path, REPORT)
    run("draft", "报告.yaml")
    before = (tmp_path / "报告.docx").read_bytes()
    save(tmp_path, REPORT.replace("98.06亿元", "98.06").replace("2022年", "二二年"))
    code, out, err = run("draft", "报告.yaml")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "报告.yaml:2:5  看不懂期间“二二年”，请写成 2022年、2024年上半年、2025年一季度、2025年1—9月 或 “十四五” 这样",
        "报告.yaml:6:14  “98.06”缺少单位，请写成 98.06亿元、98.06家 这样",
        "没有写成 报告.docx",
    ]
    assert (tmp_path / "报告.docx").read_bytes() == before


def test_an_edited_draft_is_kept(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT)
    (tmp_path / "报告.docx").write_bytes(b"edited")
    code, _out, err = run("draft", "报告.yaml")
    assert code == 1
    assert err.startswith("报告.docx  这份文件生成之后有人改过（20")
    assert "，没有覆盖；另存一个名字（-o），或用 --force 覆盖" in err
    assert run("draft", "报告.yaml", "--force")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["draft"], 2, "缺少参数 REPORT.yaml；用 drafter --help 看用法"),
        (["draf"], 2, "没有命令 draf，是不是 draft；用 drafter --help 看用法"),
        (
            ["draft", "--fina", "a.yaml"],
            2,
            "没有选项 --fina，是不是 --final；用 drafter --help 看用法",
        ),
        (["draft", "没有.yaml"], 1, "没有.yaml  没有这个文件，请核对路径和文件名"),
        (["draft", "."], 1, ".  文件夹里没有报告文件（.yaml）"),
        (["draft", "a.yaml", "-o", "稿.pdf"], 2, "不会写“.pdf”格式；可写：.docx .html .md .txt"),
        (["draft", "a.yaml", "b.yaml", "-o", "稿.docx"], 2, "有2份报告，-o 要写一个文件夹"),
        (["draft", "甲/a.yaml", "乙/a.yaml", "-o", "稿"], 2, "几份报告会写成同一个文件：a.docx"),
        (["draft", "a.yaml", "--templates", "没有"], 2, "没有模板文件夹“没有”"),
        (["draft", "a.yaml", "--jobs", "0"], 2, "参数 --jobs 的值不对，应是 1 到 64 的整数；用"),
        (["draft", "a.yaml", "--jobs", "x"], 2, "参数 --jobs 的值不对，应是 1 到 64 的整数；用"),
        (["draft", "a.yaml", "--final=是"], 2, "选项 --final 后面不跟值；用"),
        (["draft", "a.yaml", "-o"], 2, "选项 -o 后面缺少值；用"),
        (["lint", "a.txt", "--format", "x"], 2, "参数 --format 的值不对，可写：text、json、"),
        (["new", "甲", "乙", "丙", "丁"], 2, "多了参数 丙 丁；用 drafter --help 看用法"),
        (["lint", "--select", "Q9", "a.txt"], 2, "没有规则“Q9”；用 drafter rules 看有哪些"),
        (["--lang", "fr", "draft"], 2, "--lang 后面写 zh 或 en，不是“fr”"),
        (["templates", "city-anual"], 2, "没有模板“city-anual”，是不是“city-annual”？"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(
    run: Run, arguments: list[str], code: int, message: str
) -> None:
    found, out, err = run(*arguments)
    assert (found, out) == (code, "")
    assert err.startswith(message)


def test_an_output_folder_that_is_missing_is_named(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT)
    code, _out, err = run("draft", "报告.yaml", "-o", "没有/稿.docx")
    assert code == 1
    assert err.startswith("没有/稿.docx  没有文件夹“没有”，请先建好")


def test_an_output_folder_is_made_where_its_own_folder_is(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT)
    save(tmp_path, REPORT, "另一份.yaml")
    code, out, _err = run("draft", "报告.yaml", "另一份.yaml", "-o", "成稿")
    assert code == 0
    assert sorted(file.name for file in (tmp_path / "成稿").iterdir()) == [
        "另一份.docx",
        "报告.docx",
    ]
    assert out.splitlines()[-1] == "共2份，写成2份，0份没有写成"


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("没有/成稿", "没有/成稿  没有文件夹“没有”，请先建好"),
        ("占用", "占用  “占用”是一个文件，不能当文件夹"),
    ],
)
def test_an_output_folder_that_cannot_be_is_said_once(
    run: Run, tmp_path: Path, output: str, message: str
) -> None:
    save(tmp_path, REPORT)
    save(tmp_path, REPORT, "另一份.yaml")
    save(tmp_path, "", "占用")
    code, out, err = run("draft", "报告.yaml", "另一份.yaml", "-o", output)
    assert (code, out, err.splitlines()) == (2, "", [message])


def test_a_report_in_another_encoding_is_drafted_and_reported(run: Run, tmp_path: Path) -> None:
    (tmp_path / "报告.yaml").write_bytes(REPORT.encode("gb18030"))
    code, out, err = run("draft", "报告.yaml")
    assert (code, out) == (0, "已写成 报告.docx\n")
    assert err == "报告.yaml  文件是 GB18030 编码，已照此读入；请用记事本另存为 UTF-8\n"


def test_templates_beside_the_report_come_first(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT)
    (tmp_path / "templates").mkdir()
    save(tmp_path / "templates", "# 本局的模板\n", "city-annual.j2")
    run("draft", "报告.yaml", "-o", "稿.txt")
    assert (tmp_path / "稿.txt").read_text(encoding="utf-8") == "本局的模板\n\n"


def test_templates_are_listed_with_their_chinese_names(run: Run) -> None:
    code, out, _err = run("templates")
    assert code == 0
    for name in (
        "city-annual",
        "city-half-year",
        "county-half-year",
        "district-annual",
        "five-year",
    ):
        assert f"  {name}" in out
    for section in (
        "工业经济",
        "科技创新",
        "信息化与两化融合",
        "节能建材",
        "示范区与项目",
        "平台建设",
        "科技计划项目",
        "科技金融",
        "党建",
    ):
        assert f"  {section}  " in out


def test_a_template_tells_the_figures_that_it_needs(run: Run) -> None:
    code, out, _err = run("templates", "county-half-year")
    assert code == 0
    assert "规模以上工业总产值" in out


def test_the_schema_is_printed(run: Run) -> None:
    code, out, _err = run("schema")
    assert code == 0
    assert json.loads(out)["title"] == "报告文件"


def test_english_is_chosen_by_option_or_locale(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path, REPORT)
    assert run("--lang", "en", "draft", "报告.yaml")[1] == "Wrote 报告.docx\n"
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert run("draft", "报告.yaml")[1] == "Wrote 报告.docx\n"
    assert run("--lang", "zh", "draft", "报告.yaml")[1] == "已写成 报告.docx\n"


def test_the_help_is_in_the_chosen_language(run: Run) -> None:
    assert run("--help")[1].startswith("用法：drafter [选项] [命令 …]")
    assert run("--lang", "en", "draft", "--help")[1].startswith("Usage: drafter draft [OPTIONS]")


@pytest.mark.parametrize(
    "command", ["draft", "lint", "new", "roll", "rules", "templates", "schema"]
)
@pytest.mark.parametrize("columns", [20, 40, 80])
def test_help_is_chinese_and_fits_the_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, command: str, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    code, out, _err = run(command, "--help")
    assert code == 0
    assert "显示这份说明" in re.sub(r"\s", "", out)
    assert not re.search(r"Usage|Options|Arguments|Show|default|required", out)
    if columns > 20:  # names of options are never broken
        assert [line for line in out.splitlines() if display_width(line) > columns] == []


def test_a_command_with_its_own_order_of_arguments_shows_it(run: Run) -> None:
    assert run("new", "--help")[1].startswith("用法：drafter new [选项] TEMPLATE PERIOD\n")
    assert "[默认 list]" in run("draft", "--help")[1]
    assert "[default: list]" in run("--lang", "en", "draft", "--help")[1]


def test_what_a_terminal_obeys_is_shown_and_never_sent(run: Run, tmp_path: Path) -> None:
    hostile = "\x1b]0;改名\x07\x1b[2J\x9b31m\u202e\u200b"
    save(tmp_path, f"{hostile}完成xx家。\n", "稿\x1b[2J.txt")
    for form in ("text", "json", "sarif", "github"):
        _code, out, err = run("lint", "--format", form, "稿\x1b[2J.txt")
        assert not set(hostile) & set("\x1b\x07\x9b\u202e\u200b") & set(out + err), form
    shown = run("lint", "稿\x1b[2J.txt")[1].splitlines()
    assert shown[0].startswith("稿<U+001B>[2J.txt:1:")
    assert "<U+001B>]0;改名<U+0007><U+001B>[2J<U+009B>31m<U+202E><U+200B>" in shown[1]
    found = json.loads(run("lint", "--format", "json", "稿\x1b[2J.txt")[1])
    assert found["findings"][0]["path"] == "稿\x1b[2J.txt", "JSON keeps the value"
    assert run("draft", "没有\x1b[31m.yaml")[2].startswith("没有<U+001B>[31m.yaml  没有这个文件")


def test_the_module_runs_as_a_program() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "LANG": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "drafter", "--version"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    assert done.stdout == "drafter 0.1.0\n"


def test_a_report_is_never_written_over(run: Run, tmp_path: Path) -> None:
    file = save(tmp_path, REPORT, "报告.txt")
    code, _out, err = run("draft", "报告.txt", "-o", "报告.txt")
    assert (code, err) == (2, "报告.txt  输出会覆盖报告文件本身，请用 -o 另写一个名字\n")
    assert file.read_text(encoding="utf-8") == REPORT


def test_two_reports_never_share_an_output(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT, "甲.yaml")
    save(tmp_path, REPORT, "甲.yml")
    assert run("draft", ".")[0] == 2


class Terminal(io.StringIO):
    """An error stream that says it is a terminal, or not."""

    def __init__(self, *, is_terminal: bool) -> None:
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        """What a stream is asked."""
        return self.is_terminal


@pytest.mark.parametrize(
    ("is_terminal", "total", "shown"), [(True, 4, True), (True, 2, False), (False, 4, False)]
)
def test_a_long_run_shows_how_far_it_has_come_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, is_terminal: bool, total: int, shown: bool
) -> None:
    stream = Terminal(is_terminal=is_terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    for item in counted(iter(range(total)), total):
        assert stream.getvalue().endswith("\r") is (shown and item > 0), (
            "the bar is gone while something is said"
        )
        stream.write(f"{item}\n")
    assert (f"{total - 1}/{total}" in stream.getvalue()) is shown
    assert stream.getvalue().endswith(f"{total - 1}\n")


DECIDING = """模板: plain
成文日期: 2023年1月10日
期间: 2022年
单位: {名称: 江城市科学技术局}
指标:
  甲: {本期: 3家, 上年同期: x家, 来源: 规划科}
  乙: {本期: 3家, 目标: x家}
"""


def with_template(folder: Path, text: str) -> Path:
    """The report DECIDING beside a template of this text."""
    (folder / "templates").mkdir()
    (folder / "templates" / "plain.j2").write_text(text, encoding="utf-8")
    return save(folder, DECIDING)


def test_a_figure_that_decides_a_sentence_stops_a_final_draft(run: Run, tmp_path: Path) -> None:
    with_template(tmp_path, '{% if 甲.走势 == "增长" %}涨{% else %}跌{% endif %}了。')
    code, _printed, complained = run("draft", "--final", "报告.yaml")
    assert code == 1
    assert "指标“甲”的上年同期还没有填：x家（来源：规划科）" in complained


def test_masks_that_the_text_does_not_need_stop_no_final_draft(run: Run, tmp_path: Path) -> None:
    with_template(tmp_path, "共{{ 甲 }}。")
    code, printed, _complained = run("draft", "--final", "报告.yaml", "-o", "a.txt")
    assert code == 0
    assert "报告文件里还有2处占位，正文没有用到：" in printed
    assert "指标“乙”的目标  x家（正文没有用到）" in printed


def test_the_missing_list_may_be_a_message_without_places(run: Run, tmp_path: Path) -> None:
    with_template(tmp_path, "{{ 甲.同比 }}。")
    code, printed, complained = run("draft", "报告.yaml", "--missing", "-o", "a.txt")
    assert (code, complained) == (0, "已写成 a.txt\n")
    assert printed == (
        "规划科，请补：\n1. 甲（2022年）：上年同期x家\n\n还要补：\n1. 乙（2022年）：目标x家\n"
    )


def test_a_mark_that_a_template_left_points_to_its_line(run: Run, tmp_path: Path) -> None:
    with_template(tmp_path, '一。\n\n要**抓好**。{% if 甲.走势 == "增长" %}涨{% endif %}了。\n')
    _code, printed, _complained = run("lint", "报告.yaml")
    assert "templates/plain.j2:3:2  错误 S10 markup-left" in printed


def test_lint_shows_what_each_number_was_read_as(run: Run, tmp_path: Path) -> None:
    save(
        tmp_path,
        "2025年，全市农业总产值120.5亿元，同比增长5.2%，增速高于全省0.3个百分点。",
        "稿.txt",
    )
    code, printed, complained = run("lint", "--claims", "稿.txt", "没有.txt")
    assert (code, printed.splitlines()) == (
        1,
        [
            "稿.txt:1  2025年，全市农业总产值120.5亿元，同比增长5.2%，增速高于全省0.3个百分点。",
            "    120.5亿元  全市农业总产值  数值  2025年",
            "    5.2%  农业总产值（承前）  增速↑，说的是120.5亿元  2025年",
            "    0.3个百分点  农业总产值  高于或低于，对全省  2025年",
        ],
    )
    assert complained == "没有.txt  没有这个文件，请核对路径和文件名\n"


def test_the_claims_of_a_report_are_those_of_its_draft(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT)
    code, printed, _complained = run("lint", "--claims", "报告.yaml")
    assert code == 0
    assert "98.06亿元" in printed
    assert "增速↑" in printed


def test_the_list_of_rules_is_in_the_chosen_language(run: Run) -> None:
    code, out, err = run("--lang", "en", "rules")
    assert (code, err) == (0, "")
    assert (
        "M01  mask                    error    A figure, name or date is still a placeholder.\n"
        in out
    )
    assert "说增加" not in out


@pytest.mark.parametrize("command", ["draft", "roll", "trace", "forms"])
def test_a_word_file_for_a_report_file_is_to_be_imported_first(
    run: Run, tmp_path: Path, command: str
) -> None:
    docx.Document().save(str(tmp_path / "总结.docx"))
    code, _out, err = run(command, "总结.docx")
    assert code != 0
    assert "这是 Word 文件，不是报告文件；先导入成报告文件：drafter import 总结.docx" in err


def test_a_process_leaves_with_its_code_when_all_is_printed(tmp_path: Path) -> None:
    text = "\n".join(f"全市新增企业{n}家，完成投资xx.x亿元。" for n in range(150))
    file = save(tmp_path, text, "稿.txt")
    done = subprocess.run(
        [sys.executable, "-m", "drafter", "lint", str(file)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
    )
    printed = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert sum("M01 mask" in line for line in printed) == 150
    assert printed[-1] == "查了1个文件：150个错误，0个警告，0个提示"
