"""Make the tour that the README shows: an SVG that plays a short session, frame by frame: `uv run python docs/tour.py`.

`stage.py` says what it is made from, so that the same program always gives the same tour. A row that looks the
same in several frames is kept once. Whoever has asked their system for less motion sees the last frame only.
"""

import asyncio
import sys
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from attrs import frozen
from rich.segment import Segment
from rich.style import Style

from quiz.cards.card import Form
from quiz.collection.collection import Collection

sys.path.insert(0, str(Path(__file__).parent))
from screenshots import IMAGES, SIZE, asking
from stage import Stage, moons, shipped, staged, studied

CELL, LINE, FONT = 8.4, 18, 14
"""Pixels: width and height of a cell, and the size of the type."""
MARGIN = 14
READING = 3.2
"""Seconds for which a frame is shown, unless it says otherwise."""


@frozen
class Step:
    """Keys that are pressed, and what is said of them below the screen; words to be written go before `then`."""

    keys: tuple[str, ...]
    said: str
    seconds: float = READING
    write: str = ""
    then: tuple[str, ...] = ()


@frozen
class Act:
    """A part of the tour, over one collection."""

    make: Callable[[], Collection]
    steps: Sequence[Step]
    begin: Callable[[Stage], None] | None = None


@frozen
class Frame:
    """The screen at a moment, as rows of SVG, with its caption and for how long it is shown."""

    rows: tuple[str, ...]
    said: str
    seconds: float


ACTS: Sequence[Act] = (
    Act(
        shipped(),
        (
            Step((), "Home: what waits today. Enter begins", 2.6),
            Step(("enter",), "A new fact is shown first, with its source"),
            Step(("space",), "Then it is asked: by choice, as long as the memory is weak"),
            Step(("1",), "A wrong pick is explained, by the fact that it belongs to", 4.2),
            Step(("space",), "Each answer is saved before the next card appears"),
            Step(("u",), "u takes it back, and every answer before it; nothing is ever lost"),
            Step(("w",), "w tells why this card, and why now", 4.0),
            Step(("escape", "e"), "e mends the fact behind the card, and shows what becomes of your memory", 4.2),
        ),
    ),
    Act(
        moons,
        (
            Step((), "A firmer memory is asked to be typed", 2.6, "William Hershel"),
            Step(("enter",), "A slip is shown letter by letter"),
        ),
        asking("moons", form=Form.TYPED, search="kind:forward relation:discoverer herschel"),
    ),
    Act(
        studied,
        (
            Step(
                ("slash",), "/ finds any card while you type, in Anki's language", 3.6, "deck:countries lisbon", ("down", "enter")
            ),
            Step(("q", "t", "2"), "t: your statistics. The calendar of your answers"),
            Step(("4",), "Do you remember as much as you wanted to?"),
            Step(("8",), "What you mix up, and a key to drill it side by side", 4.0),
        ),
    ),
)


async def frames(acts: Sequence[Act] = ACTS) -> list[Frame]:
    """Return the frames that the app shows after each step."""
    found = []
    for act in acts:
        async with staged(act.make, SIZE) as stage:
            if act.begin is not None:
                act.begin(stage)
                await stage.still()
            for step in act.steps:
                await stage.press(*step.keys)
                await stage.write(step.write)
                await stage.press(*step.then)
                rows = stage.app.screen._compositor.render_strips()  # noqa: SLF001 - there is no other way to them
                found.append(Frame(tuple(_row(list(row)) for row in rows), step.said, step.seconds))
    return found


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
        f"text{{font:{FONT}px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace}}",
        ".b{font-weight:bold}",
        "rect{shape-rendering:crispEdges}",
        ".c{fill:#9aa4b2;font-family:ui-sans-serif,system-ui,sans-serif;font-size:16px}",
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
    grounds: list[tuple[str, int, int]] = []
    words, at = [], 0
    for segment in segments:
        cells = segment.cell_length
        text, ground = _colours(segment.style)
        if grounds and grounds[-1][0] == ground:
            grounds[-1] = (ground, grounds[-1][1], at + cells)
        else:
            grounds.append((ground, at, at + cells))
        if segment.text.strip():
            lead = len(segment.text) - len(segment.text.lstrip())
            said = segment.text.strip()
            length = (cells - (len(segment.text) - len(said))) * CELL
            bold = ' class="b"' if segment.style and segment.style.bold else ""
            place = f'x="{(at + lead) * CELL:.1f}" y="{LINE - 4}" textLength="{length:.1f}"'
            words.append(f'<text {place} fill="{text}"{bold}>{escape(said).replace(" ", "&#160;")}</text>')
        at += cells
    below = [
        f'<rect x="{start * CELL:.1f}" width="{(end - start) * CELL:.1f}" height="{LINE}" fill="{ground}"/>'
        for ground, start, end in grounds
        if ground not in {"", "#15181d"}
    ]
    return "".join([*below, *words])


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
    (IMAGES / "tour.svg").write_text(svg(asyncio.run(frames())), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
