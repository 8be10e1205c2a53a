"""A card is followed through every mending of its question, and never to another question."""

import pytest
from attrs import evolve

from quiz.cards.generation import generate
from quiz.collection.following import followed
from quiz.collection.plan import Change, plan
from quiz.facts.changes import difference
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from tests.collection.samples import deck, study, studying
from tests.study.samples import NOON


def pairs(old: Deck, new: Deck) -> list[str]:
    """Return which prompt became which, where the id is another one."""
    olds, news = ({card.id: card for card in generate(version)} for version in (old, new))
    gone, come = ([card for card in here.values() if card.id not in there] for here, there in ((olds, news), (news, olds)))
    found = followed(gone, come, difference(old, new))
    return sorted(f"{was.prompt} → {news[card].prompt}" for card, was in found.items())


def sentences(*texts: str) -> Deck:
    return Deck(
        "facts", facts=[Fact("France", "text", text) for text in texts], relations=[Relation("text", value="cloze", many=True)]
    )


OWN = ("{{c1::Paris}} is the captal of {{c2::France}}.", "{{c1::Lyon}} lies on the Rhone.")


def test_a_sentence_in_other_words() -> None:
    new = sentences("{{c1::Paris}} is the capital of {{c2::France}}.", "{{c1::Lyon}} lies on the river Rhône.")
    assert [
        "Paris is the captal of _____. → Paris is the capital of _____.",
        "_____ is the captal of France. → _____ is the capital of France.",
        "_____ lies on the Rhone. → _____ lies on the river Rhône.",
    ] == pairs(sentences(*OWN), new)


def test_a_mended_answer_in_a_sentence_needs_no_following() -> None:
    new = sentences("{{c1::Pariss}} is the captal of {{c2::France}}.", OWN[1])
    assert [] == pairs(sentences(*OWN), new)


def test_another_sentence_is_another_card() -> None:
    assert [] == pairs(sentences(OWN[1]), sentences("The {{c1::Seine}} flows through Paris."))


def test_memory_follows_a_sentence() -> None:
    with studying(sentences(*OWN)) as collection:
        study(collection)
        collection.add(sentences(OWN[0].replace("captal", "capital"), OWN[1]), NOON)
        assert {1} == {collection.state(card.id).reps for card in collection.cards("facts")}


def test_a_sentence_is_mended_and_not_renamed() -> None:
    with studying(sentences(*OWN)) as collection:
        plan = collection.plan(sentences("{{c1::Pariss}} is the capital of {{c2::France}}.", OWN[1]))
        assert [
            "corrected: _____ is the capital of France.  Paris → Pariss",
            "reworded: Paris is the captal of _____. → Pariss is the capital of _____.",
        ] == sorted(map(str, plan.lines))
        assert all(line.is_moved for line in plan.lines)
        plan = collection.plan(sentences("{{c2::Paris}} is the captal of {{c1::France}}.", OWN[1]))
        assert ["Paris is the captal of _____. → France", "_____ is the captal of France. → Paris"] == sorted(
            line.text for line in plan.lines
        )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {"until": "2020"}, 1),
        ({"since": "1990", "until": "2019"}, {"since": "1990", "until": "2020"}, 1),
        ({"according_to": "A"}, {"according_to": "B"}, 1),
        ({}, {"id": "own"}, 1),
        ({"id": "own"}, {"id": "other"}, 1),
        ({}, {"tags": "x"}, 0),
    ],
)
def test_what_tells_a_statement_apart_was_mended(before: dict[str, str], after: dict[str, str], expected: int) -> None:
    relations = [Relation("leader", kinds=("forward",))]
    old, new = (Deck("d", facts=[Fact("Utopia", "leader", "More", **told)], relations=relations) for told in (before, after))
    assert expected == len(pairs(old, new))


def test_a_statement_of_another_time_and_answer_is_another_card() -> None:
    old = Deck(
        "d", facts=[Fact("Utopia", "leader", "More", since="1500", until="1510")], relations=[Relation("leader", kinds="forward")]
    )
    new = evolve(old, facts=[Fact("Utopia", "leader", "Hythloday", since="1510", until="1520")])
    assert [] == pairs(old, new)


def test_every_line_of_a_plan_says_what_happens() -> None:
    old = deck(("Kazakstan", "capital", "Astana"), ("France", "capital", "Paris"))
    new = deck(("Kazakhstan", "capital", "Astana"), ("France", "capital", "Lyon"))
    lines = plan(difference(old, new), generate(new), generate(old), {})
    told = {(line.change, line.effect) for line in lines}
    assert {
        (Change.RENAMED, "memory moves along"),
        (Change.CHANGED, "taught again"),
        (Change.ADDED, "new to learn"),
        (Change.RETIRED, "asked no longer; memory is kept for a return"),
    } == told
