"""A picture on the screen, with a line below it that says what it shows and, where it cannot be shown, why and what to do."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen
from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from quiz.collection.app_choices import AppChoices, Pictures, Symbols
from quiz.collection.app_choices import Sound as SoundChoice
from quiz.errors import NotFoundError
from quiz.facts.media import Picture, Sound
from quiz.tui.keyed import keymap_of
from quiz.tui.lines import plain
from quiz.tui.media.cells import Colour
from quiz.tui.media.drawing import Drawn, NotDrawn, Signs, draw
from quiz.tui.media.playing import NO_PLAYER, command

if TYPE_CHECKING:
    from quiz.collection.collection import Collection

_LEAST, _MOST = 3, 20
_AROUND = 14
"""Rows of the Study screen that are no picture and no option: what is above and below the card, and its question."""
_TALL, _MORE_AROUND = 34, 5
"""From so many rows on, a screen has more room above the card and between options."""


@frozen
class Depiction:
    """A picture of a card and where its file is."""

    picture: Picture
    file: Path | None
    """Nothing where there is none that can be used."""
    named: bool = False
    """Whether the file's name may be told: before the answer it could give it away."""

    @property
    def words(self) -> str:
        """What it is called in words."""
        return self.picture.alt or (self.picture.path if self.named else "a picture")


def opens(app: App[Any]) -> str:
    """Say which key opens a picture outside the app."""
    return f"{keymap_of(app).key('study.view')} opens it"


def choices(app: App[Any]) -> AppChoices:
    """Return how the learner likes the app."""
    found = getattr(app, "choices", None)
    if isinstance(found, AppChoices):
        return found
    collection = getattr(app, "collection", None)
    chosen = getattr(getattr(collection, "choices", None), "app", None)
    return chosen if isinstance(chosen, AppChoices) else AppChoices()


def signs(app: App[Any]) -> Signs | None:
    """Return what pictures are drawn with here; nothing where the learner wants none."""
    chosen = choices(app)
    if chosen.pictures is Pictures.OFF:
        return None
    encoding = (getattr(sys.__stdout__, "encoding", "") or "utf-8").lower().replace("-", "")
    if chosen.symbols is Symbols.ASCII or (chosen.symbols is Symbols.AUTO and not encoding.startswith("utf")):
        return Signs.ASCII
    few = app.console.color_system in {None, "standard"} and chosen.pictures is Pictures.AUTO and not app.is_headless
    return Signs.BRAILLE if app.no_color or few else Signs.HALF_CELLS


def file_of(app: App[Any], deck: str, medium: Picture | Sound) -> Path | None:
    """Return the file of a deck's picture or sound, if it is there and can be used."""
    collection: Collection | None = getattr(app, "collection", None)
    try:
        return None if collection is None else collection.media(deck, medium)
    except NotFoundError:
        return None


def unheard(app: App[Any], deck: str, sound: Sound) -> str:
    """Return why a sound cannot be heard; nothing where it can."""
    if choices(app).sound is SoundChoice.OFF:
        return "sounds are off"
    file = file_of(app, deck, sound)
    if file is None:
        return "its file is not there or cannot be used"
    return "" if command(file) else NO_PLAYER


def depiction(app: App[Any], deck: str, picture: Picture, *, named: bool = False) -> Depiction:
    """Return a deck's picture with its file."""
    return Depiction(picture, file_of(app, deck, picture), named)


def rows_for(height: int, options: int = 0, *, among: int = 1) -> int:
    """Return how many rows a picture has above so many options on a screen so high, `among` how many that share the room.

    It is always the same, so that nothing moves when the picture or the answer is there.
    """
    tall = height >= _TALL
    below = (options * (2 if tall else 1) + 1) if options else 0
    room = min(_MOST, (height - 8) // 2, height - _AROUND - below - (_MORE_AROUND if tall else 0))
    return max(_LEAST, room // max(1, among))


def rows_of_options(height: int) -> int:
    """Return how many rows the picture of one of four options has, two of which stand beside each other."""
    return max(_LEAST, min(_MOST // 2, (height - _AROUND) // 2 - 1))


class Canvas(Widget):
    """Cells of a picture; empty until it is there."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._strips: list[Strip] = []

    def show(self, drawn: Drawn | None) -> None:
        """Show a picture, or nothing."""
        self._strips = [] if drawn is None else [Strip([_segment(*run) for run in row]) for row in drawn.rows]
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a row of the picture, on the screen's ground."""
        width, ground = self.size.width, self.rich_style
        if y >= len(self._strips):
            return Strip.blank(width, ground)
        return self._strips[y].apply_style(ground).adjust_cell_length(width, ground)


class PictureView(Vertical):
    """Shows one picture after the other. A picture is read and drawn in a thread: the card does not wait for it."""

    def __init__(self, *, id: str | None = None, small: bool = False) -> None:
        """Start empty; a small one has no line of words."""
        super().__init__(id=id, classes="picture -small" if small else "picture")
        self._small = small
        self._shown: Depiction | None = None
        self._rows = _LEAST
        self._words = ""
        # Made at once: what is shown before the parts are laid out is kept in them.
        self._canvas = Canvas()
        self._caption = Static(classes="caption")

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield self._canvas
        yield self._caption

    def show(self, depiction: Depiction | None, rows: int) -> None:
        """Show a picture in so many rows, or nothing; it need not be on the screen yet."""
        self.display = depiction is not None
        if depiction == self._shown and rows == self._rows:
            return
        self._shown, self._rows = depiction, rows
        canvas = self._canvas
        canvas.show(None)
        if depiction is None:
            return
        wanted = signs(self.app)
        canvas.display = wanted is not None and depiction.file is not None
        canvas.styles.height = rows
        if wanted is None:
            self._say(f"{depiction.words} · pictures are off; {opens(self.app)}")
        elif depiction.file is None:
            self._say(f"{depiction.words} · its file is not there or cannot be used")
        else:
            self._say(depiction.picture.alt)
            self.call_after_refresh(self._begin)

    def on_resize(self) -> None:
        """Draw it anew for another width."""
        if self._shown is not None and self._shown.file is not None:
            self._begin()

    def _begin(self) -> None:
        self.run_worker(self._draw, exclusive=True)  # type: ignore[arg-type] # Textual allows for no result but `Never`

    async def _draw(self) -> None:
        depiction, wanted, width = self._shown, signs(self.app), self.size.width
        if depiction is None or depiction.file is None or wanted is None or not width:
            return
        drawn = await asyncio.to_thread(
            draw, depiction.file, width=width, height=self._rows, signs=wanted, masks=depiction.picture.masks
        )
        if depiction is not self._shown:
            return
        canvas = self._canvas
        if isinstance(drawn, NotDrawn):
            canvas.display = False
            self._say(f"{depiction.words} · {drawn.why}; {opens(self.app)}")
        else:
            canvas.show(drawn)

    def _say(self, words: str) -> None:
        """Say something below the picture; the same words again would lay the whole screen out again."""
        told = "" if self._small and self._shown is not None and words == self._shown.picture.alt else words
        self._caption.display = bool(told)
        if told != self._words:
            self._words = told
            self._caption.update(plain(f"▣ {told}", "$quiet") if told else Content(""))


def _segment(text: str, colour: Colour | None, ground: Colour | None) -> Segment:
    return Segment(text, Style(color=_named(colour), bgcolor=_named(ground)))


def _named(colour: Colour | None) -> str | None:
    return None if colour is None else "#{:02x}{:02x}{:02x}".format(*colour)
