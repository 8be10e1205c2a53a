"""CrowdAnki's folders: the facts of a package of the same deck, with the same ids."""

import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest

from quiz.cards.generation import generate
from quiz.errors import FormatError
from quiz.facts.fact import Fact
from quiz.formats.reading import read
from quiz.formats.sniffing import sniff


def test_the_real_example_has_a_card_for_each_of_its_15_notes(corpus: Path) -> None:
    folder = corpus / "text" / "crowdanki" / "brainbrew" / "crowd_anki" / "crowdanki_example_1"
    for path in (folder, folder / "deck.json"):
        found = read(path)
        assert ("crowdanki", "LL::1. Vocab", 15, 15, 0) == (
            found.format.name,
            found.deck.title,
            found.facts,
            sum(1 for _ in generate(found.deck)),
            found.skipped_count,
        )
    assert {"AAAA/0", "OOOO/0"} <= {fact.id for fact in found.deck.facts}


def _converted(package: Path, folder: Path) -> None:
    """Write a package of Anki as CrowdAnki does."""
    with zipfile.ZipFile(package) as archive:
        name = "collection.anki21" if "collection.anki21" in archive.namelist() else "collection.anki2"
        (folder / "c").write_bytes(archive.read(name))
    with sqlite3.connect(folder / "c") as connection:
        models, decks = (json.loads(text) for text in connection.execute("SELECT models, decks FROM col").fetchone())
        notes = connection.execute(
            "SELECT n.guid, n.mid, n.flds, n.tags, min(c.did), n.data FROM notes n JOIN cards c ON c.nid = n.id GROUP BY n.id"
        ).fetchall()
    connection.close()
    (folder / "c").unlink()
    tree: list[dict[str, Any]] = []
    for id, deck in decks.items():
        own = [
            {
                "__type__": "Note",
                "guid": guid,
                "fields": flds.split("\x1f"),
                "tags": tags.split(),
                "note_model_uuid": str(mid),
                "data": data,
                "flags": 0,
            }
            for guid, mid, flds, tags, did, data in notes
            if str(did) == id
        ]
        if own:
            tree.append(
                {"__type__": "Deck", "name": deck["name"], "crowdanki_uuid": id, "children": [], "notes": own, "media_files": []}
            )
    data = {**tree[0], "children": tree[1:], "note_models": [{**one, "crowdanki_uuid": id} for id, one in models.items()]}
    (folder / "deck.json").write_text(json.dumps(dict(sorted(data.items()))), encoding="utf-8")


def _said(fact: Fact) -> tuple[object, ...]:
    return fact.id, fact.subject, fact.relation, fact.value.key, fact.front, fact.note, fact.tags


@pytest.mark.parametrize(
    "name", ["emnudge_ap_gov_vocab_anki11.apkg", "kedar_spoken-languages__english__Vocab__2023.apkg", "mnemosyne_anki1.apkg"]
)
def test_facts_are_those_of_the_package(corpus: Path, tmp_path: Path, name: str) -> None:
    _converted(corpus / "decks" / name, tmp_path)
    package, folder = read(corpus / "decks" / name), read(tmp_path)
    assert {deck.id for deck in package.decks} == {deck.id for deck in folder.decks}
    known = {_said(fact) for deck in package.decks for fact in deck.facts}
    same = [fact for deck in folder.decks for fact in deck.facts if _said(fact) in known]
    assert len(known) * 0.95 <= len(same) <= folder.facts


MODEL = {
    "__type__": "NoteModel",
    "crowdanki_uuid": "m",
    "name": "Basic",
    "type": 0,
    "flds": [{"name": "Front"}, {"name": "Back"}],
    "tmpls": [
        {"name": "Card 1", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"},
        {"name": "Card 2", "qfmt": "{{#Back}}{{Back}}{{/Back}}", "afmt": "{{FrontSide}}<hr id=answer>{{Front}}"},
    ],
}


def _deck(folder: Path, notes: list[object], **more: object) -> Path:
    data = {
        "__type__": "Deck",
        "name": "D",
        "crowdanki_uuid": "d",
        "children": [],
        "note_models": [MODEL],
        "notes": notes,
        **more,
    }
    (folder / "deck.json").write_text(json.dumps(data))
    return folder


def test_cards_are_those_that_anki_makes_and_media_stand_beside(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.png").write_bytes(b"x")
    (tmp_path / "media" / "unused.png").write_bytes(b"x")
    child = {
        "__type__": "Deck",
        "name": "Child",
        "notes": [{"fields": ["c", ""], "guid": "c", "tags": [], "note_model_uuid": "m"}],
    }
    notes: list[object] = [
        {"fields": ["a", "<img src='a.png'>"], "guid": "a", "tags": ["t"], "note_model_uuid": "m"},
        {"fields": ["only one"], "guid": "b", "note_model_uuid": "m"},
        {"fields": ["x", "y"], "guid": "e", "note_model_uuid": "gone"},
        7,
    ]
    found = read(_deck(tmp_path, notes, children=[child]))
    assert {"D": 2, "D::Child": 1} == {deck.id: sum(1 for _ in generate(deck)) for deck in found.decks}
    assert ["note 2", "note 3", "note 4"] == [one.where for one in found.skipped]
    assert ["a.png"] == list(found.media["D"])


@pytest.mark.parametrize(
    "text", ['{"__type__": "Deck", ' + '"x": [' * 100_000, '{"__type__": "Deck", "notes": 5}', '{"__type__": "Deck"}']
)
def test_odd_files_end_in_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "deck.json").write_text(text)
    assert "crowdanki" == sniff(tmp_path).format.name
    with pytest.raises(FormatError):
        read(tmp_path)
