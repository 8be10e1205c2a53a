"""Packages of Anki that quiz wrote, read again: every deck as it was, with what is remembered of its cards."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from attrs import evolve
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from quiz.cards.generation import generate
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact, Source
from quiz.facts.media import Picture
from quiz.facts.relation import Relation
from quiz.facts.term import Term
from quiz.facts.values import RichText
from quiz.formats.anki.unpacking import pieces
from quiz.formats.anki.writing.assembly import Assembly
from quiz.formats.anki.writing.naming import media_name
from quiz.formats.anki.writing.planning import Planning
from quiz.formats.format import Outgoing
from quiz.formats.past import Answer, Past
from quiz.formats.reading import Contents, read
from quiz.formats.registry import named
from quiz.formats.writing import write_whole
from quiz.memory import state
from quiz.testing import decks
from tests.formats.anki.made import BASIC, Made, MadeNote, MadeType

FORMATS = ("anki", "anki-legacy")
_quick = settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)


def through(deck: Deck, format: str = "anki", past: tuple[Past, ...] = ()) -> Contents:
    """Return what is read of a deck that was written."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        write_whole(named(format), Outgoing(deck, past=lambda: past), path)
        return read(path, format="anki")


@pytest.mark.parametrize("format", FORMATS)
@_quick
@given(deck=decks(media=True))
def test_any_deck_is_read_as_it_was_with_the_same_cards(format: str, deck: Deck) -> None:
    if not deck.facts:
        return
    found = through(deck, format)
    assert ((), deck) == (found.skipped, found.deck)
    assert [card.id for card in generate(deck)] == [card.id for card in generate(found.deck)]


def pasts(card: str, fact: str) -> st.SearchStrategy[Past]:
    """Draw what is remembered of a card."""
    at = st.integers(1_500_000_000_000, 1_700_000_000_000)
    answers = st.lists(
        st.tuples(at, st.integers(1, 4), st.sampled_from([state.Phase.LEARNING, state.Phase.REVIEW]), st.integers(1, 99)).map(
            lambda parts: Answer(*parts)
        ),
        min_size=1, max_size=4, unique_by=lambda answer: answer.at,
    )  # fmt: skip
    return st.builds(
        Past, deck=st.just("capitals"), fact=st.just(fact), card=st.just(card), kind=st.just("forward"),
        phase=st.just(state.Phase.REVIEW), due_day=st.integers(15_000, 30_000), interval=st.integers(1, 999),
        stability=st.integers(1, 500).map(float), difficulty=st.integers(1, 10).map(float), reps=st.integers(1, 50),
        lapses=st.integers(0, 9), suspended=st.booleans(), marked=st.booleans(), flag=st.integers(0, 7),
        answers=answers.map(lambda found: tuple(sorted(found))),
    )  # fmt: skip


CAPITALS = Deck("capitals", "Capitals", [Fact("Peru", "capital", "Lima"), Fact("Kenya", "capital", "Nairobi")])
_PERU = next(card for card in generate(CAPITALS) if card.facts[0].subject == "Peru")


@pytest.mark.parametrize("format", FORMATS)
@_quick
@given(past=pasts(_PERU.id, CAPITALS.facts[0].key))
def test_what_is_remembered_of_a_card_is_read_as_it_was(format: str, past: Past) -> None:
    (found,) = through(CAPITALS, format, (past,)).past
    same = (
        "fact",
        "kind",
        "phase",
        "due_day",
        "interval",
        "stability",
        "difficulty",
        "reps",
        "lapses",
        "suspended",
        "marked",
        "flag",
    )
    assert [getattr(past, name) for name in same] == [getattr(found, name) for name in same]
    assert [answer[:4] for answer in past.answers] == [answer[:4] for answer in found.answers]


def rows(deck: Deck) -> tuple[list[tuple[object, ...]], list[tuple[str, int]]]:
    """Return the rows of notes that a deck becomes, and of each card the place of its note among these, and its number."""
    content = Assembly(Outgoing(deck)).content()
    notes = {row[0]: row[1:] for row in content.notes}
    cards = [(row[1], row[3]) for row in (*content.cards, *content.more_new_cards)]
    cards += [(one.first_note + place, one.number) for one in content.new_cards for place in range(one.notes)]
    guids = {id: str(row[0]) for id, row in notes.items()}
    return sorted(notes.values()), sorted((guids[note], number) for note, number in cards)


@_quick
@given(deck=decks(media=True))
@example(
    Deck(
        "words",
        facts=[
            Fact('a "b"', "meaning", "x < y & z", note="A **note**!"),
            Fact("c", "meaning", "ü", tags={"t u", "v"}, sources=[Source("A book", url="https://example.org")]),
            Fact("{{d}}", "meaning", "[sound:x.mp3]", since="1999", wrong=["e", "f"]),
            Fact("d", "capital", "e", id="one"),
            Fact("f", "capital", "e", feedback={"g": "No."}, front="*What?*"),
        ],
        relations=[Relation("meaning"), Relation("capital", kinds=["forward"])],
    )
)
def test_notes_that_are_made_together_are_what_they_are_one_by_one(deck: Deck) -> None:
    together = rows(deck)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "quiz.formats.anki.writing.assembly.Planning",
            lambda deck, others, special, **_: Planning(deck, others, special, one_by_one=True),
        )
        assert rows(deck) == together


