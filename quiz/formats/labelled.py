"""Questions and answers under labels, as people and chatbots write them: `Question 1:` and `Answer:`, `**Front:**`, `Term:`.

A label stands at the beginning of a line, perhaps behind a bullet or in bold. What follows belongs to it, down to the next label,
a heading, or a line across. hashcards' own files are read by `quiz.formats.hashcards`.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from attrs import define, evolve, field

from quiz.errors import FormatError
from quiz.facts.deck import Deck
from quiz.facts.encoding import UndecodableError, decode, decoded_as
from quiz.formats.authored import Authored
from quiz.formats.columns import tags_in
from quiz.formats.folder_media import FolderMedia
from quiz.formats.format import Format, Head, Opened, ReadOptions, Record, Skipped, Taken
from quiz.formats.html_text import Fragment, file_named, from_html
from quiz.formats.markdown_html import html_of
from quiz.formats.tabular import check_size, deck_id
from quiz.text.rich_signs import escaped, lines_escaped
from quiz.text.safe import safe

_QUESTION: Final = (
    "q", "question", "front", "prompt", "term", "concept", "frage", "vorderseite", "begriff", "pregunta", "término", "termino",
    "concepto", "pergunta", "termo", "conceito", "domanda", "termine", "terme", "recto", "вопрос", "термин", "vraag", "fråga",
    "spørsmål", "spørgsmål", "pytanie", "问", "問", "问题", "問題", "質問", "질문",
)  # fmt: skip
_ANSWER: Final = (
    "a", "answer", "ans", "back", "definition", "meaning", "explanation", "antwort", "rückseite", "respuesta", "definición",
    "definicion", "explicación", "resposta", "definição", "risposta", "definizione", "réponse", "reponse", "définition", "verso",
    "ответ", "определение", "antwoord", "svar", "odpowiedź", "答", "答案", "回答", "답", "정답",
)  # fmt: skip
_NOTE: Final = ("explanation", "note", "notes", "hint", "source", "example", "why", "erklärung", "explicación")
_TAGS: Final = ("tags", "tag")
_OTHER: Final = ("status", "difficulty", "level", "category", "topic", "deck", "type")
_LABEL: Final = re.compile(
    r"[ \t]*(?:[-*+][ \t]+|>[ \t]*|#{1,6}[ \t]+)?(?P<bold>\*\*|__)?"
    rf"(?P<label>{'|'.join(sorted({*_QUESTION, *_ANSWER, *_NOTE, *_TAGS, *_OTHER}, key=len, reverse=True))})"
    r"[ \t]*(?:[#.]?[ \t]*\d{1,5})?[ \t]*(?P<closed>\*\*|__)?[ \t]*[:：][ \t]*(?P<late>\*\*|__)?[ \t]*(?P<rest>.*)",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(r"#{1,6}[ \t]")
_RULE: Final = re.compile(r"[ \t]*(?:-{3,}|\*{3,}|_{3,}|={3,})[ \t]*")
_NUMBER: Final = re.compile(
    r"\W*(?:flash[ \t]?cards?|cards?|karte|tarjeta|fiche|carte|cart[ãa]o|question|no|nr)?\W*\d{1,5}\W*", re.IGNORECASE
)
_FENCE: Final = re.compile(r"[ \t]*(`{3,}|~{3,})")
_FEWEST: Final = 2


@define
class _Card:
    """A question and what belongs to it, as they are written."""

    line: int
    parts: dict[str, list[str]] = field(factory=dict)


def sniff(head: Head) -> float:
    """Return how surely a text holds questions and answers under labels: they take turns, and the first is a question."""
    if not head.text or head.text.lstrip()[:1] in {"<", "{"}:
        return 0.0
    turns = [part for _, part, _ in _labels(head.text.splitlines()) if part in {"question", "answer"}]
    asked = turns.count("question")
    pairs = sum(1 for turn in pairwise(turns) if turn == ("question", "answer"))
    if turns[:1] != ["question"] or asked < _FEWEST or pairs < asked * 0.8 or turns.count("answer") > asked * 1.5:
        return 0.0
    return 0.785


def read(path: Path, options: ReadOptions) -> Iterator[Record]:
    """Read the questions and answers of a file; as Markdown, where it is some."""
    check_size(path)
    data = path.read_bytes()
    try:
        text = decode(data) if options.encoding is None else decoded_as(data, options.encoding).text
    except UndecodableError as error:
        raise FormatError(f"{path}: {error}. {error.hint}") from None
    lines = text.splitlines()
    is_markdown = path.suffix.casefold() in {".md", ".markdown"} or any("**" in line for line in lines)
    made, media = Authored(), FolderMedia(path.parent, is_deep=True)
    head = Deck(options.deck or deck_id(path))
    yield Opened(head, media.files)

    def said(card: _Card, part: str) -> Fragment:
        words = "\n".join(card.parts.get(part, ())).strip()
        if not is_markdown:
            return Fragment(safe(words).strip(), lines_escaped(escaped(safe(words).strip())))
        return from_html(html_of(words), named=lambda name: None if (found := file_named(name)) is None else media.path(found))

    for count, card in enumerate(_cards(lines)):
        if not count % 200:
            options.tick()
        where = f"line {card.line}"
        if "question" not in card.parts:
            yield Skipped(where, "An answer stands here without a question.")
            continue
        note = said(card, "note").rich if "note" in card.parts else ""
        tags = tags_in(" ".join(card.parts.get("tags", ())).replace("#", " "))
        try:
            yield Taken(where, (made.pair(said(card, "question"), said(card, "answer"), note=note, tags=tags).fact,))
        except ValueError as error:
            yield Skipped(where, f"{error}.")
    yield from media.told()
    yield Opened(evolve(head, relations=made.relations), media.files)


def _cards(lines: list[str]) -> Iterator[_Card]:
    """Yield the questions with their answers."""
    labels = {number: (part, rest) for number, part, rest in _labels(lines)}
    card: _Card | None = None
    current: list[str] | None = None
    fence = ""
    for number, line in enumerate(lines):
        found = labels.get(number)
        if found is None:
            mark = _FENCE.match(line)
            fence = "" if mark and fence and mark[1].startswith(fence) else fence or (mark[1] if mark else "")
            if not fence and (_HEADING.match(line) or _RULE.fullmatch(line) or (line.strip() and _NUMBER.fullmatch(line))):
                current = None if card is None or "answer" in card.parts or _RULE.fullmatch(line) else current
            elif current is not None:
                current.append(line)
            continue
        part, rest = found
        if part == "question" or (part == "answer" and (card is None or "answer" in card.parts)):
            if card is not None:
                yield card
            card = _Card(number + 1)
        if card is not None:
            current = card.parts.setdefault(part, []) if part else []
            current.append(rest)
    if card is not None:
        yield card


def _labels(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the lines that begin with a label: their number, what they begin, and the words behind the label."""
    fence, last = "", ""
    for number, line in enumerate(lines):
        if (mark := _FENCE.match(line)) is not None:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        match = None if fence else _LABEL.fullmatch(line)
        if match is None:
            continue
        label, rest = match["label"].casefold(), match["rest"]
        if match["bold"] and not (match["closed"] or match["late"]):
            if not rest.rstrip().endswith(match["bold"]):
                continue
            rest = rest.rstrip().removesuffix(match["bold"])
        # “Explanation” answers a term, and explains an answer.
        if label in _QUESTION:
            part = "question"
        elif label in _ANSWER and (label not in _NOTE or last == "question"):
            part = "answer"
        else:
            part = "note" if label in _NOTE else "tags" if label in _TAGS else ""
        last = part or last
        yield number, part, rest


FORMATS: Final = {
    "labelled": Format(
        name="labelled",
        title="questions and answers under labels (Q:, A:)",
        sniff=sniff,
        read=read,
        extensions=(".txt", ".md"),
        holds="questions and answers, notes, tags, pictures and sounds",
        lacks="everything else",
    )
}
