"""What a document says of its languages on its first page, and how it marks them."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from checklist.appraisal import appraise
from checklist.assessment import Answer, Assessment
from checklist.i18n import Translator
from checklist.reporting import DOCUMENTS, Report, report_text
from tests.documents import DAY, example

OWN_WORDS = "are as they were written, usually in Norwegian"


def with_a_text_in_norwegian_only(language: str) -> Report:
    appraisal = example().appraisal
    themes = appraisal.criteria_set.themes
    own = replace(themes[0], title="Et tema som ingen har oversatt")
    criteria_set = replace(appraisal.criteria_set, themes=(own, *themes[1:]))
    nothing_written = with_one_bare_answer(appraisal.assessment)
    return Report(appraise(criteria_set, nothing_written), DAY, Translator(language))


def with_one_bare_answer(assessment: Assessment) -> Assessment:
    """The same assessment when one question was answered and nobody had written anything."""
    name, recorded = next(iter(assessment.answers.items()))
    bare = replace(recorded, value=Answer(value=recorded.value.value))
    return Assessment(
        assessment.id,
        assessment.municipality,
        assessment.criteria_set,
        assessment.date,
        answers={name: bare},
    )


WITH_OWN_WORDS = [
    # The example has nothing to follow up.
    name
    for name, row in DOCUMENTS.items()
    if not row.alone and name != "follow-up"
]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nn", r"(\d+) tekstar i dette dokumentet finst berre på bokmål\."),
        ("en", r"(\d+) texts in this document are only in Norwegian \(bokmål\)\."),
    ],
)
def test_the_first_page_says_how_many_texts_are_not_translated(language: str, said: str) -> None:
    page = report_text(with_a_text_in_norwegian_only(language), form="html")
    marked = page.count('<span lang="nb">')
    (found,) = re.finditer(said, page)

    assert int(found[1]) == marked > 1
    assert found.start() < page.index("</header>")
    assert OWN_WORDS not in page
    text = report_text(with_a_text_in_norwegian_only(language), form="md")
    assert re.search(said, text.split("\n")[2])
    assert not re.search("[\ufdd0-\ufdef]", page + text)


@pytest.mark.parametrize("template", WITH_OWN_WORDS)
@pytest.mark.parametrize("form", ["html", "md"])
def test_the_first_page_says_that_own_words_are_as_they_were_written(
    template: str, form: str
) -> None:
    in_english = report_text(example("en"), template=template, form=form)
    assert OWN_WORDS in in_english[: in_english.find("</header>")]
    assert "only in Norwegian" not in in_english, "the shipped sets are whole"
    if form == "html":
        said = re.findall(r'<\w+ class="said"([^>]*)>', in_english)
        assert set(said) <= {' lang="no"'}
        assert not re.search(r'lang="no"><b>', in_english), "a label of ours is in English"
    for language in ("nb", "nn"):
        page = report_text(example(language), template=template, form=form)
        assert OWN_WORDS not in page
        assert 'lang="no"' not in page
