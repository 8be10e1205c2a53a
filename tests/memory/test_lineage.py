"""A card that is renamed takes along all that happened to it, whatever device wrote it and whenever it arrives."""

from itertools import permutations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from quiz.memory.events import CardEvent, Event, Renamed, Retaught, Reviewed, Suspended, Undone
from quiz.memory.fsrs import DEFAULT_PARAMETERS
from quiz.memory.rating import Rating
from quiz.memory.replay import cancelled, lineage, replay, replay_card
from quiz.memory.state import CardState
from tests.memory.strategies import CARDS, logs, renaming
from tests.memory.test_replay import review, undo


def renamed(was: str, card: str, day: int = 200, *, sequence: int = 50, device: str = "desk") -> Renamed:
    return Renamed(at=day * 1000, day=day, card=card, was=was, device=device, sequence=sequence)


def states(*log: Event) -> dict[str, CardState]:
    return replay(log, DEFAULT_PARAMETERS)


def as_card(card: str, *log: Reviewed) -> CardState:
    """Return the state after some reviews, had they all been of one card."""
    return states(*(evolve(event, card=card) for event in log))[card]


OLD, OLDER = review(100, sequence=1, device="desk"), review(90, sequence=2, device="phone")


def test_memory_follows_the_new_name() -> None:
    assert {"bee": as_card("bee", OLD)} == states(OLD, renamed("ant", "bee"))


def test_all_that_is_known_of_a_card_follows() -> None:
    suspended = Suspended(at=1, day=150, card="ant", device="desk", sequence=2)
    found = states(OLD, suspended, renamed("ant", "bee"))["bee"]
    assert (True, 1) == (found.suspended, found.reps)


def test_what_another_device_did_under_the_old_name_counts_in_its_place() -> None:
    early, late = review(95, Rating.AGAIN, device="phone", sequence=1), review(300, device="phone", sequence=2)
    expected = as_card("bee", early, OLD, late)
    for log in permutations([early, OLD, late, renamed("ant", "bee")]):
        assert {"bee": expected} == states(*log)


def test_two_histories_become_one() -> None:
    own = review(95, card="bee", device="phone", sequence=3)
    assert {"bee": as_card("bee", OLDER, own, OLD)} == states(OLD, OLDER, own, renamed("ant", "bee"))


def test_names_lead_on() -> None:
    log = [OLD, renamed("ant", "bee", 200, sequence=50), renamed("bee", "cat", 201, sequence=51)]
    assert {"ant": "cat", "bee": "cat"} == lineage(log) == lineage(log[::-1])
    assert ["cat"] == [*states(*log)]


def test_a_name_that_comes_back_has_the_memory_again() -> None:
    later = review(250, card="bee", sequence=51, device="desk")
    log = [OLD, renamed("ant", "bee", 200), later, renamed("bee", "ant", 300, sequence=52)]
    assert {"bee": "ant"} == lineage(log)
    assert {"ant": 2} == {card: state.reps for card, state in states(*log).items()}
    there_again = [*log, renamed("ant", "bee", 400, sequence=53)]
    assert {"ant": "bee"} == lineage(there_again)


def test_the_last_of_two_renamings_counts() -> None:
    here, there = renamed("ant", "bee", 200, sequence=50), renamed("ant", "cat", 201, sequence=50, device="phone")
    for log in permutations([OLD, here, there]):
        assert ["cat"] == [*states(*log)]


def test_undoing_a_renaming_gives_the_memory_back() -> None:
    rename, later = renamed("ant", "bee"), review(250, card="bee", sequence=60, device="desk")
    log = [OLD, rename, later, undo(rename, 70)]
    assert states(OLD, later) == states(*log)
    assert states(OLD, rename, later) == states(*log, undo(log[-1], 71))


def test_other_names_for_members_move_nothing() -> None:
    event = evolve(renamed("ant", "ant"), members=(("a", "b"),))
    assert {} == lineage([event])
    assert states(OLD) == states(OLD, event)


def test_what_is_only_renamed_has_no_state() -> None:
    assert {} == states(renamed("ant", "bee"))


def group(card: str, called: dict[str, str]) -> set[str]:
    return {card} | {was for was, now in called.items() if now == card}


@given(logs(renaming), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(log: list[Event], source: object) -> None:
    shuffled = source.sample(log, len(log))  # type: ignore[attr-defined]
    assert replay(log, DEFAULT_PARAMETERS) == replay(shuffled, DEFAULT_PARAMETERS)
    assert lineage(log) == lineage(shuffled)


@given(logs(renaming))
def test_no_name_leads_in_a_circle(log: list[Event]) -> None:
    called = lineage(log)
    assert not set(called) & set(called.values())


@given(logs(renaming))
def test_replay_is_that_of_a_log_in_which_every_card_always_had_its_present_name(log: list[Event]) -> None:
    called, gone = lineage(log), cancelled(log)
    """A renaming of its members is all that is left of one."""
    now = {card: called.get(card, card) for card in CARDS}
    standing = [event for event in log if not isinstance(event, Undone) and (event.device, event.sequence) not in gone]
    plain = [evolve(event, card=now[event.card]) if isinstance(event, CardEvent) else event for event in standing]
    plain = [evolve(event, was=event.card) if isinstance(event, Renamed) else event for event in plain]
    assert replay(plain, DEFAULT_PARAMETERS) == replay(log, DEFAULT_PARAMETERS)


@given(logs(renaming))
def test_a_card_alone_has_the_state_that_it_has_in_the_whole(log: list[Event]) -> None:
    called, found = lineage(log), replay(log, DEFAULT_PARAMETERS)
    for card in set(CARDS) - set(called):
        own = [event for event in log if isinstance(event, Undone) or event.card in group(card, called)]  # type: ignore[attr-defined]
        assert found.get(card, CardState()) == replay_card(own, DEFAULT_PARAMETERS)


def test_a_changed_fact_is_taught_again_under_the_new_name() -> None:
    retaught = Retaught(at=5, day=205, card="bee", device="desk", sequence=51)
    assert states(OLD, renamed("ant", "bee"), retaught)["bee"].reteach
