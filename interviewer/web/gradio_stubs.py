"""Keeps Gradio from writing type stubs at every start.

Each time it is imported, Gradio parses the source of its components and writes ``.pyi`` files next to them, for editors. That
is nearly half of its start-up time, and a server has no business writing into the installed package.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

MODULE, WRITES = "gradio.component_meta", "create_or_modify_pyi"
"""Gradio's module and function that do it."""


def leave_stubs_out() -> None:
    """Make sure that no stubs are written when Gradio is imported. Does nothing if it already has been."""
    if MODULE not in sys.modules and not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Finder(MetaPathFinder):
    """Finds that one module as Python would, and wraps its loader."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != MODULE:
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = _WithoutStubs(spec.loader)
        return spec


class _WithoutStubs(Loader):
    """Loads the module and disables the function; a Gradio version without that function is left unchanged."""

    def __init__(self, inner: Loader) -> None:
        self._inner = inner

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._inner.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._inner.exec_module(module)
        if hasattr(module, WRITES):
            setattr(module, WRITES, _write_nothing)


def _write_nothing(component: type, name: str, events: Sequence[object]) -> None:
    """Replaces the function that writes a component's stubs."""
