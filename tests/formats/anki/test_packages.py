"""What notes become, in packages of every version."""

import json
import sqlite3
from pathlib import Path

import pytest

from quiz.cards.generation import generate
from quiz.errors import FormatError
from quiz.facts.deck import Deck
from quiz.facts.fact import Fact
from quiz.formats.anki.mapping import kept_deck, kept_fact, note_of
from quiz.formats.reading import Contents, read
from quiz.memory.state import Phase
from tests.formats.anki.made import BASIC, CREATED, VERSIONS, Made, MadeNote, MadeType, Version, zipped

REVERSED = MadeType(
    templates=(("{{Front}}", "{{FrontSide}}<hr id=answer>{{Back}}"), ("{{Back}}", "{{FrontSide}}<hr id=answer>{{Front}}"))
)
CLOZE = MadeType(("Text", "Extra"), (("{{cloze:Text}}", "{{cloze:Text}}<br>{{Extra}}"),), "Cloze", is_cloze=True)


def of(tmp_path: Path, made: Made, version: Version = "legacy 2") -> Contents:
    return read(made.package(tmp_path / "x.apkg", version))


def one(contents: Contents) -> Fact:
    (fact,) = contents.deck.facts
    return fact


def asked(deck: Deck) -> list[tuple[str, str, str]]:
    return [(card.kind.value, card.prompt, card.answer) for card in generate(deck)]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_says_the_same(tmp_path: Path, version: Version) -> None:
    notes = (MadeNote(("Peru", "Lima"), {0: 2, 1: 2}, " geo america "), MadeNote(("a <b>b</b>", '<img src="c d.png">'), {0: 1}))
    made = Made(notes, (REVERSED,), {1: "Default", 2: "Geo::Capitals"}, {"c d.png": b"\x89PNG\r\n\x1a\n", "unused.png": b"x"})
    found = of(tmp_path, made, version)
    capitals, default = found.decks
    (lima,) = capitals.facts
    assert ("Geo::Capitals", "Peru", "Back", "Lima", "guid1/0") == (
        capitals.id,
        lima.subject,
        lima.relation,
        str(lima.value),
        lima.id,
    )
    assert frozenset({"geo", "america"}) == lima.tags
    assert [("forward", "Peru", "Lima"), ("backward", "Lima", "Peru")] == asked(capitals)
    assert "Back, forward only" == default.facts[0].relation
    assert {"Default": ["c d.png"]} == {deck: list(files) for deck, files in found.media.items()}
    assert b"\x89PNG\r\n\x1a\n" == b"".join(found.media["Default"]["c d.png"].pieces())
    assert ("1 media file that no note shows is left out, as Anki leaves them out.",) == found.notes


def test_words_around_a_field_are_the_question(tmp_path: Path) -> None:
    sides = ("<div class=q>What is the capital of <b>{{Front}}</b>?</div>", "{{Front}}: <hr id='answer'>It is {{Back}}.")
    back = ("Of which country is {{Back}} the capital?", "{{FrontSide}}<hr id=answer>{{Front}}")
    found = of(tmp_path, Made((MadeNote(("Peru", "Lima"), {0: 1, 1: 1}),), (MadeType(templates=(sides, back)),)))
    relation = found.deck.relations["Back"]
    assert ("What is the capital of {subject}?", "Of which country is {value} the capital?") == (relation.ask, relation.ask_back)
    assert relation.apart
    assert ["What is the capital of Peru?", "Of which country is Lima the capital?"] == [
        prompt for _, prompt, _ in asked(found.deck)
    ]


def test_what_the_answer_shows_besides_is_a_note(tmp_path: Path) -> None:
    kind = MadeType(
        ("Word", "Meaning", "Example"), (("{{Word}}", "{{FrontSide}}<hr id=answer>{{Meaning}}<br>e.g. <i>{{Example}}</i>"),)
    )
    fact = one(of(tmp_path, Made((MadeNote(("haus", "house", "mein haus")),), (kind,))))
    assert ("Meaning", "house", "e.g. *mein haus*") == (fact.relation, str(fact.value), fact.note)
    assert {2: "mein haus"} == kept_fact(fact).fields


def test_a_template_that_shows_two_fields_is_laid_out(tmp_path: Path) -> None:
    kind = MadeType(("A", "B", "C"), (("{{A}}, <i>{{B}}</i>", "{{FrontSide}}<hr id=answer>{{C}}"),))
    fact = one(of(tmp_path, Made((MadeNote(("x", "y", "z")),), (kind,))))
    assert ("Card 1", "x, y", "x, *y*", "z") == (fact.relation, fact.subject, fact.front, str(fact.value))


