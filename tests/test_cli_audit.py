"""Audits by command: what is recorded, shown, traced and refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

AUDIT = "revisjon-nes"
SET = "psykisk-helse-rus-voksne"


@pytest.fixture
def audit(run: Run) -> Run:
    """An audit of Nes with a question and two criteria of the set."""
    assert (
        printed(
            run,
            "new",
            "--title",
            "Psykisk helse og rus",
            "--municipality",
            "Nes",
            "--criteria",
            SET,
        )
        == AUDIT
    )
    assert record(run, "question", "--text", "Er tilbudet samordnet?") == "p-1"
    chosen = ("--criterion", "ke-kjent", "--criterion", "ke-etablert", "--question", "p-1")
    assert printed(run, "choose", AUDIT, *chosen) == "ke-etablert\nke-kjent"
    return run


@pytest.fixture
def receipt(run: Run, tmp_path: Path) -> str:
    """What Nes handed over, received."""
    run("example", "nes-2018")
    file = tmp_path / "nes.samsjekk"
    run("export", "nes-2018", "--output", str(file))
    code, out, _ = run("receive", str(file))
    assert code == 0
    return out.strip()


def printed(run: Run, *words: str) -> str:
    """What an audit command prints, which is to be carried out."""
    code, out, err = run("audit", *words)
    assert code == 0, err
    return out.strip()


def record(run: Run, kind: str, *words: str) -> str:
    return printed(run, "record", AUDIT, kind, *words)


def refused(run: Run, *words: str) -> str:
    """What an audit command says that can't be carried out."""
    code, out, err = run("audit", *words)
    assert (code, out) == (2, "")
    return err


def thing(run: Run, kind: str, name: str) -> dict[str, Any]:
    (found,) = json.loads(printed(run, "show", AUDIT, kind, name, "--json"))
    assert isinstance(found, dict)
    return found


def held_together(run: Run) -> None:
    """From an interview to a recommendation."""
    record(run, "interview", "--role", "leder for Nav", "--held", "7.2.2018", "--is-confirmed")
    record(
        run, "fact", "--criterion", "ke-kjent", "--text", "Få kjenner enheten.", "--source", "i-1"
    )
    for name in ("ke-kjent", "ke-etablert"):
        record(run, "verdict", "--as", name, "--verdict", "not_met", "--basis", "interview")
    record(run, "fact", "--criterion", "ke-etablert", "--text", "Den er ny.", "--source", "i-1")
    record(run, "conclusion", "--question", "p-1", "--text", "Nei.", "--code", "insufficient")
    record(run, "recommendation", "--text", "Kommunen bør samhandle.", "--conclusions", "ko-1")


def test_an_audit_is_recorded_from_interview_to_recommendation_and_traced(audit: Run) -> None:
    held_together(audit)
    assert printed(audit, "trace", AUDIT, "a-1").splitlines() == [
        "a-1: Kommunen bør samhandle.",
        "  ko-1: Nei. (ikke i tilstrekkelig grad i tråd med kravene)",
        *_verdict_lines(audit, "ke-etablert", "f-2: Den er ny."),
        *_verdict_lines(audit, "ke-kjent", "f-1: Få kjenner enheten."),
    ]
    assert printed(audit, "breaks", AUDIT) == ""


def _verdict_lines(run: Run, name: str, fact: str) -> list[str]:
    chain = printed(run, "trace", AUDIT, "a-1")
    assert f"{name}: " in chain
    first = next(at for at, line in enumerate(chain.splitlines()) if f"    {name}: " in line)
    lines = chain.splitlines()[first:]
    last = next(at for at, line in enumerate(lines) if "i-1: " in line)
    assert lines[last - 1 : last + 1] == [
        f"      {fact}",
        "        i-1: leder for Nav (holdt 07.02.2018, verifisert)",
    ]
    return lines[: last + 1]


def test_breaks_are_faults(audit: Run) -> None:
    code, out, _ = audit("audit", "breaks", AUDIT)
    assert code == 1
    assert "problemstilling p-1: Problemstillingen har ingen konklusjon." in out.splitlines()


