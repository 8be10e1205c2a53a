"""Cards that people wrote for other programs, as facts: a question with its answer, one way or both, and sentences with blanks.

Each is asked by itself, as there: its relation is `apart`. What a card shows is made of HTML, into which the marks of its program
are brought first.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from quiz.facts.clozes import Cloze
from quiz.facts.fact import Fact
from quiz.facts.media import Picture
from quiz.facts.relation import Relation
from quiz.facts.values import RichText, text_of
from quiz.formats.html_text import Fragment

ANSWER: Final = "answer"
SENTENCE: Final = "cloze"
BLANKED: Final = "blank"
"""The relation of a sentence that is more than words to what one of its blanks hides."""
FORWARD: Final = ("forward",)
BACKWARD: Final = ("backward",)
BOTH: Final = ("forward", "backward")
OPENS, CLOSES = "\ue000", "\ue001"
"""Stand around a blank in HTML: behind the first one its place among the blanks, and the first one again."""
_HOLE: Final = re.compile(f"{OPENS}(\\d{{1,4}}){OPENS}(.*?){CLOSES}", re.DOTALL)
_MARKS: Final = re.compile(f"[{OPENS}{CLOSES}]")
_AS_ENTITIES: Final = re.compile(r"&#(?:x0{0,20}e00[0-4]|0{0,20}5734[4-8])(?![0-9a-f]);?", re.IGNORECASE)
"""The marks of blanks and of places, as HTML and Markdown may spell them."""
_ESCAPED: Final = re.compile(r"\{\{|\}\}|::")
_COVER: Final = "<b>[…]</b>"
MOST_BLANKS: Final = 200
"""Blanks of one sentence; all of them together hide no more than quiz can ask for."""
_ALWAYS_DRAWN: Final = 2_000_000
_MOST_TIMES: Final = 6
"""Sentences are laid out once for each of their cards: all together no more characters than `_ALWAYS_DRAWN`, or so many times as
many as they have."""


@frozen
class Blank:
    """What is said of one blank of a sentence."""

    numbers: tuple[int, ...]
    """The cards that ask for it, counted from 1."""
    hint: str = ""
    covered: tuple[int, ...] = ()
    """The cards that hide it without asking for it."""


@frozen
class Whose:
    """The card that a record of the past is about."""

    deck: str
    fact: str
    kind: str
    number: int
    where: str
    """Its place in the file, for people."""


@frozen
class Made:
    """A fact, and the cards that it makes."""

    fact: Fact
    cards: tuple[tuple[str, int], ...]
    """Of each card its kind, and the number of its blanks, 0 for none."""

    @property
    def name(self) -> str:
        """What a record of the past of its cards calls it."""
        return self.fact.id or self.fact.key

    def whose(self, deck: str, where: str) -> "list[Whose]":
        """Return its cards as records of the past name them."""
        return [Whose(deck, self.name, kind, number, where) for kind, number in self.cards]


class Authored:
    """Makes the facts of one deck, and the relations that they need."""

    def __init__(self) -> None:
        """Begin without any."""
        self.relations: dict[str, Relation] = {}
        self._left = _ALWAYS_DRAWN

    def pair(
        self,
        question: Fragment,
        answer: Fragment,
        kinds: Sequence[str] = FORWARD,
        *,
        name: str = ANSWER,
        **parts: Any,  # noqa: ANN401 - whatever the parts of a fact hold
    ) -> Made:
        """Return the fact that a question has an answer. Raises `ValueError` where one of them says nothing."""
        subject = named(question)
        if not subject:
            raise ValueError("The question is empty")
        if not named(answer):
            raise ValueError("The question has no answer")
        notes = [parts.pop("note", "")]
        front = parts.pop("front", "")
        if question.is_styled:
            front = front or (question.rich if "forward" in kinds else "")
            # Back at the question one sees its words alone.
            notes.append(question.rich if "backward" in kinds else "")
        fact = Fact(
            subject,
            self._pairs(name, tuple(kinds)),
            RichText(answer.rich),
            front=front,
            note="\n\n".join(dict.fromkeys(filter(None, notes))),
            **parts,
        )
        return Made(fact, tuple((kind, 0) for kind in kinds))

    def sentence(
        self,
        html: str,
        blanks: Sequence[Blank],
        read: Callable[[str], Fragment],
        **parts: Any,  # noqa: ANN401 - whatever the parts of a fact hold
    ) -> list[Made]:
        """Return the facts of a sentence whose blanks are marked by `OPENS` and `CLOSES`.

        It is one fact, if it is all words; else one for each of its cards, with the question laid out. Raises `ValueError` where
        nothing is to be recalled.
        """
        if not blanks or not _HOLE.search(html):
            raise ValueError("The sentence has no blank")
        if len(blanks) > MOST_BLANKS:
            raise ValueError(f"The sentence has {len(blanks):,} blanks; at most {MOST_BLANKS} are read")
        cloze = _cloze(html, blanks, read)
        if cloze is not None:
            self.relations.setdefault(
                SENTENCE, Relation(SENTENCE, value="cloze", label="sentence", kinds=SENTENCE, apart=True, many=True)
            )
            fact = Fact(str(cloze), SENTENCE, cloze, **parts)
            return [Made(fact, tuple((SENTENCE, number) for number in cloze.numbers))]
        return list(self._drawn(html, blanks, read, parts))

    def _drawn(
        self, html: str, blanks: Sequence[Blank], read: Callable[[str], Fragment], parts: Mapping[str, Any]
    ) -> Iterable[Made]:
        """Yield a fact for each card of a sentence: its question is laid out, and its answer are the words that it hides."""
        numbers = sorted({number for blank in blanks for number in blank.numbers})
        self._left += (_MOST_TIMES - len(numbers)) * len(html)
        if self._left < 0:
            self._left += len(numbers) * len(html)
            raise ValueError(f"The sentence is too long for its {len(numbers)} cards; split it")
        whole = read(without_marks(html))
        own = parts.get("id")
        for number in numbers:
            hidden: list[str] = []

            def shown(found: re.Match[str], number: int = number, hidden: list[str] = hidden) -> str:
                place = int(found[1])
                if place >= len(blanks):
                    return found[2]
                blank = blanks[place]
                if number not in blank.numbers:
                    return _COVER if number in blank.covered else found[2]
                hidden.append(found[2])
                return f"<b>[{_html(blank.hint)}]</b>" if blank.hint else _COVER

            front = read(without_marks(_HOLE.sub(shown, html)))
            answer = read(", ".join(hidden))
            if not named(answer):
                raise ValueError("A blank hides nothing")
            notes = [note for note in (whole.rich, str(parts.get("note", ""))) if note]
            changes: dict[str, Any] = {**parts, "front": front.rich, "note": "\n\n".join(notes)}
            if own is not None:
                changes["id"] = f"{own}/{number}"
            fact = Fact(named(front), self._pairs(BLANKED, FORWARD), RichText(answer.rich), **changes)
            yield Made(fact, (("forward", 0),))

    def _pairs(self, base: str, kinds: tuple[str, ...]) -> str:
        """Return the name of the relation of questions to answers that is asked in some kinds."""
        name = base if kinds == FORWARD else f"{base}, both ways" if kinds == BOTH else f"{base}, {' '.join(kinds)} only"
        if name not in self.relations:
            self.relations[name] = Relation(
                name,
                value="rich",
                label=base,
                ask="{subject}",
                ask_back="{value}",
                say="{subject} — {value}",
                kinds=kinds,
                apart=True,
            )
        return name


def named(found: Fragment) -> str:
    """Return the words of a text, or words for its pictures and sounds where it has no others."""
    return found.plain.strip() or ", ".join(str(Picture(path)) for path in found.media if path.strip())


def hole(place: int, text: str) -> str:
    """Return a blank as HTML marks it, by its place among the blanks of its sentence, counted from 0."""
    return f"{OPENS}{place}{OPENS}{text}{CLOSES}"


def without_marks(html: str) -> str:
    """Return HTML without the marks of blanks; their words stay."""
    return _MARKS.sub("", _HOLE.sub(lambda found: found[2], html))


def unmarked(text: str) -> str:
    """Return a text of a file without signs that could be taken for the marks of blanks, however they are written."""
    return _AS_ENTITIES.sub("", _MARKS.sub("", text)) if "&#" in text else _MARKS.sub("", text)


def _cloze(html: str, blanks: Sequence[Blank], read: Callable[[str], Fragment]) -> Cloze | None:
    """Return a sentence with blanks; nothing where it is more than words, or where quiz would read it otherwise."""
    whole = read(without_marks(html))
    if whole.is_styled or any(blank.covered for blank in blanks):
        return None
    pieces: list[str] = []
    words = _ESCAPED.sub(lambda found: f"\\{found[0]}", read(html).plain)
    if _HOLE.sub(lambda found: found[2], words) != _ESCAPED.sub(lambda found: f"\\{found[0]}", whole.plain):
        return None
    at = 0
    for found in _HOLE.finditer(words):
        if int(found[1]) >= len(blanks):
            return None
        blank = blanks[int(found[1])]
        hint = _ESCAPED.sub(lambda part: f"\\{part[0]}", blank.hint)
        numbers = ",".join(map(str, blank.numbers))
        pieces += [words[at : found.start()], f"{{{{c{numbers}::{found[2]}{f'::{hint}' if hint else ''}}}}}"]
        at = found.end()
    try:
        made = Cloze("".join([*pieces, words[at:]]))
    except ValueError:
        return None
    expected = sorted({number for blank in blanks for number in blank.numbers})
    return made if text_of(str(made)) == text_of(whole.plain) and list(made.numbers) == expected else None


def _html(text: str) -> str:
    from html import escape

    return escape(text, quote=False)
