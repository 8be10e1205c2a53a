"""The exam: a paper of questions drawn by a seed, to find out how much of a deck is known.

An exam schedules nothing, and its answers are no reviews: a sample that moved the memories it measures would measure something
else the next time, and whoever sits a paper need not be the learner whose collection made it. So nothing of it goes into the log.

The same seed gives the same paper of the same deck on every machine: the cards are drawn, put into forms and given their options
by the seed and the deck alone. Only where difficulties are given does the paper depend on who asked for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from random import Random

from attrs import frozen

from quiz.cards.asking import put
from quiz.cards.card import Card, Form
from quiz.errors import UsageError
from quiz.memory.state import CardState
from quiz.study.question import Question
from quiz.text.safe import safe_line

GRADED = (Form.CHOICE, Form.TYPED, Form.MULTISELECT, Form.ORDERING, Form.MATCHING)
"""The forms of a paper unless others are asked for. A revealed answer cannot be marked, and true or false is half a guess: it is
taken where a card allows no other."""
EASY, HARD = 4.0, 7.0
"""Difficulties (1 to 10) below which a card is easy, and from which it is hard."""


@frozen
class Paper:
    """Some questions in their order."""

    title: str
    seed: str
    questions: tuple[Question, ...]

    @property
    def code(self) -> str:
        """Eight characters that tell one paper from another: a paper and its key have the same."""
        found = blake2b(digest_size=4)
        for question in self.questions:
            parts = (question.card.id, str(question.form), question.prompt, *(option.text for option in question.options))
            found.update("\x1f".join((*parts, question.answer, "")).encode(errors="backslashreplace"))
        return found.hexdigest()


def set_paper(
    cards: Iterable[Card],
    *,
    questions: int = 20,
    seed: str = "",
    forms: Sequence[Form] = (),
    shares: Mapping[str, float] | None = None,
    difficulties: Mapping[str, float] | None = None,
    title: str = "",
) -> Paper:
    """Draw a paper of so many questions from some cards; fewer where there are not as many cards to ask.

    Relations have questions in proportion to their cards or, with `shares`, in that of the numbers given by their names, and none
    where they are left out. Of one subject no second question is asked while there are others. With `difficulties`, from 1 to 10
    by the card's id, each relation's questions are taken from its easy, middling and hard cards in turn; a card without one is
    middling. `forms` are those that may be asked; of several that a card allows, the seed chooses.

    Raises:
        UsageError: `questions` is less than 1, no card can be asked in these forms, a share is negative or names no relation, or
            all shares are 0.
    """
    if questions < 1:
        message = f"A paper has at least one question, but {questions} were asked for."
        raise UsageError(message)
    seed = safe_line(seed)  # an argument may hold what has no bytes in UTF-8, by which a seed is read
    random = Random(f"exam\x1f{seed}")
    by_relation = _by_relation(cards)
    wanted = tuple(forms) or GRADED
    _check_shares(shares, by_relation)
    drawers = {
        relation: _Drawer(_shuffled(found, random, difficulties), wanted, strict=bool(forms))
        for relation, found in by_relation.items()
    }
    weights = {relation: float(len(by_relation[relation])) for relation in by_relation} if shares is None else dict(shares)
    chosen = _draw(drawers, weights, questions)
    if not chosen:
        names = ", ".join(map(str, wanted))
        message = f"No card can be asked by {names}. Ask for other forms, or for another deck."
        raise UsageError(message)
    random.shuffle(chosen)
    return Paper(title, seed, tuple(_question(card, allowed, seed, random) for card, allowed in chosen))


class _Drawer:
    """Gives the cards of one relation in their order, those of subjects that were not asked about first."""

    def __init__(self, cards: list[Card], forms: tuple[Form, ...], *, strict: bool) -> None:
        self._cards = iter(cards)
        self._forms = forms
        self._strict = strict
        self._held: list[tuple[Card, tuple[Form, ...]]] = []

    def take(self, met: set[str]) -> tuple[Card, tuple[Form, ...]] | None:
        """Return the next card with the forms that it may be asked in; `None` when there is none left."""
        for card in self._cards:
            # What a card allows takes a while to find out: only those that are drawn are asked.
            allowed = self._allowed(card)
            if not allowed:
                continue
            if _subjects(card) & met:
                self._held.append((card, allowed))
                continue
            return card, allowed
        return self._held.pop(0) if self._held else None

    def _allowed(self, card: Card) -> tuple[Form, ...]:
        allowed = card.forms
        found = tuple(form for form in self._forms if form in allowed)
        if not found and not self._strict and Form.TRUEFALSE in allowed:
            return (Form.TRUEFALSE,)
        return found


def _draw(drawers: Mapping[str, _Drawer], weights: Mapping[str, float], questions: int) -> list[tuple[Card, tuple[Form, ...]]]:
    """Take cards one by one, each from the relation that is furthest behind its share (the method of Sainte-Laguë)."""
    taken = dict.fromkeys(drawers, 0)
    left = {relation for relation in drawers if weights.get(relation, 0) > 0}
    met: set[str] = set()
    found: list[tuple[Card, tuple[Form, ...]]] = []
    while left and len(found) < questions:
        relation = min(left, key=lambda name: ((2 * taken[name] + 1) / weights[name], name))
        drawn = drawers[relation].take(met)
        if drawn is None:
            left.discard(relation)
            continue
        taken[relation] += 1
        met |= _subjects(drawn[0])
        found.append(drawn)
    return found


def _by_relation(cards: Iterable[Card]) -> dict[str, list[Card]]:
    found: defaultdict[str, list[Card]] = defaultdict(list)
    for card in cards:
        if card.asked:
            found[card.relation.name].append(card)
    # By id, so that neither the order of a file's rows nor that of decks changes a paper.
    return {relation: sorted(found[relation], key=lambda card: card.id) for relation in sorted(found)}


def _shuffled(cards: list[Card], random: Random, difficulties: Mapping[str, float] | None) -> list[Card]:
    shuffled = list(cards)
    random.shuffle(shuffled)
    if difficulties is None:
        return shuffled
    thirds: tuple[list[Card], list[Card], list[Card]] = ([], [], [])
    for card in shuffled:
        difficulty = difficulties.get(card.id, (EASY + HARD) / 2)
        thirds[(difficulty >= EASY) + (difficulty >= HARD)].append(card)
    return list(_in_turn(thirds))


def _in_turn(parts: Iterable[list[Card]]) -> Iterator[Card]:
    left = [iter(part) for part in parts]
    while left:
        going = []
        for part in left:
            for card in part:
                yield card
                going.append(part)
                break
        left = going


def _question(card: Card, allowed: tuple[Form, ...], seed: str, random: Random) -> Question:
    form = random.choice(allowed)
    return Question(card, form, put(card, form, f"exam:{seed}"), teach=False, state=CardState(), prospects={}, shown_at=0)


def _subjects(card: Card) -> set[str]:
    return {fact.subject for fact in card.facts}


def _check_shares(shares: Mapping[str, float] | None, relations: Iterable[str]) -> None:
    known = set(relations)
    for name, share in (shares or {}).items():
        if name not in known:
            message = f"There is no relation “{name}” to ask about. Relations: {', '.join(sorted(known)) or 'none'}."
            raise UsageError(message)
        if not 0 <= share < float("inf"):
            message = f"The share of {name} is {share}; expected 0 or more."
            raise UsageError(message)
    if shares and not any(shares.values()):
        message = f"Every share is 0, so nothing would be asked; give {next(iter(shares))} a larger one."
        raise UsageError(message)
