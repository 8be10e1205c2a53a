"""Editing facts one by one: a fact as the texts of a form, the deck with one fact more, less or changed, and what that gives."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from quiz.cards.card import Card
from quiz.collection.plan import PlanLine, plan
from quiz.errors import NotFoundError, UsageError
from quiz.facts.changes import difference
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source, Status
from quiz.facts.fields import Places, Report
from quiz.facts.records import RecordReader, Vocabulary
from quiz.facts.relation import Relation
from quiz.facts.values import written
from quiz.text.normal import folded
from quiz.text.safe import safe_line

if TYPE_CHECKING:
    from quiz.errors import Problem

FIELDS = (
    *("subject", "relation", "value", "since", "until", "as_of", "status", "according_to", "source", "at"),
    *("accept", "wrong", "front", "note", "tags"),
)
"""The parts of a fact as a form has them, in its order."""
BETWEEN = ";"
"""What stands between several sources, tags, or answers."""
LINE_END = "⏎"
"""What stands in a field of one line where another line of a value, a front or a note begins."""
SPACED = frozenset({"value", "front", "note"})
"""The parts whose lines and spaces mean something: they may hold code."""
_MOST_NEIGHBOURS = 400
"""Facts around an edited one with which its cards are made before it is applied."""


def _strip(text: str) -> str:
    return text.strip()


@frozen
class FactDraft:
    """A fact as it is being written: a text for each part, as it stands in a field."""

    subject: str = field(default="", converter=_strip)
    relation: str = field(default="", converter=_strip)
    value: str = field(default="", converter=_strip)
    since: str = field(default="", converter=_strip)
    until: str = field(default="", converter=_strip)
    as_of: str = field(default="", converter=_strip)
    status: str = field(default="", converter=_strip)
    """Empty is `stated`."""
    according_to: str = field(default="", converter=_strip)
    source: str = field(default="", converter=_strip)
    """The keys or titles of sources, with semicolons between them; another title is that of a new source."""
    at: str = field(default="", converter=_strip)
    """The place in the source."""
    accept: str = field(default="", converter=_strip)
    """Other right answers, with semicolons between them."""
    wrong: str = field(default="", converter=_strip)
    """Wrong answers to offer, with semicolons between them."""
    front: str = field(default="", converter=_strip)
    """What is shown in place of the question's words."""
    note: str = field(default="", converter=_strip)
    """What is shown with the answer."""
    tags: str = field(default="", converter=_strip)
    """Tags with semicolons or commas between them."""

    @classmethod
    def of(cls, fact: Fact) -> "FactDraft":
        """Return the texts of a fact. Reading them in its deck gives the fact again."""
        dates = {name: date.edtf if (date := getattr(fact, name)) else "" for name in ("since", "until", "as_of")}
        places = {source.locator or "" for source in fact.sources}
        return cls(
            subject=fact.subject,
            relation=fact.relation,
            value=_line(written(fact.value)),
            status="" if fact.status is Status.STATED else str(fact.status),
            according_to=fact.according_to or "",
            source=f"{BETWEEN} ".join(dict.fromkeys(source.title for source in fact.sources)),
            at=places.pop() if len(places) == 1 else "",
            accept=f"{BETWEEN} ".join(fact.accept),
            wrong=f"{BETWEEN} ".join(fact.wrong),
            front=_line(fact.front),
            note=_line(fact.note),
            tags=f"{BETWEEN} ".join(sorted(fact.tags)),
            **dates,
        )


@frozen
class Drafted:
    """What a draft says: a fact where it is good, and what is wrong with each of its parts where it is not."""

    fact: Fact | None
    wrong: Mapping[str, str] = field(factory=dict)
    """What is wrong and what to do about it, by the name of the part."""


