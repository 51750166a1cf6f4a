"""A report file as text: plain values, and the place of every one of them.

Every scalar is text: `12.10`, `1:30`, `0767` and `no` stay what was typed. Anchors, aliases, merge keys and tags
are refused, so a file of some kilobytes cannot grow into gigabytes.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import yaml

from drafter.data.scalars import decode
from drafter.data.traps import comma_in_flow, find_traps, quoted, trap_of_line
from drafter.errors import Place, Problem, ReadingError
from drafter.messages import _, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Path = tuple[str | int, ...]
"""Where a value stands: the keys and list indices that lead to it."""
Value = str | list["Value"] | dict[str, "Value"]

LARGEST_FILE = 4 * 1024 * 1024
"""Bytes. Our choice: a hundred times the longest report met; YAML of this size still reads in seconds."""
DEEPEST = 24
"""Levels. Our choice: a report needs nine."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_FORBIDDEN_TAB = re.compile(r"^ *\t[\t ]*(?=\S)", re.MULTILINE)
_COMMENT_BEHIND = re.compile(r"(?<=[ \t])(#[^\n]*)|[ \t]+(#[^\n]*)")
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Span:
    """A node of the file: character indices, the end exclusive; the style of a scalar, None for others."""

    start: int
    end: int
    style: str | None = None


@dataclass(frozen=True)
class Source:
    """The text of a report file and what stands where in it."""

    file: str
    text: str
    root: dict[str, Value]
    spans: dict[Path, Span]
    keys: dict[Path, Span]
    warnings: tuple[Problem, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0] + [match.end() for match in re.finditer("\n", self.text)]

    def place(self, path: Path, offset: int | None = None, length: int = 0) -> Place:
        """Where the value at `path` stands; with `offset`, the character of the value at that index.

        A step of the path that the file leaves out (the 小节 of a chapter written as a list, the 本期 of a
        figure in short form, a key that is missing) stands where the step before it does.
        """
        path = self.resolved(path)
        span = self.spans[path]
        if span.style is None:
            offset = None
        if offset is None:
            if path in self.keys and "\n" in self.text[span.start : span.end]:
                span = self.keys[path]
            return self._stretch(span.start, span.end)
        offsets = decode(self.text, span.start, span.end, span.style).offsets
        if not offsets:
            return self._stretch(span.start, span.end)
        first = offsets[min(offset, len(offsets) - 1)]
        last = offsets[min(offset + max(length, 1), len(offsets)) - 1] + 1
        return self._stretch(first, last)

    def resolved(self, path: Iterable[str | int]) -> Path:
        """The path without the steps that the file leaves out."""
        found: Path = ()
        for step in path:
            if (*found, step) in self.spans:
                found = (*found, step)
        return found

    def key_place(self, path: Path) -> Place:
        """Where the key of `path` stands; for a list item, the item."""
        span = self.keys.get(path)
        return self._stretch(span.start, span.end) if span else self.place(path)

    def line(self, place: Place) -> str:
        """The line of the file that the place begins in, without its indent."""
        start = self._line_starts[place.line - 1] if place.line else 0
        return self.text[start:].partition("\n")[0].strip()

    def _stretch(self, start: int, end: int) -> Place:
        return place_of(self.file, self._line_starts, start, end)


def place_of(file: str, line_starts: list[int], start: int, end: int) -> Place:
    """The place of the characters from `start` to `end`."""
    line, end_line = bisect_right(line_starts, start), bisect_right(line_starts, end)
    return Place(file, line, start - line_starts[line - 1] + 1, end_line, end - line_starts[end_line - 1] + 1)


