"""Figures that 数据 lend, against those that the report has itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.lint.findings import Fault
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.drafting.draft import Draft


def lent_differs(draft: Draft) -> Iterator[Fault]:
    """报告里写的数和“数据”引来的不一样，或者两处“数据”不一样。

    反例: 报告写 高新技术企业: 768家，指标库.yaml 里是 767家
    正例: 两处都是 767家；或者报告里不写，用指标库的
    依据: 本工具的约定：报告写的为准，其次是先列的文件；只是四舍五入不同的不算。核实过的加注释放行。
    """
    if draft.source.loans is None:
        return
    for found in draft.source.merged.differences:
        if found.path[-1] == "期间":
            message = _(
                "“{name}”这里说的是{here}，{place}说的是{there}，没有取用",
                name=found.path[1],
                here=found.here,
                there=found.there,
                place=found.place,
            )
        else:
            message = _(
                "这里是{here}，{place}是{there}，用的是这里的",
                here=found.here,
                there=found.there,
                place=found.place,
            )
        yield Fault(found.path, message)
