"""The first card, painted before Textual is loaded, is what the app then paints."""

import pytest
from rich.segment import Segment

from quiz.cards.card import Form
from quiz.collection.collection import Collection
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.tui.app import QuizApp
from quiz.tui.colours import COLOURS
from quiz.tui.early.card import FirstCard, TooMuchError
from quiz.tui.early.cells import Ink, Row
from quiz.tui.keymap import Keymap
from quiz.tui.study.beginning import Begun
from tests.tui.samples import START, Clock, Screen, borders, capitals, collection, drive, hostile, neighbours, presidents, scripts

SIZES = ((80, 24), (140, 45), (40, 15), (100, 30), (59, 40))
Look = tuple[str, str, str, bool, bool]
LONG = "In which of the many towns and villages along the river does one of the oldest bridges of the whole country stand, {subject}?"


def long_names() -> Deck:
    facts = tuple(Fact(f"Sub-ject {n}", "bridge", f"Place {n} " + "with a long name " * n, since="1990") for n in range(8))
    return Deck("long", "A deck whose title is so long that it hardly ever fits", facts=facts, relations=[
        Relation("bridge", ask=LONG, say="The bridge of {subject} is in {value}.", kinds="forward")
    ])  # fmt: skip


def begun(found: Collection, form: Form | None, *, taught: bool) -> Begun | None:
    session = found.session(now=START, form=form)
    question = session.next(START)
    if question is None:
        return None
    if taught and question.teach:
        session.taught()
    return Begun(session, "All decks")


def early(found: Begun, size: tuple[int, int]) -> list[Row]:
    question = found.session.next(START)
    assert question is not None
    return FirstCard(found.session, question, Keymap(), *size).rows()


def looks(row: list[tuple[str, Ink]], colours: dict[str, str]) -> list[Look]:
    return [
        (sign, colours[ink.text] if sign.strip() else "", colours[ink.ground], ink.bold and bool(sign.strip()), ink.italic)
        for text, ink in row
        for sign in text
    ]


def painted(row: list[Segment]) -> list[Look]:
    found = []
    for text, style, _ in row:
        assert style is not None
        fore, ground = (one.name if one is not None else "" for one in (style.color, style.bgcolor))
        if style.reverse:
            fore, ground = ground, fore
        found += [
            (sign, fore if sign.strip() else "", ground, bool(style.bold and sign.strip()), bool(style.italic)) for sign in text
        ]
    return found


DECKS = {one.__name__: one for one in (capitals, neighbours, presidents, borders, long_names, hostile, scripts)}


@pytest.mark.parametrize("taught", [True, False])
@pytest.mark.parametrize("form", [None, Form.REVEAL, Form.TYPED, Form.CHOICE, Form.TRUEFALSE])
@pytest.mark.parametrize("deck", DECKS)
def test_the_app_paints_what_was_there_already(deck: str, form: Form | None, *, taught: bool) -> None:
    done = 0
    bad = False
    for size in SIZES:
        found = collection(DECKS[deck]())
        first = begun(found, form, taught=taught)
        if first is None:
            return
        try:
            rows = early(first, size)
        except TooMuchError:
            continue
        done += 1
        seen: list[list[Look]] = []

        async def play(screen: Screen) -> None:
            await screen.settle()
            seen.extend(painted(list(strip)) for strip in screen.app.screen._compositor.render_strips())

        drive(QuizApp(found, Clock(), begun=first), play, size)
        for expected, row in zip(seen, rows, strict=True):
            actual = looks(row, COLOURS["quiz-dark"])
            if expected != actual:
                print(deck, form, taught, size)
                print("APP  ", "".join(x[0] for x in expected))
                print("EARLY", "".join(x[0] for x in actual))
                print([(i, a, b) for i, (a, b) in enumerate(zip(expected, actual)) if a != b][:4], len(expected), len(actual))
                bad = True
    print(deck, form, taught, done)
    assert not bad