def test_only_what_is_given_is_touched_and_none_takes_away(audit: Run) -> None:
    record(audit, "document", "--title", "Plan", "--asked", "januar 2018", "--due", "27.02.2018")
    assert record(audit, "document", "--as", "d-1", "--arrived", "2018-02") == "d-1"
    assert thing(audit, "document", "d-1") == {
        "id": "d-1",
        "title": "Plan",
        "asked": "2018-01",
        "due": "2018-02-27",
        "arrived": "2018-02",
    }
    record(audit, "document", "--as", "d-1", "--arrived", "none", "--never-came")
    assert printed(audit, "log", AUDIT) == "Dokumenter\n  d-1: Plan (kom aldri)"


def test_a_source_in_a_receipt_is_resolved(audit: Run, receipt: str) -> None:
    assert "Nes" in printed(audit, "take", AUDIT, receipt)
    listed = audit("evidence", "list", "nes-2018")[1].split()
    record(audit, "fact", "--text", "Det er en nettside.", "--source", f"{receipt}:{listed[0]}")
    record(audit, "fact", "--text", "Nei.", "--source", f"{receipt}:ke-etablert-finnes")
    (source,) = thing(audit, "fact", "f-1")["sources"]
    assert source["receipt"] == receipt
    assert source["event"]
    assert source["kontrollsum"] == thing(audit, "received", receipt)["kontrollsum"]
    (source,) = thing(audit, "fact", "f-2")["sources"]
    assert source["checkpoint"] == "ke-etablert-finnes"


def test_an_audit_over_two_municipalities_is_of_none_of_them(
    run: Run, receipt: str, tmp_path: Path
) -> None:
    run("example", "lorenskog-2021")
    file = tmp_path / "l.samsjekk"
    run("export", "lorenskog-2021", "--output", str(file))
    other = run("receive", str(file))[1].strip()
    over = ("--receipt", receipt, "--receipt", other)
    name = printed(run, "new", "--title", "Samarbeid", *over)
    assert "Kommune: " not in printed(run, "show", name, "commission", "commission")
    assert printed(run, "breaks", name) == ""
    printed(run, "new", "--title", "Nes", "--municipality", "Nes", "--as", "nes")
    printed(run, "take", "nes", receipt, other)
    code, out, _ = run("audit", "breaks", "nes")
    said = "Egenvurderingen er fra Lørenskog, og revisjonen gjelder Nes."
    assert (code, " ".join(out.split())) == (1, f"mottatt egenvurdering {other}: {said}")
    # Begun without a set: criteria are chosen from the one that the first of them used.
    assert printed(run, "choose", "nes", "--criterion", "ke-kjent") == "ke-kjent"


def test_an_audit_begun_without_a_set_gets_one_when_criteria_are_chosen(run: Run) -> None:
    printed(run, "new", "--title", "Ute", "--as", "ute")
    assert "Oppgi ett med --criteria" in refused(run, "choose", "ute", "--criterion", "ke-kjent")
    chosen = ("--criterion", "ke-kjent", "--criteria", SET)
    assert printed(run, "choose", "ute", *chosen) == "ke-kjent"
    assert "kan ikke byttes" in refused(run, "choose", "ute", *chosen)
    assert printed(run, "choose", "ute", "--criterion", "ke-etablert") == "ke-etablert"


def test_several_sources_stand_after_one_option_or_after_several(audit: Run) -> None:
    record(audit, "document", "--as", "d", "--title", "Plan")
    record(audit, "interview", "--as", "i", "--role", "leder for Nav")
    record(audit, "fact", "--as", "f", "--text", "Det meldes lite.", "--sources", "d", "i")
    record(audit, "fact", "--as", "g", "--text", "Ja.", "--source", "d", "--source", "i")
    assert thing(audit, "fact", "f")["sources"] == thing(audit, "fact", "g")["sources"]
    assert [one["entry"] for one in thing(audit, "fact", "f")["sources"]] == ["d", "i"]


def test_every_recommendation_is_traced_where_none_is_named(audit: Run) -> None:
    held_together(audit)
    assert printed(audit, "trace", AUDIT) == printed(audit, "trace", AUDIT, "a-1")


def test_removing_what_an_audit_rests_on_says_so_and_what_is_gone_is_said(
    audit: Run, receipt: str
) -> None:
    printed(audit, "take", AUDIT, receipt)
    assert f"Revisjoner som bygger på det: {AUDIT}." in audit("remove", receipt)[2]
    audit("remove", receipt, "--with-answers")
    assert f"er ikke her lenger: {receipt}." in refused(audit, "beside", AUDIT)


