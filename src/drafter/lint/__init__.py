"""Lint: what would embarrass a report, found before it is submitted, whatever its text came from.

`drafter.lint(data)` is a function of the public face and this package at once: Python sets the
package as an attribute of `drafter` as soon as one of its modules is imported, so it can be called
too.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _Callable(ModuleType):
    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """`drafter.api.lint`, found by name: nothing of lint depends on the public face."""
        return import_module("drafter.api").lint(*arguments, **named)


sys.modules[__name__].__class__ = _Callable
