"""The keys that lead to each screen and box, and to what stands in front of them for a moment."""

from __future__ import annotations

from collections.abc import Iterator

from checklist.audit import LOG, Correction, FileSampleTaken, is_named_by
from checklist.criteria import Aspect
from checklist.criteria.files import Library
from checklist.tui import keys
from checklist.words.audits import AUDIT_PARTS

Way = tuple[str, ...]

WAIT = "until it is done"
"""Among the keys of a way: to wait for what a thread reads or writes, or for what it asks."""

PART_OF_FACTS = list(AUDIT_PARTS).index("facts")

WAYS: dict[str, Way] = {
    "the walk": (),
    "the law": ("l",),
    "what was found before": ("i",),
    "comment": ("k",),
    "figures": ("m",),
    "another verdict": ("a",),
    "action": ("t",),
    "action of the next": ("pagedown", "t"),
    "selection": ("f",),
    "search": ("/",),
    "palette": ("ctrl+p",),
    "correcting": ("ctrl+a",),
    "approving": ("ctrl+n",),
    "upgrade": ("ctrl+u",),
    "a file to send": ("ctrl+e",),
    "a file to look into": ("ctrl+o",),
    "sharing": ("f2",),
    "help": ("?",),
    "what signs mean": ("?", "up", "enter"),
    "evidence": ("e",),
    "help with evidence": ("e", "?"),
    "kind of evidence": ("e", "+"),
    **{f"evidence of kind {n}": ("e", "+", str(n)) for n in range(1, 6)},
    "change evidence": ("e", "e"),
    "remove evidence": ("e", "-"),
    "erase a copy": ("e", "down", "ctrl+x"),
    **{f"overview {n}": ("o", str(n)) for n in range(1, 7)},
    "overview by theme": ("o", "3", "ctrl+t"),
    "action from the overview": ("o", "t"),
    "help with the overview": ("o", "?"),
    "report": ("r",),
    "reading a paper": ("r", "enter"),
    "chapters of a paper": ("r", "enter", "/"),
    "file of the report": ("r", "ctrl+f"),
    "help with the report": ("r", "?"),
    "history": ("h",),
    "help with history": ("h", "?"),
    "home": ("escape",),
    "a new assessment": ("escape", "+"),
    "overview from home": ("escape", "o"),
    "report from home": ("escape", "r"),
    "examples": ("escape", "x"),
    "settings": ("escape", "s"),
    "help at home": ("escape", "?"),
}
"""From the walk, the keys that lead to each screen and box."""

ALIKE = {
    *(f"evidence of kind {n}" for n in range(2, 6)),
    *(f"overview {n}" for n in range(3, 7)),
    *(place for place in WAYS if place.startswith("help with") or place.endswith("from home")),
}
"""Places laid out as another is: in a small terminal one of each shows what there is."""

DEEPER: dict[str, Way] = {
    "where evidence is used": ("e", "ctrl+g"),
    "recommendations": ("b",),
    "recommendation": ("b", "enter"),
    "follow-up": ("b", "enter", "enter"),
    "new recommendation": ("b", "end", "enter"),
    "leaving what is written": ("k", "1", "escape"),
    "statement": ("r", "u"),
    "history closer": ("h", "enter"),
    "a moment": ("h", *("down",) * 5, "enter", "down", "enter"),
    "unknown municipality": ("escape", "+", "0", "0"),
    "palette at home": ("escape", "ctrl+p"),
    "undo": ("z",),
    "together": ("w",),
    "begin alone": ("w", "+"),
    "alone": ("w", "+", "8", "ctrl+s"),
}
"""What there is to see where there are recommendations, and more to undo; the last changes it."""

GIVEN: dict[str, Way] = {
    "a file that was looked into": ("ctrl+o", "0", "ctrl+s", WAIT),
    "what was received, at home": ("escape", "end"),
    "what was received": ("escape", "end", "enter", WAIT),
}
"""What there is where a file from elsewhere has been received, and lies here under the name 0."""

_AUDIT: Way = ("escape", "end", "up", "up", "enter")
"""From the walk to the audit that stands above the two files that were received."""

_LOG: Way = (*_AUDIT, *("down",) * list(AUDIT_PARTS).index("log"))
_NEW_SAMPLE: Way = (*_LOG, "+", *("down",) * LOG.index(FileSampleTaken), "enter")
_SAMPLE: Way = (*_LOG, "tab", "end", "up", "up", "up", "enter")
"""To the file sample in the log, above a role, a question and a request of the guide."""

