"""hashcards Markdown: `Q:` and `A:` for a question and its answer, `C:` for a sentence with blanks in brackets.

The grammar is that of hashcards' `src/parser.rs` (Apache-2.0); a line of three dashes ends a card, as in its own examples.
"""

import re
import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from attrs import evolve, field, frozen

from quiz.cards.card import Kind
from quiz.cards.generation import generate
from quiz.facts.clozes import Cloze
from quiz.facts.deck import Deck, names_a_deck
from quiz.facts.fact import Fact
from quiz.facts.values import RichText, lines_of, text_of
from quiz.formats.anki.decks import DeckNames
from quiz.formats.authored import MOST_BLANKS, Authored
from quiz.formats.folder_media import FolderMedia, files_below
from quiz.formats.folder_texts import texts_of
from quiz.formats.format import HEAD, Format, Head, Noted, Opened, Outgoing, ReadOptions, Record, Skipped, Taken, Written
from quiz.formats.html_text import Fragment
from quiz.formats.tabular import check_size, deck_id
from quiz.text.blocks import blocks, words_of
from quiz.text.rich import plain_of
from quiz.text.rich_signs import picture
from quiz.text.safe import safe_line

_START = re.compile(r"([QAC]):[ \t]*(.*)", re.DOTALL)
_RULE: Final = "---"
_ENDING: Final = ".md"
_SURE: Final = 0.9
_LOOKED_AT: Final = 400
"""So many files of a folder are looked at to tell its format."""
_HEADING = re.compile(r"#{1,6}[ \t]")
_PICTURE = re.compile(r"!\[([^\]\n]{0,1000})\]\(([^)\n]{0,1000})\)")
_BLANK = re.compile(r"\\[\[\]]|!\[[^\]\n]{0,1000}\]|\[([^\[\]]*)\]")
_DISPLAY = re.compile(r"\$\$\s{0,100}([^$]{1,5000}?)\s{0,100}\$\$")
_MARKS = re.compile(r"\{\{c[\d, ]+::(.*?)(?:::[^{}]*)?\}\}", re.DOTALL)
_SPECIAL = re.compile(r"([\\*_`~^$])")


@frozen
class _Card:
    """One card as it is written."""

    line: int
    parts: dict[str, str] = field(factory=dict)


def sniff(head: Head) -> float:
    """Return how surely a file is hashcards': its first words are a question with an answer, or a sentence with blanks.

    A folder is one of hashcards where a file in it surely is.
    """
    if not head.is_folder:
        return _sureness(head.text.splitlines()) if head.text else 0.0
    for file in islice(files_below(head.path, _ENDING), _LOOKED_AT):
        try:
            with file.open("rb") as opened:
                data = opened.read(HEAD)
        except OSError:
            continue
        if _sureness((Head(file, data, file.stat().st_size).text or "").splitlines()) >= _SURE:
            return 0.8
    return 0.0


