"""The notes of quiz's own facts: one for each fact, with a card in each direction, or one for a card that asks several.

What Anki has no place for rides in a hidden field, by which the deck is read again as it was.
"""

from collections.abc import Sequence
from hashlib import blake2b
from html import escape
from typing import Final

from attrs import frozen

from quiz.cards.card import Card, Kind
from quiz.cards.depicted import asked_media, term_pictures
from quiz.cards.wording import as_of, claim, held
from quiz.facts.clozes import Cloze
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.facts.relation import Relation
from quiz.facts.values import Value, members
from quiz.formats.anki.writing.blanks import sentence_html
from quiz.formats.anki.writing.html import list_html, medium_html, plain_html, rich_html, value_html
from quiz.formats.anki.writing.models import kinds_of, wording
from quiz.formats.anki.writing.planning import Plan, when_of

_WEB: Final = ("https://", "http://")
_YES: Final = "x"
FRONTED: Final = frozenset({Kind.FORWARD, Kind.CLOZE})
"""The kinds of card whose question an author may have laid out."""


@frozen(eq=False)
class Frame:
    """How the facts of a relation are asked."""

    kinds: tuple[Kind, ...]
    words: tuple[tuple[str, str], ...]
    """What stands before and after what is given in a plain question of each kind."""


class Fields:
    """Fills the fields of notes, all but the hidden one."""

    def __init__(self, deck: Deck) -> None:
        """Fill those of the facts of a deck."""
        self._deck = deck
        self._frames: dict[str, Frame] = {}
        self._known_sources: dict[int, str] = {}
        self.has_pictures = any(term.picture is not None for term in deck.terms.values())

    def of(self, plan: Plan) -> list[str]:
        """Return the fields of a note."""
        match plan.form:
            case "fact":
                return self._fact(plan)
            case "cloze":
                return self._sentence(plan)
            case _:
                return self._card(next(iter(plan.cards.values())), [self._deck.facts[place] for place in plan.facts])

    def _frame(self, relation: Relation) -> Frame:
        found = self._frames.get(relation.name)
        if found is None:
            kinds = kinds_of(relation)
            found = self._frames[relation.name] = Frame(kinds, tuple(wording(relation, self._deck, kind) for kind in kinds))
        return found

    def _fact(self, plan: Plan) -> list[str]:
        frame, cards = self._frame(plan.relation), plan.cards
        fact = self._deck.facts[plan.facts[0]]
        questions = []
        for number, (before, after) in enumerate(frame.words):
            card = cards.get(number)
            if card is None or (card.prompt == f"{before}{card.given}{after}" and not (fact.front and card.front)):
                questions.append("")
            else:
                questions.append(_question(card))
        first = next(iter(cards.values()))
        found = [plain_html(fact.subject), value_html(fact.value), *questions, *self._besides(first, [fact])]
        if len(frame.kinds) > 1:
            found += ["" if number in cards else _YES for number in range(len(frame.kinds))]
        return found

    def _sentence(self, plan: Plan) -> list[str]:
        fact = self._deck.facts[plan.facts[0]]
        number, card = next(iter(plan.cards.items()))
        sentence = fact.value
        if not isinstance(sentence, Cloze):
            raise TypeError
        return [sentence_html(sentence), plain_html(when_of(sentence, number, card).strip()), *self._besides(card, [fact])]

    def _card(self, card: Card, facts: Sequence[Fact]) -> list[str]:
        members = card.members
        answer = value_html(members[0]) if len(members) == 1 else list_html(map(value_html, members), ordered=card.ordered)
        return [_question(card), answer, *self._besides(card, facts)]

    def _besides(self, card: Card, facts: Sequence[Fact]) -> tuple[str, str, str, str]:
        """Return the choices, the note, the pictures and the sources of a card."""
        pictures = "".join(map(medium_html, term_pictures(card))) if self.has_pictures else ""
        if len(facts) == 1 and not _says_more(facts[0]):
            return "", "", pictures, ""
        return _choices(card), _notes(facts), pictures, self._sources(facts)

    def besides_of(self, fact: Fact, kind: Kind) -> tuple[str, str, str, str]:
        """Return the same of a note with one fact, whose first card is of a kind."""
        if not _says_more(fact):
            return "", "", "", ""
        wrong = _options(fact.subject, fact.wrong, members(fact.value)) if fact.wrong and kind is Kind.FORWARD else ""
        return wrong, _notes((fact,)) if fact.note or fact.feedback else "", "", self._sources((fact,))

    def _sources(self, facts: Sequence[Fact]) -> str:
        """Return who says so, when it held, and where it stands."""
        said = ("; ".join(filter(None, (claim(fact), held(fact) or _since(fact), as_of(fact)))) for fact in facts)
        found = [plain_html(one) for one in said if one]
        found += [self._source(source) for fact in facts for source in fact.sources]
        return found[0] if len(found) == 1 else "<br>".join(dict.fromkeys(found))

    def _source(self, source: Source) -> str:
        # By what it is: most facts of a deck share their sources, which live as long as it does.
        found = self._known_sources.get(id(source))
        if found is None:
            found = plain_html(str(source))
            url = source.url or ""
            if url.casefold().startswith(_WEB):
                found = f'<a href="{escape(url)}">{found}</a>'
            self._known_sources[id(source)] = found
        return found


def _says_more(fact: Fact) -> bool:
    return (
        bool(
            fact.wrong
            or fact.note
            or fact.feedback
            or fact.sources
            or fact.since
            or fact.until
            or fact.according_to
            or fact.as_of
        )
        or fact.status.value != "stated"
    )


def _question(card: Card) -> str:
    """Return a question as HTML, with the pictures and sounds that it speaks of."""
    if front := card.front:
        return rich_html(front)
    shown = "".join(f"<br>{medium_html(medium)}" for medium in asked_media(card, card.prompt))
    return plain_html(card.prompt) + shown


def _choices(card: Card) -> str:
    """Return what the author of a card offers to choose from, in an order that tells nothing."""
    wrong = tuple(dict.fromkeys(text for fact in card.facts for text in fact.wrong))
    if not wrong or card.kind is not Kind.FORWARD or card.parts:
        return ""
    return _options(card.given, wrong, card.members)


def _options(given: str, wrong: Sequence[str], right: Sequence[Value]) -> str:
    options = {*map(_option, wrong), *map(value_html, right)}
    return list_html(
        sorted(options, key=lambda text: blake2b(f"{given}\x1f{text}".encode(), digest_size=8).digest()), ordered=False
    )


def _option(text: str) -> str:
    return rich_html(text) if "![" in text else plain_html(text)


def _notes(facts: Sequence[Fact]) -> str:
    """Return what is told with an answer: notes, and what is said to each answer."""
    notes = dict.fromkeys(rich_html(fact.note) for fact in facts if fact.note)
    remarks = dict.fromkeys(
        f"<b>{plain_html(answer)}</b>: {rich_html(remark)}" for fact in facts for answer, remark in fact.feedback
    )
    return "<br>".join(notes) + (list_html(remarks, ordered=False) if remarks else "")


def _since(fact: Fact) -> str:
    return f"since {fact.since}" if fact.since else ""
