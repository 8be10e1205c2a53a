"""A collection that somebody has studied for months: answers of every grade, in several forms, with things mixed up."""

from datetime import datetime, timedelta
from random import Random

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.memory.fsrs import retrievability
from quiz.memory.rating import Rating
from quiz.store.store import Store
from quiz.study.question import Question
from quiz.study.session import Session
from quiz.study.settings import StudySettings
from tests.tui.samples import START

_ELEMENTS = {
    "hydrogen": "H", "helium": "He", "lithium": "Li", "beryllium": "Be", "boron": "B", "carbon": "C", "nitrogen": "N",
    "oxygen": "O", "fluorine": "F", "neon": "Ne", "sodium": "Na", "magnesium": "Mg", "aluminium": "Al", "silicon": "Si",
    "phosphorus": "P", "sulphur": "S", "chlorine": "Cl", "argon": "Ar", "potassium": "K", "calcium": "Ca", "scandium": "Sc",
    "titanium": "Ti", "vanadium": "V", "chromium": "Cr", "manganese": "Mn", "iron": "Fe", "cobalt": "Co", "nickel": "Ni",
    "copper": "Cu", "zinc": "Zn",
}  # fmt: skip


def elements() -> Deck:
    """Thirty elements with their symbols and numbers."""
    facts = [Fact(name, "symbol", symbol) for name, symbol in _ELEMENTS.items()]
    facts += [Fact(name, "number", str(number)) for number, name in enumerate(_ELEMENTS, 1)]
    relations = [
        Relation("symbol", ask="What is the symbol of {subject}?", say="The symbol of {subject} is {value}.", kinds="forward"),
        Relation("number", ask="What is the number of {subject}?", say="The number of {subject} is {value}.", kinds="forward"),
    ]
    return Deck("elements", "Chemical elements", facts=facts, relations=relations)


def studied(days: int = 200, *decks: Deck, store: Store | None = None, settings: StudySettings | None = None) -> Collection:
    """Return a collection that was studied on most of so many days up to the day of `START`, the same at every call."""
    dice = Random(7)
    found = Collection(store or Store.in_memory(device="test"), settings or StudySettings(new_per_day=3))
    begin = START - timedelta(days=days)
    for deck in decks or (elements(),):
        found.add(deck, begin)
    for day in range(days + 1):
        now = begin + timedelta(days=day, hours=dice.choice((-2, -1, 0, 8, 9)))
        if day == days:
            now = START - timedelta(hours=1)
        elif dice.random() < 0.12:
            continue
        session = found.session(now=now, limit=None if day < days else 4)
        while (question := session.next(now)) is not None:
            now += timedelta(seconds=dice.randrange(3, 30))
            _answer(found, session, question, now, dice)
    return found


def _answer(found: Collection, session: Session, question: Question, now: datetime, dice: Random) -> None:
    state = question.state
    if question.teach:
        session.taught()
    chance = 0.8
    if state.memory is not None and state.last_day is not None:
        chance = retrievability(state.memory.stability, found.day(now) - state.last_day, found.settings.parameters) - 0.04
    if dice.random() > chance:
        if question.form is Form.TYPED:
            session.check(dice.choice(("P", "K", "Na", "26", "27")))
        session.answer(Rating.AGAIN, now)
        return
    session.answer(dice.choices((Rating.HARD, Rating.GOOD, Rating.EASY), (2, 7, 1))[0], now)
