"""Words that one place says instead of a value, against the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.quantity import parse_amount
from drafter.document import Stated, inlines_of
from drafter.errors import WrongValueError
from drafter.lint.findings import Fault
from drafter.messages import _
from drafter.wording.otherwise import is_too_far

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.drafting.draft import Draft


def far_from_value(draft: Draft) -> Iterator[Fault]:
    """“说作”的话和数差得太远，或者单位不同。

    反例: 高新技术企业 本期: 67家，正文写 {{ 高新技术企业|说作("近百家", 因为="未经核准") }}
    正例: 高新技术企业 本期: 97家，正文写 {{ 高新技术企业|说作("近百家", 因为="未经核准") }}
    依据: 本工具的约定：近、不足不低于八成，约、左右上下一成，余、多不过下一整数；其他要舍入相等。
    """
    for block in draft.document.blocks:
        for inlines in inlines_of(block):
            for inline in inlines:
                if not isinstance(inline, Stated) or inline.instead is None:
                    continue
                try:
                    value = parse_amount(inline.instead.of)
                except WrongValueError:
                    continue  # a whole phrase, such as 同比
                if inline.within is not None and is_too_far(value, inline.text):
                    within = inline.within
                    message = _(
                        "说作“{text}”，数是{value}，相差太远", text=inline.text, value=value.text
                    )
                    yield Fault(within.path, message, within.start, within.end - within.start)