def test_a_note_type_whose_id_is_a_text_goes_out(french: Deck, tmp_path: Path) -> None:
    kept = json.loads(french.kept)
    (id,) = kept["anki"]["types"]
    for own in (id, "x", None):
        kept["anki"]["types"][id]["id"] = own
        deck = evolve(french, kept=json.dumps(kept))
        assert [(int(id),)] == rows_of(deck, tmp_path, "SELECT DISTINCT mid FROM notes")


FRENCH = Made(
    (MadeNote(("chat", "cat"), {0: 1, 1: 1}, "animal", guid="g1"), MadeNote(("<b>chien</b>", "dog"), {0: 1, 1: 1}, guid="g2")),
    (MadeType(templates=(("{{Front}}", "{{Back}}"), ("{{Back}}", "{{Front}}"))),),
)


@pytest.fixture
def french(tmp_path: Path) -> Deck:
    return read(FRENCH.package(tmp_path / "french.apkg", "latest")).deck


def rows_of(deck: Deck, tmp_path: Path, query: str) -> list[tuple[object, ...]]:
    """Return rows of the database of a package."""
    path = tmp_path / "written.apkg"
    write_whole(named("anki"), Outgoing(deck), path)
    database = tmp_path / "database"
    with zipfile.ZipFile(path) as archive, archive.open("collection.anki21b") as file:
        database.write_bytes(b"".join(pieces(file, 10**8)))
    connection = sqlite3.connect(database)
    found = connection.execute(query).fetchall()
    connection.close()
    return found


def test_a_note_of_anki_goes_out_as_it_was(french: Deck, tmp_path: Path) -> None:
    rows = rows_of(french, tmp_path, "SELECT guid, mid, flds, trim(tags) FROM notes ORDER BY guid")
    assert [("g1", FRENCH.types[0].id, "chat\x1fcat", "animal"), ("g2", FRENCH.types[0].id, "<b>chien</b>\x1fdog", "")] == rows
    assert [(4,)] == rows_of(french, tmp_path, "SELECT count(*) FROM cards")


def test_an_edit_of_a_note_of_anki_goes_to_its_field(french: Deck, tmp_path: Path) -> None:
    edited = [evolve(fact, value=RichText("**hound**")) if fact.subject == "chien" else fact for fact in french.facts]
    rows = rows_of(evolve(french, facts=edited), tmp_path, "SELECT flds FROM notes ORDER BY guid")
    assert [("chat\x1fcat",), ("<b>chien</b>\x1f<b>hound</b>",)] == rows


def test_what_a_note_type_of_anki_has_no_place_for_rides_in_a_remark(french: Deck) -> None:
    told = evolve(
        french.facts[0],
        since="2015",
        sources=[Source("A -- book", locator="p. 3")],
        accept=["a cat"],
        wrong=["dog"],
        note="**Mew**",
    )
    deck = evolve(french, facts=[told, *french.facts[1:]])
    found = through(deck).deck
    assert deck.facts == found.facts


