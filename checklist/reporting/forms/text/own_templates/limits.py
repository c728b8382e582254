"""Templates that people bring themselves: what they may do, and how much.

They come from anyone, so beside the sandbox they are counted. Every loop, call and text costs
steps, and a template that has used them up is stopped: by a count and not by a clock, so that
the same template always stops at the same place. What could take long inside one step (a text
times a thousand million, a column that wide) is refused before it is done.

The shipped templates are known and are not counted: counting doubles the time of a report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from jinja2 import FileSystemLoader, TemplateRuntimeError, Undefined, nodes, pass_context
from jinja2.loaders import split_template_path
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.utils import Cycler, Joiner, Namespace
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from checklist.i18n import Phrase, Translator, phrase
from checklist.reporting.forms.text.environment import set_up
from checklist.reporting.forms.text.own_templates.sandbox import Sandbox
from checklist.reporting.forms.text.printing import PRINTERS
from checklist.reporting.model import Reference
from checklist.words import Part, Status, Wording

MAX_STEPS = 1_000_000
MAX_OUTPUT = 20_000_000
MAX_TEXT = 200_000
MAX_PARTS = 100_000
"""Values in one list, with those in the lists inside it."""

_MAX_SOURCE_BYTES = 1_000_000
_MAX_ARGUMENT = 1_000
_MAX_TEXT_ARGUMENT = 200
_MAX_BITS = 256
_CHARACTERS_A_STEP = 100
_CHARACTERS_READ_A_STEP = 10
_STEPS_A_FILE = 100
_STEPS_A_PART = 100
_STEPS_A_FILTERED = 9

_FILTERS = frozenset(
    str.split(
        "abs batch capitalize count d default dictsort first float groupby int items last "
        "length list lower map max min reject rejectattr reverse round select selectattr "
        "slice sort title trim truncate unique upper wordcount"
    )
)
_LONG_ARGUMENTS = frozenset({"d", "default"})
_METHODS: Mapping[type, frozenset[str]] = {
    str: frozenset(
        str.split(
            "capitalize casefold count endswith find index isalnum isalpha isdecimal isdigit "
            "islower isnumeric isspace istitle isupper lower lstrip partition removeprefix "
            "removesuffix rfind rindex rpartition rsplit rstrip split splitlines startswith "
            "strip title upper"
        )
    ),
    dict: frozenset({"get", "items", "keys", "values"}),
    tuple: frozenset({"count", "index"}),
    list: frozenset({"count", "index"}),
    Cycler: frozenset({"next", "reset"}),
    LoopContext: frozenset({"changed", "cycle"}),
}


class NotAllowed(TemplateRuntimeError):
    """A template did something it may not do, or too much of it."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(str(words))
        self.words = words


def guarded(form: str, folders: list[Path], translator: Translator) -> Sandbox:
    """An environment where templates are counted. One for each document: it holds the count."""
    environment = set_up(_Guarded, form, folders, translator)
    environment.guard(_Contained(folders), translator, PRINTERS[form])
    return environment


class _Contained(FileSystemLoader):
    """Files of its folders only, also where a link leads out of them, and no huge ones."""

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        pieces = split_template_path(template)
        for folder in map(Path, self.searchpath):
            path = folder.joinpath(*pieces)
            if not path.is_file():
                continue
            if not path.resolve().is_relative_to(folder.resolve()):
                raise NotAllowed(
                    phrase("«{name}» er en lenke til en fil utenfor malmappen.", name=template)
                )
            if path.stat().st_size > _MAX_SOURCE_BYTES:
                raise NotAllowed(phrase("«{name}» er for stor til å være en mal.", name=template))
            break
        return super().get_source(environment, template)


