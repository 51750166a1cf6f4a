"""Files in, findings out: the rules over a text, a draft or a report file, each finding with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.errors import DrafterError, Place, Problem, ReadingError
from drafter.lint.findings import Finding
from drafter.lint.passages import Passage, passages_of_document, passages_of_text, stated_in
from drafter.lint.rules import RULES
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from drafter.data.source import Source
    from drafter.drafting.draft import Draft
    from drafter.lint.findings import Hit, Rule

TEXTS = (".txt", ".md")
REPORTS = (".yaml", ".yml")
DOCX = ".docx"
_ONE_LINE = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LARGEST_TEXT = 16 * 1024 * 1024


def lint_file(file: Path, rules: Sequence[Rule] = RULES, templates: Path | None = None) -> list[Finding]:
    """The findings of a file, in their order. A file that cannot be read is findings too. Raises ReadingError."""
    ending = file.suffix.lower()
    if ending in REPORTS:
        found: Iterable[Finding] = _of_report(file, rules, templates)
    elif ending in TEXTS or ending == DOCX:
        found = _of_text(file, rules)
    else:
        message = _(
            "不会检查“{ending}”文件；可查：{known}",
            ending=ending or file.name,
            known=" ".join((*REPORTS, *TEXTS, DOCX)),
        )
        raise ReadingError([Problem(message, Place(file.as_posix()))])
    return sorted(found, key=lambda finding: finding.order)


def lint_draft(draft: Draft, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """The findings of a draft and of the figures behind it, each pointing to the line of the report file.

    What a comment of the file allows is left out.
    """
    from drafter.lint.allowing import without_allowed  # noqa: PLC0415 - a text file is checked without it

    found = [*_of_sentences(draft, rules), *_of_figures(draft, rules)]
    return sorted(without_allowed(found, draft.source, rules), key=lambda finding: finding.order)


def _of_sentences(draft: Draft, rules: Sequence[Rule]) -> Iterator[Finding]:
    """One finding a rule and place, however often the text states what stands there."""
    source = draft.source
    found: dict[tuple[Place, str], Finding] = {}
    passages = passages_of_document(draft.document)
    for finding in _run(passages, rules, lambda passage, hit: _origin(passage, hit, source), source.line):
        found.setdefault((finding.place, finding.code), finding)
    yield from found.values()


def _of_figures(draft: Draft, rules: Sequence[Rule]) -> Iterator[Finding]:
    source = draft.source
    for rule in rules:
        for path, message in rule.check_data(draft) if rule.check_data else ():
            place = source.place(path)
            yield Finding(place, rule.code, rule.name, rule.severity, message, "", line_text=source.line(place))


def _of_text(file: Path, rules: Sequence[Rule]) -> Iterator[Finding]:
    name = file.as_posix()
    text = _docx_text(file) if file.suffix.lower() == DOCX else _plain_text(file)
    passages = passages_of_text(text, markdown=file.suffix.lower() == ".md")
    lines = {passage.line: passage.text for passage in passages}

    def place(passage: Passage, hit: Hit) -> Place:
        return Place(name, passage.line, hit.start + 1, passage.line, hit.end + 1)

    return _run(passages, rules, place, lambda found: lines.get(found.line, ""))


def _plain_text(file: Path) -> str:
    name = file.as_posix()
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise ReadingError([Problem(_("文件打不开：{reason}", reason=error.strerror or error), Place(name))]) from None
    if len(raw) > _LARGEST_TEXT:
        raise ReadingError([Problem(_("文件太大，不像一份文稿"), Place(name))])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def _docx_text(file: Path) -> str:
    """The paragraphs of a .docx, one a line: the line of a finding is the ordinal of its paragraph."""
    from drafter.formats.docx_read import read_docx  # noqa: PLC0415 - a text file is checked without it

    return "\n".join(_ONE_LINE.sub(" ", paragraph) for paragraph in read_docx(file))


def _of_report(file: Path, rules: Sequence[Rule], templates: Path | None) -> Iterator[Finding]:
    from drafter.drafting.draft import draft_file  # noqa: PLC0415 - a text file is checked without it

    try:
        draft = draft_file(file, templates)
    except DrafterError as error:
        yield from map(_of_problem, error.problems)
        return
    yield from map(_of_problem, draft.warnings)
    yield from lint_draft(draft, rules)


def _of_problem(problem: Problem) -> Finding:
    place = problem.place or Place("")
    return Finding(place, "D01", "unreadable", problem.severity, problem.message, "", mended=problem.mended or None)


def _run(
    passages: Sequence[Passage],
    rules: Iterable[Rule],
    place: Callable[[Passage, Hit], Place],
    line: Callable[[Place], str],
) -> Iterator[Finding]:
    for rule in rules:
        for passage, hit in _hits(rule, passages):
            where = place(passage, hit)
            yield Finding(
                where,
                rule.code,
                rule.name,
                rule.severity,
                hit.message,
                passage.text[hit.start : hit.end],
                passage.label,
                line(where),
                hit.mended,
            )


def _hits(rule: Rule, passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    if rule.check_all is not None:
        yield from rule.check_all(passages)
    if rule.check is not None:
        for passage in passages:
            for hit in rule.check(passage):
                yield passage, hit


def _origin(passage: Passage, hit: Hit, source: Source) -> Place:
    """The first figure stated inside the span, else the prose that says it, else the template that the report names."""
    from drafter.document import Stated  # noqa: PLC0415 - only drafts have inlines

    parts = [part for part in stated_in(passage, hit.start, hit.end) if part[0].path is not None]
    for part, _at in parts:
        if isinstance(part, Stated) and part.path is not None:
            return source.place(part.path, part.offset, len(part.text))
    for part, at in parts:
        if part.path is not None:
            return source.place(part.path, (part.offset or 0) + at, hit.end - hit.start)
    return source.place(("模板",))


def chosen(select: Collection[str], ignore: Collection[str]) -> list[Rule]:
    """The rules by code, name or family letter. Raises KeyError with one that nothing bears."""
    known = {key for rule in RULES for key in (rule.code, rule.name, rule.code[0])}
    for key in (*select, *ignore):
        if key not in known:
            raise KeyError(key)

    def among(rule: Rule, keys: Collection[str]) -> bool:
        return not {rule.code, rule.name, rule.code[0]}.isdisjoint(keys)

    return [rule for rule in RULES if (not select or among(rule, select)) and not among(rule, ignore)]


def files_of(path: Path) -> list[Path]:
    """The files that a path stands for: itself, or everything below a folder that lint can read, in a stable order."""
    if not path.is_dir():
        return [path]
    found = (file for file in path.rglob("*") if file.suffix.lower() in (*REPORTS, *TEXTS, DOCX) and file.is_file())
    return sorted(file for file in found if not any(re.match(r"\.", part) for part in file.relative_to(path).parts))
