"""quiz's own decks as files: a folder with `deck.toml`, or one `.toml` file. Importing converts once; `quiz add` follows."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from attrs import evolve

from quiz.errors import FormatError
from quiz.facts.media_named import media_of
from quiz.formats.format import Format, Head, Noted, Opened, Outgoing, ReadOptions, Record, Skipped, Taken, Written

_MOST_NOTES: Final = 20
_HEADER = re.compile(r"^[ \t]*\[deck\]", re.MULTILINE)


def sniff(head: Head) -> float:
    """Return how surely this is a deck of quiz."""
    if head.is_folder:
        return 1.0 if (head.path / "deck.toml").is_file() else 0.0
    return 0.95 if head.text and _HEADER.search(head.text) else 0.0


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read a deck; facts that have something wrong with them are left out."""
    from quiz.facts.loading import examine

    target = path if path.is_dir() or path.suffix.casefold() == ".toml" else None
    if target is None:
        raise FormatError(f"{path} holds a deck of quiz, but its name does not end in .toml; rename it.")
    options.tick()
    reading = examine(target)
    options.tick()
    notes = 0
    for problem in reading.problems:
        where = " ".join(part for part in (problem.where, f"(line {problem.line})" if problem.line else "") if part)
        if problem.severity == "error":
            yield Skipped(where, f"{problem.message}. {problem.hint}".strip())
        elif (notes := notes + 1) <= _MOST_NOTES:
            yield Noted(f"{where}: {problem.message}. {problem.hint}".strip())
    if reading.deck is None or not reading.facts:
        return
    deck = reading.deck
    yield Opened(
        evolve(deck, facts=(), id=options.deck or deck.id, relations=[one for one in deck.relations.values() if one.declared])
    )
    for placed in reading.facts:
        line = placed.places.line(placed.path)
        yield Taken(f"line {line}" if line else "", (placed.fact,))


def write(outgoing: Outgoing, path: Path) -> Written:
    """Write a deck as a folder, with its pictures and sounds; those that are not at hand are told."""
    from quiz.facts.deck_folder import within
    from quiz.facts.editing.replacing import replace_files
    from quiz.facts.writing import deck_file, dump_files

    outgoing.tick()
    deck = outgoing.deck
    copies: dict[Path, bytes | Path] = {}
    skipped: list[Skipped] = []
    for value in {(type(one), one.path): one for one in media_of(deck)}.values():
        source = outgoing.media(value) or deck.media(value)
        target = within(deck_file(path).parent, value.path)
        if source is None or target is None:
            skipped.append(Skipped(value.path, "The file is not at hand; put it into the folder."))
        elif not (target.exists() and target.samefile(source)):
            copies[target] = source
    outgoing.tick()
    dump_files(deck, path)
    replace_files(copies)
    return Written(facts=len(deck.facts), media=len(copies), skipped=tuple(skipped))


FORMATS: Final = {
    "quiz": Format(
        name="quiz",
        title="deck of quiz (folder)",
        sniff=sniff,
        read=read,
        write=write,
        extensions=(".toml",),
        is_folder=True,
        holds="everything that a deck says, with its pictures and sounds",
        lacks="reviews",
    )
}
