"""The environment of a Library: the one place where files and Jinja meet."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import FunctionLoader

from drafter.drafting.choosing import ROW_FILTERS
from drafter.drafting.compiled import compiled_templates
from drafter.drafting.environment import TemplateEnvironment

if TYPE_CHECKING:
    from drafter.drafting.library import Library


@lru_cache(maxsize=8)
def engine_of(library: Library) -> TemplateEnvironment:
    """The environment that compiles the templates of a library, each once."""

    def load(name: object) -> tuple[str, str, None] | None:
        found = library.load(name) if isinstance(name, str) else None  # {% include [1] %}
        return None if found is None else (found.text, found.file.as_posix(), None)

    environment = TemplateEnvironment(FunctionLoader(load))
    environment.bytecode_cache = compiled_templates()
    environment.filters |= ROW_FILTERS
    return environment
