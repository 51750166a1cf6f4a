"""A text of a template is told at its line in the template that the report is drafted by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from drafter.drafting.citing import cited
from drafter.drafting.draft import draft_file
from tests.conftest import Run, save
from tests.exchange.editing import type_over
from tests.exchange.test_pulling import drafted_in
from tests.exchange.test_pulling_lines import LETTER

if TYPE_CHECKING:
    from pathlib import Path

OWN = """{# 名称: 乙
   说明: 各项工作有序推进的总结 #}
{# 各项工作有序推进 #}
{% extends "底.j2" %}
{% block 正文 %}
# 报告

各项工作有序
推进，研发投入{{ 研发投入 }}，共3家参加。

## 工作
{{ 章节(成效) }}
{% endblock %}
"""
OTHER = "{# 名称: 甲 #}\n# 报告\n\n各项工作有序推进，专利3件，共3家参加。末了的话。\n"
BASE = "{% block 正文 %}{% endblock %}\n\n末了的话。\n"
USED = "{# 名称: 用了的 #}\n### 小题\n\n板块里的话说得清楚。\n"
UNUSED = "{# 名称: 不用的 #}\n### 小题\n\n末了的话。板块里的话说得清楚。\n"
REPORT = """模板: 乙
期间: 2022年
单位: {名称: 江城市科学技术局}
指标: {研发投入: 98.06亿元}
成效: [{板块: 用了的}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report with its template; another one and another section say the same before them."""
    (tmp_path / "templates" / "sections").mkdir(parents=True)
    for name, text in {
        "a.j2": OTHER, "b.j2": OWN, "底.j2": BASE, "sections/a.j2": UNUSED, "sections/b.j2": USED,
    }.items():  # fmt: skip
        save(tmp_path / "templates", text, name)
    save(tmp_path, REPORT)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("各项工作有序推进", "templates/b.j2:8:1"),
        ("板块里的话", "templates/sections/b.j2:4:1"),
        ("末了的话", "templates/底.j2:3:1"),
        ("专利", None),
        ("总结", None),
    ],
)
def test_a_text_is_found_where_the_draft_has_it_from(
    folder: Path, monkeypatch: pytest.MonkeyPatch, text: str, place: str | None
) -> None:
    monkeypatch.chdir(folder)
    drafted = draft_file(folder / "报告.yaml")
    found = cited(drafted, text)
    assert (str(found[0]) if found else None) == place


def test_pull_tells_the_line_of_the_template_and_section_of_the_report(
    folder: Path, run: Run
) -> None:
    assert run("draft", "报告.yaml")[0] == 0
    document = docx.Document(str(folder / "报告.docx"))
    for paragraph in document.paragraphs:
        if any(words in paragraph.text for words in ("有序", "板块里", "末了")):
            type_over(paragraph, paragraph.text.replace("的话", "的一段").replace("有序", "平稳"))
    document.save(str(folder / "报告.docx"))
    code, out, _err = run("pull", "报告.yaml", "报告.docx")
    assert code == 1
    told = [line.split()[1] for line in out.splitlines() if line.startswith("  第")]
    assert told == ["templates/b.j2:8", "templates/sections/b.j2:4", "templates/底.j2:3"]


def test_trace_and_lint_tell_the_line_of_the_template_of_the_report(folder: Path, run: Run) -> None:
    assert run("trace", "报告.yaml", "-o", "依据.json")[0] == 0
    typed = (folder / "依据.json").read_text("utf-8")
    assert '"path": "templates/b.j2"' in typed
    assert "templates/a.j2" not in typed
    save(folder / "templates", OWN.replace("共3家", "增长-3.1%，共3家"), "b.j2")
    save(folder / "templates", OTHER.replace("共3家", "增长-3.1%，共3家"), "a.j2")
    assert "templates/b.j2:9" in run("lint", "报告.yaml")[1]


def test_the_head_of_a_table_is_no_text_of_a_template(tmp_path: Path, run: Run) -> None:
    _file, word = drafted_in(tmp_path, LETTER)
    document = docx.Document(str(word))
    for row, text in ((0, "名称"), (1, "科研投入")):
        type_over(document.tables[0].rows[row].cells[0].paragraphs[0], text)
    document.save(str(word))
    out = run("pull", "报告.yaml", "报告.docx")[1]
    assert "templates/" not in out
    assert "表的栏目和名称由程序写，没有收；请在报告文件里改指标、清单的名称" in out


def test_words_typed_in_the_report_are_not_looked_for_in_its_templates(
    folder: Path, run: Run
) -> None:
    save(folder, f"{REPORT}开头: 末了的话说得又长又像\n")
    own = OWN.replace("各项工作有序\n推进，", "各项工作{{ 开头 }}有序推进，")
    save(folder / "templates", own, "b.j2")
    save(folder / "templates", BASE.replace("末了的话", "末了的话说得又长又像"), "底.j2")
    assert run("draft", "报告.yaml")[0] == 0
    document = docx.Document(str(folder / "报告.docx"))
    paragraph = next(p for p in document.paragraphs if "有序推进" in p.text)
    type_over(paragraph, paragraph.text.replace("有序", "平稳"))
    document.save(str(folder / "报告.docx"))
    out = run("pull", "报告.yaml", "报告.docx")[1]
    assert "templates/b.j2:8" in out
    assert "底.j2" not in out