def test_a_source_that_is_not_there_is_refused_with_the_nearest(audit: Run, receipt: str) -> None:
    fact = ("record", AUDIT, "fact", "--text", "x", "--source")
    assert "audit take" in refused(audit, *fact, f"{receipt}:ke-etablert-finnes")
    printed(audit, "take", AUDIT, receipt)
    assert "Mente du «ke-etablert-finnes»?" in refused(audit, *fact, f"{receipt}:ke-etablert-finne")
    assert f"samsjekk evidence list {receipt}" in refused(audit, *fact, receipt)
    record(audit, "interview", "--as", "i-nav", "--role", "leder for Nav")
    assert "Loggen har ikke «i-nva». Mente du «i-nav»?" in refused(audit, *fact, "i-nva")


REFUSED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("record", AUDIT, "fact", "--text", ""), "Skriv hva som er funnet"),
    (("record", AUDIT, "interview", "--role", "leder", "--people", "to"), "helt tall"),
    (("record", AUDIT, "interview", "--role", "leder", "--held", "i går"), "ikke en dato"),
    (("record", AUDIT, "interview", "--role", "Kari Nordmann"), "--yes"),
    (("record", AUDIT, "verdict", "--verdict", "met"), "Skriv --as"),
    (("record", AUDIT, "verdict", "--as", "ke-kjnt", "--verdict", "met"), "«ke-kjent»"),
    (("choose", AUDIT, "--theme", "borte"), "Kriteriesettet har ikke temaet «borte»"),
    (("take", AUDIT, "mottatt-1"), "Ingenting er mottatt"),
    (("show", AUDIT, "fakt"), "Mente du «fact»?"),
    (("show", "revisjon-ness"), "finnes ikke"),
    (("record", AUDIT, "verdict", "--verdict", "met"), "det som vurderes (revisjonskriterium)"),
    (("withdraw", AUDIT, "fact", "f-1"), "har ikke «f-1»"),
    (("review", AUDIT, "second", "--role", "leder"), "første trinnet"),
    (("remove", AUDIT), "kan ikke angres"),
    (("new",), "Skriv hva revisjonen handler om"),
    (("new", "--municipality", "Nes", "--title", " "), "--title: kan ikke være tom"),
    (("new", "--title", "x", "--municipality", ""), "--municipality: kan ikke være tom"),
    (("new", "--title", "x", "--as", ""), "--as: kan ikke være tom"),
    (("record", AUDIT, "fact", "--as", "", "--text", "x"), "--as: kan ikke være tom"),
    (
        ("record", AUDIT, "own-question", "--text", "Hvordan?", "--role", "nav-ledar"),
        "Mente du «nav-leder»?",
    ),
    (("new", "--title", "x", "--as", AUDIT), "finnes allerede"),
    (("example", "oslo"), "Eksemplet «oslo» finnes ikke"),
)


def test_what_can_not_be_done_is_said(audit: Run) -> None:
    said = [(words, wanted, refused(audit, *words)) for words, wanted in REFUSED]
    assert [one for one in said if one[1] not in one[2]] == []


def test_an_id_of_another_kind_of_thing_is_said_with_where_it_is(audit: Run, receipt: str) -> None:
    assert "«nes-2018» er en egenvurdering, ikke en revisjon." in refused(audit, "show", "nes-2018")
    assert f"samsjekk audit new --receipt {receipt}" in refused(audit, "breaks", receipt)
    code, _out, err = audit("status", AUDIT)
    assert code == 2
    assert f"«samsjekk audit show {AUDIT}»" in err


def test_the_recommendations_of_an_earlier_audit_are_taken_over_once(audit: Run) -> None:
    held_together(audit)
    record(audit, "commission", "--by", "Østre Revisjon", "--reported", "2018-02-27")
    printed(audit, "new", "--title", "Oppfølging", "--as", "opp")
    assert printed(audit, "take-over", "opp", AUDIT) == "o-1"
    assert "tidligere punkter 1" in printed(audit, "list")
    (point,) = json.loads(printed(audit, "show", "opp", "point", "--json"))
    (advice,) = json.loads(printed(audit, "show", AUDIT, "recommendation", "--json"))
    assert point == {
        "id": "o-1",
        "text": advice["text"],
        "given_by": "Østre Revisjon",
        "given": "2018-02-27",
        "place": "Psykisk helse og rus",
        "audit": AUDIT,
    }
    assert printed(audit, "take-over", "opp", AUDIT) == ""
    assert "følger ikke opp seg selv" in refused(audit, "take-over", AUDIT, AUDIT)
    assert "ingen anbefalinger" in refused(audit, "take-over", AUDIT, "opp")


