"""Files in, findings out.

The rules over a text, a draft or a report file, each finding with its place.
"""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.document import FilePosition
from drafter.errors import DrafterError, MisuseError, Place, Problem, ReadingError
from drafter.fence import fenced
from drafter.formats.readers import READERS
from drafter.intake import given_files
from drafter.lines import LINE_END
from drafter.lint.findings import Fault, Finding, graver_at_most
from drafter.lint.passages import (
    Passage,
    once,
    passages_of,
    sentences_of,
    span_in_file,
    stated_in,
    whole_of,
)
from drafter.lint.rules import RULES
from drafter.lint.settings import settings_for
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from drafter.data.source import Source
    from drafter.drafting.draft import Draft
    from drafter.formats.readers import ReadFile
    from drafter.lint.findings import Hit, Rule
    from drafter.lint.mentions import Mention

TEXTS = (".txt", ".md")
REPORTS = (".yaml", ".yml")
DOCX = ".docx"
ENDINGS = (*REPORTS, *TEXTS, DOCX)
"""What lint reads."""
_KEYS_OF_REPORT = re.compile(r"^\ufeff?(模板|期间|单位)[ \t]*:(?=[ \t\r\n]|$)", re.MULTILINE)
_NEEDED_KEYS = 3
"""The keys that every report has, at the margin: no text has them so."""

MOST_OF_A_RULE = 200
"""Findings of one rule in a file. Our choice: nobody reads on, and each holds the line that it
stands in."""


_OF_ROWS = ("numbering-duplicate", "numbering-gap")
"""The rules on the numbers of a row."""


_UNSTATED = "unstated-figure"


class Sighting(Struct, frozen=True):
    """A finding in the text, with where the text says it."""

    finding: Finding
    passage: Passage
    hit: Hit


def lint_file(
    file: Path,
    rules: Sequence[Rule] = RULES,
    templates: Path | None = None,
    against: Path | None = None,
) -> list[Finding]:
    """The findings of a file, in their order. What keeps a file from being read is findings too.

    Raises ReadingError for a file that is not there or is of another kind.
    """
    ending = file.suffix.lower()
    if not os.path.lexists(file):
        raise ReadingError([Problem(_("没有这个文件，请核对路径和文件名"), Place(file.as_posix()))])
    if ending not in ENDINGS and not file.is_dir():
        message = _(
            "不会检查“{ending}”文件；可查：{known}",
            ending=ending or file.name,
            known=" ".join(ENDINGS),
        )
        raise ReadingError([Problem(message, Place(file.as_posix()))])
    try:
        with fenced(file):
            found = list(_findings(file, rules, templates, against))
    except DrafterError as error:
        found = [as_finding(problem) for problem in error.problems]
    return sorted(found, key=lambda finding: finding.order)


def _findings(
    file: Path, rules: Sequence[Rule], templates: Path | None, against: Path | None
) -> Iterator[Finding]:
    read = read_as_text(file)
    if read is not None:
        yield from _of_document(file, read, rules)
        return
    yield from _of_report(file, rules, templates, against)


def read_as_text(file: Path) -> ReadFile | None:
    """A .txt, .md or .docx that somebody wrote; None for a report file, whatever its ending."""
    reader = READERS.get(file.suffix.lower())
    read = reader(file) if reader else None
    return None if read is None or reads_as_report(read.text) else read


def passages_in(file: Path, read: ReadFile) -> tuple[Passage, ...]:
    """The passages of a file that somebody wrote."""
    return passages_of(read.document, markdown=file.suffix.lower() == ".md")


def mentions_of(file: Path, templates: Path | None = None) -> list[Mention]:
    """What a file says in its numbers, drafted first where it is a report. Raises DrafterError."""
    from drafter.lint.mentions import mentions_in  # noqa: PLC0415 - only who asks pays for it

    with fenced(file):
        read = read_as_text(file)
        if read is not None:
            return list(mentions_in(passages_in(file, read)))
        from drafter.drafting.draft import draft_file  # noqa: PLC0415 - the same

        return list(mentions_in(passages_of(draft_file(file, templates).document)))


def lint_draft(
    draft: Draft, rules: Sequence[Rule] = RULES, against: Path | None = None
) -> list[Finding]:
    """The findings of a draft and of the figures behind it, each at its line of the report file.

    The report of the period before is that of `against`, else the one that 上期报告 names. What a
    comment of the file allows is left out.
    """
    from drafter.lint.pragmas import without_allowed  # noqa: PLC0415 - a text file is checked without it

    rules = settings_for(Path(draft.source.file)).settled(rules)
    of_figures = list(_of_figures(draft, rules, against))
    typed = {(f.place.line, f.place.column) for f in of_figures if f.name == "hand-numbering"}
    of_sentences = (
        finding
        for finding in _of_sentences(draft, rules)
        # a number that has to go is in no row
        if finding.name not in _OF_ROWS or (finding.place.line, finding.place.column) not in typed
    )
    found = [*of_sentences, *of_figures]
    return sorted(without_allowed(found, draft.source, rules), key=lambda finding: finding.order)


