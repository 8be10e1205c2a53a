"""The card on the Study screen: its question, what there is to answer with, and what is said once the answer is there."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from quiz.cards.card import Form
from quiz.cards.depicted import Medium, answer_media, asked_media, term_pictures, uncovered
from quiz.facts.media import Picture, Sound
from quiz.tui.keyed import keymap_of
from quiz.tui.lines import is_rtl, joined, plain
from quiz.tui.media.placing import place_picture
from quiz.tui.study.answer import kicker, needs_answer, right_answer, said_of, told, verdict
from quiz.tui.study.fronts import question_content, rich_content
from quiz.tui.study.parts import Options, Slots
from quiz.tui.study.slots import SLOTTED, next_slot
from quiz.tui.study.words import EXPECTED, sources, whole_on_screen

if TYPE_CHECKING:
    from quiz.cards.card import Card
    from quiz.study.question import Feedback, Question
    from quiz.tui.action import Moment

_BEGINNING = 4
"""Lines of an answer that are brought into sight: a verdict with what was typed and what is right."""
_UNKNOWN_WIDTH = 72
"""Cells of a line before the screen has its size."""


class CardView(VerticalScroll, can_focus=False):
    """Shows one card after the other; its widgets stay, and what they say changes."""

    class Shown(Message):
        """A card is shown, with these pictures and sounds."""

        def __init__(self, card: "Card", media: tuple[Medium, ...]) -> None:
            """Say which card of which deck it is."""
            super().__init__()
            self.card = card.id
            self.deck = card.deck.id
            self.media = media

    _reaching = False

    def compose(self) -> ComposeResult:
        """Lay the card out."""
        with Vertical(id="card", classes="column"):
            yield Static(id="kicker")
            yield Static(id="question")
            yield Static(id="sound")
            with Container(id="middle"):
                yield Container(id="picture")
                with Container(id="picking"):
                    yield Slots(id="slots")
                    yield Static(id="slot")
                    yield Options()
            field = Input(id="field", compact=True)
            # Nothing moves while somebody thinks.
            field.cursor_blink = False
            yield field
            yield Static(id="verdict")
            yield Static(id="remark")
            yield Static(id="answer")
            yield Container(id="depicted")
            yield Static(id="note")
            yield Static(id="told")
            yield Static(id="sources")

    def show(
        self, question: "Question | None", moment: "Moment", feedback: "Feedback | None", cursor: int, picks: tuple[int, ...]
    ) -> None:
        """Show a question at a moment, with what came of an answer.

        The cursor is on the option at a place, if any; `picks` are those that were picked so far, of several.
        """
        # At once and as a whole: each part would else ask for it by itself, and the screen be painted bit by bit.
        self.screen.refresh(layout=True)
        self.query_one("#card").display = question is not None
        if question is None:
            return
        card = question.card
        answered, teach = moment == "answered", moment == "teach"
        shown = answered or teach
        # What is true or false may be false: a new fact is taught with the card's own question.
        asked = card.prompt if teach else question.prompt
        given = asked_media(card, asked)
        found = answer_media(card) if shown else ()
        self._say("#kicker", kicker(question, teach=teach, picked=0 if answered else len(picks)))
        self._say("#question", question_content(asked, card, self._width, given))
        self._show_media(question, given, found, answered=shown, field=moment in {"typed", "field"})
        self._show_options(question, feedback, cursor, picks, moment)
        field = self.query_one(Input)
        field.display = question.form is Form.TYPED and not teach and not answered
        field.placeholder = EXPECTED[min(len(card.members), 2), card.ordered]
        if not field.display:
            self.screen.set_focus(None)
        self._say("#verdict", verdict(feedback, card, self._width) if feedback else Content(""))
        self._say("#remark", said_of(question, feedback, self._width))
        wanted = teach or (answered and needs_answer(question, feedback))
        self._say("#answer", right_answer(question, self._width) if wanted else Content(""))
        self._say("#note", rich_content(card.note, self._width) if shown and card.note else Content(""))
        self._say("#told", told(card, seen=whole_on_screen(question, teach=teach)) if shown else Content(""))
        self._say("#sources", joined(plain(line) for line in sources(card)) if shown else Content(""))
        self.post_message(self.Shown(card, (*given, *found)))

    def begin(self) -> None:
        """Begin at the top, with the cursor in the answer field where there is one."""
        self._reaching = False
        self.scroll_home(animate=False)
        field = self.query_one(Input)
        if field.display:
            # At once: what the keys and the button say is never painted as it is without the focus.
            self.screen.set_focus(field)

    def reach_answer(self) -> None:
        """Scroll as far as it takes to see where the verdict and the answer begin; where that is in sight, nothing moves."""
        self._reaching = True
        self.call_after_refresh(self._reach_answer)

    def _reach_answer(self) -> None:
        if not self._reaching:
            return  # who grades at once has the next card by now
        shown = [one.region for one in self.query("#verdict, #answer") if one.display and one.region.height]
        if not shown:
            return
        first, last = shown[0], shown[-1]
        hidden = min(min(last.bottom, first.y + _BEGINNING) - self.region.bottom, first.y - self.region.y)
        if hidden > 0:
            self.scroll_relative(y=hidden, animate=False)

    @property
    def _width(self) -> int:
        """Cells of a line of text."""
        return self.query_one("#kicker").size.width or _UNKNOWN_WIDTH

    def _show_options(
        self, question: "Question", feedback: "Feedback | None", cursor: int, picks: tuple[int, ...], moment: "Moment"
    ) -> None:
        answered, teach = moment == "answered", moment == "teach"
        options = self.query_one(Options)
        slotted = question.form in SLOTTED and not teach
        picking = self.query_one("#picking")
        picking.set_class(slotted, "-slotted")
        picking.set_class(slotted and not answered, "-filling")
        if slotted:
            self.query_one(Slots).show(question, picks, feedback, answered=answered)
            self.query_one("#slot", Static).update(next_slot(question, picks))
        options.display = bool(question.options) and not teach and not (slotted and answered)
        options.show(question, cursor=cursor, answered=answered, feedback=feedback, picks=picks)
        picking.display = slotted or options.display
        picture = self.query_one("#picture").display
        middle = self.query_one("#middle")
        middle.display = picking.display or picture
        middle.set_class(bool(picture and question.options), "-beside")

    # Pictures and sounds

    def _show_media(
        self, question: "Question", given: tuple[Medium, ...], found: tuple[Medium, ...], *, answered: bool, field: bool
    ) -> None:
        card = question.card
        given, found = uncovered(given, found)
        pictures = [one for one in given if isinstance(one, Picture)]
        answers = [one for one in found if isinstance(one, Picture)]
        if answered and not answers and not pictures:
            answers = list(term_pictures(card))
        place_picture(self.query_one("#picture", Container), question, pictures, named=answered)
        place_picture(self.query_one("#depicted", Container), question, answers, named=True)
        sounds = [one for one in (*given, *found) if isinstance(one, Sound)]
        self._say("#sound", plain(self._heard(card, sounds[-1], field=field)) if sounds else Content(""))

    def _heard(self, card: "Card", sound: Sound, *, field: bool) -> str:
        """Return what stands for a sound: what it is, and the key that plays it or why it is not heard."""
        from quiz.tui.media.canvas import unheard

        why = unheard(self.app, card.deck.id, sound)
        does = "study.view" if why else "study.replay"
        key = keymap_of(self.app).key(does, typing=field)
        how = f"{why}; {key} opens it" if why else f"{key} plays it again"
        return f"♪ {sound.alt + ' · ' if sound.alt else ''}{how}"

    def _say(self, where: str, text: Content) -> None:
        found = self.query_one(where, Static)
        found.display = bool(text)
        found.set_class(is_rtl(text.plain), "-rtl")
        found.update(text)
