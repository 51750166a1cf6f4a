"""YAML events -> plain values and the span of every node.

What a report file must not hold is collected here.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import yaml
from msgspec import Struct, field

from drafter import lines
from drafter.data.scalars import decode
from drafter.data.traps import comma_in_flow, quoted, trap_of_line
from drafter.errors import Place, Problem, ReadingError
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KeyPath = tuple[str | int, ...]
"""Where a value stands: the keys and list indices that lead to it."""
Value = str | list["Value"] | dict[str, "Value"]

DEEPEST = 24
"""Levels of tables and lists in one another. Our choice: a report needs nine."""

PROSE_KEYS = frozenset({"标题", "导语", "内容", "主题", "开头", "结尾", "附注"})
"""Keys whose values are running text, in which figures may be stated."""
LINE_KEYS = frozenset({"标题", "主题"})
"""Those of them whose text is a line, not a paragraph."""

FORBIDDEN = Pattern(
    "["
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, U+0085 too
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # fillers, soft hyphen
    r"\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # of no width, line ends, directions
    r"\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"  # tags, no characters
    r"\r](?<!\r(?=\n))"
)
"""Characters that nobody sees and nobody means: they would part names that look alike, or end
a line for the YAML parser and for no editor (a CR alone ends one for some programs only)."""
_KEY_IN_ITEM = Pattern("(?:标题|主题|内容|导语|板块|要点|小节|序号|类)：")
"""How an item of a list begins where its colon was typed full-width."""
_COMMENT_BEHIND = Pattern(r"(?<=[ \t])(#[^\n]*)|[ \t]+(#[^\n]*)")
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Span(Struct, frozen=True):
    """A node of the file: character indices, the end exclusive.

    The style of a scalar, None for others.
    """

    start: int
    end: int
    style: str | None = None


Found = tuple[KeyPath, int, int, str | None]
"""A node as it is found: its path, and what its Span will say; most are never asked for, so no
Span is made yet."""


def hidden_character(character: str) -> str:
    """The message for a character that FORBIDDEN matches."""
    code = f"{ord(character):04X}"
    if character in "\r\x85\u2028\u2029":
        return _("用了 U+{code} 换行，不是各个软件都认；请用记事本在这里重新换行", code=code)
    return _("有看不见的控制字符 U+{code}，请删去重输", code=code)


def place_of(file: str, line_starts: list[int], start: int, end: int) -> Place:
    """The place of the characters from `start` to `end`."""
    return Place(file, *lines.position(line_starts, start), *lines.position(line_starts, end))


def spans_of(found: Iterable[Found]) -> dict[KeyPath, Span]:
    """The Span of every node by its path."""
    return {path: Span(start, end, style) for path, start, end, style in found}


def _marks(event: Any) -> tuple[int, int]:
    """Where an event begins and ends.

    Every event of a parser has its marks, though its stubs do not say so.
    """
    return event.start_mark.index, event.end_mark.index


class Builder(Struct, dict=True):
    """Turns the parser's events into values and spans; collects what must not be there."""

    file: str
    text: str
    found: list[Found] = field(default_factory=list)
    found_keys: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    first: dict[KeyPath, int] = field(default_factory=dict)
    """Where keys stand first, for those of `found_keys` that have been looked through: a file may
    double them all."""
    looked_through: int = 0

    @cached_property
    def line_starts(self) -> list[int]:
        """The index of the first character of every line; only a problem asks for them."""
        return lines.starts_of(self.text)

    def document(self) -> Value:
        """The value of the whole text. Raises yaml.YAMLError where it is no YAML."""
        # The stubs of the parser do not know its classes.
        parser: Any = _PARSER(self.text)
        self._next: Callable[[], Any] = parser.get_event
        try:
            self._next()
            if parser.check_event(yaml.StreamEndEvent):
                raise ReadingError([Problem(_("文件里只有注释，没有内容"), Place(self.file))])
            self._next()
            root = self._value((), self._next())
            self._next()
            if not parser.check_event(yaml.StreamEndEvent):
                event = self._next()
                self._wrong(event, _("一个文件只写一份报告，“---”以后的内容请另存一个文件"))
            return root
        finally:
            parser.dispose()
            del self._next  # the parser holds events that hold the text

    def _value(self, path: KeyPath, event: Any) -> Value:
        kind = type(event)
        if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
            self._refuse(event, is_alias=kind is yaml.AliasEvent)
        if kind is yaml.ScalarEvent:
            return self._scalar(path, event)
        start, end = _marks(event)
        if len(path) > DEEPEST:
            raise ReadingError(
                [
                    *self.problems,
                    self._problem(event, _("嵌套太深，不像一份报告；请核对缩进和括号")),
                ]
            )
        value: Value = ""
        if kind is yaml.MappingStartEvent:
            value, end = self._mapping(path, flow=event.flow_style)
        elif kind is yaml.SequenceStartEvent:
            value, end = self._sequence(path)
        self.found.append((path, start, end, None))
        return value

    def _mapping(self, path: KeyPath, *, flow: bool) -> tuple[Value, int]:
        values: dict[str, Value] = {}
        advance, found_keys = self._next, self.found_keys
        scalar: object = yaml.ScalarEvent
        while type(event := advance()) is not yaml.MappingEndEvent:
            if type(event) is not scalar:
                self._refuse_key(path, event)
                continue
            key = event.value
            child = path + (key,)  # noqa: RUF005 - three times as fast, for every key of a file
            style = event.style
            if style == '"':
                self._refuse_hidden(event)
            if key == "<<":
                self._wrong(event, _("不支持合并键“<<”，请把内容直接写出来"))
            if key in values:
                self._wrong(
                    event,
                    _(
                        "“{key}”写了两次，第一次在第{line}行",
                        key=key,
                        line=self._line_of_first(child),
                    ),
                )
            found_keys.append((child, event.start_mark.index, event.end_mark.index, style))
            key_event, event = event, advance()
            if flow and self._has_no_colon(key_event, event):
                self._cut_by_comma(key_event)
            if type(event) is scalar and event.anchor is None and event.tag is None:
                values[key] = self._scalar(child, event)  # most are: no other turn for them
            else:
                values[key] = self._value(child, event)
        return values, _marks(event)[1]

    def _sequence(self, path: KeyPath) -> tuple[Value, int]:
        values: list[Value] = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            values.append(self._value((*path, len(values)), event))
            if type(event) is yaml.ScalarEvent and _KEY_IN_ITEM.match(event.value):
                self._refuse_wide_colon(event)
        return values, _marks(event)[1]

    def _refuse_wide_colon(self, event: Any) -> None:
        """`- 标题：甲` is a text for YAML; a key of sections and points was meant."""
        line = event.start_mark.line + 1
        if trap := trap_of_line(self.file, line, self._line(line)):
            self.problems.append(trap)

    def _scalar(self, path: KeyPath, event: Any) -> str:
        start, end, style = event.start_mark.index, event.end_mark.index, event.style
        self.found.append((path, start, end, style))
        text = self.text
        if not style:
            if not text.startswith("\n", end) and (match := _COMMENT_BEHIND.match(text, end)):
                self._check_comment(event, path, match[1] or match[2])
        elif style == '"':
            self._refuse_hidden(event)
        if style != "|" and text.find("\n", start, end) >= 0:
            return decode(text, start, end, style).text
        value: str = event.value
        return value

    def _line_of_first(self, key: KeyPath) -> int:
        """The line that a key was first written in."""
        for path, start, _end, _style in self.found_keys[self.looked_through :]:
            self.first.setdefault(path, start)
        self.looked_through = len(self.found_keys)
        return place_of(self.file, self.line_starts, self.first[key], self.first[key]).line

    def _refuse_hidden(self, event: Any) -> None:
        """What an escape of a double-quoted scalar hides.

        The text itself has been looked through before.
        """
        if hidden := FORBIDDEN.search(event.value):
            self._wrong(event, hidden_character(hidden[0]))

    def _check_comment(self, event: Any, path: KeyPath, comment: str) -> None:
        """`#` behind a value cuts it off.

        A comment has a space behind its `#`, and no sentence goes on in it.
        """
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
        return (
            isinstance(value, yaml.ScalarEvent)
            and not value.value
            and not value.style
            and ":" not in between
        )

    def _cut_by_comma(self, key: Any) -> None:
        line = self._line(key.start_mark.line + 1)
        message = _(
            "花括号里的逗号把值断开了：“{key}”成了单独一项；值里有逗号要加引号", key=key.value
        )
        self._wrong(key, message, comma_in_flow(line, key.value))

    def _refuse(self, event: Any, *, is_alias: bool) -> None:
        """Anchors, aliases and tags: mostly a value that begins with `*`, `&` or `!`.

        One Problem a line.
        """
        line = event.start_mark.line + 1
        meant = (
            event.anchor in self.anchors if is_alias else not isinstance(event, yaml.ScalarEvent)
        )
        if event.anchor and not is_alias:
            self.anchors.add(event.anchor)
        trap = None if meant else trap_of_line(self.file, line, self._line(line))
        if trap is None:
            trap = self._problem(
                event, _("不支持 YAML 的锚点、别名和标签（& * !）；以它们开头的值要加引号")
            )
        if line not in self.refused:
            self.refused.add(line)
            self.problems.append(trap)

    def _refuse_key(self, path: KeyPath, event: Any) -> None:
        """A table or list in the place of a key: mostly a value that begins with `{{`.

        What is in it is not judged.
        """
        line = event.start_mark.line + 1
        trap = trap_of_line(self.file, line, self._line(line))
        self.problems.append(
            trap or self._problem(event, _("键应是文字；以 {{ 或 [ 开头的值要加引号"))
        )
        said = len(self.problems)
        try:
            self._value((*path, "?"), event)
            self._value((*path, "?"), self._next())
        finally:
            del self.problems[said:]

    def _line(self, line: int) -> str:
        return lines.line_at(self.text, self.line_starts[line - 1])

    def _wrong(self, event: Any, message: str, mended: str = "") -> None:
        self.problems.append(self._problem(event, message, mended))

    def _problem(self, event: Any, message: str, mended: str = "") -> Problem:
        place = place_of(self.file, self.line_starts, event.start_mark.index, event.end_mark.index)
        return Problem(message, place, mended=mended)