def read_source(file: FilePath | str) -> Source:
    """Read a report file. Raises ReadingError with everything that its text breaks."""
    name = FilePath(file).as_posix()
    try:
        with FilePath(file).open("rb") as opened:
            raw = opened.read(LARGEST_FILE + 1)
    except IsADirectoryError:
        raise _failed(name, _("这是一个文件夹，不是报告文件")) from None
    except FileNotFoundError:
        raise _failed(name, _("没有这个文件，请核对路径和文件名")) from None
    except OSError as error:
        raise _failed(name, _("文件打不开：{reason}", reason=error.strerror or error)) from None
    if len(raw) > LARGEST_FILE:
        limit = number(LARGEST_FILE // 1024 // 1024)
        raise _failed(name, _("文件超过 {limit} MB，不像一份报告；请核对是否选错了文件", limit=limit))
    text, warnings = _decoded(name, raw)
    return source_of(name, text, warnings)


def source_of(file: str, text: str, warnings: tuple[Problem, ...] = ()) -> Source:
    """The Source of a text that is in memory already. Raises ReadingError."""
    line_starts = [0] + [match.end() for match in re.finditer("\n", text)]
    if not text.strip():
        raise _failed(file, _("文件是空的；用 drafter templates 看有哪些模板，再从空白表填起"))
    if problems := list(_forbidden_characters(file, text, line_starts)):
        raise ReadingError(problems)
    builder = _Builder(file, text, line_starts)
    try:
        root = builder.document()
    except yaml.MarkedYAMLError as error:
        raise ReadingError(dict.fromkeys([*builder.problems, *_syntax_problems(file, text, error)])) from None
    except yaml.YAMLError as error:
        raise _failed(file, _("YAML 读不下去：{reason}", reason=str(error).splitlines()[0])) from None
    if builder.problems:
        raise ReadingError(builder.problems)
    if not isinstance(root, dict):
        message = _("文件开头应是“键: 值”的表（模板、期间、单位 …），这里不是")
        hints = find_traps(file, text)[:1]
        raise ReadingError([Problem(message, Place(file, 1, 1, 1, 1)), *hints])
    return Source(file, text, root, builder.spans, builder.keys, warnings)


def _decoded(file: str, raw: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text of the bytes. UTF-8 is expected; what Windows programs write besides is read and reported."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):
            return _other_encoding(file, raw, encoding, "UTF-16")
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _other_encoding(file, raw, "gb18030", "GB18030")


def _other_encoding(file: str, raw: bytes, encoding: str, name: str) -> tuple[str, tuple[Problem, ...]]:
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise _failed(file, _("既不是 UTF-8 也不是 GB18030 编码的文字；请用记事本另存为 UTF-8")) from None
    message = _("文件是 {encoding} 编码，已照此读入；请用记事本另存为 UTF-8", encoding=name)
    return text, (Problem(message, Place(file), "warning"),)


def _forbidden_characters(file: str, text: str, line_starts: list[int]) -> Iterator[Problem]:
    for match in _CONTROL.finditer(text):
        message = _("有看不见的控制字符 U+{code}，请删去重输", code=f"{ord(match[0]):04X}")
        yield Problem(message, place_of(file, line_starts, match.start(), match.end()))
    for match in _FORBIDDEN_TAB.finditer(text):
        place = place_of(file, line_starts, match.start(), match.end())
        line = text[match.start() :].partition("\n")[0]
        yield Problem(_("缩进用了制表符（Tab），YAML 只认空格"), place, mended=line.replace("\t", "  ").rstrip())


def _syntax_problems(file: str, text: str, error: yaml.MarkedYAMLError) -> list[Problem]:
    """What is wrong with a text that the YAML parser refused: the traps in it, else the parser's own word."""
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 0
    traps = [trap for trap in find_traps(file, text) if trap.place is None or trap.place.line <= line + 1]
    if traps:
        return traps
    lines = text.splitlines()
    if mark and mark.line > 0 and not (mark.line < len(lines) and lines[mark.line].strip()):
        line = next((at + 1 for at in range(min(mark.line, len(lines)) - 1, -1, -1) if lines[at].strip()), line)
    place = Place(file, line, mark.column + 1, line, mark.column + 1) if mark else Place(file)
    return [Problem(_syntax_message(error.problem or ""), place)]


def _syntax_message(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return _("这里不该有冒号：值里面的冒号要加引号，或者缩进没有对齐")
    if "did not find expected key" in problem or "expected <block end>" in problem:
        return _("这一行和上面没有对齐：同一层的键要从同一列开始")
    if "end of stream" in problem or "while scanning a quoted scalar" in problem:
        return _("引号或括号没有配对，一直到文件末尾也没有结束")
    if "could not find expected ':'" in problem:
        return _("这一行不是“键: 值”：少了冒号，或者上一行的文字没有结束")
    if "did not find expected ',' or" in problem:
        return _("花括号或方括号里面：两项之间要有逗号，最后要有右括号")
    return _("YAML 语法不对（{reason}）；请核对缩进、冒号和引号", reason=problem)


def _failed(file: str, message: str) -> ReadingError:
    return ReadingError([Problem(message, Place(file))])


def _span(event: Any) -> tuple[int, int]:
    """The character indices of an event; every event of a parser has them, though its stubs do not say so."""
    return event.start_mark.index, event.end_mark.index


@dataclass
class _Builder:
    """Turns the parser's events into values and spans; collects what must not be there."""

    file: str
    text: str
    line_starts: list[int]
    spans: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Span] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def document(self) -> Value:
        self.parser: Any = _PARSER(self.text)
        try:
            self.parser.get_event()
            if self.parser.check_event(yaml.StreamEndEvent):
                raise _failed(self.file, _("文件里只有注释，没有内容"))
            self.parser.get_event()
            root = self._value((), self._next())
            self.parser.get_event()
            if not self.parser.check_event(yaml.StreamEndEvent):
                event = self._next()
                self._wrong(event, _("一个文件只写一份报告，“---”以后的内容请另存一个文件"))
            return root
        finally:
            self.parser.dispose()

    def _next(self) -> Any:
        """The next event. The parser's stubs know neither its classes nor that each has its marks."""
        return self.parser.get_event()

    def _value(self, path: Path, event: Any) -> Value:
        if len(path) > DEEPEST:
            raise ReadingError([*self.problems, self._problem(event, _("嵌套太深，不像一份报告；请核对缩进和括号"))])
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None or event.tag is not None:
            self._refuse(event)
        start, stop = _span(event)
        value: Value
        if isinstance(event, yaml.MappingStartEvent):
            value, end = self._mapping(path, flow=bool(event.flow_style))
        elif isinstance(event, yaml.SequenceStartEvent):
            value, end = self._sequence(path)
        elif isinstance(event, yaml.AliasEvent):
            value, end = "", stop
        else:
            value, end = self._scalar(path, event), stop
        self.spans[path] = Span(start, end, getattr(event, "style", None))
        return value

    def _mapping(self, path: Path, *, flow: bool) -> tuple[Value, int]:
        values: dict[str, Value] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse_key(event)
                self._value((*path, "?"), event)
                self._value((*path, "?"), self._next())
                continue
            key = event.value
            child = (*path, key)
            if key == "<<":
                self._wrong(event, _("不支持合并键“<<”，请把内容直接写出来"))
            if key in values:
                first = place_of(self.file, self.line_starts, self.keys[child].start, self.keys[child].end).line
                self._wrong(event, _("“{key}”写了两次，第一次在第{line}行", key=key, line=first))
            self.keys[child] = Span(*_span(event), event.style)
            key_event, event = event, self._next()
            if flow and self._has_no_colon(key_event, event):
                self._cut_by_comma(key_event)
            values[key] = self._value(child, event)
        return values, _span(event)[1]

    def _sequence(self, path: Path) -> tuple[Value, int]:
        values: list[Value] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            values.append(self._value((*path, len(values)), event))
        return values, _span(event)[1]

    def _scalar(self, path: Path, event: Any) -> str:
        start, end = event.start_mark.index, event.end_mark.index
        if not event.style and (match := _COMMENT_BEHIND.match(self.text, end)):
            self._check_comment(event, path, match[1] or match[2])
        if event.style != "|" and "\n" in self.text[start:end]:
            return decode(self.text, start, end, event.style).text
        return str(event.value)

    def _check_comment(self, event: Any, path: Path, comment: str) -> None:
        """`#` behind a value cuts it off. A comment has a space behind its `#`, and no sentence goes on in it."""
        is_prose = bool(path) and path[-1] in PROSE_KEYS and not comment.startswith("# drafter:")
        if comment[1:2] in (" ", "") and not is_prose:
            return
        line = self._line(event.start_mark.line + 1)
        before = line[: event.start_mark.column]
        mended = before + quoted(line[event.start_mark.column :].rstrip())
        message = _("“ #”以后的文字会当作注释丢掉：是正文就加引号，是注释就在 # 后加空格、另起一行")
        self._wrong(event, message, mended.strip())

    def _has_no_colon(self, key: Any, value: Any) -> bool:
        between = self.text[key.end_mark.index : value.start_mark.index]
        return isinstance(value, yaml.ScalarEvent) and not value.value and not value.style and ":" not in between

    def _cut_by_comma(self, key: Any) -> None:
        line = self._line(key.start_mark.line + 1)
        message = _("花括号里的逗号把值断开了：“{key}”成了单独一项；值里有逗号要加引号", key=key.value)
        self._wrong(key, message, comma_in_flow(line, key.value))

    def _refuse(self, event: Any) -> None:
        """Anchors, aliases and tags: mostly a value that begins with `*`, `&` or `!`."""
        line = event.start_mark.line + 1
        trap = trap_of_line(self.file, line, self._line(line))
        if trap is None:
            trap = self._problem(event, _("不支持 YAML 的锚点、别名和标签（& * !）；以它们开头的值要加引号"))
        self.problems.append(trap)

    def _refuse_key(self, event: Any) -> None:
        line = event.start_mark.line + 1
        trap = trap_of_line(self.file, line, self._line(line))
        self.problems.append(trap or self._problem(event, _("键应是文字；以 {{ 或 [ 开头的值要加引号")))

    def _line(self, line: int) -> str:
        return self.text[self.line_starts[line - 1] :].partition("\n")[0]

    def _wrong(self, event: Any, message: str, mended: str = "") -> None:
        self.problems.append(self._problem(event, message, mended))

    def _problem(self, event: Any, message: str, mended: str = "") -> Problem:
        place = place_of(self.file, self.line_starts, event.start_mark.index, event.end_mark.index)
        return Problem(message, place, mended=mended)


PROSE_KEYS = frozenset({"标题", "导语", "内容", "主题", "开头", "结尾"})
"""Keys whose values are running text, in which figures may be stated."""
