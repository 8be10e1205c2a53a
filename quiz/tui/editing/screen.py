"""The form of one fact: it is edited or added, and what that means is shown before it is done."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from attrs import evolve
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from quiz.collection.fact_edits import FIELDS, SPACED, Drafted, FactDraft, preview, read_draft, relation_for
from quiz.errors import QuizError
from quiz.text.safe import safe, safe_line
from quiz.tui.action import Action
from quiz.tui.actions import bindings
from quiz.tui.editing.applying import Applying
from quiz.tui.editing.fields import ROWS, Known, Row, choices, expected, known_names, known_values
from quiz.tui.editing.meaning import cards_of, of_relation, understood
from quiz.tui.keybar import KeyBar
from quiz.tui.lines import plain

if TYPE_CHECKING:
    from quiz.facts.deck import Deck
    from quiz.facts.fact import Fact

_LARGE = 2_000
"""Facts of a deck from which looking at what an edit gives waits until the typing pauses."""
_PAUSE = 0.25
"""Seconds."""


class FactScreen(Applying):
    """Edits a fact of a deck, or adds one. Dismissed with `True` when something was changed, else with `None`.

    `applied` is then the edit, as a step that can be taken back.
    """

    place = "fact"
    CSS_PATH = Path(__file__).with_name("editing.tcss")
    BINDINGS: ClassVar[list[BindingType]] = bindings("fact")
    AUTO_FOCUS = ""

    def __init__(self, deck: "Deck", fact: "Fact | None", *, relation: str = "") -> None:
        """Edit `fact`, as it stands in `deck`; without one, add a fact to the deck, of `relation` where one is named."""
        super().__init__(deck)
        self.fact = fact
        self._start = FactDraft.of(fact) if fact is not None else FactDraft(relation=relation)
        self._drafted = Drafted(None)
        self._told: set[str] = set()
        """The parts whose mistakes are told: those that were touched, and all once it was to be saved."""
        self._values_of: str | None = None
        self._leaving = False
        self._looked = Timer(self, 0)

    def compose(self) -> ComposeResult:
        """Lay the form out."""
        with Vertical(id="frame") as frame:
            frame.border_title = plain(f"{'Edit a fact' if self.fact else 'Add a fact'} · {safe_line(self.deck.title)}")
            with VerticalScroll(id="page", can_focus=False):
                key = self.keymap.key("fact.choose_down", typing=True)
                for names in ROWS:
                    yield Row(names, key)
                yield Static(id="failed")
                yield Static(id="heading")
                yield Static(id="cards")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the form in."""
        for name in FIELDS:
            field = self._field(name)
            with field.prevent(Input.Changed):
                text = getattr(self._start, name)
                field.value = safe(text).expandtabs(4) if name in SPACED else safe_line(text)  # spaces may indent code
            if name not in {"since", "until", "as_of", "at", "accept", "wrong", *SPACED}:
                field.suggester = Known(known_names(self.deck, name))
        self._start = self.draft  # as the fields hold it: only what a learner writes is a change
        first = "value" if self.fact else "subject"
        self._field(first).focus()
        self._read()

    # What stands in the form

    @property
    def draft(self) -> FactDraft:
        """What stands in the fields."""
        return FactDraft(**{name: self._field(name).value for name in FIELDS})

    @property
    def changed(self) -> bool:
        """Whether something was written."""
        return self.draft != self._start

    def allowed(self, action: Action) -> bool:
        """Only what there is can be deleted, and only a good fact has changes to be looked at."""
        if action.name == "delete":
            return self.fact is not None
        if action.name == "plan":
            return self._drafted.fact is not None and (self.changed or self.fact is None)
        return super().allowed(action)

    def offered(self) -> list[Action]:
        """Show the arrows only where they choose, and nothing of what does not work over another screen."""
        return [one for one in super().offered() if one.place != "app" and (one.name != "choose_down" or self._choices)]

    @property
    def _choices(self) -> list[str]:
        field = self.focused
        return choices(self.deck, field.id) if isinstance(field, Input) and field.id else []

    def _field(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)

    # Live

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read the draft anew."""
        event.stop()
        if event.input.id:
            self._told.add(event.input.id)
        self.failed("")
        self._read()

    def _read(self) -> None:
        draft = self.draft
        relation = relation_for(self.deck, draft.relation)
        self._drafted = read_draft(self.deck, evolve(draft, relation=relation.name if relation else draft.relation), self.fact)
        fact = self._drafted.fact
        if self._values_of != draft.relation:
            self._values_of = draft.relation
            self._field("value").suggester = Known(known_values(self.deck, relation))
            self._field("value").placeholder = expected(relation)
        said = {"relation": of_relation(relation, draft.relation), "value": understood(fact.value, self.deck) if fact else ""}
        for row in self.query(Row):
            wrong = [self._drafted.wrong[name] for name in row.names if name in self._told and name in self._drafted.wrong]
            row.say(wrong[0] if wrong else "", " ".join(said.get(name, "") for name in row.names).strip())
        self._looked.stop()
        if len(self.deck.facts) < _LARGE:
            self._show_cards()
        else:
            self._looked = self.set_timer(_PAUSE, self._show_cards)
        self.keys_changed()

    def _show_cards(self) -> None:
        """Show which cards the fact gives, and what becomes of their memory."""
        fact = self._drafted.fact
        heading, cards = Content.styled("Its cards show here once it is whole.", "$quiet"), Content("")
        if fact is not None:
            try:
                found = preview(self.deck, fact, self.fact)
            except QuizError as error:
                heading = plain(f"✗ {error}", "$error")
            else:
                heading, cards = Content.styled("Cards", "bold"), cards_of(found, self._is_learned)
        self.query_one("#heading", Static).update(heading)
        self.query_one("#cards", Static).update(cards)

    def _is_learned(self, card: str) -> bool:
        return self.app.collection.state(card).reps > 0

    # From field to field

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """Go to the field before."""
        self.focus_previous()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field."""
        event.stop()
        self.focus_next()

    def action_choose_down(self) -> None:
        """Choose the next one, or go a field down."""
        self._choose(1)

    def action_choose_up(self) -> None:
        """Choose the one before, or go a field up."""
        self._choose(-1)

    def _choose(self, step: int) -> None:
        field, several = self.focused, self._choices
        if not isinstance(field, Input) or not several:
            self.focus_next() if step > 0 else self.focus_previous()
            return
        at = several.index(field.value) if field.value in several else (-1 if step > 0 else 0)
        field.value = several[(at + step) % len(several)]
        field.action_end()

    # What becomes of it

    def action_save(self) -> None:
        """Save the fact, or say what is still wrong with it."""
        if not self.changed and self.fact is not None:
            self.dismiss(None)
        elif (fact := self._whole()) is not None:
            self.take(fact, self.fact)

    def action_plan(self) -> None:
        """Show what happens to each card."""
        if (fact := self._whole()) is not None:
            self.take(fact, self.fact, look=True)

    def action_delete(self) -> None:
        """Delete the fact, once that is confirmed."""
        from quiz.tui.asking import Confirm

        if (fact := self.fact) is None:
            return
        text = f"{fact.subject} · {fact.relation} · {fact.value}\n\nIts cards are asked no longer. Undo brings it back."
        self.app.push_screen(Confirm("Delete this fact?", text, "Delete"), lambda yes: self.take(None, fact) if yes else None)

    def action_cancel(self) -> None:
        """Leave the fact as it was; what was written is thrown away only by a second Esc."""
        if not self.changed or self._leaving:
            self.dismiss(None)
            return
        again, saves = (self.keymap.key(f"fact.{name}", typing=True) for name in ("cancel", "save"))
        self.failed(f"Not saved. {again} again leaves and loses what you wrote; {saves} saves it.")
        self._leaving = True

    def _whole(self) -> "Fact | None":
        """Return the fact if it is good; else tell all that is wrong, and go where the first of it is."""
        self._told.update(FIELDS)
        self._read()
        for name in FIELDS:
            if name in self._drafted.wrong:
                self._field(name).focus()
                break
        return self._drafted.fact

    def failed(self, text: str) -> None:
        """Say below the fields what went wrong."""
        self._leaving = False
        line = self.query_one("#failed", Static)
        line.display = bool(text)
        line.update(plain(f"✗ {text}"))
        if text:
            line.scroll_visible(animate=False)
