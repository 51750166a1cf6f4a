"""Review: the findings of lint as comments of a Word file, and mends as tracked changes.

The file stays as it is but for them; a report file is reviewed on the page drafted from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from drafter.data.settings import settings_for as office_settings_for
from drafter.document import Stated
from drafter.drafting.draft import draft_file
from drafter.errors import Place, Problem, ReadingError
from drafter.formats.docx_comments import Reviewed, opened_for_review
from drafter.formats.docx_marks import Span, spans_of
from drafter.formats.docx_read import read_docx
from drafter.formats.docx_write import write_docx
from drafter.formats.docx_xml import LARGEST_FILE
from drafter.formats.look import look_of
from drafter.formats.readers import ReadFile
from drafter.intake import read_bytes
from drafter.lint.engine import (
    Sighting,
    as_finding,
    found_beside,
    lint_draft,
    nothing_read,
    sighted_in_draft,
    sighted_in_file,
)
from drafter.lint.fixing import mends_of
from drafter.lint.passages import passages_of
from drafter.lint.reporting import severity_name
from drafter.lint.settings import settings_for
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from drafter.drafting.draft import Draft
    from drafter.lint.findings import Finding, Rule
    from drafter.lint.passages import Passage

_ABOUT_MARKS = ("open-comment", "open-revision")
"""Rules that have nothing to tell whoever sees comments and changes beside the text."""
_HOLES = "M"
"""The family of findings on masks: what stands there differs, what is to be done does not."""
_MOST_PLACES = 20
"""Our choice: of a kind that repeats, so many places are named."""


class Outcome(Struct, frozen=True):
    """The reviewed copy, and what was written into it."""

    content: bytes
    findings: int
    comments: int
    changes: int


class _Note(Struct):
    """What becomes a comment: findings of one kind."""

    finding: Finding
    span: Span | None
    """None: it speaks of the whole file."""
    others: list[Finding] = field(default_factory=list)

    def text(self) -> str:
        """The rule, what is wrong, what to write, and where else."""
        finding = self.finding
        lines = [f"【{severity_name(finding.severity)}】{finding.code} {finding.name}"]
        lines.append(finding.message)
        if finding.mended:
            lines.append(_("改为：{mended}", mended=finding.mended))
        if _is_in_report(finding):
            lines.append(_("报告文件：{place}", place=finding.place))
        if self.span is None and finding.where:
            lines.append(_("位置：{where}", where=finding.where))
        if self.others:
            places = list(dict.fromkeys(map(_told_place, self.others)))
            told = "；".join(places[:_MOST_PLACES]) + ("……" if len(places) > _MOST_PLACES else "")
            lines.append(_("同类还有{count}处：{places}", count=len(self.others), places=told))
        return "\n".join(lines)


def _told_place(finding: Finding) -> str:
    """Where a finding stands; of a mask what it is, and its line in a report file too.

    一、第3段“xx.x”（报告.yaml:6:14）.
    """
    place = finding.where or str(finding.place)
    if finding.code[0] != _HOLES:
        return place
    is_typed = finding.where and _is_in_report(finding)
    return f"{place}“{finding.text}”" + (f"（{finding.place}）" if is_typed else "")


def _is_in_report(finding: Finding) -> bool:
    return bool(finding.place.file) and not finding.place.file.endswith(".docx")


def review_docx(file: Path, rules: Sequence[Rule], *, fix: bool = False) -> Outcome:
    """A copy of a .docx with a comment at every finding. Raises ReadingError."""
    content = read_bytes(file, LARGEST_FILE)
    read = ReadFile(read_docx(file, content))
    if not read.document.blocks:
        raise ReadingError([Problem(nothing_read(), Place(file.as_posix()))])
    reviewed = opened_for_review(content, file)
    rules = _settled(file, rules)
    passages = passages_of(read.document)
    review = _Review(reviewed, passages)
    mended = review.mend(rules) if fix else ()
    review.tell(
        sighting
        for sighting in sighted_in_file(file, passages, rules)
        if review.span(sighting.passage, sighting.hit.start, sighting.hit.end) not in mended
    )
    for finding in found_beside(file, read, rules):
        review.tell_of(finding, review.paragraph(finding.place.line))
    return review.outcome()


def review_report(
    file: Path, rules: Sequence[Rule], templates: Path | None = None, *, fix: bool = False
) -> Outcome:
    """The drafted page of a report file with a comment at every finding, those on its figures too.

    Raises ReadingError and TemplateError where it cannot be drafted.
    """
    draft = draft_file(file, templates)
    content = write_docx(draft.document, look_of(office_settings_for(file)))
    page = passages_of(read_docx(file, content))
    rules = _settled(file, rules)
    review = _Review(opened_for_review(content, file), page)
    mended = review.mend(rules) if fix else ()
    told = lint_draft(draft, rules)
    allowed = {(finding.place, finding.code) for finding in told}
    said: set[tuple[Place, str]] = set()
    as_read = _matched(passages_of(draft.document), page)
    sightings: list[Sighting] = []
    for sighting in sighted_in_draft(draft, rules):
        finding, passage = sighting.finding, as_read.get(sighting.passage.line)
        key = finding.place, finding.code
        if key not in allowed or passage is None:
            continue
        said.add(key)
        if review.span(passage, sighting.hit.start, sighting.hit.end) not in mended:
            sightings.append(replace(sighting, passage=passage))
    review.tell(sightings)
    for finding in (*map(as_finding, draft.warnings), *told):
        if (finding.place, finding.code) not in said:
            review.tell_of(finding, _stated_at(finding, draft, as_read, review))
    return review.outcome()


def _settled(file: Path, rules: Sequence[Rule]) -> list[Rule]:
    return [rule for rule in settings_for(file).settled(rules) if rule.name not in _ABOUT_MARKS]


def _matched(drafted: Iterable[Passage], page: Sequence[Passage]) -> dict[int, Passage]:
    """The line of each passage of a draft -> the passage that was read back from its page."""
    found: dict[int, Passage] = {}
    at = 0
    for passage in drafted:
        same = next((i for i in range(at, len(page)) if page[i].text == passage.text), None)
        if same is not None:
            found[passage.line] = page[same]
            at = same + 1
    return found


def _stated_at(
    finding: Finding, draft: Draft, as_read: dict[int, Passage], review: _Review
) -> Span | None:
    """The first figure on the page that comes from the finding's line; None for none."""
    for drafted in passages_of(draft.document):
        at = 0
        for inline in drafted.inlines:
            end = at + len(inline.text)
            if (
                isinstance(inline, Stated)
                and inline.path is not None
                and draft.source.place(inline.path)[:2] == finding.place[:2]  # file and line
                and drafted.line in as_read
            ):
                return review.span(as_read[drafted.line], at, end)
            at = end
    return None