AUDITED: dict[str, Way] = {
    "an audit, at home": _AUDIT[:-1],
    "an audit": _AUDIT,
    **{f"part {n} of an audit": (*_AUDIT, *("down",) * n) for n in range(1, len(AUDIT_PARTS))},
    "the form of a part with one thing": (*_AUDIT, "enter", "enter"),
    "a new fact": (*_AUDIT, *("down",) * PART_OF_FACTS, "+"),
    "a fact": (*_AUDIT, *("down",) * PART_OF_FACTS, "tab", "enter"),
    "from a recommendation to its sources": (
        *_AUDIT,
        *("down",) * list(AUDIT_PARTS).index("recommendations"),
        "tab",
        "enter",
    ),
    "a new entry of the log": (*_LOG, "+"),
    "a request that was sent": (*_LOG, "+", "end", "enter"),
    "what a sample is drawn from": _NEW_SAMPLE,
    "a draw for a frame": (*_NEW_SAMPLE, "enter"),
    "a draw of other cases": (*_NEW_SAMPLE, "end", "up", "enter"),
    "what to do with a sample": _SAMPLE,
    "the form of a sample": (*_SAMPLE, "enter"),
    "the form of a sample that came back": (*_SAMPLE, "down", "enter"),
    "what was found in a sample": (*_SAMPLE, "down", "down", "enter"),
    "a sample drawn again": (*_SAMPLE, *("down",) * 3, "enter"),
    "all fields of a sample": (*_SAMPLE, "end", "enter"),
    "papers of an audit": (*_AUDIT, "r"),
    "municipalities side by side": (*_AUDIT, "r", "enter", "end", "enter", "ctrl+s"),
    "history of an audit": (*_AUDIT, "h"),
    "help with an audit": (*_AUDIT, "?"),
}
"""What there is where an audit lies here, above what was received."""


def _part(name: str) -> Way:
    """To a part of the audit."""
    return (*_AUDIT, *("down",) * list(AUDIT_PARTS).index(name))


def _things_of_an_audit() -> Iterator[tuple[str, Way]]:
    """To what can be added to each part, and to the first and last thing that stands in it."""
    for name, part in AUDIT_PARTS.items():
        yield f"the first of {name}", (*_part(name), "tab", "enter")
        yield f"the last of {name}", (*_part(name), "tab", "end", "enter")
        yield f"what to add to {name}", (*_part(name), "+")
        several = [kind for kind in part.kinds if not kind.SINGLE]
        # What came back of the fact check stands before what is written.
        first = int(Correction in several)
        for place, kind in enumerate(several if len(several) + first > 1 else (), first):
            way = (*_part(name), "+", *("down",) * place, "enter")
            yield f"a new {kind.KIND}", (*way, "enter") if is_named_by(kind) else way


AUDIT_FORMS: dict[str, Way] = {
    **dict(_things_of_an_audit()),
    "a form of the fact check that came back": (*_part("fact-check"), "+", "enter"),
    "an own criterion": (*_part("criteria"), "+", "enter"),
    "a criterion to find": (*_part("criteria"), "+", "down", "enter"),
    "verdicts to see": (*_AUDIT, "f"),
    "taking out in a form": (*_part("facts"), "tab", "enter", *("shift+tab",) * 2, "enter"),
    "a source to find": (*_part("facts"), "+", *("shift+tab",) * 3, "enter"),
    "a thing to take out": (*_part("facts"), "tab", "-"),
    "an audit to take away": (*_AUDIT[:-1], "-"),
    "what to begin": ("escape", "+"),
    "a new audit": ("escape", "+", "down", "enter"),
    "a new audit of nowhere": ("escape", "+", "down", "enter", "tab", "0", "ctrl+s"),
}
"""Every form of an audit, and what is asked before it."""


def _to_a_sample() -> Way:
    """From the first criterion to the first checkpoint that is counted in a sample."""
    for place, criterion in enumerate(Library.shipped().open("psykisk-helse-rus-voksne").criteria):
        ladder = sorted(criterion.checkpoints, key=lambda one: list(Aspect).index(one.aspect))
        for point, checkpoint in enumerate(ladder):
            if checkpoint.sample is not None:
                return (*("pagedown",) * place, *("up",) * point, *("down",) * point)
    raise AssertionError("no checkpoint is counted in a sample")


def _joining() -> Way:
    """At home, to joining what others share: it has no key, and is found in the list."""
    return ("?", *("down",) * [use.verb for use in keys.HOME].index("join"), "enter")


