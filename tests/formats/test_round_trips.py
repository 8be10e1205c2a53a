"""What a format can hold survives being written and read, whatever the deck: by hypothesis."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.facts.values import Boolean, Listed, SetOf, text_of, written
from quiz.formats.reading import Contents, read
from quiz.formats.writing import write
from quiz.testing import dates, decks, names, plain_names, qualifiers, quantities

_quick = settings(max_examples=15, phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""What fails is shown as it was drawn: to shrink decks takes minutes."""

_long = st.integers(150, 400).map(lambda length: ("Many words; no one reads them. " * 14)[:length].strip())
_words = names().filter(lambda text: "{{" not in text)
"""What looks like a sentence with blanks is read as one."""
_facts = st.builds(
    lambda subject, relation, value, others: Fact(subject, relation, value, **others),
    _words,
    st.one_of(st.sampled_from(["capital", "tags", "relation:x", "answer", "id"]), _words, _long),
    st.one_of(_words, quantities(), dates()),
    qualifiers(_words),
)


def _through(deck: Deck, format: str, name: str) -> Contents | None:
    """Return what is read of a deck that was written; nothing for a deck that says nothing."""
    if not deck.facts:
        return None
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write(deck, path, format=format)
        return read(path, format=format)


def _said(fact: Fact) -> tuple[object, ...]:
    """Return what a table holds of a fact: its value as it is written, and its sources by their titles.

    Not what stands around a cell: the spaces before the first line of a note, say.
    """
    value = str(fact.value).casefold() if isinstance(fact.value, Boolean) else _parts(fact)
    sources = frozenset(source.title for source in fact.sources)
    times = tuple(date.edtf if date else "" for date in (fact.since, fact.until, fact.as_of))
    told = (fact.status, fact.according_to, sources, fact.tags, fact.id)
    return (
        fact.subject,
        fact.relation,
        value,
        times,
        told,
        fact.wrong,
        fact.accept,
        fact.note.strip(),
        fact.feedback,
        fact.front.strip(),
        fact.kept,
    )


def _parts(fact: Fact) -> str:
    return "; ".join(map(written, fact.value.items)) if isinstance(fact.value, Listed | SetOf) else written(fact.value).strip()


def _divides(fact: Fact) -> bool:
    """Say whether something in a fact holds what stands between several things in a cell, or reads as yes or no."""
    several = [*fact.tags, *fact.wrong, *fact.accept, *(source.title for source in fact.sources)]
    words = {"true", "false", "yes", "no"}
    return (
        any(";" in text for text in several) or written(fact.value).casefold() in words or isinstance(fact.value, Listed | SetOf)
    )


@pytest.mark.parametrize(("format", "name"), [("csv", "deck.csv"), ("jsonl", "deck.jsonl"), ("json", "deck.json")])
@_quick
@given(facts=st.lists(_facts, max_size=6, unique_by=lambda fact: fact.id or fact), label=_words | _long)
def test_a_table_keeps_every_statement_with_its_qualifiers(format: str, name: str, facts: list[Fact], label: str) -> None:
    deck = Deck("deck", facts=[fact for fact in facts if not _divides(fact)], subject_label=label)
    found = _through(deck, format, name)
    if found is not None:
        assert () == found.skipped
        assert Counter(map(_said, deck.facts)) == Counter(map(_said, found.deck.facts))


@_quick
@given(deck=decks(plain_names()))
def test_a_folder_keeps_everything(deck: Deck) -> None:
    found = _through(deck, "quiz", "deck")
    if found is not None:
        assert () == found.skipped
        assert deck == found.deck


def test_a_long_name_of_a_relation_and_a_tag_with_a_comma_go_through_a_table() -> None:
    fact = Fact("France", "Which city of it is, in the words of its people, " * 4, "Paris", tags=["old, and new"])
    found = _through(Deck("deck", facts=[fact], subject_label="land"), "csv", "deck.csv")
    assert found is not None
    assert [_said(fact)] == [_said(one) for one in found.deck.facts]


@pytest.mark.parametrize("name", ["one.jsonl", "one"])
def test_the_only_line_of_json_lines_is_a_record(name: str) -> None:
    fact = Fact("France", "capital", "Paris", since="1990", status="disputed", according_to="the atlas", note="in the north")
    found = _through(Deck("deck", facts=[fact], subject_label="land"), "jsonl", name)
    assert found is not None
    assert [_said(fact)] == [_said(one) for one in found.deck.facts]


@st.composite
def _pairs(draw: st.DrawFn) -> Deck:
    """Draw questions with answers, as Anki's type Basic has them."""
    known = draw(st.lists(st.tuples(_words, _words), min_size=1, max_size=5, unique_by=lambda pair: text_of(pair[0])))
    facts = [Fact(one, "answer", other, tags=draw(st.frozensets(st.sampled_from(["a", "b::c", "ü"])))) for one, other in known]
    return Deck("pairs", facts=facts, relations=[Relation("answer", ask="{subject}", say="{subject} — {value}", kinds="forward")])


@_quick
@given(deck=_pairs())
def test_ankis_text_keeps_questions_answers_and_tags(deck: Deck) -> None:
    found = _through(deck, "anki-text", "deck.txt")
    assert found is not None
    shown: Callable[[Deck], Counter[tuple[str, str, frozenset[str]]]] = lambda one: Counter(  # noqa: E731
        (card.prompt, card.answer, card.facts[0].tags) for card in generate(one)
    )
    assert shown(deck) == shown(found.deck)
    again = _through(found.deck, "anki-text", "again.txt")
    assert again is not None
    assert Counter(found.deck.facts) == Counter(again.deck.facts)