def test_other_pairs_of_fields_are_relations_of_their_own(tmp_path: Path) -> None:
    kind = MadeType(
        ("A", "B", "C"),
        (("{{A}}", "{{B}}"), ("{{B}}", "{{A}}"), ("{{B}}?", "{{C}}"), ("{{A}}", "{{C}}")),
    )
    facts = of(tmp_path, Made((MadeNote(("a", "b", "c"), dict.fromkeys(range(4), 1)),), (kind,))).deck.facts
    assert [("B", "a", "b", "guid1/0"), ("C", "b", "c", "guid1/2"), ("C – Card 4", "a", "c", "guid1/3")] == [
        (fact.relation, fact.subject, str(fact.value), fact.id) for fact in facts
    ]


def test_a_note_with_fewer_cards_makes_those_it_has(tmp_path: Path) -> None:
    notes = (MadeNote(("a", "b"), {0: 1, 1: 1}), MadeNote(("c", "d"), {1: 1}), MadeNote(("e", "f"), {0: 1}))
    found = of(tmp_path, Made(notes, (REVERSED,)))
    assert {("forward", "a", "b"), ("backward", "b", "a"), ("backward", "d", "c"), ("forward", "e", "f")} == set(
        asked(found.deck)
    )
    assert ["guid1/0", "guid2/0", "guid3/0"] == [fact.id for fact in found.deck.facts]


def test_cards_of_a_note_in_two_decks_are_in_both(tmp_path: Path) -> None:
    found = of(tmp_path, Made((MadeNote(("a", "b"), {0: 1, 1: 2}),), (REVERSED,), {1: "One", 2: "Two"}))
    assert {"One": [("forward", "a", "b")], "Two": [("backward", "b", "a")]} == {deck.id: asked(deck) for deck in found.decks}
    assert [("forward", "a", "b"), ("backward", "b", "a")] == asked(read(tmp_path / "x.apkg", deck="All").deck)


def test_cards_of_filtered_decks_are_at_home(tmp_path: Path) -> None:
    made = Made(
        (MadeNote(("a", "b"), {0: 2}),), decks={1: "Home", 2: "Filtered"}, cards={"odid": 1, "odue": 30, "type": 2, "due": -5}
    )
    found = of(tmp_path, made)
    (past,) = found.past
    assert ("Home", CREATED // 86400 + 30) == (past.deck, past.due_day)


def test_two_note_types_that_share_a_name_for_a_field_are_told_apart(tmp_path: Path) -> None:
    other = MadeType(name="Other", id=7)
    notes = (MadeNote(("a", "b")), MadeNote(("c", "d"), type=7))
    assert ["Back (Basic)", "Back (Other)"] == [
        fact.relation for fact in of(tmp_path, Made(notes, (MadeType(), other))).deck.facts
    ]


def test_blanks_are_a_sentence_and_each_number_a_card(tmp_path: Path) -> None:
    note = MadeNote(("{{c1::Paris}} is in {{c2::France::country}}", "<b>so</b> it is"), {0: 1, 1: 1})
    found = of(tmp_path, Made((note,), (CLOZE,)))
    assert [("cloze", "_____ is in France", "Paris"), ("cloze", "Paris is in [country]", "France")] == asked(found.deck)
    assert ("**so** it is", "guid1/0", "Text") == (one(found).note, one(found).id, one(found).relation)


def test_a_blank_without_its_card_and_a_card_without_its_blank(tmp_path: Path) -> None:
    found = of(tmp_path, Made((MadeNote(("{{c1::a}} {{c2::b}}", ""), {0: 1, 4: 1}),), (CLOZE,)))
    assert 2 == len(asked(found.deck))
    assert ["a", "—"] == [answer for _, _, answer in asked(found.deck)]
    assert ("There is 1 card with an empty question; in Anki, “Empty Cards” takes such cards out.",) == found.notes


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("{{#Front}}{{Front}}", "“{{#Front}}” is not closed"),
        ("{{/Front}}{{Front}}", "“{{/Front}}” closes what is not open"),
        ("{{Front}} {{Nothing}}", "there is no field “Nothing”"),
    ],
)
def test_a_broken_template_is_told_and_its_cards_are_there(tmp_path: Path, question: str, told: str) -> None:
    kind = MadeType(templates=((question, "{{Back}}{{Nothing}}"),))
    found = of(tmp_path, Made((MadeNote(("a", "b")),), (kind,)))
    assert [("forward", "a", "b")] == asked(found.deck)
    assert told in " ".join(found.notes)


