"""What the first card looks like on the Study screen, cell by cell; a test holds that the app paints the same."""

import unicodedata
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from quiz.cards.card import Form
from quiz.cards.depicted import answer_media, asked_media, depicted
from quiz.text.safe import safe
from quiz.tui.action import Action, Moment, is_text, shown
from quiz.tui.early.cells import PLAIN, Ink, Row, cells, centred, cut, filled, inked, sides, wrapped
from quiz.tui.footer import Offer, footer
from quiz.tui.study.prompt import prompt_parts
from quiz.tui.study.words import (
    EXPECTED,
    answer_lines,
    is_laid_out,
    kicker_words,
    left_words,
    members_of,
    sources,
    told_words,
    whole_on_screen,
)

if TYPE_CHECKING:
    from quiz.study.question import Question
    from quiz.study.session import Session
    from quiz.tui.keymap import Keymap

_COLUMN = 88
"""Cells of the column in the middle, at most."""
_MARK = 5
_NARROW, _LOW, _TALL = 60, 20, 34
_LEAST = (30, 12)
_LONGEST = 2_000
"""Characters of one text; longer ones are the app's."""
_FORMS = frozenset({Form.REVEAL, Form.TYPED, Form.CHOICE, Form.TRUEFALSE})
_NOT_AT_FIRST = frozenset({"pick_chosen", "add_chosen", "take_back", "confirm", "replay", "view"})
"""What needs a cursor, a pick, a picture or a sound."""


class TooMuchError(Exception):
    """The card has something that only the app can show."""


