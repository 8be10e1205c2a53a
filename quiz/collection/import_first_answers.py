"""The answers to a card of which the log knows nothing yet: their rows in the log, and the state after them, in one go.

It says what `import_answers.events_of` and the replay of its events say, without an object for each answer: histories have
hundreds of thousands.
"""

from json.encoder import encode_basestring_ascii
from typing import TYPE_CHECKING, Final

from attrs import frozen

from quiz.collection.import_answers import FIRST, FORM, DayOf, after
from quiz.formats.past import Past
from quiz.memory import fsrs
from quiz.memory.events import Reviewed
from quiz.memory.fsrs import Parameters
from quiz.memory.state import CardState, MemoryState, Phase

if TYPE_CHECKING:
    from quiz.store.records import EventRow

_KIND: Final = Reviewed.__name__
_WORDS: Final = {phase: str(phase) for phase in Phase}
_UNSEEN: Final = CardState()


@frozen
class FirstAnswers:
    """What comes of the answers to a card."""

    rows: "list[EventRow]"
    state: CardState
    day: int = 0
    """The study day of the last answer; 0 where there is none."""
    at: int = 0


def first_answers(card: str, past: Past, day: DayOf, parameters: Parameters) -> FirstAnswers | None:
    """Return what comes of a card's answers; nothing where they are not as most are, so that they have to be looked at."""
    if past.resets:
        return None
    if not past.answers:
        return FirstAnswers([], _UNSEEN)
    advance, firsts = fsrs.stepper(parameters), fsrs.first_states(parameters)
    told_source = f',"source":{encode_basestring_ascii(past.source)}' if past.source else ""
    rows: list[EventRow] = []
    stability, difficulty = 0.0, 0.0
    before, latest, last_day, lapses = Phase.NEW, past.answers[0].at, 0, 0
    due_day, due_at = 0, None
    for at, rating, asked, interval, took, ease, origin, is_cram in past.answers:
        if is_cram or at < latest:
            return None
        today = day(at)
        phase, due_day, due_at = after(asked, at, interval, today, day)
        moment = "" if due_at is None else f',"due_at":{due_at}'
        body = f'{{"rating":{rating},"phase":"{_WORDS[phase]}","due_day":{due_day}{moment},"form":"{FORM}"'
        if took:
            body += f',"took":{took}'
        body += told_source
        if origin:
            body += f',"origin":{origin}'
        if ease:
            body += f',"ease":{ease}'
        told = asked is before or (asked in FIRST and before in FIRST)
        rows.append((at, today, _KIND, card, body + ("}" if told else f',"before":"{_WORDS[asked]}"}}')))
        if len(rows) == 1:
            stability, difficulty = firsts[rating]
        else:
            stability, difficulty = advance(stability, difficulty, today - last_day, rating)
        lapses += rating == 1 and before is Phase.REVIEW
        before, latest, last_day = phase, at, today
    state = CardState(
        phase=before, memory=MemoryState(stability, difficulty), due_day=due_day, due_at=due_at, last_day=last_day,
        reps=len(rows), lapses=lapses,
    )  # fmt: skip
    return FirstAnswers(rows, state, last_day, latest)
