"""Mnemosyne's second version: facts of several fields, and the cards that their card type makes of them.

The card types that come with it: 1 asks for the back, 2 both ways, 3 for the meaning of a word and back, 4 for places on a map
and back, 5 for what is in brackets, 6 for the meaning of a sentence and for what is in brackets in it. Types that a learner made
are copies of those, or show the fields that they name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import field, frozen

from quiz.formats.authored import BACKWARD, BOTH, FORWARD, Authored, Made, Whose, without_marks
from quiz.formats.format import Record, Skipped, Taken
from quiz.formats.html_text import Fragment
from quiz.formats.mnemosyne.items import answer, question
from quiz.formats.mnemosyne.past import Learned, Logged, past
from quiz.formats.mnemosyne.words import Words, literal, pictures, with_blanks

UNTAGGED: Final = "__UNTAGGED__"


@frozen(kw_only=True)
class Card:
    """A card of a fact."""

    id: str
    type: str
    view: str
    """Which of the type's cards it is, such as `3.2`."""
    tags: tuple[str, ...] = ()
    learned: Learned = Learned(grade=-1)  # noqa: RUF009 - frozen
    extra: str = ""
    """What Mnemosyne keeps with it, as Python writes a table."""
    answers: Sequence[Logged] = ()

    @property
    def base(self) -> str:
        """The card type that comes with Mnemosyne of which its own is a copy, or is."""
        return self.type.partition("::")[0]

    @property
    def side(self) -> str:
        """The number of the view within its card type."""
        return self.view.partition("::")[0].rpartition(".")[2]

    @property
    def index(self) -> int:
        """The place of the blank that it asks for, counted from 0; -1 for none."""
        found = literal(self.extra, {})
        place = found.get("index") if isinstance(found, dict) else None
        return place if isinstance(place, int) and 0 <= place < 10_000 else -1


@frozen
class View:
    """What the cards of a learner's own type show: the fields of the question, and those of the answer."""

    asked: tuple[str, ...]
    answered: tuple[str, ...]