class _Count:
    """What one document has used."""

    def __init__(self) -> None:
        self.steps = 0
        self.written = 0

    def step(self, number: int = 1) -> None:
        self.steps += number
        if self.steps > MAX_STEPS:
            raise NotAllowed(
                phrase(
                    "malen bruker for mange steg ({n}). Se etter en løkke eller en makro som "
                    "ikke tar slutt.",
                    n=MAX_STEPS,
                )
            )

    def write(self, number: int) -> None:
        self.step(1 + number // _CHARACTERS_A_STEP)
        self.written += number
        if self.written > MAX_OUTPUT:
            raise NotAllowed(phrase("malen skriver for mye ({n} tegn).", n=MAX_OUTPUT))

    def weigh(self, value: Any) -> Any:
        """The value, when it is not too large; a large one costs more to look at."""
        if isinstance(value, str):
            _refuse_long(len(value))
            self.step(1 + len(value) // _CHARACTERS_READ_A_STEP)
        elif isinstance(value, int):
            if value.bit_length() > _MAX_BITS * _MAX_BITS:
                raise NotAllowed(phrase("tallet er for stort."))
        elif isinstance(value, list | tuple | dict | set | frozenset):
            self._weigh_parts(value)
        elif isinstance(value, Part):
            self.step(_STEPS_A_PART)
        return value

    def _weigh_parts(self, value: Any) -> None:
        waiting, parts = [value], 0
        while waiting:
            inside = waiting.pop()
            parts += len(inside)
            if parts > MAX_PARTS:
                raise NotAllowed(phrase("listen er for lang ({n}).", n=MAX_PARTS))
            each: Iterable[Any] = (
                (*inside.keys(), *inside.values()) if isinstance(inside, dict) else inside
            )
            waiting.extend(
                part for part in each if isinstance(part, list | tuple | dict | set | frozenset)
            )
        self.step(1 + parts)

    def ticking(self, values: Iterable[Any]) -> Iterator[Any]:
        """The values, each for a step."""
        return self._ticking(iter(values))

    def _ticking(self, values: Iterator[Any]) -> Iterator[Any]:
        for value in values:
            self.step()
            yield value


class _Guarded(Sandbox):
    """A sandbox that counts, and knows what may be called."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def guard(
        self, loader: FileSystemLoader, translator: Translator, printer: Callable[[object], str]
    ) -> None:
        self.loader = loader
        self.count = _Count()
        self._finalize_plain = printer
        self.finalize = self._print
        words = _Words(translator, self.count)
        del self.globals["lipsum"]
        self.globals["_"] = words
        self._may_be_called = (
            words, self.globals["link"], self.globals["range"], dict, Namespace, Cycler, Joiner
        )  # fmt: skip
        known = self.filters
        self.filters = {name: self._counted(name, known[name]) for name in _FILTERS}
        self.filters |= {
            "join": self._join,
            "replace": self._replace,
            "counted!": pass_context(lambda _context, value: self.count.ticking(value)),
            "weighed!": pass_context(lambda _context, value: self.count.weigh(value)),
            "joined!": pass_context(lambda _context, values: self._joined(values)),
            "printed!": self._print_constant,
            "fetched!": self._fetch,
            "key!": pass_context(lambda _context, value: _key(value)),
        }

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed: nodes.Template = _Counting().visit(super()._parse(source, name, filename))
        parsed.set_environment(self)
        return parsed

    # -- what is counted ----------------------------------------------------------------

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template may call; each call costs what it is given and what it makes."""
        self.count.weigh((args, kwargs))
        if isinstance(called, LoopContext) and args:
            args = (self.count.ticking(args[0]), *args[1:])
        elif not isinstance(called, Macro | BlockReference | Joiner | Undefined):
            self._refuse_unknown(called, args)
            owner = getattr(called, "__self__", None)
            if isinstance(owner, str):
                self.count.weigh(owner)
                _refuse_large(args, kwargs)
        result = super().call(context, called, *args, **kwargs)
        return result if isinstance(result, Markup) else self.count.weigh(result)

    def _refuse_unknown(self, called: Any, args: tuple[Any, ...]) -> None:
        if any(called is known for known in self._may_be_called):
            if called is dict and args:
                _key(args[0])
            return
        name, owner = getattr(called, "__name__", ""), getattr(called, "__self__", None)
        if isinstance(owner, _Words) and name == "plural":
            return
        if any(isinstance(owner, kind) and name in names for kind, names in _METHODS.items()):
            if isinstance(owner, dict) and args:
                _key(args[0])
            return
        raise NotAllowed(phrase("«{name}» kan ikke brukes i en mal.", name=name or called))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """The operation, when what it makes is not too large."""
        self.count.step()
        for one, other in ((left, right), (right, left)):
            if isinstance(one, str) and operator == "%":
                raise NotAllowed(phrase("tekst kan ikke settes sammen med %. Bruk ~ eller _()."))
            if isinstance(one, str | list | tuple) and operator in "+*":
                parts = len(one) + (len(other) if isinstance(other, str | list | tuple) else 0)
                size = parts if operator == "+" else len(one) * max(0, _whole(other))
                _refuse_long(size)
            if isinstance(one, int) and one.bit_length() > _MAX_BITS:
                raise NotAllowed(phrase("tallet er for stort."))
        if operator == "**" and max(abs(left), abs(right)) > _MAX_BITS:
            raise NotAllowed(phrase("tallet er for stort."))
        return self.count.weigh(super().call_binop(context, operator, left, right))

    def _counted(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """A filter of Jinja's that costs what it looks at and what it makes."""
        wants = getattr(getattr(function, "jinja_pass_arg", None), "name", "")

        @pass_context
        def counted(context: Context, value: Any, *args: Any, **kwargs: Any) -> Any:
            if name not in _LONG_ARGUMENTS:
                _refuse_large(args, kwargs)
            self.count.weigh((args, kwargs))
            given = self.count.weigh(value)
            if isinstance(given, Iterator):
                given = self.count.ticking(given)
            if isinstance(given, list | tuple):
                self.count.step(_STEPS_A_FILTERED * len(given))
            if name == "unique":
                given = [self.count.weigh(one) for one in given]
            first = {"context": context, "eval_context": context.eval_ctx, "environment": self}
            made = function(*([first[wants]] if wants else []), given, *args, **kwargs)
            return (
                self.count.ticking(made) if isinstance(made, Iterator) else self.count.weigh(made)
            )

        return counted

    @pass_context
    def _join(
        self, _context: Context, values: Iterable[Any], between: str = "", attribute: Any = None
    ) -> str:
        if attribute is not None:
            found = self.filters["map"](_context, values, attribute=attribute)
            return self._joined(found, between)
        return self._joined(values, between)

    @pass_context
    def _replace(self, _context: Context, text: str, old: str, new: str, count: int = -1) -> str:
        text, old, new = (part if isinstance(part, str) else str(part) for part in (text, old, new))
        self.count.weigh(text)
        _refuse_long(len(old))
        _refuse_long(len(text) + text.count(old) * len(new))
        return str(self.count.weigh(str.replace(text, old, new, count)))

    def _joined(self, values: Iterable[Any], between: str = "") -> str:
        """The values as one text; what is marked as done stays so, and the rest is escaped."""
        values = list(self.count.ticking(values))
        plain = not any(isinstance(v, Markup | Wording | Status | Reference) for v in values)
        shown = _as_text if plain else self._escaped
        texts = [shown(value) for value in values]
        separator = shown(between)
        _refuse_long(sum(map(len, texts)) + len(separator) * len(texts))
        text = str.join(str(separator), texts)
        self.count.weigh(text)
        return text if plain else Markup(text)  # noqa: S704 - each part is escaped for the form

    def _escaped(self, value: object) -> str:
        escaped = self._finalize_plain(_printable(value))
        if isinstance(value, str) and not isinstance(value, Markup):
            # Markdown takes the spaces at the ends away, and here something follows.
            before, after = value[:1].isspace(), value[-1:].isspace() and bool(value.strip())
            return f"{' ' * before}{escaped.strip()}{' ' * after}"
        return escaped

    def _print(self, value: object) -> str:
        text = self._finalize_plain(_printable(value))
        self.count.write(len(text))
        return text

    @pass_context
    def _print_constant(self, _context: Context, nothing: str, length: int) -> str:
        self.count.step()
        self.count.write(length)
        return nothing

    @pass_context
    def _fetch(self, _context: Context, name: Any) -> Any:
        self.count.step(_STEPS_A_FILE)
        return name


class _Counting(NodeTransformer):
    """Puts the counting into a template that has been read. No template can write these names."""

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802
        self.generic_visit(node)
        length = sum(
            len(part.data)
            if isinstance(part, nodes.TemplateData)
            else len(str(part.value))
            if isinstance(part, nodes.Const)
            else 0
            for part in node.nodes
        )
        empty = _filter("printed!", nodes.Const("", lineno=node.lineno), length)
        node.nodes.insert(0, empty)
        return node

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802
        self.generic_visit(node)
        node.iter = _filter("counted!", node.iter)
        return node

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:  # noqa: N802
        self.generic_visit(node)
        node.expr = _filter("weighed!", node.expr)
        for operand in node.ops:
            operand.expr = _filter("weighed!", operand.expr)
        return node

    def visit_Test(self, node: nodes.Test) -> nodes.Test:  # noqa: N802
        self.generic_visit(node)
        node.node = _filter("weighed!", node.node)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Filter:  # noqa: N802
        self.generic_visit(node)
        return _filter("joined!", nodes.List(node.nodes, lineno=node.lineno))

    def _made(self, node: Any) -> Any:
        self.generic_visit(node)
        stored = getattr(node, "ctx", "load") != "load"
        return node if stored else _filter("weighed!", node)

    visit_List = visit_Tuple = visit_Dict = _made  # noqa: N815

    def visit_Pair(self, node: nodes.Pair) -> nodes.Pair:  # noqa: N802
        self.generic_visit(node)
        node.key = _filter("key!", node.key)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> Any:  # noqa: N802
        if isinstance(node.arg, nodes.Slice):
            return self._made(node)
        self.generic_visit(node)
        node.arg = _filter("key!", node.arg)
        return node

    def _fetching(self, node: Any) -> Any:
        self.generic_visit(node)
        node.template = _filter("fetched!", node.template)
        return node

    visit_Include = visit_Import = visit_FromImport = _fetching  # noqa: N815


def _filter(name: str, node: Any, *arguments: int) -> nodes.Filter:
    line = node.lineno
    given: list[nodes.Expr] = [nodes.Const(argument, lineno=line) for argument in arguments]
    return nodes.Filter(node, name, given, [], None, None, lineno=line)


class _Words:
    """The translator as a template of one's own may use it: names in braces, and no more."""

    def __init__(self, translator: Translator, count: _Count) -> None:
        self._translator = translator
        self._count = count

    def __call__(self, text: str, /, **values: object) -> str:
        return self._translator(text, **self._texts((text,), values))

    def plural(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """One of two texts by a number, which both can name as {n}."""
        texts = self._texts((singular, plural), {"n": count, **values})
        del texts["n"]
        return self._translator.plural(singular, plural, int(count), **texts)

    def _texts(self, words: tuple[str, ...], values: Mapping[str, object]) -> dict[str, object]:
        """The values as texts, when braces hold names only: no attributes, no widths."""
        texts: dict[str, object] = {name: _as_text(value) for name, value in values.items()}
        longest = max((len(str(text)) for text in texts.values()), default=0)
        for text in words:
            fields = [field for field in Formatter().parse(text) if field[1] is not None]
            for _before, name, width, conversion in fields:
                if name not in texts or width or conversion:
                    raise NotAllowed(phrase("«{text}»: bare navn kan stå i klammer.", text=text))
            self._count.step(1 + len(fields))
            _refuse_long(len(text) + longest * len(fields))
        return texts


def _printable(value: object) -> object:
    """What can be printed: a list or a part of the report has no text of its own."""
    if value is None or isinstance(value, str | int | float | Wording | Status | Reference):
        return value
    if isinstance(value, Undefined):
        return str(value)  # refused, but where an "if" inside braces has no "else"
    raise NotAllowed(
        phrase(
            "en verdi av typen {kind} kan ikke skrives ut. Skriv ut et felt i den, eller bruk en "
            "løkke.",
            kind=type(value).__name__,
        )
    )


def _as_text(value: object) -> str:
    value = _printable(value)
    return (value.number or value.title.text) if isinstance(value, Reference) else str(value)


def _key(value: Any) -> Any:
    """What something can be looked up by. To look up by a whole part would read all of it."""
    if isinstance(value, str | int | float | Undefined):
        return value
    raise NotAllowed(phrase("bare tekst og tall kan være nøkler."))


def _refuse_long(length: int) -> None:
    if length > MAX_TEXT:
        raise NotAllowed(phrase("malen lager en tekst eller en liste på over {n}.", n=MAX_TEXT))


def _refuse_large(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
    for value in (*args, *kwargs.values()):
        if isinstance(value, int) and abs(value) > _MAX_ARGUMENT:
            raise NotAllowed(phrase("tallet er for stort."))
        if isinstance(value, str) and len(value) > _MAX_TEXT_ARGUMENT:
            raise NotAllowed(phrase("teksten er for lang her."))


def _whole(value: Any) -> int:
    return value if isinstance(value, int) else 0
