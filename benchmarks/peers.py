"""The peers.

Docxtpl and python-docx make the same report from the same file, as a script of an office would.

Each computes the changes of the figures in plain Python, puts values and phrases into the prose
and types the numbers of the headings. Neither checks the file. Run as a script it is one
contestant of the cold runs:

    python benchmarks/peers.py docxtpl|python-docx TEMPLATE.docx REPORT.yaml OUTPUT.docx
"""

from __future__ import annotations

import io
import re
import sys
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
CHAPTERS = {
    "成效": "{period}工作亮点",
    "问题": "存在问题",
    "思路": "{next}工作重点",
    "展望": "未来五年谋划思路",
}
_EXPRESSION = re.compile(r"\{\{ *(.*?) *\}\}")
_AMOUNT = re.compile(r"([\d.]+)(.*)")
_NUMERALS = "零一二三四五六七八九"


def docxtpl_report(template: bytes, report: bytes) -> bytes:
    """The .docx by docxtpl as its manual shows it.

    The text stands in the template, the file gives the values.
    """
    data = report.decode()
    figures = yaml.load(data, Loader=LOADER)["指标"]  # noqa: S506 - a base loader makes texts only
    said = {
        match[1]: _said(figures, match[1])
        for match in _EXPRESSION.finditer(data)
        if match[1] != "期间"
    }
    rows = {name: _row(name, figure) for name, figure in figures.items() if "上年同期" in figure}
    return _rendered(template, {"said": said, "rows": rows})


def docxtpl_loops_report(template: bytes, report: bytes) -> bytes:
    """The .docx by docxtpl with loops over chapters, sections and rows that Python has made."""
    return _rendered(template, content(report))


def _rendered(template: bytes, names: dict[str, Any]) -> bytes:
    from docxtpl import DocxTemplate  # type: ignore[import-untyped] # noqa: PLC0415 - each script imports its own

    document = DocxTemplate(io.BytesIO(template))
    document.render(names, autoescape=True)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def python_docx_report(template: bytes, report: bytes) -> bytes:
    """The .docx by python-docx: every paragraph and cell added in its style."""
    from docx import Document  # noqa: PLC0415 - each script imports its own

    said = content(report)
    document = Document(io.BytesIO(template))
    add = document.add_paragraph
    for text, style in lines(said):
        add(text, style)
    label = add("附件", "Body Text 2")
    label.paragraph_format.page_break_before = True
    add(said["table_title"], "Title")
    table = document.add_table(len(said["rows"]) + 1, len(said["header"]), "Table Grid")
    for row, texts in zip(table.rows, [said["header"], *said["rows"]], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def lines(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The paragraphs before the attachment, each with its style."""
    yield said["title"], "Title"
    yield said["addressee"], "Body Text 2"
    yield said["opening"], "Body Text"
    for chapter in said["chapters"]:
        yield chapter["heading"], "Heading 1"
        for section in chapter["sections"]:
            yield section["heading"], "Heading 2"
            for paragraph in section["paragraphs"]:
                yield paragraph, "Body Text"
    yield said["closing"], "Body Text"
    yield said["attachments"], "Body Text"
    yield said["name"], "Body Text 3"
    yield said["date"], "Body Text 3"


def content(data: bytes, *, as_tags: bool = False) -> dict[str, Any]:
    """What the report says, from the bytes of its file.

    The text of every heading, paragraph and cell.

    With `as_tags` each figure is the Jinja tag that a template has in its place.
    """
    report = yaml.load(data.decode(), Loader=LOADER)  # noqa: S506 - a base loader makes texts only
    figures, year = report["指标"], int(report["期间"][:4])
    attachment = report["附件"][0]

    def filled(text: str) -> str:
        said = (
            (lambda match: f'{{{{said["{match[1]}"]}}}}')
            if as_tags
            else (lambda match: _said(figures, match[1]))
        )
        return _EXPRESSION.sub(said, text).replace(" ", "")

    chapters = []
    for number, (key, heading) in enumerate(CHAPTERS.items(), start=1):
        sections = [
            {
                "heading": f"（{_numeral(at)}）{section['标题']}",
                "paragraphs": _paragraphs(section, filled),
            }
            for at, section in enumerate(report[key], start=1)
        ]
        title = heading.format(period=f"{year}年", next=f"{year + 1}年")
        chapters.append({"heading": f"{_numeral(number)}、{title}", "sections": sections})
    return {
        "title": report["标题"],
        "addressee": f"{report['主送']}：",
        "opening": filled(report["开头"]),
        "chapters": chapters,
        "closing": report["结尾"],
        "attachments": f"附件：{attachment['标题']}",
        "name": report["单位"]["名称"],
        "date": report["成文日期"],
        "table_title": attachment["标题"],
        "header": ["指标", "单位", "本期", "上年同期", "同比", "位次"],
        "rows": [_row(name, figures[name]) for name in attachment["指标"]],
    }


def _paragraphs(section: dict[str, Any], filled: Any) -> list[str]:
    """The paragraphs of a section: 导语, 内容, and its points with their numbers typed."""
    texts = [filled(section["导语"])] if "导语" in section else []
    texts += [filled(line) for line in section.get("内容", "").split("\n") if line]
    for number, point in enumerate(section.get("要点", ()), start=1):
        texts.append(f"{number}.{point['主题']}。{filled(point['内容'])}")
    return texts


def _said(figures: dict[str, Any], expression: str) -> str:
    """What an expression of the prose says: a value, a change, a rank, a target."""
    name, _point, word = expression.partition(".")
    figure = figures[name]
    if not word:
        return str(figure["本期"])
    if word == "同比":
        change, unit = _change(figure)
        if not change:
            return "与上年持平"
        way = "下降" if change < 0 else "增长" if unit == "%" else "提高"
        return f"比上年{way}{abs(change):f}{unit}"
    if word == "排位":
        return f"居{figure['位次']}位"
    return str(figure["目标"][word.removeprefix("目标.")])


def _change(figure: dict[str, str]) -> tuple[Decimal, str]:
    """The change on last year and its unit: -3.2, %; for a rate 0.66, 个百分点."""
    now, unit = _amount(figure["本期"])
    before, _unit = _amount(figure["上年同期"])
    if unit == "%":
        return now - before, "个百分点"
    return ((now - before) / before * 100).quantize(Decimal("0.1"), ROUND_HALF_UP), "%"


def _amount(text: str) -> tuple[Decimal, str]:
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return Decimal(match[1]), match[2]


def _row(name: str, figure: dict[str, str]) -> list[str]:
    unit = _amount(figure["本期"])[1]
    change, points = _change(figure)
    rank = f"{figure['位次']}位" if "位次" in figure else "—"
    now, before = (figure[key].removesuffix(unit) for key in ("本期", "上年同期"))
    return [name, unit, now, before, f"{change:f}{points}", rank]


def _numeral(number: int) -> str:
    """一, 十二, 二十: the Chinese numeral of a number below 100."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return head + (_NUMERALS[ones] if ones else "")


def main() -> None:
    """Make one report: the whole job of a cold process."""
    peer, template, report, output = sys.argv[1:]
    make = {"docxtpl": docxtpl_report, "python-docx": python_docx_report}[peer]
    Path(output).write_bytes(make(Path(template).read_bytes(), Path(report).read_bytes()))


if __name__ == "__main__":
    main()
