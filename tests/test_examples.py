"""The examples and blank forms: what each source report states, in its order, by expression; nothing left over."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from drafter.data.model import Report
from drafter.data.nodes import PROSE_KEYS
from drafter.data.reading import report_of
from drafter.data.source import read_source
from drafter.data.tables import keys_of, tables_of
from drafter.data.tree import prose_fields
from drafter.document import Heading, Stated, inlines_of
from drafter.drafting.draft import draft, draft_file
from drafter.drafting.library import library_for
from drafter.formats.text import write_text
from drafter.prose.masks import find_masks
from drafter.wording.expressions import expression_in, pieces_of
from drafter.wording.words import WORDS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
SHOWCASES = sorted((ROOT / "examples").glob("showcase*.yaml"))
SEEDS = sorted((ROOT / "seeds").glob("*.yaml"))
LEFT_OVER = re.compile(
    r"[，、；：][，。；、：]|[。；]{2}|。，|（）|“”|^　　[，。；、：]|None|\ue000|[{}]"
    r"|(?:达到?|共计?|实现|完成了|增加到|为|新增|入库|实现产值|[^领]有)[，。；]"
)


def text_of(file: Path) -> str:
    """The draft of a file as plain text."""
    return write_text(draft_file(file).document)


def name(path: Path) -> str:
    """The name of a test."""
    return path.stem


@pytest.mark.parametrize("example", EXAMPLES, ids=name)
def test_an_example_reads_as_its_golden_text(example: Path) -> None:
    golden = (ROOT / "tests" / "golden" / f"{example.stem}.txt").read_text(encoding="utf-8")
    assert text_of(example) == golden, "read the difference; if it is meant: make golden"


@pytest.mark.parametrize("example", EXAMPLES, ids=name)
def test_an_example_has_no_hole(example: Path) -> None:
    drafted = draft_file(example)
    assert drafted.missing == ()
    assert drafted.warnings == ()
    assert list(find_masks(write_text(drafted.document))) == []


@pytest.mark.parametrize("figures", sorted((ROOT / "tests" / "figures").glob("*.txt")), ids=name)
def test_an_example_states_every_figure_of_its_source_as_often(figures: Path) -> None:
    text = text_of(ROOT / "examples" / f"{figures.stem}.yaml")
    wanted = Counter(figures.read_text(encoding="utf-8").split())
    stated = {
        figure: len(re.findall(rf"(?<![\d.]){re.escape(figure)}(?!百分点|次数|标准)", text))
        for figure in wanted
    }
    assert {figure: count for figure, count in wanted.items() if stated[figure] < count} == {}


@pytest.mark.parametrize("example", EXAMPLES, ids=name)
def test_the_prose_of_the_model_is_that_of_the_file(example: Path) -> None:
    """A field that the model does not know as prose would fall out of the report without a word."""
    source = read_source(example)
    fields = {source.resolved(path) for path, _text in prose_fields(report_of(source))}
    typed = {
        path
        for path, span in source.spans.items()
        if span.style is not None
        and (path[-1] in PROSE_KEYS or isinstance(path[-1], int))
        and path[0] not in ("指标", "承诺", "清单", "数据", "模板")
    }
    names = {
        path for path in typed if path[0] == "附件" and path[-1] != "内容" and "小节" not in path
    }
    assert fields == typed - names


@pytest.mark.parametrize("example", EXAMPLES, ids=name)
def test_figures_are_stated_by_expression_and_not_typed(example: Path) -> None:
    """A number with a unit of measure that stands in the prose of an example is typed, not stated."""
    report = report_of(read_source(example))
    units = r"\d(?:亿元|万元|家|项|%|个百分点|户|亩|名|位|件|笔|辆|台|次)(?![一-龥]*[》”])"
    typed = []
    for _path, prose in prose_fields(report):
        literals = "".join(pieces_of(prose)[::2])
        typed.extend(re.findall(rf".{{0,6}}{units}", literals))
    assert typed == []


@pytest.mark.parametrize("example", EXAMPLES, ids=name)
def test_the_prose_of_an_example_types_no_number_but_dates_names_and_spans(example: Path) -> None:
    """What a period or a figure says is not typed: years of the report, counts, ranks, gaps."""
    report = report_of(read_source(example))
    untyped = re.compile(
        r"《[^》]*》|“[^”]*”"  # titles and names: 《…（2022—2025年）》, “5G”
        r"|\d{1,2}月(?:\d{1,2}日)?"  # the day of an event
        r"|\d{4}—\d{4}年"  # the span of years that projects or an audit are of
        r"|5G|\d+号文件"  # a name, a document's number
    )
    typed = [
        found[0]
        for _path, prose in prose_fields(report)
        for found in re.finditer(r".{0,8}\d", untyped.sub("", "".join(pieces_of(prose)[::2])))
    ]
    assert typed == []


@pytest.mark.parametrize(
    ("stem", "headings"),
    [
        ("five-year-2020", [(1, 2), (2, 8), (3, 8)]),
        ("county-half-year-2024", [(1, 3), (2, 11), (3, 6)]),
        ("district-annual-2021", [(1, 3), (2, 11), (3, 12)]),
        ("city-half-year-2019", [(1, 3), (2, 15), (3, 0)]),
        ("city-annual-2022", [(1, 4), (2, 8), (3, 0)]),
    ],
)
def test_an_example_has_the_chapters_and_sections_of_its_source(
    stem: str, headings: list[tuple[int, int]]
) -> None:
    blocks = draft_file(ROOT / "examples" / f"{stem}.yaml").document.blocks
    counts = Counter(block.level for block in blocks if isinstance(block, Heading))
    assert [(level, counts[level]) for level in (1, 2, 3)] == headings


@pytest.mark.parametrize(("stem", "least"), [("county-half-year", 90), ("district-annual", 105)])
def test_a_blank_form_shows_its_holes(stem: str, least: int) -> None:
    text = text_of(ROOT / "seeds" / f"{stem}.yaml")
    assert sum(1 for line in text.splitlines() for _mask in find_masks(line)) >= least


@pytest.mark.parametrize("seed", SEEDS, ids=name)
def test_every_figure_of_a_blank_form_is_masked_and_stated(seed: Path) -> None:
    drafted = draft_file(seed)
    stated = {
        inline.path[1]
        for block in drafted.document.blocks
        for inlines in inlines_of(block)
        for inline in inlines
        if isinstance(inline, Stated) and inline.path is not None and inline.path[0] == "指标"
    }
    assert sorted(set(report_of(read_source(seed)).figures) - stated) == []
    assert not re.search(LEFT_OVER, write_text(drafted.document))


@pytest.mark.parametrize("file", EXAMPLES, ids=name)
def test_any_figure_may_be_nothing_and_the_sentences_stay_whole(file: Path) -> None:
    source = read_source(file)
    report, library = report_of(source), library_for(file)
    before = set(write_text(draft(report, source, library).document).splitlines())
    for figure in report.figures:
        without = draft(report.without(figure), source, library).document
        for line in write_text(without).splitlines():
            if line not in before:
                assert not LEFT_OVER.search(line), f"{figure}: {line}"


@pytest.mark.parametrize("seed", SEEDS, ids=name)
def test_the_library_writes_every_template_from_numbers_alone(seed: Path) -> None:
    """The blank form without its prose: what the template and the library write by themselves."""
    source = read_source(seed)
    report = report_of(source).changed(achievements=None)
    text = write_text(draft(report, source, library_for(seed)).document)
    assert "（待补）" not in text.split("二、")[0]
    assert not LEFT_OVER.search(text)


def test_the_showcases_use_every_word() -> None:
    expressions = [
        expression_in(piece).strip()
        for file in SHOWCASES
        for _path, prose in prose_fields(report_of(read_source(file)))
        for piece in pieces_of(prose)[1::2]
    ]
    used = {word for expression in expressions for word in expression.split(".")[1:]}
    assert set(WORDS) - used == {"本期"} - used


def test_the_showcases_use_every_key() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in SHOWCASES)
    keys = {alias for table in tables_of(Report) for alias in keys_of(table)}
    assert {
        key for key in keys if not re.search(rf"(?:^|[{{ ,-]){key}:", text, re.MULTILINE)
    } == set()
