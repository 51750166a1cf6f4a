"""Mending in place what cannot change the meaning: marks, full-width digits, list numbers.

Never a figure.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.edits import Edit, edited, edited_text, inside
from drafter.document import Text
from drafter.formats.text_read import LARGEST_TEXT, read_text_document
from drafter.intake import certain_encoding, encoded, read_text
from drafter.lines import LINE_END
from drafter.lint.engine import REPORTS, TEXTS, hits_of, reads_as_report
from drafter.lint.passages import passages_of, span_in_file, stated_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from drafter.drafting.draft import Draft
    from drafter.intake import Decoded
    from drafter.lint.findings import Hit, Rule
    from drafter.lint.passages import Passage

_MOST_ROUNDS = 40
"""Our choice: a list number mended moves the next one, so a round mends one number of a list."""


class Mended(Struct, frozen=True):
    """A file with what was mended in it."""

    file: Path
    before: str
    after: str
    encoding: str
    count: int
    """How many places."""

    @property
    def content(self) -> bytes:
        """The bytes of the mended file, in the encoding of the old one."""
        return encoded(self.after, self.encoding)

    @property
    def former(self) -> bytes:
        """The bytes of the file as it was read."""
        return encoded(self.before, self.encoding)

    def diff(self) -> str:
        """The difference, as a unified diff."""
        name = self.file.as_posix()
        lines = difflib.unified_diff(
            _lines(self.before),
            _lines(self.after),
            name,
            name,
            n=1,
        )
        return "".join(line if line.endswith("\n") else line + "\n" for line in lines)


def _lines(text: str) -> list[str]:
    """The lines as they are shown; how they end stays as it is and is no difference."""
    return [line + "\n" for line in LINE_END.split(text.removesuffix("\n"))]


def mended_file(file: Path, rules: Iterable[Rule], templates: Path | None = None) -> Mended | None:
    """The file with every place mended that the rules may; None where there is nothing to do.

    A .docx is none of ours to rewrite. Raises DrafterError where the file cannot be read.
    """
    mending = [rule for rule in rules if rule.mends]
    ending = file.suffix.lower()
    mended: Mended | None = None
    if ending in TEXTS:
        read = read_text(file, LARGEST_TEXT, lossy=True)
        if not reads_as_report(read.text):
            mended = _mended_text(file, read, mending)
    elif ending not in REPORTS:
        return None
    if mended is None:
        mended = _mended_report(file, mending, templates)
    return mended if mended.after != mended.before else None


def _mended_text(file: Path, read: Decoded, rules: Sequence[Rule]) -> Mended:
    encoding = certain_encoding(file, read.encoding)
    text = before = read.text
    count = 0
    markdown = file.suffix.lower() == ".md"
    active = rules
    for _round in range(_MOST_ROUNDS):
        document = read_text_document(text, markdown=markdown, file=file.as_posix())
        starts = [0, *(match.end() for match in LINE_END.finditer(text))]
        passages = passages_of(document, markdown=markdown)
        by_rule = {rule: list(_edits(mends_of([rule], passages), starts)) for rule in active}
        edits = _apart(edit for found in by_rule.values() for edit in found)
        if not edits and len(active) == len(rules):
            break
        text = edited_text(text, edits)
        count += len(edits)
        # what found nothing is asked again when the others have done their work
        active = [rule for rule in active if by_rule[rule]] or rules
    return Mended(file, before=before, after=text, encoding=encoding, count=count)


def _edits(hits: Iterable[tuple[Passage, Hit]], starts: Sequence[int]) -> Iterator[Edit]:
    """The edits of a text whose lines begin at these indices."""
    for passage, hit in hits:
        if span := span_in_file(passage, hit.start, hit.end):
            start, end = (starts[place.line - 1] + place.offset for place in span)
            yield Edit(start, end, hit.mended or "")


def _mended_report(file: Path, rules: Sequence[Rule], templates: Path | None) -> Mended:
    from drafter.data.reading import report_of  # noqa: PLC0415 - a text file is mended without it
    from drafter.data.source import read_source  # noqa: PLC0415 - the same
    from drafter.drafting.draft import draft  # noqa: PLC0415 - the same
    from drafter.drafting.library import library_for  # noqa: PLC0415 - the same

    source = read_source(file)
    encoding = certain_encoding(file, source.encoding)
    before, count, library = source.text, 0, library_for(file, templates)
    for _round in range(_MOST_ROUNDS):
        drafted = draft(report_of(source), source, library)
        passages = passages_of(drafted.document)
        possible = list(_edits_of_data(rules, drafted))
        for passage, hit in mends_of(rules, passages):
            part, at = next(stated_in(passage, hit.start, hit.end), (None, 0))
            if (
                isinstance(part, Text)
                and part.path is not None
                and at + hit.end - hit.start <= len(part.text)
            ):
                start = part.offset + at
                edit = inside(
                    source, part.path, start, start + hit.end - hit.start, hit.mended or ""
                )
                possible += [edit] if edit else []
        edits = _apart(possible)
        if not edits:
            break
        source = edited(source, edits)
        count += len(edits)
    return Mended(file, before=before, after=source.text, encoding=encoding, count=count)


def _edits_of_data(rules: Sequence[Rule], draft: Draft) -> Iterator[Edit]:
    """What the checks of the report file itself would have mended."""
    for rule in rules:
        for fault in rule.check_data(draft) if rule.check_data else ():
            if fault.mended is not None and fault.offset is not None:
                stop = fault.offset + fault.length
                edit = inside(draft.source, fault.path, fault.offset, stop, fault.mended)
                if edit is not None:
                    yield edit


def mends_of(rules: Sequence[Rule], passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """Every place of the passages where a rule knows what to write instead."""
    for rule in rules:
        for passage, hit in rule.every(passages) if rule.every else hits_of(rule, passages):
            if hit.mended is not None and hit.mended != passage.text[hit.start : hit.end]:
                yield passage, hit


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits without those that meet an earlier one: they have their turn in the next round."""
    apart: list[Edit] = []
    for edit in sorted(set(edits)):
        if not apart or edit.start >= apart[-1].end:
            apart.append(edit)
    return apart
