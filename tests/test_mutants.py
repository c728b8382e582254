"""The changes that `python -m benchmarks.mutants` makes, and those that are said to be equal."""

from __future__ import annotations

import ast

from benchmarks.changes import changes, equal_mutants, mutants_of

SOURCE = """
LIMIT = 3
def far(number: int, words: str = phrase("langt")) -> bool:
    if number > LIMIT and any(words):
        raise TooFar(phrase("for {n}", n=number))
    return f"{number}"
"""


def test_each_part_of_a_module_is_changed_but_for_words_and_annotations() -> None:
    found = {(change.within, change.words) for change in changes(ast.parse(SOURCE))}
    assert found == {
        ("", "LIMIT = 3 → LIMIT = None"),
        ("", "3 → 4"),
        ("far", "number > LIMIT → number >= LIMIT"),
        ("far", "number > LIMIT and any(words) → number > LIMIT or any(words)"),
        ("far", "any(words) → all(words)"),
        ("far", "raise TooFar(phrase('for {n}', n=number)) → pass"),
        ("far", "return f'{number}' → return None"),
    }


def test_a_change_is_made_in_the_tree_it_was_found_in() -> None:
    tree = ast.parse("if a < b:\n    c(d=1)")
    made = {}
    for number in range(len(list(changes(tree)))):
        changed = ast.parse("if a < b:\n    c(d=1)")
        one = list(changes(changed))[number]
        one.make()
        made[one.words] = ast.unparse(changed)
    assert made["a < b → a <= b"] == "if a <= b:\n    c(d=1)"
    assert made["c(d=1) → c()"] == "if a < b:\n    c()"
    assert made["c(d=1) → pass"] == "if a < b:\n    pass"
    assert len(made) == 4


def test_what_is_said_to_be_equal_is_still_there() -> None:
    for module, equal in equal_mutants().items():
        known = {mutant.key for mutant in mutants_of(module)}
        assert equal.keys() <= known, module
        assert all(equal.values())
