"""Anki's own backend, to compare with: what it makes of a file, and how it lays cards out."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quiz.formats.anki.decks import DeckNames
from quiz.formats.anki.layout import Content
from quiz.formats.anki.notetypes import NoteType, of_model

PROBLEM = "A template has a problem."
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


class Peer:
    """An open collection of Anki."""

    def __init__(self, collection: Any, folder: Path) -> None:  # noqa: ANN401 - Anki's own
        self.collection, self.folder = collection, folder
        self._models: dict[int, Any] = {}

    def cards(self) -> dict[str, int]:
        """Return how many cards each deck has, by what quiz calls it."""
        names = DeckNames()
        rows = self.collection.db.all("SELECT CASE WHEN odid THEN odid ELSE did END AS d, count(*) FROM cards GROUP BY d")
        found: Counter[str] = Counter()
        for deck, number in sorted(rows):
            found[names.id_of(self.deck(deck))] += number
        return dict(found)

    def media(self) -> set[str]:
        """Return the names of its media."""
        folder = Path(self.collection.media.dir())
        return {file.name for file in folder.iterdir()}

    def answers(self) -> int:
        """Return how many answers its log has; rows that are none are left out."""
        return int(self.collection.db.scalar("SELECT count(*) FROM revlog WHERE ease > 0"))

    def tags(self) -> set[str]:
        """Return the tags of its notes."""
        return {tag for tags in self.collection.db.list("SELECT tags FROM notes") for tag in tags.split()}

    def deck(self, deck: int) -> str:
        """Return what it calls a deck."""
        return str(self.collection.decks.name(deck))

    def decks(self) -> list[str]:
        """Return the names of its decks."""
        return [one.name for one in self.collection.decks.all_names_and_ids()]

    def add_deck(self, name: str) -> None:
        """Make a deck."""
        self.collection.decks.id(name)

    def model(self, id: int) -> Any:  # noqa: ANN401 - Anki's own
        """Return a note type, as the JSON of schema 11 has it."""
        if id not in self._models:
            self._models[id] = self.collection.models.get(id)
        return self._models[id]

    def all_cards(self) -> list[Any]:
        """Return its cards."""
        return [self.collection.get_card(id) for id in self.collection.find_cards("")]

    def laid_out(self, card: Any) -> tuple[str, str]:  # noqa: ANN401 - Anki's own
        """Return the HTML of a card's question and answer, before sounds and formulas are taken out."""
        found = self.collection._backend.render_existing_card(card_id=card.id, browser=False, partial_render=False)
        return _joined(found.question_nodes), _joined(found.answer_nodes)

    def laid_out_as(self, note: Any, number: int) -> tuple[str, str]:  # noqa: ANN401 - Anki's own
        """Return the HTML of a card that a note would have."""
        model = note.note_type()
        template = model["tmpls"][0 if model["type"] else number]
        from anki.errors import TemplateError

        try:
            found = self.collection._backend.render_uncommitted_card_legacy(
                note=note._to_backend_note(), card_ord=number, template=_json(template), fill_empty=False, partial_render=False
            )
        except TemplateError as error:
            return f"{PROBLEM} {error}", ""
        return _joined(found.question_nodes), _joined(found.answer_nodes)

    def numbers(self, note: Any) -> frozenset[int]:  # noqa: ANN401 - Anki's own
        """Return the numbers of a note's blanks."""
        return frozenset(self.collection._backend.cloze_numbers_in_note(note._to_backend_note()))

    def new_note(self, type: str, question: str, answer: str) -> Any:  # noqa: ANN401 - Anki's own
        """Return a note of one of Anki's own types with other templates."""
        model = self.collection.models.by_name(type)
        model["tmpls"][0] |= {"qfmt": question, "afmt": answer}
        self.collection.models.update_dict(model)
        return self.collection.new_note(self.collection.models.by_name(type))

    def two_fields(self, side: str) -> Any:  # noqa: ANN401 - Anki's own
        """Return a note with the fields A and B whose question has a template; Anki would not save one that is broken."""
        models = self.collection.models
        model = models.by_name("Two")
        if model is None:
            model = models.new("Two")
            for name in ("A", "B"):
                models.add_field(model, models.new_field(name))
            template = models.new_template("One")
            template |= {"qfmt": "{{A}}", "afmt": "{{B}}"}
            models.add_template(model, template)
            models.add_dict(model)
            model = models.by_name("Two")
        note = self.collection.new_note(model)
        model["tmpls"][0]["qfmt"] = side
        self._side = model
        note.note_type = lambda: model
        return note

    def content_of(self, note: Any) -> Content:  # noqa: ANN401 - Anki's own
        """Return what quiz lays out of a note of `two_fields`, in the deck in which Anki thinks that it is."""
        found = of_model(note.mid, note.note_type())
        assert isinstance(found, NoteType)
        special = {"Tags": " ".join(note.tags), "Type": "Two", "Deck": "(Deck)", "Subdeck": "(Deck)", "Card": "One"}
        special |= {"CardFlag": "flag0", "CardID": "0"}
        return Content(found, 0, dict(zip(found.fields, note.fields, strict=True)), special)


def _json(template: Any) -> bytes:  # noqa: ANN401 - Anki's own
    import json

    return json.dumps(template).encode()


def _joined(nodes: Any) -> str:  # noqa: ANN401 - Anki's own
    found = "".join(node.text if node.HasField("text") else node.replacement.current_text for node in nodes)
    return _STYLE.sub("", found)


@contextmanager
def opened(folder: Path) -> Iterator[Peer]:
    """Open an empty collection."""
    from anki.collection import Collection

    folder.mkdir()
    collection = Collection(str(folder / "c.anki2"))
    try:
        yield Peer(collection, folder)
    finally:
        collection.close()


@contextmanager
def imported(path: Path, folder: Path) -> Iterator[Peer]:
    """Open a collection in which Anki has imported a file."""
    from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

    if path.suffix == ".apkg":
        with opened(folder) as peer:
            options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
            peer.collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options))
            yield peer
        return
    folder.mkdir()
    target = folder / "c.anki2"
    if path.suffix == ".colpkg":
        with opened(folder / "empty") as peer:
            backend = peer.collection._backend
            peer.collection.close()
            media = folder / "c.media"
            media.mkdir()
            backend.import_collection_package(
                col_path=str(target), backup_path=str(path), media_folder=str(media), media_db=str(folder / "c.media.db2")
            )
            collection = Collection(str(target))
            yield Peer(collection, folder)
            collection.close()
        return
    shutil.copyfile(path, target)
    collection = Collection(str(target))
    try:
        yield Peer(collection, folder)
    finally:
        collection.close()