IN_PASSING: dict[str, Way] = {
    "the list of criteria": ("tab",),
    "a choice of an answer": ("right",),
    "nothing to take over": ("=",),
    "no theme that waits": ("ctrl+w",),
    "a sample of nothing": (*_to_a_sample(), "p", "ctrl+s"),
    "figures that are none": (*_to_a_sample(), "m", "ø", "ctrl+s"),
    "a quick walk": ("f", "down", "down", "enter"),
    "what was copied": ("ctrl+c",),
    "nothing to bring back": ("y",),
    "a planned action": ("t", "enter"),
    "withdrawing an action": ("t", "enter", *("shift+tab",) * 2, "enter"),
    "an action without words": ("pagedown", "t", "ctrl+s"),
    "a verdict without a reason": ("a", "ctrl+s"),
    "a day that is none": ("ctrl+a", "tab", "ø", "ctrl+s"),
    "criteria that are found": ("/", "k", "o"),
    "no criteria that are found": ("/", "q", "q", "q"),
    "what the palette finds": ("ctrl+p", "k", "o"),
    "nothing that the palette finds": ("ctrl+p", "q", "q", "q"),
    "nowhere to send": ("ctrl+e", "end", "ctrl+u", "ctrl+s"),
    "a file that was sent": ("ctrl+e", "ctrl+s", WAIT),
    "no file to look into": ("ctrl+o", "ctrl+s"),
    "a file that is not there": ("ctrl+o", "q", "ctrl+s"),
    "choosing a file to look into": ("ctrl+o", "ctrl+o"),
    "help with choosing a file": ("ctrl+o", "ctrl+o", "f1"),
    "a file that is not found": ("ctrl+o", "ctrl+o", "q", "q"),
    "sharing through nothing": ("f2", "ctrl+s"),
    "sharing through what is not there": ("f2", "8", "ctrl+s", WAIT),
    "a file that was taken in": ("ctrl+o", "0", "ctrl+s", WAIT, "ctrl+s", WAIT),
    "the paper of a file": ("ctrl+o", "0", "ctrl+s", WAIT, "enter"),
    "evidence to look for": ("e", "/"),
    "no evidence that is found": ("e", "/", "q", "q"),
    "evidence that lacks everything": ("e", "+", "1", "ctrl+s"),
    "leaving evidence": ("e", "+", "1", "ø", "escape"),
    "choosing a file of evidence": ("e", "+", "1", "ctrl+o"),
    "evidence from elsewhere": ("e", "+", "6"),
    "evidence recorded again": ("e", "ctrl+r"),
    "opening the file of evidence": ("e", "end", "ctrl+o"),
    "erasing the copy of evidence": ("e", "end", "ctrl+x"),
    "the map by severity": ("o", "2", "ctrl+t"),
    **{f"paper {n}": ("r", str(n)) for n in range(2, 10)},
    "whom a form is for": ("r", "ctrl+b"),
    "nothing to open": ("r", "ctrl+o"),
    "a paper that was saved": ("r", "ctrl+s", WAIT),
    "a paper in the way": ("r", "ctrl+s", WAIT),
    "approving from the report": ("r", "ctrl+n"),
    "whose history": ("h", "f"),
    "a name that is also mine": ("h", "="),
    "the criterion of a history": ("h", "/"),
    "the history of a criterion": ("h", "/", "enter"),
    "going back to a moment": ("h", *("down",) * 5, "enter", "down", "enter", "z"),
    "taking an assessment away": ("escape", "-"),
    "municipalities that begin so": ("escape", "+", "n", "e"),
    "a municipality that is found": ("escape", "+", "n", "e", "s", "enter"),
    "criteria sets unfolded": ("escape", "+", "n", "e", "s", "enter", "tab", "tab", "enter"),
    "colours unfolded": ("escape", "s", "tab", "enter"),
    "joining": ("escape", *_joining()),
    "joining nothing": ("escape", *_joining(), "ctrl+s"),
}
"""What is asked, refused, unfolded or found on the way; a file may be made, and no more."""

OF_WHAT_WAS_RECEIVED: dict[str, Way] = {
    "removing what was received": ("escape", "end", "-", WAIT),
    "no overview of what was received": ("escape", "end", "o"),
}

ALONE: dict[str, Way] = {
    "opening the answers": ("w", "enter"),
}
"""What there is once people answer alone."""

CONTINUED: dict[str, Way] = {
    "the walk": (),
    "an answer that waits": ("i",),
    "a theme that waits": ("ctrl+w",),
    "not read to the end": ("ctrl+w", "="),
    "evidence": ("e",),
    "evidence from elsewhere": ("e", "+", "6"),
    **{f"overview {n}": ("o", str(n)) for n in range(1, 7)},
    "report": ("r",),
    "papers that look back": ("r", "5"),
    "home": ("escape",),
    "taking an assessment away": ("escape", "-"),
}
"""What there is where answers of an earlier assessment wait to be confirmed."""

