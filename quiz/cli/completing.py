"""What a verb's arguments may be completed to: decks of the collection, files, and words of the search language.

All of it stands behind a press of Tab: it is quick, it never prints, and where something cannot be read there is nothing to
offer.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from quiz.errors import QuizError

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

_MOST_HELP = 60
"""Characters of a deck's title beside its id."""
_SHELL = frozenset(" \t\n'\"`$\\;&|<>()*?[]{}#~!,")
"""What a shell, or its completion, reads as something else than a part of a word."""
_TERMS = ("deck", "is", "tag", "prop", "rated", "added", "relation", "subject", "status", "source", "kind", "form", "card")
_VALUES = {
    "is": ("new", "learn", "review", "due", "suspended", "buried", "marked", "leech"),
    "prop": ("ivl", "due", "lapses", "reps", "d", "s", "r"),
    "rated": ("1", "7", "30"),
    "added": ("1", "7", "30"),
}


def decks(context: "click.Context", _: "click.Parameter", incomplete: str) -> "list[CompletionItem]":
    """Return the ids of the collection's decks that begin so and were not given yet, with their titles."""
    from click.shell_completion import CompletionItem

    given = {name for value in context.params.values() if isinstance(value, tuple) for name in value}
    return [
        CompletionItem(deck, help=title[:_MOST_HELP])
        for deck, title in _decks(context)
        if deck.startswith(incomplete) and deck not in given
    ]


def files(_: "click.Context", __: "click.Parameter", incomplete: str) -> "list[CompletionItem]":
    """Let the shell complete a file's path."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def folders(_: "click.Context", __: "click.Parameter", incomplete: str) -> "list[CompletionItem]":
    """Let the shell complete a folder's path."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]


def decks_and_files(context: "click.Context", parameter: "click.Parameter", incomplete: str) -> "list[CompletionItem]":
    """Return the decks that begin so; where none does, let the shell complete a path."""
    return decks(context, parameter, incomplete) or files(context, parameter, incomplete)


def searches(context: "click.Context", _: "click.Parameter", incomplete: str) -> "list[CompletionItem]":
    """Return what the last word of a search may be: a term's name, or what may stand behind it."""
    from click.shell_completion import CompletionItem

    before, space, word = incomplete.rpartition(" ")
    sign = "-" if word.startswith("-") else ""
    name, colon, value = word.removeprefix("-").partition(":")
    if colon:
        known = [deck for deck, _ in _decks(context)] if name == "deck" else _VALUES.get(name, ())
        found = [f"{name}:{one}" for one in known if one.startswith(value)]
    else:
        found = [f"{one}:" for one in _TERMS if one.startswith(name)]
    return [CompletionItem(f"{before}{space}{sign}{one}") for one in found]


def _decks(context: "click.Context") -> list[tuple[str, str]]:
    from quiz.cli.call import Call
    from quiz.store.decks import deck_rows
    from quiz.store.read_only import open_read_only
    from quiz.text.safe import safe_line

    call = context.obj if isinstance(context.obj, Call) else Call()
    with suppress(QuizError, OSError):
        database = open_read_only(call.file)
        try:
            rows = deck_rows(database)
        finally:
            database.close()
        return [
            (row.deck, safe_line(row.title)) for row in rows if safe_line(row.deck) == row.deck and not _SHELL & set(row.deck)
        ]
    return []
