"""From an answer to the event that records it: what the answer says of the memory, and what it schedules."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from quiz.cards.card import MOST_MEMBERS, Card, Form
from quiz.memory.events import Crammed, Reviewed
from quiz.memory.evidence import guess_chance
from quiz.memory.rating import Rating
from quiz.memory.state import CardState
from quiz.study.balance import Busy
from quiz.study.journal import Journal
from quiz.study.question import Feedback, Question
from quiz.study.settings import StudySettings
from quiz.study.steps import Moment, Prospect, prospects

if TYPE_CHECKING:
    from quiz.study.leeches import Leech

_LONGEST_ANSWER = 600_000
"""Milliseconds that one answer counts as at most: somebody who went away was not thinking."""


def members_of(card: Card, feedback: Feedback | None = None) -> tuple[tuple[str, bool], ...]:
    """Return the members of a card's answer, by their canonical forms, each with whether the answer named it.

    All count as named where the answer does not tell them apart. Empty for a card whose answer is no set, or a set that is asked
    by membership only.
    """
    members = card.members
    if not 1 < len(members) <= MOST_MEMBERS or card.ordered:
        return ()
    marks = feedback.verdict.marks if feedback and feedback.verdict else ()
    named = dict(marks) if len(marks) == len(members) else {}
    return tuple((member.key, named.get(str(member), True)) for member in members)


def outlook(
    question: Question,
    state: CardState,
    moment: Moment,
    settings: StudySettings,
    *,
    feedback: Feedback | None = None,
    busy: Busy | None = None,
) -> Mapping[Rating, Prospect]:
    """Return what each grade of an answer to a question leads to, by how it was asked and what the answer named.

    `busy` says how many cards are due on each study day, for settings that spread the load.
    """
    return prospects(
        question.card.id,
        state,
        moment,
        settings,
        guess=guess_chance(question.form, len(question.options), question.wants),
        members=members_of(question.card, feedback),
        busy=busy,
    )


def reviewed(
    question: Question,
    rating: Rating,
    state: CardState,
    moment: Moment,
    settings: StudySettings,
    *,
    feedback: Feedback | None,
    busy: Busy | None = None,
) -> Reviewed:
    """Return the event of a graded answer. `state` is the card's present one, which may be newer than the question's.

    What was shown under the grade is what is recorded, wherever it still holds: a step counts from the answer, days from the day.
    """
    prospect = question.prospects.get(rating)
    if prospect is None or state != question.state or not prospect.holds_on(moment.day):
        prospect = outlook(question, state, moment, settings, feedback=feedback, busy=busy)[rating]
    members = members_of(question.card, feedback)
    if members and all(named for _, named in members) and rating is Rating.AGAIN:
        members = tuple((name, False) for name, _ in members)
    marks = feedback.verdict.marks if feedback and feedback.verdict else ()
    if question.form is Form.MULTISELECT and not marks:
        # How many there were to pick says how likely a lucky pick was; nothing was picked here.
        marks = tuple((question.options[place].text, False) for place in sorted(question.asked.picks))
    return Reviewed(
        card=question.card.id,
        at=moment.at,
        day=moment.day,
        rating=rating,
        phase=prospect.phase,
        step=prospect.step,
        due_day=prospect.due_day,
        due_at=prospect.due_at,
        form=question.form.value,
        options=tuple(option.text for option in question.options),
        answer=feedback.answer if feedback else None,
        marks=marks if len(marks) > 1 else (),
        took=_took(question, moment),
        members=members,
    )


def crammed(question: Question, feedback: Feedback | None, rating: Rating, moment: Moment) -> Crammed:
    """Return the event of an answer that is practice only."""
    return Crammed(
        card=question.card.id,
        at=moment.at,
        day=moment.day,
        rating=rating,
        form=question.form.value,
        options=tuple(option.text for option in question.options),
        answer=feedback.answer if feedback else None,
        took=_took(question, moment),
    )


def leech_of(question: Question, state: CardState, settings: StudySettings, journal: Journal) -> "Leech | None":
    """Return what an answer to a question, with the card's `state` after it, showed of one forgotten again and again."""
    if state.lapses <= question.state.lapses:
        return None  # as nearly always; whatever else there is to know takes its time
    from quiz.study.leeches import is_leech, leech_at

    if not is_leech(state.lapses, settings.leech_lapses):
        return None
    card = journal.whole(question.card)
    return leech_at(
        question.state,
        state,
        card,
        lambda: journal.events(card.id),
        threshold=settings.leech_lapses,
        action=settings.leech_action,
        sibling_days=lambda: journal.sibling_days(card.id),
    )


def _took(question: Question, moment: Moment) -> int:
    return min(max(moment.at - question.shown_at, 0), _LONGEST_ANSWER)
