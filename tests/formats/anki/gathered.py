"""Collections as people have them, made with Anki's own backend, and what it says of their cards."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any, Final
from unicodedata import normalize

from attrs import frozen

from tests.formats.anki import pasted
from tests.formats.anki.any_kinds import any_cloze, any_kind
from tests.formats.anki.kinds import KNOWN, Kind
from tests.formats.anki.peer import Peer

_STOCK: Final = (
    "Basic",
    "Basic (and reversed card)",
    "Basic (optional reversed card)",
    "Basic (type in the answer)",
    "Cloze",
    "Image Occlusion",
)
DECKS: Final = (
    "Default",
    "A::B",
    "A::B::C",
    "a/b",
    "Ein Deck",
    "言語::日本語",
    "A::b",
    "x: y",
    "Many  spaces",
    "1",
    "🦔::.hidden",
    "q\"uote's",
)
_TAGS: Final = ("geo", "a::b::c", "Ünï", "marked", "leech", "#x", "x-y_z", "日本語", "AK_Step1::!v", "UPPER", "it's")
VARIANTS: Final = ("latest", "legacy", "colpkg", "legacy colpkg", "bare", "old bare")
"""The files in which Anki gives a collection away, or has it."""


@frozen
class Known:
    """A card as Anki has it."""

    guid: str
    number: int
    deck: str
    tags: frozenset[str]
    question: str
    answer: str
    flag: int
    is_suspended: bool
    due: int | None
    """In days from today, of a card that is repeated in days."""
    lapses: int
    css: str
    is_cloze: bool
    template: tuple[str, str]
    fields: tuple[tuple[str, str], ...]
    problem: str = ""


class Gathered(Peer):
    """A collection with notes of many kinds."""

    def __init__(self, collection: Any, folder: Path, random: Random) -> None:  # noqa: ANN401 - Anki's own
        """Begin with nothing but what Anki brings along."""
        super().__init__(collection, folder)
        self.random = random
        self.kinds: dict[int, Kind | None] = {}

    def fill(self, notes: int) -> None:
        """Add note types, decks, media and notes, and study some of them."""
        random, anki = self.random, self.collection
        for name in (*pasted.PICTURES, *pasted.SOUNDS, "_style.css", "_font.ttf", "nobody.png"):
            if name not in pasted.MISSING:
                (Path(anki.media.dir()) / normalize("NFC", name)).write_bytes(name.encode())
        decks = [anki.decks.id(name) for name in random.sample(DECKS, 6)]
        for name in random.sample(_STOCK, 4):
            self.kinds[anki.models.by_name(name)["id"]] = None
        kinds = [*random.sample(KNOWN, 5), *(any_kind(random, f"Any {place}") for place in range(6))]
        for kind in [*kinds, *(any_cloze(random, f"Any cloze {place}") for place in range(2))]:
            if (id := self._add(kind, decks)) is not None:
                self.kinds[id] = kind
        ids = list(self.kinds)
        for _ in range(notes):
            self._note(random.choice(ids), random.choice(decks))
        self._change(ids)
        self._study()

    def _add(self, kind: Kind, decks: list[int]) -> int | None:
        """Add a note type; nothing where Anki would not have it."""
        models, random = self.collection.models, self.random
        model = models.new(kind.name)
        model["type"], model["css"] = int(kind.is_cloze), kind.css or model["css"]
        for name in kind.fields:
            models.add_field(model, models.new_field(name))
        for place, (question, answer) in enumerate(kind.templates):
            template = models.new_template(f"Card {place + 1}" if random.random() < 0.5 else f"{kind.name} – {place}")
            template |= {"qfmt": question, "afmt": answer}
            if random.random() < 0.1:
                template["did"] = random.choice(decks)
            models.add_template(model, template)
        try:
            return int(models.add_dict(model).id)
        except Exception as error:  # noqa: BLE001 - whatever Anki has against it
            assert "CardTypeError" in type(error).__name__, error  # noqa: PT017
            return None

    def _note(self, type: int, deck: int) -> None:
        random, anki, kind = self.random, self.collection, self.kinds[type]
        note = anki.new_note(anki.models.get(type))
        for name in note.keys():  # noqa: SIM118 - it is no dictionary
            note[name] = kind.value(random, name) if kind else self._stock_value(note, name)
        first = note.fields[0]
        if random.random() < 0.05 and self.collection.note_count():
            note.fields[0] = anki.get_note(random.choice(anki.find_notes(""))).fields[0] or first
        note.tags = random.sample(_TAGS, random.choice((0, 0, 1, 2)))
        anki.add_note(note, deck)

    def _stock_value(self, note: Any, name: str) -> str:  # noqa: ANN401 - Anki's own
        random, type = self.random, note.note_type()["name"]
        match type, name:
            case "Cloze", "Text":
                return pasted.sentence(random)
            case "Image Occlusion", "Occlusion":
                return pasted.shapes(random)
            case "Image Occlusion", "Image":
                return pasted.image(random)
            case _, "Add Reverse":
                return random.choice(("", "y", "1"))
            case _:
                return pasted.value(random)

    def _change(self, ids: list[int]) -> None:
        """Change what people change once there are notes: fields renamed and emptied, filtered decks."""
        random, anki = self.random, self.collection
        for id in random.sample(ids, 3):
            model = anki.models.get(id)
            if model.get("originalStockKind") != 6:
                anki.models.rename_field(
                    model, random.choice(model["flds"]), random.choice(("Renamed", "Other: name", "Front side"))
                )
                anki.models.update_dict(model)
        for id in random.sample(list(anki.find_notes("")), min(8, anki.note_count())):
            note = anki.get_note(id)
            for place in range(len(note.fields)):
                if random.random() < 0.5:
                    note.fields[place] = ""
            anki.update_note(note)
        anki.decks.id("Empty::deck")

    def _study(self) -> None:
        random, anki = self.random, self.collection
        cards = list(anki.find_cards(""))

        def some(share: float) -> list[int]:
            return random.sample(cards, int(len(cards) * share))

        for name in random.sample([one.name for one in anki.decks.all_names_and_ids()], 3):
            anki.decks.select(anki.decks.id(name))
            for _ in range(random.randint(1, 6)):
                card = anki.sched.getCard()
                if card is None:
                    break
                anki.sched.answerCard(card, random.randint(1, 4))
        anki.sched.set_due_date(some(0.1), random.choice(("3", "0-5", "10!")))
        for flag in range(1, 8):
            anki.set_user_flag_for_cards(flag, some(0.02))
        anki.sched.suspend_cards(some(0.05))
        anki.sched.bury_cards(some(0.02))
        if random.random() < 0.5:
            filtered = anki.decks.new_filtered("Cram")
            deck = anki.decks.get(filtered)
            deck["terms"] = [["is:due or flag:1", 20, 0]]
            anki.decks.save(deck)
            anki.sched.rebuild_filtered_deck(filtered)

    def known(self) -> list[Known]:
        """Return what Anki says of each card."""
        from anki.errors import TemplateError

        anki = self.collection
        today = anki.sched.today
        found = []
        for card in self.all_cards():
            note, model = card.note(), self.model(card.note().mid)
            template = model["tmpls"][0 if model["type"] else card.ord]
            question = answer = problem = ""
            try:
                question, answer = self.laid_out(card)
            except TemplateError as error:
                problem = str(error)
            due = card.odue if card.odid and card.odue else card.due
            found.append(
                Known(
                    guid=note.guid,
                    number=card.ord,
                    deck=self.deck(card.odid or card.did),
                    tags=frozenset(note.tags),
                    question=question,
                    answer=answer,
                    flag=card.flags & 7,
                    is_suspended=card.queue == -1,
                    due=due - today if card.type == 2 else None,
                    lapses=card.lapses,
                    css=model["css"],
                    is_cloze=bool(model["type"]),
                    template=(template["qfmt"], template["afmt"]),
                    fields=tuple(zip((one["name"] for one in model["flds"]), note.fields, strict=True)),
                    problem=problem,
                )
            )
        return found

    def spoil(self) -> None:
        """Give templates that Anki would not save to the types that have some."""
        from anki import notetypes_pb2
        from anki.collection import Collection

        path = self.collection.path
        self.collection.close()
        with closing(sqlite3.connect(path)) as connection, connection:
            for id, kind in self.kinds.items():
                for place, (question, answer) in (kind.spoiled if kind else {}).items():
                    where = "WHERE ntid = ? AND ord = ?"
                    (raw,) = connection.execute(f"SELECT config FROM templates {where}", (id, place)).fetchone()  # noqa: S608
                    config = notetypes_pb2.Notetype.Template.Config.FromString(raw)
                    config.q_format, config.a_format = question, answer
                    raw = config.SerializeToString()
                    connection.execute(f"UPDATE templates SET config = ? {where}", (raw, id, place))  # noqa: S608
        self.collection = Collection(path)
        self._models.clear()

    def given(self, variant: str, folder: Path) -> Path:
        """Return a file in which Anki gives the collection away. No more can be done with it after one of the bare ones."""
        from anki.collection import ExportAnkiPackageOptions

        anki = self.collection
        legacy = variant.startswith(("legacy", "old"))
        if variant in {"latest", "legacy"}:
            path = folder / f"{variant}.apkg"
            options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, with_deck_configs=True, legacy=legacy)
            anki.export_anki_package(out_path=str(path), options=options, limit=None)
        elif variant.endswith("colpkg"):
            path = folder / f"{variant}.colpkg"
            anki.export_collection_package(str(path), include_media=True, legacy=legacy)
            anki.reopen()
        else:
            path = Path(anki.path)
            anki.close(downgrade=legacy)
        return path


@contextmanager
def gathered(folder: Path, seed: int, notes: int) -> Iterator[Gathered]:
    """Make a collection."""
    from anki.collection import Collection

    folder.mkdir(exist_ok=True)
    collection = Collection(str(folder / "collection.anki2"))
    made = Gathered(collection, folder, Random(seed))
    try:
        made.fill(notes)
        made.spoil()
        yield made
    finally:
        if made.collection.db is not None:
            made.collection.close()
