"""Make the pictures of the app that the documentation shows: `uv run python docs/screenshots.py`.

They show the decks that ship with quiz on a fixed day, so that the same program always gives the same pictures.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot

from quiz.collection.collection import Collection
from quiz.tui.app import QuizApp

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SIZE = (88, 24)
IMAGES = Path(__file__).parent / "images"
_FONTS = re.compile(r"@font-face\s*\{[^}]*\}\s*")
"""Fonts that the picture would fetch from another machine."""

Steps = Callable[[Pilot[int]], Awaitable[None]]


def pressing(*keys: str) -> Steps:
    """Return the steps of pressing these keys one after the other."""

    async def steps(pilot: Pilot[int]) -> None:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    return steps


PICTURES: Mapping[str, Steps] = {
    "home": pressing(),
    "study": pressing("enter", "space"),
    "answer": pressing("enter", "space", "1"),
}


async def picture(steps: Steps) -> str:
    """Return the app's screen after some steps as an SVG picture."""
    with Collection.in_memory() as collection:
        collection.add_bundled(NOW)
        app = QuizApp(collection, lambda: NOW)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            await steps(pilot)
            await pilot.pause()
            return _FONTS.sub("", app.export_screenshot(title="quiz"))


def words(svg: str) -> list[str]:
    """Return the texts of a picture, in their order."""
    return re.findall(r"<text [^>]*>([^<]*)</text>", svg)


def main() -> None:
    """Write every picture."""
    IMAGES.mkdir(exist_ok=True)
    for name, steps in PICTURES.items():
        (IMAGES / f"{name}.svg").write_text(asyncio.run(picture(steps)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
