"""What another program remembers comes along, once, and never over what was learned here since."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.collection.collection import Collection
from quiz.collection.import_report import ImportReport
from quiz.facts.deck import Deck
from quiz.formats.format import Opened, Record, Taken
from quiz.formats.past import Answer, Past, Practice
from quiz.memory.events import Crammed, Fitted, Given, Reset, Reviewed, Suspended
from quiz.memory.fsrs import DEFAULT_PARAMETERS, track
from quiz.memory.rating import Rating
from quiz.memory.state import CardState, MemoryState, Phase
from tests.collection.remembering import NOW, TODAY, Written, at, capitals, learned, past, written
from tests.collection.samples import check_replay

__all__ = ["written"]

FSRS_5 = (0.40255, 1.18385, 3.173, 15.69105, 7.1949, 0.5345, 1.4604, 0.0046, 1.54575, 0.1192, 1.01925, 1.9395, 0.11, 0.29605,
          2.2698, 0.2315, 2.9898, 0.51655, 0.6621)  # fmt: skip


def card(collection: Collection, fact: str = "peru/0", kind: str = "forward") -> str:
    """Return the id of a card by its fact."""
    (found,) = (one.id for one in collection.cards("capitals") if (one.facts[0].id, one.kind) == (fact, kind))
    return found


def state(collection: Collection, fact: str = "peru/0", kind: str = "forward") -> CardState:
    return collection.state(card(collection, fact, kind))


def taken(collection: Collection, file: Path, **given: Any) -> ImportReport:  # noqa: ANN401 - any argument of `import_`
    """Import a file; check that a dry run says the same, and that what is kept of all cards is what the log says."""
    before = collection.store.event_count()
    dry = collection.import_(file, now=NOW, dry_run=True, **given)
    assert before == collection.store.event_count()
    report = collection.import_(file, now=NOW, **given)
    assert (dry.remembered, dry.changes) == (report.remembered, report.changes)
    check_replay(collection)
    again = collection.import_(file, now=NOW, dry_run=True, **given)
    assert "no change" == again.changes
    assert report.reviews == again.reviews
    return report


def answers(collection: Collection) -> list[Reviewed]:
    gone = collection.store.taken_back()
    found = [event for event in collection.events(kinds=(Reviewed,)) if isinstance(event, Reviewed)]
    return [event for event in found if (event.device, event.sequence) not in gone]


def test_answers_come_along_and_make_the_memory(written: Written) -> None:
    given = learned(TODAY - 30, -600, 1, 3, 9, 25)
    with Collection.in_memory() as collection:
        report = taken(collection, written.file(capitals(), past(answers=given, phase=Phase.REVIEW, due_day=TODAY + 8)))
        assert (5, 5, 0, ["5 new answers"]) == (
            report.reviews, report.remembered.added, report.remembered.moved, report.history,
        )  # fmt: skip
        days = [TODAY - 30, TODAY - 30, TODAY - 29, TODAY - 26, TODAY - 17]
        memory = track([("peru", day, 3) for day in days], DEFAULT_PARAMETERS)["peru"]
        expected = CardState(Phase.REVIEW, memory, due_day=TODAY + 8, last_day=TODAY - 17, reps=5)
        assert expected == state(collection)
        assert CardState() == state(collection, "kenya/0")
        assert not list(collection.events(kinds=(Given,)))
        first = next(iter(collection.events(kinds=(Reviewed,))))
        assert isinstance(first, Reviewed)
        assert ("anki", at(TODAY - 30), 2500, "reveal", Phase.LEARNING, at(TODAY - 30, 10, 10)) == (
            first.source, first.at, first.ease, first.form, first.phase, first.due_at,
        )  # fmt: skip


def test_a_newer_export_adds_only_what_is_new(written: Written) -> None:
    older, newer = learned(TODAY - 30, 1, 3, 9), learned(TODAY - 30, 1, 3, 9, 25)
    with Collection.in_memory() as collection:
        taken(collection, written.file(capitals(), past(answers=older, phase=Phase.REVIEW, due_day=TODAY - 17)))
        report = taken(collection, written.file(capitals(), past(answers=newer, phase=Phase.REVIEW, due_day=TODAY + 8)))
        assert (4, 1) == (report.reviews, report.remembered.added)
        assert (4, TODAY + 8) == (state(collection).reps, state(collection).due_day)
        # The older file once more moves nothing.
        taken(collection, written.file(capitals(), past(answers=older, phase=Phase.REVIEW, due_day=TODAY - 17)))
        assert (4, TODAY + 8) == (state(collection).reps, state(collection).due_day)


def test_what_was_learned_here_since_counts(written: Written) -> None:
    file = written.file(capitals(), past(answers=learned(TODAY - 9, 1, 3), phase=Phase.REVIEW, due_day=TODAY - 5))
    with Collection.in_memory() as collection:
        taken(collection, file)
        session = collection.session(now=NOW)
        assert session.next(NOW) is not None
        session.answer(Rating.GOOD, NOW)
        own = state(collection)
        assert 3 == own.reps
        taken(collection, file)
        assert own == state(collection)
        # A file in which it was answered later is the last word again.
        later = [*learned(TODAY - 9, 1, 3), Answer(at(TODAY, 23), 3, Phase.REVIEW, 40)]
        taken(collection, written.file(capitals(), past(answers=later, phase=Phase.REVIEW, due_day=TODAY + 41)))
        assert (4, TODAY + 41) == (state(collection).reps, state(collection).due_day)


def test_another_due_day_than_the_answers_gave_is_taken_as_it_is(written: Written) -> None:
    given = learned(TODAY - 9, 1, 3, 9)
    moved = past(answers=given, phase=Phase.REVIEW, due_day=TODAY + 77, as_of=at(TODAY - 1))
    with Collection.in_memory() as collection:
        taken(collection, written.file(capitals(), past(answers=given, phase=Phase.REVIEW, due_day=TODAY + 4)))
        known = state(collection)
        report = taken(collection, written.file(capitals(), moved))
        assert (0, 1) == (report.remembered.added, report.remembered.moved)
        assert evolve(known, due_day=TODAY + 77) == state(collection)


def test_a_memory_without_answers_is_given(written: Written) -> None:
    one = past(
        phase=Phase.REVIEW,
        due_day=TODAY + 20,
        interval=30,
        stability=31.5,
        difficulty=6.25,
        reps=12,
        lapses=3,
        last_at=at(TODAY - 10),
    )
    with Collection.in_memory() as collection:
        taken(collection, written.file(capitals(), one))
        expected = CardState(Phase.REVIEW, MemoryState(31.5, 6.25), due_day=TODAY + 20, last_day=TODAY - 10, reps=12, lapses=3)
        assert expected == state(collection)


def test_an_ease_and_an_interval_become_a_memory(written: Written) -> None:
    with Collection.in_memory() as collection:
        taken(collection, written.file(capitals(), past(phase=Phase.REVIEW, due_day=TODAY + 20, interval=30, ease=2.5)))
        found = state(collection)
        assert found.memory is not None
        assert 30.0 == pytest.approx(found.memory.stability)
        assert (TODAY + 20, TODAY - 10, 1) == (found.due_day, found.last_day, found.reps)


def test_answers_that_do_not_begin_with_the_first_are_not_all_there(written: Written) -> None:
    rest = [Answer(at(TODAY - 5), 3, Phase.REVIEW, 40)]
    one = past(answers=rest, phase=Phase.REVIEW, due_day=TODAY + 35, interval=40, ease=2.5)
    with Collection.in_memory() as collection:
        taken(collection, written.file(capitals(), one))
        memory = state(collection).memory
        assert memory is not None
        assert 40.0 == pytest.approx(memory.stability)
        (event,) = answers(collection)
        assert Phase.REVIEW == event.before


def test_learning_cards_wait_for_their_moment(written: Written) -> None:
    given = learned(TODAY, -600)
    one = past(answers=given, phase=Phase.LEARNING, step=1, due_at=at(TODAY, 10, 10))
    relearning = [*learned(TODAY - 9, 1, 3), Answer(at(TODAY, 8), 1, Phase.REVIEW, -1200)]
    other = past("kenya/0", relearning, phase=Phase.RELEARNING, due_at=at(TODAY, 8, 20))
    with Collection.in_memory() as collection:
        taken(collection, written.file(capitals(), one, other))
        found = state(collection)
        assert (Phase.LEARNING, 1, at(TODAY, 10, 10), TODAY) == (found.phase, found.step, found.due_at, found.due_day)
        found = state(collection, "kenya/0")
        assert (Phase.RELEARNING, 1, at(TODAY, 8, 20), 3) == (found.phase, found.lapses, found.due_at, found.reps)


def test_practice_is_counted_and_moves_nothing(written: Written) -> None:
    given = [*learned(TODAY - 9, 1, 3), Answer(at(TODAY - 1), 3, Phase.REVIEW, 0, is_cram=True)]
    with Collection.in_memory() as collection:
        report = taken(collection, written.file(capitals(), past(answers=given, phase=Phase.REVIEW, due_day=TODAY - 5)))
        assert (3, 2, 1) == (report.reviews, state(collection).reps, len(list(collection.events(kinds=(Crammed,)))))


def test_suspended_buried_marked_and_flagged_cards_are_so_here(written: Written) -> None:
    one = past(suspended=True, marked=True, flag=3, buried_until=TODAY + 1, changed_at=at(TODAY - 3))
    with Collection.in_memory() as collection:
        taken(collection, written.file(capitals(), one, past(kind="backward", suspended=True)))
        assert CardState(suspended=True, marked=True, flag=3, buried_until=TODAY + 1) == state(collection)
        assert [card(collection)] == collection.search("flag:3", NOW)
        assert state(collection, kind="backward").suspended
        assert not state(collection, "kenya/0").suspended
        # What is taken off there later is taken off here; what was changed here since stays.
        collection.record(Suspended(card=card(collection), at=at(TODAY, 8), day=TODAY))
        taken(collection, written.file(capitals(), past(changed_at=at(TODAY - 1))))
        assert CardState(suspended=True, buried_until=TODAY + 1) == state(collection)
        taken(collection, written.file(capitals(), past(changed_at=at(TODAY, 9))))
        assert not state(collection).suspended


def test_a_card_that_was_forgotten_there_is_new_here(written: Written) -> None:
    one = past(answers=learned(TODAY - 9, 1, 3), phase=Phase.NEW, resets=(at(TODAY - 1),))
    begun = [*learned(TODAY - 9, 1, 3), Answer(at(TODAY), 3, Phase.NEW, 2)]
    with Collection.in_memory() as collection:
        taken(collection, written.file(capitals(), one))
        assert CardState() == state(collection)
        assert 2 == len(answers(collection))
        taken(collection, written.file(capitals(), evolve(one, answers=begun, phase=Phase.REVIEW, due_day=TODAY + 2)))
        assert (1, TODAY + 2) == (state(collection).reps, state(collection).due_day)
        assert 1 == len(list(collection.events(kinds=(Reset,))))


def test_a_new_card_says_nothing_against_what_was_learned_here(written: Written) -> None:
    file = written.file(capitals(), past(phase=Phase.NEW, as_of=at(TODAY), position=4))
    with Collection.in_memory() as collection:
        taken(collection, file)
        session = collection.session(now=NOW)
        assert session.next(NOW) is not None
        session.answer(Rating.EASY, NOW)
        own = {one.id: collection.state(one.id) for one in collection.cards("capitals")}
        collection.import_(file, now=NOW + timedelta(days=1))
        assert own == {one.id: collection.state(one.id) for one in collection.cards("capitals")}


def test_what_belongs_to_no_card_is_left_and_the_rest_is_taken(written: Written) -> None:
    file = written.file(
        capitals(),
        past("gone/0", learned(TODAY - 9, 1)),
        past(deck="other", answers=learned(TODAY - 9, 1)),
        past(answers=learned(TODAY - 9, 1)),
        past(answers=learned(TODAY - 5, 1)),
    )
    with Collection.in_memory() as collection:
        report = taken(collection, file)
        assert (1, 3) == (report.reviews, report.remembered.strangers)


def test_parameters_come_along_unless_some_were_fitted_here(written: Written) -> None:
    file = written.file(capitals(), Practice(deck="capitals", parameters=FSRS_5, desired_retention=0.85, source="anki"))
    with Collection.in_memory() as collection:
        report = collection.import_(file, now=NOW)
        assert "85" in report.notes[0]
        assert (*FSRS_5, 0.0, 0.5) == collection.tuning.of_deck("capitals")
        collection.import_(file, now=NOW)
        assert 1 == len(list(collection.events(kinds=(Fitted,))))
        collection.fitted(Fitted(at=at(TODAY), day=TODAY, parameters=DEFAULT_PARAMETERS, reviews=400))
        collection.import_(written.file(capitals(), Practice(deck="capitals", parameters=(*FSRS_5[:-1], 0.5))), now=NOW)
        assert 2 == len(list(collection.events(kinds=(Fitted,))))


def test_parameters_that_come_later_hold_for_what_was_learned_before(written: Written) -> None:
    remembered = past(answers=learned(TODAY - 9, 1, 3, 9), phase=Phase.REVIEW, due_day=TODAY + 4)
    with Collection.in_memory() as collection:
        taken(collection, written.file(capitals(), remembered))
        before = state(collection).memory
        taken(collection, written.file(capitals(), remembered, Practice(deck="capitals", parameters=FSRS_5)))
        assert before != state(collection).memory


def test_a_fact_that_was_changed_and_learned_there_is_not_taught_again(written: Written) -> None:
    remembered = past(answers=learned(TODAY - 9, 1, 3), phase=Phase.REVIEW, due_day=TODAY - 5)
    later = past(answers=learned(TODAY - 9, 1, 3, 9), phase=Phase.REVIEW, due_day=TODAY + 4)
    with Collection.in_memory() as collection:
        taken(collection, written.file(capitals(), remembered))
        report = taken(collection, written.file(capitals(Peru="Cuzco", Kenya="Nairobi"), later))
        assert ["1 corrected"] == [words for words in report.changes.split(", ") if "correct" in words]
        assert (False, TODAY + 4) == (state(collection).reteach, state(collection).due_day)
        # A file without any memory changes a fact for a learner who has not met it.
        taken(collection, written.file(capitals(Peru="Arequipa", Kenya="Nairobi")))
        assert state(collection).reteach


def test_a_deck_that_goes_by_other_keys_is_found_too(written: Written) -> None:
    deck = Deck("capitals", facts=[fact.restated(fact.subject, fact.value) for fact in capitals().facts])
    plain = Deck("capitals", facts=[evolve(fact, id=None) for fact in deck.facts])
    fact = plain.facts[0]
    records: list[Record] = [Opened(Deck("capitals")), *(Taken("row", (one,)) for one in plain.facts)]
    with Collection.in_memory() as collection:
        report = taken(collection, written.file(*records, past(fact.key, learned(TODAY - 9, 1, 3))))
        assert 2 == report.reviews


def test_what_goes_wrong_in_the_middle_leaves_nothing(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written.file(capitals(), past(answers=learned(TODAY - 9, 1, 3)))
    with Collection.in_memory() as collection:
        monkeypatch.setattr(type(collection.store), "put_states", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            collection.import_(file, now=NOW)
        assert ([], []) == (collection.decks(), list(collection.events()))


moments = st.sets(st.tuples(st.integers(0, 40), st.integers(0, 3)), max_size=8)


def drawn(given: Iterable[tuple[int, int]], fact: str) -> Past:
    found = tuple(
        Answer(
            at(TODAY - 50 + day, 10, minute),
            (day + minute) % 4 + 1,
            Phase.REVIEW if number else Phase.NEW,
            (-600, 1, 30)[day % 3],
        )
        for number, (day, minute) in enumerate(sorted(given))
    )
    return past(fact, found)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(["peru/0", "kenya/0"]), moments), max_size=5), st.data())
def test_files_in_any_order_and_again_end_in_the_same_memory(
    tmp_path_factory: pytest.TempPathFactory, files: list[tuple[str, Any]], data: st.DataObject
) -> None:
    """Several exports of one collection, each with a part of the answers: what is kept is that of all of them together."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("files")
        source = written.__wrapped__(folder, patch)  # type: ignore[attr-defined]
        paths = [
            source.file(capitals(), drawn(given, fact), name=f"{number}.remembered") for number, (fact, given) in enumerate(files)
        ]
        told = []
        for order in (paths, data.draw(st.permutations([*paths, *paths]))):
            with Collection.in_memory() as collection:
                for path in order:
                    collection.import_(path, now=NOW)
                check_replay(collection)
                for fact in ("peru/0", "kenya/0") if paths else ():
                    found = state(collection, fact)
                    given = [(event.at, event.rating) for event in answers(collection) if event.card == card(collection, fact)]
                    told.append((fact, given, found.memory, found.reps, found.due_day))
        assert told[: len(told) // 2] == told[len(told) // 2 :]
