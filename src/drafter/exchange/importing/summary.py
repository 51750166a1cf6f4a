"""What is to be said of an import: what was found, what was lifted, what to look at first."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from drafter.messages import _, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.exchange.importing.importing import Imported
    from drafter.exchange.importing.proof import Difference, Proof

_MOST_SHOWN = 12
"""Our choice: who has more to look at reads the comments of the file."""
_LONGEST_SHOWN = 40


class Summary(NamedTuple):
    """The lines that are said of one import."""

    lines: tuple[str, ...]
    holds: bool


def summary_of(result: Imported) -> Summary:
    """The summary of an import that was proven."""
    return Summary(tuple(_lines(result)), result.proof.holds)


def _lines(result: Imported) -> Iterator[str]:
    proof, layout = result.proof, result.layout
    texts = result.tables_as_text
    yield _first(proof, len(texts))
    yield from _differing(proof)
    for rows in texts:
        first = result.units[rows.start].text[:_LONGEST_SHOWN]
        lines = f"{rows.start + 1}—{rows.stop}" if len(rows) > 1 else f"{rows.stop}"
        yield _("  表格成了文字：第{lines}段 {text}", lines=lines, text=first)
    if proof.dashes:
        yield _("  表格里的空格子 → —：{count}处", count=number(proof.dashes))
    if proof.renumbered:
        yield from _renumbered(result)
    for (old, new), count in sorted(result.marks.counts.items()):
        said = f"{old} → {new}" if new else _("删去 {mark}", mark=old)
        yield _("  符号 {said}：{count}处", said=said, count=number(count))
    yield from _kept(result.kept)
    if layout.byline:
        date = layout.byline.date
        yield _(
            "标题下面的署名、日期记在 单位、成文日期 里：{name}",
            name="，".join(
                result.units[place.unit].text[place.start : place.end]
                for place in (*layout.byline.names, *([date] if date else []))
            ),
        )
    nodes = list(layout.nodes())
    yield _(
        "章{chapters}个，小节{sections}个，要点{points}条",
        chapters=number(len(layout.chapters)),
        sections=number(len(nodes) - len(layout.chapters)),
        points=number(sum(len(node.points) for node in nodes)),
    )
    if result.tables:
        yield _("表格{count}个，记在清单或指标里", count=number(len(result.tables)))
    lifting = result.lifting
    yield _(
        "指标{figures}个，正文引用{lifted}处；照原样留在正文里的数{typed}处",
        figures=number(len(lifting.entries)),
        lifted=number(sum(map(len, lifting.lifted.values()))),
        typed=number(len(result.typed)),
    )
    if result.typed:
        shown = "、".join(result.typed[:_MOST_SHOWN])
        yield _("  留在正文里的数，roll 会改成占位：{shown}", shown=shown)
    checks = list(_checks(result))
    if checks:
        yield _("先核对：")
        yield from (f"  {line}" for line in checks[:_MOST_SHOWN])
        if len(checks) > _MOST_SHOWN:
            rest = number(len(checks) - _MOST_SHOWN)
            yield _("  还有{count}处，文件里都有注释", count=rest)


def _first(proof: Proof, as_text: int) -> str:
    """Whether the draft says the same, and how many tables it does not have as tables."""
    if proof.holds and as_text:
        return _(
            "文字与原文一致：{lines}段；但表格{count}个成了一行行文字，起草的 Word 里不再是表格：",
            lines=number(proof.lines),
            count=number(as_text),
        )
    if not proof.holds:
        return _(
            "共{lines}段，有{count}段和原文不同，已留作正文，请逐段核对：",
            lines=number(proof.lines),
            count=number(proof.differing),
        )
    if proof.renumbered:
        return _(
            "与原文一致：{lines}段，一字不差{same}段，其余只有序号不同",
            lines=number(proof.lines),
            same=number(proof.identical),
        )
    return _("与原文一致：{lines}段", lines=number(proof.lines))


def _differing(proof: Proof) -> Iterator[str]:
    """Every paragraph that still differs, however many: what it was and what it became."""
    for difference in proof.differences:
        for at in range(max(len(difference.old), len(difference.new))):
            old, new = difference.old[at : at + 1], difference.new[at : at + 1]
            yield _(
                "  第{line}段 原文：{old}  成了：{new}",
                line=difference.first + min(at, max(0, len(difference.old) - 1)) + 1,
                old=old[0] if old else _("（没有这一段）"),
                new=new[0] if new else _("（没有这一段）"),
            )


def _renumbered(result: Imported) -> Iterator[str]:
    found = sorted(result.proof.renumbered, key=lambda entry: (entry.old, entry.new))
    for (old, new), group in groupby(found, key=lambda entry: (entry.old, entry.new)):
        count = number(len(list(group)))
        yield _("  序号 {old} → {new}：{count}处", old=old, new=new, count=count)


def _kept(kept: tuple[Difference, ...]) -> Iterator[str]:
    for difference in list({one.first: one for one in kept}.values())[:_MOST_SHOWN]:
        shown = " / ".join(line[:_LONGEST_SHOWN] for line in difference.old[:3])
        yield _("  照原样留作正文：第{line}段 {text}", line=difference.first + 1, text=shown)


def _checks(result: Imported) -> Iterator[str]:
    if "期间" in result.front.guessed:
        yield _("期间：原文没有写明，请填上，或用 --period 写明再导入")
    if "年份" in result.front.guessed:
        yield _(
            "期间：原文写的是“{part}”，没有写哪一年，请填上年份，或用 --period 写明再导入",
            part=result.front.period.within_year,
        )
    if "单位" in result.front.guessed:
        yield _("单位名称：原文没有落款，请填上")
    if not result.layout.chapters:
        yield _("没有认出“一、”“二、”这样的章：也许不是总结、报告；各段照原样留在开头")
    if result.tables_as_text:
        yield _(
            "表格成了文字的，里面的数 roll 会改成占位；"
            "要表格就记成清单，正文里单独一行写 {{ 清单名.表 }}"
        )
    yield from result.remarks
    for entry in result.lifting.entries.values():
        if entry.notes:
            yield f"{entry.name}：{'；'.join(entry.notes)}"
