"""Opening the app: `quiz` without a verb, and `quiz study`. It needs no Click, which is not loaded for it."""

from collections.abc import Mapping, Sequence
from typing import Any

from quiz.cli import output
from quiz.cli.call import Call
from quiz.errors import UsageError


def start_plainly(words: Sequence[str]) -> int:
    """Do `quiz` or `quiz study [DECK]`, given without options, and return the exit code."""
    from quiz.cli.endings import run
    from quiz.tui.starting import hurry

    hurry()
    deck = words[1] if len(words) > 1 else None
    return run(lambda: study(Call(), deck) if words else start(Call()))


def start(call: Call) -> int:
    """Open the app or, without a terminal or for a program, print what is due and how to go on. Return the exit code."""
    from quiz.cli.opening import studied

    if output.is_terminal() and not call.json:
        from quiz.tui.starting import hurry

        hurry()
        with studied(call) as collection:  # the first start tells what it does before the app fills the screen
            from quiz.tui.app import run_over

            return run_over(collection, call.home)
    from quiz.cli.clock import now
    from quiz.cli.due import show

    with studied(call) as collection:
        found = collection.due(now())
    show(found, json=call.json)
    if not call.json:
        output.line()
        output.line("quiz study opens the app in a terminal; quiz drill DECK needs none; quiz add PATH adds a deck.")
    return 0


def study(call: Call, deck: str | None = None, options: Mapping[str, Any] | None = None) -> int:
    """Open the app with a session on a deck, or on all; with `options`, on the cards that they ask for. Return the exit code."""
    drill = f"quiz drill {deck}" if deck else "quiz drill"
    if call.json:
        raise UsageError(f"The app prints no JSON. For a program: {drill} --json")
    if not output.is_terminal():
        raise UsageError(f"The app needs a terminal. Without one: {drill}")
    from quiz.cli.opening import check_writable, studied
    from quiz.tui.starting import hurry

    hurry()
    with studied(call) as collection:
        check_writable(collection)
        if deck:
            collection.named(deck)
        make = None
        if options is not None:
            from quiz.cli.choosing import session_of
            from quiz.cli.clock import now

            chosen = dict(options)
            session_of(collection, deck, now(), chosen)  # what is wrong with them is told before the app fills the screen
            make = lambda opened, moment: session_of(opened, deck, moment, chosen)  # noqa: E731 - one of two
        from quiz.tui.app import run_over

        return run_over(collection, call.home, deck or "", make)
