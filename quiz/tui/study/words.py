"""What the Study screen says of a card, as words with styles: without Textual, before which the first card is painted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve

from quiz.cards.card import Card, Form, Kind
from quiz.cards.wording import statement
from quiz.facts.fact import Fact, Source, Status
from quiz.facts.media import Picture, Sound, named_in
from quiz.facts.relation import fill
from quiz.facts.values import Listed, RichText, Value
from quiz.study.question import Question
from quiz.study.session import Left
from quiz.tui.study.prompt import prompt_parts

if TYPE_CHECKING:
    from typing import TypeGuard

Words: TypeAlias = tuple[str, str]
"""A text, and the style that it is shown in."""

MOST_STATEMENTS = 4
"""More of them are told in the card's info."""
_MOST_ALIASES = 6
_SIDES = frozenset({"answer", "back", "cloze", "front", "question", "text", "vorderseite", "rückseite", "recto", "verso"})
"""Names of relations, in lower case, that tell a place on a card and not what is asked."""
_WORDY = 56
"""Cells of a line in which there is room for whole words."""
EXPECTED = {
    (1, False): "Type the answer",
    (1, True): "All in order, with ; between them",
    (2, False): "All of them, with ; between them",
    (2, True): "All in order, with ; between them",
}
"""What stands in the field for one and for several answers, and whether their order matters."""


def kicker_words(question: Question, *, teach: bool, picked: int = 0) -> list[Words]:
    """Return the parts of the small line above a question: what is asked about, how much is picked, what is special."""
    found = [(" CHANGED " if question.state.reteach else " NEW ", "bold $chosen on $primary")] if teach else []
    words = [] if _is_side(question.card) else [question.card.relation.words]
    if question.form is Form.TRUEFALSE and not teach:
        words.append("true or false?" if question.prompt != question.card.prompt else "yes or no?")
    if question.form is Form.CHOICE and len(question.card.members) > 1 and not teach:
        words.append("which one is among them?")
    if picked:
        words.append(f"{picked} of {question.wants} picked")
    if question.card.status is not Status.STATED and not prompt_parts(question.prompt, question.card)[1]:
        words.append(str(question.card.status))
    found += [(" · ".join(words), "$quiet")] if words else []
    if question.state.marked:
        found.append(("★ marked", "$warning"))
    return found


def left_words(left: Left, width: int) -> list[Words]:
    """Return what a session still holds, for a line of so many cells."""
    words = ("new", "learning", "review") if width >= _WORDY else ("new", "learn", "rev")
    return [
        (f"{left.new} {words[0]}", "$new" if left.new else "$quiet"),
        (" · ", "$quiet"),
        (f"{left.learning} {words[1]}", "$learning" if left.learning else "$quiet"),
        (" · ", "$quiet"),
        (f"{left.review} {words[2]}", "$review" if left.review else "$quiet"),
    ]


def answer_lines(card: Card) -> list[str]:
    """Return an answer in words: of a list or a set, one member a line; of two that are told apart, with what each belongs to."""
    members = members_of(card)
    if len(members) == 1:
        signs = [""]
    elif card.kind is Kind.CONTRAST and len(card.facts) == len(members):
        signs = [f"{fact.subject} → " for fact in card.facts]
    else:
        signs = [f"{number}. " if card.ordered else "• " for number in range(1, len(members) + 1)]
    return [f"{sign}{member}" for sign, member in zip(signs, members, strict=True)]


def whole_on_screen(question: Question, *, teach: bool) -> bool:
    """Say whether both the question and its whole answer are there once it is answered, so that a statement may repeat them."""
    card = question.card
    if card.kind not in {Kind.FORWARD, Kind.BACKWARD}:
        return False
    if teach or question.form in {Form.REVEAL, Form.TYPED, Form.MULTISELECT}:
        return True
    return question.form is Form.CHOICE and len(card.members) == 1


def told_words(card: Card, most: int = MOST_STATEMENTS, *, seen: bool = False) -> list[Words]:
    """Return what the card's facts state, and the other names of the answer, one a line.

    Where question and answer are `seen` already, statements that only repeat them are left out: those in no words of the deck's
    own, and those of the members of a set.
    """
    facts = [fact for fact in card.facts if _is_sentence(fact.value) and not (seen and _repeats(fact, card))]
    sentences = dict.fromkeys(statement(fact, card.deck.relations[fact.relation]) for fact in facts)
    lines = [(sentence, "") for sentence in list(sentences)[:most]]
    if len(sentences) > most:
        lines.append((f"… and {len(sentences) - most} more in the card’s info (i)", "$quiet"))
    aliases = _aliases(card)
    return [*lines, (aliases, "$quiet")] if aliases else lines


def sources(card: Card) -> list[str]:
    """Return the card's sources, one a line, with the places in them first: in a low window the line is cut."""
    places: dict[str, list[str]] = {}
    for source in card.sources:
        found = places.setdefault(_titled(source), [])
        if source.locator and source.locator not in found:
            found.append(source.locator)
    return [f"source: {'; '.join(found)}{', ' if found else ''}{title}" for title, found in places.items()]


def members_of(card: Card) -> Sequence[Value]:
    """Return the members of an answer; of a list, its items."""
    members = card.members
    return members[0].items if len(members) == 1 and isinstance(members[0], Listed) else members


def is_laid_out(value: Value) -> "TypeGuard[RichText]":
    """Say whether a value is laid out rather than said: it has a table or code, or a picture or sound among its words."""
    if not isinstance(value, RichText):
        return False
    if "![" in value.source:
        return bool(named_in(value.source))
    return has_blocks(value)


def has_blocks(value: RichText) -> bool:
    """Say whether rich text has blocks, such as a table or code."""
    if "\n" not in value.source:
        return False
    # Only here: next to no card has any.
    from quiz.text import blocks

    return blocks.has_blocks(value.source)


def _is_side(card: Card) -> bool:
    """Say whether a card's relation is called after a side of a card, as plain notes of other programs have it."""
    return card.relation.apart and card.relation.words.casefold() in _SIDES


def _repeats(fact: Fact, card: Card) -> bool:
    relation = card.deck.relations[fact.relation]
    if relation.apart and not any(map(str.isalnum, fill(relation.say or "", subject="", value=""))):
        return True  # its question says all that qualifies it, and its sentence has no words of its own
    bare_words = evolve(fact, since=None, until=None, as_of=None, status=Status.STATED, according_to=None)
    unqualified = statement(fact, relation) == statement(bare_words, relation)
    return unqualified and (relation.say is None or len(card.members) > 1)


def _is_sentence(value: Value) -> bool:
    """Say whether a value can be told in a sentence: not a table or code, nor a picture that nobody has put into words."""
    if isinstance(value, RichText):
        return not is_laid_out(value)
    return not isinstance(value, Picture | Sound) or bool(value.alt)


def _titled(source: Source) -> str:
    parts = (source.title, source.publisher, source.date, source.url)
    return ", ".join(str(part) for part in parts if part)


def _aliases(card: Card) -> str:
    members = card.members
    others = card.names(members[0])[1:] if len(members) == 1 else ()
    more = " …" if len(others) > _MOST_ALIASES else ""
    return f"also: {', '.join(others[:_MOST_ALIASES])}{more}" if others else ""
