"""What the columns of a list (清单) tell, as their names and cells show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.types import SigningDate
from drafter.patterns import Form, Pattern, alternatives

if TYPE_CHECKING:
    from drafter.data.records import Records

REMARKS = frozenset({"备注", "说明"})
"""Columns of remarks. Our choice."""
PROGRESS_FORMS = (
    Form("how far it is", "进度|进展|阶段", "工程进展", "进展"),
    Form("its state", "状态|现状", "目前状态", "状态"),
    Form("what was done", r"(?:完成|办理|落实|推进|实施|建设)情况", "办理情况", "办理情况"),
)
_PROGRESS = Pattern(alternatives(PROGRESS_FORMS))
CUMULATIVE_FORMS = (
    Form("since the beginning", "累计(?!增[长速])", "累计完成投资", "累计"),
    Form("since work began", "开工以来|自开工", "开工以来完成投资", "开工以来"),
)
_CUMULATIVE = Pattern(alternatives(CUMULATIVE_FORMS))
_OF_ONE_YEAR = Pattern(r"[本今当]年|年度|全年|年内|\d月|月度|上半年|季度")
YEAR = Pattern(r"(?<!\d)(?:19|20)\d\d(?=年)")
"""A year that a column is named after."""
_DONE = "完工|竣工|完成|建成|投产|验收|办结|结题|销号|交付"
_STOP = r"(?=$|[，。；、（(]|并|投)"
FINISHED_FORMS = (
    Form("it is done", rf"已(?:经|全部|全面|按期|如期|通过|竣工)*(?:{_DONE}){_STOP}",
         "已全部完工", "已全部完工"),
    Form("the word alone", rf"^(?:全部|全面)?(?:{_DONE}|建成投产)$", "竣工", "竣工"),
    Form("accepted", rf"通过(?:竣工)?验收{_STOP}", "通过验收", "通过验收"),
    Form("all of it", r"(?<![\d.])100(?:\.0+)?[%％]$", "完成100%", "100%"),
)  # fmt: skip
_FINISHED = Pattern(alternatives(FINISHED_FORMS))
_IN_PART = Pattern("[未待拟]|即将|预计|计划|基本|部分|主体|[一二三四]期|土建|设备|前期")
"""主体已完工: a part of it is done."""


def tells_progress(column: str) -> bool:
    """Whether the cells of a column say how far their rows are: 进度, 办理情况."""
    return _PROGRESS.search(column) is not None


def is_cumulative(column: str) -> bool:
    """Whether the amounts of a column can only grow: 累计完成投资."""
    return _CUMULATIVE.search(column) is not None


def is_of_one_year(column: str) -> bool:
    """Whether a column counts anew every year: 本年累计完成, 1—6月累计."""
    return _OF_ONE_YEAR.search(column) is not None


def tells_the_past(column: str, year: int | None) -> bool:
    """Whether a column is named after years before the report's own (`year`): 2023年 in 2024.

    False for a column that names none, and where the report's is not known.
    """
    years = [int(match[0]) for match in YEAR.finditer(column)]
    return bool(years) and year is not None and max(years) < year


def says_finished(text: str) -> bool:
    """Whether a cell of progress says that its row is done.

    Our choice: 已完工 says so, 主体已完工 not.
    """
    return _FINISHED.search(text) is not None and _IN_PART.search(text) is None


def names_a_row(records: Records, column: str) -> bool:
    """Whether a column tells rows apart: the first, and those of text that stays."""
    if column == records.columns[0]:
        return True
    passing = tells_progress(column) or column in REMARKS or column == records.owner_column
    return not passing and records.measure_of(column) is None


def remark_column(records: Records) -> str | None:
    """The column that takes remarks; None where the list has none of text."""
    for column in records.columns[1:]:
        if column in REMARKS and records.measure_of(column) is None:
            return column
    return None


def holds_dates(records: Records, column: str) -> bool:
    """Whether the filled cells of a column are dates."""
    return any(isinstance(row.get(column), SigningDate) for row in records.rows)
