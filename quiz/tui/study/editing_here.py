"""Editing from the Study screen: the fact behind the card, a new fact, and coming back to the card as it is then."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from quiz.cards.card import Card, Form
from quiz.errors import QuizError
from quiz.tui.study.changing import ChangingScreen
from quiz.tui.times import count

if TYPE_CHECKING:
    from quiz.collection.deck_edits import DeckEdit
    from quiz.facts.deck import Deck
    from quiz.facts.fact import Fact
    from quiz.study.question import Feedback, Question
    from quiz.tui.editing.applying import Applying

_AGAIN = frozenset({Form.TYPED, Form.CHOICE, Form.TRUEFALSE})
"""The forms in which an answer that was given can be judged again."""


class EditingScreen(ChangingScreen):
    """A screen over a session from which facts are edited."""

    _question: "Question | None"
    _answered: bool
    _away = False
    """Whether another screen was opened that may change anything."""

    def action_edit(self) -> None:
        """Edit the fact behind the card."""
        if self._question is not None:
            self._choose_fact(self._question.card, self._edit)

    def action_edit_outside(self) -> None:
        """Edit the fact in the learner's own editor."""
        if self._question is not None:
            self._choose_fact(self._question.card, self._edit_outside)

    def action_add_fact(self) -> None:
        """Add a fact to the card's deck."""
        if self._question is not None:
            relation = self._question.card.relation.name
            self._with_deck(self._question.card, lambda deck: self._open(deck, None, relation))

    def action_browse(self) -> None:
        """Go to Browse, and come back to the card."""
        self._away = True
        self.app.browse()

    def on_screen_resume(self) -> None:
        """Ask the card as it is now, where another screen may have changed it."""
        if self._away:
            self._away = False
            self.session.reread()
            self.come_back()

    def edit_fact_of(self, card: str) -> None:
        """Edit the fact of a card, by its id."""
        try:
            found = self.app.collection.shelf.asked(card)
        except QuizError as error:
            self.app.tell(str(error), failed=True)
            return
        self._choose_fact(found, self._edit)

    def come_back(self) -> None:
        """Show the card as it is now. An answer that was shown stays shown, judged by what is true now."""
        raise NotImplementedError

    def judged_again(self, before: "Question | None", feedback: "Feedback | None", now: "Question") -> bool:
        """Say whether the answer of a card that was read anew may be shown at once; what was answered is judged again."""
        if before is None or now.teach or now.card.id != before.card.id or now.form is not before.form:
            return False
        if feedback is not None and now.form in _AGAIN:
            self.session.check(feedback.answer)
        return True

    def _choose_fact(self, card: Card, then: "Callable[[Card, Fact], None]") -> None:
        from quiz.cards.wording import statement
        from quiz.tui.asking import Choose

        facts = card.facts
        if len(facts) == 1:
            then(card, facts[0])
            return
        ways = [(str(place), statement(fact, card.deck.relations[fact.relation])) for place, fact in enumerate(facts)]
        question = Choose("Which of its facts?", ways)
        self.app.push_screen(question, lambda chosen: then(card, facts[int(chosen)]) if chosen is not None else None)

    def _edit(self, card: Card, fact: "Fact") -> None:
        self._with_deck(card, lambda deck: self._open(deck, fact))

    def _open(self, deck: "Deck", fact: "Fact | None", relation: str = "") -> None:
        from quiz.collection.fact_edits import fact_like
        from quiz.tui.editing.screen import FactScreen

        self._show(lambda: FactScreen(deck, fact and fact_like(deck, fact), relation=relation), added=fact is None)

    def _edit_outside(self, card: Card, fact: "Fact") -> None:
        from quiz.collection.fact_edits import fact_like
        from quiz.tui.editing.outside import OutsideScreen, editor

        if not editor():
            here = self.keymap.key("study.edit")
            self.app.tell(
                f"No editor is named. Set VISUAL or EDITOR, as in: export EDITOR=nano. Here, {here} edits.", failed=True
            )
            return
        self._with_deck(card, lambda deck: self._show(lambda: OutsideScreen(deck, fact_like(deck, fact))))

    def _show(self, make: "Callable[[], Applying]", *, added: bool = False) -> None:
        try:
            screen = make()
        except QuizError as error:
            self.app.tell(str(error), failed=True)
            return

        def back(changed: bool | None) -> None:  # noqa: FBT001 - the result of a screen
            if changed and screen.applied is not None:
                self._edited(screen.applied, added=added)

        self.app.push_screen(screen, back)

    def _with_deck(self, card: Card, then: "Callable[[Deck], None]") -> None:
        """Hand the whole deck of a card on; reading a large one is shown as work."""
        name = card.deck.id
        if not card.index.is_whole:

            def read(_: object) -> "Deck":
                with self.app.collection.beside() as own:
                    return own.deck(name)

            self.app.work("Reading the deck", read, then)
            return
        try:
            deck = self.app.collection.deck(name)
        except QuizError as error:
            self.app.tell(str(error), failed=True)
            return
        then(deck)

    def _edited(self, edit: "DeckEdit", *, added: bool) -> None:
        from quiz.collection.plan import EFFECTS, Change

        before = self._question.card.id if self._question else ""
        line = next((one for one in edit.plan.lines if before in {one.card.id, one.was.id if one.was else ""}), None)
        new = edit.plan.count(Change.ADDED)
        if added:
            words = f"Added: {count(new, 'new card')} to come in its turn"
        else:
            words = f"Saved: {line.effect if line else EFFECTS[Change.REWORDED]}"
        self.session.did(edit)
        self.app.tell(f"{words}; {self.keymap.key('study.undo')} takes it back")
        self.come_back()
