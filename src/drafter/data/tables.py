"""Tables of a report file: how a key is declared, and how what the clerk typed under it is read.

A table is a class whose fields are `key(…)` each: what a key is called, what it holds, and how an
editor explains it. What reads, the JSON Schema and the hints at misspelt keys all come from there.

Reading collects every fault with its place and goes on, so that a clerk hears of all of them at
once.
"""

from __future__ import annotations

import enum
from typing import (
    TYPE_CHECKING,
    Any,
    ClassVar,
    Generic,
    Literal,
    Self,
    TypeVar,
    dataclass_transform,
    overload,
)

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.quantity import NOTHING_TEXT
from drafter.messages import _
from drafter.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from drafter.data.nodes import KeyPath, Value

MOST_FAULTS = 100
"""Our choice: nobody reads on, and a file with more is mended by one cause."""


class Unread(enum.Enum):
    """What stands for a value that could not be read."""

    UNREAD = "unread"


UNREAD: Literal[Unread.UNREAD] = Unread.UNREAD

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)
_A = TypeVar("_A")
_A_co = TypeVar("_A_co", covariant=True)
_D = TypeVar("_D")
_Table = TypeVar("_Table", bound="Table")
Schema = dict[str, Any]
"""A piece of JSON Schema."""


class Fault(Struct, frozen=True):
    """What is wrong at a path; with `at_key`, the key itself is meant, not its value."""

    path: KeyPath
    message: str
    at_key: bool = False


