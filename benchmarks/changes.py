"""The small changes that `benchmarks.mutants` makes to a module, one at a time.

A comparison is turned round, `and` becomes `or`, a condition its opposite, a number one more, a
value None, a statement nothing, and so on. Words for users are left alone: what they say is tested
where it matters, and a test of every letter would only be in the way.
"""

from __future__ import annotations

import ast
import copy
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
EQUAL = Path(__file__).parent / "equal_mutants.toml"

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr,
}
_NAMED = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "startswith": "endswith",
    "endswith": "startswith",
}
_WORDS = frozenset({"phrase", "phrases", "one_or_many", "Phrase"})
_NO_EFFECT = frozenset({"annotation", "returns", "type_comment"})
_LONGEST = 60
_BEFORE = 20


class Change(NamedTuple):
    """One change that can be made to a tree.

    Attributes:
        line: the number of the line.
        within: the qualified name of the function it is in; empty for what is run at import.
        now: the part of the tree that is changed.
        then: what it becomes.
        make: make the change, in the tree it was found in.
    """

    line: int
    within: str
    now: ast.AST
    then: ast.AST
    make: Callable[[], None]

    @property
    def words(self) -> str:
        """What becomes what."""
        return _said(_shown(self.now), _shown(self.then))


Key = tuple[str, str, str]
"""The function, the text of the line, and what becomes what."""


class Mutant(NamedTuple):
    """A change to a module, by its number among them."""

    number: int
    change: Change
    text: str

    @property
    def key(self) -> Key:
        """What names it in `equal_mutants.toml`: numbers of lines change too often."""
        return self.change.within, self.text, self.change.words


def mutants_of(module: str) -> list[Mutant]:
    """Every mutant of a module."""
    source = module_path(module).read_text(encoding="utf-8")
    lines = source.splitlines()
    return [
        Mutant(number, change, lines[change.line - 1].strip())
        for number, change in enumerate(changes(ast.parse(source)))
    ]


def equal_mutants() -> dict[str, dict[Key, str]]:
    """The reasons why some are no different from the module, by module and key."""
    found: dict[str, dict[Key, str]] = defaultdict(dict)
    for row in tomllib.loads(EQUAL.read_text(encoding="utf-8")).get("equal", []):
        for change in row["changes"]:
            found[row["module"]][row["function"], row["line"], change] = row["reason"]
    return found


def module_path(module: str) -> Path:
    """Where a module is, by its name below the package."""
    return ROOT / "checklist" / f"{module}.py"


def changes(tree: ast.Module) -> Iterator[Change]:
    """Every change that can be made to a module, in the order of its text."""
    return _below(tree, "", "")


def _below(node: ast.AST, within: str, prefix: str) -> Iterator[Change]:
    for name, held in ast.iter_fields(node):
        if name in _NO_EFFECT:
            continue
        inner, further = within, prefix
        if name == "body" and isinstance(node, ast.FunctionDef):
            inner, further = prefix + node.name, f"{prefix}{node.name}.<locals>."
        elif name == "body" and isinstance(node, ast.ClassDef):
            further = f"{prefix}{node.name}."
        for index, child in enumerate(held if isinstance(held, list) else [held]):
            if not isinstance(child, ast.AST) or _is_words(child):
                continue
            for other in _others(child):
                ast.fix_missing_locations(ast.copy_location(other, child))
                place = index if isinstance(held, list) else None
                line = getattr(child, "lineno", getattr(node, "lineno", 0))
                make = partial(_put, node, name, place, other)
                yield Change(line, inner, child, other, make)
            yield from _below(child, inner, further)


def _put(node: ast.AST, name: str, place: int | None, other: ast.AST) -> None:
    if place is None:
        setattr(node, name, other)
    else:
        getattr(node, name)[place] = other


def _shown(node: ast.AST) -> str:
    if isinstance(node, ast.match_case):
        return f"case {ast.unparse(node.pattern)}" + ("" if node.guard is None else " …")
    return ast.unparse(node).partition("\n")[0]