def test_media_in_folders_come_back_under_their_paths(tmp_path: Path) -> None:
    (tmp_path / "flags").mkdir()
    (tmp_path / "flags" / "peru.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 20)
    facts = [Fact("Peru", "flag", Picture("flags/peru.png", "the flag")), Fact("Chile", "flag", Picture("gone.png"))]
    deck = Deck("flags", facts=facts, folder=tmp_path)
    path = tmp_path / "flags.apkg"
    written = write_whole(named("anki"), Outgoing(deck), path)
    found = read(path)
    assert (1, ["gone.png"]) == (written.media, [one.where for one in written.skipped])
    assert ["flags/peru.png"] == list(found.media["flags"])
    assert deck.facts == found.deck.facts
    assert "/" not in media_name("flags/peru.png")


def test_names_of_media_that_anki_would_change_come_back_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = '<img src="foo[.jpg"> <img src="ok.png"> <img src="sub/x^.png"> <img src="https://a.b/c^.png"> [sound:a&amp;^b.mp3]'
    with monkeypatch.context() as patch:
        # As a deck is that was read before such names were mended.
        patch.setattr("quiz.formats.anki.collection.as_taken", lambda fields, _: fields)
        deck = read(Made([MadeNote((shown, "a"), guid="g")]).package(tmp_path / "made.apkg")).deck
    file, written = tmp_path / "foo[.jpg", tmp_path / "out.apkg"
    file.write_bytes(b"jpg")
    write_whole(named("anki-legacy"), Outgoing(deck, media=lambda one: file if one.path == "foo[.jpg" else None), written)
    with zipfile.ZipFile(written) as package:
        assert [media_name("foo[.jpg")] == list(json.loads(package.read("media")).values())
    name = media_name("a&^b.mp3")
    (row,) = rows_of(deck, tmp_path, "SELECT flds FROM notes")
    assert str(row[0]).startswith(shown.replace("foo[.jpg", media_name("foo[.jpg")).replace("a&amp;^b.mp3", name))
    again = read(written)
    assert (deck.facts, {"foo[.jpg"}) == (again.deck.facts, set(again.media[deck.id]))


def test_a_deck_with_quotation_marks_in_its_name_keeps_them(tmp_path: Path) -> None:
    deck = read(Made([MadeNote(("a", "b"))], decks={1: 'My "own"::"x"'}).package(tmp_path / "made.apkg")).deck
    write_whole(named("anki-legacy"), Outgoing(deck), tmp_path / "out.apkg")
    assert 'My "own"::"x"' == deck.id == read(tmp_path / "out.apkg").deck.id


def test_notes_of_several_types_keep_their_order(tmp_path: Path) -> None:
    other = MadeType(name="Other", id=BASIC + 1)
    notes = [MadeNote((f"q {number}", f"<b>{number}</b>"), guid=f"g{number}", type=BASIC + number % 2) for number in range(6)]
    deck = read(Made(notes, (MadeType(), other)).package(tmp_path / "made.apkg")).deck
    assert [f"q {number}" for number in range(6)] == [fact.subject for fact in through(deck).deck.facts]


def _edited(tmp_path: Path, deck: Deck, change: Callable[[sqlite3.Connection], object]) -> Deck:
    """Return a deck after its notes were changed in a legacy package."""
    path, database = tmp_path / "a.apkg", tmp_path / "a.db"
    write_whole(named("anki-legacy"), Outgoing(deck), path)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    database.write_bytes(members["collection.anki21"])
    connection = sqlite3.connect(database)
    change(connection)
    connection.commit()
    connection.close()
    members["collection.anki21"] = database.read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return read(path).deck


def test_what_was_edited_in_anki_since_counts(tmp_path: Path) -> None:
    deck = Deck(
        "capitals", facts=[Fact("Peru", "capital", "Lyma", note="old", since="1535"), Fact("Kenya", "capital", "Nairobi")]
    )
    found = _edited(
        tmp_path,
        deck,
        lambda anki: anki.execute("UPDATE notes SET flds = replace(flds, 'Peru\x1fLyma', 'Peru\x1fLima'), tags = ' new '"),
    )
    assert [("Peru", "Lima", "1535"), ("Kenya", "Nairobi", None)] == [
        (fact.subject, str(fact.value), fact.since.edtf if fact.since else None) for fact in found.facts
    ]
    assert {frozenset({"new"})} == {fact.tags for fact in found.facts}


def test_a_note_that_was_written_in_anki_becomes_a_fact(tmp_path: Path) -> None:
    def add(anki: sqlite3.Connection) -> None:
        (mid, fields), (nid, did) = (
            anki.execute(f"SELECT {what} LIMIT 1").fetchone() for what in ("mid, flds FROM notes", "nid, did FROM cards")
        )
        raw = "\x1f".join(["Chad", "N&amp;Djamena", *[""] * (fields.count("\x1f") - 1)])
        anki.execute("INSERT INTO notes VALUES (?, 'new', ?, 0, 0, '', ?, '', 0, 0, '')", (nid + 9, mid, raw))
        anki.execute("INSERT INTO cards VALUES (?, ?, ?, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, '')", (nid + 9, nid + 9, did))

    found = _edited(tmp_path, CAPITALS, add)
    assert [("Peru", "Lima"), ("Kenya", "Nairobi"), ("Chad", "N&Djamena")] == [
        (fact.subject, str(fact.value)) for fact in found.facts
    ]


def test_terms_with_their_aliases_and_all_of_the_head_come_back() -> None:
    deck = Deck(
        "capitals", "Capitals of the world", [Fact("Burma", "capital", "Naypyidaw")], [Relation("capital", "country", "city")],
        [Term("Myanmar", "country", ["Burma"])], lang="de", description="Two\nlines", as_of="2025",
    )  # fmt: skip
    assert deck == through(deck).deck


def test_a_deck_that_no_card_asks_is_read_again_and_told(tmp_path: Path) -> None:
    deck = Deck("silent", facts=[Fact("a", "b", "c")], relations=[Relation("b", kinds=[])])
    written = write_whole(named("anki"), Outgoing(deck), tmp_path / "x.apkg")
    assert (0, 1) == (written.cards, len(written.skipped))
    assert deck.facts == read(tmp_path / "x.apkg").deck.facts
