"""The reports that are measured.

One seed, one report file, valid, with other figures and sentences than the next.

A report of size 1 has about 8,000 Chinese characters when it is drafted: 4 chapters, 14 sections,
45 paragraphs with three figures each, 120 figures in all and a table of 20 of them. A report of
size n has n times the sections, paragraphs, figures and rows in the same 4 chapters.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.phrases import (
    AREAS,
    CHAPTERS,
    CLAUSES,
    HEADINGS,
    INDUSTRIES,
    MEASURES,
    OPENINGS,
    REMARKS,
    THEMES,
    Measure,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

YEAR = 2022
TARGET_YEARS = (2023, 2025)
"""The years that 思路 and 展望 set targets for."""
FIGURES_OF_A_PARAGRAPH = 3
ROWS = 20
SECTIONS = sum(sections for sections, _paragraphs in CHAPTERS.values())
PARAGRAPHS = sum(sections * paragraphs for sections, paragraphs in CHAPTERS.values())
_INDUSTRIES_OF_A_BLOCK = 20
_PARAGRAPH = 150
"""Chinese characters that a paragraph has at least, when it is drafted."""
_FOLD = 50
"""Characters after which a line of a folded field ends at the next comma."""
_HAN = re.compile("[\u4e00-\u9fff]")
_EXPRESSION = re.compile(r"\{\{.*?\}\}")
_SAID = {"同比": 5, "位次": 5}
"""Chinese characters that a word says, about; a value or a target has the two of its unit."""


class Figure(NamedTuple):
    """A figure of the file: its name, and what the file says of it."""

    name: str
    measure: Measure
    now: int
    """In the last decimal place of its measure, as `before` is."""
    before: int
    target: int
    rank: int
    """0: it has none."""


def workload(seed: int, size: int = 1) -> str:
    """The YAML text of a report file. The same seed and size give the same text."""
    source = random.Random(seed)  # noqa: S311 - numbers to measure with, no secrets
    blocks = [_figures(source, AREAS[at - 1] if at else "") for at in range(size)]
    chapters = "".join(_chapter(source, key, blocks) for key in CHAPTERS)
    table = "".join(f"      - {figure.name}\n" for block in blocks for figure in block[:ROWS])
    entries = "".join(_entry(figure, chapters) for block in blocks for figure in block)
    return (
        "# yaml-language-server: $schema=../schemas/report.schema.json\n"
        f"模板: city-annual\n期间: {YEAR}年\n"
        "单位:\n  名称: 江城市工业和科技局\n  自称: 我局\n  辖区: 全市\n"
        f"标题: 江城市工业和科技局{YEAR}年工作总结\n主送: 市委、市政府\n"
        f"成文日期: {YEAR + 1}年1月{seed % 28 + 1}日\n"
        f"附件:\n  - 标题: {YEAR}年主要产业指标表\n    指标:\n{table}\n指标:\n{entries}\n"
        "开头: >-\n  一年来，在市委、市政府的坚强领导下，全市上下聚焦产业强市目标，"
        "统筹推进科技创新和产业升级，\n"
        f"  各项工作取得新的进展。现将有关情况报告如下。\n{chapters}\n结尾: 特此报告。\n"
    )


def figures_of(text: str) -> int:
    """How many expressions state a figure in the prose of the file."""
    return len(_EXPRESSION.findall(text))


def han(text: str) -> int:
    """How many Chinese characters the text has."""
    return len(_HAN.findall(text))


def _figures(source: random.Random, area: str) -> list[Figure]:
    """The 120 figures of a block, in an order that puts three kinds of them into each paragraph."""
    industries = source.sample(INDUSTRIES, _INDUSTRIES_OF_A_BLOCK)
    found: list[Figure] = []
    # In thousandths. The second half are the figures of 问题: they fall as often as they rise.
    for half, rises in ((MEASURES[0::2], (-20, 220)), (MEASURES[1::2], (-120, 120))):
        for industry in industries:
            for measure in half:
                now = source.randrange(measure.low, measure.high)
                rise = source.randrange(*rises)
                before = max(1, now * 1000 // (1000 + rise))
                target = now + max(1, now * source.randrange(40, 160) // 1000)
                rank = source.randrange(1, 15) if len(found) % 4 == 0 else 0
                found.append(
                    Figure(
                        name=f"{area}{industry}{measure.name}",
                        measure=measure,
                        now=now,
                        before=before,
                        target=target,
                        rank=rank,
                    )
                )
    return found


def _entry(figure: Figure, prose: str) -> str:
    """The figure under 指标, with the targets that the prose states."""
    lines = [
        f"  {figure.name}:",
        f"    本期: {_typed(figure, figure.now)}",
        f"    上年同期: {_typed(figure, figure.before)}",
    ]
    if figure.rank:
        lines += [f"    位次: 全省第{figure.rank}", "    来源: 规划科"]
    years = [year for year in TARGET_YEARS if f" {figure.name}.目标.{year}年 " in prose]
    if years:
        lines += [
            "    目标:",
            *(f"      {year}年: {_typed(figure, figure.target)}" for year in years),
        ]
    return "".join(f"{line}\n" for line in lines)


def _typed(figure: Figure, value: int) -> str:
    """A value of the figure as a clerk types it: 169.92亿元."""
    unit, places = figure.measure.unit, figure.measure.places
    digits = str(value)
    return f"{digits[:-places]}.{digits[-places:]}{unit}" if places else f"{digits}{unit}"


def _chapter(source: random.Random, key: str, blocks: list[list[Figure]]) -> str:
    """A chapter: the sections of each block, written as the chapter's key asks."""
    sections, paragraphs = CHAPTERS[key]
    first = _first_paragraph(key)
    lines = [f"\n{key}:\n"]
    for number, block in enumerate(blocks):
        for section in range(sections):
            at = first + section * paragraphs
            heading = HEADINGS[key][section]
            lines.append(f"  - 标题: {AREAS[number - 1] + heading if number else heading}\n")
            texts = [
                _paragraph(source, key, _three(block, at + step)) for step in range(paragraphs)
            ]
            lines.extend(_fields(source, key, texts))
    return "".join(lines)


