"""What each letter means, read off the screens and the walk line by line as they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

from textual.binding import BindingsMap
from textual.dom import DOMNode
from textual.keys import key_to_character

import checklist.tui
from checklist.criteria import AnswerValue
from checklist.i18n import Translator
from checklist.plain.walk import _Walk
from checklist.session import Session
from checklist.tui import keys
from checklist.words import key_of

Meanings = dict[str, set[str]]


def meanings(session: Session, _: Translator) -> Meanings:
    """Each letter and sign with the verbs it stands for; digits are numbers everywhere."""
    found: Meanings = defaultdict(set)
    for part in parts():
        bound = BindingsMap(vars(part).get("BINDINGS", ()))
        bound.apply_keymap(keys.keymap(_))
        for key, bindings in bound.key_to_bindings.items():
            letter = key_to_character(key) or (key if key.startswith("ctrl+") else "")
            if letter.isprintable() and letter.strip() and not letter.isdigit():
                found[letter] |= {b.id or b.action for b in bindings}
    for letter, verb in _Walk(session, _, session.home).verbs.items():
        if len(letter) == 1:
            found[letter].add(verb)
    for value in AnswerValue:
        found[key_of(value, _)].add(value)
    return found


def parts() -> Iterator[type[DOMNode]]:
    """Every screen, box and widget of the program, and the program itself."""
    for module in walk_packages(checklist.tui.__path__, "checklist.tui."):
        import_module(module.name)
    waiting: list[type[DOMNode]] = [DOMNode]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.startswith("checklist.tui"):
            yield one
