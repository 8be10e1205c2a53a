"""Facts, the vocabulary that they use, and whole decks."""

from typing import Any

from hypothesis import strategies as st

from quiz.facts.deck import Deck, names_a_deck
from quiz.facts.fact import Fact, Source, Status
from quiz.facts.relation import KINDS, Relation
from quiz.facts.term import Term
from quiz.facts.values import BUILT_IN_TYPES
from quiz.testing.texts import names, texts
from quiz.testing.values import dates, values
from quiz.text.normal import folded
from quiz.text.safe import safe_line

_Texts = st.SearchStrategy[str] | None


def sources(words: _Texts = None) -> st.SearchStrategy[Source]:
    """Draw sources, some with the same title."""
    drawn = names() if words is None else words
    some = st.one_of(st.none(), drawn)
    when = st.one_of(st.none(), dates())
    return st.builds(Source, st.one_of(st.just("A book"), drawn), some, some, when, some, some)


def qualifiers(words: _Texts = None) -> st.SearchStrategy[dict[str, Any]]:
    """Draw what qualifies a fact, as the arguments of `Fact`: each of them, or not, and times in their order."""
    drawn = names() if words is None else words
    spans = st.tuples(dates(), dates()).filter(lambda span: span[0].earliest <= span[1].latest)
    one_end = st.one_of(st.tuples(dates(), st.none()), st.tuples(st.none(), dates()))
    held = st.one_of(st.just((None, None)), spans, one_end)
    rest = st.fixed_dictionaries(
        {"as_of": st.one_of(st.none(), dates()), "status": st.sampled_from(Status)},
        optional={
            "according_to": drawn,
            "sources": st.lists(sources(words), max_size=2),
            "tags": st.frozensets(drawn, max_size=2),
            "wrong": st.lists(drawn, max_size=2),
            "accept": st.lists(drawn, max_size=2),
            "note": drawn,
            "feedback": st.lists(st.tuples(drawn, drawn), max_size=2),
            "front": drawn,
            "kept": st.sampled_from(['{"ord": 1}', '["ä"]']),
            "id": drawn,
        },
    )
    return st.builds(lambda span, others: {"since": span[0], "until": span[1], **others}, held, rest)


def facts(
    relations: st.SearchStrategy[str] | None = None, subjects: st.SearchStrategy[str] | None = None, words: _Texts = None
) -> st.SearchStrategy[Fact]:
    """Draw facts: of any subject and relation unless told, with values of every type and all qualifiers.

    Args:
        relations: What the names of relations are drawn from.
        subjects: What subjects are drawn from.
        words: What every other text is drawn from; `names()` unless given.
    """
    drawn = names() if words is None else words
    return st.builds(
        lambda subject, relation, value, others: Fact(subject, relation, value, **others),
        drawn if subjects is None else subjects,
        drawn if relations is None else relations,
        values(texts=words),
        qualifiers(words),
    )


def terms(words: _Texts = None) -> st.SearchStrategy[Term]:
    """Draw terms with other, former and broader names."""
    drawn = names() if words is None else words
    several = st.lists(drawn, max_size=2)
    return st.builds(Term, drawn, st.sampled_from(["", "city", "country"]), several, several, several)


def relations(words: _Texts = None, types: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Relation]:
    """Draw relations with and without wording. Their values are texts, which any value can be, unless `types` says otherwise."""
    drawn = names() if words is None else words
    plain = drawn.filter(lambda text: not set("{}") & set(text))

    def wordings(*placeholders: str) -> st.SearchStrategy[str | None]:
        wanted = " – ".join(f"{{{name}}}" for name in placeholders)
        return st.one_of(st.none(), plain, plain.map(lambda text: f"{text} {wanted}?"), st.just(wanted))

    return st.builds(
        Relation,
        drawn,
        subject=st.one_of(st.none(), drawn),
        value=st.just("text") if types is None else types,
        label=texts() if words is None else words,
        ask=wordings("subject"),
        ask_back=wordings("value"),
        say=st.one_of(st.none(), st.just("{subject}: {value}"), plain.map(lambda text: f"{{value}} {text} {{subject}}")),
        many=st.booleans(),
        complete=st.booleans(),
        kinds=st.one_of(st.none(), st.lists(st.sampled_from(KINDS), max_size=3)),
        after=st.lists(drawn, max_size=2),
        strict=st.booleans(),
        apart=st.booleans(),
        tolerance=st.sampled_from([None, "5 %", "0.5", 3]),
    )


@st.composite
def decks(draw: st.DrawFn, words: st.SearchStrategy[str] | None = None, max_facts: int = 6, *, media: bool = False) -> Deck:
    """Draw decks: facts with all their qualifiers, some of relations that are declared, some about the same subject.

    Args:
        draw: Given by hypothesis.
        words: What every text is drawn from; hostile ones (`names()`) unless given.
        max_facts: How many facts a deck has at most.
        media: Whether some values are pictures and sounds. No files are made for them, so a deck that has some can be written,
            but not loaded.
    """
    drawn = names() if words is None else words
    prose = texts() if words is None else words
    kinds = st.sampled_from([kind for kind in (*BUILT_IN_TYPES, "city", "country") if media or kind not in {"picture", "sound"}])
    declared = {relation.name: relation for relation in draw(st.lists(relations(words, kinds), max_size=2))}
    stated: list[Fact] = []
    for _ in range(draw(st.integers(0, max_facts))):
        used = [*declared, *(fact.relation for fact in stated)]
        name = draw(st.one_of(st.sampled_from(used), drawn) if used else drawn)
        relation = declared.get(safe_line(name))
        about = draw(st.one_of(st.sampled_from([fact.subject for fact in stated]), drawn) if stated else drawn)
        value = draw(values(relation.value if relation else draw(kinds), words))
        fact = Fact(about, name, value, **draw(qualifiers(words)))
        if fact.id is None or all(fact.id != other.id for other in stated):  # an id names one fact
            stated.append(fact)
    return Deck(
        draw(st.text("abcdefgh-_0123456789", min_size=1, max_size=12).filter(names_a_deck)),
        draw(prose),
        stated,
        declared,
        _told_apart(draw(st.lists(terms(words), max_size=3))),
        as_of=draw(st.one_of(st.none(), dates())),
        description=draw(prose),
        subject_label=draw(prose),
        kept=draw(st.sampled_from(["", '{"name": "x"}'])),
    )


def _told_apart(found: list[Term]) -> list[Term]:
    """Leave out the terms that share a name with an earlier one, which no deck may hold."""
    taken: set[str] = set()
    kept = []
    for term in found:
        own = {folded(name) for name in term.names}
        if not own & taken:
            kept.append(term)
        taken |= own
    return kept
