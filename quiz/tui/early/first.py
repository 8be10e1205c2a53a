"""Painting the first card at once, where it is one that can be painted without the app."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.collection.app_choices import AppChoices, Symbols
from quiz.tui import terminal
from quiz.tui.colours import COLOURS, DEFAULT, FORMER, LIGHT

if TYPE_CHECKING:
    from quiz.collection.settings import Settings
    from quiz.tui.early.stage import Stage
    from quiz.tui.study.beginning import Begun

_OTHER_COLOURS = {"TEXTUAL_COLOR_SYSTEM", "TEXTUAL_FILTERS", "TEXTUAL_THEME"}


def show_first(stage: "Stage", begun: "Begun", settings: "Settings", home: Path) -> bool:
    """Paint the card that a session begins with; return whether it was done. Where it was not, the app paints it a little later.

    What goes wrong here is nobody's loss: the app does all of it again by its own means, and tells of what is still wrong then.
    """
    colours = fitting_colours(settings, home, os.environ)
    if colours is None or not stage.is_open:
        return False
    try:
        screen = _screen(begun, colours)
    except Exception:  # noqa: BLE001 - whatever it is: the app is there for all cards, and would meet it, too
        return False
    if screen:
        stage.paint(screen)
    return bool(screen)


def _screen(begun: "Begun", colours: Mapping[str, str]) -> str:
    from quiz.tui.early.card import FirstCard
    from quiz.tui.early.paint import painted
    from quiz.tui.keymap import Keymap

    question = begun.session.question
    if question is None:
        return ""
    size = shutil.get_terminal_size()
    return painted(FirstCard(begun.session, question, Keymap(), size.columns, size.lines).rows(), colours)


def fitting_colours(settings: "Settings", home: Path, environment: Mapping[str, str]) -> Mapping[str, str] | None:
    """Return the colours in which the app would begin; nothing where it would look otherwise than by its own themes and keys."""
    chosen = settings.app or AppChoices()
    if settings.keys or chosen.focus or chosen.timer or chosen.auto_show or chosen.auto_grade:
        return None
    if chosen.symbols is Symbols.ASCII or terminal.encoding(environment) != "utf-8":
        return None
    if _OTHER_COLOURS & environment.keys():
        return None
    if terminal.is_dumb(environment) or terminal.is_colourless(environment) or not environment.get("TERM"):
        return None
    if chosen.theme:
        return COLOURS.get(chosen.theme)
    if (home / FORMER).exists():
        return None
    return COLOURS[LIGHT if terminal.is_light(environment) else DEFAULT]