def test_raw_fields_that_html_would_not_give_back_are_kept(tmp_path: Path) -> None:
    raw = '<div style="color: red">a</div>'
    found = of(tmp_path, Made((MadeNote((raw, "b")),)))
    assert {0: raw} == kept_fact(one(found)).fields
    assert ("guid1", 0) == note_of(one(found))
    kept = kept_deck(found.deck)
    assert ("Default", ["Front", "Back"]) == (kept.name, [field["name"] for field in kept.types[BASIC]["flds"]])
    assert ({"forward": 0}, 0, 1) == (kept.links["Back"].templates, kept.links["Back"].subject, kept.links["Back"].value)


def test_nothing_is_kept_of_a_note_that_its_fact_says_whole(tmp_path: Path) -> None:
    assert "" == one(of(tmp_path, Made((MadeNote(("a b", "c, d")),)))).kept


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_remembered_comes_along(tmp_path: Path, version: Version) -> None:
    card: dict[str, object] = {"type": 2, "queue": -1, "due": 40, "ivl": 12, "factor": 2500, "reps": 2, "lapses": 1, "flags": 3}
    card["data"] = '{"s":10.5,"d":4.25,"dr":0.9,"lrt":1600500000}'
    rows = ((1_600_000_000_000, 1000, 3, 1, -600, 0, 4000, 0), (1_600_100_000_000, 1000, 0, 5, 0, 2500, 0, 4),
            (1_600_200_000_000, 1000, 1, -600, 1, 2500, 5000, 1))  # fmt: skip
    found = of(tmp_path, Made((MadeNote(("a", "b"), tags="Marked"),), cards=card, answers=rows), version)
    (past,) = found.past
    assert ("Default", "guid1/0", "forward", "anki") == (past.deck, past.fact, past.kind, past.source)
    assert (Phase.REVIEW, CREATED // 86400 + 40, 12) == (past.phase, past.due_day, past.interval)
    assert (10.5, 4.25, 0.9, 1_600_500_000_000) == (past.stability, past.difficulty, past.desired_retention, past.last_at)
    assert (True, True, 3, 2, 1, 2.5) == (past.suspended, past.marked, past.flag, past.reps, past.lapses, past.ease)
    assert [(3, Phase.LEARNING, 1, 4000), (1, Phase.REVIEW, -600, 5000)] == [
        (answer.rating, answer.before, answer.interval, answer.took) for answer in past.answers
    ]


def test_a_note_of_one_field_that_is_empty_costs_nothing(tmp_path: Path) -> None:
    kind = MadeType(("Only",), (("{{Only}}", "{{FrontSide}}"),))
    found = of(tmp_path, Made((MadeNote(("",)), MadeNote(("a",))), (kind,)))
    assert ["The front of this card is blank.", "a"] == [fact.front for fact in found.deck.facts]


def test_answers_to_cards_in_any_order_are_all_there(tmp_path: Path) -> None:
    sides = (("{{B}}", "{{A}}"), ("{{A}}", "{{B}}"), ("{{A}} {{A}}", "{{B}}"))
    kind = MadeType(("A", "B"), sides)
    rows = tuple((CREATED * 1000 + at, 1000 + at, 3, 1, 0, 2500, 900, 0) for at in range(3))
    for cards in ({0: 1, 1: 1, 2: 1}, {0: 1, 1: 2, 2: 1}):
        found = of(tmp_path, Made((MadeNote(("a", "b"), cards),), (kind,), {1: "One", 2: "Two"}, answers=rows))
        assert (3, ()) == (found.past.answers, found.notes)


def test_a_collection_by_itself_has_its_media_folder_beside_it(tmp_path: Path) -> None:
    (tmp_path / "collection.anki2").write_bytes(Made((MadeNote(("a", "b")),)).database())
    (tmp_path / "collection.media").mkdir()
    (tmp_path / "collection.media" / "any.mp3").write_bytes(b"ID3")
    assert ["any.mp3"] == list(read(tmp_path / "collection.anki2").media["Default"])


def test_a_package_of_a_whole_collection_has_all_its_media(tmp_path: Path) -> None:
    made = Made((MadeNote(("a", "b")),), media={"any.mp3": b"ID3"})
    for name in ("x.colpkg", "collection.apkg", "backup-3.apkg"):
        assert {"Default": ["any.mp3"]} == {
            deck: list(files) for deck, files in read(made.package(tmp_path / name)).media.items()
        }
    assert {} == read(made.package(tmp_path / "x.colpkg.apkg")).media


def test_one_bad_note_costs_one_note(tmp_path: Path) -> None:
    notes = (
        MadeNote(("a", "b")),
        MadeNote(("c",)),
        MadeNote(("d", "e"), type=5),
        MadeNote(("f", "g"), {9: 1}),
        MadeNote(("h", "i")),
    )
    found = of(tmp_path, Made(notes))
    assert ["a", "h"] == [fact.subject for fact in found.deck.facts]
    assert ["note 2", "note 3", "note 4, card 10"] == [one.where for one in found.skipped]


@pytest.mark.parametrize("name", ["../x.png", "/etc/x.png", "C:\\x.png", "a/b.png", "..", ""])
def test_a_hostile_name_of_a_medium_is_told_and_left_out(tmp_path: Path, name: str) -> None:
    made = Made((MadeNote(("a", f'<img src="{name}"><img src="good.png">')),), media={name: b"x", "good.png": b"y"})
    found = of(tmp_path, made)
    assert {"Default": ["good.png"]} == {deck: list(files) for deck, files in found.media.items()}
    assert "It cannot be kept under this name" in found.skipped[0].reason


def test_a_member_that_is_there_twice_is_told(tmp_path: Path) -> None:
    members = list(Made((MadeNote(("a", "b")),)).members().items())
    path = tmp_path / "x.apkg"
    with pytest.warns(UserWarning, match="Duplicate name"):
        path.write_bytes(zipped([*members, members[0]]))
    assert ["“collection.anki21”"] == [one.where for one in read(path).skipped]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 2\n", "pointer of Git LFS"),
        (b"PK\x03\x04 nothing", "no whole Anki package"),
        (b"neither", "neither a zip file nor a database"),
        (zipped([("a.txt", b"x")]), "holds no collection of Anki"),
        (zipped([("collection.anki2", b"SQLite format 3\0" + b"x" * 2000)]), "damaged"),
        (zipped([("collection.anki2", b"\0" * 200_000_000)]), "at most"),
    ],
)
def test_what_is_no_package_is_told_as_what_it_is(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "x.apkg"
    path.write_bytes(content)
    with pytest.raises(FormatError, match=told):
        read(path, format="anki")


def test_a_part_of_a_package_is_told_as_cut_off(tmp_path: Path) -> None:
    path = Made((MadeNote(("a", "b")),)).package(tmp_path / "x.apkg")
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(FormatError, match="no whole Anki package"):
        read(path)


def test_notes_that_begin_alike_are_told_and_all_taken(tmp_path: Path) -> None:
    found = of(tmp_path, Made((MadeNote(("a", "b")), MadeNote(("a", "c")), MadeNote(("d", "e")))))
    assert [("forward", "a", "b"), ("forward", "a [2]", "c"), ("forward", "d", "e")] == asked(found.deck)
    assert found.notes[0].startswith("There are 2 notes that begin with the same words as another one")


def test_a_collection_between_the_versions_has_some_of_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "collection.anki2"
    path.write_bytes(Made((MadeNote(("a", "b")),)).database())
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE config (KEY text primary key, usn integer, mtime_secs integer, val blob) without rowid;"
        "CREATE TABLE deck_config (id integer primary key, name text, mtime_secs integer, usn integer, config blob);"
        "UPDATE col SET ver = 14, conf = '', dconf = '';"
        "INSERT INTO config VALUES ('creationOffset', 0, 0, '-60'), ('rollover', 0, 0, '4');"
    )
    preset = json.dumps({"fsrsWeights": [1.0] * 17, "desiredRetention": 0.85, "new": {"delays": [1]}, "lapse": {}})
    connection.execute("INSERT INTO deck_config VALUES (1, 'Default', 0, 0, ?)", (preset.encode(),))
    connection.commit()
    connection.close()
    found = read(path)
    (practice,) = found.practice
    assert ("a", (1.0,) * 17, 0.85, 4) == (
        one(found).subject, practice.parameters, practice.desired_retention, practice.rollover_hour,
    )  # fmt: skip


def test_what_anki_has_not_written_back_yet_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "collection.anki2"
    path.write_bytes(Made((MadeNote(("a", "b")),)).database())
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("UPDATE notes SET flds = 'new' || char(31) || 'words'")
    connection.commit()
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert "new" == one(read(path)).subject
    assert before == {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    connection.close()
