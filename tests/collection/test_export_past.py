"""What goes out is what came in, and what was learned here besides."""

from collections.abc import Iterator

import pytest
from attrs import evolve

from quiz.collection.collection import Collection
from quiz.collection.export_past import pasts, practice
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.formats.past import Answer, Past, Practice
from quiz.memory.events import Flagged, Marked, Undone
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.rating import Rating
from quiz.memory.state import Phase
from tests.collection.remembering import NOW, TODAY, Written, at, capitals, learned, past, written

__all__ = ["written"]


@pytest.fixture
def collection() -> Iterator[Collection]:
    with Collection.in_memory() as found:
        yield found


def out(collection: Collection) -> dict[tuple[str, str], Past]:
    return {(one.fact, one.kind): one for one in pasts(collection, "capitals")}


def test_answers_go_out_as_they_came_in(written: Written, collection: Collection) -> None:
    given = [
        *learned(TODAY - 30, -600, 1, 3),
        Answer(at(TODAY - 25), 3, Phase.REVIEW, 0, 900, 0, is_cram=True),
        Answer(at(TODAY - 24), 1, Phase.REVIEW, -1200, 900, 130, origin=77),
        Answer(at(TODAY - 24, 11), 3, Phase.RELEARNING, 2, 900, 130),
    ]
    truncated = [Answer(at(TODAY - 9), 2, Phase.REVIEW, 12)]
    collection.import_(
        written.file(
            capitals(),
            past(answers=given, phase=Phase.REVIEW, due_day=TODAY - 22, resets=(at(TODAY - 40),)),
            past("kenya/0", truncated, phase=Phase.REVIEW, due_day=TODAY + 3, interval=12, ease=2.5),
        ),
        now=NOW,
    )
    found = out(collection)
    assert tuple(given) == found["peru/0", "forward"].answers
    assert tuple(truncated) == found["kenya/0", "forward"].answers
    assert (at(TODAY - 40),) == found["peru/0", "forward"].resets
    assert () == found["chile/0", "backward"].answers
    assert [0, 1, 2, 3, 4, 5] == [one.position for one in pasts(collection, "capitals")]


def test_where_a_card_stands_goes_out(written: Written, collection: Collection) -> None:
    one = past(
        phase=Phase.REVIEW, due_day=TODAY + 20, interval=30, stability=31.5, difficulty=6.25, reps=12, lapses=3,
        last_at=at(TODAY - 10), suspended=True, marked=True, flag=3, changed_at=at(TODAY - 2),
    )  # fmt: skip
    collection.import_(written.file(capitals(), one), now=NOW)
    found = out(collection)["peru/0", "forward"]
    same = evolve(found, card="", source="anki", as_of=0, last_at=one.last_at, position=None)
    assert one == same
    assert {Phase.NEW} == {other.phase for key, other in out(collection).items() if key != ("peru/0", "forward")}


def test_what_was_learned_here_goes_out_and_what_was_taken_back_does_not(written: Written, collection: Collection) -> None:
    collection.import_(
        written.file(capitals(), past(answers=learned(TODAY - 9, 1, 3), phase=Phase.REVIEW, due_day=TODAY - 5)), now=NOW
    )
    session = collection.session(now=NOW)
    question = session.next(NOW)
    assert question is not None
    session.answer(Rating.GOOD, NOW)
    found = out(collection)["peru/0", "forward"]
    due = collection.state(question.card.id).due_day
    assert due is not None
    assert (at(TODAY, 9), 3, Phase.REVIEW, due - TODAY) == found.answers[-1][:4]
    assert (3, due - TODAY) == (len(found.answers), found.interval)
    event = collection.store.append(Flagged(card=question.card.id, at=at(TODAY, 11), day=TODAY, flag=2))
    collection.store.append(Undone(at=at(TODAY, 11), day=TODAY, target_device=event.device, target_sequence=event.sequence))
    session.undo(NOW)
    collection.catch_up()
    assert (2, 0) == (len(out(collection)["peru/0", "forward"].answers), out(collection)["peru/0", "forward"].flag)


def test_importing_what_went_out_changes_nothing(written: Written, collection: Collection) -> None:
    """As where another program has only passed it on; it may have put answers of one millisecond apart."""
    collection.import_(
        written.file(capitals(), past(answers=learned(TODAY - 9, 1, 3), phase=Phase.REVIEW, due_day=TODAY - 5)), now=NOW
    )
    session = collection.session(now=NOW)
    while session.next(NOW) is not None:
        session.answer(Rating.GOOD, NOW)
    gone_out = [evolve(one, source="anki", card="") for one in pasts(collection, "capitals")]
    put_off = [
        evolve(one, answers=[answer._replace(at=answer.at + place) for answer in one.answers])
        for place, one in enumerate(gone_out)
    ]
    for several in (gone_out, put_off):
        report = collection.import_(written.file(capitals(), *several), now=NOW, dry_run=True)
        assert ("no change", sum(len(one.answers) for one in gone_out)) == (report.changes, report.reviews)


def test_how_a_deck_is_studied_goes_out(written: Written, collection: Collection) -> None:
    collection.import_(written.file(capitals()), now=NOW)
    assert Practice(deck="capitals", parameters=DEFAULT_PARAMETERS, desired_retention=0.9, rollover_hour=4) == practice(
        collection, "capitals"
    )


def test_cards_that_nobody_met_are_left_out_where_they_are_not_wanted(written: Written, collection: Collection) -> None:
    collection.import_(
        written.file(capitals(), past(answers=learned(TODAY - 9, 1, 3), phase=Phase.REVIEW, due_day=TODAY)), now=NOW
    )
    facts = [Fact("Peru", "river", "Rímac", id="r"), Fact("Chile", "river", "Mapocho"), Fact("Cuba", "river", "Mapocho")]
    collection.add(Deck("rivers", facts=facts), NOW)
    for card in collection.cards("rivers")[1:4]:
        collection.record(Marked(card=card.id, at=at(TODAY), day=TODAY))
    for deck, met in (("capitals", 1), ("rivers", 3)):
        every = [one for one in pasts(collection, deck) if one.is_touched]
        some = [*pasts(collection, deck, with_new=False)]
        assert met == len(some)
        assert {one.card: evolve(one, position=None) for one in every} == {one.card: evolve(one, position=None) for one in some}
    (peru,) = pasts(collection, "rivers", {"r"}, with_new=False)
    assert "backward" == peru.kind


def test_nothing_goes_out_of_a_deck_that_nobody_met(written: Written, collection: Collection) -> None:
    collection.import_(written.file(capitals()), now=NOW)
    assert [] == [*pasts(collection, "capitals", with_new=False)]
