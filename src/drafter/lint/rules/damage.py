"""Text that was damaged on its way: read in another encoding, converted by a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.han import HAN, is_han
from drafter.lint.findings import A_HABIT, Hit, told_once
from drafter.lint.passages import once, whole_of
from drafter.messages import _
from drafter.patterns import Pattern, behind
from drafter.prose.masks import find_masks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_LATIN_DAMAGE = "[¡-ÖØ-öø-ÿ€‚-›…‘’“”ŒœŠšŽžƒˆ˜]"
_DAMAGE = Pattern(
    rf"\ufffd+|(?:锟斤拷)+|烫{{3,}}|屯{{3,}}|(?<={HAN})[À-ÖØ-öø-ÿ]{{2,}}"
    rf"|!笆[^，。；,;]{{0,8}}|â€."
    rf"|(?=[ÃÂâãäåæçèé]){_LATIN_DAMAGE}{{3,}}|[\ue000-\uf8ff]+"
)
_GBK = "绉宸鈥涓鍏锛銆"
_GBK_RUN = Pattern(rf"[{_GBK}]{HAN}{{2,60}}", tuple(_GBK))
"""Characters that begin UTF-8 text read as GBK; the run is damage when reading it back gives
Chinese."""
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SIGNS_OF_DAMAGE = frozenset(f"\ufffd锟烫屯{_GBK}{_TONES}") | (
    frozenset(map(chr, range(ord("À"), ord("ÿ") + 1))) - {"×", "÷"}
)
"""What damage holds, À to ÿ among it, but for characters for private use: most texts have none."""


def encoding_damage(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """编码损坏留下的乱码。

    反例: 全市科技锟斤拷作会议召开。
    正例: 全市科技工作会议召开。
    依据: 本工具的约定：乱码应对照原稿改正。
    """
    whole = once(passages, whole_of)
    if (
        any(c in _SIGNS_OF_DAMAGE or "\ue000" <= c <= "\uf8ff" for c in whole.characters)
        or "??" in whole.text
        or "!笆" in whole.text
    ):
        yield from ((passage, hit) for passage in passages for hit in _damage_in(passage))
        yield from _pinyin_left(passages)


def _damage_in(passage: Passage) -> Iterator[Hit]:
    text = passage.text
    for match in _DAMAGE.finditer(text):
        yield Hit(
            match.start(), match.end(), _("这里有乱码“{text}”，请对照原稿改正", text=match[0])
        )
    for match in _GBK_RUN.finditer(passage.text):
        if damaged := _misread(match[0]):
            end = match.start() + len(damaged)
            yield Hit(match.start(), end, _("这里有乱码“{text}”，请对照原稿改正", text=damaged))

    lost = list(_LOST.finditer(text))
    masked = {at for start, end in find_masks(text) for at in range(start, end)} if lost else ()
    for match in lost:
        if match.start() not in masked:
            message = _("这里有乱码“{text}”，请对照原稿改正", text=match[0])
            yield Hit(match.start(), match.end(), message)


_LOST = Pattern(rf"(?<=[、，。；])\?{{2,}}(?={HAN})", behind("、，。；", ("??",)))
"""Two characters that were not known to the encoding, 专账、??专用, where no mask stands."""


_PINYIN = Pattern(rf"(?<={HAN})\([a-zü]{{0,4}}[{_TONES}][a-z]{{0,4}}\)", ("(",))


def _pinyin_left(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """工業(yè)和科技: sounds in brackets that a conversion of the whole text has left in it."""
    message = _("汉字后面夹着拼音，像是转换时留下的")
    found = [
        (passage, Hit(match.start() - 1, match.end(), message))
        for passage in passages
        for match in _PINYIN.finditer(passage.text)
    ]
    if len(found) >= A_HABIT:
        yield from told_once(found)


def _misread(run: str) -> str:
    """The longest beginning of the run that is UTF-8 read as GBK; empty where there is none."""
    for end in range(len(run), 2, -1):
        try:
            text = run[:end].encode("gbk").decode("utf-8")
        except UnicodeError:
            continue
        return run[:end] if sum(map(is_han, text)) >= 3 else ""
    return ""
