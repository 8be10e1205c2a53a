"""`quiz drill`: a session line by line, for pipes, screen readers, dumb terminals and programs."""

from typing import Any

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.cards import FORMS
from quiz.cli.choosing import choosing, session_of
from quiz.cli.clock import now
from quiz.cli.completing import decks
from quiz.cli.opening import check_writable, studied


@click.command(epilog="Example: quiz drill countries --new 5 --limit 20")
@click.argument("deck", required=False, shell_complete=decks)
@choosing
@click.option("--form", type=click.Choice(FORMS), help="Ask every card in this form where it can be.")
@click.option("--seed", default="", metavar="N", help="Choose and order options by this seed.")
@common
def drill(call: Call, deck: str | None, *, form: str | None, seed: str, **options: Any) -> None:  # noqa: ANN401 - Click's values
    """Study line by line, without the app.

    All decks, or one and those below it; nothing but standard input and output, in words that can be read aloud. After a
    question, a line is your answer: words, an option's number, or several such as 2 1 3; an empty line tells the answer. After
    the verdict, a line is your grade: 1 Again, 2 Hard, 3 Good, 4 Easy; an empty line takes the suggested one. At any time h is
    help, r repeats, p tells how far you are, u undoes the last answer, q ends. “saved” follows as soon as the answer is safe.
    """
    from quiz.cards.card import Form
    from quiz.cli.drill_json import JsonVoice
    from quiz.cli.drill_plain import PlainVoice
    from quiz.cli.drilling import Drill
    from quiz.text.safe import safe_line

    with studied(call) as collection:
        check_writable(collection)
        session = session_of(collection, deck, now(), options, form=Form(form) if form else None, seed=safe_line(seed))
        Drill(session, JsonVoice() if call.json else PlainVoice(), output.next_line).run()