def lint_report(
    draft: Draft, rules: Sequence[Rule] = RULES, against: Path | None = None
) -> list[Finding]:
    """The findings of a draft, and those that its other templates add to them.

    A figure is unstated where none of them states it. What keeps another template from being
    carried out is a finding beside the rest; nobody knows then what is unstated.
    """
    from drafter.drafting.draft import by_template  # noqa: PLC0415 - a text file is checked without it

    found = lint_draft(draft, rules, against)
    for name in draft.report.templates[1:]:
        try:
            beside = lint_draft(by_template(draft, name), rules, against)
        except DrafterError as error:
            found = [f for f in found if f.name != _UNSTATED]
            found += map(as_finding, error.problems)
            continue
        unstated = {f.place for f in beside if f.name == _UNSTATED}
        found = [f for f in found if f.name != _UNSTATED or f.place in unstated]
        known = {(f.place, f.code, f.message) for f in found}
        for finding in beside:
            is_new = (finding.place, finding.code, finding.message) not in known
            if is_new and finding.name != _UNSTATED:
                found.append(finding)
    return sorted(found, key=lambda finding: finding.order)


def _of_sentences(draft: Draft, rules: Sequence[Rule]) -> Iterator[Finding]:
    """One finding a rule and place, however often the text states what stands there."""
    found: dict[tuple[Place, str], Finding] = {}
    for sighting in sighted_in_draft(draft, rules):
        finding = sighting.finding
        found.setdefault((finding.place, finding.code), finding)
    yield from found.values()


def sighted_in_draft(draft: Draft, rules: Sequence[Rule]) -> Iterator[Sighting]:
    """The findings in the sentences of a draft, one for each time that a sentence says it."""
    from drafter.data.tree import kind_of_chapter  # noqa: PLC0415 - a text file is checked without it

    return _run(
        passages_of(draft.document, kind_of=partial(kind_of_chapter, draft.report)),
        rules,
        lambda passage, hit: _origin(passage, hit, draft),
    )


def _of_figures(draft: Draft, rules: Sequence[Rule], against: Path | None) -> Iterator[Finding]:
    """What the figures say against each other, and against the report of the period before."""
    for rule in rules:
        for fault in rule.check_data(draft) if rule.check_data else ():
            yield _of_fault(fault, rule, draft.source)
    if against is None and draft.report.previous is None:
        return
    from drafter.lint.past import past_of  # noqa: PLC0415 - most reports name no other

    past = past_of(draft, against)
    if isinstance(past, Fault):
        yield from (
            _of_fault(past, rule, draft.source) for rule in rules if rule.name == "missing-previous"
        )
        return
    for rule in rules:
        for fault in rule.check_past(draft, past) if rule.check_past and past else ():
            yield _of_fault(fault, rule, draft.source)


def _of_fault(fault: Fault, rule: Rule, source: Source) -> Finding:
    place = source.place(fault.path, fault.offset, fault.length)
    line = source.line(place)
    text = line[place.column - 1 : place.end_column - 1] if fault.offset is not None else ""
    return Finding(
        place=place,
        code=rule.code,
        name=rule.name,
        severity=graver_at_most(rule.severity, fault.severity),
        message=fault.message,
        text=text,
        line_text=line,
        mended=fault.mended,
    )


def _of_document(file: Path, read: ReadFile, rules: Sequence[Rule]) -> Iterator[Finding]:
    """The findings of a .txt, .md or .docx that somebody wrote."""
    name = file.as_posix()
    lines = LINE_END.split(read.text) if read.text else []
    yield from map(as_finding, read.warnings)
    if not read.document.blocks:
        yield as_finding(Problem(nothing_read(), Place(name)))

    rules = settings_for(file).settled(rules)
    passages = passages_in(file, read)
    yield from (sighting.finding for sighting in sighted_in_file(file, passages, rules, lines))
    yield from found_beside(file, read, rules)


def nothing_read() -> str:
    """What is said of a file without text: no findings there would be no clean bill."""
    return _("没有读到正文：文件里没有文字，或文字都在图片里")


def sighted_in_file(
    file: Path, passages: Sequence[Passage], rules: Sequence[Rule], lines: Sequence[str] = ()
) -> Iterator[Sighting]:
    """The findings in the passages of a file that was read. `lines`: those of a text."""
    name = file.as_posix()

    def place(passage: Passage, hit: Hit) -> tuple[Place, str]:
        return _place_in_file(name, passage, hit, lines)

    return _run(passages, rules, place)


def found_beside(file: Path, read: ReadFile, rules: Sequence[Rule]) -> Iterator[Finding]:
    """The findings in what a file holds beside its text."""
    for rule in rules:
        for position, message in rule.check_document(read.document) if rule.check_document else ():
            where = Place(file.as_posix(), position.line)
            yield Finding(
                place=where,
                code=rule.code,
                name=rule.name,
                severity=rule.severity,
                message=message,
                text="",
            )


