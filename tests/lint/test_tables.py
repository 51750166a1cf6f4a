"""Tables whose head has two lines, as the rules read them."""

from __future__ import annotations

from drafter.document import Document, Spanner, Table, Text
from drafter.lint.passages import grids_of, passages_of
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
