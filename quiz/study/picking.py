"""What several picks are worth: members picked from among others, things put in order, pairs matched."""

import re
from collections.abc import Iterable, Sequence

from quiz.cards.asked import Choice
from quiz.cards.card import Card, Form, Kind
from quiz.cards.verdict import Outcome, Verdict
from quiz.errors import UsageError
from quiz.memory.rating import Rating
from quiz.text.normal import folded

_NUMBERS = re.compile(r"\d{1,8}(?:[\s,;]+\d{1,8}){0,15}")
_MOST_NOTES = 2
_LEAST_FOR_A_SLIP = 4
"""Items of an order in which one out of its place is a slip; among fewer, chance would do as well."""


def places_of(text: str, asked: Choice) -> tuple[int, ...] | None:
    """Return the places that a text picks, counted from 0: `2 1 4 3`, `2143`, or options by name with `;` between them.

    Nothing for a text that is no such thing.
    """
    places = _numbered(text.strip(), len(asked.options))
    if places is None and asked.form is not Form.MATCHING:
        named = {folded(option.text): place for place, option in enumerate(asked.options)}
        found = [named.get(folded(part)) for part in text.split(";")]
        places = tuple(place for place in found if place is not None) if None not in found else None
    return places if places is not None and len(set(places)) == len(places) else None


def weigh(card: Card, asked: Choice, picked: Sequence[int]) -> Verdict:
    """Return what a sequence of picks is worth: places of options, counted from 0, each once; for an order, in that order.

    For pairs, each is the option for the item of `left` at its own place. Raises `UsageError` for a place that no option has, and
    for one that is picked twice.
    """
    for place in picked:
        if not 0 <= place < len(asked.options):
            raise UsageError(f"There is no option {place + 1}; the question has {len(asked.options)}.")
    if len(set(picked)) < len(picked):
        raise UsageError("An option is picked twice; each can be picked once.")
    if not picked:
        return Verdict(Outcome.EMPTY, None, "")
    if asked.form is Form.MULTISELECT:
        return _members(asked, picked)
    return _order(asked, picked) if asked.form is Form.ORDERING else _pairs(card, asked, picked)


def wrong_answers(card: Card, answers: Iterable[str]) -> tuple[str, ...]:
    """Return what wrong answers to a card named: of several picks, each; of pairs, what the card's own side was matched with."""
    found: dict[str, None] = {}
    for answer in answers:
        for part in answer.split("; "):
            item, arrow, text = part.partition(" → ")
            if not arrow:
                found[part] = None
            elif item == card.given:
                found[text] = None
    return tuple(found)


def _numbered(text: str, options: int) -> tuple[int, ...] | None:
    if not _NUMBERS.fullmatch(text) or not text.isascii():
        return None
    numbers = [int(number) for number in re.split(r"[\s,;]+", text)]
    if len(numbers) == 1 and numbers[0] > options:
        numbers = [int(digit) for digit in text]
    return tuple(number - 1 for number in numbers) if all(1 <= number <= options for number in numbers) else None


def _members(asked: Choice, picked: Sequence[int]) -> Verdict:
    """Judge a set: it is right with all members and nothing else. Half of it, wrong picks taken off, is hard, not forgotten."""
    marks = tuple((asked.options[place].text, place in picked) for place in sorted(asked.picks))
    wrong = [asked.options[place] for place in picked if place not in asked.picks]
    hits = sum(given for _, given in marks)
    outcome = Outcome.WRONG if not hits else Outcome.RIGHT if hits == len(marks) and not wrong else Outcome.PARTIAL
    enough = 2 * (hits - len(wrong)) >= len(marks)
    extra = tuple(option.text for option in wrong)
    note = " ".join(option.why for option in wrong[:_MOST_NOTES])
    return Verdict(outcome, _grade(outcome, enough=enough), _told(asked, sorted(picked)), marks, None, (), extra, note)


def _order(asked: Choice, picked: Sequence[int]) -> Verdict:
    """Judge an order by its longest run of items in rising order. One of four or more that is out of its place is a slip."""
    from quiz.cards.judge_several import longest_rise

    kept = longest_rise([asked.picks.index(place) for place in picked])
    marks = tuple((asked.options[place].text, rank in kept) for rank, place in enumerate(asked.picks))
    whole = len(asked.picks)
    outcome = Outcome.RIGHT if len(kept) == whole else Outcome.PARTIAL if 2 * len(kept) >= whole else Outcome.WRONG
    slip = len(kept) == whole - 1 and whole >= _LEAST_FOR_A_SLIP
    return Verdict(outcome, _grade(outcome, enough=slip), _told(asked, picked), marks)


def _pairs(card: Card, asked: Choice, picked: Sequence[int]) -> Verdict:
    """Judge pairs: the card's own decides whether it was known; another one that is wrong makes it hard."""
    marks = tuple((item, picked[at : at + 1] == asked.picks[at : at + 1]) for at, item in enumerate(asked.left))
    known = all(right for item, right in marks if card.kind is Kind.CONTRAST or item == card.given)
    outcome = Outcome.RIGHT if all(right for _, right in marks) else Outcome.PARTIAL if known else Outcome.WRONG
    note = " ".join(
        asked.options[picked[at]].why
        for at, (item, right) in enumerate(marks)
        if item == card.given and not right and at < len(picked)
    )
    return Verdict(outcome, _grade(outcome, enough=known), _told(asked, picked), marks, note=note)


def _grade(outcome: Outcome, *, enough: bool) -> int:
    if outcome is Outcome.PARTIAL:
        return int(Rating.HARD if enough else Rating.AGAIN)
    return int(Rating.GOOD if outcome is Outcome.RIGHT else Rating.AGAIN)


def _told(asked: Choice, picked: Sequence[int]) -> str:
    texts = [asked.options[place].text for place in picked]
    if asked.left:
        texts = [f"{item} → {text}" for item, text in zip(asked.left, texts, strict=False)]
    return "; ".join(texts)