def _place_in_file(
    file: str, passage: Passage, hit: Hit, lines: Sequence[str]
) -> tuple[Place, str]:
    """Where the hit stands in its line, and that line; of a .docx the paragraph as it is read."""
    start, end = span_in_file(passage, hit.start, hit.end) or (
        FilePosition(passage.line, 0, hit.start),
        FilePosition(passage.line, 0, hit.end),
    )
    place = Place(file, start.line, start.offset + 1, end.line, end.offset + 1)
    if lines:
        return place, lines[start.line - 1]
    return place, " " * (start.offset - hit.start) + passage.text


def reads_as_report(text: str) -> bool:
    """Whether a text is a report file whatever its ending.

    报告.yaml.txt is what Windows makes of one.
    """
    return len({match[1] for match in _KEYS_OF_REPORT.finditer(text)}) == _NEEDED_KEYS


def _of_report(
    file: Path, rules: Sequence[Rule], templates: Path | None, against: Path | None
) -> Iterator[Finding]:
    from drafter.drafting.draft import draft_file  # noqa: PLC0415 - a text file is checked without it

    draft = draft_file(file, templates)
    yield from map(as_finding, draft.warnings)
    yield from lint_report(draft, rules, against)


def as_finding(problem: Problem) -> Finding:
    """A problem of reading a file as the finding that it is."""
    place = problem.place or Place("")
    return Finding(
        place=place,
        code="D01",
        name="unreadable",
        severity=problem.severity,
        message=problem.message,
        text="",
        mended=problem.mended or None,
    )


def _run(
    passages: Sequence[Passage],
    rules: Iterable[Rule],
    place: Callable[[Passage, Hit], tuple[Place, str]],
) -> Iterator[Sighting]:
    """The findings of the rules.

    `place` gives the place of a hit and the line that it stands in.
    """
    for rule in rules:
        for count, (passage, hit) in enumerate(hits_of(rule, passages), start=1):
            if count > MOST_OF_A_RULE:
                break
            where, line = place(passage, hit)
            message = hit.message
            if count == MOST_OF_A_RULE:
                message = _("{message}（同类的太多，后面的不再列出）", message=message)
            text = passage.text[hit.start : hit.end]
            finding = Finding(
                place=where,
                code=rule.code,
                name=rule.name,
                severity=graver_at_most(rule.severity, hit.severity),
                message=message,
                text=text,
                where=passage.label,
                line_text=line,
                mended=hit.mended,
            )
            yield Sighting(finding, passage, hit)


def hits_of(rule: Rule, passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """What the rule finds in the passages, whatever they were read from."""
    if rule.needs is not None and not rule.needs.held_in(once(passages, whole_of)):
        return
    if rule.check_all is not None:
        yield from rule.check_all(passages)
    if rule.check is not None:
        for passage in once(passages, sentences_of) if rule.of_sentences else passages:
            for hit in rule.check(passage):
                yield passage, hit


def _origin(passage: Passage, hit: Hit, draft: Draft) -> tuple[Place, str]:
    """The first figure stated inside the span, else the prose, else the template's line."""
    from drafter.document import Stated  # noqa: PLC0415 - only drafts have inlines
    from drafter.drafting.citing import cited  # noqa: PLC0415 - the same

    source = draft.source
    parts = list(stated_in(passage, hit.start, hit.end))
    for part, _at in parts:
        if isinstance(part, Stated) and part.path is not None:
            place = source.place(draft.holes.get(part.path, part.path), part.offset, len(part.text))
            return place, source.line(place)
    for part, at in parts:
        if part.path is not None:
            place = source.place(part.path, (part.offset or 0) + at, hit.end - hit.start)
            return place, source.line(place)
    for part, at in parts:
        if located := cited(draft, part.text, at, at + hit.end - hit.start):
            return located
    place = source.place(("模板",))
    return place, source.line(place)


def chosen(select: Collection[str], ignore: Collection[str]) -> list[Rule]:
    """The rules by code, name or family letter.

    Raises MisuseError with those that nothing bears.
    """
    known = {key for rule in RULES for key in (rule.code, rule.name, rule.code[0])}
    if unknown := [key for key in (*select, *ignore) if key not in known]:
        raise MisuseError(
            [Problem(_("没有规则“{name}”；用 drafter rules 看有哪些", name=key)) for key in unknown]
        )

    def among(rule: Rule, keys: Collection[str]) -> bool:
        return not {rule.code, rule.name, rule.code[0]}.isdisjoint(keys)

    return [
        rule for rule in RULES if (not select or among(rule, select)) and not among(rule, ignore)
    ]


def files_of(path: Path) -> tuple[list[Path], list[Problem]]:
    """The files that a path stands for, and what could not be looked at.

    Itself, or everything below a folder that lint can read. A folder without any is a problem: that
    nothing was read is no clean bill.
    """
    message = _("文件夹里没有能检查的文件（{known}）", known=" ".join(ENDINGS))
    files, problems = given_files([path], ENDINGS, message, deep=True)
    if path not in files and any(file.suffix.lower() in REPORTS for file in files):
        from drafter.data.stores import is_store  # noqa: PLC0415 - most texts stand alone

        files = [f for f in files if f.suffix.lower() not in REPORTS or not is_store(f)]
    return files, problems
