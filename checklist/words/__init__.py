"""How a thing is said, once: a fact and a translator give a text."""

from __future__ import annotations

from checklist.words.dates import day_of_timestamp, known_date, short_known_date
from checklist.words.figures import (
    figure_sentence,
    figure_words,
    size_words,
    unit_word,
    written_number,
)
from checklist.words.history import (
    Earlier,
    HistoryWords,
    brought_back,
    checkpoint_of,
    criterion_of,
    describe,
    describe_step,
    history_words,
    replaced,
    taken_back,
    way_back_words,
)
from checklist.words.law import (
    citation_address,
    citation_label,
    cited_places,
    in_force,
    short_citations,
)
from checklist.words.moments import moment_lines
from checklist.words.overview import PARTS, clash_lines, conclusion_line, part_counts, part_lines
from checklist.words.people import (
    SaidBy,
    disagreement_lines,
    disagreement_words,
    opinions_of,
    said_by,
)
from checklist.words.sentences import as_heading, if_any, listed, quoted, sentence, wording
from checklist.words.states import (
    DIFFERENT,
    STATES,
    UNANSWERED,
    Status,
    Tone,
    answer_status,
    status,
    tone_of,
)
from checklist.words.upgrade import comparison_lines
from checklist.words.values import Part, Wording

__all__ = [
    "DIFFERENT",
    "PARTS",
    "STATES",
    "UNANSWERED",
    "Earlier",
    "HistoryWords",
    "Part",
    "SaidBy",
    "Status",
    "Tone",
    "Wording",
    "answer_status",
    "as_heading",
    "brought_back",
    "checkpoint_of",
    "citation_address",
    "citation_label",
    "cited_places",
    "clash_lines",
    "comparison_lines",
    "conclusion_line",
    "criterion_of",
    "day_of_timestamp",
    "describe",
    "describe_step",
    "disagreement_lines",
    "disagreement_words",
    "figure_sentence",
    "figure_words",
    "history_words",
    "if_any",
    "in_force",
    "known_date",
    "listed",
    "moment_lines",
    "opinions_of",
    "part_counts",
    "part_lines",
    "quoted",
    "replaced",
    "said_by",
    "sentence",
    "short_citations",
    "short_known_date",
    "size_words",
    "status",
    "taken_back",
    "tone_of",
    "unit_word",
    "way_back_words",
    "wording",
    "written_number",
]
