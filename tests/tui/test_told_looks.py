"""How cards look whose facts bring along a front, options, remarks and notes of their author."""

from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from quiz.cards.card import Form
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.tui.app import QuizApp
from tests.tui.looks import looks
from tests.tui.samples import Clock, Play, Screen, collection
from tests.tui.test_card_looks import lookup, nothing, revealed, written, wrong

_NOTE = """Founded in 1913, between the two large cities.

| city | people |
|:-----|-------:|
| Sydney | 5.3 m |
| Canberra | 0.5 m |"""


def _deck(**told: object) -> Deck:
    fact = Fact("What is the capital of Australia?", "answer", "Canberra", **told)  # type: ignore[arg-type]
    relation = Relation("answer", ask="{subject}", kinds=("forward",), many=True, apart=True)
    return Deck("d", "Test", facts=[fact], relations=[relation])


def asked() -> Deck:
    return _deck(
        wrong=["Sydney", "Melbourne", "Perth", "Adelaide", "Hobart"],
        accept=["Canberra City"],
        note=_NOTE,
        feedback=[("Sydney", "The *largest* city, but no capital."), ("Canberra", "Well known!"), ("*", "Think of the **ACT**.")],
    )


def laid_out() -> Deck:
    front = "# Australia\n\n- largest city: *Sydney*\n- capital: **?**\n\n```python\ncapital('AU')\n```"
    return _deck(wrong=["Sydney", "Melbourne"], front=front, according_to="B", note="See `ISO 3166`.")


def worded() -> Deck:
    return _deck(front="The capital of *Australia*", note="One line.")


def hostile() -> Deck:
    nasty = "[bold red]x[/] \x1b[31mred\x1b[0m \u202eright\u202c {{c1::y}}"
    return _deck(wrong=[f"w {nasty}", "v"], front=f"# {nasty}", note=nasty, feedback=[("*", nasty), ("Canberra", nasty)])


async def right(screen: Screen) -> None:
    question = screen.study._question
    assert question is not None
    await screen.press(str(next(place for place, option in enumerate(question.options) if option.right) + 1))


STATES: dict[str, tuple[Callable[[], Deck], Form | None, Play]] = {
    "six-options": (asked, Form.CHOICE, nothing),
    "option-right": (asked, Form.CHOICE, right),
    "option-wrong": (asked, Form.CHOICE, wrong),
    "typed-accepted": (asked, Form.TYPED, written("canberra city")),
    "typed-wrong": (asked, Form.TYPED, written("Darwin")),
    "front": (laid_out, Form.CHOICE, nothing),
    "front-answered": (laid_out, Form.REVEAL, revealed),
    "front-in-words": (worded, Form.TYPED, nothing),
    "hostile": (hostile, Form.CHOICE, wrong),
}


@pytest.mark.parametrize("state", STATES)
def test_a_card(state: str, snapshot: SnapshotAssertion) -> None:
    make, form, play = STATES[state]
    looks(lambda: QuizApp(collection(make()), Clock()), lookup(form, play), snapshot)


def test_a_new_card_with_a_front(snapshot: SnapshotAssertion) -> None:
    looks(lambda: QuizApp(collection(laid_out()), Clock()), lookup(None, nothing, taught=False), snapshot)