class Reader:
    """What one reading has found wrong so far, of which it keeps the first hundred."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.count = 0
        """How many there were, kept or not."""

    @property
    def is_full(self) -> bool:
        """Whether no further fault is kept, so that no message need be made for one."""
        return len(self.faults) >= MOST_FAULTS

    def refuse(
        self, path: KeyPath, message: str, *, at_key: bool = False
    ) -> Literal[Unread.UNREAD]:
        """Note a fault; the value counts as unread."""
        self.count += 1
        if not self.is_full:
            self.faults.append(Fault(path, message, at_key))
        return UNREAD


class Kind(Struct, Generic[_T_co, _A_co], frozen=True):
    """What a key holds."""

    def absent(self) -> _A_co:
        """What stands where the key is left out: None, an empty tuple, an empty table."""
        raise NotImplementedError

    def read(self, value: Value, path: KeyPath, reader: Reader) -> _T_co | Unread:
        """The typed value; UNREAD, and a fault, where it is none."""
        raise NotImplementedError

    def schema(self, of_table: Callable[[type[Table]], Schema]) -> Schema:
        """What an editor is to know; `of_table` refers to the schema of another table."""
        raise NotImplementedError

    def tables(self) -> tuple[type[Table], ...]:
        """The tables that it holds."""
        raise NotImplementedError


class Key(Struct, frozen=True):
    """One key of a table."""

    alias: str
    """As the clerk types it."""
    kind: Kind[Any, Any]
    title: str
    field: str = ""
    """As the code calls it; its table fills it in."""
    description: str = ""
    required: bool = False
    default: object = None
    """What it counts as when it is left out, where that is worth telling; None: nothing."""
    declinable: bool = False
    """Whether 无 may stand for it: there is no such thing, and what needs it is left out, not
    masked."""
    facts: object = None
    """What its own table knows of it besides."""


@overload
def key(alias: str, kind: Kind[_T, _A], title: str = ..., description: str = ...,
        *, required: Literal[True]) -> _T: ...  # fmt: skip
@overload
def key(alias: str, kind: Kind[_T, _A], title: str = ..., description: str = ...,
        *, default: _D) -> _T | _D: ...  # fmt: skip
@overload
def key(alias: str, kind: Kind[_T, _A], title: str = ..., description: str = ...,
        *, declinable: bool = ..., facts: object = ...) -> _T | _A: ...  # fmt: skip
def key(  # noqa: PLR0913 - a declaration has a parameter for each thing that it declares
    alias: str,
    kind: Kind[Any, Any],
    title: str = "",
    description: str = "",
    *,
    required: bool = False,
    default: object = None,
    declinable: bool = False,
    facts: object = None,
) -> Any:
    """Declare a key of a table. Without a title it is explained by its own name."""
    return Key(
        alias=alias,
        kind=kind,
        title=title or alias,
        description=description,
        required=required,
        default=default,
        declinable=declinable,
        facts=facts,
    )


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Table:
    """What all tables of a report file share: frozen, closed, known by their Chinese keys.

    A table holds what was given; what was left out is told by its class, which has for each key
    what stands where it is absent.
    """

    called: ClassVar[str] = ""
    """What an editor calls the table."""
    keys: ClassVar[Mapping[str, Key]] = {}
    """Its keys by its fields, in the order of their declaration."""
    required: ClassVar[tuple[Key, ...]] = ()
    """The keys that may not be left out."""
    by_alias: ClassVar[Mapping[str, Key]] = {}
    """Its keys by what the clerk types, in the order of their declaration."""
    declined: frozenset[str] = frozenset()
    """The keys of which the file says that there is no such thing (`同比: 无`)."""

    def __init_subclass__(cls) -> None:
        own = {
            field: replace(declared, field=field)
            for field, declared in vars(cls).items()
            if isinstance(declared, Key)
        }
        cls.keys = {**cls.keys, **own}
        cls.required = tuple(known for known in cls.keys.values() if known.required)
        cls.by_alias = {known.alias: known for known in cls.keys.values()}
        for field, known in own.items():
            if known.required:
                delattr(cls, field)
            else:
                setattr(cls, field, known.kind.absent() if known.default is None else known.default)

    def __init__(self, **given: Any) -> None:
        lacking = [known.field for known in self.required if known.field not in given]
        unknown = [field for field in given if field not in self.keys and field != "declined"]
        if lacking or unknown:
            raise TypeError(", ".join((*lacking, *unknown)))
        self.__dict__.update(given)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, field) == getattr(other, field) for field in self._fields())

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, field) for field in self._fields()))

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self._given())
        return f"{type(self).__name__}({given})"

    def written(self) -> Iterator[tuple[Key, Any]]:
        """The keys that were given with their values, in the order of their declaration."""
        given = self.__dict__
        return ((known, given[field]) for field, known in self.keys.items() if field in given)

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Self:
        """The table of fields that a reader has checked one by one, all that are required."""
        made = cls.__new__(cls)
        made.__dict__.update(given)
        return made

    def changed(self, **given: Any) -> Self:
        """The table with other values in these fields."""
        return type(self)(**{name: self.__dict__[name] for name in self._given()} | given)

    @classmethod
    def _fields(cls) -> tuple[str, ...]:
        return (*cls.keys, "declined")

    def _given(self) -> Iterator[str]:
        """The fields that hold a value of their own; a computed one may stand beside them."""
        return (field for field in self._fields() if field in self.__dict__)

    @classmethod
    def short_form(cls, value: Value) -> Value:
        """The table that a shorter form stands for (`甲: 3家`); any other value as it is."""
        return value

    @classmethod
    def neighbours(cls) -> tuple[type[Table], ...]:
        """The tables that a key may belong to when it is typed into this one by mistake."""
        return ()

    def misfits(self) -> Iterator[tuple[KeyPath, str]]:
        """What the keys allow one by one and not together: the keys down to it, and the message.

        Asked of what could be read.
        """
        yield from ()

    def gaps(self) -> Iterator[str]:
        """What is lacking in the table as a whole. Asked where everything in it could be read."""
        yield from ()


def keys_of(table: type[Table]) -> Mapping[str, Key]:
    """The keys of a table by what the clerk types, in the order of their declaration."""
    return table.by_alias


def tables_of(root: type[Table]) -> tuple[type[Table], ...]:
    """A table and all that stand in it, each once, in the order in which they are met."""
    found: dict[type[Table], None] = {root: None}
    waiting = [root]
    while waiting:
        for entry in keys_of(waiting.pop(0)).values():
            new = [table for table in entry.kind.tables() if table not in found]
            found |= dict.fromkeys(new)
            waiting += new
    return tuple(found)


def read_table(table: type[_Table], value: Value, path: KeyPath, reader: Reader) -> _Table | Unread:
    """Read a table. UNREAD, with faults, where anything in it is wrong."""
    value = table.short_form(value)
    if not isinstance(value, dict):
        return reader.refuse(path, not_a_table(path, value))
    faults = reader.count
    fields = _fields(table, value, path, reader)
    is_whole = True
    for known in table.required:
        if known.field not in fields:
            is_whole = False
            if value.get(known.alias, "") == "":
                message = _("缺少“{key}”，请补上", key=known.alias)
                reader.refuse((*path, known.alias), message, at_key=True)
    if not is_whole:
        return UNREAD
    made = table.read(fields)
    for keys, message in made.misfits():
        reader.refuse((*path, *keys), message)
    if reader.count == faults:
        for message in made.gaps():
            reader.refuse(path, message)
    return made if reader.count == faults else UNREAD


def _fields(
    table: type[Table], value: Mapping[str, Value], path: KeyPath, reader: Reader
) -> dict[str, Any]:
    """What could be read under the keys of a table, by its fields.

    A key with nothing behind it says nothing, as if it had not been typed.
    """
    keys = keys_of(table)
    fields: dict[str, Any] = {}
    declined: list[str] = []
    for alias, item in value.items():
        known = keys.get(alias)
        if known is None:
            message = "" if reader.is_full else _unknown_key(alias, table)
            reader.refuse((*path, alias), message, at_key=True)
        elif known.declinable and item == NOTHING_TEXT:
            declined.append(alias)
        elif item != "":
            own = path + (alias,)  # noqa: RUF005 - three times as fast, for every key of a file
            if (read := known.kind.read(item, own, reader)) is not UNREAD:
                fields[known.field] = read
    if declined:
        fields["declined"] = frozenset(declined)
    return fields


def not_a_table(path: KeyPath, value: Value) -> str:
    """The message for a value where a table has to stand."""
    hint = (
        _("；冒号要用半角并空一格")
        if isinstance(value, str) and ("：" in value or ":" in value)
        else ""
    )
    return _(
        "“{key}”应是一张“键: 值”的表，现在是{typed}{hint}",
        key=path[-1] if path else "",
        typed=shown(value),
        hint=hint,
    )


def shown(value: Value) -> str:
    """The value as a message names it."""
    if isinstance(value, str):
        return f"“{value[:20]}”"
    return _("一张表") if isinstance(value, dict) else _("一个列表")


def _unknown_key(alias: str, table: type[Table]) -> str:
    """The message for a key that its table does not know, with the nearest one that it does."""
    others = {name for other in table.neighbours() for name in keys_of(other)}
    if alias in others:
        return _("“{key}”不写在这里：要点的键写在“要点”下面，小节的键和“标题”写在一起", key=alias)
    keys = list(dict.fromkeys([*keys_of(table), *others]))
    if near := nearest(alias, keys, cutoff=0.5):
        return _("没有“{key}”这个键，是不是“{near}”？", key=alias[:40], near=near)
    return _("没有“{key}”这个键；这里可写：{keys}", key=alias[:40], keys="、".join(keys))
