"""Opening the app: `quiz` without a verb, and `quiz study`. It needs no Click, which is not loaded for it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from quiz.cli import output
from quiz.cli.call import Call
from quiz.errors import QuizError, UsageError

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.tui.early.stage import Stage
    from quiz.tui.study.beginning import Begun, Making


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
        from quiz.tui.early.stage import Stage
        from quiz.tui.starting import hurry

        hurry()
        with Stage() as stage, studied(call) as collection:  # the first start tells what it does before the app fills the screen
            from quiz.tui.app import run_over

            return run_over(collection, call.home, stage=stage)
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
    from quiz.tui.early.stage import Stage
    from quiz.tui.starting import hurry

    hurry()
    with Stage() as stage, studied(call) as collection:
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
        begun = _begun(stage, call, collection, deck, make)
        from quiz.tui.app import run_over

        return run_over(collection, call.home, deck or "", make, begun=begun, stage=stage)


def _begun(stage: "Stage", call: Call, collection: "Collection", deck: str | None, make: "Making | None") -> "Begun | None":
    """Begin the session and paint its first card; nothing is begun where no card waits, or none can be asked: the app says so."""
    from quiz.collection.clock import local_now
    from quiz.tui.early.first import show_first
    from quiz.tui.study.beginning import begin

    try:
        begun = begin(collection, deck, make, local_now())
    except QuizError:
        return None
    if begun is not None:
        show_first(stage, begun, collection.choices, call.home)
    return begun
