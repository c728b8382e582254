"""What amendments say of how many paragraphs (ledd) and items a section had before and after.

Amendments give new text a piece at a time, and lists run together in them. So what is counted here
is often "at least so many"; what can't be followed is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "første fyrste",
            "andre annet anna",
            "tredje",
            "fjerde",
            "femte",
            "sjette",
            "sjuende syvende sjuande",
            "åttende åttande",
            "niende niande",
            "tiende tiande",
            "ellevte",
            "tolvte",
        ),
        1,
    )
    for word in words.split()
}
_ORDINAL = "|".join(_ORDINALS)
_NEW = "ny(?:tt|e)?"
_SECTION = r"§§? ?\d+(?: ?A)?(?:-\d+)?(?: ?[a-z]\b)?"
_LEDD = re.compile(rf"((?:{_NEW} |(?:{_ORDINAL}),? |og |til )+)ledd(?:et)?\b(.*)")
_ITEM = re.compile(rf"\b({_NEW} )?(?:nr\.|bokstav) (\d+|[a-z])\b")
_STANDS_ALONE = re.compile(rf"(?:(?:{_NEW} |siste |(?:{_ORDINAL}),? |og |til )+)punktum\b")


@dataclass(frozen=True)
class Count:
    """A number, or the least that it is."""

    least: int
    exact: bool = True

    def __str__(self) -> str:
        """As the index has it: 3, or 3+ for at least three."""
        return f"{self.least}" if self.exact else f"{self.least}+"


SOME = Count(0, exact=False)


@dataclass(frozen=True)
class Shape:
    """The length of the list in each paragraph; not `whole` when there can be more of them."""

    items: tuple[Count, ...] = ()
    whole: bool = False

    @property
    def paragraphs(self) -> Count:
        """How many paragraphs there are."""
        return Count(len(self.items), self.whole)


UNKNOWN = Shape()


@dataclass(frozen=True)
class Amendment:
    """One instruction of an amending act, with the paragraphs of text it gives."""

    act: str
    instruction: str
    text: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether the section was not there before."""
        return re.match(rf"(?i){_NEW} § ", self.instruction) is not None

    def shape(self) -> Shape | None:
        """The shape after an amendment that gives the section as a whole."""
        if not re.fullmatch(rf"(?i)(?:{_NEW} )?{_SECTION} (?:skal lyde):?", self.instruction):
            return None
        heading, *paragraphs = (
            self.text if self.text and self.text[0].startswith("§") else ("", *self.text)
        )
        counted = 0
        for paragraph in paragraphs:
            if re.match(r"§|\d+\. ?I lov |(?i:nåværende) ", paragraph):
                break
            counted += 1
        if not counted or any(p.startswith(heading[:8]) for p in paragraphs if heading):
            return UNKNOWN
        return Shape((SOME,) * counted, whole=True)


def amended(shape: Shape, amendments: Iterable[Amendment]) -> Shape:
    """The shape after some amendments, from the one before."""
    return _moved(shape, [_parts(one) for one in amendments], back=False)


def before(shape: Shape, amendments: Iterable[Amendment]) -> Shape:
    """The shape before some amendments, from the one after."""
    return _moved(shape, [_parts(one) for one in amendments], back=True)


@dataclass
class _Parts:
    """What an instruction does to paragraphs and items; `followed` when all of it is known."""

    new: list[int]
    gone: list[int]
    replaced: list[int]
    items: list[tuple[int | None, int, bool]]
    followed: bool = True


def _parts(amendment: Amendment) -> _Parts:
    parts = _Parts([], [], [], [])
    for sentence in re.split(r"(?<=[a-zæøå])\. (?=[A-ZÆØÅ])", amendment.instruction):
        said = re.sub(rf"^(?i:{_SECTION}) ", "", sentence).lower().rstrip(".: ")
        if re.match(r"nåværende|noverande", said) and "skal lyde" not in said and "§" not in said:
            continue  # follows from what is new or gone
        if "blir" in said or "§" in said or said in ("skal lyde", "oppheves"):
            parts.followed = False
        elif found := _LEDD.match(said):
            _ledd(parts, found[1], found[2])
        elif _ITEM.match(said):
            _items(parts, None, said)
        elif not _STANDS_ALONE.match(said) and "overskrift" not in said:
            parts.followed = False
    return parts


def _ledd(parts: _Parts, named: str, rest: str) -> None:
    positions = list(_positions(named))
    if "ledd" in rest or not positions:
        parts.followed = False
    elif _ITEM.search(rest):
        _items(parts, positions[-1][0], rest)
    elif "punktum" in rest or "innledning" in rest:
        parts.items += [(position, 0, False) for position, _ in positions]
    elif rest.strip() in ("skal lyde", "skal lyde slik"):
        for position, is_new in positions:
            (parts.new if is_new else parts.replaced).append(position)
    elif rest.strip() == "oppheves":
        parts.gone += [position for position, _ in positions]
    else:
        parts.followed = False


def _positions(named: str) -> Iterator[tuple[int, bool]]:
    """The paragraphs that are named, and whether each is new."""
    is_new, through, last = False, False, 0
    for word in named.replace(",", "").split():
        if word in _ORDINALS:
            position = _ORDINALS[word]
            for one in range(last + 1 if through else position, position + 1):
                yield one, is_new
            last, through = position, False
        elif word == "til":
            through = True
        elif word != "og":
            is_new = True


def _items(parts: _Parts, paragraph: int | None, said: str) -> None:
    for is_new, item in _ITEM.findall(said):
        place = int(item) if item.isdigit() else ord(item) - ord("a") + 1
        parts.items.append((paragraph, place, bool(is_new) or "oppheves" in said))


def _moved(shape: Shape, all_parts: list[_Parts], *, back: bool) -> Shape:
    """The shape on the other side of amendments: their later side unless `back`."""
    followed = all(parts.followed for parts in all_parts)
    items = list(shape.items) if followed else []
    came = sorted({n for parts in all_parts for n in (parts.gone if back else parts.new)})
    went = sorted({n for parts in all_parts for n in (parts.new if back else parts.gone)})
    for position in reversed(went):
        if position <= len(items):
            del items[position - 1]
    for position in came:
        _reach(items, position - 1)
        items.insert(position - 1, SOME)
    counted = len(items)
    for parts in all_parts:
        for position in parts.replaced:
            _reach(items, position)
            items[position - 1] = SOME
        for paragraph, place, uncertain in parts.items:
            _count_items(items, paragraph, place, uncertain=uncertain)
    return Shape(tuple(items), shape.whole and followed and len(items) == counted)


def _reach(items: list[Count], position: int) -> None:
    items.extend([SOME] * (position - len(items)))


def _count_items(items: list[Count], paragraph: int | None, place: int, *, uncertain: bool) -> None:
    """An item that is named was there, unless it is `uncertain`: new, or gone."""
    if paragraph is None and len(items) > 1:
        if uncertain:
            items[:] = [SOME if count.least else count for count in items]
        return
    _reach(items, paragraph or 1)
    at = (paragraph or 1) - 1
    if uncertain:
        items[at] = SOME
    elif not items[at].exact:
        items[at] = Count(max(place, items[at].least), exact=False)
