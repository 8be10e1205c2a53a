"""Whatever is done in whatever order, the store is what a few dictionaries would be."""

import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quiz.memory.events import Event, Reviewed
from quiz.memory.replay import cancelled, in_order
from quiz.memory.state import CardState
from quiz.store.cards import CardRow
from quiz.store.store import Store
from tests.store.samples import DAY, NOON, add_deck, review, undo
from tests.store.test_counts import card_states

CARDS = ("ant", "bee", "cow", "dog")
DECKS = ("animals", "plants")
cards = st.sampled_from(CARDS)


class StoreMachine(RuleBasedStateMachine):
    """Drives a store on disk and its model: a list of events, and dictionaries of states and of cards' decks."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.path = Path(self.stack.enter_context(tempfile.TemporaryDirectory())) / "c.quiz"
        self.store = Store.open(self.path, device="desk")
        self.saved: tuple[list[Event], dict[str, CardState], dict[str, str]] | None = None
        self.events: list[Event] = []
        self.states: dict[str, CardState] = {}
        self.decks: dict[str, str] = {}

    @initialize()
    def begin(self) -> None:
        for deck in DECKS:
            add_deck(self.store, deck, [])

    @rule(card=cards, day=st.integers(DAY - 1, DAY + 1), at=st.integers(0, 3))
    def review(self, card: str, day: int, at: int) -> None:
        self.events.append(kept := self.store.append(review(card, day=day, at=at)))
        assert (self.store.device, len(self.own())) == (kept.device, kept.sequence)

    @precondition(lambda self: self.events)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        target = data.draw(st.sampled_from(self.events))
        self.events.append(
            self.store.append(evolve(undo(review()), target_device=target.device, target_sequence=target.sequence))
        )

    @rule(card=cards, state=card_states)
    def put_state(self, card: str, state: CardState) -> None:
        self.store.put_state(card, state)
        self.states[card] = state

    @rule(deck=st.sampled_from(DECKS), chosen=st.sets(cards))
    def put_cards(self, deck: str, chosen: set[str]) -> None:
        self.store.put_cards(deck, [CardRow(card, CARDS.index(card), "") for card in chosen])
        self.decks = {card: home for card, home in self.decks.items() if home != deck} | dict.fromkeys(chosen, deck)

    @rule()
    def clear(self) -> None:
        self.store.clear_states()
        self.states = {}

    @precondition(lambda self: self.saved is None)
    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store.open(self.path)

    @precondition(lambda self: self.saved is None)
    @rule(device=st.sampled_from(["phone", "desk"]))
    def change_device(self, device: str) -> None:
        self.store.renew_device(device)

    @precondition(lambda self: self.saved is None)
    @rule()
    def begin_transaction(self) -> None:
        self.saved = self.events[:], dict(self.states), dict(self.decks)
        self.transaction = self.store.transaction()
        self.transaction.__enter__()

    @precondition(lambda self: self.saved is not None)
    @rule(fails=st.booleans())
    def end_transaction(self, *, fails: bool) -> None:
        assert self.saved
        if fails:
            assert not self.transaction.__exit__(KeyError, KeyError(), None)
            self.events, self.states, self.decks = self.saved
        else:
            self.transaction.__exit__(None, None, None)
        self.saved = None

    def own(self) -> list[Event]:
        return [event for event in self.events if event.device == self.store.device]

    @invariant()
    def the_log_is_the_model(self) -> None:
        assert in_order(self.events) == list(self.store.events())
        gone = cancelled(self.events)
        assert gone == set(self.store._database.rows("SELECT device, sequence FROM undone"))
        standing = [e for e in self.own() if (e.device, e.sequence) not in gone]
        assert max(standing, key=lambda e: e.sequence, default=None) == self.store.latest()
        reviews = [e for e in standing if isinstance(e, Reviewed)]
        assert max(reviews, key=lambda e: e.sequence, default=None) == self.store.latest(kinds=[Reviewed])
        every_day = Counter(e.day for e in self.events if isinstance(e, Reviewed) and (e.device, e.sequence) not in gone)
        assert every_day == self.store.answers_by_day(-(2**62), 2**62)

    @invariant()
    def the_checkpoint_is_the_model(self) -> None:
        assert {card: self.states.get(card, CardState()) for card in CARDS} == self.store.states(CARDS)

    @invariant()
    def the_decks_are_the_model(self) -> None:
        for found in self.store.counts(DAY, NOON):
            deck = [card for card in CARDS if self.decks.get(card) == found.deck]
            assert deck == [card.card for card in self.store.deck_cards(found.deck)]
            states = [self.states.get(card, CardState()) for card in deck]
            shown = [state for state in states if not state.hidden(DAY)]
            due = [state for state in shown if state.due_day is not None and state.due_day <= DAY]
            new = [state for state in shown if state.phase == "new"]
            assert (len(deck), len(new), len(due)) == (found.total, found.new, found.learning + found.review)
            assert len(due) == len(self.store.due_cards([found.deck], DAY))
            assert len(new) == len(self.store.new_cards([found.deck], DAY))

    def teardown(self) -> None:
        if self.saved is not None:
            self.end_transaction(fails=True)
        self.store.close()
        self.stack.close()


StoreMachine.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestStore = StoreMachine.TestCase
