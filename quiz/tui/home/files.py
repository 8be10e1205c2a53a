"""Decks and their files: adding, updating and saving; and how the last change of a deck is taken back."""

from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import frozen
from textual.content import Content

from quiz.errors import DeckError, QuizError
from quiz.text.safe import safe_line
from quiz.tui.asking import Confirm
from quiz.tui.home.ways import DeckWays
from quiz.tui.lines import joined, plain
from quiz.tui.times import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.collection.collection import Collection
    from quiz.collection.new_decks import ReadDeck
    from quiz.collection.plan import Plan
    from quiz.tui.work import Watch

_LARGE = 200_000
"""Bytes of a file from which reading it takes long enough to show that it is being read."""


@frozen
class Undoing:
    """How the last change is taken back."""

    told: str
    """What is said afterwards."""
    run: Callable[[], object]


class DeckFiles(DeckWays):
    """What is done with the files of decks."""

    def __init__(self) -> None:
        """Start without anything to take back."""
        super().__init__()
        self.undoings: list[Undoing] = []

    @contextmanager
    def telling(self) -> "Iterator[None]":
        """Tell what goes wrong inside the block instead of ending the app."""
        try:
            yield
        except QuizError as error:
            self.app.tell(str(error), failed=True)
        except OSError as error:
            self.app.tell(f"{error.filename}: {error.strerror or error}. Nothing was changed.", failed=True)

    # Adding

    def action_add(self) -> None:
        """Ask for a path, or for a deck that ships with quiz."""
        from quiz.tui.home.adding import AddScreen

        self.app.push_screen(AddScreen(self.app.offers()), self._add)

    def _add(self, path: str | None) -> None:
        from quiz.collection.new_decks import Kind, expanded, place_at, read_deck

        if path is None:
            return
        if path not in self.app.offers() and place_at(path).kind is Kind.OTHER:
            self.app.import_file(str(expanded(path)))
            return

        def read(own: "Collection") -> "tuple[ReadDeck, Plan] | DeckError":
            try:
                found = read_deck(path)
            except DeckError as error:
                return error
            return found, own.plan(found.deck, found.follows)

        def beside(watch: "Watch") -> "tuple[ReadDeck, Plan] | DeckError":
            watch.say(f"Reading {path} …")
            with self.app.collection.beside() as own:
                return read(own)

        if _size(path) < _LARGE:
            with self.telling():
                self._show_added(read(self.app.collection))
        else:
            self.app.work("Add a deck", beside, self._show_added)

    def _show_added(self, found: "tuple[ReadDeck, Plan] | DeckError") -> None:
        from quiz.collection.new_decks import refuse_namesake
        from quiz.tui.home.updating import Problems
        from quiz.tui.plans import PlanScreen

        if isinstance(found, DeckError):
            self.app.push_screen(Problems("Nothing was added", [found]))
            return
        reading, plan = found
        own = self.app.collection
        with self.telling():
            before = next((row.path for row in own.decks() if row.deck == plan.deck.id), None)
            refuse_namesake(plan, before)

            def take(decided: "Plan | None") -> None:
                if decided is None:
                    return
                with self.telling():
                    own.apply(decided, self.app.now())
                    self.was_added(plan.deck.id, plan.deck.title, is_new=plan.replaces is None)
                    noticed = count(len(reading.problems), "note")
                    more = f"\n{noticed} about its file: quiz check {reading.follows}" if reading.problems else ""
                    self.app.tell(f"{safe_line(plan.deck.title)}: {count(len(plan.cards), 'card')}.{more}")

            self.app.push_screen(PlanScreen(plan, own.load(plan, self.app.now())), take)

    def add_offered(self, deck: str) -> None:
        """Take in a deck that ships with quiz."""
        with self.telling():
            (plan,) = self.app.collection.add_bundled(self.app.now(), deck)
            self.was_added(plan.deck.id, plan.deck.title)

    def was_added(self, deck: str, title: str, *, is_new: bool = True) -> None:
        """Show a deck that was just taken in, and remember how that is taken back."""
        own = self.app.collection
        undo = (lambda: own.remove(deck, self.app.now())) if is_new else (lambda: own.undo_plan(deck, self.app.now()))
        self.undoings.append(Undoing(f"{title} was taken out again." if is_new else f"{title} is as it was.", undo))
        self.refresh_decks(choose=deck)

    # Files

    def action_update(self) -> None:
        """Take in what changed in the deck's file, or in those of the decks below."""
        with self.telling():
            self._update(self.app.collection.named(self.deck))

    def action_update_all(self) -> None:
        """Take in what changed in all files."""
        self._update([row.deck for row in self.app.collection.decks()])

    def _update(self, decks: list[str]) -> None:
        from quiz.tui.home.updating import Updating

        def done(changed: list[str]) -> None:
            if changed:
                self.undoings.append(
                    Undoing(f"The update of {count(len(changed), 'deck')} was taken back.", lambda: self._restore(changed))
                )
            self.refresh_decks()

        Updating(self.app, decks, done).begin()

    def _restore(self, decks: list[str]) -> None:
        with self.app.collection.store.transaction():
            for deck in decks:
                self.app.collection.undo_plan(deck, self.app.now())

    def action_save(self) -> None:
        """Show what would be written into the deck's file, and write it."""
        from quiz.collection.saving import save_to_file, to_save, told

        deck, own = self.deck, self.app.collection
        with self.telling():
            found = to_save(own, deck)
            if not found.saved.files:
                self.app.tell(f"{found.path} says all this already.")
                return
            head = plain(f"{told(found.saved).capitalize()}, in {found.path}:")
            text = joined([head, joined(map(_difference, found.lines))], "\n\n")

            def save(answer: object) -> None:
                if answer:
                    with self.telling():
                        saved = save_to_file(own, deck, self.app.now())
                        self.app.tell(f"Saved: {told(saved)}.")
                        self.refresh_decks()

            self.app.push_screen(Confirm("Save to file", text, "Save"), save)


def _difference(line: str) -> Content:
    """Return a line of a difference, its sign in the colour of what it means."""
    style = {"+": "$success", "-": "$error"}.get(line[:1], "$quiet" if line.startswith("@") else "")
    return plain(line, style)


def _size(path: str) -> int:
    """Return how large a file, or what lies in a folder, is, in bytes; 0 where that cannot be told."""
    from quiz.collection.new_decks import expanded

    place = expanded(path)
    try:
        return sum(found.stat().st_size for found in (place.iterdir() if place.is_dir() else (place,)))
    except (OSError, ValueError):
        return 0
