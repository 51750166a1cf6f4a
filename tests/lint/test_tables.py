"""Tables as the rules read them: heads of two lines, and rows that the text tells of too."""

from __future__ import annotations

from drafter.document import Document, Paragraph, Spanner, Table, Text
from drafter.lint.passages import grids_of, passages_of
from drafter.lint.rules.consistency import inconsistent_figure
from drafter.lint.rules.shares import completion_mismatch
from drafter.lint.rules.sums import sum_mismatch

SPANNERS = (Spanner(()), Spanner((Text("固定资产投资"),), 3), Spanner((Text("财政收入"),)))
HEADER = ("县区", "年度目标（亿元）", "本期（亿元）", "完成率", "本期（亿元）")


def table(*rows: str) -> Table:
    cells = tuple(tuple((Text(cell),) for cell in row.split()) for row in rows)
    return Table(HEADER, cells, (), SPANNERS)


WRONG = table("甲县 10.0 5.0 50.0% 1.0", "乙县 20.0 5.0 35.0% 2.0", "合计 30.0 10.0 33.3% 4.0")


def test_a_column_is_called_by_what_stands_over_it_too() -> None:
    (grid,) = grids_of(passages_of(Document((WRONG,))))
    assert grid.header[3] == "固定资产投资本期（亿元）"
    assert len(grid.rows) == 3


def test_sums_and_shares_are_checked_below_both_lines_of_the_head() -> None:
    passages = passages_of(Document((WRONG,)))
    (sums,) = sum_mismatch(passages)
    assert (sums[0].text, sums[0].cells[0].row, sums[0].cells[0].column) == ("4.0", 5, 5)
    (shares,) = completion_mismatch(passages)
    assert (shares[0].text, shares[0].cells[0].row, shares[0].cells[0].column) == ("35.0%", 4, 4)


def text_and_table(header: tuple[str, ...], *rows: str) -> list[str]:
    """What is found in a table below a text that tells of 水利投资 and 改造渠道."""
    said = Paragraph((Text("全年完成水利投资8.65亿元，改造渠道86.4公里。"),))
    cells = tuple(tuple((Text(cell),) for cell in row.split()) for row in rows)
    passages = passages_of(Document((said, Table(header, cells, ()))))
    return [passage.text[hit.start : hit.end] for passage, hit in inconsistent_figure(passages)]


def test_a_table_is_compared_with_the_text_by_its_column_of_what_was_reached() -> None:
    header = ("指标", "单位", "2024年目标", "2024年完成", "完成率")
    rows = ("水利投资 亿元 8.00 8.56 107.0%", "改造渠道 公里 80 84.6 105.8%")
    assert text_and_table(header, *rows) == ["8.56", "84.6"]
    right = ("水利投资 亿元 8.56 8.65 101.1%", "改造渠道 公里 84.6 86.4 102.1%")
    assert text_and_table(header, *right) == []


def test_of_several_columns_that_may_be_meant_none_is_compared() -> None:
    header = ("指标", "单位", "2023年", "2024年")
    assert text_and_table(header, "水利投资 亿元 8.56 8.65") == []
