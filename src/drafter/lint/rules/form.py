"""A report against the blank form that it was begun from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data.nodes import LINE_KEYS
from drafter.data.tree import kind_of_chapter, prose_fields
from drafter.errors import DrafterError, WrongValueError
from drafter.lint.findings import Fault
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.drafting.draft import Draft

_OWN = ("问题", "思路", "展望")
"""The chapters that a clerk has to write: only the bureau knows its problems and plans."""
_SHORTEST = 30
"""Characters besides what is stated. Our choice: any bureau might well say a shorter text."""
_YEARS = re.compile(r"\d{4}(?=年)|[一二三四五六七八九十]+(?=五[”\"])")
"""What `drafter new` moves on in the form's words."""


def form_words(draft: Draft) -> Iterator[Fault]:
    """“问题”“思路”里的一段还是空白表的原话。

    反例: 用 drafter new 新建以后，“问题”一章没有动过
    正例: 按本单位情况写的问题和思路
    依据: 本工具的约定：空白表里的话只是样子，哪个单位都一样，不能当作本单位的报。
    """
    try:
        entry = draft.library.template(draft.report.template)
        form = draft.library.form(entry.key)
    except (WrongValueError, DrafterError):
        return
    if form is None:
        return
    lent = {_bare(text) for path, text in prose_fields(form) if kind_of_chapter(form, path) in _OWN}
    for path, text in prose_fields(draft.report):
        words = _bare(text)
        if path[-1] in LINE_KEYS or len(words) < _SHORTEST:
            continue
        if words in lent and kind_of_chapter(draft.report, path) in _OWN:
            yield Fault(path, _("这一段还是空白表的原话，请按本单位的情况改写"))


def _bare(text: str) -> str:
    """The text without blanks and without what it states, its years made alike."""
    return _YEARS.sub("x", re.sub(r"\s+|\{\{.*?\}\}", "", text))
