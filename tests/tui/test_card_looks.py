"""How cards look: every form before and after its answer, and every kind of thing that can stand on a card."""

from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from quiz.cards.card import Form
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.tui.app import QuizApp
from tests.tui.looks import looks
from tests.tui.pictures import flags, followed, songs
from tests.tui.rich_cards import house, lists, readings, steps
from tests.tui.samples import Clock, Play, Screen, borders, capitals, collection, hostile, neighbours, presidents, universities

_PROGRAM = """Sorted with a key:

```python
def shortest(words: list[str]) -> str:
    # the first of equals
    return min(words, key=len) + "!" * 3
```

| case | steps |
|:-----|------:|
| best | $n$ |
| worst 日本 | $n^2$ |

- *stable*
- in place: **no**

> Keys are worked out once."""


def _deck(subject: str, value: str, ask: str, lang: str = "en", of: str = "rich") -> Deck:
    return Deck(
        "d",
        "Things",
        lang=lang,
        facts=[Fact(subject, "way", value)],
        relations=[Relation("way", value=of, ask=ask, kinds="forward")],
    )


def programs() -> Deck:
    return _deck("key", _PROGRAM, "How is a list sorted by a {subject}?")


def formulas() -> Deck:
    value = "$x = \\frac{-b \\pm \\sqrt{b^2-4ac}}{2a}$, not $\\overline{AB}$"
    return _deck("quadratic equation", value, "What solves a {subject}?")


def capitals_in_arabic() -> Deck:
    known = {"مصر": "القاهرة", "العراق": "بغداد", "الأردن": "عمان", "لبنان": "بيروت", "سوريا": "دمشق"}
    return Deck(
        "arabic",
        "عواصم",
        lang="ar",
        facts=[Fact(country, "عاصمة", city) for country, city in known.items()],
        relations=[Relation("عاصمة", ask="ما هي عاصمة {subject}؟", say="عاصمة {subject} هي {value}.", kinds="forward")],
    )


def wide() -> Deck:
    return Deck("wide", "文字", facts=[Fact("日本の首都はどこですか" * 4, "答え", "東京都👩‍👩‍👧🇯🇵 e\u0301")])


async def nothing(screen: Screen) -> None:
    """Leave the question as it is."""
    del screen


async def revealed(screen: Screen) -> None:
    await screen.press("space")


def written(words: str) -> Play:
    async def play(screen: Screen) -> None:
        await screen.write(words)

    return play


async def wrong(screen: Screen) -> None:
    question = screen.study._question
    assert question is not None
    await screen.press(str(next(place for place, option in enumerate(question.options) if not option.right) + 1))


async def picked(screen: Screen) -> None:
    """Pick one rightly and one more."""
    question = screen.study._question
    assert question is not None
    await screen.press(str(question.asked.picks[0] + 1), str(question.asked.picks[2 % question.wants] + 1))


async def swapped(screen: Screen) -> None:
    """Pick all, the first two the wrong way round."""
    question = screen.study._question
    assert question is not None
    first, second, *rest = question.asked.picks
    await screen.press(*(str(place + 1) for place in (second, first, *rest)), "enter")


async def mixed(screen: Screen) -> None:
    """Pick a right member and a wrong one of a set."""
    question = screen.study._question
    assert question is not None
    no = next(place for place, option in enumerate(question.options) if not option.right)
    await screen.press(str(question.asked.picks[0] + 1), str(no + 1), "enter")


def lookup(form: Form | None, play: Play, *, taught: bool = True) -> Play:
    async def look(screen: Screen) -> None:
        await screen.ask(form=form, taught=taught)
        await play(screen)
        await screen.pilot.pause()
        await screen.app.workers.wait_for_complete()
        await screen.pilot.pause()

    return look


STATES: dict[str, tuple[Callable[[], Deck], Form | None, Play]] = {
    "reveal": (capitals, Form.REVEAL, nothing),
    "reveal-answered": (capitals, Form.REVEAL, revealed),
    "typed": (capitals, Form.TYPED, nothing),
    "typed-right": (capitals, Form.TYPED, written("Vienna")),
    "typed-close": (capitals, Form.TYPED, written("Vianna")),
    "typed-swapped": (capitals, Form.TYPED, written("Veinna")),
    "typed-wrong": (capitals, Form.TYPED, written("Graz")),
    "typed-set": (neighbours, Form.TYPED, written("Peru; Bolvia; atlantis")),
    "choice": (capitals, Form.CHOICE, nothing),
    "choice-wrong": (capitals, Form.CHOICE, wrong),
    "truefalse": (capitals, Form.TRUEFALSE, nothing),
    "truefalse-wrong": (capitals, Form.TRUEFALSE, wrong),
    "multiselect": (borders, Form.MULTISELECT, picked),
    "multiselect-answered": (borders, Form.MULTISELECT, mixed),
    "ordering": (universities, Form.ORDERING, picked),
    "ordering-answered": (universities, Form.ORDERING, swapped),
    "matching": (capitals, Form.MATCHING, picked),
    "matching-answered": (capitals, Form.MATCHING, swapped),
    "blocks": (programs, Form.REVEAL, revealed),
    "formulas": (formulas, Form.REVEAL, revealed),
    "lists": (lists, Form.REVEAL, revealed),
    "readings": (readings, Form.REVEAL, revealed),
    "steps": (steps, Form.REVEAL, revealed),
    "right-to-left": (capitals_in_arabic, Form.CHOICE, nothing),
    "right-to-left-wrong": (capitals_in_arabic, Form.CHOICE, wrong),
    "wide-letters": (wide, Form.REVEAL, revealed),
    "hostile": (hostile, Form.CHOICE, wrong),
}


@pytest.mark.parametrize("state", STATES)
def test_a_card(state: str, snapshot: SnapshotAssertion) -> None:
    make, form, play = STATES[state]
    looks(lambda: QuizApp(collection(make()), Clock()), lookup(form, play), snapshot)


def test_a_new_card(snapshot: SnapshotAssertion) -> None:
    looks(lambda: QuizApp(collection(capitals()), Clock()), lookup(None, nothing, taught=False), snapshot)


def test_a_claim(snapshot: SnapshotAssertion) -> None:
    """Who says so, and when it held, stands apart from the question."""

    async def play(screen: Screen) -> None:
        while "disputed by Sylvania" not in screen.text:
            await screen.press("space")

    looks(lambda: QuizApp(collection(presidents()), Clock()), lookup(Form.REVEAL, play), snapshot)


@pytest.mark.parametrize(
    ("kinds", "form", "play"),
    [
        ("backward", Form.REVEAL, nothing),
        ("backward", Form.CHOICE, wrong),
        ("forward", Form.REVEAL, revealed),
        ("forward", Form.CHOICE, wrong),
    ],
    ids=["asked", "asked-by-choice", "answer", "options"],
)
def test_a_picture(tmp_path: Path, kinds: str, form: Form, play: Play, snapshot: SnapshotAssertion) -> None:
    folder = flags(tmp_path, kinds=kinds, described=kinds == "forward")
    looks(lambda: QuizApp(followed(folder), Clock()), lookup(form, play), snapshot)


def test_a_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    folder = songs(tmp_path / "deck")
    looks(lambda: QuizApp(followed(folder), Clock()), lookup(Form.REVEAL, nothing), snapshot)


def test_a_picture_in_words_with_covered_parts(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    looks(lambda: QuizApp(followed(house(tmp_path)), Clock()), lookup(Form.REVEAL, revealed), snapshot)
