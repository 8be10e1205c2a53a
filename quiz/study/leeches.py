"""Leeches: cards that are forgotten again and again, found at the moment of the answer, with what probably is the cause.

Most time is lost to few cards, and asking them once more is no remedy; knowing why often is (docs.ankiweb.net, “Leeches”; P.
Wozniak, “Effective learning: Twenty rules of formulating knowledge”, 1999).
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from statistics import median

from attrs import frozen

from quiz.cards.card import Card
from quiz.memory.events import Event, Reviewed
from quiz.memory.rating import Rating
from quiz.memory.replay import cancelled, in_order
from quiz.memory.state import CardState
from quiz.study.options import LeechAction
from quiz.text.normal import folded

MOST = 0.5
"""What is true of more than this share of a card's failures is its cause."""
FEWEST = 3
"""Failures; fewer show nothing."""
LONG_ANSWER = 60
"""Letters of an answer that is too much to be learned as one."""
MANY_MEMBERS = 4
"""Members of a set that is too much to be learned as one."""
SLOW = 20_000
"""Milliseconds that even a right answer takes."""
TOO_LATE = 1.5
"""Times the interval that was given: what is asked so late was often forgotten for want of being asked."""


class Cause(StrEnum):
    """Why a card is forgotten again and again, as far as its answers tell."""

    CONFUSED = "confused"
    """Mostly, the answer was right for something else in the deck."""
    SAME_WRONG_ANSWER = "same-wrong-answer"
    """Mostly, it was the same wrong answer."""
    SET_NEVER_COMPLETE = "set-never-complete"
    """Some members of the set were always missing."""
    LONG_ANSWER = "long-answer"
    SIBLING = "sibling"
    """Mostly, a sibling was asked on the same day or the day before."""
    ASKED_TOO_LATE = "asked-too-late"
    """Mostly, it was asked long after it was due."""
    ALWAYS_SLOW = "always-slow"
    """Even right answers take long: it was worked out, not remembered."""
    UNKNOWN = "unknown"
    """Nothing stands out."""


@frozen
class Leech:
    """A card that was found to be a leech by its last answer."""

    card: str
    lapses: int
    action: LeechAction
    cause: Cause
    other: str = ""
    """What it is confused with, or what the wrong answer is."""

    @property
    def advice(self) -> str:
        """What may help, in a sentence."""
        return _ADVICE[self.cause].format(other=self.other)

    def __str__(self) -> str:
        done = {LeechAction.MARK: " It is marked now.", LeechAction.SUSPEND: " It is suspended now."}.get(self.action, "")
        return f"Forgotten {self.lapses} times.{done} {self.advice}"


_ADVICE = {
    Cause.CONFUSED: "It is mostly confused with “{other}”. Ask yourself what tells the two apart, or put them in a contrast.",
    Cause.SAME_WRONG_ANSWER: "The answer is mostly “{other}”. Find out where that comes from.",
    Cause.SET_NEVER_COMPLETE: "The set was never complete. Divide it into smaller ones, or find an order to name its members in.",
    Cause.LONG_ANSWER: "The answer is long. Divide the fact into smaller ones.",
    Cause.SIBLING: "It is mostly forgotten right after a sibling was asked. Keep siblings on different days.",
    Cause.ASKED_TOO_LATE: "It is mostly asked long after it was due. Fewer new cards a day leave time for it.",
    Cause.ALWAYS_SLOW: "Even right answers take long. Find a way to remember it at once, such as a picture or a rhyme.",
    Cause.UNKNOWN: "Reword it, divide it, or find something to remember it by.",
}