@frozen
class Maker:
    """Makes facts of quiz of facts of Mnemosyne."""

    deck: str
    words: Words
    made: Authored
    views: dict[str, View] = field(factory=dict)
    """The learner's own views, by their ids."""

    def taken(self, id: str, fields: Mapping[str, str], cards: Sequence[Card], where: str) -> Iterator[Record]:
        """Yield the facts of one fact, and what is remembered of their cards."""
        tags = tuple(dict.fromkeys(tag for card in cards for tag in card.tags if tag and tag != UNTAGGED))
        by_type: dict[str, list[Card]] = {}
        for card in cards:
            by_type.setdefault(card.type, []).append(card)
        for number, group in enumerate(by_type.values()):
            own = id if not number else f"{id}/{group[0].type}"
            try:
                found = self._facts(own, fields, group, tags)
            except ValueError as error:
                yield Skipped(where, f"{error}.")
                continue
            yield Taken(where, tuple(dict.fromkeys(one.fact for one, _, _ in found)))
            for one, (kind, place), card in found:
                whose = Whose(self.deck, one.name, kind, place, f"{where}, card {card.id}")
                record = past(whose, card.learned, card.answers)
                if record is not None:
                    yield record

    def _facts(self, id: str, fields: Mapping[str, str], cards: Sequence[Card], tags: tuple[str, ...]) -> "list[_Asked]":
        """Return the facts of cards of one type, each card with the kind and the number of it in quiz."""
        base = cards[0].base
        if base in {"1", "2"} and "f" in fields:
            return self._sided(id, cards, tags, self._question(fields, "f"), self._answer(fields, "b"))
        if base == "3" and "f" in fields:
            note = self.words.read(fields.get("p_1", "")).rich
            return self._sided(id, cards, tags, self._question(fields, "f"), self._answer(fields, "m_1"), note=note)
        if base == "4" and "loc" in fields:
            return self._map(id, fields, cards, tags)
        if base == "5" and "text" in fields:
            return self._blanks(id, fields["text"], cards, tags)
        if base == "6" and "f" in fields:
            return self._sentence(id, fields, cards, tags)
        return [one for card in cards for one in self._shown(id, fields, card, tags, alone=len(cards) == 1)]

    def _question(self, fields: Mapping[str, str], *keys: str) -> Fragment:
        return question(self.words, "\n".join(filter(None, (fields.get(key, "") for key in keys))))

    def _answer(self, fields: Mapping[str, str], *keys: str) -> Fragment:
        return answer(self.words, "\n".join(filter(None, (fields.get(key, "") for key in keys))))

    def _sided(
        self, id: str, cards: Sequence[Card], tags: tuple[str, ...], front: Fragment, back: Fragment, *, note: str = ""
    ) -> "list[_Asked]":
        """Return the fact of a front and a back, asked in the directions of which there are cards."""
        kinds = _kinds(cards)
        made = self.made.pair(front, back, kinds, tags=tags, id=id, note=note)
        return _asked(made, cards)

    def _map(self, id: str, fields: Mapping[str, str], cards: Sequence[Card], tags: tuple[str, ...]) -> "list[_Asked]":
        """Return the fact of a place on a map: its first card asks for the name of what is marked, the second one for that."""
        named, marked = self._question(fields, "loc"), self._answer(fields, "marked")
        flipped = [_flipped(card) for card in cards]
        kinds = _kinds(flipped)
        blank = fields.get("blank", "")
        front = self.words.read(f"{fields['loc']}\n{pictures(blank) or blank}").rich if "forward" in kinds else ""
        return _asked(self.made.pair(named, marked, kinds, tags=tags, id=id, front=front), flipped)

    def _blanks(self, id: str, text: str, cards: Sequence[Card], tags: tuple[str, ...], note: str = "") -> "list[_Asked]":
        """Return the facts of a text with blanks, each with a card of its own."""
        html, blanks = with_blanks(text)
        found = self.made.sentence(html, blanks, self.words.read_html, tags=tags, id=id, note=note)
        numbered = {number or place: (one, kind, number) for place, (one, kind, number) in enumerate(_cards(found), start=1)}
        known = ((numbered.get(card.index + 1), card) for card in cards)
        asked: list[_Asked] = [(one[0], (one[1], one[2]), card) for one, card in known if one is not None]
        if not asked:
            raise ValueError("None of its cards asks for a blank that the text has")
        return asked

    def _sentence(self, id: str, fields: Mapping[str, str], cards: Sequence[Card], tags: tuple[str, ...]) -> "list[_Asked]":
        """Return the facts of a sentence in another language: what it means, and what is in brackets in it."""
        html, blanks = with_blanks(fields["f"])
        notes = {key: self.words.read(fields.get(key, "")).rich for key in ("p_1", "m_1", "n")}
        asked: list[_Asked] = []
        for card in (card for card in cards if card.side == "1"):
            front = self.words.read_html(without_marks(html))
            note = "\n\n".join(notes[key] for key in ("p_1", "n") if notes[key])
            made = self.made.pair(front, self._answer(fields, "m_1"), FORWARD, tags=tags, id=id, note=note)
            asked.append((made, ("forward", 0), card))
        others = [card for card in cards if card.side != "1"]
        if others and blanks:
            note = "\n\n".join(filter(None, notes.values()))
            asked += self._blanks(f"{id}/blanks", fields["f"], others, tags, note)
        return asked

    def _shown(self, id: str, fields: Mapping[str, str], card: Card, tags: tuple[str, ...], *, alone: bool) -> "Iterator[_Asked]":
        """Yield the fact of a card of a learner's own type, which shows the fields that its view names."""
        view = self.views.get(card.view)
        if view is None:
            filled = [key for key in fields if fields[key].strip()]
            view = View(tuple(filled[:1]), tuple(filled[1:]))
        made = self.made.pair(
            self._question(fields, *view.asked),
            self._answer(fields, *view.answered),
            FORWARD,
            tags=tags,
            id=id if alone else f"{id}/{card.view}",
        )
        yield made, ("forward", 0), card


_Asked = tuple[Made, tuple[str, int], Card]


def _kinds(cards: Iterable[Card]) -> tuple[str, ...]:
    sides = {card.side == "2" for card in cards}
    return BOTH if len(sides) > 1 else BACKWARD if True in sides else FORWARD


def _flipped(card: Card) -> Card:
    from attrs import evolve

    return evolve(card, view=f"4.{'1' if card.side == '2' else '2'}")


def _asked(made: Made, cards: Iterable[Card]) -> list[_Asked]:
    return [(made, ("backward" if card.side == "2" else "forward", 0), card) for card in cards]


def _cards(found: Iterable[Made]) -> Iterator[tuple[Made, str, int]]:
    for one in found:
        for kind, number in one.cards:
            yield one, kind, number
