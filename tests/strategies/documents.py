"""Documents compared but for where their text stands, and documents made up by hypothesis."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from msgspec.structs import replace

from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Byline,
    Document,
    Heading,
    Item,
    Paragraph,
    Properties,
    Signature,
    Spanner,
    Table,
    Text,
    Title,
    normalised,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.document import Block, Inlines


def without_origins(document: Document) -> Document:
    """The document with every run of inlines as one text that comes from nowhere."""
    return replace(document, blocks=tuple(map(_block, document.blocks)), in_tables=())


def _block(block: Block) -> Block:
    match block:
        case Title(lines=lines):
            return Title(tuple(map(_bare, lines)))
        case Byline(lines=lines):
            return Byline(tuple(map(_bare, lines)))
        case AttachmentList(names=names):
            return AttachmentList(tuple(map(_bare, names)))
        case Table(header=header, rows=rows):
            spanners = tuple(replace(s, inlines=_bare(s.inlines)) for s in block.spanners)
            return Table(header, tuple(tuple(map(_bare, row)) for row in rows), (), spanners)
        case Signature(name=name, date=date):
            # Whether a seal will stand on them no file says.
            return Signature(_bare(name), None if date is None else _bare(date))
        case Item():
            # Where a heading that runs in ends, only its face says, not its text.
            return replace(block, inlines=_bare(block.inlines), heading=0)
        case AttachmentTitle(number=number, inlines=inlines):
            own = AttachmentTitle(number, _bare(inlines))
            is_own = plain(own.label) == plain(block.label)
            return own if is_own else replace(own, typed_label=_bare(block.label))
        case _:
            return replace(block, inlines=_bare(block.inlines))


def _bare(inlines: Inlines) -> Inlines:
    text = plain(inlines)
    return (Text(text),) if text else ()


_WORDS = st.text(alphabet="甲乙丙丁研发投入增长<&>“”《》%", min_size=1, max_size=12)
_LONG = st.lists(_WORDS, min_size=1, max_size=12).map("，".join)
_SENTENCE = st.tuples(_LONG, st.sampled_from(("。", "。增长8.5%。", "：一是甲。二是乙。"))).map(
    "".join
)
RUN_ON = st.tuples(_WORDS, st.just("。"), _SENTENCE).map("".join)
"""What a text can tell from a heading; a .docx can tell any."""
ITEMS = _SENTENCE | RUN_ON
_CELL = st.text(alphabet="甲乙12.%|", max_size=6)


def _texts(text: str) -> Inlines:
    return (Text(text),)


def _inlines(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Inlines]:
    return texts.map(_texts)


@st.composite
def _sections(draw: st.DrawFn, items: st.SearchStrategy[str]) -> list[Block]:
    """Headings with text below them, items, tables."""
    blocks: list[Block] = []
    for _number in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(("heading", "item", "paragraph", "table")))
        if kind == "heading":
            blocks.append(Heading(draw(st.integers(1, 4)), draw(_inlines(_WORDS))))
            blocks.append(Paragraph(draw(_inlines(_SENTENCE))))
        elif kind == "item":
            blocks.append(Item(draw(st.integers(1, 4)), draw(_inlines(items))))
        elif kind == "paragraph":
            blocks.append(Paragraph(draw(_inlines(_SENTENCE))))
        else:
            blocks += draw(st.lists(_tables(), min_size=1, max_size=2))
            blocks.append(Paragraph(_texts("表后的话。")))
    return blocks


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(2, 4))
    header = tuple(f"列{name}" for name in range(columns))
    row = st.tuples(
        _inlines(st.just("名")),
        _inlines(st.text(alphabet="甲12.%|", min_size=1, max_size=6)),
        *[_CELL.map(lambda text: (Text(text),) if text else ())] * (columns - 2),
    )
    rows = tuple(draw(st.lists(row, min_size=1, max_size=3)))
    return Table(header, rows, (), draw(_spanners(columns)))


@st.composite
def _spanners(draw: st.DrawFn, columns: int) -> tuple[Spanner, ...]:
    """Nothing, or a line that stands over all columns."""
    if draw(st.booleans()):
        return ()
    found: list[Spanner] = []
    while left := columns - sum(spanner.columns for spanner in found):
        name = draw(st.text(alphabet="甲乙（）%", max_size=6))
        found.append(Spanner(_texts(name), draw(st.integers(1, left))) if name else Spanner(()))
    return tuple(found)


@st.composite
def documents(draw: st.DrawFn, *, items: st.SearchStrategy[str] = RUN_ON) -> Document:
    """A report as drafting may make it, numbering itself; `items` are the texts of its items."""
    lines = draw(st.lists(_WORDS, max_size=2))
    blocks: list[Block] = [Title((*map(_texts, lines), _texts("甲市科学技术局2024年工作总结")))]
    if draw(st.booleans()):
        who = draw(st.sampled_from((["甲市统计局"], ["甲市统计局", "国家统计局甲市调查队"])))
        blocks.append(Byline((*map(_texts, who), _texts("（2025年1月8日）"))))
    if draw(st.booleans()):
        blocks.append(Addressee(_texts("市委、市政府")))
    blocks += draw(_sections(items))
    attachments = draw(st.integers(0, 2))
    if attachments:
        names = draw(st.lists(_inlines(_WORDS), min_size=attachments, max_size=attachments))
        blocks.append(AttachmentList(tuple(names)))
    if draw(st.booleans()):
        date = draw(st.sampled_from((None, "2025年1月8日", "xxxx年x月x日")))
        blocks.append(Signature(_texts("甲市科学技术局"), _texts(date) if date else None))
    for number in range(1, attachments + 1):
        blocks.append(AttachmentTitle(number if attachments > 1 else 0, draw(_inlines(_WORDS))))
        blocks += draw(_sections(items))
    day = draw(st.sampled_from((None, datetime.date(2025, 1, 8))))
    return Document(tuple(blocks), Properties("题", "甲市科学技术局", day, draw(st.booleans())))


def with_shown_numbers(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with numbers as somebody typed them who does not count: 三、 (1) and none at all."""
    shown = {1: "三、", 2: "(二)", 3: "7. ", 4: "(1)"}
    labelled = (
        replace(block, label=shown[block.level])
        if isinstance(block, Heading) and at % 3 == 0
        else replace(block, label="")
        if isinstance(block, Heading) and at % 3 == 1
        else block
        for at, block in enumerate(blocks)
    )
    return tuple(normalised(labelled))