def is_leech(lapses: int, threshold: int) -> bool:
    """Say whether a card becomes a leech with so many lapses: at the threshold, and at each further half of it, rounded up.

    With 8 that is at 8, 12, 16, …, as Anki does (rslib/src/scheduler/states/mod.rs, `leech_threshold_met`). With 0 none ever is.
    """
    return threshold > 0 and lapses >= threshold and (lapses - threshold) % max(1, (threshold + 1) // 2) == 0


def leech_at(
    before: CardState,
    after: CardState,
    card: Card,
    events: Callable[[], Iterable[Event]],
    *,
    threshold: int,
    action: LeechAction = LeechAction.TELL,
    sibling_days: Callable[[], Collection[int]] = tuple,
) -> Leech | None:
    """Return what an answer showed of a card: a leech with its cause, or nothing.

    `before` and `after` are the card's states around the answer; `events` gives the events about the card, that answer among
    them, and `sibling_days` the study days on which a sibling was answered. Both are asked only for a leech.
    """
    if after.lapses <= before.lapses or not is_leech(after.lapses, threshold):
        return None
    cause, other = cause_of(card, events(), sibling_days())
    return Leech(card.id, after.lapses, action, cause, other)


def cause_of(card: Card, events: Iterable[Event], sibling_days: Collection[int] = ()) -> tuple[Cause, str]:
    """Return why a card is probably forgotten, from its events in any order, and what it is confused with where it is that.

    Causes that the answers name come before those that only go along with them.
    """
    log = list(events)
    gone = cancelled(log)
    reviews = [e for e in in_order(log) if isinstance(e, Reviewed) and (e.device, e.sequence) not in gone]
    return next(_causes(card, reviews, frozenset(sibling_days)), (Cause.UNKNOWN, ""))


def _causes(card: Card, reviews: Sequence[Reviewed], sibling_days: Collection[int]) -> Iterator[tuple[Cause, str]]:
    failures = [review for review in reviews if review.rating is Rating.AGAIN]
    if wrong := _usual(card, failures):
        yield (Cause.CONFUSED if _is_right_elsewhere(card, wrong) else Cause.SAME_WRONG_ANSWER), wrong
    if _never_complete(reviews) or (not card.ordered and len(card.members) > MANY_MEMBERS):
        yield Cause.SET_NEVER_COMPLETE, ""
    if len(card.answer) > LONG_ANSWER:
        yield Cause.LONG_ANSWER, ""
    lapses = _lapses(reviews)
    if _mostly([bool({review.day, review.day - 1} & set(sibling_days)) for _, review in lapses]):
        yield Cause.SIBLING, ""
    if _mostly([review.day - last.day > TOO_LATE * max(1, last.due_day - last.day) for last, review in lapses]):
        yield Cause.ASKED_TOO_LATE, ""
    right = [review.took for review in reviews if review.rating is not Rating.AGAIN and review.took]
    if len(right) >= FEWEST and median(right) > SLOW:
        yield Cause.ALWAYS_SLOW, ""


def _usual(card: Card, failures: Iterable[Reviewed]) -> str:
    """Return the wrong answer that most failures with an answer have in common."""
    accepted = {folded(name) for name in card.accepted}
    given = [review.answer for review in failures if review.answer and folded(review.answer) not in accepted]
    if len(given) < FEWEST:
        return ""
    (word, count), *_ = Counter(map(folded, given)).most_common(1)
    return next(answer for answer in reversed(given) if folded(answer) == word) if count > MOST * len(given) else ""


def _is_right_elsewhere(card: Card, answer: str) -> bool:
    """Say whether the deck has this answer, by any of its names, for another subject or value."""
    known = {folded(name) for name in (answer, *card.deck.names_of(answer))}
    facts = card.deck.by_relation.get(card.relation.name, ())
    return any(folded(fact.subject) in known or folded(str(fact.value)) in known for fact in facts)


def _never_complete(reviews: Sequence[Reviewed]) -> bool:
    marked = [review for review in reviews if review.marks]
    return len(marked) >= FEWEST and not any(all(right for _, right in review.marks) for review in marked)


def _lapses(reviews: Sequence[Reviewed]) -> list[tuple[Reviewed, Reviewed]]:
    """Return the answers that forgot a card in review, each with the answer before it."""
    return [(last, review) for last, review in pairwise(reviews) if review.rating is Rating.AGAIN and last.due_at is None]


def _mostly(found: Sequence[bool]) -> bool:
    return len(found) >= FEWEST and sum(found) > MOST * len(found)
