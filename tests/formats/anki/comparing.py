"""Compares what quiz makes of a file with what Anki says of the collection that the file came from, card by card."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from attrs import frozen

from quiz.cards.apart_cards import plain_question
from quiz.cards.card import Card, Kind
from quiz.cards.depicted import asked_media
from quiz.cards.generation import generate
from quiz.facts.clozes import BLANK, Cloze
from quiz.facts.deck import Deck
from quiz.facts.values import RichText
from quiz.formats.anki.decks import DeckNames
from quiz.formats.anki.drawing import BLANK_FRONT
from quiz.formats.anki.mapping import KeptDeck, kept_deck, note_of
from quiz.formats.html.visible import visible
from tests.formats.anki.browser import said, seen, tokens
from tests.formats.anki.gathered import Known

_FIELD: Final = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_MEDIUM: Final = re.compile(r"⟦(?!tex:)([^⟧]*)⟧")
_TYPED: Final = re.compile(r"\[\[type:([^\]]*)\]\]")
_BLOCK: Final = re.compile(
    r"<(script|style).*?</\1>|\[sound:[^\]]*\]|</?(?:br|div|d[dlt]|h\d|hr|li|[ou]l|p|pre|t[dhr]|table|summary|blockquote|section)\b[^>]*>"
)
_TAG: Final = re.compile(r"<[^>]*>")
_BLANK: Final = re.compile(r"<div>(?:The front of this card is blank|No cloze).*?</div>", re.DOTALL)
"""What Anki says of a card with nothing to ask."""
_FORMULAS: Final = (("[latex]", "[/latex]"), ("[$]", "[/$]"), ("[$$]", "[/$$]"), ("\\(", "\\)"), ("\\[", "\\]"))
_TOLD: Final = tokens(BLANK_FRONT)
"""What quiz says of it."""
NOTHING: Final = ["—"]
"""Stands in quiz for an answer of which nothing can be shown."""


@frozen
class Shown:
    """A card as quiz has it."""

    guid: str
    number: int
    card: Card
    form: str

    @property
    def question(self) -> list[str]:
        """What is asked, in words."""
        card = self.card
        if card.front:
            return _bare(tokens(said(card.front)))
        words = plain_question(card)
        value = card.facts[0].value
        if card.kind is Kind.BACKWARD and isinstance(value, RichText):
            words = words.replace(card.given, said(value.source), 1)
        return _bare(tokens(words.replace(BLANK, "[]" if card.kind is Kind.CLOZE else BLANK)))

    @property
    def answer(self) -> list[str]:
        """What is the answer, in words."""
        card = self.card
        value = card.facts[0].value
        if isinstance(value, RichText) and card.kind is not Kind.BACKWARD:
            return _bare(tokens(said(value.source)))
        return tokens(" ".join(map(str, card.members)))

    @property
    def note(self) -> list[str]:
        """What is shown with the answer, in words."""
        return _bare(tokens(said(self.card.note)))

    @property
    def media(self) -> set[str]:
        """The files that the question shows."""
        return {medium.path for medium in asked_media(self.card, self.card.prompt)}


def _bare(found: list[str]) -> list[str]:
    """Return words without the marks of lists in the cells of tables, and of notes."""
    return [one for one in found if one not in {"•", "marked"}]


def _spaced(parts: Iterable[str]) -> list[str]:
    return [" ".join(part.split()) for part in parts]


def cards_of(deck: Deck) -> Iterator[Shown]:
    """Yield the cards of a deck, each with its note and the number that it has there."""
    kept: KeptDeck = kept_deck(deck)
    sentences: dict[str, set[int]] = {}
    for card in generate(deck):
        (fact,) = card.facts
        link = kept.links[fact.relation]
        guid, number = note_of(fact)
        if link.form == "asked":
            number = link.templates[card.kind]
        elif isinstance(fact.value, Cloze):
            hidden, taken = tuple(map(str, card.parts)), sentences.setdefault(guid, set())
            found = ((one, fact.value.blanked(one)) for one in fact.value.numbers if one not in taken)
            same = (one for one, (words, parts) in found if _spaced(parts) == _spaced(hidden) and plain_question(card) == words)
            number = next(same)
            taken.add(number)
            number -= 1
        yield Shown(guid, number, card, link.form)


def differences(known: Known, shown: Shown, pair: Iterable[Known] = ()) -> Iterator[tuple[str, str]]:
    """Yield in what a card differs, and how. What both answers of a pair of cards show besides is told with either of them."""
    if known.problem or _is_cut(known.question + known.answer):
        return
    question = seen(_BLANK.sub("", known.question), known.css)
    asked = _bare(tokens(question.replace("[...]", "[]") if shown.form == "cloze" else question))
    if not _are_same(asked, shown.question, together=shown.form == "asked") and (asked or shown.question != _TOLD):
        yield "question", f"{known.question}\n{' '.join(asked)}\n{' '.join(shown.question)}"
    if missing := {*_MEDIUM.findall(question)} - shown.media:
        yield "media", f"{known.question} {missing} {shown.media}"
    if _BLANK.search(known.question):
        # Then Anki has no answer either.
        return
    answer, told = _answer(known), [*shown.answer, *shown.note]
    # A subject that is more than words is told with them as it is, and they are written otherwise.
    is_in_words = shown.card.kind is Kind.BACKWARD and (bool(shown.note) or not {"^", "_"}.isdisjoint(shown.answer))
    # The words of the template before the answer are its label, which is left out.
    labels = tokens(seen(_FIELD.sub(" ", known.template[1]), known.css))
    own = "".join([*shown.question, " ", *told, " ", *labels])
    if lost := [one for one in answer if not _is_there(one, own) and one not in asked and one not in "[...]"]:
        yield "lost", f"{known.answer}\n{lost}"
    # What templates hide from the answer until a script shows it is told, and so are hints.
    hidden, typed = _answer(known, typed=True, hidden=True), _answer(known, typed=True)
    hinted = tokens(seen(known.question, known.css, hints=True))
    whole = "".join([*answer, " ", *hidden, " ", *hinted, " —,()_^“”", *chain.from_iterable(map(_answer, pair))])
    said_of_it = shown.note if is_in_words else told
    if more := [one for one in said_of_it if not _is_there(one.removeprefix("⟦tex:").removesuffix("⟧"), whole)]:
        yield "more", f"{known.answer}\n{more}"
    is_loose = (
        known.is_cloze or is_in_words or "⟦tex" in whole or ("[[type:" in known.question and "{{FrontSide}}" in known.template[1])
    )
    if (
        not is_loose
        and shown.answer != NOTHING
        and not any("".join(shown.answer) in "".join(one) for one in (answer, hidden, typed))
    ):
        yield "answer", f"{known.answer}\n{' '.join(answer)}\n{' '.join(shown.answer)}"


def _are_same(one: list[str], other: list[str], *, together: bool) -> bool:
    """Say whether words are the same; put `together`, a field of several lines may be on one with the words behind it."""
    return "".join(one) == "".join(other) if together else one == other


def _is_there(word: str, text: str) -> bool:
    """Say whether a text holds a word, or two words of which it may be put together where one side ends and another begins."""
    return word in text or any(word[:at] in text and word[at:] in text for at in range(1, len(word)))


def _is_cut(html: str) -> bool:
    """Say whether a filter for readings has taken the end of a formula for a reading, as Anki's do."""
    return any(html.count(start) != html.count(end) for start, end in _FORMULAS)


def _answer(known: Known, *, typed: bool = False, hidden: bool = False) -> list[str]:
    """Return the words of Anki's answer, with the words of what was to be typed in its place.

    There is also what it hides with `hidden`, and all that the typed fields hold with `typed`.
    """
    fields = dict(known.fields)

    def field(found: re.Match[str]) -> str:
        text = fields.get(found[1].rpartition(":")[2], "")
        return "" if "cloze:" in found[1] else f"<div>{text if typed else _TAG.sub('', _BLOCK.sub(' ', visible(text)))}</div>"

    return _bare(tokens(seen(_TYPED.sub(field, known.answer), known.css, hints=True, hidden=hidden)))


def decks_of(known: Iterable[Known]) -> dict[str, int]:
    """Return how many cards each deck has, by what quiz calls it: spaces side by side are one there."""
    names = DeckNames()
    return dict(Counter(names.id_of(" ".join(one.deck.split())) for one in known))