@frozen
class FirstCard:
    """A question that is the first of its session, to be laid out for a screen."""

    session: "Session"
    question: "Question"
    keymap: "Keymap"
    width: int
    height: int

    @property
    def moment(self) -> Moment:
        """What the screen will be at, once the answer field has the focus."""
        if self.question.teach:
            return "teach"
        return "field" if self.question.form is Form.TYPED else self.question.form.value  # type: ignore[return-value]

    def rows(self) -> list[Row]:
        """Return the screen from top to bottom. Raises `TooMuchError` for what is not laid out here."""
        if (self.width, self.height) < _LEAST or self.height < _LEAST[1] or not self._is_plain():
            raise TooMuchError
        top = [[], self._placed(self._progress()), self._placed(self._meter())]
        end = [[], *map(self._placed, self._button()), []]
        if self._low:
            top, end = top[1:], end[1:-1]
        elif self._narrow:
            end = end[:-1]
        room = self.height - len(top) - len(end) - 1
        card = [*([] for _ in range(self._above)), *map(self._placed, self._card())]
        if len(card) + 1 > room:
            raise TooMuchError
        card += ([] for _ in range(room - len(card)))
        return [*(filled(row, self.width) for row in (*top, *card, *end)), self._footer()]

    # Measures, as in study.tcss

    @property
    def _narrow(self) -> bool:
        return self.width < _NARROW

    @property
    def _low(self) -> bool:
        return self.height < _LOW

    @property
    def _above(self) -> int:
        return 0 if self._low else 5 if self.height >= _TALL and not self._narrow else 1

    @property
    def _side(self) -> int:
        return 1 if self._low or self._narrow else 3

    @property
    def _inner(self) -> int:
        return min(_COLUMN, self.width - 1) - 2 * self._side

    def _placed(self, row: Row) -> Row:
        column = min(_COLUMN, self.width - 1)
        return [(" " * ((self.width - 1 - column) // 2 + self._side), PLAIN), *row]

    # Above and below the card

    def _progress(self) -> Row:
        found = sides(
            inked([(_words(self.question.card.deck.title), "$quiet")]),
            inked(left_words(self.session.left, self._inner)),
            self._inner,
        )
        if found is None:
            raise TooMuchError
        return found

    def _meter(self) -> Row:
        return inked([("─" * self._inner, "$line")])

    def _button(self) -> list[Row]:
        going = {"teach": "study.ask", "field": "study.submit"}.get(self.moment, "study.reveal")
        action = self.keymap.action(going)
        before = takewhile(lambda one: one.id != action.id, self._working())
        taken = {key for one in before for key in self._keys(one)}
        key = next((shown(key) for key in self._keys(action) if key not in taken), "")
        ground = Ink(ground="panel")
        lines = (self._label(action), "bold"), (key, "$quiet")
        return [centred(inked([words], ground), self._inner, ground) for words in lines]

    def _footer(self) -> Row:
        ground = Ink("quiet", "panel")
        offers = [Offer(one, self._key(one), self._label(one)) for one in self._offered()]
        found = footer(offers, self.keymap.action("app.command_palette"), self.width)
        row = inked(found.pieces, ground)
        if cells(row) > self.width:
            raise TooMuchError
        return filled(row, self.width, ground)

    def _working(self) -> list[Action]:
        here = [one for one in self.keymap.at("study") if self.moment in one.during and self._works(one)]
        return [*here, *(one for one in self.keymap.at("app") if one.name != "problems")]

    def _works(self, action: Action) -> bool:
        if action.name in {"undo", "redo"}:
            return bool(getattr(self.session, f"can_{action.name}"))
        return action.name not in _NOT_AT_FIRST

    def _offered(self) -> Iterator[Action]:
        taken: set[str] = set()
        for one in self._working():
            keys = self._keys(one)
            if one.weight and keys and keys[0] not in taken:
                taken.add(keys[0])
                yield one

    def _keys(self, action: Action) -> tuple[str, ...]:
        return tuple(key for key in action.keys if not is_text(key)) if self.moment == "field" else action.keys

    def _key(self, action: Action) -> str:
        if action.name == "pick":
            return evolve(action, keys=action.keys[: len(self.question.options)]).key
        return action.key if action.numbered else shown(next(iter(self._keys(action)), ""))

    def _label(self, action: Action) -> str:
        return "Show answer" if action.name == "submit" else action.label

    # The card

    def _is_plain(self) -> bool:
        """Say whether the card is words and nothing else."""
        question, card = self.question, self.question.card
        special = {card.relation.value, card.relation.of} & {"rich", "picture", "sound"}
        if card.front or (question.teach and card.note):
            return False
        if special or self.session.cram or not (question.teach or question.form in _FORMS):
            return False
        if any(depicted(card, option.text) for option in question.options):
            return False
        return not (asked_media(card, self._asked) or (question.teach and answer_media(card)))

    @property
    def _asked(self) -> str:
        return self.question.card.prompt if self.question.teach else self.question.prompt

    def _card(self) -> Iterator[Row]:
        question = self.question
        between = inked([("  ", "")])
        kicker: Row = []
        for text, style in kicker_words(question, teach=question.teach):
            kicker += [*(between if kicker else []), *inked([(_words(text), style)])]
        if kicker:
            yield from wrapped(kicker, self._inner)
            if not self._low:
                yield []
        words, qualifiers = prompt_parts(self._asked, question.card)
        yield from self._lines(words, "bold")
        if qualifiers:
            yield from self._lines(" · ".join(qualifiers), "italic $quiet")
        yield []
        if question.teach:
            yield from self._taught()
        elif question.options:
            yield from self._options()
        elif question.form is Form.TYPED:
            yield from self._field()

    def _lines(self, text: str, style: str = "") -> list[Row]:
        return wrapped(inked([(_words(text), style)]), self._inner)

    def _taught(self) -> Iterator[Row]:
        card = self.question.card
        if any(is_laid_out(member) for member in members_of(card)):
            raise TooMuchError
        for line in answer_lines(card):
            yield from self._lines(line, "bold $success")
        yield []
        for line, style in told_words(card, seen=whole_on_screen(self.question, teach=True)):
            yield from self._lines(line, style)
        for source in sources(card):
            if self._low:
                yield cut(inked([(_words(source), "$quiet")]), self._inner)
            else:
                yield from self._lines(source, "$quiet")

    def _options(self) -> Iterator[Row]:
        for place, option in enumerate(self.question.options):
            mark = inked([(f"  {self._option_key(place)}", "bold $primary")])
            if cells(mark) >= _MARK:
                raise TooMuchError
            lines = wrapped(inked([(_words(option.text), "")]), self._inner - _MARK)
            for line in lines:
                yield [*filled(mark, _MARK), *line]
                mark = []
            if self.height >= _TALL:
                yield []

    def _option_key(self, place: int) -> str:
        if self.question.form is Form.TRUEFALSE:
            found = self.keymap.named("study", ("true", "false")[place])
            return (shown(found.keys[0]) if found.keys else "") if found else str(place + 1)
        found = self.keymap.named("study", "pick")
        return found.key_of(place + 1) if found else str(place + 1)

    def _field(self) -> Iterator[Row]:
        card = self.question.card
        expected = EXPECTED[min(len(card.members), 2), card.ordered]
        room = self._inner - 4
        if len(expected) > room:
            raise TooMuchError
        edge = "─" * (self._inner - 2)
        yield inked([(f"╭{edge}╮", "$primary")])
        cursor = (expected[0], Ink("background", "primary"))
        yield [
            *inked([("│ ", "$primary")]),
            *filled([cursor, *inked([(expected[1:], "$quiet")])], room),
            *inked([(" │", "$primary")]),
        ]
        yield inked([(f"╰{edge}╯", "$primary")])
        yield []


def _words(text: str) -> str:
    """Return a text as it is shown. Raises `TooMuchError` where it is not simply one sign after the other, from left to right."""
    found = safe(text).expandtabs(4)
    if len(found) > _LONGEST:
        raise TooMuchError
    if not found.isascii() and not all(map(_is_simple, found)):
        raise TooMuchError
    return found


def _is_simple(sign: str) -> bool:
    if sign.isascii():
        return True
    return unicodedata.category(sign)[0] not in "MC" and unicodedata.bidirectional(sign) not in {"R", "AL", "AN"}
