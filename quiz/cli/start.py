"""`quiz` without a verb: the app, or what is due where there is no terminal for it."""

from quiz.cli import output
from quiz.cli.call import Call


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
