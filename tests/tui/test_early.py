"""The first card, painted before Textual is loaded, is what the app then paints."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style

from quiz.cards.card import Form
from quiz.collection.app_choices import AppChoices, Symbols
from quiz.collection.collection import Collection
from quiz.collection.settings import Settings
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.facts.relation import Relation
from quiz.tui.app import QuizApp
from quiz.tui.colours import COLOURS
from quiz.tui.early.card import FirstCard, TooMuchError
from quiz.tui.early.cells import Ink, Row
from quiz.tui.early.first import fitting_colours, show_first
from quiz.tui.early.paint import painted as painted_as
from quiz.tui.early.stage import Stage
from quiz.tui.keymap import Keymap
from quiz.tui.study.beginning import Begun
from tests.tui.samples import START, Clock, Screen, borders, capitals, collection, drive, hostile, neighbours, presidents, scripts
from tests.tui.test_told_looks import asked, laid_out

SIZES = ((80, 24), (140, 45), (40, 15), (100, 30), (59, 40))
Look = tuple[str, str, str, bool, bool]
LONG = "In which of the many towns and villages along the river does one of the oldest bridges of the country stand, {subject}?"


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


def signs() -> Deck:
    """Signs that take two cells, and none."""
    facts = (Fact("日本の首都", "答え", "東京"), Fact("café ☕", "答え", "“naïve” – 3 × 5 ≠ 16"))
    return Deck("signs", "文字", facts=facts)


def pictured() -> Deck:
    facts = (Fact("Bow", "knot", "**bold** and `code`"),)
    return Deck("rich", "Rich", facts=facts, relations=[Relation("knot", value="rich", kinds="forward")])


DECKS = {one.__name__: one for one in (capitals, neighbours, presidents, borders, long_names, hostile, signs, asked)}
FORMS = (None, Form.REVEAL, Form.TYPED, Form.CHOICE, Form.TRUEFALSE)


def differences(deck: str, form: Form | None, size: tuple[int, int], *, taught: bool = True) -> list[str] | None:
    """Return the rows that the app paints otherwise; nothing where the card is left to it."""
    found = collection(DECKS[deck]())
    first = begun(found, form, taught=taught)
    if first is None:
        return None
    try:
        rows = early(first, size)
    except TooMuchError:
        return None
    seen: list[list[Look]] = []

    async def play(screen: Screen) -> None:
        await screen.settle()
        seen.extend(painted(list(strip)) for strip in screen.app.screen._compositor.render_strips())

    drive(QuizApp(found, Clock(), begun=first), play, size)
    mine = [looks(row, COLOURS["quiz-dark"]) for row in rows]
    return [f"{text(app)!r} | {text(own)!r}" for app, own in zip(seen, mine, strict=True) if app != own]


def text(row: list[Look]) -> str:
    return "".join(look[0] for look in row)


@pytest.mark.parametrize(
    ("deck", "form", "taught", "size"),
    [
        ("capitals", Form.TYPED, True, (80, 24)),
        ("capitals", Form.CHOICE, True, (140, 45)),
        ("capitals", Form.TRUEFALSE, True, (40, 15)),
        ("capitals", None, False, (100, 30)),
        ("presidents", Form.REVEAL, True, (59, 40)),
        ("long_names", Form.CHOICE, True, (80, 24)),
        ("hostile", Form.REVEAL, True, (100, 30)),
        ("signs", None, False, (80, 24)),
        ("asked", Form.CHOICE, True, (80, 24)),
        ("asked", Form.TYPED, True, (40, 15)),
    ],
)
def test_the_app_paints_what_was_there_already(deck: str, form: Form | None, taught: bool, size: tuple[int, int]) -> None:  # noqa: FBT001
    assert [] == differences(deck, form, size, taught=taught)


@pytest.mark.long
@pytest.mark.parametrize("taught", [True, False])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("deck", DECKS)
def test_the_app_paints_what_was_there_already_at_every_size(deck: str, form: Form | None, *, taught: bool) -> None:
    assert [] == [line for size in SIZES for line in differences(deck, form, size, taught=taught) or ()]


@pytest.mark.parametrize(
    ("deck", "size"),
    [(pictured, (80, 24)), (scripts, (80, 24)), (laid_out, (80, 24)), (capitals, (29, 24)), (capitals, (80, 11))],
)
def test_what_is_more_than_words_from_left_to_right_is_left_to_the_app(deck: Callable[[], Deck], size: tuple[int, int]) -> None:
    first = begun(collection(deck()), None, taught=True)
    assert first is not None
    with pytest.raises(TooMuchError):
        early(first, size)


def test_a_card_that_is_longer_than_the_screen_is_left_to_the_app() -> None:
    first = begun(collection(long_names()), Form.CHOICE, taught=True)
    assert first is not None
    assert early(first, (80, 40))
    with pytest.raises(TooMuchError):
        early(first, (40, 15))


@pytest.mark.parametrize(
    ("environment", "system"),
    [
        ({"COLORTERM": "truecolor", "TERM": "xterm"}, ColorSystem.TRUECOLOR),
        ({"TERM": "xterm-256color"}, ColorSystem.EIGHT_BIT),
        ({"TERM": "xterm"}, ColorSystem.STANDARD),
    ],
)
def test_colours_are_those_that_the_terminal_can_show(environment: dict[str, str], system: ColorSystem) -> None:
    assert system == Console(color_system="auto", force_terminal=True, _environ=environment)._color_system
    colours = COLOURS["quiz-light"]
    ink = Ink("learning", "panel", bold=True)
    style = Style(color=colours["learning"], bgcolor=colours["panel"], bold=True)
    codes = style._make_ansi_codes(system)
    assert f"\x1b[1;1H\x1b[0;{codes}mone\x1b[0m" == painted_as([[("one", ink)]], colours, environment)


HOME = Path("nowhere")
TERM = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}


@pytest.mark.parametrize(
    ("app", "environment", "theme"),
    [
        ({}, {}, "quiz-dark"),
        ({}, {"COLORFGBG": "0;15"}, "quiz-light"),
        ({"theme": "quiz-contrast"}, {"COLORFGBG": "0;15"}, "quiz-contrast"),
        ({"theme": "quiz-terminal"}, {}, None),
        ({"theme": "nord"}, {}, None),
        ({"focus": True}, {}, None),
        ({"timer": True}, {}, None),
        ({"auto_show": 5}, {}, None),
        ({"symbols": Symbols.ASCII}, {}, None),
        ({}, {"NO_COLOR": "1"}, None),
        ({}, {"TERM": "dumb"}, None),
        ({}, {"TERM": "vt100"}, None),
        ({}, {"PYTHONIOENCODING": "ascii"}, None),
    ],
)
def test_what_looks_otherwise_is_left_to_the_app(app: dict[str, Any], environment: dict[str, str], theme: str | None) -> None:
    found = fitting_colours(Settings(app=AppChoices(**app)), HOME, {**TERM, **environment})
    assert (COLOURS[theme] if theme else None) == found


def test_own_keys_and_a_theme_of_an_earlier_version_are_left_to_the_app(tmp_path: Path) -> None:
    assert fitting_colours(Settings(), tmp_path, TERM)
    assert not fitting_colours(Settings(keys={"study.undo": ("x",)}), tmp_path, TERM)
    (tmp_path / "app.toml").write_text('theme = "quiz-light"\n')
    assert not fitting_colours(Settings(), tmp_path, TERM)


def test_whatever_fails_is_left_to_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: FirstCard) -> list[Row]:
        raise RuntimeError

    stage = Stage()
    stage.before = []
    first = begun(collection(capitals()), None, taught=True)
    assert first is not None
    for name, value in TERM.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(FirstCard, "rows", fails)
    assert not show_first(stage, first, Settings(), HOME)
    assert not stage.is_painted
