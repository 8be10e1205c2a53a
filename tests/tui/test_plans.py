"""The plan of a change on the screen: what it shows, and what can be decided there."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from attrs import evolve
from syrupy.assertion import SnapshotAssertion

from quiz.collection.plan import Change, Plan
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.tui import plans
from quiz.tui.app import QuizApp
from quiz.tui.plan_list import PlanList
from quiz.tui.plans import PlanScreen
from tests.tui.looks import looks
from tests.tui.samples import ATLAS, START, Clock, Play, Screen, capitals, collection, drive, hostile

LATER = START + timedelta(days=1)


def newer(capital_of_japan: str = "Kyoto") -> Deck:
    """The capitals with one answer changed, two cards added and one taken out."""
    deck = capitals()
    facts = [fact for fact in with_capital(capital_of_japan).facts if fact.subject != "Peru"]
    return evolve(deck, facts=[*facts, Fact("Ghana", "capital", "Accra"), Fact("Ruritania " * 12, "capital", "Strelsau")])


def with_capital(city: str) -> Deck:
    """The capitals with another one of Japan."""
    deck = capitals()
    japan = Fact("Japan", "capital", city, sources=ATLAS)
    return evolve(deck, facts=[japan if fact.subject == "Japan" else fact for fact in deck.facts])


def studied(*, edited: bool = False) -> QuizApp:
    """An app whose learner has met all capitals, and perhaps has changed one."""
    found, clock = collection(), Clock()
    found.apply(found.plan(capitals(), "/decks/capitals"), START)
    session = found.session(now=START)
    while session.next(clock()):
        session.answer(3, clock())
        clock.move(minutes=20)
    if edited:
        found.edit(with_capital("Edo"), clock())
    return QuizApp(found, Clock(LATER))


class Shown:
    """A play that shows the plan of a deck, plays on, and keeps the plan with which the screen was left."""

    def __init__(self, deck: Callable[[], Deck] = newer, then: Play | None = None) -> None:
        self.deck, self.then = deck, then
        self.result: list[Plan | None] = []

    async def __call__(self, screen: Screen) -> None:
        found = screen.app.collection
        plan = found.plan(self.deck(), "/decks/capitals")
        screen.app.push_screen(PlanScreen(plan, found.load(plan, LATER)), self.result.append)
        await screen.press("shift")
        if self.then:
            await self.then(screen)

    @property
    def plan(self) -> Plan:
        """The plan that came back."""
        (found,) = self.result
        assert found is not None
        return found


def left(*keys: str, deck: Callable[[], Deck] = newer, edited: bool = False) -> Shown:
    """Show a plan and press keys."""

    async def press(screen: Screen) -> None:
        await screen.press(*keys)

    shown = Shown(deck, press)
    drive(studied(edited=edited), shown)
    return shown


def test_a_plan_is_applied_as_it_is() -> None:
    assert "Capitals: 2 added, 1 changed, 1 retired" == str(left("enter").plan)


@pytest.mark.parametrize("key", ["escape", "q"])
def test_a_plan_is_left(key: str) -> None:
    assert [None] == left(key).result


def test_a_changed_card_keeps_its_memory_or_is_left_out() -> None:
    assert 1 == left("space", "enter").plan.count(Change.CORRECTED)
    assert 1 == left("space", "space", "enter").plan.skipped
    assert str(left("enter").plan) == str(left("space", "space", "space", "enter").plan)


def test_all_of_a_kind_are_decided_at_once() -> None:
    assert 2 == left("down", "down", "a", "enter").plan.skipped


def test_an_added_card_is_the_one_that_was_retired() -> None:
    plan = left("down", "down", "s", "enter", "enter").plan
    assert (1, 1, 0) == (plan.count(Change.RENAMED), plan.count(Change.ADDED), plan.count(Change.RETIRED))
    assert 2 == left("down", "down", "s", "enter", "space", "enter").plan.count(Change.ADDED)


def test_a_conflict_is_decided_for_the_new_version() -> None:
    """Twice the key, and it is the learner's again; other decisions stay."""
    mine = left("enter", edited=True).plan
    theirs = left("down", "down", "space", "up", "up", "space", "enter", edited=True).plan
    assert ({"Edo"}, {"Kyoto"}) == ({_capital(mine)}, {_capital(theirs)})
    assert 1 == theirs.skipped
    assert "Edo" == _capital(left("space", "space", "enter", edited=True).plan)


def test_a_large_deck_is_planned_again_beside_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "_LARGE", 0)

    async def decide(screen: Screen) -> None:
        await screen.press("space")
        await screen.pilot.pause(0.2)
        await screen.press("enter")

    shown = Shown(then=decide)
    drive(studied(edited=True), shown)
    assert "Kyoto" == _capital(shown.plan)


def _capital(plan: Plan) -> str:
    return next(str(fact.value) for fact in plan.deck.facts if fact.subject == "Japan")


def test_a_click_on_what_happens_decides_otherwise() -> None:
    async def click(screen: Screen) -> None:
        rows = screen.app.screen.query_one(PlanList)
        await screen.pilot.click(PlanList, offset=(rows.width - 4, 1))
        await screen.press("enter")

    shown = Shown(then=click)
    drive(studied(), shown)
    assert 1 == shown.plan.count(Change.CORRECTED)


def test_a_plan_without_changes_can_be_applied() -> None:
    assert left("space", "a", "s", "down", "pagedown", "enter", deck=capitals).plan.is_empty


def test_a_deck_with_very_many_cards_is_shown_at_once() -> None:
    """Its lines are made as they are looked at."""
    large = Deck("large", "Large", facts=[Fact(f"s{number}", "r", f"v{number}") for number in range(3_000)])

    async def look(screen: Screen) -> None:
        assert "6,000 added" in screen.text
        await screen.press("pagedown", "pagedown", "home", "end", "pageup")
        rows = screen.app.screen.query_one(PlanList)
        assert 5_900 < rows.cursor < 6_000
        await screen.press("enter")

    shown = Shown(lambda: large, look)
    drive(QuizApp(collection(), Clock()), shown)
    assert shown.plan.is_first


def test_a_hostile_deck() -> None:
    async def look(screen: Screen) -> None:
        assert "[bold red]x[/]" in screen.text
        await screen.press("space", "a", "down", "s", "enter")

    drive(QuizApp(collection(), Clock()), Shown(hostile, look), (40, 15))


def test_how_a_plan_looks(snapshot: SnapshotAssertion) -> None:
    looks(studied, Shown(), snapshot)


def test_how_a_plan_with_decisions_looks(snapshot: SnapshotAssertion) -> None:
    async def decide(screen: Screen) -> None:
        await screen.press("down", "space", "down", "down", "a", "down", "s", "enter", "up", "up", "up")

    looks(lambda: studied(edited=True), Shown(then=decide), snapshot)


def test_how_the_plan_of_a_new_deck_looks(snapshot: SnapshotAssertion) -> None:
    looks(lambda: QuizApp(collection(), Clock()), Shown(capitals), snapshot)
