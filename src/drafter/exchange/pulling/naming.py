"""What a value is called, and which expression of prose says a text of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.document import plain
from drafter.messages import _
from drafter.wording.expressions import ExpressionError

if TYPE_CHECKING:
    from drafter.data.nodes import KeyPath
    from drafter.document import Inline
    from drafter.wording.expressions import Scope

_BARE_WORDS = ("", "上年同期", "增速", "目标", "位次", "增速位次", "期间")
"""Words that say a value and nothing around it."""
_WORDS = (*_BARE_WORDS, "升降", "同比", "排位", "名次", "第几", "增速排位", "增速名次", "增速第几")
"""Those, and the words that say it with its direction or its verb: 下降3.4%, 居全市首位."""


def named(path: KeyPath) -> str:
    """The value as the clerk knows it."""
    if path[0] == "清单" and isinstance(path[-2], int):
        name, row, column = path[1], path[-2] + 1, path[-1]
        return _("清单“{name}”第{row}行的{column}", name=name, row=row, column=column)
    steps = [str(step) for step in path if step != "指标"]
    return steps[0] if len(steps) == 1 else f"{'.'.join(steps[:-1])}的{steps[-1]}"


def saying(inline: Inline, text: str, scope: Scope) -> str:
    """The expression that says this text of the value of an inline; empty where there is none."""
    path = inline.path or ()
    if path[:1] == ("指标",):
        steps = [str(step) for step in path[1:]]
        depth = 3 if len(steps) > 2 and steps[1] == "其中" else 1
        name = ".".join(steps[:depth])
        names = [f"{name}.{word}" if word else name for word in _WORDS]
    else:
        names = [name for name in scope.values if name.partition(".")[0] in path[:1]]
    for name in names:
        try:
            said = scope.resolve(name)
        except ExpressionError:
            continue
        if said is not None and plain(said.inlines) == text:
            return f"{{{{ {name} }}}}"
    return ""
