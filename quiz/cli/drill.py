"""`quiz drill`: a session line by line, for pipes, screen readers, dumb terminals and programs."""

import sys

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.cards import FORMS
from quiz.cli.clock import now
from quiz.cli.opening import check_writable, studied
from quiz.errors import UsageError


@click.command(epilog="Example: quiz drill countries --new 5 --limit 20")
@click.argument("deck", required=False)
@click.option("--new", type=click.IntRange(min=0), metavar="N", help="Meet so many new cards, over today's limit.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="End after so many answers.")
@click.option("--form", type=click.Choice(FORMS), help="Ask every card in this form where it can be.")
@click.option("--seed", default="", metavar="N", help="Choose and order options by this seed.")
@click.option("--search", metavar="TEXT", help="Ask the cards that this search finds, due or not.")
@common
def drill(
    call: Call, deck: str | None, *, new: int | None, limit: int | None, form: str | None, seed: str, search: str | None
) -> None:
    """Study line by line, without the app.

    All decks, or one and those below it; nothing but standard input and output. After a question, a line is your answer: words,
    an option's number, or several such as 2 1 3; an empty line shows the answer. After the verdict, a line is your grade:
    1 Again, 2 Hard, 3 Good, 4 Easy; an empty line takes the suggested one, u undoes the last answer, q ends.
    “saved” follows as soon as the answer is safe on disk.
    """
    from quiz.cards.card import Form
    from quiz.cli.drilling import Drill
    from quiz.cli.voices import JsonVoice, PlainVoice
    from quiz.text.safe import safe_line

    if search is not None and new is not None:
        raise UsageError("A search says which cards are asked, so --new says nothing; leave it out, or search for is:new.")
    with studied(call) as collection:
        check_writable(collection)
        wanted = Form(form) if form else None
        if search is None:
            session = collection.session(deck, now=now(), new=new, limit=limit, form=wanted, seed=safe_line(seed))
        else:
            from quiz.collection import searching

            session = searching.session(collection, search, now(), deck=deck, limit=limit, form=wanted, seed=safe_line(seed))
        Drill(session, JsonVoice() if call.json else PlainVoice(), _read).run()


def _read() -> str | None:
    """Return the next line of standard input, or nothing at its end."""
    if sys.stdin is None:
        return None
    output.flush()
    if output.asks():
        output.prompt(">")
    return sys.stdin.readline() or None