def _said(now: str, then: str) -> str:
    """What becomes what; of long lines only what is about the change."""
    alike = (
        sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(now, then, strict=False)))
        - _BEFORE
    )
    if alike > 0 and len(now) > _LONGEST:
        now, then = "…" + now[alike:], "…" + then[alike:]
    return " → ".join(
        text if len(text) <= _LONGEST else text[:_LONGEST] + "…" for text in (now, then)
    )


def _is_words(node: ast.AST) -> bool:
    """Words for users, docstrings, and texts made of pieces."""
    match node:
        case ast.Call(func=ast.Name(id=name)) if name in _WORDS:
            return True
        case ast.JoinedStr() | ast.Expr(value=ast.Constant()) | ast.Assert():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
    return False


def _with(node: ast.AST, **fields: Any) -> Any:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _without(listed: list[Any], index: int, *instead: Any) -> list[Any]:
    return [*listed[:index], *instead, *listed[index + 1 :]]


def _others(node: ast.AST) -> Iterator[ast.AST]:
    """What a node can be changed to."""
    if isinstance(node, ast.stmt):
        yield from _statements(node)
    elif isinstance(node, ast.expr):
        yield from _expressions(node)
    elif isinstance(node, ast.match_case) and ast.unparse(node.pattern) != "_":
        yield _with(node, guard=ast.Constant(value=False))
    elif isinstance(node, ast.comprehension):
        for index, test in enumerate(node.ifs):
            yield _with(node, ifs=_without(node.ifs, index))
            if opposite := _opposite(test):
                yield _with(node, ifs=_without(node.ifs, index, opposite))


def _statements(node: ast.stmt) -> Iterator[ast.AST]:
    match node:
        case ast.Return(value=value) if not _is_none(value):
            yield ast.Return(value=ast.Constant(value=None))
        case ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value):
            if not _is_none(value) and not _is_words(value):
                yield _with(node, value=ast.Constant(value=None))
        case ast.Expr() | ast.Raise() | ast.Delete() | ast.AugAssign():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case ast.If(test=test) | ast.While(test=test):
            if opposite := _opposite(test):
                yield _with(node, test=opposite)


def _expressions(node: ast.expr) -> Iterator[ast.AST]:  # noqa: C901 - a table of kinds
    match node:
        case ast.Compare(ops=ops):
            for index, sign in enumerate(ops):
                yield _with(node, ops=_without(ops, index, _COMPARED[type(sign)]()))
        case ast.BoolOp(op=ast.And()):
            yield _with(node, op=ast.Or())
        case ast.BoolOp():
            yield _with(node, op=ast.And())
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.IfExp(test=test):
            if opposite := _opposite(test):
                yield _with(node, test=opposite)
        case ast.BinOp(op=ast.BitOr(), left=left):
            yield left
        case ast.BinOp(op=sign) if type(sign) in _COUNTED:
            yield _with(node, op=_COUNTED[type(sign)]())
        case ast.Constant(value=value):
            yield from _constants(value)
        case ast.Call():
            yield from _calls(node)


def _constants(value: object) -> Iterator[ast.AST]:
    match value:
        case bool():
            yield ast.Constant(value=not value)
        case int() | float():
            yield ast.Constant(value=value + 1)
        # A statement to a database is longer than a word, and any change to it is noticed.
        case str() if " " not in value:
            yield ast.Constant(value="X" + value)
        case bytes():
            yield ast.Constant(value=b"X" + value)


def _calls(node: ast.Call) -> Iterator[ast.AST]:
    match node.func:
        case ast.Name(id=name) if name in _NAMED:
            yield _with(node, func=ast.Name(id=_NAMED[name], ctx=ast.Load()))
        case ast.Attribute(attr=name) if name in _NAMED:
            yield _with(node, func=_with(node.func, attr=_NAMED[name]))
    for index, argument in enumerate(node.keywords):
        if argument.arg is not None:
            yield _with(node, keywords=_without(node.keywords, index))


def _opposite(test: ast.expr) -> ast.expr | None:
    """The opposite of a condition; None where a smaller change comes to much the same."""
    if isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp):
        return None
    return ast.copy_location(ast.UnaryOp(op=ast.Not(), operand=test), test)


def _is_none(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)
