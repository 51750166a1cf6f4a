"""The kinds of what a key of a report file holds: a text, a list, names with values, a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from drafter.data.tables import UNREAD, Kind, Table, Unread, not_a_table, read_table, shown
from drafter.errors import WrongValueError
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.data.nodes import KeyPath, Value
    from drafter.data.tables import Reader, Schema

_T = TypeVar("_T")
_Table = TypeVar("_Table", bound=Table)


def text_of(value: Value) -> str:
    """The value, which must be text. Raises WrongValueError."""
    if not isinstance(value, str):
        raise WrongValueError(
            _(
                "这里应是一段文字，现在是{kind}；文字里有 {{ }} 或冒号时要加引号",
                kind=shown(value),
            )
        )
    return value


class Scalar(Kind[_T, None], frozen=True):
    """A text that stands for a value. `parse` raises WrongValueError."""

    parse: Callable[[str], _T]
    told: Schema

    def absent(self) -> None:
        """Nothing."""
        return

    def read(self, value: Value, path: KeyPath, reader: Reader) -> _T | Unread:
        """The parsed text."""
        try:
            return self.parse(text_of(value))
        except WrongValueError as error:
            return reader.refuse(path, str(error))

    def schema(self, of_table: Callable[[type[Table]], Schema]) -> Schema:  # noqa: ARG002 - a scalar refers to no table
        """As it was declared."""
        return self.told

    def tables(self) -> tuple[type[Table], ...]:
        """None."""
        return ()


class Listed(Kind[tuple[_T, ...], tuple[_T, ...]], frozen=True):
    """A list of one kind. `alone`: one value may stand without a list."""

    item: Kind[_T, Any]
    alone: bool = False

    def absent(self) -> tuple[_T, ...]:
        """An empty list."""
        return ()

    def read(self, value: Value, path: KeyPath, reader: Reader) -> tuple[_T, ...] | Unread:
        """The items that could be read."""
        if self.alone and isinstance(value, str):
            read = self.item.read(value, path, reader)
            return UNREAD if isinstance(read, Unread) else (read,)
        if not isinstance(value, list):
            return reader.refuse(
                path,
                _(
                    "“{key}”应是一个列表（每项一行，以“- ”开头），现在是{typed}",
                    key=path[-1],
                    typed=shown(value),
                ),
            )
        items = [self.item.read(one, (*path, at), reader) for at, one in enumerate(value)]
        return tuple(item for item in items if not isinstance(item, Unread))

    def schema(self, of_table: Callable[[type[Table]], Schema]) -> Schema:
        """A list; where one may stand alone, that too."""
        item = self.item.schema(of_table)
        several = {"type": "array", "items": item}
        return {"anyOf": [item, several]} if self.alone else several

    def tables(self) -> tuple[type[Table], ...]:
        """Those of its items."""
        return self.item.tables()


class Named(Kind[dict[str, _T], dict[str, _T]], frozen=True):
    """Names that the clerk chooses, each with a value of one kind.

    `check` says what is wrong with a name.
    """

    item: Kind[_T, Any]
    check: Callable[[str], str | None]

    def absent(self) -> dict[str, _T]:
        """An empty table."""
        return {}

    def read(self, value: Value, path: KeyPath, reader: Reader) -> dict[str, _T] | Unread:
        """The entries that could be read; a name with nothing behind it is left out."""
        if not isinstance(value, dict):
            return reader.refuse(path, not_a_table(path, value))
        entries: dict[str, _T] = {}
        for name, one in value.items():
            if one == "":
                continue
            if message := self.check(name):
                reader.refuse((*path, name), message, at_key=True)
            read = self.item.read(one, (*path, name), reader)
            if not isinstance(read, Unread):
                entries[name] = read
        return entries

    def schema(self, of_table: Callable[[type[Table]], Schema]) -> Schema:
        """A table of any names."""
        return {"type": "object", "additionalProperties": self.item.schema(of_table)}

    def tables(self) -> tuple[type[Table], ...]:
        """Those of its entries."""
        return self.item.tables()


class One(Kind[_Table, None], frozen=True):
    """A table. It is named by a function, since tables may hold one another."""

    table: Callable[[], type[_Table]]

    def absent(self) -> None:
        """Nothing."""
        return

    def read(self, value: Value, path: KeyPath, reader: Reader) -> _Table | Unread:
        """The table."""
        return read_table(self.table(), value, path, reader)

    def schema(self, of_table: Callable[[type[Table]], Schema]) -> Schema:
        """A reference to the table's own schema."""
        return of_table(self.table())

    def tables(self) -> tuple[type[Table], ...]:
        """That table."""
        return (self.table(),)


def choice(choices: tuple[_T, ...]) -> Scalar[_T]:
    """One of a few words. `choices` are the values of a Literal, by `get_args`."""
    known = {str(one): one for one in choices}

    def parse(text: str) -> _T:
        if text not in known:
            raise WrongValueError(
                _(
                    "“{value}”不能用，这里可写：{expected}",
                    value=text[:40],
                    expected="、".join(known),
                )
            )
        return known[text]

    return Scalar(parse, {"type": "string", "enum": list(known)})
