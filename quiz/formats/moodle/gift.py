"""GIFT, the text format of Moodle's questions: reading it, and telling it from other texts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from quiz.errors import FormatError
from quiz.facts.encoding import UndecodableError, decoded, decoded_as
from quiz.formats.format import Format, Head, ReadOptions, Record
from quiz.formats.moodle.bank import Bank, path_of
from quiz.formats.moodle.gift_questions import KIND_OF, question_of
from quiz.formats.moodle.gift_tree import Mistake, Question
from quiz.formats.moodle.gift_tree import read as read_tree
from quiz.formats.moodle.gift_writing import write
from quiz.formats.tabular import deck_id

LARGEST: Final = 8 * 2**20
"""Bytes of a file."""
MOST_LINES: Final = 300_000
_SILENT: Final = {
    "Description": "A description asks nothing, so it is no card.",
    "Essay": "An essay has no answer that could be shown or judged, so it is no card.",
}
_SURE: Final = re.compile(r"^[ \t]*(?:\$CATEGORY:|::[^:\n]+::)", re.MULTILINE)
_ANSWERS: Final = re.compile(r"\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE)\s*[#}])")
_OTHERS: Final = re.compile(
    r"\s*(?:<[?!]|<(?:quiz|html)\b|\[(?!(?:html|markdown|plain|moodle)\])|\{\s*[\"}]|#separator:|version https://git-lfs)"
)


_UNESCAPED: Final = re.compile(r"^[ \t]*[=~][^\n#]*?[^\s{=~\\#<>!]=[^\s=]", re.MULTILINE)
"""A line that begins with an answer, and has a sign of another one within words."""
_MOST_TOLD: Final = 20


def text_of_file(path: Path, options: ReadOptions) -> tuple[str, str]:
    """Return the text of a file, and what should be known of its encoding. Raises `FormatError` for no text, or too much."""
    size = path.stat().st_size
    if size > LARGEST:
        raise FormatError(
            f"{path} is too large: {size / 2**20:,.0f} MiB, and at most {LARGEST // 2**20} MiB of questions are read at once. "
            "Split it into several files."
        )
    data = path.read_bytes()
    try:
        found = decoded(data) if options.encoding is None else decoded_as(data, options.encoding)
    except UndecodableError as error:
        raise FormatError(f"{path}: {error}. {error.hint}") from None
    if found.text.count("\n") + found.text.count("\r") > MOST_LINES:
        raise FormatError(f"{path} has more than {MOST_LINES:,} lines. Split it into several files.")
    guessed = (
        f"The encoding was guessed: {found.encoding}. If letters are wrong, name it with --encoding." if found.guessed else ""
    )
    return found.text, guessed


def sniff(head: Head) -> float:
    """Return how surely a file is GIFT: by how many of its first paragraphs are questions."""
    text = head.text
    if not text or "{{c" in text or _OTHERS.match(text) or ("{" not in text and "$CATEGORY:" not in text):
        return 0.0
    trees = list(read_tree(text))
    if len(head.data) < head.size:
        trees = trees[:-1] or trees
    asked = sum(_is_surely_asked(tree) for tree in trees)
    fit = asked + sum(isinstance(tree, Question) and tree.type == "Category" for tree in trees)
    if not fit:
        # Essays have braces with nothing in them, as much else has.
        return 0.6 if head.named(".gift") and any(isinstance(tree, Question) for tree in trees) else 0.0
    share = fit / len(trees)
    if _SURE.search(text):
        return 0.95 if share >= 0.3 else 0.6
    return 0.9 if share >= 0.5 else 0.5 * share


def _is_surely_asked(tree: Question | Mistake) -> bool:
    """Say whether a paragraph has answers in braces that are marked as such."""
    if isinstance(tree, Mistake) or tree.type in {"Category", "Description"}:
        return False
    return _ANSWERS.search(tree.source) is not None


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read the questions of a file."""
    text, guessed = text_of_file(path, options)
    bank = Bank(options.deck or deck_id(path), is_one=options.deck is not None)
    if guessed:
        bank.note(guessed)
    told = 0
    for number, tree in enumerate(read_tree(text)):
        if not number % 100:
            options.tick()
        where = f"line {tree.line}"
        if isinstance(tree, Mistake):
            bank.skip(where, tree.reason)
            continue
        where = f"{where}, “{' '.join(tree.title.split())[:60]}”" if tree.title and tree.type != "Category" else where
        if tree.type == "Category":
            bank.enter(path_of(tree.title or ""))
        elif tree.type in KIND_OF:
            if told < _MOST_TOLD and _UNESCAPED.search(tree.source):
                told += 1
                bank.note(f"{where}: “=” within words begins another right answer, as in Moodle; write \\= where it is meant.")
            bank.take(question_of(tree, where))
        else:
            bank.skip(where, _SILENT[tree.type])
    yield from bank.records()


FORMATS: Final = {
    "gift": Format(
        name="gift",
        title="GIFT, Moodle's questions as text",
        sniff=sniff,
        read=read,
        write=write,
        extensions=(".gift",),
        holds="questions with their options, remarks, tolerances and categories",
        lacks="pictures and sounds, reviews, sources and times other than in words",
    )
}
