"""The first moments of the app: nothing is in the way of the first screen, and what is likely to be needed next follows it."""

import gc
import os
from importlib import import_module
from threading import Thread

_BEATS = "TEXTUAL_FPS"
_SOON = (
    "quiz.cards.judge",
    "quiz.cards.choices",
    "quiz.cards.multiselect",
    "quiz.cards.ordering",
    "quiz.cards.matching",
    "quiz.study.leeches",
    "quiz.tui.summary.screen",
    "quiz.tui.study.info",
    "quiz.tui.study.difference",
    "quiz.tui.home.screen",
)
"""What the first typed answer, the first options and the keys pressed most need."""


def hurry() -> None:
    """Put off the collecting of garbage until `settle`: while a program starts, next to nothing is thrown away.

    It comes before Textual is loaded, which paints at the beats of a clock: 60 a second, of which each key would wait for the
    next one, unless the environment says otherwise by then.
    """
    gc.disable()
    os.environ.setdefault(_BEATS, "120")


def settle() -> None:
    """Collect garbage again, where `hurry` put that off, without what was there at the start; and import what comes next.

    What is there at the start stays, so looking through it again and again would only make some key wait. The modules are
    imported in a thread: no key waits for those either.
    """
    if gc.isenabled():
        return
    gc.freeze()
    gc.enable()
    Thread(target=_import_all, daemon=True, name="imports").start()


def _import_all() -> None:
    for name in _SOON:
        import_module(name)