def test_roles_of_the_guide_are_said_by_their_names(audit: Run) -> None:
    record(audit, "guide-role", "--as", "nav-leder")
    record(audit, "own-question", "--role", "nav-leder", "--text", "Hva gjør dere?")
    assert "Til: leder for Nav-kontoret" in printed(
        audit, "show", AUDIT, "own-question", "own-question-1"
    )


def test_undo_redo_and_history(audit: Run) -> None:
    record(audit, "delimitation", "--text", "Barn", "--reason", "Egen revisjon")
    assert audit("audit", "undo", AUDIT)[2] == "Angret: Registrerte avgrensning delimitation-1\n"
    assert printed(audit, "show", AUDIT, "delimitation") == ""
    audit("audit", "redo", AUDIT)
    record(audit, "delimitation", "--as", "delimitation-1", "--text", "Barn og unge")
    printed(audit, "withdraw", AUDIT, "delimitation", "delimitation-1")
    said = [line.split("  ", 2)[-1] for line in printed(audit, "history", AUDIT).splitlines()]
    assert said == [
        "Tok bort avgrensning delimitation-1",
        "Endret avgrensning delimitation-1: Ser ikke på",
        "Tilbake igjen: Registrerte avgrensning delimitation-1",
        "Angret: Registrerte avgrensning delimitation-1 (angret)",
        "Registrerte avgrensning delimitation-1",
        "Registrerte revisjonskriterium ke-etablert og 1 ting til",
        "Registrerte problemstilling p-1",
        "Registrerte bestilling",
        "Revisjonen ble begynt",
    ]


def test_an_id_that_is_not_there_is_said_with_those_that_are(audit: Run) -> None:
    assert "ingenting av dette slaget er registrert" in refused(audit, "accept", AUDIT, "r-1")
    unknown = refused(audit, "show", AUDIT, "question", "x")
    assert "har ikke «x» av dette slaget. Velg blant: p-1." in unknown


def test_what_stands_in_no_part_is_said_and_what_there_is_to_choose(audit: Run) -> None:
    for words in (("log", AUDIT), ("show", AUDIT, "follow-up")):
        assert audit("audit", *words) == (0, "", "Ingenting er registrert.\n")
    themes = refused(audit, "choose", AUDIT, "--theme", "x")
    assert "har ikke temaet «x». Velg blant: koordinerende-enhet, " in themes
    roles = refused(audit, "record", AUDIT, "guide-role", "--as", "x")
    assert "har ikke rollen «x». Velg blant: kommunedirektor, " in roles
    record(audit, "guide-role", "--as", "nav-leder")
    assert printed(audit, "log", AUDIT).splitlines()[-1] == "  nav-leder: leder for Nav-kontoret"


def test_the_history_says_steps_of_review_chapters_and_roles_by_their_words(audit: Run) -> None:
    record(audit, "chapter", "--as", "summary", "--text", "Kort sagt.")
    printed(audit, "review", AUDIT, "first", "--role", "avdelingsleder")
    record(audit, "guide-role", "--as", "nav-leder")
    said = [line.split("  ", 2)[-1] for line in printed(audit, "history", AUDIT).splitlines()]
    assert said[:3] == [
        "Registrerte rolle i intervjuguiden: leder for Nav-kontoret",
        "Registrerte kvalitetssikring første trinn",
        "Registrerte kapittel Sammendrag",
    ]


def test_an_erased_text_is_gone(audit: Run) -> None:
    record(audit, "fact", "--text", "Kari Nordmann sa det.")
    assert "--yes" in refused(audit, "erase", AUDIT, "fact", "f-1")
    printed(audit, "erase", AUDIT, "fact", "f-1", "--yes")
    assert "Nordmann" not in printed(audit, "show", AUDIT)
    assert (
        printed(audit, "history", AUDIT)
        .splitlines()[0]
        .endswith("Slettet en tekst for godt: faktum f-1")
    )
    assert "faktum f-1: Teksten er slettet." in audit("audit", "breaks", AUDIT)[1]


