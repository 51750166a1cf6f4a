"""A report file as text: plain values, and the place of every one of them.

Every scalar is text: `12.10`, `1:30`, `0767` and `no` stay what was typed. Anchors, aliases, merge
keys and tags are refused, so a file of some kilobytes cannot grow into gigabytes.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from msgspec import Struct
from msgspec.structs import replace

from drafter import lines
from drafter.data.nodes import (
    FORBIDDEN,
    Builder,
    Found,
    KeyPath,
    Span,
    Value,
    hidden_character,
    place_of,
    spans_of,
)
from drafter.data.scalars import decode
from drafter.data.traps import find_traps
from drafter.errors import Place, Problem, ReadingError
from drafter.intake import read_text
from drafter.messages import _, is_all_seen
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.data.lending import Borrowers, Loans
    from drafter.data.merging import Merged, Origin

MOST_PROBLEMS = 100
"""Our choice: a file with more of one kind is no report, and nobody reads on."""
LARGEST_FILE = 4 * 1024 * 1024
"""Bytes. Our choice: a hundred times the longest report met; YAML of this size still reads in
seconds."""

_LINE_ENDS = "\r\x85\u2028\u2029"
"""What ends a line for the YAML parser and not for every editor."""
_FOLD = Pattern("\n *")
"""What stands in the file between two characters of a folded scalar that are joined."""
_FORBIDDEN_TAB = Pattern(r"^ *\t[\t ]*(?=\S)", needs=("\t",), flags=re.MULTILINE)


class Source(Struct, frozen=True, dict=True):
    """The text of a report file and what stands where in it."""

    file: str
    text: str
    root: dict[str, Value]
    found: tuple[Found, ...]
    """Every value, as it was met."""
    found_keys: tuple[Found, ...]
    """Every key, as it was met."""
    warnings: tuple[Problem, ...] = ()
    encoding: str | None = "utf-8"
    """For `intake.encoded`; None where the file would lose something on its way back."""
    loans: Loans | None = None
    """What 数据 came to; None where the file has none."""

    @cached_property
    def merged(self) -> Merged:
        """Its own values with those that 数据 lend. Asked of a file that has loans."""
        from drafter.data.merging import merged  # noqa: PLC0415 - most files borrow nothing

        return merged(self.root, self.loans)

    @property
    def whole(self) -> dict[str, Value]:
        """Its values, with those that 数据 lend."""
        return self.root if self.loans is None else self.merged.root

    def _origin(self, path: KeyPath) -> Origin | None:
        """Where the value at `path` stands in another file, or would; None for one of this file."""
        if self.loans is None or path[:1] != ("指标",):
            return None
        origins = self.merged.origins
        found = path[:1]  # a report that borrows all its figures has no such key
        rest: KeyPath = ()
        for step in path[1:]:
            if (*found, step) in origins or (*found, step) in self.spans:
                found, rest = (*found, step), ()
            else:
                rest = (*rest, step)
        origin = origins.get(found)
        return origin and replace(origin, path=(*origin.path, *rest))

    @cached_property
    def spans(self) -> dict[KeyPath, Span]:
        """Where every value stands."""
        return spans_of(self.found)

    @cached_property
    def keys(self) -> dict[KeyPath, Span]:
        """Where the key of every value stands; the items of lists have none."""
        return spans_of(self.found_keys)

    @cached_property
    def _entries(self) -> dict[KeyPath, list[KeyPath]]:
        entries: dict[KeyPath, list[KeyPath]] = {}
        for path in self.keys:
            entries.setdefault(path[:-1], []).append(path)
        return entries

    def entries(self, path: KeyPath) -> list[KeyPath]:
        """The entries of the table at `path`, in the order of the file."""
        return self._entries.get(path, [])

    @cached_property
    def _line_starts(self) -> list[int]:
        return lines.starts_of(self.text)

    def place(self, path: KeyPath, offset: int | None = None, length: int = 0) -> Place:
        """Where the value at `path` stands; with `offset`, its character at that index.

        A step of the path that the file leaves out (the 小节 of a chapter written as a list, the
        本期 of a figure in short form, a key that is missing) stands where the step before it does.
        """
        if (origin := self._origin(path)) is not None:
            return origin.loan.place(origin.path, offset, length)
        path = self.resolved(path)
        span = self.spans[path]
        if span.style is None:
            offset = None
        if offset is None:
            if path in self.keys and "\n" in self.text[span.start : span.end]:
                span = self.keys[path]
            return self.placed(span.start, span.end)
        offsets = self._offsets(path, span)
        if not offsets:
            return self.placed(span.start, span.end)
        first = offsets[min(offset, len(offsets) - 1)]
        last = offsets[min(offset + max(length, 1), len(offsets)) - 1] + 1
        return self.placed(first, last)

    def stretch(self, path: KeyPath, start: int, end: int) -> tuple[int, int] | None:
        """Where the characters `start:end` of a scalar stand, a fold between them included.

        None where the file does not hold them as they are.
        """
        path = self.resolved(path)
        if self.spans[path].style is None:
            return None
        offsets = self._offsets(path, self.spans[path])[start:end]
        if not offsets or len(offsets) != end - start or self.text[offsets[0]] == "\\":
            return None
        together = offsets[-1] - offsets[0] == end - start - 1
        if not together and not all(map(self._joins, offsets, offsets[1:])):
            return None
        return offsets[0], offsets[-1] + 1

    def _joins(self, one: int, other: int) -> bool:
        """Whether a character follows another one in the file, at most a fold between them."""
        between = self.text[one + 1 : other]
        return not between or _FOLD.fullmatch(between) is not None

    def _offsets(self, path: KeyPath, span: Span) -> list[int]:
        """Where each character of a scalar stands.

        Kept, since one field may be asked for many times.
        """
        if path not in self._decoded:
            self._decoded[path] = decode(self.text, span.start, span.end, span.style).offsets
        return self._decoded[path]

    @cached_property
    def _decoded(self) -> dict[KeyPath, list[int]]:
        return {}

    def resolved(self, path: Iterable[str | int]) -> KeyPath:
        """The path without the steps that the file leaves out."""
        found: KeyPath = ()
        for step in path:
            if (*found, step) in self.spans:
                found = (*found, step)
        return found

    def value(self, path: KeyPath) -> str:
        """The text of the scalar at `path`."""
        node: Value = self.root
        for step in path:
            node = node[step]  # type: ignore[index]  # the path is one of this file
        return str(node)

    def typed(self, path: KeyPath) -> str:
        """What is typed at a path, wherever it stands; of a short form (甲: 3家) the whole.

        Empty for a table of keys.
        """
        node: Value = self.whole
        for step in path:
            if isinstance(node, dict) and step in node:
                node = node[str(step)]
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
        return node if isinstance(node, str) else ""

    def key_place(self, path: KeyPath) -> Place:
        """Where the key of `path` stands; for a list item, the item."""
        if (origin := self._origin(path)) is not None:
            return origin.loan.key_place(origin.path)
        span = self.keys.get(path)
        return self.placed(span.start, span.end) if span else self.place(path)

    def line(self, place: Place) -> str:
        """The line of the file that the place begins in.

        Of a table that lends, what is in the cell.
        """
        if self.loans is not None and place.file != self.file:
            return self.loans.line(place) or ""
        return lines.line_at(self.text, self._line_starts[place.line - 1] if place.line else 0)

    def placed(self, start: int, end: int) -> Place:
        """The place of the characters of the file from `start` to `end`."""
        return place_of(self.file, self._line_starts, start, end)


def read_source(
    file: Path | str, *, borrowers: Borrowers | None = None, is_form: bool = False
) -> Source:
    """Read a report file. Raises ReadingError with everything that its text breaks.

    `borrowers` are the files whose 数据 led here; None: nobody's. 数据 of a blank form are those of
    the reports that begin from it: nothing is read yet.
    """
    file = Path(file)
    if hint := hint_at_word(file):
        raise ReadingError([Problem(hint, Place(file.as_posix()))])
    read = read_text(file, LARGEST_FILE)
    source = source_of(file.as_posix(), read.text, read.warnings, read.encoding)
    return source if is_form else borrowing(source, borrowers)


_WORD_ENDINGS = frozenset({".docx", ".doc", ".wps"})


def hint_at_word(file: Path) -> str:
    """What to say where a Word file is given for a report file; empty for any other."""
    if file.suffix.lower() not in _WORD_ENDINGS:
        return ""
    return _(
        "这是 Word 文件，不是报告文件；先导入成报告文件：drafter import {file}", file=file.name
    )


def borrowing(source: Source, borrowers: Borrowers | None = None) -> Source:
    """The source with what its 数据 lend, which is read now."""
    if "数据" not in source.root:
        return source
    from drafter.data.lending import loans_of  # noqa: PLC0415 - most files borrow nothing

    return replace(source, loans=loans_of(source, borrowers))


def source_of(
    file: str, text: str, warnings: tuple[Problem, ...] = (), encoding: str | None = "utf-8"
) -> Source:
    """The Source of a text that is in memory already: its 数据 are not read.

    Raises ReadingError.
    """
    if not text.strip():
        raise _failed(file, _("文件是空的；用 drafter templates 看有哪些模板，再从空白表填起"))
    if problems := list(islice(_forbidden_characters(file, text), MOST_PROBLEMS)):
        raise ReadingError(problems)
    builder = Builder(file, text)
    try:
        root = builder.document()
    except yaml.MarkedYAMLError as error:
        raise ReadingError(
            dict.fromkeys([*builder.problems, *_syntax_problems(file, text, error)])
        ) from None
    except yaml.YAMLError as error:
        raise _failed(
            file, _("YAML 读不下去：{reason}", reason=str(error).splitlines()[0])
        ) from None
    if builder.problems:
        raise ReadingError(dict.fromkeys(builder.problems))
    if not isinstance(root, dict):
        message = _("文件开头应是“键: 值”的表（模板、期间、单位 …），这里不是")
        hints = find_traps(file, text)[:1]
        raise ReadingError([Problem(message, Place(file, 1, 1, 1, 1)), *hints])
    return Source(
        file=file,
        text=text,
        root=root,
        found=tuple(builder.found),
        found_keys=tuple(builder.found_keys),
        warnings=warnings,
        encoding=encoding,
    )


def _forbidden_characters(file: str, text: str) -> Iterator[Problem]:
    if is_all_seen(text) or not (FORBIDDEN.search(text) or _FORBIDDEN_TAB.search(text)):
        return
    line_starts = lines.starts_of(text)
    seen: set[str] = set()
    for match in FORBIDDEN.finditer(text):
        if match[0] in _LINE_ENDS and match[0] in seen:
            continue  # one of each kind says it: the whole file may be written so
        seen.add(match[0])
        yield Problem(
            hidden_character(match[0]), place_of(file, line_starts, match.start(), match.end())
        )
    for match in _FORBIDDEN_TAB.finditer(text):
        place = place_of(file, line_starts, match.start(), match.end())
        line = lines.line_at(text, match.start())
        yield Problem(
            _("缩进用了制表符（Tab），YAML 只认空格"),
            place,
            mended=line.replace("\t", "  ").rstrip(),
        )


def _syntax_problems(file: str, text: str, error: yaml.MarkedYAMLError) -> list[Problem]:
    """What is wrong with a text that the YAML parser refused.

    The traps in it, else the parser's own word.
    """
    unclosed = "quoted scalar" in (error.context or "") and error.context_mark is not None
    mark = error.context_mark if unclosed else error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    traps = [
        trap for trap in find_traps(file, text) if trap.place is None or trap.place.line <= line + 1
    ]
    if traps:
        return traps
    typed = lines.split(text)
    if (
        mark
        and not unclosed
        and mark.line > 0
        and not (mark.line < len(typed) and typed[mark.line].strip())
    ):
        line = next(
            (at + 1 for at in range(min(mark.line, len(typed)) - 1, -1, -1) if typed[at].strip()),
            line,
        )
    place = Place(file, line, mark.column + 1, line, mark.column + 1) if mark else Place(file)
    said = f"{error.context} {error.problem}" if unclosed else error.problem or ""
    return [Problem(_syntax_message(said), place)]


def _syntax_message(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return _("这里不该有冒号：值里面的冒号要加引号，或者缩进没有对齐")
    if "did not find expected key" in problem or "expected <block end>" in problem:
        return _("这一行和上面没有对齐：同一层的键要从同一列开始")
    if "block sequence entries are not allowed" in problem:
        return _("这里不能用“- ”：列表要另起一行，文字要加引号")
    if "unknown escape character" in problem:
        return _("双引号里的反斜杠是转义符：请改用单引号")
    if "node content" in problem:
        return _("冒号后面的内容写得不完整，文字请加引号")
    if "end of stream" in problem or "quoted scalar" in problem:
        return _("引号或括号没有配对，一直到文件末尾也没有结束")
    if "could not find expected ':'" in problem:
        return _("这一行不是“键: 值”：少了冒号，或者上一行的文字没有结束")
    if "did not find expected ',' or" in problem:
        return _("花括号或方括号里面：两项之间要有逗号，最后要有右括号")
    return _("YAML 语法不对（{reason}）；请核对缩进、冒号和引号", reason=problem)


def _failed(file: str, message: str) -> ReadingError:
    return ReadingError([Problem(message, Place(file))])