class _Review:
    """A document under review: notes are gathered by kind, and written at the end."""

    def __init__(self, reviewed: Reviewed, passages: Sequence[Passage]) -> None:
        self.reviewed = reviewed
        self.passages = passages
        used: dict[int, int] = {}
        self._places = {
            id(p): reviewed.page.places(p.inlines, used, is_numbered=p.number_level > 0)
            for p in passages
        }
        self._notes: dict[tuple[str, str], _Note] = {}
        self._changes: list[tuple[Span, str]] = []
        self._findings = 0

    def span(self, passage: Passage, start: int, end: int) -> Span | None:
        """Where a span of a passage stands in the file; else the passage itself."""
        places = self._places[id(passage)]
        found = spans_of(places[start : max(end, start + 1)]) or spans_of(places)
        return found[0] if found else None

    def paragraph(self, ordinal: int) -> Span | None:
        """The whole paragraph."""
        if ordinal not in self.reviewed.page:
            return None
        return Span(ordinal, 0, len(self.reviewed.page.characters(ordinal)))

    def mend(self, rules: Sequence[Rule]) -> set[Span | None]:
        """Plan the mends that cannot change the meaning; the stretches that they mend."""
        mended: set[Span | None] = set()
        planned: list[Span] = []
        for passage, hit in mends_of([rule for rule in rules if rule.mends], self.passages):
            places = self._places[id(passage)][hit.start : hit.end]
            found = spans_of(places)
            if len(found) != 1 or None in places or found[0].length != hit.end - hit.start:
                continue
            whole = found[0]
            if any(whole.meets(other) for other in planned):
                continue
            planned.append(whole)
            mended.add(whole)
            before, after = passage.text[hit.start : hit.end], hit.mended or ""
            self._changes.append(_least(whole, before, after))
        return mended

    def tell(self, sightings: Iterable[Sighting]) -> None:
        """Note findings in the text."""
        for sighting in sightings:
            hit = sighting.hit
            self.tell_of(sighting.finding, self.span(sighting.passage, hit.start, hit.end))

    def tell_of(self, finding: Finding, span: Span | None) -> None:
        """Note a finding; one of a kind that was told already joins it."""
        self._findings += 1
        is_hole = finding.code[0] == _HOLES
        kind = finding.code, "" if is_hole else finding.message
        if kind in self._notes:
            self._notes[kind].others.append(finding)
        else:
            self._notes[kind] = _Note(finding, span)

    def outcome(self) -> Outcome:
        """Write the comments, then the changes, from the last to the first: none moves another."""
        kept = self.reviewed.kept_comments()
        notes = [note for note in self._notes.values() if note.text() not in kept]
        notes.sort(key=lambda note: note.span or Span(0, 0, 0))
        for note in notes:
            self.reviewed.comment(note.span, note.text())
        for span, text in sorted(self._changes, reverse=True):
            self.reviewed.change(span, text)
        return Outcome(self.reviewed.content(), self._findings, len(notes), len(self._changes))


def _least(span: Span, before: str, after: str) -> tuple[Span, str]:
    """The change without what stays the same at its ends."""
    shortest = min(len(before), len(after))
    start = next((i for i in range(shortest) if before[i] != after[i]), shortest)
    rest = shortest - start
    end = next((i for i in range(rest) if before[-1 - i] != after[-1 - i]), rest)
    least = Span(span.paragraph, span.start + start, span.end - end)
    return least, after[start : len(after) - end]