def test_a_review_is_signed_and_proved(audit: Run) -> None:
    printed(audit, "review", AUDIT, "first", "--role", "avdelingsleder")
    assert "første trinn: avdelingsleder" in printed(audit, "show", AUDIT)
    record(audit, "delimitation", "--text", "Barn", "--reason", "Egen revisjon")
    code, out, _ = audit("verify", AUDIT)
    assert code == 0
    assert "Kvalitetssikringen fra avdelingsleder står ved lag. 1 ting er endret etterpå." in out
    sum_now = out.split("Kontrollsum: ")[1].split(".\n")[0]
    assert sum_now in printed(audit, "show", AUDIT)
    assert audit("verify", AUDIT, "--against", sum_now)[0] == 0


def test_a_text_erased_after_a_review_was_changed(audit: Run) -> None:
    record(audit, "fact", "--text", "Kari Nordmann sa det.")
    printed(audit, "review", AUDIT, "first", "--role", "avdelingsleder")
    printed(audit, "erase", AUDIT, "fact", "f-1", "--yes")
    assert "står ved lag. 1 ting er endret etterpå." in audit("verify", AUDIT)[1]


def test_audits_are_listed_and_taken_away(audit: Run) -> None:
    assert printed(audit, "list").startswith(f"{AUDIT}  Psykisk helse og rus  Nes  kriterier 2")
    assert json.loads(printed(audit, "list", "--json"))[0]["things"]["criterion"] == 2
    assert "1 revisjon. Se samsjekk audit list" in audit("list")[2]
    printed(audit, "remove", AUDIT, "--yes")
    assert (
        printed(audit, "list")
        == "Ingen revisjoner ennå. Begynn en med: samsjekk audit new --title TITTEL"
    )


def test_an_audit_begins_from_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ny.yaml"
    file.write_text(
        f"format: 1\ncriteria_set: {SET}\nquestions:\n  - {{id: p1, text: Hvor godt?}}\n",
        encoding="utf-8",
    )
    assert printed(run, "new", "--file", str(file), "--as", "ny") == "ny"
    assert printed(run, "show", "ny", "question", "p1").splitlines()[0] == "p1: Hvor godt?"
    printed(run, "choose", "ny", "--theme", "koordinerende-enhet", "--question", "p1")
    file.write_text("format: 1\nquestions:\n  - {id: p1, text: ''}\n", encoding="utf-8")
    code, _out, err = run("audit", "apply", "ny", str(file))
    assert code == 1
    assert "Skriv problemstillingen" in err


@pytest.mark.parametrize("language", ["nn", "en"])
def test_an_audit_in_other_languages_has_the_requirements_in_them(run: Run, language: str) -> None:
    printed(run, "new", "--title", "x", "--criteria", SET, "--as", "a")
    run("--lang", language, "audit", "choose", "a", "--criterion", "ke-kjent")
    assert "Oppgavene til koordinerende enhet er skrevet ned" not in printed(run, "show", "a")


def test_criteria_are_gone_through_line_by_line(audit: Run) -> None:
    record(audit, "interview", "--role", "leder for Nav", "--is-confirmed")
    lines = [
        *(
            "?",
            "Den er ny.",
            "i-2",
            "i-1",
            "",
            "bra",
            "Delvis oppfylt",
            "intervju, document",
            "Ny.",
        ),
        *("Få kjenner den.", "", "", "", "q"),
    ]
    code, out, _ = audit("audit", "walk", AUDIT, answers="\n".join(lines))
    assert code == 0
    assert out.count("q avslutter") == 2
    assert "Loggen har ikke «i-2». Mente du «i-1»?" in out
    assert "«bra» kan ikke velges" in out
    assert out.splitlines()[-1] == "1 av 2 kriterier er vurdert."
    verdict = thing(audit, "verdict", "ke-etablert")
    assert verdict == {
        "id": "ke-etablert",
        "verdict": "partly",
        "basis": ["interview", "document"],
        "text": "Ny.",
    }
    assert thing(audit, "fact", "f-1")["sources"] == [{"entry": "i-1"}]
    assert thing(audit, "fact", "f-2")["criterion"] == "ke-kjent"


