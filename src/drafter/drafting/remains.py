"""What is left of a text where a figure is 无: sentences that no longer hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.patterns import Form, Pattern, alternatives

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


REMAINS = (
    Form(
        "two marks in a row",
        r"[，、；：][，。；、：]|[。；]{2}|。，",
        "全市共有，其中3家。，",
        "。，",
    ),
    Form("nothing between two marks", r"（）|“”|《》", "生产企业（）", "（）"),
    Form("a line that begins with a mark", r"^　*[，。；、：]", "　　，增长3.2%。", "　　，"),
    Form(
        "a verb without its number",
        r"(?:达到?|共计?|实现|完成了|增加到|为|新增|入库|实现产值|[^领]有)[，。；]",
        "高新技术企业达到。",
        "达到。",
    ),
    Form("the end of a sum without it", r"其中，?[。；]", "其中。", "其中。"),
    Form("what only programs write", r"None|\ue000|[{}]", "共None家", "None"),
)
"""What a sentence looks like when the clause that it stood on fell away."""

_BROKEN = Pattern(alternatives(REMAINS))
_SENTENCE = re.compile(r"[^。；]+[。；]*|[。；]+")
_OPENERS = r"目前|今年以来|一年来|五年来|其中|截至|到|底|度|期间|共|累计"
"""Words that only lead to what follows; a sentence of these alone says nothing."""


def sentences(text: str) -> list[str]:
    """The sentences of a line, each with its mark."""
    return _SENTENCE.findall(text)


def broken_sentences(
    before: Collection[str], after: Iterable[str], said_alone: Iterable[str]
) -> Iterator[str]:
    """The sentences of the lines `after` that no longer hold. What stands in `before` is no news.

    `said_alone` are values that lead to a sentence and make none: the period's names, the area.
    """
    known = {sentence for line in before for sentence in sentences(line)}
    words = sorted({re.escape(word) for word in said_alone if word}, key=len, reverse=True)
    hollow = re.compile(
        rf"(?:一是|二是|三是)?(?:{'|'.join([*words, _OPENERS])}|[，、：（）])+[。；]?"
    )
    for line in after:
        for sentence in sentences(line):
            is_hollow = line.endswith(("。", "；")) and hollow.fullmatch(sentence.strip("　 "))
            if sentence not in known and (is_hollow or _BROKEN.search(sentence)):
                yield sentence.strip("　 ")
