"""How the records of an audit are said: apart, as nobody who answers waits for them."""

from checklist.words.audits.records import (
    AUDIT_WORDS,
    FieldWords,
    KindWords,
    about_words,
    log_state,
    name_of,
    record_line,
    record_lines,
    source_words,
    value_words,
)

__all__ = [
    "AUDIT_WORDS",
    "FieldWords",
    "KindWords",
    "about_words",
    "log_state",
    "name_of",
    "record_line",
    "record_lines",
    "source_words",
    "value_words",
]
