"""What Browse does to the cards that are selected, and how that is taken back."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from quiz.errors import QuizError
from quiz.tui.browse.moving import MovingScreen
from quiz.tui.times import count

if TYPE_CHECKING:
    from quiz.collection.bulk import Change, Told
    from quiz.collection.collection import Collection
    from quiz.memory.events import CardEvent
    from quiz.tui.work import Watch

_DONE = {
    "suspend": "suspended", "resume": "taken back", "bury": "buried until tomorrow", "mark": "marked", "unmark": "unmarked",
    "reset": "made new again", "due": "given another day",
}  # fmt: skip
QUICK = 300
"""Up to so many cards are changed at once; more of them in a thread, with progress."""
_STRIDE = 2_000
"""Cards that are read before it is asked whether the work is still wanted."""
_FARTHEST = 36_500
"""Days ahead that a card may be set to, as in Anki."""


class ChangingScreen(MovingScreen):
    """A screen with a list of cards of which some are selected."""

    def __init__(self) -> None:
        """Start with nothing that could be taken back."""
        super().__init__()
        self.quick = QUICK
        self.undoable: list[tuple[str, list[CardEvent] | list[str]]] = []
        """What was done: in words, and the events of cards, or the decks of which a plan was applied."""

    def search_again(self) -> None:
        """Find the cards anew: what they say has changed."""
        raise NotImplementedError

    def states_changed(self) -> None:
        """Show what is remembered of the cards now."""
        raise NotImplementedError

    @property
    def meant(self) -> int:
        """How many cards are meant."""
        return len(self.results.chosen) or min(1, len(self.results.places))

    # The memory of cards

    def action_suspend(self) -> None:
        """Suspend cards, or take them back where all are suspended."""
        self._change("suspend", "resume")

    def action_bury(self) -> None:
        """Bury cards, or take them back where all are buried or suspended."""
        self._change("bury", "resume")

    def action_mark(self) -> None:
        """Mark cards, or take the mark off where all are marked."""
        self._change("mark", "unmark")

    def action_reset(self) -> None:
        """Make cards new again, after asking."""
        from quiz.tui.asking import Confirm

        one = self.meant == 1
        text = f"What is remembered of {'it' if one else 'them'} is forgotten, and {'it is' if one else 'they are'} taught anew. "
        text += f"{'Its' if one else 'Their'} answers stay in the log."
        self.app.push_screen(
            Confirm(f"Make {count(self.meant, 'card')} new again?", text, "Make new"),
            lambda yes: self._change("reset") if yes else None,
        )

    def action_due(self) -> None:
        """Ask on which day cards are to be due."""
        from quiz.tui.asking import Ask

        one = self.meant == 1
        self.app.push_screen(
            Ask(
                f"When {'is' if one else 'are'} {count(self.meant, 'card')} due?",
                f"Days from today: 0 is today, 1 tomorrow. What is remembered of {'it' if one else 'them'} stays; "
                f"{'a new card is left as it is' if one else 'new cards are left as they are'}.",
                placeholder="0",
                check=_wrong_days,
            ),
            lambda found: self._change("due", days=int(found)) if found else None,
        )

    def _change(self, what: "Change", back: "Change | None" = None, *, days: int = 0) -> None:
        """Do something to the cards that are meant, or what takes it `back` where that is so of all of them already."""
        now, places = self.app.now(), self.results.taken()
        today = self.app.collection.day(now)

        def work(collection: "Collection", told: "Told") -> "tuple[Change, list[CardEvent]]":
            from quiz.collection.bulk import all_are, change, go_on
            from quiz.store.search_rows import cards

            meant: list[str] = []
            so_of_all = back is not None
            for start in range(0, len(places), _STRIDE):
                go_on(told(0, 1))
                some = cards(collection.store.database, places[start : start + _STRIDE])
                so_of_all = so_of_all and all_are(collection.store.states(some).values(), what, today)
                meant += some
            wanted = back if back is not None and so_of_all else what
            return wanted, change(collection, meant, wanted, now, due_day=today + days, told=told)

        def then(found: "tuple[Change, list[CardEvent]]") -> None:
            done, events = found
            if not events:
                self.app.tell("That is so already.")
                return
            self.undoable.append((f"{count(len(events), 'card')} {_DONE[done]}", events))
            self.app.tell(f"{count(len(events), 'card')} {_DONE[done]} · {self.keymap.key('browse.undo')} takes it back")
            self.states_changed()

        self.long(len(places), f"Changing {count(len(places), 'card')}", work, then)

    # Taking back

    @property
    def can_undo(self) -> bool:
        """Whether something was done here that can be taken back."""
        return bool(self.undoable)

    def action_undo(self) -> None:
        """Take back what was done last."""
        from quiz.collection.bulk import take_back
        from quiz.memory.events import CardEvent

        if not self.undoable:
            return
        words, done = self.undoable[-1]
        events = [one for one in done if isinstance(one, CardEvent)]
        decks = [one for one in done if isinstance(one, str)]
        now = self.app.now()

        def work(collection: "Collection", told: "Told") -> bool:
            with collection.store.transaction():
                take_back(collection, events, now, told=told)
                for deck in reversed(decks):
                    collection.undo_plan(deck, now)
            return bool(decks)

        def then(of_facts: bool) -> None:  # noqa: FBT001 - what the work returns
            self.undoable.pop()
            self.app.tell(f"Taken back: {words}")
            if of_facts:
                self.search_again()
            else:
                self.states_changed()

        self.long(len(events) or self.quick + 1, "Taking it back", work, then)

    def long(
        self,
        size: int,
        heading: str,
        work: "Callable[[Collection, Told], object]",
        then: "Callable[..., None]",
    ) -> None:
        """Do work: at once where it is small, else in a thread with progress. What is wrong is told."""
        app = self.app
        if size <= self.quick or app.collection.store.path is None:
            try:
                found = work(app.collection, lambda _done, _of: True)
            except QuizError as error:
                app.tell(str(error), failed=True)
                return
            then(found)
            return

        def in_thread(watch: "Watch") -> object:
            def told(done: int, of: int) -> bool:
                watch.say(f"{done:,} of {of:,}" if of > 1 else "", done / of if of > 1 else None)
                return not watch.cancelled

            with app.collection.beside() as own:
                return work(own, told)

        app.work(heading, in_thread, then)


def _wrong_days(text: str) -> str:
    found = text.strip()
    if not found.isascii() or not found.isdigit() or int(found) > _FARTHEST:
        return f"A whole number of days from 0 to {_FARTHEST:,}."
    return ""
