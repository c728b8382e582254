"""The log of data collection and the recommendations line by line: what is there, and more."""

from __future__ import annotations

from collections.abc import Sequence

from checklist.assessment import UnknownName
from checklist.audit import Audit, FileSampleTaken, Record
from checklist.i18n import Translator, phrase
from checklist.machine import Environment, print_wrapped
from checklist.plain.auditing.lines import AuditLines
from checklist.plain.auditing.samples import ask_about_sample, draw_new_sample
from checklist.words.audits import AUDIT_WORDS, NOTHING_RECORDED, reminder_lines, thing_line


def go_through_things(kinds: Sequence[type[Record]], lines: AuditLines, _: Translator) -> None:
    """Say what there is of some kinds, let it be corrected, and let more be added."""
    _say_what_there_is(kinds, lines, _)
    if any(lines.session.audit.all(kind) for kind in kinds):
        _correct(kinds, lines, _)
    while (kind := _kind_to_add(kinds, lines, _)) is not None:
        if not _add(kind, lines, _) and len(kinds) == 1:
            return


def things_counted(audit: Audit, kinds: Sequence[type[Record]], _: Translator) -> str:
    """How many there are of each kind, or that there is nothing."""
    counted = [
        f"{_.say(AUDIT_WORDS[kind].many)}, {len(audit.all(kind))}"
        for kind in kinds
        if audit.all(kind)
    ]
    return f"{'. '.join(counted)}." if counted else _.say(NOTHING_RECORDED)


def _say_what_there_is(kinds: Sequence[type[Record]], lines: AuditLines, _: Translator) -> None:
    audit = lines.session.audit
    for kind in kinds:
        things = audit.all(kind).values()
        if things:
            print_wrapped(f"{_.say(AUDIT_WORDS[kind].many)}, {len(things)}:")
            lines.print_all(thing_line(one, audit, _).words for one in things)
    waiting = [
        line.words
        for line in reminder_lines(audit, Environment.today(), _)
        if line.kind in {kind.KIND for kind in kinds}
    ]
    if waiting:
        print_wrapped(_("Venter på:"))
        lines.print_all(iter(waiting))


def _correct(kinds: Sequence[type[Record]], lines: AuditLines, _: Translator) -> None:
    def known(written: str) -> Record | None:
        if not written:
            return None
        audit = lines.session.audit
        found = next(filter(None, (audit.find(kind, written) for kind in kinds)), None)
        if found is None:
            raise UnknownName(phrase("Her er ikke noe som heter «{name}».", name=written))
        return found

    question = _("Skriv id-en til det du vil rette; Enter går videre:")
    while (record := lines.read(question, known)) is not None:
        if isinstance(record, FileSampleTaken):
            lines.tell_of(ask_about_sample, record, lines, _)
        else:
            lines.ask_fields(record, is_new=False)


def _kind_to_add(
    kinds: Sequence[type[Record]], lines: AuditLines, _: Translator
) -> type[Record] | None:
    if len(kinds) == 1:
        return kinds[0]
    by_words = {_.say(AUDIT_WORDS[kind].one): kind for kind in kinds}

    def known(written: str) -> type[Record] | None:
        found = [kind for words, kind in by_words.items() if written.casefold() == words.casefold()]
        if written and not found:
            raise UnknownName(phrase("Her er ikke noe som heter «{name}».", name=written))
        return found[0] if found else None

    choices = ", ".join(by_words)
    return lines.read(_("Legg til ({choices}); Enter avslutter:", choices=choices), known)


def _add(kind: type[Record], lines: AuditLines, _: Translator) -> bool:
    """Ask about a new thing; whether there was one."""
    if kind is FileSampleTaken:
        lines.tell_of(draw_new_sample, lines, _)
        return True
    print_wrapped(
        _("Legger til {kind}. Enter uten tekst avslutter.", kind=_.say(AUDIT_WORDS[kind].one))
    )
    return lines.ask_fields(kind(id=lines.session.new_id(kind)), is_new=True)
