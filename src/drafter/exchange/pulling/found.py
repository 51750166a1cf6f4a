"""What a pull has found to be done: edits of the file, and replacements in its prose fields."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.exchange.pulling.prose import edits_of

if TYPE_CHECKING:
    from drafter.data.edits import Edit
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.exchange.pulling.changes import Change
    from drafter.exchange.pulling.prose import Replacement


class Found(Struct):
    """Changes, each with what it does to the report file."""

    edits: dict[Change, list[Edit]] = field(default_factory=lambda: defaultdict(list))
    replaced: list[tuple[Change, KeyPath, Replacement]] = field(default_factory=list)

    def all(self, source: Source) -> dict[Change, list[Edit]]:
        """The edits of every change; changes of one prose field share theirs."""
        replacements: dict[KeyPath, list[Replacement]] = defaultdict(list)
        for _change, path, replacement in self.replaced:
            replacements[path].append(replacement)
        fields = edits_of(source, replacements)
        found = {change: list(several) for change, several in self.edits.items()}
        for change, path, _replacement in self.replaced:
            found[change] = [*found.get(change, ()), *fields[path]]
        return found
