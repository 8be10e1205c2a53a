"""`quiz new`: start a deck from a small one that works."""

import re
from pathlib import Path
from shlex import quote

import click

from quiz.cli import output
from quiz.cli.call import Call, common
from quiz.cli.completing import folders
from quiz.errors import UsageError
from quiz.text.safe import safe_line

_TEMPLATE = """\
# A deck of facts for quiz. “quiz check FOLDER” tells what is wrong with it, “quiz cards FOLDER” what it asks.

[deck]
id = {id}  # never changes afterwards: what you remember hangs on it
title = {title}
lang = "en"

# Where facts come from. A fact names its source by the key, and its place in it by “at”.
[sources.atlas]
title = "An atlas, put here as an example"

# What is said of things, and how it is asked. “value” is text, quantity, date, boolean, list, set, or a type of thing.
[relations.capital]
subject = "country"
value = "city"
ask = "What is the capital of {{subject}}?"
ask_back = "Which country's capital is {{value}}?"
say = "The capital of {{subject}} is {{value}}."

# A fact: a subject, and what is said of it. “since”, “until”, “as_of”, “status” and “according_to” may stand beside it.
[[facts]]
subject = "Uruguay"
capital = "Montevideo"
source = "atlas"
at = "page 1"

# Many facts are easier kept in a table beside this file, with a header such as: name,capital
# [[tables]]
# path = "countries.csv"
# subject = "name"
# source = "atlas"
"""
_NOT_IN_IDS = re.compile(r"(?:[^\w:-]|(?<!:):(?!:))+")


@click.command(epilog="Example: quiz new rivers-of-peru")
@click.argument("deck", shell_complete=folders)
@common
def new(call: Call, deck: str) -> None:
    """Start a deck.

    DECK is its folder; the deck.toml in it tells what can be said, with one relation and one fact to put yours in place of.
    """
    folder = Path(deck)
    name = folder.resolve().name
    identity = deck_id(name)
    file = folder / "deck.toml"
    if file.exists():
        raise UsageError(f"{file} exists already; it was left as it is.")
    text = _TEMPLATE.format(id=_quoted(identity), title=_quoted(safe_line(name)))
    folder.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    if call.json:
        output.record({"deck": identity, "path": str(file)})
    else:
        output.line(f"Started {file}. Write your facts there, then:")
        output.line(f"  quiz check {quote(deck)}")
        output.line(f"  quiz add {quote(deck)}")


def deck_id(name: str) -> str:
    """Return the id that a folder's name makes. Raises `UsageError` where nothing of it can stand in an id."""
    found = _NOT_IN_IDS.sub("-", safe_line(name).casefold()).strip("-:")
    if not any(character.isalnum() for character in found):
        raise UsageError(f"“{name}” makes no id for a deck; name the folder with letters or digits.")
    return found


def _quoted(text: str) -> str:
    """Return text as a basic string of TOML, whose escapes are those of JSON."""
    from json import dumps

    return dumps(text, ensure_ascii=False)
