"""Rich text keeps its styles on the screen, and nothing else of a deck gets any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cards.card import Card
from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.tui.lines import plain
from quiz.tui.styling import styled

FORMULAS = {
    "water": "H~2~O, *not* **HO**",
    "root": "`sqrt(x)`",
    "old": "~~wrong~~ [b]x[/b]",
    "energy": "$E = mc^2$",
    "side": "*a*",
    "broad": "*a* b",
}


def cards(value: str = "rich", of: str = "text", **facts: object) -> dict[str, Card]:
    found = facts or FORMULAS
    relation = Relation("formula", value=value, of=of, kinds="forward")
    deck = Deck("d", facts=[Fact(subject, "formula", text) for subject, text in found.items()], relations=[relation])
    return {card.subject: card for card in generate(deck)}


def spans(subject: str, text: str, style: str = "") -> list[tuple[str, str]]:
    found = styled(text, cards()[subject], style)
    assert text == found.plain
    return [(found.plain[span.start : span.end], str(span.style)) for span in found.spans if str(span.style) != style]


@pytest.mark.parametrize(
    ("subject", "text", "expected"),
    [
        ("water", "water — formula: H₂O, not HO", [("not", "italic"), ("HO", "bold")]),
        ("root", "sqrt(x)", [("sqrt(x)", "on $panel")]),
        ("old", "wrong [b]x[/b]", [("wrong", "strike")]),
        ("energy", "E = mc²", []),
        ("side", "Is it a side? a", [("a", "italic")]),
        ("side", "what is that?", []),
        ("water", "old — formula: wrong [b]x[/b]", [("wrong", "strike")]),
        ("water", "a b", [("a", "italic")]),
    ],
)
def test_the_words_of_a_value_have_its_styles(subject: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert expected == spans(subject, text)


def test_bold_words_among_bold_ones_are_underlined() -> None:
    assert [("not", "italic"), ("HO", "underline")] == spans("water", "H₂O, not HO", "bold")


def test_members_of_a_list_have_styles() -> None:
    card = cards("list", "rich", word=["*one*", "**two**"])["word"]
    assert ["italic", "bold"] == [str(span.style) for span in styled("one, two", card).spans]


def test_what_is_no_rich_text_has_none() -> None:
    card = cards("text", word="*one*")["word"]
    assert plain("*one*") == styled("*one*", card)


@given(st.text(max_size=30), st.sampled_from(sorted(FORMULAS)))
def test_styling_changes_no_letter(text: str, subject: str) -> None:
    assert plain(text).plain == styled(text, cards()[subject]).plain


def test_wrong_options_of_the_author_have_their_styles() -> None:
    relation = Relation("formula", value="rich", kinds="forward", many=True, apart=True)
    fact = Fact("water", "formula", "H~2~O", wrong=["*HO*, **not** this", "plain [b]x[/b]"])
    (card,) = generate(Deck("d", facts=[fact], relations=[relation]))
    option = styled("HO, not this", card)
    assert [("HO", "italic"), ("not", "bold")] == [(option.plain[one.start : one.end], str(one.style)) for one in option.spans]
    assert [] == styled("plain [b]x[/b]", card).spans
