"""Lines of the screen, apart from any screen."""

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from checklist.tui.widgets import in_few_pieces, target_at

TARGETS = st.sampled_from(
    [None, ("answer", "ke-etablert-finnes", "yes"), ("comment", "ke-oversikt")]
)
STYLES = st.builds(
    lambda colour, background, bold, underline, target: Style(
        color=colour,
        bgcolor=background,
        bold=bold,
        underline=underline,
        meta={"samsjekk": target} if target else None,
    ),
    st.sampled_from(["red", "blue"]),
    st.sampled_from(["black", "white"]),
    st.booleans(),
    st.booleans(),
    TARGETS,
)
PIECES = st.lists(st.tuples(st.sampled_from([" ", "   ", "Ja", "( )Delvis ", "漢"]), STYLES))


def seen(strip: Strip) -> list[tuple[object, ...]]:
    """What each place of a line looks like, and what a click there asks for."""
    return [
        (
            character,
            style.bgcolor,
            style.underline,
            None if character.isspace() and not style.underline else (style.color, style.bold),
            target_at(style.meta),
        )
        for text, style, _ in strip
        for character in text
        if style is not None
    ]


@given(PIECES)
def test_a_line_in_fewer_pieces_looks_the_same_and_is_clicked_the_same(
    pieces: list[tuple[str, Style]],
) -> None:
    line = Strip([Segment(text, style) for text, style in pieces])
    made = in_few_pieces(line)
    assert seen(made) == seen(line)
    assert made.cell_length == line.cell_length


def test_blanks_around_a_word_are_sent_with_it() -> None:
    plain, muted = Style(color="white", bgcolor="black"), Style(color="red", bgcolor="black")
    line = Strip([Segment("   ", plain), Segment("Funn:", muted), Segment("      ", plain)])
    assert len(list(in_few_pieces(line))) == 1
