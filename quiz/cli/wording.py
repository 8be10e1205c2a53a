"""How the command line words times, grades, differences and explanations, in characters that any terminal and ear can take."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from quiz.cards.card import Card
    from quiz.memory.rating import Rating
    from quiz.study.question import Question
    from quiz.study.steps import Prospect
    from quiz.text.closeness import Piece

_UNITS = ((60, "s"), (60, "m"), (24, "h"), (30, "d"), (365 / 30, "mo"))
LETTERS = "abcdefgh"
"""What stands before the things that options are to be matched with."""
_HOW = {
    "multiselect": "Type the {wants} numbers, such as {example}.",
    "ordering": "Type the {wants} numbers in order, such as {example}.",
    "matching": "Type the numbers for {letters}, such as {example}.",
    "choice": "Which one is among them?",
    "typed": "Type all of them, with ; between them.",
    "typed in order": "Type all in order, with ; between them.",
}
_MOST_FACTS = 12
"""Statements that an explanation holds; a longer set is cut there."""


def span(seconds: float) -> str:
    """Return a span of time, in its largest fitting unit: `45s`, `10m`, `3h`, `8d`, `1.2mo`, `2y`."""
    amount = float(seconds)
    for size, unit in _UNITS:
        if round(amount, 1 if unit == "mo" else 0) < size:
            return f"{amount:.1f}".removesuffix(".0") + unit if unit == "mo" else f"{amount:.0f}{unit}"
        amount /= size
    return f"{amount:.1f}".removesuffix(".0") + "y"


def grades(prospects: "Mapping[Rating, Prospect]") -> str:
    """Return the four grades with what each leads to: `1 Again 1m · 2 Hard 6m · 3 Good 10m · 4 Easy 8d`."""
    return " · ".join(f"{int(rating)} {rating.name.title()} {span(found.wait)}" for rating, found in prospects.items())


def difference(pieces: "Iterable[Piece]") -> str:
    """Return where an answer differs from the right one, as wdiff shows it: `Mont[-a-]{+e+}video`."""
    marks = {"same": ("", ""), "missing": ("{+", "+}"), "extra": ("[-", "-]"), "wrong": ("[-", "-]")}
    return "".join(f"{marks[piece.op][0]}{piece.text}{marks[piece.op][1]}" for piece in pieces)


def statements(card: "Card") -> list[str]:
    """Return what a card's facts state, with all their qualifiers."""
    from quiz.cards.wording import statement

    found = [statement(fact, card.relation) for fact in card.facts[:_MOST_FACTS]]
    return [*found, f"and {len(card.facts) - _MOST_FACTS} more"] if len(card.facts) > _MOST_FACTS else found


def how_to_answer(question: "Question") -> str:
    """Return how to answer, where neither the question nor its options tell; an empty string where they do."""
    form, card = str(question.form), question.card
    if form in {"choice", "typed"}:
        if form == "typed" and card.ordered:
            form = "typed in order"
        elif len(card.members) < 2:
            return ""
    # The first two the other way round: the numbers are no sequence to be copied.
    example = " ".join(map(str, [2, 1, *range(3, question.wants + 1)]))
    return _HOW.get(form, "").format(wants=question.wants, letters=", ".join(LETTERS[: len(question.left)]), example=example)