def read_draft(deck: Deck, draft: FactDraft, before: Fact | None = None) -> Drafted:
    """Read a draft as the deck's own file would be read.

    What a form does not show of the fact `before` stays: its id and its remarks. So does every part whose text was not
    touched, for a line cannot say all that a fact can.
    """
    own = FactDraft.of(before) if before is not None else FactDraft()
    parts = ("subject", "accept", "wrong", *SPACED)
    untouched = {name for name in parts if _shown(own, name) == _shown(draft, name)}
    if before is not None:
        whole = {"subject": before.subject, "value": written(before.value)}
        draft = evolve(draft, **{name: text for name, text in whole.items() if name in untouched})
    if "value" not in untouched:
        draft = evolve(draft, value=draft.value.replace(LINE_END, "\n"))
    wrong = {name: f"Give the {name}." for name in ("subject", "relation", "value") if not getattr(draft, name)}
    report = Report(Places("", lambda _: None))
    record: dict[str, Any] = {"relation": draft.relation or "relation", "value": draft.value or "value"}
    record |= {"subject": draft.subject or "subject"}
    if draft.relation in deck.relations and draft.relation not in {"relation", "value", "subject"}:
        record = {"subject": record["subject"], draft.relation: record["value"]}
    record |= {name: getattr(draft, name) for name in ("since", "until", "as_of", "according_to") if getattr(draft, name)}
    record |= {"status": draft.status.casefold()} if draft.status else {}
    record |= {"tags": tags} if (tags := split(draft.tags, ",")) else {}
    words = Vocabulary(deck.relations, deck.names, deck.sources)
    placed = RecordReader(words, report).facts(record, ("facts", 0))
    for problem in report.problems.errors:
        wrong.setdefault(_part(problem, draft), _told(problem))
    if wrong or not placed:
        return Drafted(None, wrong or {"value": "This is no value."})
    fact = evolve(placed[0].fact, sources=_sources(deck, draft, before))
    fact = evolve(fact, accept=split(draft.accept), wrong=split(draft.wrong))
    fact = evolve(fact, **{name: getattr(draft, name).replace(LINE_END, "\n") for name in ("front", "note")})
    if before is not None:
        stays = ("id", "feedback", "kept", *(untouched - {"subject", "value"}))
        fact = evolve(fact, **{name: getattr(before, name) for name in stays})
    return Drafted(fact)


def _line(text: str) -> str:
    """Return a text of several lines in one, with marks where lines end."""
    return text.replace("\n", LINE_END)


def _shown(draft: FactDraft, name: str) -> str:
    """Return a part as a field of one line shows it."""
    return safe_line(getattr(draft, name))


def _part(problem: "Problem", draft: FactDraft) -> str:
    name = problem.where.removeprefix("facts[0]").strip(".").partition("[")[0].strip('"')
    return name if name in FIELDS and name != draft.relation else "value"


def _told(problem: "Problem") -> str:
    return f"{problem.message}. {problem.hint}" if problem.hint else f"{problem.message}."


def _sources(deck: Deck, draft: FactDraft, before: Fact | None) -> tuple[Source, ...]:
    own = FactDraft.of(before) if before is not None else FactDraft()
    if before is not None and (draft.source, draft.at) == (own.source, own.at):
        return before.sources
    place = draft.at or None
    return tuple(evolve(source_called(deck, name), locator=place) for name in split(draft.source))


def source_called(deck: Deck, name: str) -> Source:
    """Return the deck's source of a key or title, or a new source with that title."""
    for key, source in deck.sources.items():
        if name == key or folded(name) in {folded(key), folded(source.title)}:
            return evolve(source, key=key)
    return Source(name)


def split(text: str, also: str = BETWEEN) -> list[str]:
    """Return the parts of a text between semicolons (and `also`), empty ones left out."""
    return [part.strip() for part in text.replace(also, BETWEEN).split(BETWEEN) if part.strip()]


# The deck


def fact_like(deck: Deck, fact: Fact) -> Fact:
    """Return the deck's own fact that is a given one: the same, or of the same key. Raises `NotFoundError` where it is gone.

    A card of a large deck knows only a part of its deck, and another version of it may be kept meanwhile.
    """
    return deck.facts[_place(deck, fact)]


def _place(deck: Deck, fact: Fact) -> int:
    alike = [place for place, known in enumerate(deck.facts) if known.subject == fact.subject and known.relation == fact.relation]
    for place in alike:
        if deck.facts[place] == fact:
            return place
    for place in alike:
        if deck.facts[place].key == fact.key:
            return place
    if fact.id:
        for place, known in enumerate(deck.facts):
            if known.id == fact.id:
                return place
    raise NotFoundError(f"The deck {deck.id} no longer has this fact about {fact.subject}: it was changed meanwhile.")