def test_the_log_is_gone_through_line_by_line_and_nothing_typed_is_lost(audit: Run) -> None:
    record(audit, "interview", "--role", "leder for Nav", "--held", "2018")
    lines = [
        *("i-9", "i-1", "", "", "tre", "3", "", "-", "q"),
    ]
    code, out, _ = audit("audit", "walk", AUDIT, "log", answers="\n".join(lines))
    assert code == 0
    assert "Intervjuer, 1:" in out
    assert "Her er ikke noe som heter «i-9»." in out
    assert "Holdt, nå: 2018: " in out
    assert "«tre» er ikke et helt tall." in out
    met = thing(audit, "interview", "i-1")
    assert (met["people"], "held" in met) == (3, False)
    lines = [
        *("", "brev", "intervju", "Kari Nordmann", "nei", "leder for lag", "kanskje", "ja", "q"),
    ]
    code, out, _ = audit("audit", "walk", AUDIT, "log", answers="\n".join(lines))
    assert "Her er ikke noe som heter «brev»." in out
    assert "ser ut som navnet på en person" in out
    assert "«kanskje» er verken ja eller nei." in out
    met = thing(audit, "interview", "i-2")
    assert (met["role"], met["group"]) == ("leder for lag", True)
    lines = ["", "dokument", "", "dokument", "Plan", "", "2999", "2018", "", "?", "q"]
    code, out, _ = audit("audit", "walk", AUDIT, "log", answers="\n".join(lines))
    assert "er ikke kommet ennå" in out
    # What to type is said the first time, and when asked.
    for asked in ("Bedt om (dato så langt", "\nKom: ", "\nKom (dato så langt"):
        assert out.count(asked) == 1
    assert thing(audit, "document", "d-1") == {"id": "d-1", "title": "Plan", "asked": "2018"}


def test_a_sample_is_counted_and_drawn_again_line_by_line(audit: Run) -> None:
    draw = ("--of", "42", "--number", "5", "--title", "Vedtak", "--seed", "abc")
    printed(audit, "sample", AUDIT, *draw)
    lines = ["s-1", "5", "7", "", "s-1", "5", "3", "To manglet dato.", "q"]
    _code, out, _ = audit("audit", "walk", AUDIT, "log", answers="\n".join(lines))
    assert "7 treff blant 5" in out
    assert "3 av 5 gjennomgåtte saker var som de skulle." in out
    assert thing(audit, "sample", "s-1")["found"] == "To manglet dato."
    lines = ["s-1", "", "Feil liste.", "40", "", "abd", "q"]
    _code, out, _ = audit("audit", "walk", AUDIT, "log", answers="\n".join(lines))
    assert "Trukket 5 av 40, frø abd" in out
    assert "Trukket på nytt: Feil liste." in out


def test_a_number_that_can_not_be_drawn_is_asked_again_line_by_line(audit: Run) -> None:
    lines = ["stikkprøve", "", "", "stikkprøve", "", "Vedtak", "", "4", "12", "abc", "3", "q"]
    _code, out, _ = audit("audit", "walk", AUDIT, "log", answers="\n".join(lines))
    assert "12 kan ikke trekkes av 4. Trekk fra 1 til 4." in out
    assert "Trukket 3 av 4, frø abc" in out


def test_corrections_are_decided_on_line_by_line(audit: Run) -> None:
    record(audit, "fact", "--text", "Ti.")
    for wanted in ("Elleve.", "Tolv.", "Tretten."):
        record(
            *(audit, "correction", "--fact", "f-1", "--said", "Ni.", "--wanted", wanted),
            *("--shown-by", "Side 2"),
        )
    lines = ["", "ja", "ja", "", "nei", "nei", ""]
    _code, out, _ = audit("audit", "walk", AUDIT, "corrections", answers="\n".join(lines))
    assert "Rettelse 1 av 3:" in out
    assert "  Faktumet sier: Ti." in out
    assert "har fått ny tekst siden det ble sendt" in out
    assert out.splitlines()[-1] == ("Kommunen ba om 3 rettelser. 3 er det ikke tatt stilling til.")
    lines = ["", "ja", "ja", "Rett.", "ja", "ja", "nei", "Den er skrevet om.", "q"]
    _code, out, _ = audit("audit", "walk", AUDIT, "corrections", answers="\n".join(lines))
    assert thing(audit, "fact", "f-1")["text"] == "Tolv."
    assert thing(audit, "correction", "r-2")["reason"] == "Rett."
    assert thing(audit, "correction", "r-3")["decided"] == "accepted"
