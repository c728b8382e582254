"""How the code is laid out, in figures: `python -m benchmarks.layout [--verbose]`.

One line for each figure and the limit it is held to; 1 when one fails. `--verbose` lists what was
counted.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
import tokenize
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks.checkouts import ROOT

PACKAGE = "checklist"
Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Graph = Mapping[str, set[str]]
"""Modules, and for each of them those that it imports."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, the limit it is held to if any, and what was counted."""

    name: str
    value: int
    limit: int | None = None
    counted: Sequence[str] = ()

    @property
    def fails(self) -> bool:
        """Whether it is above its limit."""
        return self.limit is not None and self.value > self.limit

    @property
    def line(self) -> str:
        """The figure on one line."""
        line = f"{self.name:<62} {self.value:7}"
        if self.limit is None:
            return line
        return f"{line}  (limit {self.limit})  {'FAILS' if self.fails else 'holds'}"


@dataclass(frozen=True, slots=True)
class Import:
    """One `import` or `from … import` statement."""

    statement: ast.Import | ast.ImportFrom
    in_function: bool
    for_types: bool


@dataclass(frozen=True)
class Module:
    """A Python file of the package."""

    name: str
    path: Path
    text: str
    imports: list[Import] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path, root: Path) -> Module:
        """The module in a file."""
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        module = cls(name, path, path.read_text(encoding="utf-8"))
        module.imports.extend(_imports(module.tree, in_function=False, for_types=False))
        return module

    @cached_property
    def tree(self) -> ast.Module:
        """The file as Python reads it."""
        return ast.parse(self.text)

    @property
    def package(self) -> str:
        """The package that relative imports start from."""
        return self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]

    @cached_property
    def bound(self) -> set[str]:
        """The names that the file itself gives a value, outside functions and classes."""
        found: set[str] = set()
        for statement in self.tree.body:
            if isinstance(statement, ast.Import | ast.ImportFrom):
                found |= {alias.asname or alias.name for alias in statement.names}
            elif isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found.add(statement.name)
            elif isinstance(statement, ast.Assign | ast.AnnAssign):
                found |= {n.id for n in ast.walk(statement) if isinstance(n, ast.Name)}
        return found

    @cached_property
    def comments(self) -> dict[int, tuple[bool, str]]:
        """Comments by line: whether one stands alone on it, and what it says to a reader."""
        found = {}
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            if token.type == tokenize.COMMENT:
                alone = token.line[: token.start[1]].isspace()
                found[token.start[0]] = alone, _said(token.string)
        return found

    def explained(self, statement: ast.stmt) -> bool:
        """Whether a comment on its lines, or alone on the line above, gives a reason."""
        none = (False, "")
        alone, above = self.comments.get(statement.lineno - 1, none)
        own = range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
        return bool(alone and above) or any(self.comments.get(line, none)[1] for line in own)


def _said(comment: str) -> str:
    """A comment without what it says to tools."""
    without_tools = re.sub(
        r"noqa(: ?[A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)*)?|type: ?ignore(\[.*?\])?", "", comment
    )
    return without_tools.strip("# -–:")