DIFFERED: dict[str, Way] = {
    "the walk": (),
    "comment": ("k",),
    "overview": ("o",),
    "together": ("w",),
    "taking over what is alike": ("w", "="),
    "answering alone again": ("w", "+"),
    "home": ("escape",),
    "something damaged": ("escape", "end", *("up",) * 7),
    "opening what is damaged": ("escape", "end", *("up",) * 7, "enter"),
    "taking what is damaged away": ("escape", "end", *("up",) * 7, "-"),
}
"""What there is where people have answered alone, and not alike; and at home something damaged."""

SHARED: dict[str, Way] = {
    "the walk": (),
    "sharing begun": ("f2", "9", "ctrl+s", WAIT),
    "sharing that is on": ("f2",),
}
"""What there is where an assessment is shared through a folder."""

IN_A_BROWSER: dict[str, Way] = {
    "the walk": (),
    "help": ("?",),
    "no sharing": ("f2",),
    "a file to send": ("ctrl+e",),
    "a file to look into": ("ctrl+o",),
    "choosing a file to look into": ("ctrl+o", "ctrl+o"),
    "evidence": ("e",),
    "evidence of kind 1": ("e", "+", "1"),
    "choosing a file of evidence": ("e", "+", "1", "ctrl+o"),
    "report": ("r",),
    "nothing to open": ("r", "ctrl+o"),
    "home": ("escape",),
}
"""What is otherwise where the files lie at the other end of a browser."""

UNNAMED: dict[str, Way] = {
    "the walk": (),
    "who answers": ("j",),
    "texts that are not saved": ("ctrl+k",),
    "a text that is not saved": ("ctrl+k", "enter", "k"),
    "settings": ("escape", "s"),
    "languages unfolded": ("escape", "s", "tab", "tab", "enter"),
}
"""What is asked where nobody has said who answers, and where something was not saved."""

AT_HOME: dict[str, Way] = {
    place: way[1:] for place, way in (WAYS | DEEPER).items() if way[:1] == ("escape",)
}

IN_THE_WALK = {
    "the walk",
    "the law",
    "what was found before",
    "upgrade",
    "undo",
    "the list of criteria",
    "a choice of an answer",
    "nothing to take over",
    "no theme that waits",
    "a quick walk",
    "what was copied",
    "nothing to bring back",
    "sharing begun",
    "an answer that waits",
    "no sharing",
}
"""Places where the walk itself has the keyboard."""

_THROW_AWAY = ("escape", "tab", "enter")

BEFORE_ESCAPE: dict[str, Way] = {
    "the law": ("l",),
    "what was found before": ("i",),
    "nothing to take over": ("i",),
    "the list of criteria": ("tab",),
    "leaving what is written": ("tab", "enter"),
    "leaving evidence": ("tab", "enter"),
    "an answer that waits": ("i",),
    "a text that is not saved": _THROW_AWAY,
    "unknown municipality": _THROW_AWAY,
    "figures that are none": _THROW_AWAY,
    "a day that is none": _THROW_AWAY,
    "nowhere to send": _THROW_AWAY,
    "sharing through what is not there": _THROW_AWAY,
    "a file that is not there": _THROW_AWAY,
    "municipalities that begin so": _THROW_AWAY,
    "a municipality that is found": _THROW_AWAY,
    "a new audit of nowhere": _THROW_AWAY,
    "criteria sets unfolded": ("escape", *_THROW_AWAY),
    "evidence to look for": ("escape",),
    "no evidence that is found": ("escape",),
    "the history of a criterion": ("/",),
    "a quick walk": ("f", "home", "enter"),
}
"""What closes what was opened in the walk; what says that what is written shall go."""

GONE_ON_FROM: tuple[Way, ...] = (("e",), ("o",), ("r",), ("h",), ("escape",))
"""Screens that several places are behind: Escape to the screen, and on to the next place."""

WITH_ALL_KEYS = {"evidence", "overview 1", "report", "history", "together"}
"""Places where the line at the bottom has room for every key, from 80 columns."""

PROMISES = {
    "the walk": "walk",
    "evidence": "evidence",
    "overview 1": "overview",
    "report": "report",
    "reading a paper": "reader",
    "history": "history",
    "home": "home",
}
"""Places whose keys are in a list of `checklist/tui/keys.py`."""