def _sureness(whole: list[str]) -> float:
    _, lines, _ = _front(whole)
    first = next((line for line in lines if line.strip() and line.strip() != _RULE), "")
    if _START.match(first) is None:
        # What stands above the first card is no card.
        starts = [line for line in lines if _START.match(line)]
        sure, first = (_SURE - 0.01, starts[0]) if len(starts) > 1 else (0.0, "")
    else:
        sure = _SURE
    if first.startswith("Q:"):
        return sure if any(line.startswith("A:") for line in lines) else 0.0
    return sure if first.startswith("C:") and _BLANK.search("\n".join(lines)) else 0.0


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read the cards of a file, with the pictures and sounds beside it, or of all files in a folder, each of which is a deck.

    In sentences with blanks pictures and sounds are named in brackets.
    """
    check_size(path)
    is_folder = path.is_dir()
    names = DeckNames()
    for found in texts_of(path, _ENDING, tick=options.tick):
        if isinstance(found, Skipped):
            yield found
            continue
        whole = found.text.splitlines()
        if is_folder and not _sureness(whole):
            continue
        name, lines, above = _front(whole)
        own = name if names_a_deck(name) else found.name.replace("/", "::") if is_folder else deck_id(path)
        head = Deck(options.deck or (names.id_of(own) if is_folder else own), name)
        place = f"{safe_line(found.name)}, " if is_folder else ""
        for record in _records(head, lines, above, found.file.parent, options):
            yield evolve(record, where=f"{place}{record.where}") if isinstance(record, Taken | Skipped) else record


def _records(head: Deck, lines: list[str], skipped: int, folder: Path, options: ReadOptions) -> Iterator[Record]:
    """Yield the cards of a file, of which so many lines stand above them."""
    made, media = Authored(), FolderMedia(folder, is_deep=True)
    yield Opened(head, media.files)
    seen: set[tuple[str, str, str]] = set()
    unshown = 0
    for card in _cards(lines, skipped):
        options.tick()
        if isinstance(card, Skipped):
            yield card
            continue
        where = f"line {card.line}"
        unshown += len(_PICTURE.findall(card.parts.get("C", "")))
        try:
            if "C" in card.parts:
                fact = _cloze(card.parts["C"])
            else:
                fact = made.pair(_read(card.parts["Q"], media), _read(card.parts["A"], media)).fact
        except ValueError as error:
            yield Skipped(where, f"{error}.")
            continue
        if (fact.subject, fact.front, fact.value.key) in seen:
            yield Skipped(where, "The same card stands further above.")
        else:
            seen.add((fact.subject, fact.front, fact.value.key))
            yield Taken(where, (fact,))
    if unshown:
        what = "1 picture or sound is" if unshown == 1 else f"{unshown} pictures or sounds are"
        yield Noted(f"{what} named in brackets; the files are not taken along.")
    yield from media.told()
    yield Opened(evolve(head, relations=made.relations), media.files)


def _front(lines: list[str]) -> tuple[str, list[str], int]:
    """Return the name that the lines between dashes at the top give, the other lines, and how many stood above them."""
    if not lines or lines[0].strip() != _RULE:
        return "", lines, 0
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.strip() == _RULE), None)
    if end is None:
        return "", lines, 0
    try:
        found = tomllib.loads("\n".join(lines[1:end])).get("name", "")
    except tomllib.TOMLDecodeError:
        return "", lines, 0
    return found if isinstance(found, str) else "", lines[end + 1 :], end + 1


def _cards(lines: list[str], above: int) -> Iterator[_Card | Skipped]:
    """Yield the cards, and what is out of order."""
    card: _Card | None = None
    part, fenced = "", False
    for number, line in enumerate([*lines, _RULE], start=above + 1):
        fenced ^= line.lstrip().startswith("```")
        start = None if fenced else _START.match(line)
        if start is None and (fenced or line.strip() != _RULE) and number <= above + len(lines):
            if card is not None:
                card.parts[part] += "\n" + line
            continue
        letter = start[1] if start else ""
        if card is not None and letter != "A":
            card.parts[part] = _without_headings(card.parts[part])
            yield card if part in {"A", "C"} else Skipped(f"line {card.line}", "The question has no answer; write A: below it.")
            card = None
        if start is None:
            part = ""
        elif letter == "A" and part == "Q" and card is not None:
            card.parts["A"], part = start[2], "A"
        elif letter == "A":
            yield Skipped(f"line {number}", "An answer stands here without a question.")
            if card is not None and part in {"A", "C"}:
                yield card
            card, part = None, ""
        else:
            card, part = _Card(number, {letter: start[2]}), letter


def _without_headings(text: str) -> str:
    """Return what a card says without the headings of what comes after it. A space keeps a line from being a mark, as written."""
    first, *further = text.rstrip().split("\n")
    while further and (not further[-1].strip() or _HEADING.match(further[-1])):
        further.pop()
    return "\n".join([first, *(line[1:] if line[:1] == " " and _is_mark(line[1:]) else line for line in further)])


def _read(text: str, media: FolderMedia) -> Fragment:
    """Return what a side of a card says, with its pictures and sounds by their files."""
    shown: list[str] = []

    def pictured(found: re.Match[str]) -> str:
        path = media.path(found[2].strip().removeprefix("@/"))
        if path is None:
            return f"[picture: {found[1] or found[2]}]"
        shown.append(path)
        return picture(path, found[1])

    rich = lines_of(_DISPLAY.sub(_formula, _PICTURE.sub(pictured, text)))
    return Fragment(text_of(words_of(blocks(rich))) if not shown else text_of(plain_of(rich)), rich, tuple(shown))


def _cloze(text: str) -> Fact:
    """Return the fact of a sentence: each pair of brackets is a blank of its own."""
    number = 0

    def blank(found: re.Match[str]) -> str:
        nonlocal number
        if found[1] is None:
            return found[0].removeprefix("\\") if found[0].startswith("\\") else found[0]
        number += 1
        if number > MOST_BLANKS:
            raise ValueError(f"The sentence has more than {MOST_BLANKS} blanks")
        return f"{{{{c{number}::{found[1].replace('::', chr(92) + '::')}}}}}"

    escaped = text.replace("{{", "\\{{").replace("}}", "\\}}")
    marked = _BLANK.sub(blank, escaped)
    if not number:
        raise ValueError("The sentence has no blank; put the words to recall in brackets")
    sentence = Cloze(_named(marked))
    return Fact(str(sentence), "cloze", sentence)


def _named(text: str) -> str:
    """Return a text with its pictures named, and with TeX that stands alone on lines of its own as TeX within a line."""
    named = _PICTURE.sub(lambda found: f"[picture: {found[1] or found[2].removeprefix('@/')}]", text)
    return _DISPLAY.sub(_formula, named)


def _formula(found: re.Match[str]) -> str:
    return f"${' '.join(found[1].split())}$"


def write(outgoing: Outgoing, path: Path) -> Written:
    """Write the cards of a deck: sentences with blanks as `C:`, all others as question and answer."""
    deck = outgoing.deck
    parts = [f"{_RULE}\nname = {_quoted(deck.id)}\n{_RULE}"]
    skipped: list[Skipped] = []
    facts: set[str] = set()
    written = 0
    for number, card in enumerate(generate(deck)):
        if not number % 1000:
            outgoing.tick()
        value = card.facts[0].value
        key = card.facts[0].key
        if card.kind is Kind.CLOZE and isinstance(value, Cloze):
            if key in facts:
                written += 1
                continue
            if set("[]\\") & set(str(value)):
                skipped.append(Skipped(card.prompt, "hashcards takes every bracket for a blank."))
                continue
            parts.append("C: " + _lines(_MARKS.sub(lambda found: f"[{found[1]}]", value.text)))
        elif not card.forms:
            skipped.append(Skipped(card.prompt, "Its facts contradict each other, so it is not asked."))
            continue
        else:
            answer = value.source if isinstance(value, RichText) and card.kind is Kind.FORWARD else _marked(card.answer)
            asked = card.facts[0].front if card.kind is Kind.FORWARD and len(card.facts) == 1 else ""
            parts.append(f"Q: {_lines(asked or _marked(card.prompt))}\nA: {_lines(answer)}")
        written += 1
        facts.update(fact.key for fact in card.facts)
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8", newline="\n")
    return Written(facts=len(facts), cards=written, skipped=tuple(skipped))


def _marked(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _lines(text: str) -> str:
    """Return a text of which no further line begins a card or ends one."""
    first, *further = text.split("\n")
    return "\n".join([first, *(f" {line}" if _is_mark(line) else line for line in further)])


def _is_mark(line: str) -> bool:
    return bool(_START.match(line) or _HEADING.match(line)) or line.strip() == _RULE


def _quoted(text: str) -> str:
    from quiz.facts.editing.toml_text import toml_value

    return toml_value(text)


FORMATS: Final = {
    "hashcards": Format(
        name="hashcards",
        title="hashcards Markdown",
        sniff=sniff,
        read=read,
        write=write,
        extensions=(".md",),
        holds="questions and answers with their styles, sentences with blanks",
        lacks="tags, sources, times and terms; reviews and due days; pictures and sounds",
    )
}