def _first_paragraph(key: str) -> int:
    """The ordinal of the chapter's first paragraph in a block, from 0."""
    before = list(CHAPTERS)[: list(CHAPTERS).index(key)]
    return sum(CHAPTERS[name][0] * CHAPTERS[name][1] for name in before)


def _three(block: list[Figure], paragraph: int) -> list[Figure]:
    """The figures of a paragraph.

    Three new ones, and for the last paragraphs those of the first again.
    """
    start = paragraph * FIGURES_OF_A_PARAGRAPH % len(block)
    return block[start : start + FIGURES_OF_A_PARAGRAPH]


def _fields(source: random.Random, key: str, texts: list[str]) -> Iterator[str]:
    """The paragraphs of a section as a clerk writes them.

    Folded, as numbered points, or as a block of lines.
    """
    if key in ("成效", "思路"):
        yield "    导语: >-\n" + "".join(f"      {line}\n" for line in _folded(texts.pop(0)))
    if key == "成效":
        themes = source.sample(THEMES, len(texts))
        yield "    序号: '1.'\n    要点:\n"
        yield from (
            f"      - 主题: {theme}\n        内容: '{text}'\n"
            for theme, text in zip(themes, texts, strict=True)
        )
    else:
        yield "    内容: |\n" + "\n".join(f"      {text}\n" for text in texts)


def _folded(text: str) -> Iterator[str]:
    line = ""
    for clause in re.findall(r"[^，；。]*[，；。]", text):
        line += clause
        if len(line) > _FOLD:
            yield line
            line = ""
    if line:
        yield line


def _paragraph(source: random.Random, key: str, figures: list[Figure]) -> str:
    """A paragraph: what it is about, three figures, and remarks until it is long enough."""
    name, measure = figures[0].name, figures[0].measure.name
    text = source.choice(OPENINGS[key]).format(i=name.removesuffix(measure)) + "。"
    text += "；".join(_clause(source, key, figure) for figure in figures) + "。"
    remarks = source.sample(REMARKS[key], len(REMARKS[key]))
    while _drafted_length(text) < _PARAGRAPH and remarks:
        text += remarks.pop() + "。"
    return text


def _clause(source: random.Random, key: str, figure: Figure) -> str:
    name, year = figure.name, TARGET_YEARS[key == "展望"]
    said = source.choice(CLAUSES[key]).format(
        n=name,
        now=f"{{{{ {name} }}}}",
        yoy=f"{{{{ {name}.同比 }}}}",
        year=f"{year}年",
        target=f"{{{{ {name}.目标.{year}年 }}}}",
    )
    return said + (f"，{{{{ {name}.排位 }}}}" if figure.rank and key == "成效" else "")


def _drafted_length(text: str) -> int:
    """The Chinese characters of a paragraph when its expressions are filled in, about."""
    words = (expression.strip("{} ").rpartition(".")[2] for expression in _EXPRESSION.findall(text))
    return han(_EXPRESSION.sub("", text)) + sum(_SAID.get(word, 2) for word in words)
