"""The whole way of a file: told, looked at, read, taken into a collection, shown, asked, checked, and written again."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from datetime import UTC, datetime
from io import StringIO
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, Final

from quiz.cards.asking import put
from quiz.cards.card import Card
from quiz.cards.depicted import answer_media, asked_media
from quiz.cards.generation import generate
from quiz.cards.judge import judge
from quiz.cards.remarks import remarks_on
from quiz.cli import output
from quiz.cli.import_ import _tell
from quiz.collection.collection import Collection
from quiz.collection.import_preview import preview
from quiz.errors import QuizError
from quiz.facts.lint import check
from quiz.formats.format import ReadOptions
from quiz.formats.reading import Contents, read_with
from quiz.formats.registry import formats
from quiz.formats.sniffing import sniff
from quiz.formats.streaming import records
from quiz.tui.study.preview import card_content

NOW: Final = datetime(2026, 3, 1, 9, tzinfo=UTC)
RAW: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What a terminal would obey, or what would show words in another order."""
WRITERS: Final = tuple(
    one for one in formats() if one.write is not None and one.name not in {"exam-pdf", "log-parquet", "parquet"}
)
_SHOWN: Final = 6
"""Cards of a deck that are shown and asked."""


def options_for(random: Random) -> ReadOptions:
    """Draw what is told to a reader; mostly nothing."""
    return ReadOptions(
        deck=random.choice([*[None] * 8, "d", "a::b", "../x", ""]),
        columns=random.choice([{}, {}, {}, {}, {"country": "subject", "capital": "answer"}, {"column 1": "tags", "\0": "x"}]),
        header=random.choice([None, None, None, True, False]),
        separator=random.choice([None, None, None, None, ",", "\t", "a", "::", "\n", "\0"]),
        row_separator=random.choice([None, None, None, None, None, ";;", "\n\n", "a"]),
        encoding=random.choice([None, None, None, None, "cp1252", "utf-16", "idna", "rot13", "nowhere", "utf-7"]),
    )  # fmt: skip


def read_through(path: Path, name: str | None, options: ReadOptions, random: Random) -> bool:
    """Read a file in every way there is, and all that it gives; return whether anything was taken."""
    taken = False
    with told():
        sniff(path)
    with told():
        contents = read_with(path, name, options)
        taken = True
        _looked_through(contents)
    if random.random() < 0.3:
        with told():
            preview(path, name, options)
    if random.random() < 0.15:
        with told():
            for _ in records(path, format=name, deck=options.deck, columns=options.columns, separator=options.separator):
                pass
    return taken


def taken_in(path: Path, name: str | None, options: ReadOptions, random: Random, place: Path) -> None:
    """Import a file into a collection: as a trial, strictly, and in earnest, twice; then show and write what was taken."""
    told_of: dict[str, Any] = {
        "format": name, "deck": options.deck, "mapping": options.columns, "header": options.header,
        "separator": options.separator, "row_separator": options.row_separator, "encoding": options.encoding,
    }  # fmt: skip
    home = place / "home"
    home.mkdir()
    try:
        with Collection.open(home / "c.quiz") as collection:
            with told():
                printed(collection.import_(path, now=NOW, dry_run=True, **told_of))
            assert [] == collection.decks()
            try:
                with told(again=True):
                    collection.import_(path, now=NOW, strict=True, **told_of)
            except QuizError:
                assert [] == collection.decks()
                assert not any(file.is_file() for file in (home / "media").rglob("*"))
                with suppress(QuizError), told(again=True):
                    collection.import_(path, now=NOW, **told_of)
            if collection.decks():
                before = {card for row in collection.decks() for card in collection.shelf.cards(row.deck)}
                with told():
                    collection.import_(path, now=NOW, **told_of)
                assert before == {card for row in collection.decks() for card in collection.shelf.cards(row.deck)}
            for row in islice(collection.decks(), 2):
                _shown(collection, row.deck, random)
                _written(collection, row.deck, random, place)
    finally:
        shutil.rmtree(home)


@contextmanager
def told(*, again: bool = False) -> Iterator[None]:
    """Let errors be raised that are meant for people; what they say must be fit to print."""
    try:
        yield
    except QuizError as error:
        text = str(error)
        _assert_printable(lambda: output.message(text, "red"))
        if not text.strip():
            raise AssertionError from error
        if again:
            raise


def printed(report: Any) -> None:  # noqa: ANN401 - a report of an import or an export
    """Print a report, and check that nothing in it is obeyed by a terminal."""
    _assert_printable(lambda: _tell(report, everything=True))
    _assert_printable(lambda: output.record(report.as_data()))


def _assert_printable(say: Any) -> None:  # noqa: ANN401 - something that prints
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        say()
    said.getvalue().encode()
    assert not RAW.search(said.getvalue()), said.getvalue()


def _looked_through(contents: Contents) -> None:
    for deck in contents.decks:
        cards = list(generate(deck))
        assert len({card.id for card in cards}) == len(cards)
    list(contents.past)
    for files in contents.media.values():
        for file in files.values():
            with suppress(QuizError):
                b"".join(file.pieces())


def _shown(collection: Collection, deck: str, random: Random) -> None:
    """Show and ask some cards of a deck."""
    cards = list(collection.shelf.cards(deck).values())
    for card in random.sample(cards, min(len(cards), _SHOWN)):
        for form in card.forms:
            put(card, form, card.id)
            for answered in (False, True):
                shown = card_content(collection, card, form, answered=answered, width=random.choice((20, 76))).plain
                assert not RAW.search(shown.replace("\n", "")), shown
        if card.forms:
            card_content(collection, card, card.forms[0], answered=True, width=60, teach=True)
        _asked(card)
    collection.search_count("a", NOW)


def _asked(card: Card) -> None:
    for answer in (card.answer, "x", card.prompt[:200], ""):
        judge(card, answer)
        remarks_on(card, [answer], right=True)
    asked_media(card, card.prompt)
    answer_media(card)


def _written(collection: Collection, deck: str, random: Random, place: Path) -> None:
    """Write a deck in a few formats, read it again, and check quiz's own."""
    for one in random.sample(WRITERS, 2):
        path = place / f"out{one.extensions[0] if one.extensions and not one.is_folder else ''}"
        with told():
            report = collection.export(deck, path, format=one.name)
            _assert_printable(lambda report=report: output.line(f"{report} {report.skipped}"))
            _assert_printable(lambda report=report: output.record(report.as_data()))
        if path.exists():
            if one.name == "quiz":
                check(path)
            elif one.read is not None:
                with told():
                    read_with(path, one.name, ReadOptions())
        for left in place.iterdir():
            if left.name.startswith(("out", ".out")):
                shutil.rmtree(left) if left.is_dir() else left.unlink()
