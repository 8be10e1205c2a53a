"""Judging a typed answer: right, nearly right, partly right, true of something else, or wrong; and why."""

import re

from attrs import evolve

from quiz.cards.card import Card
from quiz.cards.judge_names import Names
from quiz.cards.judge_several import judge_list, judge_set
from quiz.cards.judge_single import Asked, judge_single, repeats_the_question
from quiz.cards.known_answers import Called, known
from quiz.cards.verdict import SUGGESTS, Outcome, Verdict
from quiz.facts.media import Picture, Sound
from quiz.facts.values import Listed, RichText, Text, Value
from quiz.text.normal import folded
from quiz.text.safe import safe, safe_line

LONGEST = 1000
"""Longer answers are cut, unless the right answer itself is longer."""

_BETWEEN_ANSWERS = re.compile(r"\s*;\s*|\s+/\s+")
"""What notes have between several answers: “house; home”. Whether one of them is enough, their author alone knows."""
_RAISED = re.compile(r"\^([^^\s]{1,40})\^")


def judge(card: Card, answer: str) -> Verdict:
    """Judge what a learner typed. Never raises, whatever is typed.

    Case, width, punctuation, spaces and leading articles do not count, accents only where they tell words apart; aliases and
    former names are right. A relation that is `strict` is matched letter by letter. Numbers, dates, yes and no, lists and sets
    are read as such. What is true of the same question at another time, or by another claimant, is `OTHER`.
    """
    asked = _asked(card)
    longest = max(LONGEST, 2 * sum(len(called.name) + 2 for called in asked.names.called), 2 * len(card.answer))
    typed = safe(answer[: 4 * longest]).strip()[:longest]
    verdict = _judged(asked, typed)
    if verdict.outcome in {Outcome.RIGHT, Outcome.CLOSE} and _is_vouched_wrong(card, typed):
        return Verdict(Outcome.WRONG, SUGGESTS[Outcome.WRONG], verdict.answer, tuple((name, False) for name, _ in verdict.marks))
    if verdict.outcome is not Outcome.WRONG:
        return verdict
    if not any(map(str.isalnum, typed)) and any(map(str.isalnum, card.answer)):
        return Verdict(Outcome.EMPTY, SUGGESTS[Outcome.EMPTY], verdict.answer, verdict.marks)
    if _is_part(card, typed) and not _is_vouched_wrong(card, typed):
        note = "this is one part of the answer"
        return Verdict(Outcome.CLOSE, SUGGESTS[Outcome.CLOSE], verdict.answer, verdict.marks, note=note)
    if repeats_the_question(asked, typed):
        return evolve(verdict, diff=(), note=f"“{card.given}” is what the question says")
    return verdict


def _asked(card: Card) -> Asked:
    knows = known(card)
    members = card.members
    called = tuple(Called(name, member.key) for member in members for name in (*card.names(member), *_sources(member)))
    return Asked(card, members, Names(called, knows, frozenset(member.key for member in members)))


def _is_part(card: Card, typed: str) -> bool:
    """Say whether an answer is one of several that a note has in its one field: another way to say it, or a part of it."""
    if not card.relation.apart or card.relation.strict or len(card.members) != 1:
        return False
    member = card.members[0]
    if not isinstance(member, Text | RichText):
        return False
    parts = _BETWEEN_ANSWERS.split(str(member))
    return len(parts) > 1 and folded(typed) in set(map(folded, parts)) - {""}


def _is_vouched_wrong(card: Card, typed: str) -> bool:
    """Say whether an answer is one that its author calls wrong, however near it is to a right one."""
    if not any(fact.wrong for fact in card.facts):
        return False
    from quiz.cards.authored import authored

    return folded(typed) in {folded(str(one.value)) for one in authored(card)}


def _sources(member: Value) -> tuple[str, ...]:
    """Return how rich text may be typed besides its plain words: with its marks, TeX without dollar signs, and 10^6 for 10⁶."""
    if not isinstance(member, RichText):
        return ()
    return tuple(dict.fromkeys((member.source, member.source.replace("$", ""), _RAISED.sub(r"^\1", member.source))))


def _judged(asked: Asked, typed: str) -> Verdict:
    if not safe_line(typed) or not asked.members:
        return Verdict(Outcome.EMPTY, None, safe_line(typed), tuple((str(member), False) for member in asked.members))
    if any(isinstance(member, Picture | Sound) for member in asked.members):
        marks = tuple((str(member), False) for member in asked.members)
        return Verdict(Outcome.EMPTY, None, safe_line(typed), marks, note="this cannot be typed")
    first, *more = asked.members
    if more:
        return judge_list(asked, asked.members, typed) if asked.card.ordered else judge_set(asked, typed)
    if isinstance(first, Listed):
        return judge_list(asked, first.items, typed)
    return judge_single(asked, safe_line(typed))
