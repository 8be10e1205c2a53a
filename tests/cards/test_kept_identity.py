"""Cards are the ones that they were, however values are shown by now: these ids stand in the logs of learners."""

from collections.abc import Callable
from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.loading import load
from quiz.facts.relation import Relation
from quiz.facts.values import RichText, SetOf, Text, text_of
from tests.collection.samples import SYMBOLS
from tests.conftest import ROOT
from tests.study.samples import CAPITALS
from tests.tui.samples import borders, capitals, hostile, neighbours, presidents, universities

CODE = "def twice(x):\n    y = 2  * x\n\n\treturn y\n"
FORMULAS = {
    r"$x^2$": "x²",
    r"$$x^2$$": "$x²$",
    r"**E** is $E=mc^2$": "E is E = mc²",
    r"$x^2 \le \frac{a+b}{c}$": "x² ≤ (a+b)/c",
    r"$\frac12$": "1/2",
    r"$\alpha x$": "αx",
    r"$\lambda = \frac{h}{p}$": "λ = h/p",
    r"$90^{\circ}$": "90°",
    r"$\sqrt[3]{x+1}$": "∛(x+1)",
    r"$\sin^2 x$": "sin² x",
    r"$\sum_{i=1}^n i$": "∑ᵢ₌₁ⁿ i",
    r"$\int_0^\infty e^{-x} dx$": "∫₀^∞ e⁻ˣ dx",
    r"$\left(\frac{a}{b}\right)$": "(a/b)",
    r"$x^{2^{3}}$": "x^(2³)",
    r"$\text{if } x>0$": "if x > 0",
    r"$x \in \mathbb{R}$": "x ∈ ℝ",
    r"$\vec{v}$": "v⃗",
    r"$\Delta G = \Delta H - T\Delta S$": "ΔG = ΔH - TΔS",
    r"$a\cdot b$": "a · b",
    "H~2~O, x^2^, `a  b`": "H₂O, x², a b",
}
"""What rich text was known by when the first ids were given."""


def formulas() -> Deck:
    relations = [Relation("formula", value="rich"), Relation("parts", value="set", of="rich"), Relation("code")]
    facts = [Fact(f"F {number}", "formula", RichText(source)) for number, source in enumerate(FORMULAS)]
    parts = SetOf([RichText(source) for source in FORMULAS])
    return Deck("formulas", facts=[*facts, Fact("all", "parts", parts), Fact("twice", "code", CODE)], relations=relations)


def digest(deck: Deck) -> str:
    names = [f"{card.id} {member.key}" for card in generate(deck) for member in card.members]
    return blake2b("\n".join(names).encode(), digest_size=8).hexdigest()


def bundled(name: str) -> Callable[[], Deck]:
    return lambda: load(ROOT / "decks" / name)


DECKS: dict[str, Callable[[], Deck]] = {
    **{name: bundled(name) for name in ("countries", "elements", "victory-day-2025")},
    **{make.__name__: make for make in (borders, capitals, hostile, neighbours, presidents, universities, formulas)},
    "symbols": lambda: SYMBOLS,
    "study": lambda: CAPITALS,
}
KEPT = {
    "countries": "68a3ef32894ce6b7",
    "elements": "f1786e027b20c342",
    "victory-day-2025": "aa17da6d233498c8",
    "borders": "a2b874bb34cf913c",
    "capitals": "42a8ec7a562da40b",
    "hostile": "566716285e7a0231",
    "neighbours": "44e15275c4714eaa",
    "presidents": "f5ffff8ff6701a06",
    "universities": "878eb0bb6a6c4461",
    "formulas": "f80032526c0fe142",
    "symbols": "bc81fb5b39620819",
    "study": "9be032affd5d09b0",
}
"""Digests of the ids and of the keys of the answers."""


@pytest.mark.parametrize("name", DECKS)
def test_ids_are_what_they_were(name: str) -> None:
    assert KEPT[name] == digest(DECKS[name]())


@pytest.mark.parametrize("source", FORMULAS)
def test_a_formula_is_known_by_the_same_words_as_ever(source: str) -> None:
    assert FORMULAS[source] == RichText(source).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"$\foo{x}$", r"$\goo{x}$"),
        (r"$a \ne b$", "$a b$"),
        (r"$\binom{n}{k}$", "$nk$"),
        (r"$\frac{a+b}{c}$", "$a+b/c$"),
        (r"$\overline{AB}$", "$AB$"),
    ],
)
def test_two_formulas_are_never_known_as_one(one: str, other: str) -> None:
    assert RichText(one).key != RichText(other).key


def test_another_style_or_indentation_is_no_other_value() -> None:
    assert RichText("**a** $x^2$").key == RichText("*a* $x^2$").key
    assert Text("a:\n  b").key == Text("a:\n      b").key
    assert "a:\n  b" == Text("a:\n  b").text


@given(st.text(st.sampled_from(" \t\n\rab\u0301\u3000\xa0\u2028e\u202e"), max_size=12))
def test_text_is_known_by_what_it_always_was(text: str) -> None:
    assert text_of(text) == Text(text).key


@given(st.text(st.sampled_from(r"$$\{}^_ ~a2+fracsqrt[]()<alphi"), max_size=20))
def test_any_formula_is_known_by_something(text: str) -> None:
    assert RichText(text).key == RichText(RichText(text).source).key


def test_a_card_from_a_text_of_several_lines_shows_it_as_it_is() -> None:
    (card,) = generate(Deck("d", facts=[Fact("twice", "code", CODE)], relations=[Relation("code", kinds="backward")]))
    assert "def twice(x):\n    y = 2  * x\n\n    return y" == card.given