def with_fact(deck: Deck, fact: Fact | None, instead_of: Fact | None = None) -> Deck:
    """Return the deck with `fact` in the place of another one, as a new one at its end, or, with `None`, without that other one.

    Raises `NotFoundError` where the deck does not have the other one, and `UsageError` for a fact that it has already, or that
    its relations do not allow.
    """
    facts = list(deck.facts)
    new = [] if fact is None else [fact]
    if fact is not None and fact != instead_of and any(fact == known for known in facts):
        raise UsageError(f"The deck {deck.id} states this of {fact.subject} already.")
    if instead_of is None:
        facts += new
    else:
        place = _place(deck, instead_of)
        facts[place : place + 1] = new
    if fact is None:
        return deck.of_settled(facts)
    relations = dict(deck.relations)
    relation = relations.get(fact.relation)
    if relation is not None and not relation.declared and not relation.many and _repeats(fact, facts):
        # Nobody said that there is one value only: as when a table is read, a second one makes it a relation with several.
        relations[fact.relation] = evolve(relation, many=True)
    try:
        return evolve(deck, facts=facts, relations=relations)
    except ValueError as error:
        message = f"The deck cannot state this: {error}"
        raise UsageError(message) from error


def _repeats(fact: Fact, facts: Sequence[Fact]) -> bool:
    """Say whether other facts give the same subject another value, and nothing tells them apart."""
    return any(
        other is not fact
        and (other.subject, other.relation) == (fact.subject, fact.relation)
        and _told_by(other) == _told_by(fact)
        for other in facts
    )


def _told_by(fact: Fact) -> tuple[object, ...]:
    return fact.since, fact.until, fact.as_of, fact.status, fact.according_to


# What it gives


@frozen
class Preview:
    """What an edited fact gives, made from the facts around it: not a whole deck is gone through with every key."""

    cards: tuple[Card, ...]
    """The cards of the fact as it is edited."""
    lines: Sequence[PlanLine]
    """What happens to the cards that change."""


def preview(deck: Deck, fact: Fact | None, instead_of: Fact | None = None) -> Preview:
    """Return the cards that a fact would give in a deck, and what happens to those that change.

    Raises what `with_fact` raises. The questions of cards that are worded with facts further off may still change.
    """
    from quiz.cards.generation import generate

    part = _around(deck, [one for one in (fact, instead_of) if one is not None])
    changed = with_fact(part, fact, instead_of)
    before, after = tuple(generate(part)), tuple(generate(changed))
    settled = None
    if fact is not None:
        settled = changed.facts[_place(part, instead_of) if instead_of is not None else len(part.facts)]
    own = tuple(card for card in after if settled is not None and any(one is settled or one == settled for one in card.facts))
    return Preview(own, plan(difference(part, changed), after, before, {}))


def _around(deck: Deck, facts: Sequence[Fact]) -> Deck:
    """Return a deck with the facts that share a subject, or a relation and a value, with some facts."""
    subjects = {name for fact in facts for name in deck.names_of(fact.subject)}
    values = {(fact.relation, name) for fact in facts for name in deck.names_of(str(fact.value))}
    relations = {fact.relation for fact in facts}
    near = [
        fact
        for fact in deck.facts
        if fact.subject in subjects or (fact.relation in relations and (fact.relation, str(fact.value)) in values)
    ]
    known = set(map(id, facts))
    chosen = [fact for fact in near if id(fact) in known] if len(near) > _MOST_NEIGHBOURS else []
    return deck.of_settled(near if not chosen else [*chosen, *(one for one in near if id(one) not in known)][:_MOST_NEIGHBOURS])


def relation_for(deck: Deck, name: str) -> Relation | None:
    """Return a relation of the deck by its name or by its label; nothing for a new one."""
    if name in deck.relations:
        return deck.relations[name]
    wanted = folded(name)
    return next((one for one in deck.relations.values() if wanted in {folded(one.name), folded(one.words)}), None)
