"""What a draft still says otherwise than the edited file, and that no change has told yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.document import plain
from drafter.exchange.pulling.changes import Change
from drafter.exchange.pulling.units import LABEL
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from drafter.errors import Place
    from drafter.exchange.pulling.changes import Comparison
    from drafter.exchange.pulling.units import Row

_NUMERALS = re.compile(r"(?:(?<=[。；！？：\n])|^)第?[一二三四五六七八九十]{1,3}[是要，]|\s")


def untold(
    comparison: Comparison, told: Sequence[Change], place_of: Callable[[Row], Place | None]
) -> Iterator[Change]:
    """A change for every stretch of lines with a difference that `told` does not mention."""
    paragraphs = {change.paragraph for change in told if change.paragraph}
    former = [text for change in told for text in change.before.split("\n") if text]
    for old, new in comparison.stretches():
        come = [row for row in new if not row.paragraphs & paragraphs]
        gone = [row for row in old if not _is_told(row, former)]
        if come or (gone and not new):
            before, after = _text(old), _text(new)
            paragraph = (come or new or gone)[0].paragraph
            place = place_of(old[0]) if old else None
            yield Change(paragraph, place, before, after, _note(old, new), taken=False)


def _is_told(row: Row, texts: Sequence[str]) -> bool:
    return any(text in row.text or row.text in text for text in texts)


def _text(rows: Sequence[Row]) -> str:
    return "\n".join(row.shown for row in rows)


def _bare(rows: Sequence[Row]) -> list[str]:
    """The rows without what the draft itself writes before them."""
    return [plain(row.inlines) for row in rows]


def _note(old: Sequence[Row], new: Sequence[Row]) -> str:
    kinds = {row.kind for row in (*old, *new)}
    is_relabelled = kinds == {"AttachmentList"} and _bare(old) == _bare(new)
    if is_relabelled or kinds == {LABEL}:
        return _("“附件”和它的序号由程序照次序写，没有收；要换次序就移动附件")
    if [row.text for row in old] == [row.text for row in new]:
        return _("字没有变，标题的级别或者编号变了；请在报告文件里改它的层次")
    if _NUMERALS.sub("", _text(old)) == _NUMERALS.sub("", _text(new)):
        return _("字没有变，分段或者一是、二是的编号变了；请在报告文件里照改")
    return _("这一处没有收进来，请手工改报告文件")