def _imports(node: ast.AST, *, in_function: bool, for_types: bool) -> Iterator[Import]:
    """Every import below a node: whether a function must be called for it, or it is never run."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield Import(node, in_function, for_types)
    never_run: list[ast.stmt] = []
    if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
        never_run = node.body
    inside = in_function or isinstance(node, Function)
    for child in ast.iter_child_nodes(node):
        yield from _imports(child, in_function=inside, for_types=for_types or child in never_run)


@dataclass(frozen=True)
class Layout:
    """The package in a checkout."""

    root: Path

    @cached_property
    def modules(self) -> dict[str, Module]:
        """Every Python file of the package by the name of its module."""
        files = sorted((self.root / PACKAGE).rglob("*.py"))
        return {module.name: module for module in (Module.read(f, self.root) for f in files)}

    # -- the figures ----------------------------------------------------------------------

    def figures(self) -> list[Figure]:
        """Every figure, counted without running anything."""
        late, unexplained = self.late_imports()
        return [
            self.direct_files(),
            self.circles("import circles", for_types=False, limit=0),
            self.circles("  the same with imports for types only", for_types=True),
            self.outside_layers(),
            late,
            unexplained,
            self.imports_by_name(),
            self.statements(),
        ]

    def direct_files(self) -> Figure:
        """Every file that lies directly in the package: `__init__`, `__main__`, `py.typed` too."""
        files = [path.name for path in sorted((self.root / PACKAGE).iterdir()) if path.is_file()]
        return Figure(f"files directly in {PACKAGE}/", len(files), 6, files)

    def circles(self, name: str, *, for_types: bool, limit: int | None = None) -> Figure:
        """Groups of modules that import each other, at once or around, wherever the import is."""
        found = [" ↔ ".join(sorted(group)) for group in _circles(self.graph(for_types=for_types))]
        return Figure(name, len(found), limit, found)

    def outside_layers(self) -> Figure:
        """Modules that no contract of layers names, nor any package they are in.

        The package's own `__init__` is above all layers. It counts when it imports any of them.
        """
        layers = _layers(self.root / "pyproject.toml")
        imports = self.graph(for_types=True)
        found = [
            name
            for name in self.modules
            if not any(f"{name}.".startswith(f"{layer}.") for layer in layers)
            and (name != PACKAGE or imports[name])
        ]
        return Figure("modules in no layer of the import contract", len(found), 0, found)

    def late_imports(self) -> tuple[Figure, Figure]:
        """Imports inside functions, and those of them that no comment gives a reason for."""
        late = [
            (module, found.statement)
            for module in self.modules.values()
            for found in module.imports
            if found.in_function
        ]
        every = [self._where(module, statement) for module, statement in late]
        bare = [self._where(module, s) for module, s in late if not module.explained(s)]
        return (
            Figure("imports inside functions", len(every), 20, every),
            Figure("  of them without a reason in a comment", len(bare), 0, bare),
        )

    def imports_by_name(self) -> Figure:
        """Calls of `import_module` or `__import__`: modules that no import statement shows."""
        calls = [
            self._where(module, node)
            for module in self.modules.values()
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Call)
            and ast.unparse(node.func).rpartition(".")[2] in ("import_module", "__import__")
        ]
        return Figure("calls that import a module by its name", len(calls), None, calls)

    def statements(self) -> Figure:
        """Statements of Python in the package. A docstring is none."""
        packages: dict[str, int] = {}
        for module in self.modules.values():
            part = module.path.relative_to(self.root / PACKAGE).parts[0]
            count = sum(
                isinstance(node, ast.stmt) and not _is_text(node) for node in ast.walk(module.tree)
            )
            packages[part] = packages.get(part, 0) + count
        counted = [f"{count:6} {part}" for part, count in sorted(packages.items())]
        name = f"statements of Python in {PACKAGE}/"
        return Figure(name, sum(packages.values()), counted=counted)

    # -- what imports what ------------------------------------------------------------------

    def graph(self, *, for_types: bool) -> Graph:
        """What each module imports of the package, at its top or inside functions."""
        return {
            name: {
                imported
                for found in module.imports
                if for_types or not found.for_types
                for imported in self._imported(module, found.statement)
                if imported in self.modules
            }
            for name, module in self.modules.items()
        }

    def _imported(self, module: Module, statement: ast.Import | ast.ImportFrom) -> Iterator[str]:
        """The modules that a statement names.

        A name that a package's `__init__` binds is the package's; otherwise it may be a module.
        """
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
            return
        base = statement.module or ""
        if statement.level:
            above = module.package.split(".")
            base = ".".join([*above[: len(above) - statement.level + 1], *filter(None, [base])])
        for alias in statement.names:
            below = f"{base}.{alias.name}"
            package = self.modules.get(base)
            is_module = below in self.modules and (
                package is None or package is module or alias.name not in package.bound
            )
            yield below if is_module else base

    def _where(self, module: Module, node: ast.stmt | ast.expr) -> str:
        return f"{module.path.relative_to(self.root)}:{node.lineno}: {ast.unparse(node)}"


def _is_text(node: ast.AST) -> bool:
    """Whether a statement is nothing but a text: a docstring."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _circles(graph: Graph) -> list[set[str]]:
    """Every group of more than one module in which each can be reached from each."""
    reached = {name: _reached(graph, name) for name in graph}
    groups: list[set[str]] = []
    for name in graph:
        group = {other for other in reached[name] if name in reached[other]}
        if group and group not in groups:
            groups.append(group)
    return groups


def _reached(graph: Graph, start: str) -> set[str]:
    """What a module imports, and what that imports, and so on."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        newer = graph[waiting.pop()] - reached
        reached |= newer
        waiting.extend(newer)
    return reached


def _layers(project: Path) -> set[str]:
    """Every module that a contract of layers names."""
    linter = tomllib.loads(project.read_text(encoding="utf-8"))["tool"]["importlinter"]
    return {
        ".".join(filter(None, [container, name.strip(" ()")]))
        for contract in linter["contracts"]
        if contract["type"] == "layers"
        for container in contract.get("containers", [""])
        for layer in contract["layers"]
        for name in re.split(r"[|:]", layer)
    }


def main() -> int:
    """Print every figure; 1 when one of them fails."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.layout", description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="list what was counted")
    verbose = parser.parse_args().verbose
    figures = Layout(ROOT).figures()
    for figure in figures:
        print(figure.line)
        if verbose:
            for thing in figure.counted:
                print(f"    {thing}")
    return 1 if any(figure.fails for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
