"""What changes decks: starting, adding, updating, saving, renaming, archiving, bringing back; and taking that back."""

from pathlib import Path

from attrs import evolve

from quiz.errors import QuizError
from quiz.text.safe import safe_line
from quiz.tui.asking import Ask, Choose, Confirm
from quiz.tui.home.files import DeckFiles, Undoing
from quiz.tui.lines import fitted, joined, plain

_LARGE = 200_000
"""Bytes of a file from which reading it takes long enough to show that it is being read."""
_LONGEST_TITLE = 200
_DECKS = "decks"
"""The folder beside the collection in which new decks are started."""


class DeckChanges(DeckFiles):
    """What can be done to decks."""

    # A deck of one's own

    def action_new(self) -> None:
        """Ask for the title of a new deck."""

        def check(title: str) -> str:
            return self._new(title)[1]

        place = self._folder
        text = f"Its title. The deck is kept in a folder of {place}." if place else "Its title:"
        self.app.push_screen(Ask("New deck", text, placeholder="Rivers of Peru", check=check), self._start)

    @property
    def _folder(self) -> Path | None:
        path = self.app.collection.store.path
        return None if path is None else path.parent / _DECKS

    def _new(self, title: str) -> tuple[str, str]:
        """Return the id that a title makes, and what is wrong with it."""
        from quiz.collection.new_decks import deck_id

        try:
            found = deck_id(title.replace("/", "-").replace("\\", "-"))
        except QuizError:
            return "", "A title needs a letter or a digit."
        known = {row.deck for archived in (False, True) for row in self.app.collection.decks(archived=archived)}
        taken = found in known or (self._folder is not None and (self._folder / _file_name(found)).exists())
        return found, f"There is a deck of this name already: {found}." if taken else ""

    def _start(self, title: str | None) -> None:
        from quiz.collection.new_decks import start_deck
        from quiz.facts.deck import Deck

        if title is None:
            return
        with self.telling():
            name, folder = self._new(title)[0], self._folder
            made = ""
            if folder is None:
                self.app.collection.add(Deck(name, safe_line(title)), self.app.now())
            else:
                file = start_deck(folder / _file_name(name), title, identity=name, example=False)
                self.app.collection.add(file.parent, self.app.now())
                made = f"Its file: {file}\n\n"
            self.was_added(name, title)
            text = f"{made}It has no facts yet. What is true is what the cards are made of: a subject, and what is said of it."
            self.app.push_screen(
                Confirm(f"{title} was started", text, "Add a fact"), lambda yes: self.add_fact(name) if yes else None
            )

    # Titles and the archive

    def action_rename(self) -> None:
        """Ask for another title."""
        deck, own = self.deck, self.app.collection
        with self.telling():
            found = own.deck(deck)

            def rename(title: str | None) -> None:
                if title is None or title == found.title:
                    return
                with self.telling():
                    own.edit(evolve(own.deck(deck), title=safe_line(title)), self.app.now())
                    undoing = Undoing(f"The deck is called {found.title} again.", lambda: own.undo_plan(deck, self.app.now()))
                    self.undoings.append(undoing)
                    self.refresh_decks(choose=deck)

            def check(title: str) -> str:
                return "" if len(title) <= _LONGEST_TITLE else f"A title has at most {_LONGEST_TITLE} letters."

            self.app.push_screen(
                Ask("Rename", "The deck's title; its id and all memory stay.", value=found.title, check=check), rename
            )

    def action_archive(self) -> None:
        """Take the deck out of every queue, after asking."""
        deck, own = self.deck, self.app.collection
        title = self.level.due.title if self.level else deck

        def archive(answer: object) -> None:
            if answer:
                with self.telling():
                    own.remove(deck, self.app.now())
                    self.undoings.append(Undoing(f"{title} is back.", lambda: self._bring_back(deck)))
                    self.refresh_decks()
                    undo, archived = self.keymap.key("home.undo"), self.keymap.key("home.archived")
                    self.app.tell(f"{title} was archived. {undo} brings it back; so does {archived}, whenever you like.")

        text = "Its cards leave every queue. What you remember of them is kept, and returns with the deck."
        self.app.push_screen(Confirm(f"Archive {fitted(title, 50).rstrip()}?", text, "Archive"), archive)

    def action_archived(self) -> None:
        """List the archived decks."""
        rows = self.app.collection.decks(archived=True)
        if not rows:
            self.app.tell("No deck is archived.")
            return
        names = [(row.deck, joined([plain(row.title), plain(f"  {row.deck}", "$quiet")], "")) for row in rows]

        def back(deck: str | None) -> None:
            if deck is not None:
                with self.telling():
                    self._bring_back(deck)
                    title = next(row.title for row in rows if row.deck == deck)
                    self.undoings.append(
                        Undoing(f"{title} was archived again.", lambda: self.app.collection.remove(deck, self.app.now()))
                    )
                    self.refresh_decks(choose=deck)

        text = "The chosen deck comes back, with all that you remember of it."
        self.app.push_screen(Choose("Archived decks", names, text), back)

    def _bring_back(self, deck: str) -> None:
        from quiz.collection.archive import bring_back

        bring_back(self.app.collection, deck, self.app.now())

    # Taking back

    def action_undo(self) -> None:
        """Take back the last change; one of an earlier day only after asking."""
        if self.undoings:
            self._take_back(self.undoings.pop())
            return
        deck = self.deck
        title = self.level.due.title if self.level else deck
        undoing = Undoing(f"{title} is as it was.", lambda: self.app.collection.undo_plan(deck, self.app.now()))
        text = "The last update of the deck, or your last edit of it, is taken back: its former version, cards and memory return."
        self.app.push_screen(
            Confirm(f"Undo the last change of {fitted(title, 40).rstrip()}?", text, "Undo"),
            lambda yes: self._take_back(undoing) if yes else None,
        )

    def _take_back(self, undoing: Undoing) -> None:
        with self.telling():
            undoing.run()
            self.refresh_decks()
            self.app.tell(undoing.told)


def _file_name(deck: str) -> str:
    """Return the name of a deck's folder."""
    return deck.replace("::", "__")
