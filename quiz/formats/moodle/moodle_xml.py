"""Moodle XML: reading it question by question, with the pictures and sounds in it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import evolve

from quiz.errors import FormatError
from quiz.formats.format import Format, Head, ReadOptions, Record
from quiz.formats.moodle.bank import MOST_QUESTIONS, Bank, path_of
from quiz.formats.moodle.media import Files
from quiz.formats.moodle.words import worded
from quiz.formats.moodle.xml_chunks import LARGEST_QUESTION, Chunk, chunks, encoding_named, encoding_of
from quiz.formats.moodle.xml_questions import Reader, UnaskableError
from quiz.formats.moodle.xml_tree import BrokenError, tree_of
from quiz.formats.moodle.xml_writing import write
from quiz.formats.tabular import deck_id
from quiz.formats.xml_records import Element

LONGEST_KEPT: Final = 20_000
"""Characters of a question that are kept as they are, so that it goes out again as it came in."""
MOST_LETTERS: Final = 16 * 2**20
"""Letters of all questions of a file, beside their pictures and sounds."""
_ROOT: Final = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE.{0,9000}?\]?>\s*)?(?:<!--.*?-->\s*)*<quiz\b", re.DOTALL)
_QUESTION: Final = re.compile(r"<question\b[^>]{0,200}\btype\s*=")
_CONTENT: Final = re.compile(r"(<file\b[^>]*>)[^<]*</file>")


def sniff(head: Head) -> float:
    """Return how surely a file is Moodle XML: a quiz of questions of a type."""
    text = head.text
    if not text or not _ROOT.match(text):
        return 0.0
    return 0.98 if _QUESTION.search(text) else 0.5


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read the questions of a file. Raises `FormatError` where nothing of it can be read."""
    encoding, told = (encoding_named(options.encoding), "") if options.encoding else encoding_of(path)
    bank = Bank(options.deck or deck_id(path), is_one=options.deck is not None)
    if told:
        bank.note(told)
    files = Files()
    reading = _Reading(bank, files)
    try:
        for number, chunk in enumerate(chunks(path, encoding)):
            if not number % 100:
                options.tick()
            if number >= 2 * MOST_QUESTIONS:
                raise FormatError(f"{path} holds more than {2 * MOST_QUESTIONS:,} questions. Split it into several files.")
            reading.take(chunk)
    except (LookupError, UnicodeError):
        raise FormatError(f"{path} cannot be read as “{encoding}”; name another encoding, such as utf-8 or cp1252.") from None
    reading.end()
    yield from bank.records()


class _Reading:
    """Takes the questions of a file, one after the other."""

    def __init__(self, bank: Bank, files: Files) -> None:
        self._bank, self._files = bank, files
        self._mended = self._letters = 0

    def take(self, chunk: Chunk) -> None:
        """Take a question, or tell why it is not taken."""
        where = f"line {chunk.line}"
        if chunk.is_huge:
            self._bank.skip(where, f"The question has more than {LARGEST_QUESTION // 2**20} million letters with its pictures.")
            return
        if not chunk.is_whole:
            self._bank.skip(where, "The question has no end (</question>): the file was cut off, or part of it is missing.")
            return
        source = _CONTENT.sub(r"\1</file>", chunk.text)
        self._letters += len(source)
        if self._letters > MOST_LETTERS:
            raise FormatError(
                f"The file has more than {MOST_LETTERS // 2**20} million letters of text. Split it into several files."
            )
        try:
            node, is_mended = tree_of(chunk.text)
        except BrokenError as error:
            self._bank.skip(
                f"line {chunk.line + error.line - 1}", f"{error} The question that begins in line {chunk.line} is left out."
            )
            return
        self._mended += is_mended
        if node.attributes.get("type", "").strip().casefold() == "category":
            self._enter(node)
            return
        self._files.begin()
        name = " ".join(node.said("name", "text").split())[:60]
        where = f"{where}, “{name}”" if name else where
        reader = Reader(
            self._files, lambda file, why: self._bank.skip(f"{where}, file “{file}”", f"The file is left out: {why}.")
        )
        try:
            question = reader.question(node, where)
        except UnaskableError as error:
            self._bank.skip(where, str(error))
            return
        self._bank.take(evolve(question, kept=_kept(source, self._files.names)), self._files.recent)

    def end(self) -> None:
        """Tell what should be known at the end."""
        if self._mended:
            what = "1 question was" if self._mended == 1 else f"{self._mended} questions were"
            self._bank.note(f"{what} not well-formed XML, in signs such as a lone &, and read as it was meant.")

    def _enter(self, node: Element) -> None:
        info = node.first("info")
        said = worded(node.said("info", "text"), "html" if info is None or info.attributes.get("format") == "html" else "plain")
        self._bank.enter(path_of(node.said("category", "text") or node.said("category")), said.plain)


def _kept(source: str, files: Mapping[str, str]) -> dict[str, object]:
    """Return a question as it is written, without the contents of its files, and the paths of these."""
    if len(source) > LONGEST_KEPT:
        return {}
    return {"moodle": source, "files": dict(files)} if files else {"moodle": source}


FORMATS: Final = {
    "moodle": Format(
        name="moodle",
        title="Moodle XML",
        sniff=sniff,
        read=read,
        write=write,
        extensions=(".xml",),
        holds="questions with their options, remarks, tolerances, categories, tags, pictures and sounds",
        lacks="reviews, sources and times other than in words",
    )
}
