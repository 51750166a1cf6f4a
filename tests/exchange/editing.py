"""People at work on a draft in Word: each way in which one changes it, by chance where."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

import docx
from docx.text.paragraph import Paragraph

from drafter.data.numerals import numeral_name

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document

    Edit = Callable[[Document, random.Random], None]

NUMBER = re.compile(r"\d+(?:\.\d+)?")
_POINT = re.compile(r"(?:(?<=[。；])|^)[一二三四五六七八九十]+是")
BODY = "Body Text"


def type_over(paragraph: Paragraph, text: str) -> None:
    """Give a paragraph another text, as if typed: what it was set in stays."""
    for run in paragraph.runs[1:]:
        run.text = ""
    if paragraph.runs:
        paragraph.runs[0].text = text
    else:
        paragraph.add_run(text)


def change_at_random(word: Path, choose: random.Random, edits: list[Edit]) -> None:
    """Have the edits made one after the other; one that finds nothing to edit is left out."""
    document = docx.Document(str(word))
    for edit in edits:
        edit(document, choose)
    document.save(str(word))


def _texts(document: Document) -> list[Paragraph]:
    return [p for p in document.paragraphs[1:] if len(p.text) > 6 and p.runs]


def style_of(paragraph: Paragraph) -> str:
    """The name of its style."""
    return (paragraph.style and paragraph.style.name) or ""


def _styled(document: Document, style: str) -> list[Paragraph]:
    return [p for p in document.paragraphs[1:] if style_of(p).startswith(style) and p.runs]


def _remove(paragraph: Paragraph) -> None:
    paragraph._p.getparent().remove(paragraph._p)


def figure(document: Document, choose: random.Random) -> None:
    paragraph = choose.choice([p for p in _texts(document) if NUMBER.search(p.text)])
    found = choose.choice(list(NUMBER.finditer(paragraph.text)))
    places = len(found[0].partition(".")[2])
    number = f"{float(found[0]) + 1:.{places}f}"
    text = paragraph.text
    type_over(paragraph, text[: found.start()] + number + text[found.end() :])


def figure_everywhere(document: Document, choose: random.Random) -> None:
    told = re.compile(r"\d+(?:\.\d+)?(?:亿元|万元|万亩|家|%|个|人|项)")
    paragraph = choose.choice([p for p in _texts(document) if told.search(p.text)])
    amount = choose.choice(told.findall(paragraph.text))
    other = re.sub(r"^\d+", lambda digits: str(int(digits[0]) + 1), amount)
    for each in _texts(document):
        if amount in each.text:
            type_over(each, each.text.replace(amount, other))


def growth(document: Document, choose: random.Random) -> None:
    for paragraph in _texts(document):
        if "增长" in paragraph.text and choose.random() < 0.5:
            type_over(paragraph, paragraph.text.replace("增长", "下降", 1))
            return


def words(document: Document, choose: random.Random) -> None:
    paragraph = choose.choice(_texts(document))
    at = choose.randrange(1, len(paragraph.text))
    typed = choose.choice(["切实", "：", "（含开发区）", "{{", "R&D", "“破零”"])
    type_over(paragraph, paragraph.text[:at] + typed + paragraph.text[at:])


def characters_struck(document: Document, choose: random.Random) -> None:
    paragraph = choose.choice(_texts(document))
    at = choose.randrange(1, len(paragraph.text) - 3)
    type_over(paragraph, paragraph.text[:at] + paragraph.text[at + 2 :])


def sentence(document: Document, choose: random.Random) -> None:
    paragraph = choose.choice(_texts(document))
    sentences = re.findall("[^。]+。?", paragraph.text)
    sentences[choose.randrange(len(sentences))] = "这一句完全改写过，和原来不同。"
    type_over(paragraph, "".join(sentences))


def sentence_added(document: Document, choose: random.Random) -> None:
    paragraph = choose.choice(_styled(document, BODY))
    type_over(paragraph, paragraph.text + "新写的一句话，成效明显。")


def paragraph_added(document: Document, choose: random.Random) -> None:
    paragraph = choose.choice(_styled(document, BODY))
    paragraph.insert_paragraph_before("新增加的一段话，原来没有写过。", style=paragraph.style)


def paragraph_removed(document: Document, choose: random.Random) -> None:
    _remove(choose.choice(_styled(document, BODY)))


def paragraph_moved(document: Document, choose: random.Random) -> None:
    moved, before = choose.sample(_styled(document, BODY), 2)
    before._p.addnext(moved._p)


def paragraph_split(document: Document, choose: random.Random) -> None:
    long = [p for p in _styled(document, BODY) if p.text.count("。") > 1]
    for paragraph in choose.sample(long, min(1, len(long))):
        end = paragraph.text.index("。") + 1
        paragraph.insert_paragraph_before(paragraph.text[:end], style=paragraph.style)
        type_over(paragraph, paragraph.text[end:])


def paragraphs_joined(document: Document, choose: random.Random) -> None:
    texts = document.paragraphs
    at = choose.randrange(len(texts))
    for one, other in zip(texts[at:], texts[at + 1 :], strict=False):
        if style_of(one) == style_of(other) == BODY:
            type_over(one, one.text + other.text)
            _remove(other)
            return


def heading(document: Document, choose: random.Random) -> None:
    paragraph = choose.choice(_styled(document, "Heading"))
    type_over(paragraph, choose.choice(["改过的标题", f"切实{paragraph.text}"]))


def heading_level(document: Document, choose: random.Random) -> None:
    paragraph = choose.choice(_styled(document, "Heading"))
    level = int(style_of(paragraph)[-1])
    paragraph.style = document.styles[f"Heading {level % 4 + 1}"]


def heading_removed(document: Document, choose: random.Random) -> None:
    _remove(choose.choice(_styled(document, "Heading")))


def section_added(document: Document, choose: random.Random) -> None:
    before = choose.choice(_styled(document, "Heading"))
    before.insert_paragraph_before("新的一节标题", style=before.style)
    before.insert_paragraph_before("新的一节写这一句话。", style=document.styles[BODY])


def section_removed(document: Document, choose: random.Random) -> None:
    head = choose.choice(_styled(document, "Heading"))
    following = head._p.getnext()
    while following is not None and following.tag == head._p.tag:
        paragraph = Paragraph(following, head._parent)
        if not style_of(paragraph).startswith((BODY, "List")):
            break
        following = following.getnext()
        _remove(paragraph)
    _remove(head)


def _series(paragraph: Paragraph) -> tuple[str, list[str]]:
    """What leads to a series of points, and the points without 一是; none where there is no series."""
    starts = [match.start() for match in _POINT.finditer(paragraph.text)]
    if len(starts) < 2:
        return paragraph.text, []
    ends = [*starts[1:], len(paragraph.text)]
    points = [paragraph.text[start:end] for start, end in zip(starts, ends, strict=True)]
    return paragraph.text[: starts[0]], [_POINT.sub("", point, count=1) for point in points]


def _set_series(paragraph: Paragraph, lead: str, points: list[str]) -> None:
    ended = [point if point.endswith("。") else f"{point.rstrip('；')}。" for point in points]
    numbers = (f"{numeral_name(at)}是" if len(points) > 1 else "" for at in range(1, 99))
    type_over(paragraph, lead + "".join(n + p for n, p in zip(numbers, ended, strict=False)))


def _all_series(document: Document) -> list[Paragraph]:
    return [p for p in _texts(document) if _series(p)[1]]


def point_added(document: Document, choose: random.Random) -> None:
    for paragraph in _all_series(document)[:1]:
        lead, points = _series(paragraph)
        points.insert(choose.randrange(len(points) + 1), "做好新的工作。走访企业，解决难题。")
        _set_series(paragraph, lead, points)


def point_removed(document: Document, choose: random.Random) -> None:
    for paragraph in _all_series(document)[-1:]:
        lead, points = _series(paragraph)
        points.pop(choose.randrange(len(points)))
        _set_series(paragraph, lead, points)


def point_moved(document: Document, choose: random.Random) -> None:
    for paragraph in _all_series(document)[:1]:
        lead, points = _series(paragraph)
        point = points.pop(choose.randrange(len(points)))
        points.insert(choose.randrange(len(points) + 1), point)
        _set_series(paragraph, lead, points)


def point_moved_to_another_list(document: Document, choose: random.Random) -> None:
    series = _all_series(document)
    if len(series) < 2:
        return
    first, second = choose.sample(series, 2)
    (lead, points), (other_lead, others) = _series(first), _series(second)
    others.insert(choose.randrange(len(others) + 1), points.pop(choose.randrange(len(points))))
    _set_series(first, lead, points)
    _set_series(second, other_lead, others)


def item_added(document: Document, choose: random.Random) -> None:
    for paragraph in choose.sample(items := _styled(document, "List Number"), min(1, len(items))):
        paragraph.insert_paragraph_before("新增的一点。写一句话。", style=paragraph.style)


def item_removed(document: Document, choose: random.Random) -> None:
    for paragraph in choose.sample(items := _styled(document, "List Number"), min(1, len(items))):
        _remove(paragraph)


def item_moved(document: Document, choose: random.Random) -> None:
    items = _styled(document, "List Number")
    if len(items) > 1:
        moved, before = choose.sample(items, 2)
        before._p.addnext(moved._p)


def cell(document: Document, choose: random.Random) -> None:
    for table in document.tables[:1]:
        paragraph = choose.choice(choose.choice(table.rows).cells).paragraphs[0]
        text = NUMBER.sub(lambda found: f"{float(found[0]) + 1:g}", paragraph.text, count=1)
        type_over(paragraph, text if text != paragraph.text else f"{text}改")


def row(document: Document, choose: random.Random) -> None:
    for table in document.tables[:1]:
        chosen = choose.choice(table.rows[1:])
        if choose.random() < 0.5:
            table._tbl.remove(chosen._tr)
        else:
            chosen._tr.addnext(copy.deepcopy(chosen._tr))


def title(document: Document, _choose: random.Random) -> None:
    type_over(document.paragraphs[0], f"{document.paragraphs[0].text}（修改稿）")


def date(document: Document, _choose: random.Random) -> None:
    for paragraph in document.paragraphs:
        if re.fullmatch(r"\d{4}年\d+月\d+日", paragraph.text):
            type_over(paragraph, "2026年1月2日")


def addressee(document: Document, choose: random.Random) -> None:
    for paragraph in _styled(document, "主送机关"):
        text = paragraph.text
        type_over(
            paragraph, choose.choice([text[:-1], f"{text}请审阅", f"{text[:-1]}:", f"省{text}"])
        )


def attachment_label(document: Document, choose: random.Random) -> None:
    for paragraph in _styled(document, "附件标识")[:1]:
        type_over(paragraph, choose.choice(["附件9", "附件一", "附件", "附表1"]))


def attachment_list(document: Document, choose: random.Random) -> None:
    for paragraph in _styled(document, "附件说明")[:1]:
        text = paragraph.text
        type_over(paragraph, choose.choice([text.replace("1.", "9."), text[1:], f"{text}（略）"]))


def signature(document: Document, choose: random.Random) -> None:
    for paragraph in _styled(document, choose.choice(["Signature", "Date"])):
        type_over(paragraph, choose.choice([f"{paragraph.text}（章）", paragraph.text[1:]]))


def page_head(document: Document, _choose: random.Random) -> None:
    document.sections[0].header.paragraphs[0].text = "征求意见稿"


def table_head(document: Document, choose: random.Random) -> None:
    for table in document.tables[:1]:
        paragraph = choose.choice(table.rows[0].cells).paragraphs[0]
        type_over(paragraph, f"{paragraph.text}（改）")


EDITS: tuple[Edit, ...] = (
    figure, figure_everywhere, growth, words, characters_struck, sentence, sentence_added,
    paragraph_added, paragraph_removed, paragraph_moved, paragraph_split, paragraphs_joined, heading,
    heading_level, heading_removed, section_added, section_removed, point_added, point_removed,
    point_moved, point_moved_to_another_list, item_added, item_removed, item_moved, cell, row, title,
    date, addressee, attachment_label, attachment_list, signature, page_head, table_head,
)  # fmt: skip
