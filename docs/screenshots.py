"""Make the pictures of the app that the documentation shows: `uv run python docs/screenshots.py [NAME …]`.

A reel is one run of the app; at some of its moments a picture is taken. `stage.py` says what the pictures are made from, so that
the same program always gives the same ones.
"""

import asyncio
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from quiz.cards.card import Form
from quiz.collection.collection import Collection

sys.path.insert(0, str(Path(__file__).parent))
from stage import DOCS, NOW, Stage, changed_moons, empty, moons, shipped, staged, studied, write_tutorial

IMAGES = DOCS / "images"
SIZE = (88, 24)
_FONTS = re.compile(r"@font-face\s*\{[^}]*\}\s*")
"""Fonts that the picture would fetch from another machine."""


@frozen
class Take:
    """Keys to press, and the name of the picture to take then, if any. Words in `write` go into the field before `then`."""

    name: str
    keys: tuple[str, ...] = ()
    write: str = ""
    then: tuple[str, ...] = ()


@frozen(kw_only=True)
class Reel:
    """One run of the app, and the pictures that are taken in it."""

    make: Callable[[], Collection]
    takes: Sequence[Take]
    size: tuple[int, int] = SIZE
    begin: Callable[[Stage], None] | None = None
    """What is done before the first key."""

    @property
    def names(self) -> tuple[str, ...]:
        """The pictures of this reel."""
        return tuple(take.name for take in self.takes if take.name)


def asking(deck: str, **how: Any) -> Callable[[Stage], None]:  # noqa: ANN401 - what a session takes
    """Return how a session begins on cards of a deck, chosen by a search, that are not new any more."""
    search = how.pop("search", "")

    def begin(stage: Stage) -> None:
        def make(collection: Collection, _: object) -> Any:  # noqa: ANN401
            found = collection.search(f"deck:{deck} {search}", NOW)
            cards = [card for card in found if how["form"] in collection.card(card).forms]
            session = collection.custom(deck, now=NOW, cards=cards, **how)
            question = session.next(NOW)
            if question is not None and question.teach:
                session.taught()
            return session

        stage.app.study(deck, make)

    return begin


def _with_table(make: Callable[[], Collection]) -> Callable[[], Collection]:
    def made() -> Collection:
        write_tutorial()
        return make()

    return made


REELS: Sequence[Reel] = (
    Reel(
        make=shipped(),
        takes=(
            Take("home"),
            Take("teach", ("enter",)),
            Take("question", ("space",)),
            Take("answer", ("1",)),
            Take("why", ("w",)),
            Take("info", ("i",)),
            Take("edit", ("escape", "e")),
            Take("help", ("escape", "question_mark")),
            Take("", ("escape", "space")),
            Take("summary", ("space", "2", "space", "space", "1", "space", "space", "3", "space", "q")),
        ),
    ),
    Reel(make=empty, takes=(Take("first-run"),)),
    Reel(make=_with_table(empty), takes=(Take("add", ("a",), "moons", ("enter",)),)),
    Reel(make=changed_moons, takes=(Take("plan", ("r",)),)),
    Reel(
        make=moons,
        begin=asking("moons", form=Form.TYPED, search="kind:forward relation:discoverer herschel"),
        takes=(Take("typed", (), "William Hershel", ("enter",)),),
    ),
    Reel(
        make=shipped("countries"),
        begin=asking("countries", form=Form.MULTISELECT, search="relation:neighbours"),
        takes=(Take("several", ("1", "3")),),
    ),
    Reel(make=moons, begin=asking("moons", form=Form.ORDERING, search="kind:order"), takes=(Take("order", ("2", "1")),)),
    Reel(make=shipped("elements"), begin=asking("elements", form=Form.MATCHING), takes=(Take("pairs", ("2", "1")),)),
    Reel(make=shipped("victory-day-2025"), begin=asking("victory-day-2025", form=Form.TRUEFALSE), takes=(Take("true-or-false"),)),
    Reel(
        make=studied,
        size=(96, 30),
        takes=(
            Take("home-today"),
            Take("today", ("t",)),
            Take("calendar", ("2",)),
            Take("retention", ("4",)),
            Take("answers", ("5",)),
            Take("mistakes", ("8",)),
            Take("browse", ("escape", "slash"), "deck:countries is:review capital", ("down", "down", "enter")),
            Take("ahead", ("escape", "escape", "t", "3", "r", "r", "c")),
            Take("settings", ("escape", "escape", "escape", "comma")),
        ),
    ),
    Reel(make=_with_table(empty), takes=(Take("import", ("i",), "moons/moons.csv", ("enter",)),)),
    Reel(
        make=shipped("elements"),
        begin=lambda stage: stage.app.exam("elements"),
        takes=(Take("exam-setup"), Take("exam", ("enter", "1"))),
    ),
    Reel(make=shipped("elements"), begin=lambda stage: stage.app.export("elements"), takes=(Take("export"),)),
)


async def shoot(reel: Reel) -> dict[str, str]:
    """Return the pictures of a reel as SVG, by name."""
    found = {}
    async with staged(reel.make, reel.size) as stage:
        if reel.begin is not None:
            reel.begin(stage)
            await stage.still()
        for take in reel.takes:
            await stage.press(*take.keys)
            await stage.write(take.write)
            await stage.press(*take.then)
            if take.name:
                found[take.name] = _FONTS.sub("", stage.app.export_screenshot(title="quiz"))
    return found


def words(svg: str) -> list[str]:
    """Return the texts of a picture, in their order."""
    return re.findall(r"<text [^>]*>([^<]*)</text>", svg)


def main(*names: str) -> None:
    """Write all pictures, or those of the reels in which one of `names` is."""
    IMAGES.mkdir(exist_ok=True)
    for reel in REELS:
        if not names or set(names) & set(reel.names):
            for name, svg in asyncio.run(shoot(reel)).items():
                (IMAGES / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
