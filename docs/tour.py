"""Make the tour that the README shows: an SVG that plays a short session, frame by frame: `uv run python docs/tour.py`.

It shows the decks that ship with quiz on a fixed day, so that the same program always gives the same tour. A row that looks the
same in several frames is kept once. Whoever has asked their system for less motion sees the last frame only.
"""

import asyncio
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path

from attrs import frozen
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot

from quiz.collection.collection import Collection
from quiz.tui.app import QuizApp

sys.path.insert(0, str(Path(__file__).parent))
from screenshots import IMAGES, NOW, SIZE

CELL, LINE, FONT = 8.4, 18, 14
"""Pixels: width and height of a cell, and the size of the type."""
MARGIN = 14
FIRST, BETWEEN = 2.0, 1.7
"""Seconds for which the first frame and each of the others is shown, unless it says otherwise."""


@frozen
class Step:
    """Keys that are pressed, and what is said of them below the screen."""

    keys: tuple[str, ...]
    said: str
    seconds: float = BETWEEN


@frozen
class Frame:
    """The screen at a moment, as rows of SVG, with its caption and for how long it is shown."""

    rows: tuple[str, ...]
    said: str
    seconds: float


STEPS: Sequence[Step] = (
    Step((), "Home: what waits today", FIRST),
    Step(("enter",), "Enter: a new fact is shown first, with its source"),
    Step(("space",), "Space: then it is asked"),
    Step(("1",), "1: a pick, and why it is right or wrong; the next interval stands under each grade", 2.6),
    Step(("space",), "Space takes the suggested grade; the next card"),
)


async def frames(steps: Sequence[Step]) -> list[Frame]:
    """Return the frames that the app shows after each step."""
    with Collection.in_memory() as collection:
        collection.add_bundled(NOW)
        app = QuizApp(collection, lambda: NOW)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            return [await _frame(app, pilot, step) for step in steps]


async def _frame(app: QuizApp, pilot: Pilot[int], step: Step) -> Frame:
    for key in step.keys:
        await pilot.press(key)
        await pilot.pause()
    app.clear_notifications()
    await pilot.pause()
    rows = [list(strip) for strip in app.screen._compositor.render_strips()]  # noqa: SLF001 - there is no other way to them
    return Frame(tuple(_row(row) for row in rows), step.said, step.seconds)


def svg(shown: Sequence[Frame]) -> str:
    """Return the tour."""
    width, height = SIZE[0] * CELL, SIZE[1] * LINE
    known: dict[str, str] = {}
    for frame in shown:
        for row in frame.rows:
            known.setdefault(row, f"r{len(known)}")
    total = sum(frame.seconds for frame in shown)
    box = f"0 0 {width + 2 * MARGIN:.0f} {height + 3 * MARGIN + LINE:.0f}"
    label = escape(" · ".join(frame.said for frame in shown))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" aria-label="{label}">',
        _style(shown, total),
        '<rect width="100%" height="100%" rx="8" fill="#15181d"/>',
        "<defs>",
        *(f'<g id="{name}">{row}</g>' for row, name in known.items()),
        "</defs>",
    ]
    for number, frame in enumerate(shown):
        uses = "".join(f'<use href="#{known[row]}" y="{line * LINE}"/>' for line, row in enumerate(frame.rows) if row)
        caption = f'<text class="c" x="0" y="{height + MARGIN + LINE - 4}">{escape(frame.said)}</text>'
        parts.append(f'<g class="f f{number}" transform="translate({MARGIN} {MARGIN})">{uses}{caption}</g>')
    return "\n".join([*parts, "</svg>", ""])


def _style(shown: Sequence[Frame], total: float) -> str:
    rules = [
        f"text{{font:{FONT}px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;white-space:pre}}",
        ".c{fill:#9aa4b2;font-family:ui-sans-serif,system-ui,sans-serif}",
        f".f{{visibility:hidden;animation:{total:.1f}s infinite step-end}}",
    ]
    at = 0.0
    for number, frame in enumerate(shown):
        start, at = at / total * 100, at + frame.seconds
        end = at / total * 100
        before = "0%{visibility:hidden}" if start else ""
        after = f"{end:.2f}%{{visibility:hidden}}" if end < 100 else ""
        rules.append(f"@keyframes k{number}{{{before}{start:.2f}%{{visibility:visible}}{after}}}")
        rules.append(f".f{number}{{animation-name:k{number}}}")
    last = len(shown) - 1
    rules.append(f"@media(prefers-reduced-motion){{.f{{animation:none}}.f{last}{{visibility:visible}}}}")
    return f"<style>{''.join(rules)}</style>"


def _row(segments: list[Segment]) -> str:
    """Return one row: grounds first, then the words, each run as wide as its cells whatever the font."""
    grounds, words, at = [], [], 0
    for segment in segments:
        cells = segment.cell_length
        text, ground = _colours(segment.style)
        if ground and ground != "#15181d":
            grounds.append(f'<rect x="{at * CELL:.1f}" width="{cells * CELL:.1f}" height="{LINE}" fill="{ground}"/>')
        if segment.text.strip():
            lead = len(segment.text) - len(segment.text.lstrip())
            said = segment.text.strip()
            length = (cells - (len(segment.text) - len(said))) * CELL
            bold = ' font-weight="bold"' if segment.style and segment.style.bold else ""
            place = f'x="{(at + lead) * CELL:.1f}" y="{LINE - 4}" textLength="{length:.1f}"'
            words.append(f'<text {place} fill="{text}"{bold}>{escape(said)}</text>')
        at += cells
    return "".join([*grounds, *words])


def _colours(style: Style | None) -> tuple[str, str]:
    text, ground = "#e3e6eb", ""
    if style is not None:
        text = style.color.get_truecolor().hex if style.color else text
        ground = style.bgcolor.get_truecolor().hex if style.bgcolor else ground
        if style.reverse:
            text, ground = ground or "#15181d", text
    return text, ground


def main() -> None:
    """Write the tour."""
    IMAGES.mkdir(exist_ok=True)
    (IMAGES / "tour.svg").write_text(svg(asyncio.run(frames(STEPS))), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
